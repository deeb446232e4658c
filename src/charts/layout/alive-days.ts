import { calendarOf } from "../../kernel";
import { predictLifetimes, type LifetimeModel } from "../../lifetime";
import { orderStands, type Order } from "../../purchases";

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

/** Says for each day of a history how likely the customer was still there, by what had been bought until then. */
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
