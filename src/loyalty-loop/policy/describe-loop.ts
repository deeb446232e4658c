import { assertRecord, atDoor } from "../../kernel";
import { LOYALTY_TABLE, type LoopTable } from "./loop-table";
import { ACTIVITIES, type Activity, type Stage, type TransitionKind } from "../stages";

/** One row of the table of transitions. */
export interface TransitionRule<Name extends string = Stage> {
  /** Which of the two values changes. */
  readonly region: "stage" | "activity";
  /** Values it may start from. */
  readonly from: readonly (Name | Activity)[];
  /** Values it may lead to. */
  readonly to: readonly (Name | Activity)[];
  /** What kind of change it is. */
  readonly kind: TransitionKind;
  /** What sets it off, in words. */
  readonly when: string;
}

/** The whole loop: every transition that can happen, and drawings of both values. */
export interface LoopDescription<Name extends string = Stage> {
  /** Every transition. What is not here is never seen. */
  readonly transitions: readonly TransitionRule<Name>[];
  /** Mermaid text of the stages, without corrections and what is set by hand, which lead from any to any. */
  readonly stageDiagram: string;
  /** Mermaid text of the activities, without the same. */
  readonly activityDiagram: string;
}

const ACTIVITY_ROWS = [
  {
    region: "activity",
    from: ["active"],
    to: ["overdue"],
    kind: "lapse",
    when: "no order for twice the usual gap",
  },
  {
    region: "activity",
    from: ["overdue"],
    to: ["lapsed"],
    kind: "lapse",
    when: "no order for four times the usual gap",
  },
  {
    region: "activity",
    from: ["active"],
    to: ["lapsed"],
    kind: "lapse",
    when: "a prospect without a sign of life for half a year",
  },
  {
    region: "activity",
    from: ["lapsed"],
    to: ["lost"],
    kind: "lapse",
    when: "no order for eight times the usual gap, or a prospect silent for a year",
  },
  { region: "activity", from: ["overdue"], to: ["active"], kind: "loop", when: "an order" },
  {
    region: "activity",
    from: ["lapsed", "lost"],
    to: ["active"],
    kind: "win_back",
    when: "an order, or a sign of life of a prospect",
  },
] as const satisfies readonly TransitionRule[];

const CORRECTED = "an order was refunded in full, cancelled or replaced";
const BY_HAND = "somebody of the shop set it, lifted it, or it ran out";

/**
 * Describes the loop as data and as Mermaid text to draw it.
 *
 * @param table - stages and ways of a shop's own; the default ones if left out
 * @returns every transition that can happen, and a drawing of each value
 *
 * @example
 * ```ts
 * import { describeLoop } from "setia/loyalty";
 *
 * const { transitions, activityDiagram } = describeLoop();
 * transitions.filter(({ region, kind }) => region === "stage" && kind === "regress").length; // => 2
 * activityDiagram.split("\n")[2]; // => "  active --> overdue : no order for twice the usual gap"
 * ```
 */
export function describeLoop<Name extends string = Stage>(
  table: LoopTable<Name> = LOYALTY_TABLE as LoopTable<string> as LoopTable<Name>,
): LoopDescription<Name> {
  assertRecord(table, "describeLoop: table");
  return atDoor("describeLoop", () => describeLoopUnchecked(table));
}

function describeLoopUnchecked<Name extends string>(table: LoopTable<Name>): LoopDescription<Name> {
  const { stages, rules } = table;
  const depth = (stage: Name): number => stages.indexOf(stage);
  const ways = rules.flatMap(({ from, to, because: when }) => {
    const row = (kind: TransitionKind, starts: readonly Name[]): TransitionRule<Name>[] =>
      starts.length === 0 ? [] : [{ region: "stage", from: starts, to: [to], kind, when }];
    return [
      ...row(
        "advance",
        from.filter((stage) => depth(stage) < depth(to)),
      ),
      ...row(
        "regress",
        from.filter((stage) => depth(stage) > depth(to)),
      ),
    ];
  });
  const fixed: TransitionRule<Name>[] = [
    {
      region: "stage",
      from: stages,
      to: stages,
      kind: "loop",
      when: "an order on a new day while active or overdue, at an unchanged stage",
    },
    { region: "stage", from: stages, to: stages, kind: "correct", when: CORRECTED },
    { region: "stage", from: stages, to: stages, kind: "manual", when: BY_HAND },
    ...ACTIVITY_ROWS,
    { region: "activity", from: ACTIVITIES, to: ACTIVITIES, kind: "correct", when: CORRECTED },
    { region: "activity", from: ACTIVITIES, to: ACTIVITIES, kind: "manual", when: BY_HAND },
  ];
  return {
    transitions: [...ways, ...fixed],
    stageDiagram: draw(stages[0]!, ways),
    activityDiagram: draw("active", ACTIVITY_ROWS),
  };
}

function draw(first: string, rows: readonly TransitionRule<string>[]): string {
  const lines = rows.flatMap(({ from, to, when }) =>
    from.flatMap((start) => to.map((end) => `  ${nodeOf(start)} --> ${nodeOf(end)} : ${when}`)),
  );
  return ["stateDiagram-v2", `  [*] --> ${nodeOf(first)}`, ...lines].join("\n");
}

/** A name that Mermaid takes for one word. */
function nodeOf(name: string): string {
  return name.replace(/[^\p{L}\p{N}_]/gu, "_");
}
