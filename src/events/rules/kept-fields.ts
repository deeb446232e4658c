import { EVENT_RULES, type RecordRule, type Rule } from "./event-rules";
import type { CustomerEvent } from "../events";

/** What of an event names nobody. */
export interface KeptFields {
  /** The type of the event, and its fields that are kept as they are. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Ids that must be replaced, by the name of their field. */
  readonly hidden: Readonly<Record<string, string>>;
}

/**
 * Gives the fields of an event that the rules of its type keep when the person is erased (`totals`), or when what they
 * did is kept without them (`behaviour`, totals too).
 */
export function keptFields(
  event: CustomerEvent,
  keep: "totals" | "behaviour",
): KeptFields | undefined {
  const rule = EVENT_RULES[event.type];
  if (rule.keptFor !== "totals" && rule.keptFor !== keep) return undefined;
  const values = event as unknown as Readonly<Record<string, unknown>>;
  const hidden = (rule.hidden ?? []).filter((name) => values[name] !== undefined);
  return {
    fields: { type: event.type, ...keptOf(values, rule) },
    hidden: Object.fromEntries(hidden.map((name) => [name, values[name] as string])),
  };
}

function keptOf(
  record: Readonly<Record<string, unknown>>,
  { needed, optional, kept = [] }: RecordRule,
): Record<string, unknown> {
  const left: Record<string, unknown> = {};
  // A list that must be there, such as reasons, is there and empty.
  for (const name in needed) if (isList(needed[name])) left[name] = [];
  for (const name of kept) {
    const value = record[name];
    if (value !== undefined) left[name] = keptValue(value, needed[name] ?? optional[name]);
  }
  return left;
}

function keptValue(value: unknown, rule: Rule | undefined): unknown {
  if (typeof rule !== "object") return value;
  if (isList(rule)) return (value as unknown[]).map((item) => keptValue(item, rule.each));
  return keptOf(value as Readonly<Record<string, unknown>>, rule);
}

function isList(rule: Rule | undefined): rule is Extract<Rule, { readonly each: Rule }> {
  return typeof rule === "object" && "each" in rule;
}
