import { describe, expect, it } from "vitest";
import {
  createCrm,
  EVENT_LIMITS,
  words,
  memoryStore,
  type Crm,
  type CustomerEvent,
  type EventType,
  type LeftAside,
} from "setia";
import { BASE, EVENT_RULES, type RecordRule } from "../../src/events/rules/event-rules";
import * as checks from "../../src/events/rules/field-checks";
import { eventOf } from "../events/any-event";
import fc from "fast-check";

const asOf = new Date("2026-06-01T00:00:00Z");
const at = new Date("2026-03-01T03:00:00Z");

function orderOf(customerId: string, id: string, total: number): CustomerEvent {
  const day = new Date(at.getTime() + Number(id) * 86_400_000);
  return {
    id: `${customerId}-${id}`,
    type: "order_completed",
    customerId,
    at: day,
    orderId: `${customerId}-${id}`,
    currency: "IDR",
    total,
  };
}

const others = Array.from({ length: 30 }, (_, index) => `c${String(index)}`).flatMap((id) => [
  orderOf(id, "1", 1_500_000),
  orderOf(id, "20", 2_000_000),
]);

const ofOthers = ({ customerId }: { readonly customerId: string }): boolean => customerId !== "bad";

/** Goes over the whole base in every way there is. */
async function walkAll(crm: Crm): Promise<{ readonly seen: string[]; readonly left: LeftAside[] }> {
  const left: LeftAside[] = [];
  const onLeftAside = (one: LeftAside): void => void left.push(one);
  await crm.refit({ asOf });
  await crm.report({ asOf });
  const seen: string[] = [];
  for await (const { customerId } of crm.customers({ asOf, onLeftAside })) seen.push(customerId);
  for await (const decision of crm.decideAll({ asOf })) expect(decision).toBeDefined();
  for await (const change of crm.changes({ asOf, since: at })) expect(change).toBeDefined();
  for await (const due of crm.retentionDue({ asOf })) expect(due).toBeDefined();
  return { seen, left };
}

describe("a customer whose orders cannot be added up", () => {
  const huge = ["1", "2"].map((id) => orderOf("bad", id, Number.MAX_SAFE_INTEGER));

  async function poisoned(): Promise<{
    readonly crm: Crm;
    readonly store: ReturnType<typeof memoryStore>;
  }> {
    const store = memoryStore();
    const crm = createCrm({ store, timeZone: "Asia/Jakarta", currency: "IDR" });
    await crm.record(others);
    // As a version without limits recorded them.
    await store.append(huge);
    return { crm, store };
  }

  it("is refused by record", async () => {
    const crm = createCrm({ store: memoryStore(), timeZone: "Asia/Jakarta", currency: "IDR" });
    await expect(crm.record(huge)).rejects.toThrow(
      /^record: events\[0\]\.total: is 9007199254740991; expected at most 100000000000000 minor units/,
    );
  });

  it("stops no walk over the base, and is listed", async () => {
    const { crm } = await poisoned();
    const refit = await crm.refit({ asOf });
    expect(refit.customers).toBe(30);
    expect(refit.leftAside.map(({ customerId, code }) => [customerId, code])).toEqual([
      ["bad", "SUM_TOO_LARGE"],
    ]);
    const report = await crm.report({ asOf });
    expect(report.leftAside.map(({ customerId }) => customerId)).toEqual(["bad"]);
    expect([report.customers, report.revenue]).toEqual([30, 30 * 3_500_000]);
    const { seen, left } = await walkAll(crm);
    expect(seen).toHaveLength(30);
    expect(seen.every((customerId) => customerId !== "bad")).toBe(true);
    expect(left.map(({ customerId }) => customerId)).toEqual(["bad"]);
  });

  it("is told when asked for, can be exported, and leaves the others alone once erased", async () => {
    const { crm } = await poisoned();
    await expect(crm.customer("bad", { asOf })).rejects.toMatchObject({ code: "SUM_TOO_LARGE" });
    const { json } = await crm.exportCustomer("bad", { asOf });
    const { events, view } = JSON.parse(json) as { events: unknown[]; view?: unknown };
    expect([events.length, view]).toEqual([2, undefined]);
    await crm.eraseCustomer("bad");
    expect((await crm.refit({ asOf })).customers).toBe(30);
    expect((await walkAll(crm)).seen).toHaveLength(30);
  });

  it("does not keep others' events out, nor a listener from hearing of them", async () => {
    const { crm } = await poisoned();
    const heard: string[] = [];
    crm.subscribe(({ customerId }) => void heard.push(customerId));
    await crm.record([orderOf("bad", "3", 100), orderOf("new", "3", 100)]);
    expect(heard).toEqual(["new"]);
  });

  it("says so where the revenue of all is too large", async () => {
    const store = memoryStore();
    const crm = createCrm({ store, timeZone: "Asia/Jakarta", currency: "IDR" });
    await store.append([orderOf("a", "1", Number.MAX_SAFE_INTEGER), orderOf("b", "1", 5)]);
    const report = await crm.report({ asOf });
    expect([report.customers, report.revenue]).toEqual([2, Number.MAX_SAFE_INTEGER]);
    expect(report.diagnostics.map(({ code }) => code)).toContain("crm.revenue_too_large");
  });
});

/** The largest that any version could have stored in a field, for each that holds a number. */
const LARGEST = new Map<unknown, number>([
  [checks.amount, Number.MAX_SAFE_INTEGER],
  [checks.positiveAmount, Number.MAX_SAFE_INTEGER],
  [checks.quantity, Number.MAX_VALUE],
  [checks.score, -Number.MAX_VALUE],
]);

/** The same event with every number as large as it could be. */
function enlarged(
  value: Record<string, unknown>,
  rules: readonly RecordRule[],
): Record<string, unknown> {
  const entries = Object.entries(value).map(([name, member]): [string, unknown] => {
    const rule = rules
      .map(({ needed, optional }) => needed[name] ?? optional[name])
      .find((one) => one !== undefined);
    if (typeof rule === "function") return [name, LARGEST.get(rule) ?? member];
    if (rule === undefined) return [name, member];
    if (!("each" in rule)) return [name, enlarged(member as Record<string, unknown>, [rule])];
    const { each } = rule;
    if (typeof each === "function" || "each" in each) return [name, member];
    return [name, (member as Record<string, unknown>[]).map((item) => enlarged(item, [each]))];
  });
  return Object.fromEntries(entries);
}

describe.each(words.eventTypes)("whatever %s holds", (type: EventType) => {
  it("no walk over the base is stopped by it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(eventOf(type), { minLength: 2, maxLength: 6 }), async (events) => {
        const store = memoryStore();
        const crm = createCrm({ store, timeZone: "Asia/Jakarta", currency: "IDR" });
        await crm.record(others);
        const own = events.map((event, index) => {
          const large = enlarged(event as unknown as Record<string, unknown>, [
            BASE,
            EVENT_RULES[type],
          ]);
          // Feedback is scored on a scale, which checks keep.
          const score =
            type === "feedback_received" ? { score: (event as { score?: number }).score } : {};
          return {
            ...large,
            ...score,
            id: `e${String(index)}`,
            customerId: "bad",
            at,
          } as unknown as CustomerEvent;
        });
        await store.append(
          own.map((event) => JSON.parse(JSON.stringify(event), revive) as CustomerEvent),
        );
        const { seen } = await walkAll(crm);
        expect(seen.filter((customerId) => ofOthers({ customerId })).length).toBeGreaterThanOrEqual(
          30,
        );
      }),
      { numRuns: 5 },
    );
  });
});

function revive(key: string, value: unknown): unknown {
  return ["at", "recordedAt", "until", "promisedAt", "sendAt", "confirmedAt"].includes(key) &&
    typeof value === "string" &&
    !Number.isNaN(Date.parse(value))
    ? new Date(value)
    : value;
}

it("an event at the limits is recorded, and one beyond them refused", async () => {
  const crm = createCrm({ store: memoryStore(), timeZone: "Asia/Jakarta", currency: "IDR" });
  await crm.record([orderOf("a", "1", EVENT_LIMITS.amount)]);
  await expect(crm.record([orderOf("a", "2", EVENT_LIMITS.amount + 1)])).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
});
