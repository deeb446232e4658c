/** So many of the last gaps tell of the habit that is there now. */
const LAST_GAPS = 10;

/**
 * Gives the days between orders that a customer keeps to. A habit needs two gaps of their own, of which more than half lie
 * between half and twice the median.
 *
 * @param orderDays - calendar days with an order, ascending
 * @returns the median gap in whole days; `undefined` where there is no habit
 */
export function habitDays(orderDays: readonly number[]): number | undefined {
  const days = orderDays.slice(-LAST_GAPS - 1);
  const gaps = days.slice(1).map((day, at) => day - (days[at] ?? day));
  if (gaps.length < 2) return undefined;
  gaps.sort((a, b) => a - b);
  const upper = gaps[gaps.length >> 1] ?? 0;
  const median = (upper + (gaps[(gaps.length - 1) >> 1] ?? 0)) / 2;
  const kept = gaps.filter((gap) => gap >= median / 2 && gap <= median * 2);
  return 2 * kept.length > gaps.length ? Math.round(median) : undefined;
}
