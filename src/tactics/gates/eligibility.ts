import { reason, type Reason } from "../../kernel";
import { consentFor, reachOf } from "./consent";
import type { DecisionContext } from "../deciding/decision-context";
import type { GateResult } from "./gate";
import { FEATURES, type Feature } from "../features/feature-names";
import { FEATURE_TABLE } from "../features/features";
import type { Conditions, FeatureRange, Tactic } from "../tactic";
import type { TacticPlan } from "../deciding/tactic-plan";

/** The customer may be contacted at all, and allows this kind of message on this channel. */
export function legalGate({ tactic, channel }: TacticPlan, look: DecisionContext): GateResult[] {
  const { blockingLabels } = look.policy;
  const mark = look.view.traits.labels?.find((label) => blockingLabels.includes(label));
  const leave = consentFor(channel, tactic.messageClass, look);
  return [
    {
      gate: "legal",
      passed: mark === undefined,
      actual: mark ?? null,
      required: "not marked",
      reason:
        mark === undefined
          ? reason("tactics.not_marked", {})
          : reason("tactics.marked", { label: mark }),
    },
    {
      gate: "legal",
      passed: leave.allowed,
      actual: leave.status,
      required: leave.required,
      reason: leave.reason,
    },
  ];
}

/** The tactic is for customers of this stage and activity. */
export function stageGate(
  { tactic }: Pick<TacticPlan, "tactic">,
  { view }: DecisionContext,
): GateResult {
  const { stage, activity } = view.loyalty;
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

/** The tactic is switched on, and for this kind of customer and segment. */
export function eligibilityGate(
  { tactic }: Pick<TacticPlan, "tactic">,
  { view, policy }: DecisionContext,
): GateResult {
  const gate = "eligibility";
  if (policy.disabled.includes(tactic.id)) {
    const why = reason("tactics.switched_off", {});
    return { gate, passed: false, actual: "switched off", required: "switched on", reason: why };
  }
  if (tactic.kind !== undefined && view.kind !== tactic.kind) {
    const why = reason("tactics.wrong_kind", { required: tactic.kind });
    return { gate, passed: false, actual: view.kind ?? null, required: tactic.kind, reason: why };
  }
  const { segments } = tactic;
  if (segments !== undefined && (view.segment === undefined || !segments.includes(view.segment))) {
    const required = segments.join(",");
    const why =
      view.segment === undefined
        ? reason("tactics.no_segment", { segments: required })
        : reason("tactics.wrong_segment", { segment: view.segment, segments: required });
    return { gate, passed: false, actual: view.segment ?? null, required, reason: why };
  }
  const why = reason("tactics.eligible", {});
  return { gate, passed: true, actual: view.segment ?? null, required: "anything", reason: why };
}

/** The tactic is relevant now: every figure it depends on lies in its range. */
export function applicabilityGate(
  { tactic }: Pick<TacticPlan, "tactic">,
  look: DecisionContext,
): GateResult[] {
  const results = conditionResults(tactic.when, look);
  if (tactic.any === undefined) return results;
  let nearest: readonly GateResult[] | undefined;
  for (const alternative of tactic.any) {
    const found = conditionResults(alternative, look);
    if (nearest === undefined || failures(found) < failures(nearest)) nearest = found;
  }
  return [...results, ...(nearest ?? [])];
}

/** The same without the findings. */
export function applies({ when, any }: Tactic, look: DecisionContext): boolean {
  return hold(when, look) && (any === undefined || any.some((one) => hold(one, look)));
}

function hold(conditions: Conditions, look: DecisionContext): boolean {
  for (const feature in conditions) {
    const range = conditions[feature as Feature];
    if (range !== undefined && !lies(look.feature(feature as Feature), range)) return false;
  }
  return true;
}

function lies(
  actual: number | undefined,
  { atLeast = -Infinity, atMost = Infinity }: FeatureRange,
): boolean {
  return actual !== undefined && atLeast <= actual && actual <= atMost;
}

function failures(results: readonly GateResult[]): number {
  return results.filter((result) => !result.passed).length;
}

function conditionResults(conditions: Conditions, look: DecisionContext): GateResult[] {
  // Conditions are few and features many: only those that are named are asked for, in the order of `FEATURES`.
  const named = Object.keys(conditions) as Feature[];
  if (named.length > 1) named.sort((a, b) => FEATURES.indexOf(a) - FEATURES.indexOf(b));
  const results: GateResult[] = [];
  for (const feature of named) {
    const range = conditions[feature];
    if (range !== undefined) results.push(featureResult(feature, range, look));
  }
  return results;
}

function featureResult(feature: Feature, range: FeatureRange, look: DecisionContext): GateResult {
  const { atLeast = -Infinity, atMost = Infinity } = range;
  const actual = look.feature(feature);
  const result = {
    gate: "applicability",
    passed: lies(actual, range),
    actual: actual ?? null,
    required: range,
    reason: featureReason(feature, actual, range, lies(actual, range)),
  } as const;
  if (actual === undefined || actual >= atLeast || atLeast > atMost) return result;
  const days = Math.ceil(atLeast);
  if (FEATURE_TABLE[feature].kind !== "days" || days > atMost || days > MOST_DAYS_AHEAD)
    return result;
  return { ...result, reopensAt: look.shopCalendar.startOf(look.shopToday + days - actual) };
}

const MOST_DAYS_AHEAD = 36_525;

function featureReason(
  feature: Feature,
  actual: number | undefined,
  { atLeast, atMost }: FeatureRange,
  passed: boolean,
): Reason {
  if (actual === undefined) return reason("tactics.unknown_measure", { measure: feature });
  if (FEATURE_TABLE[feature].kind === "flag" || (atMost === 0 && atLeast === undefined)) {
    return reason(passed ? "tactics.yes_or_no" : "tactics.does_not_fit", {
      measure: feature,
      actual,
    });
  }
  if (atLeast !== undefined && atLeast === atMost) {
    return reason("tactics.exactly", { measure: feature, actual, required: atLeast });
  }
  if (atLeast !== undefined && atMost !== undefined) {
    return reason("tactics.between", { measure: feature, actual, from: atLeast, to: atMost });
  }
  return atMost === undefined
    ? reason("tactics.at_least", { measure: feature, actual, required: atLeast ?? -Infinity })
    : reason("tactics.at_most", { measure: feature, actual, required: atMost });
}

/** The customer can be reached by the channel. */
export function reachabilityGate(
  { tactic, channel }: TacticPlan,
  look: DecisionContext,
): GateResult {
  const point = reachOf(channel, tactic.messageClass, look);
  return {
    gate: "reachability",
    passed: point.reachable,
    actual: point.found,
    required: look.policy.contactPoints,
    reason: point.reason,
  };
}
