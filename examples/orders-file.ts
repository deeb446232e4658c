/**
 * Reads a shop's own file of orders, plain or gzipped, and says where every line went.
 */
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { SetiaError, type CustomerEvent } from "setia";
import { openCsv, type CsvEncoding } from "setia/csv";
import {
  importTable,
  type ImportTableOptions,
  type SkipReason,
  type TableReport,
} from "setia/import";

/** Lines that are charged but are no goods: they count in an order's total and are never offered. */
const NOT_GOODS =
  /^(post(age)?|dotcom postage|dot|shipping|delivery|carriage|c2|ongkir|ongkos kirim|discount|diskon|d|manual|m|bank charges|amazon ?fee|samples|s|b|adjust.*|cruk.*|pads.*|gift_.*)$/iu;

/** How to read a file. */
export interface ReadOrdersFileOptions extends ImportTableOptions {
  /** How its letters are written; found from the file if left out. */
  readonly encoding: CsvEncoding | undefined;
}

/** A file of orders, read. */
export interface OrdersFile extends TableReport {
  /** Orders, refunds and names. */
  readonly facts: readonly CustomerEvent[];
  /** What was said of the first line that was left out for each reason. */
  readonly firstSkipped: ReadonlyMap<SkipReason, string>;
  /** What was taken in otherwise than it stands there: how many lines, and what was said of the first ones. */
  readonly notes: { readonly count: number; readonly first: readonly string[] };
  /** Names of the columns that nothing was read from. */
  readonly unused: readonly string[];
  /** ISO 4217 code of the amounts. */
  readonly currency: string;
  /** When the last order was placed or something last given back. */
  readonly lastFactAt: Date;
}

const NOTES_SHOWN = 3;

/**
 * Reads a file of orders or order lines.
 *
 * @param path - a CSV file, maybe gzipped
 * @param options - what the file does not say itself
 * @returns events, products and how the file was read
 * @throws SetiaError `INVALID_INPUT` if the file cannot be read, lacks a column, or holds no order in one currency
 */
export async function readOrdersFile(
  path: string,
  { encoding, ...options }: ReadOrdersFileOptions,
): Promise<OrdersFile> {
  try {
    return await read(path, encoding, options);
  } catch (error) {
    if (!(error instanceof SetiaError)) throw error;
    throw new SetiaError(error.code, `${path}: ${error.message}`, { cause: error });
  }
}

async function read(
  path: string,
  encoding: CsvEncoding | undefined,
  options: ImportTableOptions,
): Promise<OrdersFile> {
  const isZipped = await beginsWithGzip(path);
  const table = await openCsv(() => bytesOf(path, isZipped), { encoding });
  const imported = importTable(table, {
    recognise: true,
    customerBy: "id_or_email",
    refundRows: "by_customer",
    isCharge: ({ sku, product = "" }) => NOT_GOODS.test(sku) || NOT_GOODS.test(product),
    ...options,
  });
  const facts: CustomerEvent[] = [];
  const firstSkipped = new Map<SkipReason, string>();
  const notes: string[] = [];
  let noted = 0;
  for await (const found of imported) {
    facts.push(...found.events);
    for (const { reason, message, path: place } of found.skipped) {
      const where = message.startsWith("line ") ? "" : `line ${String(place[1])} `;
      if (!firstSkipped.has(reason)) firstSkipped.set(reason, `${where}${message}`);
    }
    noted += found.notes.length;
    for (const { path: place, message } of found.notes.slice(0, NOTES_SHOWN - notes.length)) {
      notes.push(`line ${place.slice(1).join(", ")} ${message}`);
    }
  }
  const report = imported.report();
  const currencies = new Set(
    facts.flatMap((event) => (event.type === "order_completed" ? [event.currency] : [])),
  );
  const [currency] = currencies;
  if (currency === undefined) {
    const [first = "there are no lines below the header"] = firstSkipped.values();
    throw new SetiaError(
      "INVALID_INPUT",
      `none of its ${String(report.rows)} lines is an order; expected at least one (${first})`,
    );
  }
  if (currencies.size > 1) {
    const all = [...currencies].join(" and ");
    throw new SetiaError("INVALID_INPUT", `its orders are in ${all}; expected one currency`);
  }
  const used = Object.values(report.columns);
  return {
    ...report,
    facts,
    firstSkipped,
    notes: { count: noted, first: notes },
    unused: table.headers.filter((header) => !used.includes(header)),
    currency,
    lastFactAt: new Date(facts.reduce((last, { at }) => Math.max(last, at.getTime()), 0)),
  };
}

async function* bytesOf(path: string, isZipped: boolean): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path);
  // A fault of the file or of the unzipping destroys the stream, and so reaches whoever reads it.
  const bytes = isZipped ? pipeline(file, createGunzip(), () => undefined) : file;
  yield* bytes as AsyncIterable<Uint8Array>;
}

async function beginsWithGzip(path: string): Promise<boolean> {
  try {
    for await (const chunk of createReadStream(path, { end: 1 })) {
      return (chunk as Buffer).equals(Buffer.from([0x1f, 0x8b]));
    }
    return false;
  } catch (cause) {
    throw new SetiaError(
      "INVALID_INPUT",
      `it cannot be read (${String(cause)}); expected a CSV file, maybe gzipped`,
      { cause },
    );
  }
}
