/** Rows of tables: what becomes of them, and how amounts and dates are read. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMoney, words, summarizePurchases, ordersFromEvents } from "setia";
import {
  importRows,
  importTable,
  recogniseColumns,
  type ImportResult,
  type ImportRowsOptions,
  type Table,
  type TableRow,
} from "setia/import";
import { RUNS } from "../arbitraries";
import { csvOptions, csvRows } from "./payloads";

const kinds = ({ events }: ImportResult): string[] => events.map(({ type }) => type);
const reasons = ({ skipped }: ImportResult): string[] => skipped.map(({ reason }) => reason);
const totals = ({ events }: ImportResult): number[] =>
  events.flatMap((event) => (event.type === "order_completed" ? [event.total] : []));

describe("importRows", () => {
  const columns = { at: "at", customerId: "who", total: "total" };
  const row = (total: unknown, more: object = {}): object => ({
    at: "2026-01-05T10:00:00Z",
    who: "ani",
    total,
    ...more,
  });

  it("puts the rows of an order together, and gives back what is negative", () => {
    const result = importRows(csvRows, csvOptions);
    expect(result.skipped).toEqual([]);
    expect(result.events).toMatchObject([
      {
        orderId: "1001",
        customerId: "ani",
        at: new Date("2026-01-05T03:00:00Z"),
        total: 1950,
        lines: [
          { sku: "kopi", quantity: 2, unitPrice: 750 },
          { sku: "teh", quantity: 1.5, unitPrice: 300 },
        ],
      },
      { type: "customer_identified", traits: { email: "ani@example.com" } },
      {
        type: "order_refunded",
        orderId: "1001",
        amount: 750,
        lines: [{ sku: "kopi", quantity: 1 }],
        at: new Date("2026-01-08T03:00:00Z"),
      },
      { orderId: "1002", customerId: "budi", total: 300 },
    ]);
  });

  it.each([
    ["12.5", "USD", undefined, 1250],
    [12.5, "USD", undefined, 1250],
    [0.1, "USD", undefined, 10],
    ["1,234.50", "USD", undefined, 123450],
    ["1.234,50", "EUR", undefined, 123450],
    ["Rp 15.000", "IDR", "comma", 1500000],
    ["Rp 15.000", "IDR", undefined, 1500000],
    ["Rp1.500.000", "IDR", undefined, 150000000],
    ["$ 3", "USD", undefined, 300],
    ["1.234", "KWD", "point", 1234],
    ["1500", "JPY", undefined, 1500],
    ["0", "USD", undefined, 0],
    ["0.500", "KWD", undefined, 500],
  ] as const)("reads %s %s (decimal: %s)", (total, currency, decimal, expected) => {
    const options = { columns, currency, ...(decimal === undefined ? {} : { decimal }) };
    expect(totals(importRows([row(total)], options))).toEqual([expected]);
  });

  it.each([
    ["total", row("15.000"), {}, "the option decimal"],
    [
      "total",
      row("12.5"),
      { decimal: "comma" },
      "expected a decimal comma, as the option decimal says",
    ],
    ["total", row("1,23,4"), {}, "expected an amount in USD"],
    ["total", row(""), {}, "is missing"],
    ["at", row("1", { at: "05/01/2026" }), { timeZone: "UTC" }, "the option dates"],
    ["at", row("1", { at: "2026-01-05" }), {}, "expected an instant"],
    [
      "at",
      row("1", { at: "31/02/2026" }),
      { dates: "day_first", timeZone: "UTC" },
      "expected a date",
    ],
  ] as const)("names %s that cannot be read (%#)", (column, each, options, message) => {
    const { events, skipped } = importRows([each], { columns, currency: "USD", ...options });
    expect(events).toEqual([]);
    expect(skipped[0]?.issues.length).toBe(1);
    expect(skipped[0]?.issues[0]?.path).toEqual(["rows", 0, column]);
    expect(skipped[0]?.message).toContain(message);
  });

  it("reads dates as the file writes them, in the shop's zone", () => {
    const options = { columns, currency: "USD", timeZone: "Asia/Jakarta" } as const;
    const atOf = (at: string, dates?: "day_first" | "month_first"): Date | undefined =>
      importRows([row("1", { at })], { ...options, ...(dates === undefined ? {} : { dates }) })
        .events[0]?.at;
    expect(atOf("2026-01-05")).toEqual(new Date("2026-01-04T17:00:00Z"));
    expect(atOf("5/1/2026 8:26", "day_first")).toEqual(new Date("2026-01-05T01:26:00Z"));
    expect(atOf("1/5/2026 08:26:30", "month_first")).toEqual(new Date("2026-01-05T01:26:30Z"));
  });

  it("keeps two purchases that are alike apart, and their ids in a longer file", () => {
    const once = importRows([row("1"), row("1")], { columns, currency: "USD" });
    expect(totals(once)).toEqual([100, 100]);
    const longer = importRows([row("9", { who: "budi" }), row("1"), row("1")], {
      columns,
      currency: "USD",
    });
    expect(longer.events.slice(1)).toEqual(once.events);
  });

  it("leaves out an order of which a row cannot be read, every row with its reason", () => {
    const broken = csvRows.map((each, index) => (index === 1 ? { ...each, Price: "?" } : each));
    const result = importRows(broken, csvOptions);
    expect(result.events.map((event) => event.customerId)).toEqual(["budi"]);
    expect(result.skipped.map(({ path, reason }) => [path[1], reason])).toEqual([
      [1, "unreadable"],
      [0, "not_counted"],
      [3, "not_counted"],
    ]);
  });

  it.each(["refundedAt", "cancelledAt"] as const)(
    "refuses a bad %s in any row of the order",
    (role) => {
      const more = { ...columns, orderId: "id", refunded: "back", [role]: "then" };
      const then = "2026-01-07T10:00:00Z";
      const rows = [then, "soon"].map((when) => row("10", { id: 1, back: "4.00", then: when }));
      const result = importRows(rows, { columns: more, currency: "USD" });
      expect(result.events).toEqual([]);
      expect(result.skipped.map(({ path, reason }) => [path[1], reason])).toEqual([
        [1, "unreadable"],
        [0, "not_counted"],
      ]);
    },
  );

  it("takes the earliest date where the rows of an order tell several", () => {
    const more = { ...columns, orderId: "id", cancelledAt: "gone" };
    const rows = ["2026-01-08T10:00:00Z", "2026-01-07T10:00:00Z"].map((gone) =>
      row("10", { id: 1, gone }),
    );
    for (const list of [rows, [...rows].reverse()]) {
      const { events } = importRows(list, { columns: more, currency: "USD" });
      expect(events[1]).toMatchObject({
        type: "order_cancelled",
        at: new Date("2026-01-07T10:00:00Z"),
      });
    }
  });

  it("takes refunds and cancellations from their columns", () => {
    const more = {
      ...columns,
      orderId: "id",
      refunded: "back",
      refundedAt: "backAt",
      cancelledAt: "gone",
    };
    const options = { columns: more, currency: "USD" };
    const blank = { back: "", backAt: "", gone: "" };
    const back = { back: "4.00", backAt: "2026-01-07T10:00:00Z" };
    const result = importRows(
      [
        row("10", { id: 1, ...blank, ...back }),
        row("", { id: 1, ...blank }),
        row("5", { id: 2, ...blank, gone: "2026-01-06T10:00:00Z" }),
        row("5", { id: 3, ...blank, back: "0.00" }),
      ],
      options,
    );
    expect(kinds(result)).toEqual([
      "order_completed",
      "order_refunded",
      "order_completed",
      "order_cancelled",
      "order_completed",
    ]);
    expect(result.events[1]).toMatchObject({
      orderId: "1",
      amount: 400,
      at: new Date(back.backAt),
    });
    const undated = importRows(
      [row("10", { id: 1, ...blank, back: "4" }), row("9", { id: 2, ...blank, ...back })],
      options,
    );
    expect(undated.events[1]).toMatchObject({ amount: 400, at: new Date("2026-01-05T10:00:00Z") });
    expect(undated.notes).toMatchObject([{ path: ["rows", 0] }]);
  });

  it.each([
    [
      "different customers",
      [row("1", { id: 1 }), row("", { id: 1, who: "budi" })],
      ["rows", 1, "who"],
    ],
    ["different totals", [row("1", { id: 1 }), row("2", { id: 1 })], ["rows", 1, "total"]],
  ])("does not put together %s", (_, rows, path) => {
    const result = importRows(rows, { columns: { ...columns, orderId: "id" }, currency: "USD" });
    expect(result.events).toEqual([]);
    expect(result.skipped[0]?.issues[0]?.path).toEqual(path);
  });

  it("gives back nothing of an order that is not there", () => {
    expect(reasons(importRows([row("-1")], { columns, currency: "USD" }))).toEqual(["not_counted"]);
    expect(reasons(importRows([row("1", { who: "" })], { columns, currency: "USD" }))).toEqual([
      "no_customer",
    ]);
  });

  it.each([
    [null, "columns is null"],
    [{ ...columns, price: "total" }, "columns.price is no role"],
    [{ customerId: "who", total: "total" }, "columns.at is missing"],
    [{ at: "at", total: "total" }, "columns.customerId is missing"],
    [{ at: "at", customerId: "who" }, "columns.total is missing"],
    [{ ...columns, sku: "sku" }, "columns.unitPrice is missing"],
    [{ ...columns, total: "totl" }, 'columns.total is "totl", which no row has'],
    [{ ...columns, total: 3 }, "columns.total is 3"],
  ])("refuses columns that cannot be (%#)", (given, message) => {
    expect(() => importRows([row("1")], { columns: given as never, currency: "USD" })).toThrow(
      message,
    );
  });
});

const columns = { orderId: "no", at: "on", customerId: "who", total: "paid" };

/** Reads rows of one day, customer and amount each, in UTC. */
function read(
  amounts: readonly unknown[],
  currency: string,
  options: ImportRowsOptions = {},
): ReturnType<typeof importRows> {
  const rows = amounts.map((paid, at) => ({
    no: `n${String(at)}`,
    on: "2026-01-05",
    who: "ani",
    paid,
  }));
  return importRows(rows, { columns, currency, timeZone: "UTC", ...options });
}

describe("what a row cannot mean", () => {
  const table = { orderId: "id", customerId: "who", at: "at", total: "total", refunded: "back" };
  const given = { id: "1", who: "ani", at: "2026-03-02", total: "80.00", back: "20.00" };
  const reading = (cells: object, more: object): unknown => {
    const { events, skipped } = importRows([{ ...given, ...cells }], {
      columns: { ...table, ...more },
      currency: "USD",
      timeZone: "UTC",
    });
    return skipped[0]?.message ?? events.find(({ type }) => type === "order_refunded")?.at;
  };

  it("is refused: money given back before the order", () => {
    const columns = { refundedAt: "back at" };
    expect(reading({ "back at": "2026-03-01" }, columns)).toContain(
      "expected a date that is not before the order's",
    );
    // A date without a clock begins its day.
    expect(reading({ at: "2026-03-02 10:00", "back at": "2026-03-02" }, columns)).toEqual(
      new Date("2026-03-02T10:00:00Z"),
    );
  });

  it("is refused: more left than the total", () => {
    const columns = { refunded: false, totalAfterRefunds: "left" };
    expect(reading({ left: "90.00" }, columns)).toContain("expected at most the total");
    expect(reading({ left: "60.00" }, columns)).toEqual(new Date("2026-03-02T00:00:00Z"));
  });

  it.each(["guest", "0", "Anonymous", "tamu", "none"])("is nobody: %s", (who) => {
    expect(reading({ who }, {})).toContain("names no customer");
  });

  it("is said: customers go by a column that is named id alone", async () => {
    async function* rows(): AsyncGenerator<readonly { line: number; cells: string[] }[]> {
      yield await Promise.resolve([{ line: 2, cells: ["7", "2026-03-02", "80.00"] }]);
    }
    const headers = ["id", "date", "amount"];
    const found = importTable(
      { headers, repeatable: true, batches: rows },
      { currency: "USD", timeZone: "UTC" },
    );
    for await (const batch of found) expect(batch.events).toHaveLength(1);
    expect(found.report().summary).toContain('Customers go by the column "id".');
  });
});

describe("amounts", () => {
  it.each([
    // A Dutch or Indonesian dash says that nothing comes after the decimal sign.
    ["Rp 75.000,-", "IDR", 7_500_000],
    ["Rp. 15.000", "IDR", 1_500_000],
    ["rp15000", "IDR", 1_500_000],
    ["15.000 IDR", "IDR", 1_500_000],
    ["Rp 15 ribu", "IDR", 1_500_000],
    ["20RB", "IDR", 2_000_000],
    ["Rp 2,5jt", "IDR", 250_000_000],
    ["3 juta", "IDR", 300_000_000],
    ["0,5 k", "IDR", 50_000],
    ["¥1,234", "JPY", 1234],
    ["₫ 150.000", "VND", 150_000],
    ["US$ 9.99", "USD", 999],
    ["9.99 usd", "USD", 999],
    ["$ 9.99 USD", "USD", 999],
    ["C$9.99", "CAD", 999],
    ["R$ 1.234,56", "BRL", 123_456],
    ["1 234,56 €", "EUR", 123_456],
    ["1\u202f234,56\u00a0€", "EUR", 123_456],
    ["1\u2009234.56", "EUR", 123_456],
    ["CHF 1'234.50", "CHF", 123_450],
    ["1’234’567", "CHF", 123_456_700],
    ["₹12,34,567.50", "INR", 123_456_750],
    [".5", "USD", 50],
    [",75", "EUR", 75],
    ["+3", "USD", 300],
    ["12.3456", "USD", 1235],
    ["1.234", "KWD", 1234, { decimal: "point" }],
    ["1.234", "KWD", 1_234_000, { decimal: "comma" }],
    ["Rp 1,5 M", "IDR", 150_000_000_000, { language: "id" }],
    ["IDR 1.5M", "IDR", 150_000_000, { language: "en" }],
    ["$2B", "USD", 200_000_000_000, { language: "en" }],
    ["1.299", "EUR", 129_900, { language: "id" }],
    [12.5, "USD", 1250, { decimal: "comma" }],
  ] as const)(
    "reads %j in %s as %d minor units",
    (text, currency, expected, options: ImportRowsOptions = {}) => {
      const result = read([text], currency, options);
      expect(result.skipped).toEqual([]);
      expect(totals(result)).toEqual([expected]);
    },
  );

  it.each(["(12.50)", "-12.50", "$-12.50", "-$12.50", "$(12.50)", "12.50-", "\u221212.50"])(
    "takes %s for money that goes back",
    (text) => {
      const rows = [
        { no: "1", on: "2026-01-05", who: "ani", paid: "20.00" },
        { no: "1", on: "2026-01-06", who: "ani", paid: text },
      ];
      const { events } = importRows(rows, { columns, currency: "USD", timeZone: "UTC" });
      expect(events).toMatchObject([{ total: 2000 }, { type: "order_refunded", amount: 1250 }]);
    },
  );

  it.each([
    ["1,5M", "IDR", /the option language/],
    ["2T", "IDR", /the option language/],
    ["approx 30", "IDR", /expected an amount in IDR/],
    ["no. 12", "IDR", /expected an amount in IDR/],
    ["12 lusin", "IDR", /expected an amount/],
    ["EUR 12", "IDR", /expected an amount in IDR/],
    ["$12", "IDR", /expected an amount in IDR/],
    ["US$12", "AUD", /expected an amount in AUD/],
    ["12%", "USD", /expected an amount in USD/],
    ["1.234", "USD", /can be read in two ways; expected the option decimal/],
    ["1,234", "EUR", /can be read in two ways/],
    ["1.234,567", "EUR", /three digits behind the decimal sign/],
    ["0.125", "USD", /three digits behind the decimal sign/],
    [15.755, "IDR", /three digits behind the decimal sign/],
    ["\u0661\u0665", "SAR", /the digits 0 to 9/],
    ["1.23.4", "USD", /expected an amount/],
    ["1 2", "USD", /expected an amount/],
    ["3-4", "USD", /expected an amount/],
    ["--3", "USD", /expected an amount/],
    ["-(3)", "USD", /expected an amount/],
    ["1e3", "USD", /expected an amount/],
    ["50.", "USD", /expected an amount/],
    ["12345678901234567890", "USD", /safe integers/],
    ["9".repeat(100_000), "USD", /at most 64 characters/],
    [true, "USD", /expected an amount/],
    [Number.NaN, "USD", /expected an amount/],
  ] as const)("refuses %j in %s, with its place", (text, currency, message) => {
    const result = read([text], currency);
    expect(totals(result)).toEqual([]);
    expect(result.skipped).toMatchObject([
      { reason: "unreadable", path: ["rows", 0], issues: [{ path: ["rows", 0, "paid"] }] },
    ]);
    expect(result.skipped[0]?.message).toMatch(message);
  });

  it("lets any one cell of the column settle the decimal sign, wherever it stands", () => {
    const result = read(["1.234", "5.678", "9,50"], "EUR");
    expect(totals(result)).toEqual([123_400, 567_800, 950]);
    expect(result.summary).toEqual([
      'rows[2].paid ("9,50") shows that total is written with a decimal comma.',
    ]);
    // Now the point is known to be the decimal sign, and euros have two decimals.
    expect(totals(read(["1.234", "9.50"], "EUR"))).toEqual([950]);
  });

  it("refuses what may be either where cells contradict each other", () => {
    const result = read(["1.234", "9,50", "8.50"], "EUR");
    expect(totals(result)).toEqual([950, 850]);
    expect(result.skipped[0]?.message).toMatch(/rows\[1\]\.paid .* and rows\[2\]\.paid .* differ/);
  });

  it("refuses a cell that contradicts the option, and says so first", () => {
    const result = read(["261,96", "3.00"], "USD", { decimal: "point" });
    expect(totals(result)).toEqual([300]);
    expect(result.skipped[0]?.issues[0]?.path).toEqual(["rows", 0, "paid"]);
    expect(result.summary[0]).toMatch(/^1 cell contradicts how the table is read, first rows\[0\]/);
  });

  it("reads three digits as thousands in a currency without decimals, and notes it once", () => {
    const result = read(["15.000", "25,000", "7.500"], "IDR");
    expect(totals(result)).toEqual([1_500_000, 2_500_000, 750_000]);
    expect(result.notes).toMatchObject([{ path: ["rows", 0, "paid"] }]);
    // "12.50" settles that the point is the decimal sign: "15.000" is no amount of rupiah then.
    expect(totals(read(["15.000", "12.50"], "IDR"))).toEqual([1250]);
  });

  it("finds the currency by its signs where none is given", () => {
    const rows = ["Rp 15.000", "Rp 20.000"].map((paid, at) => ({
      no: String(at),
      on: "2026-01-05",
      who: "ani",
      paid,
    }));
    const { events } = importRows(rows, { columns, timeZone: "UTC" });
    expect(events).toMatchObject([{ currency: "IDR", total: 1_500_000 }, { currency: "IDR" }]);
    const dollars = importRows([{ ...rows[0], paid: "$5" }], { columns, timeZone: "UTC" });
    expect(dollars.skipped[0]?.message).toContain("expected the option currency");
  });

  it("multiplies a price before it rounds", () => {
    const line = {
      no: "1",
      on: "2026-01-05",
      who: "ani",
      sku: "nail",
      pieces: "1000",
      each: "0.0045",
    };
    const result = importRows([line], {
      columns: {
        orderId: "no",
        at: "on",
        customerId: "who",
        sku: "sku",
        quantity: "pieces",
        unitPrice: "each",
      },
      currency: "USD",
      timeZone: "UTC",
    });
    expect(totals(result)).toEqual([450]);
    expect(result.notes[0]?.message).toMatch(/finer than USD/);
  });

  it("reads back what formatMoney writes, in every currency and both languages", () => {
    const currencies = [
      "USD",
      "IDR",
      "JPY",
      "KWD",
      "BRL",
      "EUR",
      "CHF",
      "INR",
      "KRW",
      "VND",
      "AUD",
      "XXX",
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 12 }),
        fc.constantFrom(...currencies),
        fc.constantFrom(...words.languages),
        (amount, currency, language) => {
          const shown = formatMoney(amount, currency, language);
          const digits = shown.replace(/\D/gu, "");
          // Rupiah are shown whole and counted in sen.
          const value = currency === "IDR" ? Number(digits) * 100 : Number(digits);
          expect(totals(read([shown], currency, { language }))).toEqual([value]);
        },
      ),
      { numRuns: 300 * RUNS },
    );
  });

  it.each([
    [150_000_000, "IDR", "id", 150_000_000],
    [1_234_567_89, "IDR", "id", 120_000_000],
    [150_000_000_000, "IDR", "id", 150_000_000_000],
    [1_000_000_000_000_00, "IDR", "id", 100_000_000_000_000],
    [1_500_000_00, "IDR", "en", 150_000_000],
    [129_900, "USD", "en", 130_000],
    [2_500_000_000_00, "USD", "en", 250_000_000_000],
  ] as const)(
    "reads back the compact text of %d %s in %s",
    (amount, currency, language, expected) => {
      const shown = formatMoney(amount, currency, language, { notation: "compact" });
      expect(totals(read([shown], currency, { language }))).toEqual([expected]);
    },
  );
});

describe("dates", () => {
  const at = (on: unknown, options: ImportRowsOptions = {}): string | undefined =>
    importRows([{ no: "1", on, who: "ani", paid: "1" }], {
      columns,
      currency: "USD",
      timeZone: "Asia/Jakarta",
      ...options,
    }).events[0]?.at.toISOString();

  it.each([
    ["20260105", "2026-01-04T17:00:00.000Z"],
    ["2026/01/05 19:35", "2026-01-05T12:35:00.000Z"],
    ["2026.01.05", "2026-01-04T17:00:00.000Z"],
    ["2026-1-5 8:26", "2026-01-05T01:26:00.000Z"],
    ["25/01/26", "2026-01-24T17:00:00.000Z"],
    ["31-12-99", "1999-12-30T17:00:00.000Z"],
    ["1/25/2026 1:08 PM", "2026-01-25T06:08:00.000Z"],
    ["1/25/2026 12:05 a.m.", "2026-01-24T17:05:00.000Z"],
    ["25/01/2026 10.30", "2026-01-25T03:30:00.000Z"],
    ["25.01.2026 10.30.15", "2026-01-25T03:30:15.000Z"],
    ["5-Jan-2026", "2026-01-04T17:00:00.000Z"],
    ["Jan 5, 2026, 10:30 AM", "2026-01-05T03:30:00.000Z"],
    ["January 5th, 2026", "2026-01-04T17:00:00.000Z"],
    ["17 Agustus 2026 pukul 09.30 WITA", "2026-08-17T01:30:00.000Z"],
    ["Senin, 5 Januari 2026", "2026-01-04T17:00:00.000Z"],
    ["Mon, 05 Jan 2026 10:00:00 +0000", "2026-01-05T10:00:00.000Z"],
    ["5 Okt 2026", "2026-10-04T17:00:00.000Z"],
    ["5 May 2026", "2026-05-04T17:00:00.000Z"],
    ["5 Mei 2026", "2026-05-04T17:00:00.000Z"],
    ["2026-01-05 10:00:00 UTC", "2026-01-05T10:00:00.000Z"],
    ["05/05/2026", "2026-05-04T17:00:00.000Z"],
    [20260105, "2026-01-04T17:00:00.000Z"],
    [new Date("2026-01-05T10:00:00Z"), "2026-01-05T10:00:00.000Z"],
  ])("reads %s", (text, expected) => {
    expect(at(text)).toBe(expected);
  });

  it.each([
    [46027, "excel", "2026-01-04T17:00:00.000Z"],
    ["46027.5", "excel", "2026-01-05T05:00:00.000Z"],
    ["46027,25", "excel", "2026-01-04T23:00:00.000Z"],
    ["5 Jan 2026", "excel", "2026-01-04T17:00:00.000Z"],
    ["1767582000", "epoch_seconds", "2026-01-05T03:00:00.000Z"],
    [1767582000.5, "epoch_seconds", "2026-01-05T03:00:00.500Z"],
    ["1767582000123", "epoch_milliseconds", "2026-01-05T03:00:00.123Z"],
  ] as const)("reads %s as %s", (text, dates, expected) => {
    expect(at(text, { dates })).toBe(expected);
  });

  it.each([
    ["05-Foo-2026", /expected a date/],
    ["2026-02-30", /expected a date/],
    ["32/13/2026", /expected a date/],
    ["1/25/2026 13:00 PM", /expected a date/],
    ["2026-01-05 25:00", /expected a date/],
    ["Jan 2026", /expected a date/],
    ["46027", /the option dates: "excel"/],
    [46027, /the option dates: "excel"/],
    ["05/01/2026", /can be read in two ways; expected the option dates/],
    ["x".repeat(100_000), /expected a date/],
    [true, /expected a date/],
  ])("refuses %s, with its place", (on, message) => {
    const { events, skipped } = importRows([{ no: "1", on, who: "ani", paid: "1" }], {
      columns,
      currency: "USD",
      timeZone: "UTC",
    });
    expect(events).toEqual([]);
    expect(skipped[0]?.issues[0]?.path).toEqual(["rows", 0, "on"]);
    expect(skipped[0]?.message).toMatch(message);
  });

  it("takes day and time from two columns", () => {
    const order = (on: unknown, hour: unknown): string | undefined =>
      importRows([{ no: "1", on, hour, who: "ani", paid: "1" }], {
        columns: { ...columns, time: "hour" },
        currency: "USD",
        timeZone: "Asia/Jakarta",
      }).events[0]?.at.toISOString();
    expect(order("2026-01-05", "10.30")).toBe("2026-01-05T03:30:00.000Z");
    expect(order("2026-01-05 00:00:00", "1:05 pm")).toBe("2026-01-05T06:05:00.000Z");
    expect(order("2026-01-05", "")).toBe("2026-01-04T17:00:00.000Z");
    expect(order("2026-01-05 08:00", "10:30")).toBeUndefined();
  });

  it("takes a time beside a spreadsheet's day, and refuses one beside an instant", () => {
    const order = (on: unknown, hour: unknown, dates?: ImportRowsOptions["dates"]) => {
      const { events, skipped } = importRows([{ no: "1", on, hour, who: "ani", paid: "1" }], {
        columns: { ...columns, time: "hour" },
        currency: "USD",
        timeZone: "Asia/Jakarta",
        ...(dates && { dates }),
      });
      return events[0]?.at.toISOString() ?? skipped[0]?.message;
    };
    for (const hour of ["12:30", "12.30", "12:30 PM", "0.520833333", 0.520833333, "0,520833333"]) {
      expect(order(46027, hour, "excel")).toBe("2026-01-05T05:30:00.000Z");
      expect(order("2026-01-05", hour, "excel")).toBe("2026-01-05T05:30:00.000Z");
    }
    expect(order(46027, 0, "excel")).toBe("2026-01-04T17:00:00.000Z");
    expect(order(46027.25, "", "excel")).toBe("2026-01-04T23:00:00.000Z");
    for (const [day, hour] of [
      [46027.25, "12:30"],
      [46027, "noon"],
      [46027, "1.5"],
    ] as const) {
      expect(order(day, hour, "excel")).toMatch(/rows\[0\]\.on/u);
    }
    expect(order(new Date("2026-01-05"), "12:30")).toMatch(/has its time in it already/u);
    expect(order(1767582000, "12:30", "epoch_seconds")).toMatch(/has its time in it already/u);
  });

  it.each([
    ["1767582000123", "epoch_seconds"],
    ["1767582000", "epoch_milliseconds"],
    ["20260105", "epoch_seconds"],
    ["20260105", "epoch_milliseconds"],
    ["20260105193500", "epoch_milliseconds"],
    ["46027", "epoch_seconds"],
    ["-1767582000", "epoch_seconds"],
  ] as const)("does not take %s for %s", (on, dates) => {
    const { events, skipped } = importRows([{ no: "1", on, who: "ani", paid: "1" }], {
      columns,
      currency: "USD",
      timeZone: "UTC",
      dates,
    });
    expect(events).toEqual([]);
    expect(skipped[0]?.message).toMatch(
      /rows\[0\]\.on is "-?\d+"; expected (milli)?seconds since 1970/u,
    );
  });

  it("lets one date of the table settle the others", () => {
    const rows = ["05/01/2026", "25/01/2026"].map((on, no) => ({ no, on, who: "ani", paid: "1" }));
    const result = importRows(rows, { columns, currency: "USD", timeZone: "UTC" });
    expect(result.events.map((event) => event.at.toISOString())).toEqual([
      "2026-01-05T00:00:00.000Z",
      "2026-01-25T00:00:00.000Z",
    ]);
    const both = importRows([...rows, { no: 3, on: "01/25/2026", who: "ani", paid: "1" }], {
      columns,
      currency: "USD",
      timeZone: "UTC",
    });
    expect(both.events).toHaveLength(2);
    expect(both.skipped[0]?.message).toMatch(/two ways \(.*differ\)/);
  });
});

describe("roles", () => {
  const order = (more: object): object => ({ no: "1", on: "2026-01-05", who: "ani", ...more });
  const options = { currency: "USD", timeZone: "UTC" } as const;
  const money = (rows: readonly object[], roles: object): unknown => {
    const result = importRows(rows, {
      ...options,
      columns: { orderId: "no", at: "on", customerId: "who", ...roles },
    });
    const { revenue } = summarizePurchases(
      ordersFromEvents(result.events, { asOf: new Date("2026-02-01") }),
      { asOf: new Date("2026-02-01") },
    ).summaries[0] ?? { revenue: result.skipped[0]?.message };
    return revenue;
  };

  it("adds up lines, takes off discounts, and puts tax and shipping on top", () => {
    const rows = [
      order({ line: "75.00", off: "10.00", tax: "7.00", post: "5.00" }),
      order({ line: "25.00", off: "", tax: "", post: "5.00" }),
    ];
    expect(money(rows, { lineTotal: "line" })).toBe(10_000);
    const roles = { lineTotal: "line", discount: "off", tax: "tax", shipping: "post" };
    expect(money(rows, roles)).toBe(10_200);
    expect(money(rows, { ...roles, total: "line" })).toMatch(/call the column lineTotal/);
    expect(
      money([order({ paid: "90", line: "75", off: "10" })], {
        ...roles,
        total: "paid",
        tax: "off",
        shipping: "off",
      }),
    ).toBe(9000);
  });

  it("takes refunds by what was given back or by what is left", () => {
    const rows = [order({ paid: "50.00", back: "20.00", left: "30.00" })];
    expect(money(rows, { total: "paid", refunded: "back" })).toBe(3000);
    expect(money(rows, { total: "paid", totalAfterRefunds: "left" })).toBe(3000);
  });

  it.each([
    ["Completed", 5000],
    ["PAID", 5000],
    ["selesai", 5000],
    ["Cancelled", undefined],
    ["Dibatalkan", undefined],
    ["voided", undefined],
  ])("counts an order by its status %s", (state, revenue) => {
    const counted = money([order({ paid: "50.00", state })], { total: "paid", status: "state" });
    expect(counted).toBe(revenue);
  });

  it("leaves out what never became an order, and refuses a status that it does not know", () => {
    const roles = { total: "paid", status: "state" };
    expect(money([order({ paid: "5", state: "failed" })], roles)).toMatch(
      /status says that it is none/,
    );
    expect(money([order({ paid: "5", state: "zzz" })], roles)).toMatch(/"zzz"; expected a status/);
    const { events } = importRows([order({ paid: "5", state: "zzz" })], {
      ...options,
      columns: { at: "on", customerId: "who", total: "paid", status: "state" },
      statuses: { zzz: "counted" },
    });
    expect(events).toHaveLength(1);
  });

  it("takes blanks and words for nothing as no customer and no product", () => {
    for (const who of ["", "  ", "\u200b", null, undefined, "null", "NaN", "N/A", "-"]) {
      const result = importRows([{ on: "2026-01-05", who, paid: "5" }], {
        ...options,
        columns: { at: "on", customerId: "who", total: "paid" },
      });
      expect(reasons(result)).toEqual(["no_customer"]);
    }
    const lines = ["a", " ", "\u200b\ufeff", "nan"].map((sku) => order({ sku, each: "1.00" }));
    const { events } = importRows(lines, {
      ...options,
      columns: { orderId: "no", at: "on", customerId: "who", sku: "sku", unitPrice: "each" },
    });
    expect(events).toMatchObject([{ total: 400, lines: [{ sku: "a" }] }]);
  });

  it("refuses an order that was given back in part without saying how much", () => {
    const read = (status: string, more: object = {}, given: ImportRowsOptions = {}): ImportResult =>
      importRows([order({ paid: "10.00", status, ...more })], {
        ...options,
        columns: {
          ...{ orderId: "no", at: "on", customerId: "who", total: "paid", status: "status" },
          ...("back" in more && { refunded: "back" }),
        },
        ...given,
      });
    for (const word of ["Partially refunded", "partially_refunded"]) {
      expect(read(word).events).toEqual([]);
      expect(read(word).skipped[0]?.message).toMatch(
        /status is .* expected how much was given back/u,
      );
      expect(read(word, { back: "4.00" }).events).toMatchObject([{ total: 1000 }, { amount: 400 }]);
      const statuses = { [word.toLowerCase()]: "counted" } as const;
      expect(read(word, {}, { statuses }).events).toMatchObject([{ total: 1000 }]);
    }
  });

  it("says that give-backs that are there twice both count", () => {
    const back = order({ paid: "-3.00", on: "2026-01-09" });
    const { notes, events } = importRows([order({ paid: "10.00" }), back, { ...back }], {
      ...options,
      columns: { orderId: "no", at: "on", customerId: "who", total: "paid" },
    });
    expect(events.filter(({ type }) => type === "order_refunded")).toHaveLength(2);
    expect(notes.map(({ message }) => message)).toEqual([
      "repeats rows[1] to the letter; both count",
    ]);
  });

  it("tells rows that are there twice", () => {
    const row = order({ line: "5.00" });
    const { notes, events } = importRows([row, { ...row }], {
      ...options,
      columns: { orderId: "no", at: "on", customerId: "who", lineTotal: "line" },
    });
    expect(events).toMatchObject([{ total: 1000 }]);
    expect(notes).toEqual([
      { path: ["rows", 1], message: "repeats rows[0] to the letter; both count" },
    ]);
  });

  it("gives back to the customer's latest order that still holds what comes back", () => {
    const rows = [
      { no: "1", on: "2026-01-01", who: "ani", sku: "cup", n: "2", each: "5.00" },
      { no: "2", on: "2026-01-03", who: "ani", sku: "pen", n: "1", each: "3.00" },
      { no: "C9", on: "2026-01-05", who: "ani", sku: "cup", n: "-1", each: "5.00" },
      { no: "C10", on: "2026-01-06", who: "ani", sku: "cup", n: "-2", each: "5.00" },
    ];
    const columns = {
      orderId: "no",
      at: "on",
      customerId: "who",
      sku: "sku",
      quantity: "n",
      unitPrice: "each",
    };
    const result = importRows(rows, { ...options, columns, refundRows: "by_customer" });
    expect(result.events[2]).toMatchObject({
      type: "order_refunded",
      orderId: "1",
      amount: 500,
      lines: [{ sku: "cup", quantity: 1 }],
    });
    expect(result.skipped).toMatchObject([{ path: ["rows", 3], reason: "not_counted" }]);
    expect(reasons(importRows(rows, { ...options, columns }))).toEqual([
      "not_counted",
      "not_counted",
    ]);
  });

  it("keeps charges in the total and out of the lines", () => {
    const rows = [order({ sku: "cup", each: "5.00" }), order({ sku: "POST", each: "2.00" })];
    const { events, products } = importRows(rows, {
      ...options,
      columns: { orderId: "no", at: "on", customerId: "who", sku: "sku", unitPrice: "each" },
      isCharge: ({ sku }) => sku === "POST",
    });
    expect(events).toMatchObject([{ total: 700, lines: [{ sku: "cup" }] }]);
    expect([...products.keys()]).toEqual(["cup"]);
  });
});

describe("what a spreadsheet has rounded", () => {
  const columns = { orderId: "no", at: "at", customerId: "who", lineTotal: "worth", sku: "sku" };
  const row = { no: "1", at: "2026-01-05", who: "ani", worth: "10.00", sku: "8991234567890" };
  const read = (more: object) =>
    importRows([{ ...row, ...more }], { columns, currency: "USD", timeZone: "UTC" });

  it.each([
    ["no", "5.76461E+17"],
    ["no", "1E+15"],
    ["no", 5.76461e17],
    ["who", "8,9e+17"],
    ["sku", "8.99123E+12"],
  ])("%s %s is no id, since it could be any of many", (column, cell) => {
    const { events, skipped } = read({ [column]: cell });
    expect(events).toEqual([]);
    expect(skipped[0]).toMatchObject({ reason: "unreadable" });
    expect(skipped[0]?.issues[0]?.path).toEqual(["rows", 0, column]);
  });

  it.each(["12E5", "5e7", "A1E+5", "2E10"])("%s is an id", (cell) => {
    expect(read({ no: cell, sku: cell }).events).toMatchObject([{ orderId: cell }]);
  });

  it("is no phone number either, and the order counts", () => {
    const { events, notes } = importRows([{ ...row, phone: "6.28123E+11" }], {
      columns: { ...columns, phone: "phone" },
      currency: "USD",
      timeZone: "UTC",
    });
    expect(events.map(({ type }) => type)).toEqual(["order_completed"]);
    expect(notes.map(({ path }) => path)).toEqual([["rows", 0, "phone"]]);
  });
});

describe("columns that are recognised", () => {
  it("takes what is given first, switches off what is false, and recognises the rest", () => {
    const headers = ["customer_id", "date", "quantity", "price"];
    expect(recogniseColumns(headers)).toEqual({
      customerId: "customer_id",
      at: "date",
      quantity: "quantity",
      unitPrice: "price",
    });
    expect(recogniseColumns(headers, { total: "price" })).toEqual({
      customerId: "customer_id",
      at: "date",
      quantity: "quantity",
      total: "price",
    });
    expect(recogniseColumns(headers, { quantity: false })).not.toHaveProperty("quantity");
  });

  it("takes a column id for the order's beside the customer's, and else for the customer's", () => {
    expect(recogniseColumns(["id", "date", "customerName", "totalPrice"])).toMatchObject({
      orderId: "id",
      customerId: "customerName",
    });
    expect(recogniseColumns(["id", "date", "value"])).toMatchObject({ customerId: "id" });
  });

  const line = (Sales: string, more: object = {}): object => ({
    "Order ID": "A1",
    "Order Date": "2016-11-08",
    "Customer ID": "C1",
    Sales,
    ...more,
  });

  it("reads a total that is the price of each row as what a row comes to, and says so", () => {
    const row = { Order: "1", Date: "2026-01-05", Customer: "ani", Quantity: "1" };
    const rows = ["cup", "pen"].map((SKU) => ({ ...row, SKU, Price: "5.00", Total: "5.00" }));
    const read = (list: readonly object[]): ImportResult =>
      importRows(list, { currency: "USD", timeZone: "UTC" });
    expect(read(rows).events).toMatchObject([{ total: 1000 }]);
    expect(read(rows.map((each) => ({ ...each, Total: "10.00" }))).events).toMatchObject([
      { total: 1000 },
    ]);
    expect(read(rows.slice(1)).events).toMatchObject([{ total: 500 }]);
  });

  it("reads a total that differs within orders as what a row comes to, and says so", () => {
    const rows = [line("261.96"), line("731.94")];
    const result = importRows(rows, { currency: "USD", timeZone: "UTC" });
    expect(totals(result)).toEqual([99_390]);
    expect(result.summary[0]).toMatch(/^"Sales" is that of a row in 1 order of several rows:/);
    const given = importRows(rows, {
      columns: { total: "Sales" },
      recognise: true,
      currency: "USD",
      timeZone: "UTC",
    });
    expect(given.skipped[0]?.message).toMatch(/call the column lineTotal/);
  });

  it("does not take a total that is written in two ways for two totals", () => {
    const rows = ["1.500,00", "$1500,00", "1.500,-", "1500"].map((total) => line(total));
    const result = importRows(rows, { currency: "USD", timeZone: "UTC" });
    expect(totals(result)).toEqual([150_000]);
    expect(result.skipped).toEqual([]);
    expect(result.summary.join()).not.toMatch(/differs/);
  });

  it("does not take one order that contradicts itself for a table of line totals", () => {
    const rows = [
      line("5.00"),
      line("6.00"),
      ...["B", "C"].flatMap((id) => [
        line("7.00", { "Order ID": id }),
        line("7.00", { "Order ID": id }),
      ]),
    ];
    const result = importRows(rows, { currency: "USD", timeZone: "UTC" });
    expect(totals(result)).toEqual([700, 700]);
    expect(reasons(result)).toEqual(["unreadable", "not_counted"]);
  });

  it("names what is missing and what the table has", () => {
    expect(() => importRows([{ day: 1, thing: 2 }])).toThrow(
      'columns.at is missing; expected the column of the order\'s date (one of the columns "day", "thing")',
    );
  });
});

describe("importTable", () => {
  const headers = ["Order", "Customer ID", "Date", "Total"];
  const tableOf = (rows: readonly TableRow[], repeatable = true, size = 2): Table => ({
    headers,
    repeatable,
    async *batches() {
      for (let at = 0; at < rows.length; at += size)
        yield await Promise.resolve(rows.slice(at, at + size));
    },
  });
  const cells = (list: readonly (readonly string[])[]): TableRow[] =>
    list.map((row, at) => ({ line: at + 2, cells: row }));
  const options = { currency: "USD", timeZone: "UTC" } as const;
  const all = async (table: ReturnType<typeof importTable>): Promise<ImportResult> => {
    const found = { events: [], skipped: [], notes: [] } as {
      [Name in keyof ImportResult]: ImportResult[Name][number][];
    };
    for await (const { events, skipped, notes } of table) {
      found.events.push(...events);
      found.skipped.push(...skipped);
      found.notes.push(...notes);
    }
    return found;
  };

  it("quotes the cell with its line and column", async () => {
    const table = importTable(tableOf(cells([["1", "ani", "05-Foo-2026", "3"]])), options);
    const { skipped } = await all(table);
    expect(skipped).toMatchObject([{ path: ["line", 2] }]);
    expect(skipped[0]?.message).toBe(
      'line 2, column "Date" is "05-Foo-2026"; expected a date such as "2026-01-05 10:00", 05/01/2026 or 5 Jan 2026',
    );
    expect(table.report()).toMatchObject({ rows: 1, events: 0, skipped: { unreadable: 1 } });
  });

  it("gives what importRows gives, however the rows are batched and ordered", async () => {
    const arbitrary = fc.array(
      fc.record({
        order: fc.constantFrom("1", "2", "3", "4", "5"),
        paid: fc.constantFrom("1.50", "2.00", "(1.00)", "?", ""),
        day: fc.constantFrom("05/01/2026", "25/01/2026", "03/02/2026"),
      }),
      { maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(arbitrary, fc.integer({ min: 1, max: 9 }), async (list, size) => {
        const rows = list.map(({ order, paid, day }) => [order, `c${order}`, day, paid]);
        const columns = {
          orderId: "Order",
          customerId: "Customer ID",
          at: "Date",
          lineTotal: "Total",
        };
        const read = { ...options, columns };
        const streamed = await all(importTable(tableOf(cells(rows), true, size), read));
        const objects = rows.map((row) =>
          Object.fromEntries(headers.map((name, at) => [name, row[at]])),
        );
        const listed = importRows(objects, read);
        const byId = (result: ImportResult): unknown[] =>
          [...result.events].sort((a, b) => (a.id < b.id ? -1 : 1));
        expect(byId(streamed)).toEqual(byId(listed));
        expect(streamed.skipped.length).toBe(listed.skipped.length);
      }),
      { numRuns: 100 * RUNS },
    );
  });

  it("settles what is read once by its first rows, and says first what contradicts them later", async () => {
    const rows = Array.from({ length: 10_001 }, (_, at) => [
      String(at),
      "ani",
      "2026-01-05",
      at === 3 ? "9,50" : at === 10_000 ? "8.50" : "1.234",
    ]);
    const table = importTable(tableOf(cells(rows), false, 1000), { ...options, currency: "EUR" });
    const { events, skipped } = await all(table);
    expect(events.slice(0, 5)).toMatchObject([
      { total: 123_400 },
      { total: 123_400 },
      { total: 123_400 },
      { total: 950 },
      { total: 123_400 },
    ]);
    expect(skipped).toMatchObject([{ path: ["line", 10_002], reason: "unreadable" }]);
    expect(table.report().summary[0]).toMatch(
      /^1 cell contradicts .* first line 10002, column "Total"/,
    );
  });

  it("stops where too many orders are open, and says what to do", async () => {
    const mixed = cells(["1", "2", "3", "1", "2", "3"].map((id) => [id, "ani", "2026-01-05", "1"]));
    const sorted = cells(
      ["1", "1", "2", "2", "3", "3"].map((id) => [id, "ani", "2026-01-05", "1"]),
    );
    const limited = { ...options, maxOpenOrders: 2 };
    await expect(all(importTable(tableOf(mixed), limited))).rejects.toMatchObject({
      code: "TOO_LARGE",
      message: expect.stringContaining("sort the file by order") as string,
    });
    expect((await all(importTable(tableOf(sorted), limited))).events).toHaveLength(3);
    await expect(all(importTable(tableOf(sorted, false), limited))).rejects.toThrow(/more than 2/);
  });

  it("leaves out an order with a row that the reader does not trust", async () => {
    const rows = cells([
      ["1", "ani", "2026-01-05", "1"],
      ["1", "ani", "2026-01-05", "1"],
      ["2", "ani", "2026-01-05", "1"],
    ]);
    const table = importTable(
      tableOf(
        rows.map((row) =>
          row.line === 3 ? { ...row, fault: "has 5 cells where the head has 4" } : row,
        ),
      ),
      options,
    );
    const { events, skipped } = await all(table);
    expect(events).toMatchObject([{ orderId: "2" }]);
    expect(skipped.map(({ path, reason }) => [path[1], reason])).toEqual([
      [3, "unreadable"],
      [2, "not_counted"],
    ]);
  });
});
