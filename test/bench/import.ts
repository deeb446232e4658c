/**
 * Time and memory of reading a large file of orders, beside its bare CSV syntax in the same run: `npm run bench:import`.
 * `--mb 2000` gives the size of the file, `--open 1000000` how many orders are open at once (0: their rows stand together).
 * Each reader runs in a process of its own: its highest memory is what the system counted for that process.
 */
import { spawnSync } from "node:child_process";
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openCsv } from "setia/csv";
import { importTable } from "setia/import";

function argument(name: string, other: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? other : Number(process.argv[at + 1]);
}

const DAY = 86_400_000;
const LINES = 3;

/** Line `line` of order `order`: three lines each, some quoted, some with a comma. */
function rowOf(order: number, line: number): string {
  const at = new Date(Date.UTC(2024, 0, 1) + (order % 700) * DAY + (order % 1440) * 60_000);
  const customer = `customer-${String((order * 7919) % 400_009)}`;
  const item = (order * 31 + line * 7) % 5000;
  const price = `${String(1 + (item % 90))}.${String(10 + (item % 89))}`;
  return `ORD-${String(order)},${customer},${at.toISOString()},USD,sku-${String(item)},"Item ${String(item)}, blue",${String(1 + (item % 3))},${price}\n`;
}

/** Writes orders until the file is as large as asked; rows of one order stand together or far apart. */
function writeOrders(path: string, bytes: number, openAtOnce: number): number {
  const file = openSync(path, "w");
  let written = writeSync(
    file,
    "order id,customer id,date,currency,sku,item name,quantity,unit price\n",
  );
  const block = Math.max(1, openAtOnce);
  let rows = 0;
  for (let first = 1; written < bytes; first += block) {
    for (let line = 0; line < LINES; line++) {
      let text = "";
      for (let order = first; order < first + block; order++) {
        text += rowOf(order, line);
        rows++;
        if (text.length > 1_000_000) {
          written += writeSync(file, text);
          text = "";
        }
      }
      written += writeSync(file, text);
    }
  }
  closeSync(file);
  return rows;
}

const READERS: Readonly<Record<string, (path: string) => Promise<number>>> = {
  async lines(path) {
    const file = await open(path);
    let rows = 0;
    for await (const line of file.readLines()) if (line !== "") rows++;
    await file.close();
    return rows - 1;
  },
  async openCsv(path) {
    const table = await openCsv(() => streamOf(path));
    let rows = 0;
    for await (const batch of table.batches()) rows += batch.length;
    return rows;
  },
  async importTable(path) {
    const table = await openCsv(() => streamOf(path));
    const imported = importTable(table, { currency: "USD", timeZone: "UTC" });
    let orders = 0;
    for await (const { events } of imported) {
      for (const event of events) if (event.type === "order_completed") orders++;
    }
    const { rows, skipped } = imported.report();
    if (Object.keys(skipped).length > 0 || orders * LINES !== rows) {
      throw new Error(
        `read ${String(orders)} orders of ${String(rows)} rows; ${JSON.stringify(skipped)}`,
      );
    }
    return rows;
  },
};

async function* streamOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    for await (const part of file.createReadStream({ autoClose: false })) yield part as Uint8Array;
  } finally {
    await file.close();
  }
}

/** The highest memory of this process so far, in MiB, as Linux counts it. */
function peak(): number {
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"));
  return Number(line?.[1] ?? 0) / 1024;
}

const [, , asked, path] = process.argv;
const reader = asked === undefined ? undefined : READERS[asked];
if (reader !== undefined && path !== undefined) {
  const begin = performance.now();
  const rows = await reader(path);
  console.log(JSON.stringify({ rows, seconds: (performance.now() - begin) / 1000, peak: peak() }));
} else {
  const folder = mkdtempSync(join(tmpdir(), "setia-import-"));
  const file = join(folder, "orders.csv");
  try {
    const openAtOnce = argument("open", 0);
    const rows = writeOrders(file, argument("mb", 150) * 1e6, openAtOnce);
    const megabytes = statSync(file).size / 1e6;
    console.log(
      `${megabytes.toFixed(0)} MB, ${String(rows)} rows, ${String(openAtOnce)} orders open at once`,
    );
    let bare: number | undefined;
    for (const name of Object.keys(READERS)) {
      const { stdout, stderr } = spawnSync(
        process.execPath,
        [...process.execArgv, fileURLToPath(import.meta.url), name, file],
        { encoding: "utf8" },
      );
      if (stdout === "") throw new Error(stderr);
      const found = JSON.parse(stdout) as { rows: number; seconds: number; peak: number };
      bare ??= found.seconds;
      console.log(
        `  ${name}: ${found.seconds.toFixed(1)} s (${(megabytes / found.seconds).toFixed(1)} MB/s, ${(found.seconds / bare).toFixed(1)} times bare lines), at most ${found.peak.toFixed(0)} MiB`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
