import { fitCrossSell, type FitCrossSellOptions } from "../../cross-sell";
import { customersAsOne, type CustomerEvent } from "../../events";
import { defined, calendarOf, reason, SetiaError, type Reason } from "../../kernel";
import { fitForecast } from "../../forecast";
import { fitLifetime, type LifetimeBase } from "../../lifetime";
import { fitActivityLines, type LoyaltyPolicy } from "../../loyalty-loop";
import {
  ordersFromEvents,
  summarizePurchases,
  type ConvertMoney,
  type Order,
  type Product,
  type PurchaseDiagnostics,
  type PurchaseSummaries,
} from "../../purchases";
import { fitRfm, type RfmModel } from "../../rfm";
import type { CustomerStore } from "../../storage";
import type { Analytics } from "../../analytics";
import { fitTactics, type Tactic } from "../../tactics";
import { orLeftAside, type LeftAside, type OnLeftAside } from "./left-aside";
import type { LongWorkOptions } from "./long-work";
import type { Models, OwnRules } from "./crm-models";
import { fitFeed } from "./order-feed";
import { readContacted, readMerges } from "../customers/customer-logs";

/** What a workspace fits with. */
export interface RefitSettings<Name extends string> extends OwnRules<Name> {
  /** Where events are kept. */
  readonly store: CustomerStore;
  /** Computes where the orders are. */
  readonly analytics?: Analytics;
  /** Zone of calendar days. */
  readonly timeZone: string;
  /** Currency of all money. */
  readonly currency: string;
  /** Converts other currencies. */
  readonly convert?: ConvertMoney;
  /** The catalogue by sku. */
  readonly products?: ReadonlyMap<string, Product>;
  /** How strong a mined rule must be. */
  readonly mining?: Pick<FitCrossSellOptions, "minCount" | "minLift" | "rulesPerItem">;
  /** What can be done. */
  readonly catalogue: readonly Tactic[];
  /** Models of the refit before. */
  readonly previous?: Pick<Models<Name>, "forecast" | "activity">;
  /** How scores are read, among the rest. */
  readonly loyaltyPolicy: LoyaltyPolicy;
}

/** The instant and the wishes of one refit. */
export type RefitWork = Omit<LongWorkOptions, "asOf"> & { readonly asOf: Date };

/** What a refit gives. */
export interface Fitted<Name extends string> {
  /** The models. */
  readonly models: Models<Name>;
  /** Where every order went. */
  readonly orders: PurchaseDiagnostics;
  /** Customers whose orders cannot be counted with. */
  readonly leftAside: readonly LeftAside[];
  /** What to know before trusting the models. */
  readonly diagnostics: readonly Reason[];
}

/** How far the log was read for a refit that broke off: the next goes on from there. */
export interface ReadSoFar {
  /** Events that refits look at. */
  readonly events: CustomerEvent[];
  /** Events read in all. */
  read: number;
  /** Position in the log; missing at its beginning. */
  position?: string;
}

/** Models that are fitted; each is one step of the stage `fit`. */
const STEPS = 6;

/**
 * Fits all models, from the log or by the engine that has the orders.
 *
 * @throws SetiaError `EMPTY_BASE` if no order counts; `INVALID_OPTION` for analytics of other days or money
 */
export async function fitModels<Name extends string>(
  settings: RefitSettings<Name>,
  work: RefitWork,
  soFar: ReadSoFar,
): Promise<Fitted<Name>> {
  const { asOf, onProgress, signal } = work;
  let done = 0;
  const step = (): void => {
    onProgress?.({ stage: "fit", done: ++done, total: STEPS });
    signal?.throwIfAborted();
  };
  signal?.throwIfAborted();
  const { analytics } = settings;
  const fitted =
    analytics === undefined
      ? await fitInMemory(settings, work, soFar, step)
      : await fitByAnalytics(settings, analytics, work, step);
  const { store, currency, timeZone, catalogue } = settings;
  const contacted = await readContacted(store, asOf, signal);
  const satisfactionPolicy = settings.loyaltyPolicy.satisfaction;
  const tactics = fitTactics(contacted, {
    asOf,
    currency,
    timeZone,
    catalogue,
    satisfactionPolicy,
  });
  step();
  return { ...fitted, models: { ...fitted.models, tactics } };
}

/** What both ways fit; tactics are learnt from the log alone. */
interface FittedFromOrders<Name extends string> extends Omit<Fitted<Name>, "models"> {
  readonly models: Omit<Models<Name>, "tactics">;
}

async function fitInMemory<Name extends string>(
  settings: RefitSettings<Name>,
  { asOf, onProgress, onLeftAside, signal }: RefitWork,
  soFar: ReadSoFar,
  step: () => void,
): Promise<FittedFromOrders<Name>> {
  const { store, timeZone, currency, convert, products, segments, previous } = settings;
  const from = soFar.position === undefined ? {} : { after: soFar.position };
  for await (const { events, position } of store.scan(
    signal === undefined ? from : { ...from, signal },
  )) {
    for (const event of events) if (isNeeded(event)) soFar.events.push(event);
    soFar.read += events.length;
    soFar.position = position;
    onProgress?.({ stage: "read", done: soFar.read });
  }
  const all = ordersFromEvents(customersAsOne(soFar.events, asOf), { asOf });
  const summarize = (orders: readonly Order[]): PurchaseSummaries =>
    summarizePurchases(orders, {
      asOf,
      timeZone,
      currency,
      ...defined({ convert }),
    });
  const { orders, purchases, leftAside } = countable(all, summarize, onLeftAside);
  const { columns, diagnostics } = purchases;
  if (columns.customerIds.length === 0) throw emptyBase(asOf, diagnostics);
  const { position } = soFar;
  const feed = fitFeed(
    all.map(({ placedAt }) => placedAt),
    { asOf, calendar: calendarOf(timeZone), ...defined({ position }) },
  );
  const rfm = fitRfm(columns, { segments });
  step();
  const lifetime = lifetimeOf(columns);
  step();
  // Of so few customers that a lifetime model would be the prior's, a forecast would be too.
  const forecast =
    lifetime.model.lifetime === undefined
      ? undefined
      : fitForecast(orders, {
          ...{ asOf, timeZone, currency },
          ...defined({ convert, previous: previous?.forecast }),
        });
  step();
  const activity = fitActivityLines(orders, {
    ...{ asOf, timeZone },
    ...defined({ previous: previous?.activity }),
  });
  step();
  const crossSell = fitCrossSell(orders, {
    ...crossSellOptions(settings, asOf),
    ...defined({ products }),
  });
  step();
  return {
    models: { rfm, ...lifetime.model, crossSell, activity, ...defined({ forecast, feed }) },
    orders: diagnostics,
    leftAside,
    diagnostics: [
      ...rfm.diagnostics,
      ...lifetime.diagnostics,
      ...(forecast?.diagnostics ?? []),
      ...activity.diagnostics,
    ],
  };
}

/**
 * Summarizes orders, and leaves aside the customers whose orders cannot be added up. Most bases have none, so each customer is
 * looked at by themselves only where all together fail.
 */
function countable(
  orders: readonly Order[],
  summarize: (orders: readonly Order[]) => PurchaseSummaries,
  onLeftAside: OnLeftAside | undefined,
): {
  readonly orders: readonly Order[];
  readonly purchases: PurchaseSummaries;
  readonly leftAside: readonly LeftAside[];
} {
  const purchases = orLeftAside("", () => summarize(orders));
  if (purchases !== undefined) return { orders, purchases, leftAside: [] };
  const leftAside: LeftAside[] = [];
  const byCustomer = new Map<string, Order[]>();
  for (const order of orders) {
    const own = byCustomer.get(order.customerId);
    if (own === undefined) byCustomer.set(order.customerId, [order]);
    else own.push(order);
  }
  for (const [customerId, own] of byCustomer) {
    orLeftAside(
      customerId,
      () => summarize(own),
      (left) => {
        leftAside.push(left);
        onLeftAside?.(left);
      },
    );
  }
  const left = new Set(leftAside.map(({ customerId }) => customerId));
  const rest = orders.filter(({ customerId }) => !left.has(customerId));
  return { orders: rest, purchases: summarize(rest), leftAside };
}

/**
 * A model of a few customers is mostly the prior's: fit to be looked at, not to weigh everything that is decided. It is
 * left out, and the diagnostics say why.
 */
function lifetimeOf(base: LifetimeBase): {
  readonly model: Pick<Models<string>, "lifetime">;
  readonly diagnostics: readonly Reason[];
} {
  const lifetime = fitLifetime(base);
  const { diagnostics } = lifetime;
  const isSmall = diagnostics.some(
    ({ code }) => code === "lifetime.prior" || code === "lifetime.spend_prior",
  );
  return { model: isSmall ? {} : { lifetime }, diagnostics };
}

/** Orders, what changed them, and who is seen as whom; all else of the log would only fill the memory. */
function isNeeded({ type }: CustomerEvent): boolean {
  return (
    type === "order_completed" ||
    type === "order_refunded" ||
    type === "order_cancelled" ||
    type === "customers_merged" ||
    type === "customers_split"
  );
}

async function fitByAnalytics<Name extends string>(
  settings: RefitSettings<Name>,
  analytics: Analytics,
  { asOf, onProgress, signal }: RefitWork,
  step: () => void,
): Promise<FittedFromOrders<Name>> {
  const unseen = await unseenMerges(settings.store, asOf);
  const orders = await analytics.countOrders({ asOf });
  onProgress?.({ stage: "measure", done: orders.orders });
  if (orders.counted === 0) throw emptyBase(asOf, orders);
  signal?.throwIfAborted();
  const rfm = await analytics.fitRfm({ asOf, segments: settings.segments });
  assertSameMoney(rfm, settings);
  step();
  const lifetime = lifetimeOf(await analytics.lifetimeBase({ asOf }));
  step();
  const { timeZone, previous } = settings;
  const days = await analytics.purchaseDays({ asOf });
  const forecast =
    lifetime.model.lifetime === undefined
      ? undefined
      : fitForecast(
          { columns: (await analytics.summarize({ asOf })).columns, days },
          { asOf, timeZone, ...defined({ previous: previous?.forecast }) },
        );
  step();
  const activity = fitActivityLines(days, {
    ...{ asOf, timeZone },
    ...defined({ previous: previous?.activity }),
  });
  step();
  const crossSell = await analytics.fitCrossSell(crossSellOptions(settings, asOf));
  step();
  return {
    models: { rfm, ...lifetime.model, crossSell, activity, ...defined({ forecast }) },
    orders,
    leftAside: [],
    diagnostics: [
      ...unseen,
      ...rfm.diagnostics,
      ...lifetime.diagnostics,
      ...(forecast?.diagnostics ?? []),
      ...activity.diagnostics,
    ],
  };
}

/** An engine knows orders only: whom the store has as one customer, it takes for several. */
async function unseenMerges(store: CustomerStore, asOf: Date): Promise<readonly Reason[]> {
  const { merges } = await readMerges(store, asOf);
  const merged = new Set(merges.flatMap((merge) => merge.mergedCustomerIds)).size;
  return merged === 0 ? [] : [reason("crm.merges_unseen", { merged })];
}

function crossSellOptions(
  { mining, rules }: Pick<RefitSettings<string>, "mining" | "rules">,
  asOf: Date,
): FitCrossSellOptions {
  return { asOf, ...mining, rules };
}

/** Refuses models of other days or money than the workspace counts in. */
function assertSameMoney(
  rfm: RfmModel<string>,
  { timeZone, currency }: Pick<RefitSettings<string>, "timeZone" | "currency">,
): void {
  if (rfm.timeZone === timeZone && rfm.currency === currency) return;
  throw new SetiaError(
    "INVALID_OPTION",
    `refit: analytics count in ${rfm.currency} and days of ${rfm.timeZone}, the workspace in ${currency} and days of ${timeZone}; expected the same`,
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
