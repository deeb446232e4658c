import type { Offer } from "../cross-sell";
import type { CustomerTraits } from "../events";
import type { Reason } from "../kernel";
import type { LifetimePrediction } from "../lifetime";
import type {
  LoyaltyBehaviours,
  LoyaltyIndex,
  LoyaltyState,
  LoyaltyTransition,
} from "../loyalty-loop";
import type { PurchaseSummary } from "../purchases";
import type { RfmScore, Segment } from "../rfm";
import type { CustomerSatisfaction } from "../satisfaction";
import type { BoughtItem } from "./bought-items";
import type { TacticContact } from "./contacts";

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
  /** What was done for them, oldest first. */
  readonly contacts: readonly TacticContact[];
  /** When shop and customer were last in touch, by order, talk or tactic. */
  readonly lastContactAt?: Date;
  /** Facts that could not be used, each with what is wrong. */
  readonly diagnostics: readonly Reason[];
}
