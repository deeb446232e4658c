import { describe, expect, it } from "vitest";
import { addressCustomer } from "setia/profile";
import {
  explain,
  foldProfile,
  greetCustomer,
  recallConversation,
  sevenFacts,
  summarizePurchases,
  type CustomerEvent,
  type CustomerProfile,
  type CustomerTraits,
} from "setia";

const at = new Date("2026-01-05T05:00:00Z");
const asOf = new Date("2026-02-01T05:00:00Z");
function profileOf(
  traits: CustomerTraits,
  rest: Partial<Extract<CustomerEvent, { type: "customer_identified" }>> = {},
  others: readonly CustomerEvent[] = [],
): CustomerProfile {
  const told: CustomerEvent = {
    ...{ id: "1", type: "customer_identified", customerId: "ani", at, traits },
    ...rest,
  };
  return foldProfile([told, ...others], { asOf });
}

describe("addressCustomer", () => {
  it.each<[CustomerTraits, string | undefined, string | undefined]>([
    [{ name: "Ani Wijaya", honorific: "Ibu" }, "Ms Ani", "Bu Ani"],
    [{ name: "Ani Wijaya", nickname: "Nia", honorific: "Ibu" }, "Ms Nia", "Bu Nia"],
    [{ name: "siti", honorific: "ibu" }, "Ms Siti", "Bu Siti"],
    [{ name: "ANI WIJAYA" }, "Ani", "Kak Ani"],
    [{ name: "PT Maju Jaya Tbk" }, "PT Maju Jaya Tbk", "PT Maju Jaya Tbk"],
    [{ name: "H. Ahmad Fauzi" }, "Ahmad", "Kak Ahmad"],
    [{ name: "dr. Sari" }, "Sari", "Kak Sari"],
    [{ name: "I Made Wijaya", honorific: "Bapak" }, "Mr Made", "Pak Made"],
    [{ name: "Ni Luh Putu Ayu" }, "Luh", "Kak Luh"],
    [{ name: "Wijaya, Ani" }, "Ani", "Kak Ani"],
    [{ name: "A." }, "A.", "Kak A."],
    [{ name: "Budi Santoso, S.Kom", honorific: "Bpk." }, "Mr Budi", "Pak Budi"],
    [{ name: "Ani Wijaya SE MM" }, "Ani", "Kak Ani"],
    [{ name: "Drs. H. Budi, M.Si" }, "Budi", "Kak Budi"],
    [{ name: "Dr. Jane Doe, PhD" }, "Jane", "Kak Jane"],
    [{ name: "Pak Budi" }, "Mr Budi", "Pak Budi"],
    [{ name: "Ny. Wijaya" }, "Mrs Wijaya", "Bu Wijaya"],
    [{ name: "Sdri. Rina Marlina" }, "Rina", "Kak Rina"],
    [{ name: "Muhammad Rizky" }, "Rizky", "Kak Rizky"],
    [{ name: "M. Rizky" }, "Rizky", "Kak Rizky"],
    [{ name: "Muhammad" }, "Muhammad", "Kak Muhammad"],
    [{ name: "Abdul Rahman Hakim" }, "Abdul Rahman", "Kak Abdul Rahman"],
    [{ name: "Mas Agus" }, "Agus", "Mas Agus"],
    [{ name: "Mbak Yuli" }, "Yuli", "Mbak Yuli"],
    [{ name: "Ani", honorific: "constructor" }, "constructor Ani", "constructor Ani"],
    [{ name: "Ana Smith", honorific: "Ms", familyName: "Smith" }, "Ms Smith", "Bu Ana"],
    [{ name: "R. Ng. Ronggowarsito" }, "Ronggowarsito", "Kak Ronggowarsito"],
    [{ name: "St. Aminah" }, "Aminah", "Kak Aminah"],
    [{ name: "Ust. Abdul Somad, Lc." }, "Abdul Somad", "Kak Abdul Somad"],
    [{ name: "Ibu" }, undefined, "Ibu"],
    [{ honorific: "Bpk." }, undefined, "Bapak"],
    [{ name: "   " }, undefined, undefined],
    [{}, undefined, undefined],
  ])("addresses %j", (traits, en, id) => {
    const profile = profileOf(traits);
    expect(addressCustomer(profile, { language: "en" })).toBe(en);
    expect(addressCustomer(profile, { language: "id" })).toBe(id);
  });

  it("takes another neutral form, or none", () => {
    const profile = profileOf({ name: "Ani Wijaya" });
    expect(addressCustomer(profile, { language: "id", neutral: "" })).toBe("Ani");
  });

  it("calls a firm by its whole name, and a person named like one not", () => {
    const firm = profileOf({ name: "Maju Jaya" }, { kind: "firm" });
    expect(addressCustomer(firm, { language: "id" })).toBe("Maju Jaya");
  });
});

describe("greetCustomer", () => {
  it.each<[string, string, string]>([
    ["2026-01-05T00:30:00Z", "Good morning, Ms Ani", "Selamat pagi, Bu Ani"],
    ["2026-01-05T04:00:00Z", "Good morning, Ms Ani", "Selamat siang, Bu Ani"],
    ["2026-01-05T08:00:00Z", "Good afternoon, Ms Ani", "Selamat sore, Bu Ani"],
    ["2026-01-05T11:00:00Z", "Good evening, Ms Ani", "Selamat malam, Bu Ani"],
  ])("at %s", (when, en, id) => {
    const profile = profileOf({ name: "Ani", honorific: "Ibu", timeZone: "Asia/Jakarta" });
    expect(greetCustomer(profile, { language: "en", asOf: new Date(when) })).toBe(en);
    expect(greetCustomer(profile, { language: "id", asOf: new Date(when) })).toBe(id);
  });

  it("is polite to somebody unknown", () => {
    expect(greetCustomer(profileOf({}), { language: "id" })).toBe("Halo Kak");
    expect(greetCustomer(profileOf({}), { language: "en" })).toBe("Hello there");
  });
});

describe("the last talk and the seven facts", () => {
  const talk: CustomerEvent = {
    ...{ id: "2", type: "interaction_logged", customerId: "ani", at, channel: "whatsapp" },
    ...{ direction: "inbound", topic: "sepatu $& lari" },
  };
  const order = { id: "o1", customerId: "ani", placedAt: at, currency: "IDR", total: 1000 };
  const purchases = summarizePurchases([order], { asOf }).summaries[0];
  const feedback: CustomerEvent & { type: "feedback_received" } = {
    ...{ id: "3", type: "feedback_received", customerId: "ani", at, kind: "csat", score: 5 },
  };

  it("can be mentioned", () => {
    const profile = profileOf({}, {}, [talk]);
    expect(recallConversation(profile, { language: "en" })).toBe(
      "Last time we talked about “sepatu $& lari”.",
    );
    expect(recallConversation(profile, { language: "id" })).toBe(
      "Terakhir kali kita membicarakan “sepatu $& lari”.",
    );
    expect(recallConversation(profileOf({}), { language: "id" })).toBe(undefined);
  });

  it("are all known, and fresh", () => {
    const profile = profileOf(
      { name: "Ani", honorific: "Ibu", city: "Solo", email: "ani@toko.co.id" },
      {},
      [talk],
    );
    const all = sevenFacts({ profile, purchases, bought: ["soda"], feedback: [feedback] });
    expect(all).toMatchObject({ completeness: 1, missing: [] });
    expect(all.next).toBe(undefined);
    expect(all.freshness).toBeGreaterThan(0.9);
    expect(all.facts.find(({ fact }) => fact === "conversation")?.freshness).toBeCloseTo(
      0.5 ** (27 / 90),
    );
  });

  it("are named where they are missing, and asked for one by one", () => {
    const nobody = sevenFacts({ profile: profileOf({}) });
    expect(nobody).toMatchObject({ completeness: 0, freshness: 0, next: { topic: "name" } });
    expect(nobody.missing).toHaveLength(7);
    const known = { name: "Ani", honorific: "Ibu", city: "Solo", email: "ani@toko.co.id" };
    const bought = sevenFacts({ profile: profileOf(known), purchases, bought: [] });
    expect(bought.missing).toEqual(["bought", "conversation", "feedback"]);
    expect(bought.next).toMatchObject({ topic: "feedback" });
    const visitor = sevenFacts({ profile: profileOf(known, {}, [talk]) });
    expect(visitor.next).toMatchObject({ topic: "bought" });
    for (const { reason } of [...nobody.facts, ...bought.facts]) {
      expect(explain(reason, "en")).not.toMatch(/[{}_]/u);
      expect(explain(reason, "id")).not.toMatch(/[{}_]/u);
    }
  });
});
