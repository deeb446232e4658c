import {
  countRules,
  defineCrossSellRules,
  fitCrossSell,
  recommendCrossSell,
  type CrossSellModel,
  type Offer,
} from "../cross-sell";
import { assertEvents, customersAsOne, type CustomerEvent } from "../events";
import { assertInstant, assertTimeZone, currencyExponent, SetiaError } from "../kernel";
import { assertLoyaltyPolicy, DEFAULT_LOYALTY_POLICY } from "../loyalty-loop";
import { ordersFromEvents, summarizePurchases, type PurchaseDiagnostics } from "../purchases";
import {
  DEFAULT_SEGMENTS,
  defineSegments,
  fitRfm,
  type RfmModel,
  type Segment,
  type SegmentRule,
} from "../rfm";
import {
  assertTacticPolicy,
  createDecider,
  decide,
  DEFAULT_TACTIC_POLICY,
  defineTactics,
  fitTactics,
  TACTICS,
  type CompactDecision,
  type DecideOptions,
  type TacticModel,
} from "../tactics";
import { viewCustomer, type CustomerView } from "../view";
import type {
  CreateCrmOptions,
  Crm,
  DecideAllWorkOptions,
  LongWorkOptions,
  RecommendOptions,
  RefitReport,
} from "./crm";
import { countCustomers } from "./crm-report";
import { readCustomer, readMerged, readMerges, tieKeys, type CustomerLog } from "./customer-logs";
import { anonymizePerson, erasePerson, type CustomerErasure } from "./erase-customer";
import { exportOf } from "./export-customer";
import { assertRetentionDays, DEFAULT_RETENTION_DAYS, retentionOf } from "./retention-due";

interface Models<Name extends string> {
  readonly rfm?: RfmModel<Name>;
  /** Left out where nothing is to be offered. */
  readonly crossSell?: CrossSellModel;
  readonly tactics?: TacticModel;
}

type Segments<Name extends string> = readonly (SegmentRule & { readonly segment: Name })[];

/**
 * Creates a workspace over a store.
 *
 * @param options - store, zone, currency, and whatever of the shop's own replaces a default
 * @returns the workspace; it holds no state but the models it has loaded
 * @throws SetiaError `INVALID_TIME_ZONE`, `UNKNOWN_CURRENCY`, `INVALID_RULES`, `INVALID_SEGMENTS`,
 * `INVALID_TACTICS`, `INVALID_OPTION`
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
  const { store, timeZone, currency, products, retentionDays = DEFAULT_RETENTION_DAYS } = options;
  const { rules = [], catalogue = TACTICS, tacticPolicy = DEFAULT_TACTIC_POLICY } = options;
  const segments =
    options.segments ?? (DEFAULT_SEGMENTS as readonly SegmentRule[] as Segments<Name>);
  assertTimeZone(timeZone);
  currencyExponent(currency);
  defineCrossSellRules(rules);
  defineSegments(segments);
  defineTactics(catalogue);
  assertTacticPolicy(tacticPolicy);
  assertRetentionDays(retentionDays);
  if (products !== undefined && typeof products.get !== "function") {
    throw new SetiaError(
      "INVALID_OPTION",
      "createCrm: products is no Map; expected new Map(products.map((product) => [product.sku, product]))",
    );
  }
  const money =
    options.convert === undefined ? { currency } : { currency, convert: options.convert };
  const loyaltyPolicy = { ...(options.loyaltyPolicy ?? DEFAULT_LOYALTY_POLICY), timeZone };
  assertLoyaltyPolicy(loyaltyPolicy);
  let loaded: Models<Name> | undefined;

  return {
    async record(events) {
      assertEvents(events, "record");
      if (options.convert === undefined) assertCurrency(events, currency);
      const keys = tieKeys(events);
      return store.append(events, keys.size === 0 ? {} : { keys });
    },
    async customer(customerId, { asOf } = {}) {
      return view(customerId, instant("customer", asOf), await models());
    },
    customers,
    refit,
    async reloadModels() {
      loaded = await loadModels();
    },
    async decide(customerId, { asOf } = {}) {
      const using = await models();
      return decide(await view(customerId, instant("decide", asOf), using), deciding(using));
    },
    decideAll,
    recommend,
    async exportCustomer(customerId, { asOf: given } = {}) {
      const asOf = instant("exportCustomer", given);
      const log = await known("exportCustomer", customerId, asOf);
      return exportOf(log, look(log.events, asOf, await models()));
    },
    eraseCustomer: (customerId) => forgotten(erasePerson(store, customerId)),
    anonymizeCustomer: (customerId) => forgotten(anonymizePerson(store, customerId)),
    async *retentionDue(work = {}) {
      const asOf = instant("retentionDue", work.asOf);
      for await (const log of logs({ ...work, asOf })) {
        const due = retentionOf(log, { asOf, timeZone, days: retentionDays });
        if (due !== undefined) yield due;
      }
    },
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

  async function models(): Promise<Models<Name>> {
    if (loaded !== undefined) return loaded;
    const read = await loadModels();
    // A refit that ended in the meantime has newer ones.
    return (loaded ??= read);
  }

  async function loadModels(): Promise<Models<Name>> {
    const [rfm, crossSell, tactics] = await Promise.all([
      store.loadModel("rfm"),
      store.loadModel("cross_sell"),
      store.loadModel("tactics"),
    ]);
    // What the shop says itself holds at once, whoever fitted the models and when.
    return {
      ...(rfm === undefined ? {} : { rfm: { ...(rfm.model as RfmModel<Name>), segments } }),
      crossSell: {
        ...((crossSell?.model as CrossSellModel | undefined) ??
          fitCrossSell([], { asOf: new Date(0) })),
        written: rules,
      },
      ...(tactics === undefined ? {} : { tactics: tactics.model as TacticModel }),
    };
  }

  async function view(
    customerId: string,
    asOf: Date,
    using: Models<Name>,
  ): Promise<CustomerView<Name>> {
    return look((await known("customer", customerId, asOf)).events, asOf, using);
  }

  /** The log of a customer, under all ids that are seen as theirs. */
  async function known(method: string, customerId: string, asOf: Date): Promise<CustomerLog> {
    const log = await readCustomer(store, customerId, asOf);
    if (log.events.length > 0) return log;
    throw new SetiaError(
      "UNKNOWN_CUSTOMER",
      `${method}: there is no event of ${JSON.stringify(customerId)} up to ${asOf.toISOString()}; expected a customer that was recorded`,
    );
  }

  /** Models name customers too, so those in memory are read anew. */
  async function forgotten(erasure: Promise<CustomerErasure>): Promise<CustomerErasure> {
    try {
      return await erasure;
    } finally {
      loaded = undefined;
    }
  }

  function look(
    events: readonly CustomerEvent[],
    asOf: Date,
    using: Models<Name>,
  ): CustomerView<Name> {
    return viewCustomer(
      { events, models: using, ...(products === undefined ? {} : { products }) },
      {
        asOf,
        timeZone,
        ...money,
        loyaltyPolicy,
        ...(options.profile === undefined ? {} : { profile: options.profile }),
      },
    );
  }

  async function* customers(work: LongWorkOptions = {}): AsyncGenerator<CustomerView<Name>> {
    const asOf = instant("customers", work.asOf);
    yield* views({ ...work, asOf }, await models());
  }

  async function* views(
    work: LongWorkOptions & { readonly asOf: Date },
    using: Models<Name>,
  ): AsyncGenerator<CustomerView<Name>> {
    for await (const { events } of logs(work)) yield look(events, work.asOf, using);
  }

  /** The logs of all customers, of those who were merged once, under who stays. */
  async function* logs({
    asOf,
    onProgress,
    signal,
  }: LongWorkOptions & { readonly asOf: Date }): AsyncGenerator<CustomerLog> {
    const base = await readMerges(store, asOf);
    let done = 0;
    let page = await store.listCustomers();
    while (page.length > 0) {
      for (const customerId of page) {
        signal?.throwIfAborted();
        if (base.merged.stayingId(customerId) === customerId) {
          const log = await readMerged(store, customerId, asOf, base);
          if (log.events.length > 0) yield log;
        }
        done++;
      }
      onProgress?.({ stage: "customers", done });
      page = await store.listCustomers({ after: page.at(-1) ?? "" });
    }
  }

  function deciding(using: Models<Name>): DecideOptions {
    return {
      catalogue,
      policy: tacticPolicy,
      ...(using.tactics === undefined ? {} : { model: using.tactics }),
    };
  }

  async function* decideAll(work: DecideAllWorkOptions = {}): AsyncGenerator<CompactDecision> {
    const asOf = instant("decideAll", work.asOf);
    const using = await models();
    const { explain, used } = work;
    const decider = createDecider({
      ...deciding(using),
      ...(explain === undefined ? {} : { explain }),
      ...(used === undefined ? {} : { used }),
    });
    for await (const customer of views({ ...work, asOf }, using)) yield decider.next(customer);
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
    const orders = ordersFromEvents(customersAsOne(events, asOf), { asOf });
    const { summaries, diagnostics } = summarizePurchases(orders, { asOf, timeZone, ...money });
    if (summaries.length === 0) throw emptyBase(asOf, diagnostics);
    const rfm = fitRfm(summaries, { segments });
    onProgress?.({ stage: "fit", done: 1 });
    signal?.throwIfAborted();
    const crossSell = fitCrossSell(orders, {
      asOf,
      ...options.mining,
      ...(products === undefined ? {} : { products }),
      rules,
    });
    onProgress?.({ stage: "fit", done: 2 });
    signal?.throwIfAborted();
    const tactics = fitTactics(byCustomer(events), { asOf, currency, timeZone, catalogue });
    onProgress?.({ stage: "fit", done: 3 });
    signal?.throwIfAborted();

    await store.saveModel("rfm", rfm);
    await store.saveModel("cross_sell", crossSell);
    await store.saveModel("tactics", tactics);
    onProgress?.({ stage: "save", done: 3 });
    loaded = { rfm, crossSell, tactics };
    return {
      asOf,
      customers: summaries.length,
      orders: diagnostics,
      rules: countRules(crossSell),
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
    const { crossSell } = using;
    if (crossSell === undefined) return [];
    // Who has just come in has a basket but no history.
    const events =
      customerId === undefined ? [] : (await readCustomer(store, customerId, asOf)).events;
    const customer = events.length === 0 ? undefined : look(events, asOf, using);
    return recommendCrossSell(
      crossSell,
      {
        basket,
        ...(products === undefined ? {} : { products }),
        ...(exclude === undefined ? {} : { exclude }),
        ...(customer === undefined
          ? {}
          : {
              customer: {
                bought: customer.items,
                stage: customer.loyalty.stage,
                ...(customer.segment === undefined ? {} : { segment: customer.segment }),
              },
            }),
      },
      { asOf, timeZone, ...(limit === undefined ? {} : { limit }) },
    );
  }
}

function byCustomer(events: readonly CustomerEvent[]): Iterable<readonly CustomerEvent[]> {
  const groups = new Map<string, CustomerEvent[]>();
  for (const event of events) {
    const group = groups.get(event.customerId);
    if (group === undefined) groups.set(event.customerId, [event]);
    else group.push(event);
  }
  return groups.values();
}

function assertCurrency(events: readonly CustomerEvent[], currency: string): void {
  const other = events.findIndex(
    (event) => event.type === "order_completed" && event.currency !== currency,
  );
  if (other === -1) return;
  throw new SetiaError(
    "MIXED_CURRENCIES",
    `record: events[${String(other)}].currency is not ${currency}; expected the workspace's currency, or a converter in createCrm's convert`,
    { issues: [{ path: ["events", other, "currency"], message: `expected ${currency}` }] },
  );
}

function emptyBase(asOf: Date, { orders, ...fates }: PurchaseDiagnostics): SetiaError {
  const left = Object.entries(fates).filter(([, count]) => count > 0);
  const why = left.map(([fate, count]) => `${fate}: ${String(count)}`).join(", ");
  return new SetiaError(
    "EMPTY_BASE",
    `refit: of ${String(orders)} orders none counts up to ${asOf.toISOString()}${why === "" ? "" : ` (${why})`}; expected at least one`,
  );
}
