import type { Product } from "../../purchases";

/** A product that a customer has bought. */
export interface BoughtProduct {
  /** The product's id in the catalogue. */
  readonly sku: string;
  /** Days since it was last bought, 0 or more, if known. */
  readonly daysSince?: number;
  /** Usual days between two purchases of it by this customer, if known. */
  readonly cadenceDays?: number;
}

/** An offer that a customer turned down. */
export interface RefusedOffer {
  /** What was offered. */
  readonly sku: string;
  /** When it was refused. */
  readonly at: Date;
}

/** Whom an offer is for. */
export interface CrossSellContext {
  /** Skus in the basket now; for a customer who is away, those of the last order. */
  readonly basket?: readonly string[];
  /** The customer, as far as known. */
  readonly customer?: {
    /** What was bought ever: skus, or with how long ago. */
    readonly bought?: readonly (string | BoughtProduct)[];
    /** Offers turned down; for `cooldownDays` they are not made again. */
    readonly refused?: readonly RefusedOffer[];
    /** Segment, for rules that ask for it. */
    readonly segment?: string;
    /** Stage, for rules that ask for it. */
    readonly stage?: string;
  };
  /** The catalogue by sku. If given, only what is in it and in stock is offered. */
  readonly products?: ReadonlyMap<string, Product>;
  /** Skus never to offer. */
  readonly exclude?: readonly string[];
}

/** How much else counts beside what sells, each 0 (not at all, if left out) to 1. */
export interface OfferWeights {
  /** Margin in money: at 1 an offer is worth its score times its share of the largest margin there is. */
  readonly margin?: number;
  /** Novelty: at 1 an offer as popular as the most popular one is worth nothing. */
  readonly novelty?: number;
  /** Diversity: at 1 an offer of a category that all offers before it come from is worth nothing. */
  readonly diversity?: number;
}

/** Options of {@link recommendCrossSell}. */
export interface RecommendCrossSellOptions {
  /** The instant, for seasons and refusals. */
  readonly asOf: Date;
  /** IANA zone of the season's days; `"UTC"` if left out. */
  readonly timeZone?: string;
  /** How many offers at most, a whole number, 0 or more; 3 if left out. */
  readonly limit?: number;
  /** For how many days a refused offer is not made again; 90 if left out. */
  readonly cooldownDays?: number;
  /** How much margin, novelty and diversity count among offers of the same origin. */
  readonly weights?: OfferWeights;
}
