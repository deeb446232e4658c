/** Names the places of the sorted base that {@link quantileCuts} asks for. */
export function quantilePlaces(size: number, parts: number): number[] {
  const places: number[] = [];
  for (let k = 1; k < parts; k++) {
    const position = (size - 1) * k;
    places.push(Math.floor(position / parts), Math.ceil(position / parts));
  }
  return places;
}

/**
 * Cuts whole figures into parts of equal size by type-7 quantiles (Hyndman and Fan 1996, the default of R
 * and NumPy): position `(n − 1)·k/parts`, split into whole part and remainder in integers, so that a cut
 * between two equal figures is exactly that figure, and a whole figure compares with each cut as with the exact
 * fraction, however large it is.
 */
export function quantileCuts(at: (place: number) => number, size: number, parts: number): number[] {
  const cuts: number[] = [];
  for (let k = 1; k < parts; k++) {
    const position = (size - 1) * k;
    const low = at(Math.floor(position / parts));
    const high = at(Math.ceil(position / parts));
    cuts.push(between(low, high, position % parts, parts));
  }
  return cuts;
}

/** `low + (high − low) · rest / parts`, whose whole part is exact. */
function between(low: number, high: number, rest: number, parts: number): number {
  const wholes = Math.floor((high - low) / parts);
  const left = (high - low - wholes * parts) * rest;
  const whole = low + wholes * rest + Math.floor(left / parts);
  const cut = whole + (left % parts) / parts;
  // Close to 2^53 there are no fractions left: then it must not reach the next whole figure.
  return cut < whole + 1 ? cut : whole;
}

/** Names the places of the sorted base that {@link percentileCuts} asks for. */
export function percentilePlaces(size: number): number[] {
  return Array.from({ length: 99 }, (_, index) => Math.ceil(((index + 1) * size) / 100) - 1);
}

/** Finds the figures that must be exceeded to have at least 1, 2, … 99 percent of the base below. */
export function percentileCuts(at: (place: number) => number, size: number): number[] {
  return percentilePlaces(size).map(at);
}

/** Counts the cuts below a value; a value on a cut belongs to the part below it. */
export function cutsBelow(cuts: readonly number[], value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
