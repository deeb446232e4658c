import { describe, expect, it } from "vitest";
import {
  advance,
  deadlines,
  DEFAULT_LOYALTY_POLICY,
  explain,
  replay,
  type CustomerEvent,
  type IntentSignal,
  type LoyaltyPolicies,
  type LoyaltyTransition,
} from "setia";
import { at, complaint, fact, feedback, inbound, order, resolved } from "../satisfaction/facts";

const short = ({ region, from, to, kind, at: when }: LoyaltyTransition): string =>
  `${when.toISOString().slice(0, 10)} ${region} ${from} → ${to} (${kind})`;
const history = (events: readonly CustomerEvent[], day: string): string[] =>
  replay(events, { asOf: at(day) }).transitions.map(short);
const shown = (day: string, signal: IntentSignal): CustomerEvent => ({
  ...fact(day),
  type: "intent_shown",
  signal,
});
const set = (day: string, more: object): CustomerEvent => ({
  ...fact(day),
  type: "stage_overridden",
  by: "Budi",
  reason: "knows her",
  ...more,
});
const four = (): CustomerEvent[] =>
  ["2025-12-01", "2026-01-20", "2026-02-10", "2026-03-01"].map((day) => order(day, day));

describe("a prospect becomes engaged", () => {
  it.each([
    ["a word", inbound("2026-01-05"), "loyalty.inbound"],
    ["a full basket", shown("2026-01-05", "product_added"), "loyalty.intent"],
    ["feedback", feedback("2026-01-05", { kind: "suggestion" }), "loyalty.told"],
    [
      "consent to marketing",
      {
        ...fact("2026-01-05"),
        type: "consent_changed",
        purpose: "marketing",
        channel: "email",
        status: "granted",
        proof: { method: "web_form" },
      } as const,
      "loyalty.consented",
    ],
    [
      "a referral",
      { ...fact("2026-01-05"), type: "referral_made", referredCustomerId: "citra" } as const,
      "loyalty.referred",
    ],
  ])("by %s", (_, event, code) => {
    const { state, transitions } = replay([event], { asOf: at("2026-01-06") });
    expect(state?.stage).toBe("engaged");
    expect(transitions[0]?.reasons[0]?.code).toBe(code);
  });

  it("not by a consent that another system repeats without a date", () => {
    const repeated: CustomerEvent = {
      ...fact("2026-01-05"),
      type: "consent_changed",
      purpose: "marketing",
      channel: "email",
      status: "granted",
      proof: { method: "import" },
      undated: true,
    };
    expect(history([repeated], "2026-01-06")).toEqual([]);
  });

  it("by intent that adds up within thirty days, not by opened mail", () => {
    const views = ["2026-01-05", "2026-01-06"].map((day) => shown(day, "product_viewed"));
    const opened = Array.from({ length: 9 }, () => shown("2026-01-06", "email_opened"));
    expect(history([...views, ...opened], "2026-01-08")).toEqual([]);
    const third = [...views, shown("2026-02-03", "product_viewed")];
    expect(history(third, "2026-02-04")).toEqual(["2026-02-03 stage prospect → engaged (advance)"]);
    expect(history([...views, shown("2026-02-04", "product_viewed")], "2026-02-05")).toEqual([]);
  });

  it("and is won back by any sign of life", () => {
    const events = [shown("2026-01-05", "product_viewed"), shown("2026-09-05", "product_viewed")];
    expect(history(events, "2026-09-06")).toEqual([
      "2026-07-04 activity active → lapsed (lapse)",
      "2026-09-05 activity lapsed → active (win_back)",
    ]);
  });
});

describe("who is dissatisfied does not become loyal", () => {
  it("until the complaint is resolved", () => {
    const events = [...four(), complaint("2026-02-20", "k1"), resolved("2026-03-10", "k1")];
    expect(history(events, "2026-03-05").at(-1)).toBe("2026-03-01 stage repeat → repeat (loop)");
    const { transitions } = replay(events, { asOf: at("2026-03-11") });
    expect(transitions.map(short).at(-1)).toBe("2026-03-10 stage repeat → loyal (advance)");
  });

  it("until there is good feedback", () => {
    const events = [
      ...four(),
      feedback("2026-02-20", { kind: "csat", score: 1 }),
      feedback("2026-03-10", { kind: "csat", score: 5 }),
    ];
    const { transitions } = replay(events, { asOf: at("2026-03-11") });
    expect(transitions.map(short).at(-1)).toBe("2026-03-10 stage repeat → loyal (advance)");
    expect(transitions.at(-1)?.reasons.map(({ code }) => code)).toEqual([
      "loyalty.loyal_window",
      "loyalty.steady",
      "satisfaction.scored",
    ]);
  });
});

describe("a loyal customer becomes an advocate", () => {
  const converted: CustomerEvent = {
    ...fact("2026-03-10"),
    type: "referral_converted",
    referredCustomerId: "citra",
  };
  const promoter = feedback("2026-03-10", { kind: "nps", score: 9 });
  const praise = feedback("2026-03-12", { kind: "review", score: 5, public: true });

  it("by a referral that bought", () => {
    expect(history([...four(), converted], "2026-03-11").at(-1)).toBe(
      "2026-03-10 stage loyal → advocate (advance)",
    );
    expect(history([order("2026-01-01", "o"), converted], "2026-03-11")).toHaveLength(1);
  });

  it("by public praise of a promoter, in either order", () => {
    const last = "2026-03-12 stage loyal → advocate (advance)";
    expect(history([...four(), promoter, praise], "2026-03-13").at(-1)).toBe(last);
    const swapped = [
      ...four(),
      { ...praise, at: at("2026-03-10") },
      { ...promoter, at: at("2026-03-12") },
    ];
    expect(history(swapped, "2026-03-13").at(-1)).toBe(last);
    const quiet = { ...praise, public: false };
    expect(history([...four(), promoter, quiet], "2026-03-13").at(-1)).toMatch(/→ loyal/);
  });

  it("and is one no more after a year, or a low score of recommendation", () => {
    const buying = ["2026-07-01", "2026-10-01", "2026-12-01", "2027-02-01"].map((day) =>
      order(day, day),
    );
    const events = [...four(), converted, ...buying];
    expect(
      history(events, "2027-03-11").filter((line) => /advocate.*(advance|regress)/.test(line)),
    ).toEqual([
      "2026-03-10 stage loyal → advocate (advance)",
      "2027-03-10 stage advocate → loyal (regress)",
    ]);
    const low = [...four(), converted, feedback("2026-03-20", { kind: "nps", score: 6 })];
    expect(history(low, "2026-03-21").at(-1)).toBe("2026-03-20 stage advocate → loyal (regress)");
  });
});

describe("what is set by hand", () => {
  it("shows until it runs out, and what was earned shows again", () => {
    const events = [
      order("2026-01-01", "a"),
      set("2026-01-05", { stage: "loyal", until: new Date("2026-03-01T00:00:00Z") }),
      order("2026-02-01", "b"),
    ];
    const { state, transitions } = replay(events, { asOf: at("2026-02-02") });
    expect(state).toMatchObject({ stage: "loyal", earned: { stage: "repeat" } });
    expect(state?.override).toMatchObject({ by: "Budi", stage: "loyal" });
    expect(transitions.map(short)).toEqual([
      "2026-01-01 stage prospect → first_time (advance)",
      "2026-01-05 stage first_time → loyal (manual)",
    ]);
    expect(transitions[1]?.reasons.map((why) => explain(why, "en"))).toEqual([
      "Set by Budi (“knows her”).",
    ]);
    expect(state && deadlines(state)[0]).toMatchObject({
      at: new Date("2026-03-01T00:00:00.001Z"),
      from: "loyal",
      to: "repeat",
      kind: "manual",
    });
    const after = replay(events, { asOf: at("2026-03-02") });
    expect(after.state).toMatchObject({ stage: "repeat", earned: { stage: "repeat" } });
    expect(after.state?.override).toBeUndefined();
  });

  it("covers activity alone, is replaced by the next, and can be lifted", () => {
    const events = [
      order("2026-01-01", "a"),
      set("2026-01-05", { activity: "lost" }),
      set("2026-01-06", { activity: "overdue" }),
      set("2026-01-07", {}),
    ];
    expect(history(events, "2026-01-08").slice(1)).toEqual([
      "2026-01-05 activity active → lost (manual)",
      "2026-01-06 activity lost → overdue (manual)",
      "2026-01-07 activity overdue → active (manual)",
    ]);
  });

  it("is left out where it names nothing that is known, and that is told", () => {
    const events = [order("2026-01-01", "a"), set("2026-01-05", { stage: "platinum" })];
    const { state, diagnostics } = replay(events, { asOf: at("2026-01-06") });
    expect(state?.stage).toBe("first_time");
    expect(diagnostics.map(({ code }) => code)).toEqual(["loyalty.unknown_override"]);
  });
});

describe("policies with dates", () => {
  const events = [order("2026-01-01", "a")];
  const dated = (priorCadenceDays: number): LoyaltyPolicies => [
    { from: new Date("2020-01-01"), policy: DEFAULT_LOYALTY_POLICY },
    {
      from: new Date("2026-03-01T12:00:00Z"),
      policy: { ...DEFAULT_LOYALTY_POLICY, priorCadenceDays },
    },
  ];
  const under = (policy: LoyaltyPolicies): string[] =>
    replay(events, { asOf: at("2026-12-31"), policy })
      .transitions.map(short)
      .slice(1, 3);

  it("change tomorrow and never yesterday", () => {
    // At 20 days they would have been at risk on 10 February; the policy came on 1 March.
    expect(under(dated(20))).toEqual([
      "2026-03-01 activity active → overdue (lapse)",
      "2026-03-22 activity overdue → lapsed (lapse)",
    ]);
    expect(under(dated(60))).toEqual([
      "2026-05-01 activity active → overdue (lapse)",
      "2026-08-29 activity overdue → lapsed (lapse)",
    ]);
  });

  it("are refused if they do not follow one another or speak of other stages or zones", () => {
    const policy = DEFAULT_LOYALTY_POLICY;
    const refuse = (policies: LoyaltyPolicies, message: RegExp): void => {
      expect(() => replay(events, { asOf: at("2026-02-01"), policy: policies })).toThrow(message);
    };
    refuse([], /there is none/);
    const from = new Date("2026-01-01");
    refuse(
      [
        { from, policy },
        { from, policy },
      ],
      /\[1\]\.from is "2026-01-01T00:00:00.000Z"; expected a later/,
    );
    refuse([{ from: new Date("x"), policy }], /\[0\]\.from is an invalid date/);
    const later = new Date("2026-02-01");
    refuse(
      [
        { from, policy },
        { from: later, policy: { ...policy, timeZone: "Asia/Jakarta" } },
      ],
      /the time zone and stages of the first/,
    );
  });
});

describe("what was known on a day", () => {
  it("leaves out what was recorded later", () => {
    const late = { ...order("2026-01-10", "b"), recordedAt: at("2026-02-10") };
    const events = [order("2026-01-01", "a"), late];
    const asOf = at("2026-02-01");
    expect(replay(events, { asOf }).state?.stage).toBe("repeat");
    expect(replay(events, { asOf, knownAt: asOf }).state?.stage).toBe("first_time");
  });
});

describe("customers who were merged", () => {
  const merge: CustomerEvent = {
    ...fact("2026-03-01"),
    type: "customers_merged",
    mergedCustomerIds: ["budi"],
    by: "rule",
  };
  const ani = order("2026-01-01", "a");
  const budi: CustomerEvent = { ...order("2026-01-10", "b"), customerId: "budi" };

  it("are one, in a chain too, until they are split", () => {
    const asOf = at("2026-04-01");
    expect(replay([ani, budi, merge], { asOf }).state).toMatchObject({
      customerId: "ani",
      stage: "repeat",
    });
    const further: CustomerEvent = {
      ...merge,
      id: "further",
      customerId: "citra",
      mergedCustomerIds: ["ani"],
    };
    expect(replay([ani, budi, merge, further], { asOf }).state).toMatchObject({
      customerId: "citra",
      stage: "repeat",
    });
    const split: CustomerEvent = {
      ...fact("2026-03-02"),
      type: "customers_split",
      mergeId: merge.id,
      by: "Budi",
    };
    const parted = [ani, budi, merge, split];
    expect(() => replay(parted, { asOf })).toThrow(/"ani" and "budi" are mixed/);
    expect(replay(parted, { asOf, customerId: "budi" }).state).toMatchObject({
      customerId: "budi",
      stage: "first_time",
    });
  });

  it("and advance says that a replay is needed", () => {
    const { state } = advance(undefined, ani);
    const step = advance(state, merge);
    expect(step.state).toBe(state);
    expect(step.needsReplay?.code).toBe("loyalty.customers_joined");
    expect(advance(undefined, merge).needsReplay?.code).toBe("loyalty.customers_joined");
  });
});

describe("odd input", () => {
  it("ignores the future, takes duplicates once and events in any order", () => {
    const events = four();
    const [first] = events;
    if (first === undefined) throw new Error("no event");
    const state = (given: readonly CustomerEvent[]): unknown =>
      replay(given, { asOf: at("2026-03-02") }).state;
    const whole = state(events);
    expect(state([...events, first])).toEqual(whole);
    expect(state([...events].reverse())).toEqual(whole);
    expect(state([...events, order("2027-01-01", "later")])).toEqual(whole);
  });

  it("takes nothing twice of what bears one instant, though it is learned again later", () => {
    const [first] = four();
    if (first === undefined) throw new Error("no event");
    const refund: CustomerEvent = {
      ...fact("2026-01-01"),
      type: "order_refunded",
      orderId: "2025-12-01",
      amount: 60,
    };
    const { state } = advance(advance(undefined, first).state, refund);
    const again = { ...refund, recordedAt: at("2026-02-01") };
    expect(advance(state, again).state).toBe(state);
    expect(advance(state, { ...first, recordedAt: at("2026-02-01") }).state).toBe(state);
    expect(state.stage).toBe("first_time");
  });

  it("takes any event first, and any event after all orders were anonymised or taken back", () => {
    const cancelled: CustomerEvent = {
      ...fact("2026-01-02"),
      type: "order_cancelled",
      orderId: "a",
    };
    const events = [cancelled, resolved("2026-01-03", "k9"), set("2026-01-04", {})];
    const { state, transitions } = replay(events, { asOf: at("2026-01-05") });
    expect(state).toMatchObject({ stage: "prospect", activity: "active" });
    expect(transitions).toEqual([]);
    for (const event of events) expect(advance(undefined, event).state.stage).toBe("prospect");
  });

  it("goes on where only anonymous order facts of an erased customer are left", async () => {
    const { memoryStore } = await import("setia");
    const store = memoryStore();
    await store.append(four());
    await store.erase("ani");
    const rest: CustomerEvent[] = [];
    for await (const batch of store.scan()) rest.push(...batch.events);
    const asOf = at("2026-05-01");
    const ids = new Set(rest.map(({ customerId }) => customerId));
    for (const customerId of ids) {
      expect(replay(rest, { asOf, customerId }).state?.earned.stage).toBeDefined();
    }
  });
});
