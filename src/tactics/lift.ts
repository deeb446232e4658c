import { measureShare, reason, type Reason } from "../kernel";

/** Counts of one arm. */
export interface ArmCount {
  /** Customers in it, each once. */
  readonly customers: number;
  /** Those of them with a success within the window. */
  readonly successes: number;
}

/** What the comparison comes to. */
export const LIFT_VERDICTS = ["works", "harms", "no_effect_seen", "not_enough_data"] as const;

/** One of {@link LIFT_VERDICTS}. */
export type LiftVerdict = (typeof LIFT_VERDICTS)[number];

/** How much more often those succeed who were treated than those who were held out. */
export interface Lift {
  /** Those who got it, whether it reached them or not. */
  readonly treatment: ArmCount;
  /** Those who were left without. */
  readonly holdout: ArmCount;
  /** Difference of the shares, −1 to 1; 0 if an arm is empty. */
  readonly difference: number;
  /** Interval of the difference at the confidence asked for. */
  readonly low: number;
  /** Upper end of it. */
  readonly high: number;
  /** Least difference that these numbers of customers would show four times in five; 1 if an arm is empty. */
  readonly detectable: number;
  /** What it comes to. */
  readonly verdict: LiftVerdict;
  /** The same in words. */
  readonly reasons: readonly Reason[];
}

/** Options of {@link measureLift}. */
export interface MeasureLiftOptions {
  /** How sure the interval is, between 0 and 1; 0.95 if left out. */
  readonly confidence?: 0.9 | 0.95 | 0.99;
  /** Customers that each arm must have before anything is said; 100 if left out. */
  readonly leastPerArm?: number;
}

/** Quantiles of the normal distribution for two-sided intervals. */
const QUANTILES = {
  "0.9": 1.644853626951473,
  "0.95": 1.959963984540054,
  "0.99": 2.575829303548901,
};
/** Power of 80 %. */
const POWER = 0.841621233572914;

/**
 * Compares two arms by intention to treat: everybody counts in the arm they were drawn into. The interval of the
 * difference is Newcombe's of two Wilson intervals (Newcombe 1998, method 10); the detectable difference is
 * `(z + 0.84) · √(p(1 − p)(1/n + 1/m))` with the pooled share p.
 *
 * @param treatment - those who were to get it
 * @param holdout - those who were left without
 * @param options - confidence, and when there is enough
 * @returns the difference with its interval, and what it comes to
 *
 * @example
 * ```ts
 * import { measureLift } from "setia";
 *
 * const lift = measureLift({ customers: 900, successes: 135 }, { customers: 900, successes: 90 });
 * [lift.difference.toFixed(3), lift.low.toFixed(3), lift.high.toFixed(3)]; // => ["0.050", "0.019", "0.081"]
 * lift.verdict; // => "works"
 * ```
 */
export function measureLift(
  treatment: ArmCount,
  holdout: ArmCount,
  options: MeasureLiftOptions = {},
): Lift {
  const { confidence = 0.95, leastPerArm = 100 } = options;
  const z = QUANTILES[String(confidence) as keyof typeof QUANTILES];
  const base = { treatment, holdout };
  const smaller = Math.min(treatment.customers, holdout.customers);
  if (smaller === 0) {
    const why = reason("tactics.lift_empty", { least: leastPerArm });
    const verdict = "not_enough_data";
    return { ...base, difference: 0, low: -1, high: 1, detectable: 1, verdict, reasons: [why] };
  }
  const treated = measureShare(treatment.successes, treatment.customers, z);
  const held = measureShare(holdout.successes, holdout.customers, z);
  const [withIt, without] = [treated.share ?? 0, held.share ?? 0];
  const difference = withIt - without;
  const low = difference - Math.hypot(withIt - treated.interval[0], held.interval[1] - without);
  const high = difference + Math.hypot(treated.interval[1] - withIt, without - held.interval[0]);
  const pooled =
    (treatment.successes + holdout.successes) / (treatment.customers + holdout.customers);
  const spread = pooled * (1 - pooled) * (1 / treatment.customers + 1 / holdout.customers);
  const detectable = Math.min(1, (z + POWER) * Math.sqrt(spread));
  const verdict =
    smaller < leastPerArm
      ? "not_enough_data"
      : low > 0
        ? "works"
        : high < 0
          ? "harms"
          : "no_effect_seen";
  const figures = {
    treated: treatment.customers,
    heldOut: holdout.customers,
    withIt,
    without,
    low,
    high,
  };
  const compared = reason("tactics.lift_compared", figures);
  const concluded =
    verdict === "not_enough_data"
      ? reason("tactics.lift_not_enough", { smaller, least: leastPerArm })
      : verdict === "no_effect_seen"
        ? reason("tactics.lift_not_seen", { detectable })
        : reason(verdict === "works" ? "tactics.lift_works" : "tactics.lift_harms", {});
  return { ...base, difference, low, high, detectable, verdict, reasons: [compared, concluded] };
}
