import type { CustomerEvent, StageOverridden } from "../../events";
import { reason, type Reason } from "../../kernel";
import { ACTIVITIES, type Activity } from "../stages";
import { setByHand, type Walk } from "./progress";

/** Takes in what somebody of the shop sets by hand. */
export function overridden(walk: Walk, event: StageOverridden): void {
  const { by, reason: why, at, until, stage, activity } = event;
  if (stage === undefined && activity === undefined) {
    setByHand(walk, undefined, at, reason("loyalty.override_lifted", { by, why }));
    return;
  }
  const { stages } = walk.core.timeline;
  const known = {
    ...(stage !== undefined && stages.includes(stage) ? { stage } : {}),
    ...(isActivity(activity) ? { activity } : {}),
  };
  // What names nothing that is known, or is over before it begins, sets nothing.
  const empty = known.stage === undefined && known.activity === undefined;
  if (empty || (until !== undefined && until < at)) return;
  const holds = until === undefined ? {} : { until };
  const set = { by, reason: why, at, ...holds, ...known };
  setByHand(walk, set, at, reason("loyalty.overridden", { by, why }));
}

function isActivity(name: string | undefined): name is Activity {
  return ACTIVITIES.some((activity) => activity === name);
}

/** Says of an event that the loop would listen to but cannot use. */
export function faultOf(event: CustomerEvent, stages: readonly string[]): Reason | undefined {
  if (event.type !== "stage_overridden") return undefined;
  const { stage, activity } = event;
  const unknown =
    stage !== undefined && !stages.includes(stage)
      ? stage
      : activity !== undefined && !isActivity(activity)
        ? activity
        : undefined;
  return unknown === undefined
    ? undefined
    : reason("loyalty.unknown_override", { by: event.by, name: unknown });
}
