import { percentileCuts, percentilePlaces, quantileCuts, quantilePlaces } from "../../statistics";
import { reason, type Reason } from "../../kernel";
import { balancedCuts, countUpTo, emptyParts } from "./balanced-cuts";
import type { Histogram } from "../../statistics";
import type { RfmRules } from "./fit-options";
import type { RfmDimension } from "../rfm-dimensions";
import { RFM_MODEL_VERSION, type RfmModel } from "../rfm-model";

/** What a model is made of, wherever the base is. */
export interface RfmFacts {
  /** Number of customers, at least 1. */
  readonly size: number;
  /** The instant the base speaks of. */
  readonly asOf: Date;
  /** IANA zone of its days. */
  readonly timeZone: string;
  /** ISO 4217 code of its money. */
  readonly currency: string;
  /** Gives the figure at each of the {@link rfmPlaces} of the sorted base. */
  readonly at: Readonly<Record<RfmDimension, (place: number) => number>>;
  /** Gives how many customers have how many orders; asked only where frequency is or may be balanced. */
  readonly frequencies: () => Histogram;
  /** Gives the customers on the cuts of a dimension whose method is `"rank"`. */
  readonly bounds: (dimension: RfmDimension) => readonly RankBound[];
  /** Gives the cuts of the cells where the method is `"nested"`. */
  readonly nested: () => NonNullable<RfmModel["nested"]>;
}

/** The last customer below a cut when all stand in a row by figure, then by ascending id. */
export interface RankBound {
  /** The figure. */
  readonly value: number;
  /** The customer. */
  readonly customerId: string;
}

/** Makes a value for each dimension. */
export function dimensionsOf<Value>(
  make: (dimension: RfmDimension) => Value,
): Record<RfmDimension, Value> {
  return { recency: make("recency"), frequency: make("frequency"), monetary: make("monetary") };
}

/** Names the places of the sorted base that a model asks for. */
export function rfmPlaces(dimension: RfmDimension, size: number, bins: number): number[] {
  return [
    ...quantilePlaces(size, bins),
    // Few days are good: what is a percent from below for the others is one from above.
    ...percentilePlaces(size).map((place) => turned(dimension, size, place)),
  ];
}

/**
 * Names the places of the last customers below the type-7 cuts of the ranks 1 … n; a rank on a cut belongs below. They are
 * among the {@link rfmPlaces}.
 */
export function rankPlaces(size: number, bins: number): number[] {
  return Array.from({ length: bins - 1 }, (_, at) => Math.floor(((size - 1) * (at + 1)) / bins));
}

function turned(dimension: RfmDimension, size: number, place: number): number {
  return dimension === "recency" ? size - 1 - place : place;
}

/** Makes the model of a base from its order statistics. */
export function buildRfmModel<Name extends string>(
  rules: RfmRules<Name>,
  facts: RfmFacts,
): RfmModel<Name> {
  const { bins, thresholds, weights, segments } = rules;
  const { size, at, asOf, timeZone, currency } = facts;
  const diagnostics: Reason[] = [];
  let { method } = rules;
  if (rules.mayBalance) {
    const cuts = quantileCuts(at.frequency, size, bins.frequency);
    const empty = emptyParts(cuts, size, (cut) => countUpTo(facts.frequencies(), cut));
    if (empty.length > 0) {
      method = { ...method, frequency: "balanced" };
      diagnostics.push(reason("rfm.balanced_frequency", { empty: empty.join(", ") }));
    }
  }
  const cutIds: Partial<Record<RfmDimension, readonly string[]>> = {};
  const cuts = dimensionsOf((dimension): readonly number[] => {
    const how = method[dimension];
    if (how === "thresholds") return [...(thresholds[dimension] ?? [])];
    if (how === "balanced") return balancedCuts(facts.frequencies(), bins[dimension]);
    if (how !== "rank") return quantileCuts(at[dimension], size, bins[dimension]);
    const bounds = facts.bounds(dimension);
    cutIds[dimension] = bounds.map(({ customerId }) => customerId);
    return bounds.map(({ value }) => value);
  });
  const percentiles = dimensionsOf((dimension) =>
    percentileCuts((place) => {
      const figure = at[dimension](turned(dimension, size, place));
      return dimension === "recency" ? 0 - figure : figure;
    }, size),
  );
  return {
    kind: "rfm",
    version: RFM_MODEL_VERSION,
    method,
    bins,
    cuts,
    ...(Object.keys(cutIds).length === 0 ? {} : { cutIds }),
    ...(method.recency === "nested" ? { nested: facts.nested() } : {}),
    weights,
    percentiles,
    segments,
    asOf: asOf.toISOString(),
    timeZone,
    currency,
    customers: size,
    diagnostics,
  };
}
