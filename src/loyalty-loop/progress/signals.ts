import type { IntentShown } from "../../events";
import { reason, type Reason } from "../../kernel";
import { INTENT_WEIGHTS } from "../intent-score";
import { advanceStages, moveTo } from "../machine/state-machine";
import type { Walk } from "./progress";

/** Takes in a sign of life: it keeps or wins back a prospect, and makes one engaged. */
export function signal(walk: Walk, at: Date, why: Reason, engages = true): void {
  const { core } = walk;
  const day = core.timeline.calendar.dayOf(at);
  walk.lastSignalAt = at;
  core.signalDay = day;
  if (core.orderDays.length === 0) {
    core.due = NaN;
    if (core.activity !== 0) moveTo(core, "activity", 0, "win_back", at, () => [why]);
  }
  if (!engages || core.engaged) return;
  core.engaged = true;
  core.due = NaN;
  walk.engagedAt = at;
  walk.intent = [];
  walk.facts.push({ kind: "engaged", at });
  advanceStages(core, at, day, why);
}

/** Takes in that they think of buying. */
export function showIntent(walk: Walk, { at, signal: shown }: IntentShown): void {
  const { core } = walk;
  const { engagedIntentDays: within, engagedIntentScore: enough } = core.policy.policy;
  let score = INTENT_WEIGHTS[shown];
  if (!core.engaged) {
    const day = core.timeline.calendar.dayOf(at);
    const recent = walk.intent.filter((one) => day - one.day < within);
    score += recent.reduce((sum, { points }) => sum + points, 0);
    walk.intent = [...recent, { day, points: INTENT_WEIGHTS[shown] }];
  }
  signal(walk, at, reason("loyalty.intent", { score, days: within }), score >= enough);
}
