import { assertRecord, atDoor, compareCodePoints } from "../kernel";
import type { PurchaseSummary } from "../purchases";
import type { Segment } from "./maps/default-segments";
import type { RfmModel, RfmScore } from "./rfm-model";
import { scoreRfm } from "./score-rfm";

/** A base at one instant: what `analyzeRfm` gives, or scores by an older model. */
export interface RfmSnapshot<Name extends string = Segment> {
  /** The customers. */
  readonly summaries: readonly PurchaseSummary[];
  /** Their scores, in the same order. */
  readonly scores: readonly RfmScore<Name>[];
  /** The model that gave them. */
  readonly model: RfmModel<Name>;
}

/** One customer who is in another segment than before. */
export interface RfmMove<Name extends string = Segment> {
  /** The customer. */
  readonly customerId: string;
  /** Segment before. */
  readonly from: Name;
  /** Segment after. */
  readonly to: Name;
  /**
   * `customer`: by the old cuts, too, they would have left their segment; `ruler`: only the cuts have moved.
   */
  readonly because: "customer" | "ruler";
}

/** How a base has moved between two instants. */
export interface RfmComparison<Name extends string = Segment> {
  /** How many went from where to where, by ascending names; `null`, for "no customer", first. */
  readonly matrix: readonly {
    /** Segment before; `null` for those who were no customers yet. */
    readonly from: Name | null;
    /** Segment after; `null` for those who are no customers any more. */
    readonly to: Name | null;
    /** How many. */
    readonly customers: number;
  }[];
  /** Who is in another segment than before, by ascending customer id. */
  readonly moves: readonly RfmMove<Name>[];
  /** Ids of those who were no customers before, ascending. */
  readonly entered: readonly string[];
  /** Ids of those who are no customers any more (refunded, erased), ascending. */
  readonly left: readonly string[];
}

/**
 * Compares a base at two instants: who moved from which segment to which, and whether the customer moved or
 * the ruler did.
 *
 * @param before - the base earlier
 * @param after - the base later, by a new model or by the old one kept
 * @returns matrix, moves, and who came and went
 *
 * @example
 * ```ts
 * import { analyzeRfm, compareRfm } from "setia";
 *
 * const order = (id: string, customerId: string, day: string) =>
 *   ({ id, customerId, placedAt: new Date(day), currency: "USD", total: 1000 });
 * const spring = [order("1", "ani", "2026-03-01"), order("2", "budi", "2026-01-05")];
 * const before = analyzeRfm(spring, { asOf: new Date("2026-03-31") });
 * const after = analyzeRfm([...spring, order("3", "budi", "2026-06-20")], { asOf: new Date("2026-06-30") });
 * const moves = compareRfm(before, after).moves.map(({ customerId, to, because }) => [customerId, to, because]);
 * moves; // => [["ani", "hibernating", "customer"], ["budi", "champions", "customer"]]
 * ```
 */
export function compareRfm<Name extends string = Segment>(
  before: RfmSnapshot<Name>,
  after: RfmSnapshot<Name>,
): RfmComparison<Name> {
  assertRecord(before, "compareRfm: before");
  assertRecord(after, "compareRfm: after");
  return atDoor("compareRfm", () => compareRfmUnchecked(before, after));
}

function compareRfmUnchecked<Name extends string>(
  before: RfmSnapshot<Name>,
  after: RfmSnapshot<Name>,
): RfmComparison<Name> {
  const old = new Map(before.scores.map((score) => [score.customerId, score.segment]));
  const cells = new Map<string, { from: Name | null; to: Name | null; customers: number }>();
  const count = (from: Name | null, to: Name | null): void => {
    const key = JSON.stringify([from, to]);
    const cell = cells.get(key) ?? { from, to, customers: 0 };
    cell.customers++;
    cells.set(key, cell);
  };
  const moves: RfmMove<Name>[] = [];
  const entered: string[] = [];
  after.summaries.forEach((summary, index) => {
    const to = after.scores[index]?.segment;
    if (to === undefined) return;
    const { customerId } = summary;
    const from = old.get(customerId);
    old.delete(customerId);
    count(from ?? null, to);
    if (from === undefined) entered.push(customerId);
    else if (from !== to) {
      const byOldRuler = scoreRfm(summary, before.model).segment;
      moves.push({ customerId, from, to, because: byOldRuler === from ? "ruler" : "customer" });
    }
  });
  for (const from of old.values()) count(from, null);
  return {
    matrix: [...cells.values()].sort(
      (a, b) => compareNames(a.from, b.from) || compareNames(a.to, b.to),
    ),
    moves,
    entered,
    left: [...old.keys()].sort(compareCodePoints),
  };
}

function compareNames(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  return compareCodePoints(a, b);
}
