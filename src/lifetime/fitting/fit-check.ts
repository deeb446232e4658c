import { reason, type Reason } from "../../kernel";
import type { GroupedBase } from "./grouped-base";
import { repeatChances, type Parameters, type PurchaseProcess } from "./purchase-process";

/** Repeats of customers who have been there for about as long. */
export interface CohortCheck {
  /** Days since the first order: at least. */
  readonly fromDays: number;
  /** Days since the first order: at most. */
  readonly toDays: number;
  /** How many customers. */
  readonly customers: number;
  /** Their repeats together. */
  readonly repeats: number;
  /** Repeats that the model has, knowing only since when they are there. */
  readonly expected: number;
}

/** Customers with one number of repeats. */
export interface RepeatsCheck {
  /** Repeats; of the last row at least so many. */
  readonly repeats: number;
  /** How many customers had them. */
  readonly customers: number;
  /** How many the model has, knowing only since when they are there. */
  readonly expected: number;
}

/** How a fitted model looks on the base that it was fitted on. */
export interface FitCheck {
  /** By fifths of the customers, those who came last first; fewer where many came at once. */
  readonly cohorts: readonly CohortCheck[];
  /** By number of repeats, 0 to 7 and more. */
  readonly repeats: readonly RepeatsCheck[];
}

const FIFTHS = 5;
const LAST_ROW = 7;
/** Customers are looked at in so many steps of the time they have been there. */
const STEPS = 100;
/** A fit is told to fail from here on, and beyond what chance explains. */
const WRONG = 0.2;
const SURE = 2.5;

/** Compares a fit with the base behind it. */
export function checkFit(
  process: PurchaseProcess,
  parameters: Parameters,
  base: GroupedBase,
): { readonly check: FitCheck; readonly diagnostics: readonly Reason[] } {
  const steps = stepsOf(base);
  const alive = process.startsAlive(parameters);
  const expectedAt = ({ days }: Step): number =>
    days === 0 ? 0 : alive * process.ordersWhileAlive(parameters, 0, 0, days);
  const cohorts: (CohortCheck & { readonly squares: number })[] = [];
  let own: Step[] = [];
  let seen = 0;
  for (const [at, step] of steps.entries()) {
    own.push(step);
    seen += step.customers;
    const isLast = at === steps.length - 1;
    if (!isLast && seen < (base.customers * (cohorts.length + 1)) / FIFTHS) continue;
    const total = (of: (step: Step) => number): number =>
      own.reduce((sum, one) => sum + of(one), 0);
    cohorts.push({
      fromDays: own[0]!.from,
      toDays: step.to,
      customers: total((one) => one.customers),
      repeats: total((one) => one.repeats),
      expected: total((one) => one.customers * expectedAt(one)),
      squares: total((one) => one.squares),
    });
    own = [];
  }
  const had = new Float64Array(LAST_ROW + 1);
  for (const [repeats, customers] of base.histogram) had[Math.min(repeats, LAST_ROW)]! += customers;
  const has = new Float64Array(LAST_ROW + 1);
  for (const { days, customers } of steps) {
    repeatChances(process, parameters, days, LAST_ROW).forEach((chance, repeats) => {
      has[repeats]! += customers * chance;
    });
  }
  const check = {
    cohorts: cohorts.map(({ fromDays, toDays, customers, repeats, expected }) => ({
      ...{ fromDays, toDays, customers, repeats, expected },
    })),
    repeats: Array.from(had, (customers, repeats) => ({
      ...{ repeats, customers },
      expected: has[repeats]!,
    })),
  };
  const isWrong = (expected: number, actual: number, variance: number): boolean =>
    Math.abs(expected - actual) > Math.max(WRONG * actual, SURE * Math.sqrt(variance));
  const [cohort] = cohorts
    .filter(({ expected, repeats, squares }) => isWrong(expected, repeats, squares))
    .sort((a, b) => Math.abs(b.expected - b.repeats) - Math.abs(a.expected - a.repeats));
  const [row] = check.repeats
    .filter(({ expected, customers }) =>
      isWrong(expected, customers, Math.max(customers, expected)),
    )
    .sort((a, b) => Math.abs(b.expected - b.customers) - Math.abs(a.expected - a.customers));
  return {
    check,
    diagnostics: [
      ...(cohort === undefined
        ? []
        : [
            reason("lifetime.misfit_cohort", {
              ...{ from: cohort.fromDays, to: cohort.toDays },
              ...{ repeats: cohort.repeats, expected: Math.round(cohort.expected) },
            }),
          ]),
      ...(row === undefined
        ? []
        : [
            reason("lifetime.misfit_repeats", {
              repeats: row.repeats === LAST_ROW ? `${String(LAST_ROW)}+` : String(row.repeats),
              ...{ customers: row.customers, expected: Math.round(row.expected) },
            }),
          ]),
    ],
  };
}

/** Customers who came at about the same time. */
interface Step {
  readonly from: number;
  readonly to: number;
  /** Mean days since the first order. */
  readonly days: number;
  readonly customers: number;
  readonly repeats: number;
  /** Sum of the squares of their repeats. */
  readonly squares: number;
}

/** Puts customers together by the time they have been there, so that a model is asked a few times only. */
function stepsOf({ times, repeats, observed, counts, customers }: GroupedBase): Step[] {
  const [heads, sums, squares] = [0, 1, 2].map(() => new Float64Array(times.length));
  for (let row = 0; row < counts.length; row++) {
    const time = observed[row]!;
    heads![time]! += counts[row]!;
    sums![time]! += counts[row]! * repeats[row]!;
    squares![time]! += counts[row]! * repeats[row]! ** 2;
  }
  const steps: Step[] = [];
  let open: Step | undefined;
  for (let time = 0; time < times.length; time++) {
    const more = heads![time]!;
    if (more === 0) continue;
    const days = times[time]!;
    const before: Step = open ?? {
      from: days,
      to: days,
      days: 0,
      customers: 0,
      repeats: 0,
      squares: 0,
    };
    const all = before.customers + more;
    open = {
      from: before.from,
      to: days,
      days: (before.days * before.customers + days * more) / all,
      customers: all,
      repeats: before.repeats + sums![time]!,
      squares: before.squares + squares![time]!,
    };
    if (all < customers / STEPS) continue;
    steps.push(open);
    open = undefined;
  }
  return open === undefined ? steps : [...steps, open];
}
