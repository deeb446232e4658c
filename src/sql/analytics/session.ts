import { trying } from "../drivers/in-transaction";
import { newSecret } from "../../storage";
import { figureTables } from "../statements/figure-statements";
import type { CheckedAnalyticsOptions } from "./options";
import type { CommonTable } from "../statements/order-source";
import type { SqlQuery, SqlRow } from "../drivers/sql-runner";
import {
  sqlWriter,
  wholeQuery,
  withoutParameters,
  type SqlStatement,
  type SqlWriter,
} from "../writer/sql-text";
import { withTables } from "../statements/counted-orders";

/** What runs the statements of analytics: any {@link SqlRunner}, or an object of your own. */
export interface AnalyticsRunner {
  /** Runs one statement with a parameter for each `?` and gives the rows. */
  readonly query: SqlQuery;
  /** Runs statements on one connection; with it, figures are worked out once and kept while a model is fitted. */
  readonly transaction?: <Result>(work: (query: SqlQuery) => Promise<Result>) => Promise<Result>;
}

/** One piece of work on figures that are worked out, or written into each statement. */
export interface FigureSession {
  /** Writes statements. */
  readonly writer: SqlWriter;
  /** The queries that lead to `figures`. */
  readonly figures: readonly CommonTable[];
  /** Runs a statement. */
  readonly run: (statement: SqlStatement) => Promise<readonly SqlRow[]>;
}

/**
 * Works on figures. Where the runner can keep several statements on one connection, they are kept in a temporary table.
 *
 * @throws SetiaError `STORE_FAILED`
 */
export function onFigures<Result>(
  runner: AnalyticsRunner,
  options: CheckedAnalyticsOptions,
  keep: boolean,
  where: string,
  work: (session: FigureSession) => Promise<Result>,
): Promise<Result> {
  const { dialect } = options;
  const writer = sqlWriter(dialect);
  const { sql } = writer;
  const figures = figureTables(writer, options);
  const runBy =
    (query: SqlQuery) =>
    (statement: SqlStatement): Promise<readonly SqlRow[]> => {
      const { sql: text, parameters } = wholeQuery(statement, dialect);
      return query(text, parameters);
    };
  const { transaction } = runner;
  if (!keep || transaction === undefined || dialect.keep === undefined) {
    return trying(where, () => work({ writer, figures, run: runBy(runner.query) }));
  }
  const begin = dialect.keep;
  return trying(where, () =>
    transaction(async (query) => {
      // A name of its own: whatever else is called so, it is not this.
      const table = writer.name(`setia_figures_${newSecret().slice(0, 16)}`);
      const all = withTables(writer, figures, sql`SELECT s.* FROM "figures" s`);
      await query((dialect.before ?? "") + begin(table.sql) + withoutParameters(all, dialect));
      try {
        const kept = [{ name: "figures", query: sql`SELECT s.* FROM ${table} s` }];
        return await work({ writer, figures: kept, run: runBy(query) });
      } finally {
        // After an error the transaction may be over, and the table with it.
        await query(`DROP TABLE ${table.sql}`).catch(() => undefined);
      }
    }),
  );
}
