import type { ChartChannel, ChartLayer } from "../chart";
import type { WriteFigure } from "./figures";
import { asGiven, inPixels, layerOf, SMALL } from "../layout/frame-chart";
import { INK_STEPS, type ChartPalette } from "./palettes";
import { roundTicks } from "./ticks";
import { longestWidth } from "../layout/wrap-text";

/** Figures in a few steps, each with a colour. */
export interface Bands {
  /** Colour of a figure. */
  readonly colourOf: (value: number) => string;
  /** Colour of letters on it. */
  readonly inkOf: (value: number) => string;
  /** The steps with their edges, drawn below the axes. */
  readonly legend: (place: LegendPlace) => ChartLayer[];
}

/** Where a legend stands. */
export interface LegendPlace {
  /** What the colours stand for. */
  readonly title: string;
  /** Upper end in pixels from the top of what lies between the axes. */
  readonly top: number;
  /** Room in pixels. */
  readonly width: number;
}

/** Height of a legend in pixels. */
export const LEGEND_HEIGHT = 52;

/** Colours that rows give themselves, in the field `colour`. */
export const GIVEN_COLOUR: ChartChannel = asGiven("colour");

/** How to cut figures into steps. */
export interface BandOptions {
  /** `"even"`: of one width; `"ranked"`: with about as many figures in each, for figures that lie far apart. */
  readonly kind: "even" | "ranked";
  /** How a figure is written. */
  readonly write: WriteFigure;
  /** Colours. */
  readonly palette: ChartPalette;
  /** True if figures are whole. */
  readonly whole?: boolean;
}

/** Cuts figures into steps of colour. */
export function bandsOf(values: readonly number[], options: BandOptions): Bands {
  const { write, palette } = options;
  const all = options.kind === "even" ? evenEdges(values, options.whole) : rankedEdges(values);
  // Edges that read alike would give two steps one name.
  const edges = all.filter((edge, at) => at === 0 || write(edge) !== write(all[at - 1] ?? edge));
  const last = Math.max(0, edges.length - 2);
  const { ramp } = palette;
  // The first and the last step are the ends of the ramp.
  const stepOf = (band: number): number =>
    last === 0 ? INK_STEPS - 2 : Math.round((band * (ramp.length - 1)) / last);
  const bandOf = (value: number): number => {
    const above = edges.findIndex((edge, at) => at > 0 && value < edge);
    return above < 0 ? last : Math.max(0, above - 1);
  };
  const colourAt = (band: number): string => ramp[stepOf(band)] ?? palette.ink;
  return {
    colourOf: (value) => colourAt(bandOf(value)),
    inkOf: (value) => (stepOf(bandOf(value)) < INK_STEPS ? palette.ink : palette.paper),
    legend: ({ title, top, width }) => {
      const texts = edges.map(write);
      const widest = longestWidth(texts, SMALL - 1);
      const left = Math.ceil(widest / 2);
      const step = Math.min(64, Math.floor((width - 2 * left) / (last + 1)));
      // Where labels would touch, every other one is left out.
      const every = widest + 4 > step ? 2 : 1;
      const boxes = texts.slice(1).map((_, band) => ({
        x: left + band * step,
        x2: left + (band + 1) * step,
        y: top + 20,
        y2: top + 32,
        colour: colourAt(band),
      }));
      const labels = texts.flatMap((label, at) =>
        at % every === 0 ? [{ x: left + at * step, y: top + 46, label }] : [],
      );
      const place = { x: inPixels("x"), y: inPixels("y") };
      const text = { text: { field: "label", type: "nominal" } } as const;
      const quiet = {
        type: "text",
        aria: false,
        baseline: "middle",
        color: palette.muted,
      } as const;
      return [
        layerOf(
          boxes,
          { type: "rect", aria: false },
          {
            ...place,
            x2: { field: "x2" },
            y2: { field: "y2" },
            fill: GIVEN_COLOUR,
          },
        ),
        layerOf(
          [{ x: 0, y: top + 8, label: title }],
          { ...quiet, align: "left" },
          { ...place, ...text },
        ),
        layerOf(labels, { ...quiet, fontSize: SMALL - 1 }, { ...place, ...text }),
      ];
    },
  };
}

function evenEdges(values: readonly number[], whole = false): number[] {
  return roundTicks(0, Math.max(0, ...values), 6, whole);
}

/** Edges near the fifths of the ranks, in two digits, so that they can be read. */
function rankedEdges(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const edges = [0, 0.2, 0.4, 0.6, 0.8, 1].map((share) =>
    inTwoDigits(at(share), share === 0 ? "floor" : share === 1 ? "ceil" : "round"),
  );
  const distinct = [...new Set(edges)].sort((a, b) => a - b);
  return distinct.length > 1 ? distinct : [0, Math.max(1, distinct[0] ?? 1)];
}

function inTwoDigits(value: number, way: "floor" | "ceil" | "round"): number {
  if (value === 0) return 0;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math[way](value / unit) * unit;
}
