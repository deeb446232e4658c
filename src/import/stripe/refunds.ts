import { eventId, lookUpOrder } from "../import-result";
import type { RecordReader } from "../record-reader";
import {
  expandable,
  releasedOf,
  stripeAmount,
  type KnownPayment,
  type StripeContext,
} from "./values";

/** A charge whose refunds are read. */
export interface ChargeGivenBack extends KnownPayment {
  /** The charge. */
  readonly charge: RecordReader;
  /** ISO 4217 code. */
  readonly currency: string;
}

/** Takes in a refund that is told by itself, once the payments of the list are known. */
export function takeStripeRefund(read: RecordReader, context: StripeContext): void {
  const { collector, options, source, payments, told } = context;
  const id = read.id("id");
  const intent = expandable(read, "payment_intent").id;
  const charge = expandable(read, "charge").id;
  const named = intent ?? charge;
  if (named === undefined) read.refuse("payment_intent", "expected an id, or that of a charge");
  const status = read.word("status") ?? "succeeded";
  if (read.fails()) return;
  if (options.refunds === "charge") {
    collector.skip(read.path, "not_counted", `refund ${id} is told by its charge too`);
    return;
  }
  if (status !== "succeeded") {
    collector.skip(read.path, "not_counted", `refund ${id} is ${status}`);
    return;
  }
  const payment = paymentOf(named ?? "", charge, context);
  if (payment === undefined) {
    collector.skip(
      read.path,
      "no_customer",
      `refund ${id} does not name the customer, and payment ${named ?? ""} is not in the list; expected it too, or orderOf`,
    );
    return;
  }
  const { customerId, orderId } = payment;
  const amount = stripeAmount(read, "amount", read.currency("currency", payment.currency));
  const at = read.epoch("created", "seconds");
  if (read.fails()) return;
  const known = payments.get(named ?? "");
  if (amount > 0 && known?.released === amount) {
    payments.set(named ?? "", { ...known, released: 0 });
    collector.skip(read.path, "no_money", `refund ${id} releases what was not captured`);
    return;
  }
  if (amount === 0) {
    collector.skip(read.path, "no_money", `refund ${id} gives back no money`);
    return;
  }
  const event = {
    id: eventId(source, "refund", orderId, id),
    type: "order_refunded" as const,
    customerId,
    source,
    at,
    orderId,
    amount,
  };
  if (!collector.add(event, read.path)) return;
  const ofPayment = told.get(orderId) ?? { amounts: [], matched: new Set() };
  told.set(orderId, ofPayment);
  ofPayment.amounts.push(amount);
}

function paymentOf(
  named: string,
  charge: string | undefined,
  { payments, options }: StripeContext,
): KnownPayment | undefined {
  const listed = payments.get(named) ?? payments.get(charge ?? "");
  if (listed !== undefined) return listed;
  const found = lookUpOrder(options, named);
  return found === undefined ? undefined : { orderId: named, ...found };
}

/** Takes in what came back by one event: what has come back in all, less what had before. */
export function takeRefundEvent(
  event: RecordReader,
  given: ChargeGivenBack,
  context: StripeContext,
): void {
  const { charge, currency } = given;
  const previous = event.record("data").record("previous_attributes");
  const isTold = previous.has("amount_refunded");
  if (!isTold) {
    charge.note("does not say what had been given back before: nothing was assumed");
  }
  const released = releasedOf(charge, currency, event, context.options);
  const net = (inAll: number): number => (inAll < released ? inAll : inAll - released);
  const before = isTold ? net(stripeAmount(previous, "amount_refunded", currency)) : 0;
  const after = net(stripeAmount(charge, "amount_refunded", currency));
  const at = event.epoch("created", "seconds");
  if (charge.fails()) return;
  addRefund(charge, given, { at, amount: after - before, inAll: after }, context);
}

/** Takes in the refunds that a charge lists, oldest first. */
export function takeListedRefunds(given: ChargeGivenBack, context: StripeContext): void {
  const { charge, currency, orderId } = given;
  const inAll = charge.has("amount_refunded")
    ? stripeAmount(charge, "amount_refunded", currency)
    : 0;
  const refunds = charge
    .record("refunds")
    .list("data")
    .filter((refund) => (refund.word("status") ?? "succeeded") === "succeeded");
  const read = refunds.map((refund) => ({
    amount: stripeAmount(refund, "amount", currency),
    at: refund.epoch("created", "seconds"),
    refund,
  }));
  let released = releasedOf(charge, currency, undefined, context.options);
  if (charge.fails()) return;
  let [sum, listed] = [0, 0];
  for (const { amount, at, refund } of read.sort((a, b) => a.at.getTime() - b.at.getTime())) {
    listed += amount;
    if (released > 0 && amount === released) {
      released = 0;
      continue;
    }
    sum += amount;
    addRefund(refund, given, { at, amount, inAll: sum }, context);
  }
  // Where refunds are not listed, what was not captured may be all that was "refunded".
  if (inAll > listed && !(listed === 0 && inAll === released)) {
    context.collector.skip(
      charge.path,
      "unreadable",
      `charge ${orderId} was given back ${String(inAll - listed)} minor units of ${currency} in refunds that it does not list; expected expand: ["data.refunds"], or the charge.refunded events`,
    );
  }
}

/** Events and lists tell of the same refunds, so both go by what had come back in all. */
function addRefund(
  read: RecordReader,
  { customerId, orderId }: ChargeGivenBack,
  { at, amount, inAll }: { readonly at: Date; readonly amount: number; readonly inAll: number },
  { collector, options, source, told }: StripeContext,
): void {
  if (amount <= 0) {
    collector.skip(read.path, "no_money", `a refund of charge ${orderId} gives back no money`);
    return;
  }
  if (options.refunds === "refund") {
    const message = `a refund of charge ${orderId} is told by itself too`;
    collector.skip(read.path, "not_counted", message);
    return;
  }
  const byThemselves = told.get(orderId);
  const same = byThemselves?.amounts.indexOf(amount) ?? -1;
  if (byThemselves?.matched.has(inAll) === true || same !== -1) {
    if (byThemselves?.matched.has(inAll) === false) byThemselves.amounts.splice(same, 1);
    byThemselves?.matched.add(inAll);
    collector.skip(read.path, "repeated", `a refund of charge ${orderId} is told by itself too`);
    return;
  }
  collector.add(
    {
      id: eventId(source, "refund", orderId, String(inAll)),
      type: "order_refunded",
      customerId,
      source,
      at,
      orderId,
      amount,
    },
    read.path,
  );
}
