import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FEEDBACK_DEFINITIONS } from "setia/loyalty";
import { words, measureFeedback, type CustomerEvent, type FeedbackPeriod } from "setia";
import { deepFreeze } from "../arbitraries";
import { richLog } from "../rich-log";
import { at, complaint, fact, feedback, order, outbound, resolved } from "./facts";

const of = (customerId: string, events: readonly CustomerEvent[]): CustomerEvent[] =>
  events.map((event): CustomerEvent => ({ ...event, customerId }));
const over = (
  customers: readonly (readonly CustomerEvent[])[],
  asOf = "2026-06-30",
): FeedbackPeriod[] => measureFeedback(customers, { asOf: at(asOf), from: at("2026-01-01") });

describe("scores of a base", () => {
  it("are counted in the month they were given", () => {
    const scores = [10, 9, 9, 7, 3];
    const customers = scores.map((score, index) =>
      of(`c${String(index)}`, [
        feedback("2026-01-05", { kind: "nps", score }),
        feedback("2026-02-05", { kind: "csat", score: 1 + (score % 5) }),
      ]),
    );
    const [january, february] = over(customers);
    expect(january?.nps).toMatchObject({ promoters: 3, passives: 1, detractors: 1, score: 40 });
    expect(january?.nps.interval[0]).toBeLessThan(40);
    expect(january?.csat).toMatchObject({ of: 0, interval: [0, 1], mean: { count: 0 } });
    expect(february?.csat).toMatchObject({ count: 3, of: 5, share: 0.6 });
    expect(february?.csat.mean.mean).toBeCloseTo(3.6);
  });

  it("hold experience against expectation and promise", () => {
    const late = { ...fact("2026-01-09"), type: "order_delivered", orderId: "o1" } as const;
    const events: CustomerEvent[] = [
      feedback("2026-01-05", { kind: "ces", score: 6, expected: 5, perceived: 8 }),
      feedback("2026-01-06", { kind: "suggestion", expected: 9, perceived: 8 }),
      { ...late, promisedAt: at("2026-01-08") },
      { ...late, id: "l2", promisedAt: at("2026-01-10") },
    ];
    const [january] = over([of("ani", events)]);
    expect(january?.expectation).toMatchObject({
      gap: { count: 2, mean: 1 },
      promisesKept: { count: 1, of: 2 },
    });
    expect(january?.ces).toMatchObject({ count: 1, of: 1 });
  });
});

describe("complaints of a base", () => {
  it("tell how soon they are answered and resolved, and who recovers", () => {
    const returning = [
      complaint("2026-01-05", "k1"),
      outbound("2026-01-06", { complaintId: "k1" }),
      resolved("2026-01-07", "k1"),
      order("2026-02-01", "o1"),
    ];
    const gone = [complaint("2026-01-05", "k2"), resolved("2026-01-09", "k2")];
    const open = [complaint("2026-01-10", "k3")];
    const [january] = over([of("ani", returning), of("budi", gone), of("citra", open)]);
    expect(january?.complaints).toMatchObject({
      opened: 3,
      resolved: { count: 2, of: 3 },
      recovered: { count: 1, of: 2 },
      hoursToAnswer: { begun: 3, ended: 2, median: 96 },
      hoursToResolve: { begun: 3, ended: 2, median: 96 },
    });
    // Whether they recover is not known before 90 days have gone by.
    expect(over([of("ani", returning)], "2026-03-01")[0]?.complaints.recovered.of).toBe(0);
  });
});

describe("word of mouth, credibility and awareness", () => {
  it("count what is public, who recommends and how new customers came", () => {
    const praise = feedback("2026-01-05", { kind: "review", score: 5, public: true });
    const blame = feedback("2026-01-05", { kind: "review", score: 1, public: true });
    const recommended: CustomerEvent = {
      ...fact("2026-01-06"),
      type: "referral_converted",
      referredCustomerId: "citra",
    };
    const told: CustomerEvent = {
      ...fact("2026-01-01"),
      type: "customer_identified",
      traits: { foundThrough: "search" },
    };
    const [january] = over([
      of("citra", [order("2026-01-06", "o1"), blame]),
      of("ani", [told, order("2026-01-03", "o2"), praise, recommended]),
      of("budi", [order("2026-01-09", "o3")]),
    ]);
    expect(january?.wordOfMouth).toMatchObject({
      mentions: 2,
      praise: { count: 1, of: 2 },
      referrers: 1,
      referred: 1,
    });
    expect(january?.credibility?.index).toBe(0.5);
    expect(january?.awareness.map(({ source, count }) => [source, count])).toEqual([
      ["referral", 1],
      ["search", 1],
      ["unknown", 1],
    ]);
  });

  it("say nothing of what is not known", () => {
    const [january] = over([]);
    expect(january?.credibility).toBeUndefined();
    expect(january?.awareness).toEqual([]);
    expect(january?.nps.score).toBeUndefined();
  });
});

describe("laws", () => {
  it("no figure is NaN, and later facts are ignored", () => {
    fc.assert(
      fc.property(fc.array(richLog, { maxLength: 4 }), (logs) => {
        const customers = deepFreeze(logs.map((log, index) => of(`c${String(index)}`, log)));
        const options = {
          asOf: at("2025-06-30"),
          from: at("2024-01-01"),
          every: "quarter",
        } as const;
        const periods = measureFeedback(customers, options);
        expect(JSON.stringify(periods)).not.toContain("NaN");
        expect(Object.values(periods).flat().some(Number.isNaN)).toBe(false);
        const until = customers.map((log) => log.filter((event) => event.at <= options.asOf));
        expect(measureFeedback(until, options)).toEqual(periods);
      }),
    );
  });

  it("every measure is defined in both languages", () => {
    for (const figure of words.feedbackFigures) {
      expect(FEEDBACK_DEFINITIONS[figure].en).toMatch(/\.$/);
      expect(FEEDBACK_DEFINITIONS[figure].id).toMatch(/\.$/);
    }
  });
});
