import { cutsBelow } from "../statistics";
import {
  defined,
  assertModel,
  assertRecord,
  atDoor,
  calendarOf,
  formatDay,
  reason,
  type Reason,
} from "../kernel";
import type { PurchaseSummary } from "../purchases";
import type { Segment } from "./maps/default-segments";
import { RFM_DIMENSIONS, valueOf, type RfmDimension } from "./rfm-dimensions";
import { RFM_MODEL_VERSION, type RfmModel } from "./rfm-model";
import { cutsOf } from "./score-figures";
import { scoreRfm } from "./score-rfm";

/** Where a customer stands in one dimension. */
export interface RfmPlace {
  /** The score. */
  readonly score: number;
  /** The figure: days since the last order, orders, or minor units spent. */
  readonly value: number;
  /** The cut below the figure, which it exceeds (by rank, reaches); `null` in the lowest bin of the figure. */
  readonly above: number | null;
  /** The cut above the figure, which it does not exceed; `null` in the highest bin of the figure. */
  readonly upTo: number | null;
  /** Whole percent of the fitted base that does strictly worse, 0–99. */
  readonly percentile: number;
}

/** Why a customer has these scores, and the way to the neighbouring segments. */
export interface RfmExplanation<Name extends string = Segment> {
  /** The customer. */
  readonly customerId: string;
  /** The segment they are in. */
  readonly segment: Name;
  /** Where they stand in each dimension. */
  readonly places: Readonly<Record<RfmDimension, RfmPlace>>;
  /** The fewest orders today, each of their average value, that lead to another segment; if any do. Never of a nested model. */
  readonly up?: { readonly orders: number; readonly segment: Name; readonly code: string };
  /** When they fall into another segment if nothing is bought: on the first instant of a day; if ever. Never of a nested model. */
  readonly down?: { readonly at: Date; readonly segment: Name; readonly code: string };
  /** The same in words. */
  readonly reasons: readonly Reason[];
}

const MOST_ORDERS = 100;

/**
 * Explains a customer's scores: which cuts they lie between, which percentile that is, how many orders today
 * would lead to another segment, and on which day they fall into another one if nothing is bought. The cuts
 * are those of the model and stay as they are.
 *
 * @param summary - how the customer has bought
 * @param model - from `fitRfm`
 * @returns places, the way up and the way down
 * @throws SetiaError as `scoreRfm` does
 *
 * @example
 * ```ts
 * import { analyzeRfm, explainRfm } from "setia";
 *
 * const orders = [3, 40, 80, 120, 160].map((days, index) => ({
 *   id: String(index), customerId: `c${index}`, currency: "USD", total: 1000,
 *   placedAt: new Date(Date.UTC(2026, 5, 30 - days)),
 * }));
 * const { summaries, model } = analyzeRfm(orders, { asOf: new Date("2026-06-30") });
 * const [first] = summaries;
 * const explanation = first && explainRfm(first, model);
 * explanation?.segment; // => "new"
 * explanation?.down?.segment; // => "promising"
 * explanation?.down?.at.toISOString(); // => "2026-07-30T00:00:00.000Z"
 * ```
 */
export function explainRfm<Name extends string = Segment>(
  summary: PurchaseSummary,
  model: RfmModel<Name>,
): RfmExplanation<Name> {
  assertRecord(summary, "explainRfm: summary");
  return atDoor("explainRfm", () => explainRfmUnchecked(summary, model));
}

function explainRfmUnchecked<Name extends string>(
  summary: PurchaseSummary,
  model: RfmModel<Name>,
): RfmExplanation<Name> {
  assertModel(model, "rfm", RFM_MODEL_VERSION);
  const score = scoreRfm(summary, model);
  const { customerId, segment } = score;
  const cuts = cutsOf(score, model);
  const places = {
    recency: placeOf("recency", summary, score.recency, cuts.recency, model),
    frequency: placeOf("frequency", summary, score.frequency, cuts.frequency, model),
    monetary: placeOf("monetary", summary, score.monetary, cuts.monetary, model),
  };
  // In a nested model a score means something else in each cell: no step from cell to cell is up or down.
  const nested = model.nested !== undefined;
  const up = nested ? undefined : wayUp(summary, segment, model);
  const down = nested ? undefined : wayDown(summary, segment, model);
  return {
    customerId,
    segment,
    places,
    ...defined({ up, down }),
    reasons: [
      ...RFM_DIMENSIONS.map((dimension) => {
        const { score: given, percentile } = places[dimension];
        return reason("rfm.place", {
          dimension,
          score: given,
          bins: model.bins[dimension],
          percentile,
        });
      }),
      ...(up === undefined ? [] : [reason("rfm.up", { orders: up.orders, segment: up.segment })]),
      ...(down === undefined
        ? []
        : [reason("rfm.down", { day: dayOf(down.at, summary), segment: down.segment })]),
    ],
  };
}

function placeOf(
  dimension: RfmDimension,
  summary: PurchaseSummary,
  score: number,
  cuts: readonly number[],
  model: RfmModel<string>,
): RfmPlace {
  const value = valueOf(summary, dimension);
  // The bin of the figure: the score, or for recency, where few days are good, the score reversed.
  const bin = dimension === "recency" ? model.bins.recency - score : score - 1;
  const good = dimension === "recency" ? -value : value;
  return {
    score,
    value,
    above: cuts[bin - 1] ?? null,
    upTo: cuts[bin] ?? null,
    percentile: cutsBelow(model.percentiles[dimension], good),
  };
}

function wayUp<Name extends string>(
  summary: PurchaseSummary,
  segment: Name,
  model: RfmModel<Name>,
): RfmExplanation<Name>["up"] {
  const value = Math.round(summary.averageOrderValue);
  for (let orders = 1; orders <= MOST_ORDERS; orders++) {
    const bought = {
      ...summary,
      recencyDays: 0,
      orders: summary.orders + orders,
      revenue: summary.revenue + orders * value,
    };
    const then = scoreRfm(bought, model);
    if (then.segment !== segment) return { orders, segment: then.segment, code: then.code };
  }
  return undefined;
}

function wayDown<Name extends string>(
  summary: PurchaseSummary,
  segment: Name,
  model: RfmModel<Name>,
): RfmExplanation<Name>["down"] {
  const today = calendarOf(summary.timeZone).dayOf(summary.asOf);
  // Scores can change on the day of a cut (by rank) or on the day after it, and on no other.
  const days = model.cuts.recency
    .flatMap((cut) => [Math.ceil(cut), Math.floor(cut) + 1])
    .filter((recencyDays) => recencyDays > summary.recencyDays)
    .sort((a, b) => a - b);
  for (const recencyDays of days) {
    const then = scoreRfm({ ...summary, recencyDays }, model);
    if (then.segment === segment) continue;
    const at = calendarOf(summary.timeZone).startOf(today + recencyDays - summary.recencyDays);
    return { at, segment: then.segment, code: then.code };
  }
  return undefined;
}

function dayOf(at: Date, { timeZone }: PurchaseSummary): string {
  return formatDay(calendarOf(timeZone).dayOf(at));
}
