/**
 * How a customer stands at the end of a day, in four bands. Everything is a comparison of whole numbers, so that a
 * database can count the same.
 */

/** A band begins at each of these: orders, counted in days with an order. */
export const ORDER_BANDS = [1, 2, 3, 4, 5, 7, 10, 15, 25, 50] as const;
/** Days since the last order. */
export const SILENCE_BANDS = [
  0, 4, 8, 15, 22, 31, 46, 61, 91, 121, 181, 271, 366, 546, 731,
] as const;
/** Mean days between the customer's own orders; band 0 is for those with one order. */
const RHYTHM_BANDS = [0, 4, 8, 12, 16, 23, 32, 46, 64, 92, 128, 183, 270] as const;
/** Silence in mean gaps of the customer's own, in twentieths; band 0 is for those with one order. */
const QUIET_BANDS = [0, 3, 6, 10, 15, 20, 30, 40, 60, 80, 120, 180, 280] as const;
const TWENTIETHS = 20;

/** How many bands each factor has: orders, silence, rhythm, silence in the own rhythm. */
export const BANDS = [
  ORDER_BANDS.length,
  SILENCE_BANDS.length,
  RHYTHM_BANDS.length + 1,
  QUIET_BANDS.length + 1,
] as const;

/** How many cells the bands make together. */
export const CELLS = BANDS[0] * BANDS[1] * BANDS[2] * BANDS[3];

const ofOrders = lookup(ORDER_BANDS);
const ofSilence = lookup(SILENCE_BANDS);
const ofRhythm = lookup(RHYTHM_BANDS);
const ofQuiet = lookup(QUIET_BANDS);

/**
 * Gives the cell of a customer.
 *
 * @param orders - days with an order, at least 1
 * @param silence - whole days since the last one
 * @param span - whole days from the first to the last one
 */
export function cellOf(orders: number, silence: number, span: number): number {
  const gaps = orders - 1;
  const rhythm = gaps === 0 ? 0 : 1 + read(ofRhythm, Math.floor(span / gaps));
  const quiet =
    gaps === 0 ? 0 : 1 + read(ofQuiet, Math.floor((TWENTIETHS * silence * gaps) / span));
  const first = read(ofOrders, orders) * BANDS[1] + read(ofSilence, silence);
  return (first * BANDS[2] + rhythm) * BANDS[3] + quiet;
}

/** Gives the band of each factor behind a cell. */
export function bandsOf(cell: number): [number, number, number, number] {
  const quiet = cell % BANDS[3];
  const withRhythm = (cell - quiet) / BANDS[3];
  const rhythm = withRhythm % BANDS[2];
  const first = (withRhythm - rhythm) / BANDS[2];
  const silence = first % BANDS[1];
  return [(first - silence) / BANDS[1], silence, rhythm, quiet];
}

/** Gives the place of a cell's orders and silence in a table of both. */
export function alikeOf(cell: number): number {
  return Math.floor(cell / (BANDS[2] * BANDS[3]));
}

/** The first and last figure of a band; the last band has no end. */
export function rangeOf(bands: readonly number[], band: number): readonly [number, number] {
  return [bands[band] ?? 0, (bands[band + 1] ?? Infinity) - 1];
}

function lookup(bands: readonly number[]): Uint8Array {
  const table = new Uint8Array(bands.at(-1)! + 1);
  let band = 0;
  for (let figure = 0; figure < table.length; figure++) {
    while (bands[band + 1] !== undefined && figure >= bands[band + 1]!) band++;
    table[figure] = band;
  }
  return table;
}

function read(table: Uint8Array, figure: number): number {
  return table[Math.min(figure, table.length - 1)]!;
}
