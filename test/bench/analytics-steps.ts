/**
 * The same orders measured wherever they may live, from a file to three nodes, each to the same model: `npm run bench:steps`.
 * `--orders 10000000` asks for another size, `--nodes 0` leaves the three nodes out, since orders go to them slowly. Servers take part if they are up:
 * `bash test/engines/with-servers.sh npm run bench:steps`.
 */
import { createReadStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { isDeepStrictEqual } from "node:util";
import { DuckDBInstance } from "@duckdb/node-api";
import { fitRfm, type Order, type RfmModel, summarizeBatches } from "setia";
import { finalizePurchases, mergePurchases, partialPurchases, type PurchasePart } from "setia/rfm";
import { fromDuckDb, fromPg, analyticsOver, type TransactionalSqlRunner } from "setia/sql";
import { engineNamed, newPgPool } from "../sql/engines";
import { openThreeNodes } from "../sql/three-nodes";
import { argument, asOf, fill, load } from "./measured-orders";

const orders = argument("orders", 1_000_000);
const customers = Math.floor(orders / 10);
const folder = mkdtempSync(join(tmpdir(), "setia-steps-"));
const file = join(folder, "orders.ndjson");
const parquet = join(folder, "orders.parquet");
let expected: RfmModel | undefined;

/** Times one way to the model, once, and refuses another model than the first way gave. */
async function step(name: string, work: () => Promise<RfmModel>): Promise<void> {
  const begin = performance.now();
  const model = await work();
  const seconds = (performance.now() - begin) / 1000;
  expected ??= model;
  if (!isDeepStrictEqual(model, expected)) throw new Error(`${name} gave another model`);
  console.log(`${name}, ${String(orders)} orders: ${seconds.toFixed(2)} s; ${load()}`);
}

/** The orders of the file, in batches. */
async function* read(size: number): AsyncGenerator<Order[]> {
  let batch: Order[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const { id, customer_id, placed_at, total } = JSON.parse(line) as Record<string, number>;
    const at = new Date(placed_at ?? NaN);
    batch.push({
      id: String(id),
      customerId: String(customer_id),
      placedAt: at,
      currency: "IDR",
      total: total ?? NaN,
    });
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function over(runner: TransactionalSqlRunner, table = "orders"): Promise<RfmModel> {
  const analytics = analyticsOver(runner, { tables: { orders: table }, currency: "IDR" });
  return (await analytics.analyzeRfm({ asOf })).model;
}

const instance = await DuckDBInstance.create(":memory:");
const connection = await instance.connect();
const duckDb = fromDuckDb(connection);
await fill(duckDb, orders, customers);
await duckDb.query(`COPY orders TO '${file}' (FORMAT json)`);
await duckDb.query(`COPY orders TO '${parquet}' (FORMAT parquet)`);
await duckDb.query(`CREATE VIEW orders_in_parquet AS SELECT * FROM '${parquet}'`);

await step("a file, in memory, batch by batch", async () => {
  return fitRfm((await summarizeBatches(read(10_000), { asOf })).columns);
});
await step("ten parts, merged", async () => {
  let all: PurchasePart | undefined;
  for await (const batch of read(orders / 10)) {
    const part = partialPurchases(batch, { asOf });
    all = all === undefined ? part : mergePurchases(all, part);
  }
  if (all === undefined) throw new Error("no orders");
  return fitRfm(finalizePurchases(all).columns);
});
await step("DuckDB, a table", () => over(duckDb));
await step("DuckDB, over Parquet", () => over(duckDb, "orders_in_parquet"));
connection.closeSync();
instance.closeSync();
rmSync(folder, { recursive: true });

const { skip } = engineNamed("PostgreSQL");
if (skip === undefined) {
  const { pool, drop } = await newPgPool(4);
  await fill(fromPg(pool), orders, customers);
  await step("PostgreSQL, one server", () => over(fromPg(pool)));
  await drop();
  if (argument("nodes", 1) === 1) {
    const nodes = await openThreeNodes();
    const runner = fromPg(nodes.pool);
    await fill(runner, orders, customers);
    await nodes.pool.query("ALTER TABLE orders RENAME TO orders_here");
    await nodes.createTable(
      "orders",
      `customer_id TEXT COLLATE "C", placed_at BIGINT, total BIGINT, id BIGINT`,
    );
    await nodes.pool.query("INSERT INTO orders SELECT * FROM orders_here");
    await nodes.analyze(["orders"]);
    await step("PostgreSQL, three nodes", () => over(runner));
    await nodes.close();
  }
} else console.log(`PostgreSQL: skipped, ${skip}`);
