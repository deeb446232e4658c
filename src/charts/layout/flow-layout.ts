/** How many went from where to where; `null` for those who came or left. */
export interface Flow {
  /** Name before; `null` for those who were not there yet. */
  readonly from: string | null;
  /** Name after; `null` for those who are not there any more. */
  readonly to: string | null;
  /** How many. */
  readonly customers: number;
}

/** One side of a name: a bar. */
export interface FlowNode {
  /** The name; `null` for those outside. */
  readonly name: string | null;
  /** Before or after. */
  readonly side: "before" | "after";
  /** How many. */
  readonly customers: number;
  /** Upper end, 0–1 of the height. */
  readonly y: number;
  /** Lower end, 0–1 of the height. */
  readonly y2: number;
}

/** A flow with its places on both sides. */
export interface FlowLink extends Flow {
  /** Upper end before, 0–1 of the height. */
  readonly y: number;
  /** Upper end after. */
  readonly y2: number;
  /** How thick it is. */
  readonly thickness: number;
}

/**
 * Lays out flows between two columns of bars: bars in the order of the names, on each bar the flows in the order of
 * where they come from or go to, so that few cross.
 */
export function layOutFlows(
  flows: readonly Flow[],
  order: readonly string[],
  gap: number,
): { readonly nodes: FlowNode[]; readonly links: FlowLink[] } {
  const here = flows.filter(({ customers }) => customers > 0);
  const names = namesIn(here, order);
  const total = here.reduce((sum, { customers }) => sum + customers, 0);
  const amountOf = (side: "from" | "to", name: string | null): number =>
    here.reduce((sum, flow) => sum + (flow[side] === name ? flow.customers : 0), 0);
  const bars = (["from", "to"] as const).map((side) =>
    names
      .map((name) => ({ name, customers: amountOf(side, name) }))
      .filter(({ customers }) => customers > 0),
  );
  const most = Math.max(2, ...bars.map(({ length }) => length));
  const between = Math.min(gap, 0.4 / (most - 1));
  const scale = total === 0 ? 0 : (1 - between * (most - 1)) / total;
  const place = (name: string | null): number => names.indexOf(name);
  const nodes = bars.flatMap((column, at) => {
    let y = (1 - scale * total - between * (column.length - 1)) / 2;
    return column.map(({ name, customers }): FlowNode => {
      const begin = y;
      y += customers * scale + between;
      const side = at === 0 ? "before" : "after";
      return { name, side, customers, y: begin, y2: begin + customers * scale };
    });
  });
  const free = new Map(nodes.map((node) => [keyOf(node.side, node.name), node.y]));
  const take = (key: string, thickness: number): number => {
    const y = free.get(key) ?? 0;
    free.set(key, y + thickness);
    return y;
  };
  const byFrom = [...here].sort(
    (a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to),
  );
  const starts = new Map(
    byFrom.map((flow) => [flow, take(keyOf("before", flow.from), flow.customers * scale)]),
  );
  const byTo = [...here].sort((a, b) => place(a.to) - place(b.to) || place(a.from) - place(b.from));
  const links = byTo.map((flow): FlowLink => {
    const thickness = flow.customers * scale;
    const y2 = take(keyOf("after", flow.to), thickness);
    return { ...flow, y: starts.get(flow) ?? 0, y2, thickness };
  });
  return { nodes, links };
}

function keyOf(side: "before" | "after", name: string | null): string {
  return JSON.stringify([side, name]);
}

function namesIn(flows: readonly Flow[], order: readonly string[]): (string | null)[] {
  const found = new Set(flows.flatMap(({ from, to }) => [from, to]));
  const known = order.filter((name) => found.has(name));
  const others = [...found]
    .filter((name): name is string => name !== null && !order.includes(name))
    .sort((a, b) => (a < b ? -1 : 1));
  return [...known, ...others, ...(found.has(null) ? [null] : [])];
}
