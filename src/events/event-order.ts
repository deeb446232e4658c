import { compareCodePoints, SetiaError, unreadable } from "../kernel";
import type { CustomerEvent } from "./events";

/**
 * The one order of events: when it happened, then when it was recorded, then the id by code point. Events
 * that arrive late thus fall into their place.
 *
 * @param a - first event
 * @param b - second event
 * @returns negative if `a` comes first, positive if `b` does, 0 only for the same id and instants
 */
export function compareEvents(a: CustomerEvent, b: CustomerEvent): number {
  try {
    return (
      a.at.getTime() - b.at.getTime() ||
      (a.recordedAt ?? a.at).getTime() - (b.recordedAt ?? b.at).getTime() ||
      compareCodePoints(a.id, b.id)
    );
  } catch (error) {
    throw unreadable("compareEvents", error);
  }
}

/**
 * Writes the content of an event as text, the same for the same content whatever the order of its fields.
 * `recordedAt` is left out: learning a fact twice makes no second fact.
 */
export function eventContent(event: CustomerEvent): string {
  return canonicalJson({ ...event, recordedAt: undefined });
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null && !(value instanceof Date)) {
    const entries = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => compareCodePoints(a, b))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${entries.join(",")}}`;
  }
  // By its own time: a subclass may write itself with the offset of a zone.
  if (value instanceof Date) return JSON.stringify(new Date(value.getTime()));
  return JSON.stringify(value);
}

/**
 * Refuses an event of another customer.
 *
 * @throws SetiaError `INVALID_INPUT`
 */
export function assertSameCustomer(customerId: string, event: CustomerEvent, where: string): void {
  if (event.customerId !== customerId) {
    throw new SetiaError(
      "INVALID_INPUT",
      `${where}: ${JSON.stringify(customerId)} and ${JSON.stringify(event.customerId)} are mixed; expected one customer`,
    );
  }
}
