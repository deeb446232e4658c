/** ln(n!) less Stirling's formula, for n up to 15, from exact factorials (Loader 2000, table 1). */
const STIRLING_ERRORS = [
  0, 0.08106146679532726, 0.04134069595540929, 0.02767792568499834, 0.02079067210376509,
  0.01664469118982119, 0.01387612882307075, 0.01189670994589177, 0.01041126526197209,
  0.009255462182712733, 0.008330563433362871, 0.007573675487951841, 0.00694284010720953,
  0.006408994188004207, 0.005951370112758848, 0.005554733551962801,
];

/**
 * Gives the chance of at least so many baskets with both sides, if the sides had nothing to do with one
 * another: Fisher's exact test, one-sided (Fisher 1935), the upper tail of the hypergeometric distribution.
 * Each chance is the product of three binomial ones by saddle points (Loader 2000), so that nothing
 * overflows or cancels; the tail is summed from its large end.
 */
export function fisherUpperTail(
  count: number,
  antecedentCount: number,
  consequentCount: number,
  baskets: number,
): number {
  const most = Math.min(antecedentCount, consequentCount);
  const fewest = Math.max(0, antecedentCount + consequentCount - baskets);
  if (count <= fewest) return 1;
  const without = baskets - antecedentCount - consequentCount;
  const chanceOf = (k: number): number =>
    hypergeometric(k, antecedentCount, consequentCount, baskets);
  // From the mode outwards the terms only fall, so the sum may end where they no longer tell.
  const upper = count * baskets > antecedentCount * consequentCount;
  let term = 1;
  let sum = 1;
  if (upper) {
    for (let k = count; k < most; k++) {
      term *= ((antecedentCount - k) * (consequentCount - k)) / ((k + 1) * (without + k + 1));
      sum += term;
      if (term < sum * 1e-17) break;
    }
    return Math.min(1, chanceOf(count) * sum);
  }
  for (let k = count - 1; k > fewest; k--) {
    term *= (k * (without + k)) / ((antecedentCount - k + 1) * (consequentCount - k + 1));
    sum += term;
    if (term < sum * 1e-17) break;
  }
  return Math.max(0, 1 - chanceOf(count - 1) * sum);
}

function hypergeometric(k: number, drawn: number, marked: number, all: number): number {
  if (drawn === all) return k === marked ? 1 : 0;
  const share = drawn / all;
  return Math.exp(
    lnBinomial(k, marked, share) +
      lnBinomial(drawn - k, all - marked, share) -
      lnBinomial(drawn, all, share),
  );
}

/** ln of the chance of k of n at a share p strictly between 0 and 1. */
function lnBinomial(k: number, n: number, p: number): number {
  if (k === 0) return n * Math.log1p(-p);
  if (k === n) return n * Math.log(p);
  const errors = stirlingError(n) - stirlingError(k) - stirlingError(n - k);
  const deviance = devianceOf(k, n * p) + devianceOf(n - k, n * (1 - p));
  return errors - deviance + 0.5 * Math.log(n / (2 * Math.PI * k * (n - k)));
}

function stirlingError(n: number): number {
  if (n < STIRLING_ERRORS.length) return STIRLING_ERRORS[n]!;
  const square = n * n;
  return (
    (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) /
    n
  );
}

/** k ln(k/m) + m − k, by a series where k is near m and the terms would cancel. */
function devianceOf(k: number, m: number): number {
  if (Math.abs(k - m) >= 0.1 * (k + m)) return k * Math.log(k / m) + m - k;
  const ratio = (k - m) / (k + m);
  const square = ratio * ratio;
  let power = 2 * k * ratio;
  let sum = (k - m) * ratio;
  for (let odd = 3; odd < 1000; odd += 2) {
    power *= square;
    const next = sum + power / odd;
    if (next === sum) break;
    sum = next;
  }
  return sum;
}
