import { wilsonInterval, normalQuantile } from "../../statistics";
import {
  assertOptions,
  assertRecord,
  atDoor,
  type Issue,
  issuesError,
  type OptionNames,
  reason,
  type Reason,
  SetiaError,
  showValue,
} from "../../kernel";

/** Counts of one arm. */
export interface ArmCount {
  /** Customers in it, each once. */
  readonly customers: number;
  /** Those of them with a success within the window. */
  readonly successes: number;
}

/** What the comparison comes to. */
export const LIFT_VERDICTS = ["works", "harms", "no_effect_seen", "not_enough_data"] as const;

/** One of `words.liftVerdicts`. */
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
  /** Least difference that these numbers of customers would show four times in five, above 0; 1 if an arm is empty. */
  readonly detectable: number;
  /** What it comes to. */
  readonly verdict: LiftVerdict;
  /** The same in words. */
  readonly reasons: readonly Reason[];
}

/** Options of {@link measureLift}. */
export interface MeasureLiftOptions {
  /** How sure the interval is, above 0 and at most 0.999999999; 0.95 if left out. */
  readonly confidence?: number;
  /** Customers that each arm must have before anything is said, 0 or more; 100 if left out. */
  readonly minPerArm?: number;
}

/** Nearer to 1 an interval holds everything, and its quantile is lost in rounding. */
const SUREST = 0.999999999;
/** Power of 80 %. */
const POWER = 0.841621233572914;

/** Their names. */
export const MEASURE_LIFT_OPTIONS: OptionNames<MeasureLiftOptions> = {
  confidence: true,
  minPerArm: true,
};

/**
 * Compares two arms by intention to treat: everybody counts in the arm they were drawn into. The interval of the
 * difference is Newcombe's of two Wilson intervals (Newcombe 1998, method 10); the detectable difference is
 * `k · √(p(1 − p)(1/n + 1/m))` with `k = z + 0.84` and the pooled share p, and never below `k² / (m + k² · n / (n + m))`: what
 * it comes to if nobody succeeds without the tactic.
 *
 * @param treatment - those who were to get it
 * @param holdout - those who were left without
 * @param options - confidence, and when there is enough
 * @returns the difference with its interval, and what it comes to
 * @throws SetiaError `INVALID_INPUT` for counts that no customers can have; `INVALID_OPTION`
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
  assertRecord(treatment, "measureLift: treatment");
  assertRecord(holdout, "measureLift: holdout");
  assertOptions(options, MEASURE_LIFT_OPTIONS, "measureLift");
  return atDoor("measureLift", () => measureLiftUnchecked(treatment, holdout, options));
}

function measureLiftUnchecked(
  treatment: ArmCount,
  holdout: ArmCount,
  options: MeasureLiftOptions,
): Lift {
  return liftOf(treatment, holdout, options);
}

/** Does the work of {@link measureLift} for any function that compares arms. */
export function liftOf(treatment: ArmCount, holdout: ArmCount, options: MeasureLiftOptions): Lift {
  const { confidence = 0.95, minPerArm = 100 } = options;
  assertArms(treatment, holdout, "measureLift");
  assertLiftOptions(options, "measureLift");
  const z = normalQuantile((1 + confidence) / 2);
  const base = { treatment, holdout };
  const smaller = Math.min(treatment.customers, holdout.customers);
  if (smaller === 0) {
    const why = reason("tactics.lift_empty", { least: minPerArm });
    const verdict = "not_enough_data";
    return { ...base, difference: 0, low: -1, high: 1, detectable: 1, verdict, reasons: [why] };
  }
  const treated = wilsonInterval(treatment.successes, treatment.customers, z);
  const held = wilsonInterval(holdout.successes, holdout.customers, z);
  const [withIt, without] = [treated.share ?? 0, held.share ?? 0];
  const difference = withIt - without;
  const low = difference - Math.hypot(withIt - treated.interval[0], held.interval[1] - without);
  const high = difference + Math.hypot(treated.interval[1] - withIt, without - held.interval[0]);
  const pooled =
    (treatment.successes + holdout.successes) / (treatment.customers + holdout.customers);
  const spread = pooled * (1 - pooled) * (1 / treatment.customers + 1 / holdout.customers);
  const detectable = Math.min(
    1,
    Math.max((z + POWER) * Math.sqrt(spread), leastDetectable(treatment, holdout, z + POWER)),
  );
  const verdict =
    smaller < minPerArm
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
      ? reason("tactics.lift_not_enough", { smaller, least: minPerArm })
      : verdict === "no_effect_seen"
        ? reason("tactics.lift_not_seen", { detectable })
        : reason(verdict === "works" ? "tactics.lift_works" : "tactics.lift_harms", {});
  return { ...base, difference, low, high, detectable, verdict, reasons: [compared, concluded] };
}

/** Where nobody succeeded the pooled share is 0, though even then a small effect would not show. */
function leastDetectable(
  { customers: n }: ArmCount,
  { customers: m }: ArmCount,
  k: number,
): number {
  return (k * k) / (m + (k * k * n) / (n + m));
}

/**
 * Refuses counts of two arms that no customers can have.
 *
 * @throws SetiaError `INVALID_INPUT` with every fault as an issue
 */
export function assertArms(
  treatment: ArmCount,
  holdout: ArmCount,
  where: string,
  path: readonly (string | number)[] = [],
): void {
  const issues: Issue[] = [];
  for (const [name, arm] of Object.entries({ treatment, holdout })) {
    const given = arm as Partial<ArmCount> | null | undefined;
    for (const field of ["customers", "successes"] as const) {
      if (isCount(given?.[field])) continue;
      const message = `is ${showValue(given?.[field])}; expected a whole number, 0 or more`;
      issues.push({ path: [...path, name, field], message });
    }
    if (Number(given?.successes) > Number(given?.customers)) {
      const message = `is ${String(given?.successes)} of ${String(given?.customers)}; expected no more successes than customers`;
      issues.push({ path: [...path, name, "successes"], message });
    }
  }
  if (issues.length > 0) throw issuesError(where, issues);
}

/**
 * Refuses options that no comparison can have.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function assertLiftOptions(options: MeasureLiftOptions, where: string): void {
  const { confidence = 0.95, minPerArm = 100 } = options;
  if (!(typeof confidence === "number" && confidence > 0 && confidence <= SUREST)) {
    throw new SetiaError(
      "INVALID_OPTION",
      `${where}: confidence is ${showValue(confidence)}; expected a number above 0 and at most ${String(SUREST)}, such as 0.95`,
    );
  }
  if (!isCount(minPerArm)) {
    throw new SetiaError(
      "INVALID_OPTION",
      `${where}: minPerArm is ${showValue(minPerArm)}; expected a whole number, 0 or more`,
    );
  }
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
