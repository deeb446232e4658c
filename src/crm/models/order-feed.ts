import { defined } from "../../kernel";
import type { Calendar, ModelHeader } from "../../kernel";

/** When a base's own orders would hardly ever stay away for so long. Plain JSON. */
export interface FeedModel extends ModelHeader {
  /** The kind of model. */
  readonly kind: "feed";
  /** The instant that the base spoke of, ISO 8601 in UTC. */
  readonly asOf: string;
  /** Gaps between days with an order that the line rests on. */
  readonly gaps: number;
  /** Days without any order that are still usual. */
  readonly lineDays: number;
  /** When the last order was placed, ISO 8601 in UTC. */
  readonly lastOrderAt: string;
  /** Place in the store's log up to which it was read. */
  readonly position?: string;
}

/** How long no order has come, where that is more than usual. */
export interface StaleFeed {
  /** Days since the last order. */
  readonly days: number;
  /** Days that are still usual. */
  readonly lineDays: number;
}

/** Newest format of {@link FeedModel}. */
const FEED_VERSION = 1;
/** Fewer gaps tell nothing of rare ones. */
const LEAST_GAPS = 30;
/** Older gaps are of another shop. */
const MOST_GAPS = 1000;
/** Days in which one false alarm is allowed. */
const ALARM_DAYS = 1000;
/** Share of the gaps from which on they are taken for the tail. */
const TAIL_FROM = 0.8;

/**
 * Finds the longest silence that is usual, from the gaps between days with an order, so that nights, weekly closing days and
 * holidays within the log count as what they are. Above their 80th percentile `u` gaps are taken to fall off exponentially,
 * as peaks over a threshold do (Pickands 1975): with `k` of `n` gaps above it and a mean excess `m`, one gap in so many is longer than
 * the line that an alarm comes once in 1,000 days: `u + m × ln(1000 × (k + 1) / (n + 1) / mean gap)`. Few gaps tell `m` badly,
 * so it is taken one standard error higher, `m × (1 + 1 / √(k + 1))`, and as one day at least.
 */
export function usualSilence(days: readonly number[]): number | undefined {
  const gaps = days
    .slice(1)
    .map((day, index) => day - (days[index] ?? day))
    .slice(-MOST_GAPS);
  if (gaps.length < LEAST_GAPS) return undefined;
  const ascending = [...gaps].sort((a, b) => a - b);
  const threshold = ascending[Math.ceil(TAIL_FROM * gaps.length) - 1] ?? 1;
  const above = ascending.filter((gap) => gap > threshold);
  const excess = above.reduce((sum, gap) => sum + gap - threshold, 0);
  const count = above.length;
  const mean = Math.max(1, ((excess + 1) / (count + 1)) * (1 + 1 / Math.sqrt(count + 1)));
  const meanGap = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const often = (ALARM_DAYS * (count + 1)) / (gaps.length + 1) / meanGap;
  return Math.ceil(threshold + mean * Math.max(0, Math.log(often)));
}

/** Fits the line. */
export function fitFeed(
  placedAt: readonly Date[],
  context: { readonly asOf: Date; readonly calendar: Calendar; readonly position?: string },
): FeedModel | undefined {
  const { asOf, calendar, position } = context;
  const days = [...new Set(placedAt.map((at) => calendar.dayOf(at)))].sort((a, b) => a - b);
  const lineDays = usualSilence(days);
  if (lineDays === undefined) return undefined;
  const last = placedAt.reduce((latest, at) => Math.max(latest, at.getTime()), -Infinity);
  return {
    kind: "feed",
    version: FEED_VERSION,
    asOf: asOf.toISOString(),
    gaps: Math.min(days.length - 1, MOST_GAPS),
    lineDays,
    lastOrderAt: new Date(last).toISOString(),
    ...defined({ position }),
  };
}

/** Whether orders stay away for longer than usual. */
export function staleAt(
  model: FeedModel,
  lastOrderAt: Date,
  asOf: Date,
  calendar: Calendar,
): StaleFeed | undefined {
  if (asOf < new Date(model.asOf)) return undefined;
  const days = calendar.dayOf(asOf) - calendar.dayOf(lastOrderAt);
  return days > model.lineDays ? { days, lineDays: model.lineDays } : undefined;
}
