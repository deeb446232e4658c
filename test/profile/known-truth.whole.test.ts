import { describe, expect, it } from "vitest";
import { findDuplicates, foldProfile, matchKeys } from "setia";
import { makePeople } from "./people";

const asOf = new Date("2026-06-01");

describe("a base with a known truth", () => {
  const customers = process.env["SETIA_FULL"] === "1" ? 200_000 : 20_000;

  it(`of ${String(customers)} is merged with precision 0.999, and found with recall 0.95`, () => {
    const { events, personOf } = makePeople(customers, 7);
    expect(events).toHaveLength(customers);
    const places = new Map(events.map(({ customerId }, place) => [customerId, place]));
    const personAt = (id: string): number => personOf[places.get(id) ?? -1] ?? -1;
    const isTrue = ([a, b]: readonly [string, string]): boolean => personAt(a) === personAt(b);
    const records = new Map<number, number>();
    for (const person of personOf) records.set(person, (records.get(person) ?? 0) + 1);
    const truth = [...records.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
    expect(truth).toBeGreaterThan(customers * 0.08);

    const found = findDuplicates(
      events.map((event) => matchKeys(foldProfile([event], { asOf, country: "ID" }))),
    );
    const of = (outcome: string): (readonly [string, string])[] =>
      found.candidates.filter((one) => one.outcome === outcome).map((one) => one.customerIds);
    const merges = of("merge");
    const precision = merges.filter(isTrue).length / merges.length;
    const right = [...merges, ...of("review")].filter(isTrue).length;
    expect(precision).toBeGreaterThanOrEqual(0.999);
    expect(right / truth).toBeGreaterThanOrEqual(0.95);
    // What a person has to look at stays less than twice what is there to be found.
    expect(of("review").length).toBeLessThan(truth);
    // Groups merge no more than their pairs do.
    const grouped = found.groups.flatMap((group) =>
      group.flatMap((a, at) => group.slice(at + 1).map((b) => [a, b] as const)),
    );
    expect(grouped.filter(isTrue).length / grouped.length).toBeGreaterThanOrEqual(0.999);
    // Few pairs are compared at all.
    expect(found.compared).toBeLessThan(customers * 3);
  });
});
