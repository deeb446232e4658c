import { RFM_DIMENSIONS, rfmRulesOf, type FitRfmOptions, type RfmDimension } from "../../rfm";
import { balancedTables } from "../analytics/balanced-tables";
import { scoresStatement } from "./score-statements";
import type { CommonTable } from "./order-source";
import { joined, NOTHING, type SqlStatement, type SqlWriter } from "../writer/sql-text";

/**
 * Writes fitting and scoring as one statement, by ranks: a figure exceeds the type-7 cut k of q among n exactly if q times the
 * number of lower figures exceeds k(n − 1). Where frequency is balanced it is compared with those cuts. No model comes of it.
 *
 * @throws SetiaError as `fitRfm` does for its options
 */
export function rankStatement(
  writer: SqlWriter,
  figures: readonly CommonTable[],
  options: FitRfmOptions<string>,
  where: string,
): SqlStatement {
  const rules = rfmRulesOf(options, where);
  const balanced = balancedTables(writer, rules);
  const tables = [...figures, ...balanced];
  let from = "figures";
  const had: string[] = [];
  const { sql, name } = writer;
  // Within a nested model each step ranks in the groups of the step before.
  const steps: readonly (readonly RfmDimension[])[] =
    rules.method.recency === "nested"
      ? RFM_DIMENSIONS.map((dimension) => [dimension])
      : [RFM_DIMENSIONS];
  steps.forEach((dimensions, step) => {
    const own = had.map((letter) => sql`s.${name(letter)}`);
    const partition = had.length === 0 ? NOTHING : sql`PARTITION BY ${joined(own, ", ")}`;
    const size = sql`COUNT(*) OVER (${partition}) AS "size"`;
    const ranks = dimensions.map((dimension) => {
      const column = sql`s.${name(dimension)}`;
      const order =
        rules.method[dimension] === "rank"
          ? sql`ROW_NUMBER() OVER (ORDER BY ${column}, ${writer.call(writer.dialect.ordered, sql`s."customer"`)})`
          : sql`RANK() OVER (${partition} ORDER BY ${column})`;
      return rules.method[dimension] === "thresholds"
        ? NOTHING
        : sql`, ${writer.call(writer.dialect.integer, order)} - 1 AS ${name(`${dimension}_below`)}`;
    });
    const kept = sql`s."customer" AS "customer", s."recency" AS "recency", s."frequency" AS "frequency", s."monetary" AS "monetary"`;
    const scores = joined(
      had.map((letter) => sql`, s.${name(letter)} AS ${name(letter)}`),
      "",
    );
    const ranked = `ranked_${String(step + 1)}`;
    tables.push({
      name: ranked,
      query: sql`SELECT ${kept}${scores}, ${size}${joined(ranks, "")} FROM ${name(from)} s`,
    });
    const cutsOf = balanced.length === 0 ? NOTHING : sql` CROSS JOIN "balanced" b`;
    const found = dimensions.map((dimension) => {
      const bins = rules.bins[dimension];
      const terms = Array.from({ length: bins - 1 }, (_, at) => {
        const cut = rules.thresholds[dimension]?.[at];
        const whole = Math.floor(Math.min(Math.max(cut ?? 0, -1), Number.MAX_SAFE_INTEGER));
        const above =
          cut === undefined
            ? sql`${bins} * s.${name(`${dimension}_below`)} > ${at + 1} * (s."size" - 1)`
            : sql`s.${name(dimension)} > ${writer.value(whole)}`;
        const exceeded = sql`CASE WHEN ${above} THEN 1 ELSE 0 END`;
        if (dimension !== "frequency" || balanced.length === 0) return exceeded;
        return sql`CASE WHEN b."cut_1" > 0 THEN CASE WHEN s."frequency" > b.${name(`cut_${String(at + 1)}`)} THEN 1 ELSE 0 END ELSE ${exceeded} END`;
      });
      const below = joined(terms, " + ");
      const score = dimension === "recency" ? sql`${bins} - (${below})` : sql`1 + ${below}`;
      return sql`, ${score} AS ${name(dimension.slice(0, 1))}`;
    });
    from = step === steps.length - 1 ? "scores" : `scored_${String(step + 1)}`;
    tables.push({
      name: from,
      query: sql`SELECT ${kept}${scores}${joined(found, "")} FROM ${name(ranked)} s${cutsOf}`,
    });
    for (const dimension of dimensions) had.push(dimension.slice(0, 1));
  });
  return scoresStatement(writer, tables, rules);
}
