import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  closeOutcomes,
  decide,
  DEFAULT_TACTIC_POLICY,
  explain,
  fitTactics,
  isSetiaError,
  measureLift,
  measureOutcomes,
  type CustomerEvent,
  type TacticModel,
} from "setia";
import { buyer, look } from "./customers";

const DAY = 86_400_000;
const start = new Date("2026-01-05T03:00:00Z");
const after = (days: number): Date => new Date(start.getTime() + days * DAY);
const asOf = after(100);

interface Story {
  readonly tactic?: string;
  readonly arm?: "treatment" | "holdout";
  readonly from?: string;
  readonly at?: number;
  readonly delivered?: boolean;
  readonly stage?: string;
  readonly channel?: string;
}

let serial = 0;
function told(customerId: string, story: Story = {}, ...more: CustomerEvent[]): CustomerEvent[] {
  const { tactic = "win.offer", arm = "treatment", at = 0, delivered = true } = story;
  const { stage = "repeat", channel = "email", from = tactic } = story;
  const decisionId = `d${String(serial++)}`;
  const base = { customerId, decisionId };
  return [
    {
      ...base,
      id: `decided-${decisionId}`,
      type: "tactic_decided",
      at: after(at),
      tactic,
      arm,
      ...(arm === "holdout" ? { holdout: from } : {}),
      channel,
      class: "marketing",
      reasons: [{ code: "tactics.stage", params: { stage, activity: "lapsed" } }],
    },
    ...(delivered && arm === "treatment"
      ? [
          {
            ...base,
            id: `delivered-${decisionId}`,
            type: "tactic_delivered",
            at: after(at),
          } as const,
        ]
      : []),
    ...more,
  ];
}

function order(
  customerId: string,
  days: number,
  more: Partial<{ sku: string; category: string }> = {},
): CustomerEvent {
  const { sku = "soda", category = "drinks" } = more;
  const id = `${customerId}-o${String(serial++)}`;
  return {
    id,
    type: "order_completed",
    customerId,
    at: after(days),
    orderId: id,
    currency: "IDR",
    total: 1000,
    lines: [{ sku, quantity: 1, unitPrice: 1000, category }],
  };
}

const liftOf = (
  customers: readonly (readonly CustomerEvent[])[],
  tactic = "win.offer",
  more = {},
): unknown => {
  const { lift, open } = measureOutcomes(customers, { asOf, ...more }).tactics.find(
    (row) => row.tactic === tactic,
  ) ?? { lift: undefined, open: 0 };
  return [lift?.treatment, lift?.holdout, open];
};

describe("measureOutcomes", () => {
  it("counts each customer once, in the arm of the first decision, whether it arrived or not", () => {
    const customers = [
      [...told("a"), ...told("a", { at: 50 }), order("a", 60)],
      [...told("b", { delivered: false }), order("b", 5)],
      [...told("c", { arm: "holdout" }), order("c", 21)],
      [...told("d", { arm: "holdout" }), order("d", 22)],
      [...told("e", { arm: "holdout", from: "all" }), order("e", 1)],
      told("f", { at: 99 }),
    ];
    expect(liftOf(customers)).toEqual([
      { customers: 2, successes: 1 },
      { customers: 2, successes: 1 },
      1,
    ]);
    expect(liftOf(customers, "win.offer", { from: after(40) })).toEqual([
      { customers: 1, successes: 1 },
      { customers: 0, successes: 0 },
      1,
    ]);
  });

  it("measures all marketing together against those who get none", () => {
    const customers = [
      [...told("a"), order("a", 25)],
      [...told("b", { arm: "holdout" })],
      [...told("c", { arm: "holdout", from: "all" }), order("c", 31)],
    ];
    const { overall } = measureOutcomes(customers, { asOf });
    expect([overall.treatment, overall.holdout, overall.verdict]).toEqual([
      { customers: 2, successes: 1 },
      { customers: 1, successes: 0 },
      "not_enough_data",
    ]);
  });

  it("credits a success once, to the last decision in whose window it fell", () => {
    const customers = [
      [
        ...told("a"),
        ...told("a", { tactic: "post.second", at: 10 }),
        order("a", 12),
        order("a", 13),
      ],
      [...told("b"), ...told("b", { tactic: "post.second", at: 10 }), order("b", 12)],
    ];
    const { tactics } = measureOutcomes(customers, { asOf });
    const credited = tactics.map((row) => [row.tactic, row.decided, row.delivered, row.credited]);
    expect(credited).toEqual([
      ["post.second", 2, 2, 2],
      ["win.offer", 2, 2, 0],
    ]);
  });

  it.each<[string, string, CustomerEvent[], boolean]>([
    ["an order of the item", "exp.cross_sell", [order("a", 5)], true],
    [
      "an order of a new category",
      "exp.new_line",
      [order("a", -5), order("a", 5, { category: "food" })],
      true,
    ],
    ["an order of an old category", "exp.new_line", [order("a", -5), order("a", 5)], false],
    ["an order too late", "win.offer", [order("a", 22)], false],
    ["an order on the last day", "win.offer", [order("a", 21)], true],
    ["no return", "ret.quality", [], true],
    [
      "a return",
      "ret.quality",
      [
        order("a", 1),
        { id: "r", type: "order_refunded", customerId: "a", at: after(4), orderId: "x", amount: 5 },
      ],
      false,
    ],
    ["no complaint", "post.guide", [], true],
    [
      "a reply",
      "ret.greet",
      [
        {
          id: "r",
          type: "interaction_logged",
          customerId: "a",
          at: after(4),
          channel: "email",
          direction: "inbound",
        },
      ],
      true,
    ],
    [
      "the shop's own words",
      "ret.greet",
      [
        {
          id: "r",
          type: "interaction_logged",
          customerId: "a",
          at: after(4),
          channel: "email",
          direction: "outbound",
        },
      ],
      false,
    ],
    [
      "a good CSAT",
      "ret.pain",
      [
        {
          id: "r",
          type: "feedback_received",
          customerId: "a",
          at: after(4),
          kind: "csat",
          score: 4,
        },
      ],
      true,
    ],
    [
      "a bad CSAT",
      "ret.pain",
      [
        {
          id: "r",
          type: "feedback_received",
          customerId: "a",
          at: after(4),
          kind: "csat",
          score: 3,
        },
      ],
      false,
    ],
    [
      "an idea",
      "adv.cocreate",
      [{ id: "r", type: "feedback_received", customerId: "a", at: after(4), kind: "suggestion" }],
      true,
    ],
    [
      "a review",
      "post.review",
      [
        {
          id: "r",
          type: "feedback_received",
          customerId: "a",
          at: after(4),
          kind: "review",
          score: 5,
          public: true,
        },
      ],
      true,
    ],
    [
      "a survey answered",
      "post.feedback",
      [
        {
          id: "r",
          type: "feedback_received",
          customerId: "a",
          at: after(4),
          kind: "nps",
          score: 0,
        },
      ],
      true,
    ],
    [
      "consent",
      "acq.capture",
      [
        {
          id: "r",
          type: "consent_changed",
          customerId: "a",
          at: after(4),
          purpose: "marketing",
          channel: "email",
          status: "granted",
          proof: { method: "x" },
        },
      ],
      true,
    ],
    [
      "something learned",
      "acq.complete_profile",
      [
        {
          id: "r",
          type: "customer_identified",
          customerId: "a",
          at: after(4),
          traits: { city: "Bandung" },
        },
      ],
      true,
    ],
    [
      "a channel told",
      "ret.channel",
      [
        {
          id: "r",
          type: "customer_identified",
          customerId: "a",
          at: after(4),
          traits: { preferredChannel: "sms" },
        },
      ],
      true,
    ],
    [
      "another thing told",
      "ret.channel",
      [{ id: "r", type: "customer_identified", customerId: "a", at: after(4), traits: {} }],
      false,
    ],
    [
      "interest",
      "acq.content",
      [{ id: "r", type: "intent_shown", customerId: "a", at: after(4), signal: "product_viewed" }],
      true,
    ],
    [
      "a referral that bought",
      "adv.referral",
      [
        {
          id: "r",
          type: "referral_converted",
          customerId: "a",
          at: after(4),
          referredCustomerId: "b",
        },
      ],
      true,
    ],
    [
      "a complaint resolved",
      "svc.recover",
      [{ id: "r", type: "complaint_resolved", customerId: "a", at: after(2), complaintId: "k" }],
      true,
    ],
    [
      "an answer of the shop",
      "svc.reputation",
      [
        {
          id: "r",
          type: "interaction_logged",
          customerId: "a",
          at: after(1),
          channel: "social",
          direction: "outbound",
        },
      ],
      true,
    ],
  ])("%s after %s", (_, tactic, more, success) => {
    const successes = success ? 1 : 0;
    expect(liftOf([[...told("a", { tactic }), ...more]], tactic)).toEqual([
      { customers: 1, successes },
      { customers: 0, successes: 0 },
      0,
    ]);
  });

  it("takes an invitation for accepted when it was", () => {
    const events = told("a", { tactic: "ret.vip_invite" });
    const decisionId = events[0]?.type === "tactic_decided" ? events[0].decisionId : "";
    const yes = {
      id: "y",
      type: "tactic_responded",
      customerId: "a",
      at: after(3),
      decisionId,
      outcome: "accepted",
    } as const;
    expect(liftOf([[...events, yes]], "ret.vip_invite")).toMatchObject([{ successes: 1 }, {}, 0]);
    const [row] = measureOutcomes([[...events, yes]], { asOf }).tactics;
    expect(row?.answers.accepted).toBe(1);
  });
});

describe("measureLift", () => {
  it("agrees with the worked example of Newcombe 1998: 56 of 70 against 48 of 80", () => {
    const lift = measureLift({ customers: 70, successes: 56 }, { customers: 80, successes: 48 });
    expect(lift.difference).toBeCloseTo(0.2, 10);
    expect(lift.low).toBeCloseTo(0.0524, 4);
    expect(lift.high).toBeCloseTo(0.3339, 4);
  });

  it("says when there is not enough, what could have been seen, and which way it goes", () => {
    const verdict = (a: number, b: number, n = 400): string =>
      measureLift({ customers: n, successes: a }, { customers: n, successes: b }).verdict;
    expect([verdict(100, 60), verdict(60, 100), verdict(80, 80), verdict(20, 2, 50)]).toEqual([
      "works",
      "harms",
      "no_effect_seen",
      "not_enough_data",
    ]);
    const none = measureLift({ customers: 0, successes: 0 }, { customers: 5, successes: 1 });
    expect(none).toMatchObject({ verdict: "not_enough_data", low: -1, high: 1, detectable: 1 });
    const { detectable } = measureLift(
      { customers: 1000, successes: 100 },
      { customers: 1000, successes: 100 },
    );
    expect(detectable).toBeCloseTo((1.959964 + 0.841621) * Math.sqrt(0.09 * (2 / 1000)), 6);
    const wide = measureLift(
      { customers: 400, successes: 100 },
      { customers: 400, successes: 60 },
      { confidence: 0.99 },
    );
    const narrow = measureLift(
      { customers: 400, successes: 100 },
      { customers: 400, successes: 60 },
      { confidence: 0.9 },
    );
    expect(wide.high - wide.low).toBeGreaterThan(narrow.high - narrow.low);
  });

  it("refuses counts that no customers can have, each with its place", () => {
    const good = { customers: 400, successes: 20 };
    const issues = (arm: object): unknown => {
      try {
        measureLift(good, arm as typeof good);
      } catch (error) {
        return (
          isSetiaError(error) && [error.code, ...error.issues.map(({ path }) => path.join("."))]
        );
      }
      return undefined;
    };
    expect(issues({ customers: 100, successes: 120 })).toEqual([
      "INVALID_INPUT",
      "holdout.successes",
    ]);
    expect(issues({ customers: NaN, successes: -1 })).toEqual([
      "INVALID_INPUT",
      "holdout.customers",
      "holdout.successes",
    ]);
    for (const customers of [1.5, Infinity, "100", undefined]) {
      expect(issues({ customers, successes: 1 })).toEqual(["INVALID_INPUT", "holdout.customers"]);
    }
  });

  it("honours any confidence, and refuses what is none", () => {
    const width = (confidence: number): number => {
      const arms = [
        { customers: 900, successes: 135 },
        { customers: 900, successes: 90 },
      ] as const;
      const { low, high } = measureLift(...arms, { confidence });
      return high - low;
    };
    const widths = [0.5, 0.8, 0.9, 0.95, 0.99, 0.999_999_9].map(width);
    expect(widths).toEqual(widths.toSorted((a, b) => a - b));
    expect(new Set(widths).size).toBe(widths.length);
    const arm = { customers: 400, successes: 20 };
    for (const confidence of [0, 1, -0.5, 95, NaN, "0.95" as unknown as number]) {
      expect(() => measureLift(arm, arm, { confidence })).toThrow(/confidence is/u);
      expect(() => measureOutcomes([], { asOf, confidence })).toThrow(/confidence is/u);
    }
    for (const minPerArm of [-1, NaN, 1.5]) {
      expect(() => measureLift(arm, arm, { minPerArm })).toThrow(/minPerArm is/u);
    }
    expect(() => measureOutcomes([], { asOf, overallDays: 0.5 })).toThrow(/overallDays is/u);
  });

  it("never says that an effect of nothing would show", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e7 }), fc.integer({ min: 1, max: 1e7 }), (n, m) => {
        for (const all of [0, 1]) {
          const [a, b] = [n, m].map((customers) => ({ customers, successes: all * customers }));
          if (a === undefined || b === undefined) continue;
          const { detectable, reasons } = measureLift(a, b, { minPerArm: 0 });
          expect(detectable).toBeGreaterThan(0);
          expect(reasons.map((one) => explain(one, "en")).join(" ")).not.toMatch(/one of 0%/u);
        }
      }),
    );
    // So few of 200 would hardly differ from nobody of 200: about one in 26.
    const nobody = measureLift({ customers: 2000, successes: 0 }, { customers: 200, successes: 0 });
    expect(nobody.detectable).toBeCloseTo(0.0379, 4);
  });
});

describe("closeOutcomes", () => {
  it("tells what nobody tells: converted when it came, ignored when the window is over", () => {
    const events = [
      ...told("a"),
      ...told("a", { tactic: "ret.greet", at: 60 }),
      ...told("a", { tactic: "win.offer", at: 95 }),
      order("a", 12),
    ];
    const closed = closeOutcomes(events, { asOf });
    expect(closed.map(({ outcome, at, orderId }) => [outcome, at, orderId !== undefined])).toEqual([
      ["converted", after(12), true],
      ["ignored", new Date("2026-03-21T00:00:00Z"), false],
    ]);
    expect(closeOutcomes([...events, ...closed], { asOf })).toEqual([]);
    expect(closeOutcomes(told("a", { delivered: false }), { asOf })).toEqual([]);
    expect(closeOutcomes(told("a", { arm: "holdout" }), { asOf })).toEqual([]);
  });
});

describe("what was measured feeds back", () => {
  it("counts by tactic, channel and stage, over closed windows of a year", () => {
    const customers = [
      [...told("a"), order("a", 3)],
      told("b"),
      told("c", { stage: "loyal", channel: "whatsapp" }),
      told("d", { at: 99 }),
      told("e", { delivered: false }),
      told("f", { arm: "holdout" }),
      told("g", { at: -300 }),
    ];
    const fitted = fitTactics(customers, { asOf, currency: "IDR" });
    expect(fitted.rates).toEqual([
      { tactic: "win.offer", channel: "email", stage: "repeat", tries: 2, successes: 1 },
      { tactic: "win.offer", channel: "whatsapp", stage: "loyal", tries: 1, successes: 0 },
    ]);
    expect(fitted.orderValues).toEqual(new Array(99).fill(1000));
    expect(JSON.parse(JSON.stringify(fitted))).toEqual(fitted);
    expect(fitTactics([], { asOf, currency: "IDR" })).toMatchObject({ rates: [], orderValues: [] });
    expect(() => fitTactics([], { asOf, currency: "IDR", days: 0 })).toThrow(/days is 0/);
  });

  it("moves the chance smoothly from the base rate to what was seen", () => {
    const chance = (tries: number, successes: number): number | undefined => {
      const model: TacticModel = {
        kind: "tactics",
        version: 1,
        asOf: asOf.toISOString(),
        currency: "IDR",
        orderValues: [],
        rates: [{ tactic: "win.checkin", channel: "email", stage: "first_time", tries, successes }],
      };
      return decide(look(buyer([90])), {
        model,
        policy: { ...DEFAULT_TACTIC_POLICY, holdout: null },
      }).candidates.find(({ tactic }) => tactic === "win.checkin")?.chance;
    };
    expect(chance(0, 0)).toBeCloseTo(0.08, 12);
    expect(chance(20, 8)).toBeCloseTo((8 + 1.6) / 40, 12);
    expect(chance(10_000, 4000)).toBeCloseTo(0.4, 2);
    expect(() =>
      decide(look(buyer([90])), { model: { kind: "rfm" } as unknown as TacticModel }),
    ).toThrow(/kind "tactics"/);
    for (const [tries, successes] of [
      [5, 6],
      [NaN, 0],
      [10, -1],
      [1.5, 1],
    ] as const) {
      expect(() => chance(tries, successes)).toThrow(/rates\[0\]\.(tries|successes)/u);
    }
    const used = { budgets: { b: { actions: NaN, spend: 0 } } };
    expect(() => decide(look(buyer([90])), { used })).toThrow(/used\.budgets\.b\.actions is NaN/u);
  });
});
