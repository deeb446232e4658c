import { assertOptions, assertRecord, atDoor } from "../kernel";
import type { RfmSnapshot, Segment } from "../rfm";
import { bandsOf, GIVEN_COLOUR, LEGEND_HEIGHT } from "./figures/bands";
import type { Chart, ChartRow } from "./chart";
import { CHART_OPTIONS, settingOf, type ChartOptions } from "./chart-options";
import { figuresIn, shortMoney } from "./figures/figures";
import { asGiven, frameChart, layerOf, titleAbove, TOLD } from "./layout/frame-chart";
import { writeText } from "./layout/write-text";

const HEIGHT = 300;
const MARGINS = { left: 24, right: 6, top: 20, bottom: 56 + LEGEND_HEIGHT };

/** Customers with the same recency and frequency score. */
interface Cell {
  readonly recency: number;
  readonly frequency: number;
  customers: number;
  revenue: number;
}

/**
 * Draws the heat map of recency and frequency: the more was spent per customer, the stronger the colour; the figures
 * are customers.
 *
 * @param snapshot - what `analyzeRfm` gives
 * @param options - language, theme, width, title
 * @returns a Vega-Lite specification
 * @throws SetiaError `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { analyzeRfm } from "setia";
 * import { chartRfmHeatMap } from "setia/charts";
 *
 * const orders = [
 *   { id: "1", customerId: "ani", placedAt: new Date("2026-01-30"), currency: "USD", total: 5000 },
 *   { id: "2", customerId: "budi", placedAt: new Date("2025-03-01"), currency: "USD", total: 1000 },
 * ];
 * const base = analyzeRfm(orders, { asOf: new Date("2026-01-31") });
 * const { description } = chartRfmHeatMap(base, { language: "en" });
 * description; // => "Who spends how much. Most money per customer is spent at recency 5 and frequency 1: $50.00."
 * ```
 */
export function chartRfmHeatMap<Name extends string = Segment>(
  snapshot: RfmSnapshot<Name>,
  options: ChartOptions,
): Chart {
  assertRecord(snapshot, "chartRfmHeatMap: snapshot");
  assertOptions(options, CHART_OPTIONS, "chartRfmHeatMap");
  return atDoor("chartRfmHeatMap", () => chartRfmHeatMapUnchecked(snapshot, options));
}

function chartRfmHeatMapUnchecked<Name extends string>(
  snapshot: RfmSnapshot<Name>,
  options: ChartOptions,
): Chart {
  const setting = settingOf(options, "chartRfmHeatMap");
  const { language, palette } = setting;
  const { bins, currency } = snapshot.model;
  const cells = countCells(snapshot);
  const filled = cells.filter(({ customers }) => customers > 0);
  const meanOf = ({ customers, revenue }: Cell): number => revenue / customers;
  const bands = bandsOf(filled.map(meanOf), {
    kind: "ranked",
    write: shortMoney(currency, language),
    palette,
  });
  const { count } = figuresIn(language);
  const rowOf = (cell: Cell): ChartRow => {
    const { customers } = cell;
    const mean = customers === 0 ? 0 : meanOf(cell);
    const place = { recency: count(cell.recency), frequency: count(cell.frequency) };
    const figures = { ...place, customers, revenue: mean, currency };
    return {
      ...place,
      colour: bands.colourOf(mean),
      ink: bands.inkOf(mean),
      label: count(customers),
      told: writeText("heatCellTold", language, figures),
    };
  };
  const scoresTo = (most: number): string[] =>
    Array.from({ length: most }, (_, index) => count(index + 1));
  const axis = { labelAngle: 0, ticks: false, domain: false } as const;
  const place = {
    x: {
      field: "recency",
      type: "ordinal",
      scale: { domain: scoresTo(bins.recency), paddingInner: 0.04, paddingOuter: 0 },
      axis: { ...axis, title: writeText("recencyScore", language) },
    },
    y: {
      field: "frequency",
      type: "ordinal",
      scale: { domain: scoresTo(bins.frequency).reverse(), paddingInner: 0.04, paddingOuter: 0 },
      axis: { ...axis, ...titleAbove(MARGINS), title: writeText("frequencyScore", language) },
    },
  } as const;
  const best = filled.reduce<Cell | undefined>(
    (most, cell) => (most === undefined || meanOf(cell) > meanOf(most) ? cell : most),
    undefined,
  );
  const filledRows = filled.map(rowOf);
  return frameChart(
    {
      title: writeText("heatMapTitle", language),
      subtitle: writeText("heatMapSubtitle", language),
      told:
        best === undefined
          ? writeText("nobodyTold", language)
          : writeText("heatMapTold", language, {
              recency: count(best.recency),
              frequency: count(best.frequency),
              revenue: meanOf(best),
              currency,
            }),
      height: HEIGHT,
      margins: MARGINS,
      layers: [
        layerOf(
          cells.filter(({ customers }) => customers === 0).map(rowOf),
          { type: "rect", cornerRadius: 3, fill: palette.empty, aria: false },
          place,
        ),
        layerOf(
          filledRows,
          { type: "rect", cornerRadius: 3 },
          { ...place, fill: GIVEN_COLOUR, ...TOLD },
        ),
        layerOf(
          filledRows,
          { type: "text", aria: false },
          {
            ...place,
            text: { field: "label", type: "nominal" },
            color: asGiven("ink"),
          },
        ),
        ...bands.legend({
          title: writeText("heatMapLegend", language),
          top: HEIGHT + 50,
          width: setting.width - MARGINS.left - MARGINS.right,
        }),
      ],
    },
    setting,
  );
}

function countCells({ scores, summaries, model }: RfmSnapshot<string>): Cell[] {
  const { recency: across, frequency: up } = model.bins;
  const cells = Array.from({ length: across * up }, (_, at) => ({
    recency: Math.floor(at / up) + 1,
    frequency: (at % up) + 1,
    customers: 0,
    revenue: 0,
  }));
  scores.forEach(({ recency, frequency }, at) => {
    const cell = cells[(recency - 1) * up + frequency - 1];
    if (cell === undefined) return;
    cell.customers++;
    cell.revenue += summaries[at]?.revenue ?? 0;
  });
  return cells;
}
