import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  words,
  consentAt,
  explain,
  foldProfile,
  type ConsentPurpose,
  type ConsentStatus,
  type CustomerEvent,
} from "setia";

const day = (number: number): Date => new Date(Date.UTC(2026, 0, number, 5));
const asOf = day(100);

interface Said {
  readonly who?: string;
  readonly at: number;
  readonly status: ConsentStatus;
  readonly purpose?: ConsentPurpose;
  readonly channel?: string;
  readonly contact?: string;
  readonly until?: number;
  readonly undated?: boolean;
}

function events(said: readonly Said[]): CustomerEvent[] {
  return said.map(
    (
      {
        who = "ani",
        at,
        status,
        purpose = "marketing",
        channel = "email",
        contact,
        until,
        undated,
      },
      index,
    ) => ({
      id: `c${String(index)}`,
      type: "consent_changed",
      customerId: who,
      at: day(at),
      purpose,
      channel,
      status,
      proof: { method: "web_form", text: "Saya setuju" },
      ...(contact === undefined ? {} : { contact }),
      ...(until === undefined ? {} : { until: day(until) }),
      ...(undated === undefined ? {} : { undated }),
    }),
  );
}

const ask = { purpose: "marketing", channel: "email", asOf } as const;
const ANI: CustomerEvent = {
  id: "who",
  type: "customer_identified",
  customerId: "ani",
  at: day(1),
  traits: {},
};

describe("consentAt", () => {
  it.each<[string, Said[], Partial<Parameters<typeof consentAt>[1]>, string]>([
    ["no, where nothing was said", [], {}, "unknown"],
    ["service without a word", [], { purpose: "service" }, "not_needed"],
    ["yes, where it was granted", [{ at: 1, status: "granted" }], {}, "granted"],
    ["yes, at that very instant", [{ at: 1, status: "granted" }], { asOf: day(1) }, "granted"],
    ["no, before that", [{ at: 2, status: "granted" }], { asOf: day(1) }, "unknown"],
    ["no, on another channel", [{ at: 1, status: "granted" }], { channel: "sms" }, "unknown"],
    ["no, for another purpose", [{ at: 1, status: "granted" }], { purpose: "research" }, "unknown"],
    [
      "the channel in another spelling",
      [{ at: 1, status: "granted" }],
      { channel: "E-mail" },
      "granted",
    ],
    [
      "withdrawn at once",
      [
        { at: 1, status: "granted" },
        { at: 5, status: "withdrawn" },
      ],
      { asOf: day(5) },
      "withdrawn",
    ],
    [
      "no to both said at one instant",
      [
        { at: 5, status: "withdrawn" },
        { at: 5, status: "granted" },
      ],
      {},
      "withdrawn",
    ],
    [
      "yes, granted anew",
      [
        { at: 1, status: "denied" },
        { at: 5, status: "granted" },
      ],
      {},
      "granted",
    ],
    [
      "no, where another system repeats an old consent after a refusal",
      [
        { at: 1, status: "granted", undated: true },
        { at: 5, status: "withdrawn" },
        { at: 9, status: "granted", undated: true },
      ],
      {},
      "withdrawn",
    ],
    [
      "yes, where it repeats one alone",
      [{ at: 9, status: "granted", undated: true }],
      {},
      "granted",
    ],
    [
      "yes, granted anew with a date after that",
      [
        { at: 5, status: "withdrawn" },
        { at: 9, status: "granted", undated: true },
        { at: 10, status: "granted" },
      ],
      {},
      "granted",
    ],
    [
      "no, where a wider consent came after a narrower refusal",
      [
        { at: 1, status: "withdrawn" },
        { at: 5, status: "granted", channel: "any" },
      ],
      {},
      "withdrawn",
    ],
    [
      "yes, where a narrower consent came after a wider refusal",
      [
        { at: 1, status: "withdrawn", purpose: "any", channel: "any" },
        { at: 5, status: "granted" },
      ],
      {},
      "granted",
    ],
    [
      "no service to those who want nothing at all",
      [{ at: 1, status: "withdrawn", purpose: "any", channel: "any" }],
      { purpose: "service" },
      "withdrawn",
    ],
    ["pending until it is confirmed", [{ at: 1, status: "pending" }], {}, "pending"],
    ["expired after its last instant", [{ at: 1, status: "granted", until: 9 }], {}, "expired"],
    [
      "granted at its last instant",
      [{ at: 1, status: "granted", until: 9 }],
      { asOf: day(9) },
      "granted",
    ],
    [
      "denied still after the end that came with a refusal",
      [
        { at: 1, status: "granted" },
        { at: 5, status: "denied", until: 9 },
      ],
      { asOf: day(10) },
      "denied",
    ],
    [
      "for that address",
      [{ at: 1, status: "granted", contact: "Ani@Toko.co.id" }],
      { contact: "ani@toko.co.id" },
      "granted",
    ],
    [
      "not for an address that is not named",
      [{ at: 1, status: "granted", contact: "a@b.co" }],
      {},
      "unknown",
    ],
    [
      "not for another address",
      [{ at: 1, status: "granted", contact: "ani@toko.co.id" }],
      { contact: "ani@rumah.co.id" },
      "unknown",
    ],
    [
      "no for one address only",
      [
        { at: 1, status: "granted" },
        { at: 2, status: "withdrawn", contact: "ani@toko.co.id" },
      ],
      { contact: "ani@rumah.co.id" },
      "granted",
    ],
    [
      "everything only where everything was granted",
      [{ at: 1, status: "granted" }],
      { purpose: "any" },
      "unknown",
    ],
    [
      "not everything where one purpose was refused",
      [
        { at: 1, status: "granted", purpose: "any" },
        { at: 2, status: "denied" },
      ],
      { purpose: "any" },
      "denied",
    ],
  ])("answers %s", (_, said, question, status) => {
    const profile = foldProfile([ANI, ...events(said)], { asOf });
    const answer = consentAt(profile, { ...ask, ...question });
    expect(answer.status).toBe(status);
    expect(answer.allowed).toBe(status === "granted" || status === "not_needed");
    for (const reason of answer.reasons) {
      for (const language of ["en", "id"] as const) {
        expect(explain(reason, language)).not.toMatch(/[{}]/u);
      }
    }
  });

  it("shows the proof", () => {
    const profile = foldProfile(events([{ at: 1, status: "granted" }]), { asOf });
    const { statement, basis } = consentAt(profile, ask);
    expect(basis).toBe("consent");
    expect(statement).toMatchObject({ eventId: "c0", proof: { text: "Saya setuju" }, at: day(1) });
  });

  it("speaks in both languages", () => {
    const profile = foldProfile(events([{ at: 3, status: "withdrawn", channel: "any" }]), { asOf });
    const [why] = consentAt(profile, ask).reasons;
    if (why === undefined) throw new Error("no reason");
    expect(explain(why, "en")).toBe("Withdrew consent to marketing by e-mail on Jan 3, 2026.");
    expect(explain(why, "id")).toBe("Menarik persetujuan pemasaran lewat email pada 3 Jan 2026.");
  });
});

const MERGED: CustomerEvent = {
  ...{ id: "m", type: "customers_merged", customerId: "ani", at: day(1) },
  ...{ mergedCustomerIds: ["ani2"], by: "staff" },
};
const identified = (customerId: string, email: string): CustomerEvent => ({
  ...{ id: `i-${customerId}`, type: "customer_identified", customerId, at: day(1) },
  traits: { emails: ["both@toko.co.id", email] },
});
const WHO = [identified("ani", "ani@toko.co.id"), identified("ani2", "ani2@toko.co.id")];

describe("consent of merged customers", () => {
  const statusOf = (said: readonly Said[], contact?: string): string =>
    consentAt(foldProfile([...WHO, MERGED, ...events(said)], { asOf }), {
      ...ask,
      ...(contact === undefined ? {} : { contact }),
    }).status;

  it.each<[string, Said[], string | undefined, string]>([
    ["a consent under one id", [{ at: 1, status: "granted" }], undefined, "granted"],
    [
      "a later refusal under the other",
      [
        { at: 1, status: "granted" },
        { at: 2, status: "denied", who: "ani2" },
      ],
      undefined,
      "denied",
    ],
    [
      "a conflict, where the other consented later",
      [
        { at: 1, status: "denied" },
        { at: 2, status: "granted", who: "ani2" },
      ],
      undefined,
      "conflict",
    ],
    [
      "a refusal, where the other's consent is only repeated without a date",
      [
        { at: 1, status: "denied" },
        { at: 2, status: "granted", who: "ani2", undated: true },
      ],
      undefined,
      "denied",
    ],
    [
      "a conflict with what is pending",
      [
        { at: 1, status: "granted" },
        { at: 2, status: "pending", who: "ani2" },
      ],
      undefined,
      "conflict",
    ],
    [
      "the own address of who consented",
      [{ at: 1, status: "granted" }],
      "ani@toko.co.id",
      "granted",
    ],
    ["an address that both have", [{ at: 1, status: "granted" }], "both@toko.co.id", "granted"],
    ["no address of the other id", [{ at: 1, status: "granted" }], "ani2@toko.co.id", "conflict"],
  ])("knows %s", (_, said, contact, status) => {
    expect(statusOf(said, contact)).toBe(status);
  });

  it("never becomes more permissive by a merge", () => {
    const statement: fc.Arbitrary<Said> = fc.record({
      who: fc.constantFrom("ani", "ani2", "ani3"),
      at: fc.integer({ min: 1, max: 8 }),
      status: fc.constantFrom(...words.consentStatuses),
      purpose: fc.constantFrom<ConsentPurpose>("marketing", "service", "any"),
      channel: fc.constantFrom("email", "any"),
    });
    const limited = fc.record({
      said: statement,
      contact: fc.option(fc.constantFrom("ani@toko.co.id", "ani2@toko.co.id", "both@toko.co.id")),
      until: fc.option(fc.integer({ min: 9, max: 14 })),
    });
    let allowed = 0;
    fc.assert(
      fc.property(
        fc.array(limited, { maxLength: 6 }),
        fc.constantFrom(...words.consentPurposes),
        fc.constantFrom("email", "sms", "any"),
        fc.integer({ min: 1, max: 16 }),
        fc.option(fc.constantFrom("ani@toko.co.id", "ani2@toko.co.id", "both@toko.co.id")),
        (drafts, purpose, channel, at, contact) => {
          const said = drafts.map(({ said: draft, contact: only, until }) => ({
            ...draft,
            ...(only === null ? {} : { contact: only }),
            ...(until === null ? {} : { until }),
          }));
          const own = [...WHO, identified("ani3", "ani3@toko.co.id"), ...events(said)];
          const merge = { ...MERGED, mergedCustomerIds: ["ani2", "ani3"] };
          const question = {
            purpose,
            channel,
            asOf: day(at),
            ...(contact === null ? {} : { contact }),
          };
          const merged = consentAt(foldProfile([...own, merge], { asOf }), question);
          if (!merged.allowed) return;
          allowed++;
          const apart = ["ani", "ani2", "ani3"].map((id) => {
            const profile = foldProfile(
              own.filter((event) => event.customerId === id),
              { asOf },
            );
            const owner = profile.contactPoints.some((point) => point.value === contact);
            return { ...consentAt(profile, question), owner };
          });
          // Nobody is against it, somebody allowed it, and for an address somebody who has it did.
          expect(
            apart.every(({ status }) => !["denied", "withdrawn", "pending"].includes(status)),
          ).toBe(true);
          const may = apart.filter((answer) => answer.allowed);
          expect(may.length).toBeGreaterThan(0);
          if (contact !== null) expect(may.some((answer) => answer.owner)).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
    expect(allowed).toBeGreaterThan(50);
  });
});
