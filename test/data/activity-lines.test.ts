/**
 * Whether activities mean what they say: within a number of orders, the share who order within 90 days falls from active to lost. On real
 * bases and simulated ones, pooled over dates.
 */
import { describe, expect, it } from "vitest";
import {
  DEFAULT_LOYALTY_POLICY,
  fitCadence,
  ordersFromEvents,
  replay,
  summarizePurchases,
  words,
  type CustomerEvent,
} from "setia";
import { fitActivityLines, type LoyaltyPolicy } from "setia/loyalty";
import { ordersUntil, simulateWorld } from "../forecast/worlds";
import { cdnowEvents, retailEvents } from "./loyalty-orders";
import { sharedFile } from "./shared";
import { measureSteadiness, type Steadiness } from "./steadiness";

const cdnow = sharedFile("data/cdnow_master.csv");
const retail = sharedFile("data/online_retail.csv.gz");
const DAY = 86_400_000;

/** Customers and how many of them ordered within 90 days, by number of orders and activity. */
type Shares = Map<string, { customers: number; came: number }>;

const bandOf = (orders: number): string => (orders === 1 ? "1" : orders < 4 ? "2–3" : "4 and more");

function addShares(
  into: Shares,
  customers: readonly (readonly CustomerEvent[])[],
  asOf: Date,
): void {
  const known = customers.flat().filter(({ at }) => at <= asOf);
  const model = fitActivityLines(ordersFromEvents(known, { asOf }), { asOf });
  const activityLines = model.dated.at(-1)?.lines ?? null;
  const policy: LoyaltyPolicy = { ...DEFAULT_LOYALTY_POLICY, activityLines };
  for (const events of customers) {
    const { state } = replay(events, { asOf, policy });
    if (state === undefined) continue;
    const key = `${bandOf(state.orderDays.length)} ${state.activity}`;
    const own = into.get(key) ?? { customers: 0, came: 0 };
    into.set(key, own);
    own.customers++;
    if (events.some(({ at }) => at > asOf && at.getTime() <= asOf.getTime() + 90 * DAY)) own.came++;
  }
}

function expectFalling(name: string, shares: Shares): void {
  for (const band of ["1", "2–3", "4 and more"]) {
    const rows = words.activities.flatMap((activity) => {
      const own = shares.get(`${band} ${activity}`);
      return own === undefined || own.customers < 100 ? [] : [{ activity, ...own }];
    });
    const told = rows.map(
      ({ activity, customers, came }) =>
        `${activity} ${((100 * came) / customers).toFixed(1)} % of ${String(customers)}`,
    );
    console.info(`${name}, ${band}: ${told.join(", ")}`);
    rows.slice(1).forEach(({ customers, came }, at) => {
      const before = rows[at]!;
      const [now, then] = [came / customers, before.came / before.customers];
      const error = Math.sqrt(
        (now * (1 - now)) / customers + (then * (1 - then)) / before.customers,
      );
      expect(now).toBeLessThanOrEqual(then + 2.5 * error);
    });
  }
}

const dates = (from: string, to: string, count: number): Date[] => {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  return Array.from(
    { length: count },
    (_, at) =>
      new Date(first + (Math.round((last - first) / (count - 1) / DAY) * at + 1) * DAY - 1),
  );
};

const falseLapses = ({ lapses }: Steadiness): number => lapses.withinCadence / lapses.all;

/** Cadences whose median delay is that of the fitted lines, or the nearest below. */
function atEqualDelay(
  customers: readonly (readonly CustomerEvent[])[],
  asOf: Date,
  priorCadenceDays: number,
  days: number,
): Steadiness {
  let last: Steadiness | undefined;
  for (const lapsedAfterCadences of [4, 3.6, 3.2, 2.9, 2.7, 2.6, 2.5, 2.4, 2.2, 2]) {
    const policy = {
      ...DEFAULT_LOYALTY_POLICY,
      ...{ priorCadenceDays, lapsedAfterCadences, atRiskAfterCadences: lapsedAfterCadences / 2 },
    };
    last = measureSteadiness(customers, asOf, policy, 180);
    if (last.departures.days <= days) break;
  }
  return last!;
}

describe.runIf(cdnow !== undefined)("on CDNOW", () => {
  it("the share who come back falls from activity to activity", async () => {
    const customers = await cdnowEvents(cdnow ?? "");
    const shares: Shares = new Map();
    for (const asOf of dates("1997-09-30", "1998-03-30", 4)) addShares(shares, customers, asOf);
    expectFalling("CDNOW", shares);
  });

  it("lapses are false less often than by cadences that notice as late", async () => {
    const customers = await cdnowEvents(cdnow ?? "");
    const fitAt = new Date("1997-09-30T23:00:00Z");
    const asOf = new Date("1998-06-30T23:00:00Z");
    const orders = ordersFromEvents(customers.flat(), { asOf: fitAt });
    const { priorCadenceDays } = fitCadence(summarizePurchases(orders, { asOf: fitAt }).summaries);
    const activityLines = fitActivityLines(orders, { asOf: fitAt }).dated[0]?.lines ?? null;
    const ours = measureSteadiness(
      customers,
      asOf,
      { ...DEFAULT_LOYALTY_POLICY, activityLines },
      180,
    );
    const before = atEqualDelay(customers, asOf, priorCadenceDays, ours.departures.days);
    console.info(
      `CDNOW: ${(100 * falseLapses(ours)).toFixed(1)} % false lapses, noticed after ${String(ours.departures.days)} days; by cadences ${(100 * falseLapses(before)).toFixed(1)} % after ${String(before.departures.days)}`,
    );
    expect(falseLapses(ours)).toBeLessThan(falseLapses(before));
  });
});

describe.runIf(retail !== undefined)("on Online Retail", () => {
  it("the share who come back falls from activity to activity", async () => {
    const customers = await retailEvents(retail ?? "");
    const shares: Shares = new Map();
    for (const asOf of dates("2011-05-31", "2011-08-31", 4)) addShares(shares, customers, asOf);
    expectFalling("Online Retail", shares);
  });
});

describe("in simulated shops", () => {
  it.each(["right", "aging", "cohorts", "season"] as const)(
    "of kind %s the share who come back falls from activity to activity",
    (kind) => {
      const world = simulateWorld(kind, 103, 3000);
      const byCustomer = new Map<string, CustomerEvent[]>();
      for (const { id, customerId, placedAt, total } of ordersUntil(world, world.lastDay)) {
        const own = byCustomer.get(customerId) ?? [];
        byCustomer.set(customerId, own);
        const at = placedAt;
        own.push({
          id,
          type: "order_completed",
          customerId,
          at,
          orderId: id,
          currency: "USD",
          total,
        });
      }
      const shares: Shares = new Map();
      for (const part of [0.6, 0.7, 0.8, 0.9]) {
        const day = Math.round(part * world.lastDay);
        addShares(shares, [...byCustomer.values()], new Date((day + 1) * DAY - 1));
      }
      expectFalling(kind, shares);
    },
  );
});
