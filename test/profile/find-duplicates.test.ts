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
  type FindDuplicatesOptions,
  type MatchKeys,
} from "setia";
import { type DuplicateCandidate } from "setia/profile";
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
      "years a generation apart, by forms that fill in 1 January",
      { ...EMAIL, name: "Budi Santoso", birthday: "1950-01-01" },
      { ...EMAIL, name: "Budi Santoso", birthday: "1985-01-01" },
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

  it.each([
    ...["Paul Brown / Paula Brown", "Alexander Petrov / Alexandra Petrov", "Yulian / Yuliana"],
    ...[
      "Daniel Garcia / Daniela Garcia",
      "Gabriel Silva / Gabrielle Silva",
      "Paul / Pauline Brown",
    ],
    ...["Fransiskus Sinaga / Fransiska Sinaga", "Wahyu Utomo / Wahyuni Utomo", "Erik / Erika"],
    ...["Andrea Rossi / Andreas Rossi", "Julian Hart / Julia Hart", "Rizky Putra / Rizka Putra"],
    ...["Christian Berg / Christine Berg", "Michael Chen / Michaela Chen", "Maria / Mariana Lubis"],
    ...["Randi Siregar / Rendi Siregar", "Alvin Halim / Elvin Halim", "Ronald Orr / Donald Orr"],
    ...["Dewa Adnyana / Dewi Adnyana", "Putri Ayu / Putri Dewi", "Maria Ana Sari / Maria Eva Sari"],
    ...["Ana Melati Sari / Ana Mawar Sari", "Muhammad Daniel / Siti Daniela", "Hasan / Hasani"],
    ...[
      "John Smith Sr. / John Smith Jr.",
      "John Smith / John Smith, Jr.",
      "Budi II / Budi III Halim",
    ],
    ...["Budi Santoso / Rizky Budi Santoso", "Mr. Brown / Mrs. Brown", "Bpk Santoso / Ibu Santoso"],
    ...["Muhammad / Muhammad Rizky", "Siti Aminah / Siti Fatimah", "Xiaoming Chen / Michael Chen"],
  ])("of a family, %s, are at most for review", (both) => {
    const [one = "", other = ""] = both.split(" / ");
    for (const shared of [EMAIL, PHONE, { ...EMAIL, ...PHONE }]) {
      for (const birthday of [{}, { birthday: "2001-04-12" }]) {
        for (const home of [{}, { addresses: [{ street: "Jl. Melati No. 5" }] }]) {
          const all = { ...shared, ...birthday, ...home };
          const outcome = judge({ ...all, name: one }, { ...all, name: other })?.outcome;
          expect(outcome).not.toBe("merge");
          // Wholly other names on one number are two people's; on an address somebody looks.
          if ("email" in shared) expect(outcome).toBe("review");
        }
      }
    }
  });

  it.each([
    ...["Budi Santoso / Budi Santosso", "Kartini Wijaya / Kartni Wijaya", "Dian Sari / Diann Sari"],
    ...["Bambang Setiawan / Bambang Setiawn", "Yohanes Halim / Johanes Halim"],
    ...["Rizky Pratama / Riski Pratama", "Muhammad Budi Santoso / Budi Santoso"],
    ...["John Smith Jr. / Smith, John, Jr.", "Mr. John Smith / John Smith", "Budi Santoso / Budi"],
    ...["Rina Wijaya / Rina Wijaya Putri", "Sr. Maria Goretti / Sr. Maria Goretti"],
  ])("of one name, %s, are merged", (both) => {
    const [one = "", other = ""] = both.split(" / ");
    for (const shared of [EMAIL, PHONE]) {
      expect(judge({ ...shared, name: one }, { ...shared, name: other })?.outcome).toBe("merge");
    }
  });

  it.each(["Yuli Halim / Yuliana Halim", "Bob Marlin / Robert Marlin", "A. Wijaya / Ani Wijaya"])(
    "with a nickname or initial, %s, are merged only by address and number together",
    (both) => {
      const [one = "", other = ""] = both.split(" / ");
      const outcome = (shared: Told): string | undefined =>
        judge({ ...shared, name: one }, { ...shared, name: other })?.outcome;
      expect(outcome({ ...EMAIL, ...PHONE })).toBe("merge");
      expect([outcome(EMAIL), outcome(PHONE)]).toEqual(["review", "review"]);
    },
  );

  it("of one name whose birthdays lie a generation apart are for review, on one day of the year too", () => {
    const born = (birthday: string): Told => ({ ...EMAIL, name: "Budi Santoso", birthday });
    expect(judge(born("1960-05-14"), born("1990-05-14"))?.outcome).toBe("review");
    expect(judge(born("1988-05-14"), born("1989-05-14"))?.outcome).toBe("merge");
    expect(judge(born("--05-14"), born("1990-05-14"))?.outcome).toBe("merge");
  });

  it("are judged no worse by evidence that agrees", () => {
    const RANK = { never: 0, review: 1, merge: 2 } as const;
    const names = [
      ...["Ani Wijaya", "Ani Santoso", "Budi Santoso", "M. Budi", "Muhammad", "Paul Brown"],
      ...["Paula Brown", "P. Brown", "Xiaoming Chen", "Michael Chen", "Ana Melati Sari Utomo"],
      ...["Ana Kusuma Putri Halim"],
    ];
    const maybe = <Value>(...values: Value[]): fc.Arbitrary<Value | undefined> =>
      fc.constantFrom(undefined, ...values);
    const nik = (value: string): { issuer: string; value: string } => ({ issuer: "nik", value });
    const told = fc.record({
      name: maybe(...names),
      nickname: maybe("Kiki", "Muhammad"),
      email: maybe("ani@toko.co.id", "ani.w@toko.co.id"),
      phone: maybe("0812-8400-5577", "0812-8400-5578"),
      birthday: maybe("1990-04-21", "1990-04-22", "1960-07-21", "2001-01-01"),
      street: maybe("Jl. Melati No. 5"),
      country: maybe("ID", "US"),
      ids: fc.subarray([nik("1"), nik("2"), { issuer: "card", value: "7" }]),
    });
    type Fields = typeof told extends fc.Arbitrary<infer Value> ? Value : never;
    const traitsOf = ({ street, country, ids, ...rest }: Partial<Fields>): Told => ({
      ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
      ...(street === undefined && country === undefined
        ? {}
        : { addresses: [{ ...(street && { street }), ...(country && { country }) }] }),
      ...(ids === undefined || ids.length === 0 ? {} : { identifiers: ids, verified: true }),
    });
    const agreeing = fc.constantFrom<(one: Fields) => Fields>(
      (one) => ({ ...one, email: "same@toko.co.id" }),
      (one) => ({ ...one, phone: "0812-8400-5599" }),
      (one) => ({ ...one, birthday: "1988-05-14" }),
      (one) => ({ ...one, street: "Jl. Mawar No. 10" }),
      (one) => ({ ...one, country: "ID" }),
      (one) => ({ ...one, nickname: "Siti" }),
      (one) => ({ ...one, nickname: "Melati" }),
      (one) => ({ ...one, name: "Kartini Lestari" }),
      (one) => ({ ...one, ids: [...one.ids, nik("3")] }),
      (one) => ({ ...one, ids: [...one.ids, { issuer: "card", value: "9" }] }),
    );
    fc.assert(
      fc.property(told, told, agreeing, (a, b, add) => {
        const [moreA, moreB] = [add(a), add(b)];
        // What stood there is not to be taken away.
        for (const field of ["name", "nickname", "email", "phone", "birthday", "street"] as const) {
          fc.pre(moreA[field] === a[field] || (a[field] === undefined && b[field] === undefined));
        }
        fc.pre(moreA.country === a.country || (a.country === undefined && b.country === undefined));
        const before = judge(traitsOf(a), traitsOf(b))?.outcome ?? "never";
        const after = judge(traitsOf(moreA), traitsOf(moreB))?.outcome ?? "never";
        expect(RANK[after]).toBeGreaterThanOrEqual(RANK[before]);
      }),
      { numRuns: 2000 },
    );
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
  it("merges nobody on a number that more than three persons of unlike names have", () => {
    const named = (names: readonly string[]): MatchKeys[] =>
      names.map((name, at) => keysOf(`c${String(at)}`, { ...PHONE, name }));
    const kartini = ["Kartini Wijaya", "Kartini Wijaya", "Kartini Widjaja"];
    const few = findDuplicates(named([...kartini, "Joko Susilo", "Joko Susilo", "Dewi Lestari"]));
    expect(few.groups).toEqual([
      ["c0", "c1", "c2"],
      ["c3", "c4"],
    ]);
    const many = [...kartini, "Joko Susilo", "Dewi Lestari", "Bambang Pamungkas"];
    const found = findDuplicates(named(many));
    expect(found.groups).toEqual([]);
    expect(new Set(found.candidates.map(({ outcome }) => outcome))).toEqual(new Set(["review"]));
  });

  it.each<[string, Told]>([
    ["name, address, number and birthday", { ...EMAIL, ...PHONE, name: "Melati Kusumaningrum" }],
    ["one name and an address", { ...EMAIL, name: "Melati" }],
    ["one name and a number", { ...PHONE, name: "Melati" }],
  ])("merges a guest of any number of records by %s", (_, told) => {
    for (const records of [2, 3, 4, 10, 61, 400]) {
      const keys = Array.from({ length: records }, (__, at) => keysOf(`g${String(at)}`, told));
      const found = findDuplicates(keys);
      expect(found.groups.map((group) => group.length)).toEqual([records]);
      expect(found.candidates.filter(({ outcome }) => outcome !== "merge")).toEqual([]);
      expect(found.compared).toBeLessThan(records * 30 + 1);
    }
  });

  it("merges a guest whose name was typed in many ways, and no relative of theirs with them", () => {
    const ways = ["Budi Santoso", "SANTOSO BUDI", "Bpk. Budi Santoso", "Budi Santosso", "Budi"];
    const keys = Array.from({ length: 150 }, (_, at) =>
      keysOf(`g${String(at).padStart(3, "0")}`, { ...EMAIL, name: ways[at % ways.length] ?? "" }),
    );
    const sister = keysOf("sister", { ...EMAIL, name: "Budiana Santoso" });
    const found = findDuplicates([...keys, sister]);
    expect(found.groups.map((group) => group.length)).toEqual([150]);
    expect(found.groups[0]).not.toContain("sister");
    expect(found.compared).toBeLessThan(150 * 30);
  });

  it("keeps in large groups too apart who was told apart, and who cannot be one", () => {
    const guests = Array.from({ length: 80 }, (_, at) =>
      keysOf(`g${String(at).padStart(2, "0")}`, {
        ...EMAIL,
        name: "Budi Santoso",
        ...(at % 2 === 0 ? { birthday: "1950-02-03" } : { birthday: "1985-07-09" }),
      }),
    );
    expect(findDuplicates(guests).groups.map((group) => group.length)).toEqual([40, 40]);
    const apart = findDuplicates(guests, { keptApart: [["g00", "g78"]] });
    expect(apart.groups.some((group) => group.includes("g00") && group.includes("g78"))).toBe(
      false,
    );
  });

  it("brings brother and sister together by no third record either", () => {
    const keys = ["Paul Brown", "P. Brown", "Paula Brown"].map((name, at) =>
      keysOf(`c${String(at)}`, { ...EMAIL, ...PHONE, name }),
    );
    for (const group of findDuplicates(keys).groups) {
      expect(group.includes("c0") && group.includes("c2")).toBe(false);
    }
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
