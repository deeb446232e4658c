import * as z from "zod";
import { showValue } from "../../kernel";
import { instantSchema } from "../../kernel/checks/schema-kit.schema";
import { EVENT_TYPES, type CustomerEvent, type EventType } from "../events";
import type { OrderLine, ReturnedLine } from "../types/order-events";
import { EVENT_LIMITS } from "./event-limits";
import { BASE, EVENT_RULES, LINE, RETURNED_LINE, type RecordRule, type Rule } from "./event-rules";
import * as check from "./field-checks";

/** Makes a schema of a rule, so that parsers refuse exactly what `checkEvents` refuses. */
function schemaOf(rule: Rule): z.ZodType {
  // Data from outside may hold an instant as a text.
  if (rule === check.instant) return instantSchema;
  if (typeof rule === "function") {
    return z.custom((value) => rule(value) === undefined, { error: ({ input }) => rule(input) });
  }
  if (!("each" in rule)) return z.object(fieldsOf(rule, true));
  const list = z.array(schemaOf(rule.each)).max(EVENT_LIMITS.items, {
    error: ({ input }) => check.tooMany((input as unknown[]).length),
  });
  return rule.least === undefined ? list : list.min(rule.least, "is empty; expected at least one");
}

/**
 * Makes a schema of each field. Those that stay when the person is erased, so that totals still add up, are marked: all
 * the others go, and a test looks for what they held.
 */
function fieldsOf(
  { needed, optional, kept = [] }: RecordRule,
  keepsTotals: boolean,
): Record<string, z.ZodType> {
  const marked = (name: string, schema: z.ZodType): z.ZodType =>
    keepsTotals && kept.includes(name) ? schema.meta({ keptForTotals: true }) : schema;
  return Object.fromEntries([
    ...Object.entries(needed).map(([name, rule]) => [name, marked(name, schemaOf(rule))] as const),
    ...Object.entries(optional).map(
      ([name, rule]) => [name, marked(name, z.exactOptional(schemaOf(rule)))] as const,
    ),
  ]);
}

function eventOf(type: EventType): z.ZodObject<{ type: z.ZodLiteral<EventType> }> {
  const rule = EVENT_RULES[type];
  return z.object({
    ...fieldsOf(BASE, false),
    type: z.literal(type),
    ...fieldsOf(rule, rule.keptFor === "totals"),
  });
}

/** One line of an order, as data from outside. */
export const orderLine = schemaOf(LINE) as z.ZodType<OrderLine>;

/** Goods that came back, as data from outside. */
export const returnedLine = schemaOf(RETURNED_LINE) as z.ZodType<ReturnedLine>;

const [first, ...others] = EVENT_TYPES;

/** Every type of event, field by field; what must hold between fields is checked after. */
export const eventShape = z.discriminatedUnion("type", [eventOf(first), ...others.map(eventOf)], {
  error: ({ input }) =>
    typeof input === "object" && input !== null && !Array.isArray(input)
      ? check.oneOf((input as { readonly type?: unknown }).type, EVENT_TYPES)
      : `is ${showValue(input)}; expected an object`,
}) as unknown as z.ZodType<CustomerEvent>;
