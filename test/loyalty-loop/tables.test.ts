import { describe, expect, it } from "vitest";
import { DEFAULT_LOYALTY_POLICY, isSetiaError, replay, settle } from "setia";
import { defineLoopTable, describeLoop, LOYALTY_TABLE, type LoopTable } from "setia/loyalty";
import { at, order } from "../satisfaction/facts";

const rule = (
  from: string,
  to: string,
  when: LoopTable<string>["rules"][number]["when"],
): LoopTable<string>["rules"][number] => ({ from: [from], to, when, because: `${from} to ${to}` });
const define = (stages: string[], ...rules: LoopTable<string>["rules"]): LoopTable<string> =>
  defineLoopTable({ stages, rules }, DEFAULT_LOYALTY_POLICY);
const first = rule("visitor", "buyer", { orderDays: { atLeast: 1 } });
const up = rule("buyer", "fan", { loops: { atLeast: 2 } });

describe("a table of one's own", () => {
  const table = defineLoopTable(
    {
      stages: ["visitor", "buyer", "fan"],
      rules: [
        { from: ["visitor"], to: "buyer", when: { orderDays: { atLeast: 1 } }, because: "buys" },
        {
          from: ["buyer"],
          to: "fan",
          when: { loops: { atLeast: 2 }, windowOrderDays: { atLeast: 2 } },
          because: "keeps buying",
        },
        { from: ["fan"], to: "buyer", when: { windowOrderDays: { below: 2 } }, because: "rests" },
      ],
    },
    DEFAULT_LOYALTY_POLICY,
  );
  const policy = { ...DEFAULT_LOYALTY_POLICY, table };
  const events = ["2026-01-01", "2026-01-20", "2026-02-10"].map((day) => order(day, day));

  it("names the stages of states and transitions", () => {
    const { state, transitions } = replay(events, { asOf: at("2026-03-01"), policy });
    expect(state?.stage satisfies "visitor" | "buyer" | "fan" | undefined).toBe("fan");
    expect(transitions.map(({ to, kind }) => [to, kind])).toEqual([
      ["buyer", "advance"],
      ["buyer", "loop"],
      ["fan", "advance"],
    ]);
    expect(transitions.at(-1)?.reasons[0]?.code).toBe("loyalty.loops_in_a_row");
    const later = state && settle(state, { asOf: at("2027-03-01"), policy });
    expect(later?.state.stage).toBe("buyer");
  });

  it("is drawn and listed", () => {
    const { transitions, stageDiagram } = describeLoop(table);
    expect(transitions.map(({ kind }) => kind).slice(0, 3)).toEqual([
      "advance",
      "advance",
      "regress",
    ]);
    expect(stageDiagram.split("\n")).toContain("  fan --> buyer : rests");
  });

  it("does not go on from a state of another table", () => {
    const { state } = replay(events, { asOf: at("2026-03-01"), policy });
    expect(() =>
      settle(state as never, { asOf: at("2026-03-02"), policy: DEFAULT_LOYALTY_POLICY }),
    ).toThrow(/there is no stage "fan"/);
  });
});

describe("what is found at definition", () => {
  it.each([
    ["no stage", [], [], /there is no stage; expected/],
    ["a name twice", ["a", "a"], [], /stage "a" is named twice/],
    ["an unknown name", ["visitor", "buyer"], [rule("visitor", "hero", {})], /no stage "hero"/],
    ["an unreachable stage", ["visitor", "buyer", "fan"], [first], /"fan" cannot be reached/],
    [
      "a stage for ever",
      ["visitor", "talker"],
      [rule("visitor", "talker", { engaged: { atLeast: 1 } })],
      /"talker" cannot be left again/,
    ],
    [
      "an empty range",
      ["visitor", "buyer"],
      [rule("visitor", "buyer", { orderDays: { atLeast: 3, below: 2 } })],
      /can never come about, since no orderDays/,
    ],
    [
      "a rule that another forestalls",
      ["visitor", "buyer"],
      [first, rule("visitor", "buyer", { orderDays: { atLeast: 2 } })],
      /never comes about from "visitor"/,
    ],
    [
      "to and fro",
      ["visitor", "buyer", "fan"],
      [first, up, rule("fan", "buyer", { loops: { below: 3 } })],
      /can hold at once/,
    ],
    [
      "an unknown number",
      ["visitor", "buyer"],
      [rule("visitor", "buyer", { orderDays: { atLeast: "many" as "loyalEnterDays" } })],
      /"many", which is no number/,
    ],
    ["a circle", ["visitor", "buyer"], [rule("buyer", "buyer", {})], /leads to where it starts/],
  ] as const)("%s", (_, stages, rules, message) => {
    expect(() => define([...stages], ...rules)).toThrow(message);
    const table = { stages, rules } as LoopTable<string>;
    const policy = { ...DEFAULT_LOYALTY_POLICY, table };
    expect(() => replay([], { asOf: at("2026-01-01"), policy })).toThrow(/policy: table: /);
  });

  it("all of it, in one error", () => {
    let error: unknown;
    try {
      define(["visitor", "buyer", "fan", "hero"], first);
    } catch (thrown) {
      error = thrown;
    }
    expect(isSetiaError(error) && error.code).toBe("INVALID_RULES");
    expect(isSetiaError(error) && error.issues).toHaveLength(2);
  });

  it("nothing, of the table of the library and of one stage alone", () => {
    expect(defineLoopTable(LOYALTY_TABLE, DEFAULT_LOYALTY_POLICY)).toBe(LOYALTY_TABLE);
    expect(define(["visitor"]).rules).toEqual([]);
    expect(define(["visitor", "buyer", "fan"], first, up).stages).toHaveLength(3);
  });
});

describe("the description of the loop", () => {
  it("is whole and can be drawn", () => {
    const { transitions, stageDiagram, activityDiagram } = describeLoop();
    expect(new Set(transitions.map(({ kind }) => kind)).size).toBe(7);
    expect(stageDiagram).toMatch(/^stateDiagram-v2\n {2}\[\*\] --> prospect\n/);
    expect(stageDiagram.split("\n").filter((line) => line.includes("-->"))).toHaveLength(10);
    expect(activityDiagram).toContain("  lost --> active : ");
  });
});
