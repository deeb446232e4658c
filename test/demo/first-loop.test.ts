import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { firstLoop } from "../../examples/first-loop";
import { sampleShop } from "../../examples/sample-shop";
import { RUNS } from "../arbitraries";
import { sharedFile } from "../data/shared";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "setia-demo-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]): Promise<string> {
  const printed: string[] = [];
  await firstLoop([...args, "--report", "none"], {
    print: (line) => printed.push(line),
    progress: () => undefined,
    save: () => undefined,
  });
  return printed.join("\n").replaceAll("\u00a0", " ").replaceAll("\u202f", " ");
}

function file(content: string | Buffer, name = "orders.csv"): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const HEADER = "order_id,customer_id,order_date,total,currency";
const ROWS = [
  "1,ani,2026-01-05,10.50,EUR",
  "2,budi,2026-02-05T09:00:00+01:00,7,EUR",
  "3,ani,2026-02-20 10:00,5.25,EUR",
];

describe("the generated shop", () => {
  it("is the same every time", () => {
    expect(sampleShop()).toEqual(sampleShop());
    expect(sampleShop(1).events).not.toEqual(sampleShop().events);
  });

  it.each([
    [
      "en",
      [
        "Segments (how valuable)",
        "champions",
        "Activity (here now?)",
        "Act on these first",
        "why: ",
        "say: Hello ",
        "offer: ",
        "The strongest cross-sell rules",
        "Closing the loop",
      ],
    ],
    [
      "id",
      [
        "Segmen (seberapa bernilai)",
        "juara",
        "Aktivitas (masih di sini?)",
        "Dahulukan mereka ini",
        "alasan: ",
        "pesan: Halo ",
        "tawarkan: ",
        "Aturan cross-sell terkuat",
        "Dan seterusnya",
        "Rp ",
      ],
    ],
  ])("prints the whole loop in %s", async (language, parts) => {
    const text = await run("--language", language, "--top", "40");
    for (const part of parts) expect(text).toContain(part);
    expect(text).not.toMatch(/undefined|NaN|\{|\[object/u);
  });

  it("finds what belongs together, and asks again after sending", async () => {
    const text = await run();
    expect(text).toMatch(/Casing \w+ \w+ → Ponsel/u);
    expect(text).toContain("Keripik Balado (dus) → Soda Kola (dus)");
    expect(text).toMatch(
      /Asked again, the answer for the same customer is: .+\n {2}.+ paused for \d+ days, until/u,
    );
  });
});

describe("a file of one's own", () => {
  it("maps columns by their names, and takes a gzipped file too", async () => {
    const plain = await run(file([HEADER, ...ROWS].join("\n")));
    expect(plain).toContain(
      "orderId = order_id, customerId = customer_id, at = order_date, total = total, currency = currency",
    );
    expect(plain).toContain("2 customers, 3 orders, revenue €22.75");
    const zipped = file(gzipSync([HEADER, ...ROWS].join("\n")), "orders.csv.gz");
    expect(await run(zipped)).toBe(plain);
  });

  it.each([
    [
      "semicolons and decimal commas",
      "Kunde;Tag;Wert\nani;2026-01-05;1.234,50",
      ["--column", "customerId=Kunde", "--column", "at=Tag", "--column", "total=Wert"],
      "revenue 1,234.50",
    ],
    [
      "tabs, a byte order mark and quotes",
      '\uFEFFcustomer\tdate\ttotal\n"an\ti"\t20260105\t"1,234.50"',
      [],
      "revenue 1,234.50",
    ],
    [
      "pipes and carriage returns",
      "customer|date|total\r\nani|2026-01-05|3\r\nbudi|2026-01-06|4\r\n",
      [],
      "2 customers, 2 orders",
    ],
    [
      "rupiah with points",
      "pelanggan,tanggal,total\nani,2026-01-05,Rp 15.000",
      ["--currency", "IDR"],
      "revenue IDR 15,000",
    ],
    [
      "days first",
      "customer,date,total\nani,03/04/2026,3",
      ["--dates", "day_first"],
      "As of April 4, 2026",
    ],
    [
      "months first",
      "customer,date,total\nani,03/04/2026,3",
      ["--dates", "month_first"],
      "As of March 5, 2026",
    ],
    [
      "an instant of one's own",
      "customer,date,total\nani,2026-01-05,3",
      ["--as-of", "2026-08-01T00:00:00Z"],
      "lapsed",
    ],
    [
      "a zone of one's own",
      "customer,date,total\nani,2026-01-05 23:30,3",
      ["--time-zone", "Asia/Jakarta", "--as-of", "2026-01-05T16:30:00Z"],
      "1 customer, 1 order, revenue 3.00",
    ],
  ])("reads %s", async (_, content, args, expected) => {
    expect(await run(file(content), ...args)).toContain(expected);
  });

  it.each([
    ["1.234.500", [], "revenue 1,234,500.00"],
    ["1.234", ["--decimal", "comma"], "revenue 1,234.00"],
    ['"1,234"', ["--decimal", "point"], "revenue 1,234.00"],
    ["Rp150.000", [], "revenue IDR 150,000"],
    ['"Rp75.000,-"', [], "revenue IDR 75,000"],
    ["Rp 15rb", [], "revenue IDR 15,000"],
    ["50.00", [], "revenue 50.00"],
    ["€3", ["--currency", "EUR"], "revenue €3.00"],
    ["$ 3.50 USD", [], "revenue $3.50"],
  ])("reads the amount %s with %j", async (amount, args, expected) => {
    expect(await run(file(`customer,date,total\nani,2026-01-05,${amount}`), ...args)).toContain(
      expected,
    );
  });

  it.each(["1e3", "12345678901234567890", "3-4", "1 2", "0.125", "12 lusin"])(
    "leaves the amount %s out",
    async (amount) => {
      const lines = `customer,date,total\nani,2026-01-05,7\n\nani,2026-01-06,${amount}`;
      const text = await run(file(lines));
      expect(text).toContain(`cannot be read (first: line 4, column "total" is "${amount}"; `);
      expect(text).toContain("1 customer, 1 order, revenue 7.00");
    },
  );

  it("leaves a quantity out that could be a thousand or one, and gives back a charge", async () => {
    const lines = [
      "order,customer,date,sku,quantity,price",
      '1,a,2026-01-01,x,"1,000",2.50',
      "2,a,2026-01-02,x,1,10.00",
      "2,a,2026-01-02,POST,1,5.00",
      "3,a,2026-01-03,POST,-1,5.00",
    ];
    const text = await run(file(lines.join("\n")));
    expect(text).toContain(
      'cannot be read (first: line 2, column "quantity" is "1,000"; can be read',
    );
    expect(text).toContain("1 customer, 1 order, revenue 10.00");
  });

  it("takes brackets for a minus", async () => {
    const lines = "customer,date,total\nani,2026-01-05,7\nani,2026-01-06,(2.50)";
    expect(await run(file(lines))).toContain("1 customer, 1 order, revenue 4.50");
  });

  it("looks from the day after the last order in the zone, or from a time of the zone", async () => {
    const path = file("customer,date,total\nani,2026-01-05 23:30,3");
    expect(await run(path, "--time-zone", "Asia/Jakarta")).toContain(
      "As of January 6, 2026 at 12:00 AM (Asia/Jakarta)",
    );
    const given = await run(path, "--time-zone", "Asia/Jakarta", "--as-of", "2026-02-01 10:00");
    expect(given).toContain("As of February 1, 2026 at 10:00 AM (Asia/Jakarta)");
  });

  it("takes the lines of a shop system's export together, and says what it did not use", async () => {
    const lines = [
      "Name,Email,Financial Status,Created at,Total,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Vendor",
      "#1001,a@example.com,paid,2026-01-05 10:00:00 +0700,25.00,2,Cup,10.00,A1,x",
      "#1001,a@example.com,,2026-01-05 10:00:00 +0700,,1,Pen,5.00,B2,x",
    ];
    const text = await run(file(lines.join("\n")));
    expect(text).toContain("1 customer, 1 order, revenue 25.00");
    expect(text).toContain("Columns that are not used: Vendor.");
    expect(await run(file("customer,date,total\nani,2026-01-05,3"))).toContain(
      "every line is an order of its own",
    );
  });

  it("reads Indonesian headers", async () => {
    const text = await run(
      file("No. Pesanan;Nama Pembeli;Tanggal Pesanan;Total Bayar\n1;Ani;2026-01-05;Rp 15.000"),
      "--currency",
      "IDR",
    );
    expect(text).toContain("revenue IDR 15,000");
  });

  it("reads letters of Windows without being told", async () => {
    const latin = file(
      Buffer.from("customer,date,total,nama\nani,2026-01-05,3,Andr\u00e9", "latin1"),
    );
    expect(await run(latin)).toContain("Andr\u00e9");
  });

  it("says that there is nobody to act on, and tells of long work", async () => {
    const news: string[] = [];
    const printed: string[] = [];
    const path = file("customer,date,total\nani,2026-01-05,0");
    await firstLoop([path, "--as-of", "2026-01-15T00:00:00Z"], {
      print: (line) => printed.push(line),
      progress: (line) => news.push(line),
      save: () => undefined,
    });
    expect(printed.join("\n")).toContain("Nobody: there is nothing to do");
    expect(news).toEqual(
      expect.arrayContaining(["lines in all 1", "record 1", "read 1", "customers 1"]),
    );
  });

  it("counts every line that is left out, and says why and where", async () => {
    const lines = [
      HEADER,
      ...ROWS,
      "4,,2026-01-05,1,EUR",
      "5,ani,2026-02-31,1,EUR",
      "6,ani,2026-01-05,much,EUR",
      "7,ani,2026-01-05,1",
      "1,ani,2026-01-05,10.50,EUR",
      "5,ani,2026-01-05,x,EUR",
      "8,budi,2026-03-01,-3,EUR",
      "9,dewi,2026-03-01,-3,EUR",
    ];
    const text = await run(file(lines.join("\n")));
    const fates = text
      .split("\n")
      .filter((line) => /^ +\d+ {2}/u.test(line))
      .map((line) => line.trim());
    expect(fates).toEqual([
      "5  used",
      '1  left out: no customer, so nobody to act on (first: line 5 the order "4" names no customer that customerBy allows; expected a customer id, or customerBy: "id_or_email" and an e-mail address)',
      '4  left out: cannot be read (first: line 7, column "total" is "much"; expected an amount in EUR such as "1,234.50" or "1.234,50")',
      "1  left out: does not count (first: line 12 refunds money, but no earlier order of the customer still holds what comes back)",
      "11  = lines in all",
    ]);
    expect(text).toContain("revenue €19.75");
  });

  it("takes an order's lines together, and gives back what came back", async () => {
    const lines = [
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID",
      "10,A1,Cup,6,2026-01-05 08:26:00,2.55,17850",
      "10,POST,Postage,1,2026-01-05 08:26:00,4.00,17850",
      "10,A1,Cup,6,2026-01-05 08:26:00,2.55,17850",
      "C11,A1,Cup,-4,2026-01-07 08:26:00,2.55,17850",
      "C12,A1,Cup,-9,2026-01-08 08:26:00,2.55,17850",
      "13,B2,Pen,10,2026-01-09 08:26:00,0.001,17850",
    ];
    const text = await run(file(lines.join("\n")));
    expect(text).toContain("1 customer, 2 orders, revenue 24.41");
    expect(text).toContain("line 4 repeats line 2 to the letter; both count");
    expect(text).toContain('line 7, UnitPrice is "0.001", finer than XXX');
    expect(text).toContain("1  left out: does not count (first: line 6 refunds money");
  });

  it.each([
    ["an empty file", "", [], /it is empty; expected a header line/],
    ["a header alone", HEADER, [], /none of its 0 lines is an order/],
    [
      "no customer column",
      "order_id,day\n1,2",
      [],
      /columns\.at is missing; expected the column of the order's date \(one of the columns "order_id", "day"\)/,
    ],
    ["no amount column", "customer,date\nani,2026-01-05", [], /columns\.total is missing/],
    [
      "another separator than the header's",
      "customer,date,total\nani;2026-01-05;3",
      [],
      /none of its 1 lines is an order.*line 2, column "date" is missing/,
    ],
    [
      "a quote that is never closed",
      `${HEADER}\n1,"ani,2026-01-05,3,EUR\n`,
      [],
      /the quote that opens on line 2 is never closed/,
    ],
    [
      "dates that can be read in two ways",
      "customer,date,total\nani,03/04/2026,3",
      [],
      /line 2, column "date" is "03\/04\/2026"; can be read in two ways; expected the option dates/,
    ],
    [
      "two currencies",
      `${HEADER}\n${ROWS[0] ?? ""}\n9,ani,2026-01-05,3,USD`,
      [],
      /its orders are in EUR and USD; expected one currency/,
    ],
    [
      "an unknown currency",
      "customer,date,total\nani,2026-01-05,3",
      ["--currency", "Rp"],
      /ISO 4217/,
    ],
    [
      "an unknown zone",
      "customer,date,total\nani,2026-01-05,3",
      ["--time-zone", "Mars"],
      /"Mars" is not known/,
    ],
    [
      "a column that is not there",
      "customer,date,total\nani,2026-01-05,3",
      ["--column", "total=price"],
      /columns\.total is "price", which no row has/,
    ],
    ["broken gzip", Buffer.from([0x1f, 0x8b, 1, 2, 3]), [], /could not be read/],
  ])("refuses %s", async (_, content, args, message) => {
    await expect(run(file(content), ...args)).rejects.toThrow(message);
    await expect(run(file(content), ...args)).rejects.toMatchObject({ name: "SetiaError" });
  });

  it("refuses a file that is not there, or is no file", async () => {
    await expect(run(join(folder, "nowhere.csv"))).rejects.toThrow(
      /nowhere\.csv: it cannot be read .*ENOENT/,
    );
    await expect(run(folder)).rejects.toThrow(/it cannot be read .*EISDIR/);
  });

  it.each([
    [["--language", "fr"], /--language is fr; expected en or id/],
    [["--top", "0"], /--top is 0/],
    [["--dates", "year-first"], /--dates is year-first; expected one of day_first/],
    [["--as-of", "yesterday"], /--as-of is yesterday/],
    [["--column", "nonsense=a"], /--column is nonsense=a; expected ROLE=HEADER/],
    [["--nonsense"], /--help/],
    [["--decimal", "dot"], /--decimal is dot/],
    [["--encoding", "ebcdic"], /--encoding is ebcdic/],
    [["a.csv", "b.csv"], /2 files are given; expected one/],
    [["--time-zone", "WIB"], /"WIB" is not known/],
    [["--currency", "Rp"], /"Rp" is not known/],
  ])("refuses the arguments %j", async (args, message) => {
    await expect(run(...args)).rejects.toThrow(message);
  });

  it("tells its options", async () => {
    expect(await run("--help")).toContain("Usage: npm run demo");
  });
});

const retail = sharedFile("data/online_retail.csv.gz");
describe.skipIf(retail === undefined)("Online Retail", () => {
  let text = "";
  beforeAll(async () => {
    text = await run(retail ?? "", "--currency", "GBP", "--time-zone", "Europe/London");
  });

  it("tells where each of the 541,909 lines went", () => {
    const fates = text
      .slice(0, text.indexOf("= lines in all"))
      .split("\n")
      .flatMap(
        (line) => /^ +([\d,]+) {2}(used|left out)/u.exec(line)?.[1]?.replaceAll(",", "") ?? [],
      );
    expect(fates.reduce((sum, count) => sum + Number(count), 0)).toBe(541_909);
    // 397,924 lines of orders, and 7,729 of 8,905 that give something back.
    expect(text).toMatch(/405,653 {2}used/u);
    expect(text).toMatch(/1,176 {2}left out: does not count/u);
    expect(text).toContain("4,339 customers, 18,395 orders, revenue £8,358,849.03");
  });

  it("prints customers, segments and rules", () => {
    expect(text).toContain("4,339 customers");
    expect(text).toMatch(/champions +\d+ /u);
    expect(text).toMatch(/→ .*: \d+\/\d+, \d+%/u);
  });
});

const cdnow = sharedFile("data/cdnow_master.csv");
describe.skipIf(cdnow === undefined)("CDNOW", () => {
  // Online Retail above has all that is hard; the full run takes this one too.
  it.skipIf(RUNS === 1)("takes every one of the 69,659 lines", async () => {
    const text = await run(cdnow ?? "", "--currency", "USD", "--language", "id");
    expect(text).toContain("69.659  dipakai: dipesan");
    expect(text).toContain("69.659  = baris seluruhnya");
    expect(text).toContain("23.570 pelanggan, 69.659 pesanan");
    expect(text).toContain("Tidak ada: pesanan tidak menyebut produk");
  });
});
