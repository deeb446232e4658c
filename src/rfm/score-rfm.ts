import { cutsBelow } from "../statistics";
import { assertModel, assertRecord, atDoor, reason, SetiaError } from "../kernel";
import { checkFigures, type PurchaseColumns, type RfmRow } from "../purchases";
import type { Segment } from "./maps/default-segments";
import type { RfmRules } from "./fitting/fit-options";
import { RFM_DIMENSIONS, type RfmDimension } from "./rfm-dimensions";
import { RFM_MODEL_VERSION, type RfmModel, type RfmScore } from "./rfm-model";
import { scoreFigures, scoresOf } from "./score-figures";
import { segmentOf } from "./maps/segments";

/**
 * Scores one customer with a fitted model. Values beyond those of the fitted base get the end scores.
 *
 * @param summary - how the customer has bought, in the model's currency: from `summarizePurchases`, or figures of your own
 * @param model - from {@link fitRfm}, maybe stored as JSON in between
 * @returns scores from 1 to the model's bins, the segment, and the figures behind them
 * @throws SetiaError `MIXED_CURRENCIES` if model and summary speak of different money; `INVALID_MODEL`,
 * `NEWER_MODEL`
 *
 * @example
 * ```ts
 * import { analyzeRfm, scoreRfm } from "setia";
 *
 * const orders = [1000, 2000, 3000].map((total, index) => ({
 *   id: String(index), customerId: `c${index}`, placedAt: new Date("2026-01-05"), currency: "USD", total,
 * }));
 * const { summaries, model } = analyzeRfm(orders, { asOf: new Date("2026-01-31") });
 * summaries.map((summary) => scoreRfm(summary, model).monetary); // => [1, 3, 5]
 * ```
 */
export function scoreRfm<Name extends string = Segment>(
  summary: RfmRow,
  model: RfmModel<Name>,
): RfmScore<Name> {
  return atDoor("scoreRfm", () => scoreRfmUnchecked(summary, model));
}

function scoreRfmUnchecked<Name extends string>(
  summary: RfmRow,
  model: RfmModel<Name>,
): RfmScore<Name> {
  const who = `scoreRfm: customer ${JSON.stringify(summary.customerId)}`;
  assertModelFor(model, summary.currency, who);
  checkFigures(summary, "scoreRfm");
  const percentile = cutsBelow(model.percentiles.monetary, summary.revenue);
  const scores = scoresOf(figuresOf(summary), model);
  return describeScore(summary, model.currency, scores, percentile, model);
}

/**
 * Makes the record of a score.
 *
 * @throws SetiaError `INVALID_MODEL` if no segment covers it
 */
export function describeScore<Name extends string>(
  { customerId, recencyDays: days, orders, purchaseDays = orders, revenue }: RfmRow,
  currency: string,
  { recency, frequency, monetary }: Readonly<Record<RfmDimension, number>>,
  monetaryPercentile: number,
  { bins, weights, segments }: Pick<RfmRules<Name>, "bins" | "weights" | "segments">,
): RfmScore<Name> {
  const segment = segmentOf(segments, recency, frequency, monetary);
  if (segment === undefined) throw holeIn(recency, frequency, monetary, "scoreRfm");
  return {
    customerId,
    recency,
    frequency,
    monetary,
    code: [recency, frequency, monetary].join(
      RFM_DIMENSIONS.some((dimension) => bins[dimension] > 9) ? "-" : "",
    ),
    total: weights.recency * recency + weights.frequency * frequency + weights.monetary * monetary,
    monetaryPercentile,
    segment,
    reasons: [
      reason("rfm.recency", { score: recency, bins: bins.recency, days }),
      // Stages count days with an order: who split one order is a first-time buyer still.
      purchaseDays === orders
        ? reason("rfm.frequency", { score: frequency, bins: bins.frequency, orders })
        : reason("rfm.frequency_by_day", {
            score: frequency,
            bins: bins.frequency,
            days: purchaseDays,
            orders,
          }),
      reason("rfm.monetary", { score: monetary, bins: bins.monetary, revenue, currency }),
    ],
  };
}

/** Scores of many customers as columns: place `i` of each array is one customer. */
export interface RfmScoreColumns<Name extends string = Segment> {
  /** The customers, ascending. */
  readonly customerIds: readonly string[];
  /** Recency scores, from 1. */
  readonly recency: Uint8Array;
  /** Frequency scores, from 1. */
  readonly frequency: Uint8Array;
  /** Monetary scores, from 1. */
  readonly monetary: Uint8Array;
  /** The names of the map's segments, each once. */
  readonly segments: readonly Name[];
  /** The segment of each customer: a place in `segments`. */
  readonly segment: Uint8Array;
}

/**
 * Scores a whole base with a fitted model, the same as {@link scoreRfm} does one by one, but as columns and without
 * reasons: a million customers in a fraction of a second.
 *
 * @param columns - how the customers have bought, from `summarizePurchases`, in the model's currency
 * @param model - from {@link fitRfm}, maybe stored as JSON in between
 * @returns scores and segments, in the same order
 * @throws SetiaError `MIXED_CURRENCIES` if model and base speak of different money; `INVALID_MODEL`,
 * `NEWER_MODEL`
 *
 * @example
 * ```ts
 * import { fitRfm, scoreRfmAll, summarizePurchases } from "setia";
 *
 * const { columns } = summarizePurchases(
 *   {
 *     customerIds: ["ani", "budi", "ani"],
 *     placedAt: [Date.UTC(2026, 0, 30), Date.UTC(2025, 2, 1), Date.UTC(2025, 11, 24)],
 *     total: Float64Array.of(5000, 1000, 2500),
 *     currency: "USD",
 *   },
 *   { asOf: new Date("2026-01-31") },
 * );
 * const { segment, segments, recency } = scoreRfmAll(columns, fitRfm(columns));
 * [...recency]; // => [5, 1]
 * Array.from(segment, (place) => segments[place]); // => ["champions", "hibernating"]
 * ```
 */
export function scoreRfmAll<Name extends string = Segment>(
  columns: PurchaseColumns,
  model: RfmModel<Name>,
): RfmScoreColumns<Name> {
  assertRecord(columns, "scoreRfmAll: columns");
  return atDoor("scoreRfmAll", () => scoreRfmAllUnchecked(columns, model));
}

function scoreRfmAllUnchecked<Name extends string>(
  columns: PurchaseColumns,
  model: RfmModel<Name>,
): RfmScoreColumns<Name> {
  assertModelFor(model, columns.currency, "scoreRfmAll: the base");
  const { customerIds, recencyDays, orders, revenue } = columns;
  const scores = scoreFigures(
    { customerIds, recency: recencyDays, frequency: orders, monetary: revenue },
    model,
  );
  const segments = [...new Set(model.segments.map((rule) => rule.segment))];
  // Every combination of scores has one segment: looked up once.
  const { bins } = model;
  const [ofRecency, ofFrequency] = [(bins.frequency + 1) * (bins.monetary + 1), bins.monetary + 1];
  const cells = new Uint8Array((bins.recency + 1) * ofRecency);
  for (let r = 1; r <= bins.recency; r++) {
    for (let f = 1; f <= bins.frequency; f++) {
      for (let m = 1; m <= bins.monetary; m++) {
        const name = segmentOf(model.segments, r, f, m);
        if (name === undefined) throw holeIn(r, f, m, "scoreRfmAll");
        cells[r * ofRecency + f * ofFrequency + m] = segments.indexOf(name);
      }
    }
  }
  const segment = segmentsOf(scores, cells, ofRecency, ofFrequency);
  return { customerIds, ...scores, segments, segment };
}

function segmentsOf(
  { recency, frequency, monetary }: Readonly<Record<RfmDimension, Uint8Array>>,
  cells: Uint8Array,
  ofRecency: number,
  ofFrequency: number,
): Uint8Array {
  const segment = new Uint8Array(recency.length);
  for (let at = 0; at < segment.length; at++) {
    const cell = recency[at]! * ofRecency + frequency[at]! * ofFrequency;
    segment[at] = cells[cell + monetary[at]!]!;
  }
  return segment;
}

/** Gives the figures that scores are made of. */
function figuresOf(summary: RfmRow): Parameters<typeof scoresOf>[0] {
  const { customerId, recencyDays, orders, revenue } = summary;
  return { customerId, recency: recencyDays, frequency: orders, monetary: revenue };
}

function assertModelFor(model: RfmModel<string>, currency: string | undefined, who: string): void {
  assertModel(model, "rfm", RFM_MODEL_VERSION);
  if (currency === undefined || currency === model.currency) return;
  throw new SetiaError(
    "MIXED_CURRENCIES",
    `${who} is in ${currency}, the model in ${model.currency}; expected the same currency`,
  );
}

function holeIn(recency: number, frequency: number, monetary: number, where: string): SetiaError {
  return new SetiaError(
    "INVALID_MODEL",
    `${where}: no segment covers R${String(recency)} F${String(frequency)} M${String(monetary)}; expected a map made by defineRfmMap`,
  );
}
