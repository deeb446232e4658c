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

const root = fileURLToPath(new URL("../..", import.meta.url));
const KILLS = RUNS > 1 ? 50 : 3;
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
    external: ["pg", "mysql2", "node-sqlite3-wasm", "@duckdb/node-api"],
    logLevel: "silent",
  });
});
afterAll(() => {
  rmSync(child, { force: true });
  remove();
});

/** Lets a child append, kills it after some acknowledgements and a moment, and gives what was acknowledged. */
function appendAndKill(
  engine: string,
  place: string,
  prefix: string,
  after: number,
): Promise<string[]> {
  const size = String(SIZE);
  const running = spawn(process.execPath, [child, engine, place, prefix, size], { cwd: root });
  let output = "";
  let errors = "";
  running.stderr.on("data", (data) => (errors += String(data)));
  return new Promise((resolve, reject) => {
    running.stdout.on("data", (data) => {
      output += String(data);
      // At once after the answer the next append is on its way: somewhere in it the process dies.
      if (output.split("\n").length > 1 + (after % 3)) {
        setTimeout(() => running.kill("SIGKILL"), (after * 1.7) % 23);
      }
    });
    running.on("exit", (_, signal) => {
      if (signal === "SIGKILL") resolve(output.split("\n").slice(0, -1));
      else reject(new Error(`the child ended by itself: ${errors}`));
    });
  });
}

/** Every acknowledged batch is there, and every batch that is there is whole. */
async function expectWhole(store: CustomerStore, acknowledged: readonly string[]): Promise<void> {
  const customers = await store.listCustomers({ limit: 100_000 });
  expect(customers).toEqual(expect.arrayContaining([...acknowledged]));
  const log: CustomerEvent[] = [];
  for await (const { events } of store.scan()) log.push(...events);
  const counts = new Map<string, number>();
  for (const { customerId } of log) counts.set(customerId, (counts.get(customerId) ?? 0) + 1);
  expect([...counts].filter(([, count]) => count !== SIZE)).toEqual([]);
  expect(await store.findCustomers(customers.map(String))).toEqual(customers);
  const [last] = acknowledged.slice(-1);
  if (last === undefined) return;
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
      const reopen = (): Promise<readonly [TransactionalSqlRunner, () => unknown]> => {
        // This driver locks by a folder beside the file, which a killed process leaves behind.
        rmSync(`${place}.lock`, { recursive: true, force: true });
        const database = new sqlite.Database(place);
        const close = (): void => {
          database.close();
        };
        return Promise.resolve([fromNodeSqlite3Wasm(database), close]);
      };
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

describe.each(PLACES)("a process killed in the middle of appends to %s", (engine, make) => {
  const { skip } = engineNamed(engine);
  if (skip !== undefined) {
    test.skip(`${engine}: ${skip}`);
    return;
  }
  it(`leaves no half batch and loses none that was acknowledged, ${String(KILLS)} times`, async () => {
    const { place, reopen, drop } = await make();
    const [first, closeFirst] = await reopen();
    await migrateStore(first);
    await closeFirst();
    const acknowledged: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      acknowledged.push(...(await appendAndKill(engine, place, `k${String(kill)}`, kill)));
      const [runner, close] = await reopen();
      await expectWhole(sqlStore(runner), acknowledged);
      await close();
    }
    expect(acknowledged.length).toBeGreaterThan(KILLS / 2);
    await drop();
  }, 600_000);
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
