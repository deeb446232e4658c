import { eventsUntil, TACTIC_OUTCOMES, type CustomerEvent, type TacticOutcome } from "../../events";
import {
  assertInstant,
  assertIterable,
  assertOptions,
  atDoor,
  type Calendar,
  calendarOf,
  type OptionNames,
  SetiaError,
  showValue,
} from "../../kernel";
import { isDays } from "../policy/settings";
import {
  assertLiftOptions,
  liftOf,
  type ArmCount,
  type Lift,
  type MeasureLiftOptions,
  MEASURE_LIFT_OPTIONS,
} from "./lift";
import type { SatisfactionPolicy } from "../../satisfaction";
import { findSuccess, pastOf } from "./success";
import type { Tactic } from "../tactic";
import { trialsOf, windowEnd, type TacticTrial } from "./tactic-trials";
import { TACTICS } from "../catalogue/tactics";

/** Options of {@link measureOutcomes}. */
export interface MeasureOutcomesOptions extends MeasureLiftOptions {
  /** The instant of the answer, inclusive; later events are ignored. */
  readonly asOf: Date;
  /** First instant whose decisions count, such as when a policy or salt was changed; all if left out. */
  readonly from?: Date;
  /** IANA zone whose calendar days windows count; `"UTC"` if left out. */
  readonly timeZone?: string;
  /** The catalogue that was decided with; the library's own if left out. */
  readonly catalogue?: readonly Tactic[];
  /** How scores are read, to tell a critical answer; the defaults if left out. */
  readonly satisfactionPolicy?: SatisfactionPolicy;
  /** Calendar days in which an order counts for all marketing together; 30 if left out. */
  readonly overallDays?: number;
}

/** What came of one tactic. */
export interface TacticResult {
  /** Id of the tactic. */
  readonly tactic: string;
  /** Decisions to do it. */
  readonly decided: number;
  /** Of those, known to have reached the customer. */
  readonly delivered: number;
  /** Last answers, by kind. */
  readonly answers: Readonly<Record<TacticOutcome, number>>;
  /**
   * Successes credited to it: each to the last decision in whose window it fell, each once. Many of them would have
   * come without it, so this tells nothing of its effect.
   */
  readonly credited: number;
  /** Its effect: first decisions of customers whose windows are over, against those who were left without it. */
  readonly lift: Lift;
  /** Customers whose window is still open. */
  readonly open: number;
}

/** What came of all of them. */
export interface OutcomeReport {
  /** The instant this speaks of. */
  readonly asOf: Date;
  /** By tactic, in the order of the catalogue; those that were never decided are left out. */
  readonly tactics: readonly TacticResult[];
  /** Effect of all marketing together on orders: customers with a decision against those left without any marketing. */
  readonly overall: Lift;
}

const OVERALL_DAYS = 30;

const measureOutcomesOptions = (): OptionNames<MeasureOutcomesOptions> => ({
  asOf: true,
  from: true,
  timeZone: true,
  catalogue: true,
  satisfactionPolicy: true,
  overallDays: true,
  ...MEASURE_LIFT_OPTIONS,
});

/**
 * Measures what came of tactics. Whether one works is told by comparison with its holdout, by intention to treat: each
 * customer counts once, in the arm of their first decision, whatever came of the delivery. Credits are told beside it and
 * never mixed into it.
 *
 * @param customers - the events of one customer after the other, each in any order
 * @param options - instant, period, catalogue, confidence
 * @returns results by tactic, and the effect of all together
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_TIME_ZONE`, `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { measureOutcomes, type CustomerEvent } from "setia";
 *
 * const at = new Date("2026-01-05T03:00:00Z");
 * const customers = Array.from({ length: 400 }, (_, n): CustomerEvent[] => {
 *   const customerId = `c${n}`;
 *   const arm = n % 2 === 0 ? "treatment" : "holdout";
 *   const decided = { id: "d", type: "tactic_decided", customerId, at, decisionId: "1" } as const;
 *   const told = { ...decided, tactic: "win.offer", arm, reasons: [], class: "marketing" } as const;
 *   const decision = arm === "holdout" ? { ...told, holdout: "win.offer" } : told;
 *   const buys = n % 2 === 0 ? n % 8 === 0 : n % 16 === 1;
 *   const order = { id: "o", type: "order_completed", customerId, orderId: "1", currency: "IDR", total: 5 } as const;
 *   return buys ? [decision, { ...order, at: new Date("2026-01-07") }] : [decision];
 * });
 * const { tactics } = measureOutcomes(customers, { asOf: new Date("2026-03-01") });
 * tactics.map(({ tactic, credited, lift }) => [tactic, credited, lift.verdict]); // => [["win.offer", 50, "works"]]
 * ```
 */
export function measureOutcomes(
  customers: Iterable<readonly CustomerEvent[]>,
  options: MeasureOutcomesOptions,
): OutcomeReport {
  assertIterable(customers, "measureOutcomes: customers");
  assertOptions(options, measureOutcomesOptions(), "measureOutcomes");
  return atDoor("measureOutcomes", () => measureOutcomesUnchecked(customers, options));
}

function measureOutcomesUnchecked(
  customers: Iterable<readonly CustomerEvent[]>,
  options: MeasureOutcomesOptions,
): OutcomeReport {
  const { asOf, from, timeZone = "UTC", overallDays = OVERALL_DAYS } = options;
  assertInstant(asOf, "measureOutcomes: asOf");
  if (from !== undefined) assertInstant(from, "measureOutcomes: from");
  assertLiftOptions(options, "measureOutcomes");
  if (!isDays(overallDays)) {
    throw new SetiaError(
      "INVALID_OPTION",
      `measureOutcomes: overallDays is ${showValue(overallDays)}; expected whole days`,
    );
  }
  const catalogue: readonly Tactic[] = options.catalogue ?? TACTICS;
  const byId = new Map(catalogue.map((tactic) => [tactic.id, tactic]));
  const calendar = calendarOf(timeZone);
  const tallies = new Map<string, Tally>();
  const overall = newArms();
  for (const customer of customers) {
    const events = eventsUntil(customer, asOf);
    const isIn = ({ contact }: TacticTrial): boolean =>
      from === undefined || contact.decidedAt >= from;
    const trials = trialsOf(events, byId, calendar, asOf, options.satisfactionPolicy).filter(isIn);
    countDeeds(trials, tallies);
    countFirsts(trials, tallies);
    countOverall(trials, events, overall, { calendar, asOf, overallDays });
  }
  return {
    asOf,
    tactics: catalogue.flatMap(({ id }) => {
      const tally = tallies.get(id);
      if (tally === undefined) return [];
      const { decided, delivered, answers, credited, arms, open } = tally;
      const lift = liftOf(arms.treatment, arms.holdout, options);
      return [{ tactic: id, decided, delivered, answers, credited, lift, open }];
    }),
    overall: liftOf(overall.treatment, overall.holdout, options),
  };
}

type Arms = Record<"treatment" | "holdout", { -readonly [Key in keyof ArmCount]: number }>;

interface Tally {
  decided: number;
  delivered: number;
  readonly answers: Record<TacticOutcome, number>;
  credited: number;
  readonly arms: Arms;
  open: number;
}

function newArms(): Arms {
  return {
    treatment: { customers: 0, successes: 0 },
    holdout: { customers: 0, successes: 0 },
  };
}

function tallyOf(tallies: Map<string, Tally>, id: string): Tally {
  let tally = tallies.get(id);
  if (tally === undefined) {
    const answers = Object.fromEntries(TACTIC_OUTCOMES.map((outcome) => [outcome, 0]));
    tally = {
      decided: 0,
      delivered: 0,
      answers: answers as Record<TacticOutcome, number>,
      credited: 0,
      arms: newArms(),
      open: 0,
    };
    tallies.set(id, tally);
  }
  return tally;
}

function countDeeds(trials: readonly TacticTrial[], tallies: Map<string, Tally>): void {
  const credited = new Set<string>();
  // The last decision first, so that it takes what earlier ones could claim too.
  for (const { contact, tactic, success } of [...trials].reverse()) {
    if (contact.arm === "holdout") continue;
    const tally = tallyOf(tallies, tactic.id);
    tally.decided++;
    if (contact.deliveredAt !== undefined) tally.delivered++;
    if (contact.outcome !== undefined) tally.answers[contact.outcome]++;
    if (success === undefined) continue;
    if (success !== "nothing_came") {
      if (credited.has(success.id)) continue;
      credited.add(success.id);
    }
    tally.credited++;
  }
}

function countFirsts(trials: readonly TacticTrial[], tallies: Map<string, Tally>): void {
  const seen = new Set<string>();
  for (const { contact, tactic, closed, success } of trials) {
    // Whoever is left without all marketing is compared for all of it together.
    if (contact.holdout === "all" || seen.has(tactic.id)) continue;
    seen.add(tactic.id);
    const tally = tallyOf(tallies, tactic.id);
    if (!closed) {
      tally.open++;
      continue;
    }
    const arm = tally.arms[contact.arm];
    arm.customers++;
    if (success !== undefined) arm.successes++;
  }
}

function countOverall(
  trials: readonly TacticTrial[],
  events: readonly CustomerEvent[],
  arms: Arms,
  options: { readonly calendar: Calendar; readonly asOf: Date; readonly overallDays: number },
): void {
  const first = trials.find(({ tactic }) => tactic.messageClass !== "service")?.contact;
  if (first === undefined) return;
  const endsAt = windowEnd(first.decidedAt, options.overallDays, options.calendar);
  if (endsAt > options.asOf) return;
  const arm = arms[first.holdout === "all" ? "holdout" : "treatment"];
  arm.customers++;
  const past = pastOf(events, options.asOf);
  const window = { after: first.decidedAt, before: endsAt };
  if (findSuccess({ success: "order" }, first, past, window) !== undefined) arm.successes++;
}
