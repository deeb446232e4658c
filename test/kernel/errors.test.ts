import { expect, it } from "vitest";
import { isSetiaError, SetiaError, words } from "setia";
import { formatPath, issuesError } from "../../src/kernel";

it("writes paths as a programmer would", () => {
  expect(formatPath(["orders", 3, "lines", 0, "sku"])).toBe("orders[3].lines[0].sku");
  expect(formatPath([])).toBe("input");
});

it("shows the first issues and keeps all", () => {
  const issues = [1, 2, 3, 4, 5].map((index) => ({ path: ["a", index], message: "is bad" }));
  const error = issuesError("record", issues);
  expect(error.message).toBe("record: a[1]: is bad | a[2]: is bad | a[3]: is bad (and 2 more)");
  expect(error.issues).toHaveLength(5);
});

it("knows its errors across copies of the class, and only those", () => {
  class OtherCopy extends Error {
    override readonly name = "SetiaError";
    readonly code = "EMPTY_BASE";
  }
  expect(isSetiaError(new SetiaError("EMPTY_BASE", "x"))).toBe(true);
  expect(isSetiaError(new OtherCopy("x"))).toBe(true);
  expect(isSetiaError(Object.assign(new Error("x"), { name: "SetiaError", code: "OTHER" }))).toBe(
    false,
  );
  expect(isSetiaError({ name: "SetiaError", code: "EMPTY_BASE" })).toBe(false);
  expect(new Set(words.errorCodes).size).toBe(words.errorCodes.length);
});

it("keeps the cause", () => {
  const cause = new Error("inner");
  expect(new SetiaError("INVALID_INPUT", "x", { cause }).cause).toBe(cause);
});
