import { randomStream, type RandomStream } from "../statistics";
import {
  assertInstant,
  assertOptions,
  atDoor,
  currencyExponent,
  type OptionNames,
  SetiaError,
  showValue,
} from "../kernel";
import type { Order } from "../purchases";
import type { SpendParameters } from "./spend/fit-spend";
import { inDays, processOf, type LifetimeParameters } from "./lifetime-model";
import { assertWhole } from "./predicting/prediction-options";
import type { LifetimeColumns } from "./fitting/lifetime-columns";
import { LIFETIME_MODELS, type LifetimeModelName } from "./fitting/purchase-process";

/** Options of {@link simulateCustomers}. */
export interface SimulateCustomersOptions<Name extends LifetimeModelName = LifetimeModelName> {
  /** How they buy and leave. */
  readonly model: Name;
  /** The true parameters, in days. */
  readonly parameters: LifetimeParameters[Name];
  /** How many customers, at least 1. */
  readonly customers: number;
  /** Days from the first customer's first purchase to `asOf`. */
  readonly observedDays: number;
  /** Days over which the customers come, evenly; 0 (all at once) if left out. */
  readonly joiningDays?: number;
  /** Days after `asOf` that are played on, to compare predictions with; 0 if left out. */
  readonly laterDays?: number;
  /** How they spend; without it there is no money. Amounts are rounded to minor units, at least 1. */
  readonly spend?: SpendParameters;
  /** ISO 4217 code of the money; `"XXX"` if left out. */
  readonly currency?: string;
  /** The instant that the columns speak of. */
  readonly asOf: Date;
  /** A whole number; the same one gives the same customers, on every machine. */
  readonly seed: number;
}

/** A base whose truth is known. */
export interface SimulatedCustomers {
  /** What a shop would see; days are exact fractions, and two purchases of one day are two. */
  readonly columns: LifetimeColumns;
  /** Whether each customer is still there at `asOf`: 1 or 0. */
  readonly alive: Uint8Array;
  /** Purchases of each customer in the `laterDays`. */
  readonly laterOrders: Float64Array;
  /** Every purchase up to `asOf` and in the later days as an order, by customer and time. */
  readonly orders: readonly Order[];
}

const DAY = 86_400_000;

const SIMULATE_CUSTOMERS_OPTIONS: OptionNames<SimulateCustomersOptions> = {
  model: true,
  parameters: true,
  customers: true,
  observedDays: true,
  joiningDays: true,
  laterDays: true,
  spend: true,
  currency: true,
  asOf: true,
  seed: true,
};

/**
 * Plays how customers buy, leave and spend, by known parameters: for tests, for teaching, and to see how sure
 * a fit on so many customers can be. Chance comes from the seed alone.
 *
 * @param options - the truth, the size of the base, the times and the seed
 * @returns what a shop would see, and what it would not
 * @throws SetiaError `INVALID_OPTION` for a faulty option; `INVALID_INSTANT`; `UNKNOWN_CURRENCY`
 *
 * @example
 * ```ts
 * import { simulateCustomers } from "setia/lifetime";
 *
 * const options = {
 *   model: "pareto-nbd", parameters: { r: 0.55, alpha: 74, s: 0.6, beta: 82 }, customers: 1000,
 *   observedDays: 365, laterDays: 90, asOf: new Date("2026-01-01"), seed: 1,
 * } as const;
 * const { alive } = simulateCustomers(options);
 * alive.reduce((sum, one) => sum + one, 0); // => 360
 * ```
 */
export function simulateCustomers<Name extends LifetimeModelName>(
  options: SimulateCustomersOptions<Name>,
): SimulatedCustomers {
  assertOptions(options, SIMULATE_CUSTOMERS_OPTIONS, "simulateCustomers");
  return atDoor("simulateCustomers", () => simulateCustomersUnchecked(options));
}

function simulateCustomersUnchecked<Name extends LifetimeModelName>(
  options: SimulateCustomersOptions<Name>,
): SimulatedCustomers {
  const { customers, observedDays, joiningDays = 0, laterDays = 0, spend, asOf, seed } = options;
  const { currency = "XXX" } = options;
  const parameters = check(options);
  const chance = randomStream(seed);
  const columns = {
    repeats: new Float64Array(customers),
    lastDays: new Float64Array(customers),
    observedDays: new Float64Array(customers),
    repeatSpend: new Float64Array(customers),
    asOf,
    currency,
  };
  const alive = new Uint8Array(customers);
  const laterOrders = new Float64Array(customers);
  const orders: Order[] = [];
  for (let i = 0; i < customers; i++) {
    const T = observedDays - joiningDays * chance.uniform();
    const { times, leavesAt } = playOne(chance, options.model, parameters, T + laterDays);
    const logScale = spend === undefined ? 0 : Math.log(spend.v) - chance.logGamma(spend.q);
    times.forEach((time, at) => {
      const total =
        spend === undefined
          ? 0
          : Math.max(1, Math.round(Math.exp(chance.logGamma(spend.p) + logScale)));
      orders.push({
        id: `${String(i)}-${String(at)}`,
        customerId: `customer-${String(i).padStart(7, "0")}`,
        placedAt: new Date(Math.round(asOf.getTime() + (time - T) * DAY)),
        currency,
        total,
      });
      if (time > T) laterOrders[i] = laterOrders[i]! + 1;
      else if (at > 0) {
        columns.repeats[i] = at;
        columns.lastDays[i] = time;
        columns.repeatSpend[i] = columns.repeatSpend[i]! + total;
      }
    });
    columns.observedDays[i] = T;
    alive[i] = leavesAt > T ? 1 : 0;
  }
  const { repeatSpend, ...withoutMoney } = columns;
  return {
    columns: spend === undefined ? withoutMoney : { ...withoutMoney, repeatSpend },
    alive,
    laterOrders,
    orders,
  };
}

/** Purchases of one customer from the first at 0, and when the customer leaves (∞ if not within the time). */
function playOne(
  chance: RandomStream,
  model: LifetimeModelName,
  [r = 0, alpha = 0, third = 0, fourth = 0]: readonly number[],
  until: number,
): { times: number[]; leavesAt: number } {
  const rate = Math.exp(chance.logGamma(r)) / alpha;
  const times = [0];
  let time = 0;
  if (model === "pareto-nbd") {
    const leavesAt = (chance.exponential() * fourth) / Math.exp(chance.logGamma(third));
    while ((time += chance.exponential() / rate) <= Math.min(until, leavesAt)) times.push(time);
    return { times, leavesAt };
  }
  const leaving = chance.beta(third, fourth);
  if (model === "mbg-nbd" && chance.uniform() < leaving) return { times, leavesAt: 0 };
  while ((time += chance.exponential() / rate) <= until) {
    times.push(time);
    if (chance.uniform() < leaving) return { times, leavesAt: time };
  }
  return { times, leavesAt: Infinity };
}

function check<Name extends LifetimeModelName>(
  options: SimulateCustomersOptions<Name>,
): readonly number[] {
  const where = "simulateCustomers";
  const { model, parameters, observedDays, joiningDays = 0, laterDays = 0, spend } = options;
  assertInstant(options.asOf, `${where}: asOf`);
  currencyExponent(options.currency ?? "XXX");
  assertWhole(options.customers, 1, 1e8, `${where}: customers`);
  assertWhole(options.seed, 0, Number.MAX_SAFE_INTEGER, `${where}: seed`);
  const refuse = (what: string, given: unknown, expected: string): SetiaError =>
    new SetiaError(
      "INVALID_OPTION",
      `${where}: ${what} is ${showValue(given)}; expected ${expected}`,
    );
  if (!LIFETIME_MODELS.includes(model)) throw refuse("model", model, LIFETIME_MODELS.join(", "));
  const process = processOf(model);
  const numbers = inDays(process, { ...parameters }, "day");
  process.names.forEach((name, i) => {
    const value = numbers[i]!;
    if (!(value > 0 && value < Infinity)) throw refuse(name, value, "a number above 0");
  });
  for (const [name, value] of Object.entries({ ...spend })) {
    const least = name === "q" ? 1 : 0;
    if (!(value > least && value < Infinity)) {
      throw refuse(`spend.${name}`, value, `a number above ${String(least)}`);
    }
  }
  for (const [name, value] of Object.entries({ observedDays, joiningDays, laterDays })) {
    if (!(value >= 0 && value <= 1e6)) throw refuse(name, value, "days from 0 to a million");
  }
  if (joiningDays > observedDays) {
    throw refuse("joiningDays", joiningDays, "at most observedDays");
  }
  return numbers;
}
