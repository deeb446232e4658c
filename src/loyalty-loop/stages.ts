/**
 * How deep the relationship is, shallow first. `advocate` needs referrals or public praise, facts that the
 * log does not carry yet; no customer reaches it from orders alone.
 */
export const STAGES = ["prospect", "engaged", "first_time", "repeat", "loyal", "advocate"] as const;

/** One of {@link STAGES}. */
export type Stage = (typeof STAGES)[number];

/** Whether the customer is here now, present first. */
export const ACTIVITIES = ["active", "at_risk", "lapsed", "lost"] as const;

/** One of {@link ACTIVITIES}. */
export type Activity = (typeof ACTIVITIES)[number];

/**
 * Why a state changed: `advance` deeper; `loop` bought again without having lapsed; `regress` shallower as
 * time passed; `lapse` away as time passed; `win_back` back again; `correct` because an order was taken
 * back or replaced.
 */
export const TRANSITION_KINDS = [
  "advance",
  "loop",
  "regress",
  "lapse",
  "win_back",
  "correct",
] as const;

/** One of {@link TRANSITION_KINDS}. */
export type TransitionKind = (typeof TRANSITION_KINDS)[number];

/** One row of the table of transitions. */
export interface TransitionRule {
  /** Which of the two values changes. */
  readonly region: "stage" | "activity";
  /** Values it may start from. */
  readonly from: readonly (Stage | Activity)[];
  /** Values it may lead to. */
  readonly to: readonly (Stage | Activity)[];
  /** What kind of change it is. */
  readonly kind: TransitionKind;
  /** What sets it off, in words. */
  readonly when: string;
}

const BOUGHT = ["first_time", "repeat", "loyal", "advocate"] as const;

/** Every transition that can happen. What is not in this table is never seen. */
export const TRANSITIONS = [
  {
    region: "stage",
    from: ["prospect"],
    to: ["engaged"],
    kind: "advance",
    when: "an inbound interaction",
  },
  {
    region: "stage",
    from: ["prospect", "engaged"],
    to: ["first_time"],
    kind: "advance",
    when: "the first order",
  },
  {
    region: "stage",
    from: ["first_time"],
    to: ["repeat"],
    kind: "advance",
    when: "orders on two different days",
  },
  {
    region: "stage",
    from: ["repeat"],
    to: ["loyal"],
    kind: "advance",
    when: "orders on enough days within the loyal window",
  },
  {
    region: "stage",
    from: BOUGHT,
    to: BOUGHT,
    kind: "loop",
    when: "an order on a new day while active or at risk, at an unchanged stage",
  },
  {
    region: "stage",
    from: ["loyal"],
    to: ["repeat"],
    kind: "regress",
    when: "too few order days left in the loyal window",
  },
  {
    region: "stage",
    from: STAGES,
    to: STAGES,
    kind: "correct",
    when: "an order was refunded in full, cancelled or replaced",
  },
  {
    region: "activity",
    from: ["active"],
    to: ["at_risk"],
    kind: "lapse",
    when: "no order for twice the usual gap",
  },
  {
    region: "activity",
    from: ["at_risk"],
    to: ["lapsed"],
    kind: "lapse",
    when: "no order for four times the usual gap",
  },
  {
    region: "activity",
    from: ["active"],
    to: ["lapsed"],
    kind: "lapse",
    when: "a prospect without an inbound signal",
  },
  {
    region: "activity",
    from: ["lapsed"],
    to: ["lost"],
    kind: "lapse",
    when: "no order for eight times the usual gap, or a prospect silent for a year",
  },
  {
    region: "activity",
    from: ["at_risk"],
    to: ["active"],
    kind: "loop",
    when: "an order",
  },
  {
    region: "activity",
    from: ["lapsed", "lost"],
    to: ["active"],
    kind: "win_back",
    when: "an order, or an inbound signal of a prospect",
  },
  {
    region: "activity",
    from: ACTIVITIES,
    to: ACTIVITIES,
    kind: "correct",
    when: "an order was refunded in full, cancelled or replaced",
  },
] as const satisfies readonly TransitionRule[];
