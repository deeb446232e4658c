import { isSetiaError, SetiaError, showValue } from "../kernel";
import type { CsvBlobLike, CsvSource, CsvStreamLike } from "./csv";

/** A piece of the source. */
export type Chunk = Uint8Array | string;

/** A source that can be looked into before it is read. */
export interface ChunkSource {
  /** Whether `read` may be called again. */
  readonly repeatable: boolean;
  /** Gives all chunks from the beginning, however far they were looked at before. */
  look(): AsyncIterable<Chunk>;
  /** Gives all chunks from the beginning, and keeps none. A source that is not repeatable is used up. */
  read(): AsyncIterable<Chunk>;
}

/** Longer chunks are cut, so that a whole file in memory is read in batches too. */
const LONGEST_CHUNK = 65_536;

const EXPECTED =
  "expected text, a Uint8Array, a Blob, a stream, an async iterable, or a function that opens one";

/**
 * Opens a source of any kind as chunks.
 *
 * @throws SetiaError `INVALID_INPUT` for what is no source
 */
export function openChunks(source: CsvSource): ChunkSource {
  if (typeof source === "string" || isBytes(source)) {
    return again(() => cut(one(source)));
  }
  if (typeof source === "function") return again(() => cut(iterate(source)));
  if (isBlob(source)) return again(() => cut(iterate(() => source.stream())));
  return once(cut(iterate(() => source))[Symbol.asyncIterator]());
}

function again(open: () => AsyncIterable<Chunk>): ChunkSource {
  return { repeatable: true, look: open, read: open };
}

function once(rest: AsyncIterator<Chunk>): ChunkSource {
  let seen: Chunk[] = [];
  let used = false;
  async function* look(): AsyncGenerator<Chunk> {
    yield* seen;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      seen.push(next.value);
      yield next.value;
    }
  }
  async function* read(): AsyncGenerator<Chunk> {
    if (used) {
      throw new SetiaError(
        "INVALID_INPUT",
        "openCsv: the source was read already; expected a function that opens it, for reading it again",
      );
    }
    used = true;
    try {
      yield* seen;
      seen = [];
      for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
        yield next.value;
      }
    } finally {
      await rest.return?.();
    }
  }
  return { repeatable: false, look, read };
}

// eslint-disable-next-line @typescript-eslint/require-await -- one shape for all sources
async function* one(chunk: Chunk): AsyncGenerator<Chunk> {
  yield chunk;
}

/** Cuts long chunks, and wraps what the source throws. */
async function* cut(chunks: AsyncIterable<Chunk>): AsyncGenerator<Chunk> {
  try {
    for await (const chunk of chunks) {
      if (typeof chunk !== "string" && !isBytes(chunk)) {
        throw new SetiaError(
          "INVALID_INPUT",
          `openCsv: a chunk of the source is ${showValue(chunk)}; expected text or a Uint8Array`,
        );
      }
      for (let at = 0; at < chunk.length; at += LONGEST_CHUNK) {
        const end = at + LONGEST_CHUNK;
        yield typeof chunk === "string" ? chunk.slice(at, end) : chunk.subarray(at, end);
      }
    }
  } catch (cause) {
    if (isSetiaError(cause)) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SetiaError("INVALID_INPUT", `openCsv: the source could not be read: ${why}`, {
      cause,
    });
  }
}

async function* iterate(open: () => AsyncIterable<Chunk> | CsvStreamLike): AsyncGenerator<Chunk> {
  // A caller without types may open it by a promise.
  const opened: unknown = await (open() as unknown);
  if (isIterable(opened)) {
    yield* opened;
  } else if (isStream(opened)) {
    // Not every browser lets a stream be iterated.
    const reader = opened.getReader();
    let ended = false;
    try {
      for (;;) {
        const { done, value } = await reader.read();
        ended = done;
        if (done) return;
        yield value as Chunk;
      }
    } finally {
      if (!ended) await reader.cancel();
    }
  } else {
    throw new SetiaError("INVALID_INPUT", `openCsv: source is ${showValue(opened)}; ${EXPECTED}`);
  }
}

/** Also those of another realm, such as a frame. */
function isBytes(value: unknown): value is Uint8Array {
  return (
    ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === "[object Uint8Array]"
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isBlob(value: unknown): value is CsvBlobLike {
  return isObject(value) && "stream" in value && typeof value.stream === "function";
}

function isIterable(value: unknown): value is AsyncIterable<Chunk> {
  return isObject(value) && Symbol.asyncIterator in value;
}

function isStream(value: unknown): value is CsvStreamLike {
  return isObject(value) && "getReader" in value && typeof value.getReader === "function";
}
