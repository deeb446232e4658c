import type { OrderLine, ReturnedLine } from "../../events";
import { currencyExponent } from "../../kernel";
import { customerIdOf, type Collector } from "../import-result";
import {
  STATUS_MEANINGS,
  type ChosenColumns,
  type ImportRowsOptions,
  type MoneyRole,
  type RowRole,
  type StatusMeaning,
} from "./columns";
import { ONE, times, toNumber, toUnits, type Decimal } from "./decimal";
import type { Row } from "./row";
import { minorUnits, type Settlement } from "./settle";
import { isPartRefund, statusMeaning } from "./statuses";

/** A row that refunds money. */
export interface RefundRow {
  /** The row. */
  readonly row: Row;
  /** The instant. */
  readonly at: Date;
  /** Minor units, above 0. */
  readonly amount: number;
  /** What came back, if it says so. */
  readonly lines?: readonly ReturnedLine[];
}

/** A product as a table names it. */
export interface TableProduct {
  /** Its SKU. */
  readonly sku: string;
  /** Its name, or its SKU where the table has no name. */
  readonly name: string;
  /** What one cost when it was last bought in the table, in minor units. */
  readonly price: number;
  /** Its category, if the table tells it. */
  readonly category?: string;
}

/** What the rows of one order say together. */
export interface RowOrder {
  /** Whose it is; `undefined` if no row names them. */
  readonly customerId: string | undefined;
  /** When it was placed: the earliest of its rows. */
  readonly at: Date;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Minor units. */
  readonly total: number;
  /** What was in it. */
  readonly lines: readonly OrderLine[];
  /** The same as products. */
  readonly products: readonly TableProduct[];
  /** Whether any row places something. */
  readonly isPlaced: boolean;
  /** Rows with negative amounts. */
  readonly refundRows: readonly RefundRow[];
  /** What its status makes of it. */
  readonly status: StatusMeaning;
  /** What was given back by the order's own columns, in minor units; 0 if nothing was. */
  readonly refunded: number;
  /** When it was given back, if that is told. */
  readonly refundedAt: Date | undefined;
  /** When it was cancelled, if that is told. */
  readonly cancelledAt: Date | undefined;
}

/** What reading an order needs. */
export interface OrderContext {
  /** As given. */
  readonly options: ImportRowsOptions;
  /** Columns by role. */
  readonly columns: ChosenColumns;
  /** How figures and dates are read. */
  readonly settlement: Settlement;
  /** Whether `total` is what one row comes to, as a recognised column turned out to be. */
  readonly isTotalOfLine: boolean;
}

const DAY = 86_400_000;

/** Reads the rows of one order; what is wrong is among the issues of its row. */
export function readRowOrder(
  rows: readonly Row[],
  context: OrderContext,
  collector: Collector,
): RowOrder {
  const { options, settlement, columns } = context;
  const { names } = columns;
  const [first] = rows as readonly [Row, ...Row[]];
  const customerId = agreed(rows, "customerId" in names ? "customerId" : "email", (row) =>
    customerIdOf({ id: row.id("customerId"), email: row.text("email") }, withKey(options, names)),
  );
  const own = agreed(rows, "currency", (row) => settlement.currencyOf(row));
  const currency = own ?? settlement.currency;
  if (currency === undefined && !rows.some((row) => row.cell("currency") !== undefined)) {
    first.wrong("currency", "expected the option currency, or a column of it");
  }
  const reader = new OrderReader(rows, currency ?? "XXX", context, collector);
  const sums = reader.readRows();
  const { at, total, isPlaced } = sums;

  const status = readStatus(rows, options);
  // Every row is read, so that an invalid date is refused wherever it stands.
  const timeOf = (role: "refundedAt" | "cancelledAt"): Date | undefined =>
    rows
      .map((row) => settlement.instant(row, role))
      .reduce((a, b) => (a === undefined || (b !== undefined && b < a) ? b : a), undefined);
  const refunded = reader.refunded(total);
  const refundedAt = timeOf("refundedAt");
  if (refundedAt !== undefined && refundedAt.getTime() <= at.getTime() - DAY) {
    first.wrong("refundedAt", "expected a date that is not before the order's");
  }
  if (refunded === 0 && sums.refundRows.length === 0) refusePartRefunds(rows, options);
  return {
    ...sums,
    customerId,
    at,
    currency: currency ?? "XXX",
    total,
    isPlaced,
    status,
    refunded: status === "refunded" && refunded === 0 ? total : refunded,
    // A date without a clock begins its day, maybe before the order of that day.
    refundedAt: refundedAt !== undefined && refundedAt < at ? at : refundedAt,
    cancelledAt: timeOf("cancelledAt"),
  };
}

/** Tables without a column of ids have only addresses to go by. */
function withKey(options: ImportRowsOptions, names: ChosenColumns["names"]): ImportRowsOptions {
  return options.customerBy === undefined && names.customerId === undefined
    ? { ...options, customerBy: "email" }
    : options;
}

class OrderReader {
  readonly #rows: readonly Row[];
  readonly #currency: string;
  readonly #context: OrderContext;
  readonly #collector: Collector;
  /** A cell is read once, so that what is wrong with it is told once. */
  readonly #read = new Map<Row, Map<MoneyRole, Decimal | undefined>>();

  constructor(rows: readonly Row[], currency: string, context: OrderContext, collector: Collector) {
    this.#rows = rows;
    this.#currency = currency;
    this.#context = context;
    this.#collector = collector;
  }

  readRows(): Pick<RowOrder, "at" | "total" | "lines" | "products" | "isPlaced" | "refundRows"> {
    const { settlement } = this.#context;
    const rows = this.#rows;
    const [firstRow] = rows as readonly [Row, ...Row[]];
    // Rows after the first may leave out what the first has said.
    const times = rows.map((row) => settlement.instant(row, "at"));
    const known = times.find((time) => time !== undefined);
    if (known === undefined && firstRow.issues.length === 0) {
      firstRow.wrong("at", 'expected a date such as "2026-01-05 10:00"');
    }
    const first = known ?? new Date(0);
    const lines: OrderLine[] = [];
    const products: TableProduct[] = [];
    const refundRows: RefundRow[] = [];
    const placed: Row[] = [];
    const placedAt: Date[] = [];
    let sum = 0;
    rows.forEach((row, index) => {
      const read = this.#readRow(row);
      const at = times[index] ?? first;
      if (read.worth < 0) {
        const lines =
          read.sku === undefined || read.quantity === 0
            ? {}
            : { lines: [{ sku: read.sku, quantity: Math.abs(read.quantity) }] };
        refundRows.push({ row, at, amount: -read.worth, ...lines });
        return;
      }
      placed.push(row);
      placedAt.push(at);
      sum += read.worth;
      if (read.quantity < 0) row.wrong("quantity", "expected a number, not negative");
      const { sku, quantity, unitPrice } = read;
      if (sku === undefined || unitPrice === undefined) return;
      const category = row.text("category");
      const about = category === undefined ? {} : { category };
      lines.push({ sku, quantity, unitPrice, ...about });
      products.push({ sku, name: row.text("product") ?? sku, price: unitPrice, ...about });
    });
    return {
      at: placedAt.reduce((least, time) => (time < least ? time : least), placedAt[0] ?? first),
      total: placed.length === 0 ? 0 : this.#totalOf(placed, sum),
      lines,
      products,
      isPlaced: placed.length > 0,
      refundRows,
    };
  }

  /** What was given back by the order's own columns, in minor units. */
  refunded(total: number): number {
    const amount = this.#once("refunded");
    if (amount !== undefined) return Math.abs(amount);
    const left = this.#once("totalAfterRefunds");
    if (left === undefined) return 0;
    if (left > total) {
      const [first] = this.#rows as readonly [Row, ...Row[]];
      first.wrong("totalAfterRefunds", "expected at most the total");
    }
    return Math.max(0, total - left);
  }

  #readRow(row: Row): {
    sku: string | undefined;
    quantity: number;
    unitPrice: number | undefined;
    worth: number;
  } {
    const { columns, settlement, options } = this.#context;
    const isMissing = (row: Row, role: RowRole): boolean =>
      columns.names[role] !== undefined && row.cell(role) === undefined;
    const quantity = settlement.quantity(row, this.#collector) ?? ONE;
    const count = toNumber(quantity);
    const perLine = this.#lineRole;
    const price = this.#decimal(row, "unitPrice");
    const lineTotal = perLine === undefined ? undefined : this.#decimal(row, perLine);
    if (perLine !== undefined && isMissing(row, perLine)) row.wrong(perLine, "expected an amount");
    if (!this.#hasTotal && perLine === undefined && isMissing(row, "unitPrice")) {
      row.wrong("unitPrice", "expected an amount");
    }
    const orderTotal = this.#hasTotal ? this.#decimal(row, "total") : undefined;
    const product = price && times(price, quantity);
    const worthRole = this.#hasTotal ? "total" : (perLine ?? "unitPrice");
    const worth = this.#hasTotal ? orderTotal : (lineTotal ?? product);
    const units = worth && this.#units(worth, row, worthRole);

    const sku = row.id("sku");
    const name = row.text("product");
    const isCharge =
      sku !== undefined &&
      options.isCharge?.(name === undefined ? { sku } : { sku, product: name }) === true;
    const alone = this.#rows.length === 1 ? orderTotal : undefined;
    return {
      sku: isCharge ? undefined : sku,
      quantity: count,
      unitPrice: this.#priceOfOne(row, price, lineTotal ?? alone, count),
      worth: units ?? 0,
    };
  }

  /** The price of one in minor units, by its column or by what the row comes to. */
  #priceOfOne(
    row: Row,
    price: Decimal | undefined,
    line: Decimal | undefined,
    count: number,
  ): number | undefined {
    if (price !== undefined) return this.#units(price, row, "unitPrice");
    const units = line && toUnits(line, currencyExponent(this.#currency))?.units;
    if (units === undefined || count === 0) return undefined;
    return Math.abs(Math.round(units / count));
  }

  #totalOf(placed: readonly Row[], sum: number): number {
    const [first] = placed as readonly [Row, ...Row[]];
    if (this.#hasTotal) {
      const total = this.#agreeOnTotal(placed);
      if (placed.every((row) => row.cell("total") === undefined)) {
        first.wrong("total", 'expected an amount such as "129.90"');
      }
      return total ?? 0;
    }
    const off = Math.abs(this.#once("discount") ?? 0);
    const on = (this.#once("tax") ?? 0) + (this.#once("shipping") ?? 0);
    const total = sum + on - off;
    if (total < 0) first.wrong("discount", "expected no more than what the order comes to");
    if (!Number.isSafeInteger(total)) {
      first.wrong(this.#lineRole ?? "unitPrice", "expected a sum within the safe integers");
    }
    return total;
  }

  #agreeOnTotal(placed: readonly Row[]): number | undefined {
    let found: number | undefined;
    for (const row of placed) {
      const decimal = this.#decimal(row, "total");
      const total = decimal && toUnits(decimal, currencyExponent(this.#currency))?.units;
      if (total === undefined) continue;
      found ??= total;
      if (total === found) continue;
      row.wrong(
        "total",
        "expected one total for all rows of the order; if it is what the row comes to, call the column lineTotal",
      );
    }
    return found;
  }

  /** Reads an amount that is told once for an order: in one of its rows, or the same in several; zeros say nothing. */
  #once(role: MoneyRole): number | undefined {
    const amounts = new Map<Row, number>();
    for (const row of this.#rows) {
      const decimal = this.#decimal(row, role);
      const amount = decimal && this.#units(decimal, row, role);
      if (amount !== undefined) amounts.set(row, amount);
    }
    const isZero = [...amounts.values()].every((amount) => amount === 0);
    return agreed(this.#rows, role, (row) => {
      const amount = amounts.get(row);
      return amount === 0 && !isZero ? undefined : amount;
    });
  }

  get #hasTotal(): boolean {
    return this.#context.columns.names.total !== undefined && !this.#context.isTotalOfLine;
  }

  /** The column of what one row comes to. */
  get #lineRole(): "total" | "lineTotal" | undefined {
    if (this.#context.isTotalOfLine) return "total";
    return this.#context.columns.names.lineTotal === undefined ? undefined : "lineTotal";
  }

  #decimal(row: Row, role: MoneyRole): Decimal | undefined {
    const cells = this.#read.get(row) ?? new Map<MoneyRole, Decimal | undefined>();
    this.#read.set(row, cells);
    if (!cells.has(role)) {
      cells.set(role, this.#context.settlement.money(row, role, this.#currency, this.#collector));
    }
    return cells.get(role);
  }

  #units(decimal: Decimal, row: Row, role: RowRole): number | undefined {
    return minorUnits(decimal, this.#currency, row, role, this.#collector);
  }
}

/** The gravest of what the columns of status say. */
function readStatus(rows: readonly Row[], options: ImportRowsOptions): StatusMeaning {
  const gravest: readonly StatusMeaning[] = ["cancelled", "not_counted", "refunded"];
  const found = (["status", "paymentStatus"] as const).map((role) =>
    agreed(rows, role, (row) => {
      const text = row.text(role);
      if (text === undefined) return undefined;
      const meaning = statusMeaning(text, options.statuses);
      if (meaning === undefined) {
        row.wrong(
          role,
          `expected a status that is known, or the option statuses with what it means (${STATUS_MEANINGS.join(", ")})`,
        );
      }
      return meaning;
    }),
  );
  return gravest.find((meaning) => found.includes(meaning)) ?? "counted";
}

/** "Partially refunded" alone does not tell how much is left. */
function refusePartRefunds(rows: readonly Row[], options: ImportRowsOptions): void {
  for (const role of ["status", "paymentStatus"] as const) {
    const row = rows.find((each) => isPartRefund(each.text(role) ?? "", options.statuses));
    row?.wrong(
      role,
      "expected how much was given back, in a column refunded, or the option statuses",
    );
  }
}

/** Finds what the rows of an order say that say it; a row that says something else has an issue. */
function agreed<Value extends string | number>(
  rows: readonly Row[],
  role: RowRole,
  readOne: (row: Row) => Value | undefined,
): Value | undefined {
  let found: Value | undefined;
  for (const row of rows) {
    const value = readOne(row);
    found ??= value;
    if (value !== undefined && value !== found) {
      row.wrong(role, "expected what other rows of the order say");
    }
  }
  return found;
}
