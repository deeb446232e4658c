import { assertList, assertOptions, assertRecord } from "../kernel";
import type { LoopPeriod, Stage } from "../loyalty-loop";
import type { Chart, ChartRow } from "./chart";
import { CHART_OPTIONS, settingOf, type ChartOptions } from "./chart-options";
import { figuresIn, labelOf } from "./figures/figures";
import { frameChart, inPixels, layerOf, SMALL, TOLD } from "./layout/frame-chart";
import { longestWidth, textWidth } from "./layout/wrap-text";
import { writeText } from "./layout/write-text";

const STEP = 36;
const BAR = 24;

/**
 * Draws the funnel of stages: how many customers have ever come to each, and what part of those of the stage before.
 *
 * @param period - a period of `measureLoop`, such as the last
 * @param options - language, theme, width, title
 * @returns a Vega-Lite specification
 * @throws SetiaError `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { measureLoop, traceLoop, type CustomerEvent } from "setia";
 * import { chartStageFunnel } from "setia/charts";
 *
 * const order = (customerId: string, day: string): CustomerEvent => ({
 *   id: customerId + day, type: "order_completed", customerId, at: new Date(day), orderId: customerId + day,
 *   currency: "IDR", total: 100,
 * });
 * const asOf = new Date("2026-03-31");
 * const base = [[order("ani", "2026-01-05"), order("ani", "2026-02-10")], [order("budi", "2026-01-20")]];
 * const traces = base.flatMap((events) => traceLoop(events, { asOf }) ?? []);
 * const [period] = measureLoop(traces, { asOf, from: asOf }).periods;
 * const chart = period && chartStageFunnel(period, { language: "en" });
 * chart?.title.text; // => ["How far customers come"]
 * ```
 */
export function chartStageFunnel<Name extends string = Stage>(
  period: Pick<LoopPeriod<Name>, "reached">,
  options: ChartOptions,
): Chart {
  assertOptions(options, CHART_OPTIONS, "chartStageFunnel");
  assertRecord(period, "chartStageFunnel: period");
  const { reached } = period;
  assertList(reached, "chartStageFunnel: period.reached");
  for (const one of reached) assertRecord(one, "chartStageFunnel: period.reached[]");
  const setting = settingOf(options, "chartStageFunnel");
  const { language, palette, width } = setting;
  const { count, percent } = figuresIn(language);
  const most = Math.max(1, ...reached.map(({ count: customers }) => customers));
  const names = reached.map(({ stage }) => labelOf(stage, language));
  const margins = { left: longestWidth(names, SMALL) + 12, right: 6, top: 0, bottom: 4 };
  const plot = width - margins.left - margins.right;
  const rows = reached.map(({ count: customers, share }, at): ChartRow => {
    // The first stage has none before it.
    const hasShare = at > 0 && share !== undefined;
    const label = hasShare ? `${count(customers)} · ${percent(share)}` : count(customers);
    const end = Math.max(2, (customers / most) * plot);
    const isInside = end + 8 + textWidth(label, SMALL) > plot;
    return {
      x: 0,
      x2: end,
      y: at * STEP + (STEP - BAR) / 2,
      y2: at * STEP + (STEP + BAR) / 2,
      middle: (at + 0.5) * STEP,
      labelAt: isInside ? end - 8 : end + 8,
      isInside,
      name: names[at]!,
      label,
      told: writeText(hasShare ? "funnelTold" : "funnelFirstTold", language, {
        stage: names[at]!,
        customers,
        share: share ?? 0,
      }),
    };
  });
  const text = { type: "text", aria: false, baseline: "middle" } as const;
  return frameChart(
    {
      title: writeText("funnelTitle", language),
      subtitle: writeText("funnelSubtitle", language),
      told: rows.map((row) => row["told"]).join(" ") || writeText("nobodyTold", language),
      height: Math.max(1, reached.length) * STEP,
      margins,
      layers: [
        layerOf(
          rows,
          { type: "rect", fill: palette.good, cornerRadius: 3 },
          { x: inPixels("x"), x2: { field: "x2" }, y: inPixels("y"), y2: { field: "y2" }, ...TOLD },
        ),
        layerOf(
          rows,
          { ...text, align: "right", dx: -8 },
          { x: inPixels("x"), y: inPixels("middle"), text: { field: "name", type: "nominal" } },
        ),
        ...[true, false].map((isInside) =>
          layerOf(
            rows.filter((row) => row["isInside"] === isInside),
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
      ],
    },
    setting,
  );
}
