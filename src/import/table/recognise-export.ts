import { assertTexts } from "../../kernel";
import type { RowColumns, RowRole } from "./columns";
import { matchHeaders } from "./header-match";
import { plainCell } from "./plain-cell";
import { statusMeaning } from "./statuses";
import { EXPORTS, type KnownExportName, type KnownExportOptions } from "./known-exports";

/** A table of orders that another system has written. */
export interface RecognisedExport {
  /** Which table it is. */
  readonly name: KnownExportName;
  /** From 0 to 1: how many of the columns that such a table has are there. */
  readonly share: number;
  /** Columns by role, as they stand in the table. */
  readonly columns: RowColumns;
  /** How its cells are to be read; what you give goes before. */
  readonly options: KnownExportOptions;
  /** What the table does not tell, in English. */
  readonly notes: readonly string[];
  /** What of its rows is written otherwise than in other tables. */
  readonly habits: ExportHabits;
}

/** What a table writes in a way of its own. */
export interface ExportHabits {
  /** Whether the row below the header may describe the columns; its order id has no digit. */
  readonly mayDescribeColumns: boolean;
  /** The column of the order's id, and the one whose cells go before it in rows that count. */
  readonly orderIdFrom?: { readonly column: string; readonly from: string };
  /** A column whose 0 means "unchanged", unless the other column is something else than 0. */
  readonly zeroIsUnchanged?: { readonly column: string; readonly unless: string };
}

/**
 * Recognises which system a table of orders comes from, by its columns.
 *
 * @param headers - names of the columns, in any order
 * @returns which one and how it is read, or `undefined`
 *
 * @example
 * ```ts
 * import { recogniseExport } from "setia/import";
 *
 * const found = recogniseExport([
 *   "Name", "Email", "Financial Status", "Created at", "Total", "Lineitem quantity", "Lineitem name",
 * ]);
 * found?.name; // => "shopify_orders"
 * found?.columns.orderId; // => "Name"
 * recogniseExport(["No", "Tanggal", "Total"]); // => undefined
 * ```
 */
export function recogniseExport(headers: readonly string[]): RecognisedExport | undefined {
  assertTexts(headers, "recogniseExport: headers");
  const match = matchHeaders(headers, EXPORTS);
  if (match === undefined) return undefined;
  const { shape, share, find } = match;
  const { zeroIsUnchanged } = shape;
  const unless = zeroIsUnchanged && find([zeroIsUnchanged.unless]);
  const columns: Partial<Record<RowRole, string>> = {};
  for (const [role, spellings] of Object.entries(shape.columns)) {
    const column = find(spellings);
    // Without the other column a 0 could be either.
    const isUnclear = role === zeroIsUnchanged?.role && unless === undefined;
    if (column !== undefined && !isUnclear) columns[role as RowRole] = column;
  }
  const column = zeroIsUnchanged && columns[zeroIsUnchanged.role];
  const from = shape.webhookOrderId && find([shape.webhookOrderId]);
  return {
    name: shape.name,
    share,
    columns,
    options: shape.options,
    notes: shape.notes ?? [],
    habits: {
      mayDescribeColumns: shape.mayDescribeColumns === true,
      ...(from && columns.orderId ? { orderIdFrom: { column: columns.orderId, from } } : {}),
      ...(column === undefined || unless === undefined
        ? {}
        : { zeroIsUnchanged: { column, unless } }),
    },
  };
}

/** Writes a row of a recognised table as other tables have it. */
export function plainExportRow(
  row: Readonly<Record<string, unknown>>,
  index: number,
  { columns, habits, options }: RecognisedExport,
): Readonly<Record<string, unknown>> | undefined {
  const { mayDescribeColumns, orderIdFrom, zeroIsUnchanged } = habits;
  if (mayDescribeColumns && index === 0 && typeof columns.orderId === "string") {
    const orderId = row[columns.orderId];
    if (typeof orderId === "string" && /\p{L}/u.test(orderId) && !/\d/u.test(orderId)) {
      return undefined;
    }
  }
  if (orderIdFrom !== undefined) {
    const orderId = plainCell(row[orderIdFrom.from]);
    const status = plainCell(columns.status === undefined ? "" : row[String(columns.status)]);
    // An attempt that failed has the payment intent of the one that did not.
    const counts = statusMeaning(String(status), options.statuses) !== "not_counted";
    return orderId !== undefined && counts ? { ...row, [orderIdFrom.column]: orderId } : row;
  }
  if (zeroIsUnchanged === undefined) return row;
  const { column, unless } = zeroIsUnchanged;
  return isZero(row[column]) && isZero(row[unless]) ? { ...row, [column]: "" } : row;
}

function isZero(cell: unknown): boolean {
  if (typeof cell === "number") return cell === 0;
  return typeof cell === "string" && /^\s*\p{Sc}?\s*-?0*(?:[.,]0*)?\s*$/u.test(cell);
}
