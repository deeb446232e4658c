import type { KeptRow } from "./row";
import { hash32 } from "./seen-keys";

const BLOCK = 1 << 20;
/** Addresses count in steps of eight bytes, so that 32 bits reach 32 GB. */
const STEP = 8;
/** A row begins with the address of the row of the same order before it, plus one, and its length in bytes. */
const HEAD = 8;
const FIRST_SLOTS = 1 << 10;
const SEED = 0x85ebca77;
const CELL = "\u001f";
/** Stands for a cell that is the key. */
const SAME = "\u001e";
const LONE_SURROGATE = /[\uD800-\uDFFF]/u;

/**
 * Rows of orders that wait for more of their rows, outside the heap: a million of them take some hundred bytes each and
 * cost the collection of garbage nothing. Rows whose cells are not texts, or too long, are not taken.
 */
export class WaitingOrders {
  readonly #blocks: (Uint8Array | undefined)[] = [];
  /** Rows in each block that still wait; a block without any is used again. */
  readonly #live: number[] = [];
  readonly #free: number[] = [];
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder();
  #block = -1;
  #offset = BLOCK;
  /** Hash of each key, and address of its last row plus one; 0 is an empty slot. */
  #hashes = new Uint32Array(FIRST_SLOTS);
  #heads = new Uint32Array(FIRST_SLOTS);
  #size = 0;

  /** How many orders wait. */
  get size(): number {
    return this.#size;
  }

  /** Tells whether an order waits. */
  has(key: string): boolean {
    return this.#size > 0 && this.#heads[this.#slotOf(key)] !== 0;
  }

  /**
   * Puts rows of an order aside, after those that are there.
   *
   * @param key - of the order
   * @param rows - its next rows
   * @returns false, with nothing changed, if one of them cannot be kept here
   */
  add(key: string, rows: readonly KeptRow[]): boolean {
    const texts = rows.map((row) => textOf(key, row));
    if (texts.some((text) => text === undefined || text.length * 3 > BLOCK - HEAD)) return false;
    if ((this.#size + 1) * 3 > this.#heads.length * 2) this.#grow();
    for (const text of texts) {
      const slot = this.#slotOf(key);
      const before = this.#heads[slot] ?? 0;
      if (before === 0) this.#size++;
      this.#hashes[slot] = hash32(key, SEED);
      this.#heads[slot] = this.#write(text ?? "", before) + 1;
    }
    return true;
  }

  /** Gives the rows of an order in their order, and forgets them. */
  take(key: string): KeptRow[] {
    if (this.#size === 0) return [];
    const slot = this.#slotOf(key);
    const head = this.#heads[slot] ?? 0;
    if (head === 0) return [];
    const rows = this.#read(head);
    this.#remove(slot);
    return rows;
  }

  /** Gives all orders, one after the other, mostly as they came; ask for nothing else afterwards. */
  *all(): Generator<{ readonly key: string; readonly rows: KeptRow[] }> {
    for (const head of this.#heads.filter((each) => each !== 0).sort()) {
      yield { key: this.#keyAt(head), rows: this.#read(head) };
    }
  }

  #write(text: string, before: number): number {
    // A character takes three bytes at the most.
    if (this.#offset + HEAD + text.length * 3 > BLOCK) this.#nextBlock();
    const block = this.#blocks[this.#block] ?? new Uint8Array(0);
    const { written } = this.#encoder.encodeInto(text, block.subarray(this.#offset + HEAD));
    const head = new DataView(block.buffer, this.#offset, HEAD);
    head.setUint32(0, before);
    head.setUint32(4, written);
    this.#live[this.#block] = (this.#live[this.#block] ?? 0) + 1;
    const address = (this.#block * BLOCK + this.#offset) / STEP;
    this.#offset += Math.ceil((HEAD + written) / STEP) * STEP;
    return address;
  }

  #nextBlock(): void {
    this.#block = this.#free.pop() ?? this.#blocks.length;
    this.#blocks[this.#block] ??= new Uint8Array(BLOCK);
    this.#live[this.#block] = 0;
    this.#offset = 0;
  }

  /** Reads the rows of an order from the last one back, and lets their blocks go. */
  #read(head: number): KeptRow[] {
    const rows: KeptRow[] = [];
    for (let next = head; next !== 0;) {
      const { block, before, text } = this.#rowAt(next);
      rows.push(rowOf(text));
      next = before;
      const live = (this.#live[block] ?? 0) - 1;
      this.#live[block] = live;
      if (live === 0 && block !== this.#block) this.#free.push(block);
    }
    return rows.reverse();
  }

  #keyAt(head: number): string {
    const { text } = this.#rowAt(head);
    return text.slice(0, text.indexOf(CELL));
  }

  #rowAt(head: number): { block: number; before: number; text: string } {
    const place = (head - 1) * STEP;
    const number = Math.floor(place / BLOCK);
    const offset = place - number * BLOCK;
    const block = this.#blocks[number] ?? new Uint8Array(0);
    const view = new DataView(block.buffer, offset, HEAD);
    const begin = offset + HEAD;
    const text = this.#decoder.decode(block.subarray(begin, begin + view.getUint32(4)));
    return { block: number, before: view.getUint32(0), text };
  }

  /** The slot of a key, or the empty one where it belongs. */
  #slotOf(key: string): number {
    const hash = hash32(key, SEED);
    const mask = this.#heads.length - 1;
    let slot = hash & mask;
    for (;;) {
      const head = this.#heads[slot] ?? 0;
      if (head === 0 || (this.#hashes[slot] === hash && this.#keyAt(head) === key)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  /** Empties a slot and moves up what was pushed past it. */
  #remove(slot: number): void {
    const mask = this.#heads.length - 1;
    this.#size--;
    let hole = slot;
    for (let next = (slot + 1) & mask; this.#heads[next] !== 0; next = (next + 1) & mask) {
      const home = (this.#hashes[next] ?? 0) & mask;
      if (((next - home) & mask) < ((next - hole) & mask)) continue;
      this.#hashes[hole] = this.#hashes[next] ?? 0;
      this.#heads[hole] = this.#heads[next] ?? 0;
      hole = next;
    }
    this.#heads[hole] = 0;
  }

  #grow(): void {
    const [hashes, heads] = [this.#hashes, this.#heads];
    const mask = heads.length * 2 - 1;
    this.#hashes = new Uint32Array(heads.length * 2);
    this.#heads = new Uint32Array(heads.length * 2);
    heads.forEach((head, at) => {
      if (head === 0) return;
      const hash = hashes[at] ?? 0;
      let slot = hash & mask;
      while (this.#heads[slot] !== 0) slot = (slot + 1) & mask;
      this.#hashes[slot] = hash;
      this.#heads[slot] = head;
    });
  }
}

/** Writes a row as one text, its key first; `undefined` if a cell is no text or holds a mark. */
function textOf(key: string, { at, cells, print, fault }: KeptRow): string | undefined {
  const texts = [key, at.toString(36), print(), fault ?? ""];
  for (const cell of cells) {
    const text = cell ?? "";
    if (typeof text !== "string" || text === SAME) return undefined;
    texts.push(text === key ? SAME : text);
  }
  return texts.some((text) => text.includes(CELL) || LONE_SURROGATE.test(text))
    ? undefined
    : texts.join(CELL);
}

function rowOf(text: string): KeptRow {
  const [key = "", at = "", print = "", fault = "", ...rest] = text.split(CELL);
  const cells = rest.map((cell) => (cell === SAME ? key : cell));
  return { at: parseInt(at, 36), cells, print: () => print, ...(fault !== "" && { fault }) };
}
