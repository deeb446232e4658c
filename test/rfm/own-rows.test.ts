/** RFM and lifetime from figures that were computed elsewhere. */
import fc from "fast-check";
import {
  fitLifetime,
  fitRfm,
  fitSpend,
  isSetiaError,
  predictLifetime,
  predictLifetimes,
  scoreRfm,
  summarizePurchases,
  type LifetimeRow,
  type PurchaseSummary,
} from "setia";
import { describe, expect, it, test } from "vitest";

const asOf = new Date("2026-06-30T00:00:00Z");
const at = { asOf, currency: "USD" };

/** Orders of a few customers, at most one a day each, so that orders and days with an order are one number. */
const summaries = fc
  .uniqueArray(
    fc.record({ customer: fc.integer({ min: 0, max: 12 }), day: fc.integer({ min: 0, max: 400 }) }),
    { minLength: 1, maxLength: 60, selector: ({ customer, day }) => String([customer, day]) },
  )
  .map((orders) =>
    orders.map(({ customer, day }, index) => ({
      id: String(index),
      customerId: `c${String(customer)}`,
      placedAt: new Date(asOf.getTime() - day * 86_400_000),
      currency: "USD",
      total: 500 + ((index * 7919) % 900),
    })),
  )
  .map((orders) => summarizePurchases(orders, { asOf }).summaries);

const rowOf = ({
  customerId,
  recencyDays,
  tenureDays,
  orders,
  revenue,
  ...more
}: PurchaseSummary) =>
  ({
    customerId,
    recencyDays,
    tenureDays,
    orders,
    revenue,
    repeatRevenue: revenue - more.firstDayRevenue,
  }) satisfies LifetimeRow;

describe("rows of one's own", () => {
  test("give the RFM model and the scores that summaries give", () => {
    fc.assert(
      fc.property(summaries, (given) => {
        const model = fitRfm(given);
        const rows = given.map(rowOf).map(({ customerId, recencyDays, orders, revenue }) => ({
          customerId,
          recencyDays,
          orders,
          revenue,
        }));
        expect(fitRfm(given.map(rowOf), at)).toEqual(model);
        expect(fitRfm(rows, at).cuts).toEqual(model.cuts);
        rows.forEach((row, place) => {
          expect(scoreRfm(row, model)).toEqual(scoreRfm(given[place]!, model));
        });
      }),
      { numRuns: 50 },
    );
  });

  test("give the lifetime model and the predictions that summaries give", () => {
    fc.assert(
      fc.property(summaries, (given) => {
        const model = fitLifetime(given);
        const rows = given.map(rowOf);
        expect(fitLifetime(rows, at)).toEqual(model);
        const options = { horizonDays: 90 };
        expect(predictLifetimes(rows, model, options)).toEqual(
          predictLifetimes(given, model, options),
        );
        rows.forEach((row, place) => {
          expect(predictLifetime(row, model, options)).toEqual(
            predictLifetime(given[place]!, model, options),
          );
        });
      }),
      { numRuns: 20 },
    );
  });

  it("say nothing of value without the money of repeats", () => {
    const rows = [
      { customerId: "ani", recencyDays: 10, tenureDays: 100, orders: 3, revenue: 9000 },
      { customerId: "budi", recencyDays: 60, tenureDays: 60, orders: 1, revenue: 2000 },
    ];
    const model = fitLifetime(rows, at);
    expect(model.spend).toBeNull();
    const valued = { ...rows[0]!, repeatRevenue: 6000 };
    const withMoney = fitLifetime([valued, { ...rows[1]!, repeatRevenue: 0 }], at);
    expect(predictLifetime(valued, withMoney, { horizonDays: 90 }).lifetimeValue).toBeGreaterThan(
      0,
    );
    expect(predictLifetime(rows[0]!, withMoney, { horizonDays: 90 })).not.toHaveProperty(
      "lifetimeValue",
    );
    expect(() => fitSpend(rows, at)).toThrow(/nobody has spent money/u);
  });

  const row = { customerId: "ani", recencyDays: 10, tenureDays: 100, orders: 3, revenue: 9000 };
  it.each<[string, readonly object[], object, RegExp]>([
    ["without an instant", [row], { currency: "USD" }, /rows\[0\] has no asOf/u],
    ["days below 0", [{ ...row, recencyDays: -1 }], at, /rows\[0\]\.recencyDays is -1/u],
    ["no order", [row, { ...row, customerId: "b", orders: 0 }], at, /rows\[1\]\.orders is 0/u],
    ["money as text", [{ ...row, revenue: "90" }], at, /rows\[0\]\.revenue is "90"/u],
    ["fractions of a cent", [{ ...row, revenue: 90.5 }], at, /rows\[0\]\.revenue is 90.5/u],
    ["more days than orders", [{ ...row, purchaseDays: 4 }], at, /purchaseDays is 4/u],
    ["one customer twice", [row, row], at, /rows\[1\]\.customerId is "ani" once more/u],
    ["nobody", [{ ...row, customerId: " " }], at, /rows\[0\]\.customerId is " "/u],
    [
      "two currencies",
      [row, { ...row, customerId: "b", currency: "IDR" }],
      at,
      /rows\[1\]\.currency is IDR among USD/u,
    ],
    [
      "two instants",
      [
        { ...row, asOf },
        { ...row, customerId: "b", asOf: new Date(0) },
      ],
      at,
      /rows\[1\] speaks of another instant/u,
    ],
  ])("are refused with their place: %s", (_, rows, options, message) => {
    for (const fit of [fitRfm, fitLifetime] as ((rows: never, options: never) => unknown)[]) {
      const call = (): unknown => fit(rows as never, options as never);
      expect(call).toThrow(message);
      try {
        call();
      } catch (error) {
        expect(isSetiaError(error)).toBe(true);
      }
    }
  });

  it.each([5, undefined, NaN])(
    "of %s days since the first order have no lifetime",
    (tenureDays) => {
      const rows = [{ ...row, tenureDays }] as LifetimeRow[];
      const message = /tenureDays is (5|missing|NaN); expected days, at least recencyDays/u;
      expect(() => fitLifetime(rows, at)).toThrow(message);
      const model = fitLifetime([{ ...row, repeatRevenue: 10 }], at);
      expect(() => predictLifetime(rows[0]!, model, { horizonDays: 30 })).toThrow(message);
      expect(fitRfm(rows, at).customers).toBe(1);
    },
  );

  it("of part of the customers with money and part without are refused", () => {
    const rows = [
      { ...row, repeatRevenue: 6000 },
      { ...row, customerId: "b" },
    ];
    expect(() => fitLifetime(rows, at)).toThrow(/customer 1 .* spent NaN/u);
  });
});
