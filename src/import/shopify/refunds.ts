import type { CustomerEvent } from "../../events";
import { plainDecimal } from "../amounts";
import { eventId, lookUpOrder, type Collector } from "../import-result";
import type { RecordReader } from "../record-reader";
import {
  convertBy,
  optionalShopifyId,
  rateOf,
  shopifyId,
  shopifyMoney,
  skuOf,
  type ExchangeRate,
  type ImportShopifyOptions,
} from "./values";

/** An order that was read, for the refunds that name it. */
interface KnownOrder {
  readonly customerId: string;
  readonly orderId: string;
  readonly currency: string | undefined;
  /** What the customer's money is worth, if the order says so. */
  readonly rate?: ExchangeRate | undefined;
}

/** What every webhook is read with. */
export interface ShopifyContext {
  /** Takes what is found. */
  readonly collector: Collector;
  /** As given. */
  readonly options: ImportShopifyOptions;
  /** What events say as their source. */
  readonly source: string;
  /** The names that the list gives an order, by its numeric id: one record may lack what another has. */
  readonly names: ReadonlyMap<string, { readonly name: string; readonly other?: string }>;
  /** The orders read so far, by their numeric id. */
  readonly orders: Map<string, KnownOrder>;
}

/**
 * Takes in a refund, told by its own webhook or by its order. Each payment that went back is a fact of its own: what is
 * pending today and paid tomorrow is told when it is paid, and nothing that was told before changes.
 */
export function takeShopifyRefund(
  read: RecordReader,
  context: ShopifyContext,
  within?: string,
): void {
  const { collector, source } = context;
  const issuesBefore = read.issues.length;
  const refundId = shopifyId(read, "id");
  const named =
    within ?? optionalShopifyId(read.record("order"), "id") ?? shopifyId(read, "order_id");
  const at = read.instant(read.firstOf("processed_at", "created_at"));
  const order = knownOrder(named, context);
  if (order === undefined) {
    if (read.fails(issuesBefore)) return;
    collector.skip(
      read.path,
      "no_customer",
      `refund ${refundId} does not name the customer, and order ${named} is not in the list; expected the order's webhook too, or orderOf`,
    );
    return;
  }
  const { paid, pending } = refundedParts(read, order, context);
  const returned = read
    .list("refund_line_items")
    .map((line) => ({ sku: skuOf(line.record("line_item")), quantity: line.quantity("quantity") }))
    .filter((line): line is { sku: string; quantity: number } => line.sku !== undefined);
  if (read.fails(issuesBefore)) return;
  if (paid.length === 0) {
    collector.skip(
      read.path,
      pending ? "not_counted" : "no_money",
      pending
        ? `refund ${refundId} of order ${named} is pending`
        : `refund ${refundId} of order ${named} takes goods back but gives back no money`,
    );
    return;
  }
  for (const { key, amount, isFirst } of paid) {
    const event: CustomerEvent = {
      id: eventId(source, "refund", order.orderId, refundId, key),
      type: "order_refunded",
      customerId: order.customerId,
      source,
      at,
      orderId: order.orderId,
      amount,
      ...(isFirst && returned.length > 0 ? { lines: returned } : {}),
    };
    collector.add(event, read.path);
  }
}

function knownOrder(named: string, { orders, options }: ShopifyContext): KnownOrder | undefined {
  const listed = orders.get(named);
  if (listed !== undefined) return listed;
  const found = lookUpOrder(options, named);
  if (found !== undefined) {
    const { customerId, orderId = named, currency } = found;
    return { customerId, orderId, currency };
  }
  const customerId = options.customerOfOrder?.(named);
  return customerId === undefined ? undefined : { customerId, orderId: named, currency: undefined };
}

/** One payment that went back. */
interface RefundPart {
  /** Distinguishes it from the other payments of the refund. */
  readonly key: string;
  /** Minor units. */
  readonly amount: number;
  /** Whether goods that came back are told with it. */
  readonly isFirst: boolean;
}

/** Finds what a refund gave back, payment by payment, in the money of the order. */
export function refundedParts(
  read: RecordReader,
  order: Pick<KnownOrder, "currency" | "rate">,
  { options }: ShopifyContext,
): { readonly paid: readonly RefundPart[]; readonly pending: boolean } {
  const payments = inOrder(
    read.list("transactions").filter((payment) => payment.word("kind") === "refund"),
  );
  const own = rateOf(
    [
      ...read
        .list("refund_line_items")
        .flatMap((line) => [[line, "subtotal", 1] as const, [line, "total_tax", 1] as const]),
      // Adjustments, such as shipping given back, are negative there.
      ...read
        .list("order_adjustments")
        .flatMap((each) => [[each, "amount", -1] as const, [each, "tax_amount", -1] as const]),
      [read, "total_refunded", 1],
    ],
    options,
  );
  const rate = own ?? order.rate;
  let currency = order.currency ?? rate?.to;
  const paid: RefundPart[] = [];
  let pending = false;
  let first: string | undefined;
  let [paidOut, converted] = [0, 0];
  for (const { key, payment } of payments) {
    const status = payment.word("status") ?? "";
    let amount: number;
    if (payment.has("amount_set")) {
      currency ??= setCurrency(payment, options);
      amount = shopifyMoney(payment, "amount", currency, options);
    } else {
      const code = payment.currency("currency", currency);
      currency ??= code;
      if (code === currency) amount = payment.money("amount", code);
      else if (rate?.from === code && rate.to === currency) {
        // Rounded as a running sum, so that all payments together come to what the whole is worth.
        paidOut += payment.money("amount", code);
        const sum = convertBy(paidOut, rate);
        amount = sum - converted;
        converted = sum;
      } else {
        payment.refuse("currency", `expected ${currency}, or amounts that are given in both`);
        continue;
      }
    }
    if (status === "pending") pending = true;
    if (status === "pending" || status === "success") first ??= key;
    if (status === "success" && amount !== 0) paid.push({ key, amount, isFirst: first === key });
  }
  if (payments.length === 0 && read.has("total_refunded_set")) {
    currency ??= setCurrency(read, options, "total_refunded");
    const amount = shopifyMoney(read, "total_refunded", currency, options);
    if (amount > 0) paid.push({ key: "total", amount, isFirst: true });
  }
  return { paid, pending };
}

function setCurrency(read: RecordReader, options: ImportShopifyOptions, name = "amount"): string {
  const wanted = options.money === "presentment" ? "presentment_money" : "shop_money";
  return read.record(`${name}_set`).record(wanted).currency("currency_code");
}

/** Payments by their ids, which grow with time; without ids as they are listed, named by what tells them apart. */
function inOrder(
  payments: readonly RecordReader[],
): readonly { readonly key: string; readonly payment: RecordReader }[] {
  if (payments.every((payment) => payment.has("id"))) {
    return payments
      .map((payment) => ({ key: shopifyId(payment, "id"), payment }))
      .sort((a, b) => a.key.length - b.key.length || (a.key < b.key ? -1 : 1));
  }
  const counts = new Map<string, number>();
  return payments.map((payment) => {
    const given = payment.raw("amount");
    const isAmount = typeof given === "string" || typeof given === "number";
    const amount = isAmount ? (plainDecimal(given) ?? "") : "";
    const kind = `${payment.word("gateway") ?? "payment"} ${amount}`;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return { key: count === 1 ? kind : `${kind} ${String(count)}`, payment };
  });
}
