import { gaussLegendre, integrate } from "../../statistics";
import { evaluatePareto } from "./pareto-likelihood";
import { logPowerIntegral } from "./power-integral";
import { chanceAgainst, negativeBinomial, type PurchaseProcess } from "../fitting/purchase-process";

/** e^−45 is nothing beside 1. */
const FOLDS = 45;
/** As good as never: so many times the time scale of buying. */
const FOREVER = 1e290;

/**
 * Pareto/NBD: purchases come at a rate λ ~ Gamma(r, α), and the customer leaves at a rate μ ~ Gamma(s, β),
 * at any time. Sources: Schmittlein, Morrison and Colombo 1987; Fader and Hardie 2005 ("A note on deriving the
 * Pareto/NBD model").
 */
export const PARETO_PROCESS: PurchaseProcess = {
  names: ["r", "alpha", "s", "beta"],
  timed: [false, true, false, true],
  fromCoordinates: [
    [1, 0, 0, 0],
    [1, -1, 0, 0],
    [0, 0, 0, 1],
    [0, 0, -1, 1],
  ],
  toCoordinates: [
    [1, 0, 0, 0],
    [1, -1, 0, 0],
    [0, 0, 1, -1],
    [0, 0, 1, 0],
  ],
  start: (meanObserved) => [0.6, 0.3 * meanObserved, 0.6, 0.3 * meanObserved],
  evaluate: evaluatePareto,
  probabilityAlive(parameters, x, t, T) {
    const [r, alpha, s, beta] = read(parameters);
    const gone = Math.log(s) + logPowerIntegral(alpha, r + x, beta, s + 1, t, T);
    return chanceAgainst(gone + (r + x) * Math.log(alpha + T) + s * Math.log(beta + T));
  },
  startsAlive: () => 1,
  ordersWhileAlive(parameters, x, T, horizon) {
    const [r, alpha, s, beta] = read(parameters);
    const rate = ((r + x) * (beta + T)) / (alpha + T);
    if (horizon === Infinity) return s > 1 ? rate / (s - 1) : Infinity;
    const l = -Math.log1p(horizon / (beta + T));
    return rate * (Math.abs(s - 1) < 1e-14 ? -l : -Math.expm1((s - 1) * l) / (s - 1));
  },
  discountedWhileAlive(parameters, x, T, horizon, rate) {
    if (rate === 0) return PARETO_PROCESS.ordersWhileAlive(parameters, x, T, horizon);
    const [r, alpha, s, beta] = read(parameters);
    const z = rate * (beta + T);
    const length = Math.log1p(Math.min(horizon / (beta + T), FOLDS / z));
    return (
      (((r + x) * (beta + T)) / (alpha + T)) *
      integrate(
        (y) => Math.exp(-z * Math.expm1(y) - (s - 1) * y),
        0,
        length,
        Math.max(3, Math.ceil(length)),
        32,
      )
    );
  },
  buysWhileAlive(parameters, x, T, horizon) {
    const [r, alpha, s, beta] = read(parameters);
    const [A0, B0] = [alpha + T, beta + T];
    const log =
      Math.log(r + x) +
      (r + x) * Math.log(A0) +
      s * Math.log(B0) +
      logPowerIntegral(A0, r + x + 1, B0, s, 0, horizon === Infinity ? FOREVER * A0 : horizon);
    return Math.min(1, Math.exp(log));
  },
  countsWhileAlive(parameters, x, T, horizon, most) {
    const [r, alpha, s, beta] = read(parameters);
    const [R, A0, B0] = [r + x, alpha + T, beta + T];
    // Stays all the time and buys n times, or leaves after w and has bought n times by then.
    const chances = negativeBinomial(R, A0, horizon, most);
    const stays = Math.exp(-s * Math.log1p(horizon / B0));
    for (let n = 0; n <= most; n++) chances[n] = chances[n]! * stays;
    const unit = Math.min(A0, B0);
    const length = Math.log1p(horizon / unit);
    const panels = Math.max(1, Math.ceil(length));
    const { nodes, weights } = gaussLegendre(24);
    for (let look = 0; look < panels * nodes.length; look++) {
      const node = look % nodes.length;
      const y = ((Math.floor(look / nodes.length) + 0.5 + 0.5 * nodes[node]!) * length) / panels;
      const time = unit * Math.expm1(y);
      const leaves = s * (unit / B0) * Math.exp(y - (s + 1) * Math.log1p(time / B0));
      const weight = (weights[node]! * length * leaves) / panels / 2;
      negativeBinomial(R, A0, time, most).forEach((chance, n) => {
        chances[n] = chances[n]! + weight * chance;
      });
    }
    return chances;
  },
};

function read(parameters: readonly number[]): [number, number, number, number] {
  return [parameters[0]!, parameters[1]!, parameters[2]!, parameters[3]!];
}
