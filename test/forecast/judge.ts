/** Compares forecasts with what came, and with the best of the lifetime models. */
import {
  fitForecast,
  fitLifetime,
  predictLifetimes,
  summarizePurchases,
  words,
  type Order,
} from "setia";
import { forecastCustomers } from "setia/lifetime";

/** How one forecast did, beside the lifetime models on the same customers. */
export interface Judged {
  /** Orders that came. */
  readonly came: number;
  /** Standard error of that number, as if customers were drawn anew. */
  readonly standardError: number;
  /** Orders foretold over those that came, less 1. */
  readonly off: number;
  /** The same of the model that was off least. */
  readonly bestOff: number;
  /** Mean logarithmic loss of "orders within the horizon". */
  readonly logLoss: number;
  /** The least of the models'. */
  readonly bestLogLoss: number;
  /** That of MBG/NBD. */
  readonly mbgLogLoss: number;
  /** How well customers are ranked, 0 to 1, and the best of the models and of the past rate. */
  readonly gini: number;
  readonly bestGini: number;
  /** Foretold and came by tenth of the customers, the highest forecasts first, and the sum of squares of what came. */
  readonly tenths: readonly (readonly [foretold: number, came: number, squares: number])[];
}

/** What came of each customer within so many days after a day. */
export type CameAfter = (customerId: string, day: number, length: number) => number;

/** Fits at the end of a day, and judges each horizon. */
export function judge(
  orders: readonly Order[],
  day: number,
  horizons: readonly number[],
  cameAfter: CameAfter,
): Map<number, Judged> {
  const asOf = new Date((day + 1) * 86_400_000 - 1);
  const { columns, summaries } = summarizePurchases(orders, { asOf });
  const forecast = fitForecast(orders, { asOf });
  const models = words.lifetimeModels.map((model) => fitLifetime(columns, { model }));
  return new Map(
    horizons.map((horizonDays) => {
      const came = columns.customerIds.map((id) => cameAfter(id, day, horizonDays));
      const ours = forecastCustomers(summaries, forecast, { horizonDays });
      const theirs = models.map((model) => predictLifetimes(columns, model, { horizonDays }));
      const all = sum(came);
      const off = (of: ArrayLike<number>): number => sum(of) / all - 1;
      const offs = theirs.map(({ expectedOrders }) => off(expectedOrders));
      const losses = theirs.map(({ probabilityOfOrder }) => logLossOf(probabilityOfOrder, came));
      const rates = columns.purchaseDays.map((days, at) => {
        const tenure = columns.tenureDays[at] ?? 0;
        return tenure === 0 ? 0 : (1000 * (days - 1)) / tenure;
      });
      const ginis = [rates, ...theirs.map(({ expectedOrders }) => expectedOrders)].map((by) =>
        giniOf(by, came),
      );
      const mean = all / came.length;
      return [
        horizonDays,
        {
          came: all,
          standardError: Math.sqrt(came.reduce((total, one) => total + (one - mean) ** 2, 0)),
          off: off(ours.expectedOrders),
          bestOff: offs.reduce((best, one) => (Math.abs(one) < Math.abs(best) ? one : best)),
          logLoss: logLossOf(ours.probabilityOfOrder, came),
          bestLogLoss: Math.min(...losses),
          mbgLogLoss: losses[0] ?? NaN,
          gini: giniOf(ours.expectedOrders, came),
          bestGini: Math.max(...ginis),
          tenths: tenthsOf(ours.expectedOrders, came),
        },
      ] as const;
    }),
  );
}

function sum(of: ArrayLike<number>): number {
  let total = 0;
  for (let at = 0; at < of.length; at++) total += of[at]!;
  return total;
}

function logLossOf(chances: ArrayLike<number>, came: readonly number[]): number {
  const losses = came.map((orders, at) => {
    const chance = Math.min(1 - 1e-6, Math.max(1e-6, chances[at]!));
    return -Math.log(orders > 0 ? chance : 1 - chance);
  });
  return sum(losses) / came.length;
}

function ranked(by: ArrayLike<number>): number[] {
  return Array.from({ length: by.length }, (_, at) => at).sort((a, b) => by[b]! - by[a]!);
}

function giniOf(by: ArrayLike<number>, came: readonly number[]): number {
  const order = ranked(by);
  let [area, before] = [0, 0];
  const all = sum(came);
  for (let at = 0; at < order.length;) {
    let [end, group] = [at, 0];
    while (end < order.length && by[order[end]!] === by[order[at]!]) group += came[order[end++]!]!;
    area += ((end - at) / order.length) * ((before + group / 2) / all);
    before += group;
    at = end;
  }
  return 2 * area - 1;
}

function tenthsOf(
  by: ArrayLike<number>,
  came: readonly number[],
): (readonly [number, number, number])[] {
  const order = ranked(by);
  const scale = sum(came) / sum(by);
  return Array.from({ length: 10 }, (_, tenth) => {
    const own = order.filter((_, at) => Math.floor((10 * at) / order.length) === tenth);
    const of = (figure: (at: number) => number): number => sum(own.map(figure));
    return [
      of((at) => by[at]! * scale),
      of((at) => came[at]!),
      of((at) => came[at]! ** 2),
    ] as const;
  });
}
