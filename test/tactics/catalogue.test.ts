import { describe, expect, it } from "vitest";
import {
  words,
  decide,
  defineTactics,
  DEFAULT_TACTIC_POLICY,
  describeDecision,
  TACTICS,
  type ActDecision,
  type CustomerEvent,
  type CustomerView,
  type Tactic,
} from "setia";
import { buyer, consent, fact, fitting, HOUR, look, model, orders, reachable } from "./customers";

/** A decision to do something, whose tactic a test replaces. */
const acting = decide(look(buyer([90])), {
  policy: DEFAULT_TACTIC_POLICY,
}) as ActDecision;

const complaint = (days: number): CustomerEvent =>
  fact(days, { type: "feedback_received", kind: "complaint", complaintId: "k1" });
const resolved = (days: number, ourFault: boolean): CustomerEvent =>
  fact(days, { type: "complaint_resolved", complaintId: "k1", ourFault });
const csat = (days: number, score: number): CustomerEvent =>
  fact(days, { type: "feedback_received", kind: "csat", score });
const nps = (days: number, score: number): CustomerEvent =>
  fact(days, { type: "feedback_received", kind: "nps", score });
const delivered = (days: number): CustomerEvent =>
  fact(days, { type: "order_delivered", orderId: "any" });
const cart = (hours: number, value = 9000): CustomerEvent =>
  fact((hours * HOUR) / 86_400_000, {
    type: "intent_shown",
    signal: "product_added",
    sku: "soda",
    value,
    currency: "IDR",
  });
const talk = (days: number, topic?: string): CustomerEvent =>
  fact(days, {
    type: "interaction_logged",
    channel: "whatsapp",
    direction: "inbound",
    ...(topic === undefined ? {} : { topic }),
  });
const idea = (days: number): CustomerEvent =>
  fact(days, { type: "feedback_received", kind: "suggestion", text: "More colours." });
const ignored = (count: number): CustomerEvent[] =>
  Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const days = 300 + index * 10;
    const decisionId = `d${String(index)}`;
    return [
      fact(days, {
        type: "tactic_decided",
        decisionId,
        tactic: "x",
        arm: "treatment",
        reasons: [],
      }),
      fact(days - 1, { type: "tactic_responded", decisionId, outcome: "ignored" }),
    ];
  });
const bare = (...facts: CustomerEvent[]): CustomerEvent[] => [
  fact(20, { type: "customer_identified", traits: {} }),
  ...facts,
];
const full = {
  birthday: "1990-06-01",
  preferredChannel: "email",
  honorific: "Ibu",
  language: "id",
  city: "Bandung",
} as const;

/** For each tactic a customer for whom it is right, and the same with one thing changed for whom it is not. */
const CASES: Record<string, { yes: CustomerView; no: CustomerView }> = {
  "acq.capture": { yes: look(bare()), no: look(bare(consent(1))) },
  "acq.subscribe": { yes: look(bare()), no: look(bare(consent(1, "granted", "email"))) },
  "acq.content": { yes: look(reachable({}, 5)), no: look(buyer([5])) },
  "acq.social": { yes: look(reachable({}, 5)), no: look(reachable({ handles: [] }, 5)) },
  "acq.complete_profile": {
    yes: look(buyer([5])),
    no: look([...reachable(full), ...orders([9, 5]), csat(3, 4), talk(2, "soda")]),
  },
  "acq.assist": {
    yes: look([...reachable({}, 30), talk(9), cart(5)]),
    no: look([...reachable({}, 30), talk(9), cart(5, 7000)]),
  },
  "acq.cart": {
    yes: look([...buyer([10]), cart(47)]),
    no: look([...buyer([10]), cart(49)]),
  },
  "acq.first_offer": {
    yes: look([...reachable({}, 30), talk(3)]),
    no: look([...reachable({}, 2), talk(2)]),
  },
  "post.thanks": { yes: look(buyer([1])), no: look(buyer([2])) },
  "post.guide": {
    yes: look([...buyer([8]), delivered(5)]),
    no: look([...buyer([8]), delivered(6)]),
  },
  "post.feedback": {
    yes: look([...buyer([12]), delivered(10)]),
    no: look([...buyer([12]), delivered(10), csat(3, 4)]),
  },
  "post.silent_check": { yes: look(buyer([68])), no: look(buyer([67])) },
  "post.review": {
    yes: look([...buyer([12]), csat(3, 4)]),
    no: look([...buyer([12]), csat(3, 3)]),
  },
  "post.second": { yes: look(buyer([14])), no: look(buyer([13])) },
  "ret.viewpoint": {
    yes: look([...reachable({ values: ["Fair trade"] }), ...orders([5])]),
    no: look([...reachable({ values: ["Speed"] }), ...orders([5])]),
  },
  "ret.ego": { yes: look(buyer([60, 30, 7])), no: look(buyer([60, 30, 8])) },
  "ret.pain": {
    yes: look([...reachable({ pains: ["late parcels"] }), ...orders([5])]),
    no: look(buyer([5])),
  },
  // Discounts for those who would buy anyway are not worth it, so it takes somebody overdue.
  "ret.benefit": { yes: look(buyer([120, 100])), no: look(buyer([60, 30])) },
  "ret.greet": { yes: look(buyer([80, 45])), no: look(buyer([80, 44])) },
  "ret.occasion": { yes: look(buyer([366, 60])), no: look(buyer([368, 60])) },
  "ret.recall": {
    yes: look([...buyer([5]), talk(7, "a leaking tap")]),
    no: look([...buyer([5]), talk(6, "a leaking tap")]),
  },
  "ret.vip_invite": { yes: look(buyer([90, 60, 30, 10])), no: look(buyer([90, 60, 30, 10], 10)) },
  "ret.vip_care": {
    yes: look([...reachable({ labels: ["VIP"] }), ...orders([5])]),
    no: look(buyer([5])),
  },
  "ret.quality": {
    yes: look(buyer([30], 10_000, { sku: "kettle" })),
    no: look(buyer([29], 10_000, { sku: "kettle" })),
  },
  "ret.channel": {
    yes: look([...buyer([20]), talk(9), talk(8), talk(7)].map(fromShop)),
    no: look([...buyer([20]), talk(9), talk(8)].map(fromShop)),
  },
  "ret.replenish": { yes: look(buyer([40, 30, 20, 10])), no: look(buyer([40, 30, 20, 5])) },
  "ret.intensify": { yes: look(buyer([60, 20]), true), no: look(buyer([60, 13]), true) },
  "exp.cross_sell": { yes: look(buyer([3]), true), no: look(buyer([3])) },
  "exp.bundle": {
    yes: look([...buyer([50]), cart(2)], true),
    no: look([...buyer([50]), cart(25)], true),
  },
  "exp.new_line": {
    yes: look(buyer([90, 60, 30, 10])),
    no: look([...buyer([90, 60, 30]), ...orders([10], 10_000, { sku: "rice", category: "food" })]),
  },
  "win.checkin": { yes: look(buyer([90])), no: look(buyer([89])) },
  "win.offer": { yes: look(buyer([180])), no: look(buyer([179])) },
  "win.why": { yes: look(buyer([365])), no: look(buyer([364])) },
  "win.sunset": {
    yes: look([...buyer([500]), ...ignored(6)]),
    no: look([...buyer([500]), ...ignored(5)]),
  },
  "svc.recover": {
    yes: look([...buyer([5]), complaint(1)]),
    no: look([...buyer([5]), complaint(2), resolved(1, false)]),
  },
  "svc.makegood": {
    yes: look([...buyer([40]), complaint(20), resolved(14, true)]),
    no: look([...buyer([40]), complaint(20), resolved(14, false)]),
  },
  "svc.reputation": {
    yes: look([...buyer([5]), publicWord("negative")]),
    no: look([...buyer([5]), publicWord("positive")]),
  },
  "adv.referral": {
    yes: look([...buyer([5]), nps(3, 9)]),
    no: look([...buyer([5]), nps(3, 8)]),
  },
  "adv.community": {
    yes: look([...buyer([90, 60, 30, 10]), talk(3, "gardening")]),
    no: look([
      ...reachable(),
      ...[90, 60, 30, 10].flatMap((age) => orders([age], 10_000, { category: String(age) })),
      talk(3),
    ]),
  },
  "adv.cocreate": {
    yes: look([...buyer([5]), idea(9), idea(6), idea(3)]),
    no: look([...buyer([5]), idea(9), idea(6)]),
  },
  "def.competitor": {
    yes: look([...buyer([20]), fact(29, { type: "order_delivered", orderId: "x" }), tempted(3)]),
    no: look([...buyer([20]), tempted(31)]),
  },
};

function publicWord(sentiment: "negative" | "positive"): CustomerEvent {
  return fact(1, { type: "feedback_received", kind: "review", public: true, sentiment });
}

function tempted(days: number): CustomerEvent {
  return fact(days, { type: "competitor_offer", response: "unknown" });
}

/** Talks that the shop began, so that nobody can tell which channel the customer likes. */
function fromShop(event: CustomerEvent): CustomerEvent {
  return event.type === "interaction_logged" ? { ...event, direction: "outbound" } : event;
}

const policy = { ...DEFAULT_TACTIC_POLICY, brandValues: ["fair trade"] };

describe("the catalogue", () => {
  it.each(TACTICS.map((tactic: Tactic) => [tactic.id, tactic] as const))(
    "%s has everything in both languages",
    (_, tactic) => {
      for (const language of ["en", "id"] as const) {
        expect(tactic.title[language]).toMatch(/^\p{Lu}/u);
        // No name of the code has slipped into what people read.
        expect(tactic.message[language].replaceAll("WhatsApp", "")).not.toMatch(/\p{Ll}\p{Lu}/u);
        expect(tactic.message[language]).toMatch(/^.*\{who\}.*([.?]|\{question\})$/u);
        for (const word of [
          "{offer}",
          "{topic}",
          "{order}",
          "{category}",
          "{nth}",
          "{occasion}",
          "{question}",
        ]) {
          expect(tactic.message[language].includes(word)).toBe(tactic.message.en.includes(word));
        }
        const given = `${String((tactic.discount ?? 0) * 100)}%`;
        expect(tactic.message[language].includes("%")).toBe(tactic.discount !== undefined);
        if (tactic.discount !== undefined) expect(tactic.message[language]).toContain(given);
      }
      expect(tactic.message.en).not.toBe(tactic.message.id);
      expect(tactic.stages.every((stage) => words.stages.includes(stage))).toBe(true);
      expect(tactic.activities.every((activity) => words.activities.includes(activity))).toBe(true);
      expect(tactic.baseRate).toBeGreaterThan(0);
      expect(tactic.baseRate).toBeLessThan(1);
      const prefix = tactic.id.split(".")[0] ?? "";
      expect(PREFIXES[prefix]).toContain(tactic.motivation);
    },
  );

  it.each(words.tones)("addresses a customer in one way in a message: %s", (tone) => {
    const forms = (text: string): string[] => [
      ...new Set(text.match(/\b(Kak(?=ak\b|\b)|Bu|Ibu|Pak|Bapak|Mas|Mbak|Anda|kamu)\b/gu)),
    ];
    for (const tactic of TACTICS as readonly Tactic[]) {
      for (const honorific of [undefined, "Ibu", "Bapak", "Mas"]) {
        for (const name of [undefined, "Ani Wijaya"]) {
          const fact = (value: string) => ({ value }) as never;
          const message = describeDecision(
            { ...acting, tactic },
            {
              language: "id",
              tone,
              profile: {
                ...(name !== undefined && { name: fact(name) }),
                ...(honorific !== undefined && { honorific: fact(honorific) }),
              },
            },
          ).message;
          expect(forms(message).length, message).toBeLessThanOrEqual(1);
          if (tone === "anda") expect(message).not.toMatch(/\bKak/u);
          expect(message).not.toMatch(/\s[,.]|[{}]/u);
        }
      }
    }
  });

  it("has tactics with an id of their own each, and a case above", () => {
    expect(TACTICS.map((tactic) => tactic.id).sort()).toEqual(Object.keys(CASES).sort());
    expect(() => defineTactics(TACTICS)).not.toThrow();
  });

  it("covers every technique, motivation, relationship category, stage and activity", () => {
    const tactics: readonly Tactic[] = TACTICS;
    const used = (of: (tactic: Tactic) => readonly (string | undefined)[]): Set<unknown> =>
      new Set(tactics.flatMap(of));
    expect(used(({ technique }) => [technique])).toEqual(new Set([...words.techniques, undefined]));
    expect(used(({ motivation }) => [motivation])).toEqual(new Set(words.motivations));
    expect(used(({ category }) => [category])).toEqual(new Set(words.relationshipCategories));
    expect(used(({ stages }) => stages)).toEqual(new Set(words.stages));
    expect(used(({ activities }) => activities)).toEqual(new Set(words.activities));
    expect(used(({ success }) => [success])).toEqual(new Set([...words.successes, undefined]));
  });

  it.each(Object.entries(CASES))(
    "%s is for whom it is meant, and not for the next one",
    (id, { yes, no }) => {
      expect(fitting(yes, { model, policy })).toContain(id);
      expect(fitting(no, { model, policy })).not.toContain(id);
    },
  );
});

const PREFIXES: Readonly<Record<string, readonly string[]>> = {
  acq: ["acquisition"],
  post: ["retention"],
  ret: ["retention"],
  win: ["retention"],
  def: ["retention"],
  exp: ["expansion"],
  adv: ["expansion"],
  svc: ["service"],
};
