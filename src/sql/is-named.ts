import type { SqlStatement, SqlWriter } from "./sql-text";

/**
 * Writes that an id names something: it is neither missing, nor empty, nor spaces only.
 *
 * @param writer - of the dialect
 * @param id - an id that was read
 * @returns a condition that is true or not, never unknown where it is wanted
 */
export function isNamed({ sql, call, dialect }: SqlWriter, id: SqlStatement): SqlStatement {
  return sql`TRIM(${call(dialect.string, id)}) <> ''`;
}
