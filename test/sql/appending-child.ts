/** A process that appends batch after batch, and erases some, until it is killed, and says what was acknowledged. */
import type { CustomerEvent } from "setia";
import { sqlStore } from "setia/sql";
import { openPlace } from "./open-place";

/** The events of one batch; each batch has a customer of its own. */
export function batchOf(name: string, size: number): CustomerEvent[] {
  return Array.from({ length: size }, (_, index) => ({
    id: `${name}-${String(index)}`,
    type: "order_completed",
    customerId: name,
    at: new Date(index),
    orderId: `${name}-${String(index)}`,
    currency: "IDR",
    total: index,
  }));
}

const [engine, place, prefix, size] = process.argv.slice(2);
if (engine !== undefined && place !== undefined) {
  const store = sqlStore(await openPlace(engine, place));
  for (let batch = 0; ; batch++) {
    const name = `${String(prefix)}-${String(batch)}`;
    await store.append(batchOf(name, Number(size)), { keys: new Map([[name, [name]]]) });
    process.stdout.write(`+${name}\n`);
    if (batch % 4 !== 3) continue;
    const gone = `${String(prefix)}-${String(batch - 2)}`;
    await store.erase(gone);
    process.stdout.write(`-${gone}\n`);
    const version = await store.saveModel("m", { kind: "m", version: 1 });
    await store.dropModels("m", { before: version });
  }
}
