import { STAGES, type Stage } from "../stages";
import type { LoyaltyThreshold } from "./thresholds";

/**
 * What a stage can depend on: `engaged` 1 once they got in touch, allowed marketing or showed intent; `orderDays`
 * calendar days with an order that counts; `windowOrderDays` those within the loyal window; `loops` times in a row bought
 * again without lapsing; `steadyDays` days since the first order, or since the one that brought them back after they had
 * lapsed, 0 while they are lapsed; `advocacy` 1 while there is recent evidence that they recommend; `dissatisfied` 1 while they
 * are, or a complaint is open.
 */
export const STAGE_INPUTS = [
  "engaged",
  "orderDays",
  "windowOrderDays",
  "loops",
  "steadyDays",
  "advocacy",
  "dissatisfied",
] as const;

/** One of `words.stageInputs`. */
export type StageInput = (typeof STAGE_INPUTS)[number];

/** A number, or the name of the policy's threshold that gives it. */
export type LoopNumber = number | LoyaltyThreshold;

/** The range that a measure must lie in. */
export interface LoopRange {
  /** Smallest value; none if left out. */
  readonly atLeast?: LoopNumber;
  /** The first value that is too large; none if left out. */
  readonly below?: LoopNumber;
}

/**
 * One way from a stage to another. To a deeper stage it is gone at an event, or on the day on which `steadyDays` are enough;
 * to a shallower one as time passes too.
 */
export interface StageRule<Name extends string = Stage> {
  /** Stages it starts from. */
  readonly from: readonly Name[];
  /** Stage it leads to. */
  readonly to: Name;
  /** What must hold, all of it. */
  readonly when: Readonly<Partial<Record<StageInput, LoopRange>>>;
  /** Days at a stage before it may lead to a shallower one; none if left out. */
  readonly afterDays?: LoopNumber;
  /** The same in words. */
  readonly because: string;
}

/** The stages of a shop and the ways between them. */
export interface LoopTable<Name extends string = Stage> {
  /** Names, shallow first; everybody begins at the first. */
  readonly stages: readonly Name[];
  /** Ways between them; the first that fits is gone. */
  readonly rules: readonly StageRule<Name>[];
}

/**
 * The stages of the loyalty loop. Two thresholds for loyal (enter at 4 order days, leave below 3) and the dwell keep
 * customers from flapping; four orders in a week make nobody loyal before 90 days.
 */
export const LOYALTY_TABLE = {
  stages: STAGES,
  rules: [
    {
      from: ["prospect"],
      to: "engaged",
      when: { engaged: { atLeast: 1 } },
      because: "got in touch, allowed marketing, or showed enough intent",
    },
    {
      from: ["prospect", "engaged"],
      to: "first_time",
      when: { orderDays: { atLeast: 1 } },
      because: "the first order",
    },
    {
      from: ["first_time"],
      to: "repeat",
      when: { orderDays: { atLeast: 2 } },
      because: "orders on two different days",
    },
    {
      from: ["repeat"],
      to: "loyal",
      when: {
        windowOrderDays: { atLeast: "loyalEnterDays" },
        steadyDays: { atLeast: "loyalAfterDays" },
        dissatisfied: { below: 1 },
      },
      because:
        "orders on enough days within the loyal window, long enough since the first order or since they came back, and not dissatisfied",
    },
    {
      from: ["loyal"],
      to: "advocate",
      when: {
        advocacy: { atLeast: 1 },
        windowOrderDays: { atLeast: "loyalEnterDays" },
        dissatisfied: { below: 1 },
      },
      because:
        "a referral that bought, or public praise by a promoter, while the ground of loyal holds",
    },
    {
      from: ["loyal", "advocate"],
      to: "repeat",
      when: { windowOrderDays: { below: "loyalLeaveDays" } },
      afterDays: "minimumDwellDays",
      because: "too few order days left in the loyal window",
    },
    {
      from: ["advocate"],
      to: "loyal",
      when: { advocacy: { below: 1 } },
      because: "no sign of advocacy for a year, or a low score of recommendation",
    },
  ],
} as const satisfies LoopTable;
