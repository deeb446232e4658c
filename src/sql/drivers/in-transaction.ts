import { isSetiaError, SetiaError } from "../../kernel";
import type { SqlQuery, TransactionalSqlRunner } from "./sql-runner";

const TRIES = 30;
/** Milliseconds that a writer waits at most before it tries again. */
const LONGEST_PAUSE = 500;

/** Errors after which the same transaction may well succeed: deadlocks, conflicts, busy files. */
const TRANSIENT_CODES: readonly unknown[] = [
  "40001",
  "40P01",
  "ER_LOCK_DEADLOCK",
  "ER_CHECKREAD",
  "SQLITE_BUSY",
  "SQLITE_BUSY_SNAPSHOT",
  "SQLITE_LOCKED",
];
const LOCKED_TEXT = /database (table )?is locked/iu;
const LOCKED_ADVICE =
  'Another process is writing; or, with node-sqlite3-wasm, one was killed and left its lock: if no process has the file open, remove the folder beside it whose name ends in ".lock", or open the file with node:sqlite or better-sqlite3, which leave none';
// DuckDB finds out at the commit that another connection has written the same rows.
const TRANSIENT_TEXT =
  /database (table )?is locked|TransactionContext Error|conflict on (tuple|update)|write-write conflict|^Constraint Error: .*(duplicate|violat)/iu;

/**
 * Runs a transaction, again if it fell victim to another one, and makes other errors of the driver clear.
 *
 * @throws SetiaError the work's own, or `STORE_FAILED`
 */
export function inTransaction<Result>(
  runner: TransactionalSqlRunner,
  where: string,
  work: (query: SqlQuery) => Promise<Result>,
): Promise<Result> {
  return trying(where, () => runner.transaction(work));
}

/**
 * Does work that is all or nothing, again if it met others at a bad time. Readers need it too: a file of SQLite
 * can be busy for them.
 *
 * @throws SetiaError the work's own, or `STORE_FAILED`
 */
export async function trying<Result>(where: string, work: () => Promise<Result>): Promise<Result> {
  for (let tried = 1; ; tried++) {
    try {
      return await work();
    } catch (error) {
      if (tried >= TRIES || !isTransient(error)) throw failed(where, error);
      await pause(Math.random() * Math.min(LONGEST_PAUSE, 5 * 2 ** tried));
    }
  }
}

/** Wraps an error of a driver; errors of this library pass as they are. */
export function failed(where: string, cause: unknown): SetiaError {
  if (isSetiaError(cause)) return cause;
  const said = cause instanceof Error ? cause.message : String(cause);
  const advice = LOCKED_TEXT.test(said) ? `. ${LOCKED_ADVICE}` : "";
  return new SetiaError(
    "STORE_FAILED",
    `${where}: the database failed (${said}); expected it to answer. All of this call was kept, or nothing of it${advice}`,
    { cause },
  );
}

function isTransient(error: unknown): boolean {
  if (!(error instanceof Error) || isSetiaError(error)) return false;
  const { code } = error as { code?: unknown };
  return TRANSIENT_CODES.includes(code) || TRANSIENT_TEXT.test(error.message);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
