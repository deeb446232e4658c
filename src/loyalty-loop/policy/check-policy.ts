import { assertFields, calendarOf, SetiaError, showValue } from "../../kernel";
import { assertSatisfactionPolicy } from "../../satisfaction";
import { tableFindings } from "./check-table";
import { DEFAULT_LOYALTY_POLICY, RISING, WHOLE_DAYS, type LoyaltyPolicy } from "./policy";

/**
 * Refuses a policy whose thresholds contradict one another or whose table is not sound.
 *
 * @throws SetiaError `INVALID_OPTION` or `INVALID_TIME_ZONE`
 */
export function assertThresholds(policy: LoyaltyPolicy<string>): void {
  assertFields(policy, DEFAULT_LOYALTY_POLICY, "loyalty policy");
  calendarOf(policy.timeZone);
  for (const name of Object.keys(DEFAULT_LOYALTY_POLICY) as (keyof LoyaltyPolicy)[]) {
    if (name === "timeZone" || name === "satisfaction" || name === "table") continue;
    const value: unknown = policy[name];
    if (!Number.isFinite(value) || Number(value) <= 0) {
      throw refused(name, value, "a number above 0, as in { ...DEFAULT_LOYALTY_POLICY, … }");
    }
  }
  for (const name of WHOLE_DAYS) {
    if (!Number.isInteger(policy[name])) throw refused(name, policy[name], "a whole number");
  }
  for (const names of RISING) {
    names.slice(1).forEach((name, index) => {
      const before = names[index] ?? name;
      if (policy[before] >= policy[name]) {
        throw new SetiaError(
          "INVALID_OPTION",
          `loyalty policy: ${before} is ${String(policy[before])} and ${name} ${String(policy[name])}; expected the former to be less`,
        );
      }
    });
  }
  for (const name of ["satisfaction", "table"] as const) {
    const value: unknown = policy[name];
    if (typeof value !== "object" || value === null) {
      throw refused(name, value, "what DEFAULT_LOYALTY_POLICY has, or one of your own");
    }
  }
  assertSatisfactionPolicy(policy.satisfaction);
  const [finding] = tableFindings(policy.table, policy);
  if (finding !== undefined) {
    throw new SetiaError(
      "INVALID_OPTION",
      `loyalty policy: table: ${finding}; expected a table that defineLoopTable finds no fault with`,
    );
  }
}

/** Makes the error of a policy. */
export function refused(name: string, value: unknown, expected: string): SetiaError {
  return new SetiaError(
    "INVALID_OPTION",
    `loyalty policy: ${name} is ${showValue(value)}; expected ${expected}`,
  );
}
