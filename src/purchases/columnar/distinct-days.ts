/** Days side by side by customer, to be filled. */
export interface DayGroups {
  /** The days less `earliest`; two bytes are enough where they lie within 179 years of one another. */
  readonly days: Uint16Array | Float64Array;
  /** The day that is told as 0. */
  readonly earliest: number;
  /** How many days there can be. */
  readonly span: number;
  /** Where the days of each customer by number begin, and at last where all end. */
  readonly begins: Int32Array;
}

const MOST_SHORT = 65_536;
const FEW = 64;

/** Makes room for the days of many customers. */
export function createDayGroups(counts: Int32Array, earliest: number, latest: number): DayGroups {
  let total = 0;
  for (let code = 0; code < counts.length; code++) {
    const count = counts[code]!;
    counts[code] = total;
    total += count;
  }
  const span = Math.max(0, latest - earliest + 1);
  const days = span <= MOST_SHORT ? new Uint16Array(total) : new Float64Array(total);
  return { days, earliest, span, begins: counts };
}

/** Counts the different days of customers, once all days are there. */
export function countDays(
  { days, earliest, span, begins }: DayGroups,
  codes: Uint32Array,
  distinct: Int32Array,
  latest: Int32Array,
): void {
  // For few days, such as those of one customer, a mark for each day of years would cost more than all else.
  if (days.length > FEW && days instanceof Uint16Array) {
    countByMark(days, new Int32Array(span), earliest, begins, codes, distinct, latest);
  } else countBySet(days, earliest, begins, codes, distinct, latest);
}

/** Each customer leaves a mark on its days, and counts those where its mark is new: no sorting. */
function countByMark(
  days: Uint16Array,
  marks: Int32Array,
  earliest: number,
  begins: Int32Array,
  codes: Uint32Array,
  distinct: Int32Array,
  latest: Int32Array,
): void {
  for (let place = 0; place < codes.length; place++) {
    const code = codes[place]!;
    const end = begins[code + 1]!;
    let count = 0;
    let most = 0;
    for (let at = begins[code]!; at < end; at++) {
      const day = days[at]!;
      // Where a customer's days end is a number of its own, above 0.
      count += marks[day] === end ? 0 : 1;
      marks[day] = end;
      // The greater of the two, told by its sign: the processor need not guess.
      const later = day - most;
      most += later & ~(later >> 31);
    }
    distinct[place] = count;
    latest[place] = earliest + most;
  }
}

function countBySet(
  days: Uint16Array | Float64Array,
  earliest: number,
  begins: Int32Array,
  codes: Uint32Array,
  distinct: Int32Array,
  latest: Int32Array,
): void {
  for (let place = 0; place < codes.length; place++) {
    const code = codes[place]!;
    const own = days.subarray(begins[code], begins[code + 1]);
    distinct[place] = own.length < 2 ? own.length : new Set(own).size;
    let most = 0;
    for (const day of own) most = Math.max(most, day);
    latest[place] = earliest + most;
  }
}

/** Remembers days of customers, each as few times as it can. */
export interface DayLog {
  /** Makes room for so many more. */
  reserve(more: number): void;
  /** Remembers the first `count` of some days of customers. */
  push(codes: Uint32Array, days: Int32Array, count: number): void;
  /** How many it remembers. */
  readonly length: number;
  /** Gives what is remembered of so many customers. */
  grouped(customers: number): DayGroups;
}

const FEWEST_BEFORE_TIDYING = 1 << 20;

/** More than the days that a `Date` can tell; with it, the numbers of 33 million customers fit a double. */
const SPAN = 2 ** 28;
const MOST_TIDIED = 2 ** 25;

/**
 * Creates an empty log. When it has doubled it is tidied, so that its length follows the different days of the
 * customers and not the orders that went by.
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
    get length() {
      return length;
    },
    push(given, told, count) {
      for (let i = 0; i < count; i++) {
        const code = given[i]!;
        codes[length] = code;
        days[length] = told[i]!;
        length++;
        highest = Math.max(highest, code);
      }
    },
    grouped(customers) {
      const counts = new Int32Array(customers + 1);
      let earliest = Infinity;
      let latest = -Infinity;
      for (let i = 0; i < length; i++) {
        const code = codes[i]!;
        const day = days[i]!;
        counts[code] = counts[code]! + 1;
        earliest = Math.min(earliest, day);
        latest = Math.max(latest, day);
      }
      const groups = createDayGroups(counts, earliest, latest);
      const { days: grouped, begins } = groups;
      const next = begins.slice();
      for (let i = 0; i < length; i++) {
        const code = codes[i]!;
        const at = next[code]!;
        grouped[at] = days[i]! - groups.earliest;
        next[code] = at + 1;
      }
      return groups;
    },
  };
}

function longer(array: Int32Array<ArrayBuffer>, room: number): Int32Array<ArrayBuffer> {
  if (room <= array.length) return array;
  const copy = new Int32Array(room);
  copy.set(array);
  return copy;
}
