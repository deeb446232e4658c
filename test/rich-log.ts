/** Random logs in which everything happens that the loyalty loop and satisfaction listen to. */
import fc from "fast-check";
import { words, type CustomerEvent } from "setia";
import { instants } from "./arbitraries";

const DAY = 86_400_000;
const STAGE_NAMES = [
  "prospect",
  "engaged",
  "first_time",
  "repeat",
  "loyal",
  "advocate",
  "nonsense",
];
const ACTIVITY_NAMES = ["active", "overdue", "lapsed", "lost", "nonsense"];
const SCALE = { csat: [1, 5], nps: [0, 10], ces: [1, 7], review: [1, 5] } as const;

const KINDS = [
  "order",
  "order",
  "order",
  "order",
  "order",
  "refund",
  "cancel",
  "inbound",
  "outbound",
  "intent",
  "feedback",
  "feedback",
  "resolved",
  "delivered",
  "referral",
  "converted",
  "competitor",
  "consent",
  "override",
  "identified",
  "responded",
] as const;

interface Draft {
  readonly at: Date;
  readonly late: number;
  readonly kind: (typeof KINDS)[number];
  readonly number: number;
  readonly amount: number;
  readonly part: number;
}

const drafts: fc.Arbitrary<Draft> = fc.record({
  at: instants,
  // Most facts are learned at once, some days or months later.
  late: fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.nat(90 * DAY) },
  ),
  kind: fc.constantFrom(...KINDS),
  number: fc.integer({ min: 1, max: 9 }),
  amount: fc.integer({ min: 1, max: 3000 }),
  part: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
});

/** One event of one customer, made of a draft. */
function eventOf(draft: Draft, id: string, customerId: string): CustomerEvent {
  const { at, late, kind, number, amount, part } = draft;
  const recordedAt = late === 0 ? {} : { recordedAt: new Date(at.getTime() + late) };
  const base = { id, customerId, at, ...recordedAt };
  const name = String(number);
  const orderId = `o${name}-${customerId}`;
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(part * items.length)];
    if (item === undefined) throw new RangeError("nothing to pick from");
    return item;
  };
  switch (kind) {
    case "order":
      return { ...base, type: "order_completed", orderId, currency: "IDR", total: amount };
    case "refund":
      return { ...base, type: "order_refunded", orderId, amount };
    case "cancel":
      return { ...base, type: "order_cancelled", orderId };
    case "inbound":
    case "outbound":
      return { ...base, type: "interaction_logged", channel: "whatsapp", direction: kind };
    case "intent":
      return { ...base, type: "intent_shown", signal: pick(words.intentSignals) };
    case "feedback": {
      const feedback = pick(words.feedbackKinds);
      const said = { public: number % 2 === 0, sentiment: pick(words.sentiments) };
      if (feedback === "complaint") {
        return { ...base, type: "feedback_received", kind: feedback, complaintId: `k${name}` };
      }
      if (feedback === "suggestion") {
        return { ...base, type: "feedback_received", kind: feedback, ...said };
      }
      const [least, most] = SCALE[feedback];
      const score = least + (amount % (most - least + 1));
      return { ...base, type: "feedback_received", kind: feedback, score, ...said };
    }
    case "resolved":
      return { ...base, type: "complaint_resolved", complaintId: `k${name}` };
    case "delivered":
      return {
        ...base,
        type: "order_delivered",
        orderId,
        promisedAt: new Date(at.getTime() + (part - 0.5) * 10 * DAY),
      };
    case "referral":
      return { ...base, type: "referral_made", referredCustomerId: `friend ${name}` };
    case "converted":
      return { ...base, type: "referral_converted", referredCustomerId: `friend ${name}` };
    case "competitor":
      return {
        ...base,
        type: "competitor_offer",
        offerId: `c${name}`,
        response: pick(["declined", "accepted", "unknown"] as const),
      };
    case "consent":
      return {
        ...base,
        type: "consent_changed",
        purpose: "marketing",
        channel: "email",
        status: pick(["granted", "denied"] as const),
        proof: { method: "web_form" },
      };
    case "override":
      return {
        ...base,
        type: "stage_overridden",
        by: "Budi",
        reason: "knows them",
        ...(number % 3 === 0 ? {} : { stage: pick(STAGE_NAMES) }),
        ...(number % 4 === 0 ? { activity: pick(ACTIVITY_NAMES) } : {}),
        ...(amount % 2 === 0 ? {} : { until: new Date(at.getTime() + amount * 3_600_000) }),
      };
    case "identified":
      return { ...base, type: "customer_identified", traits: { name: `Ani ${name}` } };
    case "responded":
      return { ...base, type: "tactic_responded", decisionId: `d${name}`, outcome: "accepted" };
  }
}

/** The log of one customer in which anything can happen, some of it learned late. */
export const richLog: fc.Arbitrary<CustomerEvent[]> = fc
  .array(drafts, { minLength: 1, maxLength: 30 })
  .map((all) => all.map((draft, index) => eventOf(draft, `e${String(index)}`, "ani")));

/** What belongs to two customers who turned out to be one, and maybe after all not. */
export interface MergedLogs {
  /** All events. */
  readonly events: CustomerEvent[];
  /** The merge, of "budi" into "ani". */
  readonly merge: CustomerEvent;
  /** Its undoing, if there is one, later than the merge. */
  readonly split: CustomerEvent | undefined;
}

/** The logs of two customers with a merge and maybe a split. */
export const mergedLogs: fc.Arbitrary<MergedLogs> = fc
  .record({
    of: fc.tuple(
      fc.array(drafts, { minLength: 1, maxLength: 15 }),
      fc.array(drafts, { maxLength: 15 }),
    ),
    mergedAt: instants,
    splitAfter: fc.option(fc.integer({ min: 1, max: 300 * DAY })),
  })
  .map(({ of: [ani, budi], mergedAt, splitAfter }) => {
    const merge: CustomerEvent = {
      id: "merge",
      customerId: "ani",
      at: mergedAt,
      type: "customers_merged",
      mergedCustomerIds: ["budi"],
      by: "rule",
    };
    const split: CustomerEvent | undefined =
      splitAfter === null
        ? undefined
        : {
            id: "split",
            customerId: "ani",
            at: new Date(mergedAt.getTime() + splitAfter),
            type: "customers_split",
            mergeId: "merge",
            by: "Budi",
          };
    const events = [
      ...ani.map((draft, index) => eventOf(draft, `a${String(index)}`, "ani")),
      ...budi.map((draft, index) => eventOf(draft, `b${String(index)}`, "budi")),
      merge,
      ...(split === undefined ? [] : [split]),
    ];
    return { events, merge, split };
  });

/** When an event was learned. */
export function learnedAt(event: CustomerEvent): Date {
  return event.recordedAt ?? event.at;
}
