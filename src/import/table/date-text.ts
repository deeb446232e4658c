import { readInstant } from "../../kernel";
import { plainDecimal } from "../amounts";
import { decimalOf, toUnits } from "./decimal";

/** How dates are written that do not say it themselves. */
export const DATE_FORMS = [
  "day_first",
  "month_first",
  "excel",
  "epoch_seconds",
  "epoch_milliseconds",
] as const;

/** One of {@link DATE_FORMS}. */
export type DateForm = (typeof DATE_FORMS)[number];

/** Which of day and month comes first in `05/01/2026`. */
export type DayOrder = Extract<DateForm, "day_first" | "month_first">;

/** What a date may mean. Most texts have one reading; `05/01/2026` has two. */
export interface DateReadings {
  /** The instant if the day comes first. */
  readonly day_first?: Date;
  /** The instant if the month comes first. */
  readonly month_first?: Date;
}

/** Why a cell is no date, for a message. */
export interface NoDate {
  /** What was expected. */
  readonly expected: string;
}

/** Longer texts are no dates; it also keeps what a stranger sends from taking long. */
const LONGEST = 64;

/** Months by the beginning of their names in English and Indonesian. */
const MONTHS: readonly (readonly string[])[] = [
  ["jan", "january", "januari"],
  ["feb", "february", "februari", "pebruari"],
  ["mar", "march", "maret"],
  ["apr", "april"],
  ["may", "mei"],
  ["jun", "june", "juni"],
  ["jul", "july", "juli"],
  ["aug", "august", "agu", "agt", "ags", "agust", "agustus"],
  ["sep", "sept", "september"],
  ["oct", "october", "okt", "oktober"],
  ["nov", "november", "nop", "nopember"],
  ["dec", "december", "des", "desember"],
];

const MONTH_OF: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, at) => names.map((name) => [name, at + 1] as const)),
);

const WEEKDAY =
  /^(?:(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:\.|[a-z]*day)?|sen|senin|sel|selasa|rab|rabu|kam|kamis|jum|jumat|jum'at|sab|sabtu|min|minggu|ahad),?\s+/iu;

const TIME = String.raw`(\d{1,2})(?:([:.])(\d{2})(?:\2(\d{2})(?:[.,](\d{1,9}))?)?)?(?:\s?([ap])\.?m\.?)?`;
const ZONE = String.raw`(?:\s?(Z|WIB|WITA|WIT|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|UTC|GMT))?`;
/** A time may follow a date, as may its zone. */
const TIME_ALONE = new RegExp(`^${TIME}${ZONE}$`, "iu");
const BETWEEN = /^(?:\s*T\s*|,?\s+(?:at\s+|pukul\s+|jam\s+)?|,)$/iu;

const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})/u;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?!\d)/u;
const NUMBERS = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/u;
const DAY_MONTH =
  /^(\d{1,2})(?:st|nd|rd|th)?([-/. ]?) ?(\p{L}{3,9})\.?,?[-/. ]? ?(\d{4}|\d{2})(?!\d)/iu;
const MONTH_DAY = /^(\p{L}{3,9})\.?[-. ] ?(\d{1,2})(?:st|nd|rd|th)?,?[- ] ?(\d{4})(?!\d)/iu;
const YEAR_MONTH = /^(\d{4})[- /](\p{L}{3,9})[- /](\d{1,2})(?!\d)/iu;

/** Indonesia's zones; other abbreviations mean different hours in different places. */
const OFFSETS: Readonly<Record<string, string>> = { WIB: "+07:00", WITA: "+08:00", WIT: "+09:00" };

const EXPECTED = 'expected a date such as "2026-01-05 10:00", 05/01/2026 or 5 Jan 2026';
const EXPECTED_NO_TIME =
  "has its time in it already; expected none in a column beside it (the role time: false)";
const EXPECTED_ZONE =
  "has no offset; expected an instant such as 2026-01-05T10:00:00+07:00, or the option timeZone";

/** What a date cell may be read with. */
export interface DateGrammar {
  /** IANA zone of times without an offset. */
  readonly timeZone?: string | undefined;
  /** The form that was given, if one was. */
  readonly dates?: DateForm | undefined;
}

/** Reads the cell of a date, with the time if it is in a column beside it. */
export function readDateCell(
  value: unknown,
  time: string,
  grammar: DateGrammar,
): DateReadings | NoDate {
  const { dates, timeZone } = grammar;
  if (value instanceof Date) {
    const at = readInstant(value);
    if (at === undefined) return { expected: EXPECTED };
    return time === "" ? both(at) : { expected: EXPECTED_NO_TIME };
  }
  if (dates === "excel") {
    const days = plainNumber(value);
    const clock = readDayPart(time);
    if (days !== undefined) return readSerial(Number(days), clock, timeZone);
    return typeof value === "string"
      ? readDateText(value, clock, timeZone)
      : { expected: EXPECTED };
  }
  if (dates === "epoch_seconds" || dates === "epoch_milliseconds") {
    const count = plainNumber(value);
    if (count !== undefined) {
      return time === "" ? readEpoch(count, dates) : { expected: EXPECTED_NO_TIME };
    }
  }
  if (typeof value === "number") {
    // A compact date that a spreadsheet took for a number.
    const isDay = Number.isInteger(value) && value >= 19000101 && value < 22000101;
    if (isDay) return readDateText(String(value), time, timeZone);
    const expected = 'expected the option dates: "excel", "epoch_seconds" or "epoch_milliseconds"';
    return { expected };
  }
  return typeof value === "string" ? readDateText(value, time, timeZone) : { expected: EXPECTED };
}

/** Whether a date needs to know what comes first. */
export function hasTwoDays({ day_first, month_first }: DateReadings): boolean {
  return (
    day_first !== undefined &&
    month_first !== undefined &&
    day_first.getTime() !== month_first.getTime()
  );
}

function both(at: Date): DateReadings {
  return { day_first: at, month_first: at };
}

function readDateText(text: string, time: string, timeZone?: string): DateReadings | NoDate {
  if (text.length + time.length > LONGEST) return { expected: EXPECTED };
  const plain = text
    .replace(/\p{Cf}/gu, "")
    .replace(/\s+/gu, " ")
    .trim()
    .replace(WEEKDAY, "");
  const date = readDay(plain);
  if (date === undefined) return { expected: expectedFor(plain) };
  const rest = plain.slice(date.length);
  const clock = readClock(rest, time.trim());
  if (clock === undefined) return { expected: EXPECTED };
  if (clock.offset === "" && timeZone === undefined) return { expected: EXPECTED_ZONE };
  const at = (day: string | undefined): Date | undefined =>
    day === undefined ? undefined : readInstant(`${day}T${clock.time}${clock.offset}`, timeZone);
  const day_first = at(date.day_first);
  const month_first = date.month_first === date.day_first ? day_first : at(date.month_first);
  if (day_first === undefined && month_first === undefined) return { expected: EXPECTED };
  return { ...(day_first && { day_first }), ...(month_first && { month_first }) };
}

interface Day {
  /** Characters of the text that it takes. */
  readonly length: number;
  readonly day_first?: string;
  readonly month_first?: string;
}

function readDay(text: string): Day | undefined {
  const plainly = (whole: string, year: string, month: string | number, day: string): Day => {
    const iso = isoDay(year, String(month), day);
    return { length: whole.length, day_first: iso, month_first: iso };
  };
  let match = YEAR_FIRST.exec(text) ?? undefined;
  if (match !== undefined) return plainly(match[0], match[1] ?? "", match[3] ?? "", match[4] ?? "");
  match = COMPACT.exec(text) ?? undefined;
  if (match !== undefined) return plainly(match[0], match[1] ?? "", match[2] ?? "", match[3] ?? "");
  match = NUMBERS.exec(text) ?? undefined;
  if (match !== undefined) {
    const [whole, first = "", , second = "", year = ""] = match;
    return {
      length: whole.length,
      day_first: isoDay(year, second, first),
      month_first: isoDay(year, first, second),
    };
  }
  for (const [shape, year, month, day] of [
    [DAY_MONTH, 4, 3, 1],
    [MONTH_DAY, 3, 1, 2],
    [YEAR_MONTH, 1, 2, 3],
  ] as const) {
    match = shape.exec(text) ?? undefined;
    const name = MONTH_OF.get((match?.[month] ?? "").toLowerCase());
    if (match !== undefined && name !== undefined) {
      return plainly(match[0], match[year] ?? "", name, match[day] ?? "");
    }
  }
  return undefined;
}

/** Two figures of a year are from 1969 to 2068, as POSIX reads them. */
function isoDay(year: string, month: string, day: string): string {
  const full = year.length === 2 ? `${Number(year) >= 69 ? "19" : "20"}${year}` : year;
  return `${full}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

interface Clock {
  readonly time: string;
  readonly offset: string;
}

const MIDNIGHT: Clock = { time: "00:00", offset: "" };

/** Reads what follows a date, and the cell of the time. */
function readClock(rest: string, cell: string): Clock | undefined {
  // A spreadsheet writes midnight behind a day that has its time in another column.
  const behind = cell !== "" && /^[ T]0?0:00(:00(\.0+)?)?$/u.test(rest) ? "" : rest;
  if (cell !== "") return behind === "" ? clockOf(cell) : undefined;
  if (behind === "") return MIDNIGHT;
  const zone = /^ ?(Z|UTC|GMT|WIB|WITA|WIT|[+-]\d{2}:?\d{2})$/iu.exec(behind)?.[1];
  if (zone !== undefined) return { time: "00:00", offset: offsetOf(zone) };
  const at = behind.search(/\d/u);
  return BETWEEN.test(behind.slice(0, Math.max(at, 0))) ? clockOf(behind.slice(at)) : undefined;
}

function clockOf(text: string): Clock | undefined {
  const match = TIME_ALONE.exec(text);
  if (match === null) return undefined;
  const [, hour = "", , minute, second = "00", fraction = "0", half, zone = ""] = match;
  if (minute === undefined && half === undefined) return undefined;
  let hours = Number(hour);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return undefined;
    hours = (hours % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  }
  const time = `${String(hours).padStart(2, "0")}:${minute ?? "00"}:${second}.${fraction}`;
  return { time, offset: offsetOf(zone) };
}

function offsetOf(zone: string): string {
  const name = zone.toUpperCase();
  const named = OFFSETS[name];
  if (named !== undefined) return named;
  if (name === "" || name === "Z") return name;
  const match = /^(?:UTC|GMT)?(?:([+-])(\d{1,2}):?(\d{2})?)?$/u.exec(name);
  const [, sign, hours = "", minutes = "00"] = match ?? [];
  return sign === undefined ? "Z" : `${sign}${hours.padStart(2, "0")}:${minutes}`;
}

const DAY = 86_400_000;
/** Day 0 of a spreadsheet's calendar, counted so that its 29 February 1900, which never was, does no harm from March on. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const FIRST_EXCEL_DAY = 61;
const LAST_EXCEL_DAY = 2_958_465;

/** Gives the digits of a number, or of the text of one. */
function plainNumber(value: unknown): string | undefined {
  const text = typeof value === "number" || typeof value === "bigint" ? String(value) : value;
  if (typeof text !== "string" || text.length > LONGEST) return undefined;
  return plainDecimal(text.trim().replace(/^(\d+),(\d+)$/u, "$1.$2"));
}

/** Writes a part of a day, such as 0.5, as a time: spreadsheets keep times so. Other texts stay as they are. */
function readDayPart(time: string): string {
  const part = Number(plainNumber(time));
  if (!/^0(?:[.,]\d+)?$/u.test(time) || Number.isNaN(part)) return time;
  // Seconds: a fraction of a day has no finer meaning in floating point.
  const seconds = Math.min(Math.round((part * DAY) / 1000), DAY / 1000 - 1);
  return new Date(seconds * 1000).toISOString().slice(11, 19);
}

/** Reads a number of days of a spreadsheet, with its time in it or in a cell beside it. */
function readSerial(
  days: number,
  time: string,
  timeZone: string | undefined,
): DateReadings | NoDate {
  if (!(days >= FIRST_EXCEL_DAY && days <= LAST_EXCEL_DAY)) {
    return { expected: "expected a spreadsheet's day from 61 (1 March 1900) to 2958465" };
  }
  const wall = new Date(EXCEL_EPOCH + Math.round((days * DAY) / 1000) * 1000).toISOString();
  return readDateText(wall.slice(0, 19).replace("T", " "), time, timeZone);
}

/**
 * Reads seconds or milliseconds since 1970. Each has its own number of digits from 1973 to 2286, so that neither is
 * taken for the other, nor a day such as 20260105 for one of them.
 */
function readEpoch(
  count: string,
  form: "epoch_seconds" | "epoch_milliseconds",
): DateReadings | NoDate {
  const isSeconds = form === "epoch_seconds";
  const whole = count.split(".")[0] ?? "";
  const units = toUnits(decimalOf(count), isSeconds ? 3 : 0)?.units;
  const at = units === undefined ? undefined : readInstant(new Date(units));
  if (at !== undefined && (isSeconds ? /^\d{9,10}$/u : /^\d{12,13}$/u).test(whole)) return both(at);
  const digits = isSeconds
    ? "seconds since 1970, of 9 or 10"
    : "milliseconds since 1970, of 12 or 13";
  return { expected: `expected ${digits} digits, as they are from 1973 to 2286` };
}

function expectedFor(text: string): string {
  return /^\d+([.,]\d+)?$/u.test(text)
    ? 'expected the option dates: "excel", "epoch_seconds" or "epoch_milliseconds"'
    : EXPECTED;
}
