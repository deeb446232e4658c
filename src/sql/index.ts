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
  ANALYTICS_DIALECT_NAMES,
  ANALYTICS_DIALECTS,
  type JsonEach,
  type AnalyticsDialect,
  type AnalyticsDialectName,
} from "./writer/dialects";
export type {
  AnalyticsColumns,
  AnalyticsEvents,
  AnalyticsOptions,
  AnalyticsTables,
  SqlAnalyticsOptions,
  SqlTableName,
} from "./analytics/options";
export type { AnalyticsRunner } from "./analytics/session";
export { analyticsOver, type AnalyticsOverOptions } from "./analytics/analytics-over";
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
export { sqlAnalytics, type SqlAnalytics } from "./analytics/sql-analytics";
export { sqlStore, type SqlStoreOptions } from "./store/sql-store";
export type { SqlStatement } from "./writer/sql-text";
