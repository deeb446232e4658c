/** How two birthdays are alike; `close` if one slip could make one the other. */
export type BirthdayLikeness = "same" | "close" | "conflict" | "unknown";

/** Years apart from which on two are no slip, but parent and child. */
const GENERATION = 15;

/** Days that forms and registries fill in where nothing is known, or the year alone. */
const FILLED_IN = /^(1900|0001)-|-01-01$/u;
const NO_YEAR = /^(1900|0001|1970)-/u;

/** Compares two birthdays. */
export function compareBirthdays(a: string | undefined, b: string | undefined): BirthdayLikeness {
  if (a === undefined || b === undefined) return "unknown";
  const [yearA, monthA, dayA] = parts(a);
  const [yearB, monthB, dayB] = parts(b);
  const years = yearA !== "" && yearB !== "";
  if (isFilledIn(a) || isFilledIn(b)) {
    // Who fills in 1 January knows the year.
    const known = years && !NO_YEAR.test(a) && !NO_YEAR.test(b);
    return known && Math.abs(Number(yearA) - Number(yearB)) >= GENERATION ? "conflict" : "unknown";
  }
  const differ = [years && yearA !== yearB, monthA !== monthB, dayA !== dayB].filter(
    Boolean,
  ).length;
  if (differ === 0) return "same";
  // Father and son may have one day of the year.
  if (years && Math.abs(Number(yearA) - Number(yearB)) >= GENERATION) return "conflict";
  // Month and day are written both ways round.
  const swapped = monthA === dayB && dayA === monthB && (!years || yearA === yearB);
  return differ === 1 || swapped ? "close" : "conflict";
}

/** Whether a birthday is one that forms fill in where nothing is known. */
export function isFilledIn(birthday: string): boolean {
  return FILLED_IN.test(birthday);
}

function parts(day: string): readonly [year: string, month: string, day: string] {
  return [day.startsWith("--") ? "" : day.slice(0, -6), day.slice(-5, -3), day.slice(-2)];
}
