const DAY = 86_400_000;
const MILESTONES = [3, 5, 10, 25, 50, 100, 250, 500, 1000];
const MILESTONE_STAYS_NEWS_DAYS = 7;

/** Returns which milestone a customer has just reached. */
export function milestoneOf(orders: number, daysSince: number): number {
  return daysSince <= MILESTONE_STAYS_NEWS_DAYS && MILESTONES.includes(orders) ? orders : 0;
}

/**
 * Counts the days to or from the nearest return of a day of the year. 29 February comes round on 1 March in a common
 * year.
 */
export function daysToYearly(firstDay: number, today: number, least: number): number | undefined {
  const first = new Date(firstDay * DAY);
  const years = new Date(today * DAY).getUTCFullYear() - first.getUTCFullYear();
  const distances = [years - 1, years, years + 1]
    .filter((year) => year >= least)
    .map((year) => {
      const day = Date.UTC(first.getUTCFullYear() + year, first.getUTCMonth(), first.getUTCDate());
      return Math.abs(today - day / DAY);
    });
  return distances.length === 0 ? undefined : Math.min(...distances);
}
