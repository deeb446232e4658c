import { assertList, SetiaError } from "../../kernel";

/** What was seen of one member, or of several alike. */
export interface OpportunityHistory {
  /** Opportunities to buy so far (months of a subscription, yearly appeals); not that of the first purchase. */
  readonly opportunities: number;
  /** At how many of them the member bought. */
  readonly purchases: number;
  /** At which of them the member last bought, counted from 1; 0 if at none. */
  readonly last: number;
  /** How many members this tells of; 1 if left out. */
  readonly customers?: number;
}

/** More opportunities than this are no discrete ones. */
const MOST_OPPORTUNITIES = 10_000;

/**
 * Refuses histories that cannot be.
 *
 * @throws SetiaError `INVALID_INPUT` with the place
 */
export function checkHistories(histories: readonly OpportunityHistory[], where: string): void {
  assertList(histories, `${where}: histories`);
  histories.forEach((history, index) => {
    const given = { ...(history as Partial<OpportunityHistory> | null) };
    const { opportunities: n = NaN, purchases: x = NaN, last = NaN, customers = 1 } = given;
    const whole = [n, x, last, customers].every((value) => Number.isInteger(value) && value >= 0);
    const fits = x <= last && last <= n && n <= MOST_OPPORTUNITIES && (x > 0 || last === 0);
    if (whole && fits) return;
    throw new SetiaError(
      "INVALID_INPUT",
      `${where}: histories[${String(index)}] has ${String(x)} purchases, the last at ${String(last)} of ${String(n)} opportunities, for ${String(customers)} customers; expected whole numbers with purchases ≤ last ≤ opportunities (${String(MOST_OPPORTUNITIES)} at most), last 0 without a purchase`,
    );
  });
}
