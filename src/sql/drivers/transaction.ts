import type { SqlQuery } from "./sql-runner";

/** Runs work between a begin and a commit on one connection, or rolls back. */
export async function between<Result>(
  query: SqlQuery,
  begin: readonly string[],
  work: (query: SqlQuery) => Promise<Result>,
): Promise<Result> {
  for (const statement of begin) await query(statement);
  try {
    const result = await work(query);
    await query("COMMIT");
    return result;
  } catch (error) {
    // Some errors have ended the transaction already; then there is nothing to roll back.
    await query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}
