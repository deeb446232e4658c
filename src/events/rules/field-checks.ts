import { currencyExponent, isBlank, isSetiaError, showValue } from "../../kernel";
import { EVENT_LIMITS } from "./event-limits";

/** Says what is wrong with a value, or nothing; of one that is stored already, limits do not matter. */
export type Check = (value: unknown, stored?: boolean) => string | undefined;

/** First and last instant whose year has four digits, as ISO 8601 and databases write them. */
const FIRST_INSTANT = -62_135_596_800_000;
const LAST_INSTANT = 253_402_300_799_999;

/** NUL and half surrogate pairs: no database can keep them. */
const UNKEEPABLE = /\0|[\uD800-\uDFFF]/u;

/** A short text that every store can keep. */
export const text: Check = (value, stored) => keepable(value, EVENT_LIMITS.text, stored);

/** A text that tells something, and that every store can keep. */
export const longText: Check = (value, stored) => keepable(value, EVENT_LIMITS.longText, stored);

/** Checks that every store can keep a text. */
export function keepable(value: unknown, most: number, stored?: boolean): string | undefined {
  if (typeof value !== "string") return `is ${showValue(value)}; expected a text`;
  if (value.length > most && stored !== true) {
    return `has ${String(value.length)} characters; expected at most ${String(most)}`;
  }
  return UNKEEPABLE.test(value)
    ? `is ${showValue(value)}; expected a text without NUL and half surrogates`
    : undefined;
}

/** An id, or a name that things are found by. */
export const id: Check = (value) => {
  if (typeof value !== "string" || value === "" || value.length > EVENT_LIMITS.id) {
    return `is ${showValue(value)}; expected a text of 1 to ${String(EVENT_LIMITS.id)} characters`;
  }
  return name(value);
};

/** A short text that names something. */
export const name: Check = (value, stored) =>
  typeof value === "string" && isBlank(value)
    ? `is ${showValue(value)}; expected a text that is not blank`
    : text(value, stored);

/** A `Date` within the years 1 to 9999. */
export const instant: Check = (value) => {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) {
    return `is ${showValue(value)}; expected a valid Date`;
  }
  const time = value.getTime();
  return time >= FIRST_INSTANT && time <= LAST_INSTANT
    ? undefined
    : `is in the year ${String(value.getUTCFullYear())}; expected a Date of the years 1 to 9999`;
};

/** Whole minor units, 0 or more. */
export const amount: Check = (value, stored) =>
  Number.isSafeInteger(value) && (value as number) >= 0
    ? within(value as number, EVENT_LIMITS.amount, "minor units", stored)
    : `is ${showValue(value)}; expected whole minor units (12990 for 129.90), not negative`;

/** Whole minor units above 0. */
export const positiveAmount: Check = (value, stored) =>
  Number.isSafeInteger(value) && (value as number) > 0
    ? within(value as number, EVENT_LIMITS.amount, "minor units", stored)
    : `is ${showValue(value)}; expected whole minor units (12990 for 129.90), more than 0`;

/** How many; may be a fraction. */
export const quantity: Check = (value, stored) =>
  typeof value === "number" && Number.isFinite(value) && value >= 0
    ? within(value, EVENT_LIMITS.quantity, "pieces", stored)
    : `is ${showValue(value)}; expected a number, not negative`;

/** A finite number; what range it must be in depends on the kind of feedback. */
export const score: Check = (value) =>
  typeof value === "number" && Number.isFinite(value)
    ? undefined
    : `is ${showValue(value)}; expected a number`;

function within(
  value: number,
  most: number,
  unit: string,
  stored: boolean | undefined,
): string | undefined {
  return value > most && stored !== true
    ? `is ${showValue(value)}; expected at most ${String(most)} ${unit}`
    : undefined;
}

/** A figure of the scale that expectation and experience share. */
export const rating: Check = (value) =>
  typeof value === "number" && value >= 0 && value <= 10
    ? undefined
    : `is ${showValue(value)}; expected a number from 0 to 10`;

/** Yes or no. */
export const flag: Check = (value) =>
  typeof value === "boolean" ? undefined : `is ${showValue(value)}; expected true or false`;

/** An ISO 4217 code. */
export const currency: Check = (value) => {
  try {
    currencyExponent(value as string);
    return undefined;
  } catch (error) {
    if (!isSetiaError(error)) throw error;
    return `is ${showValue(value)}; expected an ISO 4217 code such as "IDR"`;
  }
};

/** A calendar day, with or without its year. */
export const birthday: Check = (value) => {
  const problem = `is ${showValue(value)}; expected a day as "1990-04-21", or "--04-21" if the year is not known`;
  const parts = typeof value === "string" ? /^(\d{4}|-)-(\d{2})-(\d{2})$/u.exec(value) : undefined;
  if (parts === undefined || parts === null) return problem;
  // 2000 is a leap year, so that 29 February is a birthday of an unknown year.
  const year = parts[1] === "-" ? "2000" : parts[1]!;
  const day = new Date(`${year}-${parts[2]!}-${parts[3]!}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.getUTCDate() === Number(parts[3])
    ? undefined
    : problem;
};

/** A language tag by its shape; which languages an app speaks is its own affair. */
export const language: Check = (value) =>
  isShort(value) && /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/u.test(value)
    ? undefined
    : `is ${showValue(value)}; expected a BCP 47 tag such as "id"`;

/** A zone by its shape: which ones a machine knows differs from machine to machine. */
export const timeZone: Check = (value) =>
  isShort(value) && /^[A-Za-z][\w+-]*(\/[A-Za-z][\w+-]*)*$/u.test(value)
    ? undefined
    : `is ${showValue(value)}; expected an IANA name such as "Asia/Jakarta"`;

function isShort(value: unknown): value is string {
  return typeof value === "string" && value.length <= EVENT_LIMITS.id;
}

/** A country. */
export const country: Check = (value) =>
  typeof value === "string" && /^[A-Z]{2}$/u.test(value)
    ? undefined
    : `is ${showValue(value)}; expected two capital letters of ISO 3166-1 such as "ID"`;

/** The figures of a reason. */
export const params: Check = (value, stored) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return `is ${showValue(value)}; expected an object`;
  }
  const members = Object.entries(value);
  if (members.length > EVENT_LIMITS.items && stored !== true) {
    return tooMany(members.length, "fields");
  }
  for (const [key, member] of members) {
    const wrong =
      text(key, stored) ?? (typeof member === "number" ? score(member) : text(member, stored));
    if (wrong !== undefined) return `has ${showValue(key)}, which ${wrong}`;
  }
  return undefined;
};

/** Says that a list is too long. */
export function tooMany(count: number, what = "items"): string {
  return `has ${String(count)} ${what}; expected at most ${String(EVENT_LIMITS.items)}`;
}

/** Checks a value against a list. */
export function oneOf(value: unknown, values: readonly string[]): string | undefined {
  return values.includes(value as string)
    ? undefined
    : `is ${showValue(value)}; expected one of ${values.join(", ")}`;
}
