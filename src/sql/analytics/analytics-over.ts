import { rfmRulesOf, segmentOf, type RfmModel } from "../../rfm";
import type { AnalyticsAt, AnalyticsRfmOptions, Analytics, SegmentCount } from "../../analytics";
import { assertCountable, type OrderCounts } from "../statements/assert-countable";
import { cohortStatement, periodDays } from "../statements/cohort-statement";
import { decodeInteger } from "../writer/decode-integer";
import { fitCrossSellOver } from "./fit-cross-sell-over";
import { fitOver, type FittedOver, type ScoreCell } from "./fit-rfm-over";
import { diagnosticsStatement, summaryStatement } from "../statements/figure-statements";
import { trying } from "../drivers/in-transaction";
import { lifetimeStatement } from "../statements/lifetime-statement";
import type { AnalyticsDialect, AnalyticsDialectName } from "../writer/analytics-dialects";
import {
  checkAnalyticsOptions,
  analyticsOptions,
  type CheckedAnalyticsOptions,
  type AnalyticsOptions,
  type SqlAnalyticsOptions,
} from "./options";
import { onFigures, type FigureSession, type AnalyticsRunner } from "./session";
import { pairTableOver, type Ask } from "./pair-table-over";
import {
  assertModelFor,
  SCORE_COLUMNS,
  scoresStatement,
  scoreTables,
  segmentsStatement,
} from "../statements/score-statements";
import type { SqlRow } from "../drivers/sql-runner";
import { sqlWriter, wholeQuery } from "../writer/sql-text";
import { lifetimeColumnsOf, purchaseColumnsOf } from "./columns";
import {
  assertOptions,
  assertRecord,
  assertSum,
  compareCodePoints,
  type OptionNames,
} from "../../kernel";
import { summariesOf } from "../../purchases";

/** Options of {@link analyticsOver}: all of those of `sqlAnalytics` but the instant. */
export interface AnalyticsOverOptions extends AnalyticsOptions {
  /** A dialect, where the runner has none of its own or another one is meant. */
  readonly dialect?: AnalyticsDialectName | AnalyticsDialect;
  /**
   * Whether figures of customers are kept in a temporary table while a model is fitted, rather than worked out for each
   * question; true if left out. Only runners with transactions can, and a replica that is only read cannot.
   */
  readonly keepFigures?: boolean;
}

const analyticsOverOptions = (): OptionNames<AnalyticsOverOptions> => ({
  dialect: true,
  keepFigures: true,
  ...analyticsOptions(),
});

/**
 * Analytics a base in the database that has its orders: the port {@link Analytics} over any runner. Only counts, cuts and what is
 * asked for leave the database.
 *
 * @param runner - the database, or an object with `query` and a dialect of your own
 * @param options - tables or log, zone, currency and policy
 * @returns the port; the runner stays yours to close
 * @throws SetiaError `INVALID_OPTION`, `INVALID_TIME_ZONE`, `UNKNOWN_CURRENCY`; its methods also `STORE_FAILED` where the
 * database fails, after which the same call may be made again
 *
 * @example
 * ```ts
 * import sqlite from "node-sqlite3-wasm";
 * import { fromNodeSqlite3Wasm, analyticsOver } from "setia/sql";
 *
 * const shop = new sqlite.Database(":memory:");
 * shop.exec(`CREATE TABLE orders (id INTEGER, customer_id TEXT, placed_at INTEGER, total INTEGER);
 *   INSERT INTO orders VALUES (1, 'ani', 1767571200000, 1250), (2, 'ani', 1768867200000, 750)`);
 * const analytics = analyticsOver(fromNodeSqlite3Wasm(shop), {
 *   tables: { orders: "orders" },
 *   currency: "USD",
 * });
 * const { summaries } = await analytics.summarize({ asOf: new Date("2026-01-31") });
 * summaries[0]?.recencyDays; // => 11
 * summaries[0]?.revenue; // => 2000
 * ```
 */
export function analyticsOver(
  runner: AnalyticsRunner & { readonly dialect?: AnalyticsDialectName },
  options: AnalyticsOverOptions,
): Analytics {
  assertRecord(runner, "analyticsOver: runner");
  assertOptions(options, analyticsOverOptions(), "analyticsOver");
  const { keepFigures = true, ...given } = options;
  const dialect = options.dialect ?? runner.dialect;
  const at = ({ asOf }: AnalyticsAt, where: string): CheckedAnalyticsOptions =>
    // One that is missing is refused there.
    checkAnalyticsOptions({ ...given, asOf, dialect } as SqlAnalyticsOptions, where);
  // What is wrong with the options shows at once, not with the first question.
  at({ asOf: new Date(0) }, "analyticsOver");

  const ask =
    ({ dialect: spoken }: CheckedAnalyticsOptions): Ask =>
    (where, statement) => {
      const { sql, parameters } = wholeQuery(statement, spoken);
      return trying(where, () => runner.query(sql, parameters));
    };

  async function counted(checked: CheckedAnalyticsOptions, where: string): Promise<OrderCounts> {
    const [row = {}] = await ask(checked)(
      where,
      diagnosticsStatement(sqlWriter(checked.dialect), checked),
    );
    return assertCountable(row, checked, where);
  }

  return {
    async countOrders(options_) {
      return (await counted(at(options_, "countOrders"), "countOrders")).diagnostics;
    },
    async summarize(options_) {
      const checked = at(options_, "summarize");
      const { diagnostics, currency } = await counted(checked, "summarize");
      const rows = await ask(checked)(
        "summarize",
        summaryStatement(sqlWriter(checked.dialect), checked),
      );
      return summariesOf(purchaseColumnsOf(rows, checked, currency), diagnostics);
    },
    async fitRfm(options_) {
      return (await fit(options_, "fitRfm")).model;
    },
    async analyzeRfm(options_) {
      const { model, cells, diagnostics } = await fit(options_, "analyzeRfm");
      return { model, segments: segmentCounts(model, cells), diagnostics };
    },
    async scoreRfm<Name extends string>(model: RfmModel<Name>, options_: AnalyticsAt) {
      const rows = await scored("scoreRfm", model, options_, ({ writer, figures, run }) =>
        run(scoresStatement(writer, scoreTables(writer, figures, model), model)),
      );
      const segments = [...new Set(model.segments.map((rule) => rule.segment))];
      const places = new Map<unknown, number>(segments.map((name, place) => [name, place]));
      const column = (name: string): Uint8Array =>
        Uint8Array.from(rows, (row) => decodeInteger(row[name]));
      return {
        customerIds: rows.map((row) => row["customer_id"] as string),
        recency: column(SCORE_COLUMNS.recency),
        frequency: column(SCORE_COLUMNS.frequency),
        monetary: column(SCORE_COLUMNS.monetary),
        segments,
        segment: Uint8Array.from(rows, (row) => places.get(row["segment"]) ?? 0),
      };
    },
    async countSegments<Name extends string>(model: RfmModel<Name>, options_: AnalyticsAt) {
      const rows = await scored("countSegments", model, options_, ({ writer, figures, run }) =>
        run(segmentsStatement(writer, scoreTables(writer, figures, model), model)),
      );
      return rows
        .map((row) => ({
          segment: row["segment"] as Name,
          customers: decodeInteger(row["customers"]),
          orders: decodeInteger(row["orders"]),
          revenue: decodeInteger(row["revenue"]),
        }))
        .sort(bySize);
    },
    async lifetimeBase(options_) {
      const checked = at(options_, "lifetimeBase");
      const { currency } = await counted(checked, "lifetimeBase");
      const statement = lifetimeStatement(sqlWriter(checked.dialect), checked);
      return lifetimeColumnsOf(await ask(checked)("lifetimeBase", statement), checked, currency);
    },
    async countCohorts(options_) {
      const checked = at(options_, "countCohorts");
      const days = periodDays(options_.starts);
      await counted(checked, "countCohorts");
      const statement = cohortStatement(sqlWriter(checked.dialect), checked, days);
      const rows = await ask(checked)("countCohorts", statement);
      const bought = days
        .slice(1)
        .map((_, cohort) => new Array<number>(days.length - 1 - cohort).fill(0));
      for (const row of rows) {
        const [cohort, period] = [decodeInteger(row["cohort"]), decodeInteger(row["period"])];
        const counts = bought[cohort];
        if (counts !== undefined) counts[period - cohort] = decodeInteger(row["customers"]);
      }
      return bought.map((counts, cohort) => ({
        start: options_.starts[cohort]!,
        customers: counts[0]!,
        bought: counts,
      }));
    },
    async countPairs(options_) {
      const checked = at(options_, "countPairs");
      return pairTableOver(ask(checked), checked, options_, "countPairs");
    },
    async fitCrossSell(options_) {
      const checked = at(options_, "fitCrossSell");
      return fitCrossSellOver(ask(checked), checked, options_);
    },
  };

  async function fit<Name extends string>(
    options_: AnalyticsRfmOptions<Name>,
    where: string,
  ): Promise<FittedOver<Name> & Pick<OrderCounts, "diagnostics">> {
    const rules = rfmRulesOf(options_, where);
    const checked = at(options_, where);
    const { currency, diagnostics } = await counted(checked, where);
    const fitted = await onFigures(runner, checked, keepFigures, where, (session) =>
      fitOver(session, checked, rules, currency),
    );
    return { ...fitted, diagnostics };
  }

  async function scored(
    where: string,
    model: RfmModel<string>,
    options_: AnalyticsAt,
    work: (session: FigureSession) => Promise<readonly SqlRow[]>,
  ): Promise<readonly SqlRow[]> {
    const checked = at(options_, where);
    const { currency, diagnostics } = await counted(checked, where);
    if (diagnostics.counted > 0) assertModelFor(model, currency, where);
    return onFigures(runner, checked, false, where, work);
  }
}

/** Most customers first, then by name. */
function bySize(a: SegmentCount<string>, b: SegmentCount<string>): number {
  return b.customers - a.customers || compareCodePoints(a.segment, b.segment);
}

function segmentCounts<Name extends string>(
  { segments }: RfmModel<Name>,
  cells: readonly ScoreCell[],
): SegmentCount<Name>[] {
  const counts = new Map<Name, SegmentCount<Name>>();
  for (const { recency, frequency, monetary, customers, orders, revenue } of cells) {
    const segment = segmentOf(segments, recency, frequency, monetary);
    if (segment === undefined) continue;
    const known = counts.get(segment) ?? { segment, customers: 0, orders: 0, revenue: 0 };
    const sum = known.revenue + revenue;
    assertSum(sum, `analyzeRfm: the revenue of segment ${JSON.stringify(segment)}`);
    counts.set(segment, {
      segment,
      customers: known.customers + customers,
      orders: known.orders + orders,
      revenue: sum,
    });
  }
  return [...counts.values()].sort(bySize);
}
