import { SetiaError } from "../../kernel";
import { assertImportOptions, collect, type Collector, type ImportResult } from "../import-result";
import { canBeSame, DECIMAL_SIGNS, type NumberText } from "./amount-text";
import {
  assertColumns,
  type ChosenColumns,
  type Column,
  type ImportRowsOptions,
  readColumns,
  type RowColumns,
  type RowRole,
  STATUS_MEANINGS,
} from "./columns";
import { DATE_FORMS } from "./date-text";
import {
  addRefundRows,
  type EventContext,
  type LooseRefundRows,
  type TakenOrder,
  takeOrder,
} from "./order-events";
import { OrderRuns } from "./order-runs";
import { recogniseColumns } from "./recognise-columns";
import { type RecognisedExport, recogniseExport } from "./recognise-export";
import { type KeptRow, type Layout, Row } from "./row";
import type { RefundRow, TableProduct } from "./row-order";
import { hash32, SeenKeys } from "./seen-keys";
import { Settlement } from "./settle";
import { WaitingOrders } from "./waiting-orders";

/** What is left of an order that can be given back. */
interface Open {
  readonly order: Pick<TakenOrder, "customerId" | "orderId" | "at" | "lines">;
  money: number;
  pieces?: Map<string, number>;
}

/**
 * Finds for each row that refunds money the same customer's latest earlier order that still holds what comes back,
 * and makes the refunds. A row without such an order is left out.
 */
export function matchRefundRows(
  loose: readonly LooseRefundRows[],
  orders: readonly Pick<TakenOrder, "customerId" | "orderId" | "at" | "lines" | "total">[],
  source: string,
  collector: Collector,
): void {
  const byCustomer = new Map<string, Open[]>();
  for (const order of [...orders].sort((a, b) => b.at.getTime() - a.at.getTime())) {
    const open = { order, money: order.total };
    const own = byCustomer.get(order.customerId);
    if (own === undefined) byCustomer.set(order.customerId, [open]);
    else own.push(open);
  }
  const refundRows = loose.flatMap(({ customerId, refundRows: rows }) =>
    rows.map((refundRow) => ({ customerId, refundRow })),
  );
  const matched = new Map<Open, RefundRow[]>();
  refundRows.sort((a, b) => a.refundRow.at.getTime() - b.refundRow.at.getTime());
  for (const { customerId, refundRow } of refundRows) {
    const open = (byCustomer.get(customerId) ?? []).find((each) => holds(each, refundRow));
    if (open === undefined) {
      collector.skip(
        refundRow.row.path,
        "not_counted",
        "refunds money, but no earlier order of the customer still holds what comes back",
      );
      continue;
    }
    open.money -= refundRow.amount;
    for (const { sku, quantity } of refundRow.lines ?? []) {
      const pieces = piecesOf(open);
      pieces.set(sku, (pieces.get(sku) ?? 0) - quantity);
    }
    const own = matched.get(open);
    if (own === undefined) matched.set(open, [refundRow]);
    else own.push(refundRow);
  }
  for (const [{ order }, own] of matched) addRefundRows(own, order, source, collector);
}

function holds(open: Open, { at, amount, lines = [] }: RefundRow): boolean {
  return (
    open.order.at <= at &&
    open.money >= amount &&
    lines.every(({ sku, quantity }) => (piecesOf(open).get(sku) ?? 0) >= quantity)
  );
}

function piecesOf(open: Open): Map<string, number> {
  if (open.pieces === undefined) {
    open.pieces = new Map();
    for (const { sku, quantity } of open.order.lines) {
      open.pieces.set(sku, (open.pieces.get(sku) ?? 0) + quantity);
    }
  }
  return open.pieces;
}

/** Orders whose totals are compared in the first pass. */
const COMPARED_ORDERS = 100_000;

const PART_SEED = 0x6b43a9b5;

/** What the second pass of a table needs to know of its size. */
export interface TableLimits {
  /** Whether memory must not grow with the table. */
  readonly isBounded: boolean;
  /** Whether all rows are looked at before the first is taken. */
  readonly hasFirstPass: boolean;
  /** Orders that may be open at once. */
  readonly maxOpenOrders: number;
  /** Orders whose rows do not stand together that one reading keeps in mind. */
  readonly maxScattered: number;
}

interface OpenOrder {
  readonly named: string | undefined;
  readonly rows: KeptRow[];
}

/**
 * Reads a table of orders in two passes: `look` at every row, `settle`, `take` every row, `end`. What was found is
 * drained in between.
 */
export class TableImport {
  readonly layout: Layout;
  readonly columns: ChosenColumns;
  /** The system that wrote the table, if it is known by its columns. */
  readonly origin: RecognisedExport | undefined;
  readonly products = new Map<string, TableProduct>();
  readonly #where: string;
  readonly #options: ImportRowsOptions;
  readonly #limits: TableLimits;
  readonly #settlement: Settlement;
  readonly #totals = new TotalJudge();
  #runs: OrderRuns | undefined;
  readonly #open = new Map<string, OpenOrder>();
  #waiting = new WaitingOrders();
  readonly #taken: Pick<TakenOrder, "customerId" | "orderId" | "at" | "lines" | "total">[] = [];
  readonly #loose: LooseRefundRows[] = [];
  #collector: Collector = collect();
  #context: EventContext;
  #key: string | undefined;
  #run = -1;
  #openOrders = 0;
  #part = 0;
  #parts = 1;

  constructor(
    headers: readonly string[],
    options: ImportRowsOptions,
    where: string,
    unit: Layout["unit"],
    limits: TableLimits,
  ) {
    assertOptions(options, where);
    const chosen = chooseColumns(headers, options, where);
    this.columns = chosen.columns;
    this.origin = chosen.origin;
    this.#where = where;
    this.#options = chosen.options;
    this.#limits = limits;
    this.#settlement = new Settlement(this.#options);
    const { names } = this.columns;
    const roles = Object.keys(names) as RowRole[];
    const places = Object.fromEntries(roles.map((role, place) => [role, place]));
    this.layout = { names, places, unit };
    const { isBounded, hasFirstPass } = limits;
    this.#runs = isBounded && hasFirstPass ? new OrderRuns(limits.maxScattered) : undefined;
    this.#context = {
      options: this.#options,
      columns: this.columns,
      settlement: this.#settlement,
      isTotalOfLine: false,
      source: options.source ?? "rows",
      madeIds: new SeenKeys(limits.isBounded),
      traits: new Map(),
    };
    const { customerId } = names;
    if (this.columns.recognised.has("customerId") && /^id$/iu.test(customerId?.trim() ?? "")) {
      this.#settlement.say(`Customers go by the column ${JSON.stringify(customerId)}.`);
    }
    if (chosen.origin === undefined) return;
    this.#settlement.say(`The columns are those of ${chosen.origin.name}.`);
    for (const note of chosen.origin.notes) this.#settlement.say(`${note}.`);
  }

  /** First pass: looks at a row. */
  look(kept: KeptRow): void {
    const row = new Row(kept, this.layout);
    const key = row.id("orderId");
    if (key !== undefined) this.#runs?.look(key);
    if (kept.fault !== undefined) return;
    this.#settlement.look(row);
    if (key === undefined) return;
    if (!this.columns.recognised.has("total")) return;
    const total = this.#settlement.readings(row, "total");
    this.#totals.look(key, row, total, this.origin === undefined && isPriceOfOne(row));
  }

  /**
   * Ends the first pass.
   *
   * @param rows - how many were looked at, if there are more that were not
   */
  settle(rows?: number): void {
    this.#settlement.settle(rows);
    const { maxScattered } = this.#limits;
    this.#parts = Math.max(1, Math.ceil((this.#runs?.scattered ?? 0) / maxScattered));
    const differing = this.#totals.differing();
    if (differing === 0) return;
    this.#context = { ...this.#context, isTotalOfLine: true };
    this.#settlement.say(
      `${JSON.stringify(this.columns.names.total)} is that of a row in ${String(differing)} ${differing === 1 ? "order" : "orders"} of several rows: it is read as what a row comes to (lineTotal).`,
    );
  }

  /** In how many parts, by order, the rows are to be taken: more than one where too many orders are scattered. */
  get parts(): number {
    return this.#parts;
  }

  /** Begins with a part, whose rows are looked at once more before they are taken. */
  beginPart(part: number): void {
    this.#part = part;
    this.#runs = new OrderRuns(Infinity);
    this.#key = undefined;
    this.#run = -1;
    this.#openOrders = 0;
  }

  /** Looks at a row for a part. */
  lookForPart(kept: KeptRow): void {
    const key = new Row(kept, this.layout).id("orderId");
    if (key !== undefined && this.#isOfPart(key)) this.#runs?.look(key);
  }

  #isOfPart(key: string): boolean {
    return this.#parts === 1 || hash32(key, PART_SEED) % this.#parts === this.#part;
  }

  /**
   * Second pass: takes a row.
   *
   * @returns false if it belongs to another part
   */
  take(kept: KeptRow): boolean {
    const { names } = this.columns;
    if (names.orderId === undefined) {
      this.#close({ named: undefined, rows: [kept] });
      return true;
    }
    const row = new Row(kept, this.layout);
    const key = row.id("orderId");
    if (key === undefined) {
      if (this.#part > 0) return false;
      if (row.issues.length === 0) row.wrong("orderId", "expected the id of the order");
      row.fails(this.#collector);
      return true;
    }
    if (!this.#isOfPart(key)) return false;
    if (this.#runs !== undefined && key !== this.#key) this.#endRun();
    this.#key = key;
    const open = this.#open.get(key);
    if (open !== undefined) open.rows.push(kept);
    else {
      this.#open.set(key, { named: key, rows: [kept] });
      if (!this.#waiting.has(key)) this.#countOpen(kept.at);
    }
    return true;
  }

  /** Puts aside what is still open, so that a million orders can wait for their last rows. */
  pack(): void {
    for (const [key, { rows }] of this.#open) {
      if (this.#waiting.add(key, rows)) this.#open.delete(key);
    }
    this.#waiting.compact();
  }

  /** Ends a part, an order at a time. */
  *endPart(): Generator<void> {
    for (const { key, rows } of this.#waiting.all()) {
      const more = this.#open.get(key)?.rows ?? [];
      this.#open.delete(key);
      this.#close({ named: key, rows: [...rows, ...more] });
      yield;
    }
    for (const order of this.#open.values()) {
      this.#close(order);
      yield;
    }
    this.#open.clear();
    this.#waiting = new WaitingOrders();
  }

  /** Ends the second pass. */
  end(): void {
    const { source } = this.#context;
    matchRefundRows(this.#loose, this.#taken, source, this.#collector);
  }

  /** How many events and faults were found since it was drained last. */
  get found(): number {
    return this.#collector.size();
  }

  /** Gives what was found since it was asked last. */
  drain(): ImportResult {
    const found = this.#collector.result();
    this.#collector = collect();
    return found;
  }

  /** Returns how the table was read, what contradicts it first. */
  summary(): readonly string[] {
    return this.#settlement.summary();
  }

  /** Notes a row that could not even be split into cells. */
  skip(...args: Parameters<Collector["skip"]>): void {
    this.#collector.skip(...args);
  }

  #endRun(): void {
    const run = this.#run++;
    const key = this.#key;
    if (key === undefined || this.#runs?.comesAgain(key, run) !== false) return;
    this.#closeOrder(key);
  }

  #closeOrder(key: string): void {
    const rows = [...this.#waiting.take(key), ...(this.#open.get(key)?.rows ?? [])];
    this.#open.delete(key);
    this.#openOrders--;
    this.#close({ named: key, rows });
  }

  #close({ named, rows }: OpenOrder): void {
    const read = rows.map((kept) => new Row(kept, this.layout));
    const taken = takeOrder(read, named, this.#context, this.#collector);
    if (taken === undefined) return;
    if ("orderId" in taken) {
      for (const product of taken.products) this.products.set(product.sku, product);
      if (this.#options.refundRows !== "by_customer") return;
      const { customerId, orderId, at, lines, total } = taken;
      this.#taken.push({ customerId, orderId, at, lines, total });
      this.#countOpen(rows[0]?.at);
    } else if (this.#options.refundRows === "by_customer") this.#loose.push(taken);
    else {
      const what = named === undefined ? "an order" : `the order ${JSON.stringify(named)}`;
      for (const { row } of taken.refundRows) {
        this.#collector.skip(
          row.path,
          "not_counted",
          `refunds money of ${what}, which no row places; expected the id of an order in the table`,
        );
      }
    }
  }

  #countOpen(line: number | undefined): void {
    const { isBounded, maxOpenOrders } = this.#limits;
    // Ids are known by their hash: of a hundred orders one, at most, waits on for another that has the same.
    // Of a part that many as its share of all.
    const most = Math.floor((maxOpenOrders / this.#parts) * 1.01);
    if (++this.#openOrders <= most || !isBounded) return;
    throw new SetiaError(
      "TOO_LARGE",
      `${this.#where}: at line ${String(line)} more than ${String(maxOpenOrders)} orders are open at once; ` +
        "sort the file by order, or raise maxOpenOrders",
    );
  }
}

/** Whether a row of one piece has the price of that piece for its total. */
function isPriceOfOne(row: Row): boolean {
  const pieces = row.cell("quantity");
  return (
    (pieces === undefined || Number(pieces) === 1) && row.text("unitPrice") === row.text("total")
  );
}

/** Judges whether a recognised total is the order's or the row's, by orders of several rows. */
class TotalJudge {
  readonly #orders = new Map<
    string,
    { total: NumberText; print: string; differs: boolean; isPrice: boolean; rows: number }
  >();

  look(key: string, row: Row, total: NumberText | undefined, isPrice: boolean): void {
    if (total === undefined) return;
    const known = this.#orders.get(key);
    const print = isPrice ? row.print() : "";
    // A row that is there twice says nothing of what its total is.
    if (known !== undefined && isPrice && known.print === print) return;
    if (known !== undefined) {
      known.rows++;
      known.differs ||= !canBeSame(known.total, total);
      known.isPrice &&= isPrice;
    } else if (this.#orders.size < COMPARED_ORDERS) {
      this.#orders.set(key, { total, print, differs: false, isPrice, rows: 1 });
    }
  }

  /**
   * How many orders have totals of rows: several, or in several rows the price of the one thing in each. 0 unless more do
   * than say the same total in several rows.
   */
  differing(): number {
    let [differing, same] = [0, 0];
    for (const { differs, isPrice, rows } of this.#orders.values()) {
      if (rows === 1) continue;
      if (differs || isPrice) differing++;
      else same++;
    }
    return differing > same ? differing : 0;
  }
}

/** Columns, options and rows as the table's origin has them, if it is known. */
interface Origin {
  readonly columns: ChosenColumns;
  readonly options: ImportRowsOptions;
  readonly origin: RecognisedExport | undefined;
}

function chooseColumns(
  headers: readonly string[],
  options: ImportRowsOptions,
  where: string,
): Origin {
  const given = options.columns === undefined ? {} : readColumns(options.columns, where);
  const isRecognised = options.recognise ?? options.columns === undefined;
  const names: Partial<Record<RowRole, string>> = {};
  for (const [role, name] of Object.entries(given) as [RowRole, Column][]) {
    if (name !== false) names[role] = name;
  }
  const known = isRecognised ? recogniseExport(headers) : undefined;
  const origin = known && given.orderId !== undefined ? withGivenIds(known) : known;
  const found = origin
    ? fillIn(origin.columns, given, names)
    : isRecognised
      ? recogniseColumns(headers, given)
      : names;
  const recognised = new Set((Object.keys(found) as RowRole[]).filter((role) => !(role in names)));
  const columns = { names: found, recognised, notes: origin?.notes ?? [] };
  assertColumns(columns, headers, where);
  return { columns, options: { ...origin?.options, ...options }, origin };
}

/** A column of ids that was given keeps its cells. */
function withGivenIds(known: RecognisedExport): RecognisedExport {
  const { mayDescribeColumns, zeroIsUnchanged } = known.habits;
  const habits = { mayDescribeColumns, ...(zeroIsUnchanged && { zeroIsUnchanged }) };
  return { ...known, habits };
}

/** Adds the columns of a known table to those that were given, each to one role only. */
function fillIn(
  known: RowColumns,
  given: RowColumns,
  names: Readonly<Partial<Record<RowRole, string>>>,
): Partial<Record<RowRole, string>> {
  const used = new Set(Object.values(names));
  const free = Object.entries(known).filter(
    ([role, name]) => given[role as RowRole] === undefined && !used.has(String(name)),
  );
  return { ...(Object.fromEntries(free) as Partial<Record<RowRole, string>>), ...names };
}

function assertOptions(options: unknown, where: string): asserts options is ImportRowsOptions {
  if (typeof options !== "object" || options === null) {
    throw new SetiaError("INVALID_OPTION", `${where}: options are missing; expected an object`);
  }
  const given = options as ImportRowsOptions;
  assertImportOptions(given, where);
  const oneOf = (name: string, value: unknown, words: readonly string[]): void => {
    if (value === undefined || words.includes(value as string)) return;
    throw new SetiaError(
      "INVALID_OPTION",
      `${where}: ${name} is ${JSON.stringify(value)}; expected one of ${words.join(", ")}`,
    );
  };
  oneOf("dates", given.dates, DATE_FORMS);
  oneOf("decimal", given.decimal, DECIMAL_SIGNS);
  oneOf("language", given.language, ["en", "id"]);
  oneOf("refundRows", given.refundRows, ["by_order", "by_customer"]);
  for (const [word, meaning] of Object.entries(given.statuses ?? {})) {
    oneOf(`statuses[${JSON.stringify(word)}]`, meaning, STATUS_MEANINGS);
  }
}
