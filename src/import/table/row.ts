import { formatPath, showValue, type Issue } from "../../kernel";
import type { Collector } from "../import-result";
import type { RowRole } from "./columns";
import { isRounded, plainCell } from "./plain-cell";

type Place = readonly (string | number)[];

/** Where the columns of a table stand, and how a row is named. */
export interface Layout {
  /** Name of the column of each role that is read. */
  readonly names: Readonly<Partial<Record<RowRole, string>>>;
  /** Place of each role among the cells that are kept. */
  readonly places: Readonly<Partial<Record<RowRole, number>>>;
  /** `rows` for a list, counted from 0, or `line` for a file, counted from 1. */
  readonly unit: "rows" | "line";
}

/** One row, reduced to the cells that mean something. */
export interface KeptRow {
  /** Its index in the list, or its line in the file. */
  readonly at: number;
  /** Cells by {@link Layout.places}. */
  readonly cells: readonly unknown[];
  /** The whole row, to see whether it is there twice. */
  readonly print: () => string;
  /** Why it cannot be trusted, if the reader of the file says so. */
  readonly fault?: string | undefined;
}

/** Reads the cells of one row and remembers what is wrong with them. */
export class Row {
  /** What is missing or wrong, each with its path. */
  readonly issues: Issue[] = [];
  /** Its path in what was given. */
  readonly path: Place;
  readonly #kept: KeptRow;
  readonly #layout: Layout;

  constructor(kept: KeptRow, layout: Layout) {
    this.#kept = kept;
    this.#layout = layout;
    this.path = [layout.unit, kept.at];
    if (kept.fault !== undefined) this.issues.push({ path: this.path, message: kept.fault });
  }

  /** Gives a cell as it stands, to quote it. */
  raw(role: RowRole): unknown {
    const place = this.#layout.places[role];
    return place === undefined ? undefined : this.#kept.cells[place];
  }

  /** Gives what a cell holds; `undefined` if it says nothing, or nothing is read from its column. */
  cell(role: RowRole): unknown {
    return plainCell(this.raw(role));
  }

  /** Gives a text. */
  text(role: RowRole): string | undefined {
    const value = this.cell(role);
    if (value === undefined || typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "bigint") return String(value);
    this.wrong(role, "expected a text");
    return undefined;
  }

  /** Gives an id: a text, or a whole number that has kept all its digits. */
  id(role: RowRole): string | undefined {
    if (!isRounded(this.cell(role))) return this.text(role);
    this.wrong(role, "expected a whole id, which no spreadsheet has rounded");
    return undefined;
  }

  /** Remembers that a cell is wrong. */
  wrong(role: RowRole, expected: string): void {
    const value = this.cell(role) === undefined ? undefined : this.raw(role);
    const message = value === undefined ? "is missing" : `is ${showValue(value)}`;
    this.issues.push({ path: this.pathOf(role), message: `${message}; ${expected}` });
  }

  /** Gives the path of a cell. */
  pathOf(role: RowRole): Place {
    return [...this.path, this.#layout.names[role] ?? role];
  }

  /** The whole row as one text: two that are alike are the same to the letter. */
  print(): string {
    return this.#kept.print();
  }

  /** Names the row among the skipped if anything is wrong. */
  fails(collector: Collector): boolean {
    const [first] = this.issues;
    if (first === undefined) return false;
    const message = `${placeText(first.path)} ${first.message}`;
    collector.skip(this.path, "unreadable", message, this.issues);
    return true;
  }
}

/** Says where something stands, for a message. */
export function placeText(path: Place): string {
  const [unit, at, column] = path;
  if (unit !== "line") return formatPath(path);
  const line = `line ${String(at)}`;
  return column === undefined ? line : `${line}, column ${JSON.stringify(column)}`;
}
