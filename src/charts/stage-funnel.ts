import type { Chart, ChartRow } from "./chart";
import { settingOf, type ChartOptions } from "./chart-options";
import { figuresIn, labelOf } from "./figures";
import { frameChart, inPixels, layerOf, SMALL, TOLD } from "./frame-chart";
import { longestWidth, textWidth } from "./wrap-text";
import { writeText } from "./write-text";

/** How many customers have come to a stage. */
export interface FunnelStep {
  /** Name of the stage. */
  readonly stage: string;
  /** Customers who have reached it, those who went on included. */
  readonly reached: number;
}

const STEP = 36;
const BAR = 24;

/**
 * Draws the funnel of stages: how many customers have come to each, and what part of those of the stage before.
 *
 * @param steps - the stages, shallow first
 * @param options - language, theme, width, title
 * @returns a Vega-Lite specification
 * @throws SetiaError `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { chartStageFunnel } from "setia/charts";
 *
 * const steps = [{ stage: "first_time", reached: 240 }, { stage: "repeat", reached: 150 }];
 * const { description } = chartStageFunnel(steps, { language: "en" });
 * description; // => "How far customers come. First-time buyer: 240 customers. Repeat buyer: 150 customers, 62.5% of the stage before."
 * ```
 */
export function chartStageFunnel(steps: readonly FunnelStep[], options: ChartOptions): Chart {
  const setting = settingOf(options, "chartStageFunnel");
  const { language, palette, width } = setting;
  const { count, percent } = figuresIn(language);
  const most = Math.max(1, ...steps.map(({ reached }) => reached));
  const names = steps.map(({ stage }) => labelOf(stage, language));
  const margins = { left: longestWidth(names, SMALL) + 12, right: 6, top: 0, bottom: 4 };
  const plot = width - margins.left - margins.right;
  const rows = steps.map(({ stage, reached }, at): ChartRow => {
    const before = steps[at - 1]?.reached ?? 0;
    const label =
      before > 0
        ? writeText("funnelLabel", language, {
            customers: count(reached),
            share: percent(reached / before),
          })
        : count(reached);
    const end = Math.max(2, (reached / most) * plot);
    const isInside = end + 8 + textWidth(label, SMALL) > plot;
    return {
      x: 0,
      x2: end,
      y: at * STEP + (STEP - BAR) / 2,
      y2: at * STEP + (STEP + BAR) / 2,
      middle: (at + 0.5) * STEP,
      labelAt: isInside ? end - 8 : end + 8,
      isInside,
      name: names[at] ?? "",
      label,
      told: writeText(before > 0 ? "funnelTold" : "funnelFirstTold", language, {
        stage: labelOf(stage, language),
        customers: reached,
        share: before > 0 ? reached / before : 1,
      }),
    };
  });
  const text = { type: "text", aria: false, baseline: "middle" } as const;
  return frameChart(
    {
      title: writeText("funnelTitle", language),
      subtitle: writeText("funnelSubtitle", language),
      told: rows.map((row) => row["told"]).join(" ") || writeText("nobodyTold", language),
      height: Math.max(1, steps.length) * STEP,
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
