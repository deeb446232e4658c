import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  explain,
  findDuplicates,
  foldProfile,
  isSetiaError,
  matchKeys,
  type CustomerEvent,
  type CustomerTraits,
  type DuplicateCandidate,
  type FindDuplicatesOptions,
  type MatchKeys,
} from "setia";
import { withShuffle } from "../arbitraries";

const at = new Date("2026-01-05");
const asOf = new Date("2026-06-01");
type Told = CustomerTraits & { verified?: boolean; kind?: "person" | "firm" };

function keysOf(customerId: string, { verified, kind, ...traits }: Told): MatchKeys {
  const event: CustomerEvent = {
    ...{ id: customerId, type: "customer_identified", customerId, at, traits },
    ...(verified === true ? { verified: ["identifiers"] } : {}),
    ...(kind === undefined ? {} : { kind }),
  };
  return matchKeys(foldProfile([event], { asOf }));
}

function judge(
  a: Told,
  b: Told,
  options: FindDuplicatesOptions = {},
): DuplicateCandidate | undefined {
  return findDuplicates([keysOf("a", a), keysOf("b", b)], options).candidates[0];
}

const EMAIL = { email: "ani.w@toko.co.id" };
const PHONE = { phone: "0812-8400-5577" };
const CARD = { identifiers: [{ issuer: "loyalty_card", value: "77-1" }], verified: true };
const NIK = (value: string): Told => ({ identifiers: [{ issuer: "nik", value }], verified: true });

describe("two customers", () => {
  it.each<[string, Told, Told, string | undefined]>([
    [
      "one address, one name",
      { ...EMAIL, name: "Ani Wijaya" },
      { ...EMAIL, name: "ani wijaya" },
      "merge",
    ],
    [
      "the address in another writing",
      { email: "Ani.W@Gmail.com", name: "Ani W." },
      { email: "aniw+x@gmail.com", name: "Ani W." },
      "merge",
    ],
    [
      "one number, names the other way round",
      { ...PHONE, name: "Budi Santoso" },
      { ...PHONE, name: "Santoso Budi" },
      "merge",
    ],
    [
      "old spelling",
      { ...PHONE, name: "Soeharto Widjaja" },
      { ...PHONE, name: "Suharto Wijaya" },
      "merge",
    ],
    [
      "titles and degrees",
      { ...PHONE, name: "Bpk. Drs. H. Budi Santoso, M.Si." },
      { ...PHONE, name: "Budi Santoso" },
      "merge",
    ],
    [
      "Muhammad in short",
      { ...PHONE, name: "M. Rizky Pratama" },
      { ...PHONE, name: "Muhammad Rizki Pratama" },
      "merge",
    ],
    [
      "a name in two words or one",
      { ...PHONE, name: "Nur Hayati" },
      { ...PHONE, name: "Nurhayati" },
      "merge",
    ],
    [
      "a slip of the pen",
      { ...EMAIL, name: "Bambang Setiawan" },
      { ...EMAIL, name: "Bambng Setiawan" },
      "merge",
    ],
    [
      "the first name only",
      { ...PHONE, name: "Kartini" },
      { ...PHONE, name: "Kartini Wijaya" },
      "merge",
    ],
    ["the same verified card", { ...CARD, name: "Ani" }, { ...CARD, name: "Ani Wijaya" }, "merge"],
    [
      "another last name after the wedding",
      { ...EMAIL, name: "Ani Wijaya", birthday: "1990-04-21" },
      { ...EMAIL, name: "Ani Santoso", birthday: "1990-04-21" },
      "merge",
    ],

    [
      "a card in two hands",
      { ...CARD, name: "Ani Wijaya" },
      { ...CARD, name: "Joko Susilo" },
      "review",
    ],
    ["a number and no name", { ...PHONE, name: "Ani Wijaya" }, PHONE, "review"],
    ["an initial", { ...PHONE, name: "A. Wijaya" }, { ...PHONE, name: "Ani Wijaya" }, "review"],
    [
      "the family name only",
      { ...PHONE, name: "Ibu Wijaya" },
      { ...PHONE, name: "Ani Wijaya" },
      "review",
    ],
    [
      "a short form",
      { ...PHONE, name: "Yuli Wijaya" },
      { ...PHONE, name: "Yuliana Wijaya" },
      "review",
    ],
    [
      "birthdays that contradict",
      { ...PHONE, name: "Budi Santoso", birthday: "1950-02-03" },
      { ...PHONE, name: "Budi Santoso", birthday: "1985-07-09" },
      "review",
    ],
    [
      "only Muhammad in common",
      { ...PHONE, name: "Muhammad" },
      { ...PHONE, name: "Muhammad Rizky" },
      "review",
    ],
    [
      "name and birthday alone",
      { name: "Kartini Wijaya", birthday: "1990-04-21" },
      { name: "Kartini Widjaja", birthday: "1990-04-21" },
      "review",
    ],
    [
      "name and street alone",
      { name: "Kartini Wijaya", addresses: [{ street: "Jl. Melati No. 5" }] },
      { name: "Kartini Wijaya", addresses: [{ street: "Jalan Melati 05" }] },
      "review",
    ],
    [
      "a slip in the number",
      { name: "Kartini Wijaya", ...PHONE },
      { name: "Kartini Wijaya", phone: "0812-8400-5587" },
      "review",
    ],

    [
      "brother and sister on one number",
      { ...PHONE, name: "Rina Wijaya" },
      { ...PHONE, name: "Rudi Wijaya" },
      "never",
    ],
    [
      "sisters of like names",
      { ...PHONE, name: "Rina Wijaya" },
      { ...PHONE, name: "Rini Wijaya" },
      "never",
    ],
    ["Ani and Ami", { ...PHONE, name: "Ani Wijaya" }, { ...PHONE, name: "Ami Wijaya" }, "never"],
    [
      "twins",
      { ...PHONE, name: "Hasan Basri", birthday: "1990-04-21" },
      { ...PHONE, name: "Husein Basri", birthday: "1990-04-21" },
      "never",
    ],
    ["Siti and Sri", { ...PHONE, name: "Siti Utomo" }, { ...PHONE, name: "Sri Utomo" }, "never"],
    [
      "a recycled number",
      { ...PHONE, name: "Joko Susilo" },
      { ...PHONE, name: "Dewi Lestari" },
      "never",
    ],
    [
      "a person and a firm",
      { ...PHONE, name: "Maju Jaya", kind: "person" },
      { ...PHONE, name: "Maju Jaya", kind: "firm" },
      "never",
    ],
    [
      "two verified national ids",
      { ...EMAIL, ...NIK("317101"), name: "Ani" },
      { ...EMAIL, ...NIK("317102"), name: "Ani" },
      "never",
    ],

    ["a name alone", { name: "Kartini Wijaya" }, { name: "Kartini Wijaya" }, undefined],
    [
      "a placeholder",
      { email: "test@test.com", name: "Ani" },
      { email: "test@test.com", name: "Ani" },
      undefined,
    ],
    [
      "a number of nines",
      { phone: "099999999999", name: "Ani" },
      { phone: "099999999999", name: "Ani" },
      undefined,
    ],
    [
      "an unverified card",
      { ...CARD, verified: false, name: "Ani" },
      { ...CARD, verified: false, name: "Ani" },
      undefined,
    ],
  ])("with %s", (_, a, b, outcome) => {
    const verdict = judge(a, b);
    expect(verdict?.outcome).toBe(outcome);
    // The other way round it is the same.
    const [first, second] = [judge(b, a), verdict];
    expect([first?.outcome, first?.score, first?.reasons]).toEqual([
      second?.outcome,
      second?.score,
      second?.reasons,
    ]);
    for (const reason of verdict?.reasons ?? []) {
      expect(explain(reason, "en")).not.toMatch(/ani|wijaya|0812|toko\.co/iu);
      expect(explain(reason, "id")).not.toMatch(/[{}]/u);
    }
  });

  it("that somebody has told apart are never merged", () => {
    const [a, b] = [
      { ...EMAIL, name: "Ani" },
      { ...EMAIL, name: "Ani" },
    ];
    expect(judge(a, b)?.outcome).toBe("merge");
    expect(judge(a, b, { keptApart: [["b", "a"]] })?.outcome).toBe("never");
  });
});

describe("a base", () => {
  it("merges nobody on a number that more than three have", () => {
    const crowd = ["a", "b", "c"].map((id) => keysOf(id, { ...PHONE, name: "Kartini Wijaya" }));
    expect(findDuplicates(crowd).groups).toEqual([["a", "b", "c"]]);
    const more = [...crowd, keysOf("d", { ...PHONE, name: "Joko Susilo" })];
    const found = findDuplicates(more);
    expect(found.groups).toEqual([]);
    expect(new Set(found.candidates.map(({ outcome }) => outcome))).toEqual(new Set(["review"]));
  });

  it("takes a group apart that would hold two who must not be merged", () => {
    const father = { name: "Budi Santoso", email: "budi@kantor.co.id", birthday: "1950-02-03" };
    const son = { name: "Budi Santoso", ...PHONE, birthday: "1985-07-09" };
    const between = { name: "Budi Santoso", email: "budi@kantor.co.id", ...PHONE };
    const found = findDuplicates([
      keysOf("father", { ...father, ...NIK("1") }),
      keysOf("son", { ...son, ...NIK("2") }),
      keysOf("x", between),
    ]);
    expect(found.groups).toHaveLength(1);
    expect(found.groups[0]).toHaveLength(2);
    expect(found.candidates.filter(({ outcome }) => outcome === "merge")).toHaveLength(1);
    expect(found.candidates.find(({ outcome }) => outcome === "review")?.reasons.at(-1)?.code).toBe(
      "match.chain",
    );
  });

  it("refuses a customer who comes twice, and a policy that merges anybody", () => {
    const one = keysOf("a", {});
    const code = (work: () => unknown): unknown => {
      try {
        return work();
      } catch (error) {
        return isSetiaError(error) ? error.code : error;
      }
    };
    expect(code(() => findDuplicates([one, one]))).toBe("INVALID_INPUT");
    expect(findDuplicates([])).toMatchObject({ candidates: [], groups: [], customers: 0 });
  });

  const told = fc.array(
    fc.record({
      name: fc.constantFrom(
        "Ani Wijaya",
        "Ani",
        "Budi Santoso",
        "Santoso Budi",
        "M. Budi",
        "Rini",
        "Rina W",
        "",
      ),
      email: fc.constantFrom("a@toko.co.id", "b@toko.co.id", "-"),
      phone: fc.constantFrom("0812-8400-5577", "0812-8400-5578", "0"),
      birthday: fc.constantFrom("1990-04-21", "1991-05-22"),
    }),
    { maxLength: 8 },
  );

  it("gives the same answer in whatever order it comes, and no group holds two who are never one", () => {
    const bases = told.map((all) => all.map((one, index) => keysOf(`c${String(index)}`, one)));
    fc.assert(
      fc.property(withShuffle(bases), ([given, shuffled]) => {
        const found = findDuplicates(given);
        expect(findDuplicates(shuffled)).toEqual(found);
        const never = found.candidates.filter(({ outcome }) => outcome === "never");
        for (const group of found.groups) {
          for (const { customerIds } of never) {
            expect(customerIds.every((id) => group.includes(id))).toBe(false);
          }
        }
        for (const { customerIds, outcome } of found.candidates) {
          const together = found.groups.some((group) =>
            customerIds.every((id) => group.includes(id)),
          );
          if (outcome === "merge") expect(together).toBe(true);
        }
      }),
    );
  });
});
