import { assertList, isBlank, issuesError, showValue, type Issue } from "../kernel";
import type { CrossSellRule, ItemPattern } from "./cross-sell-rule";

/**
 * Checks cross-sell rules written by hand.
 *
 * @param rules - "phone → case", "soda → chips", …
 * @returns the same rules
 * @throws SetiaError `INVALID_RULES` with every fault as an issue: an offer that names nothing or itself,
 * an empty list, a season that is no pair of days, the same rule twice, once as an offer and once as never
 *
 * @example
 * ```ts
 * import { defineCrossSellRules } from "setia";
 *
 * const rules = defineCrossSellRules([
 *   { when: { bought: [{ category: "phone" }] }, offer: { category: "case" } },
 *   { when: { inBasket: ["soda"] }, offer: { sku: "chips" } },
 *   { when: { stage: ["first_time"] }, offer: { category: "spare part" }, never: true },
 * ]);
 * rules.length; // => 3
 * ```
 */
export function defineCrossSellRules<const Rules extends readonly CrossSellRule[]>(
  rules: Rules,
): Rules {
  assertList(rules, "defineCrossSellRules: rules");
  const issues: Issue[] = [];
  const seen = new Map<string, boolean>();
  rules.forEach((rule, index) => {
    const add = (message: string, ...path: (string | number)[]): void => {
      issues.push({ path: ["rules", index, ...path], message });
    };
    const given = rule as { when?: unknown; offer?: unknown } | null;
    if (!isRecord(given)) {
      add(`is ${showValue(given)}; expected a rule with when and offer`);
      return;
    }
    checkOffer(given.offer, add);
    if (isRecord(given.when)) checkCondition(rule, add);
    else add(`is ${showValue(given.when)}; expected an object, {} for always`, "when");
    const never: unknown = rule.never;
    if (never !== undefined && typeof never !== "boolean") {
      add(`is ${showValue(never)}; expected true or false`, "never");
    }
    const content = JSON.stringify([given.when, given.offer]);
    const known = seen.get(content);
    if (known !== undefined) {
      add(
        known === (never === true)
          ? "is the same as an earlier rule; expected each rule once"
          : "offers what an earlier rule forbids, or forbids what it offers; expected one of them",
      );
    }
    seen.set(content, never === true);
  });
  if (issues.length > 0) throw issuesError("defineCrossSellRules", issues, "INVALID_RULES");
  return rules;
}

type Add = (message: string, ...path: (string | number)[]) => void;

const CONDITIONS: readonly string[] = ["bought", "inBasket", "segment", "stage", "season"];

function checkOffer(offer: unknown, add: Add): void {
  const names = isRecord(offer) ? Object.entries(offer) : [];
  const [[kind, name] = []] = names;
  const known = kind === "sku" || kind === "category";
  if (names.length !== 1 || !known || typeof name !== "string" || isBlank(name)) {
    add("names nothing or too much; expected a sku or a category", "offer");
  }
}

function checkCondition(rule: CrossSellRule, add: Add): void {
  const { when } = rule;
  for (const name of Object.keys(when)) {
    if (!CONDITIONS.includes(name)) {
      add(`is not known; expected one of ${CONDITIONS.join(", ")}`, "when", name);
    }
  }
  for (const name of ["bought", "inBasket", "segment", "stage"] as const) {
    const list: unknown = when[name];
    if (list === undefined) continue;
    if (!Array.isArray(list) || list.length === 0) {
      const found = Array.isArray(list) ? "empty" : showValue(list);
      add(`is ${found}; expected a list of names, or nothing at all`, "when", name);
      continue;
    }
    list.forEach((item: unknown, at) => {
      const text = isRecord(item) ? item["category"] : item;
      if (typeof text !== "string" || isBlank(text)) {
        add(`is ${showValue(text)}; expected a name`, "when", name, at);
      } else if (isRecord(rule.offer) && sameItem(item, offerPattern(rule))) {
        add("is also the offer; expected another item", "when", name, at);
      }
    });
  }
  for (const end of ["from", "to"] as const) {
    const day: unknown = when.season?.[end];
    if (when.season !== undefined && !isMonthDay(day)) {
      add(`is ${showValue(day)}; expected a day as "MM-DD"`, "when", "season", end);
    }
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sameItem(item: unknown, offer: ItemPattern): boolean {
  return isRecord(item) || typeof item === "string"
    ? patternText(item as ItemPattern) === patternText(offer)
    : false;
}

/** Gives the offer of a rule as a pattern. */
export function offerPattern(rule: CrossSellRule): ItemPattern {
  return "sku" in rule.offer ? rule.offer.sku : rule.offer;
}

/** Writes a pattern for people: a sku as it is, a category in angle brackets. */
export function patternText(pattern: ItemPattern): string {
  return typeof pattern === "string" ? pattern : `‹${pattern.category}›`;
}

function isMonthDay(text: unknown): boolean {
  if (typeof text !== "string") return false;
  // A leap year, so that 29 February is a day.
  const date = new Date(`2024-${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(5, 10) === text;
}
