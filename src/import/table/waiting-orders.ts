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
/** Stands for a cell that is the same in the row of the order before. */
const AS_BEFORE = "\u001d";
/** A block of which less than this share still waits is emptied: a few orders that wait long would keep it. */
const SPARSE = 1 / 8;
const LONE_SURROGATE = /[\uD800-\uDFFF]/u;

/**
 * Rows of orders that wait for more of their rows, outside the heap: a million of them take some hundred bytes each and
 * cost the collection of garbage nothing. Rows whose cells are not texts, or too long, are not taken.
 */
export class WaitingOrders {
  readonly #blocks: (Uint8Array | undefined)[] = [];
  /** Rows in each block that still wait; a block without any is used again. */
  readonly #live: number[] = [];
  /** Rows that were written to each block. */
  readonly #written: number[] = [];
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

  /** Bytes that blocks take. */
  get memory(): number {
    return this.#blocks.length * BLOCK;
  }

  /** Whether an order waits. */
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
    if (rows.some((row) => !isPlain(key, row))) return false;
    if ((this.#size + 1) * 3 > this.#heads.length * 2) this.#grow();
    let last = this.#wholeRowAt(this.#heads[this.#slotOf(key)]!);
    for (const row of rows) {
      const text = textOf(key, row, last);
      const slot = this.#slotOf(key);
      const before = this.#heads[slot]!;
      if (before === 0) this.#size++;
      this.#hashes[slot] = hash32(key, SEED);
      this.#heads[slot] = this.#write(text, before) + 1;
      last = text.includes(AS_BEFORE) ? undefined : row;
    }
    return true;
  }

  /** Gives the rows of an order in their order, and forgets them. */
  take(key: string): KeptRow[] {
    if (this.#size === 0) return [];
    const slot = this.#slotOf(key);
    const head = this.#heads[slot]!;
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
    // A character takes three bytes at most.
    if (this.#offset + HEAD + text.length * 3 > BLOCK) this.#nextBlock();
    const block = this.#blocks[this.#block] ?? new Uint8Array(0);
    const { written } = this.#encoder.encodeInto(text, block.subarray(this.#offset + HEAD));
    const head = new DataView(block.buffer, this.#offset, HEAD);
    head.setUint32(0, before);
    head.setUint32(4, written);
    this.#live[this.#block] = this.#live[this.#block]! + 1;
    this.#written[this.#block] = this.#written[this.#block]! + 1;
    const address = (this.#block * BLOCK + this.#offset) / STEP;
    this.#offset += Math.ceil((HEAD + written) / STEP) * STEP;
    return address;
  }

  #nextBlock(): void {
    this.#block = this.#free.pop() ?? this.#blocks.length;
    this.#blocks[this.#block] ??= new Uint8Array(BLOCK);
    this.#live[this.#block] = 0;
    this.#written[this.#block] = 0;
    this.#offset = 0;
  }

  /** Moves orders out of blocks that are mostly empty, so that these are used again. */
  compact(): void {
    for (const [block, live] of this.#live.entries()) {
      if (block === this.#block || live === 0 || live > SPARSE * this.#written[block]!) continue;
      const keys = new Set<string>();
      let place = (block * BLOCK) / STEP;
      for (let row = 0; row < this.#written[block]!; row++) {
        const { text, length } = this.#rowAt(place + 1);
        keys.add(text.slice(0, text.indexOf(CELL)));
        place += Math.ceil((HEAD + length) / STEP);
      }
      for (const key of keys) if (this.has(key)) this.add(key, this.take(key));
    }
  }

  /** Reads the rows of an order, and lets their blocks go. */
  #read(head: number): KeptRow[] {
    const { rows, blocks } = this.#rowsAt(head);
    for (const block of blocks) {
      const live = this.#live[block]! - 1;
      this.#live[block] = live;
      if (live === 0 && block !== this.#block) this.#free.push(block);
    }
    return rows;
  }

  /** The last row of an order, if it is written whole: after one that is not, the next is, so that adding reads one row alone. */
  #wholeRowAt(head: number): KeptRow | undefined {
    if (head === 0) return undefined;
    const { text } = this.#rowAt(head);
    return text.includes(AS_BEFORE) ? undefined : rowOf(text, undefined);
  }

  /** Rows of an order in their order. */
  #rowsAt(head: number): { readonly rows: KeptRow[]; readonly blocks: readonly number[] } {
    const texts: string[] = [];
    const blocks: number[] = [];
    for (let next = head; next !== 0;) {
      const { block, before, text } = this.#rowAt(next);
      texts.push(text);
      blocks.push(block);
      next = before;
    }
    const rows: KeptRow[] = [];
    for (const text of texts.reverse()) rows.push(rowOf(text, rows.at(-1)));
    return { rows, blocks };
  }

  #keyAt(head: number): string {
    const { text } = this.#rowAt(head);
    return text.slice(0, text.indexOf(CELL));
  }

  #rowAt(head: number): { block: number; before: number; text: string; length: number } {
    const place = (head - 1) * STEP;
    const number = Math.floor(place / BLOCK);
    const offset = place - number * BLOCK;
    const block = this.#blocks[number]!;
    const view = new DataView(block.buffer, offset, HEAD);
    const begin = offset + HEAD;
    const length = view.getUint32(4);
    const text = this.#decoder.decode(block.subarray(begin, begin + length));
    return { block: number, before: view.getUint32(0), text, length };
  }

  /** The slot of a key, or the empty one where it belongs. */
  #slotOf(key: string): number {
    const hash = hash32(key, SEED);
    const mask = this.#heads.length - 1;
    let slot = hash & mask;
    for (;;) {
      const head = this.#heads[slot]!;
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
      const home = this.#hashes[next]! & mask;
      if (((next - home) & mask) < ((next - hole) & mask)) continue;
      this.#hashes[hole] = this.#hashes[next]!;
      this.#heads[hole] = this.#heads[next]!;
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
      const hash = hashes[at]!;
      let slot = hash & mask;
      while (this.#heads[slot] !== 0) slot = (slot + 1) & mask;
      this.#hashes[slot] = hash;
      this.#heads[slot] = head;
    });
  }
}

/** Whether all cells are texts without marks, and not too long together. */
function isPlain(key: string, { cells, print, fault }: KeptRow): boolean {
  let length = key.length + print().length + (fault?.length ?? 0) + cells.length + 20;
  if (isMarked(key) || isMarked(fault ?? "")) return false;
  for (const cell of cells) {
    const text = cell ?? "";
    if (typeof text !== "string" || isMarked(text)) return false;
    length += text.length;
  }
  return length * 3 <= BLOCK - HEAD;
}

function isMarked(text: string): boolean {
  return /[\u001d-\u001f]/u.test(text) || LONE_SURROGATE.test(text);
}

/** Writes a row as one text, its key first. */
function textOf(key: string, row: KeptRow, before: KeptRow | undefined): string {
  const { at, cells, print, fault } = row;
  const texts = cells.map((cell, place) => {
    const text = (cell ?? "") as string;
    if (text !== "" && text === before?.cells[place]) return AS_BEFORE;
    return text === key ? SAME : text;
  });
  return [key, at.toString(36), print(), fault ?? "", ...texts].join(CELL);
}

function rowOf(text: string, before: KeptRow | undefined): KeptRow {
  const [key = "", at = "", print = "", fault = "", ...rest] = text.split(CELL);
  const cells = rest.map((cell, place) =>
    cell === SAME ? key : cell === AS_BEFORE ? before?.cells[place] : cell,
  );
  return { at: parseInt(at, 36), cells, print: () => print, ...(fault !== "" && { fault }) };
}
