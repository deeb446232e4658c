import type { Chart, ChartAxis, ChartChannel, ChartLayer, ChartRow } from "../chart";
import type { ChartSetting } from "../chart-options";
import type { ChartPalette } from "../figures/palettes";
import { wrapText } from "./wrap-text";

/** The Vega-Lite schema that charts keep to. */
export const VEGA_LITE_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json";

/** Fonts of the reader's machine, so that nothing is fetched. */
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
const TITLE_SIZE = 15;
const TITLE_LINE = 20;
const SUBTITLE_LINE = 17;
/** Height of letters everywhere but in the title, in pixels. */
export const SMALL = 12;

/** Room around what lies between the axes, in pixels, without the title. */
export interface Margins {
  /** At the left, for labels. */
  readonly left: number;
  /** At the right. */
  readonly right: number;
  /** Above, for what an axis at the side measures. */
  readonly top: number;
  /** Below, for labels, axis title and legend. */
  readonly bottom: number;
}

/** What a chart is made of. */
export interface ChartParts {
  /** The usual title. */
  readonly title: string;
  /** What the picture shows, in a few words. */
  readonly subtitle: string;
  /** The most important figures as a sentence. */
  readonly told: string;
  /** Height between the axes, in pixels. */
  readonly height: number;
  /** Room around. */
  readonly margins: Margins;
  /** What is drawn, the lowest first. */
  readonly layers: ChartLayer[];
}

/** Puts title, size and looks around layers. */
export function frameChart(parts: ChartParts, setting: ChartSetting): Chart {
  const { palette, width } = setting;
  const { margins } = parts;
  const title = setting.title ?? parts.title;
  const lines = wrapText(title, width - 8, TITLE_SIZE, true);
  const subtitle = parts.subtitle === "" ? [] : wrapText(parts.subtitle, width - 8, SMALL);
  const titleHeight = lines.length * TITLE_LINE + subtitle.length * SUBTITLE_LINE + 3;
  return {
    $schema: VEGA_LITE_SCHEMA,
    description: `${title.replace(/\.$/u, "")}. ${parts.told}`,
    title: { text: lines, subtitle, anchor: "start" },
    width: width - margins.left - margins.right,
    height: parts.height,
    padding: { ...margins, top: margins.top + titleHeight + 14 },
    autosize: "none",
    background: palette.paper,
    layer: parts.layers,
    config: {
      font: FONT,
      view: { stroke: null },
      title: {
        color: palette.ink,
        fontSize: TITLE_SIZE,
        lineHeight: TITLE_LINE,
        subtitleColor: palette.muted,
        subtitleFontSize: SMALL,
        subtitleLineHeight: SUBTITLE_LINE,
        subtitlePadding: 5,
        offset: 10,
        frame: "group",
        dx: 4 - margins.left,
      },
      axis: {
        labelColor: palette.muted,
        titleColor: palette.muted,
        labelFontSize: SMALL,
        titleFontSize: SMALL,
        titleFontWeight: "normal",
        gridColor: palette.grid,
        domainColor: palette.grid,
        tickColor: palette.grid,
        labelLimit: 0,
        titleLimit: 0,
        labelOverlap: false,
        labelPadding: 6,
      },
      text: { color: palette.ink, fontSize: SMALL },
    },
  };
}

/** Puts the title of the axis at the left above it, from left to right, where it needs no turned head. */
export function titleAbove(margins: Margins): ChartAxis {
  return {
    titleAngle: 0,
    titleAlign: "left",
    titleBaseline: "bottom",
    titleX: 4 - margins.left,
    titleY: -8,
  };
}

/** What a mark says to the mouse and to a screen reader: the sentence in the field `told`. */
export const TOLD: {
  readonly tooltip: ChartChannel;
  readonly description: ChartChannel;
} = {
  tooltip: { field: "told", type: "nominal" },
  description: { field: "told", type: "nominal" },
};

/** Makes a property that rows give as it is: a colour, or pixels. */
export function asGiven(field: string): ChartChannel & { readonly scale: null } {
  return { field, type: "nominal", scale: null };
}

/** Makes a place that rows give in pixels from the left or the top of what lies between the axes. */
export function inPixels(field: string): ChartChannel {
  return { field, type: "quantitative", scale: null, axis: null };
}

/** Makes a layer. */
export function layerOf(
  rows: ChartRow[],
  mark: ChartLayer["mark"],
  encoding: ChartLayer["encoding"],
): ChartLayer {
  return { data: { values: rows }, mark, encoding };
}

/** Fields with the place and the words of a text. */
interface TextFields {
  readonly x: string;
  readonly y: string;
  readonly text: string;
}

/**
 * Draws texts at places in pixels, with a rim of the background's colour so that lines do not run through them.
 * Screen readers are told by other marks.
 */
export function drawText(
  rows: ChartRow[],
  mark: Partial<ChartLayer["mark"]>,
  fields: TextFields,
  palette: ChartPalette,
): ChartLayer[] {
  const encoding = {
    x: inPixels(fields.x),
    y: inPixels(fields.y),
    text: { field: fields.text, type: "nominal" },
  } as const;
  const look = { baseline: "middle", ...mark, type: "text", aria: false, lineBreak: "\n" } as const;
  const rim = { ...look, color: palette.paper, stroke: palette.paper, strokeWidth: 3 };
  return [layerOf(rows, rim, encoding), layerOf(rows, look, encoding)];
}
