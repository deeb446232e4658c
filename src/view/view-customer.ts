import { recommendCrossSell, type CrossSellModel } from "../cross-sell";
import { eventsAsOne, unionLog, type CustomerEvent, eventsUntil } from "../events";
import {
  defined,
  assertInstant,
  assertOptions,
  assertRecord,
  atDoor,
  type OptionNames,
  SetiaError,
} from "../kernel";
import { forecastCustomer, type ForecastModel } from "../forecast";
import { predictLifetime, type LifetimeModel } from "../lifetime";
import {
  deadlines,
  DEFAULT_LOYALTY_POLICY,
  measureBehaviours,
  measureIntent,
  measureLoyaltyIndex,
  policiesIn,
  policyAt,
  replay,
  type LoyaltyPolicies,
} from "../loyalty-loop";
import { foldProfile, profileTraits, sevenFacts, type FoldProfileOptions } from "../profile";
import {
  convertIn,
  findOrphans,
  netIn,
  ordersFromEvents,
  summarizePurchases,
  type ConvertMoney,
  type Order,
  type Product,
} from "../purchases";
import { scoreRfm, type RfmModel, type Segment } from "../rfm";
import { measureSatisfaction } from "../satisfaction";
import { boughtItems, expectedOrderValue, lastBasket } from "./bought-items";
import { contactsOf, lastContact, lastMessagesOf, talksOf } from "./contacts";
import type { CustomerView } from "./customer-view";
import { signalsOf } from "./signals";

const YEAR = 365;
/** The forecast of a view looks so far ahead. */
const FORECAST_DAYS = 90;

/** What {@link viewCustomer} looks at. */
export interface ViewCustomerInput<Name extends string = Segment> {
  /** All events of one customer, or of several that are merged at `asOf`, in any order. */
  readonly events: readonly CustomerEvent[];
  /** Models fitted on the base; what is missing leaves its part of the view empty. */
  readonly models?: {
    /** From `fitRfm`. */
    readonly rfm?: RfmModel<Name>;
    /** From `fitLifetime`. */
    readonly lifetime?: LifetimeModel;
    /** From `fitForecast`. */
    readonly forecast?: ForecastModel;
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
  /** Thresholds of the loyalty loop and of satisfaction, or several with their dates; their time zone gives way to `timeZone`. */
  readonly loyaltyPolicy?: LoyaltyPolicies;
  /** How profiles are put together and phone numbers read; the defaults if left out. */
  readonly profile?: Pick<FoldProfileOptions, "policy" | "country" | "normalizePhone">;
  /** How far ahead the lifetime model looks, in days; 365 if left out. */
  readonly horizonDays?: number;
  /** How many offers at most; 3 if left out. */
  readonly offers?: number;
}

const VIEW_CUSTOMER_OPTIONS: OptionNames<ViewCustomerOptions> = {
  asOf: true,
  timeZone: true,
  currency: true,
  convert: true,
  loyaltyPolicy: true,
  profile: true,
  horizonDays: true,
  offers: true,
};

/**
 * Puts everything about one customer into one record: who they are, how they buy, how valuable they are,
 * where on the loyalty loop, how content, what to offer, what was done for them.
 *
 * @param input - events, models and catalogue
 * @param options - instant and zone
 * @returns the view at `asOf`
 * @throws SetiaError `UNKNOWN_CUSTOMER` if there is no event up to `asOf`; `INVALID_INPUT` if events of
 * several customers who are not merged are mixed; what the rooms behind it throw
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
  assertRecord(input, "viewCustomer: input");
  assertOptions(options, VIEW_CUSTOMER_OPTIONS, "viewCustomer");
  return atDoor("viewCustomer", () => viewCustomerUnchecked(input, options));
}

function viewCustomerUnchecked<Name extends string>(
  input: ViewCustomerInput<Name>,
  options: ViewCustomerOptions,
): CustomerView<Name> {
  const { asOf, timeZone = "UTC", currency, convert } = options;
  assertInstant(asOf, "viewCustomer: asOf");
  const known = eventsUntil(input.events, asOf);
  const log = unionLog(known, asOf, "viewCustomer: events");
  if (log === undefined || log.events.length === 0) throw unknownCustomer();
  const { customerId } = log;
  // Merges are seen here and in the profile only: to all other rooms it is one customer.
  const events = eventsAsOne(log);
  const { models = {}, products } = input;

  const orders = ordersFromEvents(events, { asOf });
  const money = {
    ...defined({ currency, convert }),
  };
  const purchases = summarizePurchases(orders, { asOf, timeZone, ...money }).summaries[0];
  const netOf = (order: Order): number =>
    netIn(purchases?.currency ?? order.currency, order, { asOf, ...money }, "viewCustomer: order");
  const inCurrency = (amount: number, order: Order): number =>
    convertIn(purchases?.currency ?? order.currency, amount, order, convert, "viewCustomer: line");
  const rfm =
    purchases === undefined || models.rfm === undefined
      ? undefined
      : scoreRfm(purchases, models.rfm);
  const segment = models.rfm === undefined ? undefined : (rfm?.segment ?? "prospect");

  const policy = policiesIn(options.loyaltyPolicy ?? DEFAULT_LOYALTY_POLICY, timeZone);
  const { state, transitions, diagnostics } = replay(events, { asOf, policy });
  if (state === undefined) throw unknownCustomer();

  const { activity } = state;
  const inForce = policyAt(policy, asOf);
  const satisfaction = measureSatisfaction(events, {
    asOf,
    timeZone,
    activity,
    policy: inForce.satisfaction,
  });
  const behaviours = measureBehaviours(events, {
    asOf,
    timeZone,
    activity,
    ...defined({ products }),
  });
  const items = boughtItems(orders, { asOf, timeZone, products, inCurrency });
  const signals = signalsOf(events, { asOf, orders, satisfaction });
  const contacts = contactsOf(events, orders);
  const lastContactAt = lastContact(events, purchases);
  const profile = foldProfile(known, {
    ...options.profile,
    asOf,
    timeZone,
    ...defined({ products }),
  });
  return {
    customerId,
    asOf,
    timeZone,
    profile,
    traits: profileTraits(profile),
    sevenFacts: sevenFacts({
      profile,
      purchases,
      bought: items.map((item) => item.name),
      feedback: events.filter((event) => event.type === "feedback_received"),
      timeZone,
    }),
    ...(profile.kind === undefined ? {} : { kind: profile.kind.value }),
    ...defined({ purchases }),
    expectedOrderValue: expectedOrderValue(orders, products, netOf),
    ...defined({ rfm, segment }),
    ...(purchases === undefined || models.lifetime === undefined
      ? {}
      : {
          lifetime: predictLifetime(purchases, models.lifetime, {
            horizonDays: options.horizonDays ?? YEAR,
          }),
        }),
    ...(purchases === undefined || models.forecast === undefined
      ? {}
      : {
          forecast: forecastCustomer(purchases, models.forecast, { horizonDays: FORECAST_DAYS }),
        }),
    loyalty: state,
    history: transitions,
    deadlines: deadlines(state, policy),
    satisfaction,
    behaviours,
    loyaltyIndex: measureLoyaltyIndex({ activity, behaviours, satisfaction: satisfaction.status }),
    intentScore: measureIntent(events, { asOf, timeZone, days: inForce.engagedIntentDays }),
    items,
    offers:
      models.crossSell === undefined
        ? []
        : recommendCrossSell(
            {
              basket: signals.cart?.skus ?? lastBasket(orders),
              customer: {
                bought: items,
                stage: state.stage,
                ...defined({ segment }),
              },
              ...defined({ products }),
            },
            models.crossSell,
            { asOf, timeZone, limit: options.offers ?? 3 },
          ),
    signals,
    contacts,
    talks: talksOf(events),
    lastMessages: lastMessagesOf(events),
    ...defined({ lastContactAt }),
    diagnostics: [...findOrphans(events, { asOf, timeZone }), ...diagnostics],
  };
}

function unknownCustomer(): SetiaError {
  return new SetiaError(
    "UNKNOWN_CUSTOMER",
    "viewCustomer: there is no event up to asOf; expected at least one",
  );
}
