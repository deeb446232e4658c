import type { ChartAxis } from "../chart";
import type { WriteFigure } from "./figures";

/** Finds round places for ticks. */
export function roundTicks(low: number, high: number, most: number, whole = false): number[] {
  const span = high - low;
  // What lies closer together than numbers can tell is one place.
  if (!(span > 1e-9 * Math.max(1, Math.abs(low), Math.abs(high)))) {
    return [Math.floor(low), Math.floor(low) + 1];
  }
  const rough = span / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((step) => step * power >= rough * (1 - 1e-9)) ?? 10;
  const step = whole ? Math.max(1, factor * power) : factor * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  // A quotient is the nearest number, where a product of a tenth would not be.
  const at = (index: number): number =>
    step < 1 ? index / Math.round(1 / step) : Math.round(index * step);
  return Array.from({ length: last - first + 1 }, (_, index) => at(first + index));
}

/** Makes an axis whose labels are written by `Intl` rather than by Vega. */
export function axisOf(
  values: readonly number[],
  write: WriteFigure,
  title: string | null,
): ChartAxis {
  const labels = JSON.stringify(values.map(write));
  return {
    title,
    values: [...values],
    labelExpr: `${labels}[indexof(${JSON.stringify(values)}, datum.value)]`,
  };
}
