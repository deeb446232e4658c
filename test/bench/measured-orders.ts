/** The orders that benches of measures measure, made in the engine, and how they time. */
import { loadavg } from "node:os";
import type { TransactionalSqlRunner } from "setia/sql";

/** The instant. */
export const asOf = new Date("2026-03-01T00:00:00Z");

/** Reads a number of the command line. */
export function argument(name: string, otherwise: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? otherwise : Number(process.argv[at + 1]);
}

/** The least of some times. Others may work on the machine too: what they do is told beside the figures. */
export async function bestOf(times: number, work: () => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let time = 0; time < times; time++) {
    const begin = performance.now();
    await work();
    best = Math.min(best, performance.now() - begin);
  }
  return best;
}

/** Says how busy the machine is. */
export function load(): string {
  return `load ${loadavg()[0]?.toFixed(1) ?? ""}`;
}

/** Orders of as many skewed customers as are asked for, over two years, as a table in whatever engine. */
export async function fill(
  { dialect, query }: TransactionalSqlRunner,
  rows: number,
  base: number,
): Promise<void> {
  const series =
    dialect === "duckdb"
      ? `range(${String(rows)}) t(n)`
      : `generate_series(CAST(0 AS BIGINT), ${String(rows - 1)}) t(n)`;
  const divide = dialect === "duckdb" ? "//" : "/";
  // One order each; for the others whole-number hashes, of which the square root makes some customers buy often. They repeat
  // after different numbers of orders, so that not everybody buys again in the same rhythm.
  const hashed = `SQRT(CAST((n * 7919) % ${String(base)} AS DOUBLE PRECISION) * ((n * 104729) % ${String(base - 1)}))`;
  const customer = `CASE WHEN n < ${String(base)} THEN n ELSE CAST(FLOOR(${hashed}) AS BIGINT) END`;
  await query("DROP TABLE IF EXISTS orders");
  await query(
    `CREATE TABLE orders AS SELECT 'c' || CAST(${customer} AS VARCHAR) AS customer_id, CAST(${String(asOf.getTime())} - ((n * 15485863) % 730) * 86400000 - (n % 86400) * 1000 AS BIGINT) AS placed_at, CAST(1000 + ((n * 32452843) % 9000017) ${divide} (1 + n % 13) AS BIGINT) AS total, CAST(n AS BIGINT) AS id FROM ${series}`,
  );
  if (dialect === "postgres") await query("ANALYZE orders");
}
