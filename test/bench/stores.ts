/**
 * The speed of stores, as ratios against bare SQL on the same engine in the same run: `npm run bench:stores`.
 * `--events 10000000` asks for another size of the large log, `--engine SQLite` for one engine. PostgreSQL and
 * MariaDB take part if they are up: `bash test/engines/with-servers.sh npm run bench:stores`.
 */
import { encodeEvent } from "setia/store";
import { type CustomerEvent } from "setia";
import { sqlStore, type SqlValue, type TransactionalSqlRunner } from "setia/sql";
import { ENGINES } from "../sql/engines";

const BATCH = 1000;
const tenantOf = (size: number): string => `log of ${String(size)}`;

function argument(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? undefined : process.argv[at + 1];
}

const only = argument("engine");
const large = Number(argument("events") ?? 1_000_000);

/** Event number so-and-so of a log where every customer has 100 events, far apart from one another. */
function eventAt(number: number, customers: number): CustomerEvent {
  return {
    id: `event-${String(number).padStart(9, "0")}`,
    type: "order_completed",
    customerId: `customer-${String(number % customers).padStart(7, "0")}`,
    at: new Date(1_600_000_000_000 + number * 1000),
    orderId: `order-${String(number)}`,
    currency: "IDR",
    total: 1000 + (number % 977),
    lines: [{ sku: `sku-${String(number % 500)}`, quantity: 1, unitPrice: 1000 }],
  };
}

const batchAt = (from: number, customers: number): CustomerEvent[] =>
  Array.from({ length: BATCH }, (_, index) => eventAt(from + index, customers));

function rowOf(tenant: string, position: number, event: CustomerEvent): SqlValue[] {
  const data = JSON.stringify(encodeEvent(event));
  const at = event.at.getTime();
  return [tenant, position, event.id, event.customerId, event.type, at, at, data];
}

function bare(runner: TransactionalSqlRunner): (sql: string) => string {
  const quote = runner.dialect === "mariadb" ? "`" : '"';
  return (sql) => sql.replaceAll('"', quote);
}

const COLUMNS = '"tenant","position","id","customer","type","at","recorded_at","data"';
const VALUES = `(${Array.from({ length: 8 }, () => "?").join(",")})`;
const INSERT = `INSERT INTO "setia_events" (${COLUMNS}) VALUES ${Array.from({ length: BATCH }, () => VALUES).join(",")}`;

async function bestOf(times: number, work: () => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let time = 0; time < times; time++) {
    const begin = performance.now();
    await work();
    best = Math.min(best, performance.now() - begin);
  }
  return best;
}

function tell(what: string, ours: number, theirs: number, unit: string): void {
  const ratio = (ours / theirs).toFixed(2);
  console.log(
    `  ${what}: ${ours.toFixed(2)} ${unit}, bare ${theirs.toFixed(2)} ${unit}, ratio ${ratio}`,
  );
}

/** Both ways in turns on the same table, so that both meet indices of the same size. */
async function append(runner: TransactionalSqlRunner, batches: number): Promise<void> {
  const sql = bare(runner);
  const store = sqlStore(runner, { tenant: "append" });
  let ours = 0;
  let theirs = 0;
  for (let batch = 0; batch < batches; batch++) {
    const events = batchAt(batch * BATCH, 5000);
    let begin = performance.now();
    await store.append(events);
    ours += performance.now() - begin;
    begin = performance.now();
    await runner.transaction((query) =>
      query(
        sql(INSERT),
        events.flatMap((event, index) => rowOf("bare", batch * BATCH + index, event)),
      ),
    );
    theirs += performance.now() - begin;
  }
  tell(
    `append, ${String(batches)} batches of 1,000`,
    ours / batches,
    theirs / batches,
    "ms a batch",
  );
}

/** A log where every customer has 100 events. */
async function fill(runner: TransactionalSqlRunner, size: number): Promise<void> {
  const sql = bare(runner)(INSERT);
  const customers = size / 100;
  for (let number = 0; number < size; number += BATCH) {
    const rows = batchAt(number, customers).map((event, index) =>
      rowOf(tenantOf(size), number + index + 1, event),
    );
    await runner.transaction((query) => query(sql, rows.flat()));
  }
}

async function readOne(runner: TransactionalSqlRunner, size: number): Promise<void> {
  const store = sqlStore(runner, { tenant: tenantOf(size) });
  const customers = size / 100;
  const sql = bare(runner)(
    'SELECT "data" FROM "setia_events" WHERE "tenant" = ? AND "customer" = ? ORDER BY "at", "recorded_at", "id"',
  );
  const ids = Array.from(
    { length: 200 },
    (_, n) => `customer-${String((n * 7919) % customers).padStart(7, "0")}`,
  );
  let events = 0;
  const ours = await bestOf(3, async () => {
    events = 0;
    for (const id of ids) events += (await store.read(id)).length;
  });
  const theirs = await bestOf(3, async () => {
    for (const id of ids) await runner.query(sql, [tenantOf(size), id]);
  });
  const what = `read one of ${String(events / ids.length)} events in ${String(size)}`;
  tell(what, ours / ids.length, theirs / ids.length, "ms");
}

async function scan(runner: TransactionalSqlRunner, size: number): Promise<void> {
  const store = sqlStore(runner, { tenant: tenantOf(size) });
  const page = bare(runner)(
    'SELECT "position", "data" FROM "setia_events" WHERE "tenant" = ? AND "position" > ? ORDER BY "position" LIMIT 1000',
  );
  let seen = 0;
  const ours = await bestOf(1, async () => {
    for await (const { events } of store.scan()) seen += events.length;
  });
  let rows = 0;
  let parsed = 0;
  const pages = async (use: (row: Readonly<Record<string, unknown>>) => void): Promise<void> => {
    let last = 0;
    for (;;) {
      const part = await runner.query(page, [tenantOf(size), last]);
      if (part.length === 0) return;
      last = Number(part.at(-1)?.["position"]);
      part.forEach(use);
    }
  };
  const theirs = await bestOf(1, () => pages(() => rows++));
  const parsing = await bestOf(1, () =>
    pages((row) => {
      parsed += Object.keys(JSON.parse(row["data"] as string) as object).length > 0 ? 1 : 0;
    }),
  );
  if (seen !== size || rows !== size || parsed !== size) throw new Error("events are missing");
  tell(`scan ${String(size)}`, ours / 1000, theirs / 1000, "s");
  tell(
    `scan ${String(size)}, against a cursor whose rows are parsed`,
    ours / 1000,
    parsing / 1000,
    "s",
  );
}

for (const { name, skip, open } of ENGINES) {
  if (only !== undefined && only !== name) continue;
  if (skip !== undefined) {
    console.log(`${name}: skipped, ${skip}`);
    continue;
  }
  const { runner, close } = await open();
  console.log(name);
  // DuckDB takes about two thousand rows a second by parameters.
  const size = name === "DuckDB" ? Math.min(large, 50_000) : large;
  await append(runner, name === "DuckDB" ? 10 : 60);
  await fill(runner, size / 10);
  await readOne(runner, size / 10);
  await fill(runner, size);
  await readOne(runner, size);
  await scan(runner, size);
  await close();
}
