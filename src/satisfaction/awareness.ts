import { wilsonInterval, type ShareEstimate } from "../statistics";
import type { CustomerEvent } from "../events";
import { defined, compareCodePoints, periodIndex, type Calendar, type Period } from "../kernel";

/** How many of the new customers came by one way. */
export interface AwarenessSource extends ShareEstimate {
  /** What they said (`foundThrough`); `referral` where somebody recommended the shop to them; `unknown`. */
  readonly source: string;
}

/** Gathers how new customers came. */
export interface AwarenessCounter {
  /** Takes in one customer. */
  add(events: readonly CustomerEvent[]): void;
  /** Gives for each period the ways, most first, then by name. */
  result(): AwarenessSource[][];
}

/** Begins to count how new customers came. A customer is new in the period of the first order. */
export function createAwareness(periods: readonly Period[], calendar: Calendar): AwarenessCounter {
  const referred = new Set<string>();
  const comers: { readonly customerId: string; readonly period: number; readonly said?: string }[] =
    [];
  return {
    add(events) {
      let said: string | undefined;
      let firstOrder: CustomerEvent | undefined;
      for (const event of events) {
        if (event.type === "order_completed") firstOrder ??= event;
        else if (event.type === "customer_identified") said ??= event.traits.foundThrough;
        else if (event.type === "referral_made" || event.type === "referral_converted") {
          referred.add(event.referredCustomerId);
        }
      }
      if (firstOrder === undefined) return;
      const { customerId, at } = firstOrder;
      const period = periodIndex(periods, calendar.dayOf(at));
      comers.push({ customerId, period, ...defined({ said }) });
    },
    result() {
      const counts = periods.map(() => new Map<string, number>());
      for (const { customerId, period, said } of comers) {
        const source = said ?? (referred.has(customerId) ? "referral" : "unknown");
        const of = counts[period];
        of?.set(source, (of.get(source) ?? 0) + 1);
      }
      return counts.map((of) => {
        const all = [...of.values()].reduce((sum, count) => sum + count, 0);
        return [...of]
          .map(([source, count]) => ({ source, ...wilsonInterval(count, all) }))
          .sort((a, b) => b.count - a.count || compareCodePoints(a.source, b.source));
      });
    },
  };
}
