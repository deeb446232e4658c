import type { CrossSellRule, FitCrossSellOptions, Offer } from "../cross-sell";
import type { CustomerEvent } from "../events";
import type { Reason } from "../kernel";
import type { LoyaltyPolicy } from "../loyalty-loop";
import type { ConvertMoney, Product, PurchaseDiagnostics } from "../purchases";
import type { Segment, SegmentRule } from "../rfm";
import type { AppendOptions, AppendResult, CustomerStore, EraseResult } from "../storage";
import type { Analytics } from "../analytics";
import type { CompactDecision, DecideAllOptions, Decision, Tactic, TacticPolicy } from "../tactics";
import type { FoldProfileOptions } from "../profile";
import type { CustomerView } from "../view";
import type { CrmReport } from "./crm-report";
import type { CustomerChange } from "./customers/customer-changes";
import type { CustomerFilter } from "./customers/customer-filter";
import type { CustomerOrder } from "./customers/customers-ahead";
import type { CustomerExport } from "./privacy/export-customer";
import type { LeftAside } from "./models/left-aside";
import type { AsOfOptions, LongWorkOptions } from "./models/long-work";
import type { RetentionDue } from "./privacy/retention-due";

/** What a workspace is made of. */
export interface CreateCrmOptions<Name extends string = Segment> {
  /** Where events and models are kept. */
  readonly store: CustomerStore;
  /**
   * Refits where the orders are, such as `analyticsOver` a database: then no event is read for it, and only counts leave the engine.
   * It must measure the same orders, in the same zone and currency; categories are those of order lines. An engine does not see
   * which customers were merged: the models count their ids apart, and the report says so.
   */
  readonly analytics?: Analytics;
  /** IANA zone whose calendar days are counted everywhere. */
  readonly timeZone: string;
  /** ISO 4217 code that all money is counted in. */
  readonly currency: string;
  /** The instant where none is given, such as `() => new Date()`; without it, give `asOf` each time. */
  readonly clock?: () => Date;
  /** Converts orders in other currencies; without it they are refused. */
  readonly convert?: ConvertMoney;
  /** The catalogue by sku; if given, only what is in it and in stock is offered. */
  readonly products?: ReadonlyMap<string, Product>;
  /** Cross-sell rules of the shop's own; they hold at once, without a refit. */
  readonly rules?: readonly CrossSellRule[];
  /** How strong a mined rule must be. */
  readonly mining?: Pick<FitCrossSellOptions, "minCount" | "minLift" | "rulesPerItem">;
  /** A segment map of the shop's own for scores from 1 to 5; it holds at once, without a refit. */
  readonly segments?: readonly (SegmentRule & { readonly segment: Name })[];
  /** Thresholds of the loyalty loop. */
  readonly loyaltyPolicy?: LoyaltyPolicy;
  /** What can be done; the library's own catalogue if left out. */
  readonly catalogue?: readonly Tactic[];
  /** How tactics are weighed, spaced and limited. */
  readonly tacticPolicy?: TacticPolicy;
  /** How profiles are put together and phone numbers read. */
  readonly profile?: Pick<FoldProfileOptions, "policy" | "country" | "normalizePhone">;
  /** Calendar days that data are kept after a customer was last heard of; 1,095 if left out. */
  readonly retentionDays?: number;
}

/** Options of {@link Crm.customers}. */
export interface CustomersOptions<Name extends string = Segment>
  extends LongWorkOptions, CustomerFilter<Name> {
  /** The `customerId` after which to begin: of a page, that of the last one of the page before. */
  readonly after?: string;
  /** Customers at most, such as a page; all if left out. */
  readonly limit?: number;
  /**
   * In which order: by id, page by page (if left out), or by what lies `ahead`: the money to expect of the next 90 days, most
   * first. That needs the forecast of a refit, and holds up to twice the `limit` in memory.
   */
  readonly by?: CustomerOrder;
}

/** Options of {@link Crm.changes}. */
export interface ChangesOptions extends LongWorkOptions {
  /** The instant to compare with. */
  readonly since: Date;
}

/** Options of {@link Crm.decideAll}. */
export interface DecideAllWorkOptions
  extends LongWorkOptions, Pick<DecideAllOptions, "explain" | "used"> {}

/** Options of {@link Crm.recommend}. */
export interface RecommendOptions extends AsOfOptions {
  /** Skus in the basket now. */
  readonly basket: readonly string[];
  /** Whose basket it is, if known; somebody new has no history yet. */
  readonly customerId?: string;
  /** Skus never to offer. */
  readonly exclude?: readonly string[];
  /** How many offers at most; 3 if left out. */
  readonly limit?: number;
}

/** What became of a batch of events. */
export interface RecordResult extends AppendResult {
  /** What listeners threw, if any did: the events are stored all the same, and everybody was told. */
  readonly listenerErrors?: readonly unknown[];
  /** What is kept but not used, or looks like a mistake; missing if there is nothing to say. */
  readonly diagnostics?: readonly Reason[];
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
  /** Where the models were fitted: in memory from the store's log, or by the `analytics` of an engine. */
  readonly fittedBy: "memory" | "analytics";
  /** Customers whose orders cannot be counted with, such as totals beyond the safe integers; the models are of all others. */
  readonly leftAside: readonly LeftAside[];
  /** What to know before trusting the models. */
  readonly diagnostics: readonly Reason[];
}

/**
 * The workspace over a store: record facts, refit models, ask what to do. Work over the whole base leaves aside who cannot be
 * counted with; `report` and `refit` list them, and every such method tells `onLeftAside`.
 */
export interface Crm<Name extends string = Segment> {
  /**
   * Adds events to the store, all or none, with the keys and the expected versions that the store's `append` takes. For a
   * decision of this workspace's {@link Crm.decide} or {@link Crm.decideAll} the versions that it rests on are expected by
   * themselves: if anything was recorded of the customer since, such as the decision of another worker, it is refused.
   *
   * @throws SetiaError `INVALID_INPUT` with every issue; `EVENT_CONFLICT`; `MIXED_CURRENCIES` for an order in
   * another currency where there is no converter; `VERSION_CONFLICT`
   */
  record(events: readonly CustomerEvent[], options?: AppendOptions): Promise<RecordResult>;
  /**
   * Gives everything about one customer; of merged ones, by any of their ids, under the surviving one.
   *
   * @throws SetiaError `UNKNOWN_CUSTOMER` without an event up to the instant; `AS_OF_MISSING`
   */
  customer(customerId: string, options?: AsOfOptions): Promise<CustomerView<Name>>;
  /**
   * Gives the views of the customers known at the instant that pass the filter, by ascending `customerId` or as `by` says.
   *
   * @throws SetiaError `INVALID_OPTION` for limits of revenue that are no numbers; `AS_OF_MISSING`
   */
  customers(options?: CustomersOptions<Name>): AsyncGenerator<CustomerView<Name>>;
  /**
   * Returns whose segment, stage or activity has changed since `since`, by ascending `customerId`, with today's models
   * for both: what a nightly job asks, since time alone changes much.
   */
  changes(options: ChangesOptions): AsyncGenerator<CustomerChange<Name>>;
  /**
   * Calls a listener once for every change of a customer's segment, stage or activity by what this workspace records, when
   * the events are stored, and waits for it. A change is told by the record that made it, whatever others record at the same
   * time. What time alone changes, and what other processes record, {@link Crm.changes} tells. The instant is the clock's,
   * or the last of the events. What a listener throws keeps nobody else from being told: it is in the result of `record`.
   *
   * @returns ends the subscription
   */
  subscribe(listener: (change: CustomerChange<Name>) => unknown): () => void;
  /**
   * Fits all models on the whole base and saves them together; until then the old ones stay in use, here and in other
   * processes. After a refit that was stopped or failed, the next goes on reading where that one was.
   *
   * @throws SetiaError `EMPTY_BASE` if no order counts; then nothing was saved
   */
  refit(options?: LongWorkOptions): Promise<RefitReport>;
  /** Uses the models that are in the store now, such as those that another process has fitted. */
  reloadModels(): Promise<void>;
  /**
   * Decides what to do for one customer. The decision tells the versions it rests on, which `record` expects.
   *
   * @throws SetiaError `UNKNOWN_CUSTOMER` without an event up to the instant; `CUSTOMER_ERASED` for a pseudonym;
   * `AS_OF_MISSING`
   */
  decide(customerId: string, options?: AsOfOptions): Promise<Decision>;
  /**
   * Decides for all customers known at the instant, by ascending `customerId`, over shared budgets; for nobody who was
   * erased. The decisions are compact; `explain` tells for whom every gate is wanted.
   */
  decideAll(options?: DecideAllWorkOptions): AsyncGenerator<CompactDecision>;
  /** Recommends what to offer with a basket. */
  recommend(options: RecommendOptions): Promise<readonly Offer[]>;
  /**
   * Writes everything known of a customer, under all their ids, as JSON and CSV. If their data cannot be counted with, what
   * was recorded is there and what is computed from it is missing.
   *
   * @throws SetiaError `UNKNOWN_CUSTOMER` without an event up to the instant; `AS_OF_MISSING`
   */
  exportCustomer(customerId: string, options?: AsOfOptions): Promise<CustomerExport>;
  /**
   * Erases a person under all ids that are merged, at once and for good: events, keys, models. Facts about orders stay,
   * about nobody, so that totals still add up; an import under the same ids cannot bring the person back.
   */
  eraseCustomer(customerId: string): Promise<EraseResult>;
  /**
   * Takes the person out of what is known of them for good, as an erasure does, but keeps under a pseudonym how they
   * behaved: feedback scores, signals, what was done for them and how they answered; no texts.
   */
  anonymizeCustomer(customerId: string): Promise<EraseResult>;
  /** Gives the customers whose data have been kept long enough at the instant, by ascending `customerId`. */
  retentionDue(options?: LongWorkOptions): AsyncGenerator<RetentionDue>;
  /** Counts how the base divides over segments, stages and activity, and says which segments promise more than they hold. */
  report(options?: LongWorkOptions): Promise<CrmReport>;
}
