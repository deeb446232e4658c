import { defined, formatDay, reason, type Reason } from "../../kernel";
import type { TacticContact } from "../../view";
import { classOf } from "./contact-history";
import type { DecisionContext } from "../deciding/decision-context";
import type { GateResult } from "./gate";
import type { Tactic } from "../tactic";
import type { TacticPlan } from "../deciding/tactic-plan";

/** A tactic rests after each use, longer after a rejection, and is used no more than its limit allows. */
export function cooldownGate(
  { tactic }: Pick<TacticPlan, "tactic">,
  look: DecisionContext,
): GateResult[] {
  const uses = look.history.uses.filter((use) => use.tactic === tactic.id);
  const limit = tactic.lifetimeLimit ?? null;
  const rest = restGate(tactic, look);
  if (limit === null) return [rest];
  const figures = { used: uses.length, limit };
  const passed = uses.length < limit;
  return [
    rest,
    {
      gate: "cooldown",
      passed,
      actual: uses.length,
      required: { atMost: limit - 1 },
      reason: reason(passed ? "tactics.lifetime_left" : "tactics.lifetime_used", figures),
    },
  ];
}

function restGate(
  tactic: Tactic,
  { policy, history, calendar, view, today }: DecisionContext,
): GateResult {
  const own = tactic.cooldownDays ?? policy.cooldownDays ?? 0;
  const afterRejection = Math.max(own, policy.cooldownAfterRejectionDays ?? 0);
  const rejected = view.contacts.filter(
    ({ tactic: id, rejectedAt }) => id === tactic.id && rejectedAt,
  );
  const rests = [
    ...history.uses.filter((use) => use.tactic === tactic.id).map(({ at }) => ({ at, days: own })),
    ...rejected.map(({ rejectedAt }) => ({ at: rejectedAt ?? view.asOf, days: afterRejection })),
  ]
    .map(({ at, days }) => ({ usedOn: calendar.dayOf(at), days }))
    .sort((a, b) => b.usedOn + b.days - (a.usedOn + a.days));
  const [longest] = rests;
  if (longest === undefined) {
    return {
      gate: "cooldown",
      passed: true,
      actual: null,
      required: `${String(own)} days of rest`,
      reason: reason("tactics.never_used", {}),
    };
  }
  const { usedOn, days } = longest;
  const until = usedOn + days;
  const passed = today >= until;
  const day = formatDay(usedOn);
  return {
    gate: "cooldown",
    passed,
    actual: today - usedOn,
    required: `${String(days)} days of rest`,
    ...(passed ? {} : { reopensAt: calendar.startOf(until) }),
    reason: passed
      ? reason("tactics.rested", { day, days })
      : reason("tactics.resting", { day, days, until: formatDay(until) }),
  };
}

/**
 * Who ignores messages is left in peace for a while; who ignores them while away is only asked whether to stop. Such a
 * question, which is itself for those who ignore messages, passes.
 */
export function fatigueGate(
  { tactic }: Pick<TacticPlan, "tactic">,
  look: DecisionContext,
): GateResult {
  const gate = "fatigue";
  const { fatigue } = look.policy;
  if (
    fatigue === null ||
    tactic.messageClass === "service" ||
    tactic.when.ignored_in_a_row !== undefined
  ) {
    const why = reason("tactics.fatigue_not_asked", {});
    return { gate, passed: true, actual: null, required: "anything", reason: why };
  }
  const inARow = look.feature("ignored_in_a_row") ?? 0;
  const { activity } = look.view.loyalty;
  if ((activity === "lapsed" || activity === "lost") && inARow >= fatigue.sunsetAfter) {
    return {
      gate,
      passed: false,
      actual: inARow,
      required: { atMost: fatigue.sunsetAfter - 1 },
      reason: reason("tactics.sunset", { ignored: inARow }),
    };
  }
  const { calendar, today } = look;
  const { ignored: limit, withinDays, restDays } = fatigue;
  const days = ignoredContacts(look).map(({ respondedAt, decidedAt }) =>
    calendar.dayOf(respondedAt ?? decidedAt),
  );
  const recent = days.filter((day) => day > today - withinDays).length;
  // The rest begins with each message that was the last straw: with it there were enough within the days before it.
  let until = -Infinity;
  days.forEach((day) => {
    if (days.filter((other) => other <= day && other > day - withinDays).length >= limit) {
      until = Math.max(until, day + restDays);
    }
  });
  const passed = today >= until;
  const figures = { ignored: recent, within: withinDays };
  return {
    gate,
    passed,
    actual: recent,
    required: { atMost: limit - 1 },
    ...(passed ? {} : { reopensAt: calendar.startOf(until) }),
    reason: passed
      ? reason("tactics.not_fatigued", { ...figures, limit })
      : reason("tactics.fatigued", { ...figures, until: formatDay(until) }),
  };
}

/** Messages that are no service and were ignored, oldest first. */
function ignoredContacts({ view, settings }: DecisionContext): TacticContact[] {
  return view.contacts.filter(
    (contact) => contact.outcome === "ignored" && classOf(contact, settings.classes) !== "service",
  );
}

/** Tactics of one group do not follow one another while the window of the earlier one is open. */
export function conflictGate(
  { tactic }: Pick<TacticPlan, "tactic">,
  look: DecisionContext,
): GateResult {
  const gate = "conflict";
  const { group } = tactic;
  if (group === undefined) {
    const why = reason("tactics.no_group", {});
    return { gate, passed: true, actual: null, required: "anything", reason: why };
  }
  const { settings, history, calendar, policy, today } = look;
  let until = -Infinity;
  let other = "";
  let usedOn = 0;
  for (const member of settings.catalogue) {
    if (member.group !== group || member.id === tactic.id) continue;
    for (const use of history.uses) {
      if (use.tactic !== member.id) continue;
      const day = calendar.dayOf(use.at);
      const end = day + Math.max(member.windowDays, policy.groupDays[group] ?? 0);
      if (end > until) [until, other, usedOn] = [end, member.id, day];
    }
  }
  const required = `no other of “${group}” before its time is over`;
  if (today >= until) {
    return {
      gate,
      passed: true,
      actual: null,
      required,
      reason: reason("tactics.group_free", { group }),
    };
  }
  return {
    gate,
    passed: false,
    actual: other,
    required,
    reopensAt: calendar.startOf(until),
    reason: reason("tactics.group_taken", {
      group,
      other,
      day: formatDay(usedOn),
      until: formatDay(until),
    }),
  };
}

/** Nothing is sold into an open complaint, nor shortly after it, nor to somebody who is dissatisfied. */
export function suitabilityGate(
  { tactic }: Pick<TacticPlan, "tactic">,
  look: DecisionContext,
): GateResult {
  const gate = "suitability";
  const required = "no complaint, no selling to the dissatisfied";
  const done = (actual: string | null, why: Reason, reopensAt?: Date): GateResult => ({
    gate,
    passed: actual === null,
    actual,
    required,
    ...defined({ reopensAt }),
    reason: why,
  });
  if (tactic.messageClass === "service") return done(null, reason("tactics.service_suits", {}));
  const complaints = look.feature("open_complaints") ?? 0;
  if (complaints > 0)
    return done("open complaint", reason("tactics.complaint_open", { complaints }));
  const rest = look.policy.complaintRestDays;
  const since = look.feature("days_since_resolution");
  if (rest !== null && since !== undefined && since < rest) {
    const resolvedOn = look.shopToday - since;
    const figures = { day: formatDay(resolvedOn), until: formatDay(resolvedOn + rest) };
    return done(
      "complaint just resolved",
      reason("tactics.complaint_fresh", figures),
      look.shopCalendar.startOf(resolvedOn + rest),
    );
  }
  const sells = tactic.value !== "relation" && tactic.discount === undefined;
  if (sells && look.feature("unhappy") === 1) {
    return done("dissatisfied", reason("tactics.dissatisfied", {}));
  }
  return done(null, reason("tactics.suitable", {}));
}
