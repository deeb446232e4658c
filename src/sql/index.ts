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
} from "./check-store";
export { fromDuckDb, type DuckDbConnectionLike, type DuckDbStatementLike } from "./from-duckdb";
export {
  fromKysely,
  type FromKyselyOptions,
  type KyselyExecutor,
  type KyselyLike,
  type KyselyQuery,
  type KyselyTransactionLike,
} from "./from-kysely";
export {
  fromMysql2,
  type FromMysql2Options,
  type Mysql2ConnectionLike,
  type Mysql2PoolLike,
  type Mysql2Queryable,
} from "./from-mysql2";
export {
  fromPg,
  fromPglite,
  type PgClientLike,
  type PgliteLike,
  type PgPoolLike,
  type PgQueryable,
} from "./from-postgres";
export {
  fromBetterSqlite3,
  fromNodeSqlite,
  fromNodeSqlite3Wasm,
  type BetterSqlite3Like,
  type NodeSqlite3WasmLike,
  type NodeSqliteLike,
  type SqliteValue,
} from "./from-sqlite";
export {
  MEASURE_DIALECT_NAMES,
  MEASURE_DIALECTS,
  type JsonEach,
  type MeasureDialect,
  type MeasureDialectName,
} from "./measure-dialects";
export type {
  MeasureColumns,
  MeasureEvents,
  MeasureOptions,
  MeasureTables,
  SqlMeasuresOptions,
  SqlTableName,
} from "./measure-options";
export type { MeasureRunner } from "./measure-session";
export { measuresOver, type MeasuresOverOptions } from "./measures-over";
export { migrateStore, storeMigrations, type StoreMigration } from "./migrations";
export {
  SQL_DIALECTS,
  type SqlDialect,
  type SqlQuery,
  type SqlRow,
  type SqlRunner,
  type SqlValue,
  type TransactionalSqlRunner,
} from "./sql-runner";
export { sqlMeasures, type SqlMeasures } from "./sql-measures";
export { sqlStore, type SqlStoreOptions } from "./sql-store";
export type { SqlStatement } from "./sql-text";
