/** Fits and scores in one statement, and by a frozen model, against memory: for whatever engine takes statements. */
import { expect } from "vitest";
import {
  fitRfm,
  scoreRfmAll,
  summarizePurchases,
  type Order,
  type PurchaseColumns,
  type RfmModel,
  type SegmentRule,
} from "setia";
import { sqlAnalytics, type SqlRow } from "setia/sql";
import { analyticsRows } from "setia/testing";
import { loadTables, type TestedRunner } from "./analytics-tables";

/** The instant of {@link statementOrders}. */
export const statementsAsOf = new Date("2026-03-01T12:00:00Z");

/** Customers with ties in everything, some of whom called an order off or got money back. */
export const statementOrders = Array.from({ length: 700 }, (_, number): Order => {
  const placedAt = new Date(statementsAsOf.getTime() - ((number * 104_729) % 90) * 86_400_000);
  return {
    id: String(number),
    customerId: `customer ${String((number * 7919) % 251)}'é`,
    placedAt,
    currency: "IDR",
    total: ((number * 31) % 7) * 1000,
    ...(number % 11 === 0 ? { refunds: [{ at: placedAt, amount: 1000 }] } : {}),
    ...(number % 23 === 0 ? { cancelledAt: placedAt } : {}),
  };
});

const segmentsFor = (most: number, days = most): readonly SegmentRule[] => [
  { segment: 'it\'s \\ "low" ?', recency: [1, 1], frequency: [1, most] },
  { segment: "日本", recency: [2, days], frequency: [1, most] },
];
/** Customers most of whom bought once: quantiles would leave scores of frequency empty. */
export const skewedOrders = Array.from({ length: 120 }, (_, number) => {
  const count = number % 8 < 5 ? 1 : 2 + ((number * 7) % 9);
  return Array.from({ length: count }, (__, at): Order => ({
    id: `${String(number)}-${String(at)}`,
    customerId: `customer ${String(number)}`,
    placedAt: new Date(statementsAsOf.getTime() - ((number * 13 + at) % 300) * 86_400_000),
    currency: "IDR",
    total: ((number * 31) % 7) * 1000,
  }));
}).flat();

const FITS = [
  {},
  { method: "quantile" },
  { method: "balanced" },
  { method: { recency: "rank", frequency: "balanced" } },
  { bins: 2, segments: segmentsFor(2) },
  { bins: { recency: 2, frequency: 10, monetary: 3 }, segments: segmentsFor(10, 2) },
  { method: "rank" },
  { method: "nested" },
  { bins: 3, segments: segmentsFor(3) },
  { bins: 10, segments: segmentsFor(10), method: "nested" },
  { bins: 10, segments: segmentsFor(10), method: "rank" },
  {
    method: { recency: "rank", frequency: "thresholds", monetary: "quantile" },
    thresholds: { frequency: [1.5, 2, 3, 4] },
  },
] as const;

/** Compares both with memory, by every method, with parameters and as one text. */
export async function checkScoreStatements(
  runner: TestedRunner,
  orders: readonly Order[] = statementOrders,
): Promise<void> {
  const asOf = statementsAsOf;
  const { source, close } = await loadTables(runner, analyticsRows(orders));
  const analytics = sqlAnalytics({ ...source, dialect: runner.dialect, asOf });
  const { columns } = summarizePurchases(orders, { asOf });
  for (const fit of FITS) {
    const model = fitRfm<string>(columns, fit);
    const expected = scoresInMemory(columns, model);
    for (const statement of [analytics.rankedScores(fit), analytics.scores(model)]) {
      const rows = await runner.query(statement.sql, statement.parameters);
      expect(scoresOf(rows)).toEqual(expected);
      // The same as one text, for where no parameter can go.
      expect(scoresOf(await runner.query(analytics.text(statement)))).toEqual(expected);
    }
  }
  for (const fit of [
    {},
    { method: "quantile" },
    { method: { frequency: "balanced" } },
    { bins: 3, segments: segmentsFor(3) },
    { bins: 10, segments: segmentsFor(10) },
  ] as const) {
    const model = fitRfm<string>(columns, fit);
    const statement = analytics.cuts(fit);
    for (const rows of [
      await runner.query(statement.sql, statement.parameters),
      await runner.query(analytics.text(statement)),
    ]) {
      expect(rows).toHaveLength(1);
      const found = Object.entries(rows[0] ?? {}).map(([name, value]) => [name, Number(value)]);
      expect(Object.fromEntries(found)).toEqual(cutsInMemory(model));
    }
  }
  await close?.();
}

function cutsInMemory({ customers, cuts }: RfmModel<string>): unknown {
  const named = Object.entries(cuts).flatMap(([dimension, own]) =>
    own.map((cut, at) => [`${dimension}_${String(at + 1)}`, Math.floor(cut)] as const),
  );
  return { customers, ...Object.fromEntries(named) };
}

function scoresOf(rows: readonly SqlRow[]): unknown {
  return rows.map((row) => [
    row["customer_id"],
    ...["recency_score", "frequency_score", "monetary_score"].map((name) => Number(row[name])),
    row["segment"],
  ]);
}

function scoresInMemory(columns: PurchaseColumns, model: RfmModel<string>): unknown {
  const scores = scoreRfmAll(columns, model);
  return scores.customerIds.map((id, at) => [
    id,
    scores.recency[at],
    scores.frequency[at],
    scores.monetary[at],
    scores.segments[scores.segment[at] ?? 0],
  ]);
}
