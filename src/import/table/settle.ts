import { currencyExponent, displayedDecimals, showValue, type Language } from "../../kernel";
import { currencyCode } from "../amounts";
import type { Collector } from "../import-result";
import {
  hasTwoReadings,
  readNumberCell,
  type DecimalSign,
  type NumberGrammar,
  type NumberText,
} from "./amount-text";
import {
  DATE_ROLES,
  MONEY_ROLES,
  type DateRole,
  type ImportRowsOptions,
  type MoneyRole,
  type RowRole,
} from "./columns";
import { currenciesOf } from "./currency-signs";
import {
  hasTwoDays,
  readDateCell,
  type DateReadings,
  type DayOrder,
  type NoDate,
} from "./date-text";
import { toUnits, type Decimal } from "./decimal";
import { placeText, type Row } from "./row";

type NumberRole = MoneyRole | "quantity";

const UNKNOWN_CURRENCY = "XXX";
const MOST_PRICE_PLACES = 6;
const REMEMBERED_DATES = 10_000;

interface Witness {
  readonly path: readonly (string | number)[];
  readonly cell: string;
}

/** What the cells of one column say about how they are to be read. */
interface Evidence<Form extends string> {
  /** The first cell that can be read in one way only, by that way. */
  readonly for: Partial<Record<Form, Witness>>;
  /** The first cell that can be read in two ways. */
  doubt?: Witness;
}

/**
 * How a table writes its figures: seen row by row in a first pass, applied in a second one.
 */
export class Settlement {
  readonly #options: ImportRowsOptions;
  readonly #numbers = new Map<NumberRole, Evidence<DecimalSign>>();
  readonly #dates = new Map<DateRole, Evidence<DayOrder>>();
  readonly #dateTexts = new Map<string, DateReadings | NoDate>();
  readonly #signs = new Map<string, Witness>();
  readonly #said = new Set<string>();
  /** Columns whose reading as thousands was noted. */
  readonly #noted = new Set<string>();
  #areSignsMixed = false;
  #namesCurrency = false;
  #contradictions = 0;
  #firstContradiction: string | undefined;
  /** Rows after which a table that is read once was settled; `undefined` for a whole table. */
  #sample: number | undefined;
  #currency: string | undefined;

  constructor(options: ImportRowsOptions) {
    this.#options = options;
    this.#currency = options.currency;
  }

  /** First pass: looks at a row. */
  look(row: Row): void {
    const currency = this.#codeOf(row) ?? UNKNOWN_CURRENCY;
    if (row.cell("currency") !== undefined) this.#namesCurrency = true;
    for (const role of [...MONEY_ROLES, "quantity"] as const) {
      const value = row.cell(role);
      if (value === undefined) continue;
      const text = readNumberCell(value, this.#grammar(role, currency));
      if ("expected" in text) continue;
      const witness = (): Witness => ({ path: row.pathOf(role), cell: showValue(row.raw(role)) });
      if (text.sign !== undefined && !this.#signs.has(text.sign)) {
        this.#signs.set(text.sign, witness());
      }
      const evidence = this.#numbers.get(role) ?? { for: {} };
      this.#numbers.set(role, evidence);
      if (hasTwoReadings(text)) evidence.doubt ??= witness();
      else if (text.point === undefined) evidence.for.comma ??= witness();
      else if (text.comma === undefined) evidence.for.point ??= witness();
    }
    for (const role of DATE_ROLES) {
      const value = row.cell(role);
      if (value === undefined) continue;
      const readings = this.#readDate(row, role, value);
      if ("expected" in readings) continue;
      const evidence = this.#dates.get(role) ?? { for: {} };
      this.#dates.set(role, evidence);
      const witness = (): Witness => ({ path: row.pathOf(role), cell: showValue(row.raw(role)) });
      if (hasTwoDays(readings)) evidence.doubt ??= witness();
      else if (readings.day_first === undefined) evidence.for.month_first ??= witness();
      else if (readings.month_first === undefined) evidence.for.day_first ??= witness();
    }
  }

  /** First pass: tells what an amount may mean; `undefined` if there is none that can be read. */
  readings(row: Row, role: MoneyRole): NumberText | undefined {
    const value = row.cell(role);
    if (value === undefined) return undefined;
    const text = readNumberCell(value, this.#grammar(role, this.#codeOf(row) ?? UNKNOWN_CURRENCY));
    return "expected" in text ? undefined : text;
  }

  /**
   * Ends the first pass.
   *
   * @param rows - how many were looked at, if there are more that were not
   */
  settle(rows?: number): void {
    this.#sample = rows;
    if (this.#currency !== undefined && this.#currency !== UNKNOWN_CURRENCY) return;
    // Every sign belongs to one and the same currency, such as "Rp", or nobody knows which one it is.
    const owners = [...this.#signs.keys()].map((sign) => currenciesOf(sign));
    const [first = []] = owners;
    const shared = first.filter((code) => owners.every((codes) => codes.includes(code)));
    const [currency] = shared;
    this.#areSignsMixed = owners.length > 0 && shared.length === 0;
    if (shared.length !== 1 || currency === undefined) return;
    this.#currency = currency;
    const [witness] = this.#signs.values();
    if (witness !== undefined) {
      this.#said.add(`Amounts are in ${currency}, as ${told(witness)} says.`);
    }
  }

  /** ISO 4217 code of amounts whose row names none, if it is known. */
  get currency(): string | undefined {
    // Where other rows name theirs, a row that does not is in a currency that nobody knows.
    return this.#currency === UNKNOWN_CURRENCY && this.#namesCurrency ? undefined : this.#currency;
  }

  /**
   * Second pass: reads the currency of a row.
   *
   * @param row - a row of the order
   * @returns its code, or `undefined` if the row names none
   */
  currencyOf(row: Row): string | undefined {
    const value = row.cell("currency");
    if (value === undefined) return undefined;
    const code = this.#codeOf(row);
    if (code === undefined) row.wrong("currency", 'expected an ISO 4217 code such as "IDR"');
    return code;
  }

  /**
   * Second pass: reads an amount that may be missing.
   *
   * @param row - whose cell it is; gets an issue if it cannot be read
   * @param role - its column
   * @param currency - ISO 4217 code
   * @param collector - told of what was taken in otherwise than it stands there
   * @returns the exact decimal, or `undefined`
   */
  money(row: Row, role: MoneyRole, currency: string, collector: Collector): Decimal | undefined {
    const value = row.cell(role);
    if (value === undefined) return undefined;
    const text = readNumberCell(value, this.#grammar(role, currency));
    if ("expected" in text) {
      row.wrong(role, text.expected);
      return undefined;
    }
    if (currency === UNKNOWN_CURRENCY && text.sign !== undefined && this.#areSignsMixed) {
      row.wrong(role, "expected the option currency: the table has signs of several");
      return undefined;
    }
    const decimal = this.#choose(row, role, text, currency, collector);
    if (decimal === undefined) return undefined;
    // As many as were written: those of "1,5 jt" are gone in the decimal.
    const places = decimal.places + (text.power ?? 0);
    if (role === "unitPrice") {
      if (typeof value === "string" && places > MOST_PRICE_PLACES) {
        row.wrong(role, `expected a price with at most ${String(MOST_PRICE_PLACES)} decimals`);
        return undefined;
      }
      return decimal;
    }
    if (places === 3 && currencyExponent(currency) < 3) {
      row.wrong(
        role,
        `has three digits behind the decimal sign, which ${currency} does not have; expected the option decimal if they are thousands, or the role unitPrice if they are decimals`,
      );
      return undefined;
    }
    return decimal;
  }

  /** Second pass: reads a quantity that may be missing. */
  quantity(row: Row, collector: Collector): Decimal | undefined {
    const value = row.cell("quantity");
    if (value === undefined) return undefined;
    const text = readNumberCell(value, {});
    if ("expected" in text) {
      row.wrong("quantity", text.expected);
      return undefined;
    }
    return this.#choose(row, "quantity", text, undefined, collector);
  }

  /** Second pass: reads a date that may be missing. */
  instant(row: Row, role: DateRole): Date | undefined {
    const value = row.cell(role);
    if (value === undefined) return undefined;
    const readings = this.#readDate(row, role, value);
    if ("expected" in readings) {
      row.wrong(role, readings.expected);
      return undefined;
    }
    const order = this.#dayOrder(role);
    if (hasTwoDays(readings)) {
      if (order !== undefined) return readings[order];
      const other = this.#bothWays(this.#dates.get(role));
      row.wrong(
        role,
        `can be read in two ways${other}; expected the option dates: "day_first" or "month_first"`,
      );
      return undefined;
    }
    const only = readings.day_first ?? readings.month_first;
    if (order !== undefined && readings[order] === undefined) {
      const who = this.#options.dates === undefined ? "other dates show" : "the option dates says";
      this.#contradict(
        row,
        role,
        `the ${order === "day_first" ? "day" : "month"} first, as ${who}`,
      );
      return undefined;
    }
    return only;
  }

  /** Says how the table was read, what contradicts it first. */
  summary(): readonly string[] {
    const first =
      this.#firstContradiction === undefined
        ? []
        : [
            `${String(this.#contradictions)} ${this.#contradictions === 1 ? "cell contradicts" : "cells contradict"} how the table is read, first ${this.#firstContradiction}.`,
          ];
    const settled: string[] = [];
    for (const [role, evidence] of this.#numbers) {
      const sign = this.#options.decimal ?? onlyOne(evidence);
      const witness = sign && evidence.for[sign];
      if (sign === undefined || witness === undefined || evidence.doubt === undefined) continue;
      if (this.#options.decimal !== undefined) continue;
      settled.push(`${told(witness)} shows that ${role} is written with a decimal ${sign}.`);
    }
    for (const [role, evidence] of this.#dates) {
      const order = this.#dayOrder(role);
      const witness = order && evidence.for[order];
      if (witness === undefined || evidence.doubt === undefined) continue;
      if (this.#options.dates !== undefined) continue;
      const what = order === "day_first" ? "days" : "months";
      settled.push(`${told(witness)} shows that dates are written with ${what} first.`);
    }
    return [...first, ...this.#said, ...settled];
  }

  /** Notes something once for the whole table. */
  say(sentence: string): void {
    this.#said.add(sentence);
  }

  #choose(
    row: Row,
    role: NumberRole,
    text: NumberText,
    currency: string | undefined,
    collector: Collector,
  ): Decimal | undefined {
    const given = this.#options.decimal;
    const evidence = this.#numbers.get(role);
    const settled = given ?? (evidence && onlyOne(evidence));
    if (!hasTwoReadings(text)) {
      const only = text.point ?? text.comma;
      const isBound = given !== undefined || this.#sample !== undefined;
      if (isBound && settled !== undefined && text[settled] === undefined) {
        const who = given === undefined ? "the first rows show" : "the option decimal says";
        this.#contradict(row, role, `a decimal ${settled}, as ${who}`);
        return undefined;
      }
      return only;
    }
    const sign = settled ?? signOf(this.#options.language);
    if (sign !== undefined) return text[sign];
    if (currency !== undefined && displayedDecimals(currency) === 0 && text.power === undefined) {
      this.#noteThousands(row, role, currency, collector);
      return text.point?.places === 0 ? text.point : text.comma;
    }
    row.wrong(
      role,
      `can be read in two ways${this.#bothWays(evidence)}; expected the option decimal: "point" or "comma"`,
    );
    return undefined;
  }

  /** Says it once for a column, at its first cell. */
  #noteThousands(row: Row, role: NumberRole, currency: string, collector: Collector): void {
    if (this.#noted.has(role)) return;
    this.#noted.add(role);
    const [path, cell] = [row.pathOf(role), showValue(row.raw(role))];
    const why = `${currency} is written without decimals`;
    collector.note(path, `is ${cell}, and like it read as thousands: ${why}`);
    this.#said.add(`${told({ path, cell })} and cells like it are read as thousands: ${why}.`);
  }

  #bothWays(evidence: Evidence<string> | undefined): string {
    const witnesses = Object.values(evidence?.for ?? {});
    return witnesses.length < 2
      ? ""
      : ` (${witnesses.map((each) => (each === undefined ? "" : told(each))).join(" and ")} differ)`;
  }

  #contradict(row: Row, role: RowRole, expected: string): void {
    row.wrong(role, `expected ${expected}`);
    this.#contradictions++;
    this.#firstContradiction ??= told({ path: row.pathOf(role), cell: showValue(row.raw(role)) });
  }

  #dayOrder(role: DateRole): DayOrder | undefined {
    const { dates } = this.#options;
    if (dates === "day_first" || dates === "month_first") return dates;
    const own = this.#dates.get(role);
    const order = own && onlyOne(own);
    if (order !== undefined || Object.keys(own?.for ?? {}).length > 0) return order;
    // Dates of one file are written alike.
    const others = new Set([...this.#dates.values()].map(onlyOne));
    others.delete(undefined);
    const isClear = [...this.#dates.values()].every((each) => Object.keys(each.for).length < 2);
    const [other] = others;
    return others.size === 1 && isClear ? other : undefined;
  }

  /** Reads a date; what was read is remembered, since rows of an order and of a day repeat it. */
  #readDate(row: Row, role: DateRole, value: unknown): DateReadings | NoDate {
    const time = role === "at" ? (row.text("time") ?? "") : "";
    if (typeof value !== "string") return readDateCell(value, time, this.#options);
    const key = `${value}\n${time}`;
    const known = this.#dateTexts.get(key);
    if (known !== undefined) return known;
    const readings = readDateCell(value, time, this.#options);
    if (this.#dateTexts.size >= REMEMBERED_DATES) this.#dateTexts.clear();
    this.#dateTexts.set(key, readings);
    return readings;
  }

  #codeOf(row: Row): string | undefined {
    const value = row.cell("currency");
    return value === undefined ? this.#currency : currencyCode(value);
  }

  #grammar(role: NumberRole, currency: string): NumberGrammar {
    if (role === "quantity") return {};
    const { language } = this.#options;
    return { currency, ...(language && { language }) };
  }
}

/** Counts a decimal in minor units; what is finer is rounded half to even, with a note. */
export function minorUnits(
  decimal: Decimal,
  currency: string,
  row: Row,
  role: RowRole,
  collector: Collector,
): number | undefined {
  const rounded = toUnits(decimal, currencyExponent(currency));
  if (rounded === undefined) {
    row.wrong(role, "expected an amount within the safe integers of minor units");
    return undefined;
  }
  if (rounded.isRounded) {
    const cell = showValue(row.raw(role));
    collector.note(
      row.pathOf(role),
      `is ${cell}, finer than ${currency}, and was rounded half to even`,
    );
  }
  return rounded.units;
}

function onlyOne<Form extends string>(evidence: Evidence<Form>): Form | undefined {
  const forms = Object.keys(evidence.for) as Form[];
  return forms.length === 1 ? forms[0] : undefined;
}

function signOf(language: Language | undefined): DecimalSign | undefined {
  if (language === undefined) return undefined;
  return language === "en" ? "point" : "comma";
}

function told({ path, cell }: Witness): string {
  return `${placeText(path)} (${cell})`;
}
