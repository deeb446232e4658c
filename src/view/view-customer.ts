import { recommendCrossSell, type CrossSellModel, type Offer } from "../cross-sell";
import {
  eventsUntil,
  type CustomerEvent,
  type CustomerTraits,
  type TacticOutcome,
} from "../events";
import { assertInstant, calendarOf, compareCodePoints, SetiaError, type Reason } from "../kernel";
import {
  deadlines,
  DEFAULT_LOYALTY_POLICY,
  replay,
  type LoyaltyPolicy,
  type LoyaltyState,
  type LoyaltyTransition,
} from "../loyalty-loop";
import {
  findOrphans,
  ordersFromEvents,
  summarizePurchases,
  type ConvertMoney,
  type Order,
  type Product,
  type PurchaseSummary,
} from "../purchases";
import { scoreRfm, type RfmModel, type RfmScore, type Segment } from "../rfm";

/** An item that the customer has bought. */
export interface BoughtItem {
  /** What. */
  readonly sku: string;
  /** Its name, or the sku where no name is known. */
  readonly name: string;
  /** What one cost the last time, in minor units of that order's currency. */
  readonly price: number;
  /** Its category, if an order line or the catalogue names it. */
  readonly category?: string;
  /** Number of different calendar days on which it was bought. */
  readonly purchaseDays: number;
  /** Calendar days since it was last bought. */
  readonly daysSince: number;
  /** Mean calendar days between two purchases of it; missing until there are two. */
  readonly cadenceDays?: number;
}

/** What was once done for the customer, and the answer. */
export interface TacticContact {
  /** The decision. */
  readonly decisionId: string;
  /** Id of the tactic. */
  readonly tactic: string;
  /** When it was decided. */
  readonly decidedAt: Date;
  /** When it reached the customer, if it did. */
  readonly deliveredAt?: Date;
  /** The customer's last answer, if any. */
  readonly outcome?: TacticOutcome;
}

/** Everything known and computed about one customer at an instant, in one record. */
export interface CustomerView<Name extends string = Segment> {
  /** The customer. */
  readonly customerId: string;
  /** The instant this speaks of. */
  readonly asOf: Date;
  /** IANA zone whose calendar days are counted. */
  readonly timeZone: string;
  /** Who they are, as far as they were identified. */
  readonly traits: CustomerTraits;
  /** Person or firm, if known. */
  readonly kind?: "person" | "firm";
  /** How they buy; missing while no order counts. */
  readonly purchases?: PurchaseSummary;
  /**
   * What their next order may come to, in minor units: the mean of their orders without durable goods, which
   * are not bought again soon; 0 while no order counts.
   */
  readonly expectedOrderValue: number;
  /** How valuable they are; missing while no order counts or no model is given. */
  readonly rfm?: RfmScore<Name>;
  /** Their segment; `prospect` while no order counts; missing if no model is given. */
  readonly segment?: Name | "prospect";
  /** Where they stand on the loyalty loop. */
  readonly loyalty: LoyaltyState;
  /** How they came there, oldest change first. */
  readonly history: readonly LoyaltyTransition[];
  /** What will happen if nothing happens, soonest first. */
  readonly deadlines: readonly LoyaltyTransition[];
  /** What they have bought, the most recent first, then by sku. */
  readonly items: readonly BoughtItem[];
  /** What to offer, best first; empty if no model is given. */
  readonly offers: readonly Offer[];
  /** What was done for them, oldest first. */
  readonly contacts: readonly TacticContact[];
  /** When shop and customer were last in touch, by order, talk or tactic. */
  readonly lastContactAt?: Date;
  /** Facts that could not be used, each with what is wrong. */
  readonly diagnostics: readonly Reason[];
}

/** What {@link viewCustomer} looks at. */
export interface ViewCustomerInput<Name extends string = Segment> {
  /** All events of one customer, in any order. */
  readonly events: readonly CustomerEvent[];
  /** Models fitted on the base; what is missing leaves its part of the view empty. */
  readonly models?: {
    /** From `fitRfm`. */
    readonly rfm?: RfmModel<Name>;
    /** From `fitCrossSell`. */
    readonly crossSell?: CrossSellModel;
  };
  /** The catalogue by sku; if given, only what is in it and in stock is offered. */
  readonly products?: ReadonlyMap<string, Product>;
}

/** Options of {@link viewCustomer}. */
export interface ViewCustomerOptions {
  /** The instant of the answer, inclusive; later events are ignored. */
  readonly asOf: Date;
  /** IANA zone whose calendar days are counted; `"UTC"` if left out. */
  readonly timeZone?: string;
  /** Currency of amounts; that of the first order if left out. */
  readonly currency?: string;
  /** Converts orders in other currencies. */
  readonly convert?: ConvertMoney;
  /** Thresholds of the loyalty loop; its time zone gives way to `timeZone`. */
  readonly loyaltyPolicy?: LoyaltyPolicy;
  /** How many offers at the most; 3 if left out. */
  readonly offers?: number;
}

/**
 * Puts everything about one customer into one record: who they are, how they buy, how valuable they are,
 * where on the loyalty loop, what to offer, what was done for them.
 *
 * @param input - events, models and catalogue
 * @param options - instant and zone
 * @returns the view at `asOf`
 * @throws SetiaError `UNKNOWN_CUSTOMER` if there is no event up to `asOf`; `INVALID_INPUT` if events of
 * several customers are mixed; what the rooms behind it throw
 *
 * @example
 * ```ts
 * import { viewCustomer, type CustomerEvent } from "setia";
 *
 * const events: CustomerEvent[] = [
 *   { id: "1", type: "customer_identified", customerId: "c1", at: new Date("2026-01-05"), traits: { name: "Ani" } },
 *   { id: "2", type: "order_completed", customerId: "c1", at: new Date("2026-01-05"),
 *     orderId: "o1", currency: "IDR", total: 1_500_000 },
 * ];
 * const view = viewCustomer({ events }, { asOf: new Date("2026-01-20") });
 * view.traits.name; // => "Ani"
 * view.loyalty.stage; // => "first_time"
 * ```
 */
export function viewCustomer<Name extends string = Segment>(
  input: ViewCustomerInput<Name>,
  options: ViewCustomerOptions,
): CustomerView<Name> {
  const { asOf, timeZone = "UTC", currency, convert } = options;
  assertInstant(asOf, "viewCustomer: asOf");
  const events = eventsUntil(input.events, asOf);
  const customerId = customerOf(events);
  const { models = {}, products } = input;

  const orders = ordersFromEvents(events, { asOf });
  const purchases = summarizePurchases(orders, {
    asOf,
    timeZone,
    ...(currency === undefined ? {} : { currency }),
    ...(convert === undefined ? {} : { convert }),
  }).summaries[0];
  const rfm =
    purchases === undefined || models.rfm === undefined
      ? undefined
      : scoreRfm(purchases, models.rfm);
  const segment = models.rfm === undefined ? undefined : (rfm?.segment ?? "prospect");

  const policy = { ...(options.loyaltyPolicy ?? DEFAULT_LOYALTY_POLICY), timeZone };
  const { state, transitions } = replay(events, { asOf, policy });
  if (state === undefined) throw unknownCustomer();

  const items = boughtItems(orders, asOf, timeZone, products);
  const contacts = contactsOf(events);
  const lastContactAt = lastContact(events, purchases);
  const identity = identify(events);
  return {
    customerId,
    asOf,
    timeZone,
    traits: identity.traits,
    ...(identity.kind === undefined ? {} : { kind: identity.kind }),
    ...(purchases === undefined ? {} : { purchases }),
    expectedOrderValue:
      purchases === undefined
        ? 0
        : Math.max(0, purchases.revenue - durableRevenue(orders, products)) / purchases.orders,
    ...(rfm === undefined ? {} : { rfm }),
    ...(segment === undefined ? {} : { segment }),
    loyalty: state,
    history: transitions,
    deadlines: deadlines(state, policy),
    items,
    offers:
      models.crossSell === undefined
        ? []
        : recommendCrossSell(
            models.crossSell,
            {
              basket: lastBasket(orders),
              customer: {
                bought: items.map((item) => item.sku),
                stage: state.stage,
                ...(segment === undefined ? {} : { segment }),
              },
              ...(products === undefined ? {} : { products }),
            },
            { asOf, timeZone, limit: options.offers ?? 3 },
          ),
    contacts,
    ...(lastContactAt === undefined ? {} : { lastContactAt }),
    diagnostics: findOrphans(events, { asOf }),
  };
}

function customerOf(events: readonly CustomerEvent[]): string {
  const customerId = events[0]?.customerId;
  if (customerId === undefined) throw unknownCustomer();
  const other = events.find((event) => event.customerId !== customerId);
  if (other !== undefined) {
    throw new SetiaError(
      "INVALID_INPUT",
      `viewCustomer: events of ${JSON.stringify(customerId)} and ${JSON.stringify(other.customerId)} are mixed; expected one customer`,
    );
  }
  return customerId;
}

function unknownCustomer(): SetiaError {
  return new SetiaError(
    "UNKNOWN_CUSTOMER",
    "viewCustomer: there is no event up to asOf; expected at least one",
  );
}

function identify(events: readonly CustomerEvent[]): {
  traits: CustomerTraits;
  kind?: "person" | "firm";
} {
  let identity: { traits: CustomerTraits; kind?: "person" | "firm" } = { traits: {} };
  for (const event of events) {
    if (event.type !== "customer_identified") continue;
    identity = {
      ...identity,
      traits: { ...identity.traits, ...event.traits },
      ...(event.kind === undefined ? {} : { kind: event.kind }),
    };
  }
  return identity;
}

/** True for orders that stand at the end of what is looked at: not called off, not given back in full. */
function stands(order: Order): boolean {
  const refunded = (order.refunds ?? []).reduce((sum, refund) => sum + refund.amount, 0);
  return order.cancelledAt === undefined && !(refunded > 0 && refunded >= order.total);
}

function durableRevenue(
  orders: readonly Order[],
  products: ReadonlyMap<string, Product> | undefined,
): number {
  const lines = orders.filter(stands).flatMap((order) => order.lines ?? []);
  return lines
    .filter(({ sku }) => products?.get(sku)?.durable === true)
    .reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
}

function lastBasket(orders: readonly Order[]): string[] {
  const last = orders.filter((order) => stands(order) && order.lines !== undefined).at(-1);
  return [...new Set((last?.lines ?? []).map((line) => line.sku))];
}

function boughtItems(
  orders: readonly Order[],
  asOf: Date,
  timeZone: string,
  products: ReadonlyMap<string, Product> | undefined,
): BoughtItem[] {
  const calendar = calendarOf(timeZone);
  const today = calendar.dayOf(asOf);
  const bought = new Map<string, { days: Set<number>; category?: string; price: number }>();
  for (const order of orders) {
    if (!stands(order)) continue;
    const day = calendar.dayOf(order.placedAt);
    for (const { sku, category, unitPrice } of order.lines ?? []) {
      const item = bought.get(sku) ?? { days: new Set<number>(), price: unitPrice };
      item.days.add(day);
      item.price = unitPrice;
      if (category !== undefined) item.category = category;
      bought.set(sku, item);
    }
  }
  return [...bought]
    .map(([sku, { days, price, ...line }]): BoughtItem => {
      // Orders come in the order in which they were placed, so the days ascend.
      const [first = today, ...later] = days;
      const last = later.at(-1) ?? first;
      const product = products?.get(sku);
      const category = product?.category ?? line.category;
      return {
        sku,
        name: product?.name ?? sku,
        price,
        ...(category === undefined ? {} : { category }),
        purchaseDays: days.size,
        daysSince: today - last,
        ...(later.length === 0 ? {} : { cadenceDays: (last - first) / later.length }),
      };
    })
    .sort((a, b) => a.daysSince - b.daysSince || compareCodePoints(a.sku, b.sku));
}

function contactsOf(events: readonly CustomerEvent[]): TacticContact[] {
  const contacts = new Map<string, TacticContact>();
  for (const event of events) {
    if (event.type !== "tactic_decided") continue;
    const { decisionId, tactic, at } = event;
    contacts.set(decisionId, { decisionId, tactic, decidedAt: at });
  }
  // A delivery may bear the instant of its decision, and its id may then come first.
  for (const event of events) {
    if (event.type === "tactic_delivered" || event.type === "tactic_responded") {
      const decided = contacts.get(event.decisionId);
      if (decided === undefined) continue;
      const news =
        event.type === "tactic_delivered" ? { deliveredAt: event.at } : { outcome: event.outcome };
      contacts.set(event.decisionId, { ...decided, ...news });
    }
  }
  return [...contacts.values()];
}

function lastContact(
  events: readonly CustomerEvent[],
  purchases: PurchaseSummary | undefined,
): Date | undefined {
  const touches = events
    .filter(({ type }) => type === "interaction_logged" || type === "tactic_delivered")
    .map((event) => event.at.getTime());
  if (purchases !== undefined) touches.push(purchases.lastOrderAt.getTime());
  return touches.length === 0 ? undefined : new Date(Math.max(...touches));
}
