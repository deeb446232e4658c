import { calendarOf } from "../kernel";
import type { BoughtItem, CustomerView } from "../view";
import type { Measure } from "./tactic";

const MILESTONES = [3, 5, 10, 25, 50, 100, 250, 500, 1000];
const MILESTONE_STAYS_NEWS_DAYS = 7;
const LEAST_PURCHASES_FOR_A_RHYTHM = 3;

/**
 * Reads off a view the figures that tactics depend on.
 *
 * @param view - one customer's view
 * @returns every measure; `undefined` where it is not known
 */
export function measuresOf(view: CustomerView<string>): Record<Measure, number | undefined> {
  const { purchases, rfm, loyalty } = view;
  const calendar = calendarOf(view.timeZone);
  const today = calendar.dayOf(view.asOf);
  const categories = new Set(view.items.map(({ category }) => category));
  const due = dueItem(view);
  return {
    orders: purchases?.orders ?? 0,
    days_since_first_order: purchases?.tenureDays,
    days_since_last_order: purchases?.recencyDays,
    days_since_contact:
      view.lastContactAt === undefined ? undefined : today - calendar.dayOf(view.lastContactAt),
    silence: purchases === undefined ? undefined : purchases.recencyDays / loyalty.cadenceDays,
    frequency_score: rfm?.frequency,
    monetary_percentile: rfm?.monetaryPercentile,
    milestone:
      purchases !== undefined &&
      purchases.recencyDays <= MILESTONE_STAYS_NEWS_DAYS &&
      MILESTONES.includes(purchases.orders)
        ? purchases.orders
        : 0,
    days_to_anniversary:
      purchases === undefined
        ? undefined
        : daysToAnniversary(calendar.dayOf(purchases.firstOrderAt), today),
    item_due: due === undefined ? undefined : itemDue(due),
    companions: view.offers.filter((offer) => offer.from !== "popular").length,
    // Where some items have no category, nobody knows how many there are.
    categories: categories.size === 0 || categories.has(undefined) ? undefined : categories.size,
  };
}

/**
 * Finds the item whose usual gap is nearest to being over.
 *
 * @param view - one customer's view
 * @returns the item, or `undefined` if none is bought in a rhythm
 */
export function dueItem(view: CustomerView<string>): BoughtItem | undefined {
  const distance = (item: BoughtItem): number => Math.abs(itemDue(item) - 1);
  return view.items
    .filter((item) => item.replenishable && item.purchaseDays >= LEAST_PURCHASES_FOR_A_RHYTHM)
    .reduce<BoughtItem | undefined>(
      (nearest, item) =>
        nearest === undefined || distance(item) < distance(nearest) ? item : nearest,
      undefined,
    );
}

function itemDue(item: BoughtItem): number {
  return item.daysSince / (item.cadenceDays ?? Infinity);
}

/** Days to or from the nearest anniversary, the first year's day itself not being one. */
function daysToAnniversary(firstDay: number, today: number): number | undefined {
  const first = new Date(firstDay * 86_400_000);
  const years = new Date(today * 86_400_000).getUTCFullYear() - first.getUTCFullYear();
  const distances = [years - 1, years, years + 1]
    .filter((year) => year >= 1)
    .map((year) => {
      // 29 February comes round on 1 March in a common year.
      const day = Date.UTC(first.getUTCFullYear() + year, first.getUTCMonth(), first.getUTCDate());
      return Math.abs(today - day / 86_400_000);
    });
  return distances.length === 0 ? undefined : Math.min(...distances);
}
