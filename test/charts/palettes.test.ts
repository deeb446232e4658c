import { describe, expect, it } from "vitest";
import { CHART_PALETTES, CHART_THEMES } from "setia/charts";
import { INK_STEPS } from "../../src/charts/figures/palettes";

type Rgb = readonly [number, number, number];
type Matrix = readonly [Rgb, Rgb, Rgb];

/** Colour blindness in full, over linear RGB (Machado, Oliveira and Fernandes 2009). */
const SIGHTS: Record<string, Matrix> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
  "no colour": [
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
  ],
};

function linear(hex: string): Rgb {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return [r, g, b];
}

const dot = (a: Rgb, b: Rgb): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const luminance = (rgb: Rgb): number => dot([0.2126, 0.7152, 0.0722], rgb);

function seen(hex: string, [r, g, b]: Matrix): Rgb {
  const rgb = linear(hex);
  const clip = (value: number): number => Math.min(1, Math.max(0, value));
  return [clip(dot(r, rgb)), clip(dot(g, rgb)), clip(dot(b, rgb))];
}

/** CIE 1976 L*a*b*, white D65. */
function lab(rgb: Rgb): Rgb {
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f(dot([0.4124, 0.3576, 0.1805], rgb) / 0.9505);
  const y = f(dot([0.2126, 0.7152, 0.0722], rgb));
  const z = f(dot([0.0193, 0.1192, 0.9505], rgb) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(one: Rgb, other: Rgb): number {
  const [a, b] = [lab(one), lab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** As WCAG 2 has it. */
function contrast(one: string, other: string): number {
  const [a, b] = [luminance(linear(one)), luminance(linear(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

describe.each(CHART_THEMES)("the %s palette", (theme) => {
  const { paper, ink, muted, grid, empty, good, bad, neutral, ramp } = CHART_PALETTES[theme];

  it("has no colour twice", () => {
    const all = [paper, ink, muted, grid, empty, good, bad, neutral, ...ramp];
    expect(new Set(all).size).toBe(all.length);
  });

  it("has letters that can be read on everything", () => {
    for (const behind of [paper, empty]) expect(contrast(ink, behind)).toBeGreaterThan(7);
    for (const behind of [paper, empty]) expect(contrast(muted, behind)).toBeGreaterThan(4.5);
    expect(contrast(paper, good)).toBeGreaterThan(4.5);
    ramp.forEach((colour, step) => {
      expect(contrast(step < INK_STEPS ? ink : paper, colour), colour).toBeGreaterThan(4.5);
    });
  });

  it("has marks that stand out from the background", () => {
    for (const mark of [good, bad, neutral]) expect(contrast(mark, paper)).toBeGreaterThan(3);
  });

  it.each(Object.entries(SIGHTS))("keeps its ramp in order under %s", (_, sight) => {
    const lights = ramp.map((colour) => lab(seen(colour, sight))[0]);
    const steps = lights.slice(1).map((light, at) => light - (lights[at] ?? 0));
    const sign = theme === "light" ? -1 : 1;
    for (const step of steps) expect(step * sign).toBeGreaterThan(4);
  });

  it.each(Object.entries(SIGHTS).filter(([name]) => name !== "no colour"))(
    "keeps good, bad and neither apart under %s",
    (_, sight) => {
      const [g, b, n] = [good, bad, neutral].map((colour) => seen(colour, sight)) as [
        Rgb,
        Rgb,
        Rgb,
      ];
      expect(distance(g, b)).toBeGreaterThan(40);
      expect(distance(g, n)).toBeGreaterThan(15);
      expect(distance(b, n)).toBeGreaterThan(15);
    },
  );
});

it("looks at colours in earnest: red and green are taken for one another", () => {
  const [red, green] = ["#c0504d", "#7f7f2f"] as const;
  const apart = (name: string): number => {
    const sight = SIGHTS[name] ?? SIGHTS["full"];
    return sight === undefined ? NaN : distance(seen(red, sight), seen(green, sight));
  };
  expect(apart("full")).toBeGreaterThan(40);
  expect(apart("deuteranopia")).toBeLessThan(40);
  expect(contrast("#ffffff", "#000000")).toBeCloseTo(21, 6);
});
