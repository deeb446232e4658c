import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareEvents, memoryStore, type CustomerEvent, type CustomerStore } from "setia";
import { customerLog } from "../arbitraries";

const order = (id: string, customerId = "ani", minute = 0): CustomerEvent => ({
  id,
  type: "order_completed",
  customerId,
  at: new Date(minute * 60_000),
  orderId: id,
  currency: "IDR",
  total: 100,
  lines: [{ sku: "soda", quantity: 1, unitPrice: 100 }],
});

async function everything(store: CustomerStore): Promise<CustomerEvent[]> {
  const all: CustomerEvent[] = [];
  for await (const { events } of store.scan()) all.push(...events);
  return all;
}

describe("memoryStore", () => {
  it("gives back what was appended, in order, up to an instant", async () => {
    await fc.assert(
      fc.asyncProperty(customerLog, fc.integer({ min: 0, max: 29 }), async (events, pick) => {
        const store = memoryStore();
        expect(await store.append(events)).toEqual({ appended: events.length, duplicates: 0 });
        expect(await store.read("ani")).toEqual([...events].sort(compareEvents));
        const until = events[pick % events.length]?.at ?? new Date(0);
        expect(await store.read("ani", { until })).toEqual(
          events.filter((event) => event.at <= until).sort(compareEvents),
        );
        expect(await everything(store)).toEqual(events);
      }),
    );
  });

  it("takes a repeated fact once, within a batch and across batches", async () => {
    const store = memoryStore();
    const learnedLater = { ...order("1"), recordedAt: new Date(99) };
    expect(await store.append([order("1"), order("1"), order("2")])).toEqual({
      appended: 2,
      duplicates: 1,
    });
    expect(await store.append([learnedLater])).toEqual({ appended: 0, duplicates: 1 });
    expect(await everything(store)).toHaveLength(2);
  });

  it.each([
    ["in the store", [order("1")], [order("2"), { ...order("1"), customerId: "budi" }]],
    ["in the batch", [], [order("2"), order("3"), { ...order("3"), at: new Date(5) }]],
  ])(
    "refuses a batch that contradicts a fact %s, and adds nothing of it",
    async (_, there, batch) => {
      const store = memoryStore();
      await store.append(there);
      await expect(store.append(batch)).rejects.toMatchObject({ code: "EVENT_CONFLICT" });
      await expect(store.append(batch)).rejects.toThrow(/events\[\d\]\.id is ".": ?|other content/);
      expect(await everything(store)).toEqual(there);
    },
  );

  it("hands out and takes in copies", async () => {
    const store = memoryStore();
    const given = order("1");
    await store.append([given]);
    const spoil = (event: CustomerEvent | undefined): void => {
      if (event?.type !== "order_completed") throw new Error("no order");
      event.at.setFullYear(1999);
      Object.assign(event.lines?.[0] ?? {}, { sku: "spoilt" });
    };
    spoil(given);
    spoil((await store.read("ani"))[0]);
    spoil((await everything(store))[0]);
    expect(await store.read("ani")).toEqual([order("1")]);
  });

  it("scans in batches, and goes on from a position", async () => {
    const store = memoryStore();
    await store.append(Array.from({ length: 7 }, (_, index) => order(String(index))));
    const sizes: [number, number][] = [];
    for await (const { events, position } of store.scan({ batchSize: 3 }))
      sizes.push([events.length, position]);
    expect(sizes).toEqual([
      [3, 3],
      [3, 6],
      [1, 7],
    ]);
    const rest: string[] = [];
    for await (const { events } of store.scan({ after: 6 }))
      rest.push(...events.map((event) => event.id));
    expect(rest).toEqual(["6"]);
    await expect(store.scan({ batchSize: 0 })[Symbol.asyncIterator]().next()).rejects.toThrow(
      /batchSize is 0/,
    );
  });

  it("stops a scan when told to", async () => {
    const store = memoryStore();
    await store.append([order("1"), order("2")]);
    const controller = new AbortController();
    const seen: number[] = [];
    const scan = async (): Promise<void> => {
      for await (const { position } of store.scan({ batchSize: 1, signal: controller.signal })) {
        seen.push(position);
        controller.abort(new Error("enough"));
      }
    };
    await expect(scan()).rejects.toThrow("enough");
    expect(seen).toEqual([1]);
  });

  it("lists customers page by page, by code point", async () => {
    const store = memoryStore();
    const ids = ["b", "\u{1F600}", "a", "\uFFFD"];
    await store.append(ids.map((id) => order(id, id)));
    expect(await store.listCustomers()).toEqual(["a", "b", "\uFFFD", "\u{1F600}"]);
    expect(await store.listCustomers({ limit: 2 })).toEqual(["a", "b"]);
    expect(await store.listCustomers({ after: "b", limit: 2 })).toEqual(["\uFFFD", "\u{1F600}"]);
    expect(await store.listCustomers({ after: "aa" })).toEqual(["b", "\uFFFD", "\u{1F600}"]);
    expect(await store.listCustomers({ after: "\u{1F600}" })).toEqual([]);
    await store.append([order("0", "0")]);
    expect((await store.listCustomers())[0]).toBe("0");
    await expect(store.listCustomers({ limit: 0 })).rejects.toThrow(/limit is 0/);
  });

  it("keeps models as JSON, and knows nothing of others", async () => {
    const store = memoryStore();
    const model = { kind: "rfm", version: 1, cuts: [1, 2] };
    await store.saveModel("rfm", model);
    expect(await store.loadModel("rfm")).toEqual(model);
    expect(await store.loadModel("rfm")).not.toBe(model);
    expect(await store.loadModel("__proto__")).toBeUndefined();
    await store.saveModel("rfm", { ...model, version: 2 });
    expect(await store.loadModel("rfm")).toMatchObject({ version: 2 });
  });

  it("knows no events of an unknown customer", async () => {
    expect(await memoryStore().read("nobody")).toEqual([]);
    expect(await memoryStore().listCustomers()).toEqual([]);
  });
});
