import { eventId, type Collector } from "./import-result";
import type { RecordReader } from "./record-reader";

/**
 * Decimal places of amounts in Stripe's API where they are not 2. ISK and UGX have none by ISO 4217 but two there,
 * MGA two by ISO 4217 but none there. Source: docs.stripe.com/currencies, zero-decimal and three-decimal
 * currencies and special cases.
 */
const PLACES: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  MGA: 0,
  PYG: 0,
  RWF: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  JOD: 3,
  KWD: 3,
  OMR: 3,
  TND: 3,
};

/**
 * Reads an amount as Stripe writes it.
 *
 * @param read - the record
 * @param name - its field
 * @param currency - ISO 4217 code
 * @returns minor units by ISO 4217
 */
export function stripeAmount(read: RecordReader, name: string, currency: string): number {
  return read.minorUnits(name, currency, PLACES[currency] ?? 2);
}

/** The charge that is given back. */
export interface ChargeGivenBack {
  /** Whose it was. */
  readonly customerId: string;
  /** What events say as their source. */
  readonly source: string;
  /** Its id. */
  readonly orderId: string;
  /** ISO 4217 code. */
  readonly currency: string;
}

/**
 * Takes in what came back by one event: what has come back in all, less what had before.
 *
 * @param event - the event `charge.refunded`
 * @param charge - the charge in it
 * @param base - the charge as it was read
 * @param collector - takes what is found
 */
export function takeRefundEvent(
  event: RecordReader,
  charge: RecordReader,
  { currency, ...base }: ChargeGivenBack,
  collector: Collector,
): void {
  const previous = event.record("data").record("previous_attributes");
  const isTold = previous.has("amount_refunded");
  const before = isTold ? stripeAmount(previous, "amount_refunded", currency) : 0;
  if (!isTold) {
    collector.note(
      charge.path,
      "does not say what had been given back before: nothing was assumed",
    );
  }
  const after = stripeAmount(charge, "amount_refunded", currency);
  const at = event.epoch("created", "seconds");
  if (charge.fails()) return;
  addRefund(charge, { ...base, at }, after - before, after, collector);
}

/**
 * Takes in the refunds that a charge lists, oldest first.
 *
 * @param charge - as the API lists it
 * @param base - the charge as it was read
 * @param collector - takes what is found
 */
export function takeListedRefunds(
  charge: RecordReader,
  { currency, ...base }: ChargeGivenBack,
  collector: Collector,
): void {
  const inAll = charge.has("amount_refunded")
    ? stripeAmount(charge, "amount_refunded", currency)
    : 0;
  const refunds = charge
    .record("refunds")
    .list("data")
    .filter((refund) => (refund.text("status") ?? "succeeded") === "succeeded");
  const read = refunds.map((refund) => ({
    amount: stripeAmount(refund, "amount", currency),
    at: refund.epoch("created", "seconds"),
    refund,
  }));
  if (charge.fails()) return;
  let sum = 0;
  for (const { amount, at, refund } of read.sort((a, b) => a.at.getTime() - b.at.getTime())) {
    sum += amount;
    addRefund(refund, { ...base, at }, amount, sum, collector);
  }
  if (inAll > sum) {
    collector.skip(
      charge.path,
      "unreadable",
      `charge ${base.orderId} was given back ${String(inAll - sum)} minor units of ${currency} in refunds that it does not list; expected expand: ["data.refunds"], or the charge.refunded events`,
    );
  }
}

/** Events and lists tell of the same refunds, so both go by what had come back in all. */
function addRefund(
  read: RecordReader,
  base: Omit<ChargeGivenBack, "currency"> & { readonly at: Date },
  amount: number,
  inAll: number,
  collector: Collector,
): void {
  const { source, orderId } = base;
  if (amount <= 0) {
    collector.skip(read.path, "no_money", `a refund of charge ${orderId} gives back no money`);
    return;
  }
  collector.add(
    {
      ...base,
      id: eventId(source, "refund", orderId, String(inAll)),
      type: "order_refunded",
      amount,
    },
    read.path,
  );
}
