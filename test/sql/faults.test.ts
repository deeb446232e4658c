import { execFileSync, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { build } from "esbuild";
import mysql from "mysql2/promise";
import sqlite from "node-sqlite3-wasm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { CustomerEvent, CustomerStore } from "setia";
import {
  checkStore,
  fromDuckDb,
  fromMysql2,
  fromNodeSqlite3Wasm,
  fromPg,
  migrateStore,
  sqlStore,
  type TransactionalSqlRunner,
} from "setia/sql";
import { RUNS } from "../arbitraries";
import { batchOf } from "./appending-child";
import { engineNamed, newFolder, newMysqlPool, newPgPool } from "./engines";
import { SQLITE_FILE } from "./sqlite-file";

const root = fileURLToPath(new URL("../..", import.meta.url));
const KILLS = Number(process.env["SETIA_KILLS"] ?? (RUNS > 1 ? 200 : 4));
const SIZE = 40;
const child = join(root, `node_modules/.setia-child-${String(process.pid)}.mjs`);
const { folder, remove } = newFolder();

beforeAll(async () => {
  await build({
    entryPoints: [join(root, "test/sql/appending-child.ts")],
    outfile: child,
    bundle: true,
    platform: "node",
    format: "esm",
    external: ["pg", "mysql2", "node-sqlite3-wasm", "@duckdb/node-api", "better-sqlite3"],
    logLevel: "silent",
  });
});
afterAll(() => {
  rmSync(child, { force: true });
  remove();
});

/** What writers were told was done before they died. */
interface Acknowledged {
  readonly added: string[];
  readonly erased: string[];
}

/** Lets a child write, kills it after some acknowledgements and a moment, and notes what was acknowledged. */
function writeAndKill(
  engine: string,
  place: string,
  prefix: string,
  after: number,
  acknowledged: Acknowledged,
): Promise<void> {
  const size = String(SIZE);
  const running = spawn(process.execPath, [child, engine, place, prefix, size], { cwd: root });
  let output = "";
  let errors = "";
  let dying = false;
  running.stderr.on("data", (data) => (errors += String(data)));
  return new Promise((resolve, reject) => {
    running.stdout.on("data", (data) => {
      output += String(data);
      if (dying || output.split("\n").length <= 1 + (after % 7)) return;
      // At once after the answer the next write is on its way: somewhere in it the process dies.
      dying = true;
      setTimeout(() => running.kill("SIGKILL"), (after * 1.7) % 23);
    });
    running.on("exit", (_, signal) => {
      if (signal !== "SIGKILL") reject(new Error(`the child ended by itself: ${errors}`));
      for (const line of output.split("\n").slice(0, -1)) {
        (line.startsWith("+") ? acknowledged.added : acknowledged.erased).push(line.slice(1));
      }
      resolve();
    });
  });
}

/** Every acknowledged batch is there, and every batch that is there is whole. */
async function expectWhole(
  store: CustomerStore,
  acknowledged: readonly string[],
  erased: readonly string[] = [],
): Promise<void> {
  const customers = await store.listCustomers({ limit: 100_000 });
  const left = acknowledged.filter((name) => !erased.includes(name));
  const known = new Set(customers);
  // An erasure that was not acknowledged may be done.
  const last = left.at(-1);
  const lost = left.filter((name) => !known.has(name));
  for (const name of lost) {
    const again = await store.append(batchOf(name, 1)).catch((error: unknown) => error);
    expect(again).toMatchObject({ code: "CUSTOMER_ERASED" });
  }
  for (const name of erased) expect(known.has(name)).toBe(false);
  const log: CustomerEvent[] = [];
  for await (const { events } of store.scan()) log.push(...events);
  const counts = new Map<string, number>();
  for (const { customerId } of log) counts.set(customerId, (counts.get(customerId) ?? 0) + 1);
  expect([...counts].filter(([, count]) => count !== SIZE)).toEqual([]);
  const named = customers.filter((id) => !id.startsWith("anonymous-"));
  expect(await store.findCustomers(named.map(String))).toEqual(named);
  expect(named.length + (await store.findPseudonyms(customers)).length).toBe(customers.length);
  if (last === undefined || lost.includes(last)) return;
  expect(await store.read(last)).toEqual(batchOf(last, SIZE));
  const again = await store.append(batchOf(last, SIZE));
  expect(again).toEqual({ appended: 0, duplicates: SIZE, erased: 0 });
}

interface Place {
  readonly place: string;
  /** Opens the database again, as after a crash. */
  readonly reopen: () => Promise<readonly [TransactionalSqlRunner, () => unknown]>;
  readonly drop: () => Promise<unknown>;
}

const nothing = (): Promise<void> => Promise.resolve();

const PLACES: readonly (readonly [engine: string, make: () => Promise<Place>])[] = [
  [
    "SQLite",
    () => {
      const place = join(folder, "killed.db");
      const reopen = (): Promise<readonly [TransactionalSqlRunner, () => unknown]> =>
        Promise.resolve(SQLITE_FILE.open(place));
      return Promise.resolve({ place, reopen, drop: nothing });
    },
  ],
  [
    "DuckDB",
    () => {
      const place = join(folder, "killed.duckdb");
      const reopen = async (): Promise<readonly [TransactionalSqlRunner, () => unknown]> => {
        const instance = await DuckDBInstance.create(place);
        const connection = await instance.connect();
        const close = (): void => {
          connection.closeSync();
          instance.closeSync();
        };
        return [fromDuckDb(connection), close];
      };
      return Promise.resolve({ place, reopen, drop: nothing });
    },
  ],
  [
    "PostgreSQL",
    async () => {
      const { pool, drop } = await newPgPool(4);
      const { host, user, database } = pool.options;
      const place = JSON.stringify({ host, user, database });
      return { place, reopen: () => Promise.resolve([fromPg(pool), () => undefined]), drop };
    },
  ],
  [
    "MariaDB",
    async () => {
      const { pool, drop } = await newMysqlPool(4);
      const { config } = pool.pool as unknown as {
        config: { connectionConfig: { socketPath: string; user: string; database: string } };
      };
      const { socketPath, user, database } = config.connectionConfig;
      const place = JSON.stringify({ socketPath, user, database });
      const runner = fromMysql2(pool, { dialect: "mariadb" });
      return { place, reopen: () => Promise.resolve([runner, () => undefined]), drop };
    },
  ],
];

describe.each(PLACES)("processes killed in the middle of writes to %s", (engine, make) => {
  const { skip } = engineNamed(engine);
  if (skip !== undefined) {
    test.skip(`${engine}: ${skip}`);
    return;
  }
  // DuckDB lets one process at a file; the lock of node-sqlite3-wasm outlives one that is killed.
  const writers = engine === "DuckDB" || (engine === "SQLite" && !SQLITE_FILE.recovers) ? 1 : 2;
  const how = engine === "SQLite" ? ` by ${SQLITE_FILE.driver}` : "";
  it(`leave no half batch and lose none that was acknowledged${how}: ${String(KILLS)} kills of ${String(writers)} at a time`, async () => {
    const { place, reopen, drop } = await make();
    const [first, closeFirst] = await reopen();
    await migrateStore(first);
    await closeFirst();
    const acknowledged: Acknowledged = { added: [], erased: [] };
    const rounds = Math.ceil(KILLS / writers);
    for (let kill = 0; kill < rounds; kill++) {
      await Promise.all(
        Array.from({ length: writers }, (_, writer) =>
          writeAndKill(
            engine,
            place,
            `k${String(kill)}w${String(writer)}`,
            kill * 3 + writer * 5,
            acknowledged,
          ),
        ),
      );
      const [runner, close] = await reopen();
      expect(await checkStore(runner)).toMatchObject({ sound: true, missing: [], problems: [] });
      // The whole log grows with every kill: it is read through now and then, and at the end.
      if (kill % 10 === 0 || kill === rounds - 1) {
        await expectWhole(sqlStore(runner), acknowledged.added, acknowledged.erased);
      }
      await close();
    }
    expect(acknowledged.added.length).toBeGreaterThan(KILLS / 2);
    if (KILLS >= 100) {
      console.log(
        `${engine}${how}: ${String(rounds * writers)} kills, ${String(acknowledged.added.length)} batches of ${String(SIZE)} and ${String(acknowledged.erased.length)} erasures acknowledged, none lost`,
      );
    }
    await drop();
  }, 3_600_000);
});

interface Servers {
  readonly postgres: string;
  readonly mariadb: string;
  readonly control: string;
  readonly end: () => void;
}

/** Starts servers for this file alone, since all others need theirs to stay up. */
function ownServers(): Promise<Servers> {
  const tell = 'echo "$SETIA_POSTGRES|$SETIA_MARIADB|$SETIA_SERVERS"; cat >/dev/null';
  const script = join(root, "test/engines/with-servers.sh");
  const running = spawn("bash", [script, "bash", "-c", tell], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    let line = "";
    running.on("exit", reject);
    running.stdout.on("data", (data) => {
      line += String(data);
      if (!line.endsWith("\n")) return;
      const [postgres = "", mariadb = "", control = ""] = line.trim().split("|");
      resolve({ postgres, mariadb, control, end: () => running.stdin.end() });
    });
  });
}

const anyServer = ["PostgreSQL", "MariaDB"].some((name) => engineNamed(name).skip === undefined);
let servers: Servers | undefined;
beforeAll(async () => {
  if (anyServer) servers = await ownServers();
});
afterAll(() => {
  servers?.end();
});

describe.each([
  ["PostgreSQL", "postgres"],
  ["MariaDB", "mariadb"],
])("a server of %s that stops and starts", (engine, server) => {
  const { skip } = engineNamed(engine);
  if (skip !== undefined) {
    test.skip(`${engine}: ${skip}`);
    return;
  }
  it.each(["stop", "kill"])(
    "by %s: fails clearly, loses nothing, and serves again",
    async (how) => {
      if (servers === undefined) throw new Error("no servers");
      const { control } = servers;
      const postgres = server === "postgres" ? await newPgPool(4, servers.postgres) : undefined;
      const mariadb = server === "mariadb" ? await newMysqlPool(4, servers.mariadb) : undefined;
      const runner =
        mariadb === undefined
          ? fromPg((postgres ?? (await newPgPool(4))).pool)
          : fromMysql2(mariadb.pool, { dialect: "mariadb" });
      await migrateStore(runner);
      const store = sqlStore(runner);
      const acknowledged: string[] = [];
      const add = async (name: string): Promise<void> => {
        await store.append(batchOf(name, SIZE), { keys: new Map([[name, [name]]]) });
        acknowledged.push(name);
      };
      for (let batch = 0; batch < 5; batch++) await add(`a${String(batch)}`);
      const scan = store.scan({ batchSize: 30 })[Symbol.asyncIterator]();
      const begun = (await scan.next()).value as { position: string };
      // Appends are on their way while the server goes.
      const pending = Promise.allSettled(Array.from({ length: 8 }, (_, n) => add(`p${String(n)}`)));
      execFileSync("bash", [control, how, server]);
      for (const outcome of await pending) {
        if (outcome.status === "rejected")
          expect(outcome.reason).toMatchObject({ code: "STORE_FAILED" });
      }
      await expect(scan.next()).rejects.toMatchObject({ code: "STORE_FAILED" });
      await expect(add("down")).rejects.toThrow(/^append: the database failed/);
      execFileSync("bash", [control, "start", server]);
      await expectWhole(store, acknowledged);
      // The scan goes on from its last position, and the appends may simply be repeated.
      let rest = 0;
      for await (const { events } of store.scan({ after: begun.position })) rest += events.length;
      const there = (await store.listCustomers()).length;
      expect(rest).toBe(there * SIZE - 30);
      for (let batch = 0; batch < 8; batch++) await add(`p${String(batch)}`);
      await expectWhole(store, acknowledged);
      await (postgres ?? mariadb)?.drop();
    },
  );
});

describe("a store that refuses to grow", () => {
  it("SQLite at its page limit: refuses clearly and keeps what it had", async () => {
    const database = new sqlite.Database(join(folder, "full.db"));
    const runner = fromNodeSqlite3Wasm(database);
    await migrateStore(runner);
    const store = sqlStore(runner);
    const acknowledged: string[] = [];
    const [row] = await runner.query("PRAGMA page_count");
    await runner.query(`PRAGMA max_page_count = ${String(Number(row?.["page_count"]) + 40)}`);
    let refusal: unknown;
    for (let batch = 0; batch < 200 && refusal === undefined; batch++) {
      const name = `b${String(batch)}`;
      const keys = new Map([[name, [name]]]);
      await store.append(batchOf(name, SIZE), { keys }).then(
        () => acknowledged.push(name),
        (error: unknown) => (refusal = error),
      );
    }
    expect(refusal).toMatchObject({ code: "STORE_FAILED" });
    expect(String(refusal)).toMatch(/append: the database failed \(.*full/);
    expect(acknowledged.length).toBeGreaterThan(0);
    await expectWhole(store, acknowledged);
    // An erasure needs room too: it is whole, or leaves everything.
    for (const name of acknowledged.slice(0, -1)) {
      const done = await store.erase(name).catch((error: unknown) => error);
      if (done instanceof Error) {
        expect(done).toMatchObject({ code: "STORE_FAILED" });
        expect(await store.read(name)).toEqual(batchOf(name, SIZE));
        continue;
      }
      expect(done).toMatchObject({ removed: 0, anonymized: SIZE });
      expect(await store.read(name)).toEqual([]);
    }
    expect(await checkStore(runner)).toMatchObject({ sound: true });
    await runner.query("PRAGMA max_page_count = 100000");
    expect((await store.append(batchOf("after", SIZE))).appended).toBe(SIZE);
    database.close();
  });

  it.skipIf(engineNamed("PostgreSQL").skip !== undefined)(
    "PostgreSQL without the right to insert",
    async () => {
      const { pool, drop } = await newPgPool(4);
      await migrateStore(fromPg(pool));
      const store = sqlStore(fromPg(pool));
      await store.append(batchOf("before", SIZE), { keys: new Map([["before", ["before"]]]) });
      const role = `clerk_${String(process.pid)}`;
      await pool.query(`CREATE ROLE "${role}" LOGIN`);
      await pool.query(`GRANT SELECT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "${role}"`);
      const { host, database } = pool.options;
      const limited = new pg.Pool({ host, database, user: role, max: 2 });
      const clerk = sqlStore(fromPg(limited));
      await expect(clerk.append(batchOf("x", SIZE))).rejects.toThrow(
        /append: the database failed \(permission denied/,
      );
      await expect(clerk.saveModel("m", { kind: "m", version: 1 })).rejects.toMatchObject({
        code: "STORE_FAILED",
      });
      await expect(clerk.erase("before")).rejects.toMatchObject({ code: "STORE_FAILED" });
      await expectWhole(clerk, ["before"]);
      await limited.end();
      await pool.query(`DROP OWNED BY "${role}"`);
      await pool.query(`DROP ROLE "${role}"`);
      await drop();
    },
  );

  it.skipIf(engineNamed("MariaDB").skip !== undefined)(
    "MariaDB without the right to insert",
    async () => {
      const { pool, drop } = await newMysqlPool(4);
      await migrateStore(fromMysql2(pool, { dialect: "mariadb" }));
      const store = sqlStore(fromMysql2(pool, { dialect: "mariadb" }));
      await store.append(batchOf("before", SIZE), { keys: new Map([["before", ["before"]]]) });
      const [[row]] = (await pool.query("SELECT DATABASE() AS name")) as unknown as [
        [{ name: string }],
      ];
      const user = `clerk_${String(process.pid)}`;
      await pool.query(`CREATE USER '${user}'@'localhost'`);
      await pool.query(
        `GRANT SELECT, UPDATE, DELETE ON \`${row.name}\`.* TO '${user}'@'localhost'`,
      );
      const socketPath = process.env["SETIA_MARIADB"] ?? "";
      const limited = mysql.createPool({
        socketPath,
        user,
        database: row.name,
        connectionLimit: 2,
      });
      const clerk = sqlStore(fromMysql2(limited, { dialect: "mariadb" }));
      await expect(clerk.append(batchOf("x", SIZE))).rejects.toThrow(
        /append: the database failed \(INSERT command denied/,
      );
      await expect(clerk.erase("before")).rejects.toMatchObject({ code: "STORE_FAILED" });
      await expectWhole(clerk, ["before"]);
      await limited.end();
      await pool.query(`DROP USER '${user}'@'localhost'`);
      await drop();
    },
  );
});
