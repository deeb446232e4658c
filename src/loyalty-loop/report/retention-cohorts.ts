import { wilsonInterval, type ShareEstimate } from "../../statistics";
import { periodIndex, type Calendar, type Period } from "../../kernel";
import type { LoopTrace } from "./trace-loop";

/** Customers who first bought within one period. */
export interface RetentionCohort {
  /** First day of that period, `YYYY-MM-DD`. */
  readonly start: string;
  /** How many they are. */
  readonly customers: number;
  /** How many bought in their first period, the next and so on; the last may not be complete. */
  readonly retained: readonly (ShareEstimate & { readonly complete: boolean })[];
}

/** Gathers cohorts customer by customer. */
export interface CohortCounter {
  /** Takes in one customer. */
  add(trace: LoopTrace<string>): void;
  /** Gives the cohorts, oldest first. */
  result(): RetentionCohort[];
}

/**
 * Begins to count who buys again how long after the first order. Who first bought before the first period is in none.
 */
export function createCohorts(periods: readonly Period[], calendar: Calendar): CohortCounter {
  const bought = periods.map((_, index) => new Array<number>(periods.length - index).fill(0));
  return {
    add({ orders }) {
      const seen = new Set(orders.map(({ at }) => periodIndex(periods, calendar.dayOf(at))));
      const [first] = seen;
      const counts = bought[first ?? -1];
      if (first === undefined || counts === undefined) return;
      for (const index of seen) counts[index - first] = counts[index - first]! + 1;
    },
    result: () =>
      periods.map(({ start }, index) => {
        const counts = bought[index] ?? [];
        const customers = counts[0]!;
        const retained = counts.map((count, later) => ({
          ...wilsonInterval(count, customers),
          complete: periods[index + later]?.complete ?? false,
        }));
        return { start, customers, retained };
      }),
  };
}
