import type { Analytics } from "../analytics";
import {
  checkCohorts,
  checkDays,
  checkLifetime,
  checkPairs,
  checkRefusals,
  checkRfm,
  checkSummaries,
  ANALYTICS_FITS,
  ANALYTICS_POLICIES,
  type AnalyticsSettings,
} from "./analytics-checks";
import { analyticsData, type AnalyticsData } from "./analytics-data";

/** Analytics over orders that were loaded for one test. */
export interface AnalyticsUnderTest {
  /** Makes the port for a zone and a policy, over the same orders, whose currency is not told. */
  readonly open: (settings: AnalyticsSettings) => Analytics | Promise<Analytics>;
  /** Gives back what the test needed. */
  readonly close?: () => Promise<void>;
}

/** What {@link testAnalytics} needs. */
export interface TestAnalyticsOptions {
  /** The test function of any runner: that of vitest, jest, mocha, bun or `node:test`. */
  readonly test: (name: string, run: () => Promise<void>) => unknown;
  /** Loads orders into the engine; called once per test. */
  readonly create: (data: AnalyticsData) => AnalyticsUnderTest | Promise<AnalyticsUnderTest>;
  /** Where chance begins; another seed draws other orders. 1 if left out. */
  readonly seed?: number;
  /** True if every data set is to be tried with every option, not only the small ones; false if left out. */
  readonly whole?: boolean;
}

/** Up to so many orders a set is tried with every option. */
const FEW = 300;

/**
 * Registers the tests that analytics of an engine have to pass: twenty sets of orders, from a single one to those of 5,000
 * customers, whose every answer must be exactly that of the functions in memory, ties included. Brings no test runner and asks
 * for none.
 *
 * @param options - the runner's test function, and how to load orders
 *
 * @example
 * ```ts
 * import { testAnalytics } from "setia/testing";
 *
 * const names: string[] = [];
 * testAnalytics({
 *   test: (name) => names.push(name),
 *   create: ({ rows }) => {
 *     throw new Error(`here ${rows.orders.length} orders would be loaded`);
 *   },
 * });
 * names.length; // => 20
 * names[0]; // => "analytics: one order"
 * ```
 */
export function testAnalytics(options: TestAnalyticsOptions): void {
  const { test, create, seed = 1, whole = false } = options;
  analyticsData(seed).forEach((data, number) => {
    test(`analytics: ${data.name}`, async () => {
      const made = await create(data);
      try {
        await compare(made, data, number, whole || data.orders.length <= FEW);
      } finally {
        await made.close?.();
      }
    });
  });
}

async function compare(
  { open }: AnalyticsUnderTest,
  data: AnalyticsData,
  number: number,
  whole: boolean,
): Promise<void> {
  // Of a large set every fourth choice, beginning with another one each time.
  const some = <Item>(items: readonly Item[]): readonly Item[] =>
    whole ? items : items.filter((_, at) => at === 0 || (at + number) % 4 === 0);
  const [plainly] = ANALYTICS_POLICIES;
  for (const [place, timeZone] of data.timeZones.entries()) {
    for (const policy of place === 0 ? some(ANALYTICS_POLICIES) : ANALYTICS_POLICIES.slice(0, 2)) {
      const settings = { timeZone, ...policy };
      const analytics = await open(settings);
      const { columns } = await checkSummaries(analytics, data, settings);
      await checkDays(analytics, data, settings, columns);
      const all = place === 0 && policy === plainly;
      await checkRfm(
        analytics,
        data,
        columns,
        all ? some(ANALYTICS_FITS) : ANALYTICS_FITS.slice(1, 2),
      );
      if (policy === plainly) await checkCohorts(analytics, data, timeZone);
      if (!all) continue;
      await checkLifetime(analytics, data, columns);
      await checkPairs(analytics, data);
    }
  }
  await checkRefusals(open, data);
}
