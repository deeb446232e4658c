import { SetiaError } from "../../kernel";
import {
  buildRfmModel,
  diagnoseBase,
  dimensionsOf,
  quantileCuts,
  quantilePlaces,
  rankPlaces,
  RFM_DIMENSIONS,
  rfmPlaces,
  type RankBound,
  type RfmDimension,
  type RfmModel,
  type RfmRules,
} from "../../rfm";
import type { Histogram } from "../../statistics";
import { withTables } from "../statements/counted-orders";
import { decodeInteger } from "../writer/decode-integer";
import {
  figureExtents,
  frequencyHistogram,
  placedFigures,
  type FigureExtents,
  type Grouping,
  type PlacedFigures,
} from "./figure-statistics";
import type { CheckedAnalyticsOptions } from "./options";
import type { FigureSession } from "./session";
import type { SqlRow } from "../drivers/sql-runner";
import { cellsStatement, SCORE_COLUMNS, scoreTables } from "../statements/score-statements";

/** Customers with the same scores. */
export interface ScoreCell extends Readonly<Record<RfmDimension, number>> {
  /** How many. */
  readonly customers: number;
  /** Their orders. */
  readonly orders: number;
  /** What they spent, in minor units; maybe no longer exact. */
  readonly revenue: number;
}

/** What fitting gives. */
export interface FittedOver<Name extends string> {
  /** The model. */
  readonly model: RfmModel<Name>;
  /** How many of the base have which scores. */
  readonly cells: readonly ScoreCell[];
}

type Nested = NonNullable<RfmModel["nested"]>;

/**
 * Fits score thresholds by counts that an engine gives, through the same functions that fit in memory.
 *
 * @throws SetiaError `EMPTY_BASE`, `SUM_TOO_LARGE`, `STORE_FAILED`
 */
export async function fitOver<Name extends string>(
  session: FigureSession,
  { asOf, timeZone }: CheckedAnalyticsOptions,
  rules: RfmRules<Name>,
  currency: string,
): Promise<FittedOver<Name>> {
  const extents = await figureExtents(session);
  const { size, days } = extents;
  if (size === 0) {
    throw new SetiaError(
      "EMPTY_BASE",
      "fitRfm: there is no customer with an order; expected at least one",
    );
  }
  const whole: Grouping = { tables: session.figures, from: "figures" };
  const figures = dimensionsOf((): PlacedFigures => new Map());
  const histograms = dimensionsOf((): Histogram | undefined => undefined);
  const bounds = dimensionsOf((): readonly RankBound[] => []);
  for (const dimension of RFM_DIMENSIONS) {
    const places = rfmPlaces(dimension, size, rules.bins[dimension]);
    const wanted = new Map([[0, places]]);
    const found = await placedFigures(session, dimension, extents[dimension], whole, wanted);
    figures[dimension] = found.placed.get(0) ?? new Map();
    histograms[dimension] = found.histogram;
    if (rules.method[dimension] !== "rank") continue;
    bounds[dimension] = await boundsOf(session, dimension, size, rules, figures[dimension]);
  }
  const at = dimensionsOf(
    (dimension) =>
      (place: number): number =>
        figures[dimension].get(place)?.value ?? NaN,
  );
  if (rules.mayBalance || rules.method.frequency === "balanced") {
    histograms.frequency ??= await frequencyHistogram(session);
  }
  const frequencies = (): Histogram => histograms.frequency ?? { values: [], counts: [] };
  const facts = { size, asOf, timeZone, currency, at, frequencies };
  const build = (nested: Nested): RfmModel<Name> =>
    buildRfmModel(rules, {
      ...facts,
      bounds: (dimension) => bounds[dimension],
      nested: () => nested,
    });
  const nobody: Nested = { frequency: [], monetary: [] };
  const model =
    rules.method.recency === "nested"
      ? build(await nestedOver(session, extents, build(nobody)))
      : build(nobody);
  const { writer, figures: tables, run } = session;
  const rows = await run(cellsStatement(writer, scoreTables(writer, tables, model)));
  const cells = rows.map(cellOf);
  const found = await diagnosticsOf(session, model, { size, days, histograms }, cells);
  return { model: { ...model, diagnostics: [...found, ...model.diagnostics] }, cells };
}

function cellOf(row: SqlRow): ScoreCell {
  return {
    recency: decodeInteger(row[SCORE_COLUMNS.recency]),
    frequency: decodeInteger(row[SCORE_COLUMNS.frequency]),
    monetary: decodeInteger(row[SCORE_COLUMNS.monetary]),
    customers: decodeInteger(row["customers"]),
    orders: decodeInteger(row["orders"]),
    revenue: Number(row["revenue"]),
  };
}

/** Finds by id the last customer below each cut among those who have the figure on it. */
async function boundsOf(
  { writer, figures, run }: FigureSession,
  dimension: RfmDimension,
  size: number,
  rules: RfmRules<string>,
  at: PlacedFigures,
): Promise<RankBound[]> {
  const { sql, name, value, call, dialect } = writer;
  const bounds: RankBound[] = [];
  for (const place of rankPlaces(size, rules.bins[dimension])) {
    const placed = at.get(place) ?? { value: NaN, below: 0 };
    const id = sql`s."customer"`;
    const [row] = await run(
      withTables(
        writer,
        figures,
        sql`SELECT ${call(dialect.string, id)} AS "customer_id" FROM "figures" s WHERE s.${name(dimension)} = ${value(placed.value)} ORDER BY ${call(dialect.ordered, id)} LIMIT 1 OFFSET ${place - placed.below}`,
      ),
    );
    bounds.push({ value: placed.value, customerId: String(row?.["customer_id"]) });
  }
  return bounds;
}

/** Cuts frequency within each recency score, and money within each recency and frequency score. */
async function nestedOver(
  session: FigureSession,
  extents: FigureExtents,
  model: RfmModel<string>,
): Promise<Nested> {
  const { bins } = model;
  const { sql } = session.writer;
  const scores = (most: number): number[] => Array.from({ length: most }, (_, index) => index + 1);
  const cutsIn = async (
    partial: Nested,
    dimension: "frequency" | "monetary",
  ): Promise<ReadonlyMap<number, readonly number[]>> => {
    const tables = scoreTables(session.writer, session.figures, { ...model, nested: partial });
    const grouping = {
      tables: tables.slice(0, -1),
      from: dimension === "frequency" ? "by_recency" : "by_frequency",
      group: dimension === "frequency" ? sql`s."r"` : sql`s."r" * 100 + s."f"`,
    };
    const sizes = await sizesOf(session, grouping);
    const places = new Map(
      [...sizes].map(([group, size]) => [group, quantilePlaces(size, bins[dimension])]),
    );
    const { placed } = await placedFigures(
      session,
      dimension,
      extents[dimension],
      grouping,
      places,
    );
    return new Map(
      [...sizes].map(([group, size]) => {
        const at = (place: number): number => placed.get(group)?.get(place)?.value ?? NaN;
        return [group, quantileCuts(at, size, bins[dimension])];
      }),
    );
  };
  const byRecency = await cutsIn({ frequency: [], monetary: [] }, "frequency");
  const frequency = scores(bins.recency).map((r) => byRecency.get(r) ?? null);
  const byBoth = await cutsIn({ frequency, monetary: [] }, "monetary");
  const monetary = scores(bins.recency).map((r) =>
    scores(bins.frequency).map((f) => byBoth.get(r * 100 + f) ?? null),
  );
  return { frequency, monetary };
}

async function sizesOf(
  { writer, run }: FigureSession,
  { tables, from, group }: Required<Grouping>,
): Promise<Map<number, number>> {
  const { sql, name, call, dialect } = writer;
  const rows = await run(
    withTables(
      writer,
      tables,
      sql`SELECT ${call(dialect.integer, group)} AS "own", ${call(dialect.integer, sql`COUNT(*)`)} AS "customers" FROM ${name(from)} s GROUP BY ${group}`,
    ),
  );
  return new Map(rows.map((row) => [decodeInteger(row["own"]), decodeInteger(row["customers"])]));
}

async function diagnosticsOf(
  session: FigureSession,
  model: RfmModel<string>,
  base: Pick<FigureExtents, "size" | "days"> & {
    readonly histograms: Readonly<Record<RfmDimension, Histogram | undefined>>;
  },
  cells: readonly ScoreCell[],
): Promise<RfmModel["diagnostics"]> {
  const unused = dimensionsOf((dimension) => {
    const used = new Set(cells.map((cell) => cell[dimension]));
    const all = Array.from({ length: model.bins[dimension] }, (_, at) => at + 1);
    return all.filter((score) => !used.has(score));
  });
  const distinct = dimensionsOf(() => 0);
  for (const dimension of RFM_DIMENSIONS) {
    if (unused[dimension].length === 0 || model.method[dimension] === "thresholds") continue;
    const known = base.histograms[dimension]?.values.length;
    distinct[dimension] = known ?? (await countDistinct(session, dimension));
  }
  return diagnoseBase(
    {
      size: base.size,
      days: base.days,
      unused: (dimension) => unused[dimension],
      distinct: (dimension) => distinct[dimension],
    },
    model.method,
  );
}

async function countDistinct(
  { writer, figures, run }: FigureSession,
  dimension: RfmDimension,
): Promise<number> {
  const { sql, name, call, dialect } = writer;
  const column = sql`s.${name(dimension)}`;
  const [row] = await run(
    withTables(
      writer,
      figures,
      sql`SELECT ${call(dialect.integer, sql`COUNT(DISTINCT ${column})`)} AS "distinct" FROM "figures" s`,
    ),
  );
  return decodeInteger(row?.["distinct"]);
}
