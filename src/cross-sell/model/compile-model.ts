import {
  assertCrossSellModel,
  type CrossSellModel,
  type PairRows,
  type Popularity,
} from "./cross-sell-model";
import { fileMeasured, isMeasured, type CountedRules } from "../mining/measured-rules";
import { BASKET_RANKING, CUSTOMER_RANKING, type Ranking } from "./rankings";
import { indexRules, type RuleIndex } from "../offers/rule-holds";

/** Rows of a table of pairs, one after the other, with what each pair is worth. */
export interface CompiledPairs {
  /** Where the row of each thing begins; one more than there are things. */
  readonly starts: Int32Array;
  /** The other thing of each pair. */
  readonly others: Int32Array;
  /** Baskets or customers with both. */
  readonly counts: Int32Array;
  /** What the pair is ranked by. */
  readonly scores: Float64Array;
}

/** A model prepared for many questions. */
export interface CompiledModel {
  /** The model. */
  readonly model: CrossSellModel;
  /** Place of each sku. */
  readonly places: ReadonlyMap<string, number>;
  /** Place of each category. */
  readonly categoryPlaces: ReadonlyMap<string, number>;
  /** Places of the products of each category, most bought first. */
  readonly members: readonly (readonly number[])[];
  /** Products in one basket. */
  readonly together: CompiledPairs;
  /** Products of one customer. */
  readonly alsoBought: CompiledPairs;
  /** Categories in one basket. */
  readonly categoriesTogether: CompiledPairs;
  /** Categories of one customer. */
  readonly categoriesAlsoBought: CompiledPairs;
  /** Rules that make offers, but those of the next line. */
  readonly offering: RuleIndex;
  /** Mined rules of products among them. */
  readonly measured: CountedRules;
  /** Rules that forbid them. */
  readonly forbidding: RuleIndex;
  /** Room for sums over products, all 0 between two questions. */
  readonly sums: readonly [Float64Array, Float64Array];
}

let compiled: WeakMap<CrossSellModel, CompiledModel> | undefined;

/**
 * Makes a model ready, once for each; nothing of it shows.
 *
 * @throws SetiaError `INVALID_MODEL`, `NEWER_MODEL`
 */
export function compileModel(model: CrossSellModel): CompiledModel {
  compiled ??= new WeakMap();
  const known = compiled.get(model);
  if (known !== undefined) return known;
  assertCrossSellModel(model);
  const { items, categories, baskets, customers, written } = model;
  const members: number[][] = categories.map(() => []);
  items.forEach(({ category }, place) => {
    if (category !== undefined) members[category]?.push(place);
  });
  const made: CompiledModel = {
    model,
    places: new Map(items.map(({ sku }, place) => [sku, place])),
    categoryPlaces: new Map(categories.map(({ category }, place) => [category, place])),
    members,
    together: compilePairs(model.together, items, "baskets", baskets, BASKET_RANKING),
    alsoBought: compilePairs(model.alsoBought, items, "customers", customers, CUSTOMER_RANKING),
    categoriesTogether: compilePairs(
      model.categoriesTogether,
      categories,
      "baskets",
      baskets,
      BASKET_RANKING,
    ),
    categoriesAlsoBought: compilePairs(
      model.categoriesAlsoBought,
      categories,
      "customers",
      customers,
      CUSTOMER_RANKING,
    ),
    offering: indexRules(written.filter((rule) => rule.never !== true && !isMeasured(rule))),
    measured: fileMeasured(written.filter(isMeasured)),
    forbidding: indexRules(written.filter((rule) => rule.never === true)),
    sums: [new Float64Array(items.length), new Float64Array(items.length)],
  };
  compiled.set(model, made);
  return made;
}

function compilePairs(
  rows: PairRows,
  things: readonly Popularity[],
  unit: keyof Popularity,
  total: number,
  { strength, weight }: Ranking,
): CompiledPairs {
  const starts = new Int32Array(things.length + 1);
  rows.forEach((row, place) => (starts[place + 1] = starts[place]! + row.length / 2));
  const size = starts[things.length]!;
  const others = new Int32Array(size);
  const counts = new Int32Array(size);
  const scores = new Float64Array(size);
  const weights = Float64Array.from(things, (thing) => weight(thing[unit], total));
  let pair = 0;
  rows.forEach((row, place) => {
    const antecedentCount = things[place]?.[unit] ?? 0;
    for (let i = 0; i < row.length; i += 2) {
      const other = row[i]!;
      const count = row[i + 1]!;
      others[pair] = other;
      counts[pair] = count;
      scores[pair++] = strength(count, antecedentCount) * weights[other]!;
    }
  });
  return { starts, others, counts, scores };
}
