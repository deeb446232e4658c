/** What holds of every table, however it is written and cut. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openCsv, type CsvOptions, type CsvRow, type CsvSource, type CsvTable } from "setia/csv";
import { RUNS } from "../arbitraries";
import { cutAt, ENCODINGS, styles, writeCsv } from "./write-csv";

const numRuns = 150 * RUNS;

interface Read extends Omit<CsvTable, "batches" | "repeatable"> {
  readonly rows: readonly CsvRow[];
}

async function readAll(source: CsvSource, options?: CsvOptions): Promise<Read> {
  const table = await openCsv(source, options);
  const { headers, encoding, delimiter, headerLine } = table;
  const rows: CsvRow[] = [];
  for await (const batch of table.batches()) rows.push(...batch);
  return { headers, encoding, delimiter, headerLine, rows };
}

async function* stream<T>(chunks: readonly T[]): AsyncGenerator<T> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

/** Everything that a reader of CSV may stumble over. */
const texts = fc
  .array(
    fc.constantFrom(
      ...'a b 1 2 . - \' " "" , ; | é € 😀 日'.split(" "),
      " ",
      "\n",
      "\r",
      "\r\n",
      "\t",
      "\ufffd",
      "sep=",
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(""));

/** At least one cell of each row says something, since a blank line is no row. */
const tables = fc.integer({ min: 2, max: 5 }).chain((width) =>
  fc
    .array(
      fc
        .array(texts, { minLength: width, maxLength: width })
        .map(([first = "", ...rest]) => [`x${first}`, ...rest]),
      { maxLength: 8 },
    )
    .map((rows) => [
      Array.from({ length: width }, (_, index) => `col ${"abcde"[index] ?? ""}`),
      ...rows,
    ]),
);
const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

describe("any table", () => {
  it("is read back as it was written, from bytes in every encoding, however they are cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        tables,
        styles,
        fc.constantFrom(...Object.keys(ENCODINGS)),
        cuts,
        async (table, style, encoding, sizes) => {
          const bytes = ENCODINGS[encoding as keyof typeof ENCODINGS](writeCsv(table, style));
          const [name = ""] = encoding.split(" ");
          const options = { delimiter: style.delimiter, encoding: name as "utf-8", headerLine: 1 };
          const read = await readAll(() => stream(cutAt(bytes, sizes)), options);
          expect([read.headers, ...read.rows.map(({ cells }) => cells)]).toEqual(table);
          expect(read.rows.filter(({ fault }) => fault !== undefined)).toEqual([]);
          expect(read.encoding).toBe(name);
        },
      ),
      { numRuns },
    );
  });

  it("stands on the lines that its line ends count", async () => {
    await fc.assert(
      fc.asyncProperty(tables, styles, async (table, style) => {
        const text = writeCsv(table, style);
        const { rows } = await readAll(text, { delimiter: style.delimiter, headerLine: 1 });
        const one = style.newline === "\r" ? "\r" : "\n";
        let line = 1;
        const lines = table.map((row) => {
          const at = line;
          line += 1 + row.join("").split(one).length - 1;
          return at;
        });
        expect(rows.map((row) => row.line)).toEqual(lines.slice(1));
      }),
      { numRuns },
    );
  });
});

/** Anything at all, broken quotes and ragged rows too. */
const mess = fc
  .array(
    fc.constantFrom(
      "a",
      '"',
      '"',
      ",",
      ";",
      "\n",
      "\r\n",
      " ",
      "1",
      "é",
      "\nid,name\n",
      '"x"',
      "\ufeff",
    ),
    { maxLength: 60 },
  )
  .map((parts) => `id,name\n${parts.join("")}`);

/** What is read, or why not. */
async function outcome(source: CsvSource, options?: CsvOptions): Promise<unknown> {
  try {
    return await readAll(source, options);
  } catch (error) {
    expect(error).toMatchObject({ name: "SetiaError" });
    return (error as Error).message;
  }
}

describe("any text", () => {
  it("gives the same rows or the same refusal, however it is cut and wherever it comes from", async () => {
    await fc.assert(
      fc.asyncProperty(mess, cuts, fc.boolean(), async (text, sizes, given) => {
        const bytes = new Uint8Array(Buffer.from(text, "utf8"));
        const options = given ? ({ delimiter: ",", headerLine: 1 } as const) : {};
        const whole = await outcome(bytes, options);
        const chunks = cutAt(bytes, sizes);
        expect(await outcome(stream(chunks), options)).toEqual(whole);
        expect(await outcome(() => stream(chunks), options)).toEqual(whole);
        expect(await outcome(new Blob([bytes]), options)).toEqual(whole);
        expect(await outcome(new Blob([bytes]).stream(), options)).toEqual(whole);
        const asText = await outcome(stream(cutAt(text, sizes)), options);
        expect(
          typeof asText === "string" ? asText : { ...(asText as Read), encoding: "utf-8" },
        ).toEqual(whole);
      }),
      { numRuns },
    );
  });

  it("gives the same in pieces of any size where it is long", async () => {
    const long = fc
      .tuple(fc.array(mess, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 40_000 }))
      .map(([parts, filler]) => {
        const some = parts.join("\n");
        return `id,name\n1,"${"a\n".repeat(filler)}"\n${some.repeat(Math.ceil(30_000 / some.length))}`;
      });
    const sizes = fc.array(fc.integer({ min: 100, max: 70_000 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(long, sizes, async (text, cut) => {
        const options = { delimiter: ",", headerLine: 1 } as const;
        const whole = await outcome(text, options);
        expect(await outcome(stream(cutAt(text, cut)), options)).toEqual(whole);
        expect(await outcome(stream(cutAt(text, [97])), options)).toEqual(whole);
      }),
      { numRuns: numRuns / 5 },
    );
  });

  it("accounts for every line: it is in a row, or blank, or the text is refused", async () => {
    await fc.assert(
      fc.asyncProperty(mess, async (text) => {
        const read = await outcome(text, { delimiter: ",", headerLine: 1 });
        if (typeof read === "string") return;
        const { rows } = read as Read;
        const lines = text.split("\n");
        const begun = [1, ...rows.map(({ line }) => line)];
        expect([...begun].sort((a, b) => a - b)).toEqual(begun);
        // All that is no syntax is in the cells, in its order.
        const plain = (all: string): string => all.replace(/[",\s\ufeff]/gu, "");
        expect(rows.map(({ cells }) => plain(cells.join(""))).join("")).toBe(
          plain(lines.slice(1).join("\n")),
        );
        for (const { cells, fault } of rows) if (fault === undefined) expect(cells).toHaveLength(2);
      }),
      { numRuns },
    );
  });
});
