import { describe, expect, it } from "vitest";
import {
  decide,
  decisionEvent,
  DEFAULT_TACTIC_POLICY,
  fitLifetime,
  words,
  ordersFromEvents,
  summarizePurchases,
  TACTICS,
  viewCustomer,
  type CustomerEvent,
  type CustomerView,
  type Decision,
  type Tactic,
  type TacticPolicy,
} from "setia";
import { type Product } from "setia/rfm";
import {
  asOf,
  buyer,
  DAY,
  daysAgo,
  fact,
  fitting,
  gatesOf,
  look,
  orders,
  reachable,
  rfm,
} from "./customers";

/** Nobody is held out, so that every customer shows what would be done. */
const open: TacticPolicy = { ...DEFAULT_TACTIC_POLICY, holdout: null };
const decideFor = (view: CustomerView, policy: TacticPolicy = open): Decision =>
  decide(view, { policy });
const only = (...ids: string[]): Tactic[] => TACTICS.filter(({ id }) => ids.includes(id));
const scoreOf = (view: CustomerView, id: string, policy = open): number | undefined =>
  decideFor(view, policy).candidates.find(({ tactic }) => tactic === id)?.score;

describe("decide", () => {
  it("takes the tactic of highest expected worth, and says what it is worth", () => {
    const decision = decideFor(look(buyer([90])));
    if (decision.status !== "act") throw new Error("nothing to do");
    expect(decision.tactic.id).toBe("win.checkin");
    expect(decision.channel).toBe("email");
    expect(decision.score).toBeCloseTo(0.08 * 0.3 * 10_000);
    expect(decision.reasons).toEqual([
      { code: "tactics.stage", params: { stage: "first_time", activity: "overdue" } },
      {
        code: "tactics.worth",
        params: { worth: decision.score, chance: 0.08, value: 3000, currency: "IDR" },
      },
    ]);
  });

  it("takes off the discount, with those too who would have bought anyway", () => {
    const decision = decideFor(look(buyer([180])));
    if (decision.status !== "act") throw new Error("nothing to do");
    expect(decision.tactic.id).toBe("win.offer");
    const anyway = 0.1 * (1 - Math.exp(-21 / 45)) * 1500;
    expect(decision.score).toBeCloseTo(0.05 * (0.3 - 0.15) * 10_000 - anyway);
    expect(decision.reasons.at(-1)).toMatchObject({
      code: "tactics.worth_after_discount",
      params: { chance: 0.05, value: 3000, gain: 1500, discount: 1500, currency: "IDR" },
    });
  });

  it("weighs an item by its price, and a relation by a share of the yearly margin", () => {
    expect(scoreOf(look(buyer([3]), true), "exp.cross_sell")).toBeCloseTo(0.06 * 5000 * 0.3);
    expect(scoreOf(look(buyer([1])), "post.thanks")).toBeCloseTo(
      0.5 * (365 / 45) * 10_000 * 0.3 * 0.02,
    );
  });

  it("weighs a relation by the orders that a lifetime model expects of somebody who is there", () => {
    const log = orders([1]);
    const { columns } = summarizePurchases(ordersFromEvents(log, { asOf }), { asOf });
    const lifetime = fitLifetime(columns);
    const chanceOf = (id: string): number =>
      TACTICS.find((known) => known.id === id)?.baseRate ?? 0;
    const scoreAt = (days: number, id: string): number | undefined => {
      const view = viewCustomer({ events: buyer([days]), models: { lifetime } }, { asOf });
      const { expectedOrders = NaN, probabilityAlive = NaN } = view.lifetime ?? {};
      const score = scoreOf(view, id);
      expect(score).toBeCloseTo(chanceOf(id) * (expectedOrders / probabilityAlive) * 60, 9);
      return score;
    };
    expect(scoreAt(1, "post.thanks")).toBeGreaterThan(0);
    // Whoever is lost is worth waking for what they would buy if they came back.
    expect(scoreAt(900, "win.why")).toBeGreaterThan(0);
  });

  it("moves the chance by what speaks for and against, and by what was ignored", () => {
    const view = look([...reachable({ labels: ["vip"] }), ...orders([90])]);
    expect(scoreOf(view, "win.checkin")).toBeCloseTo(1.3 * 240);
    const decided = {
      decisionId: "d",
      tactic: "win.checkin",
      arm: "treatment",
      reasons: [],
    } as const;
    const contacted = (days: number): CustomerEvent[] => [
      fact(days, { type: "tactic_decided", ...decided }),
      fact(days, { type: "tactic_delivered", decisionId: "d" }),
      fact(days - 5, { type: "tactic_responded", decisionId: "d", outcome: "ignored" }),
    ];
    // Half for the tactic, and a fifth less for any message within 30 days.
    expect(scoreOf(look([...buyer([95]), ...contacted(50)]), "win.checkin")).toBeCloseTo(120);
    expect(scoreOf(look([...buyer([95]), ...contacted(20)]), "win.checkin")).toBeCloseTo(96);
  });

  it("moves the score by the shop's levers, never below nothing", () => {
    const view = look(buyer([90]));
    const lever = (percent: number): number | undefined =>
      scoreOf(view, "win.checkin", { ...open, levers: { "win.checkin": percent } });
    expect([lever(50), lever(-50), lever(-200)].map((score) => Math.round(score ?? NaN))).toEqual([
      360, 120, 0,
    ]);
  });

  it("puts service before everything", () => {
    const complaint = fact(1, { type: "feedback_received", kind: "complaint", complaintId: "k" });
    const decision = decideFor(look([...buyer([90], 1e9), complaint]));
    expect(decision).toMatchObject({ status: "act", tactic: { id: "svc.recover" } });
    if (decision.status !== "act") return;
    expect(decision.dueAt).toEqual(new Date(asOf.getTime() + DAY));
  });

  it("gives back neither what is kept for long nor what is not there", () => {
    const events = buyer([40, 30, 20, 10], 10);
    const refill = (product: Partial<Product> | undefined): boolean => {
      const products =
        product === undefined
          ? new Map<string, Product>()
          : new Map([["soda", { sku: "soda", ...product }]]);
      const view = viewCustomer({ events, models: { rfm }, products }, { asOf });
      return fitting(view).includes("ret.replenish");
    };
    expect([{}, { durable: true }, { stock: 0 }, { stock: -1 }, undefined].map(refill)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it("knows no number of categories where some item has none", () => {
    const bare = buyer([90, 60, 30, 10]).map((event) =>
      event.id === "o90" && event.type === "order_completed"
        ? { ...event, lines: [{ sku: "rice", quantity: 1, unitPrice: 5 }] }
        : event,
    );
    expect(fitting(look(bare))).not.toContain("exp.new_line");
  });

  it("does nothing that gives away more than it can win", () => {
    const decision = decideFor(look(buyer([180])), { ...open, marginRate: 0.1 });
    expect(decision.status).toBe("none");
    const [economics] = gatesOf(decision, "win.offer", "economics");
    expect(economics).toMatchObject({ passed: false, required: { atLeast: 0 } });
    expect(economics?.actual).toBeLessThan(0);
  });

  it("offers the companion, or what is running out", () => {
    const companion = decide(look(buyer([3]), true), {
      policy: open,
      catalogue: only("exp.cross_sell"),
    });
    expect(companion).toMatchObject({
      tactic: { id: "exp.cross_sell" },
      offer: { sku: "chips", name: "Chips" },
    });
    const refill = decideFor(look(buyer([40, 30, 20, 10], 10)));
    expect(refill).toMatchObject({
      tactic: { id: "ret.replenish" },
      offer: { sku: "soda", name: "Soda" },
    });
    expect(refill.reasons).toContainEqual({
      code: "tactics.item_rhythm",
      params: { item: "Soda", cadenceDays: 10, days: 10 },
    });
  });

  it("shows every gate of every tactic, in order, with actual and required values", () => {
    const { candidates } = decideFor(look(buyer([60, 30], 10)));
    expect(candidates).toHaveLength(TACTICS.length);
    for (const { gates } of candidates) {
      const seen = [...new Set(gates.map(({ gate }) => gate))];
      expect(seen).toEqual(
        words.gates.filter((gate) => gate !== "applicability" || seen.includes(gate)),
      );
    }
    const benefit = candidates.find(({ tactic }) => tactic === "ret.benefit");
    expect(
      benefit?.gates
        .filter(({ gate }) => ["stage", "applicability", "cooldown"].includes(gate))
        .map(({ gate, passed, actual, required }) => [gate, passed, actual, required]),
    ).toEqual([
      ["stage", true, "repeat active", "repeat,loyal,advocate active,overdue"],
      ["applicability", true, 30, { atLeast: 7 }],
      ["applicability", false, 0, { atLeast: 1 }],
      ["cooldown", true, null, "30 days of rest"],
    ]);
  });

  it("says what stands in the way when there is nothing to do", () => {
    const decision = decide(look(buyer([10])), {
      policy: open,
      catalogue: only("win.offer", "win.checkin"),
    });
    expect(decision.status).toBe("none");
    const closest = decision.candidates[0];
    expect(decision.reasons).toEqual(
      closest?.gates.filter(({ passed }) => !passed).map(({ reason }) => reason),
    );
    expect(decision.reasons.length).toBeGreaterThan(0);
    expect(decision).toMatchObject({ closest: { id: closest?.tactic } });
    expect(decide(look(buyer([10])), { catalogue: [] })).toMatchObject({
      status: "none",
      reasons: [],
    });
  });

  it("tells when a figure that counts days will do, and only then", () => {
    const [checkin] = only("win.checkin");
    if (checkin === undefined) throw new Error("not there");
    const reopens = (atLeast: number, atMost = Infinity): Date | undefined =>
      gatesOf(
        decide(look(buyer([95])), {
          catalogue: [
            { ...checkin, id: "x", when: { days_since_last_order: { atLeast, atMost } } },
          ],
        }),
        "x",
        "applicability",
      )[0]?.reopensAt;
    expect(reopens(100.5)).toEqual(new Date("2027-01-06T00:00:00Z"));
    expect(reopens(100)).toEqual(new Date("2027-01-05T00:00:00Z"));
    expect(reopens(100.5, 100.7)).toBeUndefined();
    expect(reopens(1e9)).toBeUndefined();
  });

  it("celebrates no anniversary in the first days of a customer, and birthdays in every year", () => {
    expect(fitting(look(buyer([0])))).not.toContain("ret.occasion");
    expect(fitting(look(buyer([365, 60])))).toContain("ret.occasion");
    const born = (birthday: string): string[] =>
      fitting(look([...reachable({ birthday }), ...orders([20])]));
    expect(born("1990-01-01")).toContain("ret.occasion");
    expect(born("--12-30")).toContain("ret.occasion");
    expect(born("--12-29")).not.toContain("ret.occasion");
  });

  it("knows customers without orders", () => {
    expect(decideFor(look([fact(0, { type: "customer_identified", traits: {} })]))).toMatchObject({
      status: "act",
      customerId: "ani",
      tactic: { id: "acq.capture" },
      channel: "onsite",
    });
  });
});

describe("the id of a decision", () => {
  it("is another one for another customer, tactic, outcome or instant, and short however long the customer's", () => {
    const named = (customerId: string): CustomerEvent[] =>
      buyer([90]).map((event) => ({ ...event, customerId }));
    const complaint = fact(1, { type: "feedback_received", kind: "complaint", complaintId: "k" });
    const ids = [
      decideFor(look(buyer([90]))).id,
      decideFor(look(buyer([180]))).id,
      decideFor(look([...buyer([90]), complaint])).id,
      decideFor(look(buyer([90]), false, new Date(asOf.getTime() + 1))).id,
      decideFor(look(buyer([90]), false, new Date(asOf.getTime() + 14 * 3_600_000))).id,
      decideFor(look(named("budi"))).id,
      decideFor(look(named("c".repeat(190)))).id,
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.max(...ids.map((id) => `decided:${id}`.length))).toBeLessThan(100);
  });
});

describe("decisionEvent", () => {
  it("records the arm, the class, the channel, the money and the reasons", () => {
    const view = look(buyer([90]));
    const decision = decideFor(view);
    if (decision.status !== "act") throw new Error("nothing to do");
    expect(decisionEvent(decision)).toEqual({
      id: `decided:${decision.id}`,
      type: "tactic_decided",
      customerId: "ani",
      at: asOf,
      decisionId: decision.id,
      tactic: "win.checkin",
      arm: "treatment",
      reasons: decision.reasons,
      class: "lifecycle",
      channel: "email",
      cost: 0,
      worth: decision.score,
      currency: "IDR",
      policyVersion: "setia-1",
    });
    const held = decide(view, {
      policy: { ...open, holdout: { salt: "s", all: 0, perTactic: 1 } },
    });
    if (held.status !== "hold_out") throw new Error("not held out");
    expect(decisionEvent(held)).toMatchObject({ arm: "holdout", holdout: "win.checkin" });
    const all = decide(view, { policy: { ...open, holdout: { salt: "s", all: 1, perTactic: 0 } } });
    expect(all).toMatchObject({ status: "hold_out", holdout: "all" });
  });
});

describe("a policy", () => {
  it.each<[object, RegExp]>([
    [{ marginRate: 30 }, /marginRate is 30; expected a number from 0 to 1/],
    [{ relationShare: undefined }, /relationShare is missing/],
    [{ cooldownDays: 1e9 }, /cooldownDays is 1000000000; expected whole days, 36525 at most/],
    [{ cooldownDays: 1.5 }, /cooldownDays is 1\.5/],
    [{ pendingDays: 0 }, /pendingDays is 0; expected whole days, 1 or more/],
    [{ version: "" }, /version is ""/],
    [{ minimumWorth: Number.NaN }, /minimumWorth is NaN/],
    [{ contactPoints: "any" }, /contactPoints is "any"; expected verified, known or assumed/],
    [{ conversationHours: -1 }, /conversationHours is -1/],
    [{ caps: [{ channel: "fax", atMost: 1, days: 1 }] }, /caps\[0\]\.channel is "fax"/],
    [{ caps: [{ atMost: -1, days: 1 }] }, /caps\[0\]\.atMost is -1/],
    [{ caps: [{ atMost: 1, days: 0 }] }, /caps\[0\]\.days is 0/],
    [{ caps: [{ atMost: 1, days: 1, reservedForLifecycle: 0.5 }] }, /reservedForLifecycle is 0\.5/],
    [{ spacingHours: { email: -1 } }, /spacingHours\.email is -1/],
    [{ groupDays: { survey: -1 } }, /groupDays\.survey is -1/],
    [{ quietHours: { from: "9pm", until: "08:00" } }, /quietHours\.from is "9pm"/],
    [
      { quietHours: { from: "08:00", until: "08:00" } },
      /quietHours\.until is "08:00"; expected another/,
    ],
    [{ fatigue: { ...DEFAULT_TACTIC_POLICY.fatigue, ignored: 0 } }, /fatigue\.ignored is 0/],
    [{ holdout: { salt: "s", all: 2, perTactic: 0 } }, /holdout\.all is 2/],
    [{ holdout: { salt: 5, all: 0, perTactic: 0 } }, /holdout\.salt is 5/],
    [
      { budgets: [{ name: "a" }, { name: "a" }] },
      /budgets\[1\]\.name is "a"; expected a text, each name once/,
    ],
    [{ budgets: [{ name: "a", actions: 1.5 }] }, /budgets\[0\]\.actions is 1\.5/],
    [{ budgets: [{ name: "a", spend: -1 }] }, /budgets\[0\]\.spend is -1/],
    [
      { costs: { currency: "IDR", categories: {}, channels: {} } },
      /costs\.categories\.personal_assistance is missing/,
    ],
    [{ levers: { "win.offer": Number.NaN } }, /levers\.win\.offer is NaN/],
    [
      { acquisition: { costPerCustomer: Number.NaN, valuePerCustomer: 1 } },
      /acquisition\.costPerCustomer is NaN/,
    ],
    [{ relationships: { champions: ["butler"] } }, /relationships\.champions is "butler"/],
  ])("of %j is refused", (change, message) => {
    const policy = { ...DEFAULT_TACTIC_POLICY, ...change } as TacticPolicy;
    expect(() => decide(look(buyer([90])), { policy })).toThrow(message);
  });

  it("with costs in another currency is refused when somebody pays", () => {
    const categories = {
      personal_assistance: 1,
      dedicated_assistance: 1,
      self_service: 1,
      automated_service: 1,
      community: 1,
      co_creation: 1,
    };
    const policy = { ...open, costs: { currency: "USD", categories, channels: {} } };
    expect(() => decide(look(buyer([90])), { policy })).toThrow(/costs are given in USD/);
    expect(daysAgo(0)).toEqual(asOf);
  });
});
