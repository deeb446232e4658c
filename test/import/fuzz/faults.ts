/** Mistakes that a reader could make, each planted into the real importers; the fuzz must find every one. */
import {
  csvText,
  headerOf,
  PLAIN_FILE,
  SOURCES,
  type Draft,
  type Outcome,
  type Role,
  type Source,
} from "./seeds";

export interface Fault {
  readonly name: string;
  /** The sources with the mistake in them. */
  readonly sources: readonly Source[];
}

type Fields = Readonly<Record<string, unknown>>;
type Event = Outcome["events"][number];

const of = (kind: Source["kind"]): readonly Source[] => [
  ...new Set(SOURCES.filter((source) => source.kind === kind)),
];

/** Changes what the importer is given. */
function misread(
  sources: readonly Source[],
  change: (records: readonly unknown[], draft: Draft) => readonly unknown[],
): Source[] {
  return sources.map((source) => ({
    ...source,
    run: (records, draft, lookup) => source.run(change(records, draft), draft, lookup),
  }));
}

/** Changes what the importer gives. */
function mistake(
  sources: readonly Source[],
  change: (outcome: Outcome, records: readonly unknown[], draft: Draft) => Outcome,
): Source[] {
  return sources.map((source) => ({
    ...source,
    run: async (records, draft, lookup) =>
      change(await source.run(records, draft, lookup), records, draft),
  }));
}

/** Misreads the cells of some roles. */
function miscell(roles: readonly Role[], change: (cell: unknown) => unknown): Source[] {
  return misread(of("cells"), (records, { layout }) =>
    records.map((record) => {
      if (layout === undefined) return record;
      const row = { ...(record as Fields) };
      for (const role of roles) {
        const header = headerOf(role, layout);
        if (header in row) row[header] = change(row[header]);
      }
      return row;
    }),
  );
}

const MONEY: readonly Role[] = ["total", "lineTotal", "unitPrice", "refunded"];
const onText = (change: (text: string) => string) => (cell: unknown) =>
  typeof cell === "string" ? change(cell) : cell;

/** The same importers, only wrapped: in them nothing may be found. */
export const FAULTLESS: readonly Source[] = [
  ...misread(SOURCES, (records) => records),
  ...mistake(SOURCES, (outcome) => outcome),
  ...miscell(MONEY, (cell) => cell),
];

let told = 0;

export const FAULTS: readonly Fault[] = [
  {
    name: "15rb read as 15",
    sources: miscell(
      MONEY,
      onText((cell) => cell.replace(/(?<=\d)\s*(?:rb|ribu|k)$/iu, "")),
    ),
  },
  {
    name: "minus lost",
    sources: miscell(
      [...MONEY, "quantity"],
      onText((cell) => cell.replace(/^[-\u2212](?=\d)|[-\u2212]$/gu, "")),
    ),
  },
  {
    name: "refund counted twice",
    sources: mistake(SOURCES, ({ events, skipped }) => ({
      events: events.flatMap((event): Event[] =>
        event.type === "order_refunded"
          ? [event, { ...event, id: `${event.id} once more` }]
          : [event],
      ),
      skipped,
    })),
  },
  {
    name: "day and month swapped",
    sources: miscell(
      ["at"],
      onText((cell) =>
        cell.replace(/^(\d\d)\/(\d\d)\//u, (all, first: string, second: string) =>
          Number(first) <= 12 && Number(second) <= 12 ? `${second}/${first}/` : all,
        ),
      ),
    ),
  },
  {
    name: "decimal comma taken for thousands",
    sources: miscell(
      MONEY,
      onText((cell) => cell.replace(/,(?=\d\d$)/u, "")),
    ),
  },
  {
    name: "second line of an order dropped",
    sources: misread(of("cells"), (records, { layout }) => {
      const seen = new Set<unknown>();
      return records.filter((record) => {
        const id = layout && (record as Fields)[headerOf("orderId", layout)];
        const isFirst = !seen.has(id);
        seen.add(id);
        return isFirst;
      });
    }),
  },
  {
    name: "currency ignored",
    sources: mistake(SOURCES, ({ events, skipped }) => ({
      events: events.map((event) =>
        event.type === "order_completed" ? { ...event, currency: "USD" } : event,
      ),
      skipped,
    })),
  },
  {
    name: "redelivery counted twice",
    sources: mistake(SOURCES, ({ events, skipped }) => ({
      events: events.map((event) => {
        if (event.type !== "order_refunded") return event;
        told++;
        return { ...event, id: `${event.id} ${String(told)}` };
      }),
      skipped,
    })),
  },
  {
    name: "quoted cell split",
    sources: of("file").map((source) => ({
      ...source,
      run: (records, draft, lookup) => {
        const style = draft.style ?? PLAIN_FILE;
        const text = csvText(records, style).replaceAll('"', "");
        return source.run(records, { ...draft, style: { ...style, change: () => text } }, lookup);
      },
    })),
  },
  {
    name: "blank product kept",
    sources: mistake(of("cells"), ({ events, skipped }) => ({
      events: events.map((event) =>
        event.type === "order_completed" && event.lines === undefined
          ? { ...event, lines: [{ sku: "", quantity: 1, unitPrice: 0 }] }
          : event,
      ),
      skipped,
    })),
  },
  {
    name: "what cannot be read left out without a word",
    sources: mistake(SOURCES, ({ events }) => ({ events, skipped: [] })),
  },
  {
    name: "last record of a list forgotten",
    sources: misread(of("payload"), (records) => records.slice(0, -1)),
  },
  {
    name: "decimal point of an API read as thousands",
    sources: misread(of("payload"), (records) => [
      ...(JSON.parse(JSON.stringify(records).replace(/"(\d+)\.(\d\d)"/gu, '"$1$2"')) as unknown[]),
    ]),
  },
  {
    name: "total of an order taken from a row",
    sources: mistake(of("cells"), ({ events, skipped }) => ({
      events: events.map((event) =>
        event.type === "order_completed" && event.lines?.[0] !== undefined
          ? { ...event, total: event.lines[0].unitPrice * event.lines[0].quantity }
          : event,
      ),
      skipped,
    })),
  },
  {
    name: "offset of an instant ignored",
    sources: misread(of("payload"), (records) => [
      ...(JSON.parse(
        JSON.stringify(records).replace(/(T\d\d:\d\d:\d\d)[+-]\d\d:\d\d"/gu, '$1Z"'),
      ) as unknown[]),
    ]),
  },
  {
    name: "an error of its own kind lost",
    sources: of("payload").map((source) => ({
      ...source,
      run: (records, draft, lookup) => {
        if (records.some((record) => typeof record !== "object" || record === null)) {
          throw new TypeError("cannot read properties of undefined");
        }
        return source.run(records, draft, lookup);
      },
    })),
  },
];
