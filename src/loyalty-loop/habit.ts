/** So many of the last gaps tell of the habit that is there now. */
const LAST_GAPS = 10;

/**
 * Gives the days between orders that a customer keeps to. A habit needs two gaps of their own, of which more than half lie
 * between half and twice the median.
 */
export function habitDays(orderDays: readonly number[]): number | undefined {
  const count = Math.min(orderDays.length - 1, LAST_GAPS);
  if (count < 2) return undefined;
  const gaps: number[] = [];
  for (let at = orderDays.length - count; at < orderDays.length; at++) {
    const gap = orderDays[at]! - orderDays[at - 1]!;
    // Put in its place: so few are sorted sooner so than by a call.
    let place = gaps.length;
    for (; place > 0 && gaps[place - 1]! > gap; place--) gaps[place] = gaps[place - 1]!;
    gaps[place] = gap;
  }
  const median = (gaps[count >> 1]! + gaps[(count - 1) >> 1]!) / 2;
  let kept = 0;
  for (const gap of gaps) if (gap >= median / 2 && gap <= median * 2) kept++;
  return 2 * kept > count ? Math.round(median) : undefined;
}
