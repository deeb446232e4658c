import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandsOf } from "../../src/charts/figures/bands";
import { fitLabel } from "../../src/charts/layout/fit-label";
import { layOutFlows, type Flow } from "../../src/charts/layout/flow-layout";
import { monthTicks } from "../../src/charts/figures/month-label";
import { layOutNetwork } from "../../src/charts/layout/network-layout";
import { CHART_PALETTES } from "../../src/charts/figures/palettes";
import { squarify } from "../../src/charts/layout/squarify";
import { axisOf, roundTicks } from "../../src/charts/figures/ticks";
import { textWidth, wrapText } from "../../src/charts/layout/wrap-text";

const palette = CHART_PALETTES.light;

describe("squarify", () => {
  const sizes = fc
    .array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 30 })
    .map((list) => list.sort((a, b) => b - a));

  it("gives each its share of the area, and no two the same place", () => {
    fc.assert(
      fc.property(sizes, fc.double({ min: 0.2, max: 5, noNaN: true }), (given, ratio) => {
        const tiles = squarify(given, ratio);
        const total = given.reduce((sum, size) => sum + size, 0);
        tiles.forEach(({ x, x2, y, y2 }, at) => {
          expect((x2 - x) * (y2 - y)).toBeCloseTo((given[at] ?? 0) / total, 9);
          for (const end of [x, x2, y, y2]) {
            expect(end).toBeGreaterThan(-1e-9);
            expect(end).toBeLessThan(1 + 1e-9);
          }
          for (const other of tiles.slice(at + 1)) {
            const across = Math.min(x2, other.x2) - Math.max(x, other.x);
            const up = Math.min(y2, other.y2) - Math.max(y, other.y);
            expect(Math.min(across, up)).toBeLessThan(1e-9);
          }
        });
      }),
    );
  });

  it("makes four equal ones a square each, and nothing of nothing", () => {
    expect(squarify([1, 1, 1, 1], 1).map(({ x, x2, y, y2 }) => [x2 - x, y2 - y])).toEqual(
      Array(4).fill([0.5, 0.5]),
    );
    expect(squarify([], 1)).toEqual([]);
  });
});

describe("layOutFlows", () => {
  const names = fc.constantFrom("a", "b", "c", "d", null);
  const flows = fc.array(
    fc.record<Flow>({ from: names, to: names, customers: fc.integer({ min: 0, max: 1000 }) }),
    { maxLength: 25 },
  );

  it("fills every bar with its flows, inside the picture, without overlap", () => {
    fc.assert(
      fc.property(flows, (given) => {
        const { nodes, links } = layOutFlows(given, ["c", "a", "b"], 0.05);
        expect(links.reduce((sum, { customers }) => sum + customers, 0)).toBe(
          given.reduce((sum, { customers }) => sum + customers, 0),
        );
        for (const { name, side, customers, y, y2 } of nodes) {
          expect(y).toBeGreaterThan(-1e-9);
          expect(y2).toBeLessThan(1 + 1e-9);
          const own = links
            .filter((link) => (side === "before" ? link.from : link.to) === name)
            .map((link) => [side === "before" ? link.y : link.y2, link.thickness] as const)
            .sort(([one], [other]) => one - other);
          expect(own.reduce((sum, [, thickness]) => sum + thickness, 0)).toBeCloseTo(y2 - y, 9);
          own.reduce((end, [begin, thickness]) => {
            expect(begin).toBeCloseTo(end, 9);
            return begin + thickness;
          }, y);
          expect(customers).toBeGreaterThan(0);
        }
        for (const side of ["before", "after"]) {
          const column = nodes.filter((node) => node.side === side);
          column.slice(1).forEach((node, at) => {
            expect(node.y).toBeGreaterThan(column[at]?.y2 ?? 1);
          });
        }
      }),
    );
  });

  it("keeps the order, others by name, outsiders last", () => {
    const given = ["a", "b", null, "z", "y"].map((from) => ({ from, to: "b", customers: 1 }));
    const { nodes } = layOutFlows(given, ["b", "a"], 0.05);
    expect(nodes.map(({ name }) => name)).toEqual(["b", "a", "y", "z", null, "b"]);
  });
});

describe("layOutNetwork", () => {
  const size = fc.record({
    halfWidth: fc.integer({ min: 5, max: 80 }),
    halfHeight: fc.integer({ min: 5, max: 30 }),
  });
  const network = fc.array(size, { minLength: 1, maxLength: 14 }).chain((nodes) => {
    const node = fc.nat(nodes.length - 1);
    return fc.tuple(fc.constant(nodes), fc.array(fc.tuple(node, node), { maxLength: 20 }));
  });

  it("lays nothing on top of anything else, inside the picture", () => {
    fc.assert(
      fc.property(network, fc.integer({ min: 240, max: 900 }), ([nodes, links], width) => {
        const own = links.filter(([from, to]) => from !== to);
        const { places, height } = layOutNetwork(nodes, own, width);
        expect(places).toHaveLength(nodes.length);
        places.forEach(({ x, y }, at) => {
          const { halfWidth = 0, halfHeight = 0 } = nodes[at] ?? {};
          expect(x - halfWidth).toBeGreaterThan(-1);
          expect(x + halfWidth).toBeLessThan(width + 1);
          expect(y - halfHeight).toBeGreaterThan(-1);
          expect(y + halfHeight).toBeLessThan(height + 1);
          for (let next = at + 1; next < places.length; next++) {
            const other = places[next] ?? { x: 0, y: 0 };
            const room = nodes[next] ?? { halfWidth: 0, halfHeight: 0 };
            const overX = halfWidth + room.halfWidth - Math.abs(x - other.x);
            const overY = halfHeight + room.halfHeight - Math.abs(y - other.y);
            expect(Math.min(overX, overY)).toBeLessThan(1);
          }
        });
      }),
    );
  });

  it("lays two side by side, and is empty without a node", () => {
    const node = { halfWidth: 10, halfHeight: 10 };
    const [one, other] = layOutNetwork([node, node], [[0, 1]], 300).places;
    expect(one?.y).toBeCloseTo(other?.y ?? NaN, 6);
    expect(layOutNetwork([], [], 300)).toEqual({ places: [], height: 0 });
  });
});

describe("ticks", () => {
  it("stand at round places around everything", () => {
    const ends = fc.tuple(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
    );
    fc.assert(
      fc.property(ends, fc.integer({ min: 1, max: 20 }), fc.boolean(), ([a, b], most, whole) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const ticks = roundTicks(low, high, most, whole);
        const near = 1e-6 * Math.max(1, Math.abs(low), Math.abs(high));
        expect(ticks[0]).toBeLessThanOrEqual(low + near);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(high - near);
        expect(ticks.length).toBeLessThanOrEqual(most + 3);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(new Set(ticks).size).toBe(ticks.length);
        if (whole) expect(ticks.every(Number.isInteger)).toBe(true);
      }),
    );
  });

  it.each([
    [0, 97, 5, [0, 20, 40, 60, 80, 100]],
    [0, 0.3, 3, [0, 0.1, 0.2, 0.3]],
    [-0.07, 0.081, 6, [-0.1, -0.05, 0, 0.05, 0.1]],
    [0, 0, 5, [0, 1]],
    [0, 3, 10, [0, 0.5, 1, 1.5, 2, 2.5, 3]],
  ])("from %d to %d in %d steps are %j", (low, high, most, expected) => {
    expect(roundTicks(low, high, most)).toEqual(expected);
  });

  it("are never between whole numbers where nothing is", () => {
    expect(roundTicks(0, 3, 10, true)).toEqual([0, 1, 2, 3]);
  });

  it("carry labels that Vega looks up", () => {
    const { labelExpr } = axisOf([0, 5], (value) => `"${String(value)}"`, null);
    expect(labelExpr).toBe('["\\"0\\"","\\"5\\""][indexof([0,5], datum.value)]');
  });

  it("of months begin with months, as many as there is room for", () => {
    const day = (text: string): number => Date.parse(text) / 86_400_000;
    const ticks = monthTicks(day("2025-12-15"), day("2026-06-10"), 6);
    expect(ticks.map((tick) => new Date(tick * 86_400_000).toISOString().slice(0, 10))).toEqual([
      "2026-01-01",
      "2026-02-01",
      "2026-03-01",
      "2026-04-01",
      "2026-05-01",
      "2026-06-01",
    ]);
    expect(monthTicks(day("2020-01-01"), day("2026-06-10"), 6).length).toBeLessThanOrEqual(7);
    expect(monthTicks(day("2026-01-05"), day("2026-01-20"), 6)).toEqual([day("2026-01-05")]);
  });
});

describe("bands", () => {
  const write = (value: number): string => value.toFixed(0);
  const place = { title: "Money", top: 0, width: 300 };

  it("give a larger figure a stronger colour, and every figure one of the ramp", () => {
    const values = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 40 });
    fc.assert(
      fc.property(values, fc.constantFrom("even" as const, "ranked" as const), (given, kind) => {
        const bands = bandsOf(given, { kind, write, palette });
        const ramp: readonly string[] = palette.ramp;
        const steps = [...given]
          .sort((a, b) => a - b)
          .map((value) => ramp.indexOf(bands.colourOf(value)));
        expect(steps.every((step) => step >= 0)).toBe(true);
        expect(steps).toEqual([...steps].sort((a, b) => a - b));
        expect(bands.legend(place)).toHaveLength(3);
      }),
    );
  });

  it("hold about as many figures each where they lie far apart", () => {
    const values = Array.from({ length: 50 }, (_, at) => 2 ** at);
    const { colourOf } = bandsOf(values, { kind: "ranked", write, palette });
    const counts = new Map<string, number>();
    for (const value of values) {
      counts.set(colourOf(value), (counts.get(colourOf(value)) ?? 0) + 1);
    }
    expect(counts.size).toBe(5);
    for (const count of counts.values()) expect(Math.abs(count - 10)).toBeLessThan(3);
  });
});

describe("labels", () => {
  it("are broken, made smaller, turned, and left out at last", () => {
    const fit = (width: number, height: number) =>
      fitLabel("Perlu perhatian", ["10 · 4%", "10"], { width, height });
    expect(fit(200, 100)).toMatchObject({ line1: "", line2: "Perlu perhatian", angle: 0 });
    expect(fit(90, 100)).toMatchObject({ line1: "Perlu", line2: "perhatian", line3: "10 · 4%" });
    expect(fit(60, 100)).toMatchObject({ line1: "Perlu", fontSize: 9, angle: 0 });
    expect(fit(44, 110)).toMatchObject({ line2: "Perlu perhatian", fontSize: 11, angle: 270 });
    expect(fit(52, 80)).toMatchObject({ line1: "Perlu", line2: "perhatian", angle: 270 });
    expect(fit(30, 30)).toMatchObject({ line1: "", line2: "", line3: "10" });
    expect(fit(8, 8)).toMatchObject({ line1: "", line2: "", line3: "" });
  });

  it("lose no word when they are wrapped", () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,12}$/u), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 20, max: 400 }),
        (words, width) => {
          const lines = wrapText(words.join(" "), width, 12);
          expect(lines.join(" ")).toBe(words.join(" "));
          for (const line of lines) {
            if (line.includes(" ")) expect(textWidth(line, 12)).toBeLessThanOrEqual(width);
          }
        },
      ),
    );
  });
});
