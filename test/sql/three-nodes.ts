/** Two nodes of PostgreSQL behind a third one, which sends each row to the node of its customer. `with-servers.sh` starts the third. */
import { execFileSync } from "node:child_process";
import pg from "pg";
import { newPgPool } from "./engines";

const host = process.env["SETIA_POSTGRES"] ?? "";
/** The nodes that hold rows. */
export const NODES = [1, 2];

/** How a node is reached. */
export const nodeAdmin = (node: number): pg.ClientConfig => ({
  host,
  port: 5432 + node,
  user: "setia",
  database: "postgres",
});

/** Starts a node, or kills it. */
export function controlNode(action: "start" | "kill", node: number): void {
  const script = process.env["SETIA_SERVERS"] ?? "";
  execFileSync("bash", [script, action, `postgres-${String(node)}`], { stdio: "ignore" });
}

async function onNode(node: number, statements: readonly string[]): Promise<void> {
  const client = new pg.Client(nodeAdmin(node));
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}

/** The coordinator. */
export interface ThreeNodes {
  /** On a database of its own, with the settings by which nodes count their own customers. */
  readonly pool: pg.Pool;
  /** Creates a table that is hash-partitioned over the nodes by `customer_id`. */
  readonly createTable: (table: string, columns: string) => Promise<void>;
  /** Counts rows for the planner, as a server does by itself after a while. */
  readonly analyze: (tables: readonly string[]) => Promise<void>;
  /** Drops the database and ends the nodes. */
  readonly close: () => Promise<void>;
}

/** Starts the nodes and makes them known to a database of its own. */
export async function openThreeNodes(): Promise<ThreeNodes> {
  for (const node of NODES) controlNode("start", node);
  const database = await newPgPool();
  await database.pool.query("CREATE EXTENSION postgres_fdw");
  for (const node of NODES) {
    await database.pool.query(
      `CREATE SERVER node_${String(node)} FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '${host}', port '${String(5432 + node)}', dbname 'postgres', use_remote_estimate 'true', fetch_size '10000', async_capable 'true')`,
    );
    await database.pool.query(
      `CREATE USER MAPPING FOR CURRENT_USER SERVER node_${String(node)} OPTIONS (user 'setia')`,
    );
  }
  const [row] = (await database.pool.query<{ name: string }>("SELECT current_database() AS name"))
    .rows;
  // Off by default: then every row would travel.
  const options = "-c enable_partitionwise_aggregate=on -c enable_partitionwise_join=on";
  const pool = new pg.Pool({ host, user: "setia", database: row?.name ?? "", options, max: 4 });
  pool.on("error", () => undefined);
  return {
    pool,
    createTable: async (table, columns) => {
      await pool.query(`CREATE TABLE ${table} (${columns}) PARTITION BY HASH (customer_id)`);
      for (const node of NODES) {
        await onNode(node, [`CREATE TABLE ${table} (${columns})`]);
        await pool.query(
          `CREATE FOREIGN TABLE ${table}_${String(node)} PARTITION OF ${table} FOR VALUES WITH (MODULUS 2, REMAINDER ${String(node - 1)}) SERVER node_${String(node)} OPTIONS (table_name '${table}', batch_size '5000')`,
        );
      }
    },
    analyze: async (tables) => {
      for (const node of NODES) await onNode(node, ["ANALYZE"]);
      for (const table of tables) await pool.query(`ANALYZE ${table}`);
    },
    close: async () => {
      await pool.end();
      await database.drop();
      for (const node of NODES) controlNode("kill", node);
    },
  };
}
