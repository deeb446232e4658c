import { compareCodePoints } from "../../kernel";
import type { PairTable } from "../../analytics";
import { decodeInteger } from "../writer/decode-integer";
import type { CheckedAnalyticsOptions } from "./options";
import { itemsStatement, pairsStatement, type PairChoice } from "../statements/pair-statements";
import type { SqlRow } from "../drivers/sql-runner";
import { sqlWriter, type SqlStatement } from "../writer/sql-text";

/** Asks one statement, with clear errors. */
export type Ask = (where: string, statement: SqlStatement) => Promise<readonly SqlRow[]>;

/**
 * Counts in an engine what is bought together.
 *
 * @throws SetiaError `INVALID_OPTION`, `STORE_FAILED`
 */
export async function pairTableOver(
  ask: Ask,
  options: CheckedAnalyticsOptions,
  choice: PairChoice,
  where: string,
): Promise<PairTable> {
  const writer = sqlWriter(options.dialect);
  const asked = pairsStatement(writer, options, choice);
  const counts = await ask(where, itemsStatement(writer, options, choice));
  const pairs = await ask(where, asked);
  let baskets = 0;
  const things: { readonly item: string; readonly count: number }[] = [];
  for (const { item, baskets: given } of counts) {
    const count = decodeInteger(given);
    if (item === null) baskets = count;
    else things.push({ item: item as string, count });
  }
  things.sort((a, b) => b.count - a.count || compareCodePoints(a.item, b.item));
  const places = new Map(things.map(({ item }, place) => [item, place]));
  const first = new Int32Array(pairs.length);
  const second = new Int32Array(pairs.length);
  pairs.forEach((row, at) => {
    const [one, other] = [row["first"], row["second"]].map(
      (item) => places.get(item as string) ?? -1,
    ) as [number, number];
    first[at] = Math.min(one, other);
    second[at] = Math.max(one, other);
  });
  return {
    baskets,
    items: things.map(({ item }) => item),
    counts: Int32Array.from(things, ({ count }) => count),
    first,
    second,
    together: Int32Array.from(pairs, (row) => decodeInteger(row["baskets"])),
  };
}
