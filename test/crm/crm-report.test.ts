/** What the report says of segments that promise more than they hold. */
import { describe, expect, it } from "vitest";
import {
  createCrm,
  defineRfmMap,
  explain,
  memoryStore,
  type CrmReport,
  type CustomerEvent,
} from "setia";

const asOf = new Date("2026-06-30T05:00:00Z");

/** Customers with so many orders each, the last of them so many days ago. */
type Row = readonly [customers: number, orders: number, days: number];

function eventsOf(rows: readonly Row[]): CustomerEvent[] {
  const events: CustomerEvent[] = [];
  rows.forEach(([customers, orders, days], row) => {
    for (let nth = 0; nth < customers; nth++) {
      for (let at = 0; at < orders; at++) {
        const id = `${String(row)}-${String(nth)}-${String(at)}`;
        events.push({
          id,
          type: "order_completed",
          customerId: `c${String(row)}-${String(nth)}`,
          at: new Date(asOf.getTime() - (days + at) * 86_400_000),
          orderId: id,
          currency: "IDR",
          total: 1000 * (row + 1),
        });
      }
    }
  });
  return events;
}

async function reportOf(
  rows: readonly Row[],
  segments?: Parameters<typeof defineRfmMap>[0],
): Promise<CrmReport> {
  const crm = createCrm({
    store: memoryStore(),
    timeZone: "Asia/Jakarta",
    currency: "IDR",
    ...(segments === undefined ? {} : { segments: defineRfmMap(segments) }),
  });
  await crm.record(eventsOf(rows));
  await crm.record([
    {
      id: "known",
      type: "customer_identified",
      customerId: "eko",
      at: asOf,
      traits: { name: "Eko" },
    },
  ]);
  expect((await crm.report({ asOf })).diagnostics).toEqual([]);
  await crm.refit({ asOf });
  return crm.report({ asOf });
}

const told = (report: CrmReport, code: string): unknown[] =>
  report.diagnostics.filter((one) => one.code === code).map(({ params }) => params);

/** Everybody who has ordered is in one segment. */
const everybody = (segment: string): Parameters<typeof defineRfmMap>[0] => [
  { segment, recency: [1, 5], frequency: [1, 5] },
];

describe("report", () => {
  it("says where the median champion has two orders, in a shop where nobody has more", async () => {
    const report = await reportOf([
      [30, 1, 300],
      [10, 1, 5],
      [10, 2, 5],
    ]);
    expect(report.segments.map(({ name }) => name)).toContain("champions");
    expect(told(report, "crm.few_orders")).toEqual([{ segment: "champions", orders: 2 }]);
    expect(
      explain({ code: "crm.few_orders", params: { segment: "cant_lose", orders: 2 } }, "en"),
    ).toBe(
      "The median customer in “can't lose” has 2 orders, which is too few to call them loyal.",
    );
  });

  it.each<[string, Row[], unknown[]]>([
    [
      "champions",
      [
        [1, 2, 9],
        [1, 3, 9],
      ],
      [{ segment: "champions", orders: 2.5 }],
    ],
    [
      "loyal",
      [
        [2, 1, 9],
        [1, 9, 9],
      ],
      [{ segment: "loyal", orders: 1 }],
    ],
    [
      "cant_lose",
      [
        [1, 2, 9],
        [1, 4, 9],
      ],
      [],
    ],
    [
      "loyal",
      [
        [1, 1, 9],
        [2, 3, 9],
      ],
      [],
    ],
    ["regulars", [[3, 1, 9]], []],
  ])("takes the median of %s with %j", async (segment, rows, expected) => {
    expect(told(await reportOf(rows, everybody(segment)), "crm.few_orders")).toEqual(expected);
  });

  it("says of each segment in which a smaller share than of all buyers ordered within 90 days", async () => {
    // Scores of recency follow the days: the upper half is "here", the lower one "gone".
    const halves = [
      { segment: "here", recency: [3, 5], frequency: [1, 5] },
      { segment: "gone", recency: [1, 2], frequency: [1, 5] },
    ] as const;
    const report = await reportOf(
      [
        [3, 4, 10],
        [1, 4, 90],
        [2, 4, 91],
        [2, 4, 200],
        [2, 4, 300],
      ],
      halves,
    );
    const shares = told(report, "crm.fewer_recent");
    expect(shares).toEqual([{ segment: "gone", days: 90, share: 0, base: 0.4 }]);
    const [only] = report.diagnostics;
    expect(only && explain(only, "en")).toBe(
      "Of “gone”, 0% ordered within the last 90 days; of all customers with an order, 40% did.",
    );
    // As many in every segment as of all: nothing to say, of those without an order neither.
    for (const days of [90, 91]) {
      const even = await reportOf([[6, 4, days]], everybody("all"));
      expect(told(even, "crm.fewer_recent")).toEqual([]);
    }
  });
});
