import { assertList, atDoor } from "../kernel";
import type { Order } from "../purchases";
import { randomNumbers } from "./random-commands";

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Orders to measure, and the instant to do it at. */
export interface AnalyticsData {
  /** What is special about them. */
  readonly name: string;
  /** The orders: ids are different within a customer, who is an empty text where not known. */
  readonly orders: readonly Order[];
  /** The same as rows of three tables, instants in milliseconds and money in minor units. */
  readonly rows: AnalyticsRows;
  /** The instant of the answers; some orders are later. */
  readonly asOf: Date;
  /** Zones whose days are to be counted. */
  readonly timeZones: readonly string[];
}

/** Orders as rows; columns are named as the defaults of `sqlAnalytics` are. */
export interface AnalyticsRows {
  /** One row an order. */
  readonly orders: readonly AnalyticsOrderRow[];
  /** One row a refund. */
  readonly refunds: readonly AnalyticsRefundRow[];
  /** One row an item of an order. */
  readonly lines: readonly AnalyticsLineRow[];
  /** One row an item that came back. */
  readonly returns: readonly AnalyticsReturnRow[];
}

/** An order as a row. */
export interface AnalyticsOrderRow {
  /** Id of the order. */
  readonly id: string;
  /** Who bought. */
  readonly customer_id: string;
  /** When, in milliseconds since 1970-01-01 UTC. */
  readonly placed_at: number;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Minor units. */
  readonly total: number;
  /** When it was cancelled, in milliseconds; `null` if it was not. */
  readonly cancelled_at: number | null;
}

/** A refund as a row. */
export interface AnalyticsRefundRow {
  /** Id of the order. */
  readonly order_id: string;
  /** Whose order. */
  readonly customer_id: string;
  /** When, in milliseconds since 1970-01-01 UTC. */
  readonly refunded_at: number;
  /** Minor units. */
  readonly amount: number;
}

/** An item of an order as a row. */
export interface AnalyticsLineRow {
  /** Id of the order. */
  readonly order_id: string;
  /** Whose order. */
  readonly customer_id: string;
  /** What was bought. */
  readonly sku: string;
  /** What kind of thing it is; `null` where it is not known. */
  readonly category: string | null;
  /** How many. */
  readonly quantity: number;
}

/** An item that came back as a row. */
export interface AnalyticsReturnRow {
  /** Id of the order. */
  readonly order_id: string;
  /** Whose order. */
  readonly customer_id: string;
  /** What came back. */
  readonly sku: string;
  /** How many. */
  readonly quantity: number;
  /** When, in milliseconds since 1970-01-01 UTC. */
  readonly returned_at: number;
}

/** How a data set is drawn. */
interface Recipe {
  readonly name: string;
  readonly customers: number;
  readonly asOf?: string;
  readonly timeZones?: readonly string[];
  /** Id of a customer by number. */
  readonly id?: (number: number) => string;
  /** How many orders a customer has, at most. */
  readonly most?: number;
  /** Instants are so many days back at most. */
  readonly days?: number;
  /** Instants are drawn within so many minutes of these, in place of all days. */
  readonly around?: readonly string[];
  /** Draws an amount. */
  readonly amount?: (upTo: (bound: number) => number) => number;
  /** In how many of a hundred orders something is given back. */
  readonly refunds?: number;
  /** How many of a hundred orders are cancelled. */
  readonly cancelled?: number;
  /** How many of a hundred orders cost nothing. */
  readonly free?: number;
  /** How many of a hundred orders come after the instant. */
  readonly later?: number;
  /** How many things are sold. */
  readonly skus?: number;
  /** How many of a hundred lines name nothing: their money counts, but they are no products. */
  readonly blank?: number;
}

/** Ids that collations, drivers and careless quoting take for one another, or for something else. */
const EXOTIC_IDS = [
  "",
  " ",
  "a",
  "A",
  "a ",
  " a",
  "ä",
  "a\u0308",
  "é",
  "e\u0301",
  "É",
  "ß",
  "ss",
  "\uFFFD",
  "\u{1F600}",
  "\u{10FFFF}",
  "'; DROP TABLE orders; --",
  'say "hi"',
  "back\\slash",
  "\\'",
  "%",
  "_",
  "?",
  "$1",
  "null",
  "0",
  "00",
  "1e3",
  "é".repeat(60),
  "مرحبا",
  "日本",
  "\u202E",
];

const tied = (upTo: (bound: number) => number): number => 1000 * (1 + upTo(3));
const skewed = (upTo: (bound: number) => number): number => 1 + upTo(10 ** (1 + upTo(8)));

const RECIPES: readonly Recipe[] = [
  { name: "one order", customers: 1, most: 1 },
  { name: "one customer of one day", customers: 1, most: 9, days: 1 },
  { name: "two customers", customers: 2, most: 3 },
  { name: "seven customers who are all alike", customers: 7, most: 1, days: 1, amount: () => 500 },
  { name: "nobody who counts", customers: 4, cancelled: 100 },
  { name: "91 customers, where quantile functions round", customers: 91, amount: tied },
  { name: "100 customers of three amounts", customers: 100, most: 2, days: 5, amount: tied },
  { name: "512 customers, money over eight powers of ten", customers: 512, amount: skewed },
  { name: "refunds, more than once and beyond the total", customers: 300, refunds: 60 },
  {
    name: "cancellations before and after the instant",
    customers: 200,
    cancelled: 50,
    refunds: 20,
  },
  { name: "orders that cost nothing", customers: 150, free: 50, refunds: 10, cancelled: 10 },
  {
    name: "orders of nobody and of tomorrow",
    customers: 120,
    later: 30,
    id: (n) => (n % 4 === 0 ? "" : `c${String(n)}`),
  },
  {
    name: "exotic ids",
    customers: EXOTIC_IDS.length,
    most: 3,
    id: (n) => EXOTIC_IDS[n]!,
    amount: tied,
    days: 4,
    blank: 30,
  },
  {
    name: "nights when New York changes its clocks",
    customers: 80,
    timeZones: ["America/New_York", "Europe/London"],
    around: [
      "2024-03-10T06:00:00Z",
      "2024-03-10T04:00:00Z",
      "2024-11-03T05:00:00Z",
      "2025-03-09T05:00:00Z",
    ],
  },
  {
    name: "minutes in which St John's went back to yesterday",
    customers: 60,
    asOf: "2012-01-01T00:00:00Z",
    timeZones: ["America/St_Johns"],
    around: ["2010-11-07T02:31:00Z", "2009-11-01T02:31:00Z", "2011-11-06T02:31:00Z"],
  },
  {
    name: "a day that Samoa left out, half hours, and years before 1970",
    customers: 90,
    asOf: "2012-03-01T00:00:00Z",
    timeZones: ["Pacific/Apia", "Australia/Lord_Howe", "Asia/Kathmandu", "Europe/Amsterdam"],
    around: [
      "2011-12-30T10:00:00Z",
      "1969-12-31T23:59:59Z",
      "1937-07-01T00:00:00Z",
      "1901-02-03T00:00:00Z",
    ],
  },
  {
    name: "money up to the largest safe integer",
    customers: 40,
    most: 1,
    amount: (upTo) => Number.MAX_SAFE_INTEGER - upTo(1000) * 2 ** upTo(43),
  },
  {
    name: "1,000 customers of one shop in Jakarta",
    customers: 1000,
    timeZones: ["Asia/Jakarta"],
    refunds: 10,
    cancelled: 5,
    free: 3,
    later: 3,
    skus: 40,
  },
  {
    name: "3,000 customers, all different",
    customers: 3000,
    most: 2,
    amount: (upTo) => 1 + upTo(2 ** 30),
  },
  {
    name: "5,000 customers with heavy ties",
    customers: 5000,
    most: 3,
    days: 40,
    amount: tied,
    refunds: 5,
  },
];

/** Draws the data sets that analytics are tried on. */
export function analyticsData(seed: number): AnalyticsData[] {
  return RECIPES.map((recipe, at) => draw(recipe, randomNumbers(seed * 1000 + at)));
}

function draw(recipe: Recipe, upTo: (bound: number) => number): AnalyticsData {
  const { name, customers, asOf: end = "2026-03-15T13:45:30.250Z", timeZones = [] } = recipe;
  const asOf = new Date(end);
  const { most = 5, days = 730, around, refunds = 0, cancelled = 0, free = 0, later = 0 } = recipe;
  const chance = (percent: number): boolean => upTo(100) < percent;
  const orders: Order[] = [];
  for (let customer = 0; customer < customers; customer++) {
    const customerId = recipe.id?.(customer) ?? `customer-${String((customer * 7919) % 10_007)}`;
    const count = 1 + upTo(most);
    for (let nth = 0; nth < count; nth++) {
      const near = around?.[upTo(around.length)];
      const time =
        near === undefined
          ? asOf.getTime() - upTo(days * 1440) * MINUTE - upTo(MINUTE)
          : Date.parse(near) + (upTo(240) - 120) * MINUTE + upTo(2) * (MINUTE - 1);
      const placedAt = new Date(chance(later) ? asOf.getTime() + 1 + upTo(DAY) : time);
      const total = chance(free) ? 0 : (recipe.amount?.(upTo) ?? 100 * (1 + upTo(5000)));
      const lines = drawLines(recipe.skus ?? 8, recipe.blank ?? 0, upTo);
      // The same id belongs to many customers.
      orders.push({
        id: `order ${String(nth)}`,
        customerId: customerId === "" ? "" : customerId,
        placedAt,
        currency: "IDR",
        total,
        lines,
        ...(chance(refunds) ? { refunds: drawRefunds(total, placedAt, lines, upTo) } : {}),
        ...(chance(cancelled)
          ? {
              cancelledAt: new Date(
                cancelled === 100 ? placedAt : placedAt.getTime() + upTo(400 * 1440) * MINUTE,
              ),
            }
          : {}),
      });
    }
  }
  // Those of nobody are one customer's where ids are compared.
  const numbered = orders.map((order, at) =>
    order.customerId === "" ? { ...order, id: `nobody ${String(at)}` } : order,
  );
  return {
    name,
    orders: numbered,
    rows: analyticsRows(numbered),
    asOf,
    timeZones: ["UTC", ...timeZones],
  };
}

function drawLines(
  skus: number,
  blank: number,
  upTo: (bound: number) => number,
): NonNullable<Order["lines"]> {
  return Array.from({ length: upTo(5) }, () => {
    // Low numbers are sold most.
    const number = Math.min(upTo(skus), upTo(skus));
    const sku = number % 5 === 4 ? `Sku ${String(number)} é` : `sku-${String(number)}`;
    const category =
      number % 3 === 2
        ? {}
        : { category: `kind ${String(number % 4)}${upTo(20) === 0 ? " new" : ""}` };
    const name = upTo(100) < blank ? ["", " ", "  "][upTo(3)] : sku;
    return { sku: name ?? sku, quantity: upTo(4), unitPrice: 100, ...category };
  });
}

function drawRefunds(
  total: number,
  placedAt: Date,
  lines: NonNullable<Order["lines"]>,
  upTo: (bound: number) => number,
): NonNullable<Order["refunds"]> {
  const parts = [[1], [0.5], [0.5, 0.5], [0.3, 0.9], [0.01], [2]][upTo(6)] ?? [];
  return parts.map((part) => ({
    at: new Date(placedAt.getTime() + upTo(300 * 1440) * MINUTE),
    amount: Math.max(1, Math.floor(total * part)),
    lines: lines.flatMap(({ sku, quantity }) =>
      upTo(2) === 0 ? [] : [{ sku, quantity: upTo(2) === 0 ? quantity : upTo(3) }],
    ),
  }));
}

/**
 * Writes orders as rows of three tables.
 *
 * @param orders - in any order
 * @returns rows to load
 */
export function analyticsRows(orders: readonly Order[]): AnalyticsRows {
  assertList(orders, "analyticsRows: orders");
  return atDoor("analyticsRows", () => rowsOf(orders));
}

function rowsOf(orders: readonly Order[]): AnalyticsRows {
  return {
    orders: orders.map(({ id, customerId, placedAt, currency, total, cancelledAt }) => ({
      id,
      customer_id: customerId,
      placed_at: placedAt.getTime(),
      currency,
      total,
      cancelled_at: cancelledAt?.getTime() ?? null,
    })),
    refunds: orders.flatMap(({ id, customerId, refunds = [] }) =>
      refunds.map(({ at, amount }) => ({
        order_id: id,
        customer_id: customerId,
        refunded_at: at.getTime(),
        amount,
      })),
    ),
    lines: orders.flatMap(({ id, customerId, lines = [] }) =>
      lines.map(({ sku, category, quantity }) => ({
        order_id: id,
        customer_id: customerId,
        sku,
        category: category ?? null,
        quantity,
      })),
    ),
    returns: orders.flatMap(({ id, customerId, refunds = [] }) =>
      refunds.flatMap(({ at, lines = [] }) =>
        lines.map(({ sku, quantity }) => ({
          order_id: id,
          customer_id: customerId,
          sku,
          quantity,
          returned_at: at.getTime(),
        })),
      ),
    ),
  };
}
