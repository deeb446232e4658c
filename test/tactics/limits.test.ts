import { describe, expect, it } from "vitest";
import {
  costsOfServing,
  decide,
  decideAll,
  DEFAULT_TACTIC_POLICY,
  TACTICS,
  type CompactDecision,
  type CustomerEvent,
  type CustomerView,
  type Decision,
  type Tactic,
  type TacticPolicy,
} from "setia";
import { type GateResult } from "setia/tactics";
import { calendarOf } from "../../src/kernel";
import { quietUntil } from "../../src/tactics/gates/quiet-hours";
import { breaches } from "./contact-checker";
import {
  asOf,
  buyer,
  consent,
  DAY,
  daysAgo,
  fact,
  gatesOf,
  HOUR,
  look,
  orders,
  reachable,
} from "./customers";

const open: TacticPolicy = { ...DEFAULT_TACTIC_POLICY, holdout: null };
const only = (...ids: string[]): Tactic[] => TACTICS.filter(({ id }) => ids.includes(id));
const gate = (
  view: CustomerView,
  tactic: string,
  name: string,
  policy = open,
): GateResult | undefined => {
  const found = gatesOf(decide(view, { policy }), tactic, name);
  return found.find(({ passed }) => !passed) ?? found.at(-1);
};

let serial = 0;
/** A contact so many days ago. */
function contact(
  days: number,
  more: {
    tactic?: string;
    channel?: string;
    kind?: string;
    outcome?: "ignored" | "rejected" | "clicked" | "accepted";
    answered?: number;
    delivered?: number | null;
    arm?: "treatment" | "holdout";
  } = {},
): CustomerEvent[] {
  const { tactic = "x", channel = "email", kind = "marketing", arm = "treatment" } = more;
  const decisionId = `d${String(serial++)}`;
  const { outcome, answered = days, delivered = days } = more;
  return [
    fact(days, {
      type: "tactic_decided",
      decisionId,
      tactic,
      arm,
      reasons: [],
      class: kind,
      channel,
    }),
    ...(delivered === null ? [] : [fact(delivered, { type: "tactic_delivered", decisionId })]),
    ...(outcome === undefined
      ? []
      : [fact(answered, { type: "tactic_responded", decisionId, outcome })]),
  ];
}

describe("consent and reachability", () => {
  const withdrawn = look([...buyer([90]), consent(1, "withdrawn", "email")]);
  it("goes by another channel where one is refused, and by none where all are", () => {
    expect(decide(withdrawn, { policy: open })).toMatchObject({
      status: "act",
      channel: "whatsapp",
    });
    const all = look([...buyer([90]), consent(1, "withdrawn")]);
    expect(gate(all, "win.checkin", "legal")).toMatchObject({ passed: false, actual: "withdrawn" });
    expect(decide(all, { policy: open }).status).toBe("none");
  });

  it("says nothing to whom nobody asked, unless the policy rests on another ground", () => {
    const unasked = look([...reachable().slice(0, 1), ...orders([90])]);
    expect(gate(unasked, "win.checkin", "legal")).toMatchObject({
      passed: false,
      actual: "unknown",
    });
    const { consent: rule } = DEFAULT_TACTIC_POLICY;
    const withoutConsent = { ...rule.withoutConsent, marketing: "legitimate_interest" } as const;
    const lenient = { ...open, consent: { ...rule, withoutConsent } };
    expect(decide(unasked, { policy: lenient })).toMatchObject({ status: "act" });
    const refused = look([...reachable().slice(0, 1), ...orders([90]), consent(1, "withdrawn")]);
    expect(decide(refused, { policy: lenient }).status).toBe("none");
  });

  it("sends nothing to whoever is marked", () => {
    const marked = look([...reachable({ labels: ["do_not_contact"] }), ...orders([90])]);
    expect(gate(marked, "win.checkin", "legal")).toMatchObject({
      passed: false,
      actual: "do_not_contact",
    });
  });

  it("needs an address, a proven one if asked for, or none if they are kept elsewhere", () => {
    const unknown = look([consent(50), ...orders([90])]);
    const reach = (view: CustomerView, contactPoints: TacticPolicy["contactPoints"]): unknown =>
      gate(view, "win.checkin", "reachability", { ...open, contactPoints })?.passed;
    expect([reach(unknown, "known"), reach(unknown, "assumed")]).toEqual([false, true]);
    const known = look(buyer([90]));
    expect([reach(known, "known"), reach(known, "verified")]).toEqual([true, false]);
    const proven = [
      fact(60, {
        type: "customer_identified",
        traits: { phone: "+628128405577" },
        verified: ["phone"],
      }),
    ];
    expect(reach(look([...buyer([90]), ...proven]), "verified")).toBe(true);
  });

  it("takes the channel that the customer likes best", () => {
    const likes = look([...reachable({ preferredChannel: "whatsapp" }), ...orders([90])]);
    expect(decide(likes, { policy: open })).toMatchObject({ channel: "whatsapp" });
  });
});

describe("cooldown", () => {
  it.each<[string, CustomerEvent[], number, string]>([
    ["delivered", contact(0, { tactic: "win.checkin" }), 0, "30"],
    [
      "rejected without a delivery",
      contact(9, { tactic: "win.checkin", outcome: "rejected", answered: 8, delivered: null }),
      8,
      "90",
    ],
    [
      "delivered late",
      [
        ...contact(60, { tactic: "win.checkin", delivered: 2 }),
        ...contact(59, { tactic: "win.checkin", delivered: 58 }),
      ],
      2,
      "30",
    ],
    [
      "decided, and not yet known to have arrived",
      contact(2, { tactic: "win.checkin", delivered: null }),
      2,
      "30",
    ],
    ["held out", contact(9, { tactic: "win.checkin", delivered: null, arm: "holdout" }), 9, "30"],
  ])("rests a tactic that was %s", (_, events, actual, days) => {
    const found = gate(look([...buyer([95]), ...events]), "win.checkin", "cooldown");
    expect(found).toMatchObject({ passed: false, actual, required: `${days} days of rest` });
    expect(found?.reopensAt).toBeInstanceOf(Date);
  });

  it("ends with its last day, and never began with what was never delivered", () => {
    const log = [...buyer([95]), ...contact(0, { tactic: "win.checkin" })];
    const reopensAt = new Date("2027-01-30T00:00:00Z");
    expect(gate(look(log), "win.checkin", "cooldown")?.reopensAt).toEqual(reopensAt);
    const at = (when: Date): boolean | undefined =>
      gate(look(log, false, when), "win.checkin", "cooldown")?.passed;
    expect([at(new Date(reopensAt.getTime() - 1)), at(reopensAt)]).toEqual([false, true]);
    const lost = contact(4, { tactic: "win.checkin", delivered: null });
    expect(gate(look([...buyer([95]), ...lost]), "win.checkin", "cooldown")?.passed).toBe(true);
  });

  it("follows the policy, null and 0 too, and the limit of a customer's life", () => {
    const log = look([...buyer([95]), ...contact(0, { tactic: "win.checkin" })]);
    for (const cooldownDays of [0, null]) {
      expect(gate(log, "win.checkin", "cooldown", { ...open, cooldownDays })?.passed).toBe(true);
    }
    const thanked = look([...buyer([1]), ...contact(500, { tactic: "post.thanks" })]);
    expect(gate(thanked, "post.thanks", "cooldown")).toMatchObject({
      passed: false,
      actual: 1,
      reason: { code: "tactics.lifetime_used" },
    });
  });

  it("keeps tactics of one group apart", () => {
    const view = look([...buyer([180]), ...contact(5, { tactic: "ret.benefit" })]);
    const found = gate(view, "win.offer", "conflict");
    expect(found).toMatchObject({ passed: false, actual: "ret.benefit" });
    expect(found?.reopensAt).toEqual(new Date("2027-01-09T00:00:00Z"));
    const survey = look([...buyer([400]), ...contact(89, { tactic: "post.feedback" })]);
    expect(gate(survey, "win.why", "conflict")).toMatchObject({ passed: false });
  });
});

describe("caps", () => {
  const at_risk = buyer([95]);
  const cap = (
    events: CustomerEvent[],
    policy = open,
    tactic = "win.checkin",
  ): GateResult | undefined => gate(look([...at_risk, ...events]), tactic, "caps", policy);
  /** E-mail alone, so that no other channel steps in. */
  const emailOnly = (): CustomerEvent[] => [
    consent(1, "withdrawn", "whatsapp"),
    consent(1, "withdrawn", "sms"),
  ];

  it("counts a day over all channels, and opens with the next", () => {
    const found = cap(contact(0.01, { channel: "phone" }));
    expect(found).toMatchObject({ passed: false, actual: 1, required: { atMost: 0 } });
    expect(found?.reopensAt).toEqual(new Date("2027-01-01T00:00:00Z"));
    const decision = decide(look([...at_risk, ...contact(0.01, { channel: "phone" })]), {
      policy: open,
    });
    // Midnight is quiet time, so it waits for the morning.
    expect(decision).toMatchObject({ status: "defer", until: new Date("2027-01-01T08:00:00Z") });
  });

  it("keeps a weekly slot for lifecycle messages", () => {
    const news = [...contact(5), ...emailOnly()];
    expect(cap(news)).toMatchObject({ passed: true });
    // A second newsletter would take the slot.
    const lapsed = look([...buyer([180]), ...news]);
    expect(gate(lapsed, "win.offer", "caps")).toMatchObject({
      passed: false,
      actual: 1,
      required: { atMost: 0 },
      reopensAt: new Date("2027-01-02T00:00:00Z"),
    });
    // What is reserved and used by a lifecycle message takes nothing from the others.
    const lifecycle = look([...buyer([180]), ...contact(5, { kind: "lifecycle" }), ...emailOnly()]);
    expect(gate(lifecycle, "win.offer", "caps")?.passed).toBe(true);
  });

  it("keeps contacts on a channel apart", () => {
    const caps = { ...open, caps: [] };
    const found = cap([...contact(15 / 24), ...emailOnly()], caps);
    expect(found).toMatchObject({ passed: false, actual: 15, required: { atLeast: 16 } });
    expect(found?.reopensAt).toEqual(new Date(daysAgo(15 / 24).getTime() + 16 * HOUR));
    expect(cap([...contact(16 / 24), ...emailOnly()], caps)?.passed).toBe(true);
  });

  it("takes null for unlimited and 0 for never", () => {
    const policy = (atMost: number | null): TacticPolicy => ({
      ...open,
      caps: [{ atMost, days: 30 }],
      spacingHours: {},
    });
    const many = Array.from({ length: 20 }, (_, index) => contact(index + 1)).flat();
    expect(cap(many, policy(null))).toMatchObject({ passed: true });
    const never = cap([], policy(0));
    expect(never).toMatchObject({ passed: false, reason: { code: "tactics.cap_never" } });
    expect(never?.reopensAt).toBeUndefined();
    expect(decide(look(at_risk), { policy: policy(0) }).status).toBe("none");
  });

  it("goes by another channel where one is full", () => {
    const view = look([...at_risk, ...contact(2), ...contact(3, { kind: "lifecycle" })]);
    expect(decide(view, { policy: open })).toMatchObject({ status: "act", channel: "whatsapp" });
  });

  const talk = (
    days: number,
    direction: "inbound" | "outbound",
    more: { channel?: string; replyTo?: string; complaintId?: string } = {},
  ): CustomerEvent =>
    fact(days, { type: "interaction_logged", channel: "email", direction, ...more });
  it.each<[string, CustomerEvent[], boolean]>([
    ["what staff send of their own accord", [talk(1.5, "outbound")], false],
    ["no reply", [talk(1.5, "outbound", { replyTo: "mail-1" })], true],
    ["no word on a complaint", [talk(1.5, "outbound", { complaintId: "k" })], true],
    ["nothing in a conversation", [talk(1.9, "inbound"), talk(1.5, "outbound")], true],
    [
      "nothing in a conversation that goes on by another channel",
      [talk(1.9, "inbound", { channel: "whatsapp" }), talk(1.5, "outbound")],
      true,
    ],
    [
      "what comes a day after the customer's last word",
      [talk(2.5, "inbound"), talk(1.5, "outbound")],
      false,
    ],
    ["nothing on the spot", [talk(1.5, "outbound", { channel: "onsite" })], true],
  ])("counts %s, and so does the checker", (_, talks, passes) => {
    const log = [...buyer([180]), ...emailOnly(), ...talks];
    expect(gate(look(log), "win.offer", "caps")?.passed).toBe(passes);
    const deeds = [{ at: asOf, tactic: "win.offer", channel: "email", delivered: true }];
    const life = { zone: "UTC", shopZone: "UTC", events: log, deeds, heldOut: [] };
    const slot = expect.stringContaining("took a reserved slot") as string;
    expect(breaches(life, TACTICS, open)).toEqual(passes ? [] : [slot]);
  });

  it("does not hold back service, nor what is shown when they come by themselves", () => {
    const full = contact(0.01);
    const complaint = fact(1, { type: "feedback_received", kind: "complaint", complaintId: "k" });
    const view = look([...at_risk, ...full, complaint]);
    expect(decide(view, { policy: open })).toMatchObject({
      status: "act",
      tactic: { id: "svc.recover" },
    });
    expect(
      gate(
        look([fact(1, { type: "customer_identified", traits: {} }), ...full]),
        "acq.capture",
        "caps",
      )?.passed,
    ).toBe(true);
  });
});

describe("quiet hours", () => {
  const hours = { from: "21:00", until: "08:00" };
  it.each([
    ["in the evening", "America/New_York", "2026-01-06T02:30:00Z", "2026-01-06T13:00:00.000Z"],
    ["in the night", "America/New_York", "2026-01-06T09:00:00Z", "2026-01-06T13:00:00.000Z"],
    ["at the last minute", "America/New_York", "2026-01-06T12:59:59Z", "2026-01-06T13:00:00.000Z"],
    ["as they end", "America/New_York", "2026-01-06T13:00:00Z", undefined],
    ["by day", "America/New_York", "2026-01-06T20:00:00Z", undefined],
    ["over a short night", "America/New_York", "2026-03-08T04:00:00Z", "2026-03-08T12:00:00.000Z"],
    ["over a long night", "America/New_York", "2026-11-01T04:00:00Z", "2026-11-01T13:00:00.000Z"],
    [
      "where the clocks move by half an hour",
      "Australia/Lord_Howe",
      "2026-04-04T12:00:00Z",
      "2026-04-04T21:30:00.000Z",
    ],
  ])("%s in %s", (_, zone, at, until) => {
    expect(quietUntil(new Date(at), hours, calendarOf(zone))?.toISOString()).toBe(until);
  });

  it("that end at a time left out by daylight saving end when the clocks move", () => {
    const until = quietUntil(
      new Date("2026-03-08T06:00:00Z"),
      { from: "00:00", until: "02:30" },
      calendarOf("America/New_York"),
    );
    expect(until?.toISOString()).toBe("2026-03-08T07:00:00.000Z");
  });

  it("are those of the customer, else of the shop, and make a decision wait", () => {
    const night = new Date("2026-12-31T22:30:00Z");
    const inJakarta = [...reachable({ timeZone: "Asia/Jakarta" }), ...orders([95])];
    expect(decide(look(inJakarta, false, night), { policy: open })).toMatchObject({
      status: "defer",
      until: new Date("2027-01-01T01:00:00Z"),
    });
    expect(decide(look(buyer([95]), false, night), { policy: open })).toMatchObject({
      status: "defer",
      until: new Date("2027-01-01T08:00:00Z"),
    });
    const onMars = [...reachable({ timeZone: "Mars/Olympus" }), ...orders([95])];
    expect(decide(look(onMars, false, night), { policy: open }).status).toBe("defer");
    expect(
      decide(look(buyer([95]), false, night), { policy: { ...open, quietHours: null } }).status,
    ).toBe("act");
  });

  it("let service answer a conversation that is open", () => {
    const night = new Date("2026-12-31T22:30:00Z");
    const complaint = fact(1, { type: "feedback_received", kind: "complaint", complaintId: "k" });
    const wrote = fact(-0.4, {
      type: "interaction_logged",
      channel: "whatsapp",
      direction: "inbound",
    });
    const status = (events: CustomerEvent[]): Decision["status"] =>
      decide(look(events, false, night), { policy: open }).status;
    expect(status([...buyer([95]), complaint])).toBe("defer");
    expect(status([...buyer([95]), complaint, wrote])).toBe("act");
  });

  it("do not make wait what would be too late in the morning", () => {
    const night = new Date("2026-12-31T22:30:00Z");
    const cart = (hoursAgo: number): CustomerEvent[] => [
      ...buyer([10]),
      {
        ...fact(0, { type: "intent_shown", signal: "product_added", sku: "soda" }),
        at: new Date(night.getTime() - hoursAgo * HOUR),
      },
    ];
    const tactic = (hoursAgo: number): unknown => {
      const decision = decide(look(cart(hoursAgo), false, night), {
        policy: open,
        catalogue: only("acq.cart"),
      });
      return decision.status;
    };
    expect([tactic(38), tactic(39)]).toEqual(["defer", "none"]);
  });
});

describe("fatigue and complaints", () => {
  const ignored = (days: readonly number[]): CustomerEvent[] =>
    days.flatMap((day) => contact(day, { outcome: "ignored" }));
  it("gives rest after five ignored messages in thirty days", () => {
    const four = look([...buyer([95]), ...ignored([28, 25, 22, 19])]);
    expect(gate(four, "win.checkin", "fatigue")).toMatchObject({ passed: true, actual: 4 });
    const five = look([...buyer([95]), ...ignored([28, 25, 22, 19, 16])]);
    const found = gate(five, "win.checkin", "fatigue");
    expect(found).toMatchObject({ passed: false, actual: 5 });
    expect(found?.reopensAt).toEqual(new Date("2027-01-14T00:00:00Z"));
    expect(gate(five, "win.checkin", "fatigue", { ...open, fatigue: null })?.passed).toBe(true);
  });

  it("ends with asking whether to stop while they are away", () => {
    const away = look([...buyer([500]), ...ignored([300, 290, 280, 270, 260, 250])]);
    expect(gate(away, "win.why", "fatigue")).toMatchObject({
      passed: false,
      reason: { code: "tactics.sunset" },
    });
    expect(gate(away, "win.sunset", "fatigue")?.passed).toBe(true);
    const answered = look([
      ...buyer([500]),
      ...ignored([300, 290, 280, 270, 260, 250]),
      ...contact(240, { outcome: "clicked" }),
    ]);
    expect(gate(answered, "win.why", "fatigue")?.passed).toBe(true);
  });

  it("sells nothing into a complaint, nor for a week after it", () => {
    const complaint = fact(9, { type: "feedback_received", kind: "complaint", complaintId: "k" });
    const resolved = (days: number): CustomerEvent =>
      fact(days, { type: "complaint_resolved", complaintId: "k" });
    const suits = (...events: CustomerEvent[]): GateResult | undefined =>
      gate(look([...buyer([95]), ...events]), "win.checkin", "suitability");
    expect(suits(complaint)).toMatchObject({ passed: false, actual: "open complaint" });
    expect(suits(complaint, resolved(6))).toMatchObject({
      passed: false,
      reopensAt: new Date("2027-01-01T00:00:00Z"),
    });
    expect(suits(complaint, resolved(7))?.passed).toBe(true);
    const unhappy = look([
      ...buyer([20]),
      fact(3, { type: "feedback_received", kind: "csat", score: 1 }),
    ]);
    expect(gate(unhappy, "post.second", "suitability")).toMatchObject({
      passed: false,
      actual: "dissatisfied",
    });
  });
});

describe("economics", () => {
  const costs = costsOfServing({ value: 10_000, currency: "IDR" });
  it("does not do what costs more than it can win", () => {
    const poor = look(buyer([68], 100));
    const rich = look(buyer([68], 1_000_000));
    const worth = (view: CustomerView): GateResult | undefined =>
      gate(view, "post.silent_check", "economics", { ...open, costs });
    expect(worth(poor)).toMatchObject({
      passed: false,
      reason: { code: "tactics.worth_after_cost" },
    });
    expect(worth(rich)).toMatchObject({ passed: true });
  });

  it("spends nothing on winning customers who do not pay back", () => {
    const prospect = look([
      ...reachable({}, 30),
      fact(9, { type: "interaction_logged", channel: "email", direction: "inbound" }),
    ]);
    const rule = (paybackDays?: number): GateResult | undefined =>
      gate(prospect, "acq.first_offer", "economics", {
        ...open,
        costs,
        acquisition: {
          costPerCustomer: 3000,
          valuePerCustomer: 9000,
          ...(paybackDays === undefined ? {} : { paybackDays }),
        },
      });
    expect(rule(100)).toMatchObject({ passed: true, reason: { code: "tactics.pays_back" } });
    expect(rule(400)).toMatchObject({
      passed: false,
      actual: 400,
      reason: { code: "tactics.pays_back_late" },
    });
    expect(rule()).toMatchObject({ passed: false, reason: { code: "tactics.never_pays_back" } });
  });
});

describe("what is shared", () => {
  const views = ["a", "b", "c"].map((customerId) =>
    look(buyer([90]).map((event) => ({ ...event, customerId }))),
  );
  const run = async (policy: TacticPolicy, more: object = {}): Promise<CompactDecision[]> => {
    const all: CompactDecision[] = [];
    for await (const decision of decideAll(views, { policy, ...more })) all.push(decision);
    return all;
  };

  it("is given out in order, null without limit and 0 to nobody", async () => {
    const statuses = async (actions: number | null): Promise<string[]> =>
      (await run({ ...open, budgets: [{ name: "b", actions }] })).map(({ status }) => status);
    expect(await statuses(2)).toEqual(["act", "act", "none"]);
    expect(await statuses(0)).toEqual(["none", "none", "none"]);
    expect(await statuses(null)).toEqual(["act", "act", "act"]);
  });

  it("counts money too, and what was used before", async () => {
    const costs = costsOfServing({ value: 1_000_000, currency: "IDR" });
    const policy: TacticPolicy = {
      ...open,
      minimumWorth: null,
      costs,
      budgets: [{ name: "money", spend: 1300 }],
    };
    const all = await run(policy);
    expect(all.map(({ status }) => status)).toEqual(["act", "act", "none"]);
    const used = { budgets: { money: { actions: 9, spend: 1000 } } };
    expect((await run(policy, { used })).map(({ status }) => status)).toEqual([
      "none",
      "none",
      "none",
    ]);
  });

  it("offers no more pieces than there are", async () => {
    const due = ["a", "b"].map((customerId) =>
      look(buyer([40, 30, 20, 10], 10).map((event) => ({ ...event, customerId }))),
    );
    const all: (string | undefined)[] = [];
    const options = {
      policy: open,
      catalogue: only("ret.replenish"),
      used: { stock: { soda: 1 } },
    };
    for await (const { status, sku } of decideAll(due, options)) all.push(`${status} ${sku ?? ""}`);
    expect(all).toEqual(["act soda", "none "]);
  });

  it("is the same every time, and shows every gate of whom it is asked for", async () => {
    const policy = { ...open, budgets: [{ name: "b", actions: 1 }] };
    const explain = (id: string): boolean => id === "b";
    const all = await run(policy, { explain });
    expect(all).toEqual(await run(policy, { explain }));
    expect(all.map(({ full }) => full?.status)).toEqual([undefined, "none", undefined]);
    const full = all[1]?.full;
    if (full === undefined) throw new Error("not told");
    expect(gatesOf(full, "win.checkin", "budget")).toMatchObject([
      { passed: false, actual: 1, reason: { code: "tactics.budget_used" } },
    ]);
    expect(asOf.getTime() % DAY).toBe(10 * HOUR);
  });
});
