import type { CustomerEvent } from "../../events";
import {
  assertOptions,
  assertRecord,
  atDoor,
  type OptionNames,
  reason,
  type Reason,
} from "../../kernel";
import { tallyFor, type BacktestOptions, type BacktestReport } from "./backtest";
import { deciderOf } from "../decide-all";
import type { CompactDecision, Decision } from "../decision";
import type { TacticPolicy } from "../policy/policy";
import {
  eventsAfter,
  looksOf,
  replayedCustomers,
  viewThen,
  type TacticHistory,
} from "./replay-history";

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
