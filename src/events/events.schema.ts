import * as z from "zod";
import {
  amountSchema,
  currencySchema,
  idSchema,
  instantSchema,
  parseWith,
  positiveAmountSchema,
  safeParseWith,
  type ParseResult,
  type Shape,
  type StandardSchema,
} from "../kernel/schema-kit.schema";
import {
  TACTIC_OUTCOMES,
  type CustomerEvent,
  type CustomerIdentified,
  type CustomerTraits,
  type InteractionLogged,
  type OrderCancelled,
  type OrderCompleted,
  type OrderLine,
  type OrderRefunded,
  type TacticDecided,
  type TacticDelivered,
  type TacticResponded,
} from "./events";

const text = z.string().exactOptional();

const base = {
  id: idSchema,
  customerId: idSchema,
  at: instantSchema,
  source: text,
  recordedAt: instantSchema.exactOptional(),
};

const traits = z.object({
  name: text,
  honorific: text,
  email: text,
  phone: text,
  city: text,
} satisfies Shape<CustomerTraits>);

/** One line of an order, as data from outside. */
export const orderLine = z.object({
  sku: idSchema,
  quantity: z.number().min(0),
  unitPrice: amountSchema,
  category: text,
} satisfies Shape<OrderLine>);

const event: z.ZodType<CustomerEvent> = z.discriminatedUnion("type", [
  z.object({
    ...base,
    type: z.literal("customer_identified"),
    traits,
    kind: z.enum(["person", "firm"]).exactOptional(),
  } satisfies Shape<CustomerIdentified>),
  z.object({
    ...base,
    type: z.literal("order_completed"),
    orderId: idSchema,
    currency: currencySchema,
    total: amountSchema,
    lines: z.array(orderLine).exactOptional(),
    channel: text,
  } satisfies Shape<OrderCompleted>),
  z.object({
    ...base,
    type: z.literal("order_refunded"),
    orderId: idSchema,
    amount: positiveAmountSchema,
  } satisfies Shape<OrderRefunded>),
  z.object({
    ...base,
    type: z.literal("order_cancelled"),
    orderId: idSchema,
  } satisfies Shape<OrderCancelled>),
  z.object({
    ...base,
    type: z.literal("interaction_logged"),
    channel: z.string(),
    direction: z.enum(["inbound", "outbound"]),
    topic: text,
    summary: text,
  } satisfies Shape<InteractionLogged>),
  z.object({
    ...base,
    type: z.literal("tactic_decided"),
    decisionId: idSchema,
    tactic: idSchema,
  } satisfies Shape<TacticDecided>),
  z.object({
    ...base,
    type: z.literal("tactic_delivered"),
    decisionId: idSchema,
  } satisfies Shape<TacticDelivered>),
  z.object({
    ...base,
    type: z.literal("tactic_responded"),
    decisionId: idSchema,
    outcome: z.enum(TACTIC_OUTCOMES),
  } satisfies Shape<TacticResponded>),
]);

const events = z.array(event);

/** Accepts one event, as JSON or with dates; for any library that takes a Standard Schema. */
export const eventSchema: StandardSchema<CustomerEvent> = event;

/**
 * Parses one event from outside. Instants may be dates or ISO 8601 texts with offset; fields that are not
 * known are left out.
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
  return safeParseWith(event, value, "event");
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
  return safeParseWith(events, value, "events");
}
