import type { IntentSignal, OrderCompleted } from "../events";
import { assertList, hashText, showValue } from "../kernel";
import {
  assertImportOptions,
  collect,
  customerIdOf,
  eventId,
  NO_CUSTOMER,
  type ImportResult,
} from "./import-result";
import { RecordReader } from "./record-reader";
import {
  SEGMENT_HANDLERS,
  showIntent,
  type ImportSegmentOptions,
  type SegmentContext,
} from "./segment-calls";

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

/**
 * Makes events of calls of the Segment spec, as RudderStack and others send them too: `identify`, and the
 * `track` calls of orders, intent, unsubscribing and reviews. A full refund, which names no amount, is that of the
 * order in the same list. Source: the Segment spec, versions 2 of its e-commerce events.
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
  assertImportOptions(options, "importSegment");
  const collector = collect();
  const orders = new Map<string, OrderCompleted>();
  const later: (() => void)[] = [];
  calls.forEach((call, index) => {
    const read = new RecordReader(call, ["calls", index], collector);
    const type = read.id("type");
    const name = type === "track" ? read.id("event") : "";
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
      takeCall(read, type === "identify" ? "identify" : name.trim().toLowerCase(), call, {
        collector,
        orders,
        options,
      });
    if (/^order (refunded|updated)$/iu.test(name.trim())) later.push(work);
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
  const said = read.record("context").record("traits");
  const email = [read.record("traits"), said, properties]
    .map((traits) => traits.text("email"))
    .find((found) => found !== undefined);
  const customerId = customerIdOf({ id: read.optionalId("userId"), email }, options);
  if (customerId === undefined && read.issues.length === 0) {
    collector.skip(read.path, "no_customer", NO_CUSTOMER);
    return;
  }
  const at = read.instant(
    ["timestamp", "originalTimestamp", "sentAt", "receivedAt"].find((field) => read.has(field)) ??
      "timestamp",
  );
  const messageId = read.optionalId("messageId") ?? hashText(jsonOf(call));
  const base = { id: eventId(source, messageId), customerId: customerId ?? "", at, source };
  if (handler !== undefined) handler({ read, properties, base }, context);
  else if (signal !== undefined) showIntent(signal, { read, properties, base }, context);
}

/** A call without an id is told from others by all that it says. */
function jsonOf(call: unknown): string {
  const text: unknown = JSON.stringify(call, (_, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
  return typeof text === "string" ? text : "";
}
