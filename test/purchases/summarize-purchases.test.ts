import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summarizePurchases, type Order, type PurchaseSummary } from "setia";
import { deepFreeze, instants, orders, timeZones, withShuffle } from "../arbitraries";

const asOf = new Date("2026-01-31T12:00:00Z");

function order(id: string, placedAt: string, total: number, more: Partial<Order> = {}): Order {
  return { id, customerId: "ani", placedAt: new Date(placedAt), currency: "USD", total, ...more };
}

function only(given: readonly Order[], timeZone = "UTC"): PurchaseSummary | undefined {
  return summarizePurchases(given, { asOf, timeZone }).summaries[0];
}

describe("summarizePurchases", () => {
  it("tells how a customer has bought", () => {
    const given = [
      order("3", "2026-01-20T23:00:00Z", 500),
      order("1", "2026-01-05T01:00:00Z", 1000),
      order("2", "2026-01-05T22:00:00Z", 400),
    ];
    expect(only(given)).toEqual({
      customerId: "ani",
      asOf,
      timeZone: "UTC",
      currency: "USD",
      orders: 3,
      purchaseDays: 2,
      firstOrderAt: new Date("2026-01-05T01:00:00Z"),
      lastOrderAt: new Date("2026-01-20T23:00:00Z"),
      recencyDays: 11,
      tenureDays: 26,
      revenue: 1900,
      firstDayRevenue: 1400,
      averageOrderValue: 1900 / 3,
    });
  });

  it("counts calendar days of the zone, not spans of 24 hours", () => {
    const given = [order("1", "2026-01-30T23:59:00Z", 100)];
    expect(only(given)?.recencyDays).toBe(1);
    // In Jakarta it was already the 31st.
    expect(only(given, "Asia/Jakarta")?.recencyDays).toBe(0);
    expect(only([order("1", "2026-01-31T11:59:00Z", 100)])?.recencyDays).toBe(0);
  });

  it("takes off refunds made by asOf, and none made later", () => {
    const refunds = [
      { at: new Date("2026-01-10T00:00:00Z"), amount: 300 },
      { at: asOf, amount: 100 },
      { at: new Date(asOf.getTime() + 1), amount: 600 },
    ];
    expect(only([order("1", "2026-01-05T00:00:00Z", 1000, { refunds })])?.revenue).toBe(600);
  });

  it("leaves out cancelled and fully refunded orders, orders to come and orders of nobody, and counts them", () => {
    const day = "2026-01-05T00:00:00Z";
    const given = [
      order("1", day, 1000),
      order("2", day, 0),
      order("3", day, 900, { refunds: [{ at: asOf, amount: 100 }] }),
      order("4", day, 800, { cancelledAt: asOf }),
      order("5", day, 700, { refunds: [{ at: asOf, amount: 700 }] }),
      order("6", day, 600, { refunds: [{ at: asOf, amount: 900 }] }),
      order("7", "2026-02-01T00:00:00Z", 500),
      order("8", day, 400, { customerId: "" }),
      order("9", day, 300, { cancelledAt: new Date(asOf.getTime() + 1) }),
    ];
    const { summaries, diagnostics } = summarizePurchases(given, { asOf });
    expect(summaries[0]?.orders).toBe(4);
    expect(summaries[0]?.revenue).toBe(1000 + 0 + 800 + 300);
    expect(diagnostics).toEqual({
      orders: 9,
      counted: 4,
      future: 1,
      cancelled: 1,
      refunded: 2,
      withoutCustomer: 1,
      zeroValueLeftOut: 0,
      partlyRefunded: 1,
      zeroValue: 1,
    });
  });

  it("gives nothing for an empty base", () => {
    const { summaries, diagnostics } = summarizePurchases([], { asOf });
    expect(summaries).toEqual([]);
    expect(diagnostics.orders).toBe(0);
  });

  it("converts at the instant of each order when told how", () => {
    const given = [
      order("1", "2026-01-05T00:00:00Z", 1000),
      order("2", "2026-01-06T00:00:00Z", 200, {
        currency: "EUR",
        refunds: [{ at: asOf, amount: 50 }],
      }),
    ];
    const seen: unknown[] = [];
    const { summaries } = summarizePurchases(given, {
      asOf,
      currency: "USD",
      convert: (amount, from, to, at) => {
        seen.push([amount, from, to, at.toISOString()]);
        return amount * 2;
      },
    });
    expect(summaries[0]?.revenue).toBe(1300);
    expect(seen).toEqual([[150, "EUR", "USD", "2026-01-06T00:00:00.000Z"]]);
  });

  const good = order("1", "2026-01-05T00:00:00Z", 100);
  const bad = (more: Partial<Order>): Order[] => [good, { ...good, id: "2", ...more }];
  it.each([
    ["NaN", bad({ total: Number.NaN }), "INVALID_AMOUNT", /orders\[1\]\.total is NaN/],
    ["a fraction", bad({ total: 0.5 }), "INVALID_AMOUNT", /orders\[1\]\.total is 0\.5/],
    ["an unsafe integer", bad({ total: 2 ** 53 }), "INVALID_AMOUNT", /orders\[1\]\.total/],
    ["a negative total", bad({ total: -5 }), "INVALID_AMOUNT", /refunds/],
    [
      "an invalid date",
      bad({ placedAt: new Date("x") }),
      "INVALID_INSTANT",
      /orders\[1\]\.placedAt/,
    ],
    [
      "a refund of NaN",
      bad({ refunds: [{ at: asOf, amount: Number.NaN }] }),
      "INVALID_AMOUNT",
      /refunds\[0\]\.amount/,
    ],
    [
      "a refund below 0",
      bad({ refunds: [{ at: asOf, amount: -1 }] }),
      "INVALID_AMOUNT",
      /refunds\[0\]\.amount/,
    ],
    [
      "a refund never made",
      bad({ refunds: [{ at: new Date("x"), amount: 1 }] }),
      "INVALID_INSTANT",
      /refunds\[0\]\.at/,
    ],
    [
      "mixed currencies",
      bad({ currency: "EUR" }),
      "MIXED_CURRENCIES",
      /orders\[1\] \(order "2" of customer "ani"\) is in "EUR" among USD/,
    ],
    [
      "a customer id that is a number",
      bad({ customerId: 42 as unknown as string }),
      "INVALID_INPUT",
      /orders\[1\]\.customerId is 42; expected a text/,
    ],
    [
      "an order id that is none",
      bad({ id: undefined as unknown as string }),
      "INVALID_INPUT",
      /orders\[1\]\.id is missing/,
    ],
    [
      "a total as text",
      bad({ total: "1000" as unknown as number }),
      "INVALID_AMOUNT",
      /total is "1000"/,
    ],
    [
      "null for a date",
      bad({ cancelledAt: null as unknown as Date }),
      "INVALID_INSTANT",
      /orders\[1\]\.cancelledAt is null; expected a valid Date/,
    ],
    [
      "no order at all",
      [good, null as unknown as Order],
      "INVALID_INPUT",
      /orders\[1\] is null; expected an order/,
    ],
    [
      "no list at all",
      null as unknown as Order[],
      "INVALID_INPUT",
      /orders is null; expected an array/,
    ],
    ["an order twice", [good, good], "DUPLICATE_ORDER", /orders\[1\]\.id is "1" a second time/],
    ["a sum too large", bad({ total: Number.MAX_SAFE_INTEGER }), "SUM_TOO_LARGE", /customer "ani"/],
  ])("refuses %s and says where", (_, given, code, message) => {
    const attempt = (): unknown => summarizePurchases(given, { asOf });
    expect(attempt).toThrow(expect.objectContaining({ code }));
    expect(attempt).toThrow(message);
  });

  it("takes the currency of the orders that count, whatever their order", () => {
    const cancelled = order("2", "2026-01-05T00:00:00Z", 5, { currency: "EUR", cancelledAt: asOf });
    for (const given of [
      [good, cancelled],
      [cancelled, good],
    ]) {
      expect(summarizePurchases(given, { asOf }).summaries[0]?.currency).toBe("USD");
    }
    expect(() => summarizePurchases([good], { asOf, convert: (amount) => amount })).toThrow(
      /convert is given without currency/,
    );
    expect(() =>
      summarizePurchases([{ ...good, currency: "EUR" }], {
        asOf,
        currency: "USD",
        convert: () => -5,
      }),
    ).toThrow(/options\.convert is -5; expected 0 or more/);
    expect(() => summarizePurchases([{ ...good, currency: "usd" }], { asOf })).toThrow(
      /"usd" is not known/,
    );
  });

  it("refuses an asOf, a zone, a currency or a conversion that is none", () => {
    const eur = [{ ...good, currency: "EUR" }];
    expect(() => summarizePurchases([good], { asOf: new Date("x") })).toThrow(
      /asOf is an invalid date/,
    );
    expect(() => summarizePurchases([good], { asOf, timeZone: "Mars" })).toThrow(/"Mars"/);
    expect(() => summarizePurchases([good], { asOf, currency: "??" })).toThrow(/"\?\?"/);
    expect(() => summarizePurchases(eur, { asOf, currency: "USD", convert: () => 0.5 })).toThrow(
      /options\.convert/,
    );
  });
});

describe("laws of summarizePurchases", () => {
  it("every order goes somewhere", () => {
    fc.assert(
      fc.property(orders, instants, (given, at) => {
        const { summaries, diagnostics: d } = summarizePurchases(given, { asOf: at });
        expect(d.orders).toBe(given.length);
        expect(d.counted + d.future + d.cancelled + d.refunded + d.withoutCustomer).toBe(d.orders);
        expect(summaries.reduce((sum, summary) => sum + summary.orders, 0)).toBe(d.counted);
      }),
    );
  });

  it("the order of rows changes nothing, and the input stays as it is", () => {
    fc.assert(
      fc.property(withShuffle(orders), instants, timeZones, ([given, shuffled], at, timeZone) => {
        const options = { asOf: at, timeZone, currency: "IDR" };
        expect(summarizePurchases(deepFreeze(shuffled), options)).toEqual(
          summarizePurchases(given, options),
        );
      }),
    );
  });

  it("figures hang together", () => {
    fc.assert(
      fc.property(orders, instants, timeZones, (given, at, timeZone) => {
        for (const s of summarizePurchases(given, { asOf: at, timeZone }).summaries) {
          expect(s.recencyDays).toBeGreaterThanOrEqual(0);
          expect(s.tenureDays).toBeGreaterThanOrEqual(s.recencyDays);
          expect(s.purchaseDays).toBeLessThanOrEqual(s.orders);
          expect(s.purchaseDays).toBeLessThanOrEqual(s.tenureDays - s.recencyDays + 1);
          expect(s.firstDayRevenue).toBeLessThanOrEqual(s.revenue);
          expect(s.averageOrderValue * s.orders).toBeCloseTo(s.revenue);
        }
      }),
    );
  });

  it("shifting everything by whole days changes no day count", () => {
    fc.assert(
      fc.property(orders, instants, fc.integer({ min: -400, max: 400 }), (given, at, days) => {
        const shift = (date: Date): Date => new Date(date.getTime() + days * 86_400_000);
        const moved = given.map((one) => ({
          ...one,
          placedAt: shift(one.placedAt),
          ...(one.cancelledAt === undefined ? {} : { cancelledAt: shift(one.cancelledAt) }),
          ...(one.refunds === undefined
            ? {}
            : {
                refunds: one.refunds.map(({ at: refundAt, amount }) => ({
                  at: shift(refundAt),
                  amount,
                })),
              }),
        }));
        const counts = (list: readonly Order[], when: Date): unknown =>
          summarizePurchases(list, { asOf: when }).summaries.map(
            ({ customerId, orders: n, purchaseDays, recencyDays, tenureDays, revenue }) => [
              customerId,
              n,
              purchaseDays,
              recencyDays,
              tenureDays,
              revenue,
            ],
          );
        expect(counts(moved, shift(at))).toEqual(counts(given, at));
      }),
    );
  });
});

/** Orders of the small examples in the tests of lifetimes and pymc-marketing, days and money as published. */
describe("published small examples", () => {
  const rows: [string, string, number][] = [
    ["1", "01-01", 1],
    ["1", "02-06", 2],
    ["2", "01-01", 2],
    ["3", "01-01", 3],
    ["3", "01-02", 1],
    ["3", "01-05", 5],
    ["4", "01-16", 6],
    ["4", "02-02", 3],
    ["4", "02-05", 3],
    ["4", "02-05", 6],
    ["5", "01-16", 3],
    ["5", "01-17", 1],
    ["5", "01-18", 8],
    ["6", "02-02", 5],
  ];
  const { summaries } = summarizePurchases(
    rows.map(([customerId, day, value], index) => ({
      id: String(index),
      customerId,
      placedAt: new Date(`2015-${day}`),
      currency: "USD",
      total: value * 100,
    })),
    { asOf: new Date("2015-02-07") },
  );

  it.each([
    ["1", 1, 36, 37, 2],
    ["2", 0, 0, 37, 0],
    ["3", 2, 4, 37, 3],
    ["4", 2, 20, 22, 6],
    ["5", 2, 2, 22, 4.5],
    ["6", 0, 0, 5, 0],
  ])(
    "customer %s: frequency %d, recency %d, T %d, mean spend %d",
    (id, frequency, recency, tenure, spend) => {
      const summary = summaries.find((one) => one.customerId === id);
      const {
        purchaseDays = 0,
        tenureDays = 0,
        recencyDays = 0,
        revenue = 0,
        firstDayRevenue = 0,
      } = summary ?? {};
      expect(purchaseDays - 1).toBe(frequency);
      expect(tenureDays - recencyDays).toBe(recency);
      expect(tenureDays).toBe(tenure);
      const repeats = purchaseDays - 1;
      expect(repeats === 0 ? 0 : (revenue - firstDayRevenue) / repeats / 100).toBe(spend);
    },
  );
});

describe("amounts that look like the wrong unit", () => {
  const asOf = new Date("2026-01-31");
  const notesOf = (currency: string, ...totals: readonly number[]): readonly string[] =>
    summarizePurchases(
      totals.map((total, at) => ({
        id: String(at),
        customerId: String(at),
        placedAt: new Date("2026-01-05"),
        currency,
        total,
      })),
      { asOf },
    ).notes.map(({ code }) => code);

  it("are noted once, where nobody writes the small unit", () => {
    expect(notesOf("IDR", 150_000, 150_000, 900_000)).toEqual(["purchases.amounts_look_small"]);
    expect(notesOf("IDR", 15_000_000, 1_500_000, 150_000)).toEqual([]);
    expect(notesOf("USD", 150, 150, 150)).toEqual([]);
    expect(notesOf("IDR", 150_000, 150_000)).toEqual([]);
  });
});
