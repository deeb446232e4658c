import {
  assertFields,
  assertInstant,
  type Calendar,
  calendarOf,
  SetiaError,
  showValue,
} from "../../kernel";
import { assertSatisfactionPolicy } from "../../satisfaction";
import { assertActivityLines } from "./activity-lines";
import { tableFindings, type LoopNumber, type StageInput } from "./loop-table";
import {
  DEFAULT_LOYALTY_POLICY,
  type LoyaltyPolicies,
  type LoyaltyPolicy,
  RISING,
  WHOLE_DAYS,
} from "./policy";

/**
 * Refuses a policy whose thresholds contradict one another or whose table is not sound.
 *
 * @throws SetiaError `INVALID_OPTION` or `INVALID_TIME_ZONE`
 */
export function assertThresholds(policy: LoyaltyPolicy<string>): void {
  assertFields(policy, DEFAULT_LOYALTY_POLICY, "loyalty policy");
  calendarOf(policy.timeZone);
  for (const name of Object.keys(DEFAULT_LOYALTY_POLICY) as (keyof LoyaltyPolicy)[]) {
    if (NO_NUMBERS.some((other) => other === name)) continue;
    const value: unknown = policy[name];
    if (!Number.isFinite(value) || Number(value) <= 0) {
      throw refused(name, value, "a number above 0, as in { ...DEFAULT_LOYALTY_POLICY, … }");
    }
  }
  for (const name of WHOLE_DAYS) {
    if (!Number.isInteger(policy[name])) throw refused(name, policy[name], "a whole number");
  }
  for (const names of RISING) {
    names.slice(1).forEach((name, index) => {
      const before = names[index] ?? name;
      if (policy[before] >= policy[name]) {
        throw new SetiaError(
          "INVALID_OPTION",
          `loyalty policy: ${before} is ${String(policy[before])} and ${name} ${String(policy[name])}; expected the former to be less`,
        );
      }
    });
  }
  for (const name of ["satisfaction", "table"] as const) {
    const value: unknown = policy[name];
    if (typeof value !== "object" || value === null) {
      throw refused(name, value, "what DEFAULT_LOYALTY_POLICY has, or one of your own");
    }
  }
  assertSatisfactionPolicy(policy.satisfaction);
  if (policy.activityLines != null) assertActivityLines(policy.activityLines);
  const [finding] = tableFindings(policy.table, policy);
  if (finding !== undefined) {
    throw new SetiaError(
      "INVALID_OPTION",
      `loyalty policy: table: ${finding}; expected a table that defineLoopTable finds no fault with`,
    );
  }
}

/** Fields of a policy that are no number. */
const NO_NUMBERS = ["timeZone", "satisfaction", "activityLines", "table"] as const;

/** Makes the error of a policy. */
export function refused(name: string, value: unknown, expected: string): SetiaError {
  return new SetiaError(
    "INVALID_OPTION",
    `loyalty policy: ${name} is ${showValue(value)}; expected ${expected}`,
  );
}

/** A condition with its numbers looked up. */
export interface CompiledCondition {
  /** What is measured. */
  readonly measure: StageInput;
  /** Least value; −∞ where there is none. */
  readonly atLeast: number;
  /** First value too large; ∞ where there is none. */
  readonly below: number;
}

/** A way to another stage, with its numbers looked up. */
export interface CompiledRule {
  /** Index of the stage. */
  readonly to: number;
  /** What must hold, all of it. */
  readonly when: readonly CompiledCondition[];
  /** Days at the stage before. */
  readonly afterDays: number;
  /** Least `steadyDays`, which time alone brings; −∞ where none are asked for. */
  readonly steadyDays: number;
}

/** A policy prepared for the machine. */
export interface CompiledPolicy {
  /** As it was given. */
  readonly policy: LoyaltyPolicy<string>;
  /** Names of the stages, shallow first. */
  readonly stages: readonly string[];
  /** Length of the loyal window in days. */
  readonly windowDays: number;
  /** For each stage the ways to deeper ones. */
  readonly up: readonly (readonly CompiledRule[])[];
  /** For each stage the ways to shallower ones. */
  readonly down: readonly (readonly CompiledRule[])[];
}

/** The policies of a history, one after the other. */
export interface Timeline {
  /** Whose days are counted. */
  readonly calendar: Calendar;
  /** Names of the stages, shallow first. */
  readonly stages: readonly string[];
  /** At least one; `from` in milliseconds, −∞ for the first. */
  readonly phases: readonly { readonly from: number; readonly compiled: CompiledPolicy }[];
}

// Policies are plain values that never change, so what is made of one can be remembered and nothing shows.
let compiledPolicies: WeakMap<LoyaltyPolicy<string>, CompiledPolicy> | undefined;

let moved:
  | WeakMap<LoyaltyPolicies, { readonly timeZone: string; readonly policies: LoyaltyPolicies }>
  | undefined;

let timelines: WeakMap<LoyaltyPolicies<string>, Timeline> | undefined;

/**
 * Checks policies and makes them ready.
 *
 * @throws SetiaError `INVALID_OPTION`, `INVALID_INSTANT` or `INVALID_TIME_ZONE`
 */
export function timelineOf(policies: LoyaltyPolicies<string>): Timeline {
  timelines ??= new WeakMap();
  let timeline = timelines.get(policies);
  if (timeline === undefined) {
    timeline = isDated(policies) ? datedTimeline(policies) : steadyTimeline(policies);
    timelines.set(policies, timeline);
  }
  return timeline;
}

/** Gives policies with the calendar of another zone, the same object each time. */
export function policiesIn(policies: LoyaltyPolicies, timeZone: string): LoyaltyPolicies {
  const all = isDated(policies) ? policies.map(({ policy }) => policy) : [policies];
  if (all.every((policy) => policy.timeZone === timeZone)) return policies;
  moved ??= new WeakMap();
  const known = moved.get(policies);
  if (known?.timeZone === timeZone) return known.policies;
  const inZone = isDated(policies)
    ? policies.map(({ from, policy }) => ({ from, policy: { ...policy, timeZone } }))
    : { ...policies, timeZone };
  moved.set(policies, { timeZone, policies: inZone });
  return inZone;
}

/** Finds the policy that holds at an instant. */
export function policyAt(policies: LoyaltyPolicies, at: Date): LoyaltyPolicy {
  if (!isDated(policies)) return policies;
  const held = policies.findLast(({ from }) => from <= at) ?? policies[0];
  return held?.policy ?? DEFAULT_LOYALTY_POLICY;
}

/**
 * Refuses policies whose thresholds contradict one another or whose table is not sound.
 *
 * @throws SetiaError as {@link timelineOf}
 */
export function assertLoyaltyPolicy<Name extends string>(policies: LoyaltyPolicies<Name>): void {
  timelineOf(policies);
}

function isDated<Name extends string>(
  policies: LoyaltyPolicies<Name>,
): policies is Extract<LoyaltyPolicies<Name>, readonly unknown[]> {
  return Array.isArray(policies);
}

function steadyTimeline(policy: LoyaltyPolicy<string>): Timeline {
  const compiled = compile(policy);
  const { stages } = compiled;
  return {
    calendar: calendarOf(policy.timeZone),
    stages,
    phases: [{ from: -Infinity, compiled }],
  };
}

function datedTimeline(dated: Extract<LoyaltyPolicies<string>, readonly unknown[]>): Timeline {
  const [first] = dated;
  if (first === undefined) {
    throw new SetiaError(
      "INVALID_OPTION",
      "loyalty policies: there is none; expected at least one",
    );
  }
  const { calendar, stages } = steadyTimeline(first.policy);
  const phases = dated.map(({ from, policy }, index) => {
    assertInstant(from, `loyalty policies: [${String(index)}].from`);
    const before = dated[index - 1];
    if (before !== undefined && before.from >= from) {
      throw refused(
        `[${String(index)}].from`,
        from.toISOString(),
        "a later instant than before it",
      );
    }
    const compiled = compile(policy);
    if (
      policy.timeZone !== first.policy.timeZone ||
      compiled.stages.join("\n") !== stages.join("\n")
    ) {
      throw refused(
        `[${String(index)}].policy`,
        "another one",
        "the time zone and stages of the first",
      );
    }
    return { from: before === undefined ? -Infinity : from.getTime(), compiled };
  });
  return { calendar, stages, phases };
}

function compile(policy: LoyaltyPolicy<string>): CompiledPolicy {
  compiledPolicies ??= new WeakMap();
  let compiled = compiledPolicies.get(policy);
  if (compiled === undefined) {
    const whole = withLaterThresholds(policy);
    assertThresholds(whole);
    compiled = compileChecked(whole);
    compiledPolicies.set(policy, compiled);
  }
  return compiled;
}

/** Policies that were stored by 0.1.0 have no such days; its tables do not ask for them either. */
function withLaterThresholds(policy: LoyaltyPolicy<string>): LoyaltyPolicy<string> {
  const { loyalAfterDays } = policy as Partial<LoyaltyPolicy<string>>;
  return loyalAfterDays === undefined
    ? { ...policy, loyalAfterDays: DEFAULT_LOYALTY_POLICY.loyalAfterDays }
    : policy;
}

function compileChecked(policy: LoyaltyPolicy<string>): CompiledPolicy {
  const { stages, rules } = policy.table;
  const numberOf = (given: LoopNumber | undefined, otherwise: number): number =>
    typeof given === "string" ? policy[given] : (given ?? otherwise);
  const waysFrom = (stage: string, deeper: boolean): CompiledRule[] =>
    rules
      .filter(({ from, to }) => from.includes(stage) && isDeeper(stages, stage, to) === deeper)
      .map(({ to, when, afterDays }) => ({
        to: stages.indexOf(to),
        afterDays: numberOf(afterDays, 0),
        steadyDays: Math.ceil(numberOf(when.steadyDays?.atLeast, -Infinity)),
        when: (Object.keys(when) as StageInput[]).map((measure) => ({
          measure,
          atLeast: numberOf(when[measure]?.atLeast, -Infinity),
          below: numberOf(when[measure]?.below, Infinity),
        })),
      }));
  return {
    policy,
    stages,
    windowDays: loyalWindow(policy),
    up: stages.map((stage) => waysFrom(stage, true)),
    down: stages.map((stage) => waysFrom(stage, false)),
  };
}

function isDeeper(stages: readonly string[], from: string, to: string): boolean {
  return stages.indexOf(to) > stages.indexOf(from);
}

/** Gives the length of the window in which order days make a customer loyal. */
export function loyalWindow(policy: LoyaltyPolicy<string>): number {
  return Math.max(policy.loyalWindowDays, Math.ceil(6 * policy.priorCadenceDays));
}
