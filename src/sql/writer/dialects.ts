import type { SqlDialect } from "../drivers/sql-runner";

/** Where one kind of SQL differs from another as far as a store goes. Its texts are written for PostgreSQL, with `?`. */
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

/** The plain `_bin` collations take "x " for "x". */
const COLLATIONS = { mysql: "utf8mb4_0900_bin", mariadb: "utf8mb4_nopad_bin" } as const;

const mysqlTypes = (collation: string) => ({
  id: `VARCHAR(190) CHARACTER SET utf8mb4 COLLATE ${collation}`,
  text: `LONGTEXT CHARACTER SET utf8mb4 COLLATE ${collation}`,
});

/** The engines that a store runs on; analytics build on the same facts. */
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
  mysql: { ...MYSQL, ...mysqlTypes(COLLATIONS.mysql) },
  mariadb: { ...MYSQL, ...mysqlTypes(COLLATIONS.mariadb) },
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

/**
 * Where one kind of SQL differs from another as far as analytics go: all that a new database needs. Each function gets
 * finished pieces of SQL and writes each of them exactly once, in the order in which they were given.
 */
export interface AnalyticsDialect {
  /** Quotes a name of a table or column, whatever is in it. */
  readonly name: (name: string) => string;
  /** Writes a text literal from its UTF-8 bytes in hexadecimal digits. */
  readonly text: (hexadecimal: string) => string;
  /** Makes a number one of 64 bits. */
  readonly integer: (value: string) => string;
  /** Makes a number, or a text of one, a fraction of 64 bits. */
  readonly fraction: (value: string) => string;
  /** Sums whole numbers to one of 64 bits, or fails where that is too small. */
  readonly sum: (value: string) => string;
  /** Divides whole numbers of 0 or more, and drops the rest. */
  readonly divide: (dividend: string, divisor: string) => string;
  /** Reads an id so that only the same bytes are equal. */
  readonly id: (column: string) => string;
  /** Makes an id that was read so a text. */
  readonly string: (id: string) => string;
  /** Makes it a text that is ordered byte by byte. */
  readonly ordered: (id: string) => string;
  /** Reads a column of the database's own type for instants as milliseconds since 1970-01-01 UTC. */
  readonly milliseconds?: (timestamp: string) => string;
  /** Reads a field of a JSON object as text; nothing where there is none. */
  readonly jsonText: (json: string, field: string) => string;
  /**
   * Writes a join with the members of a list in a JSON object, which is nobody where there is no list; gives the source, and how to
   * read a field of a member as text.
   */
  readonly jsonEach: (json: string, list: string) => JsonEach;
  /** What stands before a whole query, such as a setting for it; nothing if left out. */
  readonly before?: string;
  /** Begins a statement that keeps a query's rows for the rest of a connection; left out where that cannot be. */
  readonly keep?: (table: string) => string;
}

/** The members of a list in JSON. */
export interface JsonEach {
  /** What follows `FROM table`. */
  readonly join: string;
  /** Reads a text field of a member. */
  readonly field: (name: string) => string;
}

/** The names of the dialects that come with the library. */
export const ANALYTICS_DIALECT_NAMES = [
  "postgres",
  "mysql",
  "mariadb",
  "sqlite",
  "duckdb",
  "clickhouse",
  "spark",
] as const;

/** One of {@link ANALYTICS_DIALECT_NAMES}. PGlite is `postgres`. */
export type AnalyticsDialectName = (typeof ANALYTICS_DIALECT_NAMES)[number];

const quoted =
  (quote: string) =>
  (name: string): string =>
    quote + name.replaceAll(quote, quote + quote) + quote;

const castTo =
  (type: string) =>
  (value: string): string =>
    `CAST(${value} AS ${type})`;

/** How an engine that has stores quotes names and casts to whole numbers, for analytics too. */
const shared = ({ quote, castInteger }: Dialect): Pick<AnalyticsDialect, "name" | "integer"> => ({
  name: quoted(quote),
  integer: castTo(castInteger),
});

const temporary = (table: string): string => `CREATE TEMPORARY TABLE ${table} AS `;

const POSTGRES: AnalyticsDialect = {
  ...shared(DIALECTS.postgres),
  text: (hexadecimal) => `CONVERT_FROM(DECODE('${hexadecimal}', 'hex'), 'UTF8')`,
  fraction: castTo("DOUBLE PRECISION"),
  sum: (value) => `CAST(SUM(${value}) AS BIGINT)`,
  divide: (dividend, divisor) => `(${dividend} / ${divisor})`,
  // As it is, so that whole groups can be counted on other nodes and by index.
  id: (column) => column,
  string: castTo("TEXT"),
  ordered: (id) => `CAST(${id} AS TEXT) COLLATE "C"`,
  milliseconds: (timestamp) => `CAST(FLOOR(EXTRACT(EPOCH FROM ${timestamp}) * 1000) AS BIGINT)`,
  jsonText: (json, field) => `(CAST(${json} AS JSON) ->> '${field}')`,
  jsonEach: (json, list) => ({
    join: `CROSS JOIN LATERAL JSON_ARRAY_ELEMENTS(COALESCE(CAST(${json} AS JSON) -> '${list}', '[]')) AS "member"("value")`,
    field: (name) => `("member"."value" ->> '${name}')`,
  }),
  keep: temporary,
};

const mysqlLike = (collation: string, before = ""): AnalyticsDialect => ({
  before,
  ...shared(DIALECTS.mysql),
  text: (hexadecimal) => `CONVERT(x'${hexadecimal}' USING utf8mb4)`,
  fraction: castTo("DOUBLE"),
  sum: (value) => `CAST(SUM(${value}) AS SIGNED)`,
  divide: (dividend, divisor) => `(${dividend} DIV ${divisor})`,
  id: (column) => `(CONVERT(${column} USING utf8mb4) COLLATE ${collation})`,
  string: (id) => id,
  ordered: (id) => id,
  // Of DATETIME in UTC: other functions follow the zone of the connection.
  milliseconds: (timestamp) =>
    `(TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', ${timestamp}) DIV 1000)`,
  jsonText: (json, field) =>
    `(CONVERT(JSON_UNQUOTE(JSON_EXTRACT(${json}, '$.${field}')) USING utf8mb4) COLLATE ${collation})`,
  jsonEach: (json, list) => ({
    join: `CROSS JOIN JSON_TABLE(${json}, '$.${list}[*]' COLUMNS (\`sku\` TEXT PATH '$.sku', \`category\` TEXT PATH '$.category', \`quantity\` TEXT PATH '$.quantity')) AS \`member\``,
    field: (name) => `(CONVERT(\`member\`.\`${name}\` USING utf8mb4) COLLATE ${collation})`,
  }),
  keep: temporary,
});

const SQLITE: AnalyticsDialect = {
  ...shared(DIALECTS.sqlite),
  text: (hexadecimal) => `CAST(x'${hexadecimal}' AS TEXT)`,
  fraction: castTo("REAL"),
  sum: (value) => `SUM(${value})`,
  divide: (dividend, divisor) => `(${dividend} / ${divisor})`,
  id: (column) => `(${column} COLLATE BINARY)`,
  string: castTo("TEXT"),
  ordered: (id) => `CAST(${id} AS TEXT) COLLATE BINARY`,
  jsonText: (json, field) => `JSON_EXTRACT(${json}, '$.${field}')`,
  jsonEach: (json, list) => ({
    join: `CROSS JOIN JSON_EACH(${json}, '$.${list}') AS "member"`,
    field: (name) => `JSON_EXTRACT("member"."value", '$.${name}')`,
  }),
  keep: temporary,
};

const DUCKDB: AnalyticsDialect = {
  ...shared(DIALECTS.duckdb),
  text: (hexadecimal) => `DECODE(UNHEX('${hexadecimal}'))`,
  fraction: castTo("DOUBLE"),
  sum: (value) => `CAST(SUM(${value}) AS BIGINT)`,
  divide: (dividend, divisor) => `(${dividend} // ${divisor})`,
  id: (column) => column,
  string: castTo("VARCHAR"),
  ordered: castTo("VARCHAR"),
  milliseconds: (timestamp) => `EPOCH_MS(${timestamp})`,
  jsonText: (json, field) => `JSON_EXTRACT_STRING(${json}, '$.${field}')`,
  jsonEach: (json, list) => ({
    join: `CROSS JOIN LATERAL (SELECT UNNEST(CAST(JSON_EXTRACT(${json}, '$.${list}') AS JSON[])) AS "value") AS "member"`,
    field: (name) => `JSON_EXTRACT_STRING("member"."value", '$.${name}')`,
  }),
  keep: temporary,
};

const CLICKHOUSE: AnalyticsDialect = {
  // A backslash in a quoted name is an escape there.
  name: (name) => `\`${name.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``,
  text: (hexadecimal) => `unhex('${hexadecimal}')`,
  integer: (value) => `toInt64(${value})`,
  fraction: (value) => `toFloat64(${value})`,
  // A sum of 64 bits would begin anew below nothing when it is full.
  sum: (value) => `accurateCast(sum(toInt128(${value})), 'Int64')`,
  divide: (dividend, divisor) => `intDiv(${dividend}, ${divisor})`,
  id: (column) => column,
  string: (id) => `toString(${id})`,
  ordered: (id) => `toString(${id})`,
  milliseconds: (timestamp) => `toUnixTimestamp64Milli(${timestamp})`,
  jsonText: (json, field) => `JSONExtract(${json}, '${field}', 'Nullable(String)')`,
  jsonEach: (json, list) => ({
    join: `ARRAY JOIN JSONExtractArrayRaw(${json}, '${list}') AS \`member\``,
    field: (name) => `JSONExtract(\`member\`, '${name}', 'Nullable(String)')`,
  }),
};

const SPARK: AnalyticsDialect = {
  name: quoted("`"),
  text: (hexadecimal) => `decode(unhex('${hexadecimal}'), 'UTF-8')`,
  integer: castTo("BIGINT"),
  fraction: castTo("DOUBLE"),
  sum: (value) => `CAST(sum(${value}) AS BIGINT)`,
  divide: (dividend, divisor) => `(${dividend} div ${divisor})`,
  id: (column) => column,
  string: castTo("STRING"),
  ordered: castTo("STRING"),
  milliseconds: (timestamp) => `unix_millis(${timestamp})`,
  jsonText: (json, field) => `get_json_object(${json}, '$.${field}')`,
  jsonEach: (json, list) => ({
    join: `LATERAL VIEW explode(from_json(get_json_object(${json}, '$.${list}'), 'array<struct<sku:string,category:string,quantity:string>>')) \`members\` AS \`member\``,
    field: (name) => `\`member\`.\`${name}\``,
  }),
};

/** All dialects that come with the library; a new one is an object of the same kind. */
export const ANALYTICS_DIALECTS: Readonly<Record<AnalyticsDialectName, AnalyticsDialect>> = {
  postgres: POSTGRES,
  mysql: mysqlLike(COLLATIONS.mysql),
  // Without hashing, MariaDB compares every row of one side of a join with every row of the other.
  mariadb: mysqlLike(COLLATIONS.mariadb, "SET STATEMENT join_cache_level = 4 FOR "),
  sqlite: SQLITE,
  duckdb: DUCKDB,
  clickhouse: CLICKHOUSE,
  spark: SPARK,
};

/** Turns the fixed texts of this room, which hold no literals, into a dialect's. */
export function inDialect(sql: string, dialect: SqlDialect): string {
  return inQuotes(sql, quoted(DIALECTS[dialect].quote));
}

/** Writes a fixed text, whose names stand in `"`, with the quotes of a dialect. */
export function inQuotes(sql: string, name: AnalyticsDialect["name"]): string {
  return sql.replace(/"([^"]*)"/gu, (_, own: string) => name(own));
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
