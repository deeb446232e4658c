/** How one customer has bought up to an instant. Everything about value is computed from this. */
export interface PurchaseSummary {
  /** The customer. */
  readonly customerId: string;
  /** The instant this speaks of; later orders and refunds are not in it. */
  readonly asOf: Date;
  /** IANA zone whose calendar days are counted. */
  readonly timeZone: string;
  /** ISO 4217 code of every amount in it. */
  readonly currency: string;
  /** Number of orders that count; by default net of cancelled and fully refunded ones. At least 1. */
  readonly orders: number;
  /** Number of different calendar days with an order. */
  readonly purchaseDays: number;
  /** When the first order was placed. */
  readonly firstOrderAt: Date;
  /** When the last order was placed. */
  readonly lastOrderAt: Date;
  /** Calendar days from the last order to `asOf`; 0 on the same day. */
  readonly recencyDays: number;
  /** Calendar days from the first order to `asOf`; 0 on the same day. */
  readonly tenureDays: number;
  /** Money spent, net of refunds unless they are ignored, in minor units. */
  readonly revenue: number;
  /** The part of `revenue` from the day of the first order, in minor units. */
  readonly firstDayRevenue: number;
  /** `revenue / orders`: minor units, maybe a fraction of one. */
  readonly averageOrderValue: number;
}
