/** The numbers that the loop goes by, which a table may name. */
export interface LoyaltyThresholds {
  /** Days between orders to expect of a customer of whom nothing is known. */
  readonly priorCadenceDays: number;
  /** How many gaps of a customer's own the prior weighs as much as. */
  readonly priorWeight: number;
  /** Shortest personal cadence, in days. */
  readonly minimumCadenceDays: number;
  /** Longest cadence, in days, unless a customer's own gaps are longer. */
  readonly maximumCadenceDays: number;
  /** Overdue after this many cadences without an order. */
  readonly atRiskAfterCadences: number;
  /** Lapsed after this many cadences without an order. */
  readonly lapsedAfterCadences: number;
  /** Lost after this many cadences without an order. */
  readonly lostAfterCadences: number;
  /**
   * Lapsed at the latest after this many days; lost at the earliest. Customers whose own gaps are longer than
   * `maximumCadenceDays` have `atRiskAfterCadences` of their cadences, if that is more.
   */
  readonly lapsedAtMostDays: number;
  /** Lost at the latest after this many days; such customers after `lapsedAfterCadences`, if that is more. */
  readonly lostAtMostDays: number;
  /** Length of the loyal window in days; at least six prior cadences are taken. */
  readonly loyalWindowDays: number;
  /** Order days within the window that make a repeat buyer loyal. */
  readonly loyalEnterDays: number;
  /** With fewer order days than this in the window a loyal customer is one no more. */
  readonly loyalLeaveDays: number;
  /** Days since the first order, or since they came back after having lapsed, before which nobody becomes loyal. */
  readonly loyalAfterDays: number;
  /** Days at a stage before the passing of time may take it away. */
  readonly minimumDwellDays: number;
  /** A prospect without a sign of life for so many days is lapsed. */
  readonly prospectLapsedDays: number;
  /** A prospect without a sign of life for so many days is lost. */
  readonly prospectLostDays: number;
  /** Intent, added up by `INTENT_WEIGHTS`, that makes a prospect engaged. */
  readonly engagedIntentScore: number;
  /** Days within which intent is added up. */
  readonly engagedIntentDays: number;
  /** Days for which a recommendation makes an advocate. */
  readonly advocacyDays: number;
  /** NPS answer from which on public praise makes an advocate. */
  readonly advocateNps: number;
  /** NPS answer up to which an advocate is one no more. */
  readonly detractorNps: number;
}

/** Name of a number of the policy. */
export type LoyaltyThreshold = keyof LoyaltyThresholds;
