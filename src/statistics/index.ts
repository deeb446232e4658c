/**
 * Statistics and numerics: intervals, quantiles, special functions, maximization.
 * Enter by the name of the statistic; each file is one, with its source.
 * Knows the kernel only.
 */
export {
  type Interval,
  type ShareEstimate,
  type MeanEstimate,
  wilsonInterval,
  newcombeDifference,
  meanEstimate,
  ratioEstimate,
  type DurationEstimate,
  kaplanMeier,
} from "./intervals";
export { falling } from "./isotonic";
export { normalQuantile } from "./normal";
export { fisherUpperTail } from "./fisher-test";
export { logGamma, digamma, trigamma, type RisingSums, risingSums } from "./gamma-functions";
export { type QuadratureRule, gaussLegendre, integrate } from "./gauss-legendre";
export { solveSymmetric, invertSymmetric, congruent } from "./matrix";
export { type Derivatives, type MaximizeProblem, type Maximum, maximize } from "./maximize";
export { type RandomStream, randomStream } from "./random-stream";
export {
  quantilePlaces,
  quantileCuts,
  percentilePlaces,
  percentileCuts,
  cutsBelow,
} from "./quantiles";
export {
  type Figures,
  type Histogram,
  orderStatistics,
  histogramOf,
  countDistinct,
} from "./order-statistics";
