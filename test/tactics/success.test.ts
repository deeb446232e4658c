/** What counts as a success of a tactic, and what never does. */
import { describe, expect, it } from "vitest";
import {
  closeOutcomes,
  DEFAULT_SATISFACTION_POLICY,
  fitTactics,
  measureOutcomes,
  TACTICS,
  viewCustomer,
  type CustomerEvent,
  type MeasureOutcomesOptions,
  type TacticOutcome,
} from "setia";

const DAY = 86_400_000;
const start = new Date("2026-01-05T03:00:00Z");
const after = (days: number): Date => new Date(start.getTime() + days * DAY);
const asOf = after(100);
const ani = { customerId: "ani" } as const;

function sent(tactic: string, sku?: string): CustomerEvent[] {
  const base = { ...ani, decisionId: "d", at: start };
  const decided = {
    ...base,
    id: "decided",
    type: "tactic_decided",
    tactic,
    arm: "treatment",
    channel: "whatsapp",
    class: "marketing",
    reasons: [],
    ...(sku === undefined ? {} : { sku }),
  } as const;
  return [decided, { ...base, id: "delivered", type: "tactic_delivered" }];
}

type Words = Extract<CustomerEvent, { type: "feedback_received" }>;
const told = (kind: Words["kind"], more: Partial<Words> = {}): CustomerEvent => ({
  ...ani,
  id: `told-${kind}`,
  at: after(2),
  type: "feedback_received",
  kind,
  ...(kind === "complaint" ? { complaintId: "k" } : {}),
  ...more,
});
const wrote = (summary: string, more = {}): CustomerEvent => ({
  ...ani,
  id: "wrote",
  at: after(2),
  type: "interaction_logged",
  channel: "whatsapp",
  direction: "inbound",
  summary,
  ...more,
});
const responded = (outcome: TacticOutcome, days = 2): CustomerEvent => ({
  ...ani,
  id: `responded-${outcome}-${String(days)}`,
  at: after(days),
  type: "tactic_responded",
  decisionId: "d",
  outcome,
});
const bought = (days = 3, lines?: [sku: string, category: string][]): CustomerEvent => ({
  ...ani,
  id: `bought-${String(days)}`,
  at: after(days),
  type: "order_completed",
  orderId: `o${String(days)}`,
  currency: "IDR",
  total: 500,
  ...(lines === undefined
    ? {}
    : {
        lines: lines.map(([sku, category]) => ({ sku, category, quantity: 1, unitPrice: 250 })),
      }),
});
const calledOff = (days = 3, at = 60): CustomerEvent => ({
  ...ani,
  id: `off-${String(days)}`,
  at: after(at),
  type: "order_cancelled",
  orderId: `o${String(days)}`,
});
const givenBack = (amount: number, lines: string[] = [], days = 3): CustomerEvent => ({
  ...ani,
  id: `back-${String(days)}`,
  at: after(60),
  type: "order_refunded",
  orderId: `o${String(days)}`,
  amount,
  lines: lines.map((sku) => ({ sku, quantity: 1 })),
});

/** Whether it succeeded, as every reader tells it: they must agree. */
function succeeds(
  tactic: string,
  events: readonly CustomerEvent[],
  more: Partial<MeasureOutcomesOptions> & { readonly sku?: string } = {},
): boolean {
  const { sku, ...options } = { asOf, ...more };
  const log = [...sent(tactic, sku), ...events];
  const [row] = measureOutcomes([log], options).tactics;
  const [rate] = fitTactics([log], { ...options, currency: "IDR" }).rates;
  const told = row?.lift.treatment.successes === 1;
  expect(rate?.successes === 1).toBe(told);
  expect(row?.credited).toBe(told ? 1 : 0);
  const unanswered = log.filter(({ type }) => type !== "tactic_responded");
  if (unanswered.length === log.length) {
    expect(closeOutcomes(log, options).map(({ outcome }) => outcome)).toEqual([
      told ? "converted" : "ignored",
    ]);
  }
  return told;
}

describe("an answer that speaks against the shop", () => {
  const critical: [string, CustomerEvent][] = [
    ["a complaint", told("complaint", { text: "It broke." })],
    ["an NPS of 0", told("nps", { score: 0 })],
    ["a CSAT of 1", told("csat", { score: 1 })],
    ["a gap", told("suggestion", { expected: 9, perceived: 2 })],
    ["a negative word", told("suggestion", { sentiment: "negative" })],
    ["a negative message", wrote("I am angry", { sentiment: "negative" })],
    ["a message on a complaint", wrote("And?", { complaintId: "k" })],
  ];

  it.each(critical)("%s is no success of what sells, greets or wins back", (_, event) => {
    for (const tactic of ["win.checkin", "ret.greet", "acq.social", "ret.recall"]) {
      expect(succeeds(tactic, [event])).toBe(false);
    }
    expect(succeeds("post.guide", [event])).toBe(false);
    expect(succeeds("ret.quality", [event])).toBe(false);
  });

  it.each(critical)("%s is an answer to what asks", (_, event) => {
    for (const tactic of ["win.why", "post.silent_check"]) {
      expect(succeeds(tactic, [event])).toBe(true);
    }
  });

  it("counts for surveys that ask, but not for a review that is asked for", () => {
    expect(succeeds("post.feedback", [told("csat", { score: 1 })])).toBe(true);
    expect(succeeds("post.feedback", [told("complaint")])).toBe(true);
    const review = told("review", { score: 1, public: true });
    expect(succeeds("post.review", [review])).toBe(false);
    expect(succeeds("post.review", [told("review", { score: 5, public: true })])).toBe(true);
    expect(succeeds("adv.cocreate", [told("suggestion", { sentiment: "negative" })])).toBe(false);
    expect(succeeds("adv.cocreate", [told("suggestion")])).toBe(true);
    const asking = TACTICS.filter((tactic) => "asks" in tactic).map(({ id }) => id);
    expect(asking).toEqual([
      "acq.complete_profile",
      "post.feedback",
      "post.silent_check",
      "ret.channel",
      "win.why",
    ]);
  });

  it("does not undo what is no answer: an order, or another, friendly word", () => {
    expect(succeeds("win.checkin", [told("nps", { score: 0 }), bought()])).toBe(true);
    expect(succeeds("win.checkin", [wrote("Fine, thanks")])).toBe(true);
    expect(succeeds("post.guide", [])).toBe(true);
  });

  it("is read by the cuts of the shop's own policy", () => {
    const nps = { ...DEFAULT_SATISFACTION_POLICY.scales.nps, neutral: 9 };
    const scales = { ...DEFAULT_SATISFACTION_POLICY.scales, nps };
    const satisfactionPolicy = { ...DEFAULT_SATISFACTION_POLICY, scales };
    const answer = [told("nps", { score: 8 })];
    expect(succeeds("win.checkin", answer)).toBe(true);
    expect(succeeds("win.checkin", answer, { satisfactionPolicy })).toBe(false);
  });
});

describe("a refusal of the message itself", () => {
  it.each(["rejected", "complained", "unsubscribed"] as const)(
    "%s lets no answer count, whoever asked",
    (outcome) => {
      for (const tactic of ["win.checkin", "win.why", "post.silent_check", "post.guide"]) {
        expect(succeeds(tactic, [responded(outcome), wrote("No, thank you")])).toBe(false);
      }
      expect(succeeds("win.checkin", [responded(outcome), bought()])).toBe(true);
      expect(succeeds("win.why", [responded(outcome, 40), wrote("Too dear")])).toBe(true);
    },
  );

  it("is taken back by a later yes", () => {
    const invited = [responded("rejected"), responded("accepted", 4)];
    expect(succeeds("ret.vip_invite", invited)).toBe(true);
  });

  it("can be an opt-out in words, or a complaint about being written to", () => {
    for (const event of [
      wrote("STOP"),
      wrote("Berhenti, ya kak"),
      told("complaint", { topic: "spam" }),
      told("complaint", { text: "Jangan kirim pesan terus!" }),
    ]) {
      expect(succeeds("win.why", [event])).toBe(false);
    }
    expect(succeeds("win.why", [wrote("I had to stop, too expensive")])).toBe(true);
  });
});

describe("an order", () => {
  it("counts as it stands: not once it was called off or given back in full, however late", () => {
    expect(succeeds("win.offer", [bought()])).toBe(true);
    expect(succeeds("win.offer", [bought(), calledOff()])).toBe(false);
    expect(succeeds("win.offer", [bought(), givenBack(500)])).toBe(false);
    expect(succeeds("win.offer", [bought(), givenBack(499)])).toBe(true);
    expect(succeeds("win.offer", [bought(), calledOff(), bought(5)])).toBe(true);
    expect(succeeds("win.offer", [bought(), calledOff(3, 101)])).toBe(true);
  });

  it("counts in what all marketing brings in the same way", () => {
    const log = [...sent("win.offer"), bought()];
    const brought = (events: CustomerEvent[]): number =>
      measureOutcomes([events], { asOf }).overall.treatment.successes;
    expect([brought(log), brought([...log, calledOff()])]).toEqual([1, 0]);
  });

  it("counts by the item or category that was kept", () => {
    const lines: [string, string][] = [
      ["phone", "electronics"],
      ["strap", "straps"],
    ];
    const offered = { sku: "phone" };
    expect(succeeds("exp.cross_sell", [bought(3, lines)], offered)).toBe(true);
    const back = givenBack(250, ["phone"]);
    expect(succeeds("exp.cross_sell", [bought(3, lines), back], offered)).toBe(false);
    const before = bought(-9, [["strap", "straps"]]);
    expect(succeeds("exp.new_line", [before, bought(3, lines)])).toBe(true);
    expect(succeeds("exp.new_line", [before, bought(3, lines), back])).toBe(false);
  });

  it("counts in its last version only", () => {
    const before = { ...bought(3), id: "again", at: after(-3) } as CustomerEvent;
    const moved = { ...bought(3), id: "moved", at: after(40) } as CustomerEvent;
    expect(succeeds("win.offer", [before, bought(3)])).toBe(true);
    expect(succeeds("win.offer", [bought(3), moved])).toBe(false);
  });

  it("takes a recorded `converted` along when it falls, and another one can follow", () => {
    const [converted] = closeOutcomes([...sent("win.offer"), bought()], { asOf });
    if (converted === undefined) throw new Error("nothing was closed");
    const log = [...sent("win.offer"), bought(), converted, calledOff()];
    const [row] = measureOutcomes([log], { asOf }).tactics;
    expect([row?.answers.converted, row?.credited]).toEqual([0, 0]);
    expect(viewCustomer({ events: log }, { asOf }).contacts[0]?.outcome).toBeUndefined();
    const again = [...log, bought(8)];
    const closed = closeOutcomes(again, { asOf });
    expect(closed.map(({ orderId, outcome }) => [outcome, orderId])).toEqual([["converted", "o8"]]);
    expect(closed[0]?.id).not.toBe(converted.id);
    expect(closeOutcomes([...again, ...closed], { asOf })).toEqual([]);
  });
});
