/** Opens a database by its kind and where it is, as a process of its own does. */
import { DuckDBInstance } from "@duckdb/node-api";
import mysql from "mysql2/promise";
import pg from "pg";
import { fromDuckDb, fromMysql2, fromPg, type TransactionalSqlRunner } from "setia/sql";
import { SQLITE_FILE } from "./sqlite-file";

/** Gives a runner; the place is a file, or JSON of the options of a pool. */
export async function openPlace(engine: string, place: string): Promise<TransactionalSqlRunner> {
  switch (engine) {
    case "SQLite":
      return SQLITE_FILE.open(place)[0];
    case "DuckDB": {
      const instance = await DuckDBInstance.create(place);
      return fromDuckDb(await instance.connect());
    }
    case "PostgreSQL":
      return fromPg(new pg.Pool(JSON.parse(place) as pg.PoolConfig));
    default:
      return fromMysql2(mysql.createPool(JSON.parse(place) as mysql.PoolOptions), {
        dialect: "mariadb",
      });
  }
}
