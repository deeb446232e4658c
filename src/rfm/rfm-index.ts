import { cutsBelow, quantileCuts } from "../statistics";
import { assertInstant, assertOptions, calendarOf, type OptionNames, SetiaError } from "../kernel";
import {
  createLivePurchases,
  type LiveFigures,
  type LivePurchasesOptions,
  type Order,
  type OrderName,
  type PurchaseSummary,
  type Refund,
} from "../purchases";
import type { RfmAnalysis } from "./analyze-rfm";
import { analyze, analyzeRfmOptions } from "./analyze-rfm";
import { balancedCuts, emptyParts } from "./fitting/balanced-cuts";
import type { Histogram } from "../statistics";
import type { Segment } from "./maps/default-segments";
import { rfmRulesOf, type FitRfmOptions } from "./fitting/fit-options";
import { createLiveRanks, type LiveRanks } from "./live-ranks";
import { RFM_DIMENSIONS, type RfmDimension } from "./rfm-dimensions";
import type { RfmScore } from "./rfm-model";
import { describeScore } from "./score-rfm";

/** Options of {@link createRfmIndex}: those of `analyzeRfm`, with methods `quantile`, `thresholds` and `balanced`. */
export interface RfmIndexOptions<Name extends string = Segment>
  extends LivePurchasesOptions, FitRfmOptions<Name> {
  /** Orders that are there at the beginning. */
  readonly orders?: Iterable<Order>;
}

/** At which instant a live base is looked at. */
export interface RfmIndexAt {
  /** The instant, inclusive; never before one that was asked for earlier. */
  readonly asOf: Date;
}

/** A base whose scores follow every order, refund and cancellation at once. */
export interface RfmIndex<Name extends string = Segment> {
  /** Customers with an order that counts. */
  readonly size: number;
  /**
   * Adds an order, also one from the past.
   *
   * @throws SetiaError as `summarizePurchases` does; then nothing has changed
   */
  apply(order: Order): void;
  /**
   * Refunds money on an order.
   *
   * @throws SetiaError `UNKNOWN_ORDER`, `INVALID_AMOUNT`, `INVALID_INSTANT`; then nothing has changed
   */
  refund(order: OrderName, refund: Refund): void;
  /**
   * Cancels an order; if that was done before, the earlier instant holds.
   *
   * @throws SetiaError `UNKNOWN_ORDER`, `INVALID_INSTANT`; then nothing has changed
   */
  cancel(order: OrderName, at: Date): void;
  /**
   * Scores a customer among all others; nothing for one without an order that counts.
   *
   * @throws SetiaError `OUT_OF_ORDER` if `asOf` goes back
   */
  score(customerId: string, options: RfmIndexAt): RfmScore<Name> | undefined;
  /** Summarizes a customer; nothing for one without an order that counts. */
  summary(customerId: string, options: RfmIndexAt): PurchaseSummary | undefined;
  /**
   * Gives the whole base as `analyzeRfm` would: for a model to store, or to compare two instants with `compareRfm`.
   *
   * @throws SetiaError `EMPTY_BASE`, `OUT_OF_ORDER`
   */
  snapshot(options: RfmIndexAt): RfmAnalysis<Name>;
}

const createRfmIndexOptions = (): OptionNames<RfmIndexOptions<string>> => ({
  ...analyzeRfmOptions(),
  orders: true,
});

/**
 * Creates a live base: one order, refund or cancellation changes a few figures, and the score of any customer is then
 * exactly what `analyzeRfm` over the same orders would give at the same instant. One order also moves the cuts, and
 * with them scores of other customers: ask for those you show, or compare two snapshots.
 *
 * Orders, refunds and cancellations with an instant to come wait until `asOf` reaches it.
 *
 * @param options - first instant, zone, currency, policy, bins and segments; method `quantile`, `thresholds` or `balanced`
 * @returns the live base
 * @throws SetiaError `INVALID_OPTION` for a method that needs the whole base anew; as `summarizePurchases` and
 * `fitRfm` do
 *
 * @example
 * ```ts
 * import { createRfmIndex } from "setia";
 *
 * const asOf = new Date("2026-01-31");
 * const index = createRfmIndex({ asOf, currency: "USD" });
 * const order = { currency: "USD", total: 1000 };
 * index.apply({ ...order, id: "1", customerId: "ani", placedAt: new Date("2026-01-30") });
 * index.apply({ ...order, id: "2", customerId: "budi", placedAt: new Date("2025-03-01") });
 * index.score("ani", { asOf })?.code; // => "511"
 * index.refund({ customerId: "budi", orderId: "2" }, { at: asOf, amount: 400 });
 * index.score("ani", { asOf })?.code; // => "515"
 * ```
 */
export function createRfmIndex<Name extends string = Segment>(
  options: RfmIndexOptions<Name>,
): RfmIndex<Name> {
  assertOptions(options, createRfmIndexOptions(), "createRfmIndex");
  const rules = rfmRulesOf(options, "createRfmIndex");
  const { method, bins, thresholds } = rules;
  for (const dimension of RFM_DIMENSIONS) {
    const how = method[dimension];
    if (how === "quantile" || how === "thresholds" || how === "balanced") continue;
    throw new SetiaError(
      "INVALID_OPTION",
      `createRfmIndex: method of ${dimension} is "${how}"; expected quantile, thresholds or balanced, which follow single orders`,
    );
  }
  // Days are kept as they are, not as distances from a moving instant.
  let days = createLiveRanks();
  let orders = createLiveRanks();
  let revenues = createLiveRanks();
  // Cuts of frequency other than quantiles, as long as nobody's number of orders changes.
  let balanced: { readonly cuts: readonly number[] | undefined } | undefined;
  let loading: LiveFigures[] | undefined = [];
  const purchases = createLivePurchases(options, "createRfmIndex", (before, after) => {
    if (loading !== undefined) return;
    if (before.lastDay !== after.lastDay || before.orders === 0 || after.orders === 0) {
      if (before.orders > 0) days.remove(before.lastDay);
      if (after.orders > 0) days.insert(after.lastDay);
    }
    if (before.orders !== after.orders) {
      balanced = undefined;
      if (before.orders > 0) orders.remove(before.orders);
      if (after.orders > 0) orders.insert(after.orders);
    }
    if (before.revenue !== after.revenue || before.orders === 0 || after.orders === 0) {
      if (before.orders > 0) revenues.remove(before.revenue);
      if (after.orders > 0) revenues.insert(after.revenue);
    }
  });
  for (const order of options.orders ?? []) purchases.apply(order);
  loading = purchases.all();
  days = createLiveRanks(loading.map((figures) => figures.lastDay));
  orders = createLiveRanks(loading.map((figures) => figures.orders));
  revenues = createLiveRanks(loading.map((figures) => figures.revenue));
  loading = undefined;
  const calendar = calendarOf(options.timeZone ?? "UTC");

  function advance({ asOf }: RfmIndexAt): void {
    assertInstant(asOf, "createRfmIndex: asOf");
    if (asOf.getTime() !== purchases.asOf.getTime()) purchases.advance(asOf);
  }

  /** The cuts of frequency where it is balanced. */
  function frequencyCuts(): readonly number[] | undefined {
    const { size } = orders;
    const parts = bins.frequency;
    const isBalanced = (): boolean =>
      method.frequency === "balanced" ||
      (rules.mayBalance &&
        emptyParts(
          quantileCuts((place) => orders.at(place), size, parts),
          size,
          (cut) => orders.below(Math.floor(cut) + 1),
        ).length > 0);
    balanced ??= { cuts: isBalanced() ? balancedCuts(histogram(orders), parts) : undefined };
    return balanced.cuts;
  }

  /** The score of a figure with so many strictly below it: above the type-7 cut k if bins·below > k·(n − 1). */
  function scoreOf(dimension: RfmDimension, figure: number, below: number): number {
    const most = bins[dimension];
    let cuts = 0;
    const given =
      thresholds[dimension] ?? (dimension === "frequency" ? frequencyCuts() : undefined);
    if (given !== undefined) cuts = cutsBelow(given, figure);
    else for (let k = 1; k < most; k++) if (most * below > k * (days.size - 1)) cuts++;
    return dimension === "recency" ? most - cuts : 1 + cuts;
  }

  return {
    get size() {
      return days.size;
    },
    apply: purchases.apply,
    refund: purchases.refund,
    cancel: purchases.cancel,
    score(customerId, at) {
      advance(at);
      const figures = purchases.figuresOf(customerId);
      if (figures.orders === 0) return undefined;
      const { lastDay, revenue } = figures;
      const recencyDays = calendar.dayOf(purchases.asOf) - lastDay;
      const poorer = revenues.below(revenue);
      const { orders: counted } = figures;
      const purchaseDays =
        counted === 1 ? 1 : (purchases.summaryOf(customerId)?.purchaseDays ?? counted);
      return describeScore(
        { customerId, recencyDays, orders: counted, purchaseDays, revenue },
        options.currency,
        {
          // Fewer days are those who bought on a later day.
          recency: scoreOf("recency", recencyDays, days.size - days.below(lastDay + 1)),
          frequency: scoreOf("frequency", figures.orders, orders.below(figures.orders)),
          monetary: scoreOf("monetary", revenue, poorer),
        },
        Math.floor((100 * poorer) / days.size),
        rules,
      );
    },
    summary(customerId, at) {
      advance(at);
      return purchases.summaryOf(customerId);
    },
    snapshot(at) {
      advance(at);
      return analyze(purchases.summarize(), options, "createRfmIndex");
    },
  };
}

/** How many have each of some whole figures. */
function histogram(figures: LiveRanks): Histogram {
  const values: number[] = [];
  const counts: number[] = [];
  for (let place = 0; place < figures.size;) {
    const value = figures.at(place);
    const next = figures.below(value + 1);
    values.push(value);
    counts.push(next - place);
    place = next;
  }
  return { values, counts };
}
