import type { CustomerEvent, FeedbackReceived } from "../../events";
import { formatDay, reason, type Reason } from "../../kernel";
import { hear, publicWordOf } from "../../satisfaction";
import { advanceStages } from "../machine/state-machine";
import type { LoyaltyState } from "../loyalty-state";
import type { Walk } from "./progress";

/**
 * Takes in feedback. An NPS answer and public praise make an advocate together, in either order; a low answer unmakes
 * one.
 */
export function hearFeedback(walk: Walk, event: FeedbackReceived): void {
  const { at, kind, score } = event;
  const { policy } = walk.core.policy;
  const { calendar } = walk.core.timeline;
  if (kind === "nps" && score !== undefined) {
    const known: LoyaltyState["advocacy"] =
      score > policy.detractorNps ? walk.advocacy : withoutEvidence(walk.advocacy);
    walk.advocacy = { ...known, nps: { score, at } };
  }
  if (publicWordOf(event, policy.satisfaction) === "praise") {
    walk.advocacy = { ...walk.advocacy, praisedAt: at };
  }
  const { praisedAt, nps } = walk.advocacy;
  const recent = (then: Date | undefined): boolean =>
    then !== undefined && calendar.dayOf(at) - calendar.dayOf(then) < policy.advocacyDays;
  const spoke = praisedAt === at || nps?.at === at;
  const praises =
    spoke && recent(praisedAt) && recent(nps?.at) && (nps?.score ?? 0) >= policy.advocateNps;
  const why = reason("loyalty.praised_in_public", {
    score: nps?.score ?? 0,
    day: formatDay(calendar.dayOf(praisedAt ?? at)),
  });
  hearWord(walk, event, praises ? at : walk.advocacy.evidenceAt, praises ? why : undefined);
}

/** Takes in what satisfaction or advocacy rests on. */
export function hearWord(
  walk: Walk,
  event: CustomerEvent,
  advocateAt: Date | undefined,
  why: Reason | undefined,
): void {
  const { core } = walk;
  const { calendar } = core.timeline;
  const { at } = event;
  const day = calendar.dayOf(at);
  const satisfaction = hear(
    core.satisfaction,
    event,
    core.policy.policy.satisfaction,
    walk.complaints,
  );
  const advocacyDay = advocateAt === undefined ? -Infinity : calendar.dayOf(advocateAt);
  if (advocateAt !== undefined) walk.advocacy = { ...walk.advocacy, evidenceAt: advocateAt };
  if (satisfaction === core.satisfaction && advocacyDay === core.advocacyDay) return;
  core.satisfaction = satisfaction;
  core.advocacyDay = advocacyDay;
  core.due = NaN;
  const evidence = advocateAt === undefined ? {} : { advocateAt };
  walk.facts.push({ kind: "word", at, satisfaction, ...evidence });
  advanceStages(core, at, day, why);
}

function withoutEvidence({ praisedAt }: LoyaltyState["advocacy"]): LoyaltyState["advocacy"] {
  return praisedAt === undefined ? {} : { praisedAt };
}
