/**
 * Customers in a SQL database, whichever it is and whichever driver reaches it.
 *
 * @packageDocumentation
 */

export {
  checkStore,
  type CheckStoreOptions,
  type StoreCheck,
  type StoreProblem,
} from "./store/check-store";
export {
  fromDuckDb,
  type DuckDbConnectionLike,
  type DuckDbStatementLike,
} from "./drivers/from-duckdb";
export {
  fromKysely,
  type FromKyselyOptions,
  type KyselyExecutor,
  type KyselyLike,
  type KyselyQuery,
  type KyselyTransactionLike,
} from "./drivers/from-kysely";
export {
  fromMysql2,
  type FromMysql2Options,
  type Mysql2ConnectionLike,
  type Mysql2PoolLike,
  type Mysql2Queryable,
} from "./drivers/from-mysql2";
export {
  fromPg,
  fromPglite,
  type PgClientLike,
  type PgliteLike,
  type PgPoolLike,
  type PgQueryable,
} from "./drivers/from-postgres";
export {
  fromBetterSqlite3,
  fromNodeSqlite,
  fromNodeSqlite3Wasm,
  type BetterSqlite3Like,
  type NodeSqlite3WasmLike,
  type NodeSqliteLike,
  type SqliteValue,
} from "./drivers/from-sqlite";
export {
  MEASURE_DIALECT_NAMES,
  MEASURE_DIALECTS,
  type JsonEach,
  type MeasureDialect,
  type MeasureDialectName,
} from "./writer/analytics-dialects";
export type {
  MeasureColumns,
  MeasureEvents,
  MeasureOptions,
  MeasureTables,
  SqlMeasuresOptions,
  SqlTableName,
} from "./analytics/options";
export type { MeasureRunner } from "./analytics/session";
export { measuresOver, type MeasuresOverOptions } from "./analytics/analytics-over";
export { migrateStore, storeMigrations, type StoreMigration } from "./store/migrations";
export {
  SQL_DIALECTS,
  type SqlDialect,
  type SqlQuery,
  type SqlRow,
  type SqlRunner,
  type SqlValue,
  type TransactionalSqlRunner,
} from "./drivers/sql-runner";
export { sqlMeasures, type SqlMeasures } from "./analytics/sql-analytics";
export { sqlStore, type SqlStoreOptions } from "./store/sql-store";
export type { SqlStatement } from "./writer/sql-text";
