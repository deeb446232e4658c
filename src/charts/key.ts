import type { ChartLayer } from "./chart";
import { asGiven, inPixels, layerOf, SMALL } from "./frame-chart";
import type { ChartPalette } from "./palettes";
import { textWidth } from "./wrap-text";

/** One thing that colours, and shapes with them, stand for. */
export interface KeyEntry {
  /** What it is. */
  readonly label: string;
  /** Its colour. */
  readonly colour: string;
  /** Its shape; a square if left out. */
  readonly shape?: string;
}

/**
 * Draws what colours stand for, side by side, in as many lines as it takes.
 *
 * @param entries - in order
 * @param place - where, in pixels from the left and the top of what lies between the axes
 * @param palette - colours
 * @returns layers
 */
export function drawKey(
  entries: readonly KeyEntry[],
  place: { readonly left: number; readonly top: number; readonly width: number },
  palette: ChartPalette,
): ChartLayer[] {
  let x = 0;
  let line = 0;
  const rows = entries.map(({ label, colour, shape = "square" }) => {
    const width = 18 + textWidth(label, SMALL) + 14;
    if (x > 0 && x + width - 14 > place.width) {
      x = 0;
      line++;
    }
    const at = place.left + x;
    x += width;
    return { x: at + 6, textX: at + 18, y: place.top + line * 18, colour, shape, label };
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
