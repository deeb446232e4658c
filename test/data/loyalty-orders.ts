/** Real orders as events, by customer. */
import type { CustomerEvent } from "setia";
import { readRecords } from "./shared";

/** The orders of CDNOW, noon of each day in UTC. */
export async function cdnowEvents(path: string): Promise<CustomerEvent[][]> {
  const events = (await readRecords(path)).map(({ id = "", date = "", value = "" }, index) => {
    const day = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`;
    return orderEvent(String(index), id, new Date(`${day}T12:00:00Z`), Number(value) * 100);
  });
  return byCustomer(events);
}

/** The invoices of Online Retail that are no cancellation and have a customer. */
export async function retailEvents(path: string): Promise<CustomerEvent[][]> {
  const invoices = new Map<string, { customerId: string; at: Date; total: number }>();
  for (const row of await readRecords(path)) {
    const { InvoiceNo: id = "", CustomerID: customerId = "", InvoiceDate = "" } = row;
    if (customerId === "" || id.startsWith("C")) continue;
    const at = new Date(`${InvoiceDate.replace(" ", "T")}Z`);
    const worth = Number(row["UnitPrice"]) * Number(row["Quantity"]) * 100;
    const known = invoices.get(id);
    invoices.set(id, { customerId, at, total: (known?.total ?? 0) + worth });
  }
  return byCustomer(
    [...invoices].map(([id, { customerId, at, total }]) => orderEvent(id, customerId, at, total)),
  );
}

function orderEvent(id: string, customerId: string, at: Date, total: number): CustomerEvent {
  const order = { orderId: id, currency: "USD", total: Math.max(0, Math.round(total)) };
  return { id, type: "order_completed", customerId, at, ...order };
}

function byCustomer(events: readonly CustomerEvent[]): CustomerEvent[][] {
  const groups = new Map<string, CustomerEvent[]>();
  for (const event of events) {
    const group = groups.get(event.customerId);
    if (group === undefined) groups.set(event.customerId, [event]);
    else group.push(event);
  }
  return [...groups.values()];
}

/** The orders of the R package rfm. */
export async function rfmEvents(path: string): Promise<CustomerEvent[][]> {
  return byCustomer(
    (await readRecords(path)).map(({ customer_id = "", order_date = "", revenue = "" }, index) =>
      orderEvent(
        String(index),
        customer_id,
        new Date(`${order_date}T12:00:00Z`),
        Number(revenue) * 100,
      ),
    ),
  );
}
