import { compareCodePoints } from "../../kernel";
import type { CustomerLook } from "./decision-context";
import { budgetGate, holdoutGate, quietHoursGate } from "../gates/limits";
import { quietUntil } from "../gates/quiet-hours";
import type { Tactic } from "../tactic";
import type { TacticPlan } from "./tactic-plan";
import { willApply } from "./revalidate";

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
export function byRank(look: CustomerLook): (a: TacticPlan, b: TacticPlan) => number {
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
export function choose(ranked: readonly TacticPlan[], look: CustomerLook): Choice {
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
function waitsForFeed({ restsOn }: Tactic, { settings }: CustomerLook): boolean {
  return settings.staleFeed !== undefined && restsOn === "silence";
}

/** Caps that open at night let nothing go before morning. */
function afterQuiet(at: Date, { policy, calendar }: CustomerLook): Date {
  return (
    (policy.quietHours === null ? undefined : quietUntil(at, policy.quietHours, calendar)) ?? at
  );
}
