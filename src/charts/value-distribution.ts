import {
  assertOptions,
  assertRecord,
  atDoor,
  currencyExponent,
  type OptionNames,
  SetiaError,
} from "../kernel";
import type { LifetimePredictions } from "../lifetime";
import type { Chart, ChartChannel, ChartRow } from "./chart";
import { CHART_OPTIONS, settingOf, type ChartOptions } from "./chart-options";
import { figuresIn, shortMoney } from "./figures/figures";
import { frameChart, layerOf, titleAbove, TOLD } from "./layout/frame-chart";
import { axisOf, roundTicks } from "./figures/ticks";
import { writeText } from "./layout/write-text";

/** Options of {@link chartLifetimeValue}. */
export interface LifetimeValueOptions extends ChartOptions {
  /** ISO 4217 code of the values. */
  readonly currency: string;
  /** How far ahead they look, in days, as it was given to `predictLifetimes`. */
  readonly horizonDays: number;
}

const HEIGHT = 240;
const MARGINS = { left: 44, right: 16, top: 20, bottom: 48 };
/** Part of the customers below the last bar, which takes all above. */
const SHOWN = 0.98;
const BARS = 20;

const chartLifetimeValueOptions = (): OptionNames<LifetimeValueOptions> => ({
  currency: true,
  horizonDays: true,
  ...CHART_OPTIONS,
});

/**
 * Draws how customers divide over what they will be worth: a bar for those worth about the same; the last one takes
 * all who are worth more.
 *
 * @param predictions - from `predictLifetimes`
 * @param options - language, currency, horizon, theme, width, title
 * @returns a Vega-Lite specification
 * @throws SetiaError `INVALID_INPUT` if the predictions have no values, `UNKNOWN_CURRENCY`, `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { chartLifetimeValue } from "setia/charts";
 *
 * const lifetimeValue = Float64Array.of(10_000, 20_000, 20_000, 30_000, 120_000);
 * const options = { language: "en", currency: "USD", horizonDays: 365 } as const;
 * chartLifetimeValue({ lifetimeValue }, options).title.subtitle; // => ["Value within 365 days. The best tenth of the customers bring 60% of it."]
 * ```
 */
export function chartLifetimeValue(
  predictions: Pick<LifetimePredictions, "lifetimeValue">,
  options: LifetimeValueOptions,
): Chart {
  assertRecord(predictions, "chartLifetimeValue: predictions");
  assertOptions(options, chartLifetimeValueOptions(), "chartLifetimeValue");
  return atDoor("chartLifetimeValue", () => chartLifetimeValueUnchecked(predictions, options));
}

function chartLifetimeValueUnchecked(
  predictions: Pick<LifetimePredictions, "lifetimeValue">,
  options: LifetimeValueOptions,
): Chart {
  const setting = settingOf(options, "chartLifetimeValue");
  const { language, palette, width } = setting;
  const { currency, horizonDays } = options;
  const { lifetimeValue } = predictions;
  currencyExponent(currency);
  if (lifetimeValue === undefined) {
    throw new SetiaError(
      "INVALID_INPUT",
      "chartLifetimeValue: the predictions have no lifetimeValue; expected a model that was fitted with money",
    );
  }
  const sorted = Float64Array.from(lifetimeValue).sort();
  const all = sorted.length;
  const total = sorted.reduce((sum, value) => sum + value, 0);
  const at = (share: number): number => sorted[Math.min(all - 1, Math.floor(share * all))]!;
  const best = sorted.subarray(all - Math.ceil(all / 10)).reduce((sum, value) => sum + value, 0);

  const money = shortMoney(currency, language);
  const edges = roundTicks(0, at(SHOWN), BARS);
  const last = edges.length - 2;
  const counts = edges.slice(0, -1).map(() => 0);
  const step = edges[1] ?? 1;
  for (const value of sorted) {
    const bar = Math.min(last, Math.max(0, Math.floor(value / step)));
    counts[bar] = counts[bar]! + 1;
  }
  const isOpen = sorted[all - 1]! > (edges.at(-1) ?? 0);
  const rows = counts.map((customers, bar): ChartRow => {
    const figures = {
      from: money(edges[bar]!),
      to: money(edges[bar + 1]!),
      customers,
      share: all === 0 ? 0 : customers / all,
    };
    const name = isOpen && bar === last ? "valueLastTold" : "valueTold";
    return {
      from: edges[bar]!,
      to: edges[bar + 1]!,
      base: 0,
      customers,
      told: writeText(name, language, figures),
    };
  });
  const { count } = figuresIn(language);
  const most = Math.max(1, ...counts);
  const steps = roundTicks(0, most, 4, true);
  const top = steps.at(-1) ?? most;
  const every = Math.max(1, Math.ceil(edges.length / Math.floor((width - 60) / 70)));
  const ticks = edges.filter((_, edge) => edge % every === 0);
  const writeEdge = (value: number): string =>
    isOpen && value === edges.at(-1) ? `${money(value)}+` : money(value);
  const x: ChartChannel = {
    type: "quantitative",
    scale: { domain: [0, edges.at(-1) ?? 1], nice: false },
    axis: {
      ...axisOf(ticks, writeEdge, writeText("valueAxis", language)),
      grid: false,
    },
  };
  const y: ChartChannel = {
    type: "quantitative",
    scale: { domain: [0, top], nice: false },
    axis: {
      ...axisOf(steps, count, writeText("customers", language)),
      ...titleAbove(MARGINS),
      domain: false,
      ticks: false,
    },
  };
  const middles =
    all === 0 ? [] : [middleRow("valueMedian", at(0.5)), middleRow("valueMean", total / all)];
  function middleRow(name: "valueMedian" | "valueMean", value: number): ChartRow {
    const label = writeText(name, language, { value: money(value) });
    const isLeft = value > (edges.at(-1) ?? 0) * 0.55;
    return { value, label, isLeft, height: name === "valueMean" ? top * 0.9 : top };
  }
  return frameChart(
    {
      title: writeText("valueTitle", language),
      subtitle:
        total > 0
          ? writeText("valueSubtitle", language, { days: horizonDays, share: best / total })
          : writeText("valueSubtitleNothing", language, { days: horizonDays }),
      told:
        all === 0
          ? writeText("nobodyTold", language)
          : writeText("valuesTold", language, {
              customers: all,
              total: money(total),
              median: money(at(0.5)),
              mean: money(total / all),
            }),
      height: HEIGHT,
      margins: MARGINS,
      layers: [
        layerOf(
          rows,
          { type: "rect", fill: palette.good, stroke: palette.paper, strokeWidth: 1 },
          {
            x: { ...x, field: "from" },
            x2: { field: "to" },
            y: { ...y, field: "base" },
            y2: { field: "customers" },
            ...TOLD,
          },
        ),
        layerOf(
          middles,
          { type: "rule", color: palette.bad, strokeDash: [4, 3], strokeWidth: 1.5, aria: false },
          { x: { ...x, field: "value" }, y: { ...y, field: "height" }, y2: { datum: 0 } },
        ),
        ...[true, false].map((isLeft) =>
          layerOf(
            middles.filter((row) => row["isLeft"] === isLeft),
            {
              type: "text",
              ...(isLeft ? { align: "right", dx: -5 } : { align: "left", dx: 5 }),
              baseline: "top",
              aria: false,
            },
            {
              x: { ...x, field: "value" },
              y: { ...y, field: "height" },
              text: { field: "label", type: "nominal" },
            },
          ),
        ),
      ],
    },
    setting,
  );
}
