/** A decimal number without floating point: `digits` × 10^−`places`. */
export interface Decimal {
  /** Whether it is below 0. */
  readonly isNegative: boolean;
  /** Figures alone, at least one. */
  readonly digits: string;
  /** How many of the figures stand behind the decimal sign; below 0 for thousands and millions. */
  readonly places: number;
}

/** Takes plain digits apart. */
export function decimalOf(plain: string): Decimal {
  const [whole = "", fraction = ""] = plain.replace("-", "").split(".");
  return {
    isNegative: plain.startsWith("-"),
    digits: `${whole}${fraction}`,
    places: fraction.length,
  };
}

/** Whether two decimals are the same number, however many zeros they are written with. */
export function isSameDecimal(a: Decimal, b: Decimal): boolean {
  const places = Math.max(a.places, b.places);
  const [one, other] = [a, b].map(
    ({ digits, places: own }) => BigInt(digits) * 10n ** BigInt(places - own),
  );
  return one === other && (one === 0n || a.isNegative === b.isNegative);
}

/** Whole units, and whether something finer was rounded. */
export interface RoundedUnits {
  /** A safe integer. */
  readonly units: number;
  /** Whether the decimal was finer than the unit. */
  readonly isRounded: boolean;
}

/** As many figures as always fit a safe integer. */
const SAFE_DIGITS = 15;

/** Counts a decimal in units of 10^−`exponent`, half to even. */
export function toUnits(decimal: Decimal, exponent: number): RoundedUnits | undefined {
  const { isNegative, digits, places } = decimal;
  const shift = exponent - places;
  if (shift >= 0) {
    const size = digits.length + shift;
    const units = Number(digits) * 10 ** shift;
    const exact = size <= SAFE_DIGITS ? units : safeNumber(BigInt(digits) * 10n ** BigInt(shift));
    if (exact === undefined) return undefined;
    return { units: isNegative && exact !== 0 ? -exact : exact, isRounded: false };
  }
  const scale = 10n ** BigInt(-shift);
  const value = BigInt(digits);
  const rest = value % scale;
  const floor = value / scale;
  const isUp = rest * 2n > scale || (rest * 2n === scale && floor % 2n === 1n);
  const units = safeNumber(isUp ? floor + 1n : floor);
  if (units === undefined) return undefined;
  return { units: isNegative && units !== 0 ? -units : units, isRounded: rest !== 0n };
}

/** Multiplies two decimals. */
export function times(a: Decimal, b: Decimal): Decimal {
  return {
    isNegative: a.isNegative !== b.isNegative,
    digits: (BigInt(a.digits) * BigInt(b.digits)).toString(),
    places: a.places + b.places,
  };
}

/** Gives the nearest number. */
export function toNumber({ isNegative, digits, places }: Decimal): number {
  const size = Number(`${digits}e${String(-places)}`);
  return isNegative && size !== 0 ? -size : size;
}

/** One. */
export const ONE: Decimal = { isNegative: false, digits: "1", places: 0 };

function safeNumber(value: bigint): number | undefined {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : undefined;
}
