import type { Product } from "../purchases";

/** Whom an offer is for. */
export interface CrossSellContext {
  /** Skus in the basket now; for a customer who is away, those of the last order. */
  readonly basket?: readonly string[];
  /** The customer, as far as known. */
  readonly customer?: {
    /** Skus bought ever. */
    readonly bought?: readonly string[];
    /** Segment, for rules that ask for it. */
    readonly segment?: string;
    /** Stage, for rules that ask for it. */
    readonly stage?: string;
  };
  /** The catalogue by sku. If given, only what is in it and in stock is offered. */
  readonly products?: ReadonlyMap<string, Product>;
  /** Skus never to offer, such as recently refused ones. */
  readonly exclude?: readonly string[];
}

/** Options of {@link recommendCrossSell}. */
export interface RecommendCrossSellOptions {
  /** The instant, for seasons. */
  readonly asOf: Date;
  /** IANA zone of the season's days; `"UTC"` if left out. */
  readonly timeZone?: string;
  /** How many offers at the most; 3 if left out. */
  readonly limit?: number;
}
