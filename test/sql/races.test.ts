/** Whatever several workers do to one customer at the same time comes out as if it had been done one after the other. */
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { memoryStore, type CustomerStore } from "setia";
import { fromMysql2, fromPg, migrateStore, sqlStore, type TransactionalSqlRunner } from "setia/sql";
import { randomNumbers } from "../../src/testing/random-commands";
import { RUNS } from "../arbitraries";
import { ENGINES, engineNamed, newFolder, newMysqlPool, newPgPool } from "./engines";
import {
  BEFORE,
  perform,
  randomRace,
  SECRET,
  serialOrder,
  stateOf,
  TENANT,
  workspace,
  type Op,
} from "./races";
import { SQLITE_FILE } from "./sqlite-file";

const RACES = Number(process.env["SETIA_RACES"] ?? (RUNS > 1 ? 100 : 12));
const TABLES = ["events", "mentions", "keys", "models", "erased", "gaps", "tenants"];

/** Lets each answer take its time, another one each time, so that workers of one process overtake one another. */
function unsteady(store: CustomerStore, pick: (bound: number) => number): CustomerStore {
  const late = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    for (let tick = pick(40); tick > 0; tick--) await Promise.resolve();
    return work();
  };
  return {
    ...store,
    append: (...given) => late(() => store.append(...given)),
    read: (...given) => late(() => store.read(...given)),
    findCustomers: (...given) => late(() => store.findCustomers(...given)),
    findNaming: (...given) => late(() => store.findNaming(...given)),
    erase: (...given) => late(() => store.erase(...given)),
    saveModel: (...given) => late(() => store.saveModel(...given)),
  };
}

async function expectSerial(
  race: readonly (readonly Op[])[],
  results: readonly (readonly string[])[],
  store: CustomerStore,
): Promise<void> {
  const order = await serialOrder(race, results, await stateOf(store));
  if (order !== undefined) return;
  const told = race.map((ops, worker) =>
    ops.map((op, at) => `${JSON.stringify(op)} => ${String(results[worker]?.[at])}`).join("\n"),
  );
  expect.fail(`no order gives this:\n${told.join("\n\n")}\n\n${await stateOf(store)}`);
}

async function runRace(
  seed: number,
  open: () => CustomerStore | Promise<CustomerStore>,
): Promise<void> {
  const pick = randomNumbers(seed);
  const race = randomRace(pick, 3, 2);
  const store = await open();
  await workspace(store).record(BEFORE);
  const results = await Promise.all(
    race.map(async (ops) => {
      const crm = workspace(unsteady(await open(), pick));
      const own: string[] = [];
      for (const op of ops) own.push(await perform(crm, op));
      return own;
    }),
  );
  await expectSerial(race, results, store);
}

describe("races in one process", () => {
  it(`in memory: ${String(RACES)} histories equal a serial one`, async () => {
    for (let seed = 1; seed <= RACES; seed++) {
      const store = memoryStore({ secret: SECRET });
      await runRace(seed, () => store);
    }
  });

  for (const { name, skip, open } of ENGINES) {
    if (skip !== undefined) {
      test.skip(`${name}: ${skip}`);
      continue;
    }
    it(`on ${name}: ${String(RACES)} histories equal a serial one`, async () => {
      const { runner, close } = await open();
      for (let seed = 1; seed <= RACES; seed++) {
        await emptied(runner);
        await runRace(seed, () => sqlStore(runner, { tenant: TENANT, secret: SECRET }));
      }
      await close();
    }, 1_800_000);
  }
});

async function emptied({ dialect, query }: TransactionalSqlRunner): Promise<void> {
  const quote = dialect === "mariadb" ? "`" : '"';
  for (const table of TABLES) await query(`DELETE FROM ${quote}setia_${table}${quote}`);
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const child = join(root, `node_modules/.setia-race-${String(process.pid)}.mjs`);
const { folder, remove } = newFolder();

/** What processes of their own can share: a file of DuckDB they cannot, nor one of node-sqlite3-wasm after a kill. */
const SHARED: readonly (readonly [
  engine: string,
  make: () => Promise<{
    readonly place: string;
    readonly runner: TransactionalSqlRunner;
    readonly drop: () => unknown;
  }>,
])[] = [
  [
    "SQLite",
    () => {
      const place = join(folder, "raced.db");
      const [runner, drop] = SQLITE_FILE.open(place);
      return Promise.resolve({ place, runner, drop });
    },
  ],
  [
    "PostgreSQL",
    async () => {
      const { pool, drop } = await newPgPool(4);
      const { host, user, database } = pool.options;
      return {
        place: JSON.stringify({ host, user, database, max: 2 }),
        runner: fromPg(pool),
        drop,
      };
    },
  ],
  [
    "MariaDB",
    async () => {
      const { pool, drop } = await newMysqlPool(4);
      const { config } = pool.pool as unknown as {
        config: { connectionConfig: { socketPath: string; user: string; database: string } };
      };
      const { socketPath, user, database } = config.connectionConfig;
      const place = JSON.stringify({ socketPath, user, database });
      return { place, runner: fromMysql2(pool, { dialect: "mariadb" }), drop };
    },
  ],
];

describe.runIf(RUNS > 1 || process.env["SETIA_RACES"] !== undefined)("races of processes", () => {
  beforeAll(async () => {
    await build({
      entryPoints: [join(root, "test/sql/races-child.ts")],
      outfile: child,
      bundle: true,
      platform: "node",
      format: "esm",
      external: ["pg", "mysql2", "node-sqlite3-wasm", "@duckdb/node-api", "better-sqlite3"],
      logLevel: "silent",
    });
  });
  afterAll(() => {
    rmSync(child, { force: true });
    remove();
  });

  it.each(SHARED)(
    "%s: histories equal a serial one",
    async (engine, make) => {
      if (engineNamed(engine).skip !== undefined) return;
      const { place, runner, drop } = await make();
      await migrateStore(runner);
      const store = sqlStore(runner, { tenant: TENANT, secret: SECRET });
      for (let seed = 1; seed <= RACES / 4; seed++) {
        const race = randomRace(randomNumbers(seed + 5000), 3, 2);
        await emptied(runner);
        await workspace(store).record(BEFORE);
        await expectSerial(race, await runProcesses(engine, place, race), store);
      }
      await drop();
    },
    1_800_000,
  );
});

/** Starts a process for each worker, lets all begin at once, and gives what each tells. */
async function runProcesses(
  engine: string,
  place: string,
  race: readonly (readonly Op[])[],
): Promise<string[][]> {
  const running = race.map((ops) =>
    spawn(process.execPath, [child, engine, place, JSON.stringify(ops)], { cwd: root }),
  );
  const lines = running.map(() => "");
  const ready = running.map(
    (one, at) =>
      new Promise<void>((resolve) => {
        one.stdout.on("data", (data) => {
          const heard = `${lines[at] ?? ""}${String(data)}`;
          lines[at] = heard;
          if (heard.includes("\n")) resolve();
        });
      }),
  );
  const ended = running.map(
    (one, at) =>
      new Promise<string[]>((resolve, reject) => {
        let errors = "";
        one.stderr.on("data", (data) => (errors += String(data)));
        one.on("exit", (code) => {
          if (code !== 0) reject(new Error(errors));
          else resolve(JSON.parse(lines[at]?.split("\n")[1] ?? "") as string[]);
        });
      }),
  );
  await Promise.all(ready);
  for (const one of running) one.stdin.end("go\n");
  return Promise.all(ended);
}
