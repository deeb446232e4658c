import type { CrossSellModel } from "../../cross-sell";
import { type CustomerEvent, eventsUntil } from "../../events";
import {
  assertInstant,
  assertOptions,
  assertRecord,
  atDoor,
  calendarOf,
  compareCodePoints,
  defined,
  type OptionNames,
  reason,
  type Reason,
  SetiaError,
} from "../../kernel";
import type { LifetimeModel } from "../../lifetime";
import type { Product } from "../../purchases";
import type { RfmModel } from "../../rfm";
import { type CustomerView, viewCustomer } from "../../view";
import { deciderOf } from "../decide-all";
import type { CompactDecision, Decision } from "../decision";
import { readClock } from "../gates/quiet-hours";
import type { TacticPolicy } from "../policy/policy";
import type { DecideOptions } from "../policy/settings";
import { goesOut } from "../tactic";

/** Customers for whom another policy first leads to another decision, all in the same way. */
export interface PolicyChange {
  /** Under the first policy: `act win.offer`, `defer post.second`, `none`. */
  readonly from: string;
  /** Under the second. */
  readonly to: string;
  /** How many. */
  readonly customers: number;
  /** Who: the first ten, by ascending id. */
  readonly examples: readonly string[];
  /** In words, and what stood in the way of the one or the other, as it was for the first of them. */
  readonly reasons: readonly Reason[];
}

/** What two policies would have done. */
export interface PolicyComparison {
  /** Under the first. */
  readonly a: BacktestReport;
  /** Under the second. */
  readonly b: BacktestReport;
  /** Customers who would have been treated alike throughout. */
  readonly unchanged: number;
  /** The others, by what first changes for them, most customers first. */
  readonly changes: readonly PolicyChange[];
}

interface Change {
  readonly examples: string[];
  customers: number;
  readonly why: Reason;
}

const EXAMPLES = 10;

const COMPARE_POLICIES_OPTIONS: OptionNames<BacktestOptions> = {
  from: true,
  until: true,
  everyDays: true,
  at: true,
  model: true,
  catalogue: true,
  used: true,
};

/**
 * Tries two policies on the same history, and tells who would get what instead and why: for each customer the first look at
 * which the two part, since from then on their histories differ.
 *
 * @param history - events, models, zone
 * @param a - the policy of today
 * @param b - the one that may come
 * @param options - days, catalogue, model
 * @returns both reports and the changes
 * @throws SetiaError as `backtest` does
 */
export function comparePolicies(
  history: TacticHistory,
  a: TacticPolicy,
  b: TacticPolicy,
  options: BacktestOptions,
): PolicyComparison {
  assertRecord(history, "comparePolicies: history");
  assertRecord(a, "comparePolicies: a");
  assertRecord(b, "comparePolicies: b");
  assertOptions(options, COMPARE_POLICIES_OPTIONS, "comparePolicies");
  return atDoor("comparePolicies", () => comparePoliciesUnchecked(history, a, b, options));
}

function comparePoliciesUnchecked(
  history: TacticHistory,
  a: TacticPolicy,
  b: TacticPolicy,
  options: BacktestOptions,
): PolicyComparison {
  const looks = looksOf(options, history.timeZone ?? "UTC", "comparePolicies");
  const customers = replayedCustomers(history);
  const sides = [a, b].map((policy) => ({
    policy,
    tally: tallyFor(policy),
    done: new Map<string, readonly CustomerEvent[]>(),
  }));
  const parted = new Set<string>();
  const changes = new Map<string, Change>();
  for (const asOf of looks) {
    const together = (customerId: string): boolean => !parted.has(customerId);
    const deciders = sides.map(({ policy }) =>
      deciderOf({ ...options, policy, explain: together }),
    );
    for (const customer of customers) {
      const { customerId } = customer;
      const decisions = sides.map(({ tally, done }, side): CompactDecision | undefined => {
        const before = done.get(customerId) ?? [];
        const view = viewThen(customer, before, asOf, history);
        const decision = view && deciders[side]?.next(view);
        if (decision === undefined) return undefined;
        tally.add(decision);
        const news = eventsAfter(decision);
        if (news.length > 0) done.set(customerId, [...before, ...news]);
        return decision;
      });
      const [first, second] = decisions;
      if (first?.full === undefined || second?.full === undefined) continue;
      const [from, to] = [labelOf(first), labelOf(second)];
      if (from === to && first.channel === second.channel) continue;
      parted.add(customerId);
      const why = whyNot(first.full, second.full);
      const key = `${from}\n${to}\n${why.code}`;
      const change = changes.get(key) ?? { examples: [], customers: 0, why };
      change.customers++;
      if (change.examples.length < EXAMPLES) change.examples.push(customerId);
      changes.set(key, change);
    }
  }
  const [left, right] = sides;
  if (left === undefined || right === undefined) throw new RangeError("unreachable: two sides");
  return {
    a: left.tally.report(),
    b: right.tally.report(),
    unchanged: customers.length - parted.size,
    changes: [...changes]
      .map(([key, change]) => changeOf(key, change, b))
      .sort((x, y) => y.customers - x.customers || (x.from + x.to < y.from + y.to ? -1 : 1)),
  };
}

function changeOf(key: string, change: Change, { version }: TacticPolicy): PolicyChange {
  const [from = "", to = ""] = key.split("\n");
  const { customers, examples, why } = change;
  const said = reason("tactics.change", { policy: version, customers, from, to });
  return { from, to, customers, examples: [...examples].sort(), reasons: [said, why] };
}

function labelOf({ status, tactic }: CompactDecision): string {
  return tactic === undefined ? status : `${status} ${tactic}`;
}

/** What stood in the way of the tactic that only one of the two policies chose. */
function whyNot(a: Decision, b: Decision): Reason {
  const obstacle = (chosen: Decision, other: Decision): Reason | undefined => {
    if (chosen.status === "none") return undefined;
    const candidate = other.candidates.find(({ tactic }) => tactic === chosen.tactic.id);
    const shut = candidate?.gates.find(({ passed }) => !passed);
    if (shut !== undefined) return shut.reason;
    if (candidate === undefined || other.status === "none") return undefined;
    return reason("tactics.worth_less", { better: other.score, worse: candidate.score });
  };
  return obstacle(a, b) ?? obstacle(b, a) ?? reason("tactics.eligible", {});
}

/** What happened, to try policies on. */
export interface TacticHistory {
  /** The events of each customer. What tactics did is left aside: the policy that is tried decides anew. */
  readonly customers: Iterable<readonly CustomerEvent[]>;
  /** Models as they are today; to be strict, fit them on what was known before the first day. */
  readonly models?: {
    /** From `fitRfm`. */
    readonly rfm?: RfmModel<string>;
    /** From `fitLifetime`. */
    readonly lifetime?: LifetimeModel;
    /** From `fitCrossSell`. */
    readonly crossSell?: CrossSellModel;
  };
  /** The catalogue of products by sku. */
  readonly products?: ReadonlyMap<string, Product>;
  /** IANA zone of the shop; `"UTC"` if left out. */
  readonly timeZone?: string;
  /** ISO 4217 code of all money; that of each customer's first order if left out. */
  readonly currency?: string;
}

/** Which days are replayed. */
export interface ReplayDays {
  /** An instant of the first day. */
  readonly from: Date;
  /** An instant of the last day. */
  readonly until: Date;
  /** Days from one look to the next; 1 if left out. */
  readonly everyDays?: number;
  /** Time of day of each look, on the shop's clock; `"10:00"` if left out. */
  readonly at?: string;
}

/** A customer who lives through history while a policy decides about them. */
export interface ReplayedCustomer {
  /** The customer. */
  readonly customerId: string;
  /** What happened to them by themselves, in order. */
  readonly own: readonly CustomerEvent[];
}

/**
 * Gives the instants at which a replay looks.
 *
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_OPTION`, `INVALID_TIME_ZONE`
 */
export function looksOf(days: ReplayDays, timeZone: string, where: string): Date[] {
  const { from, until, everyDays = 1, at = "10:00" } = days;
  assertInstant(from, `${where}: from`);
  assertInstant(until, `${where}: until`);
  const clock = readClock(at);
  if (clock === undefined || !(Number.isInteger(everyDays) && everyDays > 0) || until < from) {
    throw new SetiaError(
      "INVALID_OPTION",
      `${where}: days are ${JSON.stringify({ everyDays, at })} from ${from.toISOString()} until ${until.toISOString()}; expected whole days, a time as "10:00", and an end after the beginning`,
    );
  }
  const calendar = calendarOf(timeZone);
  const looks: Date[] = [];
  for (let day = calendar.dayOf(from); day <= calendar.dayOf(until); day += everyDays) {
    looks.push(calendar.whenClock(day, clock));
  }
  return looks;
}

const DONE_BY_TACTICS: readonly string[] = [
  "tactic_decided",
  "tactic_delivered",
  "tactic_responded",
];

/** Takes what happened to customers by themselves. */
export function replayedCustomers({ customers }: TacticHistory): ReplayedCustomer[] {
  const all: ReplayedCustomer[] = [];
  for (const events of customers) {
    const own = eventsUntil(events).filter(({ type }) => !DONE_BY_TACTICS.includes(type));
    const [first] = own;
    if (first !== undefined) all.push({ customerId: first.customerId, own });
  }
  return all.sort((a, b) => compareCodePoints(a.customerId, b.customerId));
}

/** Looks at a customer as they were. */
export function viewThen(
  { own }: ReplayedCustomer,
  done: readonly CustomerEvent[],
  asOf: Date,
  history: TacticHistory,
): CustomerView<string> | undefined {
  const first = own[0];
  if (first === undefined || first.at > asOf) return undefined;
  const { models, products, timeZone = "UTC", currency } = history;
  const events = done.length === 0 ? own : [...own, ...done];
  return viewCustomer(
    {
      events,
      ...defined({ models, products }),
    },
    { asOf, timeZone, ...defined({ currency }) },
  );
}

/**
 * Makes the events that a decision would have led to. Nobody can say how customers would have answered, so nothing is
 * told of it.
 */
export function eventsAfter(decision: CompactDecision): CustomerEvent[] {
  const { id, customerId, asOf: at, status, tactic = "", channel, sku, holdout } = decision;
  if (status !== "act" && status !== "hold_out") return [];
  const decided: CustomerEvent = {
    id: `decided:${id}`,
    type: "tactic_decided",
    customerId,
    at,
    decisionId: id,
    tactic,
    arm: status === "act" ? "treatment" : "holdout",
    reasons: [],
    ...defined({ channel, sku, holdout }),
  };
  if (status === "hold_out") return [decided];
  return [
    decided,
    { id: `delivered:${id}`, type: "tactic_delivered", customerId, at, decisionId: id },
  ];
}

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
