import { defined, showValue } from "../../kernel";
import {
  eventId,
  lookUpOrder,
  type Collector,
  type ImportOptions,
  type OrderLookup,
} from "../import-result";
import type { RecordReader } from "../record-reader";

/** Options of `importWooCommerce`. */
export interface ImportWooCommerceOptions extends ImportOptions, OrderLookup {
  /** Statuses of orders that count; `processing`, `completed` and `refunded` if left out. */
  readonly counted?: readonly string[];
  /** IANA zone of times that are given without GMT; they are refused if left out. */
  readonly timeZone?: string;
  /**
   * Refunds as the refunds endpoints give them. An order lists its refunds too, but without their dates: those
   * that are not here as well are skipped, so that no refund is dated by guesswork.
   */
  readonly refunds?: readonly unknown[];
}

/** What refunds need to know of their order. */
export interface WooOrder {
  /** Whose it is. */
  readonly customerId: string;
  /** ISO 4217 code; that of the refund if it is not known. */
  readonly currency?: string | undefined;
}

/** What every order is read with. */
export interface WooContext {
  /** Takes what is found. */
  readonly collector: Collector;
  /** As given. */
  readonly options: ImportWooCommerceOptions;
  /** What events say as their source. */
  readonly source: string;
  /** Currency and customer of each order that was read. */
  readonly orders: Map<string, WooOrder>;
  /** The order that lists a refund: refunds of one order's endpoint do not name it. */
  readonly orderOfRefund: Map<string, string>;
  /** Refunds that are given in full, by their key. */
  readonly dated: ReadonlyMap<string, RecordReader>;
}

/** Distinguishes refunds, those without a proper id too, which are named elsewhere. */
export function refundKey(refund: RecordReader): string {
  const id = refund.raw("id");
  return typeof id === "string" ? id : showValue(id);
}

/** Takes in a refund as the refunds endpoints give it. */
export function takeWooRefund(read: RecordReader, context: WooContext): void {
  const { collector, options, source, orders, orderOfRefund } = context;
  const refundId = read.id("id");
  const orderId = orderOfRefund.get(refundKey(read)) ?? read.id("parent_id", "order_id");
  const order: WooOrder | undefined = orders.get(orderId) ?? lookUpOrder(options, orderId);
  if (read.fails()) return;
  if (order === undefined) {
    collector.skip(
      read.path,
      "no_customer",
      `refund ${refundId} does not name the customer, and order ${orderId} is not in the list or names none; expected the order too, or orderOf`,
    );
    return;
  }
  const at = wooTime(read, "date_created", options);
  const amount = read.money("amount", read.currency("currency", order.currency));
  const lines = read.list("line_items").flatMap((line) => {
    const sku = wooSku(line);
    const quantity = line.raw("quantity");
    // What comes back is negative there; a refund of money alone has 0.
    return sku === undefined || typeof quantity !== "number" || quantity === 0
      ? []
      : [{ sku, quantity: Math.abs(quantity) }];
  });
  const reason = read.text("reason");
  if (read.fails()) return;
  if (amount === 0) {
    collector.skip(
      read.path,
      "no_money",
      `refund ${refundId} of order ${orderId} gives back no money`,
    );
    return;
  }
  const { customerId } = order;
  collector.add(
    {
      id: eventId(source, "refund", refundId),
      type: "order_refunded",
      customerId,
      source,
      at,
      orderId,
      amount,
      ...(lines.length === 0 ? {} : { lines }),
      ...defined({ reason }),
    },
    read.path,
  );
}

/** Reads a time: the one in GMT, or the shop's own by the zone that was given. */
export function wooTime(read: RecordReader, name: string, options: ImportWooCommerceOptions): Date {
  const gmt = `${name}_gmt`;
  if (read.has(gmt)) return read.instant(gmt, "UTC");
  return options.timeZone === undefined ? read.instant(gmt) : read.instant(name, options.timeZone);
}

/** Finds what a line is of; 0 stands for no variation, and for a product that is gone. */
export function wooSku(line: RecordReader): string | undefined {
  return [
    line.optionalId("sku"),
    line.optionalId("variation_id"),
    line.optionalId("product_id"),
  ].find((id) => id !== undefined && id !== "0");
}
