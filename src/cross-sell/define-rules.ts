import { SetiaError, type Issue } from "../kernel";
import type { CrossSellRule, ItemPattern } from "./cross-sell-rule";

/**
 * Checks cross-sell rules written by hand.
 *
 * @param rules - "phone → case", "soda → chips", …
 * @returns the same rules
 * @throws SetiaError `INVALID_RULES` with every fault as an issue: an offer that names nothing or itself,
 * an empty list, a season that is no pair of days, the same rule twice
 *
 * @example
 * ```ts
 * import { defineCrossSellRules } from "setia";
 *
 * const rules = defineCrossSellRules([
 *   { when: { bought: [{ category: "phone" }] }, offer: { category: "case" } },
 *   { when: { inBasket: ["soda"] }, offer: { sku: "chips" } },
 * ]);
 * rules.length; // => 2
 * ```
 */
export function defineCrossSellRules<const Rules extends readonly CrossSellRule[]>(
  rules: Rules,
): Rules {
  const issues: Issue[] = [];
  const seen = new Set<string>();
  rules.forEach((rule, index) => {
    const add = (message: string, ...path: (string | number)[]): void => {
      issues.push({ path: ["rules", index, ...path], message });
    };
    const named = Object.values(rule.offer).filter((name) => name !== "");
    if (named.length !== 1) add("names nothing or too much; expected a sku or a category", "offer");

    for (const side of ["bought", "inBasket"] as const) {
      const patterns = rule.when[side];
      if (patterns?.length === 0) add("is empty; expected an item, or leave it out", "when", side);
      patterns?.forEach((pattern, at) => {
        if (patternText(pattern) === "") add("is empty; expected a sku", "when", side, at);
        if (patternText(pattern) === patternText(offerPattern(rule))) {
          add("is also the offer; expected another item", "when", side, at);
        }
      });
    }
    for (const list of ["segment", "stage"] as const) {
      if (rule.when[list]?.length === 0)
        add("is empty; expected a name, or leave it out", "when", list);
    }
    for (const end of ["from", "to"] as const) {
      const day = rule.when.season?.[end];
      if (day !== undefined && !isMonthDay(day)) {
        add(`is ${JSON.stringify(day)}; expected a day as "MM-DD"`, "when", "season", end);
      }
    }
    const content = JSON.stringify([rule.when, rule.offer]);
    if (seen.has(content)) add("is the same as an earlier rule; expected each rule once");
    seen.add(content);
  });
  if (issues.length > 0) {
    throw new SetiaError(
      "INVALID_RULES",
      `defineCrossSellRules: ${String(issues.length)} faults, the first: rules[${String(issues[0]?.path[1])}] ${issues[0]?.message ?? ""}`,
      { issues },
    );
  }
  return rules;
}

/**
 * Gives the offer of a rule as a pattern.
 *
 * @param rule - any rule
 * @returns its sku or category
 */
export function offerPattern(rule: CrossSellRule): ItemPattern {
  return "sku" in rule.offer ? rule.offer.sku : rule.offer;
}

/**
 * Writes a pattern for people: a sku as it is, a category in angle brackets.
 *
 * @param pattern - sku or category
 * @returns text
 */
export function patternText(pattern: ItemPattern): string {
  return typeof pattern === "string" ? pattern : `‹${pattern.category}›`;
}

function isMonthDay(text: string): boolean {
  // A leap year, so that 29 February is a day.
  const date = new Date(`2024-${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(5, 10) === text;
}
