import { betaDiscountedOrders, betaExpectedOrders } from "./beta-expectation";
import { evaluateBeta } from "./beta-likelihood";
import { chanceAgainst, negativeBinomial, type PurchaseProcess } from "../fitting/purchase-process";

/**
 * Makes the beta-geometric processes: purchases come at a rate λ ~ Gamma(r, α); after a purchase the
 * customer leaves with chance p ~ Beta(a, b), in MBG/NBD after the first purchase too. Sources: Fader,
 * Hardie and Lee 2005; Batislam, Denizel and Filiztekin 2007.
 */
export function betaProcess(modified: boolean): PurchaseProcess {
  const first = modified ? 1 : 0;
  return {
    names: ["r", "alpha", "a", "b"],
    timed: [false, true, false, false],
    fromCoordinates: [
      [1, 0, 0, 0],
      [1, -1, 0, 0],
      [0, 0, 1, 1],
      [0, 0, 0, 1],
    ],
    toCoordinates: [
      [1, 0, 0, 0],
      [1, -1, 0, 0],
      [0, 0, 1, -1],
      [0, 0, 0, 1],
    ],
    start: (meanObserved) => [0.5, meanObserved / 2, 1, 2],
    evaluate: (base, parameters) => evaluateBeta(base, parameters, modified),
    probabilityAlive(parameters, x, t, T) {
      if (x + first === 0) return 1;
      const [r, alpha, a, b] = read(parameters);
      // ln of the odds that the customer left right after the last purchase.
      const odds = Math.log(a) - Math.log(b + x - 1 + first);
      return chanceAgainst(odds + (r + x) * Math.log1p((T - t) / (alpha + t)));
    },
    startsAlive(parameters) {
      const [, , a, b] = read(parameters);
      return modified ? b / (a + b) : 1;
    },
    ordersWhileAlive(parameters, x, T, horizon) {
      const [r, alpha, a, b] = read(parameters);
      return betaExpectedOrders(r + x, alpha + T, a, b + x + first, horizon);
    },
    discountedWhileAlive(parameters, x, T, horizon, rate) {
      const [r, alpha, a, b] = read(parameters);
      return betaDiscountedOrders(r + x, alpha + T, a, b + x + first, horizon, rate);
    },
    buysWhileAlive(parameters, x, T, horizon) {
      // Nobody leaves but after a purchase, so one who is there buys in the end.
      const [r, alpha] = read(parameters);
      return -Math.expm1(-(r + x) * Math.log1p(horizon / (alpha + T)));
    },
    countsWhileAlive(parameters, x, T, horizon, most) {
      const [r, alpha, a, b] = read(parameters);
      return counts(negativeBinomial(r + x, alpha + T, horizon, most), a, b + x + first);
    },
  };
}

function read(parameters: readonly number[]): [number, number, number, number] {
  return [parameters[0]!, parameters[1]!, parameters[2]!, parameters[3]!];
}

/**
 * Stays n purchases long and makes n, or would make n or more and leaves after the nth. Fader, Hardie and Lee
 * 2005, with the posterior in place of the prior.
 */
function counts(bought: Float64Array, a: number, b: number): Float64Array {
  const chances = new Float64Array(bought.length);
  const below = bought.reduce((sum, chance) => sum + chance, 0);
  // Beyond the last count lies what is missing to 1; rounding apart.
  let more = Math.max(0, 1 - below);
  const stays = new Float64Array(bought.length + 1).fill(1);
  for (let n = 0; n < bought.length; n++) stays[n + 1] = (stays[n]! * (b + n)) / (a + b + n);
  for (let n = bought.length - 1; n >= 0; n--) {
    more += bought[n]!;
    const leaves = n === 0 ? 0 : (stays[n - 1]! * a) / (a + b + n - 1);
    chances[n] = stays[n]! * bought[n]! + leaves * more;
  }
  return chances;
}
