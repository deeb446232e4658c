import { assertRecord, atDoor, type Issue, SetiaError } from "../../kernel";
import { type Stage, STAGES } from "../stages";
import type { LoyaltyThreshold, LoyaltyThresholds } from "./thresholds";

type Rule = StageRule<string>;

/** The range of each measure as numbers, both ends open where nothing is said. */
type Box = Readonly<Record<StageInput, readonly [atLeast: number, below: number]>>;

/** Finds what is wrong with a table of stages. */
export function tableFindings(table: LoopTable<string>, thresholds: LoyaltyThresholds): string[] {
  const names = [...nameFindings(table, thresholds)];
  if (names.length > 0) return names;
  return [
    ...reachFindings(table),
    ...deadFindings(table, thresholds),
    ...flappingFindings(table, thresholds),
  ];
}

/**
 * Checks a table of stages of a shop's own when it is defined: every stage can be reached and left again (a correction
 * counts as a way out, where a stage rests on an order), every rule can come about, and no two rules send a customer to
 * and fro.
 *
 * @param table - stages, shallow first, and the ways between them
 * @param thresholds - the numbers that its rules may name: your policy, or the default one
 * @returns the same table
 * @throws SetiaError `INVALID_RULES` with every finding in `issues`
 *
 * @example
 * ```ts
 * import { DEFAULT_LOYALTY_POLICY, replay } from "setia";
 * import { defineLoopTable } from "setia/loyalty";
 *
 * const table = defineLoopTable({
 *   stages: ["visitor", "buyer", "regular"],
 *   rules: [
 *     { from: ["visitor"], to: "buyer", when: { orderDays: { atLeast: 1 } }, because: "the first order" },
 *     { from: ["buyer"], to: "regular", when: { windowOrderDays: { atLeast: 5 } }, because: "five in the window" },
 *     { from: ["regular"], to: "buyer", when: { windowOrderDays: { below: 3 } }, because: "fewer than three" },
 *   ],
 * }, DEFAULT_LOYALTY_POLICY);
 * const policy = { ...DEFAULT_LOYALTY_POLICY, table };
 * const { state } = replay([
 *   { id: "1", type: "order_completed", customerId: "ani", at: new Date("2026-01-05"), orderId: "o1", currency: "IDR", total: 1 },
 * ], { asOf: new Date("2026-01-06"), policy });
 * state?.stage; // => "buyer"
 * ```
 */
export function defineLoopTable<const Name extends string>(
  table: LoopTable<Name>,
  thresholds: LoyaltyThresholds,
): LoopTable<Name> {
  assertRecord(table, "defineLoopTable: table");
  assertRecord(thresholds, "defineLoopTable: thresholds");
  const issues = atDoor("defineLoopTable", () =>
    tableFindings(table, thresholds).map((message): Issue => ({ path: [], message })),
  );
  if (issues.length > 0) {
    throw new SetiaError(
      "INVALID_RULES",
      `defineLoopTable: ${issues.map(({ message }) => message).join(" | ")}`,
      { issues },
    );
  }
  return table;
}

function* nameFindings(
  { stages, rules }: LoopTable<string>,
  thresholds: LoyaltyThresholds,
): Generator<string> {
  if (stages.length === 0) yield "there is no stage; expected at least one";
  const twice = stages.find((stage, index) => stages.indexOf(stage) !== index);
  if (twice !== undefined) yield `stage "${twice}" is named twice; expected each once`;
  for (const rule of rules) {
    for (const stage of [...rule.from, rule.to]) {
      if (!stages.includes(stage)) yield `${nameOf(rule)}: there is no stage "${stage}"`;
    }
    if (rule.from.length === 0) yield `${nameOf(rule)}: it starts nowhere; expected a stage`;
    if (rule.from.includes(rule.to)) yield `${nameOf(rule)}: it leads to where it starts`;
    for (const [measure, range] of Object.entries(rule.when)) {
      if (!STAGE_INPUTS.some((name) => name === measure)) {
        yield `${nameOf(rule)}: there is no measure "${measure}"`;
      }
      for (const bound of [range.atLeast, range.below]) {
        if (bound !== undefined && !Number.isFinite(numberOf(bound, thresholds))) {
          yield `${nameOf(rule)}: ${measure} is compared with "${String(bound)}", which is no number of the policy`;
        }
      }
    }
    const after = rule.afterDays === undefined ? 0 : numberOf(rule.afterDays, thresholds);
    if (!Number.isInteger(after) || after < 0) {
      yield `${nameOf(rule)}: afterDays is "${String(rule.afterDays)}"; expected whole days, 0 or more`;
    }
  }
}

function* reachFindings({ stages, rules }: LoopTable<string>): Generator<string> {
  const reached = new Set(stages.slice(0, 1));
  for (let before = -1; before !== reached.size;) {
    before = reached.size;
    for (const { from, to } of rules) if (from.some((stage) => reached.has(stage))) reached.add(to);
  }
  for (const stage of stages) {
    if (!reached.has(stage)) yield `stage "${stage}" cannot be reached from "${stages[0]!}"`;
  }
  const needsOrder = stagesOnOrders({ stages, rules });
  for (const stage of stages) {
    const left = rules.some(({ from }) => from.includes(stage)) || needsOrder.has(stage);
    if (!left && stages.length > 1) yield `stage "${stage}" cannot be left again`;
  }
}

/** Stages that nobody is at without an order that counts: a correction takes them away. */
function stagesOnOrders({ stages, rules }: LoopTable<string>): ReadonlySet<string> {
  const without = new Set(stages.slice(0, 1));
  const asksForOrder = ({ when }: Rule): boolean =>
    [when.orderDays, when.windowOrderDays, when.loops, when.steadyDays].some(
      (range) => range?.atLeast !== undefined && range.atLeast !== 0,
    );
  for (let before = -1; before !== without.size;) {
    before = without.size;
    for (const rule of rules) {
      if (!asksForOrder(rule) && rule.from.some((stage) => without.has(stage)))
        without.add(rule.to);
    }
  }
  return new Set(stages.filter((stage) => !without.has(stage)));
}

function* deadFindings(
  { stages, rules }: LoopTable<string>,
  thresholds: LoyaltyThresholds,
): Generator<string> {
  const deeper = (from: string, to: string): boolean => stages.indexOf(to) > stages.indexOf(from);
  for (const [index, rule] of rules.entries()) {
    const box = boxOf(rule, thresholds);
    const empty = STAGE_INPUTS.find((measure) => box[measure][0] >= box[measure][1]);
    if (empty !== undefined) {
      yield `${nameOf(rule)}: it can never come about, since no ${empty} lies in its range`;
      continue;
    }
    for (const stage of rule.from) {
      const before = rules
        .slice(0, index)
        .find(
          (other) =>
            other.from.includes(stage) &&
            deeper(stage, other.to) === deeper(stage, rule.to) &&
            (other.afterDays === undefined || other.afterDays === rule.afterDays) &&
            contains(boxOf(other, thresholds), box),
        );
      if (before !== undefined) {
        yield `${nameOf(rule)}: it never comes about from "${stage}", since ${nameOf(before)} does first`;
      }
    }
  }
}

/** A way up and a way down again that hold at once would send a customer to and fro at every event. */
function* flappingFindings(
  { stages, rules }: LoopTable<string>,
  thresholds: LoyaltyThresholds,
): Generator<string> {
  const depth = (stage: string): number => stages.indexOf(stage);
  for (const up of rules) {
    for (const down of rules) {
      const pair = up.from.some(
        (start) =>
          depth(up.to) > depth(start) &&
          down.from.includes(up.to) &&
          depth(down.to) < depth(up.to) &&
          depth(down.to) <= depth(start),
      );
      if (pair && overlap(boxOf(up, thresholds), boxOf(down, thresholds))) {
        yield `${nameOf(up)} and ${nameOf(down)} can hold at once, which sends customers to and fro`;
      }
    }
  }
}

function boxOf({ when }: Rule, thresholds: LoyaltyThresholds): Box {
  const side = (range: LoopRange | undefined, end: "atLeast" | "below", open: number): number =>
    range?.[end] === undefined ? open : numberOf(range[end], thresholds);
  const entries = STAGE_INPUTS.map((measure) => [
    measure,
    // No measure is ever below 0.
    [Math.max(0, side(when[measure], "atLeast", 0)), side(when[measure], "below", Infinity)],
  ]);
  return Object.fromEntries(entries) as Box;
}

function contains(outer: Box, inner: Box): boolean {
  return STAGE_INPUTS.every(
    (measure) => outer[measure][0] <= inner[measure][0] && outer[measure][1] >= inner[measure][1],
  );
}

function overlap(a: Box, b: Box): boolean {
  return STAGE_INPUTS.every(
    (measure) => Math.max(a[measure][0], b[measure][0]) < Math.min(a[measure][1], b[measure][1]),
  );
}

function numberOf(given: LoopNumber, thresholds: LoyaltyThresholds): number {
  return typeof given === "string" ? thresholds[given] : given;
}

function nameOf({ from, to }: Rule): string {
  return `the rule from ${from.map((stage) => `"${stage}"`).join(" or ")} to "${to}"`;
}

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
