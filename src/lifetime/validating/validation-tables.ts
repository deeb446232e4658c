import { formatDay } from "../../kernel";
import { repeatChances, type Parameters, type PurchaseProcess } from "../fitting/purchase-process";

/** One week of the whole base. */
export interface TrackingRow {
  /** Last day of the week, `YYYY-MM-DD`. */
  readonly day: string;
  /** Repeats up to and on that day. */
  readonly actual: number;
  /** Repeats that the model has by then, knowing only when each customer came. */
  readonly expected: number;
}

/** Customers with one number of repeats in the calibration. */
export interface FrequencyRow {
  /** Repeats; of the last row at least so many. */
  readonly repeats: number;
  /** How many customers had them. */
  readonly actual: number;
  /** How many the model has, knowing only when each customer came. */
  readonly expected: number;
}

/** The holdout of customers with one number of repeats in the calibration. */
export interface HoldoutRow {
  /** Repeats in the calibration; of the last row at least so many. */
  readonly repeats: number;
  /** How many customers had them. */
  readonly customers: number;
  /** Mean purchases in the holdout. */
  readonly actual: number;
  /** Mean purchases that the model foretold. */
  readonly expected: number;
}

/** Customers with about one chance of still being there. */
export interface AliveRow {
  /** Least chance, inclusive. */
  readonly from: number;
  /** Greatest chance, exclusive but for 1. */
  readonly to: number;
  /** How many customers. */
  readonly customers: number;
  /** Mean chance of still being there. */
  readonly probabilityAlive: number;
  /** Mean chance of a purchase in the holdout, as the model has it. */
  readonly expected: number;
  /** Share who did buy in the holdout. */
  readonly actual: number;
}

/** Rows up to this many repeats; the last one holds all above. */
const LAST_ROW = 7;
const WEEK = 7;
const TENTHS = 10;

/** Follows the repeats of the base week by week. */
export function trackingTable(
  process: PurchaseProcess,
  parameters: Parameters,
  own: readonly ReadonlySet<number>[],
  tenures: Int32Array,
  lastDay: number,
  endDay: number,
): TrackingRow[] {
  const firstDay = lastDay - tenures.reduce((most, tenure) => Math.max(most, tenure), 0);
  const span = endDay - firstDay + 1;
  const joined = new Float64Array(span);
  const bought = new Float64Array(span);
  own.forEach((days, i) => {
    const joinedOn = lastDay - tenures[i]! - firstDay;
    joined[joinedOn] = joined[joinedOn]! + 1;
    for (const day of days) {
      const at = day - firstDay;
      if (at > joinedOn && at < span) bought[at] = bought[at]! + 1;
    }
  });
  const alive = process.startsAlive(parameters);
  const expected = Float64Array.from({ length: span }, (_, days) =>
    days === 0 ? 0 : alive * process.ordersWhileAlive(parameters, 0, 0, days),
  );
  const rows: TrackingRow[] = [];
  for (let end = (span - 1) % WEEK; end < span; end += WEEK) {
    let actual = 0;
    let sum = 0;
    for (let at = 0; at <= end; at++) {
      actual += bought[at]!;
      sum += joined[at]! * expected[end - at]!;
    }
    rows.push({ day: formatDay(firstDay + end), actual, expected: sum });
  }
  return rows;
}

/** Counts customers by repeats, as they were and as the model has them. */
export function frequencyTable(
  process: PurchaseProcess,
  parameters: Parameters,
  repeats: Float64Array,
  tenures: Int32Array,
): FrequencyRow[] {
  const actual = new Float64Array(LAST_ROW + 1);
  const expected = new Float64Array(LAST_ROW + 1);
  const byTenure = new Map<number, number>();
  repeats.forEach((x, i) => {
    const row = Math.min(x, LAST_ROW);
    actual[row] = actual[row]! + 1;
    const tenure = tenures[i]!;
    byTenure.set(tenure, (byTenure.get(tenure) ?? 0) + 1);
  });
  for (const [tenure, customers] of byTenure) {
    repeatChances(process, parameters, tenure, LAST_ROW).forEach((chance, row) => {
      expected[row] = expected[row]! + customers * chance;
    });
  }
  return Array.from(actual, (count, k) => ({
    repeats: k,
    actual: count,
    expected: expected[k]!,
  }));
}

/** Compares the holdout with the forecast by repeats in the calibration. */
export function holdoutTable(
  repeats: Float64Array,
  actual: Float64Array,
  expected: Float64Array,
): HoldoutRow[] {
  const rows = Array.from({ length: LAST_ROW + 1 }, () => ({
    customers: 0,
    actual: 0,
    expected: 0,
  }));
  repeats.forEach((x, i) => {
    const row = rows[Math.min(x, LAST_ROW)];
    if (row === undefined) return;
    row.customers++;
    row.actual += actual[i]!;
    row.expected += expected[i]!;
  });
  return rows.flatMap(({ customers, ...sums }, k) =>
    customers === 0
      ? []
      : [
          {
            repeats: k,
            customers,
            actual: sums.actual / customers,
            expected: sums.expected / customers,
          },
        ],
  );
}

/** Sees whether the chance of still being there can be trusted: by tenths of it, who came back. */
export function aliveTable(
  alive: Float64Array,
  buys: Float64Array,
  actual: Float64Array,
): AliveRow[] {
  const rows = Array.from({ length: TENTHS }, () => ({ customers: 0, alive: 0, buys: 0, came: 0 }));
  alive.forEach((chance, i) => {
    const row = rows[Math.min(TENTHS - 1, Math.floor(chance * TENTHS))];
    if (row === undefined) return;
    row.customers++;
    row.alive += chance;
    row.buys += buys[i]!;
    if (actual[i]! > 0) row.came++;
  });
  return rows.flatMap((row, tenth) =>
    row.customers === 0
      ? []
      : [
          {
            from: tenth / TENTHS,
            to: (tenth + 1) / TENTHS,
            customers: row.customers,
            probabilityAlive: row.alive / row.customers,
            expected: row.buys / row.customers,
            actual: row.came / row.customers,
          },
        ],
  );
}
