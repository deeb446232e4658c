import {
  assertInstant,
  assertList,
  assertOptions,
  atDoor,
  calendarOf,
  type OptionNames,
  SetiaError,
  showValue,
} from "../kernel";
import { type LifetimeModel, predictLifetimes } from "../lifetime";
import { type Order, orderStands } from "../purchases";
import type { Chart, ChartChannel, ChartRow } from "./chart";
import { CHART_OPTIONS, type ChartOptions, settingOf } from "./chart-options";
import { dayWriter, figuresIn } from "./figures/figures";
import { monthTicks } from "./figures/month-label";
import { axisOf } from "./figures/ticks";
import { frameChart, layerOf, titleAbove, TOLD } from "./layout/frame-chart";
import { writeText } from "./layout/write-text";

/** The chance that a customer is still there, on one day. */
export interface AliveDay {
  /** Days since 1970-01-01 in the model's zone. */
  readonly day: number;
  /** The chance at the end of the day, 0–1. */
  readonly chance: number;
}

/** The history of one customer. */
export interface AliveDays {
  /** Days with an order, ascending. */
  readonly bought: readonly number[];
  /** The chance by day, from the first order on, ascending. */
  readonly days: readonly AliveDay[];
  /** The day of the answer. */
  readonly today: number;
}

/** Days told at most; a longer history is told at fewer, days around orders always. */
const MOST_DAYS = 400;

/** Tells for each day of a history how likely the customer was still there, by what had been bought until then. */
export function aliveDays(
  orders: readonly Order[],
  model: LifetimeModel,
  options: { readonly asOf: Date; readonly horizonDays: number },
): AliveDays {
  const { asOf, horizonDays } = options;
  const calendar = calendarOf(model.timeZone);
  const today = calendar.dayOf(asOf);
  const placed = orders
    .filter((order) => orderStands(order, asOf))
    .map(({ placedAt }) => calendar.dayOf(placedAt));
  const bought = [...new Set(placed)].sort((a, b) => a - b);
  const [first] = bought;
  if (first === undefined) return { bought, days: [], today };
  const step = Math.ceil((today + horizonDays - first + 1) / MOST_DAYS);
  const around = new Set(bought.flatMap((day) => [day - 1, day]));
  const days: number[] = [];
  for (let day = first; day <= today + horizonDays; day++) {
    const isEnd = day === today || day === today + horizonDays;
    if ((day - first) % step === 0 || around.has(day) || isEnd) days.push(day);
  }
  const until = days.map((day) => bought.filter((each) => each <= day));
  const { probabilityAlive } = predictLifetimes(
    {
      repeats: until.map((done) => done.length - 1),
      lastDays: until.map((done) => (done.at(-1) ?? first) - first),
      observedDays: days.map((day) => day - first),
      asOf,
      timeZone: model.timeZone,
      currency: model.currency,
    },
    model,
    { horizonDays: 1 },
  );
  return {
    bought,
    days: days.map((day, at) => ({ day, chance: probabilityAlive[at]! })),
    today,
  };
}

/** Options of {@link chartAliveHistory}. */
export interface AliveHistoryOptions extends ChartOptions {
  /** The instant of the answer, inclusive; later orders are ignored. */
  readonly asOf: Date;
  /** Name of the customer for the title; without one it speaks of this customer. */
  readonly customer?: string;
  /** Days after `asOf` that are drawn as if nothing were bought, 0–3650; 0 if left out. */
  readonly horizonDays?: number;
}

const HEIGHT = 220;

const MARGINS = { left: 48, right: 14, top: 20, bottom: 30 };

const chartAliveHistoryOptions = (): OptionNames<AliveHistoryOptions> => ({
  asOf: true,
  customer: true,
  horizonDays: true,
  ...CHART_OPTIONS,
});

/**
 * Draws how likely one customer was still there, day by day from the first order, with a mark for each day with an
 * order.
 *
 * @param orders - of the customer, in any order
 * @param model - from `fitLifetime`, whose zone's days are counted
 * @param options - language, instant, name, days ahead, theme, width, title
 * @returns a Vega-Lite specification
 * @throws SetiaError `INVALID_OPTION`, `INVALID_INSTANT`; `INVALID_MODEL`, `NEWER_MODEL`
 *
 * @example
 * ```ts
 * import { fitLifetime, summarizePurchases } from "setia";
 * import { chartAliveHistory } from "setia/charts";
 *
 * const orders = ["2026-01-05", "2026-02-01", "2026-03-02"].map((day, index) => ({
 *   id: String(index), customerId: "ani", placedAt: new Date(day), currency: "USD", total: 2500,
 * }));
 * const asOf = new Date("2026-03-31");
 * const model = fitLifetime(summarizePurchases(orders, { asOf }).summaries);
 * const chart = chartAliveHistory(orders, model, { language: "en", asOf, customer: "Ani" });
 * chart.title.text; // => ["Is Ani still a customer?"]
 * ```
 */
export function chartAliveHistory(
  orders: readonly Order[],
  model: LifetimeModel,
  options: AliveHistoryOptions,
): Chart {
  assertList(orders, "chartAliveHistory: orders");
  assertOptions(options, chartAliveHistoryOptions(), "chartAliveHistory");
  return atDoor("chartAliveHistory", () => chartAliveHistoryUnchecked(orders, model, options));
}

function chartAliveHistoryUnchecked(
  orders: readonly Order[],
  model: LifetimeModel,
  options: AliveHistoryOptions,
): Chart {
  const setting = settingOf(options, "chartAliveHistory");
  const { language, palette, width } = setting;
  const { asOf, customer, horizonDays = 0 } = options;
  assertInstant(asOf, "chartAliveHistory: asOf");
  if (!Number.isInteger(horizonDays) || horizonDays < 0 || horizonDays > 3650) {
    throw new SetiaError(
      "INVALID_OPTION",
      `chartAliveHistory: horizonDays is ${showValue(horizonDays)}; expected a whole number from 0 to 3650`,
    );
  }
  const { bought, days, today } = aliveDays(orders, model, { asOf, horizonDays });
  const { percent } = figuresIn(language);
  const dayText = dayWriter(language, "day");
  const first = days[0]?.day ?? today;
  const last = Math.max(days.at(-1)?.day ?? today, first + 1);
  const rowOf = ({ day, chance }: (typeof days)[number]): ChartRow => ({
    day,
    chance,
    told: writeText("aliveDayTold", language, { day: dayText(day), chance }),
  });
  const chanceOn = new Map(days.map(({ day, chance }) => [day, chance]));
  const ticks = monthTicks(first, last, Math.floor(width / 80));
  const x: ChartChannel = {
    field: "day",
    type: "quantitative",
    scale: { domain: [first, last], nice: false, zero: false },
    axis: { ...axisOf(ticks, dayWriter(language, "month"), null), grid: false },
  };
  const y: ChartChannel = {
    field: "chance",
    type: "quantitative",
    scale: { domain: [0, 1], nice: false },
    axis: {
      ...axisOf([0, 0.25, 0.5, 0.75, 1], percent, writeText("aliveAxis", language)),
      ...titleAbove(MARGINS),
      domain: false,
      ticks: false,
    },
  };
  const line = { type: "line", color: palette.good, strokeWidth: 2.5, aria: false } as const;
  const now = chanceOn.get(today);
  const before = days.filter(({ day }) => day <= today).map(rowOf);
  const after = days.filter(({ day }) => day >= today).map(rowOf);
  const orderRows = bought.map((day): ChartRow => ({
    day,
    chance: chanceOn.get(day) ?? 0,
    told: writeText("aliveOrderTold", language, { day: dayText(day) }),
  }));
  return frameChart(
    {
      title:
        customer === undefined
          ? writeText("aliveTitle", language)
          : writeText("aliveTitleOf", language, { customer }),
      subtitle: writeText(horizonDays > 0 ? "aliveSubtitleAhead" : "aliveSubtitle", language),
      told:
        now === undefined
          ? writeText("aliveNoOrder", language)
          : writeText("aliveTold", language, {
              chance: now,
              day: dayText(today),
              orders: bought.length,
              last: dayText(bought.at(-1) ?? today),
            }),
      height: HEIGHT,
      margins: MARGINS,
      layers: [
        layerOf(
          before,
          { type: "area", fill: palette.good, fillOpacity: 0.12, aria: false },
          { x, y: { ...y, stack: null } },
        ),
        layerOf(before, line, { x, y, tooltip: TOLD.tooltip }),
        ...(horizonDays > 0
          ? [layerOf(after, { ...line, strokeDash: [5, 4] }, { x, y, tooltip: TOLD.tooltip })]
          : []),
        layerOf(
          orderRows,
          {
            type: "point",
            filled: true,
            fill: palette.paper,
            stroke: palette.ink,
            strokeWidth: 1.5,
            size: 44,
            opacity: 1,
          },
          { x, y, ...TOLD },
        ),
      ],
    },
    setting,
  );
}
