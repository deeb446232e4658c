/** SQLite files, opened by the best driver that is here. */
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import sqlite from "node-sqlite3-wasm";
import {
  fromBetterSqlite3,
  fromNodeSqlite,
  fromNodeSqlite3Wasm,
  type BetterSqlite3Like,
  type NodeSqliteLike,
  type TransactionalSqlRunner,
} from "setia/sql";

interface Closable {
  close(): void;
}
type Open = (path: string) => readonly [runner: TransactionalSqlRunner, close: () => void];

function required(name: string): unknown {
  try {
    return createRequire(import.meta.url)(name) as unknown;
  } catch {
    return undefined;
  }
}

const node = required("node:sqlite") as
  { DatabaseSync: new (path: string) => NodeSqliteLike & Closable } | undefined;
const Better = required("better-sqlite3") as
  (new (path: string) => BetterSqlite3Like & Closable) | undefined;

/** Opens a file by node-sqlite3-wasm, whose lock outlives a killed process: it is taken away first. */
function openWasm(path: string): ReturnType<Open> {
  rmSync(`${path}.lock`, { recursive: true, force: true });
  const database = new sqlite.Database(path);
  return [
    fromNodeSqlite3Wasm(database),
    () => {
      database.close();
    },
  ];
}

function openNode(path: string): ReturnType<Open> {
  if (node === undefined) throw new Error("no node:sqlite");
  const database = new node.DatabaseSync(path);
  return [
    fromNodeSqlite(database),
    () => {
      database.close();
    },
  ];
}

function openBetter(path: string): ReturnType<Open> {
  if (Better === undefined) throw new Error("no better-sqlite3");
  const database = new Better(path);
  return [
    fromBetterSqlite3(database),
    () => {
      database.close();
    },
  ];
}

/** The driver, and whether a file of it can be opened after a kill as it is, so that others may be at work on it. */
export const SQLITE_FILE: {
  readonly driver: string;
  readonly recovers: boolean;
  readonly open: Open;
} =
  node !== undefined
    ? { driver: "node:sqlite", recovers: true, open: openNode }
    : Better !== undefined
      ? { driver: "better-sqlite3", recovers: true, open: openBetter }
      : { driver: "node-sqlite3-wasm", recovers: false, open: openWasm };
