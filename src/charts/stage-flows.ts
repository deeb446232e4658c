import { assertList, assertOptions, assertRecord, type OptionNames } from "../kernel";
import { STAGES, type LoopPeriod, type Stage } from "../loyalty-loop";
import type { Chart } from "./chart";
import { CHART_OPTIONS, settingOf, type ChartOptions } from "./chart-options";
import { drawFlows } from "./layout/draw-flows";
import type { Flow } from "./layout/flow-layout";

/** Options of {@link chartStageFlows}. */
export interface StageFlowsOptions extends ChartOptions {
  /** Stages, shallow first; those of the library if left out. */
  readonly stages?: readonly string[];
}

const chartStageFlowsOptions = (): OptionNames<StageFlowsOptions> => ({
  stages: true,
  ...CHART_OPTIONS,
});

/**
 * Draws how many customers went from which stage to which within a period, the deepest stage on top.
 *
 * @param period - a period of `measureLoop`; only its flows between stages are drawn, not those of activity
 * @param options - language, theme, width, title, stages
 * @returns a Vega-Lite specification
 * @throws SetiaError `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { measureLoop, traceLoop, type CustomerEvent } from "setia";
 * import { chartStageFlows } from "setia/charts";
 *
 * const order = (customerId: string, day: string): CustomerEvent => ({
 *   id: customerId + day, type: "order_completed", customerId, at: new Date(day), orderId: customerId + day,
 *   currency: "IDR", total: 100,
 * });
 * const asOf = new Date("2026-02-28");
 * const base = [[order("ani", "2026-01-05"), order("ani", "2026-02-10")], [order("budi", "2026-02-20")]];
 * const traces = base.flatMap((events) => traceLoop(events, { asOf }) ?? []);
 * const [period] = measureLoop(traces, { asOf, from: asOf }).periods;
 * const chart = period && chartStageFlows(period, { language: "id" });
 * chart?.description; // => "Perpindahan pelanggan antartahap. 2 pelanggan naik, 0 pelanggan turun."
 * ```
 */
export function chartStageFlows<Name extends string = Stage>(
  period: Pick<LoopPeriod<Name>, "flows">,
  options: StageFlowsOptions,
): Chart {
  assertOptions(options, chartStageFlowsOptions(), "chartStageFlows");
  assertRecord(period, "chartStageFlows: period");
  const { flows } = period;
  assertList(flows, "chartStageFlows: period.flows");
  for (const one of flows) assertRecord(one, "chartStageFlows: period.flows[]");
  const setting = settingOf(options, "chartStageFlows");
  const ways = new Map<string, Flow>();
  for (const { region, from, to, count } of flows) {
    if (region !== "stage") continue;
    const key = JSON.stringify([from, to]);
    ways.set(key, { from, to, customers: count + (ways.get(key)?.customers ?? 0) });
  }
  return drawFlows(
    {
      flows: [...ways.values()],
      order: [...(options.stages ?? STAGES)].reverse(),
      title: "stageFlowsTitle",
    },
    setting,
  );
}
