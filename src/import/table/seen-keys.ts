/** Keys that are remembered exactly; beyond, a filter of fixed size remembers them. */
const EXACT_KEYS = 65_536;
/** 2^27 bits, 16 MB: of ten million keys one in two hundred new ones is taken for one that was there. */
const FILTER_WORDS = 2 ** 22;
const PROBES = 4;

/**
 * Counts how often keys were there in memory that does not grow with a file: beyond {@link EXACT_KEYS} a new key may
 * rarely be taken for one that was there, never the other way round.
 */
export class SeenKeys {
  readonly #counts = new Map<string, number>();
  readonly #exact = new Set<string>();
  readonly #isBounded: boolean;
  #filter: Uint32Array | undefined;

  /**
   * Begins without keys.
   *
   * @param isBounded - false to remember all of them, exactly
   */
  constructor(isBounded: boolean) {
    this.#isBounded = isBounded;
  }

  /**
   * Counts a key.
   *
   * @param key - any text
   * @returns how often it was there, this time included
   */
  count(key: string): number {
    const again = this.#counts.get(key);
    if (again === undefined && !this.wasThere(key)) return 1;
    const count = (again ?? 1) + 1;
    this.#counts.set(key, count);
    return count;
  }

  /**
   * Whether a key was there, and remembers it.
   *
   * @param key - any text
   * @returns true if it was there before
   */
  wasThere(key: string): boolean {
    if (this.#filter !== undefined) return markIn(this.#filter, key);
    if (this.#exact.has(key)) return true;
    this.#exact.add(key);
    if (this.#isBounded && this.#exact.size > EXACT_KEYS) {
      this.#filter = new Uint32Array(FILTER_WORDS);
      for (const each of this.#exact) markIn(this.#filter, each);
      this.#exact.clear();
    }
    return false;
  }
}

/** Sets the bits of a key; returns whether all of them were set. */
function markIn(filter: Uint32Array, key: string): boolean {
  let hash = hash32(key, 0x811c9dc5);
  const step = hash32(key, 0x01000193) | 1;
  let wasThere = true;
  for (let probe = 0; probe < PROBES; probe++) {
    const word = (hash >>> 5) % FILTER_WORDS;
    const bit = 1 << (hash & 31);
    const before = filter[word] ?? 0;
    if ((before & bit) === 0) {
      wasThere = false;
      filter[word] = before | bit;
    }
    hash = (hash + step) >>> 0;
  }
  return wasThere;
}

/** Hashes a text. */
export function hash32(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x5bd1e995);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ (hash >>> 13), 0x85ebca6b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
