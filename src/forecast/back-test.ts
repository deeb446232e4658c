import { fitLifetime, LIFETIME_MODELS, type LifetimeModelName } from "../lifetime";
import type { PurchaseDays } from "../purchases";
import { baseAt, ordersAfter } from "./base-at";
import {
  byCounts,
  byModel,
  corrected,
  middleOf,
  type CountTables,
  type Forecaster,
  type Foretold,
} from "./forecaster";

/** What was foretold of one window of the past with what was known when it began, and what came. */
export interface TrialRow {
  /** Day after which it began. */
  readonly origin: number;
  /** Its days. */
  readonly length: number;
  /** Customers by then. */
  readonly customers: number;
  /** Orders that each forecaster foretold, uncorrected. */
  readonly foretold: Readonly<Partial<Record<Forecaster, number>>>;
  /** Orders that came. */
  readonly came: number;
}

/** How well a forecaster distinguished customers. */
export interface TriedForecaster {
  /** The forecaster. */
  readonly forecaster: Forecaster;
  /** Mean logarithmic loss of "orders within the window", at the number who did order; the less the better. */
  readonly logLoss: number;
}

/** How forecasters did on windows that were set aside. */
export interface BackTest {
  /** The forecasters, the best first. */
  readonly tried: readonly TriedForecaster[];
  /** What was foretold and what came. */
  readonly rows: readonly TrialRow[];
}

/** Customers that a trial looks at, at most: so many show which is better, and more would take longer. */
const MOST_CUSTOMERS = 20_000;
/** With fewer, a trial tells nothing. */
export const FEWEST_CUSTOMERS = 100;
/** Windows of these lengths choose the forecaster. */
const CHOOSING: readonly number[] = [14, 30, 90];

/**
 * Lets every forecaster foretell windows of the past with what was known when they began.
 *
 * @param history - the days of all customers
 * @param trials - days to begin on, with what counts knew then: tables by length
 * @param lengths - lengths of windows
 * @param today - the last day that is known
 */
export function runBackTest(
  history: PurchaseDays,
  trials: readonly {
    readonly day: number;
    readonly tables: readonly (CountTables | undefined)[];
  }[],
  lengths: readonly number[],
  today: number,
  endOf: (day: number) => Date,
): BackTest {
  const losses = new Map<Forecaster, number>();
  const rows: TrialRow[] = [];
  let choices = 0;
  for (const { day, tables } of trials) {
    const base = baseAt(history, day, endOf, MOST_CUSTOMERS);
    const { length: customers } = base.cells;
    if (customers < FEWEST_CUSTOMERS) continue;
    const models = LIFETIME_MODELS.map((model) => fitLifetime(base.columns, { model }));
    for (const [place, length] of lengths.entries()) {
      if (day + length > today) continue;
      const came = ordersAfter(history, base.places, day, length);
      const all = new Map<Forecaster, Foretold>(
        models.map((model) => [model.model, byModel(base.columns, model, length)]),
      );
      const counted = tables[place];
      if (counted !== undefined) {
        const counts = byCounts(counted, base.cells);
        for (const [name, foretold] of [...all]) {
          all.set(`counts+${name as LifetimeModelName}`, middleOf(counts, foretold));
        }
        all.set("counts", counts);
        if (CHOOSING.includes(length)) {
          choices += customers;
          for (const [name, { chance }] of all) {
            losses.set(name, (losses.get(name) ?? 0) + matchedLoss(chance, came));
          }
        }
      }
      rows.push({
        origin: day,
        length,
        customers: customers * base.each,
        foretold: Object.fromEntries(
          Array.from(all, ([name, { orders }]) => [name, sum(orders) * base.each]),
        ),
        came: sum(came) * base.each,
      });
    }
  }
  const tried = Array.from(losses, ([forecaster, loss]) => ({
    forecaster,
    logLoss: loss / choices,
  }));
  return { tried: tried.sort((a, b) => a.logLoss - b.logLoss), rows };
}

/** Logarithmic loss once the sum of chances is that of those who came: what is left is how well customers are distinguished. */
function matchedLoss(chance: Float64Array, came: Float64Array): number {
  let buyers = 0;
  for (const orders of came) if (orders > 0) buyers++;
  let times = 1;
  for (let step = 0; step < 6; step++) {
    let expected = 0;
    let slope = 0;
    for (const one of chance) {
      const left = Math.log1p(-Math.min(one, 1 - 1e-9));
      const stays = Math.exp(times * left);
      expected += 1 - stays;
      slope -= stays * left;
    }
    if (slope <= 0) break;
    times = Math.min(times * 3, Math.max(times / 3, times + (buyers - expected) / slope));
  }
  let loss = 0;
  for (let at = 0; at < chance.length; at++) {
    const right = Math.min(1 - 1e-6, Math.max(1e-6, corrected(chance[at]!, times)));
    loss -= Math.log(came[at]! > 0 ? right : 1 - right);
  }
  return loss;
}

function sum(of: Float64Array): number {
  let total = 0;
  for (const one of of) total += one;
  return total;
}
