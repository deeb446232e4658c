import type { RfmRules } from "../../rfm";
import type { CommonTable } from "../statements/order-source";
import { joined, type SqlStatement, type SqlWriter } from "../writer/sql-text";

/**
 * Writes the balanced cuts of frequency as one row, `balanced`: `cut_1` and so on, or 0 in each where quantiles stand. What
 * `balancedCuts` finds by steps stands here as a query for each part: of all ways to cut the figures up to one into so many
 * parts the best, tried from every lower figure. That is the square of the number of different figures, a few hundred.
 */
export function balancedTables(
  { sql, name, call, dialect }: SqlWriter,
  { method, mayBalance, bins }: Pick<RfmRules<string>, "method" | "mayBalance" | "bins">,
): readonly CommonTable[] {
  if (method.frequency !== "balanced" && !mayBalance) return [];
  const parts = bins.frequency;
  const integer = (of: SqlStatement): SqlStatement => call(dialect.integer, of);
  const cutsUpTo = (last: number): SqlStatement[] =>
    Array.from({ length: last }, (_, at) => name(`cut_${String(at + 1)}`));
  const point = sql`s."nth" AS "nth", s."last" AS "last", s."figure" AS "figure", s."up_to" AS "up_to"`;
  const above = Array.from(
    { length: parts - 1 },
    (_, at) =>
      sql`CASE WHEN ${parts} * (s."up_to" - s."customers") > ${at + 1} * (s."size" - 1) THEN 1 ELSE 0 END`,
  );
  const tables: CommonTable[] = [
    {
      name: "frequencies",
      query: sql`SELECT s."frequency" AS "figure", ${integer(sql`COUNT(*)`)} AS "customers" FROM "figures" s GROUP BY s."frequency"`,
    },
    {
      name: "frequency_places",
      query: sql`SELECT s."figure" AS "figure", s."customers" AS "customers", ${integer(sql`ROW_NUMBER() OVER (ORDER BY s."figure")`)} AS "nth", ${integer(sql`COUNT(*) OVER ()`)} AS "last", ${integer(sql`SUM(s."customers") OVER (ORDER BY s."figure")`)} AS "up_to", ${integer(sql`SUM(s."customers") OVER ()`)} AS "size" FROM "frequencies" s`,
    },
  ];
  if (mayBalance) {
    tables.push(
      {
        name: "frequency_scores",
        query: sql`SELECT ${integer(sql`COUNT(DISTINCT ${joined(above, " + ")})`)} AS "used" FROM "frequency_places" s`,
      },
      {
        // Where every score of the quantiles is used, nothing is left to be balanced.
        name: "frequency_points",
        query: sql`SELECT ${point} FROM "frequency_places" s CROSS JOIN "frequency_scores" u WHERE u."used" < ${parts}`,
      },
    );
  } else {
    tables.push({
      name: "frequency_points",
      query: sql`SELECT ${point} FROM "frequency_places" s`,
    });
  }
  tables.push({
    name: "parts_1",
    query: sql`SELECT ${point}, s."up_to" * s."up_to" AS "squares" FROM "frequency_points" s`,
  });
  for (let part = 2; part <= parts; part++) {
    const had = cutsUpTo(part - 2);
    const cut = name(`cut_${String(part - 1)}`);
    const squares = sql`p."squares" + (s."up_to" - p."up_to") * (s."up_to" - p."up_to")`;
    const own = joined(
      had.map((one) => sql`p.${one}, `),
      "",
    );
    const kept = joined(
      had.map((one) => sql`p.${one} AS ${one}, `),
      "",
    );
    const isLast = part === parts ? sql` AND s."nth" = s."last"` : sql``;
    const [tried, best] = [name(`tried_${String(part)}`), `parts_${String(part)}`];
    tables.push(
      {
        name: `tried_${String(part)}`,
        query: sql`SELECT ${point}, ${squares} AS "squares", ${kept}p."figure" AS ${cut}, ROW_NUMBER() OVER (PARTITION BY s."nth" ORDER BY ${squares}, ${own}p."figure") AS "place" FROM "frequency_points" s CROSS JOIN ${name(`parts_${String(part - 1)}`)} p WHERE p."nth" < s."nth"${isLast}`,
      },
      {
        name: best,
        query: sql`SELECT ${point}, s."squares" AS "squares", ${joined(
          cutsUpTo(part - 1).map((one) => sql`s.${one} AS ${one}`),
          ", ",
        )} FROM ${tried} s WHERE s."place" = 1`,
      },
    );
  }
  // With fewer figures than parts each has its own, and no way to cut was found.
  const best = cutsUpTo(parts - 1).map((cut) => sql`COALESCE(MAX(s.${cut}), 0) AS ${cut}`);
  const each = cutsUpTo(parts - 1).map(
    (cut, at) =>
      sql`COALESCE(MAX(CASE WHEN s."nth" = 1 OR s."nth" + ${parts - 1 - at} <= s."last" THEN s."figure" ELSE 0 END), 0) AS ${cut}`,
  );
  const found = cutsUpTo(parts - 1).map(
    (cut) =>
      sql`${integer(sql`CASE WHEN b."cut_1" > 0 THEN b.${cut} ELSE e.${cut} END`)} AS ${cut}`,
  );
  tables.push(
    {
      name: "best_cuts",
      query: sql`SELECT ${joined(best, ", ")} FROM ${name(`parts_${String(parts)}`)} s`,
    },
    { name: "each_cut", query: sql`SELECT ${joined(each, ", ")} FROM "frequency_points" s` },
    {
      name: "balanced",
      query: sql`SELECT ${joined(found, ", ")} FROM "best_cuts" b CROSS JOIN "each_cut" e`,
    },
  );
  return tables;
}
