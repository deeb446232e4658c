import { describe, expect, test } from "vitest";
import { createCrm, explain, memoryStore, mineRules, type CustomerEvent, type Reason } from "setia";

const at = new Date("2026-01-05T02:00:00Z");
const shop = (): ReturnType<typeof createCrm> =>
  createCrm({ store: memoryStore(), timeZone: "Asia/Jakarta", currency: "IDR" });
const told = (id: string, traits: object): CustomerEvent => ({
  id,
  type: "customer_identified",
  customerId: id,
  at,
  traits,
});
const order = (id: string, total: number): CustomerEvent => ({
  id,
  type: "order_completed",
  customerId: "ani",
  at,
  orderId: id,
  currency: "IDR",
  total,
});

describe("record", () => {
  test("notes traits that it does not know, and addresses that it takes for placeholders", async () => {
    const { diagnostics = [] } = await shop().record([
      told("1", { emial: "ani@toko.id" }),
      told("2", { email: "budi@shop.test" }),
    ]);
    expect(diagnostics.map((why) => explain(why, "en"))).toEqual([
      "The trait “emial” is unknown and was ignored. It came with 1 event.",
      "1 address looks like a placeholder, so these customers cannot be reached there.",
    ]);
  });

  test("notes once when amounts look like whole rupiah", async () => {
    const crm = shop();
    const small = ["a", "b", "c"].map((id) => order(id, 150_000));
    const { diagnostics = [] } = await crm.record(small);
    expect(diagnostics.map(({ code }) => code)).toEqual(["purchases.amounts_look_small"]);
    expect(await crm.record(small)).toEqual({ appended: 0, duplicates: 3, erased: 0 });
  });

  test("says nothing of what is as it should be", async () => {
    const batch = [told("1", { email: "ani@toko.id" }), order("a", 1_500_000)];
    expect(await shop().record(batch)).toEqual({ appended: 2, duplicates: 0, erased: 0 });
  });
});

test("an answer without rules says why it is empty", () => {
  const whys: Reason[] = [];
  const onDiagnostic = (why: Reason): void => void whys.push(why);
  mineRules([["a", "b"]], { onDiagnostic });
  mineRules(
    Array.from({ length: 6 }, () => ["a"]),
    { onDiagnostic },
  );
  mineRules(
    Array.from({ length: 6 }, () => ["a", "b"]),
    { onDiagnostic, minLift: 2 },
  );
  const both = Array.from({ length: 6 }, () => ["a", "b"]);
  expect(mineRules([...both, ["c"], ["d"]], { onDiagnostic })).not.toEqual([]);
  expect(whys.map(({ code }) => code)).toEqual([
    "cross_sell.items_too_rare",
    "cross_sell.pairs_too_rare",
    "cross_sell.rules_too_weak",
  ]);
});

test("explain writes a parameter that is not of its kind as it is", () => {
  const odd = { code: "tactics.resting", params: { day: "soon", days: 3, until: "x" } } as const;
  expect(explain(odd, "en")).toContain("soon");
  expect(explain({ code: "tactics.resting" } as never, "en")).toContain("{");
});

test("an event is checked once on its way into a store, and always by the store itself", async () => {
  const store = memoryStore();
  const crm = createCrm({ store, timeZone: "UTC", currency: "IDR" });
  let reads = 0;
  const watched = Object.defineProperty(order("w", 1_500_000), "channel", {
    enumerable: true,
    get() {
      reads++;
      return "web";
    },
  });
  await crm.record([watched]);
  // Checked, compared with what is there, and copied.
  expect(reads).toBe(3);
  const broken = { ...order("x", 1_500_000), total: -1 };
  await expect(store.append([broken])).rejects.toThrow("total");
  await expect(crm.record([broken])).rejects.toThrow("total");
});
