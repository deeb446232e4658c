import { SetiaError, showValue } from "../../kernel";

/** How often something must occur; every bound that is given must be reached. */
export interface SupportOptions {
  /** Smallest share of baskets, 0–1; 0.001 if left out. */
  readonly minSupport?: number;
  /** Smallest number of baskets, 1 or more; 5 if left out. */
  readonly minCount?: number;
}

/**
 * Decides how many baskets are enough.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function leastCount(options: SupportOptions, baskets: number, where: string): number {
  const { minSupport = 0.001, minCount = 5 } = options;
  assertBetween(`${where}: minSupport`, minSupport, 0, 1);
  assertBetween(`${where}: minCount`, minCount, 1, Number.MAX_SAFE_INTEGER);
  return Math.max(Math.ceil(minCount), countForSupport(minSupport, baskets));
}

/**
 * Decides the smallest count whose share reaches a support, exactly: 7 of 100 reach 0.07, although
 * 0.07 × 100 is a little more than 7 in floating point.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function countForSupport(support: number, baskets: number): number {
  assertBetween("countForSupport: support", support, 0, 1);
  assertBetween("countForSupport: baskets", baskets, 0, Number.MAX_SAFE_INTEGER);
  let count = Math.ceil(support * baskets);
  while (count > 0 && (count - 1) / baskets >= support) count--;
  while (count / baskets < support) count++;
  return count;
}

/**
 * Refuses a number outside its range.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function assertBetween(name: string, value: number, least: number, most: number): void {
  if (value >= least && value <= most) return;
  throw new SetiaError(
    "INVALID_OPTION",
    `${name} is ${showValue(value)}; expected ${String(least)} to ${String(most)}`,
  );
}
