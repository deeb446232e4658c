/** Policies for the laws, and a machine that lives through a history as an app would. */
import fc from "fast-check";
import {
  advance,
  DEFAULT_LOYALTY_POLICY,
  replay,
  settle,
  type CustomerEvent,
  type LoyaltyPolicies,
  type LoyaltyState,
  type LoyaltyTransition,
} from "setia";
import { type DatedLoyaltyPolicy } from "setia/loyalty";
import { instants, timeZones } from "../arbitraries";
import { learnedAt } from "../rich-log";

/** One policy, or up to four with their dates, in any zone. */
export const policies: fc.Arbitrary<LoyaltyPolicies> = fc
  .record({
    timeZone: timeZones,
    dated: fc.uniqueArray(
      fc.record({
        from: instants,
        priorCadenceDays: fc.integer({ min: 3, max: 120 }),
        loyalWindowDays: fc.integer({ min: 20, max: 500 }),
        minimumDwellDays: fc.integer({ min: 1, max: 60 }),
        advocacyDays: fc.integer({ min: 5, max: 400 }),
        prospectLapsedDays: fc.integer({ min: 1, max: 300 }),
        engagedIntentScore: fc.integer({ min: 1, max: 6 }),
        validDays: fc.integer({ min: 1, max: 300 }),
      }),
      { maxLength: 4, selector: ({ from }) => from.getTime() },
    ),
  })
  .map(({ timeZone, dated }): LoyaltyPolicies => {
    if (dated.length === 0) return { ...DEFAULT_LOYALTY_POLICY, timeZone };
    return dated
      .sort((a, b) => a.from.getTime() - b.from.getTime())
      .map(({ from, validDays, ...thresholds }): DatedLoyaltyPolicy => ({
        from,
        policy: {
          ...DEFAULT_LOYALTY_POLICY,
          ...thresholds,
          satisfaction: { ...DEFAULT_LOYALTY_POLICY.satisfaction, validDays },
          timeZone,
        },
      }));
  });

/** A state and the history that led to it. */
export interface Lived {
  /** Where the customer stands. */
  readonly state: LoyaltyState | undefined;
  /** How they came there. */
  readonly transitions: readonly LoyaltyTransition[];
}

/**
 * Lives through a history as an app would: takes each event in when it is learned, settles at the stops, and replays
 * what it knows when it is told to.
 *
 * @param events - of a customer, and of who was merged with them
 * @param stops - instants at which time is followed
 * @param policy - thresholds
 * @param onAnswer - told what is answered at each stop
 * @returns where it ends
 */
export function live(
  events: readonly CustomerEvent[],
  stops: readonly Date[],
  policy: LoyaltyPolicies,
  onAnswer?: (asOf: Date, answer: Lived) => void,
): Lived {
  const known: CustomerEvent[] = [];
  let lived: Lived = { state: undefined, transitions: [] };
  const steps = [
    ...events.map((event) => ({ at: learnedAt(event), event })),
    ...stops.map((at) => ({ at, event: undefined })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime() || Number(!a.event) - Number(!b.event));
  for (const { at, event } of steps) {
    if (event !== undefined) {
      known.push(event);
      if (event.customerId !== "ani" && lived.state === undefined) continue;
      const merges = known.some(({ type }) => type === "customers_merged");
      const step = event.customerId === "ani" ? advance(lived.state, event, policy) : undefined;
      if (step === undefined ? merges : step.needsReplay !== undefined) {
        lived = replay(known, { asOf: at, policy, customerId: "ani" });
      } else if (step !== undefined) {
        lived = { state: step.state, transitions: [...lived.transitions, ...step.transitions] };
      }
    } else if (lived.state !== undefined) {
      const step = settle(lived.state, { asOf: at, policy });
      lived = { state: step.state, transitions: [...lived.transitions, ...step.transitions] };
      onAnswer?.(at, lived);
    }
  }
  return lived;
}
