/** How many orders go through the counting at a time: their figures stay in the processor's cache. */
export const CHUNK = 256;

/**
 * Some orders that count, as columns. They are handed on by the chunk and not one by one: a call for each would cost more
 * than the work, and memory can be fetched for all of them side by side.
 */
export interface OrderChunk {
  /** How many there are. */
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
 * @returns room for {@link CHUNK} orders
 */
export function createOrderChunk(): OrderChunk {
  return {
    count: 0,
    codes: new Int32Array(CHUNK),
    times: new Float64Array(CHUNK),
    days: new Int32Array(CHUNK),
    amounts: new Float64Array(CHUNK),
    rows: new Int32Array(CHUNK),
  };
}
