/** What separates cells and rows. */
export interface CsvSyntax {
  /** Between two cells. */
  readonly delimiter: string;
  /** At the end of a row; `"\n"` reads `"\r\n"` too. */
  readonly newline: "\n" | "\r";
}
