import { countRules, recommendCrossSell, type Offer } from "../cross-sell";
import { assertEvents, type CustomerEvent } from "../events";
import {
  defined,
  assertInstant,
  assertOptions,
  atDoor,
  calendarOf,
  reason,
  SetiaError,
  type OptionNames,
  type Reason,
} from "../kernel";
import { convertIn, ordersFromEvents, type Order } from "../purchases";
import type { Segment } from "../rfm";
import { CHECKED, type AppendOptions, type EraseResult } from "../storage";
import {
  createDecider,
  decide,
  versionsOf,
  type CompactDecision,
  type Decision,
  type DecideOptions,
} from "../tactics";
import { viewCustomer, type CustomerView } from "../view";
import type {
  ChangesOptions,
  CreateCrmOptions,
  Crm,
  CustomersOptions,
  DecideAllWorkOptions,
  RecommendOptions,
  RecordResult,
  RefitReport,
} from "./crm";
import { withActivityLines, type ActivityModel, type LoyaltyPolicies } from "../loyalty-loop";
import { loadModels, saveModels, type Models } from "./models/crm-models";
import { countCustomers } from "./crm-report";
import { assertCurrency, settingsOf } from "./crm-settings";
import { changeOf, type CustomerChange } from "./customers/customer-changes";
import { assertFilter, filtered } from "./customers/customer-filter";
import { assertOrder, first, mostAhead } from "./customers/customers-ahead";
import {
  logKeys,
  readAll,
  readCustomer,
  type StoredLog,
  type WalkOptions,
} from "./customers/customer-logs";
import { withDoors } from "./doors";
import { erasePerson } from "./privacy/erase-customer";
import { exportOf } from "./privacy/export-customer";
import type { AsOfOptions, LongWorkOptions } from "./models/long-work";
import { appendAndCompare } from "./record/record-changes";
import { orLeftAside, type LeftAside } from "./models/left-aside";
import { staleAt, type StaleFeed } from "./models/order-feed";
import { fitModels, type ReadSoFar } from "./models/refit";
import { retentionOf } from "./privacy/retention-due";

const CREATE_CRM_OPTIONS: OptionNames<CreateCrmOptions<string>> = {
  store: true,
  analytics: true,
  timeZone: true,
  currency: true,
  clock: true,
  convert: true,
  products: true,
  rules: true,
  mining: true,
  segments: true,
  loyaltyPolicy: true,
  catalogue: true,
  tacticPolicy: true,
  profile: true,
  retentionDays: true,
};

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
  assertOptions(options, CREATE_CRM_OPTIONS, "createCrm");
  const { store, timeZone, currency, products } = options;
  const { own, catalogue, tacticPolicy, loyaltyPolicy, retentionDays } = atDoor("createCrm", () =>
    settingsOf(options),
  );
  const listeners = new Set<(change: CustomerChange<Name>) => unknown>();
  let lastTold: Promise<unknown> = Promise.resolve();
  let loaded: Partial<Models<Name>> | undefined;
  const policies = new WeakMap<ActivityModel, LoyaltyPolicies>();
  let soFar = nothingRead();
  let erasures = 0;
  let refits = 0;
  let heardOrders: { readonly position?: string; readonly lastOrderAt: Date } | undefined;

  return withDoors(
    {
      record,
      async customer(customerId, { asOf } = {}) {
        return view(customerId, instant("customer", asOf), await models());
      },
      customers,
      changes,
      subscribe(listener) {
        // Each subscription counts by itself, also of one function given twice.
        const own = (change: CustomerChange<Name>): unknown => listener(change);
        listeners.add(own);
        return () => void listeners.delete(own);
      },
      refit,
      async reloadModels() {
        await load();
      },
      decide: decideOne,
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
      eraseCustomer: (customerId) => forgotten(erasePerson(store, customerId, "totals")),
      anonymizeCustomer: (customerId) => forgotten(erasePerson(store, customerId, "behaviour")),
      async *retentionDue(work = {}) {
        const asOf = instant("retentionDue", work.asOf);
        for await (const log of readAll(store, { ...work, asOf })) {
          const due = retentionOf(log, { asOf, timeZone, days: retentionDays });
          // Nobody is known behind a pseudonym any more.
          if (due !== undefined && !(await isPseudonym(due.customerId))) yield due;
        }
      },
      async report(work) {
        const asOf = instant("report", work?.asOf);
        // Offers take most of the time and are not counted.
        const all = await models();
        const using = defined({ rfm: all.rfm, activity: all.activity });
        const stale = await staleFeedAt(all, asOf);
        const leftAside: LeftAside[] = [];
        const onLeftAside = (left: LeftAside): void => {
          leftAside.push(left);
          work?.onLeftAside?.(left);
        };
        const seen = views({ ...work, asOf, onLeftAside }, using);
        const report = await countCustomers(seen, { asOf, currency }, leftAside);
        const first =
          stale === undefined
            ? []
            : [reason("crm.feed_stale", { days: stale.days, usual: stale.lineDays })];
        return {
          ...report,
          diagnostics: [...first, ...report.diagnostics, ...warningsOf(all)],
        };
      },
    },
    currency,
  );

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
    return loaded ?? load();
  }

  async function load(): Promise<Partial<Models<Name>>> {
    const era = [erasures, refits];
    const read = await loadModels(store, own);
    // Those of before an erasure may name the person, and a refit that ended meanwhile has newer ones.
    if (era[0] !== erasures || era[1] !== refits) return load();
    return (loaded = read);
  }

  async function isPseudonym(customerId: string): Promise<boolean> {
    return (await store.findPseudonyms([customerId])).length > 0;
  }

  async function record(
    events: readonly CustomerEvent[],
    { keys: givenKeys, expectedVersions: givenVersions }: AppendOptions = {},
  ): Promise<RecordResult> {
    assertEvents(events, "record");
    if (options.convert === undefined) assertCurrency(events, currency);
    // An order that cannot be converted is refused here: stored, it would stand in every later answer's way.
    else ordersFromEvents(events, { asOf: LAST_INSTANT }).forEach(convertible);
    const keys = logKeys(events);
    for (const [customerId, own] of givenKeys ?? []) {
      keys.set(customerId, [...(keys.get(customerId) ?? []), ...own]);
    }
    const expectedVersions = new Map([...decidedVersions(events), ...(givenVersions ?? [])]);
    const given = { keys, expectedVersions, [CHECKED]: true };
    if (listeners.size === 0 || events.length === 0) return store.append(events, given);
    const last = events.reduce((latest, { at }) => Math.max(latest, at.getTime()), -Infinity);
    const asOf = options.clock?.() ?? new Date(last);
    const using = await models();
    // In turn, so that they need not wait for one another's versions.
    const turn = lastTold.then(() => appendAndCompare(store, events, given, asOf));
    lastTold = turn.catch(() => undefined);
    const { result, changes } = await turn;
    const errors: unknown[] = [];
    for (const { before, after } of changes) {
      if (after.events.length === 0) continue;
      const compare = (): CustomerChange<Name> | undefined => {
        const known = before.events.length > 0 ? look(before.events, asOf, using) : undefined;
        return changeOf(known, look(after.events, asOf, using));
      };
      const change = orLeftAside(after.customerId, compare);
      if (change !== undefined) errors.push(...(await tell(change)));
    }
    return errors.length === 0 ? result : { ...result, listenerErrors: errors };
  }

  /** Tells everybody, and gives what they threw. */
  async function tell(change: CustomerChange<Name>): Promise<unknown[]> {
    const told = await Promise.allSettled(
      [...listeners].map(async (listener) => {
        await listener(change);
      }),
    );
    return told.flatMap((one): unknown[] => (one.status === "rejected" ? [one.reason] : []));
  }

  function convertible(order: Order): void {
    convertIn(currency, order.total, order, options.convert, "record: events");
  }

  async function view(
    customerId: string,
    asOf: Date,
    using: Partial<Models<Name>>,
  ): Promise<CustomerView<Name>> {
    return look((await known("customer", customerId, asOf)).events, asOf, using);
  }

  /** The log of a customer, under all ids that are seen as theirs. */
  async function known(method: string, customerId: string, asOf: Date): Promise<StoredLog> {
    const log = await readCustomer(store, customerId, asOf);
    if (log.events.length > 0) return log;
    throw new SetiaError(
      "UNKNOWN_CUSTOMER",
      `${method}: there is no event of ${JSON.stringify(customerId)} up to ${asOf.toISOString()}; expected a customer that was recorded`,
    );
  }

  /** Models and what a refit has read name customers too, so they are read anew. */
  async function forgotten(erasure: Promise<EraseResult>): Promise<EraseResult> {
    try {
      return await erasure;
    } finally {
      loaded = undefined;
      soFar = nothingRead();
      erasures++;
    }
  }

  /** The loop's policy, with the lines of the base unless the shop has its own; the same object each time. */
  function policyWith({ activity }: Partial<Models<Name>>): LoyaltyPolicies {
    if (activity === undefined || loyaltyPolicy.activityLines != null) return loyaltyPolicy;
    const known = policies.get(activity) ?? withActivityLines(loyaltyPolicy, activity);
    policies.set(activity, known);
    return known;
  }

  function look(
    events: readonly CustomerEvent[],
    asOf: Date,
    using: Partial<Models<Name>>,
  ): CustomerView<Name> {
    return viewCustomer(
      { events, models: using, ...defined({ products }) },
      {
        asOf,
        timeZone,
        currency,
        loyaltyPolicy: policyWith(using),
        ...defined({ convert: options.convert, profile: options.profile }),
      },
    );
  }

  async function* customers(work: CustomersOptions<Name> = {}): AsyncGenerator<CustomerView<Name>> {
    const asOf = instant("customers", work.asOf);
    const { limit = Infinity, by = "customerId", ...filter } = work;
    assertFilter(filter);
    const using = await models();
    assertOrder(by, using.forecast, work.after);
    const all = filtered(views({ ...work, asOf }, using), filter);
    yield* by === "ahead" ? mostAhead(all, limit) : first(all, limit);
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
      ...defined({ model: using.tactics, staleFeed }),
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
      heardOrders = { lastOrderAt: fitted, ...defined({ position }) };
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
    heardOrders = { lastOrderAt, ...defined({ position }) };
    return staleAt(feed, lastOrderAt, asOf, calendar);
  }

  async function* decideAll(work: DecideAllWorkOptions = {}): AsyncGenerator<CompactDecision> {
    const asOf = instant("decideAll", work.asOf);
    const using = await models();
    const { explain, used } = work;
    const decider = createDecider({
      ...(await deciding(using, asOf)),
      ...defined({ explain, used }),
    });
    for await (const { customerId, events, versions } of readAll(store, { ...work, asOf })) {
      if (await isPseudonym(customerId)) continue;
      const decideNext = (): CompactDecision => decider.next(look(events, asOf, using));
      const decision = orLeftAside(customerId, decideNext, work.onLeftAside);
      if (decision === undefined) continue;
      const { full } = decision;
      yield {
        ...decision,
        ...(full === undefined ? {} : { full: { ...full, versions } }),
        versions,
      };
    }
  }

  async function decideOne(
    customerId: string,
    { asOf: given }: AsOfOptions = {},
  ): Promise<Decision> {
    const asOf = instant("decide", given);
    const using = await models();
    const { customerId: staying, events, versions } = await known("decide", customerId, asOf);
    if (await isPseudonym(staying)) {
      throw new SetiaError(
        "CUSTOMER_ERASED",
        `decide: ${JSON.stringify(customerId)} is what an erased customer is called; expected somebody who can be reached`,
      );
    }
    const seen = look(events, asOf, using);
    return { ...decide(seen, await deciding(using, asOf)), versions };
  }

  async function refit(work: LongWorkOptions = {}): Promise<RefitReport> {
    const asOf = instant("refit", work.asOf);
    // What cannot be read is fitted anew.
    const previous = await loadModels(store, own).catch((): Partial<Models<Name>> => ({}));
    const settings = { ...options, ...own, catalogue, loyaltyPolicy, previous };
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
    refits++;
    // As they were saved: somebody may have been erased since they were read.
    await load();
    return {
      asOf,
      customers: models.rfm.customers,
      orders,
      rules: countRules(models.crossSell),
      fittedBy: options.analytics === undefined ? "memory" : "analytics",
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
      {
        basket,
        ...defined({ products, exclude }),
        ...(customer === undefined
          ? {}
          : {
              customer: {
                bought: customer.items,
                stage: customer.loyalty.stage,
                ...defined({ segment: customer.segment }),
              },
            }),
      },
      crossSell,
      { asOf, timeZone, ...defined({ limit }) },
    );
  }
}

/** What a report says of models: forecasts that ran too high or low, and customers who hardly differ. */
function warningsOf({ forecast, activity }: Partial<Models<string>>): Reason[] {
  const all = [forecast, activity].flatMap((model) => model?.diagnostics ?? []);
  return all.filter(({ code }) => WARNINGS.includes(code));
}

const WARNINGS: readonly string[] = [
  "lifetime.forecast_ran_high",
  "lifetime.forecast_ran_low",
  "loyalty.lines_flat",
];

/** The versions that the decisions in a batch rest on; of two the older, which the store refuses. */
function decidedVersions(events: readonly CustomerEvent[]): ReadonlyMap<string, number> {
  const versions = new Map<string, number>();
  for (const event of events) {
    for (const [id, version] of versionsOf(event)) {
      versions.set(id, Math.min(version, versions.get(id) ?? version));
    }
  }
  return versions;
}

/** The last millisecond that events may bear. */
const LAST_INSTANT = new Date("9999-12-31T23:59:59.999Z");

function nothingRead(): ReadSoFar {
  return { events: [], read: 0 };
}
