/**
 * Reads a shop's own file of orders, plain or gzipped, and says where every line went.
 */
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { TZDate } from "@date-fns/tz";
import { CsvError, parse } from "csv-parse";
import {
  fromDecimal,
  isSetiaError,
  SetiaError,
  toDecimal,
  type CustomerEvent,
  type OrderLine,
  type Product,
} from "setia";

/** What a column may mean, with the headers by which it is recognised, best first. */
const COLUMNS = {
  order:
    "invoiceno invoice orderid ordernumber orderno order transactionid idpesanan nopesanan nomorpesanan",
  customer:
    "customerid custid clientid userid idpelanggan customer pelanggan pembeli namapembeli email id",
  date: "invoicedate orderdate createdat datetime timestamp date tanggal tanggalpesanan tanggalorder",
  total: "ordertotal totalprice total revenue value amount nilai totalbayar totalpembayaran",
  quantity: "quantity qty lineitemquantity jumlah",
  price: "unitprice lineitemprice price harga hargasatuan",
  sku: "stockcode sku lineitemsku productid itemid product kodeproduk",
  product: "description productname lineitemname itemname namaproduk",
  category: "category kategori department",
  currency: "currency matauang",
  name: "customername billingname firstname nama",
} as const;

/** One of the meanings of a column. */
export type ColumnRole = keyof typeof COLUMNS;

/** Every meaning a column may have. */
export const COLUMN_ROLES = Object.keys(COLUMNS) as readonly ColumnRole[];

/** Lines that are charged but are no goods: they count in an order's total and are never offered. */
const NOT_GOODS =
  /^(post(age)?|dotcom postage|dot|shipping|delivery|carriage|c2|ongkir|ongkos kirim|discount|diskon|d|manual|m|bank charges|amazon ?fee|samples|s|b|adjust.*|cruk.*|pads.*|gift_.*)$/iu;

/** Where lines can go. */
export const LINE_FATES = [
  "ordered",
  "given_back",
  "no_customer",
  "broken_row",
  "bad_date",
  "bad_amount",
  "same_order_again",
  "give_back_unmatched",
] as const;

/** One of {@link LINE_FATES}. */
export type LineFate = (typeof LINE_FATES)[number];

/** How to read a file. */
export interface ReadOrdersFileOptions {
  /** ISO 4217 code of amounts, unless a column names it. */
  readonly currency: string;
  /** IANA zone of times without an offset. */
  readonly timeZone: string;
  /** Headers that mean something else than their name tells. */
  readonly columns: Partial<Record<ColumnRole, string>>;
  /** How amounts such as 1.234 are meant. */
  readonly decimal: "point" | "comma" | undefined;
  /** How its letters are written. */
  readonly encoding: BufferEncoding;
  /** How dates such as 03/04/2026 are meant. */
  readonly dates: "day-first" | "month-first" | undefined;
  /** Told now and then how many lines were read. */
  readonly onProgress: (lines: number) => void;
}

/** Where something was first found. */
export interface FirstLine {
  /** Line of the file, the header being 1. */
  readonly line: number;
  /** The cell that could not be read. */
  readonly text?: string;
}

/** A file of orders, read. */
export interface OrdersFile {
  /** Orders, refunds and names as events. */
  readonly events: readonly CustomerEvent[];
  /** What was bought in them. */
  readonly products: ReadonlyMap<string, Product>;
  /** Lines after the header; the sum of `fates`. */
  readonly lines: number;
  /** How many lines went where. */
  readonly fates: Readonly<Record<LineFate, number>>;
  /** The first line of each fate but the good ones, for looking it up. */
  readonly firstLines: Readonly<Partial<Record<LineFate, FirstLine>>>;
  /** Lines that repeat another line of the same order to the letter; they were kept. */
  readonly repeated: number;
  /** Lines with a price finer than the currency, rounded. */
  readonly rounded: number;
  /** Lines that are no goods: kept in totals, never offered. */
  readonly notGoods: number;
  /** Headers used, by meaning. */
  readonly columns: Readonly<Partial<Record<ColumnRole, string>>>;
  /** Headers that nothing was read from. */
  readonly unused: readonly string[];
  /** Lines with letters that are no UTF-8. */
  readonly garbled: number;
  /** ISO 4217 code of the amounts. */
  readonly currency: string;
  /** When the last order was placed or something last given back. */
  readonly lastFactAt: Date;
}

interface DraftOrder {
  readonly customerId: string;
  readonly orderId: string;
  at: Date;
  total: number;
  readonly lines: OrderLine[];
}

interface GiveBack {
  readonly line: number;
  readonly customerId: string;
  readonly at: Date;
  readonly sku: string | undefined;
  readonly quantity: number;
  readonly amount: number;
}

/**
 * Reads a file of orders or order lines.
 *
 * A line that gives something back (negative quantity or amount) becomes a refund of the customer's latest
 * earlier order that has the product, or, for charges such as postage, of their latest earlier order; if
 * there is none, it is left out. Lines without a customer are left out. Everything that is left out is counted.
 *
 * @param path - a CSV file with a header, any of the separators `, ; | tab`, maybe gzipped
 * @param options - what the file does not tell of itself
 * @returns events, products and the count of every line
 * @throws SetiaError `INVALID_INPUT` if the file cannot be read, lacks a column or has a quote that is never closed
 */
export async function readOrdersFile(
  path: string,
  options: ReadOrdersFileOptions,
): Promise<OrdersFile> {
  const fates = Object.fromEntries(LINE_FATES.map((fate) => [fate, 0])) as Record<LineFate, number>;
  const firstLines: Partial<Record<LineFate, FirstLine>> = {};
  const orders = new Map<string, DraftOrder>();
  const giveBacks: GiveBack[] = [];
  const products = new Map<string, Product>();
  const names = new Map<string, string>();
  const seenLines = new Set<string>();
  const toInstant = dateReader(path, options);
  let columns: Partial<Record<ColumnRole, number>> | undefined;
  let headers: readonly string[] = [];
  let currency = options.currency;
  let lines = 0;
  let place = 0;
  let repeated = 0;
  let rounded = 0;
  let notGoods = 0;
  let garbled = 0;
  let currencyKnown = false;

  const wentTo = (fate: LineFate, line: number, text?: string): void => {
    fates[fate]++;
    if (fate === "ordered" || fate === "given_back") return;
    firstLines[fate] ??= text === undefined ? { line } : { line, text: text.slice(0, 40) };
  };

  const takeRow = (row: readonly string[], use: Partial<Record<ColumnRole, number>>): void => {
    lines++;
    const line = place;
    const cell = (role: ColumnRole): string => {
      const at = use[role];
      return at === undefined ? "" : (row[at] ?? "").trim();
    };
    if (row.some((text) => text.includes("\uFFFD"))) garbled++;
    if (row.length !== headers.length) return wentTo("broken_row", line);
    const customerId = cell("customer");
    if (customerId === "" || /^(null|nan|none|n\/a|-)$/iu.test(customerId)) {
      return wentTo("no_customer", line);
    }
    const at = toInstant(cell("date"), line);
    if (at === undefined) return wentTo("bad_date", line, cell("date"));
    if (cell("currency") !== "") {
      if (currencyKnown && cell("currency") !== currency) {
        throw unreadable(
          path,
          `line ${String(line)} is in ${cell("currency")} among ${currency}; expected one currency`,
        );
      }
      currency = cell("currency");
      currencyKnown = true;
    }

    const perLine = use.quantity !== undefined && use.price !== undefined;
    const written = cell(perLine ? "price" : "total");
    const price = readAmount(written, currency, options.decimal);
    const quantity = perLine ? readQuantity(cell("quantity")) : 1;
    if (price === "ambiguous") {
      throw unreadable(
        path,
        `line ${String(line)} has the amount ${JSON.stringify(written)}, which can be read in two ways; expected --decimal point or --decimal comma`,
      );
    }
    if (price === undefined || quantity === undefined) {
      return wentTo("bad_amount", line, quantity === undefined ? cell("quantity") : written);
    }
    if (price.rounded) rounded++;
    const amount = Math.round(price.amount * quantity);
    if (!Number.isSafeInteger(amount)) return wentTo("bad_amount", line);

    const sku = cell("sku") === "" ? undefined : cell("sku");
    const goods = sku !== undefined && !NOT_GOODS.test(sku) && !NOT_GOODS.test(cell("product"));
    if (sku !== undefined && !goods) notGoods++;
    if (cell("name") !== "") names.set(customerId, cell("name"));

    const orderId = cell("order") === "" ? `line-${String(line)}` : cell("order");
    if (amount < 0 || quantity < 0) {
      const back = { quantity: Math.abs(quantity), amount: Math.abs(amount) };
      // Charges are in no order's lines: their money comes off the latest order.
      giveBacks.push({ line, customerId, at, sku: goods ? sku : undefined, ...back });
      return;
    }
    const key = JSON.stringify([customerId, orderId]);
    const known = orders.get(key);
    if (known !== undefined && !perLine) return wentTo("same_order_again", line);
    const order = known ?? { customerId, orderId, at, total: 0, lines: [] };
    if (at > order.at) order.at = at;
    order.total += amount;
    if (sku !== undefined && goods) {
      const category = cell("category");
      const about = category === "" ? {} : { category };
      order.lines.push({ sku, quantity, unitPrice: perLine ? price.amount : amount, ...about });
      const name = cell("product") === "" ? (products.get(sku)?.name ?? sku) : cell("product");
      products.set(sku, { sku, name, price: price.amount, ...about });
    }
    orders.set(key, order);
    if (perLine) {
      const content = JSON.stringify([key, row]);
      if (seenLines.has(content)) repeated++;
      seenLines.add(content);
    }
    wentTo("ordered", line);
  };

  try {
    for await (const row of rowsOf(path, options.encoding)) {
      place++;
      if (row.length === 1 && row[0] === "") continue;
      if (columns === undefined) {
        headers = row;
        columns = findColumns(path, headers, options.columns);
      } else {
        takeRow(row, columns);
        if (lines % 50_000 === 0) options.onProgress(lines);
      }
    }
  } catch (cause) {
    if (cause instanceof SetiaError) throw cause;
    if (cause instanceof CsvError) {
      throw unreadable(
        path,
        `${cause.message}; expected quotes to be closed, and doubled inside`,
        cause,
      );
    }
    throw unreadable(
      path,
      `cannot be read (${String(cause)}); expected a CSV file, maybe gzipped`,
      cause,
    );
  }
  if (columns === undefined) throw unreadable(path, "it is empty; expected a header line");
  if (orders.size === 0) {
    throw unreadable(
      path,
      `none of its ${String(lines)} lines is an order; expected at least one (${describeFates(fates)})`,
    );
  }
  options.onProgress(lines);

  const placed = [...orders.values()];
  const refunds = matchGiveBacks(giveBacks, placed, wentTo);
  const used = columns;
  return {
    events: toEvents(placed, refunds, names, currency),
    products,
    lines,
    fates,
    firstLines,
    repeated,
    rounded,
    notGoods,
    columns: Object.fromEntries(
      COLUMN_ROLES.flatMap((role) => {
        const at = used[role];
        return at === undefined ? [] : [[role, headers[at] ?? ""]];
      }),
    ),
    unused: headers.filter((_, at) => !Object.values(used).includes(at)),
    garbled,
    currency,
    lastFactAt: new Date(
      [...placed, ...refunds].reduce((last, { at }) => Math.max(last, at.getTime()), 0),
    ),
  };
}

/** Streams the rows of a CSV file, the header first. */
async function* rowsOf(path: string, encoding: BufferEncoding): AsyncGenerator<string[]> {
  const zipped = (await firstChunk(path)).subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]));
  const start = (await firstChunk(path, zipped)).toString("utf8");
  const [header = ""] = start.split(/\r?\n/u, 1);
  const parser = parse({
    bom: true,
    encoding,
    delimiter: separatorOf(header),
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
  });
  // A fault of any part destroys the parser with it, and so reaches whoever reads the rows.
  pipeline([createReadStream(path), ...(zipped ? [createGunzip()] : []), parser], () => undefined);
  yield* parser as AsyncIterable<string[]>;
}

async function firstChunk(path: string, zipped = false): Promise<Buffer> {
  const file = createReadStream(path);
  const bytes = zipped ? pipeline(file, createGunzip(), () => undefined) : file;
  for await (const chunk of bytes) return chunk as Buffer;
  return Buffer.of();
}

/** The separator that the header holds most of, outside quotes. */
function separatorOf(header: string): string {
  const bare = header.replace(/"[^"]*"/gu, "");
  const count = (separator: string): number => bare.split(separator).length;
  return [",", ";", "\t", "|"].reduce((best, next) => (count(next) > count(best) ? next : best));
}

function findColumns(
  path: string,
  headers: readonly string[],
  given: Partial<Record<ColumnRole, string>>,
): Partial<Record<ColumnRole, number>> {
  const plain = headers.map((header) => header.toLowerCase().replace(/[^a-z0-9]/gu, ""));
  const all = headers.map((header) => JSON.stringify(header)).join(", ");
  const found: Partial<Record<ColumnRole, number>> = {};
  for (const role of COLUMN_ROLES) {
    const named = given[role];
    if (named === undefined) {
      // A shop system's export calls its order number just "Name" where its lines have names too.
      const known = COLUMNS[role].split(" ");
      if (role === "order" && plain.includes("lineitemname")) known.push("name");
      const name = known.find((candidate) => plain.includes(candidate));
      if (name !== undefined) found[role] = plain.indexOf(name);
    } else {
      const at = headers.indexOf(named);
      if (at === -1) {
        throw unreadable(
          path,
          `it has no column ${JSON.stringify(named)} for ${role}; expected one of ${all}`,
        );
      }
      found[role] = at;
    }
  }
  const perLine = found.quantity !== undefined && found.price !== undefined;
  const needed: readonly ColumnRole[] = perLine
    ? ["customer", "date"]
    : ["customer", "date", "total"];
  const missing = needed.filter((role) => found[role] === undefined);
  if (missing.length > 0) {
    const hints = missing.map((role) => `--column ${role}=NAME`).join(" ");
    throw unreadable(
      path,
      `none of its columns (${all.slice(0, 300)}) is known to be the ${missing.join(" or the ")}; expected headers such as customer_id, order_date, total, or ${hints}`,
    );
  }
  // Lines that have quantity and price are added up; a total beside them would count twice.
  if (perLine) delete found.total;
  return found;
}

/** Reads each different text once. Times without an offset are those of the shop's zone. */
function dateReader(
  path: string,
  { timeZone, dates }: ReadOrdersFileOptions,
): (text: string, line: number) => Date | undefined {
  const known = new Map<string, Date | undefined>();
  return (text, line) => {
    if (known.has(text)) return known.get(text);
    const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(.*)$/u.exec(text);
    let iso = text.replace(/^(\d{4})(\d{2})(\d{2})$/u, "$1-$2-$3");
    if (slashed !== null) {
      if (dates === undefined) {
        throw unreadable(
          path,
          `line ${String(line)} has the date ${JSON.stringify(text)}, which can be read in two ways; expected --dates day-first or --dates month-first`,
        );
      }
      const [, first = "", second = "", year = "", time = ""] = slashed;
      const [day, month] = dates === "day-first" ? [first, second] : [second, first];
      iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}${time}`;
    }
    const instant = isoInstant(iso, timeZone);
    known.set(text, instant);
    return instant;
  };
}

/**
 * Reads an instant; without an offset it is a time of the zone.
 *
 * @param text - ISO 8601, with a space or a `T`, maybe a day alone
 * @param timeZone - IANA zone
 * @returns the instant, or `undefined` if it is none
 */
export function isoInstant(text: string, timeZone: string): Date | undefined {
  const parts =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)? ?(Z|UTC|[+-]\d{2}:?\d{2})?$/u.exec(
      text,
    );
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part: string | undefined) => Number(part ?? 0));
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // 31 February would silently become 2 March.
  const real =
    utc.getUTCMonth() === month - 1 && utc.getUTCDate() === day && hour < 24 && minute < 60;
  if (!real) return undefined;
  const offset = parts[7];
  if (offset === undefined) {
    const local = new TZDate(year, month - 1, day, hour, minute, second, timeZone);
    return new Date(local.getTime());
  }
  const [, sign = "+", hours = "0", minutes = "0"] = /^([+-])(\d{2}):?(\d{2})$/u.exec(offset) ?? [];
  const ahead = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return new Date(utc.getTime() - (sign === "-" ? -ahead : ahead));
}

/**
 * Reads `12.5`, `1,234.50`, `1.234,50`, `Rp 15.000`, `$3` and `(3.00)`, which is negative; `1.234` alone can
 * mean two things.
 */
function readAmount(
  text: string,
  currency: string,
  decimal: "point" | "comma" | undefined,
): { readonly amount: number; readonly rounded: boolean } | "ambiguous" | undefined {
  const shape = /^(\()?[^\d(+-]*([+-])?[^\d(+-]*(\d[\d.,]*?)(?:,-)?[^\d.,+-]*$/u.exec(text.trim());
  if (shape === null) return undefined;
  const [, bracket, sign = "", figures = ""] = shape;
  const digits = `${bracket === undefined ? sign : "-"}${figures}`;
  const rupiah = currency === "IDR" || /rp|idr/iu.test(text);
  const lastComma = digits.lastIndexOf(",");
  const lastPoint = digits.lastIndexOf(".");
  const thousands = /^[+-]?[1-9]\d{0,2}([.,]\d{3})+$/u.test(digits);
  const mixed = lastComma !== -1 && lastPoint !== -1;
  let mark = decimal;
  if (mark === undefined && thousands && !mixed) {
    const several = (digits.match(/[.,]/gu)?.length ?? 0) > 1;
    if (!several && !rupiah) return "ambiguous";
    mark = digits.includes(".") ? "comma" : "point";
  }
  mark ??= lastComma > lastPoint ? "comma" : "point";
  const plain =
    mark === "comma" ? digits.replaceAll(".", "").replace(",", ".") : digits.replaceAll(",", "");
  if (!/^[+-]?\d+(\.\d+)?$/u.test(plain)) return undefined;
  const amount = readExactly(plain, currency);
  if (amount === undefined) return undefined;
  return { amount, rounded: Number(plain) !== Number(toDecimal(amount, currency)) };
}

function readExactly(plain: string, currency: string): number | undefined {
  try {
    return fromDecimal(plain, currency, { rounding: "half_even" });
  } catch (error) {
    if (isSetiaError(error) && error.code === "INVALID_AMOUNT") return undefined;
    throw error;
  }
}

/** Reads `12`, `-3` and `1.5`; a thousand with a separator could be one, so it is not read. */
function readQuantity(text: string): number | undefined {
  if (!/^[+-]?\d+([.,]\d{1,2})?$/u.test(text)) return undefined;
  return Number(text.replace(",", "."));
}

interface MatchedRefund extends GiveBack {
  readonly orderId: string;
}

/** Finds for each give-back the customer's latest earlier order that still holds what comes back. */
function matchGiveBacks(
  giveBacks: readonly GiveBack[],
  orders: readonly DraftOrder[],
  wentTo: (fate: LineFate, line: number) => void,
): MatchedRefund[] {
  const byCustomer = new Map<string, DraftOrder[]>();
  for (const order of [...orders].sort((a, b) => b.at.getTime() - a.at.getTime())) {
    const own = byCustomer.get(order.customerId);
    if (own === undefined) byCustomer.set(order.customerId, [order]);
    else own.push(order);
  }
  const money = new Map(orders.map((order) => [order, order.total]));
  const pieces = new Map<DraftOrder, Map<string, number>>();
  const piecesOf = (order: DraftOrder): Map<string, number> => {
    let left = pieces.get(order);
    if (left === undefined) {
      left = new Map();
      for (const { sku, quantity } of order.lines) left.set(sku, (left.get(sku) ?? 0) + quantity);
      pieces.set(order, left);
    }
    return left;
  };

  const refunds: MatchedRefund[] = [];
  for (const back of [...giveBacks].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const { customerId, at, sku, quantity, amount, line } = back;
    const order = (byCustomer.get(customerId) ?? []).find(
      (candidate) =>
        candidate.at <= at &&
        (money.get(candidate) ?? 0) >= amount &&
        (sku === undefined || (piecesOf(candidate).get(sku) ?? 0) >= quantity),
    );
    if (order === undefined || amount === 0) {
      wentTo("give_back_unmatched", line);
      continue;
    }
    money.set(order, (money.get(order) ?? 0) - amount);
    if (sku !== undefined) piecesOf(order).set(sku, (piecesOf(order).get(sku) ?? 0) - quantity);
    refunds.push({ ...back, orderId: order.orderId });
    wentTo("given_back", line);
  }
  return refunds;
}

function toEvents(
  orders: readonly DraftOrder[],
  refunds: readonly MatchedRefund[],
  names: ReadonlyMap<string, string>,
  currency: string,
): CustomerEvent[] {
  const events: CustomerEvent[] = [];
  const firstSeen = new Map<string, Date>();
  for (const { customerId, orderId, at, total, lines } of orders) {
    const known = firstSeen.get(customerId);
    if (known === undefined || at < known) firstSeen.set(customerId, at);
    const id = `order:${JSON.stringify([customerId, orderId])}`;
    const content = lines.length === 0 ? {} : { lines };
    events.push({
      id,
      type: "order_completed",
      customerId,
      at,
      orderId,
      currency,
      total,
      ...content,
    });
  }
  for (const { line, customerId, orderId, at, amount } of refunds) {
    const id = `refund:${String(line)}`;
    events.push({ id, type: "order_refunded", customerId, at, orderId, amount });
  }
  for (const [customerId, name] of names) {
    const at = firstSeen.get(customerId);
    if (at === undefined) continue;
    const id = `identified:${customerId}`;
    events.push({ id, type: "customer_identified", customerId, at, traits: { name } });
  }
  return events;
}

function describeFates(fates: Readonly<Record<LineFate, number>>): string {
  const named = LINE_FATES.filter((fate) => fates[fate] > 0);
  return named.map((fate) => `${fate}: ${String(fates[fate])}`).join(", ") || "no lines at all";
}

function unreadable(path: string, problem: string, cause?: unknown): SetiaError {
  return new SetiaError("INVALID_INPUT", `readOrdersFile: ${path}: ${problem}`, { cause });
}
