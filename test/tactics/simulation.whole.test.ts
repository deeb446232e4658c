import { describe, expect, it } from "vitest";
import {
  createDecider,
  decide,
  decisionEvent,
  DEFAULT_TACTIC_POLICY,
  TACTICS,
  viewCustomer,
  type CompactDecision,
  type CustomerEvent,
  type TacticDecided,
  type TacticModel,
  type TacticPolicy,
} from "setia";
import { breaches, type Deed, type Life } from "./contact-checker";
import { DAY, instantsOf, randomFrom, simulateCustomer, type Random } from "./simulated-customers";

const FULL = process.env["SETIA_FULL"] === "1";
const CUSTOMERS = FULL ? 10_000 : 300;
const DECISIONS = 100;
const SHOP_ZONE = "Asia/Jakarta";

const strict: TacticPolicy = {
  ...DEFAULT_TACTIC_POLICY,
  version: "strict",
  caps: [
    { channel: "phone", atMost: 0, days: 1 },
    { channel: "email", atMost: 3, days: 10, reservedForLifecycle: 2 },
    { messageClass: "marketing", atMost: 2, days: 14 },
    { atMost: null, days: 1 },
    { atMost: 5, days: 30 },
  ],
  spacingHours: { email: 40, whatsapp: 72 },
  quietHours: { from: "00:30", until: "11:15" },
  cooldownDays: 45,
  fatigue: { ignored: 2, withinDays: 60, restDays: 20, sunsetAfter: 3 },
  holdout: { salt: "another", all: 0.2, perTactic: 0.3 },
};
const model: TacticModel = {
  kind: "tactics",
  version: 1,
  asOf: "2026-01-01T00:00:00Z",
  currency: "IDR",
  orderValues: Array.from({ length: 99 }, (_, index) => (index + 1) * 5000),
  rates: [],
};

const recorded = (decision: CompactDecision): TacticDecided => ({
  id: `decided:${decision.id}`,
  type: "tactic_decided",
  customerId: decision.customerId,
  at: decision.asOf,
  decisionId: decision.id,
  tactic: decision.tactic ?? "",
  arm: decision.status === "act" ? "treatment" : "holdout",
  reasons: [],
  ...(decision.channel === undefined ? {} : { channel: decision.channel }),
  ...(decision.holdout === undefined ? {} : { holdout: decision.holdout }),
});

/** Lets one customer live through the year; the shop decides, acts and hears of the answers. */
function live(number: number, policy: TacticPolicy, count: Record<string, number>): Life {
  const random: Random = randomFrom(number + 1);
  const { customerId, zone, events: own } = simulateCustomer(number, random);
  const decider = createDecider({ policy, model });
  const log: CustomerEvent[] = [];
  const coming: CustomerEvent[] = [...own];
  const deeds: Deed[] = [];
  const heldOut: { at: Date; tactic: string; from: string }[] = [];
  const instants = instantsOf(DECISIONS, random);
  let promise: { tactic: string; until: Date; known: number } | undefined;
  for (let at = instants.shift(); at !== undefined; at = instants.shift()) {
    const instant = at;
    coming.sort((a, b) => a.at.getTime() - b.at.getTime());
    const due = coming.filter((event) => event.at <= instant);
    log.push(...coming.splice(0, due.length));
    if (log.length === 0) continue;
    const view = viewCustomer({ events: log }, { asOf: at, timeZone: SHOP_ZONE, currency: "IDR" });
    const decision = decider.next(view);
    count[decision.status] = (count[decision.status] ?? 0) + 1;
    count["decisions"] = (count["decisions"] ?? 0) + 1;
    if (promise?.until.getTime() === at.getTime() && promise.known === log.length) {
      count["promises"] = (count["promises"] ?? 0) + 1;
      const { tactic } = promise;
      const full = decide(view, { policy, model });
      const gates = full.candidates.find((candidate) => candidate.tactic === tactic)?.gates ?? [];
      const shut = gates.filter(
        ({ gate, passed }) => !passed && (gate === "caps" || gate === "quiet_hours"),
      );
      if (shut.length > 0 || full.status === "none" || full.status === "defer") {
        throw new Error(
          `${customerId} ${tactic} was to open at ${at.toISOString()}: ${JSON.stringify([full.status, shut])}`,
        );
      }
    }
    promise = undefined;
    if (decision.status === "defer" && decision.until !== undefined) {
      expect(decision.until.getTime()).toBeGreaterThan(at.getTime());
      promise = { tactic: decision.tactic ?? "", until: decision.until, known: log.length };
      if (random() < 0.5 && decision.until.getTime() < (instants[0]?.getTime() ?? Infinity)) {
        instants.shift();
        instants.unshift(decision.until);
      }
    }
    if (decision.status === "hold_out") {
      heldOut.push({ at, tactic: decision.tactic ?? "", from: decision.holdout ?? "" });
      log.push(recorded(decision));
    }
    if (decision.status !== "act") continue;
    const delivered = random() < 0.9;
    deeds.push({ at, tactic: decision.tactic ?? "", channel: decision.channel, delivered });
    log.push(recorded(decision));
    if (!delivered) continue;
    const told = { customerId, decisionId: decision.id };
    log.push({ ...told, id: `delivered:${decision.id}`, type: "tactic_delivered", at });
    const outcome = (
      ["ignored", "ignored", "ignored", "clicked", "rejected", "converted", undefined] as const
    )[Math.floor(random() * 7)];
    if (outcome === undefined) continue;
    const when = new Date(at.getTime() + Math.floor(random() * 5 * DAY));
    coming.push({
      ...told,
      id: `answer:${decision.id}`,
      type: "tactic_responded",
      at: when,
      outcome,
    });
  }
  return {
    zone,
    shopZone: SHOP_ZONE,
    events: [...log, ...coming.filter((e) => e.type === "tactic_responded")],
    deeds,
    heldOut,
  };
}

describe("a year of decisions", () => {
  it(
    `breaks no cap, quiet hour, consent or holdout: ${String(CUSTOMERS)} customers, ${String(CUSTOMERS * DECISIONS)} decisions`,
    { timeout: 3_600_000 },
    () => {
      const count: Record<string, number> = {};
      const used = new Set<string>();
      let strictly = 0;
      let heldOutOfAll = 0;
      for (let number = 0; number < CUSTOMERS; number++) {
        const policy = number % 4 === 3 ? strict : DEFAULT_TACTIC_POLICY;
        const life = live(number, policy, count);
        expect(breaches(life, TACTICS, policy)).toEqual([]);
        for (const { tactic } of life.deeds) used.add(tactic);
        if (policy === strict) strictly++;
        else if (life.heldOut.some(({ from }) => from === "all")) heldOutOfAll++;
      }
      const { act = 0, defer = 0, hold_out = 0, none = 0, decisions = 0, promises = 0 } = count;
      expect(act + defer + hold_out + none).toBe(decisions);
      expect(decisions).toBeGreaterThan(0.95 * CUSTOMERS * DECISIONS);
      // Every answer occurs often, or the law above would say little.
      for (const often of [act, defer, hold_out, none])
        expect(often).toBeGreaterThan(decisions / 200);
      expect(promises).toBeGreaterThan(decisions / 200);
      expect(used.size).toBeGreaterThanOrEqual(30);
      expect(heldOutOfAll / (CUSTOMERS - strictly)).toBeGreaterThan(0.02);
    },
  );

  it("the checker sees each kind of breach", () => {
    const events = simulateCustomer(1, randomFrom(5)).events;
    const granted: CustomerEvent[] = [
      {
        id: "i",
        type: "customer_identified",
        customerId: "a",
        at: new Date("2026-01-01"),
        traits: { email: "a@toko.id", phone: "+6281" },
      },
      {
        id: "c",
        type: "consent_changed",
        customerId: "a",
        at: new Date("2026-01-01"),
        purpose: "marketing",
        channel: "email",
        status: "granted",
        proof: { method: "x" },
      },
    ];
    const deed = (at: string, tactic: string, channel = "email"): Deed => ({
      at: new Date(at),
      tactic,
      channel,
      delivered: true,
    });
    const check = (
      deeds: Deed[],
      more: CustomerEvent[] = [],
      heldOut: Life["heldOut"] = [],
    ): string =>
      breaches(
        {
          zone: "Asia/Jakarta",
          shopZone: SHOP_ZONE,
          events: [...granted, ...more],
          deeds,
          heldOut,
        },
        TACTICS,
        DEFAULT_TACTIC_POLICY,
      ).join("; ");
    const noon = (day: string): string => `2026-03-${day}T05:00:00Z`;
    expect(events.length).toBeGreaterThan(0);
    expect(check([deed(noon("01"), "win.offer")])).toBe("");
    expect(check([deed("2026-03-01T15:00:00Z", "win.offer")])).toMatch(/quiet hours/);
    expect(check([deed(noon("01"), "win.offer", "whatsapp")])).toMatch(/consent unknown/);
    expect(check([deed(noon("01"), "win.offer", "social")])).toMatch(/no contact point/);
    expect(check([deed(noon("01"), "win.offer"), deed(noon("20"), "win.offer")])).toMatch(
      /rests only 19/,
    );
    expect(check([deed(noon("01"), "win.offer"), deed(noon("05"), "ret.benefit")])).toMatch(
      /after win.offer of its group/,
    );
    expect(check([deed(noon("01"), "win.offer"), deed(noon("01"), "post.guide")])).toMatch(
      /cap .*"days":1/,
    );
    expect(check([deed(noon("01"), "win.offer"), deed(noon("03"), "post.guide")])).toMatch(
      /reserved/,
    );
    expect(
      check(
        [deed(noon("01"), "win.offer")],
        [],
        [{ at: new Date("2026-02-01"), tactic: "x", from: "all" }],
      ),
    ).toMatch(/held out of all/);
    const complaint: CustomerEvent = {
      id: "k",
      type: "feedback_received",
      customerId: "a",
      at: new Date("2026-02-01"),
      kind: "complaint",
      complaintId: "k",
    };
    expect(check([deed(noon("01"), "win.offer")], [complaint])).toMatch(/open complaint/);
    const marked: CustomerEvent = {
      id: "m",
      type: "customer_identified",
      customerId: "a",
      at: new Date("2026-02-01"),
      traits: { labels: ["do_not_contact"] },
    };
    expect(check([deed(noon("01"), "win.offer")], [marked])).toMatch(/marked/);
    expect(typeof decisionEvent).toBe("function");
  });
});
