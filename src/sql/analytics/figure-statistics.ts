import { assertSum } from "../../kernel";
import { RFM_DIMENSIONS, type RfmDimension } from "../../rfm";
import type { Histogram } from "../../statistics";
import { decodeInteger } from "../writer/decode-integer";
import { withTables } from "../statements/counted-orders";
import type { FigureSession } from "./session";
import type { CommonTable } from "../statements/order-source";
import type { SqlRow } from "../drivers/sql-runner";
import { joined, NOTHING, type SqlStatement } from "../writer/sql-text";

/** Between which whole figures a dimension lies. */
export interface Extent {
  /** The lowest. */
  readonly least: number;
  /** The highest. */
  readonly most: number;
}

/** How large a base is. */
export interface FigureExtents extends Readonly<Record<RfmDimension, Extent>> {
  /** Customers. */
  readonly size: number;
  /** Days from the oldest customer's first order. */
  readonly days: number;
}

/** A figure at a place of a sorted group. */
export interface Placed {
  /** The figure. */
  readonly value: number;
  /** How many of the group have a lower one. */
  readonly below: number;
}

/** A group's figures at the places that were asked for. */
export type PlacedFigures = ReadonlyMap<number, Placed>;

/** What counting finds of a dimension. */
export interface CountedFigures {
  /** The figures that were asked for, by group. */
  readonly placed: ReadonlyMap<number, PlacedFigures>;
  /** How many have which figure, if all are one group and the first buckets were narrow enough to tell. */
  readonly histogram: Histogram | undefined;
}

/** What figures are grouped by: a column `s` of the last query, a whole number. */
export interface Grouping {
  /** The queries that lead to it. */
  readonly tables: readonly CommonTable[];
  /** The last of them. */
  readonly from: string;
  /** The column; nothing if all are one group, 0. */
  readonly group?: SqlStatement;
}

/** Rows of one answer: in so many buckets counts come back, and of so few customers the figures one by one. */
const ROWS = 16_384;

/**
 * Asks how large a base is.
 *
 * @throws SetiaError `SUM_TOO_LARGE`, `STORE_FAILED`
 */
export async function figureExtents(session: FigureSession): Promise<FigureExtents> {
  const { writer, figures, run } = session;
  const { sql, name, call, dialect } = writer;
  const integer = (of: SqlStatement): SqlStatement =>
    call(dialect.integer, sql`COALESCE(${of}, 0)`);
  const ends = RFM_DIMENSIONS.map((dimension) => {
    const column = sql`s.${name(dimension)}`;
    return sql`, ${integer(sql`MIN(${column})`)} AS ${name(`least_${dimension}`)}, ${integer(sql`MAX(${column})`)} AS ${name(`most_${dimension}`)}`;
  });
  const [row = {}] = await run(
    withTables(
      writer,
      figures,
      sql`SELECT ${call(dialect.integer, sql`COUNT(*)`)} AS "size", ${integer(sql`MAX(s."tenure")`)} AS "days"${joined(ends, "")} FROM "figures" s`,
    ),
  );
  const extentOf = (dimension: RfmDimension): Extent => {
    const most = Number(row[`most_${dimension}`]);
    if (dimension === "monetary") assertSum(most, "fitRfm: the revenue of a customer");
    return {
      least: decodeInteger(row[`least_${dimension}`]),
      most: decodeInteger(row[`most_${dimension}`]),
    };
  };
  return {
    size: decodeInteger(row["size"]),
    days: decodeInteger(row["days"]),
    recency: extentOf("recency"),
    frequency: extentOf("frequency"),
    monetary: extentOf("monetary"),
  };
}

/**
 * Finds what stands at some places if each group's figures are sorted, by counting alone: first in wide buckets, then again in
 * those buckets that hold a wanted place, until a bucket is one figure. Counts of shards could be added up.
 *
 * @throws SetiaError `STORE_FAILED`
 */
export async function placedFigures(
  session: FigureSession,
  dimension: RfmDimension,
  { least, most }: Extent,
  grouping: Grouping,
  wanted: ReadonlyMap<number, readonly number[]>,
): Promise<CountedFigures> {
  const { writer, run } = session;
  const { sql, name, call, dialect } = writer;
  const bucketOf = (shift: number): SqlStatement =>
    call(dialect.divide, sql`(s.${name(dimension)} - ${least})`, sql`${2 ** shift}`);
  const group = grouping.group ?? sql`0`;
  const byGroup = grouping.group === undefined ? NOTHING : sql`${group}, `;
  const placed = new Map<number, Map<number, Placed>>();
  let shift = 0;
  while ((most - least) / 2 ** shift >= ROWS) shift++;
  const isHistogram = shift === 0 && grouping.group === undefined;
  let among: SqlStatement = NOTHING;
  let parentOf: (bucket: number) => number = () => 0;
  let parents: Bucket[] = [...wanted]
    .sort(([a], [b]) => a - b)
    .map(([own, places]) => ({
      own,
      bucket: 0,
      below: 0,
      customers: 0,
      places: [...places].sort((a, b) => a - b),
    }));
  for (;;) {
    const bucket = bucketOf(shift);
    const counts = await run(
      withTables(
        writer,
        grouping.tables,
        sql`SELECT ${call(dialect.integer, group)} AS "own", ${call(dialect.integer, bucket)} AS "bucket", ${call(dialect.integer, sql`COUNT(*)`)} AS "customers" FROM ${name(grouping.from)} s${among} GROUP BY ${byGroup}${bucket}`,
      ),
    );
    const hit = bucketsWithPlaces(counts, parents, parentOf);
    if (shift === 0) {
      for (const { own, bucket: at, below, places } of hit) {
        const figures = placed.get(own) ?? new Map<number, Placed>();
        placed.set(own, figures);
        for (const place of places) figures.set(place, { value: least + at, below });
      }
      return { placed, histogram: isHistogram ? histogramOf(counts, least) : undefined };
    }
    const numbers = [...new Set(hit.map((one) => one.bucket))].map((number) => sql`${number}`);
    among = sql` WHERE ${bucket} IN (${joined(numbers, ", ")})`;
    const customers = hit.reduce((sum, one) => sum + one.customers, 0);
    const bits = Math.max(1, Math.floor(Math.log2(ROWS / numbers.length)));
    const step = customers <= ROWS ? shift : Math.min(shift, bits);
    parents = hit;
    parentOf = (number) => Math.floor(number / 2 ** step);
    shift -= step;
  }
}

/**
 * Asks how many customers have how many orders: at most as many rows as the root of twice the number of orders.
 *
 * @throws SetiaError `STORE_FAILED`
 */
export async function frequencyHistogram(session: FigureSession): Promise<Histogram> {
  const { writer, figures, run } = session;
  const { sql, call, dialect } = writer;
  const count = call(dialect.integer, sql`COUNT(*)`);
  const rows = await run(
    withTables(
      writer,
      figures,
      sql`SELECT s."frequency" AS "bucket", ${count} AS "customers" FROM "figures" s GROUP BY s."frequency"`,
    ),
  );
  return histogramOf(rows, 0);
}

function histogramOf(rows: readonly SqlRow[], least: number): Histogram {
  const pairs = rows.map((row): [number, number] => [
    least + decodeInteger(row["bucket"]),
    decodeInteger(row["customers"]),
  ]);
  pairs.sort(([a], [b]) => a - b);
  return { values: pairs.map(([value]) => value), counts: pairs.map(([, count]) => count) };
}

/** A bucket of a group in which places are wanted. */
interface Bucket {
  /** The group. */
  readonly own: number;
  /** Number of the bucket, at its width. */
  readonly bucket: number;
  /** How many of the group are in lower buckets. */
  readonly below: number;
  /** How many are in it. */
  readonly customers: number;
  /** The wanted places in it, ascending. */
  readonly places: readonly number[];
}

/** Walks through counts and parents in the same order, by group and bucket. */
function bucketsWithPlaces(
  counts: readonly SqlRow[],
  parents: readonly Bucket[],
  parentOf: (bucket: number) => number,
): Bucket[] {
  const rows = counts.map((row) => ({
    own: decodeInteger(row["own"]),
    bucket: decodeInteger(row["bucket"]),
    customers: decodeInteger(row["customers"]),
  }));
  rows.sort((a, b) => a.own - b.own || a.bucket - b.bucket);
  const walks = parents.map((parent) => ({ ...parent, from: 0 }));
  const hit: Bucket[] = [];
  let at = 0;
  for (const { own, bucket, customers } of rows) {
    const wide = parentOf(bucket);
    let walk = walks[at];
    while (walk !== undefined && (walk.own < own || (walk.own === own && walk.bucket < wide))) {
      walk = walks[++at];
    }
    if (walk?.own !== own || walk.bucket !== wide) continue;
    const { below, places, from } = walk;
    walk.below += customers;
    while ((places[walk.from] ?? Infinity) < walk.below) walk.from++;
    if (walk.from > from) {
      hit.push({ own, bucket, below, customers, places: places.slice(from, walk.from) });
    }
  }
  return hit;
}
