import { normalQuantile, type Interval } from "../../statistics";
import { SetiaError, showValue } from "../../kernel";
import { figuresAhead, type CustomerFigures, type PredictionFigures } from "./figures-ahead";
import { inDays, processOf, type LifetimeModel } from "../lifetime-model";

/** How far a parameter is moved, in its logarithm, to see what depends on it. */
const STEP = 1e-4;
const CHANCES: readonly string[] = ["probabilityAlive", "probabilityOfOrder"];

/**
 * Computes intervals of a prediction's figures by the delta method: how each figure moves with each
 * parameter, and how well the base tells the parameters. Chances move in their log odds, other figures in
 * their logarithm, so that no interval leaves what can be.
 *
 * @throws SetiaError `INVALID_OPTION` for a confidence outside 0–1
 */
export function intervalsOf(
  model: LifetimeModel,
  customer: CustomerFigures,
  horizon: number,
  rate: number,
  confidence: number,
): { readonly [Name in keyof PredictionFigures]: Interval } {
  if (!(confidence > 0 && confidence < 1)) {
    throw new SetiaError(
      "INVALID_OPTION",
      `predictLifetime: confidence is ${showValue(confidence)}; expected a number between 0 and 1, such as 0.95`,
    );
  }
  const process = processOf(model.model);
  const parameters = inDays(process, model.parameters, model.unit);
  const spend = model.spend?.parameters;
  const own = process.names.map((name) => readByName(model.parameters, name));
  const ofProcess = relative(model.covariance, own);
  const ofSpend =
    spend === undefined
      ? []
      : relative(model.spend?.covariance ?? [], [spend.p, spend.q - 1, spend.v]);
  const moved = (at: number, step: number): Record<string, number> => {
    const grown = Math.exp(step);
    const changed = parameters.map((value, i) => (i === at ? value * grown : value));
    const k = at - parameters.length;
    const spent = spend && {
      p: k === 0 ? spend.p * grown : spend.p,
      q: k === 1 ? 1 + (spend.q - 1) * grown : spend.q,
      v: k === 2 ? spend.v * grown : spend.v,
    };
    return { ...figuresAhead(process, changed, spent, customer, horizon, rate) };
  };
  const z = normalQuantile((1 + confidence) / 2);
  const centre = moved(-1, 0);
  const count = parameters.length + ofSpend.length;
  const ups = Array.from({ length: count }, (_, at) => moved(at, STEP));
  const downs = Array.from({ length: count }, (_, at) => moved(at, -STEP));
  const intervals = Object.entries(centre).map(([name, value]): [string, Interval] => {
    if (value === 0 || (value === 1 && CHANCES.includes(name))) return [name, [value, value]];
    const chance = CHANCES.includes(name);
    const scaled = (x: number): number => (chance ? Math.log(x / (1 - x)) : Math.log(x));
    const slopes = ups.map(
      (up, at) => (scaled(up[name] ?? value) - scaled(downs[at]?.[name] ?? value)) / (2 * STEP),
    );
    const first = slopes.slice(0, parameters.length);
    const second = slopes.slice(parameters.length);
    const reach =
      z * Math.sqrt(Math.max(0, quadratic(ofProcess, first) + quadratic(ofSpend, second)));
    // Where rounding leaves no slope to see, the figure itself is all there is.
    if (!Number.isFinite(reach)) return [name, [value, value]];
    if (!chance)
      return [
        name,
        [value * Math.exp(-reach), Math.min(value * Math.exp(reach), Number.MAX_VALUE)],
      ];
    const odds = value / (1 - value);
    const [low, high] = [odds * Math.exp(-reach), odds * Math.exp(reach)];
    return [name, [low / (1 + low), high === Infinity ? 1 : high / (1 + high)]];
  });
  return Object.fromEntries(intervals) as { readonly [Name in keyof PredictionFigures]: Interval };
}

/** Covariance of logarithms: each row and column over its parameter. */
function relative(
  covariance: readonly (readonly number[])[],
  parameters: readonly number[],
): number[][] {
  return covariance.map((row, i) =>
    row.map((value, j) => value / ((parameters[i] ?? 1) * (parameters[j] ?? 1))),
  );
}

function quadratic(matrix: readonly (readonly number[])[], vector: readonly number[]): number {
  return matrix.reduce(
    (sum, row, i) =>
      sum + vector[i]! * row.reduce((inner, value, j) => inner + value * vector[j]!, 0),
    0,
  );
}

function readByName(parameters: object, name: string): number {
  return (parameters as Readonly<Record<string, number>>)[name] ?? NaN;
}
