import { assertModel, SetiaError } from "../../kernel";
import {
  RFM_DIMENSIONS,
  RFM_MODEL_VERSION,
  segmentOf,
  type RfmDimension,
  type RfmModel,
  type SegmentRule,
} from "../../rfm";
import { withTables } from "./counted-orders";
import type { CommonTable } from "./order-source";
import { joined, type SqlStatement, type SqlWriter } from "../writer/sql-text";

/**
 * Refuses an invalid model, or one that speaks of other money than was asked for.
 *
 * @throws SetiaError `INVALID_MODEL`, `NEWER_MODEL`, `MIXED_CURRENCIES`
 */
export function assertModelFor(
  model: RfmModel<string>,
  currency: string | undefined,
  where: string,
): void {
  assertModel(model, "rfm", RFM_MODEL_VERSION);
  if (currency === undefined || currency === model.currency) return;
  throw new SetiaError(
    "MIXED_CURRENCIES",
    `${where}: the base is in ${currency}, the model in ${model.currency}; expected the same currency`,
  );
}

/** Writes the scores of a frozen model, as `scoreFigures` gives them: `customer`, the figures, and `r`, `f` and `m`. */
export function scoreTables(
  writer: SqlWriter,
  figures: readonly CommonTable[],
  model: RfmModel<string>,
): readonly CommonTable[] {
  const { sql } = writer;
  const { nested, bins, cuts, cutIds } = model;
  const all = sql`s."customer" AS "customer", s."recency" AS "recency", s."frequency" AS "frequency", s."monetary" AS "monetary"`;
  const below = (dimension: RfmDimension, own: readonly number[]): SqlStatement =>
    cutsBelow(writer, dimension, own, cutIds?.[dimension]);
  const recency = sql`${bins.recency} - (${below("recency", cuts.recency)})`;
  if (nested === undefined) {
    return [
      ...figures,
      {
        name: "scores",
        query: sql`SELECT ${all}, ${recency} AS "r", 1 + ${below("frequency", cuts.frequency)} AS "f", 1 + ${below("monetary", cuts.monetary)} AS "m" FROM "figures" s`,
      },
    ];
  }
  // A cell in which the base had nobody is cut as the whole base is.
  const frequency = choice(writer, sql`s."r"`, bins.recency, (r) =>
    below("frequency", nested.frequency[r - 1] ?? cuts.frequency),
  );
  const monetary = choice(writer, sql`s."r"`, bins.recency, (r) =>
    choice(writer, sql`s."f"`, bins.frequency, (f) =>
      below("monetary", nested.monetary[r - 1]?.[f - 1] ?? cuts.monetary),
    ),
  );
  return [
    ...figures,
    { name: "by_recency", query: sql`SELECT ${all}, ${recency} AS "r" FROM "figures" s` },
    {
      name: "by_frequency",
      query: sql`SELECT ${all}, s."r" AS "r", 1 + ${frequency} AS "f" FROM "by_recency" s`,
    },
    {
      name: "scores",
      query: sql`SELECT ${all}, s."r" AS "r", s."f" AS "f", 1 + ${monetary} AS "m" FROM "by_frequency" s`,
    },
  ];
}

function choice(
  { sql }: SqlWriter,
  of: SqlStatement,
  most: number,
  then: (score: number) => SqlStatement,
): SqlStatement {
  const cases = Array.from(
    { length: most },
    (_, at) => sql`WHEN ${of} = ${at + 1} THEN ${then(at + 1)}`,
  );
  return sql`CASE ${joined(cases, " ")} END`;
}

/**
 * Counts the cuts that a customer is above; by rank, those with the figure of a cut are distinguished by id. Cuts ascend, so the
 * highest one that is exceeded tells: one answer is looked for from above, rather than all of them added up.
 */
function cutsBelow(
  { sql, value, call, dialect }: SqlWriter,
  dimension: RfmDimension,
  cuts: readonly number[],
  ids: readonly string[] | undefined,
): SqlStatement {
  const figure = {
    recency: sql`s."recency"`,
    frequency: sql`s."frequency"`,
    monetary: sql`s."monetary"`,
  }[dimension];
  const cases = cuts.map((cut, at) => {
    // Figures are whole: they exceed a cut where they exceed its whole part.
    const whole = Math.floor(Math.min(Math.max(cut, -1), Number.MAX_SAFE_INTEGER));
    const id = ids?.[at];
    const above =
      id === undefined
        ? sql`${figure} > ${value(whole)}`
        : sql`${figure} > ${value(whole)} OR (${figure} = ${value(whole)} AND ${call(dialect.ordered, sql`s."customer"`)} > ${value(id)})`;
    return sql`WHEN ${above} THEN ${at + 1}`;
  });
  return sql`CASE ${joined(cases.reverse(), " ")} ELSE 0 END`;
}

/** Writes the scores and the segment of every customer, by ascending id. */
export function scoresStatement(
  writer: SqlWriter,
  tables: readonly CommonTable[],
  model: Pick<RfmModel<string>, "bins" | "segments">,
): SqlStatement {
  const { sql, call, dialect } = writer;
  const id = sql`s."customer"`;
  const integer = (of: SqlStatement): SqlStatement => call(dialect.integer, of);
  return withTables(
    writer,
    tables,
    sql`SELECT ${call(dialect.string, id)} AS "customer_id", ${integer(sql`s."r"`)} AS "recency_score", ${integer(sql`s."f"`)} AS "frequency_score", ${integer(sql`s."m"`)} AS "monetary_score", ${segmentCase(writer, model)} AS "segment" FROM "scores" s ORDER BY ${call(dialect.ordered, id)}`,
  );
}

/**
 * Writes how many customers have which scores: `recency_score`, `frequency_score`, `monetary_score`, `customers`, `orders`, `revenue`.
 */
export function cellsStatement(writer: SqlWriter, tables: readonly CommonTable[]): SqlStatement {
  const { sql, call, dialect } = writer;
  const integer = (of: SqlStatement): SqlStatement => call(dialect.integer, of);
  return withTables(
    writer,
    tables,
    sql`SELECT ${integer(sql`s."r"`)} AS "recency_score", ${integer(sql`s."f"`)} AS "frequency_score", ${integer(sql`s."m"`)} AS "monetary_score", ${integer(sql`COUNT(*)`)} AS "customers", ${call(dialect.sum, sql`s."frequency"`)} AS "orders", ${call(dialect.sum, sql`s."monetary"`)} AS "revenue" FROM "scores" s GROUP BY s."r", s."f", s."m"`,
  );
}

/** Writes how the customers divide over the segments: `segment`, `customers`, `orders`, `revenue`. */
export function segmentsStatement(
  writer: SqlWriter,
  tables: readonly CommonTable[],
  model: Pick<RfmModel<string>, "bins" | "segments">,
): SqlStatement {
  const { sql, call, dialect } = writer;
  const named = sql`SELECT ${segmentCase(writer, model)} AS "segment", s."frequency" AS "frequency", s."monetary" AS "monetary" FROM "scores" s`;
  return withTables(
    writer,
    [...tables, { name: "named", query: named }],
    sql`SELECT n."segment" AS "segment", ${call(dialect.integer, sql`COUNT(*)`)} AS "customers", ${call(dialect.sum, sql`n."frequency"`)} AS "orders", ${call(dialect.sum, sql`n."monetary"`)} AS "revenue" FROM "named" n GROUP BY n."segment"`,
  );
}

/** Writes the segment of `r`, `f` and `m`. A map made by `defineRfmMap` covers every cell once. */
function segmentCase(
  { sql, value }: SqlWriter,
  { bins, segments }: Pick<RfmModel<string>, "bins" | "segments">,
): SqlStatement {
  assertCovered(bins, segments);
  const range = (score: SqlStatement, most: number, rule: readonly [number, number]) => {
    const [from, to] = rule;
    if (from <= 1 && to >= most) return [];
    return [from === to ? sql`${score} = ${from}` : sql`${score} BETWEEN ${from} AND ${to}`];
  };
  const cases = segments.map((rule) => {
    const conditions = [
      ...range(sql`s."r"`, bins.recency, rule.recency),
      ...range(sql`s."f"`, bins.frequency, rule.frequency),
      ...range(sql`s."m"`, bins.monetary, rule.monetary ?? [1, bins.monetary]),
    ];
    const when = conditions.length === 0 ? sql`1 = 1` : joined(conditions, " AND ");
    return sql`WHEN ${when} THEN ${value(rule.segment)}`;
  });
  return sql`CASE ${joined(cases, " ")} END`;
}

function assertCovered(
  bins: Readonly<Record<RfmDimension, number>>,
  segments: readonly SegmentRule[],
): void {
  const scores = (dimension: RfmDimension): number[] =>
    Array.from({ length: bins[dimension] }, (_, at) => at + 1);
  for (const r of scores("recency")) {
    for (const f of scores("frequency")) {
      for (const m of scores("monetary")) {
        if (segmentOf(segments, r, f, m) !== undefined) continue;
        throw new SetiaError(
          "INVALID_MODEL",
          `sqlAnalytics: no segment covers R${String(r)} F${String(f)} M${String(m)}; expected a map made by defineRfmMap`,
        );
      }
    }
  }
}

/** The dimensions in the order of their columns. */
export const SCORE_COLUMNS = {
  recency: "recency_score",
  frequency: "frequency_score",
  monetary: "monetary_score",
} as const satisfies Record<(typeof RFM_DIMENSIONS)[number], string>;
