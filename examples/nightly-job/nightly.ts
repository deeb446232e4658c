/**
 * What a shop does every night, over the tables that it has: feeds new orders, refits the models, decides for every
 * customer, and leaves a list of what to do in the morning. Run again after a fall it carries on where it was.
 */
import {
  createCrm,
  decide,
  decisionEvent,
  describeDecision,
  fromDecimal,
  type CustomerEvent,
  type CustomerStore,
  type Language,
  type TacticDecided,
} from "setia";
import { migrateStore, sqlStore, type TransactionalSqlRunner } from "setia/sql";

/** What the job needs to know. */
export interface NightlyOptions {
  /** The database that has the shop's own tables, and gets those of the store. */
  readonly runner: TransactionalSqlRunner;
  readonly asOf: Date;
  readonly timeZone: string;
  readonly currency: string;
  readonly language: Language;
  /** Told how far it has come; `total` where it is known. */
  readonly progress: (stage: string, done: number, total?: number) => void;
  /** Stops the job between two steps. */
  readonly signal?: AbortSignal;
  /** Rows that are read and written at a time; 1,000 if left out. */
  readonly sliceSize?: number;
}

/** What was done. */
export interface NightlyReport {
  readonly orders: number;
  readonly customers: number;
  readonly actions: number;
}

/** The job's own tables: how far the feed has come, and what is to be done. */
const TABLES = [
  "CREATE TABLE IF NOT EXISTS nightly_feed (name TEXT PRIMARY KEY, last_id BIGINT NOT NULL)",
  `CREATE TABLE IF NOT EXISTS nightly_actions (day TEXT NOT NULL, customer_id TEXT NOT NULL,
    decision_id TEXT NOT NULL, tactic TEXT NOT NULL, title TEXT NOT NULL, message TEXT NOT NULL,
    worth BIGINT NOT NULL, reasons TEXT NOT NULL, PRIMARY KEY (day, customer_id))`,
];

/**
 * Ids of orders that are looked at again each night: an order whose transaction ended late has a lower id than others
 * that were there before. Facts that are known already change nothing.
 */
const LOOK_BACK = 1000;

/** Does the night's work. */
export async function nightly(options: NightlyOptions): Promise<NightlyReport> {
  const { runner, asOf, timeZone, currency, language, progress, sliceSize = 1000 } = options;
  const work = options.signal === undefined ? { asOf } : { asOf, signal: options.signal };
  await migrateStore(runner);
  for (const table of TABLES) await runner.query(table);
  const store = sqlStore(runner);
  const orders = await feedOrders(store, options);

  const crm = createCrm({ store, timeZone, currency });
  const { customers } = await crm.refit({
    ...work,
    onProgress: ({ stage, done }) => {
      progress(stage, done);
    },
  });

  const day = asOf.toISOString().slice(0, 10);
  let slice: Action[] = [];
  let decided = 0;
  // Who is on today's list already, from a run before this one, is decided for: that counts as a contact.
  const write = async (): Promise<void> => {
    await writeActions(runner, day, slice);
    await crm.record(slice.map(({ event }) => event));
    slice = [];
    progress("decide", decided, customers);
  };
  for await (const view of crm.customers(work)) {
    const decision = decide(view);
    decided++;
    if (decision.status !== "act") continue;
    const words = describeDecision(decision, { language, profile: view.profile });
    slice.push({ event: decisionEvent(decision), worth: Math.round(decision.score), ...words });
    if (slice.length === sliceSize) await write();
  }
  await write();
  const [list] = await runner.query(
    "SELECT count(*) AS actions FROM nightly_actions WHERE day = ?",
    [day],
  );
  return { orders, customers, actions: Number(list?.["actions"]) };
}

/** One line of the morning's list. */
interface Action {
  readonly event: TacticDecided;
  readonly title: string;
  readonly message: string;
  /** In minor units. */
  readonly worth: number;
  readonly reasons: readonly string[];
}

async function writeActions(
  runner: TransactionalSqlRunner,
  day: string,
  actions: readonly Action[],
): Promise<void> {
  await runner.transaction(async (query) => {
    for (const { event, title, message, worth, reasons } of actions) {
      const sql =
        "INSERT INTO nightly_actions VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
      await query(sql, [
        day,
        event.customerId,
        event.decisionId,
        event.tactic,
        title,
        message,
        worth,
        reasons.join("\n"),
      ]);
    }
  });
}

/** Makes events of the shop's tables `shop_customers`, `shop_orders` and `shop_order_lines`, slice by slice. */
async function feedOrders(store: CustomerStore, options: NightlyOptions): Promise<number> {
  const { runner, currency, progress, signal, sliceSize = 1000 } = options;
  const [cursor] = await runner.query("SELECT last_id FROM nightly_feed WHERE name = 'orders'");
  let after = Number(cursor?.["last_id"] ?? 0) - LOOK_BACK;
  let read = 0;
  let fed = 0;
  for (;;) {
    signal?.throwIfAborted();
    const rows = await runner.query(
      `SELECT orders.id, orders.customer_id, customers.name, customers.email, orders.total::text AS total,
        EXTRACT(EPOCH FROM orders.placed_at)::float8 * 1000 AS placed_at,
        EXTRACT(EPOCH FROM customers.created_at)::float8 * 1000 AS known_since,
        EXTRACT(EPOCH FROM customers.agreed_at)::float8 * 1000 AS agreed_at,
        (SELECT json_agg(json_build_array(sku, quantity, unit_price::text) ORDER BY sku)::text
          FROM shop_order_lines WHERE order_id = orders.id) AS lines
      FROM shop_orders AS orders JOIN shop_customers AS customers ON customers.id = orders.customer_id
      WHERE orders.id > ? ORDER BY orders.id LIMIT ?`,
      [after, sliceSize],
    );
    if (rows.length === 0) return fed;
    const { appended } = await store.append(rows.flatMap((row) => eventsOf(row, currency)));
    after = Number(rows.at(-1)?.["id"]);
    await runner.query(
      `INSERT INTO nightly_feed VALUES ('orders', ?)
      ON CONFLICT (name) DO UPDATE SET last_id = EXCLUDED.last_id`,
      [after],
    );
    fed += appended;
    progress("feed", (read += rows.length));
  }
}

/** Without it nothing but service is sent. */
function consent(customerId: string, agreedAt: number): CustomerEvent {
  return {
    id: `consent-${customerId}-${String(agreedAt)}`,
    type: "consent_changed",
    customerId,
    at: new Date(agreedAt),
    purpose: "marketing",
    channel: "email",
    status: "granted",
    proof: { method: "web_form" },
  };
}

/** Ids follow from the rows alone: the same row gives the same events. */
function eventsOf(row: Readonly<Record<string, unknown>>, currency: string): CustomerEvent[] {
  const [id, customerId, name] = [
    String(row["id"]),
    String(row["customer_id"]),
    String(row["name"]),
  ];
  const lines = JSON.parse(typeof row["lines"] === "string" ? row["lines"] : "[]") as [
    string,
    number,
    string,
  ][];
  const email = typeof row["email"] === "string" ? row["email"] : undefined;
  return [
    {
      id: `customer-${customerId}-${name}-${email ?? ""}`,
      type: "customer_identified",
      customerId,
      at: new Date(Number(row["known_since"])),
      traits: email === undefined ? { name } : { name, email },
    },
    ...(row["agreed_at"] === null ? [] : [consent(customerId, Number(row["agreed_at"]))]),
    {
      id: `order-${id}`,
      type: "order_completed",
      customerId,
      at: new Date(Number(row["placed_at"])),
      orderId: id,
      currency,
      total: fromDecimal(String(row["total"]), currency),
      lines: lines.map(([sku, quantity, unitPrice]) => ({
        sku,
        quantity,
        unitPrice: fromDecimal(unitPrice, currency),
      })),
    },
  ];
}
