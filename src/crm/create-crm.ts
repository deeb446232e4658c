import {
  fitCrossSell,
  recommendCrossSell,
  type CrossSellModel,
  type CrossSellRule,
  type MineRulesOptions,
  type Offer,
} from "../cross-sell";
import { assertEvents, type CustomerEvent } from "../events";
import {
  assertInstant,
  assertTimeZone,
  currencyExponent,
  SetiaError,
  type Reason,
} from "../kernel";
import { DEFAULT_LOYALTY_POLICY, type LoyaltyPolicy } from "../loyalty-loop";
import {
  ordersFromEvents,
  summarizePurchases,
  type ConvertMoney,
  type Product,
  type PurchaseDiagnostics,
} from "../purchases";
import { fitRfm, type RfmModel, type Segment, type SegmentRule } from "../rfm";
import type { AppendResult, CustomerStore } from "../storage";
import { decide, type Decision, type Tactic, type TacticPolicy } from "../tactics";
import { viewCustomer, type CustomerView } from "../view";
import { countCustomers, type CrmReport } from "./crm-report";

/** What a workspace is made of. */
export interface CreateCrmOptions<Name extends string = Segment> {
  /** Where events and models are kept. */
  readonly store: CustomerStore;
  /** IANA zone whose calendar days are counted everywhere. */
  readonly timeZone: string;
  /** ISO 4217 code that all money is counted in. */
  readonly currency: string;
  /** Tells the instant where none is given, such as `() => new Date()`; without it, give `asOf` each time. */
  readonly clock?: () => Date;
  /** Converts orders in other currencies; without it they are refused. */
  readonly convert?: ConvertMoney;
  /** The catalogue by sku; if given, only what is in it and in stock is offered. */
  readonly products?: ReadonlyMap<string, Product>;
  /** Cross-sell rules of the shop's own. */
  readonly rules?: readonly CrossSellRule[];
  /** How strong a mined rule must be. */
  readonly mining?: MineRulesOptions;
  /** A segment map of the shop's own. */
  readonly segments?: readonly (SegmentRule & { readonly segment: Name })[];
  /** Thresholds of the loyalty loop. */
  readonly loyaltyPolicy?: LoyaltyPolicy;
  /** What can be done; the library's own catalogue if left out. */
  readonly catalogue?: readonly Tactic[];
  /** Margin and cooldowns of tactics. */
  readonly tacticPolicy?: TacticPolicy;
}

/** An instant for one answer. */
export interface AsOfOptions {
  /** The instant of the answer, inclusive; the clock's if left out. */
  readonly asOf?: Date;
}

/** How far a long piece of work has come. */
export interface Progress {
  /** What is being done. */
  readonly stage: "read" | "fit" | "save" | "customers";
  /** Events or customers done in this stage; 1 when a stage is one step. */
  readonly done: number;
}

/** Options of long pieces of work. */
export interface LongWorkOptions extends AsOfOptions {
  /** Told now and then how far the work has come. */
  readonly onProgress?: (progress: Progress) => void;
  /** Stops the work with the signal's reason; nothing is left half-done. */
  readonly signal?: AbortSignal;
}

/** Options of {@link Crm.recommend}. */
export interface RecommendOptions extends AsOfOptions {
  /** Skus in the basket now. */
  readonly basket: readonly string[];
  /** Whose basket it is, if known. */
  readonly customerId?: string;
  /** Skus never to offer. */
  readonly exclude?: readonly string[];
  /** How many offers at the most; 3 if left out. */
  readonly limit?: number;
}

/** What a refit was made of. */
export interface RefitReport {
  /** The instant that the models speak of. */
  readonly asOf: Date;
  /** Customers with an order that counts. */
  readonly customers: number;
  /** Where every order went. */
  readonly orders: PurchaseDiagnostics;
  /** Cross-sell rules kept. */
  readonly rules: number;
  /** What to know before trusting the models. */
  readonly diagnostics: readonly Reason[];
}

/** The workspace over a store: record facts, refit models, ask what to do. */
export interface Crm<Name extends string = Segment> {
  /**
   * Adds events to the store, all or none.
   *
   * @throws SetiaError `INVALID_INPUT` with every issue; `EVENT_CONFLICT`
   */
  record(events: readonly CustomerEvent[]): Promise<AppendResult>;
  /**
   * Gives everything about one customer.
   *
   * @throws SetiaError `UNKNOWN_CUSTOMER` without an event up to the instant; `AS_OF_MISSING`
   */
  customer(customerId: string, options?: AsOfOptions): Promise<CustomerView<Name>>;
  /** Gives the views of all customers known at the instant, by ascending `customerId`. */
  customers(options?: LongWorkOptions): AsyncGenerator<CustomerView<Name>>;
  /**
   * Fits all models on the whole base and saves them; until then the old ones stay in use.
   *
   * @throws SetiaError `EMPTY_BASE` if no order counts; then nothing was saved
   */
  refit(options?: LongWorkOptions): Promise<RefitReport>;
  /** Uses the models that are in the store now, such as those that another process has fitted. */
  reloadModels(): Promise<void>;
  /** Decides what to do for one customer. */
  decide(customerId: string, options?: AsOfOptions): Promise<Decision>;
  /** Decides for all customers known at the instant, by ascending `customerId`. */
  decideAll(options?: LongWorkOptions): AsyncGenerator<Decision>;
  /** Recommends what to offer with a basket. */
  recommend(options: RecommendOptions): Promise<readonly Offer[]>;
  /** Counts how the base divides over segments, stages and activity. */
  report(options?: LongWorkOptions): Promise<CrmReport>;
}

interface Models<Name extends string> {
  readonly rfm?: RfmModel<Name>;
  readonly crossSell?: CrossSellModel;
}

/**
 * Creates a workspace over a store.
 *
 * @param options - store, zone, currency, and whatever of the shop's own replaces a default
 * @returns the workspace; it holds no state but the models it has loaded
 * @throws SetiaError `INVALID_TIME_ZONE`, `UNKNOWN_CURRENCY`
 *
 * @example
 * ```ts
 * import { createCrm, memoryStore } from "setia";
 *
 * const crm = createCrm({ store: memoryStore(), timeZone: "Asia/Jakarta", currency: "IDR" });
 * await crm.record([
 *   { id: "e1", type: "order_completed", customerId: "ani", at: new Date("2026-01-05T02:00:00Z"),
 *     orderId: "o1", currency: "IDR", total: 1_500_000 },
 * ]);
 * const asOf = new Date("2026-01-20T00:00:00Z");
 * await crm.refit({ asOf });
 * const view = await crm.customer("ani", { asOf });
 * view.loyalty.stage; // => "first_time"
 * ```
 */
export function createCrm<Name extends string = Segment>(
  options: CreateCrmOptions<Name>,
): Crm<Name> {
  const { store, timeZone, currency, products, rules, segments, catalogue } = options;
  assertTimeZone(timeZone);
  currencyExponent(currency);
  const money =
    options.convert === undefined ? { currency } : { currency, convert: options.convert };
  const loyaltyPolicy = { ...(options.loyaltyPolicy ?? DEFAULT_LOYALTY_POLICY), timeZone };
  let loaded: Promise<Models<Name>> | undefined;

  return {
    async record(events) {
      assertEvents(events, "record");
      return store.append(events);
    },
    async customer(customerId, { asOf } = {}) {
      return view(customerId, instant("customer", asOf), await models());
    },
    customers,
    refit,
    async reloadModels() {
      loaded = loadModels();
      await loaded;
    },
    async decide(customerId, { asOf } = {}) {
      return decision(await view(customerId, instant("decide", asOf), await models()));
    },
    async *decideAll(work) {
      for await (const customer of customers(work)) yield decision(customer);
    },
    recommend,
    async report(work) {
      const asOf = instant("report", work?.asOf);
      // Offers take most of the time and are not counted.
      const { rfm } = await models();
      return countCustomers(views({ ...work, asOf }, rfm === undefined ? {} : { rfm }), {
        asOf,
        currency,
      });
    },
  };

  function instant(method: string, asOf: Date | undefined): Date {
    const given = asOf ?? options.clock?.();
    if (given === undefined) {
      throw new SetiaError(
        "AS_OF_MISSING",
        `${method}: neither asOf nor a clock is given; expected one of them, such as { clock: () => new Date() } in createCrm`,
      );
    }
    assertInstant(given, `${method}: asOf`);
    return given;
  }

  function models(): Promise<Models<Name>> {
    loaded ??= loadModels();
    return loaded;
  }

  async function loadModels(): Promise<Models<Name>> {
    const [rfm, crossSell] = await Promise.all([
      store.loadModel("rfm"),
      store.loadModel("cross_sell"),
    ]);
    return {
      ...(rfm === undefined ? {} : { rfm: rfm as RfmModel<Name> }),
      ...(crossSell === undefined ? {} : { crossSell: crossSell as CrossSellModel }),
    };
  }

  async function view(
    customerId: string,
    asOf: Date,
    using: Models<Name>,
  ): Promise<CustomerView<Name>> {
    const events = await store.read(customerId, { until: asOf });
    if (events.length === 0) {
      throw new SetiaError(
        "UNKNOWN_CUSTOMER",
        `customer: there is no event of ${JSON.stringify(customerId)} up to ${asOf.toISOString()}; expected a customer that was recorded`,
      );
    }
    return look(events, asOf, using);
  }

  function look(
    events: readonly CustomerEvent[],
    asOf: Date,
    using: Models<Name>,
  ): CustomerView<Name> {
    return viewCustomer(
      { events, models: using, ...(products === undefined ? {} : { products }) },
      { asOf, timeZone, ...money, loyaltyPolicy },
    );
  }

  async function* customers(work: LongWorkOptions = {}): AsyncGenerator<CustomerView<Name>> {
    const asOf = instant("customers", work.asOf);
    yield* views({ ...work, asOf }, await models());
  }

  async function* views(
    { asOf, onProgress, signal }: LongWorkOptions & { readonly asOf: Date },
    using: Models<Name>,
  ): AsyncGenerator<CustomerView<Name>> {
    let done = 0;
    let page = await store.listCustomers();
    while (page.length > 0) {
      for (const customerId of page) {
        signal?.throwIfAborted();
        const events = await store.read(customerId, { until: asOf });
        if (events.length > 0) yield look(events, asOf, using);
        done++;
      }
      onProgress?.({ stage: "customers", done });
      page = await store.listCustomers({ after: page.at(-1) ?? "" });
    }
  }

  function decision(customer: CustomerView<Name>): Decision {
    return decide(customer, {
      ...(catalogue === undefined ? {} : { catalogue }),
      ...(options.tacticPolicy === undefined ? {} : { policy: options.tacticPolicy }),
    });
  }

  async function refit({
    asOf: given,
    onProgress,
    signal,
  }: LongWorkOptions = {}): Promise<RefitReport> {
    const asOf = instant("refit", given);
    const events: CustomerEvent[] = [];
    for await (const batch of store.scan(signal === undefined ? {} : { signal })) {
      for (const event of batch.events) events.push(event);
      onProgress?.({ stage: "read", done: events.length });
    }
    const orders = ordersFromEvents(events, { asOf });
    const { summaries, diagnostics } = summarizePurchases(orders, { asOf, timeZone, ...money });
    const rfm = fitRfm(summaries, segments === undefined ? {} : { segments });
    onProgress?.({ stage: "fit", done: 1 });
    signal?.throwIfAborted();
    const crossSell = fitCrossSell(orders, {
      asOf,
      ...options.mining,
      ...(rules === undefined ? {} : { rules }),
    });
    onProgress?.({ stage: "fit", done: 2 });
    signal?.throwIfAborted();

    await store.saveModel("rfm", rfm);
    await store.saveModel("cross_sell", crossSell);
    onProgress?.({ stage: "save", done: 2 });
    loaded = Promise.resolve({ rfm, crossSell });
    return {
      asOf,
      customers: summaries.length,
      orders: diagnostics,
      rules: crossSell.written.length + crossSell.mined.length,
      diagnostics: rfm.diagnostics,
    };
  }

  async function recommend({
    basket,
    customerId,
    exclude,
    limit,
    asOf: given,
  }: RecommendOptions): Promise<Offer[]> {
    const asOf = instant("recommend", given);
    const using = await models();
    if (using.crossSell === undefined) return [];
    const customer =
      customerId === undefined ? undefined : await view(customerId, asOf, { ...using });
    return recommendCrossSell(
      using.crossSell,
      {
        basket,
        ...(products === undefined ? {} : { products }),
        ...(exclude === undefined ? {} : { exclude }),
        ...(customer === undefined
          ? {}
          : {
              customer: {
                bought: customer.items.map((item) => item.sku),
                stage: customer.loyalty.stage,
                ...(customer.segment === undefined ? {} : { segment: customer.segment }),
              },
            }),
      },
      { asOf, timeZone, ...(limit === undefined ? {} : { limit }) },
    );
  }
}
