import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  consentAt,
  contactPointFor,
  DEFAULT_PROFILE_POLICY,
  foldProfile,
  isSetiaError,
  type CustomerEvent,
  type CustomerTraits,
} from "setia";
import { profileTraits } from "setia/profile";
import { withShuffle } from "../arbitraries";
import { eventOf } from "../events/any-event";

const day = (text: string): Date => new Date(`${text}T05:00:00Z`);
const asOf = day("2026-06-01");
let counter = 0;
function told(
  at: string,
  traits: CustomerTraits,
  rest: Partial<Extract<CustomerEvent, { type: "customer_identified" }>> = {},
): CustomerEvent {
  counter++;
  return {
    id: `t${String(counter)}`,
    type: "customer_identified",
    customerId: "ani",
    at: day(at),
    traits,
    ...rest,
  };
}

describe("foldProfile", () => {
  it("tells of each field where and when it was learned, and whether it is verified", () => {
    const events = [
      told(
        "2026-01-05",
        { name: "Ani Wijaya", birthday: "1990-04-21" },
        { source: "staff", recordedAt: day("2026-01-09"), verified: ["birthday"], id: "first" },
      ),
    ];
    const profile = foldProfile(events, { asOf });
    expect(profile.birthday).toEqual({
      value: "1990-04-21",
      basis: "declared",
      verified: true,
      observedAt: day("2026-01-05"),
      recordedAt: day("2026-01-09"),
      source: "staff",
      eventId: "first",
      customerId: "ani",
    });
    expect(profile.name?.verified).toBe(false);
  });

  it.each<[string, CustomerEvent[], string | undefined]>([
    [
      "the last word",
      [told("2026-01-01", { city: "Bogor" }), told("2026-02-01", { city: "Solo" })],
      "Solo",
    ],
    [
      "a verified value before a later one",
      [
        told("2026-01-01", { city: "Bogor" }, { verified: ["city"] }),
        told("2026-02-01", { city: "Solo" }),
      ],
      "Bogor",
    ],
    [
      "no verified value overwritten by a verified import",
      [
        told("2026-01-01", { city: "Bogor" }, { verified: ["city"], source: "staff" }),
        told("2026-02-01", { city: "Solo" }, { verified: ["city"], source: "rows:old.csv" }),
      ],
      "Bogor",
    ],
    [
      "an import where nothing is verified",
      [
        told("2026-01-01", { city: "Bogor" }),
        told("2026-02-01", { city: "Solo" }, { source: "import" }),
      ],
      "Solo",
    ],
    [
      "no blank",
      [told("2026-01-01", { city: "Bogor" }), told("2026-02-01", { city: " - " })],
      "Bogor",
    ],
    [
      "the main address's city",
      [told("2026-01-01", { addresses: [{ city: "Bogor" }, { city: "Solo" }] })],
      "Bogor",
    ],
    [
      "nothing that was retracted",
      [
        told("2026-01-01", { city: "Bogor" }),
        told("2026-02-01", {}, { retracted: { city: "bogor" } }),
      ],
      undefined,
    ],
    [
      "what was retracted by an import, if it is verified",
      [
        told("2026-01-01", { city: "Bogor" }, { verified: ["city"] }),
        told("2026-02-01", {}, { retracted: { city: "Bogor" }, source: "import" }),
      ],
      "Bogor",
    ],
    [
      "nothing later than asOf",
      [told("2026-01-01", {}), told("2026-07-01", { city: "Solo" })],
      undefined,
    ],
  ])("chooses %s", (_, events, city) => {
    expect(foldProfile(events, { asOf }).city?.value).toBe(city);
  });

  it("tells when an import gave way", () => {
    const events = [
      told("2026-01-01", { phone: "0812 3456 7891" }, { verified: ["phone"] }),
      told("2026-02-01", { phone: "0812 3456 7892" }, { source: "shopify" }),
    ];
    const profile = foldProfile(events, { asOf, country: "ID" });
    expect(profile.reasons).toEqual([
      {
        code: "profile.import_kept_out",
        params: { field: "phone", source: "shopify", day: "2026-02-01" },
      },
    ]);
    expect(profile.contactPoints.map(({ key, main }) => [key, main])).toEqual([
      ["+6281234567891", true],
      ["+6281234567892", false],
    ]);
  });

  it("unites lists, and knows the same value in another spelling", () => {
    const events = [
      told("2026-01-01", { interests: ["Kopi", "teh"], emails: ["Ani@Gmail.com"] }),
      told("2026-02-01", { interests: [" kopi "], email: "a.ni+x@googlemail.com" }),
    ];
    const profile = foldProfile(events, { asOf });
    expect(profile.interests.map(({ value }) => value)).toEqual(["kopi", "teh"]);
    expect(profile.contactPoints.map(({ value, key }) => [value, key])).toEqual([
      ["a.ni+x@googlemail.com", "ani@gmail.com"],
    ]);
  });

  it("takes the last list where the policy says so, but an import's takes nothing verified away", () => {
    const policy = {
      ...DEFAULT_PROFILE_POLICY,
      lists: { ...DEFAULT_PROFILE_POLICY.lists, needs: "latest_list" },
    } as const;
    const needs = (events: CustomerEvent[]): string[] =>
      foldProfile(events, { asOf, policy }).needs.map(({ value }) => value);
    const first = told("2026-01-01", { needs: ["a", "b"] }, { verified: ["needs"] });
    expect(needs([first, told("2026-02-01", { needs: ["c"] })])).toEqual(["c"]);
    const imported = told("2026-02-01", { needs: ["c"] }, { source: "rows" });
    expect(needs([first, imported])).toEqual(["a", "b", "c"]);
  });

  it("refuses a policy that chooses by nothing", () => {
    const values = { ...DEFAULT_PROFILE_POLICY.values, city: "oldest" as "first_known" };
    const fold = (): unknown =>
      foldProfile([told("2026-01-01", {})], {
        asOf,
        policy: { ...DEFAULT_PROFILE_POLICY, values },
      });
    expect(fold).toThrow("policy.values.city");
  });

  it("learns interests from categories bought on two days, and the channel from answers", () => {
    const bought = (id: string, at: string, category: string): CustomerEvent => ({
      ...{ id, type: "order_completed", customerId: "ani", at: day(at), orderId: id },
      ...{ currency: "IDR", total: 1000 },
      lines: [{ sku: id, quantity: 1, unitPrice: 1000, category }],
    });
    const talk = (id: string, at: string, direction: "inbound" | "outbound"): CustomerEvent => ({
      ...{ id, type: "interaction_logged", customerId: "ani", at: new Date(at), direction },
      ...{ channel: "WA", topic: `topic of ${id}` },
    });
    const events = [
      bought("o1", "2026-01-01", "coffee"),
      bought("o2", "2026-02-01", "coffee"),
      bought("o3", "2026-02-01", "gift"),
      talk("m1", "2026-03-01T03:00:00Z", "outbound"),
      talk("m2", "2026-03-01T03:30:00Z", "inbound"),
      talk("m3", "2026-03-05T03:00:00Z", "outbound"),
      talk("m4", "2026-03-05T04:00:00Z", "inbound"),
      talk("m5", "2026-03-15T04:10:00Z", "inbound"),
    ];
    const profile = foldProfile(events, { asOf, timeZone: "Asia/Jakarta" });
    expect(profile.interests.map(({ value, basis }) => [value, basis])).toEqual([
      ["coffee", "observed"],
    ]);
    expect(profile.preferredChannel).toMatchObject({ value: "whatsapp", basis: "observed" });
    expect(profile.communication.channels).toEqual([
      {
        ...{ channel: "whatsapp", inbound: 3, outbound: 2, answered: 2, answerRate: 1 },
        ...{ medianAnswerMinutes: 30, lastInboundAt: new Date("2026-03-15T04:10:00Z") },
      },
    ]);
    expect(profile.communication.usualHours).toEqual({ from: 8, to: 12 });
    expect(profile.lastConversation).toMatchObject({ eventId: "m5", topic: "topic of m5" });
    expect(foldProfile(events, { asOf: new Date("2026-03-02T00:00:00Z") }).preferredChannel).toBe(
      undefined,
    );
  });

  it("gives the contact point of a channel", () => {
    const profile = foldProfile(
      [
        told("2026-01-01", {
          email: "ani@toko.co.id",
          phone: "0812 3456 7891 / 0813 3456 7892",
          handles: [{ network: "Instagram", handle: "@ani" }],
        }),
      ],
      { asOf, country: "ID" },
    );
    expect(contactPointFor(profile, "WhatsApp")?.key).toBe("+6281234567891");
    expect(contactPointFor(profile, "e-mail")?.value).toBe("ani@toko.co.id");
    expect(contactPointFor(profile, "ig")?.value).toBe("@ani");
    expect(contactPointFor(profile, "tiktok")).toBe(undefined);
    expect(profileTraits(profile)).toMatchObject({ phones: ["0813 3456 7892"] });
  });

  it("refuses customers who are not merged, and an empty log", () => {
    const other = { ...told("2026-01-01", {}), customerId: "budi" };
    const code = (events: CustomerEvent[]): unknown => {
      try {
        return foldProfile(events, { asOf });
      } catch (error) {
        return isSetiaError(error) ? error.code : error;
      }
    };
    expect(code([told("2026-01-01", {}), other])).toBe("INVALID_INPUT");
    expect(code([])).toBe("UNKNOWN_CUSTOMER");
  });

  const identified = fc
    .array(
      fc.oneof(
        eventOf("customer_identified"),
        eventOf("consent_changed"),
        eventOf("interaction_logged"),
        eventOf("order_completed"),
      ),
      { minLength: 1, maxLength: 12 },
    )
    .map((events) =>
      events.map((event, index) => ({
        ...event,
        id: `e${String(index)}`,
        customerId: "ani",
      })),
    );

  it("does not depend on the order in which events arrive", () => {
    fc.assert(
      fc.property(withShuffle(identified), ([given, shuffled]) => {
        const end = new Date("9999-12-31T23:59:59.999Z");
        const profile = foldProfile(given, { asOf: end });
        expect(foldProfile(shuffled, { asOf: end })).toEqual(profile);
        expect(
          consentAt(profile, { purpose: "marketing", channel: "email", asOf: end }),
        ).toBeTruthy();
      }),
    );
  });
});
