/** Forecasts on real bases: CDNOW, Online Retail and the orders of the R package rfm. Figures stand in `docs/forecast.md`. */
import { beforeAll, describe, expect, it } from "vitest";
import {
  fitForecast,
  ordersFromEvents,
  summarizePurchases,
  type CustomerEvent,
  type Order,
} from "setia";
import { forecastCustomers } from "setia/lifetime";
import { judge, type Judged } from "../forecast/judge";
import { cdnowEvents, retailEvents, rfmEvents } from "./loyalty-orders";
import { sharedFile } from "./shared";

const cdnow = sharedFile("data/cdnow_master.csv");
const retail = sharedFile("data/online_retail.csv.gz");
const rfm = sharedFile("data/rfm_data_orders.csv");

const DAY = 86_400_000;
const dayOf = (day: string): number => Math.floor(Date.parse(day) / DAY);
const END = new Date("2100-01-01");

/** Orders with their days, and what came after a day. */
interface Base {
  readonly orders: readonly Order[];
  readonly daysOf: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

function baseOf(groups: readonly (readonly CustomerEvent[])[]): Base {
  const orders = ordersFromEvents(groups.flat(), { asOf: END });
  const daysOf = new Map<string, Map<number, number>>();
  for (const { customerId, placedAt, total } of orders) {
    const own = daysOf.get(customerId) ?? new Map<number, number>();
    const day = Math.floor(placedAt.getTime() / DAY);
    daysOf.set(customerId, own.set(day, (own.get(day) ?? 0) + total));
  }
  return { orders, daysOf };
}

const until = ({ orders }: Base, day: number): Order[] =>
  orders.filter(({ placedAt }) => placedAt.getTime() < (day + 1) * DAY);

const within = ({ daysOf }: Base, id: string, day: number, length: number): [number, number][] =>
  [...(daysOf.get(id) ?? [])].filter(([on]) => on > day && on <= day + length);

function judgeBase(base: Base, days: readonly string[], last: string): [string, number, Judged][] {
  return days.flatMap((name) => {
    const day = dayOf(name);
    const horizons = [14, 30, 90, 180].filter((horizon) => day + horizon <= dayOf(last));
    const judged = judge(
      until(base, day),
      day,
      horizons,
      (id, from, length) => within(base, id, from, length).length,
    );
    return Array.from(judged, ([horizon, one]) => [name, horizon, one] as [string, number, Judged]);
  });
}

const mean = (of: readonly number[]): number => of.reduce((a, b) => a + b, 0) / of.length;

function expectGood(rows: readonly [string, number, Judged][]): void {
  for (const [name, horizon, one] of rows) {
    console.info(
      `${name}, ${String(horizon)} days: ${String(one.came)} came, off by ${(100 * one.off).toFixed(0)} % (best model ${(100 * one.bestOff).toFixed(0)} %); loss ${(one.logLoss / one.bestLogLoss).toFixed(3)} of the best; gini ${one.gini.toFixed(3)} (${one.bestGini.toFixed(3)})`,
    );
  }
  const all = rows.map(([, , one]) => one);
  expect(mean(all.map((one) => one.logLoss / one.bestLogLoss))).toBeLessThanOrEqual(1.005);
  expect(mean(all.map((one) => one.bestGini - one.gini))).toBeLessThanOrEqual(0.005);
}

describe.runIf(cdnow !== undefined)("on CDNOW", () => {
  it("tells chances and ranks customers no worse than the best of three models", async () => {
    const base = baseOf(await cdnowEvents(cdnow ?? ""));
    const splits = ["1997-09-30", "1997-11-30", "1998-01-31", "1998-03-31"];
    expectGood(judgeBase(base, splits, "1998-06-30"));
  });
});

describe.runIf(rfm !== undefined)("on the orders of rfm", () => {
  it("finds that customers hardly differ", async () => {
    const base = baseOf(await rfmEvents(rfm ?? ""));
    const splits = ["2004-06-30", "2005-01-31", "2005-08-31", "2006-03-31"];
    const rows = judgeBase(base, splits, "2006-12-30");
    for (const [, , { gini, bestGini }] of rows) {
      expect(Math.abs(gini)).toBeLessThan(0.2);
      expect(Math.abs(bestGini)).toBeLessThan(0.2);
    }
  });
});

describe.runIf(retail !== undefined)("on Online Retail", () => {
  let base: Base;
  // The first of a month is not yet seen.
  const splits = ["2011-04-30", "2011-05-31", "2011-06-30", "2011-07-31", "2011-08-31"];
  beforeAll(async () => {
    base = baseOf(await retailEvents(retail ?? ""));
  });

  it("tells chances and ranks customers no worse than the best of three models", () => {
    expectGood(judgeBase(base, splits, "2011-12-09"));
  });

  it("finds in its top tenth no less of what comes than sorting by money spent", () => {
    const rows = splits.map((name) => {
      const day = dayOf(name);
      const orders = until(base, day);
      const asOf = new Date((day + 1) * DAY - 1);
      const { summaries } = summarizePurchases(orders, { asOf });
      const model = fitForecast(orders, { asOf });
      const ahead = forecastCustomers(summaries, model, { horizonDays: 90 }).expectedRevenue;
      const came = summaries.map(({ customerId }) =>
        within(base, customerId, day, 90).reduce((sum, [, total]) => sum + total, 0),
      );
      const spent = summaries.map(({ revenue }) => revenue);
      const [ours, money, perfect] = [ahead, spent, came].map((by) => topTenth(by, came));
      const correlation = rankCorrelation(ahead, came);
      console.info(
        `${name}: ${ours!.toFixed(1)} % in the top tenth by what lies ahead, ${money!.toFixed(1)} by money spent, ${perfect!.toFixed(1)} known afterwards; rank correlation ${correlation.toFixed(3)}`,
      );
      return { ours: ours!, money: money!, correlation };
    });
    for (const { ours, money } of rows) expect(ours).toBeGreaterThan(money - 1);
    expect(mean(rows.map(({ ours, money }) => ours - money))).toBeGreaterThan(0);
    expect(mean(rows.map(({ correlation }) => correlation))).toBeGreaterThan(0.52);
  });
});

function topTenth(by: ArrayLike<number>, came: readonly number[]): number {
  const order = came.map((_, at) => at).sort((a, b) => by[b]! - by[a]!);
  const sum = (of: readonly number[]): number => of.reduce((total, at) => total + came[at]!, 0);
  return (100 * sum(order.slice(0, Math.round(came.length / 10)))) / sum(order);
}

/** Spearman's, ties at their middle. */
function rankCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [x, y] = [ranks(a), ranks(b)];
  const middle = (x.length - 1) / 2;
  const product = (p: readonly number[], q: readonly number[]): number =>
    p.reduce((sum, one, at) => sum + (one - middle) * (q[at]! - middle), 0);
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

function ranks(of: ArrayLike<number>): number[] {
  const order = Array.from({ length: of.length }, (_, at) => at).sort((a, b) => of[a]! - of[b]!);
  const rank = new Array<number>(of.length);
  for (let at = 0; at < order.length;) {
    let end = at;
    while (end < order.length && of[order[end]!] === of[order[at]!]) end++;
    for (let one = at; one < end; one++) rank[order[one]!] = (at + end - 1) / 2;
    at = end;
  }
  return rank;
}
