import type { PurchaseDays } from "../purchases";
import { alikeOf, cellOf, CELLS } from "./bands";
import type { CountedCell } from "./factor-table";

/** Windows of the past begin so many days apart. */
export const WINDOW_STEP = 30;
/** Windows of one length that a table rests on, the newest ones: a year, so that every season is in it once. */
const NEWEST = 12;
/** Windows that are looked back at in all: so many that the season of a year ago is among them. */
const MOST_ORIGINS = 28;

/** What windows of one length that begin on one day came to. */
export interface OneWindow {
  /** Day after which it begins. */
  readonly origin: number;
  /** Who had ordered by then, by cell. */
  readonly customers: Uint32Array;
  /** Who ordered within it. */
  readonly buyers: number;
  /** Their orders in it: days with an order. */
  readonly orders: number;
}

/** Everything that was counted of windows of one length, for one end of what is known. */
export interface CountedWindows {
  /** How many windows. */
  readonly windows: number;
  /** Cells with who ordered. */
  readonly chance: readonly CountedCell[];
  /** Cells with how many orders. */
  readonly number: readonly CountedCell[];
  /** Customers by orders and silence, for telling. */
  readonly alike: Uint32Array;
  /** Who of them ordered. */
  readonly alikeBuyers: Uint32Array;
}

/** What a base's own past says of windows of several lengths. */
export interface PastWindows {
  /** For each length the windows that have ended by today, the newest first. */
  readonly each: readonly (readonly OneWindow[])[];
  /** For each end of what is known, and each length: the newest windows together; `undefined` if none has ended. */
  readonly known: readonly (readonly (CountedWindows | undefined)[])[];
}

/**
 * Counts what came after each day of a grid in the past.
 *
 * @param history - whose days they are
 * @param today - the last day that is known
 * @param lengths - lengths of the windows in days, rising
 * @param ends - days; for each, what could be known on that day is gathered
 */
export function countWindows(
  { begins, days }: PurchaseDays,
  today: number,
  lengths: readonly number[],
  ends: readonly number[],
): PastWindows {
  const earliest = days.reduce((least, day) => Math.min(least, day), today);
  const count = Math.min(MOST_ORIGINS, Math.floor((today - earliest) / WINDOW_STEP) - 1);
  const origins = Array.from(
    { length: Math.max(0, count) },
    (_, at) => today - WINDOW_STEP * (at + 1),
  );
  const standing = origins.map(() => new Uint32Array(CELLS));
  const buyers = lengths.map(() => new Float64Array(origins.length));
  const orders = lengths.map(() => new Float64Array(origins.length));
  // For each end and length: the newest windows that had ended by then.
  const uses = ends.map((end) =>
    lengths.map((length) => {
      const ended = origins.map((origin) => origin + length <= end);
      const first = ended.indexOf(true);
      return ended.map((yes, at) => yes && at - first < NEWEST);
    }),
  );
  const cells = uses.map((of) =>
    of.map((used) => {
      const some = used.includes(true);
      const size = some ? CELLS : 0;
      return { buyers: new Uint32Array(size), orders: new Uint32Array(size) };
    }),
  );
  const flat = lengths.map((_, length) =>
    origins.map((__, at) =>
      cells.flatMap((of, end) => (uses[end]![length]![at]! ? [of[length]!] : [])),
    ),
  );
  for (let customer = 0; customer + 1 < begins.length; customer++) {
    const [begin, end] = [begins[customer]!, begins[customer + 1]!];
    if (begin === end) continue;
    const first = days[begin]!;
    let before = end;
    for (let at = 0; at < origins.length; at++) {
      const origin = origins[at]!;
      while (before > begin && days[before - 1]! > origin) before--;
      if (before === begin) break;
      const last = days[before - 1]!;
      const cell = cellOf(before - begin, origin - last, last - first);
      standing[at]![cell]!++;
      // Whoever never came back after it came back in no window.
      if (before === end) continue;
      let after = before;
      for (let length = 0; length < lengths.length; length++) {
        const until = origin + lengths[length]!;
        if (until > today) break;
        while (after < end && days[after]! <= until) after++;
        if (after === before) continue;
        buyers[length]![at]!++;
        orders[length]![at]! += after - before;
        for (const into of flat[length]![at]!) {
          into.buyers[cell]!++;
          into.orders[cell]! += after - before;
        }
      }
    }
  }
  return {
    each: lengths.map((length, place) =>
      origins.flatMap((origin, at) =>
        origin + length > today
          ? []
          : [
              {
                origin,
                customers: standing[at]!,
                buyers: buyers[place]![at]!,
                orders: orders[place]![at]!,
              },
            ],
      ),
    ),
    known: uses.map((of, end) =>
      of.map((used, length) => gather(standing, used, cells[end]![length]!)),
    ),
  };
}

function gather(
  standing: readonly Uint32Array[],
  used: readonly boolean[],
  came: { readonly buyers: Uint32Array; readonly orders: Uint32Array },
): CountedWindows | undefined {
  const windows = used.filter((yes) => yes).length;
  if (windows === 0) return undefined;
  const customers = new Uint32Array(CELLS);
  standing.forEach((own, at) => {
    if (used[at] !== true) return;
    for (let cell = 0; cell < CELLS; cell++) customers[cell]! += own[cell]!;
  });
  const chance: CountedCell[] = [];
  const number: CountedCell[] = [];
  const size = alikeOf(CELLS - 1) + 1;
  const [alike, alikeBuyers] = [new Uint32Array(size), new Uint32Array(size)];
  for (let cell = 0; cell < CELLS; cell++) {
    if (customers[cell] === 0) continue;
    chance.push({ cell, customers: customers[cell]!, came: came.buyers[cell]! });
    number.push({ cell, customers: customers[cell]!, came: came.orders[cell]! });
    alike[alikeOf(cell)]! += customers[cell]!;
    alikeBuyers[alikeOf(cell)]! += came.buyers[cell]!;
  }
  return { windows, chance, number, alike, alikeBuyers };
}
