import type { Offer } from "../cross-sell";
import type { CustomerTraits } from "../events";
import type { Reason } from "../kernel";
import type { CustomerForecast } from "../forecast";
import type { LifetimePrediction } from "../lifetime";
import type {
  LoyaltyBehaviours,
  LoyaltyIndex,
  LoyaltyState,
  LoyaltyTransition,
} from "../loyalty-loop";
import type { CustomerProfile, SevenFacts } from "../profile";
import type { PurchaseSummary } from "../purchases";
import type { RfmScore, Segment } from "../rfm";
import type { CustomerSatisfaction } from "../satisfaction";
import type { BoughtItem } from "./bought-items";
import type { LastMessage, TacticContact, Talk } from "./contacts";
import type { CustomerSignals } from "./signals";

/** Everything known and computed about one customer at an instant, in one record. */
export interface CustomerView<Name extends string = Segment> {
  /** The customer; of several that were merged, the survivor. */
  readonly customerId: string;
  /** The instant this speaks of. */
  readonly asOf: Date;
  /** IANA zone whose calendar days are counted. */
  readonly timeZone: string;
  /** Who they are, with how each thing is known. */
  readonly profile: CustomerProfile;
  /** The bare values of the profile. */
  readonly traits: CustomerTraits;
  /** The seven things to know of each customer: known or missing, and what to ask next. */
  readonly sevenFacts: SevenFacts;
  /** Person or firm, if known. */
  readonly kind?: "person" | "firm";
  /** How they buy; missing while no order counts. */
  readonly purchases?: PurchaseSummary;
  /**
   * What their next order may come to, in minor units, maybe a fraction: the mean of their orders, net, less
   * the share of durable goods, which are not bought again soon; 0 while no order counts.
   */
  readonly expectedOrderValue: number;
  /** How valuable they are; missing while no order counts or no model is given. */
  readonly rfm?: RfmScore<Name>;
  /** Their segment; `prospect` while no order counts; missing if no model is given. */
  readonly segment?: Name | "prospect";
  /** What is ahead with them; missing while no order counts or no model is given. */
  readonly lifetime?: LifetimePrediction;
  /** What the next 90 days may bring, corrected by how forecasts did; missing while no order counts or no model is given. */
  readonly forecast?: CustomerForecast;
  /** Where they stand on the loyalty loop. */
  readonly loyalty: LoyaltyState;
  /** How they came there, oldest change first. */
  readonly history: readonly LoyaltyTransition[];
  /** What will happen if nothing happens, soonest first. */
  readonly deadlines: readonly LoyaltyTransition[];
  /** How content they are, with open complaints and what waits for an answer. */
  readonly satisfaction: CustomerSatisfaction;
  /** Whether they buy again, buy other products, recommend and refuse competitors. */
  readonly behaviours: LoyaltyBehaviours;
  /** How loyal they are in one number, and what it is made of. */
  readonly loyaltyIndex: LoyaltyIndex;
  /** What shows that they think of buying, over the last 30 days or as the policy says: 0 or more. */
  readonly intentScore: number;
  /** What they have bought, the most recent first, then by sku. */
  readonly items: readonly BoughtItem[];
  /** What to offer, best first; empty if no model is given. */
  readonly offers: readonly Offer[];
  /** What calls for something to be done soon: an open cart, a competitor's offer, … */
  readonly signals: CustomerSignals;
  /** What was done for them, oldest first. */
  readonly contacts: readonly TacticContact[];
  /** When customer and shop were in touch beside that, oldest first. */
  readonly talks: readonly Talk[];
  /** When they last wrote or called on each channel, opt-outs aside: there they can be answered. */
  readonly lastMessages: readonly LastMessage[];
  /** When shop and customer were last in touch, by order, talk or tactic. */
  readonly lastContactAt?: Date;
  /** Facts that could not be used, each with what is wrong. */
  readonly diagnostics: readonly Reason[];
}
