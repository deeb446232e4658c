import { CUSTOMER_TRAITS, type CustomerEvent } from "../events";
import { currencyExponent, displayedDecimals, reason, type Reason } from "../kernel";
import { emailKey, isPlaceholderPhone } from "../profile";

/** Fewer orders tell nothing of how amounts are written. */
const LEAST_ORDERS = 3;
/** In the unit that people write; in a currency whose small unit nobody uses, a median below it is no order but a mistake. */
const LEAST_MEDIAN = 5000;

/** Lists what a batch holds that will be kept but not used, or looks like a mistake. */
export function recordNotes(events: readonly CustomerEvent[]): Reason[] {
  const traits = new Map<string, number>();
  let placeholders = 0;
  for (const event of events) {
    if (event.type !== "customer_identified") continue;
    for (const trait of Object.keys(event.traits)) {
      if ((CUSTOMER_TRAITS as readonly string[]).includes(trait)) continue;
      traits.set(trait, (traits.get(trait) ?? 0) + 1);
    }
    const { email, phone } = event.traits;
    if (email !== undefined && emailKey(email) === undefined) placeholders++;
    if (phone !== undefined && isPlaceholderPhone(phone)) placeholders++;
  }
  return [
    ...Array.from(traits, ([trait, count]) =>
      reason("crm.unknown_trait", { trait, events: count }),
    ),
    ...(placeholders === 0 ? [] : [reason("crm.placeholder_contacts", { events: placeholders })]),
  ];
}

/** Tells whether the orders of a batch look as if they were written in whole units where minor units are meant. */
export function amountNote(events: readonly CustomerEvent[], currency: string): Reason | undefined {
  const exponent = currencyExponent(currency);
  if (exponent === displayedDecimals(currency)) return undefined;
  const totals = events.flatMap((event) =>
    event.type === "order_completed" && event.currency === currency && event.total > 0
      ? [event.total]
      : [],
  );
  const median = totals.sort((a, b) => a - b)[totals.length >> 1] ?? 0;
  if (totals.length < LEAST_ORDERS || median >= LEAST_MEDIAN * 10 ** exponent) return undefined;
  return reason("crm.amounts_look_small", { median, currency });
}
