import { calendarOf, formatDay, reason, type Reason } from "../kernel";
import type { CustomerView } from "../view";
import type { Economics } from "./economics";
import { isDays, type TacticPolicy } from "./policy";
import { MEASURES, type Measure, type MeasureRange, type Tactic } from "./tactic";

/** What may stand in the way of a tactic, in the order in which it is looked at. */
export const GATES = ["stage", "applicability", "economics", "cooldown"] as const;

/** One of {@link GATES}. */
export type Gate = (typeof GATES)[number];

/** The finding of one gate. */
export interface GateResult {
  /** Which gate. */
  readonly gate: Gate;
  /** Whether the tactic may pass. */
  readonly passed: boolean;
  /** The figure or words found; `null` if not known. */
  readonly actual: number | string | null;
  /** What the tactic needs. */
  readonly required: MeasureRange | string;
  /**
   * First instant at which it would pass if nothing else happens; given for cooldowns and for figures that
   * count days since something.
   */
  readonly reopensAt?: Date;
  /** The same in words. */
  readonly reason: Reason;
}

/**
 * Looks at every gate of a tactic; none is cut short, so that a "no" shows all that stands in the way.
 *
 * @param tactic - what might be done
 * @param view - for whom
 * @param measures - the figures of that view
 * @param economics - what it may bring
 * @param policy - cooldowns
 * @returns one result per gate and figure: stage, applicability, economics, cooldown
 */
export function checkGates(
  tactic: Tactic,
  view: CustomerView<string>,
  measures: Readonly<Record<Measure, number | undefined>>,
  economics: Economics,
  policy: TacticPolicy,
): GateResult[] {
  return [
    stageGate(tactic, view),
    ...MEASURES.flatMap((measure) => {
      const range = tactic.when[measure];
      return range === undefined ? [] : [measureGate(measure, measures[measure], range, view)];
    }),
    ...economicsGate(economics),
    cooldownGate(tactic, view, policy),
  ];
}

function stageGate(tactic: Tactic, { loyalty }: CustomerView<string>): GateResult {
  const { stage, activity } = loyalty;
  const passed = tactic.stages.includes(stage) && tactic.activities.includes(activity);
  const stages = tactic.stages.join(",");
  const activities = tactic.activities.join(",");
  return {
    gate: "stage",
    passed,
    actual: `${stage} ${activity}`,
    required: `${stages} ${activities}`,
    reason: passed
      ? reason("tactics.stage", { stage, activity })
      : reason("tactics.wrong_stage", { stage, activity, stages, activities }),
  };
}

/** Figures that grow by one each day on which nothing happens. */
const GROWING: readonly Measure[] = [
  "days_since_first_order",
  "days_since_last_order",
  "days_since_contact",
];

function measureGate(
  measure: Measure,
  actual: number | undefined,
  range: MeasureRange,
  view: CustomerView<string>,
): GateResult {
  const { atLeast = -Infinity, atMost = Infinity } = range;
  const result = {
    gate: "applicability",
    passed: actual !== undefined && atLeast <= actual && actual <= atMost,
    actual: actual ?? null,
    required: range,
    reason: measureReason(measure, actual, range),
  } as const;
  if (actual === undefined || actual >= atLeast || atLeast > atMost) return result;
  const days = Math.ceil(atLeast);
  if (!GROWING.includes(measure) || days > atMost || !isDays(days)) return result;
  const calendar = calendarOf(view.timeZone);
  const day = calendar.dayOf(view.asOf) + days - actual;
  return { ...result, reopensAt: calendar.startOf(day) };
}

function measureReason(
  measure: Measure,
  actual: number | undefined,
  { atLeast, atMost }: MeasureRange,
): Reason {
  if (actual === undefined) return reason("tactics.unknown_measure", { measure });
  if (atLeast !== undefined && atLeast === atMost) {
    return reason("tactics.exactly", { measure, actual, required: atLeast });
  }
  if (atLeast !== undefined && atMost !== undefined) {
    return reason("tactics.between", { measure, actual, from: atLeast, to: atMost });
  }
  return atMost === undefined
    ? reason("tactics.at_least", { measure, actual, required: atLeast ?? -Infinity })
    : reason("tactics.at_most", { measure, actual, required: atMost });
}

/** What gives away more than it can win is not done. */
function economicsGate({ worth, reason: figures }: Economics): GateResult[] {
  if (figures === undefined) return [];
  const passed = worth >= 0;
  return [{ gate: "economics", passed, actual: worth, required: { atLeast: 0 }, reason: figures }];
}

function cooldownGate(
  tactic: Tactic,
  view: CustomerView<string>,
  policy: TacticPolicy,
): GateResult {
  const calendar = calendarOf(view.timeZone);
  const own = tactic.cooldownDays ?? policy.cooldownDays;
  const rests = view.contacts
    .filter((contact) => contact.tactic === tactic.id)
    .flatMap(({ deliveredAt, rejectedAt }) => [
      ...restFrom(deliveredAt, own),
      ...restFrom(rejectedAt, Math.max(own, policy.cooldownAfterRejectionDays)),
    ])
    .map(({ at, days }) => ({ usedOn: calendar.dayOf(at), days }))
    .sort((a, b) => b.usedOn + b.days - (a.usedOn + a.days));
  const [longest] = rests;
  if (longest === undefined) {
    return {
      gate: "cooldown",
      passed: true,
      actual: null,
      required: `${String(own)} days of rest`,
      reason: reason("tactics.never_used", {}),
    };
  }
  const { usedOn, days } = longest;
  const until = calendar.startOf(usedOn + days);
  const passed = view.asOf >= until;
  const day = formatDay(usedOn);
  return {
    gate: "cooldown",
    passed,
    actual: calendar.dayOf(view.asOf) - usedOn,
    required: `${String(days)} days of rest`,
    ...(passed ? {} : { reopensAt: until }),
    reason: passed
      ? reason("tactics.rested", { day, days })
      : reason("tactics.resting", { day, days, until: formatDay(usedOn + days) }),
  };
}

function restFrom(at: Date | undefined, days: number): { at: Date; days: number }[] {
  return at === undefined ? [] : [{ at, days }];
}
