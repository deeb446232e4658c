import { describe, expect, it } from "vitest";
import {
  consentAt,
  contactPointFor,
  findDuplicates,
  foldProfile,
  isSetiaError,
  matchKeys,
  sevenFacts,
  type CustomerEvent,
  type CustomerProfile,
  type CustomerTraits,
  type FoldProfileOptions,
} from "setia";
import { profileTraits } from "setia/profile";
import { internationalPhone } from "setia/phone";

const asOf = new Date("2026-06-01");
const US = "(510) 867-5432";
const HOME = { city: "Oakland", country: "US" };
const SOLO = { city: "Solo", country: "ID" };

function told(day: string, traits: CustomerTraits, retracted?: CustomerTraits): CustomerEvent {
  return {
    ...{ id: `${day} ${JSON.stringify(traits)}`, type: "customer_identified", customerId: "amy" },
    ...{ at: new Date(day), traits },
    ...(retracted === undefined ? {} : { retracted }),
  };
}

function profileOf(
  events: readonly CustomerEvent[],
  options: Omit<FoldProfileOptions, "asOf"> = {},
): CustomerProfile {
  return foldProfile(events, { asOf, ...options });
}

describe.each([
  ["plain rules", {}],
  ["setia/phone", { normalizePhone: internationalPhone }],
])("a phone number without its country, by %s", (_, how) => {
  const reached = (
    events: readonly CustomerEvent[],
    country?: string,
  ): readonly (string | undefined)[] => {
    const profile = profileOf(events, { ...how, ...(country === undefined ? {} : { country }) });
    return ["sms", "whatsapp", "phone"].map((channel) => contactPointFor(profile, channel)?.key);
  };
  const all = (key: string | undefined): (string | undefined)[] => [key, key, key];

  it("stays local and reaches nobody, and is kept and told", () => {
    const events = [told("2026-01-05", { phone: US })];
    expect(reached(events)).toEqual(all(undefined));
    const profile = profileOf(events, how);
    expect(profile.contactPoints).toMatchObject([{ value: US, key: "5108675432", local: true }]);
    expect(profile.reasons).toEqual([{ code: "profile.local_number", params: { value: US } }]);
    expect(profileTraits(profile).phone).toBe(US);
    // It is no way to reach them, so a way is still asked for.
    const named = [told("2026-01-05", { name: "Amy Poole", honorific: "Ms", phone: US })];
    expect(sevenFacts({ profile: profileOf(named, how) }).next?.topic).toBe("contact");
  });

  it("is of the country of the customer's own address before the shop's", () => {
    const events = [told("2026-01-05", { phone: US, addresses: [HOME] })];
    expect(reached(events)).toEqual(all("+15108675432"));
    expect(reached(events, "ID")).toEqual(all("+15108675432"));
    const apart = [told("2026-01-05", { phone: US }), told("2026-02-05", { addresses: [HOME] })];
    expect(reached(apart, "ID")).toEqual(all("+15108675432"));
    const before = [told("2026-01-05", { addresses: [HOME] }), told("2026-02-05", { phone: US })];
    expect(reached(before, "ID")).toEqual(all("+15108675432"));
  });

  it("is of the shop's country only where the shop says so and no address tells", () => {
    const events = [told("2026-01-05", { phone: "0812-8400-5577", addresses: [{ city: "Solo" }] })];
    expect(reached(events)).toEqual(all(undefined));
    expect(reached(events, "ID")).toEqual(all("+6281284005577"));
  });

  it.each(["Indonesia", "USA or so", "ZZ"])("is nobody's where the address says %j", (country) => {
    const events = [told("2026-01-05", { phone: "0812-8400-5577", addresses: [{ country }] })];
    expect(reached(events, "ID")).toEqual(all(undefined));
  });

  it.each(["-", "unknown", "XX"])("is the shop's where the address says %j", (country) => {
    const addresses = [{ city: "Solo", country }];
    expect(reached([told("2026-01-05", { phone: "0812-8400-5577", addresses })], "ID")).toEqual(
      all("+6281284005577"),
    );
  });

  it("is read in lower case too", () => {
    const events = [told("2026-01-05", { phone: US, addresses: [{ country: "us" }] })];
    expect(reached(events, "ID")).toEqual(all("+15108675432"));
  });

  it("is nobody's where addresses told together lie in several countries", () => {
    const events = [told("2026-01-05", { phone: US, addresses: [HOME, SOLO] })];
    expect(reached(events, "US")).toEqual(all(undefined));
    const one = [told("2026-01-05", { phone: US, addresses: [HOME, { city: "Fremont" }, HOME] })];
    expect(reached(one)).toEqual(all("+15108675432"));
  });

  it("keeps the country in which it was told when the customer moves", () => {
    const moved = [
      told("2026-01-05", { phone: US, addresses: [HOME] }),
      told("2026-03-05", { addresses: [SOLO] }),
    ];
    expect(reached(moved)).toEqual(all("+15108675432"));
    const after = [...moved, told("2026-04-05", { phone: "0812-8400-5577" })];
    expect(profileOf(after, how).contactPoints.map(({ key }) => key)).toEqual([
      "+6281284005577",
      "+15108675432",
    ]);
    // Typed as before it is the same number, wherever they live now.
    expect(profileOf([...moved, told("2026-05-05", {}, { phone: US })], how).contactPoints).toEqual(
      [],
    );
  });

  it("is not of the country of an address that was taken back", () => {
    const events = [
      told("2026-01-05", { phone: "0812-8400-5577", addresses: [HOME] }),
      told("2026-01-06", { addresses: [SOLO] }, { addresses: [HOME] }),
    ];
    expect(reached(events)).toEqual(all("+6281284005577"));
  });

  it("gives way to one with its country", () => {
    const events = [
      told("2026-01-05", { phone: "+62 812-8400-5577" }),
      told("2026-03-05", { phone: US }),
    ];
    expect(reached(events)).toEqual(all("+6281284005577"));
  });

  it("is no other country's number, and its like is the same number", () => {
    const keysOf = (customerId: string, traits: CustomerTraits): ReturnType<typeof matchKeys> =>
      matchKeys(profileOf([{ ...told("2026-01-05", traits), customerId }], how));
    const name = "Amy Poole";
    const local = { name, phone: "0812-8400-5577" };
    const outcome = (a: CustomerTraits, b: CustomerTraits): string | undefined =>
      findDuplicates([keysOf("a", a), keysOf("b", b)]).candidates[0]?.outcome;
    expect(outcome(local, { name, phone: "+62 812-8400-5577" })).toBe(undefined);
    expect(outcome({ ...local, addresses: [SOLO] }, local)).toBe(undefined);
    expect(
      outcome({ ...local, addresses: [{ country: "DE" }] }, { ...local, addresses: [HOME] }),
    ).toBe(undefined);
    expect(outcome(local, { name, phone: "081284005577" })).toBe("merge");
    const close = outcome(local, { name, phone: "+081284005577" });
    expect(close).not.toBe("merge");
  });
});

describe("a consent for a number", () => {
  it.each(["0812 8400 5577", "62 812-8400-5577", "+62 812-8400-5577"])(
    "is for the customer's own, written as %j",
    (contact) => {
      const said: CustomerEvent = {
        ...{ id: "no", type: "consent_changed", customerId: "amy", at: new Date("2026-02-01") },
        ...{ purpose: "marketing", channel: "sms", status: "withdrawn", contact },
        proof: { method: "web_form" },
      };
      for (const [phone, country] of [
        ["0812-8400-5577", undefined],
        ["0812-8400-5577", "ID"],
        ["+6281284005577", undefined],
      ] as const) {
        const profile = profileOf([told("2026-01-05", { phone }), said], {
          ...(country === undefined ? {} : { country }),
        });
        const ask = { purpose: "marketing", channel: "sms", asOf, contact: phone } as const;
        expect(consentAt(profile, ask).status).toBe("withdrawn");
      }
    },
  );

  it("is not for the like digits of another country", () => {
    const said: CustomerEvent = {
      ...{ id: "no", type: "consent_changed", customerId: "amy", at: new Date("2026-02-01") },
      ...{ purpose: "marketing", channel: "sms", status: "granted", contact: "+1 812 840 05577" },
      proof: { method: "web_form" },
    };
    const profile = profileOf([told("2026-01-05", { phone: "0812-8400-5577" }), said], {
      country: "ID",
    });
    const ask = { purpose: "marketing", channel: "sms", asOf, contact: "0812-8400-5577" };
    expect(consentAt(profile, { ...ask, purpose: "marketing" }).allowed).toBe(false);
  });
});

describe("the country of the shop", () => {
  it("is a code, or refused", () => {
    const fold = (country: string): unknown => {
      try {
        return profileOf([told("2026-01-05", { phone: "0812-8400-5577" })], { country })
          .contactPoints[0]?.key;
      } catch (error) {
        return isSetiaError(error) ? error.code : error;
      }
    };
    expect(fold("id")).toBe("+6281284005577");
    expect(fold("Indonesia")).toBe("INVALID_OPTION");
    expect(fold("")).toBe("INVALID_OPTION");
  });
});
