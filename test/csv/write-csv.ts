/** A writer of CSV that shares no code with the reader, and bytes in every encoding. */
import fc from "fast-check";

/** How a table is written. */
export interface Style {
  readonly delimiter: "," | ";" | "\t" | "|";
  readonly newline: "\n" | "\r\n" | "\r";
  readonly quoting: "needed" | "all" | "texts";
  readonly lastLineEnd: boolean;
}

export const styles: fc.Arbitrary<Style> = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  newline: fc.constantFrom("\n", "\r\n", "\r"),
  quoting: fc.constantFrom("needed", "all", "texts"),
  lastLineEnd: fc.boolean(),
});

/** Writes a table by RFC 4180, with another delimiter and other line ends. */
export function writeCsv(rows: readonly (readonly string[])[], style: Style): string {
  const cell = (text: string): string => {
    const special = ['"', "\n", "\r", style.delimiter].some((one) => text.includes(one));
    const spaced = text !== text.trim();
    const wants = style.quoting === "all" || (style.quoting === "texts" && /[a-z]/iu.test(text));
    return special || spaced || wants ? `"${text.split('"').join('""')}"` : text;
  };
  const text = rows.map((row) => row.map(cell).join(style.delimiter)).join(style.newline);
  return style.lastLineEnd ? text + style.newline : text;
}

export const ENCODINGS = {
  "utf-8": (text: string) => new Uint8Array(Buffer.from(text, "utf8")),
  "utf-8 with its mark": (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf8")),
  "utf-16le": (text: string) => new Uint8Array(Buffer.from(text, "utf16le")),
  "utf-16le with its mark": (text: string) =>
    new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le")),
  "utf-16be": (text: string) => new Uint8Array(Buffer.from(text, "utf16le").swap16()),
  "utf-16be with its mark": (text: string) =>
    new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le").swap16()),
} as const;

/** Cuts bytes or text at every border that the sizes say, in turn. */
export function cutAt<T extends Uint8Array | string>(whole: T, sizes: readonly number[]): T[] {
  const chunks: T[] = [];
  for (let at = 0, turn = 0; at < whole.length; turn++) {
    const end = at + (sizes[turn % sizes.length] ?? 1);
    chunks.push((typeof whole === "string" ? whole.slice(at, end) : whole.subarray(at, end)) as T);
    at = end;
  }
  return chunks;
}
