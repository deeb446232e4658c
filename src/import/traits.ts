import type { CustomerTraits } from "../events";
import { showValue } from "../kernel";
import type { Collector } from "./import-result";
import type { RecordReader } from "./record-reader";

/** Puts a name together. */
export function fullName(
  given: string | undefined,
  family: string | undefined,
): string | undefined {
  const name = [given, family]
    .filter((part) => part !== undefined)
    .join(" ")
    .trim();
  return name === "" ? undefined : name;
}

/** Whether anything was learned. */
export function hasTraits(traits: CustomerTraits): boolean {
  return Object.keys(traits).length > 0;
}

/** Reads a birthday; of an instant only the day. What is none is left out with a note. */
export function birthdayOf(
  read: RecordReader,
  name: string,
  collector: Collector,
): string | undefined {
  const day = read.text(name)?.slice(0, "YYYY-MM-DD".length);
  if (day === undefined) return undefined;
  // A day that there is not, such as 31 February, becomes another one or none.
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/u.test(day) && new Date(day).getUTCDate() === Number(day.slice(-2));
  if (isDay) return day;
  return leaveOut(read, name, collector, "a day such as 1990-04-21");
}

/** Reads a language; `id_ID` counts as `id-ID`. What is none is left out with a note. */
export function languageOf(
  read: RecordReader,
  name: string,
  collector: Collector,
): string | undefined {
  const tag = read.text(name)?.replaceAll("_", "-");
  if (tag === undefined || /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/u.test(tag)) return tag;
  return leaveOut(read, name, collector, "a language tag such as id");
}

/** Reads a time zone by its shape. What is none is left out with a note. */
export function timeZoneOf(
  read: RecordReader,
  name: string,
  collector: Collector,
): string | undefined {
  const zone = read.text(name);
  if (zone === undefined || /^[A-Za-z][\w+-]*(\/[A-Za-z][\w+-]*)*$/u.test(zone)) return zone;
  return leaveOut(read, name, collector, "an IANA name such as Asia/Jakarta");
}

function leaveOut(
  read: RecordReader,
  name: string,
  collector: Collector,
  expected: string,
): undefined {
  const value = showValue(read.raw(name));
  collector.note([...read.path, name], `is ${value} and was left out; expected ${expected}`);
  return undefined;
}
