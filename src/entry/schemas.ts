/**
 * Schemas and parsers for data from outside: JSON bodies, files, queues. Kept apart from the rest, so that
 * importing a pure function never brings the schema library along.
 *
 * @packageDocumentation
 */

export {
  eventSchema,
  parseEvent,
  parseEvents,
  safeParseEvent,
  safeParseEvents,
} from "../events/events.schema";
export type {
  ParseResult,
  StandardResult,
  StandardSchema,
} from "../kernel/checks/schema-kit.schema";
export { orderSchema, parseOrders, safeParseOrders } from "../purchases/orders.schema";
