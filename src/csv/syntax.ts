/** What separates cells and rows. */
export interface CsvSyntax {
  /** Between two cells. */
  readonly delimiter: string;
  /** At the end of a row; `"\n"` reads `"\r\n"` too. */
  readonly newline: "\n" | "\r";
}

/** A row as it was read, which nobody else has yet. */
export interface RawRow {
  /** Line on which it begins; the first line is 1. */
  readonly line: number;
  /** Its cells. */
  readonly cells: string[];
  /** Why it cannot be trusted. */
  fault?: string;
}
