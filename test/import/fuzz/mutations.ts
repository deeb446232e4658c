/**
 * Ways in which inputs differ from how they should be. Those that keep the meaning must be taken, and come to the same;
 * the others may be refused, but never come to something else.
 */
import type { Chance } from "./chance";
import {
  csvText,
  decimalText,
  hasRole,
  headerOf,
  HEADERS,
  moneyCell,
  PLAIN_FILE,
  totalOf,
  type Draft,
  type FileStyle,
  type Layout,
  type Role,
  type Sale,
  type Source,
} from "./seeds";

export interface Mutation {
  readonly name: string;
  readonly on: readonly Source["kind"][];
  /** Whether a careful reader would still read the same. */
  readonly keeps: boolean;
  /** Gives the changed case; `undefined` where there is nothing to change. */
  readonly change: (draft: Draft, chance: Chance) => Draft | undefined;
}

type Fields = Record<string, unknown>;

interface Place {
  readonly parent: Fields;
  readonly name: string;
  readonly value: unknown;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

/** Every place inside a value. */
function placesIn(value: unknown, found: Place[] = []): Place[] {
  if (!isFields(value)) return found;
  for (const [name, inner] of Object.entries(value)) {
    found.push({ parent: value, name, value: inner });
    placesIn(inner, found);
  }
  return found;
}

/** Changes a copy of the records. */
function onCopy(draft: Draft, work: (records: unknown[]) => boolean): Draft | undefined {
  const records = structuredClone(draft.records) as unknown[];
  return work(records) ? { ...draft, records } : undefined;
}

/** Changes one record at one place, of those that a test lets through. */
function atPlace(
  test: (place: Place) => boolean,
  work: (place: Place, chance: Chance, draft: Draft) => unknown,
): Mutation["change"] {
  return (draft, chance) =>
    onCopy(draft, (records) => {
      const places = placesIn(chance.pick(records)).filter(test);
      if (places.length === 0) return false;
      const place = chance.pick(places);
      place.parent[place.name] = work(place, chance, draft);
      return true;
    });
}

/** Changes all places in all records that a test lets through. */
function atAll(
  test: (place: Place, draft: Draft) => boolean,
  work: (place: Place, chance: Chance) => unknown,
): Mutation["change"] {
  return (draft, chance) =>
    onCopy(draft, (records) => {
      const places = placesIn(records).filter((place) => test(place, draft));
      for (const place of places) place.parent[place.name] = work(place, chance);
      return places.length > 0;
    });
}

const MONEY = /^(?:total_price|price|amount|total|value|double_value|revenue|shipping)$/u;
const isMoney = ({ name, value }: Place, { source }: Draft): boolean =>
  source.name !== "importStripe" &&
  MONEY.test(name) &&
  (typeof value === "number" || (typeof value === "string" && /^\d+(\.\d+)?$/u.test(value)));

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u;
const isInstant = ({ value }: Place): boolean => typeof value === "string" && INSTANT.test(value);
const isCurrency = ({ value }: Place): boolean =>
  typeof value === "string" && /^(?:USD|IDR|JPY|usd|idr|jpy)$/u.test(value);
const isId = ({ name }: Place): boolean => /(?:^|_)id$|^(?:userId|messageId|from)$/u.test(name);

/** Fields that nothing depends on. */
const NOT_NEEDED =
  /^(?:created_via|billing|context|client_id|user_pseudo_id|api_version|line_items|items|products|first_name|test|financial_status|captured|livemode|amount_captured|price_set|contacts|Kota|messaging_product)$/u;
const keepsMeaning = ({ name }: Place, { source }: Draft): boolean =>
  NOT_NEEDED.test(name) && !(source.tells === "people" && name === "Kota");

const JUNK: readonly unknown[] = [
  null,
  "",
  "   ",
  "x",
  "__proto__",
  "\u0000",
  "\ud800",
  -1,
  0,
  1.5,
  1e21,
  -0,
  Number.NaN,
  Infinity,
  Number.MAX_SAFE_INTEGER,
  true,
  false,
  [],
  {},
  [[]],
  [null],
  { id: {} },
  10n,
  "9".repeat(400),
  "1e400",
];

/** Amounts as people of different countries write them; a machine's decimal is none of these. */
const LOCALISED: readonly ((text: string) => string)[] = [
  (text) => `${text.replace(".", ",")}${text.includes(".") ? "" : ",00"}`,
  (text) => `Rp ${text}`,
  (text) => `$${text}`,
  (text) => `${text} USD`,
  (text) => `${text}rb`,
  (text) => `(${text})`,
  (text) => `${text}-`,
  (text) => `1.${text}.000`,
  (text) => `1,${text}`,
  (text) => text.replace(/\d/gu, (digit) => String.fromCharCode(0x660 + Number(digit))),
];

const camel = (name: string): string =>
  name.replace(/_([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());

/** As Shopify's other API writes the same record. */
function asGraph(value: unknown, name = "", chance: Chance): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => asGraph(item, "", chance));
    if (name === "transactions" || name === "refunds") return items;
    return chance.oneIn(2) ? { nodes: items } : { edges: items.map((node) => ({ node })) };
  }
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [camel(key), asGraph(inner, key, chance)]),
  );
}

function inOtherZone(text: string, chance: Chance): string {
  const hours = chance.pick([7, -5, 9]);
  const wall = new Date(Date.parse(text) + hours * 3_600_000).toISOString().slice(0, 19);
  return `${wall}${hours < 0 ? "-" : "+"}0${String(Math.abs(hours))}:00`;
}

/** Records in batches; rows of one order stay together. */
function split({ records, layout }: Draft, chance: Chance): unknown[][] {
  const groups = new Map<unknown, unknown[]>();
  records.forEach((record, at) => {
    const key =
      layout === undefined
        ? at
        : String((record as Fields)[headerOf("orderId", layout)])
            .replaceAll("\ufeff", "")
            .trim();
    groups.set(key, [...(groups.get(key) ?? []), record]);
  });
  const batches: unknown[][] = [[]];
  for (const group of groups.values()) {
    if (chance.oneIn(2)) batches.push([]);
    batches.at(-1)?.push(...group);
  }
  return batches.filter((batch) => batch.length > 0);
}

/** Deliveries that may differ, whatever is in the records. */
export const DELIVERIES: readonly Mutation[] = [
  {
    name: "sent again",
    on: ["payload"],
    keeps: true,
    change: (draft, chance) => ({
      ...draft,
      records: [
        ...draft.records,
        ...structuredClone(draft.records.filter((_, at) => at === 0 || chance.oneIn(2))),
      ],
    }),
  },
  {
    name: "sent again later",
    on: ["payload", "cells", "file"],
    keeps: true,
    change: (draft) => ({ ...draft, batches: [draft.records, structuredClone(draft.records)] }),
  },
  {
    name: "out of order",
    on: ["payload", "cells", "file"],
    keeps: true,
    change: (draft, chance) =>
      draft.records.length < 2 ? undefined : { ...draft, records: chance.shuffled(draft.records) },
  },
  {
    name: "in other batches",
    on: ["payload", "cells", "file"],
    keeps: true,
    change: (draft: Draft, chance: Chance): Draft | undefined => {
      const batches = split(draft, chance);
      if (batches.length < 2) return undefined;
      return { ...draft, batches: chance.shuffled(batches), areOrdersKept: true };
    },
  },
];

const PAYLOADS: readonly Mutation[] = [
  {
    name: "field added that nobody knows",
    on: ["payload"],
    keeps: true,
    change: (draft, chance) =>
      onCopy(draft, (records) => {
        const inner = placesIn(records).filter(
          ({ value }) => isFields(value) && !Array.isArray(value),
        );
        const { value } = chance.pick(inner);
        (value as Fields)["x_unknown"] = structuredClone(chance.pick(JUNK.slice(0, -3)));
        return true;
      }),
  },
  {
    name: "fields in another order",
    on: ["payload"],
    keeps: true,
    change: atAll(
      ({ value }) => isFields(value) && !Array.isArray(value),
      ({ value }, chance) => Object.fromEntries(chance.shuffled(Object.entries(value as Fields))),
    ),
  },
  {
    name: "field dropped that is not needed",
    on: ["payload"],
    keeps: true,
    change: (draft, chance) =>
      onCopy(draft, (records) => {
        const places = placesIn(records).filter((place) => keepsMeaning(place, draft));
        if (places.length === 0) return false;
        const { parent, name } = chance.pick(places);
        Reflect.deleteProperty(parent, name);
        return true;
      }),
  },
  {
    name: "id as a number or as a text",
    on: ["payload"],
    keeps: true,
    change: atPlace(
      (place) =>
        isId(place) &&
        (Number.isSafeInteger(place.value) ||
          (typeof place.value === "string" && /^[1-9]\d{0,14}$/u.test(place.value))),
      ({ value }) => (typeof value === "number" ? String(value) : Number(value)),
    ),
  },
  {
    name: "amount as a number or as a text",
    on: ["payload"],
    keeps: true,
    change: atAll(isMoney, ({ value }) =>
      typeof value === "number" ? String(value) : Number(value),
    ),
  },
  {
    name: "amount with more zeros",
    on: ["payload"],
    keeps: true,
    change: atAll(isMoney, ({ value }, chance) => {
      const text = String(value);
      return `${text}${text.includes(".") ? "" : "."}${"0".repeat(1 + chance.below(4))}`;
    }),
  },
  {
    name: "spaces around amounts and codes",
    on: ["payload"],
    keeps: true,
    change: atAll(
      (place, draft) =>
        typeof place.value === "string" && (isMoney(place, draft) || isCurrency(place)),
      ({ value }, chance) => `${chance.pick(["", " ", "\t"])}${String(value)} `,
    ),
  },
  {
    name: "currency code in another case",
    on: ["payload"],
    keeps: true,
    change: atAll(isCurrency, ({ value }) => {
      const code = String(value);
      return code === code.toUpperCase() ? code.toLowerCase() : code.toUpperCase();
    }),
  },
  {
    name: "instant in another offset",
    on: ["payload"],
    keeps: true,
    change: atAll(isInstant, ({ value }, chance) => inOtherZone(String(value), chance)),
  },
  {
    name: "instant with milliseconds",
    on: ["payload"],
    keeps: true,
    change: atAll(isInstant, ({ value }) => String(value).replace("Z", ".000Z")),
  },
  {
    name: "topic or event in another spelling",
    on: ["payload"],
    keeps: true,
    change: (draft, chance) =>
      atAll(
        ({ name, value }) =>
          typeof value === "string" &&
          (draft.source.name === "importShopify"
            ? name === "topic"
            : draft.source.name === "importSegment" && name === "event"),
        ({ value }) => {
          const words = String(value).split(/[ /]/u);
          const [first = "", second = ""] = words;
          return chance.pick(
            draft.source.name === "importShopify"
              ? [
                  `${first}_${second}`.toUpperCase(),
                  `${first[0]?.toUpperCase() ?? ""}${first.slice(1)}/${second}`,
                ]
              : [
                  `${first}_${second}`.toLowerCase(),
                  `${second} ${first}`,
                  `${first.toLowerCase()}${second}`,
                ],
          );
        },
      )(draft, chance),
  },
  {
    name: "spelt as in GraphQL",
    on: ["payload"],
    keeps: true,
    change: (draft, chance) =>
      draft.source.name === "importShopify"
        ? {
            ...draft,
            records: draft.records.map((record) => ({
              ...(record as Fields),
              payload: asGraph((record as Fields)["payload"], "", chance),
            })),
          }
        : undefined,
  },
  {
    name: "empty fields said as null",
    on: ["payload"],
    keeps: true,
    change: (draft, chance) =>
      onCopy(draft, (records) => {
        const names = ["note", "cancelled_at", "refunds", "tags", "discount", "coupon", "errors"];
        for (const record of records) {
          const target = isFields((record as Fields)["payload"])
            ? (record as Fields)["payload"]
            : record;
          const name = chance.pick(names);
          if (!(name in (target as Fields)))
            (target as Fields)[name] = chance.pick([null, "", undefined]);
        }
        return true;
      }),
  },

  {
    name: "field dropped",
    on: ["payload"],
    keeps: false,
    change: (draft, chance) =>
      onCopy(draft, (records) => {
        const places = placesIn(chance.pick(records));
        if (places.length === 0) return false;
        const { parent, name } = chance.pick(places);
        if (Array.isArray(parent)) parent.splice(Number(name), 1);
        else Reflect.deleteProperty(parent, name);
        return true;
      }),
  },
  {
    name: "field retyped",
    on: ["payload"],
    keeps: false,
    change: atPlace(
      () => true,
      (_, chance) => structuredClone(chance.pick(JUNK)),
    ),
  },
  {
    name: "field doubled",
    on: ["payload"],
    keeps: false,
    change: atPlace(
      () => true,
      ({ value }) =>
        Array.isArray(value)
          ? [...(value as unknown[]), ...(structuredClone(value) as unknown[])]
          : [value, structuredClone(value)],
    ),
  },
  {
    name: "amount localised",
    on: ["payload"],
    keeps: false,
    change: (draft, chance) =>
      atPlace(
        (place) => isMoney(place, draft),
        ({ value }) => chance.pick(LOCALISED)(String(value)),
      )(draft, chance),
  },
  {
    name: "number made another",
    on: ["payload"],
    keeps: false,
    change: atPlace(
      ({ value }) =>
        typeof value === "number" || (typeof value === "string" && /^\d+(\.\d+)?$/u.test(value)),
      ({ value }, chance) => {
        const other = chance.pick([
          (text: string) => `-${text}`,
          (text: string) => `${text}e3`,
          (text: string) => `${text}${text.includes(".") ? "" : "."}005`,
          (text: string) => text.slice(0, -1),
          (text: string) => `${text}${text}${text}`,
        ])(String(value));
        return typeof value === "number" ? Number(other) : other;
      },
    ),
  },
  {
    name: "two fields change places",
    on: ["payload"],
    keeps: false,
    change: (draft, chance) =>
      onCopy(draft, (records) => {
        const places = placesIn(chance.pick(records)).filter(({ value }) => !isFields(value));
        if (places.length < 2) return false;
        const [one, other] = [chance.pick(places), chance.pick(places)];
        one.parent[one.name] = other.value;
        other.parent[other.name] = one.value;
        return one.name !== other.name;
      }),
  },
  {
    name: "character lost or too many",
    on: ["payload"],
    keeps: false,
    change: atPlace(
      ({ value }) => typeof value === "string" && value !== "",
      ({ value }, chance) => {
        const text = String(value);
        const at = chance.below(text.length);
        const more = chance.pick(["", " ", "0", ",", "x", "\u200b", "\u0000", "\u{1F600}"]);
        return `${text.slice(0, at)}${more}${text.slice(at + chance.below(2))}`;
      },
    ),
  },
  {
    name: "part of a record sent alone",
    on: ["payload"],
    keeps: false,
    change: (draft, chance) =>
      onCopy(draft, (records) => {
        const at = chance.below(records.length);
        const parts = placesIn(records[at]).map(({ value }) => value);
        records[at] = chance.pick([...parts, ...JUNK]);
        return true;
      }),
  },
  {
    name: "field of another record",
    on: ["payload"],
    keeps: false,
    change: (draft, chance) =>
      onCopy(draft, (records) => {
        if (records.length < 2) return false;
        const [to, from] = chance.shuffled(records);
        const places = placesIn(from).filter(({ name }) => !/^\d+$/u.test(name));
        const { name, value } = chance.pick(places);
        const targets = placesIn(to).filter((place) => place.name === name);
        if (targets.length === 0) return false;
        chance.pick(targets).parent[name] = structuredClone(value);
        return true;
      }),
  },
];

/** The cells of a role, with the sale that each belongs to. */
interface Cell {
  readonly row: Fields;
  readonly header: string;
  readonly role: Role;
  readonly sale: Sale;
  readonly value: unknown;
}

const ROLES = Object.keys(HEADERS) as Role[];
const MONEY_ROLES: readonly Role[] = ["total", "lineTotal", "unitPrice", "refunded"];
const DATE_ROLES: readonly Role[] = ["at", "refundedAt", "cancelledAt"];

function cellsOf(records: readonly unknown[], { layout, sales }: Draft): Cell[] {
  if (layout === undefined) return [];
  return records.flatMap((record) => {
    const row = record as Fields;
    const id = row[headerOf("orderId", layout)];
    const sale = sales.find(({ number }) => `N${String(number)}` === id);
    if (sale === undefined) return [];
    return ROLES.filter((role) => hasRole(role, layout)).flatMap((role): Cell[] => {
      const header = headerOf(role, layout);
      const value = row[header];
      return value === "" || value === undefined ? [] : [{ row, header, role, sale, value }];
    });
  });
}

/** Rewrites one cell; a writer gives `undefined` where its way does not fit the cell. */
function rewrite(
  roles: readonly Role[],
  write: (cell: Cell, layout: Layout, chance: Chance, draft: Draft) => unknown,
): Mutation["change"] {
  return (draft, chance) =>
    onCopy(draft, (records) => {
      const cells = cellsOf(records, draft).filter(({ role }) => roles.includes(role));
      if (cells.length === 0 || draft.layout === undefined) return false;
      const cell = chance.pick(cells);
      const written = write(cell, draft.layout, chance, draft);
      if (written === undefined) return false;
      cell.row[cell.header] = written;
      return true;
    });
}

/** Spoils one cell: its whole order must be refused. */
function spoil(
  roles: readonly Role[],
  write: (cell: Cell, layout: Layout, chance: Chance, draft: Draft) => unknown,
): Mutation["change"] {
  return (draft, chance) => {
    let refused: readonly number[] = [];
    const changed = rewrite(roles, (cell, layout, same, whole) => {
      refused = [cell.sale.number];
      return write(cell, layout, same, whole);
    })(draft, chance);
    return changed && { ...changed, refused };
  };
}

/** The minor units that an amount's cell stands for, by the sale. */
function unitsOf({ value, sale }: Cell, { decimal }: Layout): number {
  const plain = String(value)
    .replaceAll(decimal === "point" ? "," : ".", "")
    .replace(",", ".");
  return Math.round(Number(plain) * (sale.currency === "JPY" ? 1 : 100));
}

const SIGNS = {
  USD: ["$", "US$", "USD ", "usd "],
  IDR: ["Rp", "Rp ", "Rp. ", "IDR "],
  JPY: ["¥", "JPY "],
} as const;
const FOREIGN = { USD: ["€", "Rp ", "£"], IDR: ["$", "€", "RM "], JPY: ["$", "€", "Rp"] } as const;

const MONTHS = {
  en: [
    "Jan",
    "February",
    "Mar",
    "April",
    "May",
    "June",
    "Jul",
    "August",
    "Sep",
    "October",
    "Nov",
    "December",
  ],
  id: [
    "Januari",
    "Feb",
    "Maret",
    "Apr",
    "Mei",
    "Juni",
    "Juli",
    "Agu",
    "September",
    "Okt",
    "November",
    "Desember",
  ],
} as const;
const two = (value: number): string => String(value).padStart(2, "0");

function instantOf({ role, sale, row }: Cell, layout: Layout): Date {
  if (role === "cancelledAt") return sale.cancelledAt ?? sale.at;
  if (role === "refundedAt") return sale.backAt ?? sale.at;
  return String(row[headerOf("quantity", layout)]).startsWith("-")
    ? (sale.backAt ?? sale.at)
    : sale.at;
}

/** Ways to write an instant that say themselves how they are meant. */
const DATE_WAYS: Readonly<Record<string, (at: Date) => string>> = {
  "date with an offset": (at) => at.toISOString(),
  "date with slashes, year first": (at) =>
    at.toISOString().slice(0, 16).replaceAll("-", "/").replace("T", " "),
  "date without signs": (at) =>
    `${at.toISOString().slice(0, 10).replaceAll("-", "")} ${at.toISOString().slice(11, 16)}`,
  "month by its English name": (at) =>
    `${String(at.getUTCDate())} ${MONTHS.en[at.getUTCMonth()] ?? ""} ${String(at.getUTCFullYear())} ${at.toISOString().slice(11, 16)}`,
  "month by its name, first": (at) =>
    `${MONTHS.en[at.getUTCMonth()] ?? ""} ${String(at.getUTCDate())}, ${String(at.getUTCFullYear())} ${at.toISOString().slice(11, 16)}`,
  "month by its Indonesian name": (at) =>
    `${String(at.getUTCDate())} ${MONTHS.id[at.getUTCMonth()] ?? ""} ${String(at.getUTCFullYear())} pukul ${at.toISOString().slice(11, 16).replace(":", ".")}`,
  "clock of twelve hours": (at) =>
    `${at.toISOString().slice(0, 10)} ${String(at.getUTCHours() % 12 === 0 ? 12 : at.getUTCHours() % 12)}:${two(at.getUTCMinutes())} ${at.getUTCHours() < 12 ? "AM" : "PM"}`,
  "clock with a point": (at) =>
    at
      .toISOString()
      .slice(0, 16)
      .replace("T", " ")
      .replace(/:(\d\d)$/u, ".$1"),
};

const CELLS: readonly Mutation[] = [
  {
    name: "sign or code before an amount",
    on: ["cells", "file"],
    keeps: true,
    change: rewrite(
      MONEY_ROLES,
      ({ value, sale }, _, chance) => `${chance.pick(SIGNS[sale.currency])}${String(value)}`,
    ),
  },
  {
    name: "code behind an amount",
    on: ["cells", "file"],
    keeps: true,
    change: rewrite(
      MONEY_ROLES,
      ({ value, sale }, _, chance) =>
        `${String(value)}${chance.pick([" ", "", "\u00a0"])}${sale.currency}`,
    ),
  },
  {
    name: "spaces and marks around a cell",
    on: ["cells", "file"],
    keeps: true,
    change: rewrite(ROLES, ({ value }, _, chance) =>
      typeof value === "string"
        ? `${chance.pick([" ", "\u00a0", "\ufeff"])}${value}${chance.pick(["", "  "])}`
        : undefined,
    ),
  },
  {
    name: "groups by apostrophe or space",
    on: ["cells", "file"],
    keeps: true,
    change: rewrite(MONEY_ROLES, (cell, layout, chance) => {
      const units = unitsOf(cell, layout);
      const text = decimalText(Math.abs(units), cell.sale.currency);
      const [whole = "", fraction] = text.split(".");
      if (whole.length < 4) return undefined;
      const group = chance.pick(["'", "\u2019", " ", "\u2009", "\u00a0", "\u202f"]);
      const isWhole = cell.sale.currency !== "USD";
      const sign = layout.decimal === "point" ? "." : ",";
      return `${units < 0 ? "-" : ""}${whole.replace(/\B(?=(?:\d{3})+$)/gu, group)}${isWhole ? "" : `${sign}${fraction ?? ""}`}`;
    }),
  },
  {
    name: "thousands by a word",
    on: ["cells", "file"],
    keeps: true,
    change: rewrite(MONEY_ROLES, (cell, layout, chance) => {
      const units = unitsOf(cell, layout);
      if (cell.sale.currency !== "IDR" || units % 100_000 !== 0) return undefined;
      return `${String(units / 100_000)}${chance.pick(["rb", " rb", " ribu", "k", "K", "RB"])}`;
    }),
  },
  {
    name: "millions by a word",
    on: ["cells", "file"],
    keeps: true,
    change: rewrite(MONEY_ROLES, (cell, layout, chance) => {
      const units = unitsOf(cell, layout);
      if (cell.sale.currency !== "IDR" || units % 10_000_000 !== 0 || units === 0) return undefined;
      const tenths = String(units / 10_000_000);
      const sign = layout.decimal === "point" ? "." : ",";
      const text = `${tenths.slice(0, -1).replace(/^$|^-$/u, "$&0")}${sign}${tenths.slice(-1)}`;
      return `${text}${chance.pick(["jt", " jt", " juta"])}`;
    }),
  },
  {
    name: "nothing behind the decimal sign",
    on: ["cells", "file"],
    keeps: true,
    change: rewrite(MONEY_ROLES, ({ value, sale }, { decimal }) =>
      sale.currency === "USD" || !/^\d/u.test(String(value))
        ? undefined
        : `${String(value)}${decimal === "point" ? "." : ","}-`,
    ),
  },
  {
    name: "minus behind, in brackets or in print",
    on: ["cells", "file"],
    keeps: true,
    change: rewrite(["lineTotal", "quantity"], ({ value, role }, _, chance) => {
      const text = String(value);
      if (!text.startsWith("-")) return undefined;
      const size = text.slice(1);
      return chance.pick(
        role === "quantity" ? [`\u2212${size}`] : [`${size}-`, `(${size})`, `\u2212${size}`],
      );
    }),
  },
  {
    name: "number instead of a text",
    on: ["cells"],
    keeps: true,
    change: rewrite(["lineTotal", "unitPrice", "total", "quantity", "refunded"], (cell, layout) =>
      cell.role === "quantity"
        ? Number(cell.value)
        : unitsOf(cell, layout) / (cell.sale.currency === "JPY" ? 1 : 100),
    ),
  },
  ...Object.entries(DATE_WAYS).map(([name, write]): Mutation => ({
    name,
    on: ["cells", "file"],
    keeps: true,
    change: rewrite(DATE_ROLES, (cell, layout) => write(instantOf(cell, layout))),
  })),
  {
    name: "year of two figures",
    on: ["cells", "file"],
    keeps: true,
    change: rewrite(DATE_ROLES, ({ value }, { dates }) =>
      dates === "day_first" || dates === "month_first"
        ? String(value).replace(/\/20(\d\d)/u, "/$1")
        : undefined,
    ),
  },
  {
    name: "date as a Date",
    on: ["cells"],
    keeps: true,
    change: rewrite(DATE_ROLES, (cell, layout) => instantOf(cell, layout)),
  },
  {
    name: "cell left out that another row tells",
    on: ["cells", "file"],
    keeps: true,
    change: rewrite(
      ["customerId", "email", "currency", "status", "at"],
      (cell, layout, _, draft) => {
        const rows = draft.records.filter(
          (row) => (row as Fields)[headerOf("orderId", layout)] === `N${String(cell.sale.number)}`,
        );
        const isBack = String(cell.row[headerOf("quantity", layout)]).startsWith("-");
        if (rows.length < 2 || (isBack && cell.role === "at")) return undefined;
        // The date of what was placed must still be told by a row that places something.
        return rows.length - (cell.sale.backAt === undefined ? 0 : 1) < 2 ? undefined : "";
      },
    ),
  },
  {
    name: "cell that says nothing, by a word",
    on: ["cells", "file"],
    keeps: true,
    change: rewrite(["sku", "email"], (_, __, chance) =>
      chance.pick(["", "null", "NULL", "N/A", "-", "   ", "nan", "undefined"]),
    ),
  },
  {
    name: "columns in another order",
    on: ["cells", "file"],
    keeps: true,
    change: (draft, chance) => {
      const names = chance.shuffled(Object.keys(draft.records[0] as Fields));
      return {
        ...draft,
        records: draft.records.map((row) =>
          Object.fromEntries(names.map((name) => [name, (row as Fields)[name]])),
        ),
      };
    },
  },
  {
    name: "names of columns in another case",
    on: ["cells", "file"],
    keeps: true,
    change: (draft, chance) => {
      if (draft.layout?.names === "given") return undefined;
      const upper = chance.oneIn(2);
      const rename = (name: string): string =>
        upper ? name.toUpperCase() : name.toLowerCase().replaceAll(" ", "_");
      return {
        ...draft,
        records: draft.records.map((row) =>
          Object.fromEntries(
            Object.entries(row as Fields).map(([name, cell]) => [rename(name), cell]),
          ),
        ),
      };
    },
  },
  {
    name: "row sent again beside its order's total",
    on: ["cells", "file"],
    keeps: true,
    change: (draft, chance) =>
      draft.layout?.mode === "total"
        ? { ...draft, records: [...draft.records, chance.pick(draft.records)] }
        : undefined,
  },

  {
    name: "another currency's sign",
    on: ["cells", "file"],
    keeps: false,
    change: spoil(
      MONEY_ROLES,
      ({ value, sale }, _, chance) => `${chance.pick(FOREIGN[sale.currency])}${String(value)}`,
    ),
  },
  {
    name: "letters or signs at an amount",
    on: ["cells", "file"],
    keeps: false,
    change: spoil(MONEY_ROLES, ({ value }, _, chance) =>
      chance.pick([
        `${String(value)} pcs`,
        `${String(value)}%`,
        `approx ${String(value)}`,
        `${String(value)}x`,
        `${String(value)} / 2`,
        `--${String(value)}`,
        `${String(value)} ${String(value)} 1`,
        "free",
        "?",
        "1e3",
        "1,2.3,4",
        "0x10",
      ]),
    ),
  },
  {
    name: "word that means two numbers",
    on: ["cells", "file"],
    keeps: false,
    change: spoil(
      MONEY_ROLES,
      ({ value }, _, chance) => `${String(value)}${chance.pick(["M", " m", "T", " B", " bn"])}`,
    ),
  },
  {
    name: "digits of another script",
    on: ["cells", "file"],
    keeps: false,
    change: spoil([...MONEY_ROLES, "quantity"], ({ value }, _, chance) => {
      const zero = chance.pick([0x660, 0x966, 0xff10]);
      return String(value).replace(/\d/gu, (digit) => String.fromCharCode(zero + Number(digit)));
    }),
  },
  {
    name: "three digits behind the decimal sign",
    on: ["cells", "file"],
    keeps: false,
    change: spoil(["total", "lineTotal"], ({ sale }, { decimal, isDecimalGiven }) =>
      sale.currency !== "JPY" && isDecimalGiven
        ? `12${decimal === "point" ? "." : ","}345`
        : undefined,
    ),
  },
  {
    name: "the other decimal sign",
    on: ["cells", "file"],
    keeps: false,
    change: spoil(["total", "lineTotal", "unitPrice"], (_, { decimal, isDecimalGiven }) =>
      isDecimalGiven ? `12${decimal === "point" ? "," : "."}5` : undefined,
    ),
  },
  {
    name: "total that differs within an order",
    on: ["cells", "file"],
    keeps: false,
    change: spoil(["total"], (cell, layout, _, draft) =>
      draft.sales.some(({ lines, number }) => lines.length > 1 && number === cell.sale.number) &&
      layout.names === "given"
        ? moneyCell(totalOf(cell.sale) + 100, cell.sale.currency, layout)
        : undefined,
    ),
  },
  {
    name: "date that is none",
    on: ["cells", "file"],
    keeps: false,
    change: spoil(DATE_ROLES, (_, { dates }, chance) =>
      chance.pick([
        // Where dates are numbers it is one.
        ...(dates === "excel" || dates === "epoch_seconds" ? [] : ["2026"]),
        "2026-02-30 10:00",
        "2026-13-01",
        "32/01/2026",
        "2026-01-05 25:00",
        "2026-01-05 10:61",
        "5 Jam 2026",
        "yesterday",
        "05/01",
        "0000-00-00",
        "\u0662\u0660\u0662\u0666-01-05",
      ]),
    ),
  },
  {
    name: "quantity that is none",
    on: ["cells", "file"],
    keeps: false,
    change: spoil(["quantity"], (_, __, chance) =>
      chance.pick(["2 lusin", "two", "1/2", "1;2", "Rp 2", "2x"]),
    ),
  },
  {
    name: "status that nobody knows",
    on: ["cells", "file"],
    keeps: false,
    change: spoil(["status"], () => "perhaps"),
  },
  {
    name: "order of two customers or currencies",
    on: ["cells", "file"],
    keeps: false,
    change: spoil(["customerId", "currency"], ({ role, sale }, _, __, { records }) => {
      const rows = records.filter((row) =>
        Object.values(row as Fields).includes(`N${String(sale.number)}`),
      );
      if (rows.length < 2) return undefined;
      return role === "customerId" ? "somebody" : sale.currency === "USD" ? "EUR" : "USD";
    }),
  },
  {
    name: "currency that is none",
    on: ["cells", "file"],
    keeps: false,
    change: spoil(["currency"], (_, __, chance) => chance.pick(["XYZ", "Rupiah", "US", "1"])),
  },
  {
    name: "cell that is no cell",
    on: ["cells"],
    keeps: false,
    change: spoil(["at", ...MONEY_ROLES, "quantity"], (_, __, chance) =>
      chance.pick([{}, [], true, { value: 1 }, Infinity, new Date(Number.NaN)]),
    ),
  },
  {
    name: "customer that no row tells",
    on: ["cells", "file"],
    keeps: false,
    change: (draft, chance) => {
      const { layout } = draft;
      if (layout === undefined) return undefined;
      const sale = chance.pick(draft.sales);
      const records = draft.records.map((row) =>
        (row as Fields)[headerOf("orderId", layout)] === `N${String(sale.number)}`
          ? { ...(row as Fields), [headerOf("customerId", layout)]: "" }
          : row,
      );
      return { ...draft, records, refused: [sale.number] };
    },
  },
];

function withStyle(
  change: (style: FileStyle, chance: Chance, draft: Draft) => Partial<FileStyle> | undefined,
): Mutation["change"] {
  return (draft, chance) => {
    const style = draft.style ?? PLAIN_FILE;
    const more = change(style, chance, draft);
    return more && { ...draft, style: { ...style, ...more } };
  };
}

function inPieces(text: string, size: number): AsyncIterable<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  return (async function* () {
    await Promise.resolve();
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  })();
}

const FILES: readonly Mutation[] = [
  {
    name: "another delimiter",
    on: ["file"],
    keeps: true,
    change: withStyle((_, chance) => ({ delimiter: chance.pick([";", "\t", "|"]) })),
  },
  {
    name: "lines that end as on Windows",
    on: ["file"],
    keeps: true,
    change: withStyle(() => ({ newline: "\r\n" })),
  },
  {
    name: "every cell in quotes",
    on: ["file"],
    keeps: true,
    change: withStyle(() => ({ quoteAll: true })),
  },
  {
    name: "title rows above the head",
    on: ["file"],
    keeps: true,
    change: withStyle((_, chance) => ({ titles: 1 + chance.below(3) })),
  },
  {
    name: "a byte order mark",
    on: ["file"],
    keeps: true,
    change: withStyle(() => ({ encode: (text) => `\ufeff${text}` })),
  },
  {
    name: "UTF-16",
    on: ["file"],
    keeps: true,
    change: withStyle(() => ({
      encode: (text) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le")),
    })),
  },
  {
    name: "read in pieces, twice",
    on: ["file"],
    keeps: true,
    change: withStyle((_, chance) => {
      const size = 1 + chance.below(40);
      return { encode: (text) => () => inPieces(text, size) };
    }),
  },
  {
    name: "read in pieces, once",
    on: ["file"],
    keeps: true,
    change: withStyle((_, chance) => {
      const size = 1 + chance.below(40);
      return { encode: (text) => inPieces(text, size) };
    }),
  },
  {
    name: "blank lines at the end",
    on: ["file"],
    keeps: true,
    change: withStyle((_, chance) => ({
      change: (text) => `${text}${chance.pick(["\n", "\n\n\n", "  \n"])}`,
    })),
  },
  {
    name: "delimiter too many in a row",
    on: ["file"],
    keeps: false,
    // A row that ends with an empty cell would still be as wide as its head.
    change: spoilText((text, chance) => {
      const at = chance.below(text.length);
      if (text[text.indexOf("\n", at) - 1] === ",") return undefined;
      return `${text.slice(0, at)},${text.slice(at)}`;
    }),
  },
  {
    name: "quote too many",
    on: ["file"],
    keeps: false,
    // Within a cell it would be one of its letters, and so another id.
    change: spoilText((text, chance) => {
      const at = chance.pick([0, ...[...text.matchAll(/[",\n]/gu)].map(({ index }) => index + 1)]);
      return `${text.slice(0, at)}"${text.slice(at)}`;
    }),
  },
  {
    name: "quote lost",
    on: ["file"],
    keeps: false,
    change: spoilText((text, chance) => {
      const quotes = [...text.matchAll(/"/gu)].map(({ index }) => index);
      if (quotes.length === 0) return undefined;
      const at = chance.pick(quotes);
      return `${text.slice(0, at)}${text.slice(at + 1)}`;
    }),
  },
];

/** Breaks the text below its head. */
function spoilText(work: (text: string, chance: Chance) => string | undefined): Mutation["change"] {
  return (draft, chance) => {
    const text = csvText(draft.records, PLAIN_FILE);
    const head = text.indexOf("\n") + 1;
    const body = work(text.slice(head), chance);
    if (body === undefined) return undefined;
    return { ...draft, style: { ...PLAIN_FILE, change: () => `${text.slice(0, head)}${body}` } };
  };
}

export const MUTATIONS: readonly Mutation[] = [
  { name: "none", on: ["payload", "cells", "file"], keeps: true, change: (draft) => draft },
  ...DELIVERIES,
  ...PAYLOADS,
  ...CELLS,
  ...FILES,
];
