/** Counters for pairs of codes. */
export interface PairCounts {
  /** Adds to a pair of two different codes. */
  add(a: number, b: number, change: number): void;
  /** Gives the counter of a pair. */
  get(a: number, b: number): number;
  /** Visits every pair whose counter is not 0, the larger code first. */
  each(visit: (larger: number, smaller: number, count: number) => void): void;
}

/** Codes below share a triangle of counters, at most 33 MB; pairs with others stand in a table of hashes. */
const TRIANGLE_CODES = 4096;
const CODES = 2 ** 26;

/** Creates counters that grow with the codes they meet. */
export function createPairCounts(): PairCounts {
  let triangle = new Int32Array(1024);
  // A key is larger × 2^26 + smaller, so never 0, which says that a slot is free.
  let keys = new Float64Array(1024);
  let counts = new Int32Array(1024);
  let used = 0;

  function slotOf(key: number, larger: number, smaller: number): number {
    const mask = keys.length - 1;
    let slot = (Math.imul(larger, 0x9e3779b1) ^ Math.imul(smaller, 0x85ebca6b)) & mask;
    slot = (slot ^ (slot >>> 7)) & mask;
    while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }
  function grow(): void {
    const [oldKeys, oldCounts] = [keys, counts];
    keys = new Float64Array(oldKeys.length * 2);
    counts = new Int32Array(oldKeys.length * 2);
    used = 0;
    oldKeys.forEach((key, old) => {
      // A counter that went back to 0 needs no room any longer.
      const count = oldCounts[old]!;
      if (key === 0 || count === 0) return;
      const slot = slotOf(key, Math.floor(key / CODES), key % CODES);
      keys[slot] = key;
      counts[slot] = count;
      used++;
    });
  }

  return {
    add(a, b, change) {
      const [larger, smaller] = a > b ? [a, b] : [b, a];
      if (larger < TRIANGLE_CODES) {
        const place = (larger * (larger - 1)) / 2 + smaller;
        if (place >= triangle.length) {
          const more = new Int32Array(Math.max(triangle.length * 2, place + 1));
          more.set(triangle);
          triangle = more;
        }
        triangle[place] = triangle[place]! + change;
        return;
      }
      if (used * 2 >= keys.length) grow();
      const key = larger * CODES + smaller;
      const slot = slotOf(key, larger, smaller);
      if (keys[slot] === 0) {
        keys[slot] = key;
        used++;
      }
      counts[slot] = counts[slot]! + change;
    },
    get(a, b) {
      const [larger, smaller] = a > b ? [a, b] : [b, a];
      if (larger < TRIANGLE_CODES) return triangle[(larger * (larger - 1)) / 2 + smaller]!;
      return counts[slotOf(larger * CODES + smaller, larger, smaller)]!;
    },
    each(visit) {
      let place = 0;
      for (let larger = 1; larger < TRIANGLE_CODES && place < triangle.length; larger++) {
        for (let smaller = 0; smaller < larger; smaller++) {
          const count = triangle[place++] ?? 0;
          if (count !== 0) visit(larger, smaller, count);
        }
      }
      keys.forEach((key, slot) => {
        const count = counts[slot]!;
        if (count !== 0) visit(Math.floor(key / CODES), key % CODES, count);
      });
    },
  };
}
