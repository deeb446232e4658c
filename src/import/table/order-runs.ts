import { hash32, SeenKeys } from "./seen-keys";

const SEED = 0x9747b28c;
const FIRST_SLOTS = 1024;

/**
 * Where the rows of an order end, in memory that does not grow with the file where its rows stand together. A run is a
 * stretch of rows of one order. The first pass finds the orders that come again later; in the second an order is
 * complete when its last run ends. A mistaken hash only keeps an order open for longer. Where too many orders are scattered,
 * the table is read in parts.
 */
export class OrderRuns {
  readonly #seen = new SeenKeys(true);
  readonly #most: number;
  #last = new LastRuns();
  /** Orders that come again, once there are too many to know the last run of each. */
  #again: SeenKeys | undefined;
  #scattered = 0;
  #key: string | undefined;
  #run = -1;

  /**
   * Begins without rows.
   *
   * @param most - orders that come again of which the last run is known; beyond, they are only counted
   */
  constructor(most: number) {
    this.#most = most;
  }

  /** About how many orders have rows that do not stand together. */
  get scattered(): number {
    return this.#scattered;
  }

  /** First pass: takes the key of the next row. */
  look(key: string): void {
    if (key === this.#key) return;
    this.#key = key;
    this.#run++;
    if (!this.#seen.wasThere(key)) return;
    if (this.#again !== undefined) {
      if (!this.#again.wasThere(key)) this.#scattered++;
      return;
    }
    this.#last.set(hash32(key, SEED), this.#run);
    this.#scattered = this.#last.size;
    if (this.#scattered <= this.#most) return;
    this.#again = new SeenKeys(true);
    this.#last = new LastRuns();
  }

  /**
   * Second pass: whether an order may come again.
   *
   * @param key - of an order
   * @param run - number of the run that ends, from 0
   * @returns true if rows of it may follow
   */
  comesAgain(key: string, run: number): boolean {
    return this.#last.get(hash32(key, SEED)) > run;
  }
}

/** A table from hashes to runs, twelve bytes an entry at most. */
class LastRuns {
  #hashes = new Uint32Array(FIRST_SLOTS);
  /** Run plus one; 0 is an empty slot. */
  #runs = new Uint32Array(FIRST_SLOTS);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  set(hash: number, run: number): void {
    if (this.#size * 3 >= this.#runs.length * 2) this.#grow();
    this.#put(hash, run + 1);
  }

  get(hash: number): number {
    const mask = this.#runs.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const run = this.#runs[slot]!;
      if (run === 0) return -1;
      if (this.#hashes[slot] === hash) return run - 1;
    }
  }

  #put(hash: number, run: number): void {
    const mask = this.#runs.length - 1;
    let slot = hash & mask;
    while (this.#runs[slot] !== 0 && this.#hashes[slot] !== hash) slot = (slot + 1) & mask;
    if (this.#runs[slot] === 0) this.#size++;
    this.#hashes[slot] = hash;
    this.#runs[slot] = run;
  }

  #grow(): void {
    const [hashes, runs] = [this.#hashes, this.#runs];
    this.#hashes = new Uint32Array(runs.length * 2);
    this.#runs = new Uint32Array(runs.length * 2);
    this.#size = 0;
    runs.forEach((run, slot) => {
      if (run !== 0) this.#put(hashes[slot] ?? 0, run);
    });
  }
}
