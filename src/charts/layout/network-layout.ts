/** What stands in a network: a circle with its name below. */
export interface NetworkNode {
  /** Half the width of circle and name, in pixels. */
  readonly halfWidth: number;
  /** Half the height of circle and name, in pixels. */
  readonly halfHeight: number;
}

/** Two nodes that belong together, by their places in the list. */
export type NetworkLink = readonly [from: number, to: number];

/** A place in pixels. */
export interface Point {
  /** From the left. */
  x: number;
  /** From the top. */
  y: number;
}

/** Places for all nodes. */
export interface NetworkLayout {
  /** The middle of each node. */
  readonly places: readonly Readonly<Point>[];
  /** How high the picture is, in pixels. */
  readonly height: number;
}

/** Length of a link at rest, in pixels. */
const REST = 100;
const STEPS = 300;
const PUSHES = 300;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));
/** Room between parts of the network, in pixels. */
const GAP = 12;

/**
 * Finds places for the nodes of a network: those that belong together near one another, no two on top of each other, and
 * parts that have no link between them side by side (Fruchterman and Reingold 1991, from a spiral instead of chance).
 */
export function layOutNetwork(
  nodes: readonly NetworkNode[],
  links: readonly NetworkLink[],
  width: number,
): NetworkLayout {
  const parts = partsOf(nodes.length, links).map((members) => {
    const own = links.flatMap(([from, to]): NetworkLink[] =>
      members.includes(from) ? [[members.indexOf(from), members.indexOf(to)]] : [],
    );
    const sizes = members.flatMap((member) => nodes[member] ?? []);
    return { members, ...layOutPart(sizes, own, width) };
  });
  // Rows of parts, the highest first, each row in the middle.
  parts.sort((a, b) => b.height - a.height || a.members[0]! - b.members[0]!);
  const places = new Array<Point>(nodes.length);
  let top = 0;
  for (let begin = 0; begin < parts.length;) {
    let end = begin;
    let used = -GAP;
    for (; end < parts.length; end++) {
      const more = (parts[end]?.width ?? 0) + GAP;
      if (end > begin && used + more > width) break;
      used += more;
    }
    const row = parts.slice(begin, end);
    const high = Math.max(...row.map(({ height }) => height));
    // What is left of the row stands between its parts.
    const between = (width - used) / (row.length + 1);
    let left = between;
    for (const part of row) {
      part.members.forEach((member, at) => {
        const { x = 0, y = 0 } = part.places[at] ?? {};
        places[member] = { x: left + x, y: top + (high - part.height) / 2 + y };
      });
      left += part.width + GAP + between;
    }
    top += high + GAP;
    begin = end;
  }
  return { places, height: Math.max(0, top - GAP) };
}

/** The parts that have no link between them, each ascending. */
function partsOf(count: number, links: readonly NetworkLink[]): number[][] {
  const part = Array.from({ length: count }, (_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (part[root] !== root) root = part[root] ?? root;
    return root;
  };
  for (const [from, to] of links) {
    const [a, b] = [rootOf(from), rootOf(to)];
    part[Math.max(a, b)] = Math.min(a, b);
  }
  const parts = new Map<number, number[]>();
  for (let at = 0; at < count; at++) {
    const root = rootOf(at);
    parts.set(root, [...(parts.get(root) ?? []), at]);
  }
  return [...parts.values()];
}

function layOutPart(
  nodes: readonly NetworkNode[],
  links: readonly NetworkLink[],
  width: number,
): { readonly places: Point[]; readonly width: number; readonly height: number } {
  const places = nodes.map((_, at): Point => {
    const radius = REST * Math.sqrt(at);
    return { x: radius * Math.cos(at * GOLDEN), y: radius * 0.7 * Math.sin(at * GOLDEN) };
  });
  for (let step = 0; step < STEPS; step++) relax(places, links, 20 * (1 - step / STEPS));
  layDown(places);
  squeeze(places, nodes, width);
  for (let push = 0; push < PUSHES; push++) {
    // In the end upwards and downwards only, where there always is room.
    if (!pushApart(places, nodes, width, push > PUSHES / 2)) break;
  }
  const left = leastOf(places, nodes, "x", "halfWidth");
  const top = leastOf(places, nodes, "y", "halfHeight");
  for (const place of places) {
    place.x -= left;
    place.y -= top;
  }
  const most = (axis: "x" | "y", half: "halfWidth" | "halfHeight"): number =>
    Math.max(...places.map((place, at) => place[axis] + (nodes[at]?.[half] ?? 0)));
  return { places, width: most("x", "halfWidth"), height: most("y", "halfHeight") };
}

/** Moves all a little: links pull, everything else pushes. */
function relax(places: readonly Point[], links: readonly NetworkLink[], furthest: number): void {
  const forces = places.map((): Point => ({ x: 0, y: 0 }));
  const pull = (a: number, b: number, strength: (distance: number) => number): void => {
    const [from, to, one, other] = [places[a], places[b], forces[a], forces[b]];
    if (!from || !to || !one || !other) return;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const distance = Math.max(0.01, Math.hypot(dx, dy));
    const force = strength(distance) / distance;
    one.x += dx * force;
    one.y += dy * force;
    other.x -= dx * force;
    other.y -= dy * force;
  };
  for (let a = 0; a < places.length; a++) {
    for (let b = a + 1; b < places.length; b++) pull(a, b, (far) => -(REST * REST) / far);
  }
  for (const [a, b] of links) pull(a, b, (far) => (far * far) / REST);
  places.forEach((place, at) => {
    const { x = 0, y = 0 } = forces[at] ?? {};
    const share = Math.min(1, furthest / Math.max(1e-9, Math.hypot(x, y)));
    place.x += x * share;
    place.y += y * share;
  });
}

/** Turns a part so that it is wider than high: names have more room beside one another. */
function layDown(places: readonly Point[]): void {
  const meanOf = (axis: "x" | "y"): number =>
    places.reduce((sum, place) => sum + place[axis], 0) / places.length;
  const [middleX, middleY] = [meanOf("x"), meanOf("y")];
  let [xx, xy, yy] = [0, 0, 0];
  for (const { x, y } of places) {
    xx += (x - middleX) ** 2;
    xy += (x - middleX) * (y - middleY);
    yy += (y - middleY) ** 2;
  }
  // The direction in which they lie furthest apart.
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (const place of places) {
    const [dx, dy] = [place.x - middleX, place.y - middleY];
    place.x = dx * cos + dy * sin;
    place.y = dy * cos - dx * sin;
  }
}

/** Makes a part as narrow as the picture. */
function squeeze(places: readonly Point[], nodes: readonly NetworkNode[], width: number): void {
  const left = leastOf(places, nodes, "x", "halfWidth");
  const right = Math.max(...places.map((place, at) => place.x + (nodes[at]?.halfWidth ?? 0)));
  const share = Math.min(1, width / (right - left));
  places.forEach((place, at) => {
    place.x = (place.x - left) * share;
    keepInside(place, nodes[at], width);
  });
}

/** Moves overlapping nodes apart the shorter way. */
function pushApart(
  places: readonly Point[],
  nodes: readonly NetworkNode[],
  width: number,
  onlyUp: boolean,
): boolean {
  let isMoved = false;
  for (let a = 0; a < nodes.length; a++) {
    for (let b = a + 1; b < nodes.length; b++) {
      const [one, other, first, second] = [places[a], places[b], nodes[a], nodes[b]];
      if (!one || !other || !first || !second) continue;
      const overX = first.halfWidth + second.halfWidth - Math.abs(one.x - other.x);
      const overY = first.halfHeight + second.halfHeight - Math.abs(one.y - other.y);
      if (overX <= 0.01 || overY <= 0.01) continue;
      isMoved = true;
      const along = onlyUp || overY <= overX ? "y" : "x";
      const by =
        ((along === "y" ? overY : overX) / 2 + 0.1) * (one[along] <= other[along] ? 1 : -1);
      one[along] -= by;
      other[along] += by;
      keepInside(one, first, width);
      keepInside(other, second, width);
    }
  }
  return isMoved;
}

function keepInside(place: Point, node: NetworkNode | undefined, width: number): void {
  const half = node?.halfWidth ?? 0;
  place.x = Math.max(half, Math.min(width - half, place.x));
}

function leastOf(
  places: readonly Point[],
  nodes: readonly NetworkNode[],
  axis: "x" | "y",
  half: "halfWidth" | "halfHeight",
): number {
  return Math.min(...places.map((place, at) => place[axis] - (nodes[at]?.[half] ?? 0)));
}
