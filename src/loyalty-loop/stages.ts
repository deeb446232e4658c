/** How deep the relationship is, shallow first. */
export const STAGES = ["prospect", "engaged", "first_time", "repeat", "loyal", "advocate"] as const;

/** One of `words.stages`. */
export type Stage = (typeof STAGES)[number];

/** Whether the customer is here now, present first. */
export const ACTIVITIES = ["active", "overdue", "lapsed", "lost"] as const;

/** One of `words.activities`. */
export type Activity = (typeof ACTIVITIES)[number];

/** What an activity was called before, in events and states that were stored. */
const BEFORE: Readonly<Record<string, Activity>> = { at_risk: "overdue" };

/** Reads the name of an activity, also one of before; `undefined` if it names none. */
export function activityOf(name: string | undefined): Activity | undefined {
  if (name === undefined) return undefined;
  return (
    ACTIVITIES.find((activity) => activity === name) ??
    (Object.hasOwn(BEFORE, name) ? BEFORE[name] : undefined)
  );
}

/** Index of the first activity of those who are away. */
export const LAPSED = 2;

/**
 * Why a state changed: `advance` deeper; `loop` bought again without having lapsed; `regress` shallower;
 * `lapse` away as time passed; `win_back` back again; `correct` because an order was taken back or replaced;
 * `manual` because somebody of the shop said so, or what they said ran out.
 */
export const TRANSITION_KINDS = [
  "advance",
  "loop",
  "regress",
  "lapse",
  "win_back",
  "correct",
  "manual",
] as const;

/** One of `words.transitionKinds`. */
export type TransitionKind = (typeof TRANSITION_KINDS)[number];
