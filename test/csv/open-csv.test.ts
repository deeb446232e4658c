import { describe, expect, it } from "vitest";
import { openCsv, type CsvOptions, type CsvRow, type CsvSource, type CsvTable } from "setia/csv";
import { ENCODINGS } from "./write-csv";

async function rowsOf(table: CsvTable): Promise<readonly CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const batch of table.batches()) rows.push(...batch);
  return rows;
}

async function read(
  source: CsvSource,
  options?: CsvOptions,
): Promise<
  Pick<CsvTable, "headers" | "delimiter" | "headerLine" | "encoding"> & { rows: readonly CsvRow[] }
> {
  const table = await openCsv(source, options);
  const { headers, delimiter, headerLine, encoding } = table;
  return { headers, delimiter, headerLine, encoding, rows: await rowsOf(table) };
}

/** Rows as a reader of the test sees them best: line, cells, and a mark for a fault. */
async function shown(source: CsvSource, options?: CsvOptions): Promise<string[]> {
  const { rows } = await read(source, options);
  return rows.map(
    ({ line, cells, fault }) =>
      `${String(line)}${fault === undefined ? "" : "!"} ${cells.map((cell) => JSON.stringify(cell)).join(" ")}`,
  );
}

const lines = (...all: string[]): string => `${all.join("\n")}\n`;
const latin = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));

async function* stream<T>(...chunks: readonly T[]): AsyncGenerator<T> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

const refused = (message: RegExp, code = "INVALID_INPUT"): object => ({
  name: "SetiaError",
  code,
  message: expect.stringMatching(message) as string,
});

describe("quotes", () => {
  it("are resolved: doubled quotes, delimiters and line breaks within them", async () => {
    const text = 'id,note\r\n1,"say ""hi"", or\r\nnot"\r\n2,"",\r\n3,"x\r"\r\n';
    expect(await shown(text)).toEqual([
      '2 "1" "say \\"hi\\", or\\r\\nnot"',
      '4 "2" ""',
      '5 "3" "x\\r"',
    ]);
  });

  it("are characters in the middle of a cell that has none around it", async () => {
    expect(await shown(lines("id,note", '1,a"ni', '2,5" pipe', '3,say "hi" now'))).toEqual([
      '2 "1" "a\\"ni"',
      '3 "2" "5\\" pipe"',
      '4 "3" "say \\"hi\\" now"',
    ]);
  });

  it("may be followed by blanks", async () => {
    expect(await shown(lines("id,note", '"1" ,"a" ', '2,"b"\t'))).toEqual([
      '2 "1" "a"',
      '3 "2" "b"',
    ]);
  });

  it("that are followed by text fault their row alone", async () => {
    const { rows } = await read(lines("id,note", '1,"a"b', '2,"c"', '3,"12" pipe","x"', "4,d"));
    expect(rows).toEqual([
      {
        line: 2,
        cells: ["1", '"a"b'],
        fault:
          'has text after the closing quote of cell 2: "a"b; expected a delimiter, or the quote twice if it belongs to the text',
      },
      { line: 3, cells: ["2", "c"] },
      expect.objectContaining({ line: 4, fault: expect.stringContaining("cell 2") as string }),
      { line: 5, cells: ["4", "d"] },
    ]);
  });

  it("that are followed by text make lines doubtful until one has all its cells", async () => {
    const text = lines("id,note,x", '1,"say "hi', "middle", 'there" now",2', "2,a,b", "3,c");
    expect(await shown(text)).toEqual([
      '2! "1" "\\"say \\"hi"',
      '3! "middle"',
      '4! "there\\" now\\"" "2"',
      '5 "2" "a" "b"',
      '6 "3" "c" ""',
    ]);
  });

  it("after a space fault their row", async () => {
    expect(await shown(lines("id,note", '1, "a, b"', '2,"b, ""c"""', '3," ""d"'))).toEqual([
      '2! "1" " \\"a" " b\\""',
      '3 "2" "b, \\"c\\""',
      '4 "3" " \\"d"',
    ]);
  });

  it.each([
    [lines("id,note", '1,"a', "2,b"), "line 2"],
    [lines("id,note", '1,"a', 'b",c', '2,"d'), "line 4"],
    [lines("id,note", '1,"a', 'b","c'), "line 3"],
    [lines("id,note", '1,"a"b,"c'), "line 2"],
    ['"id,note\n1,2', "line 1"],
    ['id,note\r1,2\r3,"', "line 3"],
  ])("that are never closed are refused with the line where they open: %j", async (text, line) => {
    await expect(read(text)).rejects.toMatchObject(
      refused(new RegExp(`quote that opens on ${line} is never closed`, "u")),
    );
  });

  it("that stay open over ten million characters are refused before the source ends", async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<string> {
      yield 'id,note\n1,x\n2,"';
      for (;;) {
        given++;
        yield await Promise.resolve("all rows are one cell\n".repeat(5000));
      }
    }
    const table = await openCsv(endless());
    await expect(rowsOf(table)).rejects.toMatchObject(refused(/line 3 .* within 10,000,000 char/u));
    expect(given).toBeLessThan(200);
  });
});

describe("rows", () => {
  it("get empty cells where they end early, and lose blank ones beyond the header", async () => {
    expect(await shown(lines("id,name,city", "1", "2,Ani", "3,Ani,Solo,,  "))).toEqual([
      '2 "1" "" ""',
      '3 "2" "Ani" ""',
      '4 "3" "Ani" "Solo"',
    ]);
  });

  it("that are wider by a quote that was lost have a fault, though nothing stands beyond the header", async () => {
    const { rows } = await read(
      lines("id,price,note", '1,"15,62",', '2,15,62",', '3,TV 15",x', '4,"9,50",'),
    );
    expect(rows.map(({ fault }) => fault)).toEqual([
      undefined,
      "has 4 cells where the header has 3; expected quotes around a cell that holds the delimiter",
      undefined,
      undefined,
    ]);
  });

  it("that may hold a decimal comma without quotes have a fault, though only a blank stands beyond the header", async () => {
    const { rows } = await read(
      lines("id,date,price,note", "1,2026-01-05,15,62,", "2,2026-01-05,15,x,"),
    );
    expect(rows.map(({ fault }) => fault?.slice(0, 38))).toEqual([
      "has 5 cells where the header has 4; ex",
      undefined,
    ]);
  });

  it("whose last cell is mostly blank have a fault where a text has shifted it out", async () => {
    const head = "id,total,name,note";
    const { rows } = await read(lines(head, "1,10,Ani,", "2,10,Budi, Jr,", "3,10,Citra,"));
    expect(rows.map(({ fault }) => fault?.slice(0, 38))).toEqual([
      undefined,
      "has 5 cells where the header has 4; ex",
      undefined,
    ]);
  });

  it("with more cells than the header have a fault that counts them", async () => {
    const { rows } = await read(lines("id,name", "1,Ani", "2,Budi,Solo", "3,Citra"));
    expect(rows.map(({ fault }) => fault)).toEqual([
      undefined,
      "has 3 cells where the header has 2; expected quotes around a cell that holds the delimiter",
      undefined,
    ]);
  });

  it("without text are none, and lines still count", async () => {
    expect(await shown("\n\nid,name\n\n,\n  ,\n1,Ani\n\n\n2,Budi")).toEqual([
      '7 "1" "Ani"',
      '10 "2" "Budi"',
    ]);
  });

  it.each([
    ["\n", [2, 3]],
    ["\r\n", [2, 3]],
    ["\r", [2, 3]],
  ])("end by %j", async (newline, expected) => {
    const { rows } = await read(["id,name", "1,Ani", "2,Budi"].join(newline));
    expect(rows.map(({ line }) => line)).toEqual(expected);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ["1", "Ani"],
      ["2", "Budi"],
    ]);
  });

  it("end by either where a file has both", async () => {
    expect(await shown("id,name\n1,Ani\r\n2,Budi\n3,Citra\r\n")).toEqual([
      '2 "1" "Ani"',
      '3 "2" "Budi"',
      '4 "3" "Citra"',
    ]);
  });

  it("under a wide header come in more batches, so that short ones fill no memory", async () => {
    const text = `${"name,".repeat(9999)}name\n${"1\n".repeat(500)}`;
    const sizes: number[] = [];
    for await (const batch of (await openCsv(text)).batches()) sizes.push(batch.length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(500);
    expect(Math.max(...sizes)).toBe(100);
  });

  it("come in batches, not one by one", async () => {
    const text = lines(
      "id,name",
      ...Array.from({ length: 20_000 }, (_, id) => `${String(id)},Ani`),
    );
    const sizes: number[] = [];
    for await (const batch of (await openCsv(text)).batches()) sizes.push(batch.length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(20_000);
    expect(sizes.length).toBeLessThan(10);
  });
});

describe("the delimiter", () => {
  it.each([
    [",", lines("date,name,total", "2026-01-05,Ani,1.50", "2026-01-06,Budi,2.00")],
    [";", lines("date;name;total", "2026-01-05;Ani;1.234,50", "2026-01-06;Budi;2,00")],
    [";", lines("date;total", "2026-01-05;1.234,50", "2026-01-06;2,00")],
    [
      ";",
      lines("Sales report, January 2026", "", "date;total", "2026-01-05;1,50", "2026-01-06;2,00"),
    ],
    [";", lines("name;address", "Ani;Jl. Mawar 5, RT 3, Bandung", "Budi;Jl. Melati 1, RT 2, Solo")],
    [";", lines("id;a;b;c;d", "1;x;;;", "2", "3;1,5", "4;2,5", "5;3,5;x;y;z")],
    [",", lines("id,note", '1,"a;b"', '2,"c;d"', "3,e;f;g")],
    [",", lines("sku,tags,total", "1,a|b,1.00", "2,c|d,2.00")],
    [
      "\t",
      lines("date\tname\ttotal", "2026-01-05\tAni, Budi\t1,50", "2026-01-06\tBudi; Ani\t2,00"),
    ],
    ["|", lines("date|name|total", "2026-01-05|Ani, Budi|1,50", "2026-01-06|Budi|2,00")],
    [",", lines('"id;x","name;y"', "1,a", "2,b")],
    [",", lines("name", "Ani", "Budi")],
  ])("is %j", async (delimiter, text) => {
    expect((await openCsv(text)).delimiter).toBe(delimiter);
  });

  it("is what Excel's first line says, which is no row", async () => {
    const text = lines("sep=;", "name;total, all", "Ani;1,5");
    expect(await read(text)).toMatchObject({
      delimiter: ";",
      headerLine: 2,
      headers: ["name", "total, all"],
    });
    expect((await openCsv('"sep=|"\r\na,b|c\r\n1,2|3')).headers).toEqual(["a,b", "c"]);
    await expect(openCsv("sep=#\na#b\n")).rejects.toMatchObject(
      refused(/line 1 names the delimiter "#"/u),
    );
  });

  it("is what the caller says", async () => {
    const text = lines("sep=;", "a;b,c;d", "1;2,3;4");
    expect((await openCsv(text, { delimiter: "," })).headers).toEqual(["a;b", "c;d"]);
  });
});

describe("the header", () => {
  it.each<[string, number, string]>([
    [
      "titles above it",
      5,
      lines("Shop Ani", "Period: January", "", "", "id,name,total", "1,Ani,5"),
    ],
    [
      "pairs above it",
      3,
      lines(
        "Shop,Ani",
        "Period,January",
        "date,name,total",
        "2026-01-05,Ani,5",
        "2026-01-06,Budi,6",
      ),
    ],
    ["titles that a spreadsheet made as wide", 2, lines("Shop Ani,,", "id,name,total", "1,Ani,5")],
    ["one blank name", 1, lines(",date,total", "1,2026-01-05,5", "2,2026-01-06,6")],
    ["no rows", 1, "id,name,total"],
    ["sparse rows", 1, lines("id,name,total,note,tag", "1,Ani,5", "2,Budi,6")],
    [
      "a row with too many cells",
      1,
      lines("name,city", "Ani,Solo", "Budi,Jl. Mawar,RT 3,Bandung", "Citra,Solo"),
    ],
    ["one row, which has a cell too many", 1, lines("id,name", "1,Ani,Solo")],
    ["titles and no rows", 2, lines("Shop Ani", "id,name,total")],
    ["a number in a name", 1, lines("id,address 1,2nd name", "1,Solo,Ani")],
  ])("is found with %s", async (_, line, text) => {
    expect((await openCsv(text)).headerLine).toBe(line);
  });

  it.each([
    ["numbers", lines("1,2,3", "4,5,6")],
    ["amounts", lines("Ani,Rp 15.000", "Budi,Rp 20.000")],
    ["amounts with a code", lines("Ani,IDR 15000", "Budi,20000 IDR")],
    ["dates", lines("Ani,5 Jan 2026", "Budi,6 Jan 2026")],
    ["dates in American order", lines('Ani,"Jan 5, 2026"', 'Budi,"February 6, 2026"')],
    ["instants", lines("Ani,2026-01-05T10:00:00Z", "Budi,2026-01-06T10:00:00Z")],
    ["clock times", lines("Ani,7:35 PM", "Budi,8:00 am")],
    ["addresses", lines("Ani,ani@example.com", "Budi,budi@example.com")],
  ])("is refused where all rows hold %s", async (_, text) => {
    await expect(openCsv(text)).rejects.toMatchObject(
      refused(/none of its first rows names the columns; .*headerLine/u),
    );
  });

  it.each([lines("name,city,", "Ani,Bandung,vip"), lines("name,city", "Ani,Bandung,vip")])(
    "is refused where two lines could be it: %j",
    async (text) => {
      await expect(openCsv(text)).rejects.toMatchObject(refused(/lines 1 and 2 could both/u));
    },
  );

  it("is the line that the caller names", async () => {
    const text = lines('"a title', 'of two lines"', "2024,2025", "1,2", "3,4");
    expect(await read(text, { headerLine: 3 })).toMatchObject({
      headers: ["2024", "2025"],
      headerLine: 3,
      rows: [
        { line: 4, cells: ["1", "2"] },
        { line: 5, cells: ["3", "4"] },
      ],
    });
    await expect(openCsv(text, { headerLine: 2 })).rejects.toMatchObject(
      refused(/no row begins on line 2/u),
    );
    await expect(openCsv('a,b\n"c"d,e\n', { headerLine: 2 })).rejects.toMatchObject(
      refused(/line 2 has text after the closing quote of cell 1/u),
    );
  });

  it("may stand far below", async () => {
    const text = lines(...Array.from({ length: 3000 }, () => "1;2"), "id;total", "7;8");
    expect(await read(text, { headerLine: 3001 })).toMatchObject({
      headers: ["id", "total"],
      rows: [{ line: 3002, cells: ["7", "8"] }],
    });
  });

  it("has its names trimmed and told apart", async () => {
    const { headers } = await openCsv(lines(" Name ,Name,\u00a0Name,Name (2),Total", "a,b,c,d,5"));
    expect(headers).toEqual(["Name", "Name (3)", "Name (4)", "Name (2)", "Total"]);
  });

  it("has no more columns than a spreadsheet", async () => {
    const wide = (count: number): string => `${"name,".repeat(count - 1)}name\n1\n`;
    expect((await openCsv(wide(16_384))).headers.at(-1)).toBe("name (16384)");
    await expect(openCsv(wide(16_385))).rejects.toMatchObject(refused(/16385 cells/u));
  });

  it.each(["", "\n \n", "\ufeff", ",,\n"])("is missed in %j", async (text) => {
    await expect(openCsv(text)).rejects.toMatchObject(
      text.includes(",") ? refused(/headerLine/u) : refused(/it is empty; expected a header line/u),
    );
  });
});

describe("the encoding", () => {
  const text = lines("id,name", "1,Zoë – “ok” €", "2,日本");

  it.each(Object.entries(ENCODINGS))("is found: %s", async (name, encode) => {
    const table = await read(encode(text));
    expect(table.encoding).toBe(name.split(" ")[0]);
    expect(table.headers).toEqual(["id", "name"]);
    expect(table.rows.map(({ cells }) => cells[1])).toEqual(["Zoë – “ok” €", "日本"]);
  });

  it("is Windows-1252 with its own letters where it is no UTF-8, even if only the last line tells", async () => {
    const bytes = latin(`id,name\n${"1,Ani\n".repeat(200_000)}2,Zo\xeb \x80 \x93ok\x94 \x8d\n`);
    const { encoding, rows } = await read(bytes);
    expect(encoding).toBe("windows-1252");
    expect(rows.at(-1)?.cells).toEqual(["2", "Zoë € “ok” \u008d"]);
    expect(rows).toHaveLength(200_001);
  });

  it("is UTF-8 where one letter of many is cut, and that row has a fault", async () => {
    const bytes = Buffer.concat([ENCODINGS["utf-8"](text), latin("3,Zo\xc3\n4,Ani\n")]);
    const { encoding, rows } = await read(bytes);
    expect(encoding).toBe("utf-8");
    expect(rows.map(({ fault }) => fault)).toEqual([
      undefined,
      undefined,
      "has bytes that are no utf-8; expected one encoding in all rows",
      undefined,
    ]);
  });

  it("of a source that is read once is settled by its first part; a later row that contradicts has a fault", async () => {
    const early = latin(`id,name\n1,Zo\xeb\n${"2,Ani\n".repeat(400_000)}`);
    expect((await openCsv(stream(early))).encoding).toBe("windows-1252");
    const late = latin(`id,name\n${"1,Ani\n".repeat(400_000)}2,Zo\xeb\n3,Budi\n`);
    const { encoding, rows } = await read(stream(late));
    expect(encoding).toBe("utf-8");
    expect(rows.filter(({ fault }) => fault !== undefined).map(({ line }) => line)).toEqual([
      400_002,
    ]);
    expect((await read(stream(late), { encoding: "windows-1252" })).rows.at(-2)?.cells[1]).toBe(
      "Zoë",
    );
  });

  it("keeps a lost letter that stands in the file itself, and faults one in text, which was decoded badly", async () => {
    const lost = lines("id,name", "1,Zo\ufffd", "2,Ani");
    expect((await read(ENCODINGS["utf-8"](lost))).rows[0]).toEqual({
      line: 2,
      cells: ["1", "Zo\ufffd"],
    });
    expect((await read(lost)).rows.map(({ fault }) => fault)).toEqual([
      expect.stringContaining("a letter that was lost"),
      undefined,
    ]);
  });

  it("that is given must not contradict the mark", async () => {
    await expect(
      openCsv(ENCODINGS["utf-16le with its mark"](text), { encoding: "utf-8" }),
    ).rejects.toMatchObject(refused(/begins with the mark of utf-16le/u, "INVALID_OPTION"));
  });

  it.each([
    ["a workbook", [0x50, 0x4b, 3, 4, 20], /workbook/u],
    ["an old workbook", [0xd0, 0xcf, 0x11, 0xe0, 0xa1], /old Excel workbook/u],
    ["a gzipped file", [0x1f, 0x8b, 8, 0], /gzipped/u],
    ["a PDF", [0x25, 0x50, 0x44, 0x46, 0x2d, 0x31], /PDF/u],
    ["nothing", [], /it is empty; expected a header line/u],
  ])("is not that of %s", async (_, bytes, message) => {
    await expect(openCsv(Uint8Array.from(bytes))).rejects.toMatchObject(refused(message));
  });
});

describe("the source", () => {
  const text = lines("id,name", "1,Ani", "2,Budi");
  const bytes = ENCODINGS["utf-8"](text);
  const rows = [
    { line: 2, cells: ["1", "Ani"] },
    { line: 3, cells: ["2", "Budi"] },
  ];

  it.each<[string, () => CsvSource]>([
    ["text", () => text],
    ["bytes", () => bytes],
    ["a buffer", () => Buffer.from(bytes)],
    ["a blob", () => new Blob([bytes])],
    ["a function that opens an iterable", () => () => stream(bytes)],
    ["a function that opens a web stream", () => () => new Blob([bytes]).stream()],
  ])("is read again: %s", async (_, open) => {
    const table = await openCsv(open());
    expect(table.repeatable).toBe(true);
    expect(await rowsOf(table)).toEqual(rows);
    expect(await rowsOf(table)).toEqual(rows);
  });

  it.each<[string, () => CsvSource]>([
    ["an iterable of text", () => stream(text)],
    ["an iterable of bytes", () => stream(bytes.subarray(0, 9), bytes.subarray(9))],
    ["a web stream", () => new Blob([bytes]).stream()],
  ])("is read once, and said so: %s", async (_, open) => {
    const table = await openCsv(open());
    expect(table.repeatable).toBe(false);
    expect(await rowsOf(table)).toEqual(rows);
    await expect(rowsOf(table)).rejects.toMatchObject(
      refused(/read already; expected a function/u),
    );
  });

  it("is closed when reading stops early", async () => {
    const closed: string[] = [];
    async function* long(name: string): AsyncGenerator<string> {
      try {
        yield text;
        for (;;) yield await Promise.resolve(text.repeat(1000));
      } finally {
        closed.push(name);
      }
    }
    for await (const batch of (await openCsv(long("iterable"))).batches())
      if (batch.length > 0) break;
    expect(closed).toEqual(["iterable"]);
    const web = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(ENCODINGS["utf-8"](text.repeat(1000))),
      cancel: () => void closed.push("web"),
    });
    for await (const batch of (await openCsv(web)).batches()) if (batch.length > 0) break;
    expect(closed).toEqual(["iterable", "web"]);
  });

  it("that fails is told with its cause, before or amid the rows", async () => {
    const cause = new Error("ENOENT: no such file");
    const failing = (good: readonly string[]): (() => AsyncGenerator<string>) =>
      async function* () {
        yield* stream(...good);
        throw cause;
      };
    await expect(openCsv(failing([]))).rejects.toMatchObject({
      ...refused(/^openCsv: the source could not be read: ENOENT: no such file$/u),
      cause,
    });
    const once = await openCsv(failing([text.repeat(300)])());
    await expect(rowsOf(once)).rejects.toMatchObject({ ...refused(/ENOENT/u), cause });
    await expect(
      openCsv(() => {
        throw cause;
      }),
    ).rejects.toMatchObject({ ...refused(/ENOENT/u), cause });
  });

  it("that is packed wrongly is told", async () => {
    const broken = new Blob(["no gzip"]).stream().pipeThrough(new DecompressionStream("gzip"));
    await expect(openCsv(broken)).rejects.toMatchObject(refused(/could not be read/u));
  });

  it.each([[5], [null], [undefined], [{}], [[1, 2]], [() => 5], [() => stream(5)]])(
    "is refused where it is none: %j",
    async (source) => {
      await expect(openCsv(source as unknown as string)).rejects.toMatchObject(
        refused(/expected/u),
      );
    },
  );

  it.each([
    { delimiter: "#" },
    { encoding: "latin1" },
    { headerLine: 0 },
    { headerLine: 1.5 },
    { headerLine: "1" },
  ])("needs options that exist: %j", async (options) => {
    await expect(openCsv(text, options as CsvOptions)).rejects.toMatchObject(
      refused(/expected/u, "INVALID_OPTION"),
    );
  });
});

describe("hostile text takes time in line with its size", () => {
  const head = lines("id,note", "1,x", "2,y");
  /** What the reader may take for each character; a square of the size is a thousand times more. */
  const MOST_MICROSECONDS = 20;

  it.each<[string, (size: number) => string, number]>([
    ["doubled quotes in one cell", (size) => `${head}3,"${'""'.repeat(size)}"\n`, 1],
    ["quotes in a bare cell", (size) => `${head}3,a${'"'.repeat(size)}\n`, 1],
    ["rows that are all broken", (size) => head + '3,"a"b\n'.repeat(size / 5), 20_000],
    ["cells that are all broken", (size) => `${head}3${',"a"b'.repeat(size / 5)}\n`, 1],
    [
      "broken quotes before blanks",
      (size) => `${head}3,"a"${' "'.repeat(size)}${" ".repeat(size)},\n`,
      1,
    ],
    ["delimiters alone", (size) => `${head}${",".repeat(10 * size)}\n3,z\n`, 1],
    ["cells beyond the header", (size) => `${head}3${",x".repeat(10 * size)}\n`, 1],
    [
      "names that are all alike",
      (size) => `${"x,".repeat(16_383)}x\n${"1\n".repeat(size / 100)}`,
      1000,
    ],
    ["a title of delimiters", (size) => `${",x".repeat(size)}\n${head}`, 2],
    ["words in one cell", (size) => `${head}3,${"1 a ".repeat(size)}\n`, 1],
  ])("%s", async (_, make, more) => {
    const text = make(100_000);
    const before = process.cpuUsage();
    let count = 0;
    try {
      for await (const batch of (await openCsv(text)).batches()) count += batch.length;
    } catch (error) {
      expect(error).toMatchObject({ name: "SetiaError" });
      return;
    } finally {
      const { user, system } = process.cpuUsage(before);
      expect(user + system).toBeLessThan(1_000_000 + MOST_MICROSECONDS * text.length);
    }
    expect(count).toBeGreaterThanOrEqual(more);
  });
});
