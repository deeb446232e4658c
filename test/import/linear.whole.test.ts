/** What a stranger can write into a payload or a file takes linear time to import: every text and every list of records is doubled. */
import { describe, it } from "vitest";
import { isSetiaError } from "setia";
import { openCsv } from "setia/csv";
import { importTable } from "setia/import";
import { expectLinear, FILLS } from "../linear";
import { Chance } from "./fuzz/chance";
import { drawDraft, SOURCES, type Draft } from "./fuzz/seeds";

const isFull = process.env["SETIA_FULL"] === "1";

/** The same value with every text in it changed. */
function withTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => withTexts(item, change));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withTexts(member, change)]),
  );
}

/** Runs a source on records, which it may refuse. */
async function run(draft: Draft, records: readonly unknown[]): Promise<void> {
  try {
    await draft.source.run(records, draft);
  } catch (error) {
    if (!isSetiaError(error)) throw error;
  }
}

describe.each(SOURCES.map((source) => [source.name, source] as const))("%s", (_, source) => {
  const draft = drawDraft(source, new Chance(7));

  it("takes linear time in the length of any of its texts", async () => {
    const [first] = draft.records;
    const texts: string[] = [];
    withTexts(first, (text) => {
      texts.push(text);
      return text;
    });
    for (const [place] of texts.entries()) {
      // The full run tries all of them in every place.
      for (const fill of FILLS.filter((_, at) => isFull || at % 5 === place % 5)) {
        const work = (size: number): (() => Promise<void>) => {
          let at = 0;
          const record = withTexts(first, (text) =>
            at++ === place ? text + fill.repeat(Math.ceil(size / fill.length)) : text,
          );
          return () => run(draft, [record, ...draft.records.slice(1)]);
        };
        await expectLinear(`text ${String(place)}, ${JSON.stringify(fill)}`, work, 20_000);
      }
    }
  }, 300_000);

  it("takes linear time in the number of records", async () => {
    const work = (size: number): (() => Promise<void>) => {
      const records = Array.from({ length: size }, (_, index) => {
        const record = draft.records[index % draft.records.length];
        // Each of another order and person.
        return withTexts(record, (text) =>
          text.replace(/\d{3,}/gu, (id) => `${id}${String(index)}`),
        );
      });
      return () => run(draft, records);
    };
    await expectLinear("records", work, 200);
  }, 120_000);
});

describe("a file", () => {
  const head = "order id,customer id,date,amount,name\n";
  const read = async (text: string): Promise<void> => {
    try {
      const table = await openCsv(text);
      const imported = importTable(table, { currency: "USD", timeZone: "UTC" });
      for await (const { events } of imported) if (events.length < 0) return;
    } catch (error) {
      if (!isSetiaError(error)) throw error;
    }
  };

  it.each(FILLS)("takes linear time in the length of a cell of %j", async (fill) => {
    const work = (size: number) => (): Promise<void> =>
      read(`${head}1,ani,2026-01-05,5.00,"${fill.repeat(Math.ceil(size / fill.length))}"\n`);
    await expectLinear(fill, work, 20_000);
  });

  it.each([
    ["rows of one order", () => "1,ani,2026-01-05,5.00,a\n"],
    ["rows of orders", (row: number) => `${String(row)},ani,2026-01-05,5.00,a\n`],
    [
      "rows of orders that come again",
      (row: number) => `${String(row % 500)},ani,2026-01-05,5.00,a\n`,
    ],
    ["rows that cannot be read", () => "1,,no date,much,a,b,c\n"],
  ])("takes linear time in the number of %s", async (name, rowOf) => {
    const work = (size: number): (() => Promise<void>) => {
      const text = head + Array.from({ length: size }, (_, row) => rowOf(row)).join("");
      return () => read(text);
    };
    await expectLinear(name, work, 500);
  });
});
