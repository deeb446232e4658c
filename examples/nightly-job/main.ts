/**
 * The nightly job as a program, for cron:
 *
 *   npx tsx examples/nightly-job/main.ts postgres://shop@localhost/shop
 *   npx tsx examples/nightly-job/main.ts postgres://shop@localhost/shop 2026-11-01T00:00:00+07:00
 *
 * The second argument is the instant to speak of; now, if left out. Ctrl-C stops it; nothing is left half-done.
 */
import pg from "pg";
import { fromPg } from "setia/sql";
import { nightly } from "./nightly";

const [connectionString, at] = process.argv.slice(2);
if (connectionString === undefined) {
  console.error("expected the address of the database: postgres://user@host/database");
  process.exit(2);
}

const pool = new pg.Pool({ connectionString });
// An idle connection that the server closes is no reason for the program to end.
pool.on("error", console.error);
const stop = new AbortController();
process.once("SIGINT", () => {
  stop.abort(new Error("stopped by Ctrl-C"));
});

let shown = "";
try {
  const report = await nightly({
    runner: fromPg(pool),
    asOf: at === undefined ? new Date() : new Date(at),
    timeZone: "Asia/Jakarta",
    currency: "IDR",
    language: "id",
    signal: stop.signal,
    progress: (stage, done, total) => {
      if (shown !== stage) console.log(`${stage}…`);
      shown = stage;
      if (process.stdout.isTTY)
        process.stdout.write(
          `  ${String(done)}${total === undefined ? "" : ` of ${String(total)}`}\r`,
        );
    },
  });
  const { orders, customers, actions } = report;
  console.log(
    `${String(orders)} new facts; ${String(customers)} customers; ${String(actions)} things to do`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await pool.end();
}
