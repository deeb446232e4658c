import { assertInstant } from "../../kernel";
import type { Product } from "../../purchases";
import type { CrossSellRule } from "../cross-sell-rule";
import { assertBetween } from "../mining/minimum-support";

/** Options of `fitCrossSell`. */
export interface FitCrossSellOptions {
  /** Later orders are ignored. */
  readonly asOf: Date;
  /** The shop's own rules; they are checked as `defineCrossSellRules` does. Mined ones may be among them. */
  readonly rules?: readonly CrossSellRule[];
  /** The catalogue by sku, for categories; those of order lines are known without it. */
  readonly products?: ReadonlyMap<string, Product>;
  /** Smallest number of baskets, or customers, that must hold both items, 1 or more; 2 if left out. */
  readonly minCount?: number;
  /** The lift that must be exceeded, 0 or more; 1 if left out, so that only items that belong together are kept. */
  readonly minLift?: number;
  /** How many rules are kept per item and table, best first, 0 or more; 50 if left out. */
  readonly rulesPerItem?: number;
}

/** The thresholds of a model. */
export type CrossSellThresholds = Required<
  Pick<FitCrossSellOptions, "minCount" | "minLift" | "rulesPerItem">
>;

/**
 * Checks the thresholds of a model and fills in the defaults.
 *
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_OPTION`
 */
export function crossSellThresholds(options: FitCrossSellOptions): CrossSellThresholds {
  const { asOf, minCount = 2, minLift = 1, rulesPerItem = 50 } = options;
  assertInstant(asOf, "fitCrossSell: asOf");
  assertBetween("fitCrossSell: minCount", minCount, 1, Number.MAX_SAFE_INTEGER);
  assertBetween("fitCrossSell: minLift", minLift, 0, Infinity);
  assertBetween("fitCrossSell: rulesPerItem", rulesPerItem, 0, Number.MAX_SAFE_INTEGER);
  return { minCount, minLift, rulesPerItem };
}
