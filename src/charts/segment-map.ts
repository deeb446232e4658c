import { assertOptions, assertRecord, atDoor } from "../kernel";
import type { Segment, RfmSnapshot, SegmentRule } from "../rfm";
import { bandsOf, GIVEN_COLOUR } from "./figures/bands";
import type { Chart, ChartEncoding, ChartLayer, ChartRow } from "./chart";
import { CHART_OPTIONS, settingOf, type ChartOptions, type ChartSetting } from "./chart-options";
import { figuresIn, labelOf } from "./figures/figures";
import { fitLabel } from "./layout/fit-label";
import { asGiven, frameChart, layerOf, titleAbove, TOLD } from "./layout/frame-chart";
import { squarify } from "./layout/squarify";
import { axisOf } from "./figures/ticks";
import { writeText } from "./layout/write-text";

/** One rectangle of the map: a segment, or a part of one. */
interface Region {
  readonly segment: string;
  readonly x: number;
  readonly x2: number;
  readonly y: number;
  readonly y2: number;
}

/** How many customers a segment has, and what they have spent. */
interface SegmentCount {
  customers: number;
  revenue: number;
}

const HEIGHT = 360;
const GRID_MARGINS = { left: 24, right: 6, top: 20, bottom: 46 };
const TILE_MARGINS = { left: 4, right: 4, top: 0, bottom: 6 };

/**
 * Draws the map of segments: recency to the right, frequency upwards, each segment where its scores are, with its
 * customers and their share. A map of segments that asks for money too has no place on two axes: then areas are
 * customers.
 *
 * @param snapshot - what `analyzeRfm` gives
 * @param options - language, theme, width, title
 * @returns a Vega-Lite specification
 * @throws SetiaError `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { analyzeRfm } from "setia";
 * import { chartSegmentMap } from "setia/charts";
 *
 * const orders = [
 *   { id: "1", customerId: "ani", placedAt: new Date("2026-01-30"), currency: "USD", total: 5000 },
 *   { id: "2", customerId: "budi", placedAt: new Date("2025-03-01"), currency: "USD", total: 1000 },
 * ];
 * const chart = chartSegmentMap(analyzeRfm(orders, { asOf: new Date("2026-01-31") }), { language: "id" });
 * chart.title.text; // => ["Posisi pelanggan Anda"]
 * ```
 */
export function chartSegmentMap<Name extends string = Segment>(
  snapshot: RfmSnapshot<Name>,
  options: ChartOptions,
): Chart {
  assertRecord(snapshot, "chartSegmentMap: snapshot");
  assertOptions(options, CHART_OPTIONS, "chartSegmentMap");
  return atDoor("chartSegmentMap", () => chartSegmentMapUnchecked(snapshot, options));
}

function chartSegmentMapUnchecked<Name extends string>(
  snapshot: RfmSnapshot<Name>,
  options: ChartOptions,
): Chart {
  const setting = settingOf(options, "chartSegmentMap");
  const { language, palette, width } = setting;
  const { segments, bins, currency } = snapshot.model;
  const counts = countSegments(snapshot);
  const all = snapshot.scores.length;
  const onGrid = segments.every((rule) => rule.monetary === undefined);
  const regions = onGrid ? gridRegions(segments) : tiledRegions(counts, (width - 8) / HEIGHT);
  const { count, percent } = figuresIn(language);
  const customersOf = (segment: string): number => counts.get(segment)?.customers ?? 0;
  const bands = bandsOf(
    regions.map(({ segment }) => customersOf(segment)),
    { kind: "even", write: count, palette, whole: true },
  );

  const [across, up] = onGrid ? [bins.recency, bins.frequency] : [1, 1];
  const margins = onGrid ? GRID_MARGINS : TILE_MARGINS;
  const pixels = {
    x: (width - margins.left - margins.right) / across,
    y: HEIGHT / up,
  };
  const rows = regions.map((region, at): ChartRow => {
    const { segment, x, x2, y, y2 } = region;
    const label = labelOf(segment, language);
    const customers = customersOf(segment);
    const share = all === 0 ? 0 : customers / all;
    const figures = [`${count(customers)} · ${percent(share)}`, count(customers)];
    const room = { width: (x2 - x) * pixels.x, height: (y2 - y) * pixels.y };
    // A segment of several rectangles is named once, in the largest.
    const isNamed = largestOf(segment, regions) === at;
    return {
      ...region,
      middleX: (x + x2) / 2,
      middleY: (y + y2) / 2,
      colour: bands.colourOf(customers),
      ink: bands.inkOf(customers),
      ...(isNamed ? fitLabel(label, figures, room) : fitLabel("", [], room)),
      told: writeText("segmentTold", language, {
        segment: label,
        customers,
        share,
        revenue: counts.get(segment)?.revenue ?? 0,
        currency,
      }),
    };
  });

  const largest = [...counts].reduce<[string, SegmentCount] | undefined>(
    (best, each) => (best === undefined || each[1].customers > best[1].customers ? each : best),
    undefined,
  );
  const told =
    largest === undefined
      ? writeText("nobodyTold", language)
      : writeText("segmentMapTold", language, {
          customers: all,
          segments: counts.size,
          largest: labelOf(largest[0], language),
          share: largest[1].customers / all,
        });
  const place = placesOf(across, up, onGrid, setting);
  const lineAt = (line: 1 | 2 | 3): ChartLayer =>
    layerOf(
      rows,
      {
        type: "text",
        aria: false,
        dy: (line - 2) * 15,
        ...(line === 3 ? {} : { fontWeight: "bold" }),
      },
      {
        x: { ...place.x, field: "middleX" },
        y: { ...place.y, field: "middleY" },
        color: asGiven("ink"),
        size: { ...asGiven("fontSize"), type: "quantitative" },
        angle: { ...asGiven("angle"), type: "quantitative" },
        text: { field: `line${String(line)}`, type: "nominal" },
      },
    );
  const tiles = layerOf(
    rows,
    { type: "rect", stroke: palette.paper, strokeWidth: 2, cornerRadius: 4 },
    {
      x: { ...place.x, field: "x" },
      x2: { field: "x2" },
      y: { ...place.y, field: "y" },
      y2: { field: "y2" },
      fill: GIVEN_COLOUR,
      ...TOLD,
    },
  );
  return frameChart(
    {
      title: writeText("segmentMapTitle", language),
      subtitle: writeText("segmentMapSubtitle", language),
      told,
      height: HEIGHT,
      margins,
      layers: [tiles, lineAt(1), lineAt(2), lineAt(3)],
    },
    setting,
  );
}

function countSegments(snapshot: RfmSnapshot<string>): Map<string, SegmentCount> {
  const counts = new Map<string, SegmentCount>();
  snapshot.scores.forEach(({ segment }, at) => {
    const known = counts.get(segment) ?? { customers: 0, revenue: 0 };
    known.customers++;
    known.revenue += snapshot.summaries[at]?.revenue ?? 0;
    counts.set(segment, known);
  });
  return counts;
}

/** Scores 1 to n lie between 0.5 and n + 0.5. */
function gridRegions(segments: readonly SegmentRule[]): Region[] {
  return segments.map(({ segment, recency, frequency }) => ({
    segment,
    x: recency[0] - 0.5,
    x2: recency[1] + 0.5,
    y: frequency[0] - 0.5,
    y2: frequency[1] + 0.5,
  }));
}

function tiledRegions(counts: ReadonlyMap<string, SegmentCount>, ratio: number): Region[] {
  const sorted = [...counts].sort((a, b) => b[1].customers - a[1].customers);
  const tiles = squarify(
    sorted.map(([, { customers }]) => customers),
    ratio,
  );
  return tiles.map((tile, at) => ({ segment: sorted[at]?.[0] ?? "", ...tile }));
}

/** Place of the largest rectangle of a segment. */
function largestOf(segment: string, regions: readonly Region[]): number {
  let best = -1;
  let most = 0;
  regions.forEach(({ segment: name, x, x2, y, y2 }, at) => {
    const area = (x2 - x) * (y2 - y);
    if (name !== segment || area <= most) return;
    best = at;
    most = area;
  });
  return best;
}

function placesOf(
  across: number,
  up: number,
  onGrid: boolean,
  { language }: ChartSetting,
): Required<Pick<ChartEncoding, "x" | "y">> {
  const { count } = figuresIn(language);
  const place = (most: number, title: "recencyScore" | "frequencyScore") => {
    const scores = Array.from({ length: most }, (_, index) => index + 1);
    return {
      type: "quantitative",
      scale: onGrid
        ? { domain: [0.5, most + 0.5], nice: false, zero: false }
        : { domain: [0, 1], nice: false },
      axis: onGrid
        ? {
            ...axisOf(scores, count, writeText(title, language)),
            ...(title === "frequencyScore" ? titleAbove(GRID_MARGINS) : {}),
            grid: false,
            ticks: false,
            domain: false,
          }
        : null,
    } as const;
  };
  return { x: place(across, "recencyScore"), y: place(up, "frequencyScore") };
}
