import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { isSetiaError, memoryStore, type CustomerEvent, type CustomerStore } from "setia";
import { sqlStore } from "setia/sql";
import { RUNS } from "../arbitraries";
import { ENGINES, type Engine } from "./engines";

const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.constantFrom(
    "'; DROP TABLE setia_events; --",
    '" OR ""="',
    "\\' OR 1=1 -- ",
    "? $1 :a @b %s",
    "__proto__",
    "constructor",
    "مرحبا \u202E",
    "\u{1F468}\u200D\u{1F469}",
    "a\u0000b",
    "\uD800",
    " ",
    "",
    "x".repeat(190),
    "x".repeat(191),
  ),
);
const ids = fc.oneof({ weight: 20, arbitrary: fc.stringMatching(/^[a-zé'"\\?]{1,6}$/) }, texts);
const instants = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.date({
      min: new Date("0001-01-01"),
      max: new Date("9999-12-31"),
      noInvalidDate: true,
    }),
  },
  { weight: 1, arbitrary: fc.date() },
);
const numbers = fc.oneof(
  { weight: 12, arbitrary: fc.nat() },
  fc.constantFrom(0, -0, Number.MAX_SAFE_INTEGER, 2 ** 53, -1, 0.5, Number.NaN, Infinity),
);
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 3 });

/** Events of every kind with whatever may stand in their fields; most can be kept, some must be refused. */
const hostile: fc.Arbitrary<CustomerEvent> = fc
  .record({
    base: fc.record({ id: ids, customerId: ids, at: instants }),
    source: optional(texts),
    recordedAt: optional(instants),
    rest: fc.oneof(
      fc.record({
        type: fc.constant("order_completed" as const),
        orderId: ids,
        currency: fc.constantFrom("IDR", "USD", "KWD", "JPY", "EUR", "idr"),
        total: numbers,
        lines: fc.array(fc.record({ sku: ids, quantity: numbers, unitPrice: numbers }), {
          maxLength: 2,
        }),
      }),
      fc.record({
        type: fc.constant("customer_identified" as const),
        traits: fc.record({ name: texts, email: texts }, { requiredKeys: [] }),
      }),
      fc.record({
        type: fc.constant("interaction_logged" as const),
        channel: ids,
        direction: fc.constantFrom("inbound" as const, "outbound" as const),
        summary: texts,
      }),
      fc.record({ type: fc.constant("order_refunded" as const), orderId: ids, amount: numbers }),
    ),
  })
  .map(({ base, source, recordedAt, rest }) => ({
    ...base,
    ...(source === undefined ? {} : { source }),
    ...(recordedAt === undefined ? {} : { recordedAt }),
    ...rest,
  }));

async function logOf(store: CustomerStore): Promise<CustomerEvent[]> {
  const log: CustomerEvent[] = [];
  for await (const { events } of store.scan()) log.push(...events);
  return log;
}

describe.each(ENGINES)("hostile events on $name", ({ name, skip, open }) => {
  if (skip !== undefined) {
    test.skip(`${name}: ${skip}`);
    return;
  }
  // DuckDB takes a thousand rows a second; all of them only in the full run.
  const count = name === "DuckDB" && RUNS === 1 ? 2000 : 10_000;
  let engine: Engine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  it(`are stored exactly or refused clearly, ${String(count)} of them`, async () => {
    const events = fc.sample(hostile, { numRuns: count, seed: 4 });
    const reference = memoryStore();
    const store = sqlStore(engine.runner, { tenant: "hostile ' \" ` \\ ? %" });
    const good: CustomerEvent[] = [];
    const codes = new Map<string, number>();
    let refused = 0;
    for (const event of events) {
      try {
        if ((await reference.append([event])).appended === 1) good.push(event);
      } catch (error) {
        if (!isSetiaError(error)) throw error;
        codes.set(error.code, (codes.get(error.code) ?? 0) + 1);
        // The store refuses for the same reason; a part of them is enough.
        if (refused++ % 10 === 0) {
          if (error.code === "EVENT_CONFLICT") await store.append(good.splice(0));
          await expect(store.append([event])).rejects.toMatchObject({ code: error.code });
        }
      }
      if (good.length === 500) await store.append(good.splice(0));
    }
    await store.append(good);
    expect([...codes.keys()].sort()).toEqual(["EVENT_CONFLICT", "INVALID_INPUT"]);
    const expected = await logOf(reference);
    expect(expected.length).toBeGreaterThan(count / 4);
    expect(await logOf(store)).toEqual(expected);
    const customers = await reference.listCustomers({ limit: count });
    expect(await store.listCustomers({ limit: count })).toEqual(customers);
    for (const id of customers.slice(0, 200)) {
      expect(await store.read(id)).toEqual(await reference.read(id));
    }
    expect(await sqlStore(engine.runner, { tenant: "other" }).listCustomers()).toEqual([]);
  });
});
