import type { Collector, ImportOptions, OrderLookup } from "../import-result";
import type { RecordReader } from "../record-reader";

/** Options of {@link importStripe}. */
export interface ImportStripeOptions extends ImportOptions, OrderLookup {
  /**
   * Which of Stripe's two accounts of a refund counts: `charge` (`charge.refunded`, or what a charge lists) or `refund`
   * (`refund.created` and `refund.updated`). Both do if left out, and each refund counts once within a list. Where both
   * come in lists of their own, choose one.
   */
  readonly refunds?: "charge" | "refund";
  /** API version of objects that no event brings, such as `2025-03-31.basil`; older ones are assumed if left out. */
  readonly apiVersion?: string;
}

/** A payment that was read, for its refunds. */
export interface KnownPayment {
  /** Whose it is. */
  readonly customerId: string;
  /** Its key. */
  readonly orderId: string;
  /** ISO 4217 code, if known. */
  readonly currency?: string | undefined;
  /** What was authorized but not captured, where refunds tell of that too. */
  readonly released?: number;
}

/** Refunds of one payment that were told by themselves. */
export interface ToldRefunds {
  /** Amounts that no charge has told of yet. */
  readonly amounts: number[];
  /** What had come back in all, of each refund that a charge has told of. */
  readonly matched: Set<number>;
}

/** What every object is read with. */
export interface StripeContext {
  /** Takes what is found. */
  readonly collector: Collector;
  /** As given. */
  readonly options: ImportStripeOptions;
  /** What events say as their source. */
  readonly source: string;
  /** Payments of the list by their key, and by the ids of their charges. */
  readonly payments: Map<string, KnownPayment>;
  /** What waits for the payments of the whole list, refund objects first. */
  readonly later: { readonly rank: 0 | 1; readonly work: () => void }[];
  /** Refund objects by payment, which charges tell of too. */
  readonly told: Map<string, ToldRefunds>;
}

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

/** Reads an amount as Stripe writes it. */
export function stripeAmount(read: RecordReader, name: string, currency: string): number {
  return read.minorUnits(name, currency, PLACES[currency] ?? 2);
}

/** Reads a field that is an id, or the object itself where it was expanded. */
export function expandable(
  read: RecordReader,
  name: string,
): { readonly id: string | undefined; readonly object: RecordReader | undefined } {
  if (!read.has(name)) return { id: undefined, object: undefined };
  if (typeof read.raw(name) !== "object") return { id: read.id(name), object: undefined };
  const object = read.record(name);
  return { id: object.id("id"), object };
}

/** From this version on what was not captured is no refund. Source: Stripe's changelog, 2025-03-31.basil. */
const RELEASES_ARE_NO_REFUNDS = "2025-03-31";

/** Finds how much of what a charge calls refunded was never captured. */
export function releasedOf(
  charge: RecordReader,
  currency: string,
  event: RecordReader | undefined,
  options: ImportStripeOptions,
): number {
  const version = event?.text("api_version") ?? options.apiVersion ?? "";
  if (version >= RELEASES_ARE_NO_REFUNDS) return 0;
  if (!charge.has("amount_captured") || charge.raw("captured") === false) return 0;
  const left =
    stripeAmount(charge, "amount", currency) - stripeAmount(charge, "amount_captured", currency);
  return Math.max(0, left);
}
