import {
  assertOptions,
  assertRecord,
  atDoor,
  type OptionNames,
  PERIOD_LENGTHS,
  type PeriodLength,
  SetiaError,
  showValue,
} from "../kernel";
import type { LoopReport } from "../loyalty-loop";
import { bandsOf, GIVEN_COLOUR, LEGEND_HEIGHT } from "./figures/bands";
import type { Chart, ChartRow } from "./chart";
import { CHART_OPTIONS, settingOf, type ChartOptions } from "./chart-options";
import { figuresIn } from "./figures/figures";
import { asGiven, frameChart, layerOf, SMALL, TOLD } from "./layout/frame-chart";
import { periodLabel } from "./figures/month-label";
import { longestWidth } from "./layout/wrap-text";
import { writeText } from "./layout/write-text";

/** Options of {@link chartRetention}. */
export interface RetentionOptions extends ChartOptions {
  /** How long the periods are, as it was given to `measureLoop`; `"month"` if left out. */
  readonly every?: PeriodLength;
}

const CELL = 26;
/** Rows drawn at most: the latest. */
const MOST_COHORTS = 24;
/** Width of a column in pixels, at the least. */
const NARROWEST = 22;

const chartRetentionOptions = (): OptionNames<RetentionOptions> => ({
  every: true,
  ...CHART_OPTIONS,
});

/**
 * Draws retention by cohort: a row for those who first bought in the same period, a column for each period after it,
 * and in each cell what part of them bought in it. The latest 24 cohorts are drawn, and as many periods as there is room
 * for.
 *
 * @param measures - from `measureLoop`
 * @param options - language, length of periods, theme, width, title
 * @returns a Vega-Lite specification
 * @throws SetiaError `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { measureLoop, traceLoop, type CustomerEvent } from "setia";
 * import { chartRetention } from "setia/charts";
 *
 * const order = (customerId: string, day: string): CustomerEvent => ({
 *   id: customerId + day, type: "order_completed", customerId, at: new Date(day), orderId: customerId + day,
 *   currency: "IDR", total: 100,
 * });
 * const asOf = new Date("2026-03-31");
 * const base = [[order("ani", "2026-01-05"), order("ani", "2026-02-10")], [order("budi", "2026-01-20")]];
 * const traces = base.flatMap((events) => traceLoop(events, { asOf }) ?? []);
 * const measures = measureLoop(traces, { asOf, from: new Date("2026-01-01") });
 * const { description } = chartRetention(measures, { language: "en" });
 * description; // => "Who comes back. One period after the first order 50% of 2 customers bought again."
 * ```
 */
export function chartRetention(
  measures: Pick<LoopReport<string>, "cohorts">,
  options: RetentionOptions,
): Chart {
  assertRecord(measures, "chartRetention: measures");
  assertOptions(options, chartRetentionOptions(), "chartRetention");
  return atDoor("chartRetention", () => chartRetentionUnchecked(measures, options));
}

function chartRetentionUnchecked(
  measures: Pick<LoopReport<string>, "cohorts">,
  options: RetentionOptions,
): Chart {
  const setting = settingOf(options, "chartRetention");
  const { language, palette, width } = setting;
  const { every = "month" } = options;
  if (!PERIOD_LENGTHS.includes(every)) {
    throw new SetiaError(
      "INVALID_OPTION",
      `chartRetention: every is ${showValue(every)}; expected one of ${PERIOD_LENGTHS.join(", ")}`,
    );
  }
  const { count, percent } = figuresIn(language);
  const cohorts = measures.cohorts.slice(-MOST_COHORTS);
  const starts = cohorts.map(({ start }) => periodLabel(start, every, language));
  const names = starts.map((start, at) => `${start} · ${count(cohorts[at]?.customers ?? 0)}`);
  const margins = {
    left: longestWidth(names, SMALL) + 14,
    right: 6,
    top: 34,
    bottom: 8 + LEGEND_HEIGHT,
  };
  const plot = width - margins.left - margins.right;
  const later = Math.max(1, ...cohorts.map(({ retained }) => retained.length - 1));
  const columns = Array.from({ length: Math.min(later, Math.floor(plot / NARROWEST)) }, (_, at) =>
    count(at + 1),
  );
  const hasRoom = plot / columns.length >= 30;
  const cells = cohorts.flatMap(({ customers, retained }, at) =>
    // The first is the period in which all of them bought.
    retained
      .slice(1, columns.length + 1)
      .flatMap(({ count: back, share, complete }, later) =>
        share === undefined ? [] : [{ at, later, customers, back, share, complete }],
      ),
  );
  const bands = bandsOf(
    cells.map(({ share }) => share),
    { kind: "even", write: percent, palette },
  );
  const rows = cells.map(({ at, later, customers, back, share, complete }): ChartRow => ({
    cohort: names[at]!,
    period: columns[later]!,
    complete,
    colour: bands.colourOf(share),
    ink: bands.inkOf(share),
    label: hasRoom ? percent(share) : count(share * 100),
    told: writeText("retentionCellTold", language, {
      cohort: starts[at]!,
      customers,
      count: back,
      period: later + 1,
      share,
    }),
  }));
  const open = rows.filter(({ complete }) => complete === false);
  const axis = { labelAngle: 0, ticks: false, domain: false } as const;
  const place = {
    x: {
      field: "period",
      type: "ordinal",
      scale: { domain: columns, paddingInner: 0.06, paddingOuter: 0 },
      axis: {
        ...axis,
        orient: "top",
        title: writeText(every === "month" ? "retentionMonths" : "retentionPeriods", language),
      },
    },
    y: {
      field: "cohort",
      type: "ordinal",
      scale: { domain: names, paddingInner: 0.06, paddingOuter: 0 },
      axis: { ...axis, title: null, labelPadding: 6 },
    },
  } as const;
  const height = Math.max(1, cohorts.length) * CELL;
  // Only those for whom the first later period is over tell how many come back in it.
  const first = cells.filter(({ later, complete }) => later === 0 && complete);
  const all = first.reduce((sum, { customers }) => sum + customers, 0);
  const back = first.reduce((sum, cell) => sum + cell.back, 0);
  return frameChart(
    {
      title: writeText("retentionTitle", language),
      subtitle: [
        `${writeText("retentionSubtitle", language)}.`,
        ...(open.length > 0 ? [writeText("retentionOpen", language)] : []),
      ].join(" "),
      told:
        all === 0
          ? writeText("nobodyTold", language)
          : writeText("retentionTold", language, { share: back / all, customers: all }),
      height,
      margins,
      layers: [
        layerOf(rows, { type: "rect", cornerRadius: 3 }, { ...place, fill: GIVEN_COLOUR, ...TOLD }),
        layerOf(
          open,
          {
            type: "rect",
            aria: false,
            cornerRadius: 3,
            filled: false,
            stroke: palette.ink,
            strokeDash: [2, 2],
          },
          place,
        ),
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
