/**
 * A shop's back end on one SQLite file:
 *
 *   WEBHOOK_SECRET=… STAFF_TOKEN=… npx tsx examples/shop-back-end/server.ts shop.db 8787
 *
 * It refits its models when it starts and every night after. Stop it with Ctrl-C: the file is closed then.
 */
import { serve } from "@hono/node-server";
import { isSetiaError } from "setia";
import { migrateStore, sqlStore } from "setia/sql";
import { sampleShop } from "../sample-shop";
import { openDatabase } from "./open-database";
import { createShopApp } from "./shop-app";

const [path = "shop.db", port = "8787"] = process.argv.slice(2);
const { WEBHOOK_SECRET: webhookSecret = "", STAFF_TOKEN: staffToken = "" } = process.env;
if (webhookSecret === "" || staffToken === "") {
  console.error(
    "WEBHOOK_SECRET and STAFF_TOKEN are needed: the shop system's secret, and your own",
  );
  process.exit(2);
}

const { runner, close } = openDatabase(path);
await migrateStore(runner);
// Your own catalogue and rules go here.
const { products, rules, timeZone, currency } = sampleShop();
const { app, crm } = createShopApp({
  // Whoever was erased stays erased; what they buy later is counted, and is nobody's.
  store: sqlStore(runner, { whenErased: "anonymous" }),
  webhookSecret,
  staffToken,
  timeZone,
  currency,
  products,
  rules,
  language: "id",
  clock: () => new Date(),
  log: console.error,
});

async function refit(): Promise<void> {
  try {
    const { customers, rules: mined } = await crm.refit();
    console.log(`refitted on ${String(customers)} customers, ${String(mined)} rules`);
  } catch (error) {
    if (!isSetiaError(error) || error.code !== "EMPTY_BASE") throw error;
    console.log("no orders yet: the shop's own rules answer alone");
  }
}

await refit();
const nightly = setInterval(() => void refit().catch(console.error), 24 * 3_600_000);
const server = serve({ fetch: app.fetch, port: Number(port) }, (address) => {
  console.log(`listening on port ${String(address.port)}`);
});

function stop(): void {
  clearInterval(nightly);
  server.close(() => {
    close();
  });
}
process.once("SIGINT", stop);
process.once("SIGTERM", stop);
