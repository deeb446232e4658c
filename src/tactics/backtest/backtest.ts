import { assertOptions, assertRecord, atDoor, type OptionNames } from "../../kernel";
import type { CustomerEvent } from "../../events";
import { goesOut } from "../channels";
import { deciderOf } from "../decide-all";
import type { CompactDecision } from "../decision";
import type { TacticPolicy } from "../policy/policy";
import {
  eventsAfter,
  looksOf,
  replayedCustomers,
  viewThen,
  type ReplayDays,
  type TacticHistory,
} from "./replay-history";
import type { DecideOptions } from "../policy/settings";

/** Options of {@link backtest} and {@link comparePolicies}. */
export interface BacktestOptions
  extends ReplayDays, Pick<DecideOptions, "catalogue" | "model" | "used"> {}

/** How often something was done. */
export interface BacktestCount {
  /** Id of the tactic, or name of the channel. */
  readonly name: string;
  /** Actions. */
  readonly actions: number;
  /** Customers, each once. */
  readonly customers: number;
  /** What they cost, in minor units. */
  readonly cost: number;
  /** What they were expected to be worth, in minor units, maybe a fraction. */
  readonly worth: number;
}

/** What a policy would have done. */
export interface BacktestReport {
  /** Version of the policy. */
  readonly policyVersion: string;
  /** Looks at a customer. */
  readonly decisions: number;
  /** How they ended. */
  readonly statuses: Readonly<Record<CompactDecision["status"], number>>;
  /** Actions that went out to customers, service too. */
  readonly contacts: number;
  /** Customers who would have got anything. */
  readonly customersReached: number;
  /** Looks in which caps held back something that was right for the customer. */
  readonly capsHit: number;
  /** What all of it costs, in minor units. */
  readonly cost: number;
  /** What all of it was expected to be worth, in minor units, maybe a fraction. */
  readonly worth: number;
  /** By tactic, most actions first. */
  readonly tactics: readonly BacktestCount[];
  /** By channel, most actions first. */
  readonly channels: readonly BacktestCount[];
}

const BACKTEST_OPTIONS: OptionNames<BacktestOptions> = {
  from: true,
  until: true,
  everyDays: true,
  at: true,
  model: true,
  catalogue: true,
  used: true,
};

/**
 * Tries a policy on what happened, day by day, before it is switched on: what it would have done, to how many, at what cost,
 * and how often its caps would have held something back. What it would have sent is taken for delivered and unanswered;
 * budgets are filled anew each day.
 *
 * @param history - events, models, zone
 * @param policy - the one to try
 * @param options - days, catalogue, model
 * @returns counts and costs
 * @throws SetiaError `INVALID_OPTION`, `INVALID_INSTANT`, `INVALID_TIME_ZONE`; what `viewCustomer` throws
 *
 * @example
 * ```ts
 * import { backtest, DEFAULT_TACTIC_POLICY, type CustomerEvent } from "setia";
 *
 * const about = { customerId: "ani", at: new Date("2026-01-05T03:00:00Z") };
 * const events: CustomerEvent[] = [
 *   { ...about, id: "1", type: "customer_identified", traits: { email: "ani@toko.id" } },
 *   { ...about, id: "2", type: "consent_changed", purpose: "marketing", channel: "email",
 *     status: "granted", proof: { method: "web_form" } },
 *   { ...about, id: "3", type: "order_completed", orderId: "o1", currency: "IDR", total: 900_000 },
 * ];
 * const days = { from: new Date("2026-01-05"), until: new Date("2026-06-30") };
 * const report = backtest({ customers: [events] }, { ...DEFAULT_TACTIC_POLICY, holdout: null }, days);
 * report.tactics.some(({ name }) => name === "win.checkin"); // => true
 * ```
 */
export function backtest(
  history: TacticHistory,
  policy: TacticPolicy,
  options: BacktestOptions,
): BacktestReport {
  assertRecord(history, "backtest: history");
  assertRecord(policy, "backtest: policy");
  assertOptions(options, BACKTEST_OPTIONS, "backtest");
  return atDoor("backtest", () => backtestUnchecked(history, policy, options));
}

function backtestUnchecked(
  history: TacticHistory,
  policy: TacticPolicy,
  options: BacktestOptions,
): BacktestReport {
  const looks = looksOf(options, history.timeZone ?? "UTC", "backtest");
  const customers = replayedCustomers(history);
  const done = new Map<string, CustomerEvent[]>();
  const tally = tallyFor(policy);
  for (const asOf of looks) {
    const decider = deciderOf({ ...options, policy });
    for (const customer of customers) {
      const events = done.get(customer.customerId) ?? [];
      const view = viewThen(customer, events, asOf, history);
      if (view === undefined) continue;
      const decision = decider.next(view);
      tally.add(decision);
      const news = eventsAfter(decision);
      if (news.length > 0) done.set(customer.customerId, [...events, ...news]);
    }
  }
  return tally.report();
}

interface Count {
  actions: number;
  readonly customers: Set<string>;
  cost: number;
  worth: number;
}

/** Counts the decisions of one policy. */
export interface BacktestTally {
  /** Takes in one decision. */
  add(decision: CompactDecision): void;
  /** The counts. */
  report(): BacktestReport;
}

/** Opens the counts of one policy. */
export function tallyFor(policy: TacticPolicy): BacktestTally {
  const statuses = { act: 0, defer: 0, hold_out: 0, none: 0 };
  const tactics = new Map<string, Count>();
  const channels = new Map<string, Count>();
  const reached = new Set<string>();
  let contacts = 0;
  let capsHit = 0;
  const count = (
    counts: Map<string, Count>,
    name: string,
    { customerId, cost = 0, score = 0 }: CompactDecision,
  ): void => {
    const one = counts.get(name) ?? { actions: 0, customers: new Set<string>(), cost: 0, worth: 0 };
    one.actions++;
    one.customers.add(customerId);
    one.cost += cost;
    one.worth += score;
    counts.set(name, one);
  };
  return {
    add(decision) {
      statuses[decision.status]++;
      if (decision.capped > 0) capsHit++;
      if (decision.status !== "act") return;
      const { tactic = "", channel = "none" } = decision;
      if (goesOut(channel)) contacts++;
      reached.add(decision.customerId);
      count(tactics, tactic, decision);
      count(channels, channel, decision);
    },
    report() {
      const rows = rowsOf(tactics);
      return {
        policyVersion: policy.version,
        decisions: statuses.act + statuses.defer + statuses.hold_out + statuses.none,
        statuses,
        contacts,
        customersReached: reached.size,
        capsHit,
        cost: rows.reduce((sum, { cost }) => sum + cost, 0),
        worth: rows.reduce((sum, { worth }) => sum + worth, 0),
        tactics: rows,
        channels: rowsOf(channels),
      };
    },
  };
}

function rowsOf(counts: ReadonlyMap<string, Count>): BacktestCount[] {
  return [...counts]
    .map(([name, one]) => ({ ...one, name, customers: one.customers.size }))
    .sort((a, b) => b.actions - a.actions || (a.name < b.name ? -1 : 1));
}
