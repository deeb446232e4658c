/** Who is not named is no customer, by whatever road orders come. */
import { describe, expect, it } from "vitest";
import {
  analyzeRfm,
  checkEvents,
  createRfmIndex,
  fitRfm,
  ordersFromEvents,
  summarizePurchases,
  type CustomerEvent,
  type Order,
  summarizeBatches,
} from "setia";
import { parseEvents, parseOrders } from "setia/schemas";

const asOf = new Date("2026-06-01T00:00:00Z");
const order = (id: string, customerId: string): Order => ({
  ...{ id, customerId, placedAt: new Date("2026-05-01T00:00:00Z"), currency: "USD", total: 100 },
});
const names = ["ani", "", " ", "\t", "\u00a0", "budi"];
const orders = names.map((name, at) => order(String(at), name));
const placedAt = orders.map((one) => one.placedAt.getTime());
const total = orders.map((one) => one.total);
const rest = { placedAt, total, currency: "USD", ids: orders.map(({ id }) => id) };
const codes = names.map((_, at) => at);

describe("orders without a customer", () => {
  it.each([
    ["rows", orders],
    ["columns of texts", { ...rest, customerIds: names }],
    ["columns of numbered texts", { ...rest, customerIds: { values: names, codes } }],
    [
      "numbered texts of which one is blank",
      { ...rest, customerIds: { values: ["ani", " ", "budi"], codes: [0, 1, 1, 1, 1, 2] } },
    ],
  ])("are left out and counted: %s", (_, source) => {
    const { summaries, diagnostics } = summarizePurchases(source, { asOf });
    expect(summaries.map(({ customerId }) => customerId)).toEqual(["ani", "budi"]);
    expect(diagnostics).toMatchObject({ orders: 6, counted: 2, withoutCustomer: 4 });
    expect(() => summarizePurchases(source, { asOf, ordersWithoutCustomer: "refuse" })).toThrow(
      /customerId is blank/u,
    );
    const { scores } = analyzeRfm(source, { asOf });
    expect(scores.map(({ customerId }) => customerId)).toEqual(["ani", "budi"]);
  });

  it("are left out of batches and of a live index", async () => {
    async function* batches(): AsyncGenerator<Order[]> {
      for (const one of orders) yield await Promise.resolve([one]);
    }
    const { columns } = await summarizeBatches(batches(), { asOf });
    expect(columns.customerIds).toEqual(["ani", "budi"]);
    const index = createRfmIndex({ asOf, currency: "USD" });
    for (const one of orders) index.apply(one);
    expect(names.map((name) => index.score(name, { asOf }) !== undefined)).toEqual([
      true,
      false,
      false,
      false,
      false,
      true,
    ]);
    expect(fitRfm(columns).customers).toBe(2);
  });

  it.each([null, undefined])("are refused where nobody is no text: %j", (nobody) => {
    const faulty = [order("1", nobody as unknown as string)];
    expect(() => summarizePurchases(faulty, { asOf })).toThrow(/orders\[0\]\.customerId is/u);
  });
});

describe("events and orders from outside", () => {
  const event = (more: object): CustomerEvent => ({
    ...{ id: "1", customerId: "ani", at: asOf, type: "order_completed", orderId: "o" },
    ...{ currency: "USD", total: 100, ...more },
  });
  const line = (sku: unknown): object => ({ lines: [{ sku, quantity: 1, unitPrice: 1 }] });
  const talk = { type: "interaction_logged", direction: "inbound" };

  it.each([
    [{ customerId: " " }, "0.customerId"],
    [{ id: "\t" }, "0.id"],
    [line(" "), "0.lines.0.sku"],
    [line(null), "0.lines.0.sku"],
    [{ ...talk, channel: "" }, "0.channel"],
    [{ ...talk, channel: "  " }, "0.channel"],
  ])("are refused where a customer, product or channel is blank: %j", (more, place) => {
    const issues = checkEvents([event(more)]);
    expect(issues.map(({ path }) => path.slice(-place.split(".").length).join("."))).toEqual([
      place,
    ]);
    expect(() => parseEvents([event(more)])).toThrow(/is/u);
  });

  it("are refused as orders too", () => {
    expect(() => parseOrders([{ ...order("o", "ani"), ...line(" ") }])).toThrow(/lines/u);
    const back = { at: asOf, amount: 1, lines: [{ sku: "a", quantity: 1 }] };
    expect(parseOrders([{ ...order("o", "ani"), refunds: [back] }])[0]?.refunds).toEqual([back]);
  });

  it("know what came back", () => {
    const refund = {
      ...{ id: "2", customerId: "ani", at: asOf, orderId: "o", amount: 50 },
      type: "order_refunded",
      lines: [{ sku: "a", quantity: 1 }],
    } as const;
    const [one] = ordersFromEvents([event(line("a")), refund], { asOf });
    expect(one?.refunds).toEqual([{ at: asOf, amount: 50, lines: refund.lines }]);
  });
});
