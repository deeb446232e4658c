import { countRules, recommendCrossSell, type Offer } from "../cross-sell";
import { assertEvents, type CustomerEvent } from "../events";
import { assertInstant, calendarOf, reason, SetiaError } from "../kernel";
import { convertIn, ordersFromEvents, type Order } from "../purchases";
import type { Segment } from "../rfm";
import type { AppendOptions, AppendResult } from "../storage";
import { createDecider, decide, type CompactDecision, type DecideOptions } from "../tactics";
import { viewCustomer, type CustomerView } from "../view";
import type {
  ChangesOptions,
  CreateCrmOptions,
  Crm,
  CustomersOptions,
  DecideAllWorkOptions,
  RecommendOptions,
  RefitReport,
} from "./crm";
import { loadModels, saveModels, type Models } from "./crm-models";
import { countCustomers } from "./crm-report";
import { assertCurrency, settingsOf } from "./crm-settings";
import { changeOf, type CustomerChange } from "./customer-changes";
import { assertFilter, passes } from "./customer-filter";
import {
  logKeys,
  readAll,
  readCustomer,
  type CustomerLog,
  type WalkOptions,
} from "./customer-logs";
import { anonymizePerson, erasePerson, type CustomerErasure } from "./erase-customer";
import { exportOf } from "./export-customer";
import { staleAt, type StaleFeed } from "./order-feed";
import { orLeftAside, type LeftAside } from "./left-aside";
import type { LongWorkOptions } from "./long-work";
import { fitModels, type ReadSoFar } from "./refit";
import { retentionOf } from "./retention-due";

/**
 * Creates a workspace over a store.
 *
 * @param options - store, zone, currency, and whatever of the shop's own replaces a default
 * @returns the workspace; it holds no state but the models it has loaded, what a refit that broke off has read, and who listens
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
  const { store, timeZone, currency, products } = options;
  const { own, catalogue, tacticPolicy, loyaltyPolicy, retentionDays } = settingsOf(options);
  const listeners = new Set<(change: CustomerChange<Name>) => void>();
  let loaded: Partial<Models<Name>> | undefined;
  let soFar = nothingRead();
  let erasures = 0;
  let heardOrders: { readonly position?: string; readonly lastOrderAt: Date } | undefined;

  return {
    record,
    async customer(customerId, { asOf } = {}) {
      return view(customerId, instant("customer", asOf), await models());
    },
    customers,
    changes,
    subscribe(listener) {
      // Each subscription counts by itself, also of one function given twice.
      const own = (change: CustomerChange<Name>): void => {
        listener(change);
      };
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    refit,
    async reloadModels() {
      loaded = await loadModels(store, own);
    },
    async decide(customerId, { asOf } = {}) {
      const using = await models();
      const at = instant("decide", asOf);
      return decide(await view(customerId, at, using), await deciding(using, at));
    },
    decideAll,
    recommend,
    async exportCustomer(customerId, { asOf: given } = {}) {
      const asOf = instant("exportCustomer", given);
      const log = await known("exportCustomer", customerId, asOf);
      const using = await models();
      return exportOf(
        log,
        asOf,
        orLeftAside(log.customerId, () => look(log.events, asOf, using)),
      );
    },
    eraseCustomer: (customerId) => forgotten(erasePerson(store, customerId)),
    anonymizeCustomer: (customerId) => forgotten(anonymizePerson(store, customerId)),
    async *retentionDue(work = {}) {
      const asOf = instant("retentionDue", work.asOf);
      for await (const log of readAll(store, { ...work, asOf })) {
        const due = retentionOf(log, { asOf, timeZone, days: retentionDays });
        if (due !== undefined) yield due;
      }
    },
    async report(work) {
      const asOf = instant("report", work?.asOf);
      // Offers take most of the time and are not counted.
      const all = await models();
      const using = all.rfm === undefined ? {} : { rfm: all.rfm };
      const stale = await staleFeedAt(all, asOf);
      const leftAside: LeftAside[] = [];
      const onLeftAside = (left: LeftAside): void => {
        leftAside.push(left);
        work?.onLeftAside?.(left);
      };
      const seen = views({ ...work, asOf, onLeftAside }, using);
      const report = await countCustomers(seen, { asOf, currency }, leftAside);
      if (stale === undefined) return report;
      const why = reason("crm.feed_stale", { days: stale.days, usual: stale.lineDays });
      return { ...report, diagnostics: [why, ...report.diagnostics] };
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

  async function models(): Promise<Partial<Models<Name>>> {
    if (loaded !== undefined) return loaded;
    const read = await loadModels(store, own);
    // A refit that ended in the meantime has newer ones.
    return (loaded ??= read);
  }

  async function record(
    events: readonly CustomerEvent[],
    given: AppendOptions = {},
  ): Promise<AppendResult> {
    assertEvents(events, "record");
    if (options.convert === undefined) assertCurrency(events, currency);
    // An order that cannot be converted is refused here: stored, it would stand in every later answer's way.
    else ordersFromEvents(events, { asOf: LAST_INSTANT }).forEach(convertible);
    const keys = logKeys(events);
    for (const [customerId, own] of given.keys ?? []) {
      keys.set(customerId, [...(keys.get(customerId) ?? []), ...own]);
    }
    const append = (): Promise<AppendResult> =>
      store.append(events, keys.size === 0 ? given : { ...given, keys });
    if (listeners.size === 0 || events.length === 0) return append();
    const last = events.reduce((latest, { at }) => Math.max(latest, at.getTime()), -Infinity);
    const asOf = options.clock?.() ?? new Date(last);
    const using = await models();
    const touched = [...new Set(events.map(({ customerId }) => customerId))];
    const before = await Promise.all(touched.map((id) => viewOf(id, asOf, using)));
    const result = await append();
    for (const [index, customerId] of touched.entries()) {
      const after = await viewOf(customerId, asOf, using);
      const change = after === undefined ? undefined : changeOf(before[index], after);
      if (change !== undefined) for (const listener of listeners) listener(change);
    }
    return result;
  }

  function convertible(order: Order): void {
    convertIn(currency, order.total, order, options.convert, "record: events");
  }

  /** The view of somebody who may not be known yet. */
  async function viewOf(
    customerId: string,
    asOf: Date,
    using: Partial<Models<Name>>,
  ): Promise<CustomerView<Name> | undefined> {
    const { events } = await readCustomer(store, customerId, asOf);
    if (events.length === 0) return undefined;
    return orLeftAside(customerId, () => look(events, asOf, using));
  }

  async function view(
    customerId: string,
    asOf: Date,
    using: Partial<Models<Name>>,
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

  /** Models and what a refit has read name customers too, so they are read anew. */
  async function forgotten(erasure: Promise<CustomerErasure>): Promise<CustomerErasure> {
    try {
      return await erasure;
    } finally {
      loaded = undefined;
      soFar = nothingRead();
      erasures++;
    }
  }

  function look(
    events: readonly CustomerEvent[],
    asOf: Date,
    using: Partial<Models<Name>>,
  ): CustomerView<Name> {
    return viewCustomer(
      { events, models: using, ...(products === undefined ? {} : { products }) },
      {
        asOf,
        timeZone,
        currency,
        loyaltyPolicy,
        ...(options.convert === undefined ? {} : { convert: options.convert }),
        ...(options.profile === undefined ? {} : { profile: options.profile }),
      },
    );
  }

  async function* customers(work: CustomersOptions<Name> = {}): AsyncGenerator<CustomerView<Name>> {
    const asOf = instant("customers", work.asOf);
    const { limit = Infinity, ...filter } = work;
    assertFilter(filter);
    let found = 0;
    for await (const customer of views({ ...work, asOf }, await models())) {
      if (found >= limit) return;
      if (!passes(customer, filter)) continue;
      yield customer;
      found++;
    }
  }

  async function* changes(work: ChangesOptions): AsyncGenerator<CustomerChange<Name>> {
    const { since } = work;
    assertInstant(since, "changes: since");
    const asOf = instant("changes", work.asOf);
    const using = await models();
    for await (const { customerId, events } of readAll(store, { ...work, asOf })) {
      const known = events.some(({ at }) => at <= since);
      const compare = (): CustomerChange<Name> | undefined =>
        changeOf(known ? look(events, since, using) : undefined, look(events, asOf, using));
      const change = orLeftAside(customerId, compare, work.onLeftAside);
      if (change !== undefined) yield change;
    }
  }

  async function* views(
    work: WalkOptions,
    using: Partial<Models<Name>>,
  ): AsyncGenerator<CustomerView<Name>> {
    for await (const { customerId, events } of readAll(store, work)) {
      const seen = orLeftAside(customerId, () => look(events, work.asOf, using), work.onLeftAside);
      if (seen !== undefined) yield seen;
    }
  }

  async function deciding(using: Partial<Models<Name>>, asOf: Date): Promise<DecideOptions> {
    const staleFeed = await staleFeedAt(using, asOf);
    return {
      catalogue,
      policy: tacticPolicy,
      ...(using.tactics === undefined ? {} : { model: using.tactics }),
      ...(staleFeed === undefined ? {} : { staleFeed }),
    };
  }

  /** Looks at what came in since the last refit, and only where orders seem to stay away. */
  async function staleFeedAt(
    { feed }: Partial<Models<Name>>,
    asOf: Date,
  ): Promise<StaleFeed | undefined> {
    if (feed === undefined) return undefined;
    const calendar = calendarOf(timeZone);
    const fitted = new Date(feed.lastOrderAt);
    if (heardOrders === undefined || heardOrders.lastOrderAt < fitted) {
      const { position } = feed;
      heardOrders = { lastOrderAt: fitted, ...(position === undefined ? {} : { position }) };
    }
    if (staleAt(feed, heardOrders.lastOrderAt, asOf, calendar) === undefined) return undefined;
    let { lastOrderAt, position } = heardOrders;
    let later = false;
    for await (const page of store.scan(position === undefined ? {} : { after: position })) {
      for (const event of page.events) {
        if (event.type !== "order_completed") continue;
        if (event.at > asOf) later = true;
        else if (event.at > lastOrderAt) lastOrderAt = event.at;
      }
      // What is not yet to be seen is looked at again by a later question.
      if (!later) position = page.position;
    }
    heardOrders = { lastOrderAt, ...(position === undefined ? {} : { position }) };
    return staleAt(feed, lastOrderAt, asOf, calendar);
  }

  async function* decideAll(work: DecideAllWorkOptions = {}): AsyncGenerator<CompactDecision> {
    const asOf = instant("decideAll", work.asOf);
    const using = await models();
    const { explain, used } = work;
    const decider = createDecider({
      ...(await deciding(using, asOf)),
      ...(explain === undefined ? {} : { explain }),
      ...(used === undefined ? {} : { used }),
    });
    for await (const customer of views({ ...work, asOf }, using)) {
      const decision = orLeftAside(
        customer.customerId,
        () => decider.next(customer),
        work.onLeftAside,
      );
      if (decision !== undefined) yield decision;
    }
  }

  async function refit(work: LongWorkOptions = {}): Promise<RefitReport> {
    const asOf = instant("refit", work.asOf);
    const settings = { ...options, ...own, catalogue, loyaltyPolicy };
    // Taken, so that two refits at once do not read into the same place; given back if this one breaks off.
    const [reading, era] = [soFar, erasures];
    soFar = nothingRead();
    const { models, orders, leftAside, diagnostics } = await fitModels(
      settings,
      { ...work, asOf },
      reading,
    ).catch((error: unknown) => {
      if (era === erasures) soFar = reading;
      throw error;
    });
    await saveModels(store, models);
    work.onProgress?.({ stage: "save", done: 1, total: 1 });
    loaded = models;
    return {
      asOf,
      customers: models.rfm.customers,
      orders,
      rules: countRules(models.crossSell),
      fittedBy: options.measures === undefined ? "memory" : "measures",
      leftAside,
      diagnostics,
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

/** The last millisecond that events may bear. */
const LAST_INSTANT = new Date("9999-12-31T23:59:59.999Z");

function nothingRead(): ReadSoFar {
  return { events: [], read: 0 };
}
