/** How well numbers were foretold for many customers. */
export interface ForecastQuality {
  /** Sum of what was foretold. */
  readonly total: number;
  /** Foretold over actual, less 1: −0.1 is a tenth too few; 0 if nothing came and nothing was foretold. */
  readonly bias: number;
  /** Mean absolute error per customer. */
  readonly meanAbsoluteError: number;
  /** Root of the mean squared error per customer. */
  readonly rootMeanSquaredError: number;
  /** Pearson's correlation of foretold and actual; 0 if one of them does not vary. */
  readonly correlation: number;
  /**
   * How well the order of customers was foretold: Gini coefficient of the actual numbers in that order over that
   * in their own; 1 is perfect, 0 chance.
   */
  readonly gini: number;
  /** Share of the actual numbers that came from the tenth of customers foretold highest. */
  readonly topDecileShare: number;
}

/**
 * Compares a forecast with what came. Customers foretold alike stand alike in the ranking, so that no order of
 * rows matters.
 */
export function measureForecast(foretold: Float64Array, actual: Float64Array): ForecastQuality {
  const n = actual.length;
  const sum = (of: Float64Array): number => of.reduce((total, value) => total + value, 0);
  const [total, came] = [sum(foretold), sum(actual)];
  const [meanForetold, meanActual] = [total / n, came / n];
  let absolute = 0;
  let squared = 0;
  let together = 0;
  let ofForetold = 0;
  let ofActual = 0;
  for (let i = 0; i < n; i++) {
    const [f = 0, a = 0] = [foretold[i], actual[i]];
    absolute += Math.abs(f - a);
    squared += (f - a) ** 2;
    together += (f - meanForetold) * (a - meanActual);
    ofForetold += (f - meanForetold) ** 2;
    ofActual += (a - meanActual) ** 2;
  }
  const byForecast = ranking(foretold, actual, came);
  const perfect = ranking(actual, actual, came);
  return {
    total,
    bias: came === 0 ? total : total / came - 1,
    meanAbsoluteError: absolute / n,
    rootMeanSquaredError: Math.sqrt(squared / n),
    correlation: together === 0 ? 0 : together / Math.sqrt(ofForetold * ofActual),
    gini: perfect.gini === 0 ? 0 : byForecast.gini / perfect.gini,
    topDecileShare: byForecast.topDecileShare,
  };
}

function ranking(
  by: Float64Array,
  actual: Float64Array,
  came: number,
): { gini: number; topDecileShare: number } {
  const n = actual.length;
  if (came === 0) return { gini: 0, topDecileShare: 0 };
  const order = Array.from(by.keys()).sort((i, j) => by[j]! - by[i]!);
  let area = 0;
  let before = 0;
  let topDecileShare = 0;
  for (let at = 0; at < n;) {
    let end = at;
    let group = 0;
    while (end < n && by[order[end]!] === by[order[at]!]) group += actual[order[end++]!]!;
    area += ((end - at) / n) * ((before + group / 2) / came);
    const inTop = Math.min(1, Math.max(0, (n / 10 - at) / (end - at)));
    topDecileShare += (inTop * group) / came;
    before += group;
    at = end;
  }
  return { gini: 2 * area - 1, topDecileShare };
}
