/** Every engine that is here, each with a way to make fresh stores; what is not here says that it skips. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { PGlite } from "@electric-sql/pglite";
import mysql from "mysql2/promise";
import sqlite from "node-sqlite3-wasm";
import pg from "pg";
import {
  fromDuckDb,
  fromMysql2,
  fromNodeSqlite3Wasm,
  fromPg,
  fromPglite,
  migrateStore,
  sqlStore,
  type SqlStoreOptions,
  type TransactionalSqlRunner,
} from "setia/sql";
import type { StoreUnderTest } from "setia/testing";
import { RUNS } from "../arbitraries";

/** A database that is up and migrated. */
export interface Engine {
  readonly runner: TransactionalSqlRunner;
  readonly close: () => Promise<void>;
}

/** A kind of database, whether or not it is here. */
export interface EngineKind {
  readonly name: string;
  /** Why it cannot be tested here, if so. */
  readonly skip?: string;
  /** Opens an empty database. */
  readonly open: () => Promise<Engine>;
}

const TABLES = ["events", "mentions", "keys", "models", "erased", "gaps", "tenants", "migrations"];

async function migrated(runner: TransactionalSqlRunner, close: () => unknown): Promise<Engine> {
  await migrateStore(runner);
  return {
    runner,
    close: async () => {
      await close();
    },
  };
}

/** Opens an SQLite database in memory. */
export async function openSqlite(): Promise<Engine> {
  const database = new sqlite.Database(":memory:");
  return migrated(fromNodeSqlite3Wasm(database), () => {
    database.close();
  });
}

/** A PGlite takes seconds to be born, but a copy of a new-born one does not: one is kept per run. */
export async function newPglite(): Promise<PGlite> {
  const kept = join(tmpdir(), `setia-pglite-${String(process.ppid)}.tar`);
  if (existsSync(kept)) {
    return PGlite.create({ loadDataDir: new Blob([readFileSync(kept)]) });
  }
  const database = await PGlite.create();
  const dump = await database.dumpDataDir("none");
  writeFileSync(kept, new Uint8Array(await dump.arrayBuffer()));
  return database;
}

async function openPglite(): Promise<Engine> {
  const database = await newPglite();
  return migrated(fromPglite(database), () => database.close());
}

async function openDuckDb(): Promise<Engine> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  return migrated(fromDuckDb(connection), () => {
    connection.closeSync();
    instance.closeSync();
  });
}

const POSTGRES = process.env["SETIA_POSTGRES"];
const MARIADB = process.env["SETIA_MARIADB"];
const HOW = "bash test/engines/with-servers.sh npm run vitest starts one";
let databases = 0;

function newName(): string {
  return `setia_${String(process.pid)}_${String(++databases)}`;
}

/** A pool on a database of its own on the PostgreSQL server. */
export async function newPgPool(
  max = 12,
  host = POSTGRES,
): Promise<{ pool: pg.Pool; drop: () => Promise<void> }> {
  const database = newName();
  const admin = { host, user: "setia", database: "postgres" };
  const run = async (sql: string): Promise<void> => {
    const client = new pg.Client(admin);
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await run(`CREATE DATABASE "${database}"`);
  const pool = new pg.Pool({ ...admin, database, max });
  // An idle connection that the server closes is no reason for the process to end.
  pool.on("error", () => undefined);
  const drop = async (): Promise<void> => {
    await pool.end();
    await run(`DROP DATABASE "${database}" WITH (FORCE)`);
  };
  return { pool, drop };
}

async function openPostgres(): Promise<Engine> {
  const { pool, drop } = await newPgPool();
  return migrated(fromPg(pool), drop);
}

/** A pool on a database of its own on the MariaDB server. */
export async function newMysqlPool(
  connectionLimit = 12,
  socketPath = MARIADB ?? "",
): Promise<{ pool: mysql.Pool; drop: () => Promise<void> }> {
  const database = newName();
  const admin = { socketPath, user: "root" };
  const run = async (sql: string): Promise<void> => {
    const connection = await mysql.createConnection(admin);
    await connection.query(sql);
    await connection.end();
  };
  await run(`CREATE DATABASE \`${database}\``);
  const pool = mysql.createPool({ ...admin, database, connectionLimit });
  const drop = async (): Promise<void> => {
    await pool.end();
    await run(`DROP DATABASE \`${database}\``);
  };
  return { pool, drop };
}

async function openMariadb(): Promise<Engine> {
  const { pool, drop } = await newMysqlPool();
  return migrated(fromMysql2(pool, { dialect: "mariadb" }), drop);
}

/** All engines. */
export const ENGINES: readonly EngineKind[] = [
  { name: "SQLite", open: openSqlite },
  { name: "PGlite", open: openPglite },
  { name: "DuckDB", open: openDuckDb },
  {
    name: "PostgreSQL",
    open: openPostgres,
    ...(POSTGRES === undefined ? { skip: `no server in SETIA_POSTGRES; ${HOW}` } : {}),
  },
  {
    name: "MariaDB",
    open: openMariadb,
    ...(MARIADB === undefined ? { skip: `no server in SETIA_MARIADB; ${HOW}` } : {}),
  },
];

/**
 * Whether the analytics of an engine wait for the full run: PGlite is PostgreSQL, so where a server is there too, nothing is
 * missed.
 */
export function waitsForFullRun(name: string): boolean {
  return RUNS === 1 && name === "PGlite" && POSTGRES !== undefined;
}

/** Finds an engine by name. */
export function engineNamed(name: string): EngineKind {
  const engine = ENGINES.find((one) => one.name === name);
  if (engine === undefined) throw new Error(`no engine ${name}`);
  return engine;
}

/** Writes every table as text, all tenants or those whose name begins in a certain way. */
export async function dumpTables(
  { dialect, query }: TransactionalSqlRunner,
  prefix = "",
): Promise<string> {
  const quote = dialect === "mariadb" || dialect === "mysql" ? "`" : '"';
  const lines: string[] = [];
  for (const table of TABLES) {
    for (const row of await query(`SELECT * FROM ${quote}setia_${table}${quote}`)) {
      const { tenant } = row;
      if (typeof tenant === "string" && !tenant.startsWith(prefix)) continue;
      lines.push(`${table}: ${Object.values(row).map(String).join(" | ")}`);
    }
  }
  return lines.join("\n");
}

let made = 0;

/** Makes a fresh store in a database that others use too: its tenants have names of their own. */
export function freshIn(
  runner: TransactionalSqlRunner,
  options: Omit<SqlStoreOptions, "tenant">,
): StoreUnderTest {
  const prefix = `${String(++made)}/`;
  return {
    open: (tenant) => sqlStore(runner, { ...options, tenant: `${prefix}${tenant}` }),
    dump: () => dumpTables(runner, prefix),
  };
}

/** Makes a folder for files of one test. */
export function newFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "setia-sql-"));
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
