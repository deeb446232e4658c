import { risingSums, type RisingSums, type Derivatives } from "../../statistics";
import type { GroupedBase } from "../fitting/grouped-base";

/**
 * Computes the log-likelihood of BG/NBD or MBG/NBD with its first and second derivatives. Repeats are whole,
 * so every ratio of gamma functions is a finite product over the histogram of repeats; each row has two
 * branches, "is there" L₁ and "left after the last purchase" L₂, and is their sum in logarithms.
 */
export function evaluateBeta(
  base: GroupedBase,
  parameters: readonly number[],
  modified: boolean,
): Derivatives {
  const [r = 0, alpha = 0, a = 0, b = 0] = parameters;
  const { times, repeats, last, observed, counts, customers: n } = base;
  const common = commonPart(base, r, a, b, modified);
  // Powers of (α + time)/α, not of both apart: of a customer just come nothing would be left of their difference.
  let value = common.value - base.totalRepeats * Math.log(alpha);
  let gr = common.r;
  let gAlpha = (n * r) / alpha;
  let ga = common.a;
  let gb = common.b;
  let rr = common.rr;
  let rAlpha = n / alpha;
  let alphaAlpha = (-n * r) / (alpha * alpha);
  let { aa, ab, bb } = common;
  let [ra, rb, alphaA, alphaB] = [0, 0, 0, 0];

  const logs = times.map((time) => Math.log1p(time / alpha));
  const inverses = times.map((time) => 1 / (alpha + time));
  const logA = Math.log(a);
  const shift = modified ? b : b - 1;
  for (let row = 0; row < counts.length; row++) {
    const x = repeats[row]!;
    const count = counts[row]!;
    const end = observed[row]!;
    const power = r + x;
    const logT = logs[end]!;
    const inverseT = inverses[end]!;
    if (x === 0 && !modified) {
      value -= count * power * logT;
      gr -= count * logT;
      gAlpha -= count * power * inverseT;
      rAlpha -= count * inverseT;
      alphaAlpha += count * power * inverseT * inverseT;
      continue;
    }
    const at = last[row]!;
    const inverse = inverses[at]!;
    // Ratios are taken where the logarithms are alike: (T − t)/(α + t) loses no digits.
    const fall = Math.log1p((times[end]! - times[at]!) * inverse);
    const logB = Math.log(shift + x);
    const against = logA - logB + power * fall;
    // Shares of the branches, and ln(e^L₁ + e^L₂) − L₁.
    const small = Math.exp(-Math.abs(against));
    const w = against > 0 ? 1 / (1 + small) : small / (1 + small);
    const alive = 1 - w;
    value +=
      count *
      (x === 0
        ? Math.log1p((b / (a + b)) * Math.expm1(-r * fall))
        : Math.max(0, against) + Math.log1p(small) + (modified ? logB : 0) - power * logT);
    const inverseB = 1 / (shift + x);
    gr -= count * (logT - w * fall);
    gAlpha -= count * power * (alive * inverseT + w * inverse);
    ga += (count * w) / a;
    gb += count * (modified ? alive * inverseB : -w * inverseB);
    // How the branches differ: g₂ − g₁.
    const dr = fall;
    const dAlpha = -power * (inverse - inverseT);
    const da = 1 / a;
    const db = -inverseB;
    const both = count * w * alive;
    rr += both * dr * dr;
    rAlpha += both * dr * dAlpha - count * (alive * inverseT + w * inverse);
    ra += both * dr * da;
    rb += both * dr * db;
    alphaAlpha +=
      both * dAlpha * dAlpha +
      count * power * (alive * inverseT * inverseT + w * inverse * inverse);
    alphaA += both * dAlpha * da;
    alphaB += both * dAlpha * db;
    aa += both * da * da - (count * w) / (a * a);
    ab += both * da * db;
    bb += both * db * db + count * (modified ? -alive : w) * inverseB * inverseB;
  }
  return {
    value,
    gradient: [gr, gAlpha, ga, gb],
    hessian: [
      [rr, rAlpha, ra, rb],
      [rAlpha, alphaAlpha, alphaA, alphaB],
      [ra, alphaA, aa, ab],
      [rb, alphaB, ab, bb],
    ],
  };
}

/** Σ_k N_k [ln(r+k) + ln(b+k) − ln(a+b+k)], N_k customers having more than k repeats, and its derivatives. */
function commonPart(
  { histogram, customers }: GroupedBase,
  r: number,
  a: number,
  b: number,
  modified: boolean,
): Record<"value" | "r" | "a" | "b" | "rr" | "aa" | "ab" | "bb", number> {
  const sum = { value: 0, r: 0, a: 0, b: 0, rr: 0, aa: 0, ab: 0, bb: 0 };
  const ofR: RisingSums = { logs: 0, inverses: 0, squares: 0 };
  const ofB: RisingSums = { logs: 0, inverses: 0, squares: 0 };
  const ofBoth: RisingSums = { logs: 0, inverses: 0, squares: 0 };
  let above = customers;
  let from = 0;
  for (const [x, count] of histogram) {
    risingSums(r, from, x, ofR);
    risingSums(b, from, x, ofB);
    risingSums(a + b, from, x, ofBoth);
    sum.value += above * (ofR.logs + ofB.logs - ofBoth.logs);
    sum.r += above * ofR.inverses;
    sum.rr -= above * ofR.squares;
    sum.a -= above * ofBoth.inverses;
    sum.b += above * (ofB.inverses - ofBoth.inverses);
    sum.aa += above * ofBoth.squares;
    sum.ab += above * ofBoth.squares;
    sum.bb += above * (ofBoth.squares - ofB.squares);
    if (modified) {
      const inverse = 1 / (a + b + x);
      // Of one-time buyers it is part of their row.
      if (x > 0) sum.value += count * Math.log(inverse);
      sum.a -= count * inverse;
      sum.b -= count * inverse;
      sum.aa += count * inverse * inverse;
      sum.ab += count * inverse * inverse;
      sum.bb += count * inverse * inverse;
    }
    above -= count;
    from = x;
  }
  return sum;
}
