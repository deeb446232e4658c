import type { IntentSignal, OrderCompleted } from "../../events";
import {
  assertList,
  assertOptions,
  hashText,
  type OptionNames,
  readInstant,
  showValue,
} from "../../kernel";
import {
  assertImportOptions,
  collect,
  customerIdOf,
  eventId,
  NO_CUSTOMER,
  type ImportResult,
} from "../import-result";
import { RecordReader } from "../record-reader";
import {
  SEGMENT_HANDLERS,
  showIntent,
  type ImportSegmentOptions,
  type SegmentContext,
} from "./calls";

const HOUR = 3_600_000;

/** Names of version 1 of the e-commerce spec, and other spellings. */
const ALIASES: Readonly<Record<string, string>> = {
  "added product": "product added",
  "added product to wishlist": "product added to wishlist",
  "applied coupon": "coupon applied",
  "canceled order": "order cancelled",
  "cancelled order": "order cancelled",
  "clicked product": "product clicked",
  "completed order": "order completed",
  "email clicked": "email link clicked",
  "order canceled": "order cancelled",
  "refunded order": "order refunded",
  "removed product": "product removed",
  "reviewed product": "product reviewed",
  "searched products": "products searched",
  "started checkout": "checkout started",
  "started order": "checkout started",
  "updated order": "order updated",
  "viewed cart": "cart viewed",
  "viewed product": "product viewed",
  "viewed product category": "product list viewed",
  "viewed product list": "product list viewed",
};

/** The one name of a track call, however it is spelt: `Completed Order`, `order_completed`, `orderCompleted`. */
function nameOf(event: string): string {
  const name = event
    .trim()
    .replace(/([a-z])(?=[A-Z])/gu, "$1 ")
    .replace(/[\s_.-]+/gu, " ")
    .toLowerCase();
  return Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? name) : name;
}

/** Track calls of the Segment spec (e-commerce, e-mail and live chat) that show intent. */
const INTENTS: Readonly<Record<string, IntentSignal>> = {
  "email opened": "email_opened",
  "email link clicked": "email_link_clicked",
  "products searched": "products_searched",
  "product list viewed": "product_list_viewed",
  "product clicked": "product_viewed",
  "product viewed": "product_viewed",
  "product added": "product_added",
  "product removed": "product_removed",
  "cart viewed": "cart_viewed",
  "checkout started": "checkout_started",
  "coupon applied": "coupon_applied",
  "product added to wishlist": "wishlist_added",
  "live chat conversation started": "chat_started",
};

const IMPORT_SEGMENT_OPTIONS: OptionNames<ImportSegmentOptions> = {
  currency: true,
  source: true,
  customerBy: true,
  includeTests: true,
  orderOf: true,
};

/**
 * Makes events of calls of the Segment spec, as RudderStack and others send them too: `identify`, and the
 * `track` calls of orders, intent, e-mails and reviews. A refund that names no amount is that of its products, or of the
 * whole order, which is in the same list or found by `orderOf`. Source: the Segment spec, versions 1 and 2 of its
 * e-commerce events, and its e-mail events.
 *
 * @param calls - parsed JSON bodies, in any order
 * @param options - who customers are, and the currency where none is named
 * @returns events and what was left out; paths begin with `calls`
 * @throws SetiaError `INVALID_INPUT` if it is no array, or an option is none that is known
 *
 * @example
 * ```ts
 * import { importSegment } from "setia/import";
 *
 * const { events } = importSegment([
 *   {
 *     type: "track", event: "Order Completed", messageId: "m1", userId: "ani", timestamp: "2026-01-05T10:00:00+07:00",
 *     properties: { order_id: "o1", total: 129.9, currency: "USD" },
 *   },
 * ]);
 * events.map((event) => event.type === "order_completed" && event.total); // => [12990]
 * ```
 */
export function importSegment(
  calls: readonly unknown[],
  options: ImportSegmentOptions = {},
): ImportResult {
  assertList(calls, "importSegment: calls");
  assertOptions(options, IMPORT_SEGMENT_OPTIONS, "importSegment");
  assertImportOptions(options, "importSegment");
  const collector = collect();
  const orders = new Map<string, OrderCompleted>();
  const later: (() => void)[] = [];
  calls.forEach((call, index) => {
    const read = new RecordReader(call, ["calls", index], collector);
    const type = read.id("type");
    const name = type === "track" ? nameOf(read.id("event")) : "";
    if (read.fails()) return;
    if (type !== "identify" && type !== "track") {
      collector.skip(
        read.path,
        "not_mapped",
        `is a call ${showValue(type)}; expected identify or track`,
      );
      return;
    }
    // Refunds and changes wait for their orders, which may stand further down.
    const work = (): void =>
      takeCall(read, type === "identify" ? "identify" : name, call, {
        collector,
        orders,
        options,
      });
    if (/^order (refunded|updated)$/u.test(name)) later.push(work);
    else work();
  });
  for (const work of later) work();
  return collector.result();
}

function takeCall(read: RecordReader, name: string, call: unknown, context: SegmentContext): void {
  const { collector, options } = context;
  const handler = Object.hasOwn(SEGMENT_HANDLERS, name) ? SEGMENT_HANDLERS[name] : undefined;
  const signal = Object.hasOwn(INTENTS, name) ? INTENTS[name] : undefined;
  if (handler === undefined && signal === undefined) {
    collector.skip(
      read.path,
      "not_mapped",
      `tracks ${JSON.stringify(name)}, which has no event here`,
    );
    return;
  }
  const properties = read.record("properties");
  const source = options.source ?? "segment";
  const email = [
    read.optionalRecord("traits"),
    read.optionalRecord("context").optionalRecord("traits"),
    properties,
  ]
    .map((traits) => traits.text("email"))
    .find((found) => found !== undefined);
  const customerId = customerIdOf({ id: read.optionalId("userId"), email }, options);
  if (customerId === undefined && read.issues.length === 0) {
    collector.skip(read.path, "no_customer", NO_CUSTOMER);
    return;
  }
  const at = timeOf(read);
  const messageId = read.optionalId("messageId") ?? hashText(jsonOf(read, call));
  const base = { id: eventId(source, messageId), customerId: customerId ?? "", at, source };
  const taken = { read, properties, base, messageId, email };
  if (handler !== undefined) handler(taken, context);
  if (signal !== undefined) showIntent(signal, taken, context);
}

/**
 * When it happened. `timestamp` is anew with each delivery: the sender's clock, corrected by how far it seems to be off.
 * So the sender's own time counts, corrected by whole hours, and a call that is delivered twice has one instant.
 */
function timeOf(read: RecordReader): Date {
  const field = read.firstOf("timestamp", "originalTimestamp", "sentAt", "receivedAt");
  const told = read.instant(field);
  const own = readInstant(read.raw("originalTimestamp")) ?? told;
  const off = Math.round((told.getTime() - own.getTime()) / HOUR) * HOUR;
  return new Date(own.getTime() + off);
}

/** A call without an id is told from others by all that it says. */
function jsonOf(read: RecordReader, call: unknown): string {
  try {
    return JSON.stringify(call, (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
  } catch {
    read.refuse("messageId", "expected an id, or a call that is plain JSON");
    return "";
  }
}
