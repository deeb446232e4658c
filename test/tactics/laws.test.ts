import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createDecider,
  decide,
  DEFAULT_TACTIC_POLICY,
  describeDecision,
  TACTICS,
  viewCustomer,
  type CustomerEvent,
  type CustomerView,
  type TacticPolicy,
} from "setia";
import { deepFreeze, RUNS } from "../arbitraries";
import { breaches } from "./contact-checker";
import { model, rfm } from "./customers";
import { randomFrom, simulateCustomer, YEAR_BEGINS, YEAR_ENDS } from "./simulated-customers";

/** A customer at some instant of the year, with contacts that were made before. */
const views: fc.Arbitrary<CustomerView> = fc
  .record({
    number: fc.nat(5000),
    seed: fc.nat(),
    at: fc.integer({ min: YEAR_BEGINS, max: YEAR_ENDS }),
    contacts: fc.array(
      fc.record({
        daysAgo: fc.double({ min: 0, max: 60, noNaN: true }),
        tactic: fc.constantFrom(
          "win.checkin",
          "post.second",
          "ret.greet",
          "exp.cross_sell",
          "other",
        ),
        channel: fc.constantFrom("email", "whatsapp", "phone", undefined),
        kind: fc.constantFrom("marketing", "lifecycle", "service"),
        arm: fc.constantFrom("treatment", "treatment", "holdout"),
        delivered: fc.boolean(),
        outcome: fc.constantFrom("ignored", "rejected", "clicked", undefined),
      }),
      { maxLength: 8 },
    ),
    marketing: fc.boolean(),
  })
  .map(({ number, seed, at, contacts, marketing }) => {
    const { customerId, events } = simulateCustomer(number, randomFrom(seed));
    const proof = { method: "web_form" };
    const base = (days: number, id: string): { id: string; customerId: string; at: Date } => ({
      id,
      customerId,
      at: new Date(at - days * 86_400_000),
    });
    const done = contacts.flatMap((one, index): CustomerEvent[] => {
      const { daysAgo, tactic, channel, kind, arm, delivered, outcome } = one;
      const decisionId = `past-${String(index)}`;
      return [
        {
          ...base(daysAgo, decisionId),
          type: "tactic_decided",
          decisionId,
          tactic,
          arm: arm === "holdout" ? "holdout" : "treatment",
          reasons: [],
          class: kind,
          ...(channel === undefined ? {} : { channel }),
        },
        ...(delivered
          ? [{ ...base(daysAgo, `${decisionId}-d`), type: "tactic_delivered", decisionId } as const]
          : []),
        ...(outcome === undefined
          ? []
          : [
              {
                ...base(daysAgo, `${decisionId}-r`),
                type: "tactic_responded",
                decisionId,
                outcome,
              } as const,
            ]),
      ];
    });
    const agreed: CustomerEvent[] = marketing
      ? [
          {
            ...base(0, "agreed"),
            type: "consent_changed",
            purpose: "marketing",
            channel: "any",
            status: "granted",
            proof,
          },
        ]
      : [];
    const log = [...events.filter((event) => event.at.getTime() <= at), ...done, ...agreed];
    const known: CustomerEvent = { ...base(300, "known"), type: "customer_identified", traits: {} };
    return viewCustomer(
      { events: [known, ...log], models: { rfm } },
      { asOf: new Date(at), timeZone: "Asia/Jakarta", currency: "IDR" },
    );
  });

const policies: fc.Arbitrary<TacticPolicy> = fc
  .record({
    perDay: fc.constantFrom(0, 1, 2, null),
    perWeek: fc.constantFrom(1, 2, 3, null),
    emails: fc.constantFrom(0, 1, 2, null),
    reserved: fc.nat(2),
    cooldownDays: fc.constantFrom(0, 7, 30, null),
    afterRejection: fc.constantFrom(0, 90, null),
    complaintRestDays: fc.constantFrom(0, 7, null),
    fatigue: fc.constantFrom(null, DEFAULT_TACTIC_POLICY.fatigue, {
      ignored: 1,
      withinDays: 60,
      restDays: 60,
      sunsetAfter: 1,
    }),
    quietHours: fc.constantFrom(null, DEFAULT_TACTIC_POLICY.quietHours, {
      from: "01:00",
      until: "14:00",
    }),
    holdout: fc.constantFrom(null, DEFAULT_TACTIC_POLICY.holdout, {
      salt: "x",
      all: 0.3,
      perTactic: 0.5,
    }),
    spacing: fc.constantFrom(0, 16, 100),
    disabled: fc.subarray(["win.checkin", "post.second", "acq.complete_profile"]),
  })
  .map(({ perDay, perWeek, emails, reserved, afterRejection, spacing, ...rest }) => ({
    ...DEFAULT_TACTIC_POLICY,
    ...rest,
    cooldownAfterRejectionDays: afterRejection,
    spacingHours: { email: spacing, whatsapp: spacing },
    caps: [
      { atMost: perDay, days: 1 },
      { atMost: perWeek, days: 7, reservedForLifecycle: reserved },
      { channel: "email" as const, atMost: emails, days: 7, reservedForLifecycle: reserved },
    ],
  }));

/** Every way to relax one limit. */
function relaxations(policy: TacticPolicy): TacticPolicy[] {
  return [
    ...policy.caps.map((cap, index) => ({
      ...policy,
      caps: policy.caps.map((other, place) =>
        place === index ? { ...cap, atMost: cap.atMost === null ? null : cap.atMost + 1 } : other,
      ),
    })),
    { ...policy, caps: [] },
    { ...policy, caps: policy.caps.map((cap) => ({ ...cap, atMost: null })) },
    { ...policy, holdout: null },
    { ...policy, cooldownDays: null },
    { ...policy, conversationHours: 1000 },
    { ...policy, caps: policy.caps.map((cap) => ({ ...cap, reservedForLifecycle: 0 })) },
    { ...policy, spacingHours: {} },
    { ...policy, quietHours: null },
    { ...policy, fatigue: null },
    { ...policy, cooldownDays: 0 },
    { ...policy, cooldownAfterRejectionDays: null },
    { ...policy, complaintRestDays: null },
    { ...policy, groupDays: {} },
    { ...policy, disabled: [] },
    { ...policy, minimumWorth: null },
    { ...policy, contactPoints: "assumed" },
  ];
}

describe("laws of decide", () => {
  it("the same view gives the same decision, changes nothing, and the short road leads to the same", () => {
    fc.assert(
      fc.property(views, policies, (view, policy) => {
        const decision = decide(deepFreeze(view), { policy: deepFreeze(policy), model });
        expect(decide(view, { policy, model })).toEqual(decision);
        const short = createDecider({ policy, model }).next(view);
        const { id, customerId, asOf, status } = decision;
        expect(short).toMatchObject({ id, customerId, asOf, status });
        if (decision.status !== "none") {
          expect(short).toMatchObject({ tactic: decision.tactic.id, score: decision.score });
          expect(short.channel).toBe(decision.channel);
        }
        if (decision.status === "defer") expect(short.until).toEqual(decision.until);
      }),
    );
  });

  it("an act passes every gate; a hold-out all but its own", () => {
    fc.assert(
      fc.property(views, policies, (view, policy) => {
        const decision = decide(view, { policy, model });
        if (decision.status === "none") return;
        const chosen = decision.candidates.find(({ tactic }) => tactic === decision.tactic.id);
        const shut = chosen?.gates.filter(({ passed }) => !passed).map(({ gate }) => gate) ?? [];
        if (decision.status === "act") expect(shut).toEqual([]);
        else if (decision.status === "hold_out") expect(shut).toEqual(["holdout"]);
        else {
          expect(shut.filter((gate) => gate === "caps" || gate === "quiet_hours")).not.toEqual([]);
          expect(decision.until.getTime()).toBeGreaterThan(view.asOf.getTime());
        }
      }),
    );
  });

  it("relaxing a limit never turns an act into a none", () => {
    fc.assert(
      fc.property(views, policies, (view, policy) => {
        fc.pre(decide(view, { policy, model }).status === "act");
        for (const relaxed of relaxations(policy)) {
          expect(decide(view, { policy: relaxed, model }).status).not.toBe("none");
        }
      }),
      { numRuns: 25 * RUNS },
    );
  });

  it("counts of what was said the same contacts as the checker, which shares no code with it", () => {
    const talks = fc.uniqueArray(
      fc.record({
        hoursAgo: fc.oneof(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 800 })),
        channel: fc.constantFrom("email", "email", "whatsapp", "phone", "onsite"),
        direction: fc.constantFrom("inbound", "outbound", "outbound"),
        answers: fc.constantFrom({}, {}, {}, { replyTo: "mail" }, { complaintId: "k" }),
      }),
      { selector: ({ hoursAgo }) => hoursAgo, maxLength: 12 },
    );
    const hours = fc.constantFrom(0, 1, 24, 72);
    const zone = "Asia/Jakarta";
    const at = new Date("2026-06-30T05:00:00Z");
    fc.assert(
      fc.property(talks, policies, hours, (said, limits, conversationHours) => {
        const policy = { ...limits, conversationHours };
        const about = (hoursAgo: number, id: string): Omit<CustomerEvent, "type"> => ({
          id,
          customerId: "ani",
          at: new Date(at.getTime() - hoursAgo * 3_600_000),
        });
        const events = [
          { ...about(999, "known"), type: "customer_identified", traits: { email: "ani@toko.id" } },
          ...said.map(({ hoursAgo, answers, ...how }, index) => ({
            ...about(hoursAgo, String(index)),
            type: "interaction_logged",
            ...how,
            ...answers,
          })),
        ] as CustomerEvent[];
        const view = viewCustomer({ events }, { asOf: at, timeZone: zone });
        const { candidates } = decide(view, { policy });
        for (const tactic of ["acq.content", "acq.cart"]) {
          const found = candidates.find((candidate) => candidate.tactic === tactic);
          const channel = found?.channel;
          const deeds = [{ at, tactic, channel, delivered: true }];
          const life = { zone, shopZone: zone, events, deeds, heldOut: [] };
          const breach = breaches(life, TACTICS, policy).some((what) =>
            /: (cap|took a reserved slot|too near)/u.test(what),
          );
          expect(found?.gates.find(({ gate }) => gate === "caps")?.passed).toBe(!breach);
        }
      }),
    );
  });

  it("leaves nothing unfilled, in either language, for any reader", () => {
    fc.assert(
      fc.property(views, policies, (view, policy) => {
        const decision = decide(view, { policy, model });
        for (const language of ["en", "id"] as const) {
          for (const audience of ["staff", "customer", "auditor"] as const) {
            const said = describeDecision(decision, { language, audience, profile: view.profile });
            for (const text of [
              said.title,
              said.message,
              ...said.reasons,
              ...said.details.slice(0, 200),
            ]) {
              expect(text).not.toMatch(/[{}]|NaN|undefined|Infinity|null/u);
            }
          }
        }
      }),
      { numRuns: 8 * RUNS },
    );
  });
});
