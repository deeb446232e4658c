import { STAGES } from "../loyalty-loop";
import type { Chart } from "./chart";
import { settingOf, type ChartOptions } from "./chart-options";
import { drawFlows } from "./draw-flows";
import type { Flow } from "./flow-layout";

/** Options of {@link chartStageFlows}. */
export interface StageFlowsOptions extends ChartOptions {
  /** Stages, shallow first; those of the library if left out. */
  readonly stages?: readonly string[];
}

/**
 * Draws how many customers went from which stage to which between two instants, the deepest stage on top.
 *
 * @param flows - how many, by stage before and after; `null` for those who were not known
 * @param options - language, theme, width, title, stages
 * @returns a Vega-Lite specification
 * @throws SetiaError `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { chartStageFlows } from "setia/charts";
 *
 * const flows = [{ from: "first_time", to: "repeat", customers: 12 }, { from: null, to: "first_time", customers: 30 }];
 * const { description } = chartStageFlows(flows, { language: "id" });
 * description; // => "Perpindahan pelanggan antartahap. 12 pelanggan naik, 0 pelanggan turun, 0 pelanggan tetap."
 * ```
 */
export function chartStageFlows(flows: readonly Flow[], options: StageFlowsOptions): Chart {
  const setting = settingOf(options, "chartStageFlows");
  return drawFlows(
    {
      flows,
      order: [...(options.stages ?? STAGES)].reverse(),
      title: "stageFlowsTitle",
      outside: { before: "notYetKnown", after: "noLongerKnown" },
    },
    setting,
  );
}
