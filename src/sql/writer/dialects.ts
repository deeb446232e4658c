import type { SqlDialect } from "../drivers/sql-runner";

/** Where one kind of SQL differs from another. The texts of this room are written for PostgreSQL, with `?`. */
export interface Dialect {
  /** Type of ids and keys: compared byte by byte, trailing spaces too. */
  readonly id: string;
  /** Type of long texts. */
  readonly text: string;
  /** Type of 64-bit integers. */
  readonly integer: string;
  /** What a 64-bit integer is called in a cast. */
  readonly castInteger: string;
  /** Follows an insert, so that a row that is there stays as it is. */
  readonly orIgnore: string;
  /** Function that finds a text in another: 0 if it is not there. */
  readonly find: string;
  /** What stands around names. */
  readonly quote: string;
}

const MYSQL = {
  integer: "BIGINT",
  castInteger: "SIGNED",
  // INSERT IGNORE would cut texts that are too long, and hide other errors too.
  orIgnore: 'ON DUPLICATE KEY UPDATE "tenant" = "tenant"',
  find: "INSTR",
  quote: "`",
} as const;

const mysqlTypes = (collation: string) => ({
  id: `VARCHAR(190) CHARACTER SET utf8mb4 COLLATE ${collation}`,
  text: `LONGTEXT CHARACTER SET utf8mb4 COLLATE ${collation}`,
});

/** All dialects. */
export const DIALECTS: Readonly<Record<SqlDialect, Dialect>> = {
  postgres: {
    id: 'TEXT COLLATE "C"',
    text: 'TEXT COLLATE "C"',
    integer: "BIGINT",
    castInteger: "BIGINT",
    orIgnore: "ON CONFLICT DO NOTHING",
    find: "STRPOS",
    quote: '"',
  },
  // The plain `_bin` collations take "x " for "x".
  mysql: { ...MYSQL, ...mysqlTypes("utf8mb4_0900_bin") },
  mariadb: { ...MYSQL, ...mysqlTypes("utf8mb4_nopad_bin") },
  sqlite: {
    id: "TEXT",
    text: "TEXT",
    integer: "INTEGER",
    castInteger: "INTEGER",
    orIgnore: "ON CONFLICT DO NOTHING",
    find: "INSTR",
    quote: '"',
  },
  duckdb: {
    id: "VARCHAR",
    text: "VARCHAR",
    integer: "BIGINT",
    castInteger: "BIGINT",
    orIgnore: "ON CONFLICT DO NOTHING",
    find: "STRPOS",
    quote: '"',
  },
};

/** Turns the fixed texts of this room, which hold no literals, into a dialect's. */
export function inDialect(sql: string, dialect: SqlDialect): string {
  const { quote } = DIALECTS[dialect];
  return quote === '"' ? sql : sql.replaceAll('"', quote);
}

/** Numbers the placeholders, as PostgreSQL wants them: `?, ?` becomes `$1, $2`. */
export function numbered(sql: string): string {
  let number = 0;
  return sql.replace(/\?/gu, () => `$${String(++number)}`);
}

/** Writes as many rows of placeholders as there are. */
export function placeholders(rows: number, columns: number): string {
  const row = `(${Array.from({ length: columns }, () => "?").join(", ")})`;
  return Array.from({ length: rows }, () => row).join(", ");
}
