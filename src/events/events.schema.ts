import * as z from "zod";
import { isSetiaError } from "../kernel";
import {
  parseWith,
  safeParseWith,
  type ParseResult,
  type StandardSchema,
} from "../kernel/checks/schema-kit.schema";
import { eventShape } from "./rules/event-shapes.schema";
import type { CustomerEvent } from "./events";
import { checkRelations } from "./rules/field-relations";
import { upcastEvent } from "./upcasters";

/** Lifts what an older version stored; a plain event has no version and is taken like one of the first. */
const lifted = z.unknown().transform((value, context) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  try {
    return upcastEvent(withoutUndefined(value) as Readonly<Record<string, unknown>>, "parseEvent");
  } catch (error) {
    if (!isSetiaError(error)) throw error;
    for (const { path, message } of error.issues) {
      context.addIssue({ code: "custom", path: path.slice(1), message });
    }
    return z.NEVER;
  }
});

/** Leaves out fields that are there but undefined, as the cheap checks do: they are missing. */
function withoutUndefined(value: unknown, depth = 0): unknown {
  // No known field lies deeper; what nobody knows is left out anyway.
  if (typeof value !== "object" || value === null || value instanceof Date || depth > 4) {
    return value;
  }
  if (Array.isArray(value)) return value.map((item) => withoutUndefined(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name, withoutUndefined(member, depth + 1)]),
  );
}

const event: z.ZodType<CustomerEvent> = lifted.pipe(
  eventShape.superRefine((value, context) => {
    for (const { path, message } of checkRelations(value)) {
      context.addIssue({ code: "custom", path: [...path], message });
    }
  }),
);

const events = z.array(event);

/** Accepts one event, as JSON or with dates; for any library that takes a Standard Schema. */
export const eventSchema: StandardSchema<CustomerEvent> = event;

/**
 * Parses one event from outside: a plain one, or one that `encodeEvent` wrote in this version or an older one.
 * Instants may be dates or ISO 8601 texts with offset; fields that are not known are left out.
 *
 * @param value - anything, such as parsed JSON
 * @returns a new event
 * @throws SetiaError `INVALID_INPUT` with every issue and its path
 *
 * @example
 * ```ts
 * import { parseEvent } from "setia/schemas";
 *
 * const event = parseEvent({
 *   id: "e1", type: "order_cancelled", customerId: "ani", orderId: "o1", at: "2026-01-05T10:00:00+07:00",
 * });
 * event.at.toISOString(); // => "2026-01-05T03:00:00.000Z"
 * ```
 */
export function parseEvent(value: unknown): CustomerEvent {
  return parseWith(event, value, "parseEvent", "event");
}

/**
 * Parses one event from outside without throwing.
 *
 * @param value - anything, such as parsed JSON
 * @returns the event, or every issue with its path
 */
export function safeParseEvent(value: unknown): ParseResult<CustomerEvent> {
  return safeParseWith(event, value, "safeParseEvent", "event");
}

/**
 * Parses many events from outside, all or none.
 *
 * @param value - an array of anything
 * @returns new events in the same order
 * @throws SetiaError `INVALID_INPUT` with every issue and its path
 */
export function parseEvents(value: unknown): CustomerEvent[] {
  return parseWith(events, value, "parseEvents", "events");
}

/**
 * Parses many events from outside without throwing.
 *
 * @param value - an array of anything
 * @returns the events, or every issue with its path
 */
export function safeParseEvents(value: unknown): ParseResult<CustomerEvent[]> {
  return safeParseWith(events, value, "safeParseEvents", "events");
}
