/** The job over PostgreSQL inside the process always, and as a program over a server where there is one. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { fromPg, fromPglite, type TransactionalSqlRunner } from "setia/sql";
import { describe, expect, it } from "vitest";
import { nightly, type NightlyOptions } from "../../examples/nightly-job/nightly";
import { newPglite, newPgPool } from "../sql/engines";

const root = fileURLToPath(new URL("../..", import.meta.url));
const POSTGRES = process.env["SETIA_POSTGRES"];
const AS_OF = "2026-06-01T09:00:00+07:00";

/** A shop of 60 customers: the lower their number, the longer ago and the rarer they bought. */
const SHOP = `
CREATE TABLE shop_customers (id BIGINT PRIMARY KEY, name TEXT NOT NULL, email TEXT, agreed_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ NOT NULL);
CREATE TABLE shop_orders (id BIGINT PRIMARY KEY, customer_id BIGINT NOT NULL, placed_at TIMESTAMPTZ NOT NULL,
  total NUMERIC(14, 2) NOT NULL);
CREATE TABLE shop_order_lines (order_id BIGINT NOT NULL, sku TEXT NOT NULL, quantity INT NOT NULL,
  unit_price NUMERIC(14, 2) NOT NULL);
INSERT INTO shop_customers SELECT n, 'Ani ' || n, 'ani' || n || '@toko.id', '2025-01-02T00:00:00+07',
  '2025-01-01T00:00:00+07' FROM generate_series(1, 60) AS n;
INSERT INTO shop_orders SELECT n * 10 + k, n, timestamptz '2025-06-01T12:00:00+07' + make_interval(days => 2 * n + 20 * k),
  50000 FROM generate_series(1, 60) AS n, generate_series(0, 4) AS k WHERE k <= n % 5;
INSERT INTO shop_order_lines SELECT id, 'kopi', 2, 25000 FROM shop_orders`;

async function openShop(runner: TransactionalSqlRunner): Promise<void> {
  for (const statement of SHOP.split(";")) await runner.query(statement);
}

async function withShop(work: (runner: TransactionalSqlRunner) => Promise<void>): Promise<void> {
  const database = await newPglite();
  try {
    const runner = fromPglite(database);
    await openShop(runner);
    await work(runner);
  } finally {
    await database.close();
  }
}

function options(
  runner: TransactionalSqlRunner,
  rest: Partial<NightlyOptions> = {},
): NightlyOptions {
  return {
    runner,
    asOf: new Date(AS_OF),
    timeZone: "Asia/Jakarta",
    currency: "IDR",
    language: "id",
    sliceSize: 50,
    progress: () => undefined,
    ...rest,
  };
}

const LIST = "SELECT customer_id, tactic, title, message FROM nightly_actions ORDER BY customer_id";

describe("the nightly job", () => {
  it("feeds, refits and leaves a list of what to do, telling how far it has come", async () => {
    await withShop(async (runner) => {
      const stages: string[] = [];
      const progress: NightlyOptions["progress"] = (stage, done, total) => {
        stages.push(`${stage} ${String(done)}${total === undefined ? "" : `/${String(total)}`}`);
      };
      const report = await nightly(options(runner, { progress }));
      expect(report).toMatchObject({ orders: 60 + 60 + 180, customers: 60 });
      expect(report.actions).toBeGreaterThan(25);
      expect(stages[0]).toBe("feed 50");
      expect(stages).toEqual(expect.arrayContaining(["feed 180", "read 300"]));
      expect(stages.at(-1)).toBe("decide 60/60");
      const list = await runner.query(LIST);
      expect(list).toHaveLength(report.actions);
      expect(list[0]?.["message"]).toContain("Ani");

      // The same night again: nothing is new, and the list is the same.
      expect(await nightly(options(runner))).toEqual({ ...report, orders: 0 });
      expect(await runner.query(LIST)).toEqual(list);

      // Two orders more, one of them committed late, with a lower id than others that were there before.
      await runner.query(
        `INSERT INTO shop_orders VALUES (595, 1, '2026-05-30T12:00:00+07', 9000),
          (9999, 2, '2026-05-31T12:00:00+07', 9000)`,
      );
      expect(await nightly(options(runner))).toMatchObject({ orders: 2 });
    });
  });

  it("carries on after it was stopped", async () => {
    await withShop(async (runner) => {
      const stop = new AbortController();
      const progress: NightlyOptions["progress"] = (stage, done) => {
        if (stage === "feed" && done === 100) stop.abort(new Error("enough"));
      };
      const stopped = nightly(options(runner, { progress, signal: stop.signal }));
      await expect(stopped).rejects.toThrow("enough");
      const rest = await nightly(options(runner));
      expect(rest.customers).toBe(60);
      expect(rest.orders).toBeLessThan(300);
    });
  });

  it.skipIf(POSTGRES === undefined)(
    `runs as a program over a PostgreSQL server${POSTGRES === undefined ? " (no server in SETIA_POSTGRES; bash test/engines/with-servers.sh npm run vitest starts one)" : ""}`,
    async () => {
      const { pool, drop } = await newPgPool();
      try {
        await openShop(fromPg(pool));
        const { database } = pool.options;
        const address = `postgres://setia@/${String(database)}?host=${encodeURIComponent(POSTGRES ?? "")}`;
        const { stdout } = await promisify(execFile)(
          process.execPath,
          ["--import", "tsx", "examples/nightly-job/main.ts", address, AS_OF],
          { cwd: root },
        );
        expect(stdout).toMatch(
          /^feed…\nread…\nfit…\nsave…\ndecide…\n300 new facts; 60 customers; \d+ things to do\n$/u,
        );
      } finally {
        await drop();
      }
    },
  );
});
