import type { CustomerEvent } from "../../events";
import { defined, calendarOf } from "../../kernel";
import { keptLines, ordersFromEvents, orderStands, type Product } from "../../purchases";
import type { CommunicationPattern } from "./communication-pattern";
import type { ProfileFact } from "./profile-fact";

/** Days on which a category must have been bought to be an interest: once may be a gift. */
const LEAST_DAYS = 2;
/** Answers on a channel that make it the preferred one. */
const LEAST_ANSWERS = 2;

/** What interests are learned with. */
export interface LearnedInterestsOptions {
  /** The instant of the answer. */
  readonly asOf: Date;
  /** IANA zone whose calendar days are counted. */
  readonly timeZone: string;
  /** The catalogue by sku, for categories that lines do not name. */
  readonly products: ReadonlyMap<string, Product> | undefined;
}

/** Learns what a customer likes from the categories that they bought from on two days or more. */
export function learnedInterests(
  events: readonly CustomerEvent[],
  options: LearnedInterestsOptions,
): ProfileFact<string>[] {
  const { asOf, timeZone, products } = options;
  const calendar = calendarOf(timeZone);
  const bought = new Map<string, { days: Set<number>; orderId: string }>();
  for (const order of ordersFromEvents(events, { asOf })) {
    if (!orderStands(order)) continue;
    for (const { sku, category } of keptLines(order)) {
      const name = products?.get(sku)?.category ?? category;
      if (name === undefined) continue;
      const there = bought.get(name) ?? { days: new Set<number>(), orderId: order.id };
      there.days.add(calendar.dayOf(order.placedAt));
      bought.set(name, { ...there, orderId: order.id });
    }
  }
  const orders = new Map(
    events.flatMap((event) =>
      event.type === "order_completed" ? [[event.orderId, event] as const] : [],
    ),
  );
  return [...bought]
    .filter(([, { days }]) => days.size >= LEAST_DAYS)
    .flatMap(([value, { days, orderId }]) => {
      const event = orders.get(orderId);
      return event === undefined ? [] : [{ fact: observed(value, event), days: days.size }];
    })
    .sort(
      (a, b) =>
        b.days - a.days ||
        b.fact.observedAt.getTime() - a.fact.observedAt.getTime() ||
        (a.fact.value < b.fact.value ? -1 : 1),
    )
    .map(({ fact }) => fact);
}

/** Learns which channel a customer likes best from where they answer. */
export function learnedChannel(
  { channels }: CommunicationPattern,
  events: readonly CustomerEvent[],
): ProfileFact<string> | undefined {
  const [first, second] = channels;
  if (first === undefined || first.answered < LEAST_ANSWERS) return undefined;
  if (second?.answered === first.answered) return undefined;
  const last = events.findLast(
    (event) =>
      (event.type === "interaction_logged" && event.direction === "inbound") ||
      event.type === "tactic_responded",
  );
  return last === undefined ? undefined : observed(first.channel, last);
}

function observed(value: string, event: CustomerEvent): ProfileFact<string> {
  return {
    value,
    basis: "observed",
    verified: false,
    observedAt: event.at,
    recordedAt: event.recordedAt ?? event.at,
    ...defined({ source: event.source }),
    eventId: event.id,
    customerId: event.customerId,
  };
}
