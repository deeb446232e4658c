/** How a window of the past compares with what the table of the whole year says of its customers. */
export interface TimedWindow {
  /** Day after which it begins. */
  readonly origin: number;
  /** Logarithm of what came over what the table says. */
  readonly effect: number;
}

/**
 * From which windows the next one is foretold: none; the last one, which has the market of today; the one of a year ago,
 * which has the season; or the last one and what changed between the same two a year ago.
 */
export type TimeEffectKind = "none" | "last" | "year" | "both";

/** What is special about the time that begins. */
export interface TimeEffect {
  /** Where it comes from. */
  readonly kind: TimeEffectKind;
  /** Its logarithm. */
  readonly value: number;
}

const KINDS: readonly TimeEffectKind[] = ["none", "last", "year", "both"];
const YEAR = 365;
/** Windows of a grid of 30 days count as that day's if they are no further away. */
const NEAR = 16;
/** What was is foretold to last so far. */
const LASTS = 0.8;
/** So many windows speak for "none" before any is looked at. */
const DOUBT = 3;
/** A kind must miss less than this part of what is missed without any. */
const CLEARLY = 0.95;
/** What a window differs by for no reason, squared. */
const NOISE = 1e-4;

/**
 * Foretells the effect of the time that begins after a day, by the kind that would have done best in the past: each kind is
 * tried on every window of the past with what was known before it.
 *
 * @param windows - those of one length
 * @param day - the day after which the time begins
 * @param length - its days
 * @param step - days between the origins of windows
 */
export function foretellEffect(
  windows: readonly TimedWindow[],
  day: number,
  length: number,
  step: number,
): TimeEffect {
  const now = candidates(windows, day, length);
  let best: TimeEffect = { kind: "none", value: 0 };
  let least = CLEARLY;
  for (const kind of KINDS) {
    const value = now[kind];
    if (value === undefined || kind === "none") continue;
    let missed = 0;
    let without = 0;
    let tried = 0;
    for (const { origin, effect } of windows) {
      const then = candidates(windows, origin, length)[kind];
      if (then === undefined) continue;
      missed += (effect - then) ** 2;
      without += effect ** 2;
      tried++;
    }
    const ratio = (missed + NOISE * tried) / (without + NOISE * tried);
    // Windows that overlap are less than so many trials.
    const weight = tried / Math.max(1, length / step);
    const score = tried === 0 ? 1 : (ratio * weight + DOUBT) / (weight + DOUBT);
    if (score < least) [best, least] = [{ kind, value }, score];
  }
  return best;
}

/** Gives the effect of the window that began nearest to a day. */
export function effectNear(windows: readonly TimedWindow[], day: number): number | undefined {
  let nearest: TimedWindow | undefined;
  for (const window of windows) {
    const away = Math.abs(window.origin - day);
    if (away < Math.min(NEAR, nearest === undefined ? NEAR : Math.abs(nearest.origin - day))) {
      nearest = window;
    }
  }
  return nearest?.effect;
}

function candidates(
  windows: readonly TimedWindow[],
  day: number,
  length: number,
): Readonly<Record<TimeEffectKind, number | undefined>> {
  const known = windows.filter(({ origin }) => origin + length <= day);
  const last = effectNear(known, day - length);
  const year = effectNear(known, day - YEAR);
  const before = effectNear(known, day - YEAR - length);
  const lasting = (value: number | undefined): number | undefined =>
    value === undefined ? undefined : LASTS * value;
  return {
    none: 0,
    last: lasting(last),
    year: lasting(year),
    both:
      last === undefined || year === undefined || before === undefined
        ? undefined
        : lasting(last + year - before),
  };
}
