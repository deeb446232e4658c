/** A table in which too many orders are scattered is read a part of its orders at a time, to the same events. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Table } from "setia/import";
import { importTable } from "setia/import";
import { readTable } from "../../src/import/table/import-table";

const HEADERS = ["Order", "Customer", "Date", "Item", "Line Total"];

function tableOf(rows: readonly (readonly string[])[]): Table {
  return {
    headers: HEADERS,
    repeatable: true,
    async *batches() {
      const lines = rows.map((cells, index) => ({ line: index + 2, cells }));
      for (let from = 0; from < lines.length; from += 7) {
        yield await Promise.resolve(lines.slice(from, from + 7));
      }
    },
  };
}

const options = {
  currency: "USD",
  timeZone: "UTC",
  columns: { orderId: "Order", customerId: "Customer", at: "Date", lineTotal: "Line Total" },
} as const;

async function readAll(read: ReturnType<typeof importTable>): Promise<unknown> {
  const events = [];
  const skipped = [];
  for await (const batch of read) {
    events.push(...batch.events);
    skipped.push(...batch.skipped);
  }
  events.sort((a, b) => (a.id < b.id ? -1 : 1));
  skipped.sort((a, b) => Number(a.path[1]) - Number(b.path[1]));
  const { rows, events: count, skipped: reasons, summary: said } = read.report();
  // Which line is named as an example depends on the order of reading.
  const summary = said.map((line) => line.replace(/line \d+/u, "line")).sort();
  return { events, skipped, report: { rows, count, reasons, summary } };
}

const row = fc
  .record({
    order: fc.constantFrom("", ...Array.from({ length: 12 }, (_, at) => `o${String(at)}`)),
    item: fc.constantFrom("a", "b", "c"),
    total: fc.constantFrom("1.00", "2.50", "nothing", "10.25"),
  })
  .map(({ order, item, total }) => [order, `c-${order}`, "2026-01-05", item, total]);

test("the parts together give what one reading gives", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      async (rows, most) => {
        const whole = await readAll(importTable(tableOf(rows), options));
        expect(await readAll(readTable(tableOf(rows), options, most))).toEqual(whole);
      },
    ),
    { numRuns: 200 },
  );
});

test("it is read once more for each part", async () => {
  const rows = Array.from({ length: 40 }, (_, at) => [
    `o${String(at % 20)}`,
    "ani",
    "2026-01-05",
    "a",
    "1.00",
  ]);
  let reads = 0;
  const table = tableOf(rows);
  const counted: Table = {
    ...table,
    batches: () => {
      reads++;
      return table.batches();
    },
  };
  await readAll(readTable(counted, options, 20));
  expect(reads).toBe(2);
  reads = 0;
  await readAll(readTable(counted, options, 10));
  expect(reads).toBeGreaterThanOrEqual(5);
});
