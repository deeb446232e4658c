import type { ChartLayer } from "../chart";
import { asGiven, inPixels, layerOf, SMALL } from "../layout/frame-chart";
import type { ChartPalette } from "./palettes";
import { textWidth } from "../layout/wrap-text";

const LINE = 18;
/** Room of the mark before its text, and between entries, in pixels. */
const MARK = 18;
const GAP = 14;

/** One thing that colours, and shapes with them, stand for. */
export interface KeyEntry {
  /** What it is. */
  readonly label: string;
  /** Its colour. */
  readonly colour: string;
  /** Its shape; a square if left out. */
  readonly shape?: string;
}

/** Draws what colours stand for, side by side, in as many lines as it takes. */
export function drawKey(
  entries: readonly KeyEntry[],
  place: { readonly left: number; readonly top: number; readonly width: number },
  palette: ChartPalette,
): ChartLayer[] {
  const places = placesIn(entries, place.width);
  const rows = entries.map(({ label, colour, shape = "square" }, at) => {
    const { x = 0, line = 0 } = places[at] ?? {};
    const left = place.left + x;
    return { x: left + 6, textX: left + 18, y: place.top + line * LINE, colour, shape, label };
  });
  return [
    layerOf(
      rows,
      { type: "point", filled: true, size: 90, opacity: 1, aria: false },
      { x: inPixels("x"), y: inPixels("y"), color: asGiven("colour"), shape: asGiven("shape") },
    ),
    layerOf(
      rows,
      { type: "text", align: "left", baseline: "middle", color: palette.muted, aria: false },
      { x: inPixels("textX"), y: inPixels("y"), text: { field: "label", type: "nominal" } },
    ),
  ];
}

/** Returns how high a key will be. */
export function keyHeight(entries: readonly KeyEntry[], width: number): number {
  return ((placesIn(entries, width).at(-1)?.line ?? -1) + 1) * LINE;
}

function placesIn(
  entries: readonly KeyEntry[],
  width: number,
): { readonly x: number; readonly line: number }[] {
  let end = 0;
  let line = 0;
  return entries.map(({ label }) => {
    const own = MARK + textWidth(label, SMALL);
    if (end > 0 && end + own > width) {
      end = 0;
      line++;
    }
    const x = end;
    end += own + GAP;
    return { x, line };
  });
}
