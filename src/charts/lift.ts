import { assertList, assertOptions, atDoor, type OptionNames } from "../kernel";
import {
  assertArms,
  type ArmCount,
  type LiftVerdict,
  type Tactic,
  type TacticResult,
} from "../tactics";
import type { Chart, ChartChannel, ChartRow } from "./chart";
import { CHART_OPTIONS, settingOf, type ChartOptions } from "./chart-options";
import type { ChartText } from "./figures/chart-texts";
import { figuresIn } from "./figures/figures";
import {
  asGiven,
  drawText,
  frameChart,
  inPixels,
  layerOf,
  SMALL,
  TOLD,
} from "./layout/frame-chart";
import { drawKey, keyHeight } from "./figures/key";
import type { ChartPalette } from "./figures/palettes";
import { axisOf, roundTicks } from "./figures/ticks";
import { cutText, longestWidth } from "./layout/wrap-text";
import { writeText } from "./layout/write-text";

/** Options of {@link chartLift}. */
export interface LiftOptions extends ChartOptions {
  /** Tactics with their titles, such as `TACTICS`; the id stands where there is none. */
  readonly catalogue?: readonly Pick<Tactic, "id" | "title">[];
}

const STEP = 40;
const LOOKS: Readonly<
  Record<
    LiftVerdict,
    { readonly shape: string; readonly colour: keyof ChartPalette; readonly text: ChartText }
  >
> = {
  works: { shape: "circle", colour: "good", text: "liftWorks" },
  harms: { shape: "diamond", colour: "bad", text: "liftHarms" },
  no_effect_seen: { shape: "square", colour: "muted", text: "liftNotSeen" },
  not_enough_data: { shape: "cross", colour: "neutral", text: "liftTooFew" },
};

const chartLiftOptions = (): OptionNames<LiftOptions> => ({
  catalogue: true,
  ...CHART_OPTIONS,
});

/**
 * Draws what tactics bring: by how many points of percent more of those who got one succeed than of those who were
 * left without, with the interval. Colour and shape tell what it comes to.
 *
 * @param results - the `tactics` of `measureOutcomes`, or `measureLift` of each
 * @param options - language, catalogue, theme, width, title
 * @returns a Vega-Lite specification
 * @throws SetiaError `INVALID_OPTION`; `INVALID_INPUT` for counts that no customers can have
 *
 * @example
 * ```ts
 * import { measureLift, TACTICS } from "setia";
 * import { chartLift } from "setia/charts";
 *
 * const lift = measureLift({ customers: 900, successes: 135 }, { customers: 900, successes: 90 });
 * const chart = chartLift([{ tactic: "win.offer", lift }], { language: "en", catalogue: TACTICS });
 * chart.description; // => "What tactics bring. Win-back offer: 15% succeed with it, 10% without; the difference lies between +1.9% and +8.1%. Works."
 * ```
 */
export function chartLift(
  results: readonly Pick<TacticResult, "tactic" | "lift">[],
  options: LiftOptions,
): Chart {
  assertList(results, "chartLift: results");
  assertOptions(options, chartLiftOptions(), "chartLift");
  return atDoor("chartLift", () => chartLiftUnchecked(results, options));
}

function chartLiftUnchecked(
  results: readonly Pick<TacticResult, "tactic" | "lift">[],
  options: LiftOptions,
): Chart {
  const setting = settingOf(options, "chartLift");
  results.forEach(({ lift }, at) => {
    assertArms(lift.treatment, lift.holdout, "chartLift", ["results", at, "lift"]);
  });
  const { language, palette, width } = setting;
  const { signedPercent } = figuresIn(language);
  const titles = new Map(options.catalogue?.map(({ id, title }) => [id, title[language]]));
  const names = results.map(({ tactic }) => titles.get(tactic) ?? tactic);
  // In a narrow picture names stand above their lines.
  const isNarrow = width < 480;
  const verdicts = (Object.keys(LOOKS) as LiftVerdict[]).filter((verdict) =>
    results.some(({ lift }) => lift.verdict === verdict),
  );
  const key = verdicts.map((verdict) => ({
    label: writeText(LOOKS[verdict].text, language),
    colour: palette[LOOKS[verdict].colour] as string,
    shape: LOOKS[verdict].shape,
  }));
  const margins = {
    left: isNarrow ? 12 : Math.min(width * 0.4, longestWidth(names, SMALL) + 16),
    right: 16,
    top: 0,
    bottom: 54 + keyHeight(key, width - 8),
  };
  const shown = results.map(({ lift }) => ({
    ...lift,
    low: Math.max(-1, lift.low),
    high: Math.min(1, lift.high),
  }));
  const reach = Math.max(0.01, ...shown.flatMap(({ low, high }) => [-low, high]));
  const low = Math.min(0, ...shown.map((lift) => lift.low));
  const ticks = roundTicks(
    Math.min(low, -reach / 8),
    Math.max(reach / 8, ...shown.map((lift) => lift.high)),
    isNarrow ? 4 : 6,
  );
  const height = Math.max(1, results.length) * STEP;
  const share = ({ customers, successes }: ArmCount): number =>
    customers === 0 ? 0 : successes / customers;
  const rows = results.map(({ lift }, at): ChartRow => {
    const looks = LOOKS[lift.verdict];
    const name = names[at]!;
    return {
      y: (at + (isNarrow ? 0.68 : 0.5)) * STEP,
      nameY: (at + (isNarrow ? 0.3 : 0.5)) * STEP,
      name: cutText(name, isNarrow ? width - 24 : margins.left - 12, SMALL),
      difference: lift.difference,
      low: shown[at]?.low ?? -1,
      high: shown[at]?.high ?? 1,
      colour: palette[looks.colour] as string,
      shape: looks.shape,
      told: writeText("liftTold", language, {
        name,
        withIt: share(lift.treatment),
        without: share(lift.holdout),
        low: signedPercent(lift.low),
        high: signedPercent(lift.high),
        verdict: writeText(looks.text, language),
      }),
    };
  });
  const x: ChartChannel = {
    type: "quantitative",
    scale: { domain: [ticks[0]!, ticks.at(-1) ?? 1], nice: false, zero: false },
    axis: { ...axisOf(ticks, signedPercent, writeText("liftAxis", language)), domain: false },
  };
  const y = inPixels("y");
  return frameChart(
    {
      title: writeText("liftTitle", language),
      subtitle: writeText("liftSubtitle", language),
      told: rows.map((row) => row["told"]).join(" ") || writeText("liftNothing", language),
      height,
      margins,
      layers: [
        layerOf(
          [{ zero: 0, y: 0, y2: height }],
          { type: "rule", color: palette.muted, strokeWidth: 1.5, aria: false },
          { x: { ...x, field: "zero" }, y, y2: { field: "y2" } },
        ),
        layerOf(
          rows,
          { type: "rule", strokeWidth: 3, strokeCap: "round", aria: false },
          { x: { ...x, field: "low" }, x2: { field: "high" }, y, color: asGiven("colour") },
        ),
        layerOf(
          rows,
          { type: "point", filled: true, size: 130, opacity: 1 },
          {
            x: { ...x, field: "difference" },
            y,
            color: asGiven("colour"),
            shape: asGiven("shape"),
            ...TOLD,
          },
        ),
        ...drawText(
          rows.map(({ nameY = 0, name = "" }) => ({ nameX: isNarrow ? -8 : -12, nameY, name })),
          { align: isNarrow ? "left" : "right" },
          { x: "nameX", y: "nameY", text: "name" },
          palette,
        ),
        ...drawKey(key, { left: 4 - margins.left, top: height + 56, width: width - 8 }, palette),
      ],
    },
    setting,
  );
}
