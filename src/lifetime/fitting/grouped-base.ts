import type { CheckedColumns } from "./lifetime-columns";

/**
 * A base of customers the way the likelihoods read it: customers with the same figures are one row, times
 * are numbered so that each logarithm is taken once, and a histogram of the repeats stands for the terms that
 * depend on nothing else.
 */
export interface GroupedBase {
  /** Customers. */
  readonly customers: number;
  /** Customers with at least one repeat. */
  readonly repeaters: number;
  /** Repeats of all customers together. */
  readonly totalRepeats: number;
  /** Mean days observed. */
  readonly meanObserved: number;
  /** Different days that occur, ascending. */
  readonly times: Float64Array;
  /** Per row: repeats. */
  readonly repeats: Float64Array;
  /** Per row: which of `times` the last purchase came at. */
  readonly last: Int32Array;
  /** Per row: which of `times` the observation ended at. */
  readonly observed: Int32Array;
  /** Per row: how many customers it stands for. */
  readonly counts: Float64Array;
  /** Numbers of repeats that occur, ascending, and how many customers have each. */
  readonly histogram: readonly (readonly [repeats: number, customers: number])[];
}

/** Whole days are numbered by a table of so many days, or of a few per customer. */
const TABLE_DAYS = 4096;

/** Groups customers by their figures. */
export function groupBase(columns: CheckedColumns): GroupedBase {
  const { repeats, lastDays, observedDays, customers } = columns;
  const n = repeats.length;
  const { times, lasts, observeds } = numberTimes(lastDays, observedDays);
  const span = times.length;
  let most = 0;
  let sumObserved = 0;
  for (let i = 0; i < n; i++) {
    most = Math.max(most, repeats[i]!);
  }
  // One number per customer; sorted, those alike lie side by side. One-time buyers are counted by T alone.
  const onceBy = new Float64Array(span);
  const codes = new Float64Array(n);
  // How many customers a code stands for, where rows stand for several.
  const weights = new Map<number, number>();
  let repeaters = 0;
  const canCode = (most + 1) * span * span <= Number.MAX_SAFE_INTEGER;
  for (let i = 0; i < n; i++) {
    const x = repeats[i]!;
    const observed = observeds[i]!;
    if (x === 0) onceBy[observed] = onceBy[observed]! + (customers?.[i] ?? 1);
    else {
      const code = canCode ? (x * span + observed) * span + lasts[i]! : i;
      codes[repeaters++] = code;
      if (customers !== undefined) {
        weights.set(code, (weights.get(code) ?? 0) + (customers[i] ?? 1));
      }
    }
  }
  const sorted = codes.subarray(0, repeaters);
  if (canCode) sorted.sort();
  const rows = { repeats: [] as number[], last: [] as number[], observed: [] as number[] };
  const counts: number[] = [];
  const addRow = (x: number, observed: number, last: number, count: number): void => {
    rows.repeats.push(x);
    rows.observed.push(observed);
    rows.last.push(last);
    counts.push(count);
    sumObserved += count * times[observed]!;
  };
  onceBy.forEach((count, observed) => {
    if (count > 0) addRow(0, observed, 0, count);
  });
  for (let at = 0; at < repeaters;) {
    const code = sorted[at]!;
    let end = at + 1;
    while (end < repeaters && sorted[end] === code) end++;
    const alike = weights.get(code) ?? end - at;
    if (canCode) {
      const rest = Math.floor(code / span);
      addRow(Math.floor(rest / span), rest % span, code % span, alike);
    } else addRow(repeats[code] ?? 0, observeds[code] ?? 0, lasts[code] ?? 0, alike);
    at = end;
  }
  const totals = totalsOf(rows.repeats, counts);
  return {
    times,
    ...totals,
    meanObserved: sumObserved / totals.customers,
    repeats: Float64Array.from(rows.repeats),
    last: Int32Array.from(rows.last),
    observed: Int32Array.from(rows.observed),
    counts: Float64Array.from(counts),
  };
}

/** Takes every so manieth row of a base: rows lie by repeats and days, so a part is like the whole. */
export function partOf(base: GroupedBase, every: number): GroupedBase {
  const taken = (_: number, row: number): boolean => row % every === 0;
  const repeats = base.repeats.filter(taken);
  const counts = base.counts.filter(taken);
  return {
    ...base,
    ...totalsOf(repeats, counts),
    repeats,
    counts,
    last: base.last.filter(taken),
    observed: base.observed.filter(taken),
  };
}

function totalsOf(
  repeats: ArrayLike<number>,
  counts: ArrayLike<number>,
): Pick<GroupedBase, "customers" | "repeaters" | "totalRepeats" | "histogram"> {
  const histogram = new Map<number, number>();
  for (let row = 0; row < repeats.length; row++) {
    const x = repeats[row]!;
    histogram.set(x, (histogram.get(x) ?? 0) + counts[row]!);
  }
  const ascending = [...histogram].sort(([a], [b]) => a - b);
  const customers = ascending.reduce((sum, [, count]) => sum + count, 0);
  return {
    customers,
    repeaters: customers - (histogram.get(0) ?? 0),
    totalRepeats: ascending.reduce((sum, [x, count]) => sum + x * count, 0),
    histogram: ascending,
  };
}

/** Different times, ascending from 0, and the number of each customer's. */
interface NumberedTimes {
  readonly times: Float64Array;
  readonly lasts: Int32Array;
  readonly observeds: Int32Array;
}

function numberTimes(lastDays: ArrayLike<number>, observedDays: ArrayLike<number>): NumberedTimes {
  const n = lastDays.length;
  let whole = true;
  let longest = 0;
  for (let i = 0; i < n; i++) {
    const T = observedDays[i]!;
    if (T > longest) longest = T;
    if (T % 1 !== 0 || lastDays[i]! % 1 !== 0) whole = false;
  }
  const lasts = new Int32Array(n);
  const observeds = new Int32Array(n);
  if (whole && longest < Math.max(TABLE_DAYS, 4 * n)) {
    const numbers = new Int32Array(longest + 1);
    numbers[0] = 1;
    for (let i = 0; i < n; i++) {
      numbers[lastDays[i]!] = 1;
      numbers[observedDays[i]!] = 1;
    }
    const times: number[] = [];
    numbers.forEach((seen, day) => {
      if (seen === 0) return;
      numbers[day] = times.length;
      times.push(day);
    });
    for (let i = 0; i < n; i++) {
      lasts[i] = numbers[lastDays[i]!]!;
      observeds[i] = numbers[observedDays[i]!]!;
    }
    return { times: Float64Array.from(times), lasts, observeds };
  }
  const all = new Float64Array(2 * n + 1);
  for (let i = 0; i < n; i++) {
    all[i] = lastDays[i]!;
    all[n + i] = observedDays[i]!;
  }
  all.sort();
  let kinds = 0;
  for (const time of all) {
    if (kinds === 0 || time !== all[kinds - 1]) all[kinds++] = time;
  }
  const times = all.slice(0, kinds);
  for (let i = 0; i < n; i++) {
    lasts[i] = placeOf(times, lastDays[i]!);
    observeds[i] = placeOf(times, observedDays[i]!);
  }
  return { times, lasts, observeds };
}

/** Finds a value in an ascending list that holds it. */
function placeOf(values: Float64Array, value: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
