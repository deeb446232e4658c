import { BANDS, bandsOf } from "./bands";

/** What was counted in one cell. */
export interface CountedCell {
  /** Which cell. */
  readonly cell: number;
  /** Customers who stood there at the beginning of a window. */
  readonly customers: number;
  /** What came of it in the window: who ordered, or how many orders. */
  readonly came: number;
}

/**
 * What came of customers as a base and one step for each band: logarithms of odds for a chance, of numbers for a number.
 * A customer's answer is the base and the four steps of their bands, added up.
 */
export interface FactorTable {
  /** The step that all customers share. */
  readonly base: number;
  /** The steps of each band of each factor: orders, silence, rhythm, silence in the own rhythm. */
  readonly steps: readonly (readonly number[])[];
}

/** Whether a table speaks of who orders or of how many orders. */
export type FactorTarget = "chance" | "number";

/** So strongly is a step held near that of the band beside it, in customers. */
const SMOOTH = 6;
/** So strongly is a step held near 0. */
const HELD = 0.1;
const SWEEPS = 60;
/** No step moves any more. */
const STILL = 1e-3;

/**
 * Fits a table of factors: logistic for a chance, log-linear for a number, by Newton's steps on one band after the other
 * (McCullagh and Nelder 1989, chapter 4 and 6; for numbers it is the insurers' method of marginal totals, Bailey 1963). What all
 * customers of a band did is met exactly but for the pull towards the band beside it, by which the coarse holds the fine.
 *
 * @param cells - what was counted
 * @param target - who ordered, or how many orders
 * @param weight - what one counted customer weighs: windows that overlap tell the same twice
 * @param start - a table to begin with
 * @returns the table, or `undefined` where nobody ordered or everybody did
 */
export function fitFactors(
  cells: readonly CountedCell[],
  target: FactorTarget,
  weight: number,
  start?: FactorTable,
): FactorTable | undefined {
  const size = cells.length;
  const isChance = target === "chance";
  const customers = Float64Array.from(cells, (one) => one.customers * weight);
  const came = Float64Array.from(cells, (one) => one.came * weight);
  const bands = BANDS.map((_, factor) =>
    Uint8Array.from(cells, ({ cell }) => bandsOf(cell)[factor]!),
  );
  const all = customers.reduce((sum, count) => sum + count, 0);
  const allCame = came.reduce((sum, count) => sum + count, 0);
  if (allCame <= 0 || (isChance && allCame >= all)) return undefined;
  let base = start?.base ?? Math.log(allCame / (isChance ? all - allCame : all));
  const steps = BANDS.map((length, factor) =>
    Float64Array.from({ length }, (_, band) => start?.steps[factor]?.[band] ?? 0),
  );
  // Odds or numbers of each cell, kept by multiplying: no exponential for each cell and step.
  const level = Float64Array.from({ length: size }, (_, at) =>
    Math.exp(base + steps.reduce((sum, own, factor) => sum + own[bands[factor]![at]!]!, 0)),
  );
  const missing = new Float64Array(Math.max(...BANDS));
  const bend = new Float64Array(Math.max(...BANDS));
  const measure = (own: Uint8Array | undefined): void => {
    missing.fill(0);
    bend.fill(0);
    for (let at = 0; at < size; at++) {
      const band = own === undefined ? 0 : own[at]!;
      const mean = isChance ? level[at]! / (1 + level[at]!) : level[at]!;
      missing[band]! += came[at]! - customers[at]! * mean;
      bend[band]! += customers[at]! * mean * (isChance ? 1 - mean : 1);
    }
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    measure(undefined);
    const shift = within(missing[0]! / (bend[0]! + 1e-9));
    base += shift;
    const grown = Math.exp(shift);
    for (let at = 0; at < size; at++) level[at]! *= grown;
    let furthest = Math.abs(shift);
    for (const [factor, own] of bands.entries()) {
      measure(own);
      const moves = movesOf(steps[factor]!, missing, bend, factor > 1 ? 1 : 0);
      const grows = moves.map(Math.exp);
      for (let at = 0; at < size; at++) level[at]! *= grows[own[at]!]!;
      for (const [band, move] of moves.entries()) {
        steps[factor]![band]! += move;
        furthest = Math.max(furthest, Math.abs(move));
      }
    }
    if (furthest < STILL) break;
  }
  return { base, steps: steps.map((own) => Array.from(own, (step) => round(step))) };
}

/** Adds up the steps of a cell. */
export function stepsOf({ base, steps }: FactorTable, cell: number): number {
  const [orders, silence, rhythm, quiet] = bandsOf(cell);
  return base + steps[0]![orders]! + steps[1]![silence]! + steps[2]![rhythm]! + steps[3]![quiet]!;
}

/** Newton's step for each band; `from` is the first band that has neighbours. */
function movesOf(
  steps: Float64Array,
  missing: Float64Array,
  bend: Float64Array,
  from: number,
): Float64Array {
  return steps.map((step, band) => {
    let slope = missing[band]! - HELD * step;
    let curve = bend[band]! + HELD;
    for (const beside of [band - 1, band + 1]) {
      if (Math.min(band, beside) < from || beside >= steps.length) continue;
      slope -= SMOOTH * (step - steps[beside]!);
      curve += SMOOTH;
    }
    // A little short of the whole step, since the bands beside it move at the same time.
    return within((0.8 * slope) / curve);
  });
}

function within(step: number): number {
  return Math.min(1, Math.max(-1, step));
}

/** Four digits are more than any base tells, and a model of a third the size. */
function round(step: number): number {
  return Math.round(step * 1e4) / 1e4;
}
