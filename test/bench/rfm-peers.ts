/** The peers of the RFM benchmark, each by the quickest way in that was found. They are installed beside it only. */
import { createRequire } from "node:module";
import type { Order } from "setia";

/** Orders as columns. */
export interface Columns {
  readonly customerIds: { readonly values: readonly string[]; readonly codes: Uint32Array };
  readonly placedAt: Float64Array;
  readonly total: Float64Array;
}

/** Orders as columns, with a text for each. */
export interface TextColumns {
  readonly customerIds: readonly string[];
  readonly placedAt: Float64Array;
  readonly total: Float64Array;
}

/** One peer. */
export interface PeerTask {
  readonly name: string;
  readonly fromObjects: (orders: readonly Order[]) => unknown;
  readonly fromColumns: (columns: Columns) => unknown;
  /** The same with a customer's text for each order. */
  readonly fromTexts: (columns: TextColumns) => unknown;
  /** Loads the columns first. */
  readonly load?: (columns: Columns) => Promise<{
    readonly query: () => Promise<unknown>;
    readonly smallQuery: () => Promise<unknown>;
    readonly close: () => Promise<void>;
  }>;
}

/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return -- the peers' types are not installed with the project */

const DAY = 86_400_000;
const require = createRequire(import.meta.url);

/** Loads what is installed, and says what is not. */
export async function loadPeers(asOf: Date): Promise<PeerTask[]> {
  const makers = { "@duckdb/node-api": duckdb, "nodejs-polars": polars, arquero };
  const peers: PeerTask[] = [];
  for (const [name, make] of Object.entries(makers)) {
    try {
      require.resolve(name);
    } catch {
      console.log(
        `${name} is not installed, so it is left out: npm install --prefix test/bench/peers`,
      );
      continue;
    }
    peers.push(await make(require(name), asOf));
  }
  return peers;
}

const SCORE = ["recency", "frequency", "monetary"]
  .map(
    (name) =>
      `1 + (5*x_${name} > n - 1)::INT + (5*x_${name} > 2*(n - 1))::INT + (5*x_${name} > 3*(n - 1))::INT + (5*x_${name} > 4*(n - 1))::INT AS ${name}`,
  )
  .join(", ");
const RANKS =
  "COUNT(*) OVER () AS n, RANK() OVER (ORDER BY last_day DESC) - 1 AS x_recency, RANK() OVER (ORDER BY orders) - 1 AS x_frequency, RANK() OVER (ORDER BY revenue) - 1 AS x_monetary";

// eslint-disable-next-line @typescript-eslint/require-await -- alike for all peers
async function duckdb(library: any, asOf: Date): Promise<PeerTask> {
  const { DuckDBInstance, DuckDBDataChunk, BIGINT, VARCHAR, INTEGER } = library;
  const until = asOf.getTime();
  /** The same answer: with different days and the revenue of the first day, by ascending id. */
  const full = (key: string): string => `
    WITH days AS (SELECT ${key} AS id, placed_at // ${String(DAY)} AS day, COUNT(*) AS orders, SUM(total)::BIGINT AS revenue, MIN(placed_at) AS first, MAX(placed_at) AS last
                    FROM orders WHERE placed_at <= ${String(until)} GROUP BY 1, 2),
         s AS (SELECT id, SUM(orders)::BIGINT AS orders, COUNT(*) AS days, MIN(first) AS first, MAX(last) AS last, MAX(day) AS last_day, SUM(revenue)::BIGINT AS revenue,
                      ARG_MIN(revenue, day) AS first_day_revenue FROM days GROUP BY id),
         r AS (SELECT *, ${RANKS} FROM s)
    SELECT id, orders, days, first, last, revenue, first_day_revenue, ${SCORE} FROM r ORDER BY id`;
  const small = `
    WITH s AS (SELECT id, COUNT(*) AS orders, MAX(placed_at // ${String(DAY)}) AS last_day, SUM(total)::BIGINT AS revenue FROM orders WHERE placed_at <= ${String(until)} GROUP BY id),
         r AS (SELECT *, ${RANKS} FROM s)
    SELECT id, orders, last_day, revenue, ${SCORE} FROM r`;

  async function withTable<Result>(
    type: any,
    rows: number,
    chunkOf: (from: number, to: number) => unknown[][],
    work: (connection: any) => Promise<Result>,
  ): Promise<Result> {
    const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
    const connection = await instance.connect();
    await connection.run(
      `CREATE TABLE orders (id ${type === VARCHAR ? "VARCHAR" : "INTEGER"}, placed_at BIGINT, total BIGINT)`,
    );
    const appender = await connection.createAppender("orders");
    for (let from = 0; from < rows; from += 2048) {
      const chunk = DuckDBDataChunk.create([type, BIGINT, BIGINT]);
      chunk.setColumns(chunkOf(from, Math.min(rows, from + 2048)));
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
    return work(connection);
  }
  const chunkOf =
    (ids: ArrayLike<unknown> & { slice: (from: number, to: number) => ArrayLike<unknown> }) =>
    ({ placedAt, total }: Pick<Columns, "placedAt" | "total">) =>
    (from: number, to: number): unknown[][] => [
      Array.from(ids.slice(from, to)),
      Array.from(placedAt.subarray(from, to), BigInt),
      Array.from(total.subarray(from, to), BigInt),
    ];
  const chunk = (columns: Columns): ReturnType<ReturnType<typeof chunkOf>> =>
    chunkOf(columns.customerIds.codes)(columns);

  return {
    name: "duckdb",
    fromObjects: (orders) =>
      withTable(
        VARCHAR,
        orders.length,
        (from, to) => {
          const part = orders.slice(from, to);
          return [
            part.map((order) => order.customerId),
            part.map((order) => BigInt(order.placedAt.getTime())),
            part.map((order) => BigInt(order.total)),
          ];
        },
        (connection) => connection.run(full("id")),
      ),
    fromColumns: (columns) =>
      withTable(INTEGER, columns.total.length, chunk(columns), (connection) =>
        connection.run(full("id")),
      ),
    fromTexts: (columns) =>
      withTable(
        VARCHAR,
        columns.total.length,
        chunkOf(columns.customerIds)(columns),
        (connection) => connection.run(full("id")),
      ),
    load: (columns) =>
      withTable(INTEGER, columns.total.length, chunk(columns), (connection) =>
        Promise.resolve({
          query: () => connection.run(full("id")) as Promise<unknown>,
          smallQuery: () => connection.run(small) as Promise<unknown>,
          close: () => {
            connection.closeSync();
            return Promise.resolve();
          },
        }),
      ),
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- alike for all peers
async function polars(library: any, asOf: Date): Promise<PeerTask> {
  const pl = library.default ?? library;
  const answer = (id: unknown, at: Float64Array, total: Float64Array): unknown => {
    // It has no whole division that is quicker than this.
    const day = Int32Array.from(at, (time) => Math.floor(time / DAY));
    const summary = pl
      .DataFrame({ id, at, total, day })
      .filter(pl.col("at").ltEq(asOf.getTime()))
      .groupBy("id")
      .agg(
        pl.col("total").sum().alias("revenue"),
        pl.col("total").count().alias("orders"),
        pl.col("day").nUnique().alias("days"),
        pl.col("at").min().alias("first"),
        pl.col("at").max().alias("last"),
      );
    return ["last", "orders", "revenue"].map((name) => [
      summary.getColumn(name).quantile(0.2),
      summary.getColumn(name).quantile(0.4),
      summary.getColumn(name).quantile(0.6),
      summary.getColumn(name).quantile(0.8),
    ]);
  };
  return {
    name: "polars",
    fromObjects: (orders) =>
      answer(
        orders.map((order) => order.customerId),
        Float64Array.from(orders, (order) => order.placedAt.getTime()),
        Float64Array.from(orders, (order) => order.total),
      ),
    fromColumns: ({ customerIds, placedAt, total }) => answer(customerIds.codes, placedAt, total),
    fromTexts: ({ customerIds, placedAt, total }) => answer(customerIds, placedAt, total),
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- alike for all peers
async function arquero(aq: any, asOf: Date): Promise<PeerTask> {
  const { op } = aq;
  const answer = (table: any): unknown => {
    const summary = table
      .params({ until: asOf.getTime(), day: DAY })
      .filter((d: any, $: any) => d.at <= $.until)
      .derive({ day: (d: any, $: any) => op.floor(d.at / $.day) })
      .groupby("id")
      .rollup({
        revenue: op.sum("total"),
        orders: op.count(),
        days: op.distinct("day"),
        first: op.min("at"),
        last: op.max("at"),
      })
      .reify();
    return ["last", "orders", "revenue"].map((name) =>
      summary
        .rollup({
          a: op.quantile(name, 0.2),
          b: op.quantile(name, 0.4),
          c: op.quantile(name, 0.6),
          d: op.quantile(name, 0.8),
        })
        .objects(),
    );
  };
  return {
    name: "arquero",
    fromObjects: (orders) =>
      answer(
        aq.table({
          id: orders.map((order) => order.customerId),
          at: Float64Array.from(orders, (order) => order.placedAt.getTime()),
          total: Float64Array.from(orders, (order) => order.total),
        }),
      ),
    fromColumns: ({ customerIds, placedAt, total }) =>
      answer(aq.table({ id: customerIds.codes, at: placedAt, total })),
    fromTexts: ({ customerIds, placedAt, total }) =>
      answer(aq.table({ id: customerIds, at: placedAt, total })),
  };
}
