import { defined } from "../../kernel";
import type { CustomerTraits, OrderCompleted, OrderLine } from "../../events";
import { customerIdOf, eventId, NO_CUSTOMER, withContentId } from "../import-result";
import type { RecordReader } from "../record-reader";
import { takeListedRefunds, takeRefundEvent } from "./refunds";
import { expandable, releasedOf, stripeAmount, type StripeContext } from "./values";

/** One telling of a payment. */
interface Payment {
  readonly read: RecordReader;
  /** What it is, for ids of events. */
  readonly kind: string;
  /** Its own id. */
  readonly id: string;
  /** Payment intent, or charge where there is none: one payment has one key, whoever tells of it. */
  readonly key: string;
  readonly at: Date;
  readonly currency: string;
  readonly total: number;
  readonly lines?: readonly OrderLine[];
  /** Whether another telling of the payment, with its products, stays as it is. */
  readonly ifKnown?: "keep";
  readonly person: { readonly id: string | undefined; readonly traits: CustomerTraits };
}

/** Takes in an object of one kind; the event that brought it, if one did. */
export type TakeStripe = (
  read: RecordReader,
  context: StripeContext,
  event: RecordReader | undefined,
) => void;

/** Takes in a charge and what came back of it. */
export const takeCharge: TakeStripe = (charge, context, event) => {
  const { collector, payments, later, options } = context;
  const id = charge.id("id");
  const status = charge.word("status") ?? (charge.raw("paid") === true ? "succeeded" : "");
  const currency = charge.currency("currency");
  if (status !== "succeeded" || charge.raw("captured") === false) {
    const what = status === "succeeded" ? "authorized but not captured" : status;
    if (!charge.fails())
      collector.skip(
        charge.path,
        "not_counted",
        `charge ${id} is ${what === "" ? "not said to have succeeded" : what}`,
      );
    return;
  }
  const customer = expandable(charge, "customer");
  const billing = charge.record("billing_details");
  const key = expandable(charge, "payment_intent").id ?? id;
  const payment: Payment = {
    read: charge,
    kind: "charge",
    id,
    key,
    at: charge.epoch("created", "seconds"),
    currency,
    total: stripeAmount(charge, charge.firstOf("amount_captured", "amount"), currency),
    person: personOf(customer, [billing.text("email"), charge.text("receipt_email")], billing),
  };
  const isRefund = event?.text("type") === "charge.refunded";
  const customerId = takePayment(payment, context, event, !isRefund);
  if (customerId === undefined) return;
  const released = releasedOf(charge, currency, event, options);
  const given = { charge, customerId, orderId: key, currency, released };
  payments.set(id, given);
  payments.set(key, given);
  const work = (): void => {
    if (event === undefined) takeListedRefunds(given, context);
    else takeRefundEvent(event, given, context);
  };
  if (event === undefined || isRefund) later.push({ rank: 1, work });
};

/** Takes in a payment intent that has succeeded. */
export const takeIntent: TakeStripe = (intent, context, event) => {
  const id = intent.id("id");
  const status = intent.word("status") ?? "";
  if (isLeftOut(intent, status === "succeeded", `payment intent ${id} is ${status}`, context))
    return;
  const { object: charge } = expandable(intent, "latest_charge");
  const billing = charge?.record("billing_details") ?? intent.record("billing_details");
  const currency = intent.currency("currency");
  takePayment(
    {
      read: intent,
      kind: "payment_intent",
      id,
      key: id,
      at: (charge ?? event ?? intent).epoch("created", "seconds"),
      currency,
      total: stripeAmount(intent, intent.firstOf("amount_received", "amount"), currency),
      ifKnown: "keep",
      person: personOf(
        expandable(intent, "customer"),
        [billing.text("email"), intent.text("receipt_email")],
        billing,
      ),
    },
    context,
    event,
  );
};

/** Takes in a checkout session that was paid, with its products where they are expanded. */
export const takeSession: TakeStripe = (session, context, event) => {
  const { collector } = context;
  const id = session.id("id");
  const status = session.word("payment_status") ?? "";
  const isPaid = status === "paid" || status === "no_payment_required";
  if (isLeftOut(session, isPaid, `checkout session ${id} is ${status}`, context)) return;
  const currency = session.currency("currency");
  const total = stripeAmount(session, "amount_total", currency);
  const key = expandable(session, "payment_intent").id;
  if (session.fails()) return;
  if (key === undefined) {
    const reason = total === 0 ? "no_money" : "not_counted";
    const message = `checkout session ${id} names no payment intent: its money is told by its invoice or charge`;
    collector.skip(session.path, reason, message);
    return;
  }
  const details = session.optionalRecord("customer_details");
  takePayment(
    {
      read: session,
      kind: "checkout_session",
      id,
      key,
      at: (event ?? session).epoch("created", "seconds"),
      currency,
      total,
      ...readLines(session.record("line_items"), currency),
      person: personOf(
        expandable(session, "customer"),
        [details.text("email"), session.text("customer_email")],
        details,
      ),
    },
    context,
    event,
  );
};

/** Takes in an invoice that was paid, with its products. */
export const takeInvoice: TakeStripe = (invoice, context, event) => {
  const { collector } = context;
  const id = invoice.id("id");
  const status = invoice.word("status") ?? (invoice.raw("paid") === true ? "paid" : "");
  if (isLeftOut(invoice, status === "paid", `invoice ${id} is ${status}`, context)) return;
  const currency = invoice.currency("currency");
  const total = stripeAmount(invoice, "amount_paid", currency);
  const keys = invoicePayments(invoice);
  if (invoice.fails()) return;
  if (total === 0) {
    collector.skip(invoice.path, "no_money", `invoice ${id} was paid with nothing`);
    return;
  }
  const isElsewhere = invoice.raw("paid_out_of_band") === true;
  const [key = isElsewhere ? id : undefined, other] = keys;
  if (key === undefined || other !== undefined) {
    collector.skip(
      invoice.path,
      "not_counted",
      `invoice ${id} names ${key === undefined ? "no payment" : "several payments"}: its money is told by its charges; expected expand: ["payments"] and one payment`,
    );
    return;
  }
  const paid = invoice.record("status_transitions");
  takePayment(
    {
      read: invoice,
      kind: "invoice",
      id,
      key,
      at: paid.has("paid_at")
        ? paid.epoch("paid_at", "seconds")
        : (event ?? invoice).epoch("created", "seconds"),
      currency,
      total,
      ...readLines(invoice.record("lines"), currency),
      person: personOf(
        expandable(invoice, "customer"),
        [invoice.text("customer_email")],
        undefined,
        { name: invoice.text("customer_name"), phone: invoice.textOrNumber("customer_phone") },
      ),
    },
    context,
    event,
  );
};

/** An invoice names its payment itself, or, since 2025-03-31.basil, in a list of payments. */
function invoicePayments(invoice: RecordReader): readonly string[] {
  const intent = expandable(invoice, "payment_intent").id;
  if (intent !== undefined) return [intent];
  const charge = expandable(invoice, "charge");
  const own = charge.object === undefined ? undefined : expandable(charge.object, "payment_intent");
  if (charge.id !== undefined) return [own?.id ?? charge.id];
  return invoice
    .record("payments")
    .list("data")
    .filter((payment) => (payment.word("status") ?? "paid") === "paid")
    .flatMap((payment) => {
      const by = payment.record("payment");
      const id = expandable(by, "payment_intent").id ?? expandable(by, "charge").id;
      return id === undefined ? [] : [id];
    });
}

function isLeftOut(
  read: RecordReader,
  counts: boolean,
  message: string,
  { collector }: StripeContext,
): boolean {
  if (counts) return false;
  if (!read.fails()) collector.skip(read.path, "not_counted", message);
  return true;
}

/** Takes in the order that a payment is; gives whose it is, if it was. */
function takePayment(
  payment: Payment,
  { collector, options, source, payments }: StripeContext,
  event: RecordReader | undefined,
  tellsOrder = true,
): string | undefined {
  const { read, kind, id, key, at, currency, total, lines, ifKnown, person } = payment;
  const { email } = person.traits;
  const customerId = customerIdOf({ id: person.id, ...defined({ email }) }, options);
  const recordedAt = event?.has("created") === true ? event.epoch("created", "seconds") : undefined;
  if (read.fails()) return undefined;
  if (customerId === undefined) {
    collector.skip(read.path, "no_customer", `${kind.replace("_", " ")} ${id} ${NO_CUSTOMER}`);
    return undefined;
  }
  if (!payments.has(key)) payments.set(key, { customerId, orderId: key, currency });
  if (!tellsOrder) return customerId;
  const order: OrderCompleted = {
    id: eventId(source, kind, id),
    type: "order_completed",
    customerId,
    source,
    at,
    ...(recordedAt !== undefined && recordedAt > at ? { recordedAt } : {}),
    orderId: key,
    currency,
    total,
    ...defined({ lines, ifKnown }),
  };
  collector.add(withContentId(order), read.path);
  if (person.id === undefined && email !== undefined) {
    collector.addOnce(
      withContentId({
        id: eventId(source, "guest", key),
        type: "customer_identified",
        customerId,
        source,
        at,
        traits: person.traits,
      }),
      read.path,
    );
  }
  return customerId;
}

function personOf(
  customer: ReturnType<typeof expandable>,
  emails: readonly (string | undefined)[],
  details: RecordReader | undefined,
  more: { readonly name?: string | undefined; readonly phone?: string | undefined } = {},
): Payment["person"] {
  return {
    id: customer.id,
    traits: defined<CustomerTraits>({
      email: emails.find((email) => email !== undefined) ?? customer.object?.text("email"),
      name: details?.text("name") ?? more.name,
      phone: details?.textOrNumber("phone") ?? more.phone,
    }),
  };
}

/** Products of an invoice or a checkout session; their discounts and taxes are in the total alone. */
function readLines(
  list: RecordReader,
  currency: string,
): { readonly lines?: readonly OrderLine[] } {
  const lines = list.list("data").flatMap((line): OrderLine[] => {
    const price = line.optionalRecord("price");
    const details = line.optionalRecord("pricing").optionalRecord("price_details");
    const sku =
      expandable(price, "product").id ??
      expandable(details, "product").id ??
      price.optionalId("id") ??
      details.optionalId("price");
    const quantity = line.quantity("quantity", 1);
    const amount = line.raw(line.firstOf("amount_subtotal", "amount"));
    if (sku === undefined || (typeof amount === "number" && amount < 0)) {
      line.note("names no product, or takes money off: the line was left out");
      return [];
    }
    if (price.has("unit_amount")) {
      return [{ sku, quantity, unitPrice: stripeAmount(price, "unit_amount", currency) }];
    }
    const whole = stripeAmount(line, line.firstOf("amount_subtotal", "amount"), currency);
    const each = quantity === 0 ? NaN : whole / quantity;
    if (Number.isSafeInteger(each)) return [{ sku, quantity, unitPrice: each }];
    line.note("has no price of one in whole minor units: the line was left out");
    return [];
  });
  return lines.length === 0 ? {} : { lines };
}
