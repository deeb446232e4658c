/** What came of one kind of key. */
export interface BlockCounts {
  /** Groups of customers with one key that were too large to be looked at. */
  readonly skippedBlocks: number;
}

const WIDEST = 2 ** 53;

/**
 * Finds the pairs of records that share a key of one kind. Keys are hashed and packed into one number each with the
 * place of their record, and sorted: memory and time grow with the number of keys only. Two keys may by chance have one
 * hash; then a pair too many is looked at, and none is missed.
 */
export function blockPairs(
  count: number,
  keysOf: (at: number) => readonly string[],
  largest: number,
  found: (a: number, b: number) => void,
  pairsOf: (records: readonly number[]) => Iterable<readonly [number, number]> | undefined,
): BlockCounts {
  const places = 2 ** Math.max(1, Math.ceil(Math.log2(count + 1)));
  const hashes = Math.min(2 ** 40, WIDEST / places);
  let packed = new Float64Array(Math.max(16, count));
  let size = 0;
  for (let at = 0; at < count; at++) {
    for (const key of keysOf(at)) {
      if (size === packed.length) {
        const wider = new Float64Array(size * 2);
        wider.set(packed);
        packed = wider;
      }
      packed[size] = (hashNumber(key) % hashes) * places + at;
      size++;
    }
  }
  const sorted = packed.subarray(0, size).sort();
  let skippedBlocks = 0;
  let begin = 0;
  while (begin < size) {
    const hash = Math.floor((sorted[begin] ?? 0) / places);
    let end = begin + 1;
    while (end < size && Math.floor((sorted[end] ?? 0) / places) === hash) end++;
    if (end - begin > largest) {
      const records = new Set(Array.from(sorted.subarray(begin, end), (one) => one % places));
      const pairs = pairsOf([...records]);
      if (pairs === undefined) skippedBlocks++;
      else for (const [a, b] of pairs) found(Math.min(a, b), Math.max(a, b));
    } else {
      for (let i = begin; i < end; i++) {
        const a = (sorted[i] ?? 0) % places;
        for (let j = i + 1; j < end; j++) {
          const b = (sorted[j] ?? 0) % places;
          if (a !== b) found(a, b);
        }
      }
    }
    begin = end;
  }
  return { skippedBlocks };
}

/** 52 bits of two lanes of FNV-1a, each finished as MurmurHash3 does. */
function hashNumber(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca77);
  }
  return finish(low) * 2 ** 20 + (finish(high + low) >>> 12);
}

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
