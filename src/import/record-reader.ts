import { formatPath, readInstant, showValue, type Issue } from "../kernel";
import { currencyCode, plainDecimal, readMoney } from "./amounts";
import type { Collector } from "./import-result";

type Path = readonly (string | number)[];

/**
 * How fields are found: by their `exact` name, or by `either` spelling of it, as an API that has the same record in REST
 * (`line_items: []`) and in GraphQL (`lineItems: { nodes: [] }`) gives it.
 */
export type Spelling = "exact" | "either";

/** NUL and half surrogate pairs, which no store can keep. */
const UNKEEPABLE = /\0|[\uD800-\uDFFF]/u;

/**
 * Reads the fields of a record from elsewhere and remembers everything that is missing or wrong. What cannot be
 * read gives a stand-in, so that one look at {@link RecordReader.fails} at the end is enough. `null` and blank
 * texts count as missing.
 */
export class RecordReader {
  /** Where the record stands in what was given. */
  readonly path: Path;
  /** What is missing or wrong, in this record and in those inside it. */
  readonly issues: Issue[];
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #collector: Collector;
  readonly #spelling: Spelling;

  /**
   * Begins to read.
   *
   * @param value - anything
   * @param path - where it stands
   * @param collector - told of roundings
   * @param issues - those of the record around it
   * @param spelling - how fields are found
   */
  constructor(
    value: unknown,
    path: Path,
    collector: Collector,
    issues: Issue[] = [],
    spelling: Spelling = "exact",
  ) {
    this.path = path;
    this.issues = issues;
    this.#collector = collector;
    this.#spelling = spelling;
    if (isRecord(value)) this.#fields = value;
    else {
      this.#fields = {};
      issues.push({ path, message: `is ${showValue(value)}; expected an object` });
    }
  }

  /**
   * Names the record among the skipped if anything is missing or wrong.
   *
   * @param since - how many issues there were before this record, if it stands inside another
   */
  fails(since = 0): boolean {
    const issues = this.issues.slice(since);
    const [first] = issues;
    if (first === undefined) return false;
    const { path, message } = first;
    this.#collector.skip(this.path, "unreadable", `${formatPath(path)} ${message}`, issues);
    return true;
  }

  /** Adds an issue with a field. */
  refuse(name: string, expected: string): void {
    this.#wrong(name, expected, undefined);
  }

  /** Says that something of the record was taken in otherwise than it was given. */
  note(message: string): void {
    this.#collector.note(this.path, message);
  }

  /** Whether a field is there. */
  has(name: string): boolean {
    return this.raw(name) !== undefined;
  }

  /** Gives a field as it is; `undefined` if it is missing, null or empty. */
  raw(name: string): unknown {
    const key = this.#keyOf(name);
    const value = Object.hasOwn(this.#fields, key) ? this.#fields[key] : undefined;
    const isBlank = value === null || (typeof value === "string" && value.trim() === "");
    return isBlank ? undefined : value;
  }

  /** Reads a text that may be missing; one that is no text is left out with a note. */
  text(name: string): string | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (typeof value === "string" && !UNKEEPABLE.test(value)) return value;
    return this.#leaveOut(name, "a text");
  }

  /** Reads a text that somebody may have written as a number, such as a phone number or a postal code. */
  textOrNumber(name: string): string | undefined {
    const value = this.raw(name);
    return Number.isSafeInteger(value) ? String(value) : this.text(name);
  }

  /** Reads a word of a fixed list, such as a status, in lower case. */
  word(name: string): string | undefined {
    return this.text(name)?.trim().toLowerCase();
  }

  /** Names the first field that is there; of none the first name. */
  firstOf(...names: readonly string[]): string {
    return names.find((name) => this.has(name)) ?? names[0] ?? "";
  }

  /** Reads an id that may be missing: a text, or a whole number. */
  optionalId(name: string): string | undefined {
    return this.has(name) ? this.id(name) : undefined;
  }

  /** Reads an id: a text, or a whole number small enough to have kept all its digits. */
  id(...names: readonly string[]): string {
    const name = this.firstOf(...names);
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
    return (
      currencyCode(this.raw(name) ?? fallback) ??
      this.#wrong(name, 'expected an ISO 4217 code such as "IDR"', "XXX")
    );
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
    const read = typeof value === "string" ? Number(plainDecimal(value) ?? NaN) : value;
    if (typeof read === "number" && Number.isFinite(read) && read >= 0) return read;
    return this.#wrong(name, "expected a number, not negative", 0);
  }

  /** Reads a record inside this one; a missing one is empty, so that its needed fields are the ones missing. */
  record(name: string): RecordReader {
    return this.#inner(this.raw(name) ?? {}, this.#keyOf(name));
  }

  /** Reads a record that nothing depends on; one that is no record is left out with a note. */
  optionalRecord(name: string): RecordReader {
    const value = this.raw(name);
    if (value === undefined || isRecord(value)) return this.record(name);
    this.#leaveOut(name, "an object");
    return this.#inner({}, this.#keyOf(name));
  }

  /** Reads a list of records inside this one; a missing one is empty. */
  list(name: string): RecordReader[] {
    const value = this.raw(name) ?? [];
    const key = this.#keyOf(name);
    // Not `map`, which leaves out holes.
    if (Array.isArray(value)) return Array.from(value, (item, at) => this.#inner(item, key, at));
    if (this.#spelling === "either" && isRecord(value)) {
      const { nodes, edges } = value;
      if (Array.isArray(nodes))
        return Array.from(nodes, (item, at) => this.#inner(item, key, "nodes", at));
      if (Array.isArray(edges)) {
        return Array.from(edges, (edge: unknown, at) =>
          this.#inner(isRecord(edge) ? edge["node"] : edge, key, "edges", at, "node"),
        );
      }
    }
    return this.#wrong(name, "expected an array", []);
  }

  #inner(value: unknown, ...way: Path): RecordReader {
    const path = [...this.path, ...way];
    return new RecordReader(value, path, this.#collector, this.issues, this.#spelling);
  }

  /** The name under which a field stands; Object.prototype is no part of what was given. */
  #keyOf(name: string): string {
    if (Object.hasOwn(this.#fields, name)) return name;
    if (this.#spelling === "exact") return name;
    const camel = name.replace(/_([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
    return Object.hasOwn(this.#fields, camel) ? camel : name;
  }

  #noteRounding(name: string, currency: string): void {
    const value = showValue(this.raw(name));
    const message = `is ${value}, finer than ${currency}, and was rounded half to even`;
    this.#collector.note([...this.path, this.#keyOf(name)], message);
  }

  #leaveOut(name: string, expected: string): undefined {
    const message = `is ${showValue(this.raw(name))} and was left out; expected ${expected}`;
    this.#collector.note([...this.path, this.#keyOf(name)], message);
    return undefined;
  }

  #wrong<StandIn>(name: string, expected: string, standIn: StandIn): StandIn {
    const message = `is ${showValue(this.raw(name))}; ${expected}`;
    this.issues.push({ path: [...this.path, this.#keyOf(name)], message });
    return standIn;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
