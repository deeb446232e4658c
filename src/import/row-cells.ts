import { showValue, type Issue } from "../kernel";
import type { ImportOptions } from "./import-result";

/** Names of the columns that mean something; all others are ignored. */
export interface RowColumns {
  /** When the order was placed. */
  readonly at: string;
  /** The customer's id; needed unless `customerBy` lets people go by their e-mail address. */
  readonly customerId?: string;
  /** Id of the order: rows that share one are one order. Left out, each row is an order. */
  readonly orderId?: string;
  /**
   * What the customer pays for the order, said in one of its rows, or the same in several. Left out, it is what the
   * rows come to by `quantity` and `unitPrice`.
   */
  readonly total?: string;
  /** ISO 4217 code. */
  readonly currency?: string;
  /** What was bought; needs `unitPrice`. */
  readonly sku?: string;
  /** How many; 1 where left out or empty. */
  readonly quantity?: string;
  /** Price of one. */
  readonly unitPrice?: string;
  /** The product's category. */
  readonly category?: string;
  /** Where the order was placed. */
  readonly channel?: string;
  /** What was given back of the order in all; needs `refundedAt`. */
  readonly refunded?: string;
  /** When it was given back. */
  readonly refundedAt?: string;
  /** When the order was called off; empty if it was not. */
  readonly cancelledAt?: string;
  /** The customer's e-mail address. */
  readonly email?: string;
  /** The customer's name. */
  readonly name?: string;
  /** The customer's phone number. */
  readonly phone?: string;
}

/** Options of `importRows`. */
export interface ImportRowsOptions extends Omit<ImportOptions, "includeTests"> {
  /** Which column means what, by its name in the rows. */
  readonly columns: RowColumns;
  /** ISO 4217 code of amounts whose row names none. */
  readonly currency?: string;
  /** IANA zone of times without an offset, and of days alone; they are refused if left out. */
  readonly timeZone?: string;
  /** How `05/01/2026` is to be read; such dates are refused if left out. */
  readonly dates?: "day_first" | "month_first";
  /** The mark before the decimals. Left out, it is told by the amount, and `1.234`, which has two meanings, is refused. */
  readonly decimal?: "point" | "comma";
}

const NUMBERS = ["total", "quantity", "unitPrice", "refunded"] as const;
const TIMES = ["at", "refundedAt", "cancelledAt"] as const;

/** A row whose cells can be read without knowing how the file writes them. */
interface CleanRow {
  readonly fields: unknown;
  readonly issues: readonly Issue[];
}

/**
 * Trims the cells that mean something, and writes amounts and dates the way they are read.
 *
 * @param row - a record of texts by column
 * @param path - where it stands
 * @param options - columns, and how the file writes amounts and dates
 * @returns the cells, and those that cannot be read
 */
export function cleanRow(
  row: unknown,
  path: readonly (string | number)[],
  options: ImportRowsOptions,
): CleanRow {
  if (typeof row !== "object" || row === null || Array.isArray(row)) {
    return { fields: row, issues: [] };
  }
  const { columns } = options;
  const issues: Issue[] = [];
  const fields = new Map<string, unknown>();
  for (const column of Object.values(columns) as string[]) {
    const value: unknown = Object.hasOwn(row, column) ? Reflect.get(row, column) : undefined;
    fields.set(column, typeof value === "string" ? value.trim() : value);
  }
  const clean = (column: string | undefined, write: (text: string) => string | Problem): void => {
    const value = column === undefined ? undefined : fields.get(column);
    if (column === undefined || typeof value !== "string" || value === "") return;
    const written = write(value);
    // The stand-in keeps one fault from being told twice.
    fields.set(column, typeof written === "string" ? written : written.standIn);
    if (typeof written === "string") return;
    const message = `is ${showValue(value)}; ${written.expected}`;
    issues.push({ path: [...path, column], message });
  };
  for (const role of NUMBERS) clean(columns[role], (text) => plainNumber(text, options.decimal));
  for (const role of TIMES) clean(columns[role], (text) => isoTime(text, options.dates));
  return { fields: Object.fromEntries(fields), issues };
}

interface Problem {
  readonly expected: string;
  readonly standIn: string;
}

/** Reads `12.5`, `1,234.50`, `1.234,50`, `Rp 15.000` and `-$3`. */
function plainNumber(text: string, decimal: ImportRowsOptions["decimal"]): string | Problem {
  const example = decimal === "comma" ? "1.234,50" : "1,234.50";
  const problem = { expected: `expected a number such as ${example}`, standIn: "0" };
  const word = "(?:\\p{L}+\\.?|\\p{Sc})?";
  const shape = new RegExp(`^([+-]?)${word}\\s*([+-]?)(\\d[\\d.,]*)\\s*${word}$`, "u").exec(text);
  if (shape === null) return problem;
  const [, before = "", after = "", digits = ""] = shape;
  const grouped = /^[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*$/u.exec(digits);
  let mark = decimal === undefined ? undefined : decimal === "comma" ? "," : ".";
  if (mark === undefined && grouped !== null) {
    if (digits.length <= "123.456".length) {
      const expected = 'can be read in two ways; expected the option decimal: "point" or "comma"';
      return { ...problem, expected };
    }
    mark = grouped[1] === "." ? "," : ".";
  }
  mark ??= digits.lastIndexOf(",") > digits.lastIndexOf(".") ? "," : ".";
  const group = mark === "," ? "\\." : ",";
  const fits = new RegExp(`^(\\d+|\\d{1,3}(${group}\\d{3})+)([${mark}]\\d+)?$`, "u").test(digits);
  if (!fits) return problem;
  const plain = digits.replaceAll(mark === "," ? "." : ",", "").replace(mark, ".");
  return `${before === "-" || after === "-" ? "-" : ""}${plain}`;
}

/** Puts `5/1/2026 8:26` into the order of ISO 8601. */
function isoTime(text: string, dates: ImportRowsOptions["dates"]): string | Problem {
  const iso = text.replace(/([ T])(\d:\d{2})/u, "$10$2");
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(.*)$/u.exec(iso);
  if (parts === null) return iso;
  if (dates === undefined) {
    return {
      expected: 'can be read in two ways; expected the option dates: "day_first" or "month_first"',
      standIn: "1970-01-01T00:00:00Z",
    };
  }
  const [, first = "", second = "", year = "", time = ""] = parts;
  const [day, month] = dates === "day_first" ? [first, second] : [second, first];
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}${time}`;
}
