/**
 * Small valid inputs, drawn from sales that are known: what a shop sold is there first, each source only writes it down.
 * So what is due is known without reading anything.
 */
import { openCsv, type CsvSource } from "setia/csv";
import {
  importCustomers,
  importGa4,
  importRows,
  importSegment,
  importShopify,
  importStripe,
  importTable,
  importWhatsApp,
  importWooCommerce,
  type ImportResult,
  type ImportRowsOptions,
  type PlacedOrder,
  type ShopifyWebhook,
} from "setia/import";
import { Chance } from "./chance";

export type Currency = "USD" | "IDR" | "JPY";

/** One sale; money in minor units, instants to the minute. */
export interface Sale {
  readonly number: number;
  readonly customer: string;
  readonly email: string;
  readonly currency: Currency;
  readonly at: Date;
  readonly lines: readonly {
    readonly sku: string;
    readonly quantity: number;
    readonly price: number;
  }[];
  /** When one piece of the first line came back. */
  readonly backAt?: Date;
  readonly cancelledAt?: Date;
}

/** What came out, with the place of each record that was left out, where it is known. */
export interface Outcome {
  readonly events: ImportResult["events"];
  readonly skipped: readonly { readonly at: number | undefined; readonly reason: string }[];
}

/** How a table writes its cells. */
export interface Layout {
  readonly mode: "total" | "lineTotal" | "unitPrice";
  readonly decimal: "point" | "comma";
  readonly grouped: boolean;
  readonly dates: "iso" | "day_first" | "month_first" | "excel" | "epoch_seconds";
  readonly names: "english" | "indonesian" | "given";
  readonly hasCurrency: boolean;
  /** Whether the decimal sign is told rather than seen. */
  readonly isDecimalGiven: boolean;
}

/** How a file writes its rows. */
export interface FileStyle {
  readonly delimiter: string;
  readonly newline: string;
  readonly quoteAll: boolean;
  readonly titles: number;
  readonly encode: (text: string) => CsvSource;
  readonly change: (text: string) => string;
}

/** One case on its way: what was sold, and how it is written. */
export interface Draft {
  readonly source: Source;
  readonly sales: readonly Sale[];
  readonly records: readonly unknown[];
  /** The records in several batches; one if left out. */
  readonly batches?: readonly (readonly unknown[])[];
  /** Whether orders of other batches can be looked up. */
  readonly areOrdersKept?: boolean;
  readonly layout?: Layout;
  readonly style?: FileStyle;
  /** Numbers of sales that must be refused: their cells have no meaning any more. */
  readonly refused?: readonly number[];
}

type Lookup = (id: string) => PlacedOrder | undefined;

export interface Source {
  readonly name: string;
  readonly kind: "payload" | "cells" | "file";
  /** What of a sale it can tell. */
  readonly tells: "orders" | "orders and cancellations" | "talks" | "people";
  /** What it calls the order of a sale. */
  readonly idOf: (sale: Sale) => string;
  readonly write: (sales: readonly Sale[], chance: Chance, layout: Layout) => unknown[];
  readonly run: (
    records: readonly unknown[],
    draft: Draft,
    lookup?: Lookup,
  ) => Outcome | Promise<Outcome>;
}

const PLACES: Readonly<Record<Currency, number>> = { USD: 2, IDR: 2, JPY: 0 };
const FIRST = Date.UTC(2025, 0, 1);
const MINUTE = 60_000;
const DAY = 86_400_000;

export const totalOf = ({ lines }: Sale): number =>
  lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0);

export const backOf = ({ lines: [first], backAt }: Sale): number =>
  backAt === undefined ? 0 : (first?.price ?? 0);

export function drawSales(chance: Chance): Sale[] {
  const currency = chance.pick(["USD", "IDR", "JPY"] as const);
  const unit = { USD: 1, IDR: chance.pick([50_000, 100_000, 10_000_000]), JPY: 1 }[currency];
  return Array.from({ length: 1 + chance.below(3) }, (_, index): Sale => {
    const at = new Date(FIRST + chance.below(500 * 1440) * MINUTE);
    const later = (days: number): Date =>
      new Date(at.getTime() + DAY + chance.below(days * 1440) * MINUTE);
    const person = 1 + chance.below(3);
    const fate = chance.below(6);
    return {
      number: 1001 + index + 10 * chance.below(80),
      customer: `70${String(person)}`,
      email: `person${String(person)}@example.com`,
      currency,
      at,
      lines: Array.from({ length: 1 + chance.below(3) }, (_, line) => ({
        sku: `${chance.pick(["kopi", "teh", "gula"])}-${String(line)}`,
        quantity: 1 + chance.below(3),
        price: unit * (1 + chance.below(chance.oneIn(3) ? 300_000 : 3000)),
      })),
      ...(fate === 0 || fate === 1 ? { backAt: later(30) } : {}),
      ...(fate === 1 || fate === 2 ? { cancelledAt: later(40) } : {}),
    };
  }).filter((sale, at, all) => all.findIndex(({ number }) => number === sale.number) === at);
}

export function drawLayout(chance: Chance, currency: Currency): Layout {
  return {
    mode: chance.pick(["total", "lineTotal", "unitPrice"]),
    decimal: chance.pick(["point", "comma"]),
    grouped: chance.oneIn(2),
    dates: chance.pick(["iso", "iso", "day_first", "month_first", "excel", "epoch_seconds"]),
    names: chance.pick(["english", "indonesian", "given"]),
    hasCurrency: chance.oneIn(3),
    isDecimalGiven: currency !== "USD" || chance.oneIn(2),
  };
}

/** A decimal as machines write it. */
export function decimalText(units: number, currency: Currency): string {
  const places = PLACES[currency];
  return places === 0 ? String(units) : (units / 10 ** places).toFixed(places);
}

const iso = (at: Date): string => at.toISOString().replace(".000", "");
const seconds = (at: Date): number => at.getTime() / 1000;
const micros = (at: Date): string => `${String(at.getTime())}000`;

/** What a shop looks up of earlier batches. */
export function lookupOf(draft: Draft): Lookup {
  const known = new Map(
    draft.sales.map((sale) => [
      draft.source.idOf(sale),
      {
        orderId: draft.source.idOf(sale),
        customerId: sale.customer,
        currency: sale.currency,
        total: totalOf(sale),
        at: sale.at,
        lines: sale.lines.map(({ sku, quantity, price }) => ({ sku, quantity, unitPrice: price })),
      },
    ]),
  );
  return (id) => known.get(id);
}

const outcome = (
  { events, skipped }: ImportResult,
  placeOf: (path: readonly (string | number)[]) => number | undefined = ([, at]) => Number(at),
): Outcome => ({
  events,
  skipped: skipped.map(({ path, reason }) => ({ at: placeOf(path), reason })),
});

const shopify: Source = {
  name: "importShopify",
  kind: "payload",
  tells: "orders and cancellations",
  idOf: ({ number }) => `#${String(number)}`,
  write: (sales, chance) =>
    sales.flatMap((sale) => {
      const { number, customer, email, currency, at, lines, backAt, cancelledAt } = sale;
      const money = (units: number): string => decimalText(units, currency);
      const set = (units: number): object => ({
        shop_money: { amount: money(units), currency_code: currency },
        presentment_money: { amount: money(units), currency_code: currency },
      });
      const hasSets = chance.oneIn(2);
      const order = {
        id: 50_000 + number,
        name: `#${String(number)}`,
        email,
        created_at: iso(at),
        updated_at: iso(at),
        currency,
        financial_status: "paid",
        test: false,
        total_price: money(totalOf(sale)),
        ...(hasSets ? { total_price_set: set(totalOf(sale)) } : {}),
        customer: { id: Number(customer), email, first_name: "Ani" },
        line_items: lines.map(({ sku, quantity, price }, line) => ({
          id: line + 1,
          sku,
          variant_id: 300 + line,
          quantity,
          price: money(price),
          ...(hasSets ? { price_set: set(price) } : {}),
        })),
      };
      const refund = backAt && {
        id: 90_000 + number,
        order_id: order.id,
        created_at: iso(backAt),
        refund_line_items: [{ quantity: 1, line_item: { sku: lines[0]?.sku } }],
        transactions: [
          { id: 1, kind: "refund", status: "success", amount: money(backOf(sale)), currency },
        ],
      };
      const alone = refund !== undefined && chance.oneIn(2);
      const last = [at, backAt, cancelledAt].reduce((a, b) =>
        b !== undefined && b > (a ?? b) ? b : a,
      );
      return [
        { topic: "orders/create", payload: order },
        ...(alone ? [{ topic: "refunds/create", payload: refund }] : []),
        ...((refund !== undefined && !alone) || cancelledAt !== undefined
          ? [
              {
                topic: cancelledAt === undefined ? "orders/updated" : "orders/cancelled",
                payload: {
                  ...order,
                  updated_at: iso(last ?? at),
                  ...(refund === undefined || alone ? {} : { refunds: [refund] }),
                  ...(cancelledAt === undefined ? {} : { cancelled_at: iso(cancelledAt) }),
                },
              },
            ]
          : []),
      ];
    }),
  run: (records, _, lookup) =>
    outcome(
      importShopify(records as readonly ShopifyWebhook[], {
        ...(lookup && { orderOf: (id) => lookup(`#${String(Number(id) - 50_000)}`) }),
      }),
    ),
};

const woo: Source = {
  name: "importWooCommerce",
  kind: "payload",
  tells: "orders and cancellations",
  idOf: ({ number }) => String(number),
  write: (sales) =>
    sales.flatMap((sale) => {
      const { number, customer, email, currency, at, lines, backAt, cancelledAt } = sale;
      const money = (units: number): string => decimalText(units, currency);
      const gmt = (when: Date): string => when.toISOString().slice(0, 19);
      const order = {
        id: number,
        status: "processing",
        currency,
        date_created_gmt: gmt(at),
        date_modified_gmt: gmt(at),
        total: money(totalOf(sale)),
        customer_id: Number(customer),
        created_via: "checkout",
        billing: { first_name: "Ani", email },
        line_items: lines.map(({ sku, quantity, price }, line) => ({
          id: line + 1,
          product_id: 20 + line,
          sku,
          quantity,
          price: money(price),
        })),
      };
      return [
        order,
        ...(backAt === undefined
          ? []
          : [
              {
                refund: {
                  id: 70_000 + number,
                  parent_id: number,
                  date_created_gmt: gmt(backAt),
                  amount: money(backOf(sale)),
                  line_items: [{ sku: lines[0]?.sku, quantity: -1 }],
                },
              },
            ]),
        ...(cancelledAt === undefined
          ? []
          : [{ ...order, status: "cancelled", date_modified_gmt: gmt(cancelledAt) }]),
      ];
    }),
  run: (records, _, lookup) => {
    const isRefund = (record: unknown): record is { refund: unknown } =>
      typeof record === "object" && record !== null && "refund" in record;
    const places = { orders: [] as number[], refunds: [] as number[] };
    records.forEach((record, at) => places[isRefund(record) ? "refunds" : "orders"].push(at));
    return outcome(
      importWooCommerce(
        places.orders.map((at) => records[at]),
        {
          refunds: places.refunds.map((at) => (records[at] as { refund: unknown }).refund),
          ...(lookup && { orderOf: lookup }),
        },
      ),
      ([list, at]) => places[list === "refunds" ? "refunds" : "orders"][Number(at)],
    );
  },
};

const stripe: Source = {
  name: "importStripe",
  kind: "payload",
  tells: "orders",
  idOf: ({ number }) => `pi_${String(number)}`,
  write: (sales) =>
    sales.flatMap((sale) => {
      const { number, customer, currency, at, backAt } = sale;
      const charge = {
        id: `ch_${String(number)}`,
        object: "charge",
        amount: totalOf(sale),
        amount_captured: totalOf(sale),
        amount_refunded: 0,
        captured: true,
        created: seconds(at),
        currency: currency.toLowerCase(),
        customer,
        livemode: true,
        payment_intent: `pi_${String(number)}`,
        status: "succeeded",
      };
      const event = (type: string, created: number, data: object): object => ({
        id: `evt_${String(number)}_${type}`,
        object: "event",
        type,
        api_version: "2024-06-20",
        created,
        data,
      });
      return [
        event("charge.succeeded", seconds(at), { object: charge }),
        ...(backAt === undefined
          ? []
          : [
              event("charge.refunded", seconds(backAt), {
                object: { ...charge, amount_refunded: backOf(sale) },
                previous_attributes: { amount_refunded: 0 },
              }),
            ]),
      ];
    }),
  run: (records, _, lookup) =>
    outcome(importStripe(records, { ...(lookup && { orderOf: lookup }) })),
};

const segment: Source = {
  name: "importSegment",
  kind: "payload",
  tells: "orders and cancellations",
  idOf: ({ number }) => String(number),
  write: (sales, chance) =>
    sales.flatMap((sale) => {
      const { number, customer, email, currency, at, lines, backAt, cancelledAt } = sale;
      const money = (units: number): number => Number(decimalText(units, currency));
      const call = (event: string, when: Date, properties: object): object => ({
        type: "track",
        event,
        messageId: `${String(number)} ${event}`,
        userId: customer,
        timestamp: iso(when),
        context: { traits: { email } },
        properties: { order_id: String(number), ...properties },
      });
      const shipping = Math.min(totalOf(sale), 100);
      const sums = chance.oneIn(3)
        ? { revenue: money(totalOf(sale) - shipping), shipping: money(shipping), tax: 0 }
        : { total: money(totalOf(sale)) };
      return [
        call("Order Completed", at, {
          ...sums,
          currency,
          products: lines.map(({ sku, quantity, price }) => ({
            sku,
            quantity,
            price: money(price),
          })),
        }),
        ...(backAt === undefined
          ? []
          : [call("Order Refunded", backAt, { total: money(backOf(sale)), currency })]),
        ...(cancelledAt === undefined ? [] : [call("Order Cancelled", cancelledAt, {})]),
      ];
    }),
  run: (records, _, lookup) =>
    outcome(importSegment(records, { ...(lookup && { orderOf: lookup }) })),
};

const ga4: Source = {
  name: "importGa4",
  kind: "payload",
  tells: "orders",
  idOf: ({ number }) => `T_${String(number)}`,
  write: (sales, chance) =>
    sales.flatMap((sale) => {
      const { number, customer, currency, at, lines, backAt } = sale;
      const money = (units: number): number => Number(decimalText(units, currency));
      const transaction = `T_${String(number)}`;
      const items = lines.map(({ sku, quantity, price }) => ({
        item_id: sku,
        quantity,
        price: money(price),
      }));
      const body = (name: string, when: Date, units: number, more: object): object => ({
        client_id: "1.2",
        user_id: customer,
        timestamp_micros: micros(when),
        events: [
          { name, params: { transaction_id: transaction, currency, value: money(units), ...more } },
        ],
      });
      const row = (name: string, when: Date, units: number, more: object): object => ({
        event_timestamp: micros(when),
        event_name: name,
        user_id: customer,
        user_pseudo_id: "1.2",
        event_params: [
          { key: "transaction_id", value: { string_value: transaction } },
          { key: "currency", value: { string_value: currency } },
          { key: "value", value: { double_value: money(units) } },
        ],
        ...more,
      });
      const make = chance.oneIn(2) ? body : row;
      return [
        make("purchase", at, totalOf(sale), { items }),
        ...(backAt === undefined ? [] : [make("refund", backAt, backOf(sale), {})]),
      ];
    }),
  run: (records, _, lookup) => outcome(importGa4(records, { ...(lookup && { orderOf: lookup }) })),
};

const whatsApp: Source = {
  name: "importWhatsApp",
  kind: "payload",
  tells: "talks",
  idOf: ({ number }) => `wamid.${String(number)}`,
  write: (sales) =>
    sales.map((sale) => ({
      object: "whatsapp_business_account",
      entry: [
        {
          id: "1",
          changes: [
            {
              field: "messages",
              value: {
                contacts: [{ wa_id: `62812000${sale.customer}`, profile: { name: "Ani" } }],
                messages: [
                  {
                    from: `62812000${sale.customer}`,
                    id: `wamid.${String(sale.number)}`,
                    timestamp: String(seconds(sale.at)),
                    type: "text",
                    text: { body: `Nota ${String(sale.number)}?` },
                  },
                ],
              },
            },
          ],
        },
      ],
    })),
  run: (records) => outcome(importWhatsApp(records)),
};

const customers: Source = {
  name: "importCustomers",
  kind: "payload",
  tells: "people",
  idOf: ({ number }) => `k${String(number)}`,
  write: (sales) =>
    sales.map((sale) => ({
      Kode: `k${String(sale.number)}`,
      Nama: "Ani Wijaya",
      Email: `k${String(sale.number)}@example.com`,
      Kota: "Bogor",
      Diubah: iso(sale.at),
      Promo: sale.backAt === undefined ? "ya" : "tidak",
      Sejak: iso(sale.at),
    })),
  run: (records) =>
    outcome(
      importCustomers(records, {
        columns: {
          customerId: "Kode",
          name: "Nama",
          email: "Email",
          city: "Kota",
          updatedAt: "Diubah",
        },
        consents: [
          { channel: "email", status: "Promo", grantedAt: "Sejak", proof: { method: "paper" } },
        ],
      }),
      // Notes of columns have another root.
      ([list, at]) => (list === "rows" ? Number(at) : undefined),
    ),
};

/** Roles of a table with their names in English and Indonesian, and names that only a mapping can tell. */
export const HEADERS = {
  orderId: ["Order ID", "No Pesanan", "f1"],
  at: ["Order Date", "Tanggal Pesanan", "f2"],
  customerId: ["Customer ID", "ID Pelanggan", "f3"],
  email: ["Email", "Surel", "f4"],
  sku: ["SKU", "Kode Produk", "f5"],
  quantity: ["Quantity", "Kuantitas", "f6"],
  total: ["Total", "Total Bayar", "f7"],
  lineTotal: ["Line Total", "Line Total", "f8"],
  unitPrice: ["Unit Price", "Harga Satuan", "f9"],
  currency: ["Currency", "Mata Uang", "f10"],
  status: ["Status", "Status Pesanan", "f11"],
  refunded: ["Refunded Amount", "Refunded Amount", "f12"],
  refundedAt: ["Refunded At", "Tanggal Pengembalian", "f13"],
  cancelledAt: ["Cancelled At", "Tanggal Dibatalkan", "f14"],
} as const;

export type Role = keyof typeof HEADERS;

export const headerOf = (role: Role, { names }: Layout): string =>
  HEADERS[role][["english", "indonesian", "given"].indexOf(names)] ?? "";

const two = (value: number): string => String(value).padStart(2, "0");

/** A date as the layout writes it. */
export function dateCell(at: Date, { dates }: Layout): unknown {
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
  const clock = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  switch (dates) {
    case "iso":
      return `${String(year)}-${two(month)}-${two(day)} ${clock}`;
    case "day_first":
      return `${two(day)}/${two(month)}/${String(year)} ${clock}`;
    case "month_first":
      return `${two(month)}/${two(day)}/${String(year)} ${clock}`;
    case "excel":
      return (at.getTime() - Date.UTC(1899, 11, 30)) / DAY;
    case "epoch_seconds":
      return at.getTime() / 1000;
  }
}

/** An amount as the layout writes it. */
export function moneyCell(units: number, currency: Currency, layout: Layout): string {
  const [point, comma] = [".", ","];
  const [sign, group] = layout.decimal === "point" ? [point, comma] : [comma, point];
  const [whole = "", fraction = ""] = decimalText(Math.abs(units), currency).split(".");
  const figures = layout.grouped ? whole.replace(/\B(?=(?:\d{3})+$)/gu, group) : whole;
  // Rupiah are written whole.
  const isWhole = currency === "JPY" || (currency === "IDR" && fraction === "00");
  return `${units < 0 ? "-" : ""}${figures}${isWhole ? "" : `${sign}${fraction}`}`;
}

function writeRows(sales: readonly Sale[], chance: Chance, layout: Layout): unknown[] {
  return sales.flatMap((sale) => {
    const { number, customer, email, currency, at, lines, backAt, cancelledAt } = sale;
    const money = (units: number): string => moneyCell(units, currency, layout);
    const row = (
      index: number,
      when: Date,
      { sku, quantity, price }: Sale["lines"][number],
    ): Record<string, unknown> => {
      const cells: Partial<Record<Role, unknown>> = {
        orderId: `N${String(number)}`,
        at: dateCell(when, layout),
        customerId: customer,
        email,
        sku,
        quantity: String(quantity),
        ...(layout.hasCurrency ? { currency } : {}),
        status: cancelledAt === undefined ? "paid" : "cancelled",
        cancelledAt: cancelledAt === undefined ? "" : dateCell(cancelledAt, layout),
      };
      if (layout.mode === "unitPrice") cells.unitPrice = money(price);
      if (layout.mode === "lineTotal") cells.lineTotal = money(price * quantity);
      if (layout.mode === "total") {
        cells.unitPrice = money(price);
        cells.total = money(totalOf(sale));
        cells.refunded = index === 0 && backAt !== undefined ? money(backOf(sale)) : "";
        cells.refundedAt = index === 0 && backAt !== undefined ? dateCell(backAt, layout) : "";
      }
      const named = Object.entries(cells).map(([role, cell]) => [
        headerOf(role as Role, layout),
        cell,
      ]);
      const record = Object.fromEntries(named) as Record<string, unknown>;
      record["Remark"] = chance.pick(["", "x", "gift; wrap, please", 'says "hi"', "two\nlines"]);
      return record;
    };
    const [first] = lines;
    return [
      ...lines.map((line, index) => row(index, at, line)),
      ...(backAt === undefined || layout.mode === "total" || first === undefined
        ? []
        : [row(9, backAt, { ...first, quantity: -1 })]),
    ];
  });
}

function tableOptions({ layout, sales }: Draft): ImportRowsOptions {
  if (layout === undefined) throw new Error("a table has a layout");
  const { dates, decimal, isDecimalGiven, names, hasCurrency } = layout;
  const roles = (Object.keys(HEADERS) as Role[]).filter((role) => hasRole(role, layout));
  return {
    timeZone: "UTC",
    ...(hasCurrency ? {} : { currency: sales[0]?.currency ?? "USD" }),
    ...(dates === "iso" ? {} : { dates }),
    ...(isDecimalGiven ? { decimal } : {}),
    ...(names === "given"
      ? { columns: Object.fromEntries(roles.map((role) => [role, headerOf(role, layout)])) }
      : {}),
  };
}

export function hasRole(role: Role, { mode, hasCurrency }: Layout): boolean {
  if (role === "total" || role === "refunded" || role === "refundedAt") return mode === "total";
  if (role === "lineTotal") return mode === "lineTotal";
  if (role === "unitPrice") return mode !== "lineTotal";
  return role === "currency" ? hasCurrency : true;
}

const rows: Source = {
  name: "importRows",
  kind: "cells",
  tells: "orders and cancellations",
  idOf: ({ number }) => `N${String(number)}`,
  write: writeRows,
  run: (records, draft) => outcome(importRows(records, tableOptions(draft))),
};

export const PLAIN_FILE: FileStyle = {
  delimiter: ",",
  newline: "\n",
  quoteAll: false,
  titles: 0,
  encode: (text) => text,
  change: (text) => text,
};

/** Writes a file of rows. */
export function csvText(records: readonly unknown[], style: FileStyle): string {
  const { delimiter, newline, quoteAll, titles, change } = style;
  const headers = Object.keys(records[0] ?? {});
  const cell = (value: unknown): string => {
    const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
    const isOdd = /[",;\t\n|]/u.test(text) || text.includes(delimiter);
    return quoteAll || isOdd ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [
    ...Array.from({ length: titles }, (_, at) => (at === 0 ? "Toko Ani" : "")),
    headers.map(cell).join(delimiter),
    ...records.map((record) =>
      headers.map((header) => cell((record as Record<string, unknown>)[header])).join(delimiter),
    ),
  ];
  return change(`${lines.join(newline)}${newline}`);
}

const file: Source = {
  name: "openCsv and importTable",
  kind: "file",
  tells: "orders and cancellations",
  idOf: rows.idOf,
  write: writeRows,
  run: async (records, draft) => {
    const style = draft.style ?? PLAIN_FILE;
    const table = await openCsv(style.encode(csvText(records, style)));
    const events: ImportResult["events"][number][] = [];
    const skipped: Outcome["skipped"][number][] = [];
    for await (const found of importTable(table, tableOptions(draft))) {
      events.push(...found.events);
      // Which record stands on a line is not known here.
      skipped.push(...found.skipped.map(({ reason }) => ({ at: undefined, reason })));
    }
    return { events, skipped };
  },
};

export const SOURCES: readonly Source[] = [
  shopify,
  woo,
  stripe,
  segment,
  ga4,
  whatsApp,
  customers,
  rows,
  rows,
  rows,
  file,
];

/** Draws a case of a source, as the source would send it. */
export function drawDraft(source: Source, chance: Chance): Draft {
  const sales = drawSales(chance);
  const layout = drawLayout(chance, sales[0]?.currency ?? "USD");
  const records = source.write(sales, chance, layout);
  return source.kind === "payload"
    ? { source, sales, records }
    : { source, sales, records, layout, ...(source.kind === "file" ? { style: PLAIN_FILE } : {}) };
}
