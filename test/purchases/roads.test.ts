/** Orders as objects, as columns and in batches: all roads give the same. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  summarizePurchases,
  type Order,
  type Orders,
  type PurchaseSummary,
  type SummarizePurchasesOptions,
  summarizeBatches,
} from "setia";
import { type OrderColumns, type OrderPolicy } from "setia/rfm";
import { instants, orders, RUNS, timeZones } from "../arbitraries";

/** The same orders as columns, customers as texts or numbered. */
function columnsOf(given: readonly Order[], numbered: boolean): OrderColumns {
  const values = [...new Set(given.map((order) => order.customerId))].reverse();
  const refunds = given.flatMap((order, row) =>
    (order.refunds ?? []).map(({ at, amount }) => ({ row, at: at.getTime(), amount })),
  );
  // Refunds in any order.
  refunds.reverse();
  const currencies = [...new Set(given.map((order) => order.currency))];
  return {
    customerIds: numbered
      ? { values, codes: Uint32Array.from(given, (order) => values.indexOf(order.customerId)) }
      : given.map((order) => order.customerId),
    placedAt: Float64Array.from(given, (order) => order.placedAt.getTime()),
    total: given.map((order) => order.total),
    currency: {
      values: currencies,
      codes: given.map((order) => currencies.indexOf(order.currency)),
    },
    ids: given.map((order) => order.id),
    cancelledAt: Float64Array.from(given, (order) => order.cancelledAt?.getTime() ?? NaN),
    refunds: {
      order: refunds.map(({ row }) => row),
      at: refunds.map(({ at }) => at),
      amount: refunds.map(({ amount }) => amount),
    },
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- what comes from a database is asynchronous
async function* batchesOf(...batches: readonly Orders[]): AsyncGenerator<Orders> {
  yield* batches;
}

const policies: fc.Arbitrary<OrderPolicy> = fc.record(
  {
    cancelledOrders: fc.constantFrom("leave_out", "count"),
    refunds: fc.constantFrom("subtract", "ignore"),
    refundedOrders: fc.constantFrom("leave_out", "count"),
    zeroValueOrders: fc.constantFrom("count", "leave_out"),
    sameDayOrders: fc.constantFrom("each", "once"),
  },
  { requiredKeys: [] },
);

/** The same answer by sets and sorting, order by order: what everything else must agree with. */
function plainly(given: readonly Order[], options: SummarizePurchasesOptions): unknown {
  const { asOf, timeZone = "UTC" } = options;
  const format = new Intl.DateTimeFormat("en-CA", { timeZone });
  const dayOf = (at: Date): number => Date.parse(`${format.format(at)}T00:00:00Z`) / 86_400_000;
  const kept = new Map<string, { at: Date; net: number }[]>();
  for (const order of given) {
    const back = (order.refunds ?? []).filter(({ at }) => at <= asOf);
    const refunded = back.reduce((sum, { amount }) => sum + amount, 0);
    if (order.customerId === "" || order.placedAt > asOf) continue;
    const cancelled = order.cancelledAt !== undefined && order.cancelledAt <= asOf;
    if (cancelled && options.cancelledOrders !== "count") continue;
    if (order.total === 0 && options.zeroValueOrders === "leave_out") continue;
    let net = order.total;
    if (options.refunds !== "ignore" && refunded > 0) {
      if (refunded >= order.total && options.refundedOrders !== "count") continue;
      net = Math.max(0, order.total - refunded);
    }
    const own = kept.get(order.customerId) ?? [];
    own.push({ at: order.placedAt, net });
    kept.set(order.customerId, own);
  }
  return Object.fromEntries(
    [...kept].map(([customerId, own]) => {
      const times = own.map(({ at }) => at.getTime());
      const days = own.map(({ at }) => dayOf(at));
      const firstDay = Math.min(...days);
      const purchaseDays = new Set(days).size;
      const sum = (list: readonly { net: number }[]): number =>
        list.reduce((total, { net }) => total + net, 0);
      return [
        customerId,
        {
          orders: options.sameDayOrders === "once" ? purchaseDays : own.length,
          purchaseDays,
          firstOrderAt: new Date(Math.min(...times)),
          lastOrderAt: new Date(Math.max(...times)),
          recencyDays: dayOf(asOf) - Math.max(...days),
          tenureDays: dayOf(asOf) - firstDay,
          revenue: sum(own),
          firstDayRevenue: sum(own.filter((_, index) => days[index] === firstDay)),
        },
      ];
    }),
  );
}

function figures(summaries: readonly PurchaseSummary[]): unknown {
  return Object.fromEntries(
    summaries.map((summary) => {
      const { customerId, orders: count, purchaseDays, firstOrderAt, lastOrderAt } = summary;
      const { recencyDays, tenureDays, revenue, firstDayRevenue } = summary;
      const rest = { recencyDays, tenureDays, revenue, firstDayRevenue };
      return [customerId, { orders: count, purchaseDays, firstOrderAt, lastOrderAt, ...rest }];
    }),
  );
}

describe("the roads into summarizePurchases", () => {
  it("agree with one another and with a plain count, whatever the policy", async () => {
    await fc.assert(
      fc.asyncProperty(
        orders,
        instants,
        timeZones,
        policies,
        fc.integer({ min: 0, max: 40 }),
        async (given, asOf, timeZone, policy, cut) => {
          const options = { asOf, timeZone, currency: "IDR", ...policy };
          const expected = summarizePurchases(given, options);
          expect(figures(expected.summaries)).toEqual(plainly(given, options));
          const halves = [given.slice(0, cut), given.slice(cut)] as const;
          const roads = [
            summarizePurchases(columnsOf(given, true), options),
            summarizePurchases(columnsOf(given, false), options),
            await summarizeBatches(batchesOf(...halves), options),
            await summarizeBatches(
              batchesOf(columnsOf(halves[0], true), halves[1], columnsOf([], false)),
              options,
            ),
          ];
          for (const road of roads) {
            expect(road.columns).toEqual(expected.columns);
            expect(road.summaries).toEqual(expected.summaries);
            expect(road.diagnostics).toEqual(expected.diagnostics);
          }
        },
      ),
      { numRuns: 100 * RUNS },
    );
  });

  it("agree on many customers and days, in any order of rows", async () => {
    const rows = Array.from({ length: 30_000 }, (_, index): Order => {
      const mixed = Math.imul(index + 1, 0x9e3779b1) >>> 0;
      return {
        id: `o${String(index)}`,
        customerId: `customer-${String(mixed % 2500)}${mixed % 7 === 0 ? "é\u{1F600}" : ""}`,
        placedAt: new Date(Date.UTC(2020, 0, 1) + (mixed % 1500) * 86_400_000 + index),
        currency: "IDR",
        total: mixed % 100_000,
      };
    });
    const options = { asOf: new Date("2025-01-01"), timeZone: "Asia/Jakarta" };
    const expected = summarizePurchases(rows, options);
    expect(figures(expected.summaries)).toEqual(plainly(rows, options));
    expect(summarizePurchases(columnsOf(rows, true), options).columns).toEqual(expected.columns);
    const batches = Array.from({ length: 7 }, (_, part) =>
      rows.filter((_row, at) => at % 7 === part),
    );
    const batched = await summarizeBatches(batchesOf(...batches), options);
    expect(batched.columns).toEqual(expected.columns);
  });

  it("agree where rows are plain: neither called off nor given back, one currency, numbered customers", () => {
    const asOf = new Date("2025-01-01");
    const far = -62_000_000_000_000;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1500 }),
        fc.integer({ min: 1, max: 400 }),
        // A few rows that need a closer look, some chunks without any.
        fc.array(fc.tuple(fc.nat(1499), fc.constantFrom("nobody", "later", "free", "long ago")), {
          maxLength: 4,
        }),
        timeZones,
        fc.constantFrom<OrderPolicy>(
          {},
          { zeroValueOrders: "leave_out" },
          { sameDayOrders: "once" },
        ),
        fc.boolean(),
        (size, customers, special, timeZone, policy, ascending) => {
          const kinds = new Map(special);
          const rows = Array.from({ length: size }, (_, row): Order => {
            const mixed = Math.imul(row + size, 0x9e3779b1) >>> 0;
            const kind = kinds.get(row);
            const time = ascending ? row * 3_600_000 : (mixed % 30_000) * 3_600_000;
            const placedAt =
              kind === "later" ? asOf.getTime() + 1 : kind === "long ago" ? far : time;
            return {
              id: String(row),
              customerId: kind === "nobody" ? "" : `c${String((mixed >>> 8) % customers)}`,
              placedAt: new Date(placedAt),
              currency: "IDR",
              total: kind === "free" ? 0 : 1 + (mixed % 100_000),
            };
          });
          const { customerIds, placedAt } = columnsOf(rows, true);
          const total = Float64Array.from(rows, (order) => order.total);
          const options = { asOf, timeZone, ...policy };
          const expected = summarizePurchases(rows, options);
          const columns = { customerIds, placedAt, total, currency: "IDR" };
          const found = summarizePurchases(columns, options);
          // What far dates are in a calendar of old, Intl and we tell differently; so compare only the two roads.
          expect(found.columns).toEqual(expected.columns);
          expect(found.diagnostics).toEqual(expected.diagnostics);
          if (!special.some(([, kind]) => kind === "long ago")) {
            expect(figures(found.summaries)).toEqual(plainly(rows, options));
          }
          // A fault is found wherever it is, and named.
          const at = size - 1;
          total[at] = 0.5;
          expect(() => summarizePurchases(columns, options)).toThrow(
            new RegExp(`total\\[${String(at)}\\] is 0\\.5`),
          );
        },
      ),
      { numRuns: 50 * RUNS },
    );
  });

  it("convert each order at its instant on every road", async () => {
    const order = { customerId: "ani", placedAt: new Date("2026-01-05"), total: 100 };
    const given: Order[] = [
      { ...order, id: "1", currency: "USD" },
      { ...order, id: "2", currency: "EUR", placedAt: new Date("2026-01-06") },
    ];
    const seen: string[] = [];
    const options = {
      asOf: new Date("2026-02-01"),
      currency: "USD",
      convert: (amount: number, from: string, _to: string, at: Date) => {
        seen.push(`${String(amount)} ${from} ${at.toISOString()}`);
        return 2 * amount;
      },
    };
    const roads = [
      summarizePurchases(given, options),
      summarizePurchases(columnsOf(given, true), options),
      await summarizeBatches(batchesOf(columnsOf(given, false)), options),
    ];
    for (const { columns } of roads) expect([...columns.revenue]).toEqual([300]);
    expect(new Set(seen)).toEqual(new Set(["100 EUR 2026-01-06T00:00:00.000Z"]));
  });

  const good: OrderColumns = {
    customerIds: { values: ["ani", "budi"], codes: [0, 1] },
    placedAt: [1, 2],
    total: [100, 200],
    currency: "USD",
  };
  it("knows the first of all instants, and none before it", () => {
    const asOf = new Date(-8_640_000_000_000_000);
    const options = { asOf, currency: "USD" };
    const columns = (placedAt: number): OrderColumns => ({
      ...good,
      placedAt: [placedAt, asOf.getTime()],
    });
    expect(summarizePurchases(columns(asOf.getTime()), options).columns.recencyDays).toEqual(
      Int32Array.of(0, 0),
    );
    expect(() => summarizePurchases(columns(asOf.getTime() - 1), options)).toThrow(/placedAt\[0\]/);
  });

  it.each([
    [
      "columns of different lengths",
      { total: [1] },
      "INVALID_INPUT",
      /total has 1 rows; expected 2/,
    ],
    [
      "codes of another length",
      { customerIds: { values: ["ani"], codes: [0] } },
      "INVALID_INPUT",
      /customerIds\.codes has 1 rows/,
    ],
    [
      "a code without a value",
      { customerIds: { values: ["ani"], codes: [0, 1] } },
      "INVALID_INPUT",
      /codes\[1\] is 1; expected a place in values, 0 to 0/,
    ],
    [
      "a customer twice",
      { customerIds: { values: ["ani", "ani"], codes: [0, 1] } },
      "INVALID_INPUT",
      /values\[1\] is "ani" a second time/,
    ],
    [
      "a value that is no text",
      { customerIds: { values: [7 as unknown as string], codes: [0, 0] } },
      "INVALID_INPUT",
      /values\[0\] is 7; expected a text/,
    ],
    [
      "an id that is no text",
      { customerIds: ["ani", null as unknown as string] },
      "INVALID_INPUT",
      /customerIds\[1\] is null/,
    ],
    ["half a millisecond", { placedAt: [0.5, 1] }, "INVALID_INSTANT", /placedAt\[0\] is 0\.5/],
    ["an instant that is none", { placedAt: [1, NaN] }, "INVALID_INSTANT", /placedAt\[1\] is NaN/],
    ["an instant beyond dates", { placedAt: [1, 9e15] }, "INVALID_INSTANT", /placedAt\[1\]/],
    ["an instant before dates", { placedAt: [1, -9e15] }, "INVALID_INSTANT", /placedAt\[1\]/],
    ["a fraction of money", { total: [1, 0.5] }, "INVALID_AMOUNT", /total\[1\] is 0\.5/],
    ["a negative total", { total: [-1, 1] }, "INVALID_AMOUNT", /total\[0\] is -1/],
    [
      "a cancellation that is none",
      { cancelledAt: [NaN, 0.5] },
      "INVALID_INSTANT",
      /cancelledAt\[1\] is 0\.5/,
    ],
    [
      "a refund of no order",
      { refunds: { order: [2], at: [1], amount: [1] } },
      "INVALID_INPUT",
      /refunds\.order\[0\] is 2; expected a row from 0 to 1/,
    ],
    [
      "a refund never made",
      { refunds: { order: [1], at: [NaN], amount: [1] } },
      "INVALID_INSTANT",
      /refunds\.at\[0\]/,
    ],
    [
      "a refund of nothing",
      { refunds: { order: [1], at: [1], amount: [0] } },
      "INVALID_AMOUNT",
      /refunds\.amount\[0\] is 0/,
    ],
    [
      "refunds of different lengths",
      { refunds: { order: [1], at: [], amount: [1] } },
      "INVALID_INPUT",
      /refunds\.at has 0 rows; expected 1/,
    ],
    [
      "an order twice",
      { customerIds: ["ani", "ani"], ids: ["1", "1"] },
      "DUPLICATE_ORDER",
      /ids\[1\] is "1" a second time for customer "ani"/,
    ],
    [
      "two currencies",
      { currency: { values: ["USD", "EUR"], codes: [0, 1] } },
      "MIXED_CURRENCIES",
      /row 1 .*"EUR" among USD/,
    ],
    ["a currency that is none", { currency: "dollars" }, "UNKNOWN_CURRENCY", /"dollars"/],
    [
      "a sum too large",
      { customerIds: ["ani", "ani"], total: [Number.MAX_SAFE_INTEGER, 1] },
      "SUM_TOO_LARGE",
      /customer "ani"/,
    ],
  ])("refuse %s and say where", async (_, change, code, message) => {
    const columns = { ...good, ...change } as OrderColumns;
    const options = { asOf: new Date("2026-01-01") };
    const attempt = (): unknown => summarizePurchases(columns, options);
    expect(attempt).toThrow(expect.objectContaining({ code }));
    expect(attempt).toThrow(message);
    // A batch is looked up value by value, so that one given twice does no harm.
    if (code === "INVALID_INPUT" && message.source.includes("second time")) return;
    await expect(summarizeBatches(batchesOf(columns), options)).rejects.toMatchObject({ code });
  });

  it("refuse what the policy refuses, and choices that are none", () => {
    const options = { asOf: new Date(1) };
    const late = /row 1 was placed after/;
    expect(() => summarizePurchases(good, { ...options, futureOrders: "refuse" })).toThrow(late);
    const nobody = { ...good, customerIds: ["ani", ""], placedAt: [0, 0] };
    expect(() =>
      summarizePurchases(nobody, { ...options, ordersWithoutCustomer: "refuse" }),
    ).toThrow(/row 1\.customerId is blank; expected a customer/);
    expect(() =>
      summarizePurchases(good, { ...options, refunds: "subtrct" as unknown as "subtract" }),
    ).toThrow(/refunds is "subtrct"; expected subtract or ignore/);
    expect(() => summarizePurchases(5 as unknown as Order[], options)).toThrow(
      /orders is 5; expected an array of orders, or columns/,
    );
  });

  it("find a repeated order among many, and none where customers differ", () => {
    const rows = Array.from({ length: 5000 }, (_, index): Order => ({
      id: `o${String(index % 2500)}`,
      customerId: index < 2500 ? "ani" : "budi",
      placedAt: new Date(index),
      currency: "USD",
      total: 1,
    }));
    const options = { asOf: new Date("2026-01-01") };
    expect(summarizePurchases(rows, options).columns.customerIds).toEqual(["ani", "budi"]);
    const again = [...rows, ...rows.slice(7, 9)];
    expect(() => summarizePurchases(again, options)).toThrow(
      /orders\[5000\]\.id is "o7" a second time for customer "ani"/,
    );
    const numbered = columnsOf(again, true);
    expect(() => summarizePurchases(numbered, options)).toThrow(
      /ids\[5000\] is "o7" a second time/,
    );
  });
});
