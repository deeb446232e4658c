import { assertText, formatDay, hashText, reason, type Reason } from "../../kernel";
import type { DecisionContext } from "../deciding/decision-context";
import { keepsQuiet, type TacticPlan } from "../deciding/tactic-plan";
import { counts } from "../policy/budgets";
import type { HoldoutRule } from "../policy/policy";
import type { GateResult } from "./gate";
import { clockText } from "./quiet-hours";

/** How many of the hash's 16 hexadecimal digits are used: as many as a number holds exactly. */
const DIGITS = 13;

/**
 * Draws a customer's number for a holdout: the same customer, salt and scope give the same number on every machine,
 * so that nobody has to remember who was held out.
 *
 * @param customerId - the customer
 * @param salt - makes the draw; another one draws others
 * @param scope - what is held out: `"all"`, or the id of a tactic
 * @returns a number from 0 to 1, 1 excluded, uniform over customers and independent between salts and scopes
 */
export function holdoutDraw(customerId: string, salt: string, scope: string): number {
  assertText(customerId, "holdoutDraw: customerId");
  assertText(salt, "holdoutDraw: salt");
  assertText(scope, "holdoutDraw: scope");
  const hash = hashText(JSON.stringify([salt, scope, customerId]));
  return parseInt(hash.slice(0, DIGITS), 16) / 16 ** DIGITS;
}

/** Returns which holdout a customer falls into, if any. */
export function heldOutOf(
  tactic: string,
  rule: HoldoutRule,
  look: DecisionContext,
): string | undefined {
  const { customerId } = look.view;
  // One draw for all tactics: hashing for each of them would be a tenth of a decision.
  const draw = look.once("holdout", () => holdoutDraw(customerId, rule.salt, "all"));
  if (draw < rule.all) return "all";
  return holdoutDraw(customerId, rule.salt, tactic) < rule.perTactic ? tactic : undefined;
}

/**
 * What costs more than it can win is not done, and nothing is spent on winning customers who do not bring it in again.
 * Service is never weighed.
 */
export function economicsGate(
  { tactic, economics }: TacticPlan,
  look: DecisionContext,
): GateResult[] {
  const { minimumWorth, acquisition, paybackWithinDays } = look.policy;
  const { worth, cost } = economics;
  const known = economics.reason !== undefined || cost > 0;
  const least = tactic.messageClass === "service" ? null : minimumWorth;
  const worthIs: GateResult = {
    gate: "economics",
    passed: least === null || !known || worth >= least,
    actual: known ? worth : null,
    required: least === null ? "anything" : { atLeast: least },
    reason:
      economics.reason ??
      (economics.currency === undefined || cost === 0
        ? reason("tactics.worth_unknown", {})
        : reason("tactics.only_cost_known", { cost, currency: economics.currency })),
  };
  const spends = cost > 0 || tactic.discount !== undefined;
  if (tactic.motivation !== "acquisition" || !spends) return [worthIs];
  if (acquisition === null || paybackWithinDays === null) return [worthIs];
  const { paybackDays } = acquisition;
  const pays = paybackDays !== undefined && paybackDays <= paybackWithinDays;
  return [
    worthIs,
    {
      gate: "economics",
      passed: pays,
      actual: paybackDays ?? null,
      required: { atMost: paybackWithinDays },
      reason:
        paybackDays === undefined
          ? reason("tactics.never_pays_back", { limit: paybackWithinDays })
          : reason(pays ? "tactics.pays_back" : "tactics.pays_back_late", {
              days: Math.ceil(paybackDays),
              limit: paybackWithinDays,
            }),
    },
  ];
}

/** Not too many contacts. */
export function capsGate({ tactic, channel }: TacticPlan, look: DecisionContext): GateResult {
  const finding = look.capOf(channel, tactic.messageClass);
  const gate = "caps";
  if (finding === undefined) {
    const why =
      tactic.messageClass === "service"
        ? reason("tactics.service_uncapped", {})
        : reason("tactics.uncapped", {});
    return { gate, passed: true, actual: null, required: "anything", reason: why };
  }
  const { passed, reopensAt } = finding;
  const opens = reopensAt === undefined ? {} : { reopensAt };
  if ("hours" in finding) {
    const { lastAt, hours } = finding;
    const apart = Math.floor((look.view.asOf.getTime() - lastAt.getTime()) / 3_600_000);
    const figures = { channel: channel ?? "", day: dayIn(look, lastAt), hours };
    return {
      gate,
      passed,
      actual: apart,
      required: { atLeast: hours },
      ...opens,
      reason: reason("tactics.too_near", figures),
    };
  }
  const { cap, used, allowed } = finding;
  const counted = cap.channel ?? cap.messageClass ?? "all_channels";
  if (allowed === null) {
    return {
      gate,
      passed,
      actual: null,
      required: "anything",
      reason: reason("tactics.uncapped", {}),
    };
  }
  const figures = { counted, used, allowed, days: cap.days };
  return {
    gate,
    passed,
    actual: used,
    required: { atMost: allowed - 1 },
    ...opens,
    reason: capReason(
      passed,
      figures,
      reopensAt === undefined ? undefined : dayIn(look, reopensAt),
    ),
  };
}

interface CapFigures {
  readonly counted: string;
  readonly used: number;
  readonly allowed: number;
  readonly days: number;
}

function capReason(passed: boolean, figures: CapFigures, until: string | undefined): Reason {
  if (passed) return reason("tactics.cap_open", figures);
  if (until === undefined) {
    return reason("tactics.cap_never", { counted: figures.counted, days: figures.days });
  }
  return reason("tactics.cap_full", { ...figures, until });
}

/** Nothing goes out at night. */
export function quietHoursGate({ tactic, channel }: TacticPlan, look: DecisionContext): GateResult {
  const { policy, calendar, view } = look;
  const hours = policy.quietHours;
  const answersNow = tactic.messageClass === "service" && look.inConversation;
  const free = !keepsQuiet({ tactic, channel }, look);
  const until = free ? undefined : look.quietUntil;
  const required = hours === null ? "anything" : `not ${hours.from}–${hours.until}`;
  const clock = clockText(calendar.clockOf(view.asOf));
  const zone = calendar.timeZone;
  if (until === undefined) {
    const why = free
      ? reason(answersNow ? "tactics.answers_now" : "tactics.never_quiet", {})
      : reason("tactics.not_quiet", { clock, zone });
    return { gate: "quiet_hours", passed: true, actual: clock, required, reason: why };
  }
  return {
    gate: "quiet_hours",
    passed: false,
    actual: clock,
    required,
    reopensAt: until,
    reason: reason("tactics.quiet", {
      clock,
      zone,
      end: clockText(calendar.clockOf(until)),
      day: dayIn(look, until),
    }),
  };
}

/** What all customers share is not used up. */
export function budgetGate(plan: TacticPlan, { policy, settings }: DecisionContext): GateResult[] {
  const { offer, economics } = plan;
  const results: GateResult[] = [];
  for (const budget of policy.budgets) {
    if (!counts(budget, plan)) continue;
    const { actions, spend } = settings.ledger.useOf(budget);
    const { name } = budget;
    if (typeof budget.actions === "number") {
      const figures = { name, used: actions, limit: budget.actions };
      const passed = actions < budget.actions;
      results.push({
        gate: "budget",
        passed,
        actual: actions,
        required: { atMost: budget.actions - 1 },
        reason: reason(passed ? "tactics.budget_left" : "tactics.budget_used", figures),
      });
    }
    if (typeof budget.spend === "number") {
      const passed = spend + economics.cost <= budget.spend;
      const currency = policy.costs?.currency ?? economics.currency ?? "XXX";
      const figures = { name, used: spend, limit: budget.spend, currency };
      results.push({
        gate: "budget",
        passed,
        actual: spend,
        required: { atMost: budget.spend - economics.cost },
        reason: reason(passed ? "tactics.spend_left" : "tactics.spend_used", figures),
      });
    }
  }
  const left = offer === undefined ? undefined : settings.ledger.stockOf(offer.sku);
  if (offer !== undefined && left !== undefined) {
    results.push({
      gate: "budget",
      passed: left > 0,
      actual: left,
      required: { atLeast: 1 },
      reason: reason("tactics.stock_left", { item: offer.name, left: Math.max(0, left) }),
    });
  }
  if (results.length > 0) return results;
  const why = reason("tactics.no_budget", {});
  return [{ gate: "budget", passed: true, actual: null, required: "anything", reason: why }];
}

/** Some are left without, so that it can be measured what it does for the others. */
export function holdoutGate({ tactic }: TacticPlan, look: DecisionContext): GateResult {
  const gate = "holdout";
  const rule = look.policy.holdout;
  if (rule === null || tactic.messageClass === "service") {
    const why = reason("tactics.nobody_held_out", {});
    return { gate, passed: true, actual: null, required: "anything", reason: why };
  }
  const heldOut = heldOutOf(tactic.id, rule, look);
  const required = "not held out";
  if (heldOut === undefined) {
    return {
      gate,
      passed: true,
      actual: null,
      required,
      reason: reason("tactics.not_held_out", {}),
    };
  }
  const why =
    heldOut === "all"
      ? reason("tactics.held_out_of_all", { share: rule.all })
      : reason("tactics.held_out", { share: rule.perTactic });
  return { gate, passed: false, actual: heldOut, required, reason: why };
}

/** Calendar day of the customer's, as texts have it. */
function dayIn({ calendar }: DecisionContext, at: Date): string {
  return formatDay(calendar.dayOf(at));
}
