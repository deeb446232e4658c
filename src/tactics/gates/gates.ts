import type { DecisionContext } from "../deciding/decision-context";
import { GATES, type Gate, type GateResult } from "./gate";
import {
  applicabilityGate,
  applies,
  eligibilityGate,
  legalGate,
  reachabilityGate,
  stageGate,
} from "./eligibility";
import { budgetGate, capsGate, economicsGate, holdoutGate, quietHoursGate } from "./limits";
import { conflictGate, cooldownGate, fatigueGate, suitabilityGate } from "./timing";
import type { Tactic } from "../tactic";
import type { TacticPlan } from "../deciding/tactic-plan";

type Found = GateResult | readonly GateResult[];
type Check = (plan: TacticPlan, look: DecisionContext) => Found;
type TacticCheck = (plan: Pick<TacticPlan, "tactic">, look: DecisionContext) => Found;

/** How each gate is looked at. */
const CHECKS: Readonly<Record<Gate, Check>> = {
  legal: legalGate,
  stage: stageGate,
  eligibility: eligibilityGate,
  applicability: applicabilityGate,
  suitability: suitabilityGate,
  reachability: reachabilityGate,
  cooldown: cooldownGate,
  fatigue: fatigueGate,
  conflict: conflictGate,
  economics: economicsGate,
  caps: capsGate,
  quiet_hours: quietHoursGate,
  budget: budgetGate,
  holdout: holdoutGate,
};

/** Gates that speak of customer and tactic alone, beside stage and applicability. */
const ABOUT_TACTIC = [
  eligibilityGate,
  suitabilityGate,
  cooldownGate,
  conflictGate,
  fatigueGate,
] as const satisfies readonly TacticCheck[];

/** Gates that speak of how it would be done too. */
const ABOUT_PLAN = [economicsGate, reachabilityGate, legalGate] as const satisfies readonly Check[];

/** Gates of what else goes out, of the hour and of what all customers share: what fits may still have to wait for them. */
const ABOUT_THE_REST: readonly Gate[] = ["caps", "quiet_hours", "budget", "holdout"];

/** Looks at every gate of a tactic; none is cut short, so that a "no" shows all that stands in the way. */
export function checkGates(plan: TacticPlan, look: DecisionContext): GateResult[] {
  return GATES.flatMap((gate) => CHECKS[gate](plan, look));
}

/**
 * Whether a tactic is right for a customer, however it is done, looking no further than the first gate that says no.
 */
export function fitsTactic(tactic: Tactic, look: DecisionContext): boolean {
  const { stage, activity } = look.view.loyalty;
  // Most tactics end here, before anything is worked out.
  if (!tactic.stages.includes(stage) || !tactic.activities.includes(activity)) return false;
  if (!applies(tactic, look)) return false;
  return ABOUT_TACTIC.every((check) => allPassed(check({ tactic }, look)));
}

/** Whether a tactic that fits can be done as planned. */
export function fitsPlan(plan: TacticPlan, look: DecisionContext): boolean {
  return ABOUT_PLAN.every((check) => allPassed(check(plan, look)));
}

/** Gates of how to get to a customer for whom the tactic itself is right. */
const ABOUT_THE_WAY: readonly Gate[] = ["legal", "reachability"];

/**
 * From all findings, whether the tactic itself is right, though it may not or cannot reach the customer: there is no consent, no
 * address, or it must wait.
 */
export function wouldBeRight(gates: readonly GateResult[]): boolean {
  return gates.every(
    ({ gate, passed }) => passed || ABOUT_THE_WAY.includes(gate) || ABOUT_THE_REST.includes(gate),
  );
}

function allPassed(found: Found): boolean {
  return "gate" in found ? found.passed : found.every(({ passed }) => passed);
}

/** From all findings, whether a tactic fits. */
export function foundFit(gates: readonly GateResult[]): boolean {
  return gates.every(({ gate, passed }) => passed || ABOUT_THE_REST.includes(gate));
}
