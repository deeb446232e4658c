import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMoney, fromDecimal, toDecimal } from "setia";

describe("fromDecimal", () => {
  it.each([
    ["10.05", "USD", 1005],
    ["-0.01", "USD", -1],
    ["+3", "USD", 300],
    ["0.10", "USD", 10],
    ["1.1", "KWD", 1100],
    ["500", "JPY", 500],
    ["15000", "IDR", 1_500_000],
    ["-0.00", "USD", 0],
    ["2.50000", "USD", 250],
    ["90071992547409.91", "USD", Number.MAX_SAFE_INTEGER],
    ["12.34", "XXX", 1234],
  ])("reads %s %s as %i minor units", (text, currency, expected) => {
    expect(fromDecimal(text, currency)).toBe(expected);
  });

  it.each([
    ["12.345", "USD", /at most 2 decimals/],
    ["1.5", "JPY", /at most 0 decimals/],
    ["", "USD", /decimal number/],
    ["1,50", "USD", /decimal number/],
    ["NaN", "USD", /decimal number/],
    ["1e3", "USD", /decimal number/],
    ["90071992547409.92", "USD", /safe integers/],
  ])("refuses %j %s", (text, currency, message) => {
    expect(() => fromDecimal(text, currency)).toThrow(message);
  });

  it.each(["usd", "ZZZ", "", "US", "__proto__", "USD EUR"])(
    "refuses the currency %j",
    (currency) => {
      expect(() => fromDecimal("1", currency)).toThrow(
        expect.objectContaining({ code: "UNKNOWN_CURRENCY" }),
      );
    },
  );

  it.each([
    ["0.005", 0],
    ["0.015", 2],
    ["0.0150001", 2],
    ["0.025", 2],
    ["0.0251", 3],
    ["-0.025", -2],
    ["0.024999", 2],
  ])("rounds %s half to even when asked", (text, expected) => {
    expect(fromDecimal(text, "USD", { rounding: "half_even" })).toBe(expected);
  });

  it("is the inverse of toDecimal for every safe integer and exponent", () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.constantFrom("JPY", "USD", "KWD", "CLF", "XXX"),
        (amount, currency) => {
          expect(fromDecimal(toDecimal(amount, currency), currency)).toBe(amount);
        },
      ),
    );
  });
});

describe("toDecimal", () => {
  it.each([Number.NaN, 0.5, Infinity, Number.MAX_SAFE_INTEGER + 1])("refuses %s", (amount) => {
    expect(() => toDecimal(amount, "USD")).toThrow(
      expect.objectContaining({ code: "INVALID_AMOUNT" }),
    );
  });
});

describe("formatMoney", () => {
  it.each([
    [1_500_000, "IDR", "id", "Rp 15.000"],
    [1_500_049, "IDR", "en", "IDR 15,000"],
    [129_900, "USD", "en", "$1,299.00"],
    [129_900, "XXX", "en", "1,299.00"],
    [129_900, "XXX", "id", "1.299,00"],
    [-500, "JPY", "en", "-¥500"],
    [100.4, "USD", "en", "$1.00"],
  ] as const)("writes %d %s in %s", (amount, currency, language, expected) => {
    expect(formatMoney(amount, currency, language).replace(/\s/gu, " ")).toBe(expected);
  });
});
