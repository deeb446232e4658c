import { SetiaError, showValue } from "../kernel";
import type { CustomerEvent } from "./events";

const VERSION = 1;

/** An event as plain JSON: what stores keep and queues carry. */
export interface EncodedEvent {
  /** Version of the format, counted from 1. */
  readonly version: number;
  /** Every field of the event; instants as ISO 8601 texts. */
  readonly [field: string]: unknown;
}

/**
 * Writes an event as plain JSON with the version of its format.
 *
 * @param event - any event
 * @returns a new object without dates and undefined fields
 * @throws SetiaError `INVALID_INPUT` for what JSON cannot hold, such as NaN
 */
export function encodeEvent(event: CustomerEvent): EncodedEvent {
  return { ...(encoded(event) as object), version: VERSION };
}

/**
 * Reads an event that {@link encodeEvent} wrote.
 *
 * @param value - parsed JSON
 * @returns a new event
 * @throws SetiaError `INVALID_INPUT` if it is none, or in a newer format
 */
export function decodeEvent(value: unknown): CustomerEvent {
  const fields = (typeof value === "object" && value !== null ? value : {}) as EncodedEvent;
  const { version, at, recordedAt, ...rest } = fields;
  if (typeof version !== "number" || version > VERSION || typeof at !== "string") {
    throw new SetiaError(
      "INVALID_INPUT",
      `decodeEvent: the value is no event of format ${String(VERSION)} or older; expected what encodeEvent gives`,
    );
  }
  // The rest is a new object already: instants are put in without another copy.
  const event = rest as Record<string, unknown>;
  event["at"] = new Date(at);
  if (typeof recordedAt === "string") event["recordedAt"] = new Date(recordedAt);
  return event as unknown as CustomerEvent;
}

function encoded(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(encoded);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, member]) =>
        member === undefined ? [] : [[key, encoded(member)]],
      ),
    );
  }
  if (typeof value === "number") {
    if (Number.isFinite(value)) return value + 0;
  } else if (["string", "boolean"].includes(typeof value) || value === null) return value;
  throw new SetiaError(
    "INVALID_INPUT",
    `encodeEvent: a field is ${showValue(value)}; expected what JSON can hold`,
  );
}
