import { assertModel, issuesError, showValue, type Issue, type ModelHeader } from "../../kernel";
import type { Channel } from "../tactic";
import type { Stage } from "../../loyalty-loop";

/** Newest format of {@link TacticModel} that this code writes and reads. */
export const TACTIC_MODEL_VERSION = 1;

/** How often a tactic was tried and succeeded. */
export interface TacticRate {
  /** Id of the tactic. */
  readonly tactic: string;
  /** Channel it went by. */
  readonly channel: string;
  /** Stage of the customers when it was decided. */
  readonly stage: string;
  /** How often it went out, windows closed. */
  readonly tries: number;
  /** How often it succeeded within its window. */
  readonly successes: number;
}

/** What a shop's own past tells of tactics. Plain JSON. */
export interface TacticModel extends ModelHeader {
  /** The kind of model. */
  readonly kind: "tactics";
  /** The instant that the base spoke of, ISO 8601 in UTC. */
  readonly asOf: string;
  /** ISO 4217 code of `orderValues`. */
  readonly currency: string;
  /** What orders come to, in minor units: the 1st to 99th percentile; empty if there were no orders. */
  readonly orderValues: readonly number[];
  /** How often each tactic succeeded, by channel and stage. */
  readonly rates: readonly TacticRate[];
}

/**
 * Refuses a model that is invalid or has figures no shop can have.
 *
 * @throws SetiaError `INVALID_MODEL` with every fault as an issue; `NEWER_MODEL`
 */
export function assertTacticModel(model: TacticModel): void {
  assertModel(model, "tactics", TACTIC_MODEL_VERSION);
  const issues: Issue[] = [];
  const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
  const { rates, orderValues } = model as {
    readonly rates: unknown;
    readonly orderValues: unknown;
  };
  for (const [name, list] of Object.entries({ rates, orderValues })) {
    if (Array.isArray(list)) continue;
    issues.push({ path: [name], message: `is ${showValue(list)}; expected an array` });
  }
  if (issues.length > 0) throw issuesError("model", issues, "INVALID_MODEL");
  for (const [at, rate] of model.rates.entries()) {
    const given = rate as Partial<TacticRate> | null | undefined;
    for (const field of ["tries", "successes"] as const) {
      if (isCount(given?.[field])) continue;
      const message = `is ${showValue(given?.[field])}; expected a whole number, 0 or more`;
      issues.push({ path: ["rates", at, field], message });
    }
    if (Number(given?.successes) > Number(given?.tries)) {
      const message = `is ${String(given?.successes)} of ${String(given?.tries)}; expected no more successes than tries`;
      issues.push({ path: ["rates", at, "successes"], message });
    }
  }
  for (const [at, value] of model.orderValues.entries()) {
    if (Number.isFinite(value) && value >= 0) continue;
    const message = `is ${showValue(value)}; expected minor units, 0 or more`;
    issues.push({ path: ["orderValues", at], message });
  }
  if (issues.length > 0) throw issuesError("model", issues, "INVALID_MODEL");
}

/** How many tries a tactic's base rate weighs as much as. */
const PRIOR_TRIES = 20;

/** The chance of success of a tactic by channel and stage. */
export type ChanceOf = (
  tactic: { readonly id: string; readonly baseRate: number },
  channel: Channel | undefined,
  stage: Stage,
) => number;

/**
 * Makes the look-up of chances: `(successes + 20 · base rate) / (tries + 20)`, so that a few lucky or unlucky tries
 * change little and many outweigh the estimate.
 */
export function chancesOf(model: TacticModel | undefined): ChanceOf {
  const rates = new Map<string, TacticRate>();
  for (const rate of model?.rates ?? []) {
    rates.set(`${rate.tactic}\n${rate.channel}\n${rate.stage}`, rate);
  }
  if (rates.size === 0) return ({ baseRate }) => baseRate;
  return ({ id, baseRate }, channel, stage) => {
    const { tries = 0, successes = 0 } = rates.get(`${id}\n${channel ?? ""}\n${stage}`) ?? {};
    return (successes + PRIOR_TRIES * baseRate) / (tries + PRIOR_TRIES);
  };
}
