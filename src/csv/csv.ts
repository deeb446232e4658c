/** What may stand between two cells. */
export const CSV_DELIMITERS = [",", ";", "\t", "|"] as const;

/** One of {@link CSV_DELIMITERS}. */
export type CsvDelimiter = (typeof CSV_DELIMITERS)[number];

/** How bytes may be read as text. */
export const CSV_ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;

/** One of {@link CSV_ENCODINGS}. */
export type CsvEncoding = (typeof CSV_ENCODINGS)[number];

/** A web stream, such as the body of a response. */
export interface CsvStreamLike {
  /** Gives a reader, which locks the stream. */
  getReader(): {
    /** Gives the next chunk. */
    read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | string | undefined }>;
    /** Ends the stream early. */
    cancel(): Promise<unknown>;
  };
}

/** A `Blob` or `File`, such as a file chosen in a page. */
export interface CsvBlobLike {
  /** Bytes. */
  readonly size: number;
  /** Opens it for reading; each call starts at the beginning. */
  stream(): CsvStreamLike;
}

/**
 * Where the text comes from. Text, bytes, blobs and functions that open a stream can be read again; a stream or an
 * iterable can be read once.
 */
export type CsvSource =
  | string
  | Uint8Array
  | CsvBlobLike
  | (() => AsyncIterable<Uint8Array | string> | CsvStreamLike)
  | AsyncIterable<Uint8Array | string>
  | CsvStreamLike;

/** Options of `openCsv`. Each is found from the text if left out. */
export interface CsvOptions {
  /** What stands between two cells. */
  readonly delimiter?: CsvDelimiter | undefined;
  /** How bytes are read as text. */
  readonly encoding?: CsvEncoding | undefined;
  /** Line that holds the names of the columns; the first line is 1. */
  readonly headerLine?: number | undefined;
}

/** One row below the header. */
export interface CsvRow {
  /** Line of the file on which the row begins; the first line is 1. */
  readonly line: number;
  /** Texts as they stand in the file, quotes resolved: one for each header, unless `fault` says otherwise. */
  readonly cells: readonly string[];
  /** Why the row cannot be trusted, in English; absent if it can. */
  readonly fault?: string;
}

/** A table whose rows are still to be read. */
export interface CsvTable {
  /** Names of the columns, trimmed. A name that is there twice is distinguished: `"Name"`, `"Name (2)"`. */
  readonly headers: readonly string[];
  /** Whether `batches` may be called again. */
  readonly repeatable: boolean;
  /** How bytes are read: one of {@link CSV_ENCODINGS}, or `"text"` if the source gave text. */
  readonly encoding: CsvEncoding | "text";
  /** What stands between two cells. */
  readonly delimiter: CsvDelimiter;
  /** Line of the file on which the header begins; the first line is 1. */
  readonly headerLine: number;
  /**
   * Reads the rows below the header, in batches of one chunk of the source each.
   *
   * @returns the rows, to be read once
   * @throws SetiaError `INVALID_INPUT` if a quote is never closed, the source fails, or it was read before and cannot be again
   */
  batches(): AsyncIterable<readonly CsvRow[]>;
}
