import {
  currencyExponent,
  formatPath,
  isSetiaError,
  readInstant,
  showValue,
  type Issue,
} from "../kernel";
import { readMoney } from "./amounts";
import type { Collector } from "./import-result";

type Path = readonly (string | number)[];

/**
 * Reads the fields of a record from elsewhere and remembers everything that is missing or wrong. What cannot be
 * read gives a stand-in, so that one look at {@link RecordReader.fails} at the end is enough. `null` and the
 * empty text count as missing.
 */
export class RecordReader {
  /** Where the record stands in what was given. */
  readonly path: Path;
  /** What is missing or wrong, in this record and in those inside it. */
  readonly issues: Issue[];
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #collector: Collector;

  /**
   * Begins to read.
   *
   * @param value - anything
   * @param path - where it stands
   * @param collector - told of roundings
   * @param issues - those of the record around it
   */
  constructor(value: unknown, path: Path, collector: Collector, issues: Issue[] = []) {
    this.path = path;
    this.issues = issues;
    this.#collector = collector;
    const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
    this.#fields = isRecord ? (value as Readonly<Record<string, unknown>>) : {};
    if (!isRecord) issues.push({ path, message: `is ${showValue(value)}; expected an object` });
  }

  /** Names the record among the skipped if anything is missing or wrong. */
  fails(): boolean {
    const [first] = this.issues;
    if (first === undefined) return false;
    const { path, message } = first;
    this.#collector.skip(this.path, "unreadable", `${formatPath(path)} ${message}`, this.issues);
    return true;
  }

  /** Says that something of the record was taken in otherwise than it was given. */
  note(message: string): void {
    this.#collector.note(this.path, message);
  }

  /** Tells whether a field is there. */
  has(name: string): boolean {
    return this.raw(name) !== undefined;
  }

  /** Gives a field as it is; `undefined` if it is missing, null or empty. */
  raw(name: string): unknown {
    // Object.prototype is no part of what was given.
    const value = Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined;
    return value === null || value === "" ? undefined : value;
  }

  /** Reads a text that may be missing; one that is no text is left out with a note. */
  text(name: string): string | undefined {
    const value = this.raw(name);
    if (value === undefined || typeof value === "string") return value;
    this.#collector.note(
      [...this.path, name],
      `is ${showValue(value)} and was left out; expected a text`,
    );
    return undefined;
  }

  /** Reads an id that may be missing: a text, or a whole number. */
  optionalId(name: string): string | undefined {
    return this.has(name) ? this.id(name) : undefined;
  }

  /** Reads an id: a text, or a whole number small enough to have kept all its digits. */
  id(...names: readonly string[]): string {
    const name = names.find((candidate) => this.has(candidate)) ?? names[0] ?? "";
    const value = this.raw(name);
    if (typeof value === "string") return value;
    if (Number.isSafeInteger(value)) return String(value);
    if (typeof value === "bigint") return value.toString();
    return this.#wrong(name, "expected an id: a text or a whole number", "");
  }

  /** Reads an instant; texts without an offset are of the zone, if one is given. */
  instant(name: string, timeZone?: string): Date {
    const read = readInstant(this.raw(name), timeZone);
    if (read !== undefined) return read;
    return this.#wrong(
      name,
      'expected an instant such as "2026-01-05T10:00:00+07:00"',
      new Date(0),
    );
  }

  /** Reads an instant that may be missing. */
  optionalInstant(name: string, timeZone?: string): Date | undefined {
    return this.has(name) ? this.instant(name, timeZone) : undefined;
  }

  /** Reads an instant given in whole seconds or microseconds since 1970. */
  epoch(name: string, unit: "seconds" | "microseconds"): Date {
    const value = this.raw(name);
    const text = typeof value === "number" || typeof value === "bigint" ? String(value) : value;
    if (typeof text === "string" && /^-?\d{1,17}$/u.test(text)) {
      const instant = new Date(
        unit === "seconds" ? Number(text) * 1000 : Math.floor(Number(text) / 1000),
      );
      if (!Number.isNaN(instant.getTime())) return instant;
    }
    return this.#wrong(name, `expected whole ${unit} since 1970`, new Date(0));
  }

  /** Reads an ISO 4217 code in any case. */
  currency(name: string, fallback?: string): string {
    const value = this.raw(name) ?? fallback;
    const code = typeof value === "string" ? value.trim().toUpperCase() : "";
    try {
      currencyExponent(code);
      return code;
    } catch (error) {
      if (!isSetiaError(error)) throw error;
      return this.#wrong(name, 'expected an ISO 4217 code such as "IDR"', "XXX");
    }
  }

  /** Reads an amount of money in minor units; too many decimals are rounded half to even, with a note. */
  money(name: string, currency: string): number {
    const value = this.raw(name);
    const read = readMoney(value, currency);
    if (read === undefined) return this.#wrong(name, 'expected an amount such as "129.90"', 0);
    if (read.rounded) this.#noteRounding(name, currency);
    return read.amount;
  }

  /** Reads an amount given as a whole number with the point so many places from the end. */
  minorUnits(name: string, currency: string, places: number): number {
    const value = this.raw(name);
    const whole = Number.isSafeInteger(value) && (value as number) >= 0;
    const read = whole ? readMoney(`${String(value)}e-${String(places)}`, currency) : undefined;
    if (read === undefined) return this.#wrong(name, "expected a whole number, not negative", 0);
    if (read.rounded) this.#noteRounding(name, currency);
    return read.amount;
  }

  /** Reads an amount that may be missing. */
  optionalMoney(name: string, currency: string): number | undefined {
    return this.has(name) ? this.money(name, currency) : undefined;
  }

  /** Reads a quantity, as a number or a text. */
  quantity(name: string, fallback?: number): number {
    const value = this.raw(name) ?? fallback;
    const read = typeof value === "string" ? Number(value) : value;
    if (typeof read === "number" && Number.isFinite(read) && read >= 0) return read;
    return this.#wrong(name, "expected a number, not negative", 0);
  }

  /** Reads a record inside this one; a missing one is empty, so that its needed fields are the ones missing. */
  record(name: string): RecordReader {
    return new RecordReader(
      this.raw(name) ?? {},
      [...this.path, name],
      this.#collector,
      this.issues,
    );
  }

  /** Reads a list of records inside this one; a missing one is empty. */
  list(name: string): RecordReader[] {
    const value = this.raw(name) ?? [];
    const path = [...this.path, name];
    if (!Array.isArray(value)) return this.#wrong(name, "expected an array", []);
    return value.map(
      (item: unknown, at) => new RecordReader(item, [...path, at], this.#collector, this.issues),
    );
  }

  #noteRounding(name: string, currency: string): void {
    const value = showValue(this.raw(name));
    const message = `is ${value}, finer than ${currency}, and was rounded half to even`;
    this.#collector.note([...this.path, name], message);
  }

  #wrong<StandIn>(name: string, expected: string, standIn: StandIn): StandIn {
    const message = `is ${showValue(this.raw(name))}; ${expected}`;
    this.issues.push({ path: [...this.path, name], message });
    return standIn;
  }
}
