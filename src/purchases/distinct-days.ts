/** Stands for a day that need not be told again: that which was last told of the same customer. */
export const SAME_DAY = -0x80000000;

/** Takes some days: numbers of customers, a calendar day of an order of each, and how many there are. */
export type TakeDays = (codes: Int32Array, days: Int32Array, count: number) => void;

/** How many days there are to sort, and between which they lie. */
export interface DayCounts {
  /** Days of each customer by number, repeated ones included, or more than there are. */
  readonly counts: Int32Array;
  /** The earliest day. */
  readonly earliest: number;
  /** The latest day. */
  readonly latest: number;
}

/** Sorts days by customer, and counts the different ones. */
export interface DayCounter {
  /** Takes days, in any order; those of customers without room are passed over. */
  readonly take: TakeDays;
  /** Gives the different days by number of the customer. */
  distinct(): Int32Array;
}

/**
 * Creates a counter of the different days of each customer, which puts them side by side.
 *
 * @param sizes - how much room each customer needs; a customer without room is not counted
 * @returns a counter that has taken nothing
 */
export function createDayCounter({ counts, earliest, latest }: DayCounts): DayCounter {
  const ends = new Int32Array(counts.length);
  let total = 0;
  for (let code = 0; code < counts.length; code++) {
    ends[code] = total;
    total += counts[code] ?? 0;
  }
  // Nearly always all days lie within 179 years of one another, and two bytes are enough.
  const sorted = latest - earliest < 65_536 ? new Uint16Array(total) : new Float64Array(total);
  return {
    take(codes, days, count) {
      for (let i = 0; i < count; i++) {
        const code = codes[i] ?? 0;
        if (counts[code] === 0) continue;
        const at = ends[code] ?? 0;
        sorted[at] = (days[i] ?? 0) - earliest;
        ends[code] = at + 1;
      }
    },
    distinct() {
      const distinct = new Int32Array(counts.length);
      let begin = 0;
      for (let code = 0; code < counts.length; code++) {
        const end = ends[code] ?? 0;
        if (end > begin) distinct[code] = countDistinct(sorted, begin, end);
        begin += counts[code] ?? 0;
      }
      return distinct;
    },
  };
}

const SHORT = 32;

function countDistinct(days: Uint16Array | Float64Array, begin: number, end: number): number {
  if (end - begin > SHORT) days.subarray(begin, end).sort();
  else {
    for (let at = begin + 1; at < end; at++) {
      const day = days[at] ?? 0;
      let hole = at;
      while (hole > begin && (days[hole - 1] ?? 0) > day) {
        days[hole] = days[hole - 1] ?? 0;
        hole--;
      }
      days[hole] = day;
    }
  }
  let distinct = 1;
  for (let at = begin + 1; at < end; at++) if (days[at] !== days[at - 1]) distinct++;
  return distinct;
}

/** Remembers days of customers, each as few times as it can. */
export interface DayLog {
  /** Makes room for so many more. */
  reserve(more: number): void;
  /** Remembers some, those of {@link SAME_DAY} aside. */
  readonly push: TakeDays;
  /** Counts what is remembered of the customers that are marked with 1. */
  counts(marked: Uint8Array): DayCounts;
  /** Hands on all that is remembered. */
  tell(take: TakeDays): void;
}

const FEWEST_BEFORE_TIDYING = 1 << 20;

/** More than the days that a `Date` can tell; with it, the numbers of 33 million customers fit a double. */
const SPAN = 2 ** 28;
const MOST_TIDIED = 2 ** 25;

/**
 * Creates an empty log. When it has doubled it is tidied, so that its length follows the different days of the
 * customers and not the orders that went by.
 *
 * @returns the log
 */
export function createDayLog(): DayLog {
  let codes = new Int32Array(0);
  let days = new Int32Array(0);
  let length = 0;
  let tidyAt = FEWEST_BEFORE_TIDYING;
  let highest = 0;

  function tidy(): void {
    const keys = new Float64Array(length);
    for (let i = 0; i < length; i++) keys[i] = (codes[i] ?? 0) * SPAN + (days[i] ?? 0) + SPAN / 2;
    keys.sort();
    length = 0;
    let before = NaN;
    for (const key of keys) {
      if (key === before) continue;
      before = key;
      codes[length] = Math.floor(key / SPAN);
      days[length] = (key % SPAN) - SPAN / 2;
      length++;
    }
    tidyAt = Math.max(FEWEST_BEFORE_TIDYING, 2 * length);
  }

  return {
    reserve(more) {
      if (length + more <= codes.length) return;
      if (length >= tidyAt && highest < MOST_TIDIED) tidy();
      const room = Math.max(length + more, Math.min(2 * codes.length, length + 2 ** 24));
      codes = longer(codes, room);
      days = longer(days, room);
    },
    push(given, told, count) {
      for (let i = 0; i < count; i++) {
        const day = told[i] ?? 0;
        if (day === SAME_DAY) continue;
        const code = given[i] ?? 0;
        codes[length] = code;
        days[length] = day;
        length++;
        highest = Math.max(highest, code);
      }
    },
    counts(marked) {
      const counts = new Int32Array(marked.length);
      let earliest = Infinity;
      let latest = -Infinity;
      for (let i = 0; i < length; i++) {
        const code = codes[i] ?? 0;
        if (marked[code] !== 1) continue;
        const day = days[i] ?? 0;
        counts[code] = (counts[code] ?? 0) + 1;
        earliest = Math.min(earliest, day);
        latest = Math.max(latest, day);
      }
      return { counts, earliest, latest };
    },
    tell(take) {
      take(codes, days, length);
    },
  };
}

function longer(array: Int32Array<ArrayBuffer>, room: number): Int32Array<ArrayBuffer> {
  if (room <= array.length) return array;
  const copy = new Int32Array(room);
  copy.set(array);
  return copy;
}
