import {
  assertOptions,
  assertRecord,
  atDoor,
  compareCodePoints,
  defined,
  formatDay,
  hashText,
  type OptionNames,
  reason,
  type Reason,
} from "../kernel";
import type { Activity, Stage } from "../loyalty-loop";
import type { CustomerView } from "../view";
import type { DecisionContext } from "./deciding/decision-context";
import { lookAt } from "./deciding/look-at-customer";
import { messageFacts } from "./deciding/message-facts";
import { planTactic, type TacticPlan } from "./deciding/tactic-plan";
import type { Decision, TacticCandidate } from "./decision";
import type { Gate, GateResult } from "./gates/gate";
import { checkGates, fitsPlan, fitsTactic, foundFit, wouldBeRight } from "./gates/gates";
import { budgetGate, holdoutGate, quietHoursGate } from "./gates/limits";
import { clockText, quietUntil } from "./gates/quiet-hours";
import { type DecideOptions, settingsOf, type TacticSettings } from "./policy/settings";
import type { Tactic } from "./tactic";

/**
 * Whether a tactic will still be right for the customer at a later instant if nothing else happens: a cart of
 * yesterday night may be too old in the morning.
 */
export function willApply(tactic: Tactic, look: DecisionContext, later: Date): boolean {
  const then = look.once(`later ${String(later.getTime())}`, () =>
    lookAt(viewThen(look, later), look.settings),
  );
  return fitsTactic(tactic, then) && fitsPlan(planTactic(tactic, then), then);
}

/** The customer at a later instant, if nothing happens until then. */
function viewThen(
  { view, shopCalendar, shopToday }: DecisionContext,
  asOf: Date,
): CustomerView<string> {
  const days = shopCalendar.dayOf(asOf) - shopToday;
  let { stage, activity }: { stage: Stage; activity: Activity } = view.loyalty;
  let since = view.loyalty.since;
  for (const change of view.deadlines) {
    if (change.at > asOf) continue;
    if (change.region === "stage") {
      stage = change.to;
      since = { ...since, stage: change.at };
    } else {
      activity = change.to;
      since = { ...since, activity: change.at };
    }
  }
  const { purchases } = view;
  return {
    ...view,
    asOf,
    loyalty: { ...view.loyalty, stage, activity, since },
    ...(purchases === undefined
      ? {}
      : {
          purchases: {
            ...purchases,
            recencyDays: purchases.recencyDays + days,
            tenureDays: purchases.tenureDays + days,
          },
        }),
    items: view.items.map((item) => ({ ...item, daysSince: item.daysSince + days })),
  };
}

/** What comes of the tactics that are right for a customer. */
export type Choice = (
  | { readonly status: "act"; readonly plan: TacticPlan }
  | {
      readonly status: "defer";
      readonly plan: TacticPlan;
      readonly until: Date;
      /** True if it waits for the shop's orders to come in again. */
      readonly feed?: boolean;
    }
  | { readonly status: "hold_out"; readonly plan: TacticPlan; readonly holdout: string }
  | { readonly status: "none" }
) & {
  /** Tactics that are right for the customer, would have come first, and were held back by caps. */
  readonly capped: number;
};

/**
 * Orders tactics: service before everything, then what is worth most, has priority, was used longest ago, has the
 * lower id.
 */
export function byRank(look: DecisionContext): (a: TacticPlan, b: TacticPlan) => number {
  const lastUse = (id: string): number =>
    look.history.uses.findLast(({ tactic }) => tactic === id)?.at.getTime() ?? -Infinity;
  const service = ({ tactic }: TacticPlan): number => (tactic.messageClass === "service" ? 1 : 0);
  return (a, b) => {
    const ahead =
      service(b) - service(a) ||
      b.score - a.score ||
      (b.tactic.priority ?? 0) - (a.tactic.priority ?? 0);
    if (ahead !== 0) return ahead;
    const used = lastUse(a.tactic.id) - lastUse(b.tactic.id);
    // Two that were never used give NaN.
    return used || compareCodePoints(a.tactic.id, b.tactic.id);
  };
}

/**
 * Takes the first tactic that caps and budgets let pass. In its quiet hours it waits for their end; who belongs to a
 * holdout is left without. If caps hold all of them back, the first that will still be right waits until they open.
 */
export function choose(ranked: readonly TacticPlan[], look: DecisionContext): Choice {
  let waiting: Choice | undefined;
  let capped = 0;
  for (const plan of ranked) {
    if (!budgetGate(plan, look).every(({ passed }) => passed)) continue;
    const cap = look.capOf(plan.channel, plan.tactic.messageClass);
    if (cap?.passed === false) {
      capped++;
      const { reopensAt } = cap;
      if (waiting !== undefined || reopensAt === undefined) continue;
      const until = afterQuiet(reopensAt, look);
      if (willApply(plan.tactic, look, until)) {
        waiting = { status: "defer", plan, until, capped };
      }
      continue;
    }
    if (waitsForFeed(plan.tactic, look)) {
      const until = look.calendar.startOf(look.today + 1);
      return { status: "defer", plan, until, capped, feed: true };
    }
    const quiet = quietHoursGate(plan, look);
    if (!quiet.passed) {
      const until = quiet.reopensAt ?? look.view.asOf;
      if (willApply(plan.tactic, look, until)) {
        return { status: "defer", plan, until, capped };
      }
      continue;
    }
    const held = holdoutGate(plan, look);
    return held.passed
      ? { status: "act", plan, capped }
      : { status: "hold_out", plan, holdout: String(held.actual), capped };
  }
  return waiting === undefined ? { status: "none", capped } : { ...waiting, capped };
}

/** Whether a tactic rests on orders that did not come, while those of the whole shop do not come either. */
function waitsForFeed({ restsOn }: Tactic, { settings }: DecisionContext): boolean {
  return settings.staleFeed !== undefined && restsOn === "silence";
}

/** Caps that open at night let nothing go before morning. */
function afterQuiet(at: Date, { policy, calendar }: DecisionContext): Date {
  return (
    (policy.quietHours === null ? undefined : quietUntil(at, policy.quietHours, calendar)) ?? at
  );
}

/** Their names. */
export const DECIDE_OPTIONS: OptionNames<DecideOptions> = {
  catalogue: true,
  policy: true,
  model: true,
  used: true,
  staleFeed: true,
};

/**
 * Decides what to do for a customer. Every tactic of the catalogue is looked at, at every gate. Of those that are right
 * for the customer the one of highest expected worth is taken that caps and budgets let pass, service before all
 * others. In quiet hours, or while caps are full, the answer is `defer` with the instant at which it can go; who belongs
 * to a holdout is left without (`hold_out`). There is no randomness, and nothing is sent: the app acts and tells what it
 * did by events.
 *
 * @param view - from `viewCustomer`; its instant is that of the decision
 * @param options - catalogue, policy, model, what others have used
 * @returns `act`, `defer`, `hold_out` or `none`, each with its reasons and every gate of every tactic
 * @throws SetiaError `INVALID_OPTION` for an invalid policy; `INVALID_MODEL`, `NEWER_MODEL`; `MIXED_CURRENCIES` if
 * costs are given in another currency than the customer pays in
 *
 * @example
 * ```ts
 * import { decide, viewCustomer, type CustomerEvent } from "setia";
 *
 * const about = { customerId: "c1", at: new Date("2026-01-05T02:00:00Z") };
 * const events: CustomerEvent[] = [
 *   { ...about, id: "1", type: "customer_identified", traits: { email: "c1@gmail.com" } },
 *   { ...about, id: "2", type: "consent_changed", purpose: "marketing", channel: "email",
 *     status: "granted", proof: { method: "web_form" } },
 *   { ...about, id: "3", type: "order_completed", orderId: "o1", currency: "IDR", total: 1_500_000 },
 * ];
 * const decision = decide(viewCustomer({ events }, { asOf: new Date("2026-01-05T09:00:00Z") }));
 * decision.status === "act" && [decision.tactic.id, decision.channel]; // => ["post.thanks", "email"]
 * ```
 */
export function decide(view: CustomerView<string>, options: DecideOptions = {}): Decision {
  assertRecord(view, "decide: view");
  assertOptions(options, DECIDE_OPTIONS, "decide");
  return atDoor("decide", () => decideUnchecked(view, options));
}

function decideUnchecked(view: CustomerView<string>, options: DecideOptions): Decision {
  return decideFully(settingsOf(options), view).decision;
}

/** The same with settings that were checked before. */
export function decideFully(
  settings: TacticSettings,
  view: CustomerView<string>,
): { readonly decision: Decision; readonly choice: Choice } {
  const look = lookAt(view, settings);
  const rank = byRank(look);
  const looked = settings.catalogue.map((tactic) => {
    const plan = planTactic(tactic, look);
    const gates = checkGates(plan, look);
    const fits = foundFit(gates);
    return { plan, gates, fits, right: wouldBeRight(gates), failed: failures(gates) };
  });
  looked.sort(
    (a, b) =>
      Number(b.fits) - Number(a.fits) ||
      Number(b.right) - Number(a.right) ||
      (a.right ? 0 : a.failed - b.failed) ||
      rank(a.plan, b.plan),
  );
  const fitting = looked.filter(({ fits }) => fits).map(({ plan }) => plan);
  const choice = choose(fitting, look);
  const base = {
    id: decisionId(choice, view),
    customerId: view.customerId,
    asOf: view.asOf,
    policyVersion: settings.policy.version,
    candidates: looked.map(candidateOf),
  };
  if (choice.status === "none") {
    const [closest] = looked;
    const named = closest === undefined ? {} : { closest: closest.plan.tactic };
    const reasons = closest?.gates.filter(({ passed }) => !passed).map((gate) => gate.reason) ?? [];
    const openComplaints = view.satisfaction.openComplaints.length;
    return { decision: { ...base, status: "none", ...named, openComplaints, reasons }, choice };
  }
  const { plan } = choice;
  const gates = looked.find((candidate) => candidate.plan === plan)?.gates ?? [];
  const reasons = reasonsFor(choice, gates, look);
  return { decision: { ...base, ...about(choice, look), reasons }, choice };
}

function failures(gates: readonly GateResult[]): number {
  return gates.filter((gate) => !gate.passed).length;
}

function candidateOf({
  plan,
  gates,
  fits,
  failed,
}: {
  readonly plan: TacticPlan;
  readonly gates: readonly GateResult[];
  readonly fits: boolean;
  readonly failed: number;
}): TacticCandidate {
  return {
    tactic: plan.tactic.id,
    fits,
    passed: failed === 0,
    ...defined({ channel: plan.channel }),
    gates,
    score: plan.score,
    chance: plan.chance,
  };
}

type Without<Type, Key extends PropertyKey> = Type extends unknown ? Omit<Type, Key> : never;

type Base = "id" | "customerId" | "asOf" | "policyVersion" | "candidates" | "reasons";

function about(
  choice: Exclude<Choice, { status: "none" }>,
  look: DecisionContext,
): Without<Exclude<Decision, { status: "none" }>, Base> {
  const { tactic, channel, offer, score, economics } = choice.plan;
  const what = {
    tactic,
    ...defined({ channel, offer }),
    facts: messageFacts(tactic, look),
    score,
    cost: economics.cost,
    ...defined({ currency: economics.currency }),
  };
  if (choice.status === "defer") return { ...what, status: "defer", until: choice.until };
  if (choice.status === "hold_out") return { ...what, status: "hold_out", holdout: choice.holdout };
  const { calendar, today, policy, view, feature } = look;
  const hours = tactic.dueHours?.[feature("vip") === 1 ? "vip" : "others"];
  return {
    ...what,
    status: "act",
    sendAt: view.asOf,
    expiresAt: calendar.startOf(today + policy.pendingDays),
    ...(hours === undefined ? {} : { dueAt: new Date(view.asOf.getTime() + hours * 3_600_000) }),
  };
}

/** Gates that, once passed, tell why a tactic fits; the others tell only that nothing forbids it. */
const REASONS_TO_ACT: readonly Gate[] = ["stage", "applicability"];

function reasonsFor(
  choice: Exclude<Choice, { status: "none" }>,
  gates: readonly GateResult[],
  { calendar, settings }: DecisionContext,
): Reason[] {
  const { staleFeed } = settings;
  const { offer, economics } = choice.plan;
  const fitting = gates.filter(({ gate, passed }) => passed && REASONS_TO_ACT.includes(gate));
  return [
    ...fitting.map((gate) => gate.reason),
    ...(offer?.reasons ?? []),
    ...(economics.reason === undefined ? [] : [economics.reason]),
    ...(choice.status === "defer" && choice.feed === true && staleFeed !== undefined
      ? [reason("tactics.feed_stale", { days: staleFeed.days, usual: staleFeed.lineDays })]
      : []),
    // What makes it wait, or leaves the customer without.
    ...(choice.status === "act"
      ? []
      : gates.filter((gate) => !gate.passed).map((gate) => gate.reason)),
    ...(choice.status === "defer"
      ? [
          reason("tactics.deferred", {
            day: formatDay(calendar.dayOf(choice.until)),
            clock: clockText(calendar.clockOf(choice.until)),
            zone: calendar.timeZone,
          }),
        ]
      : []),
  ];
}

/** Names a decision. The id of a customer may be as long as an id can be, so it is hashed. */
export function decisionId(choice: Choice, view: CustomerView<string>): string {
  const what = choice.status === "none" ? "none" : choice.plan.tactic.id;
  const wait = choice.status === "act" || choice.status === "none" ? "" : `:${choice.status}`;
  return `${what}${wait}@${view.asOf.toISOString()}#${hashText(view.customerId)}`;
}
