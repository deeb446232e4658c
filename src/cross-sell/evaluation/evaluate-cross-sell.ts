import {
  byHabit,
  casesOf,
  lastBaskets,
  skusOf,
  timeParts,
  type EvaluationPart,
  type EvaluationTask,
} from "./evaluation-cases";
import {
  defined,
  assertInstant,
  assertIterable,
  assertOptions,
  atDoor,
  compareCodePoints,
  type OptionNames,
  SetiaError,
} from "../../kernel";
import { keptLines, orderStands, type Order, type Product } from "../../purchases";
import {
  estimate,
  QUALITIES,
  qualityOf,
  type Estimate,
  type OfferQuality,
} from "./evaluation-figures";
import type { FitCrossSellOptions } from "../model/cross-sell-options";
import { fitCrossSell } from "../model/fit-cross-sell";
import { assertBetween } from "../mining/minimum-support";
import { recommendCrossSell } from "../offers/recommend-cross-sell";
import type { RecommendCrossSellOptions } from "../offers/cross-sell-context";

/** What was offered: by the model, what is bought most, or what the customer buys most and then what all do. */
export const OFFER_METHODS = ["model", "popularity", "repeat"] as const;

/** One of `words.offerMethods`. */
export type OfferMethod = (typeof OFFER_METHODS)[number];

/** Options of {@link evaluateCrossSell}. */
export interface EvaluateCrossSellOptions {
  /** Later orders are ignored. */
  readonly asOf: Date;
  /**
   * What is asked. `"basket"`: which item was taken out of a basket (of two or more). `"new"`: what a customer who
   * has bought before buys next for the first time. `"all"`: what such a customer buys next at all.
   */
  readonly task: EvaluationTask;
  /**
   * What is held out. `"time"` (if left out): the later half of the orders in `splits` parts, one after the other, each
   * foretold from all orders before it. `"last_basket"`: the last order of every customer, foretold from all others.
   */
  readonly holdOut?: "time" | "last_basket";
  /** Number of parts of a time split, 1–30; 5 if left out. */
  readonly splits?: number;
  /** How many offers count, 1 or more; 10 if left out. */
  readonly k?: number;
  /** The catalogue by sku. */
  readonly products?: ReadonlyMap<string, Product>;
  /** How the model is fitted; the defaults if left out. */
  readonly fit?: Omit<FitCrossSellOptions, "asOf" | "products">;
  /** How offers are weighed; not at all if left out. */
  readonly weights?: RecommendCrossSellOptions["weights"];
}

/** How good a method was. */
export interface MethodQuality extends OfferQuality {
  /** Share of all products that it offered to anybody, 0–1. */
  readonly coverage: number;
}

/** What {@link evaluateCrossSell} found. */
export interface CrossSellEvaluation {
  /** Number of parts of a time split, or 1. */
  readonly splits: number;
  /** Baskets or customers that were foretold. */
  readonly cases: number;
  /** How many offers counted. */
  readonly k: number;
  /** Each method; intervals are over the splits, or with one split over the cases. */
  readonly methods: Readonly<Record<OfferMethod, MethodQuality>>;
  /** The model less popularity, case by case, likewise; above 0 it is better. */
  readonly gain: OfferQuality;
}

const EVALUATE_CROSS_SELL_OPTIONS: OptionNames<EvaluateCrossSellOptions> = {
  asOf: true,
  task: true,
  holdOut: true,
  splits: true,
  k: true,
  products: true,
  fit: true,
  weights: true,
};

/**
 * Measures how well offers foretell what is then bought, beside what any shop can do without a model. Only orders before
 * the held-out ones are learned from.
 *
 * @param orders - with lines
 * @param options - task, what is held out, how the model is fitted
 * @returns hit rate, recall, discounted gain and coverage of each method, with 95 % intervals
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_OPTION`; `EMPTY_BASE` if there is nothing to foretell
 */
export function evaluateCrossSell(
  orders: Iterable<Order>,
  options: EvaluateCrossSellOptions,
): CrossSellEvaluation {
  assertIterable(orders, "evaluateCrossSell: orders");
  assertOptions(options, EVALUATE_CROSS_SELL_OPTIONS, "evaluateCrossSell");
  return atDoor("evaluateCrossSell", () => evaluateCrossSellUnchecked(orders, options));
}

function evaluateCrossSellUnchecked(
  orders: Iterable<Order>,
  options: EvaluateCrossSellOptions,
): CrossSellEvaluation {
  const { asOf, task, holdOut = "time", splits = 5, k = 10 } = options;
  assertInstant(asOf, "evaluateCrossSell: asOf");
  assertBetween("evaluateCrossSell: splits", splits, 1, 30);
  assertBetween("evaluateCrossSell: k", k, 1, 1000);
  const sorted = [...orders]
    .filter((order) => orderStands(order, asOf))
    .map((order): Order => ({ ...order, lines: keptLines(order, asOf), refunds: [] }))
    .filter(({ lines = [] }) => lines.length > 0)
    .sort((a, b) => a.placedAt.getTime() - b.placedAt.getTime() || compareCodePoints(a.id, b.id));
  const parts = holdOut === "time" ? timeParts(sorted, Math.floor(splits)) : [lastBaskets(sorted)];
  const measured = parts.map((part) => measurePart(part, task, k, options));
  const cases = measured.reduce((sum, part) => sum + part.cases.length, 0);
  if (cases === 0) {
    throw new SetiaError(
      "EMPTY_BASE",
      `evaluateCrossSell: no order can be foretold for "${task}" out of ${String(sorted.length)}; expected customers with several orders, or baskets with several items`,
    );
  }
  const figure = (of: (one: Measured) => number): Estimate => {
    const filled = measured.filter((part) => part.cases.length > 0);
    return filled.length > 1
      ? estimate(
          filled.map(
            ({ cases: list }) => list.reduce((sum, one) => sum + of(one), 0) / list.length,
          ),
        )
      : estimate(filled.flatMap((part) => part.cases.map(of)));
  };
  const qualities = (of: (one: Measured, quality: keyof OfferQuality) => number): OfferQuality =>
    Object.fromEntries(
      QUALITIES.map((quality) => [quality, figure((one) => of(one, quality))]),
    ) as unknown as OfferQuality;
  const skus = new Set(sorted.flatMap(skusOf));
  return {
    splits: measured.length,
    cases,
    k,
    methods: Object.fromEntries(
      OFFER_METHODS.map((method) => [
        method,
        {
          ...qualities((one, quality) => one[method][quality]),
          coverage: new Set(measured.flatMap((part) => [...part.offered[method]])).size / skus.size,
        },
      ]),
    ) as unknown as CrossSellEvaluation["methods"],
    gain: qualities((one, quality) => one.model[quality] - one.popularity[quality]),
  };
}

type Measured = Readonly<Record<OfferMethod, OfferQuality<number>>>;

function measurePart(
  part: EvaluationPart,
  task: EvaluationTask,
  k: number,
  options: EvaluateCrossSellOptions,
): { cases: readonly Measured[]; offered: Readonly<Record<OfferMethod, ReadonlySet<string>>> } {
  const { asOf, products, weights } = options;
  const catalogue = products === undefined ? {} : { products };
  const model = fitCrossSell(part.known, { ...options.fit, ...catalogue, asOf });
  const popular = model.items.map(({ sku }) => sku);
  const offered = {
    model: new Set<string>(),
    popularity: new Set<string>(),
    repeat: new Set<string>(),
  };
  const cases = casesOf(part, task, new Set(popular)).map(
    ({ basket, history, wanted }): Measured => {
      const owned = new Set(task === "all" ? [] : history.keys());
      const mayBe = (sku: string): boolean => !owned.has(sku) && !basket.includes(sku);
      const context = { basket, customer: { bought: [...history.keys()] }, ...catalogue };
      const offers = {
        model: recommendCrossSell(context, model, {
          asOf,
          limit: k,
          ...defined({ weights }),
        }).map(({ sku }) => sku),
        popularity: firstOf(popular, mayBe, k),
        repeat: firstOf([...byHabit(history), ...popular], mayBe, k),
      };
      return Object.fromEntries(
        OFFER_METHODS.map((method) => {
          for (const sku of offers[method]) offered[method].add(sku);
          return [method, qualityOf(offers[method], wanted, k)];
        }),
      ) as unknown as Measured;
    },
  );
  return { cases, offered };
}

function firstOf(skus: readonly string[], mayBe: (sku: string) => boolean, k: number): string[] {
  const first = new Set<string>();
  for (const sku of skus) {
    if (first.size === k) break;
    if (mayBe(sku)) first.add(sku);
  }
  return [...first];
}
