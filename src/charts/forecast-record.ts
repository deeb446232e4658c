import type { ForecastModel } from "../forecast";
import { assertList, assertOptions, assertRecord, atDoor } from "../kernel";
import type { Chart, ChartRow } from "./chart";
import { CHART_OPTIONS, settingOf, type ChartOptions } from "./chart-options";
import { figuresIn } from "./figures/figures";
import { drawKey, keyHeight } from "./figures/key";
import { frameChart, inPixels, layerOf, SMALL, TOLD } from "./layout/frame-chart";
import { longestWidth, textWidth } from "./layout/wrap-text";
import { writeText } from "./layout/write-text";

const STEP = 44;
const BAR = 16;

/**
 * Draws how forecasts for a base did: for each stretch of the past that was set aside, the orders that were foretold with what was
 * known when it began, before any correction, and those that came. Stretches of 90 days are shown, or the longest there are.
 *
 * @param model - from `fitForecast`
 * @param options - language, theme, width, title
 * @returns a Vega-Lite specification
 * @throws SetiaError `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { chartForecastRecord } from "setia/charts";
 *
 * const record = [{ from: "2026-01-31", days: 90, customers: 2000, foretold: 480, came: 400 }];
 * const chart = chartForecastRecord({ record }, { language: "en" });
 * chart.description; // => "What was foretold, and what came. 90 days from Jan 31, 2026: 480 foretold, 400 orders came, 20% too many."
 * ```
 */
export function chartForecastRecord(
  model: Pick<ForecastModel, "record">,
  options: ChartOptions,
): Chart {
  assertOptions(options, CHART_OPTIONS, "chartForecastRecord");
  assertRecord(model, "chartForecastRecord: model");
  assertList(model.record, "chartForecastRecord: model.record");
  for (const one of model.record) assertRecord(one, "chartForecastRecord: model.record[]");
  return atDoor("chartForecastRecord", () => draw(model, options));
}

function draw({ record }: Pick<ForecastModel, "record">, options: ChartOptions): Chart {
  const setting = settingOf(options, "chartForecastRecord");
  const { language, palette, width } = setting;
  const { count } = figuresIn(language);
  const shownDays = record.some(({ days }) => days === 90)
    ? 90
    : Math.max(0, ...record.map(({ days }) => days));
  const shown = record.filter(({ days }) => days === shownDays);
  const names = shown.map(({ from }) => writeText("forecastFrom", language, { from }));
  const key = [
    { label: writeText("forecastForetold", language), colour: palette.neutral },
    { label: writeText("forecastCame", language), colour: palette.good },
  ];
  const margins = {
    left: longestWidth(names, SMALL) + 12,
    right: 6,
    top: 0,
    bottom: 12 + keyHeight(key, width - 8),
  };
  const plot = width - margins.left - margins.right;
  const most = Math.max(1, ...shown.flatMap(({ foretold, came }) => [foretold, came]));
  const bars = shown.flatMap(({ from, days, foretold, came }, at) => {
    const off = came > 0 ? foretold / came - 1 : 0;
    const told = writeText(off < 0 ? "forecastLowTold" : "forecastHighTold", language, {
      ...{ days, from, foretold: Math.round(foretold), came },
      off: Math.abs(off),
    });
    return [foretold, came].map((orders, bar): ChartRow => {
      const end = Math.max(2, (orders / most) * plot);
      const label = count(Math.round(orders));
      const top = at * STEP + STEP / 2 + (bar - 1) * BAR;
      const isInside = end + 8 + textWidth(label, SMALL) > plot;
      return {
        ...{ x: 0, x2: end, y: top + 1, y2: top + BAR - 1, middle: top + BAR / 2 },
        ...{ labelAt: isInside ? end - 8 : end + 8, isInside, label, told, bar },
        ...{ name: names[at]!, nameAt: (at + 0.5) * STEP },
      };
    });
  });
  const text = { type: "text", aria: false, baseline: "middle" } as const;
  const height = Math.max(1, shown.length) * STEP;
  return frameChart(
    {
      title: writeText("forecastTitle", language),
      subtitle: writeText("forecastSubtitle", language, { days: shownDays }),
      told:
        bars
          .filter((row) => row["bar"] === 0)
          .map((row) => row["told"])
          .join(" ") || writeText("nothingForetold", language),
      height,
      margins,
      layers: [
        ...[palette.neutral, palette.good].map((fill, bar) =>
          layerOf(
            bars.filter((row) => row["bar"] === bar),
            { type: "rect", fill, cornerRadius: 3 },
            {
              ...{ x: inPixels("x"), x2: { field: "x2" } },
              ...{ y: inPixels("y"), y2: { field: "y2" } },
              ...TOLD,
            },
          ),
        ),
        layerOf(
          bars.filter((row) => row["bar"] === 0),
          { ...text, align: "right", dx: -8 },
          { x: inPixels("x"), y: inPixels("nameAt"), text: { field: "name", type: "nominal" } },
        ),
        ...[true, false].map((isInside) =>
          layerOf(
            bars.filter((row) => row["isInside"] === isInside),
            isInside
              ? { ...text, align: "right", color: palette.paper }
              : { ...text, align: "left" },
            {
              x: inPixels("labelAt"),
              y: inPixels("middle"),
              text: { field: "label", type: "nominal" },
            },
          ),
        ),
        ...drawKey(key, { left: 4 - margins.left, top: height + 14, width: width - 8 }, palette),
      ],
    },
    setting,
  );
}
