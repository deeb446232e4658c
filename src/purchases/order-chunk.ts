/** How many orders go through the counting at a time: their figures stay in the processor's cache. */
export const CHUNK = 256;

/**
 * Some orders that count, as columns. They are handed on by the chunk and not one by one: a call for each would cost more
 * than the work, and memory can be fetched for all of them side by side.
 */
export interface OrderChunk {
  /** How many there are, at most as many as there is room for. */
  count: number;
  /** Numbers of the customers. */
  readonly codes: Int32Array;
  /** When they were placed, in milliseconds. */
  readonly times: Float64Array;
  /** On which calendar days. */
  readonly days: Int32Array;
  /** What they count for, in minor units. */
  readonly amounts: Float64Array;
  /** Where they stand in what was given. */
  readonly rows: Int32Array;
}

/**
 * Creates an empty chunk.
 *
 * @param size - for how many orders
 * @returns room for them
 */
export function createOrderChunk(size: number): OrderChunk {
  return {
    count: 0,
    codes: new Int32Array(size),
    times: new Float64Array(size),
    days: new Int32Array(size),
    amounts: new Float64Array(size),
    rows: new Int32Array(size),
  };
}
