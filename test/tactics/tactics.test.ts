import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ACTIVITIES,
  analyzeRfm,
  decide,
  decisionEvent,
  DEFAULT_TACTIC_POLICY,
  describeDecision,
  fitCrossSell,
  fitLifetime,
  ordersFromEvents,
  STAGES,
  summarizePurchases,
  TACTICS,
  viewCustomer,
  type CustomerEvent,
  type CustomerView,
  type Decision,
  type Product,
  type Tactic,
  type TacticPolicy,
} from "setia";
import { customerLog, instants, timeZones } from "../arbitraries";

const DAY = 86_400_000;
const asOf = new Date("2026-12-31T05:00:00Z");
const daysAgo = (days: number): Date => new Date(asOf.getTime() - days * DAY);

/** The log of a customer who bought so many days ago. */
function buyer(
  ages: readonly number[],
  total = 10_000,
  more: Partial<{ sku: string; category: string }> = {},
): CustomerEvent[] {
  const { sku = "soda", category = "drinks" } = more;
  return ages.map((age) => ({
    id: `o${String(age)}`,
    type: "order_completed",
    customerId: "ani",
    at: daysAgo(age),
    orderId: `o${String(age)}`,
    currency: "IDR",
    total,
    lines: [{ sku, quantity: 1, unitPrice: total, category }],
  }));
}

/** A base of a hundred customers who spend 100 to 10,000, with one to ten orders. */
const base = Array.from({ length: 100 }, (_, index) =>
  Array.from({ length: 1 + (index % 10) }, (_unused, order) => ({
    id: `${String(index)}-${String(order)}`,
    customerId: `b${String(index)}`,
    placedAt: daysAgo(index + 1),
    currency: "IDR",
    total: (index + 1) * 10,
  })),
).flat();
const rfm = analyzeRfm(base, { asOf }).model;
const products: ReadonlyMap<string, Product> = new Map([
  ["soda", { sku: "soda", name: "Soda", consumable: true }],
  ["chips", { sku: "chips", name: "Chips", price: 5000, consumable: true }],
]);

function look(events: readonly CustomerEvent[], rules = false, when = asOf): CustomerView {
  const crossSell = fitCrossSell(ordersFromEvents(events, { asOf: when }), {
    asOf: when,
    rules: rules
      ? [{ name: "soda → chips", when: { inBasket: ["soda"] }, offer: { sku: "chips" } }]
      : [],
  });
  return viewCustomer({ events, models: { rfm, crossSell }, products }, { asOf: when });
}

function passing(view: CustomerView): string[] {
  return decide(view)
    .candidates.filter((candidate) => candidate.passed)
    .map((candidate) => candidate.tactic);
}

/** For each tactic a customer for whom it is right, and the same with one thing changed for whom it is not. */
const CASES: Record<string, { yes: CustomerView; no: CustomerView }> = {
  "post.thanks": { yes: look(buyer([1])), no: look(buyer([2])) },
  "post.silent_check": { yes: look(buyer([68])), no: look(buyer([67])) },
  "post.second": { yes: look(buyer([14])), no: look(buyer([13])) },
  "ret.ego": { yes: look(buyer([60, 30, 7])), no: look(buyer([60, 30, 8])) },
  "ret.benefit": { yes: look(buyer([120, 100])), no: look(buyer([120, 100], 10)) },
  "ret.greet": { yes: look(buyer([80, 45])), no: look(buyer([80, 44])) },
  "ret.occasion": { yes: look(buyer([366, 60])), no: look(buyer([368, 60])) },
  "ret.vip_invite": { yes: look(buyer([90, 60, 30, 10])), no: look(buyer([90, 60, 30, 10], 10)) },
  "ret.replenish": { yes: look(buyer([40, 30, 20, 10])), no: look(buyer([40, 30, 20, 5])) },
  "ret.intensify": { yes: look(buyer([60, 20]), true), no: look(buyer([60, 13]), true) },
  "exp.cross_sell": { yes: look(buyer([3]), true), no: look(buyer([3])) },
  "exp.new_line": {
    yes: look(buyer([90, 60, 30, 10])),
    no: look([...buyer([90, 60, 30]), ...buyer([10], 10_000, { sku: "rice", category: "food" })]),
  },
  "win.checkin": { yes: look(buyer([90])), no: look(buyer([89])) },
  "win.offer": { yes: look(buyer([180])), no: look(buyer([179])) },
  "win.why": { yes: look(buyer([365])), no: look(buyer([364])) },
};

describe("the catalogue", () => {
  it.each(TACTICS.map((tactic: Tactic) => [tactic.id, tactic] as const))(
    "%s has everything in both languages",
    (_, tactic) => {
      for (const language of ["en", "id"] as const) {
        expect(tactic.title[language]).toMatch(/^\p{Lu}/u);
        expect(tactic.message[language]).toMatch(/^(Hello|Halo) \{who\}, .*[.?]$/u);
        expect(tactic.message[language].includes("{offer}")).toBe(
          tactic.message.en.includes("{offer}"),
        );
        const given = `${String((tactic.discount ?? 0) * 100)}%`;
        expect(tactic.message[language].includes("%")).toBe(tactic.discount !== undefined);
        if (tactic.discount !== undefined) expect(tactic.message[language]).toContain(given);
      }
      expect(tactic.stages.every((stage) => STAGES.includes(stage))).toBe(true);
      expect(tactic.activities.every((activity) => ACTIVITIES.includes(activity))).toBe(true);
      expect(tactic.baseRate).toBeGreaterThan(0);
      expect(tactic.baseRate).toBeLessThan(1);
    },
  );

  it("has a dozen tactics at least, each with an id of its own and a case below", () => {
    expect(TACTICS.length).toBeGreaterThanOrEqual(12);
    expect(TACTICS.map((tactic) => tactic.id).sort()).toEqual(Object.keys(CASES).sort());
  });

  it.each(Object.entries(CASES))(
    "%s is for whom it is meant, and not for the next one",
    (id, { yes, no }) => {
      expect(passing(yes)).toContain(id);
      expect(passing(no)).not.toContain(id);
    },
  );
});

describe("decide", () => {
  it("takes the tactic of highest expected worth, and says what it is worth", () => {
    const decision = decide(look(buyer([90])));
    if (decision.status !== "act") throw new Error("nothing to do");
    expect(decision.tactic.id).toBe("win.checkin");
    expect(decision.score).toBeCloseTo(0.08 * 0.3 * 10_000);
    expect(decision.reasons).toEqual([
      { code: "tactics.stage", params: { stage: "first_time", activity: "at_risk" } },
      {
        code: "tactics.worth",
        params: { worth: decision.score, chance: 0.08, value: 3000, currency: "IDR" },
      },
    ]);
  });

  it("takes off the discount that a tactic gives away", () => {
    const decision = decide(look(buyer([180])));
    if (decision.status !== "act") throw new Error("nothing to do");
    expect(decision.tactic.id).toBe("win.offer");
    expect(decision.score).toBeCloseTo(0.05 * (0.3 - 0.15) * 10_000);
    expect(decision.reasons.at(-1)).toEqual({
      code: "tactics.worth_after_discount",
      params: {
        worth: decision.score,
        chance: 0.05,
        value: 3000,
        gain: 1500,
        discount: 1500,
        currency: "IDR",
      },
    });
  });

  it("weighs an item by its price, and a relation by a share of the yearly margin", () => {
    const scoreOf = (view: CustomerView, id: string): number | undefined =>
      decide(view).candidates.find(({ tactic }) => tactic === id)?.score;
    expect(scoreOf(look(buyer([3]), true), "exp.cross_sell")).toBeCloseTo(0.06 * 5000 * 0.3);
    expect(scoreOf(look(buyer([1])), "post.thanks")).toBeCloseTo(
      0.5 * (365 / 45) * 10_000 * 0.3 * 0.02,
    );
  });

  it("weighs a relation by the orders that a lifetime model expects of somebody who is there", () => {
    const { columns } = summarizePurchases(ordersFromEvents(buyer([1]), { asOf }), { asOf });
    const lifetime = fitLifetime(columns);
    const scoreAt = (days: number, id: string): number | undefined => {
      const events = buyer([days]);
      const view = viewCustomer({ events, models: { lifetime } }, { asOf });
      const { expectedOrders = NaN, probabilityAlive = NaN } = view.lifetime ?? {};
      const score = decide(view).candidates.find(({ tactic }) => tactic === id)?.score;
      const orders = expectedOrders / probabilityAlive;
      expect(score).toBeCloseTo(score === undefined ? NaN : chanceOf(id) * orders * 60, 9);
      return score;
    };
    const chanceOf = (id: string): number =>
      TACTICS.find((known) => known.id === id)?.baseRate ?? 0;
    const fresh = scoreAt(1, "post.thanks");
    expect(fresh).toBeGreaterThan(0);
    // Whoever is lost is worth waking for what they would buy if they came back.
    expect(scoreAt(900, "win.why")).toBeGreaterThan(0);
  });

  it("gives back neither what is kept for long nor what is not there", () => {
    const events = buyer([40, 30, 20, 10], 10);
    const refill = (product: Partial<Product>): boolean => {
      const catalogue = new Map([["soda", { sku: "soda", ...product }]]);
      const view = viewCustomer({ events, models: { rfm }, products: catalogue }, { asOf });
      return passing(view).includes("ret.replenish");
    };
    expect([
      refill({}),
      refill({ durable: true }),
      refill({ stock: 0 }),
      refill({ stock: -1 }),
    ]).toEqual([true, false, false, false]);
    expect(
      passing(viewCustomer({ events, models: { rfm }, products: new Map() }, { asOf })),
    ).not.toContain("ret.replenish");
  });

  it("knows no number of categories where some item has none", () => {
    const bare = buyer([90, 60, 30, 10]).map((event, index) =>
      event.type === "order_completed" && index === 0
        ? { ...event, lines: [{ sku: "rice", quantity: 1, unitPrice: 5 }] }
        : event,
    );
    expect(passing(look(bare))).not.toContain("exp.new_line");
  });

  it("does nothing that gives away more than it can win", () => {
    const decision = decide(look(buyer([180])), {
      policy: { ...DEFAULT_TACTIC_POLICY, marginRate: 0.1 },
    });
    expect(decision.status).toBe("none");
    const economics = decision.candidates
      .find(({ tactic }) => tactic === "win.offer")
      ?.gates.find(({ gate }) => gate === "economics");
    expect(economics).toMatchObject({ passed: false, actual: -25, required: { atLeast: 0 } });
  });

  it.each([
    [{ marginRate: 0.4 }, /relationShare is missing/],
    [{ ...DEFAULT_TACTIC_POLICY, cooldownDays: 1e9 }, /cooldownDays is 1000000000/],
    [{ ...DEFAULT_TACTIC_POLICY, cooldownDays: 1.5 }, /cooldownDays is 1\.5; expected whole days/],
    [
      { ...DEFAULT_TACTIC_POLICY, marginRate: 30 },
      /marginRate is 30; expected a number from 0 to 1/,
    ],
    [
      { ...DEFAULT_TACTIC_POLICY, cooldownDays: Number.NaN },
      /cooldownDays is NaN; expected whole days, 36525 at the most/,
    ],
  ])("refuses the policy %j", (policy, message) => {
    expect(() => decide(look(buyer([90])), { policy: policy as TacticPolicy })).toThrow(message);
  });

  it("offers the companion, or what is running out", () => {
    const companion = decide(look(buyer([3]), true));
    expect(companion).toMatchObject({
      tactic: { id: "exp.cross_sell" },
      offer: { sku: "chips", name: "Chips" },
    });
    const refill = decide(look(buyer([40, 30, 20, 10], 10)));
    expect(refill).toMatchObject({
      tactic: { id: "ret.replenish" },
      offer: { sku: "soda", name: "Soda" },
    });
    expect(refill.reasons).toContainEqual({
      code: "tactics.item_rhythm",
      params: { item: "Soda", cadenceDays: 10, days: 10 },
    });
  });

  it("shows every gate of every tactic, with actual and required values", () => {
    const { candidates } = decide(look(buyer([120, 100], 10)));
    expect(candidates).toHaveLength(TACTICS.length);
    const benefit = candidates.find(({ tactic }) => tactic === "ret.benefit");
    expect(
      benefit?.gates.map(({ gate, passed, actual, required }) => [gate, passed, actual, required]),
    ).toEqual([
      ["stage", true, "repeat at_risk", "repeat,loyal,advocate at_risk"],
      ["applicability", false, 1, { atLeast: 50 }],
      ["economics", true, expect.closeTo(0.1 * (0.3 - 0.1) * 10), { atLeast: 0 }],
      ["cooldown", true, null, "30 days of rest"],
    ]);
  });

  it("says what stands in the way when there is nothing to do", () => {
    const decision = decide(look(buyer([10])));
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
    const reopens = (atLeast: number, atMost = Infinity): Date | undefined =>
      decide(look(buyer([95])), {
        catalogue: [
          { ...TACTICS[12], id: "x", when: { days_since_last_order: { atLeast, atMost } } },
        ],
      }).candidates[0]?.gates[1]?.reopensAt;
    expect(reopens(100.5)).toEqual(new Date("2027-01-06T00:00:00Z"));
    expect(reopens(100)).toEqual(new Date("2027-01-05T00:00:00Z"));
    expect(reopens(100.5, 100.7)).toBeUndefined();
    expect(reopens(1e9)).toBeUndefined();
  });

  it("celebrates no anniversary in the first days of a customer", () => {
    expect(passing(look(buyer([0])))).not.toContain("ret.occasion");
    expect(passing(look(buyer([365, 60])))).toContain("ret.occasion");
  });

  it("knows customers without orders", () => {
    const prospect: CustomerEvent = {
      id: "i",
      type: "customer_identified",
      customerId: "ani",
      at: asOf,
      traits: {},
    };
    expect(decide(look([prospect]))).toMatchObject({ status: "none", customerId: "ani" });
  });
});

describe("cooldown", () => {
  const delivered = (decision: Decision, outcome?: "rejected"): CustomerEvent[] => {
    if (decision.status !== "act") throw new Error("nothing to do");
    const base = { customerId: "ani", at: asOf, decisionId: decision.id };
    const answer: CustomerEvent[] =
      outcome === undefined ? [] : [{ ...base, id: "a", type: "tactic_responded", outcome }];
    return [decisionEvent(decision), { ...base, id: "d", type: "tactic_delivered" }, ...answer];
  };
  const events = buyer([95]);
  const first = decide(look(events));
  const restOf = (log: readonly CustomerEvent[], when = asOf): unknown =>
    decide(look(log, false, when))
      .candidates.find(({ tactic }) => tactic === "win.checkin")
      ?.gates.find(({ gate }) => gate === "cooldown");

  it.each([
    [undefined, 30, "2027-01-30"],
    ["rejected", 90, "2027-03-31"],
  ] as const)(
    "rests a tactic that was delivered and answered %j for %d days",
    (outcome, days, until) => {
      const log = [...events, ...delivered(first, outcome)];
      const reopensAt = new Date(`${until}T00:00:00Z`);
      expect(restOf(log)).toMatchObject({
        passed: false,
        actual: 0,
        reopensAt,
        reason: { code: "tactics.resting", params: { day: "2026-12-31", days, until } },
      });
      expect(restOf(log, new Date(reopensAt.getTime() - 1))).toMatchObject({ passed: false });
      expect(restOf(log, reopensAt)).toMatchObject({
        passed: true,
        reason: { code: "tactics.rested" },
      });
    },
  );

  it("does not begin with a decision that was never delivered", () => {
    if (first.status !== "act") throw new Error("nothing to do");
    expect(restOf([...events, decisionEvent(first)])).toMatchObject({ passed: true });
  });

  it("follows the policy", () => {
    const log = [...events, ...delivered(first)];
    const policy = { ...DEFAULT_TACTIC_POLICY, cooldownDays: 0 };
    const gate = decide(look(log), { policy })
      .candidates.find(({ tactic }) => tactic === "win.checkin")
      ?.gates.at(-1);
    expect(gate).toMatchObject({ passed: true });
  });

  const contact = (
    tactic: string,
    decided: number,
    more: Partial<Record<"delivered" | "rejected" | "clicked", number>>,
  ): CustomerEvent[] => {
    const decisionId = `d${String(decided)}`;
    const base = { customerId: "ani", decisionId };
    const at = (days: number | undefined): { id: string; at: Date } => ({
      id: `${decisionId}-${String(days)}-${String(serial++)}`,
      at: daysAgo(days ?? 0),
    });
    const told: CustomerEvent[] = [
      { ...base, ...at(decided), type: "tactic_decided", tactic, arm: "treatment", reasons: [] },
    ];
    if (more.delivered !== undefined)
      told.push({ ...base, ...at(more.delivered), type: "tactic_delivered" });
    for (const outcome of ["rejected", "clicked"] as const) {
      if (more[outcome] !== undefined)
        told.push({ ...base, ...at(more[outcome]), type: "tactic_responded", outcome });
    }
    return told;
  };
  let serial = 0;
  const cooldownOf = (tactic: string, ...contacts: CustomerEvent[][]): unknown =>
    decide(look([...buyer([95]), ...contacts.flat()]))
      .candidates.find((candidate) => candidate.tactic === tactic)
      ?.gates.at(-1);

  it.each([
    ["rejected without a delivery", [contact("win.checkin", 9, { rejected: 8 })], 8, 90],
    [
      "rejected, then clicked",
      [contact("win.checkin", 42, { delivered: 42, rejected: 41, clicked: 40 })],
      41,
      90,
    ],
    [
      "an older contact rejected late",
      [
        contact("win.checkin", 70, { delivered: 70, rejected: 34 }),
        contact("win.checkin", 35, { delivered: 35 }),
      ],
      34,
      90,
    ],
    [
      "an older contact delivered late",
      [contact("win.checkin", 60, { delivered: 2 }), contact("win.checkin", 59, { delivered: 58 })],
      2,
      30,
    ],
    [
      "a rejection long after delivery",
      [contact("win.checkin", 91, { delivered: 91, rejected: 2 })],
      2,
      90,
    ],
    [
      "a rejection of what rests longer by itself",
      [contact("post.thanks", 20, { delivered: 20, rejected: 19 })],
      19,
      365,
    ],
    ["a rest of the tactic's own", [contact("post.thanks", 91, { delivered: 91 })], 91, 365],
  ])("counts from the latest end of rest: %s", (_, contacts, actual, days) => {
    const tactic = days === 365 ? "post.thanks" : "win.checkin";
    expect(cooldownOf(tactic, ...contacts)).toMatchObject({
      passed: false,
      actual,
      required: `${String(days)} days of rest`,
    });
  });
});

describe("the id of a decision", () => {
  it("is another one for another customer, tactic or instant, and short however long the customer's", () => {
    const long = {
      id: "x",
      type: "customer_identified",
      customerId: "c".repeat(190),
      at: asOf,
      traits: {},
    } as const;
    const ids = [
      decide(look(buyer([90]))).id,
      decide(look(buyer([180]))).id,
      decide(look(buyer([90]), false, new Date(asOf.getTime() + 1))).id,
      decide(look(buyer([90]).map((event) => ({ ...event, customerId: "budi" })))).id,
      decide(look([long])).id,
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.max(...ids.map((id) => `decided:${id}`.length))).toBeLessThan(100);
  });
});

describe("describeDecision", () => {
  const decision = decide(look(buyer([90])));
  const message = (traits: object, language: "en" | "id"): string =>
    describeDecision(decision, { language, traits }).message.split(",")[0] ?? "";

  it.each([
    [{ name: "Ani Wijaya", honorific: "Ibu" }, "Hello Ms Ani", "Halo Bu Ani"],
    [{ name: "siti", honorific: "ibu" }, "Hello Ms siti", "Halo Bu siti"],
    [{ name: "PT Maju Jaya" }, "Hello PT Maju Jaya", "Halo PT Maju Jaya"],
    [{ name: "H. Ahmad Fauzi" }, "Hello Ahmad", "Halo Ahmad"],
    [{ name: "dr. Sari" }, "Hello Sari", "Halo Sari"],
    [{ name: "I Made Wijaya", honorific: "Bapak" }, "Hello Mr Made", "Halo Pak Made"],
    [{ name: "Wijaya, Ani" }, "Hello Ani", "Halo Ani"],
    [{ name: "A." }, "Hello A.", "Halo A."],
    [{ name: "Budi Santoso, S.Kom", honorific: "Bapak" }, "Hello Mr Budi", "Halo Pak Budi"],
    [{ name: "Ani Wijaya, SE, MM" }, "Hello Ani", "Halo Ani"],
    [{ name: "Drs. H. Budi, M.Si" }, "Hello Budi", "Halo Budi"],
    [{ name: "Dr. Jane Doe, PhD" }, "Hello Jane", "Halo Jane"],
    [{ name: "Pak Budi", honorific: "Bapak" }, "Hello Mr Budi", "Halo Pak Budi"],
    [{ name: "Ani", honorific: "constructor" }, "Hello constructor Ani", "Halo constructor Ani"],
    [{ name: "Budi" }, "Hello Budi", "Halo Budi"],
    [{ name: "  " }, "Hello there", "Halo Kak"],
    [{}, "Hello there", "Halo Kak"],
    [{ name: "Ana Smith", honorific: "Ms" }, "Hello Ms Ana", "Halo Ms Ana"],
  ])("addresses %j", (traits, en, id) => {
    expect(message(traits, "en")).toBe(en);
    expect(message(traits, "id")).toBe(id);
  });

  it("leaves nothing unfilled, whatever is missing", () => {
    fc.assert(
      fc.property(customerLog, instants, timeZones, (events, when, timeZone) => {
        fc.pre(events.some((event) => event.at <= when));
        const view = viewCustomer({ events, models: { rfm } }, { asOf: when, timeZone });
        for (const language of ["en", "id"] as const) {
          const { title, message: said, reasons } = describeDecision(decide(view), { language });
          for (const text of [title, said, ...reasons])
            expect(text).not.toMatch(/[{}]|NaN|undefined|Infinity/u);
        }
      }),
    );
  });

  it("names a product where none is known", () => {
    const refill = decide(look(buyer([40, 30, 20, 10], 10)));
    if (refill.status !== "act") throw new Error("nothing to do");
    const bare = { ...refill };
    delete bare.offer;
    expect(describeDecision(bare, { language: "en" }).message).toContain("something from our shop");
  });

  it("says in both languages that there is nothing to do", () => {
    const nothing = decide(look(buyer([10])));
    expect(describeDecision(nothing, { language: "en" })).toMatchObject({
      title: "Nothing to do now",
      message: "",
    });
    expect(describeDecision(nothing, { language: "en" }).reasons[0]).toMatch(
      /^Closest to being right: “.+”\.$/u,
    );
    expect(describeDecision(nothing, { language: "id" }).title).toBe(
      "Belum ada yang perlu dilakukan",
    );
  });
});

describe("laws of decide", () => {
  it("the same view gives the same decision; a gate that tells when it reopens does", () => {
    fc.assert(
      fc.property(customerLog, instants, timeZones, (events, when, timeZone) => {
        fc.pre(events.some((event) => event.at <= when));
        const known = events.filter((event) => event.at <= when);
        const at = (instant: Date): Decision =>
          decide(viewCustomer({ events: known, models: { rfm } }, { asOf: instant, timeZone }));
        const decision = at(when);
        expect(at(when)).toEqual(decision);
        for (const { tactic, gates } of decision.candidates) {
          gates.forEach(({ reopensAt }, place) => {
            if (reopensAt === undefined) return;
            expect(reopensAt.getTime()).toBeGreaterThan(when.getTime());
            const later = at(reopensAt).candidates.find((candidate) => candidate.tactic === tactic);
            expect(later?.gates[place]?.passed).toBe(true);
          });
        }
      }),
    );
  });
});
