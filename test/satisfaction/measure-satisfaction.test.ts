import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_SATISFACTION_POLICY,
  explain,
  measureSatisfaction,
  type CustomerEvent,
  type FeedbackReceived,
  type MeasureSatisfactionOptions,
} from "setia";
import { deepFreeze, withShuffle } from "../arbitraries";
import { at, complaint, feedback, fact, inbound, order, outbound, resolved } from "./facts";
import { richLog } from "../rich-log";

const on = (events: CustomerEvent[], day: string, more: Partial<MeasureSatisfactionOptions> = {}) =>
  measureSatisfaction(events, { asOf: at(day), ...more });
const status = (events: CustomerEvent[], day: string): string => on(events, day).status;

describe("status", () => {
  it.each([
    [{ kind: "csat", score: 4 }, "satisfied"],
    [{ kind: "csat", score: 3 }, "neutral"],
    [{ kind: "csat", score: 2 }, "dissatisfied"],
    [{ kind: "nps", score: 9 }, "satisfied"],
    [{ kind: "nps", score: 7 }, "neutral"],
    [{ kind: "nps", score: 6 }, "dissatisfied"],
    [{ kind: "ces", score: 5 }, "satisfied"],
    [{ kind: "ces", score: 4 }, "neutral"],
    [{ kind: "ces", score: 3 }, "dissatisfied"],
    [{ kind: "review", score: 3.5 }, "neutral"],
    [{ kind: "suggestion", expected: 7, perceived: 7 }, "satisfied"],
    [{ kind: "suggestion", expected: 8, perceived: 7 }, "dissatisfied"],
    [{ kind: "csat", score: 5, expected: 9, perceived: 8 }, "satisfied"],
    [{ kind: "review", sentiment: "negative" }, "dissatisfied"],
    [{ kind: "suggestion" }, "unknown"],
  ] as const)("of %j is %s", (given, expected) => {
    const answer = on([feedback("2026-01-05", given)], "2026-01-06");
    expect(answer.status).toBe(expected);
    expect(answer.reasons).toHaveLength(1);
    for (const why of answer.reasons) expect(explain(why, "id")).not.toContain("{");
  });

  it("is that of the last answer, until it is too old", () => {
    const events = [
      feedback("2026-01-05", { kind: "csat", score: 5 }),
      feedback("2026-01-10", { kind: "nps", score: 3 }),
    ];
    expect(status(events, "2026-01-06")).toBe("satisfied");
    expect(status(events, "2026-01-11")).toBe("dissatisfied");
    expect(status(events, "2026-07-09")).toBe("dissatisfied");
    expect(status(events, "2026-07-10")).toBe("unknown");
    expect(on(events, "2026-07-10").since).toEqual(new Date("2026-07-10"));
    expect(status([], "2026-01-01")).toBe("unknown");
  });

  it("lets an open complaint stand above a good answer, then recovers", () => {
    const events = [
      complaint("2026-01-05", "k1"),
      feedback("2026-01-06", { kind: "csat", score: 5 }),
      resolved("2026-01-10", "k1"),
    ];
    expect(status(events, "2026-01-07")).toBe("dissatisfied");
    expect(status(events, "2026-01-10")).toBe("recovering");
    expect(status(events, "2026-01-23")).toBe("recovering");
    expect(status(events, "2026-01-24")).toBe("neutral");
    expect(status(events, "2026-07-10")).toBe("unknown");
    const good = [...events, feedback("2026-01-12", { kind: "csat", score: 4 })];
    expect(status(good, "2026-01-12")).toBe("satisfied");
  });

  it("stays dissatisfied while any complaint is open, and when one is made again", () => {
    const events = [
      complaint("2026-01-05", "k1"),
      complaint("2026-01-06", "k2"),
      resolved("2026-01-07", "k1"),
    ];
    expect(status(events, "2026-01-08")).toBe("dissatisfied");
    const again = [...events, resolved("2026-01-08", "k2"), complaint("2026-01-09", "k1")];
    expect(status(again, "2026-01-08")).toBe("recovering");
    expect(status(again, "2026-01-10")).toBe("dissatisfied");
  });

  it("takes no notice of a complaint resolved that was never made", () => {
    expect(status([resolved("2026-01-05", "k9")], "2026-01-06")).toBe("unknown");
  });

  it("goes by cuts and days of a policy", () => {
    const policy = {
      ...DEFAULT_SATISFACTION_POLICY,
      validDays: 10,
      scales: { ...DEFAULT_SATISFACTION_POLICY.scales, csat: { satisfied: 5, neutral: 4 } },
    };
    const events = [feedback("2026-01-05", { kind: "csat", score: 4 })];
    expect(on(events, "2026-01-06", { policy }).status).toBe("neutral");
    expect(on(events, "2026-01-16", { policy }).status).toBe("unknown");
  });
});

describe("complaints and contacts", () => {
  it("tell when they were answered and resolved", () => {
    const events = [
      complaint("2026-01-05", "k1"),
      outbound("2026-01-06", { complaintId: "k1" }),
      resolved("2026-01-08", "k1", { ourFault: true }),
      complaint("2026-01-09", "k2"),
    ];
    const { complaints, openComplaints } = on(events, "2026-01-10");
    expect(complaints[0]).toMatchObject({
      complaintId: "k1",
      hoursToAnswer: 24,
      hoursToResolve: 72,
      ourFault: true,
    });
    expect(openComplaints).toEqual([complaints[1]]);
    expect(complaints[1]?.hoursToAnswer).toBeUndefined();
  });

  it("wait until the shop answers them, or says anything at all", () => {
    const first = inbound("2026-01-05");
    const events = [first, inbound("2026-01-06", { sentiment: "positive" }), inbound("2026-01-07")];
    expect(on(events, "2026-01-08").unanswered).toHaveLength(2);
    const one = [...events, outbound("2026-01-08", { replyTo: first.id })];
    expect(on(one, "2026-01-08").unanswered.map(({ at: when }) => when)).toEqual([
      at("2026-01-07"),
    ]);
    expect(on([...events, outbound("2026-01-08")], "2026-01-08").unanswered).toEqual([]);
  });
});

describe("silent dissatisfaction", () => {
  const bad: readonly (readonly [string, CustomerEvent])[] = [
    ["disappointed", feedback("2026-01-05", { kind: "csat", score: 1 })],
    ["disappointed", inbound("2026-01-05", { sentiment: "negative" })],
    ["unanswered", inbound("2026-01-05")],
    ["returned", { ...fact("2026-01-05"), type: "order_refunded", orderId: "o1", amount: 5 }],
    [
      "late_delivery",
      {
        ...fact("2026-01-05"),
        type: "order_delivered",
        orderId: "o1",
        promisedAt: at("2026-01-04"),
      },
    ],
  ];

  it.each(bad)("is suspected of who is %s and goes quiet", (kind, event) => {
    const events = [order("2026-01-01", "o1"), event];
    const { silent } = on(events, "2026-05-01", { activity: "overdue" });
    expect(silent).toMatchObject({ suspected: true, experiences: [{ kind, eventId: event.id }] });
    expect(on(events, "2026-05-01", { activity: "active" }).silent?.suspected).toBe(false);
    const later = [...events, order("2026-01-07", "o2")];
    expect(on(later, "2026-05-01", { activity: "lapsed" }).silent?.experiences).toEqual([]);
    const aloud = [...events, complaint("2026-01-06", "k1")];
    expect(on(aloud, "2026-05-01", { activity: "lapsed" }).silent).toMatchObject({
      suspected: false,
      reasons: [{ code: "satisfaction.complained_aloud" }],
    });
    expect(on(events, "2026-05-01").silent).toBeUndefined();
  });
});

describe("what else it tells", () => {
  it("latest scores, expectation, promises, public words", () => {
    const events: CustomerEvent[] = [
      feedback("2026-01-05", { kind: "csat", score: 2 }),
      feedback("2026-01-06", { kind: "csat", score: 5, expected: 6, perceived: 8 }),
      feedback("2026-01-07", { kind: "review", score: 4.5, public: true }),
      feedback("2026-01-08", { kind: "suggestion", sentiment: "negative", public: true }),
      {
        ...fact("2026-01-09"),
        type: "order_delivered",
        orderId: "o1",
        promisedAt: at("2026-01-09"),
      },
      {
        ...fact("2026-01-09"),
        type: "order_delivered",
        orderId: "o2",
        promisedAt: at("2026-01-08"),
      },
      { ...fact("2026-01-09"), type: "order_delivered", orderId: "o3" },
    ];
    expect(on(events, "2026-02-01")).toMatchObject({
      csat: { score: 5, at: at("2026-01-06") },
      review: { score: 4.5 },
      expectation: { expected: 6, perceived: 8, gap: 2 },
      promises: { kept: 1, broken: 1 },
      publicWords: { praise: 1, criticism: 1, lastPraiseAt: at("2026-01-07") },
      suggestions: 1,
      lastFeedbackAt: at("2026-01-08"),
    });
  });

  it("refuses mixed customers, bad instants and policies that are none", () => {
    const other: FeedbackReceived = {
      ...feedback("2026-01-05", { kind: "nps" }),
      customerId: "budi",
    };
    expect(() => on([complaint("2026-01-05", "k1"), other], "2026-02-01")).toThrow(/are mixed/);
    expect(() => measureSatisfaction([], { asOf: new Date("x") })).toThrow(/asOf is an invalid/);
    const refuse = (change: object, message: RegExp): void => {
      const policy = { ...DEFAULT_SATISFACTION_POLICY, ...change };
      expect(() => on([], "2026-02-01", { policy })).toThrow(message);
    };
    refuse({ validDays: 0.5 }, /validDays is 0.5/);
    refuse({ answerHours: Number.NaN }, /answerHours is NaN/);
    refuse({ scales: { csat: { satisfied: 3, neutral: 4 } } }, /scales.csat/);
    refuse({ scales: undefined }, /scales.csat is missing/);
  });
});

describe("laws", () => {
  it("the answer is the same from any arrival order, and every reason can be told", () => {
    fc.assert(
      fc.property(withShuffle(richLog), ([events, shuffled]) => {
        const options = { asOf: at("2027-01-01"), activity: "lapsed" };
        const answer = measureSatisfaction(events, options);
        expect(measureSatisfaction(deepFreeze(shuffled), options)).toEqual(answer);
        for (const why of [...answer.reasons, ...(answer.silent?.reasons ?? [])]) {
          expect(explain(why, "en")).not.toContain("{");
        }
      }),
    );
  });
});
