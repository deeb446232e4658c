import { eventsUntil, type CustomerEvent } from "../../events";
import {
  assertInstant,
  assertIterable,
  assertOptions,
  atDoor,
  calendarOf,
  compareCodePoints,
  type OptionNames,
  SetiaError,
} from "../../kernel";
import { ordersFromEvents, orderStands } from "../../purchases";
import type { SatisfactionPolicy } from "../../satisfaction";
import type { Tactic } from "../tactic";
import { TACTIC_MODEL_VERSION, type TacticModel, type TacticRate } from "./tactic-model";
import { trialsOf } from "./tactic-trials";
import { TACTICS } from "../catalogue/tactics";

/** Options of {@link fitTactics}. */
export interface FitTacticsOptions {
  /** The instant of the answer, inclusive; later events are ignored. */
  readonly asOf: Date;
  /** ISO 4217 code of the orders that are looked at; those in others are left aside. */
  readonly currency: string;
  /** IANA zone whose calendar days windows count; `"UTC"` if left out. */
  readonly timeZone?: string;
  /** The catalogue that was decided with; the library's own if left out. */
  readonly catalogue?: readonly Tactic[];
  /** How scores are read, to tell a critical answer; the defaults if left out. */
  readonly satisfactionPolicy?: SatisfactionPolicy;
  /** Calendar days over which decisions are looked back at; 365 if left out. */
  readonly days?: number;
}

const YEAR = 365;

const FIT_TACTICS_OPTIONS: OptionNames<FitTacticsOptions> = {
  asOf: true,
  currency: true,
  timeZone: true,
  catalogue: true,
  satisfactionPolicy: true,
  days: true,
};

/**
 * Fits what a shop's own past tells of tactics: how often each succeeded by channel and stage, and what orders come to.
 * Only decisions that went out and whose windows are over count, those of the last year.
 *
 * @param customers - the events of one customer after the other, each in any order
 * @param options - instant, currency, catalogue
 * @returns the model for `decide`, plain JSON
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_TIME_ZONE`, `INVALID_OPTION`
 */
export function fitTactics(
  customers: Iterable<readonly CustomerEvent[]>,
  options: FitTacticsOptions,
): TacticModel {
  assertIterable(customers, "fitTactics: customers");
  assertOptions(options, FIT_TACTICS_OPTIONS, "fitTactics");
  return atDoor("fitTactics", () => fitTacticsUnchecked(customers, options));
}

function fitTacticsUnchecked(
  customers: Iterable<readonly CustomerEvent[]>,
  options: FitTacticsOptions,
): TacticModel {
  const { asOf, currency, timeZone = "UTC", days = YEAR } = options;
  assertInstant(asOf, "fitTactics: asOf");
  if (!(Number.isInteger(days) && days > 0)) {
    throw new SetiaError(
      "INVALID_OPTION",
      `fitTactics: days is ${String(days)}; expected a whole number above 0`,
    );
  }
  const catalogue: readonly Tactic[] = options.catalogue ?? TACTICS;
  const byId = new Map(catalogue.map((tactic) => [tactic.id, tactic]));
  const calendar = calendarOf(timeZone);
  const today = calendar.dayOf(asOf);
  const rates = new Map<string, { -readonly [Key in keyof TacticRate]: TacticRate[Key] }>();
  const totals: number[] = [];
  for (const customer of customers) {
    const events = eventsUntil(customer, asOf);
    for (const order of ordersFromEvents(events, { asOf })) {
      if (order.currency === currency && orderStands(order)) totals.push(order.total);
    }
    for (const { contact, tactic, stage, closed, success } of trialsOf(
      events,
      byId,
      calendar,
      asOf,
      options.satisfactionPolicy,
    )) {
      if (contact.arm === "holdout" || contact.deliveredAt === undefined || !closed) continue;
      if (calendar.dayOf(contact.decidedAt) <= today - days) continue;
      const channel = contact.channel ?? "";
      const key = `${tactic.id}\n${channel}\n${stage}`;
      const rate = rates.get(key) ?? { tactic: tactic.id, channel, stage, tries: 0, successes: 0 };
      rate.tries++;
      if (success !== undefined) rate.successes++;
      rates.set(key, rate);
    }
  }
  return {
    kind: "tactics",
    version: TACTIC_MODEL_VERSION,
    asOf: asOf.toISOString(),
    currency,
    orderValues: percentilesOf(totals),
    rates: [...rates].sort(([a], [b]) => compareCodePoints(a, b)).map(([, rate]) => rate),
  };
}

/** The 1st to 99th percentile: the least value with at least that share at or below it. */
function percentilesOf(values: readonly number[]): number[] {
  if (values.length === 0) return [];
  const sorted = Float64Array.from(values).sort();
  return Array.from({ length: 99 }, (_, index) => {
    const place = Math.ceil(((index + 1) / 100) * sorted.length) - 1;
    return sorted[place]!;
  });
}
