/** Tables of other systems are known by their columns. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ordersFromEvents } from "setia";
import {
  importRows,
  importTable,
  KNOWN_EXPORTS,
  recogniseExport,
  type ImportResult,
} from "setia/import";
import { plainExportRow } from "../../src/import/table/recognise-export";
import { RUNS } from "../arbitraries";
import { EXPORT_FILES } from "./known-export-files";

const files = EXPORT_FILES.map((file) => ({ ...file, title: `${file.name}, ${file.variant}` }));

const asOf = new Date("2030-01-01");

/** Orders that count and what they come to, refunds taken off. */
function counted({ events }: ImportResult): { orders: number; revenue: number } {
  const orders = ordersFromEvents(events, { asOf }).filter(({ cancelledAt }) => !cancelledAt);
  const refunded = (order: (typeof orders)[number]): number =>
    (order.refunds ?? []).reduce((sum, { amount }) => sum + amount, 0);
  const left = orders.filter((order) => order.total > refunded(order));
  return {
    orders: left.length,
    revenue: orders.reduce((sum, order) => sum + order.total - refunded(order), 0),
  };
}

describe.each(files)("$title", ({ name, headers, rows, options, orders, revenue, refused }) => {
  const found = recogniseExport(headers);

  it("comes to what it says, at once and bit by bit", async () => {
    const zone = { timeZone: "UTC", ...options };
    const whole = rows.map((row) =>
      Object.fromEntries(headers.map((header) => [header, row[header] ?? ""])),
    );
    const table = {
      headers,
      repeatable: true,
      async *batches() {
        yield await Promise.resolve(
          whole.map((row, at) => ({ line: at + 2, cells: headers.map((header) => row[header]) })),
        );
      },
    };
    if (refused !== undefined) {
      expect(() => importTable(table, zone)).toThrow(`columns.${refused} is missing`);
      return;
    }
    const listed = importRows(whole, zone);
    expect(listed.skipped.filter(({ reason }) => reason === "unreadable")).toEqual([]);
    expect(counted(listed)).toEqual({ orders, revenue });
    const events: ImportResult["events"][number][] = [];
    for await (const batch of importTable(table, zone)) events.push(...batch.events);
    expect(counted({ events, skipped: [], notes: [] })).toEqual({ orders, revenue });
  });

  it("is recognised as what it is, with columns that it has", () => {
    expect(found?.name).toBe(name);
    expect(found?.share).toBeGreaterThan(0.8);
    expect(found?.share).toBeLessThanOrEqual(1);
    for (const column of Object.values(found?.columns ?? {})) expect(headers).toContain(column);
    for (const row of rows) expect(headers).toEqual(expect.arrayContaining(Object.keys(row)));
  });

  it("has an order's id, its day, its worth and its customer, or says what is missing", () => {
    const { orderId, at, total, lineTotal, customerId, email } = found?.columns ?? {};
    expect(orderId).toBeDefined();
    expect(at).toBeDefined();
    if (refused === "customerId") {
      expect(customerId ?? email).toBeUndefined();
      expect(found?.notes.join(" ")).toMatch(/buyer|who bought/u);
      return;
    }
    expect(customerId ?? email).toBeDefined();
    expect(total ?? lineTotal).toBeDefined();
    if (customerId === undefined) expect(found?.options.customerBy).toBe("email");
  });

  it("knows every status of its rows", () => {
    const { status, paymentStatus } = found?.columns ?? {};
    const words = rows
      .filter((row) => /\d/u.test(row[String(found?.columns.orderId)] ?? ""))
      .flatMap((row) => [row[String(status)], row[String(paymentStatus)]])
      .filter((word) => word !== undefined && word !== "");
    for (const word of words) {
      expect(Object.keys(found?.options.statuses ?? {})).toContain(word?.toLowerCase());
    }
  });

  it("does not need all of its columns, and is no longer sure of itself without them", () => {
    const used = new Set<unknown>(Object.values(found?.columns ?? {}));
    const kept = headers.filter((header, at) => used.has(header) || at % 2 === 0);
    const fewer = recogniseExport(kept);
    if (fewer === undefined) return;
    expect(fewer.name).toBe(name);
    expect(fewer.share).toBeLessThanOrEqual(found?.share ?? 0);
  });
});

describe("a Stripe export", () => {
  it("leaves payments of the test mode out", () => {
    const payment = (id: string, Mode: string): Record<string, string> => ({
      id,
      "Created (UTC)": "2026-01-05 10:00:00",
      Amount: "12.50",
      "Amount Refunded": "0.00",
      Currency: "usd",
      Status: "Paid",
      "Customer ID": "cus_1",
      Mode,
    });
    const { events, skipped } = importRows([payment("ch_1", "Live"), payment("ch_2", "Test")]);
    expect(events.map((event) => event.type === "order_completed" && event.orderId)).toEqual([
      "ch_1",
    ]);
    expect(skipped.map(({ reason }) => reason)).toEqual(["not_counted"]);
  });
});

describe("recogniseExport", () => {
  it("has a file for each table that it knows", () => {
    expect(new Set(EXPORT_FILES.map(({ name }) => name))).toEqual(new Set(KNOWN_EXPORTS));
  });

  it("does not care for order, case, marks and spaces, and names columns as they stand", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...EXPORT_FILES),
        fc.infiniteStream(fc.nat()),
        (file, numbers) => {
          const changed = file.headers.map((header) => {
            const { value } = numbers.next() as { value: number };
            const cased = value % 2 === 0 ? header.toUpperCase() : header.toLowerCase();
            return ` ${cased.replaceAll(" ", value % 3 === 0 ? "  " : " ")}${value % 5 === 0 ? "\t" : ""}`;
          });
          changed[0] = `\uFEFF${changed[0] ?? ""}`;
          const found = recogniseExport([...changed].reverse());
          expect(found?.name).toBe(file.name);
          expect(found?.options).toEqual(recogniseExport(file.headers)?.options);
          for (const column of Object.values(found?.columns ?? {}))
            expect(changed).toContain(column);
        },
      ),
      { numRuns: 40 * RUNS },
    );
  });

  it("knows nothing of other tables", () => {
    expect(recogniseExport([])).toBeUndefined();
    expect(recogniseExport(["No", "Tanggal", "Pelanggan", "Total"])).toBeUndefined();
    expect(
      recogniseExport(["id", "email", "date", "amount", "currency", "status"]),
    ).toBeUndefined();
    expect(
      recogniseExport(["Order ID", "Date", "Customer", "Total", "Status", "SKU", "Quantity"]),
    ).toBeUndefined();
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 30 }), (headers) => {
        expect(recogniseExport(headers)).toBeUndefined();
      }),
      { numRuns: 40 * RUNS },
    );
  });

  it("says which amounts of an adjusted total are none, and leaves the total out if it cannot tell", () => {
    const etsy = EXPORT_FILES.find(({ name }) => name === "etsy_orders");
    expect(recogniseExport(etsy?.headers ?? [])?.habits.zeroIsUnchanged).toEqual({
      column: "Adjusted Order Total",
      unless: "Adjusted Net Order Amount",
    });
    const without = etsy?.headers.filter((header) => header !== "Adjusted Net Order Amount");
    expect(recogniseExport(without ?? [])?.columns.totalAfterRefunds).toBeUndefined();
  });

  it("counts what is paid on delivery, and calls off what will never be paid, as webhooks do", () => {
    const shopify = EXPORT_FILES.find(({ name }) => name === "shopify_orders");
    expect(recogniseExport(shopify?.headers ?? [])?.options.statuses).toMatchObject({
      pending: "counted",
      voided: "cancelled",
      expired: "cancelled",
      refunded: "refunded",
    });
  });
});

describe("plainExportRow", () => {
  const table = (name: string) => {
    const file = EXPORT_FILES.find((each) => each.name === name);
    const found = recogniseExport(file?.headers ?? []);
    if (file === undefined || found === undefined) throw new Error(name);
    return (index: number) => plainExportRow(file.rows[index] ?? {}, index, found);
  };

  it("leaves out the row that describes the columns, and no other", () => {
    const tiktok = table("tiktok_shop_orders");
    expect(tiktok(0)).toBeUndefined();
    expect(tiktok(1)?.["Order Status"]).toBe("Selesai");
    expect(table("shopify_orders")(0)?.["Name"]).toBe("#1001");
  });

  it("takes an adjusted total of 0 for none where nothing else was adjusted", () => {
    const etsy = table("etsy_orders");
    expect(etsy(0)?.["Adjusted Order Total"]).toBe("");
    expect(etsy(1)?.["Adjusted Order Total"]).toBe("38.89");
    expect(etsy(2)?.["Adjusted Order Total"]).toBe("0");
  });

  it("reads 0 as numbers and as texts", () => {
    const found = recogniseExport(
      EXPORT_FILES.find(({ name }) => name === "etsy_orders")?.headers ?? [],
    );
    if (found === undefined) throw new Error("etsy_orders");
    const told = (total: unknown, net: unknown): unknown =>
      plainExportRow(
        { "Adjusted Order Total": total, "Adjusted Net Order Amount": net },
        3,
        found,
      )?.["Adjusted Order Total"];
    for (const zero of [0, "0", "0.00", "0,00", "$0.00", "", "-0"])
      expect(told(zero, zero)).toBe("");
    for (const other of [1, "10", "0.50", "-0.60", "zero"]) {
      expect(told(0, other)).toBe(0);
      expect(told(other, 0)).toBe(other);
    }
  });
});
