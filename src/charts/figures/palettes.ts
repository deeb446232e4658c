/** Light and dark backgrounds. */
export const CHART_THEMES = ["light", "dark"] as const;

/** One of {@link CHART_THEMES}. */
export type ChartTheme = (typeof CHART_THEMES)[number];

/** The colours of one theme, as hexadecimal RGB. Each stands for one thing, and no two are the same. */
export interface ChartPalette {
  /** Behind the picture, and letters on the strong half of the ramp. */
  readonly paper: string;
  /** Letters, also on the weak half of the ramp. */
  readonly ink: string;
  /** Letters that matter less. */
  readonly muted: string;
  /** Lines that help the eye. */
  readonly grid: string;
  /** Places that hold nothing. */
  readonly empty: string;
  /** What is good: more, better, works. */
  readonly good: string;
  /** What is bad: less, worse, harms. */
  readonly bad: string;
  /** What is neither. */
  readonly neutral: string;
  /** From little to much. The first four carry letters of `ink`, the others of `paper`. */
  readonly ramp: readonly string[];
}

/**
 * Colours made in OKLCH by lightness, so that they keep their order without hue; `good` and `bad` are a blue and an
 * orange, which nobody takes for one another. The tests look at them as people with each kind of colour blindness do.
 */
export const CHART_PALETTES = {
  light: {
    paper: "#ffffff",
    ink: "#16202b",
    muted: "#56616e",
    grid: "#e1e6eb",
    empty: "#f4f6f8",
    good: "#1f65aa",
    bad: "#b95000",
    neutral: "#878e96",
    ramp: ["#e0f4f9", "#aedfee", "#7bc5e3", "#53aad5", "#2b70b0", "#275d9b", "#1d3f75"],
  },
  dark: {
    paper: "#12181f",
    ink: "#e8edf2",
    muted: "#a3aeba",
    grid: "#2b343e",
    empty: "#1a222b",
    good: "#5faceb",
    bad: "#f0964b",
    neutral: "#646b73",
    ramp: ["#26354c", "#2a4666", "#2d587f", "#2c6a97", "#3f9cca", "#64bddd", "#9ddfef"],
  },
} as const satisfies Record<ChartTheme, ChartPalette>;

/** Steps of the ramp that carry letters of `ink`. */
export const INK_STEPS = 4;
