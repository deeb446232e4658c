import { assertRecord, atDoor, reason, type Reason, SetiaError, showValue } from "../../kernel";
import type { SatisfactionStatus } from "../../satisfaction";
import type { LoyaltyBehaviour, LoyaltyBehaviours } from "./behaviours";
import type { Activity } from "../stages";

/** What the index is made of: presence, the four behaviours, satisfaction. */
export const LOYALTY_COMPONENTS = [
  "presence",
  "repeat",
  "cross_buy",
  "refer",
  "resist",
  "satisfaction",
] as const;

/** One of `words.loyaltyComponents`. */
export type LoyaltyComponentName = (typeof LOYALTY_COMPONENTS)[number];

/** How much each component weighs, 0 or more; only their ratios matter. */
export type LoyaltyIndexWeights = Readonly<Record<LoyaltyComponentName, number>>;

/** Our own weights: being here and buying again weigh most, since the rest cannot make up for them. */
export const DEFAULT_LOYALTY_WEIGHTS = {
  presence: 25,
  repeat: 25,
  cross_buy: 15,
  refer: 15,
  resist: 10,
  satisfaction: 10,
} as const satisfies LoyaltyIndexWeights;

/** With less of the weights known than this, an index would say more of the gaps than of the customer. */
const LEAST_KNOWN = 0.5;

const PRESENCE: Readonly<Record<Activity, number>> = {
  active: 1,
  overdue: 0.6,
  lapsed: 0.2,
  lost: 0,
};

const CONTENT: Readonly<Record<SatisfactionStatus, number | undefined>> = {
  satisfied: 1,
  neutral: 0.5,
  recovering: 0.25,
  dissatisfied: 0,
  unknown: undefined,
};

/** One part of the index. */
export interface LoyaltyComponent {
  /** The component. */
  readonly name: LoyaltyComponentName;
  /** What it is, 0–1; missing where it is not known. */
  readonly value?: number;
  /** Its share of all weights, 0–1. */
  readonly weight: number;
  /** Points of the index that come from it, 0–100; 0 without an index. */
  readonly points: number;
}

/** How loyal a customer is, in one number that says what it is made of. */
export interface LoyaltyIndex {
  /** 0–100: the weighted mean of what is known; missing where that is less than half. */
  readonly index?: number;
  /** Share of the weights that is known, 0–1: how much the index rests on. */
  readonly known: number;
  /** What it is made of. */
  readonly components: readonly LoyaltyComponent[];
  /** The same in words. */
  readonly reasons: readonly Reason[];
}

/**
 * Puts presence, the four behaviours and satisfaction into one number. What is not known is left out and its weight
 * spread over the rest, so that it counts neither for nor against; `known` tells how much is left. Where that is less than
 * half, as for a prospect of whom nothing is known but that they are there, no index is given and the reasons say so.
 *
 * @param customer - activity, behaviours, satisfaction
 * @param weights - how much each weighs; our own if left out
 * @returns the index with its parts
 * @throws SetiaError `INVALID_OPTION` for weights that are negative or all 0
 */
export function measureLoyaltyIndex(
  customer: {
    readonly activity: Activity;
    readonly behaviours: LoyaltyBehaviours;
    readonly satisfaction: SatisfactionStatus;
  },
  weights: LoyaltyIndexWeights = DEFAULT_LOYALTY_WEIGHTS,
): LoyaltyIndex {
  assertRecord(customer, "measureLoyaltyIndex: customer");
  assertRecord(weights, "measureLoyaltyIndex: weights");
  return atDoor("measureLoyaltyIndex", () => measureLoyaltyIndexUnchecked(customer, weights));
}

function measureLoyaltyIndexUnchecked(
  customer: {
    readonly activity: Activity;
    readonly behaviours: LoyaltyBehaviours;
    readonly satisfaction: SatisfactionStatus;
  },
  weights: LoyaltyIndexWeights,
): LoyaltyIndex {
  assertWeights(weights);
  const { activity, behaviours, satisfaction } = customer;
  const strengthOf = (name: LoyaltyBehaviour): number | undefined => {
    const { met, strength } = behaviours[name];
    return met === "unknown" ? undefined : strength;
  };
  const values: Readonly<Record<LoyaltyComponentName, number | undefined>> = {
    presence: PRESENCE[activity],
    repeat: strengthOf("repeat"),
    cross_buy: strengthOf("cross_buy"),
    refer: strengthOf("refer"),
    resist: strengthOf("resist"),
    satisfaction: CONTENT[satisfaction],
  };
  const all = sum(LOYALTY_COMPONENTS.map((name) => weights[name]));
  const told = sum(
    LOYALTY_COMPONENTS.map((name) => (values[name] === undefined ? 0 : weights[name])),
  );
  const known = told / all;
  const enough = known >= LEAST_KNOWN;
  const components = LOYALTY_COMPONENTS.map((name): LoyaltyComponent => {
    const value = values[name];
    const weight = weights[name] / all;
    if (value === undefined) return { name, weight, points: 0 };
    return { name, value, weight, points: enough ? (100 * value * weights[name]) / told : 0 };
  });
  if (!enough) {
    return { known, components, reasons: [reason("loyalty.index_unknown", { known })] };
  }
  const index = Math.min(100, sum(components.map(({ points }) => points)));
  const best = components.reduce((a, b) => (b.points > a.points ? b : a));
  return {
    index,
    known,
    components,
    reasons: [
      reason("loyalty.index", { index: Math.round(index), known }),
      ...(best.points > 0
        ? [
            reason("loyalty.index_mostly", {
              component: best.name,
              points: Math.round(best.points),
            }),
          ]
        : []),
    ],
  };
}

function assertWeights(weights: LoyaltyIndexWeights): void {
  for (const name of LOYALTY_COMPONENTS) {
    const weight: unknown = weights[name];
    if (!Number.isFinite(weight) || Number(weight) < 0) {
      throw new SetiaError(
        "INVALID_OPTION",
        `measureLoyaltyIndex: weights.${name} is ${showValue(weight)}; expected a number, 0 or more`,
      );
    }
  }
  if (sum(Object.values(weights)) <= 0) {
    throw new SetiaError(
      "INVALID_OPTION",
      "measureLoyaltyIndex: all weights are 0; expected one above 0",
    );
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
