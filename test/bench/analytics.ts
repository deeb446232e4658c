/**
 * The speed of analytics in an engine, as ratios on the same engine in the same run: `npm run bench:analytics`. Scoring by thresholds
 * against ranks over windows, and a whole base against the best query written by hand. `--customers 100000` and `--orders 1000000` ask for
 * other sizes. PostgreSQL takes part if it is up: `bash test/engines/with-servers.sh npm run bench:analytics`.
 */
import { DuckDBInstance } from "@duckdb/node-api";
import type { RfmModel } from "setia";
import {
  fromDuckDb,
  analyticsOver,
  sqlAnalytics,
  fromPg,
  type TransactionalSqlRunner,
} from "setia/sql";
import { engineNamed, newPgPool } from "../sql/engines";
import { argument, asOf, bestOf, fill, load } from "./measured-orders";

const customers = argument("customers", 1_000_000);
const orders = argument("orders", 10_000_000);
const options = { tables: { orders: "orders" }, currency: "IDR" } as const;
/** What both sides compute: what is written by hand does not balance frequency. */
const method = "quantile";

/** Figures are there; from them to the scores of everybody, as a table. */
async function thresholdsAgainstRanks(name: string, runner: TransactionalSqlRunner): Promise<void> {
  await fill(runner, 3 * customers, customers);
  const statements = sqlAnalytics({ ...options, dialect: runner.dialect, asOf });
  await runner.query("DROP TABLE IF EXISTS figures_of_all");
  await runner.query(`CREATE TABLE figures_of_all AS ${statements.text(statements.figures())}`);
  const [{ size } = { size: 0 }] = await runner.query(
    "SELECT COUNT(*) AS size FROM figures_of_all",
  );
  // A table of figures is a table of customers with one order each, as far as scores go.
  const figures = `"figures" AS (SELECT customer_id AS "customer", recency AS "recency", frequency AS "frequency", monetary AS "monetary", tenure AS "tenure" FROM figures_of_all)`;
  const over = (text: string): string =>
    text.replace(/^WITH "given" AS .*?(, "(?:ranked_1|scores)" AS)/su, `WITH ${figures}$1`);
  const counted = async (text: string): Promise<void> => {
    // Counted, since sorting by id and sending a row a customer takes as long either way.
    await runner.query(
      `SELECT recency_score, frequency_score, monetary_score, COUNT(*) FROM (${text.slice(0, text.lastIndexOf(" ORDER BY "))}) AS scored GROUP BY recency_score, frequency_score, monetary_score`,
    );
  };
  const byRanks = await bestOf(5, () =>
    counted(over(statements.text(statements.rankedScores({ method })))),
  );
  const analytics = analyticsOver(overFigures(runner), { ...options });
  let model: RfmModel | undefined;
  // The model with its percentiles, and how many have which scores: ranks give the latter alone.
  const fitting = await bestOf(5, async () => {
    ({ model } = await analytics.analyzeRfm({ asOf, method }));
  });
  if (model === undefined) throw new Error("no model");
  const fitted = model;
  const scoring = await bestOf(5, () => counted(over(statements.text(statements.scores(fitted)))));
  const against = (time: number): string =>
    `${time.toFixed(0)} ms (${(byRanks / time).toFixed(1)}x)`;
  console.log(
    `${name}, ${String(size)} customers: ranks ${byRanks.toFixed(0)} ms, thresholds: fit and count ${against(fitting)}, score by the model ${against(scoring)}, both ${against(fitting + scoring)}; ${load()}`,
  );
  await runner.query("DROP TABLE figures_of_all");
}

/** Answers for figures from the table that has them, so that only fitting is timed. */
function overFigures(runner: TransactionalSqlRunner): TransactionalSqlRunner {
  const rewritten =
    (query: TransactionalSqlRunner["query"]): TransactionalSqlRunner["query"] =>
    async (sql, parameters) => {
      if (sql.startsWith("CREATE TEMPORARY TABLE")) {
        const [create] = /^CREATE TEMPORARY TABLE "[^"]*" AS /u.exec(sql) ?? [""];
        const view = create.replace("TABLE", "VIEW");
        return query(
          `${view}SELECT customer_id AS "customer", recency AS "recency", frequency AS "frequency", monetary AS "monetary", tenure AS "tenure" FROM figures_of_all`,
        );
      }
      return query(sql.replace(/^DROP TABLE/u, "DROP VIEW"), parameters);
    };
  return {
    dialect: runner.dialect,
    // What is asked of the orders is not what is timed.
    query: () => Promise.resolve([COUNTS]),
    transaction: (work) => runner.transaction((query) => work(rewritten(query))),
  };
}

const COUNTS = {
  orders: 1,
  counted: 1,
  future: 0,
  cancelled: 0,
  refunded: 0,
  without_customer: 0,
  zero_value_left_out: 0,
  partly_refunded: 0,
  zero_value: 0,
  faults: 0,
};

/** From orders to how many customers have which scores, against the same by hand. */
async function endToEnd(name: string, runner: TransactionalSqlRunner): Promise<void> {
  await fill(runner, orders, orders / 10);
  const analytics = analyticsOver(runner, options);
  let ours = "";
  const library = await bestOf(3, async () => {
    const { segments } = await analytics.analyzeRfm({ asOf, method });
    ours = segments.map(({ segment, customers: many }) => `${segment} ${String(many)}`).join(", ");
  });
  // The figures once, quantiles by the engine's own function, and scores by comparing with them.
  const today = Math.floor(asOf.getTime() / 86_400_000);
  const percents = Array.from({ length: 99 }, (_, at) => (at + 1) / 100).join(", ");
  const part = (column: string): string =>
    `quantile_cont(${column}, [0.2, 0.4, 0.6, 0.8]) AS ${column}_cuts, quantile_disc(${column}, [${percents}]) AS ${column}_percents`;
  const above = (column: string): string =>
    [1, 2, 3, 4].map((k) => `(${column} > ${column}_cuts[${String(k)}])::INT`).join(" + ");
  const byHand = await bestOf(3, async () => {
    await runner.query("DROP TABLE IF EXISTS by_hand");
    await runner.query(
      `CREATE TEMPORARY TABLE by_hand AS SELECT customer_id, ${String(today)} - MAX(placed_at) // 86400000 AS r, COUNT(*) AS f, SUM(total)::BIGINT AS m FROM orders WHERE placed_at <= ${String(asOf.getTime())} AND customer_id <> '' GROUP BY customer_id`,
    );
    await runner.query(
      `WITH c AS (SELECT ${["r", "f", "m"].map(part).join(", ")} FROM by_hand), s AS (SELECT 5 - (${above("r")}) AS rs, 1 + ${above("f")} AS fs, 1 + ${above("m")} AS ms, f, m FROM by_hand, c) SELECT rs, fs, ms, COUNT(*), SUM(f), SUM(m), (SELECT [r_percents, f_percents, m_percents] FROM c) FROM s GROUP BY ALL`,
    );
  });
  await runner.query("DROP TABLE by_hand");
  console.log(
    `${name}, ${String(orders)} orders end to end: ${library.toFixed(0)} ms, by hand ${byHand.toFixed(0)} ms, ${(library / byHand).toFixed(2)}x; ${load()}; ${ours}`,
  );
}

const instance = await DuckDBInstance.create(":memory:");
const connection = await instance.connect();
const duckDb = fromDuckDb(connection);
await thresholdsAgainstRanks("DuckDB", duckDb);
await endToEnd("DuckDB", duckDb);
connection.closeSync();
instance.closeSync();
const { skip } = engineNamed("PostgreSQL");
if (skip === undefined) {
  const { pool, drop } = await newPgPool(4);
  await thresholdsAgainstRanks("PostgreSQL", fromPg(pool));
  await drop();
} else console.log(`PostgreSQL: skipped, ${skip}`);
