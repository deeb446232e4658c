import { SetiaError, showValue } from "../../kernel";
import { RFM_DIMENSIONS, rfmRulesOf, type FitRfmOptions } from "../../rfm";
import { balancedTables } from "../analytics/balanced-tables";
import { withTables } from "./counted-orders";
import type { CommonTable } from "./order-source";
import { joined, NOTHING, type SqlStatement, type SqlWriter } from "../writer/sql-text";

/**
 * Writes fitting as one statement: the whole part of each type-7 cut, which is all that whole figures need. Cut k of q among n
 * lies at position k(n − 1)/q of the sorted figures, between the figures at the two places beside it. Balanced cuts of frequency
 * are whole.
 *
 * @throws SetiaError `INVALID_OPTION` for another method; as `fitRfm` does for its options
 */
export function cutsStatement(
  writer: SqlWriter,
  figures: readonly CommonTable[],
  options: FitRfmOptions<string>,
  where: string,
): SqlStatement {
  const { sql, name, call, dialect } = writer;
  const rules = rfmRulesOf(options, where);
  const { method, bins } = rules;
  const balanced = balancedTables(writer, rules);
  const integer = (of: SqlStatement): SqlStatement => call(dialect.integer, of);
  const divide = (one: SqlStatement, by: number): SqlStatement =>
    call(dialect.divide, one, sql`${by}`);
  const places: SqlStatement[] = [];
  const ends: SqlStatement[] = [];
  const cuts: SqlStatement[] = [];
  for (const dimension of RFM_DIMENSIONS) {
    const how = method[dimension];
    if (how !== "quantile" && how !== "balanced") {
      throw new SetiaError(
        "INVALID_OPTION",
        `${where}: method of ${dimension} is ${showValue(how)}; expected "quantile" or for frequency "balanced", whose cuts are figures alone`,
      );
    }
    const figure = sql`s.${name(dimension)}`;
    const place = name(`${dimension}_place`);
    places.push(sql`${figure} AS ${name(dimension)}`);
    places.push(sql`${integer(sql`ROW_NUMBER() OVER (ORDER BY ${figure})`)} - 1 AS ${place}`);
    const q = bins[dimension];
    for (let k = 1; k < q; k++) {
      const at = (shift: number): SqlStatement =>
        sql`MAX(CASE WHEN s.${place} = ${divide(sql`(${k} * s."last" + ${shift})`, q)} THEN ${figure} END)`;
      const [low, high] = [
        name(`${dimension}_low_${String(k)}`),
        name(`${dimension}_high_${String(k)}`),
      ];
      ends.push(sql`${at(0)} AS ${low}`, sql`${at(q - 1)} AS ${high}`);
      // (high − low) · rest / q without a large product: first the whole parts, then what is left of them.
      const gap = sql`(s.${high} - s.${low})`;
      const rest = sql`(${k} * (s."customers" - 1) - ${q} * ${divide(sql`(${k} * (s."customers" - 1))`, q)})`;
      const wholes = divide(gap, q);
      const left = divide(sql`((${gap} - ${q} * ${wholes}) * ${rest})`, q);
      const quantile = sql`s.${low} + ${wholes} * ${rest} + ${left}`;
      const cut =
        dimension === "frequency" && balanced.length > 0
          ? sql`CASE WHEN b."cut_1" > 0 THEN b.${name(`cut_${String(k)}`)} ELSE ${quantile} END`
          : quantile;
      cuts.push(sql`${integer(cut)} AS ${name(`${dimension}_${String(k)}`)}`);
    }
  }
  return withTables(
    writer,
    [
      ...figures,
      ...balanced,
      {
        name: "placed",
        query: sql`SELECT ${joined(places, ", ")}, ${integer(sql`COUNT(*) OVER ()`)} - 1 AS "last" FROM "figures" s`,
      },
      {
        name: "ends",
        query: sql`SELECT ${integer(sql`COUNT(*)`)} AS "customers", ${joined(ends, ", ")} FROM "placed" s`,
      },
    ],
    sql`SELECT s."customers" AS "customers", ${joined(cuts, ", ")} FROM "ends" s${balanced.length === 0 ? NOTHING : sql` CROSS JOIN "balanced" b`}`,
  );
}
