import { SetiaError, assertModel, type ModelHeader } from "../../kernel";
import type { CrossSellRule } from "../cross-sell-rule";

/** Newest format of {@link CrossSellModel} that this code writes and reads. */
export const CROSS_SELL_MODEL_VERSION = 2;

/** How often a thing was bought. */
export interface Popularity {
  /** Baskets that hold it. */
  readonly baskets: number;
  /** Customers who bought it; 0 where customers are not known. */
  readonly customers: number;
}

/** A product that was bought. */
export interface ModelItem extends Popularity {
  /** The product's id in the catalogue. */
  readonly sku: string;
  /** Place of its category in the model's `categories`, if it is known. */
  readonly category?: number;
  /** Median days until a customer buys it again, if enough did. */
  readonly repeatDays?: number;
}

/**
 * Rules of one thing to another by their counts. The row of each thing holds, best first, the place of another thing and the number
 * of baskets (or customers) with both, in turn.
 */
export type PairRows = readonly (readonly number[])[];

/** What goes with what, fitted on the baskets of a whole base. Plain JSON. */
export interface CrossSellModel extends ModelHeader {
  /** The kind of model. */
  readonly kind: "cross_sell";
  /** The instant up to which orders were looked at, ISO 8601 in UTC. */
  readonly asOf: string;
  /** Baskets it was fitted on. */
  readonly baskets: number;
  /** Customers it was fitted on; 0 where they are not known. */
  readonly customers: number;
  /** The shop's own rules, in its own order. */
  readonly written: readonly CrossSellRule[];
  /** Every product bought, that in most baskets first, then by sku. */
  readonly items: readonly ModelItem[];
  /** Every category bought from, likewise. */
  readonly categories: readonly (Popularity & { readonly category: string })[];
  /** Products in one basket. */
  readonly together: PairRows;
  /** Products of one customer. */
  readonly alsoBought: PairRows;
  /** Categories in one basket. */
  readonly categoriesTogether: PairRows;
  /** Categories of one customer. */
  readonly categoriesAlsoBought: PairRows;
}

/** Counts the rules that a model keeps. */
export function countRules(model: CrossSellModel): number {
  const pairs = [...model.together, ...model.alsoBought];
  return model.written.length + pairs.reduce((sum, row) => sum + row.length / 2, 0);
}

/**
 * Refuses what is no model of this format.
 *
 * @throws SetiaError `INVALID_MODEL` for another kind or an older format, `NEWER_MODEL`
 */
export function assertCrossSellModel(model: CrossSellModel): void {
  assertModel(model, "cross_sell", CROSS_SELL_MODEL_VERSION);
  if (model.version === CROSS_SELL_MODEL_VERSION) return;
  throw new SetiaError(
    "INVALID_MODEL",
    `model: "cross_sell" has format ${String(model.version)}, which knows no customers; expected ${String(CROSS_SELL_MODEL_VERSION)}, so refit`,
  );
}
