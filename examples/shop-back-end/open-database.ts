/** Opens the shop's SQLite file by the driver that starts again by itself after a crash, if Node has it. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import sqlite from "node-sqlite3-wasm";
import {
  fromNodeSqlite,
  fromNodeSqlite3Wasm,
  type NodeSqliteLike,
  type TransactionalSqlRunner,
} from "setia/sql";

interface NodeSqlite {
  readonly DatabaseSync: new (path: string) => NodeSqliteLike & { readonly close: () => void };
}

/** Gives a runner, and what closes the file. */
export function openDatabase(path: string): {
  readonly runner: TransactionalSqlRunner;
  readonly close: () => void;
} {
  const built = nodeSqlite();
  if (built !== undefined) {
    const database = new built.DatabaseSync(path);
    return {
      runner: fromNodeSqlite(database),
      close: () => {
        database.close();
      },
    };
  }
  // Node 20 has none. This one locks by a folder, which stays behind if a process is killed while it writes; better-sqlite3
  // does not, but wants a compiler where there is no prebuilt one.
  if (existsSync(`${path}.lock`)) {
    throw new Error(
      `${path}.lock is there: another server is at work. If none is, remove it, or use Node 22.`,
    );
  }
  const database = new sqlite.Database(path);
  return {
    runner: fromNodeSqlite3Wasm(database),
    close: () => {
      database.close();
    },
  };
}

function nodeSqlite(): NodeSqlite | undefined {
  try {
    return createRequire(import.meta.url)("node:sqlite") as NodeSqlite;
  } catch {
    return undefined;
  }
}
