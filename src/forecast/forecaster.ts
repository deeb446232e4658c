import {
  predictLifetimes,
  type LifetimeColumns,
  type LifetimeModel,
  type LifetimeModelName,
} from "../lifetime";
import { stepsOf, type FactorTable } from "./factor-table";

/** Who foretells: a lifetime model, the counts of the past, or the middle of both. */
export type Forecaster = LifetimeModelName | "counts" | `counts+${LifetimeModelName}`;

/** A chance to order and a number of orders for each customer, or one of them. */
export interface Foretold<Figures = Float64Array> {
  /** Chance of at least one order. */
  readonly chance: Figures;
  /** Expected orders: days with an order. */
  readonly orders: Figures;
}

/** Tables of one length. */
export interface CountTables {
  /** The table of who orders. */
  readonly chance: FactorTable;
  /** The table of how many orders. */
  readonly number: FactorTable;
}

/** The model within a forecaster. */
export function modelIn(forecaster: Forecaster): LifetimeModelName | undefined {
  const name = forecaster.replace(/^counts\+?/u, "");
  return name === "" ? undefined : (name as LifetimeModelName);
}

/** Foretells by counts. */
export function byCounts(tables: CountTables, cells: Int32Array): Foretold {
  return {
    chance: Float64Array.from(cells, (cell) => countedChance(tables, cell)),
    orders: Float64Array.from(cells, (cell) => countedOrders(tables, cell)),
  };
}

/** Chance to order by counts. */
export function countedChance({ chance }: CountTables, cell: number): number {
  return 1 / (1 + Math.exp(-stepsOf(chance, cell)));
}

/** Expected orders by counts. */
export function countedOrders({ number }: CountTables, cell: number): number {
  return Math.exp(stepsOf(number, cell));
}

/** Foretells by a lifetime model. */
export function byModel(
  columns: LifetimeColumns,
  model: LifetimeModel,
  horizonDays: number,
): Foretold {
  const { probabilityOfOrder, expectedOrders } = predictLifetimes(columns, model, { horizonDays });
  return { chance: probabilityOfOrder, orders: expectedOrders };
}

/** The middle of two chances, in odds. */
export function middleChance(a: number, b: number): number {
  const odds = Math.sqrt(oddsOf(a) * oddsOf(b));
  return odds / (1 + odds);
}

/** The middle of two numbers of orders. */
export function middleOrders(a: number, b: number): number {
  return Math.sqrt(a * b);
}

/** What two forecasters say together. */
export function middleOf(a: Foretold, b: Foretold): Foretold {
  return {
    chance: a.chance.map((chance, at) => middleChance(chance, b.chance[at]!)),
    orders: a.orders.map((orders, at) => middleOrders(orders, b.orders[at]!)),
  };
}

/** A chance after so many times as many orders: that none comes is raised to that power. */
export function corrected(chance: number, times: number): number {
  return -Math.expm1(-times * hazardOf(chance));
}

/** The hazard that adds up to a chance. */
export function hazardOf(chance: number): number {
  return -Math.log1p(-Math.min(chance, MOST));
}

/** Nothing is certain. */
const MOST = 1 - 1e-9;

function oddsOf(chance: number): number {
  const within = Math.min(MOST, Math.max(1e-9, chance));
  return within / (1 - within);
}
