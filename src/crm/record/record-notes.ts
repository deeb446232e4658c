import { CUSTOMER_TRAITS, type CustomerEvent } from "../../events";
import { reason, type Reason } from "../../kernel";
import { emailKey, isPlaceholderPhone } from "../../profile";
import { wrongUnitNote } from "../../purchases";

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

/** Whether the orders of a batch look as if they were written in whole units where minor units are meant. */
export function amountNote(events: readonly CustomerEvent[], currency: string): Reason | undefined {
  const totals = events.flatMap((event) =>
    event.type === "order_completed" && event.currency === currency && event.total > 0
      ? [event.total]
      : [],
  );
  return wrongUnitNote(totals, currency);
}
