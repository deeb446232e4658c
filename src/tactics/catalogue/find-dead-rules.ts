import { ACTIVITIES, STAGES } from "../../loyalty-loop";
import type { Feature } from "../features/feature-names";
import { boundsOf, FEATURE_TABLE } from "../features/features";
import type { Conditions, FeatureRange, Tactic } from "../tactic";

/** Why a tactic can never be done, and where it says so. */
export interface DeadRule {
  /** Way to the field. */
  readonly path: readonly string[];
  /** What is wrong, and what is expected. */
  readonly message: string;
}

const WITHOUT_ORDERS: readonly string[] = ["prospect", "engaged"];

/**
 * Finds what makes a tactic impossible, though each of its parts is well formed: figures that no customer can have, or that
 * none of its stages and activities can have.
 */
export function findDeadRules(tactic: Tactic): DeadRule[] {
  const found: DeadRule[] = [];
  const { stages, activities, lifetimeLimit, when, any } = tactic;
  if (lifetimeLimit === 0) {
    found.push({ path: ["lifetimeLimit"], message: "is 0, so nobody gets it; expected 1 or more" });
  }
  if (any?.length === 0) {
    found.push({ path: ["any"], message: "is empty, so nobody gets it; expected an alternative" });
  }
  const bought = stages.filter((stage) => !WITHOUT_ORDERS.includes(stage));
  // Who has not bought is not missed before they have lapsed.
  if (bought.length === 0 && activities.every((activity) => activity === "overdue")) {
    const message = "are overdue only, which prospects and engaged never are; expected another";
    found.push({ path: ["activities"], message });
  }
  const checkAll = (conditions: Conditions, path: readonly string[]): DeadRule[] =>
    Object.entries(conditions).flatMap(([name, range]) => {
      const message = impossible(name as Feature, range, tactic);
      return message === undefined ? [] : [{ path: [...path, name], message }];
    });
  found.push(...checkAll(when, ["when"]));
  const alternatives = (any ?? []).map((one, index) => checkAll(one, ["any", String(index)]));
  return [...found, ...alternatives.flat()];
}

function impossible(feature: Feature, range: FeatureRange, tactic: Tactic): string | undefined {
  const { atLeast = -Infinity, atMost = Infinity } = range;
  const [least, most] = boundsOf(feature);
  if (atLeast > most || atMost < least) {
    return `is ${String(least)} to ${String(most)} of every customer, so nobody gets it`;
  }
  const lies = (value: number): boolean => atLeast <= value && value <= atMost;
  const { stages, activities } = tactic;
  if (feature === "depth" && !stages.some((stage) => lies(STAGES.indexOf(stage)))) {
    return "is a depth that none of its stages has, so nobody gets it";
  }
  if (feature === "absence" && !activities.some((one) => lies(ACTIVITIES.indexOf(one)))) {
    return "is an absence that none of its activities has, so nobody gets it";
  }
  const bought = stages.some((stage) => !WITHOUT_ORDERS.includes(stage));
  const needsOrders =
    FEATURE_TABLE[feature].buyersOnly === true || (feature === "orders" && atLeast > 0);
  if (needsOrders && !bought) return "needs an order, which none of its stages has";
  if (feature === "orders" && atMost < 1 && !stages.some((one) => WITHOUT_ORDERS.includes(one))) {
    return "leaves no order, which all of its stages have";
  }
  return undefined;
}
