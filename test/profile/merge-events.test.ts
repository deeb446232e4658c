import { describe, expect, it } from "vitest";
import {
  checkEvents,
  findDuplicates,
  foldProfile,
  matchKeys,
  mergeEvents,
  type CustomerEvent,
  type CustomersSplit,
  type DuplicateSearch,
} from "setia";
import { keptApart, mergedCustomers } from "setia/profile";

const at = new Date("2026-01-05");
const asOf = new Date("2026-06-01");
const told = (customerId: string, name: string): CustomerEvent => ({
  ...{ id: customerId, type: "customer_identified", customerId, at },
  traits: { name, email: "kartini@toko.co.id" },
});
const events = [
  told("b", "Kartini Wijaya"),
  told("a", "Kartini"),
  told("c", "R.A. Kartini Widjaja"),
];
const search = (apart: Iterable<readonly [string, string]> = []): DuplicateSearch =>
  findDuplicates(
    events.map((event) => matchKeys(foldProfile([event], { asOf }))),
    { keptApart: apart },
  );

describe("mergeEvents", () => {
  it("makes one event for each group, with the reasons, that can be recorded", () => {
    const merges = mergeEvents(search(), { at: asOf });
    expect(merges).toHaveLength(1);
    expect(merges[0]).toMatchObject({ customerId: "a", mergedCustomerIds: ["b", "c"] });
    expect(merges[0]?.reasons?.map(({ code }) => code)).toContain("match.email");
    expect(JSON.stringify(merges)).not.toMatch(/kartini|toko/iu);
    expect(checkEvents(merges)).toEqual([]);
    expect(mergeEvents(search(), { at: asOf })).toEqual(merges);
    expect(foldProfile([...events, ...merges], { asOf }).customerIds).toEqual(["a", "b", "c"]);
  });

  it("lets the caller choose who stays", () => {
    const [merge] = mergeEvents(search(), {
      at: asOf,
      by: "sari",
      survivor: (ids) => ids[1] ?? "",
    });
    expect(merge).toMatchObject({ customerId: "b", mergedCustomerIds: ["a", "c"], by: "sari" });
  });

  it("and a split keeps them apart from then on", () => {
    const merges = mergeEvents(search(), { at: asOf });
    const split: CustomersSplit = {
      ...{ id: "s", type: "customers_split", customerId: "a", at: asOf },
      ...{ mergeId: merges[0]?.id ?? "", by: "sari" },
    };
    const all = [...events, ...merges, split];
    expect(mergedCustomers(all).idsOf("a")).toEqual(["a"]);
    const apart = keptApart(all);
    expect(apart).toEqual([
      ["a", "b"],
      ["a", "c"],
      ["b", "c"],
    ]);
    const again = search(apart);
    expect(again.groups).toEqual([]);
    expect(again.candidates.map(({ outcome }) => outcome)).toEqual(["never", "never", "never"]);
    expect(keptApart([...events, ...merges])).toEqual([]);
  });
});
