import {
  assertIterable,
  assertOptions,
  atDoor,
  type ModelHeader,
  type OptionNames,
  reason,
  type Reason,
} from "../kernel";
import type { PurchaseSummary } from "../purchases";
import { DEFAULT_LOYALTY_POLICY } from "./policy/policy";

/** Fewer gaps than this say nothing of a base. */
const LEAST_GAPS = 30;

/** How long customers of a base usually take to buy again. */
export interface CadenceModel extends ModelHeader {
  /** Which model it is. */
  readonly kind: "cadence";
  /** Version of its format. */
  readonly version: 1;
  /** Days between orders to expect of a customer of whom nothing is known; goes into `LoyaltyPolicy.priorCadenceDays`. */
  readonly priorCadenceDays: number;
  /** Gaps it rests on. */
  readonly gaps: number;
  /** Customers with at least one gap. */
  readonly customers: number;
  /** What to know of it. */
  readonly reasons: readonly Reason[];
}

/** Options of {@link fitCadence}. */
export interface FitCadenceOptions {
  /** How many gaps of a customer's own the prior will weigh as much as; 2 if left out, as in the default policy. */
  readonly priorWeight?: number;
  /** Shortest and longest cadence of the policy; they bound the prior. */
  readonly within?: readonly [minimumDays: number, maximumDays: number];
}

const FIT_CADENCE_OPTIONS: OptionNames<FitCadenceOptions> = {
  priorWeight: true,
  within: true,
};

/**
 * Fits the cadence to expect of a new customer: the mean of the customers' own mean gaps, in which one with n gaps counts
 * n / (n + weight), as credibility theory has it (Bühlmann and Straub 1970), so that neither the many who bought twice
 * nor the few who buy all the time decide alone. Below 30 gaps it is the default.
 *
 * @param summaries - of all customers
 * @param options - weight and bounds
 * @returns the model; `{ ...policy, priorCadenceDays: model.priorCadenceDays }` uses it
 *
 * @example
 * ```ts
 * import { fitCadence, summarizePurchases, type Order } from "setia";
 *
 * const orders = Array.from({ length: 60 }, (_, index): Order => ({
 *   id: String(index), customerId: `c${index % 10}`, placedAt: new Date(Date.UTC(2026, 0, 1 + 20 * Math.floor(index / 10))),
 *   currency: "IDR", total: 100,
 * }));
 * const { summaries } = summarizePurchases(orders, { asOf: new Date("2026-06-01") });
 * fitCadence(summaries).priorCadenceDays; // => 20
 * ```
 */
export function fitCadence(
  summaries: Iterable<PurchaseSummary>,
  options: FitCadenceOptions = {},
): CadenceModel {
  assertIterable(summaries, "fitCadence: summaries");
  assertOptions(options, FIT_CADENCE_OPTIONS, "fitCadence");
  return atDoor("fitCadence", () => fitCadenceUnchecked(summaries, options));
}

function fitCadenceUnchecked(
  summaries: Iterable<PurchaseSummary>,
  options: FitCadenceOptions,
): CadenceModel {
  const { minimumCadenceDays, maximumCadenceDays, priorWeight, priorCadenceDays } =
    DEFAULT_LOYALTY_POLICY;
  const weight = options.priorWeight ?? priorWeight;
  const [least, most] = options.within ?? [minimumCadenceDays, maximumCadenceDays];
  let gaps = 0;
  let customers = 0;
  let weights = 0;
  let sum = 0;
  for (const { purchaseDays, tenureDays, recencyDays } of summaries) {
    const own = purchaseDays - 1;
    if (own < 1) continue;
    const credibility = own / (own + weight);
    gaps += own;
    customers++;
    weights += credibility;
    sum += (credibility * (tenureDays - recencyDays)) / own;
  }
  const model = { kind: "cadence", version: 1, gaps, customers } as const;
  if (gaps < LEAST_GAPS) {
    const why = reason("loyalty.cadence_default", {
      gaps,
      least: LEAST_GAPS,
      days: priorCadenceDays,
    });
    return { ...model, priorCadenceDays, reasons: [why] };
  }
  const days = Math.min(Math.max(sum / weights, least), most);
  const why = reason("loyalty.cadence_fitted", { days: Math.round(days), gaps, customers });
  return { ...model, priorCadenceDays: days, reasons: [why] };
}
