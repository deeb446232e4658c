import { bandsOf, GIVEN_COLOUR, LEGEND_HEIGHT } from "./bands";
import type { Chart, ChartRow } from "./chart";
import { settingOf, type ChartOptions } from "./chart-options";
import { figuresIn } from "./figures";
import { asGiven, frameChart, layerOf, SMALL, TOLD } from "./frame-chart";
import { monthLabel } from "./month-label";
import { longestWidth } from "./wrap-text";
import { writeText } from "./write-text";

/** Customers who came in the same period, and how many of them bought again later. */
export interface RetentionCohort {
  /** When they came: a month such as `"2026-03"`, or a name. */
  readonly cohort: string;
  /** How many they are. */
  readonly customers: number;
  /** Share of them who bought in each later period, 0–1: the first after they came first. */
  readonly shares: readonly number[];
}

const CELL = 26;

/**
 * Draws retention by cohort: a row for those who came in the same month, a column for each month after, and in each
 * cell what part of them bought in it.
 *
 * @param cohorts - in order of time
 * @param options - language, theme, width, title
 * @returns a Vega-Lite specification
 * @throws SetiaError `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { chartRetention } from "setia/charts";
 *
 * const cohorts = [{ cohort: "2026-01", customers: 40, shares: [0.5, 0.25] }, { cohort: "2026-02", customers: 20, shares: [0.4] }];
 * const { description } = chartRetention(cohorts, { language: "en" });
 * description; // => "Who comes back. One month after they came, 46.7% of 60 customers bought again."
 * ```
 */
export function chartRetention(cohorts: readonly RetentionCohort[], options: ChartOptions): Chart {
  const setting = settingOf(options, "chartRetention");
  const { language, palette, width } = setting;
  const { count, percent } = figuresIn(language);
  const names = cohorts.map(
    ({ cohort, customers }) => `${monthLabel(cohort, language)} · ${count(customers)}`,
  );
  const periods = Math.max(1, ...cohorts.map(({ shares }) => shares.length));
  const columns = Array.from({ length: periods }, (_, at) => count(at + 1));
  const margins = {
    left: longestWidth(names, SMALL) + 14,
    right: 6,
    top: 28,
    bottom: 8 + LEGEND_HEIGHT,
  };
  const plot = width - margins.left - margins.right;
  const bands = bandsOf(
    cohorts.flatMap(({ shares }) => shares),
    {
      kind: "even",
      write: percent,
      palette,
    },
  );
  const hasRoom = plot / periods >= 30;
  const rows = cohorts.flatMap(({ cohort, customers, shares }, at) =>
    shares.map((share, period): ChartRow => ({
      cohort: names[at] ?? "",
      period: columns[period] ?? "",
      colour: bands.colourOf(share),
      ink: bands.inkOf(share),
      label: hasRoom ? percent(share) : count(share * 100),
      told: writeText("retentionCellTold", language, {
        cohort: monthLabel(cohort, language),
        customers,
        period: period + 1,
        share,
      }),
    })),
  );
  const axis = { labelAngle: 0, ticks: false, domain: false } as const;
  const place = {
    x: {
      field: "period",
      type: "ordinal",
      scale: { domain: columns, paddingInner: 0.06, paddingOuter: 0 },
      axis: { ...axis, orient: "top", title: writeText("retentionPeriods", language) },
    },
    y: {
      field: "cohort",
      type: "ordinal",
      scale: { domain: names, paddingInner: 0.06, paddingOuter: 0 },
      axis: { ...axis, title: null, labelPadding: 6 },
    },
  } as const;
  const height = Math.max(1, cohorts.length) * CELL;
  const known = cohorts.filter(({ shares }) => shares.length > 0);
  const all = known.reduce((sum, { customers }) => sum + customers, 0);
  const back = known.reduce((sum, { customers, shares }) => sum + customers * (shares[0] ?? 0), 0);
  return frameChart(
    {
      title: writeText("retentionTitle", language),
      subtitle: writeText("retentionSubtitle", language),
      told:
        all === 0
          ? writeText("nobodyTold", language)
          : writeText("retentionTold", language, { share: back / all, customers: all }),
      height,
      margins,
      layers: [
        layerOf(rows, { type: "rect", cornerRadius: 3 }, { ...place, fill: GIVEN_COLOUR, ...TOLD }),
        layerOf(
          rows,
          { type: "text", aria: false, fontSize: SMALL - 1 },
          { ...place, text: { field: "label", type: "nominal" }, color: asGiven("ink") },
        ),
        ...bands.legend({
          title: writeText("retentionLegend", language),
          top: height + 4,
          width: plot,
        }),
      ],
    },
    setting,
  );
}
