import { formatDay } from "../../kernel";
import type { Parameters, PurchaseProcess } from "../fitting/purchase-process";

/** When a customer may buy next, if at all. */
export interface NextOrder {
  /** Chance that there ever is one. */
  readonly chance: number;
  /** The day by which it has come in one of ten cases in which it comes, `YYYY-MM-DD`; missing if after 1,000 years. */
  readonly from?: string;
  /** The day by which it has come in half of them. */
  readonly on?: string;
  /** The day by which it has come in nine of ten. */
  readonly to?: string;
}

const THOUSAND_YEARS = 365_250;
const SECOND = 1 / 86_400;
const SHARES = { from: 0.1, on: 0.5, to: 0.9 } as const;

/**
 * Returns when a customer may buy next. Those who have left never do: the days are of the cases in which there
 * is a next purchase.
 */
export function nextOrderOf(
  process: PurchaseProcess,
  parameters: Parameters,
  x: number,
  T: number,
  alive: number,
  today: number,
): NextOrder {
  const ever = process.buysWhileAlive(parameters, x, T, Infinity);
  const next: { -readonly [Name in keyof NextOrder]: NextOrder[Name] } = { chance: alive * ever };
  for (const name of ["from", "on", "to"] as const) {
    const share = SHARES[name] * ever;
    const by = (days: number): number => process.buysWhileAlive(parameters, x, T, days);
    if (by(THOUSAND_YEARS) < share) continue;
    // The chance grows with time, smoothly on a logarithmic scale: halve that until a second is left.
    let low = Math.log(SECOND);
    let high = Math.log(THOUSAND_YEARS);
    while (Math.exp(high) - Math.exp(low) > SECOND) {
      const middle = (low + high) / 2;
      if (by(Math.exp(middle)) < share) low = middle;
      else high = middle;
    }
    next[name] = formatDay(today + Math.ceil(Math.exp(high)));
  }
  return next;
}
