/** Cross-sell on real data: what it finds, and that it beats popularity. */
import { beforeAll, describe, expect, it } from "vitest";
import {
  evaluateCrossSell,
  frequentItemsets,
  mineRules,
  type EvaluateCrossSellOptions,
  type Order,
} from "setia";
import { readRecords, sharedFile } from "./shared";

const retail = sharedFile("data/online_retail.csv.gz");

/** Sales of products: no invoice that begins with C, no line without quantity or price, no postage and fees. */
async function retailOrders(path: string): Promise<Order[]> {
  const orders = new Map<
    string,
    Order & { lines: { sku: string; quantity: number; unitPrice: number }[] }
  >();
  for (const row of await readRecords(path)) {
    const { InvoiceNo: id = "", CustomerID = "", StockCode = "", InvoiceDate = "" } = row;
    const quantity = Number(row["Quantity"]);
    const unitPrice = Math.round(Number(row["UnitPrice"]) * 100);
    if (
      id.startsWith("C") ||
      quantity <= 0 ||
      Number(row["UnitPrice"]) <= 0 ||
      !/^\d{5}/u.test(StockCode)
    )
      continue;
    let order = orders.get(id);
    if (order === undefined) {
      const placedAt = new Date(`${InvoiceDate.replace(" ", "T")}Z`);
      // Without a name everybody is somebody else.
      const customerId = CustomerID === "" ? `of ${id}` : CustomerID;
      order = { id, customerId, placedAt, currency: "GBP", total: 1, lines: [] };
      orders.set(id, order);
    }
    order.lines.push({ sku: StockCode.toUpperCase(), quantity, unitPrice });
  }
  return [...orders.values()];
}

describe.skipIf(retail === undefined)("cross-sell on Online Retail", () => {
  let orders: Order[] = [];
  beforeAll(async () => {
    orders = await retailOrders(retail ?? "");
  });
  const asOf = new Date("2012-01-01");

  it("counts itemsets as a plain count does", () => {
    const found = frequentItemsets(orders, { minSupport: 0.02 });
    const sets = orders.map((order) => new Set((order.lines ?? []).map(({ sku }) => sku)));
    expect(found.length).toBeGreaterThan(200);
    for (const { items, count } of found.filter((one, i) => one.items.length > 1 || i < 20)) {
      expect(sets.filter((set) => items.every((item) => set.has(item as string))).length).toBe(
        count,
      );
    }
  });

  it("keeps hardly a rule once every item is dealt out anew", () => {
    // The same items as often as they are, each in baskets drawn at random.
    let state = 1;
    const random = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    const counts = new Map(
      frequentItemsets(orders, { minSupport: 0, minCount: 1, maxLength: 1 }).map(
        ({ items, count }) => [JSON.stringify(items[0]).slice(1, -1), count],
      ),
    );
    const baskets = orders.map(() => [] as string[]);
    for (const [sku, count] of counts) {
      for (let i = 0; i < count; i++) baskets[Math.floor(random() * baskets.length)]?.push(sku);
    }
    const options = { minSupport: 0, minCount: 16, minConfidence: 0 };
    const noise = mineRules(baskets, options).length;
    const kept = mineRules(baskets, { ...options, maxFalseShare: 0.05 }).length;
    const real = mineRules(orders, { minSupport: 0.005, maxFalseShare: 0.05 }).length;
    console.info(
      `dealt out anew: ${String(noise)} rules, ${String(kept)} kept; real at 0.005: ${String(real)} kept`,
    );
    expect(noise).toBeGreaterThan(5000);
    expect(kept).toBeLessThanOrEqual(2);
    expect(real).toBeGreaterThan(500);
  });

  it.each(["basket", "new"] as const)("beats popularity in five of five splits: %s", (task) => {
    // A fifth of the customers, but for the full run.
    const isFull = process.env["SETIA_FULL"] !== undefined;
    const some = isFull
      ? orders
      : orders.filter(({ customerId }) => Number(customerId.at(-1)) % 10 < 2);
    const options: EvaluateCrossSellOptions = { asOf, task };
    const { methods, gain, cases } = evaluateCrossSell(some, options);
    const text = (["hitRate", "recall", "ndcg"] as const).map((name) => {
      const [value, low, high] = [gain[name].value, gain[name].low, gain[name].high].map((x) =>
        x.toFixed(4),
      );
      return `${name} ${methods.model[name].value.toFixed(4)} against ${methods.popularity[name].value.toFixed(4)}, gain ${String(value)} [${String(low)}, ${String(high)}]`;
    });
    console.info(`${task}, ${String(cases)} cases: ${text.join("; ")}`);
    expect(gain.hitRate.low).toBeGreaterThan(0);
    expect(gain.recall.low).toBeGreaterThan(0);
    expect(gain.ndcg.low).toBeGreaterThan(0);
    expect(methods.model.coverage).toBeGreaterThan(5 * methods.popularity.coverage);
  });
});
