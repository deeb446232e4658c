import type { SqlStatement, SqlWriter } from "./sql-text";

/** Writes that an id names something: it is neither missing, nor empty, nor spaces only. */
export function isNamed({ sql, call, dialect }: SqlWriter, id: SqlStatement): SqlStatement {
  return sql`TRIM(${call(dialect.string, id)}) <> ''`;
}
