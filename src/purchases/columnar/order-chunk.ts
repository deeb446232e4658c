import type { NumberColumn } from "./order-columns";

/** How many orders go through the counting at a time: their figures stay in the processor's cache. */
export const CHUNK = 256;

/**
 * Some orders that count, as columns. They are handed on by the chunk and not one by one: a call for each would cost more
 * than the work, and memory can be fetched for all of them side by side.
 */
export interface OrderChunk {
  /** How many there are, at most as many as there is room for. */
  count: number;
  /** Where the first of them stands in the next three, which may be columns of a whole base. */
  begin: number;
  /** Numbers of the customers. */
  codes: NumberColumn;
  /** When they were placed, in milliseconds. */
  times: NumberColumn;
  /** What they count for, in minor units. */
  amounts: NumberColumn;
  /** On which calendar days, from place 0. */
  readonly days: Int32Array;
  /** Where they stand in what was given, from place 0; not told where orders have no ids. */
  readonly rows: Int32Array;
}

/** A chunk with columns of its own, to be filled. */
export interface OwnChunk extends OrderChunk {
  /** Numbers of the customers. */
  readonly codes: Uint32Array;
  /** When they were placed, in milliseconds. */
  readonly times: Float64Array;
  /** What they count for, in minor units. */
  readonly amounts: Float64Array;
}

/** Creates an empty chunk. */
export function createOrderChunk(size: number): OwnChunk {
  const codes = new Uint32Array(size);
  const times = new Float64Array(size);
  const amounts = new Float64Array(size);
  return chunkOver(size, codes, times, amounts);
}

/**
 * Creates an empty chunk whose orders stand in given columns. All chunks are made here, by one literal: code that was compiled for
 * chunks outlives a collection of garbage only if something lasting, as the literal is, knows what they look like.
 */
export function chunkOver<Codes extends NumberColumn, Figures extends NumberColumn>(
  size: number,
  codes: Codes,
  times: Figures,
  amounts: Figures,
): OrderChunk & { readonly codes: Codes; readonly times: Figures; readonly amounts: Figures } {
  const days = new Int32Array(size);
  const rows = new Int32Array(size);
  return { count: 0, begin: 0, codes, times, amounts, days, rows };
}
