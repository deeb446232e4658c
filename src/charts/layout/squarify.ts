/** A rectangle of the unit square. */
export interface Tile {
  /** Left side, 0–1. */
  readonly x: number;
  /** Right side, 0–1. */
  readonly x2: number;
  /** Lower side, 0–1. */
  readonly y: number;
  /** Upper side, 0–1. */
  readonly y2: number;
}

/**
 * Divides a picture into tiles whose areas are as given, each as near to a square as can be (Bruls, Huizing and
 * van Wijk 2000, squarified treemaps).
 */
export function squarify(sizes: readonly number[], ratio: number): Tile[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const tiles: Tile[] = [];
  // What is left: in units in which the picture is `ratio` wide and 1 high.
  let [left, top, width, height] = [0, 1, ratio, 1];
  let begin = 0;
  while (begin < sizes.length) {
    const side = Math.min(width, height);
    const areaOf = (at: number): number => (sizes[at]! / total) * ratio;
    let end = begin + 1;
    let sum = areaOf(begin);
    let worst = worstOf(sum, sum, sum, side);
    for (; end < sizes.length; end++) {
      const grown = sum + areaOf(end);
      const next = worstOf(areaOf(begin), areaOf(end), grown, side);
      if (next > worst) break;
      sum = grown;
      worst = next;
    }
    // One row along the shorter side.
    const thickness = sum / side;
    let along = 0;
    for (let at = begin; at < end; at++) {
      const length = areaOf(at) / thickness;
      const [x, y2, w, h] =
        width >= height
          ? [left, top - along, thickness, length]
          : [left + along, top, length, thickness];
      tiles.push({ x: x / ratio, x2: (x + w) / ratio, y: y2 - h, y2 });
      along += length;
    }
    if (width >= height) [left, width] = [left + thickness, width - thickness];
    else [top, height] = [top - thickness, height - thickness];
    begin = end;
  }
  return tiles;
}

/** The least square-like tile of a row: how many times longer than wide. */
function worstOf(largest: number, smallest: number, sum: number, side: number): number {
  const square = side * side;
  return Math.max((square * largest) / (sum * sum), (sum * sum) / (square * smallest));
}
