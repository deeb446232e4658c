import { isSetiaError, SetiaError } from "../kernel";
import type { Chunk, ChunkSource } from "./chunks";
import type { CsvEncoding } from "./csv";

/** How the bytes of a source are read. */
export interface SettledEncoding {
  /** The encoding, or `"text"` if there are no bytes. */
  readonly name: CsvEncoding | "text";
  /** Whether every byte was seen to fit it. If not, a row with U+FFFD holds something that was not read. */
  readonly proven: boolean;
}

/** Bytes that tell marks and NULs. */
const BEGINNING = 4096;

/** Bytes by which a source that can be read once is settled. */
const FIRST_PART = 1_000_000;

/** What a decoder puts for bytes that it cannot read. */
const LOST = 0xfffd;

const MARKS: readonly (readonly [CsvEncoding, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

const OTHER_FILES: readonly (readonly [beginning: readonly number[], what: string])[] = [
  [
    [0x50, 0x4b, 0x03, 0x04],
    "it is a workbook or another zip file; expected text: save the sheet as CSV",
  ],
  [[0xd0, 0xcf, 0x11, 0xe0], "it is an old Excel workbook; expected text: save the sheet as CSV"],
  [[0x1f, 0x8b], "it is gzipped; expected text: unpack it, such as by DecompressionStream"],
  [[0x25, 0x50, 0x44, 0x46, 0x2d], "it is a PDF; expected text"],
];

/** What Windows-1252 has at 0x80 to 0x9F. */
const WINDOWS_LETTERS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/**
 * Settles how the bytes of a source are read: by its byte order mark, by NULs, else UTF-8 if they fit it, else
 * Windows-1252. A source that can be read again is looked at to its end.
 *
 * @throws SetiaError `INVALID_OPTION` if the mark contradicts `given`; `INVALID_INPUT` if it is no text
 */
export async function settleEncoding(
  source: ChunkSource,
  given: CsvEncoding | undefined,
): Promise<SettledEncoding> {
  const { name, sure } = tellByBeginning(await beginningOf(source), given);
  if (name === "windows-1252") return { name, proven: true };
  // Text may have been decoded badly before it came here.
  if (name === "text") return { name, proven: false };
  if (await fits(source, name)) return { name, proven: source.repeatable };
  if (!sure && (await looksLikeWindows(source))) return { name: "windows-1252", proven: true };
  return { name, proven: false };
}

/** The bytes by which a source is settled. */
async function* settlingPart(source: ChunkSource): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of source.look()) {
    if (typeof chunk === "string") continue;
    if (!source.repeatable && bytes + chunk.length > FIRST_PART) {
      yield chunk.subarray(0, FIRST_PART - bytes);
      return;
    }
    bytes += chunk.length;
    yield chunk;
  }
}

async function fits(source: ChunkSource, name: CsvEncoding): Promise<boolean> {
  const decoder = new TextDecoder(name, { fatal: true });
  try {
    for await (const bytes of settlingPart(source)) decoder.decode(bytes, { stream: true });
    // What a stream goes on with may complete a letter that is cut here.
    if (source.repeatable) decoder.decode();
    return true;
  } catch (error) {
    if (isSetiaError(error)) throw error;
    return false;
  }
}

/** Letters of Windows-1252 seldom look like UTF-8 by accident, and one cut letter leaves all others of UTF-8 whole. */
async function looksLikeWindows(source: ChunkSource): Promise<boolean> {
  const decoder = new TextDecoder("utf-8");
  let broken = 0;
  let whole = 0;
  for await (const bytes of settlingPart(source)) {
    const text = decoder.decode(bytes, { stream: true });
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code === LOST) broken++;
      else if (code > 0x7f) whole++;
    }
  }
  return broken >= whole;
}

async function beginningOf(source: ChunkSource): Promise<Uint8Array | undefined> {
  const beginning: number[] = [];
  let text = false;
  for await (const chunk of source.look()) {
    if (typeof chunk === "string") text = true;
    else beginning.push(...chunk.subarray(0, BEGINNING - beginning.length));
    if (text || beginning.length >= BEGINNING) break;
  }
  return text && beginning.length === 0 ? undefined : Uint8Array.from(beginning);
}

function tellByBeginning(
  bytes: Uint8Array | undefined,
  given: CsvEncoding | undefined,
): { readonly name: CsvEncoding | "text"; readonly sure: boolean } {
  if (bytes === undefined) return { name: "text", sure: true };
  const beginsWith = (values: readonly number[]): boolean =>
    values.every((value, index) => bytes[index] === value);
  for (const [values, what] of OTHER_FILES) {
    if (beginsWith(values)) throw new SetiaError("INVALID_INPUT", `openCsv: ${what}`);
  }
  const marked = MARKS.find(([, values]) => beginsWith(values))?.[0];
  if (marked !== undefined && given !== undefined && marked !== given) {
    throw new SetiaError(
      "INVALID_OPTION",
      `openCsv: encoding is "${given}", and the file begins with the mark of ${marked}; expected "${marked}", or no option`,
    );
  }
  const told = marked ?? given ?? tellByNuls(bytes);
  return told === undefined ? { name: "utf-8", sure: false } : { name: told, sure: true };
}

/** In UTF-16 each letter of ASCII, such as digits and delimiters, has a NUL on one side. */
function tellByNuls(bytes: Uint8Array): CsvEncoding | undefined {
  let even = 0;
  let odd = 0;
  bytes.forEach((byte, index) => {
    if (byte !== 0) return;
    if (index % 2 === 0) even++;
    else odd++;
  });
  const many = bytes.length / 20;
  if (odd > many && odd > 10 * even) return "utf-16le";
  if (even > many && even > 10 * odd) return "utf-16be";
  return undefined;
}

/** Reads chunks as text. A letter that a border cuts in two is read whole; the mark at the beginning is left out. */
export async function* decodeChunks(
  chunks: AsyncIterable<Chunk>,
  name: SettledEncoding["name"],
): AsyncGenerator<string> {
  const decoder = new TextDecoder(name === "text" ? "utf-8" : name);
  const decode = (bytes?: Uint8Array): string => {
    const text = bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    return name === "windows-1252" ? windowsLetters(text) : text;
  };
  let begun = false;
  for await (const chunk of chunks) {
    if (chunk.length === 0) continue;
    const text = typeof chunk === "string" ? chunk : decode(chunk);
    yield !begun && typeof chunk === "string" && text.startsWith("\ufeff") ? text.slice(1) : text;
    begun = true;
  }
  yield decode();
}

/** Some engines read Windows-1252 as ISO 8859-1, and leave control characters where letters are. */
function windowsLetters(text: string): string {
  return text.replace(
    /[\u0080-\u009f]/gu,
    (one) => WINDOWS_LETTERS[one.charCodeAt(0) - 0x80] ?? one,
  );
}
