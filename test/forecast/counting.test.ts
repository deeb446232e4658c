/** The counts behind a forecast, against counting by hand. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bandsOf,
  BANDS,
  cellOf,
  CELLS,
  ORDER_BANDS,
  SILENCE_BANDS,
} from "../../src/forecast/bands";
import { countWindows } from "../../src/forecast/count-windows";
import { fitFactors, stepsOf } from "../../src/forecast/factor-table";
import { effectNear, foretellEffect } from "../../src/forecast/time-effect";
import { calendarOf } from "../../src/kernel";
import { randomStream } from "../../src/statistics";
import { orderStands, purchaseDaysOf, type Order } from "../../src/purchases";

const histories = fc.array(
  fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 12 }),
  { minLength: 1, maxLength: 12 },
);

function historyOf(customers: readonly (readonly number[])[]): {
  customerIds: string[];
  begins: Int32Array;
  days: Int32Array;
} {
  const sorted = customers.map((days) => [...days].sort((a, b) => a - b));
  const begins = [0];
  for (const days of sorted) begins.push((begins.at(-1) ?? 0) + days.length);
  return {
    customerIds: sorted.map((_, at) => String(at)),
    begins: Int32Array.from(begins),
    days: Int32Array.from(sorted.flat()),
  };
}

describe("a cell", () => {
  it("is one of those there are, and tells its bands", () => {
    const standing = fc.record({
      orders: fc.integer({ min: 1, max: 200 }),
      silence: fc.integer({ min: 0, max: 3000 }),
      more: fc.integer({ min: 0, max: 3000 }),
    });
    fc.assert(
      fc.property(standing, ({ orders, silence, more }) => {
        const span = orders === 1 ? 0 : orders - 1 + more;
        const cell = cellOf(orders, silence, span);
        expect(cell).toBeGreaterThanOrEqual(0);
        expect(cell).toBeLessThan(CELLS);
        const bands = bandsOf(cell);
        bands.forEach((band, factor) => expect(band).toBeLessThan(BANDS[factor]!));
        expect(ORDER_BANDS[bands[0]]).toBeLessThanOrEqual(orders);
        expect(ORDER_BANDS[bands[0] + 1] ?? Infinity).toBeGreaterThan(orders);
        expect(SILENCE_BANDS[bands[1]]).toBeLessThanOrEqual(silence);
        expect(SILENCE_BANDS[bands[1] + 1] ?? Infinity).toBeGreaterThan(silence);
        // Somebody with one order has no rhythm of their own.
        expect(bands[2] === 0).toBe(orders === 1);
        expect(bands[3] === 0).toBe(orders === 1);
      }),
    );
  });
});

describe("windows of the past", () => {
  it("count what counting by hand counts", () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 400, max: 500 }), (customers, today) => {
        const lengths = [7, 90];
        const ends = [today, today - 90];
        const { each, known } = countWindows(historyOf(customers), today, lengths, ends);
        lengths.forEach((length, at) => {
          for (const { origin, buyers, orders, customers: standing } of each[at]!) {
            expect((today - origin) % 30).toBe(0);
            const seen = customers.filter((days) => days.some((day) => day <= origin));
            const later = seen.map(
              (days) => days.filter((day) => day > origin && day <= origin + length).length,
            );
            expect(standing.reduce((sum, count) => sum + count, 0)).toBe(seen.length);
            expect(buyers).toBe(later.filter((count) => count > 0).length);
            expect(orders).toBe(later.reduce((sum, count) => sum + count, 0));
          }
          ends.forEach((end, place) => {
            const windows = each[at]!.filter(({ origin }) => origin + length <= end).slice(0, 12);
            const counted = known[place]![at];
            expect(counted?.windows ?? 0).toBe(windows.length);
            const sum = (of: readonly number[]): number => of.reduce((a, b) => a + b, 0);
            const came = counted?.number.map((cell) => cell.came) ?? [];
            expect(sum(came)).toBe(sum(windows.map(({ orders }) => orders)));
            expect(sum(Array.from(counted?.alikeBuyers ?? []))).toBe(
              sum(windows.map(({ buyers }) => buyers)),
            );
          });
        });
      }),
    );
  });

  it("rest on the days of the orders that stand", () => {
    const order = fc.record({
      customerId: fc.constantFrom("ani", "budi", " "),
      day: fc.integer({ min: 0, max: 40 }),
      cancelled: fc.boolean(),
      refunded: fc.boolean(),
    });
    const calendar = calendarOf("Asia/Jakarta");
    const asOf = new Date(30 * 86_400_000);
    fc.assert(
      fc.property(fc.array(order), (given) => {
        const orders = given.map(({ customerId, day, cancelled, refunded }, index): Order => {
          const placedAt = new Date(day * 86_400_000 + 20 * 3_600_000);
          return {
            ...{ id: String(index), customerId, placedAt, currency: "IDR", total: 100 },
            ...(cancelled ? { cancelledAt: placedAt } : {}),
            ...(refunded ? { refunds: [{ at: placedAt, amount: 100 }] } : {}),
          };
        });
        const ids = ["ani", "budi", "citra"];
        const { customerIds, begins, days } = purchaseDaysOf(ids, orders, asOf, (at) =>
          calendar.dayOf(at),
        );
        const counted = orders.filter((one) => orderStands(one, asOf));
        expect(customerIds).toEqual(ids);
        customerIds.forEach((id, at) => {
          const own = counted.filter(({ customerId }) => customerId === id);
          const distinct = new Set(own.map(({ placedAt }) => calendar.dayOf(placedAt)));
          const expected = [...distinct].sort((a, b) => a - b);
          expect([...days.subarray(begins[at], begins[at + 1])]).toEqual(expected);
        });
      }),
    );
  });
});

describe("a table of factors", () => {
  const cells = [1, 2, 3].flatMap((orders) =>
    [2, 40, 200].map((silence) => ({
      cell: cellOf(orders, silence, 40 * (orders - 1)),
      customers: 1e6,
      came: Math.round(1e6 * (0.1 * orders + 20 / (100 + silence))),
    })),
  );

  it("meets what came in all, and nearly what came in each band", () => {
    for (const target of ["chance", "number"] as const) {
      const table = fitFactors(cells, target, 1);
      const said = (of: typeof cells): number =>
        of.reduce((sum, { cell, customers }) => {
          const steps = table === undefined ? NaN : stepsOf(table, cell);
          const each = target === "chance" ? 1 / (1 + Math.exp(-steps)) : Math.exp(steps);
          return sum + customers * each;
        }, 0);
      const came = (of: typeof cells): number => of.reduce((sum, one) => sum + one.came, 0);
      expect(said(cells) / came(cells)).toBeCloseTo(1, 3);
      for (const orders of [0, 1, 2]) {
        const band = cells.filter(({ cell }) => bandsOf(cell)[0] === orders);
        expect(said(band) / came(band)).toBeCloseTo(1, 2);
      }
    }
  });

  it("says nothing where nobody ordered, or everybody did", () => {
    const with_ = (came: number) => cells.map((one) => ({ ...one, came: came * one.customers }));
    expect(fitFactors(with_(0), "chance", 1)).toBeUndefined();
    expect(fitFactors(with_(1), "chance", 1)).toBeUndefined();
    expect(fitFactors(with_(1), "number", 1)).toBeDefined();
  });

  it("holds a band of few customers near the one beside it", () => {
    const many = { cell: cellOf(1, 0, 0), customers: 10_000, came: 1000 };
    const few = { cell: cellOf(1, 5, 0), customers: 2, came: 2 };
    const table = fitFactors([many, few], "chance", 1);
    const chance = table && 1 / (1 + Math.exp(-stepsOf(table, few.cell)));
    expect(chance).toBeGreaterThan(0.1);
    expect(chance).toBeLessThan(0.2);
  });
});

describe("the effect of the time that begins", () => {
  const windows = (effect: (day: number) => number) =>
    Array.from({ length: 26 }, (_, at) => 1000 - 30 * (at + 1)).map((origin) => ({
      origin,
      effect: effect(origin),
    }));

  it("is none where no window differs from another by more than chance", () => {
    const stream = randomStream(5);
    const noise = (): number => 0.05 * (stream.exponential() - 1);
    expect(foretellEffect(windows(noise), 1000, 30, 30)).toEqual({ kind: "none", value: 0 });
  });

  it("is that of a year ago where seasons come back", () => {
    const season = (day: number): number => 0.5 * Math.sin((2 * Math.PI * day) / 365);
    const { kind, value } = foretellEffect(windows(season), 1000, 30, 30);
    expect(kind).toBe("year");
    expect(value).toBeCloseTo(0.8 * season(1000), 1);
  });

  it("is that of the last window where the market broke", () => {
    const broken = (day: number): number => (day > 800 ? -0.7 : 0.1);
    const { kind, value } = foretellEffect(windows(broken), 1000, 30, 30);
    expect(kind).toBe("last");
    expect(value).toBeCloseTo(0.8 * -0.7, 5);
  });

  it("is read from the window that began nearest, within half a step", () => {
    expect(
      effectNear(
        windows((day) => day),
        965,
      ),
    ).toBe(970);
    expect(
      effectNear(
        windows((day) => day),
        1000,
      ),
    ).toBeUndefined();
  });
});
