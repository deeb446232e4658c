import type { ModelHeader } from "../kernel";
import type { Channel } from "./channels";
import type { Stage } from "../loyalty-loop";

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
  /** Tells the kind of model. */
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

/** How many tries a tactic's base rate weighs as much as. */
const PRIOR_TRIES = 20;

/** Tells the chance of success of a tactic by channel and stage. */
export type ChanceOf = (
  tactic: { readonly id: string; readonly baseRate: number },
  channel: Channel | undefined,
  stage: Stage,
) => number;

/**
 * Makes the look-up of chances: `(successes + 20 · base rate) / (tries + 20)`, so that a few lucky or unlucky tries
 * change little and many outweigh the estimate.
 *
 * @param model - measured rates, if there are any
 * @returns the look-up
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
