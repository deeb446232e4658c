import type { Reason } from "../../kernel";
import type { LoopCore } from "./machine-state";
import { advanceReasons, regressReasons, silenceReason } from "./transition-reasons";
import { openFrom, ripeOn } from "./stage-conditions";
import { LAPSED, type TransitionKind } from "../stages";

/** A change that the passing of time will bring. */
export interface ComingChange {
  /** Calendar day on whose first instant it happens; −∞ if at once, ∞ if never. */
  readonly day: number;
  /** Which of the two values changes. */
  readonly region: "stage" | "activity";
  /** Index of the new value. */
  readonly to: number;
  /** What kind of change it is. */
  readonly kind: TransitionKind;
  /** Puts the reasons together as they are on the day of the change. */
  readonly why: (day: number) => () => readonly Reason[];
}

const LOST = 3;

/** Finds what the passing of time will change next. */
export function nextChange(core: LoopCore): ComingChange {
  let next = nextLapse(core);
  for (const way of core.policy.down[core.stage] ?? []) {
    const day = openFrom(core, way);
    if (day >= next.day) continue;
    const why = (on: number) => () => regressReasons(core, way, on);
    next = { day, region: "stage", to: way.to, kind: "regress", why };
  }
  for (const way of core.policy.up[core.stage] ?? []) {
    const day = ripeOn(core, way);
    if (day >= next.day) continue;
    const why = (on: number) => () => advanceReasons(core, way, core.clock, on, undefined);
    next = { day, region: "stage", to: way.to, kind: "advance", why };
  }
  return next;
}

function nextLapse(core: LoopCore): ComingChange {
  const { orderDays } = core;
  const { policy } = core.policy;
  const lastDay = orderDays[orderDays.length - 1];
  const to = lastDay === undefined ? Math.max(core.activity + 1, LAPSED) : core.activity + 1;
  if (to > LOST) {
    return { region: "activity", to, kind: "lapse", day: Infinity, why: () => () => [] };
  }
  const days =
    lastDay === undefined
      ? to === LAPSED
        ? policy.prospectLapsedDays
        : policy.prospectLostDays
      : (core.quiet[to - 1] ?? Infinity);
  const day = (lastDay ?? core.signalDay) + days;
  const why = () => () => [silenceReason(core, days)];
  return { region: "activity", to, kind: "lapse", day, why };
}
