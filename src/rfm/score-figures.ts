import { type Figures, cutsBelow } from "../statistics";
import { compareCodePoints } from "../kernel";
import type { RfmBase } from "./fitting/rfm-base";
import { RFM_DIMENSIONS, type RfmDimension } from "./rfm-dimensions";
import type { RfmModel } from "./rfm-model";

/** What scores are made of: the three figures of each customer, and the ids where ties are split by them. */
export type ScoredFigures = Pick<RfmBase, "customerIds" | RfmDimension>;

/** The three figures of one customer. */
export interface FiguresOfOne extends Readonly<Record<RfmDimension, number>> {
  /** The customer, by whose id ties are split in a model by rank. */
  readonly customerId: string;
}

/** Gives the three scores of one customer. */
export function scoresOf(one: FiguresOfOne, model: RfmModel<string>): Record<RfmDimension, number> {
  const below = (dimension: RfmDimension, own: readonly number[]): number => {
    const ids = model.cutIds?.[dimension];
    return ids === undefined
      ? cutsBelow(own, one[dimension])
      : ranksBelow(own, ids, one[dimension], one.customerId);
  };
  const recency = model.bins.recency - below("recency", model.cuts.recency);
  const frequency = 1 + below("frequency", frequencyCuts(recency, model));
  const monetary = 1 + below("monetary", monetaryCuts(recency, frequency, model));
  return { recency, frequency, monetary };
}

/** Gives the three scores of every customer. */
export function scoreFigures(
  base: ScoredFigures,
  model: RfmModel<string>,
): Record<RfmDimension, Uint8Array> {
  const size = base.customerIds.length;
  const scores = {
    recency: new Uint8Array(size),
    frequency: new Uint8Array(size),
    monetary: new Uint8Array(size),
  };
  if (model.nested === undefined && model.cutIds === undefined) {
    for (const dimension of RFM_DIMENSIONS) {
      // A score counts the cuts below the figure, or for recency, where few days are good, those that are not below.
      const turned = dimension === "recency";
      const scoreOf = (below: number): number => (turned ? model.bins.recency - below : 1 + below);
      fillScores(base[dimension], model.cuts[dimension], scores[dimension], scoreOf);
    }
    return scores;
  }
  for (let at = 0; at < size; at++) {
    const one = scoresOf(
      {
        customerId: base.customerIds[at]!,
        recency: base.recency[at]!,
        frequency: base.frequency[at]!,
        monetary: base.monetary[at]!,
      },
      model,
    );
    for (const dimension of RFM_DIMENSIONS) scores[dimension][at] = one[dimension];
  }
  return scores;
}

const MOST_LISTED = 65_536;

/** Scores figures by the number of cuts below them. */
function fillScores(
  figures: Figures,
  cuts: readonly number[],
  scores: Uint8Array,
  scoreOf: (below: number) => number,
): void {
  const [first = 0] = cuts;
  const top = Math.floor(cuts.at(-1) ?? 0) + 1;
  if (figures instanceof Int32Array && first >= 0 && top < MOST_LISTED) {
    // Small whole figures are looked up.
    const list = { length: top + 1 };
    lookUp(
      figures,
      Uint8Array.from(list, (_, figure) => scoreOf(cutsBelow(cuts, figure))),
      scores,
    );
  } else {
    const byBelow = { length: cuts.length + 1 };
    const listed = Uint8Array.from(byBelow, (_, below) => scoreOf(below));
    compareAll(figures, Float64Array.from(cuts), listed, scores);
  }
}

function lookUp(figures: Int32Array, list: Uint8Array, scores: Uint8Array): void {
  const top = list.length - 1;
  for (let at = 0; at < figures.length; at++) {
    scores[at] = list[Math.max(0, Math.min(figures[at]!, top))]!;
  }
}

/** Cuts are few: each is compared, and the answers are added up, so that the processor need not guess which way to go. */
function compareAll(
  figures: Figures,
  cuts: Float64Array,
  byBelow: Uint8Array,
  scores: Uint8Array,
): void {
  for (let at = 0; at < figures.length; at++) {
    const figure = figures[at]!;
    let below = 0;
    for (let cut = 0; cut < cuts.length; cut++) {
      below = (below + Number(figure > cuts[cut]!)) | 0;
    }
    scores[at] = byBelow[below]!;
  }
}

/** Gives the cuts that apply to a customer: those of the base, or of a nested model's cell. */
export function cutsOf(
  scores: Readonly<Record<RfmDimension, number>>,
  model: RfmModel<string>,
): Record<RfmDimension, readonly number[]> {
  return {
    recency: model.cuts.recency,
    frequency: frequencyCuts(scores.recency, model),
    monetary: monetaryCuts(scores.recency, scores.frequency, model),
  };
}

/** A cell in which the base had nobody is cut as the whole base is. */
function frequencyCuts(recency: number, { nested, cuts }: RfmModel<string>): readonly number[] {
  return nested?.frequency[recency - 1] ?? cuts.frequency;
}

function monetaryCuts(
  recency: number,
  frequency: number,
  { nested, cuts }: RfmModel<string>,
): readonly number[] {
  return nested?.monetary[recency - 1]?.[frequency - 1] ?? cuts.monetary;
}

/** Counts the cuts that a customer stands behind in the row by value, then by id. */
function ranksBelow(
  cuts: readonly number[],
  ids: readonly string[],
  value: number,
  customerId: string,
): number {
  let below = 0;
  for (let at = 0; at < cuts.length; at++) {
    const cut = cuts[at] ?? Infinity;
    if (cut < value) below++;
    else if (cut === value && compareCodePoints(ids[at]!, customerId) < 0) below++;
  }
  return below;
}
