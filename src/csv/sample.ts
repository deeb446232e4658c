import { createRowReader } from "./row-reader";
import type { CsvSyntax, RawRow } from "./syntax";

/** The beginning of a text, by which delimiter and header are found. */
export interface Sample {
  /** Text up to a line end, whatever the chunks were. */
  readonly text: string;
  /** Whether that is all of it. */
  readonly complete: boolean;
}

/** Rows among which the header is looked for. */
const LOOKED_AT = 50;

/** Quoted cells may hold line breaks. */
const LINES_PER_ROW = 4;

/** Characters to which a sample grows where lines are very long. */
const LARGEST_SAMPLE = 10_000_000;

/** Takes the beginning of a text. */
export async function takeSample(texts: AsyncIterable<string>, lines = 0): Promise<Sample> {
  const wanted = lines + LOOKED_AT * LINES_PER_ROW;
  let text = "";
  let ends = { "\n": 0, "\r": 0 };
  for await (const piece of texts) {
    text += piece;
    ends = { "\n": ends["\n"] + count(piece, "\n"), "\r": ends["\r"] + count(piece, "\r") };
    if (Math.max(ends["\n"], ends["\r"]) > wanted) {
      return { text: firstLines(text, wanted), complete: false };
    }
    if (text.length > LARGEST_SAMPLE)
      return { text: text.slice(0, LARGEST_SAMPLE), complete: false };
  }
  return { text, complete: true };
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) found++;
  return found;
}

function firstLines(text: string, lines: number): string {
  const lineEnd = /\r\n?|\n/gu;
  for (let line = 0; line < lines; line++) lineEnd.exec(text);
  return text.slice(0, lineEnd.lastIndex);
}

/** Finds what ends a row, at the first line end outside quotes. */
export function findNewline(text: string): CsvSyntax["newline"] {
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === "\n") return "\n";
    else if (character === "\r") return text[at + 1] === "\n" ? "\n" : "\r";
  }
  return "\n";
}

/** Reads the rows of a sample. */
export function rowsOf(sample: Sample, syntax: CsvSyntax): readonly RawRow[] {
  return createRowReader(syntax).read(sample.complete ? sample.text + syntax.newline : sample.text);
}

/** Takes the rows by which header and delimiter are judged. */
export function openingRows(rows: readonly RawRow[]): readonly RawRow[] {
  return rows.slice(0, LOOKED_AT);
}
