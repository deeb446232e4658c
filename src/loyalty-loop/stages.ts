/** How deep the relationship is, shallow first. */
export const STAGES = ["prospect", "engaged", "first_time", "repeat", "loyal", "advocate"] as const;

/** One of `words.stages`. */
export type Stage = (typeof STAGES)[number];

/** Whether the customer is here now, present first. */
export const ACTIVITIES = ["active", "at_risk", "lapsed", "lost"] as const;

/** One of `words.activities`. */
export type Activity = (typeof ACTIVITIES)[number];

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
