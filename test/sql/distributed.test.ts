/**
 * Orders on two nodes, hash-partitioned by customer, behind a third one: what is grouped by customer is counted on the nodes.
 * Runs where `with-servers.sh` has started PostgreSQL.
 */
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { fitRfm, scoreRfmAll, summarizePurchases, type Order } from "setia";
import { fromPg, analyticsOver, sqlAnalytics, type AnalyticsOptions } from "setia/sql";
import {
  analyticsRows,
  testAnalytics,
  type AnalyticsData,
  type AnalyticsUnderTest,
} from "setia/testing";
import { engineNamed } from "./engines";
import { insertRows } from "./analytics-tables";
import { controlNode, nodeAdmin, openThreeNodes, type ThreeNodes } from "./three-nodes";

const { skip } = engineNamed("PostgreSQL");
async function startAgain(node: number): Promise<void> {
  for (let tried = 0; ; tried++) {
    try {
      controlNode("start", node);
      return;
    } catch (error) {
      // The processes of the killed server take a moment to notice.
      if (tried === 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

const ID = 'TEXT COLLATE "C"';
const TABLES = {
  orders: `id ${ID}, customer_id ${ID}, placed_at BIGINT, currency ${ID}, total BIGINT, cancelled_at BIGINT`,
  refunds: `order_id ${ID}, customer_id ${ID}, refunded_at BIGINT, amount BIGINT`,
  lines: `order_id ${ID}, customer_id ${ID}, sku ${ID}, category ${ID}, quantity DOUBLE PRECISION`,
  returns: `order_id ${ID}, customer_id ${ID}, sku ${ID}, quantity DOUBLE PRECISION, returned_at BIGINT`,
} as const;
const SOURCE = {
  columns: {
    orders: { cancelledAt: "cancelled_at", currency: "currency" },
    refunds: { customerId: "customer_id" },
    lines: { customerId: "customer_id", category: "category", quantity: "quantity" },
    returns: { customerId: "customer_id", quantity: "quantity" },
  },
} satisfies Partial<AnalyticsOptions>;

describe("analyticsOver three nodes of PostgreSQL", () => {
  if (skip !== undefined) {
    test.skip(`three nodes: ${skip}`);
    return;
  }
  let nodes: ThreeNodes;
  let made = 0;
  let plain: AnalyticsData | undefined;

  beforeAll(async () => {
    nodes = await openThreeNodes();
  });
  afterAll(() => nodes.close());

  /** Loads orders through the coordinator, which sends each row to its node. */
  async function load(
    data: AnalyticsData,
  ): Promise<AnalyticsUnderTest & { source: AnalyticsOptions }> {
    const own = `set_${String(++made)}`;
    const names = Object.keys(TABLES) as (keyof typeof TABLES)[];
    const runner = fromPg(nodes.pool);
    for (const table of names) {
      await nodes.createTable(`${own}_${table}`, TABLES[table]);
      const rows = data.rows[table].map((row) => Object.values(row) as (string | number | null)[]);
      await insertRows({ ...runner, dialect: "postgres" }, `${own}_${table}`, rows);
    }
    await nodes.analyze(names.map((table) => `${own}_${table}`));
    const source: AnalyticsOptions = {
      ...SOURCE,
      tables: {
        orders: `${own}_orders`,
        refunds: `${own}_refunds`,
        lines: `${own}_lines`,
        returns: `${own}_returns`,
      },
    };
    return { source, open: (settings) => analyticsOver(runner, { ...source, ...settings }) };
  }

  testAnalytics({
    test: (name, run) => {
      if (/exotic|refunds|cost nothing|New York|3,000/u.test(name)) test(name, run);
    },
    create: (data) => {
      if (data.name.startsWith("3,000")) plain = data;
      return load(data);
    },
  });

  it("counts on the nodes: only one row a customer travels", async () => {
    // So many orders a customer that it is worth while: otherwise the planner would rather fetch them.
    const asOf = new Date("2026-03-01T00:00:00Z");
    const orders = Array.from({ length: 20_000 }, (_, number): Order => ({
      id: String(number),
      customerId: `customer ${String((number * 7919) % 400)}`,
      placedAt: new Date(asOf.getTime() - ((number * 104_729) % 500) * 86_400_000),
      currency: "IDR",
      total: (number * 31) % 5000,
    }));
    const loaded = await load({
      name: "many orders",
      orders,
      rows: analyticsRows(orders),
      asOf,
      timeZones: ["UTC"],
    });
    const { columns } = summarizePurchases(orders, { asOf });
    const model = fitRfm(columns);
    const measured = await loaded.open({ timeZone: "UTC" });
    expect((await measured.summarize({ asOf })).columns).toEqual(columns);
    expect(await measured.fitRfm({ asOf })).toEqual(model);
    expect(await measured.scoreRfm(model, { asOf })).toEqual(scoreRfmAll(columns, model));
    const { source } = loaded;
    const analytics = sqlAnalytics({ ...source, refunds: "ignore", dialect: "postgres", asOf });
    for (const statement of [analytics.figures(), analytics.summaries()]) {
      const explained = await nodes.pool.query<{ "QUERY PLAN": string }>(
        `EXPLAIN (VERBOSE, COSTS OFF) ${analytics.text(statement)}`,
      );
      const plan = explained.rows.map((row) => row["QUERY PLAN"]).join("\n");
      const remote = plan.match(/Remote SQL: .*/gu) ?? [];
      expect(remote).toHaveLength(2);
      for (const sql of remote) {
        expect(sql).toMatch(/count\(\*\).*sum\(.*WHERE.*placed_at <= .*GROUP BY/u);
      }
      expect(plan).toMatch(/Relations: Aggregate on/u);
    }
  });

  it("fails clearly when a node dies under a question, and answers when it is back", async () => {
    if (plain === undefined) throw new Error("the data set of 3,000 has another name");
    const { asOf, orders } = plain;
    const { source, open } = await load(plain);
    const analytics = await open({ timeZone: "UTC" });
    // Somebody holds the table on node 2, so that the question is still there when the node is killed.
    const holder = new pg.Client(nodeAdmin(2));
    holder.on("error", () => undefined);
    await holder.connect();
    await holder.query(
      `BEGIN; LOCK TABLE ${String(source.tables?.orders)} IN ACCESS EXCLUSIVE MODE`,
    );
    const question = analytics.fitRfm({ asOf }).then(
      () => undefined,
      (error: unknown) => error,
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    controlNode("kill", 2);
    expect(await question).toMatchObject({
      code: "STORE_FAILED",
      message: expect.stringMatching(
        /^fitRfm: the database failed \(.+\); expected it to answer/su,
      ) as string,
    });
    await expect(analytics.countOrders({ asOf })).rejects.toMatchObject({ code: "STORE_FAILED" });
    await holder.end().catch(() => undefined);
    await startAgain(2);
    const { columns } = summarizePurchases(orders, { asOf });
    const model = fitRfm(columns);
    expect(await analytics.fitRfm({ asOf })).toEqual(model);
    expect(await analytics.scoreRfm(model, { asOf })).toEqual(scoreRfmAll(columns, model));
  });
});
