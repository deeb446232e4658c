/** A stream of chance that is the same for the same seed, on every machine. */
export interface RandomStream {
  /** Evenly spread between 0 and 1, both exclusive. */
  uniform(): number;
  /** Waiting time at a rate of 1. */
  exponential(): number;
  /** Logarithm of a gamma variate of scale 1: for a small shape the variate itself may be no number above 0. */
  logGamma(shape: number): number;
  /** Beta variate. */
  beta(a: number, b: number): number;
}

/** Makes a stream: the generator sfc32 (Chris Doty-Humphrey), gamma variates by Marsaglia and Tsang 2000. */
export function randomStream(seed: number): RandomStream {
  let a = seed | 0;
  let b = Math.floor(seed / 2 ** 32) | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  // The first numbers still resemble the seed.
  for (let i = 0; i < 20; i++) next();

  const uniform = (): number => ((next() >>> 5) * 2 ** 26 + (next() >>> 6) + 0.5) / 2 ** 53;
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());

  const logGamma = (shape: number): number => {
    if (shape < 1) return logGamma(shape + 1) + Math.log(uniform()) / shape;
    const d = shape - 1 / 3;
    const scale = 1 / Math.sqrt(9 * d);
    for (;;) {
      const z = normal();
      const v = (1 + scale * z) ** 3;
      if (v > 0 && Math.log(uniform()) < (z * z) / 2 + d - d * v + d * Math.log(v)) {
        return Math.log(d * v);
      }
    }
  };
  return {
    uniform,
    exponential: () => -Math.log(uniform()),
    logGamma,
    beta(p, q) {
      return 1 / (1 + Math.exp(logGamma(q) - logGamma(p)));
    },
  };
}
