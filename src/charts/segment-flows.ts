import { assertOptions, assertRecord, atDoor, type OptionNames } from "../kernel";
import { DEFAULT_SEGMENTS, type RfmComparison, type Segment } from "../rfm";
import type { Chart } from "./chart";
import { CHART_OPTIONS, settingOf, type ChartOptions } from "./chart-options";
import { drawFlows } from "./layout/draw-flows";

/** Options of {@link chartSegmentFlows}. */
export interface SegmentFlowsOptions<Name extends string = Segment> extends ChartOptions {
  /** Segments, the best first; the default map's order if left out. Others come below it, by name. */
  readonly order?: readonly Name[];
}

const chartSegmentFlowsOptions = (): OptionNames<SegmentFlowsOptions<string>> => ({
  order: true,
  ...CHART_OPTIONS,
});

/**
 * Draws how many customers went from which segment to which between two instants, as wide bands between two columns.
 * A way to a better segment, by the order, has another colour than one to a worse.
 *
 * @param comparison - from `compareRfm`
 * @param options - language, theme, width, title, order
 * @returns a Vega-Lite specification
 * @throws SetiaError `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { analyzeRfm, compareRfm } from "setia";
 * import { chartSegmentFlows } from "setia/charts";
 *
 * const order = (id: string, customerId: string, day: string) =>
 *   ({ id, customerId, placedAt: new Date(day), currency: "USD", total: 1000 });
 * const spring = [order("1", "ani", "2026-03-01"), order("2", "budi", "2026-01-05")];
 * const before = analyzeRfm(spring, { asOf: new Date("2026-03-31") });
 * const after = analyzeRfm([...spring, order("3", "budi", "2026-06-20")], { asOf: new Date("2026-06-30") });
 * const chart = chartSegmentFlows(compareRfm(before, after), { language: "en" });
 * chart.description; // => "How customers moved between segments. 1 customer rose, 1 customer fell."
 * ```
 */
export function chartSegmentFlows<Name extends string = Segment>(
  comparison: Pick<RfmComparison<Name>, "matrix">,
  options: SegmentFlowsOptions<Name>,
): Chart {
  assertRecord(comparison, "chartSegmentFlows: comparison");
  assertOptions(options, chartSegmentFlowsOptions(), "chartSegmentFlows");
  return atDoor("chartSegmentFlows", () => chartSegmentFlowsUnchecked(comparison, options));
}

function chartSegmentFlowsUnchecked<Name extends string>(
  comparison: Pick<RfmComparison<Name>, "matrix">,
  options: SegmentFlowsOptions<Name>,
): Chart {
  const setting = settingOf(options, "chartSegmentFlows");
  const order = options.order ?? DEFAULT_SEGMENTS.map(({ segment }) => segment);
  return drawFlows(
    {
      flows: comparison.matrix,
      order,
      title: "segmentFlowsTitle",
    },
    setting,
  );
}
