import type { Interval, ShareEstimate } from "../statistics";

/** How far a brand can be believed. */
export interface Credibility {
  /** Mean of the known shares of promises kept, complaints resolved and praise in public, 0–1. */
  readonly index: number;
  /** Its 95 % interval, by Newcombe's squares of Wilson's. */
  readonly interval: Interval;
}

/** Puts shares that tell of credibility into one. */
export function measureCredibility(shares: readonly ShareEstimate[]): Credibility | undefined {
  const known = shares.flatMap(({ share, interval: [low, high] }) =>
    share === undefined ? [] : [{ share, down: share - low, up: high - share }],
  );
  if (known.length === 0) return undefined;
  const index = known.reduce((sum, { share }) => sum + share, 0) / known.length;
  const down = Math.hypot(...known.map((one) => one.down)) / known.length;
  const up = Math.hypot(...known.map((one) => one.up)) / known.length;
  return { index, interval: [index - down, index + up] };
}
