import { defined } from "../kernel";
/** A range that holds a figure with a stated confidence, both ends included. */
export type Interval = readonly [low: number, high: number];

/** The quantile of the standard normal distribution for 95 % confidence, both sides. */
const Z = 1.959963984540054;

/** A share of something, with how sure it is. */
export interface ShareEstimate {
  /** How many of them. */
  readonly count: number;
  /** How many in all. */
  readonly of: number;
  /** The share, 0–1; missing if there are none in all. */
  readonly share?: number;
  /** 95 % confidence interval of the share; 0–1 if there are none in all. */
  readonly interval: Interval;
}

/** A mean, with how sure it is. */
export interface MeanEstimate {
  /** Number of values. */
  readonly count: number;
  /** Their mean; missing if there are none. */
  readonly mean?: number;
  /** 95 % confidence interval of the mean; missing with fewer than two values. */
  readonly interval?: Interval;
}

/** Measures a share, with Wilson's interval (Wilson 1927), which holds for small numbers and near 0 and 1 too. */
export function wilsonInterval(count: number, of: number, z = Z): ShareEstimate {
  if (of <= 0) return { count, of, interval: [0, 1] };
  const share = count / of;
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half =
    (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const low = count === 0 ? 0 : Math.max(0, middle - half);
  const high = count === of ? 1 : Math.min(1, middle + half);
  return { count, of, share, interval: [low, high] };
}

/**
 * Measures how much larger one share of a sample is than another that shuts it out, such as promoters less detractors:
 * Newcombe's square-and-add interval for shares that hang together (Newcombe 1998, Statistics in Medicine 17, 2635–2650).
 */
export function newcombeDifference(
  more: number,
  less: number,
  of: number,
): { readonly balance?: number; readonly interval: Interval } {
  const a = wilsonInterval(more, of);
  const b = wilsonInterval(less, of);
  if (a.share === undefined || b.share === undefined) return { interval: [-1, 1] };
  const balance = a.share - b.share;
  const spread = a.share * (1 - a.share) * b.share * (1 - b.share);
  const together = spread > 0 ? (-a.share * b.share) / Math.sqrt(spread) : 0;
  const half = (up: number, down: number): number =>
    Math.sqrt(Math.max(0, up * up + down * down - 2 * together * up * down));
  const low = balance - half(a.share - a.interval[0], b.interval[1] - b.share);
  const high = balance + half(a.interval[1] - a.share, b.share - b.interval[0]);
  return { balance, interval: [Math.max(-1, low), Math.min(1, high)] };
}

/** Measures a mean, with Student's interval. */
export function meanEstimate(values: readonly number[]): MeanEstimate {
  const count = values.length;
  if (count === 0) return { count };
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count === 1) return { count, mean };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = studentQuantile(count - 1) * Math.sqrt(squares / (count - 1) / count);
  return { count, mean, interval: [mean - half, mean + half] };
}

/** The 97.5 % quantile of Student's distribution (Abramowitz and Stegun 26.7.5; exact for 1 and 2 degrees). */
function studentQuantile(degrees: number): number {
  if (degrees === 1) return 12.706204736174694;
  if (degrees === 2) return 4.302652729749462;
  const square = Z * Z;
  const terms = [
    (Z * (square + 1)) / 4,
    (Z * ((5 * square + 16) * square + 3)) / 96,
    (Z * (((3 * square + 19) * square + 17) * square - 15)) / 384,
    (Z * ((((79 * square + 776) * square + 1482) * square - 1920) * square - 945)) / 92_160,
  ];
  return terms.reduce((sum, term, index) => sum + term / degrees ** (index + 1), Z);
}

/**
 * Measures a share of a sum, such as revenue: each holder has a part and a whole. The interval is that of a ratio
 * estimator over the holders (Cochran 1977, 6.4).
 */
export function ratioEstimate(holders: readonly (readonly [part: number, whole: number])[]): {
  readonly share?: number;
  readonly interval: Interval;
} {
  let parts = 0;
  let wholes = 0;
  for (const [part, whole] of holders) {
    parts += part;
    wholes += whole;
  }
  if (wholes <= 0) return { interval: [0, 1] };
  const share = parts / wholes;
  const count = holders.length;
  if (count < 2) return { share, interval: [0, 1] };
  let squares = 0;
  for (const [part, whole] of holders) squares += (part - share * whole) ** 2;
  const half = (Z * Math.sqrt((squares * count) / (count - 1))) / wholes;
  return { share, interval: [Math.max(0, share - half), Math.min(1, share + half)] };
}

/** How long something lasts where some of it has not ended yet. */
export interface DurationEstimate {
  /** How many were begun. */
  readonly begun: number;
  /** How many of them have ended. */
  readonly ended: number;
  /** Time by which half have ended; missing while fewer than half have. */
  readonly median?: number;
  /** 95 % confidence interval of the median; ∞ where its end is not seen yet. */
  readonly interval: Interval;
}

/**
 * Measures how long something lasts, by the estimator of Kaplan and Meier, so that what has not ended yet counts as long as
 * it has been seen. The interval is that of Brookmeyer and Crowley (1982) with the log-log transformation.
 */
export function kaplanMeier(
  spells: readonly { readonly lasted: number; readonly ended: boolean }[],
): DurationEstimate {
  const sorted = [...spells].sort((a, b) => a.lasted - b.lasted);
  let atRisk = sorted.length;
  let staying = 1;
  let greenwood = 0;
  let ended = 0;
  let median: number | undefined;
  let low = Infinity;
  let high = Infinity;
  for (let index = 0; index < sorted.length;) {
    const time = sorted[index]?.lasted ?? 0;
    let ends = 0;
    let leave = 0;
    for (; sorted[index]?.lasted === time; index++) {
      leave++;
      if (sorted[index]?.ended === true) ends++;
    }
    if (ends > 0) {
      staying *= 1 - ends / atRisk;
      greenwood += atRisk > ends ? ends / (atRisk * (atRisk - ends)) : 0;
      const [least, most] = stayingInterval(staying, greenwood);
      if (staying <= 0.5) median ??= time;
      if (least <= 0.5 && low === Infinity) low = time;
      if (most <= 0.5 && high === Infinity) high = time;
    }
    atRisk -= leave;
    ended += ends;
  }
  const interval: Interval = [low, high];
  return {
    begun: sorted.length,
    ended,
    ...defined({ median }),
    interval: low === Infinity ? [0, Infinity] : interval,
  };
}

function stayingInterval(staying: number, greenwood: number): Interval {
  if (staying <= 0) return [0, 0];
  if (staying >= 1) return [1, 1];
  const half = (Z * Math.sqrt(greenwood)) / Math.abs(Math.log(staying));
  return [staying ** Math.exp(half), staying ** Math.exp(-half)];
}
