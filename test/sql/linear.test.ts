/** A store of SQL takes linear time in what is written to it at once, and in one customer's events. */
import { it } from "vitest";
import type { CustomerEvent } from "setia";
import { sqlStore } from "setia/sql";
import { expectLinear } from "../linear";
import { openSqlite } from "./engines";

let written = 0;
/** Events that no store has seen; of one customer, or of as many as there are events. */
function fresh(size: number, customers: "one" | "each"): CustomerEvent[] {
  const batch = String(written++);
  return Array.from({ length: size }, (_, at) => ({
    id: `${batch}:${String(at)}`,
    type: "order_completed",
    customerId: customers === "one" ? `c${batch}` : `c${batch}:${String(at)}`,
    at: new Date(Date.UTC(2026, 0, 1) + at * 60_000),
    orderId: `${batch}:${String(at)}`,
    currency: "USD",
    total: 1000,
  }));
}

it.each(["one", "each"] as const)("appends a batch of %s", async (customers) => {
  const { runner, close } = await openSqlite();
  const store = sqlStore(runner);
  await expectLinear(
    `append, ${customers}`,
    (size) => async () => {
      await store.append(fresh(size, customers));
    },
    100,
  );
  await close();
});

it("reads, and erases, one customer's events", async () => {
  const { runner, close } = await openSqlite();
  const store = sqlStore(runner);
  await expectLinear(
    "read and erase",
    (size) => async () => {
      const events = fresh(size, "one");
      await store.append(events);
      const [{ customerId } = { customerId: "" }] = events;
      await store.read(customerId);
      await store.erase(customerId);
    },
    100,
  );
  await close();
});

it("keeps a model as long as it likes", async () => {
  const { runner, close } = await openSqlite();
  const store = sqlStore(runner);
  await expectLinear(
    "model",
    (size) => {
      const data = Array.from({ length: size }, (_, at) => ({ sku: `sku-${String(at)}`, at }));
      const model = { kind: "rfm", version: 1, data } as never;
      return async () => {
        await store.saveModel("m", model);
        await store.loadModel("m");
      };
    },
    1000,
  );
  await close();
});
