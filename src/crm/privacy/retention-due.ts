import type { CustomerEvent } from "../../events";
import { calendarOf, formatDay, reason, SetiaError, showValue, type Reason } from "../../kernel";
import type { StoredLog } from "../customers/customer-logs";

/** A customer whose data have been kept long enough. */
export interface RetentionDue {
  /** Who; of several that were merged, the survivor. */
  readonly customerId: string;
  /** Every id that is seen as this customer. */
  readonly customerIds: readonly string[];
  /** When the customer was last heard of. */
  readonly lastActiveAt: Date;
  /** From when on the data are no longer to be kept. */
  readonly dueAt: Date;
  /** Why, one reason. */
  readonly reasons: readonly Reason[];
}

/**
 * How long data are kept after a customer was last heard of, unless a shop says otherwise: three years, as France's CNIL
 * advises for customers and prospects. What the law wants kept longer, such as invoices, is not in this log.
 */
export const DEFAULT_RETENTION_DAYS = 1095;

/** Whether a customer's data have been kept long enough. */
export function retentionOf(
  { customerId, customerIds, events }: StoredLog,
  options: { readonly asOf: Date; readonly timeZone: string; readonly days: number },
): RetentionDue | undefined {
  const { asOf, timeZone, days } = options;
  // Who never did anything was first heard of when the log was.
  const own = events.filter(isOwn);
  const times = (own.length > 0 ? own : events).map(({ at }) => at.getTime());
  if (times.length === 0) return undefined;
  const last = times.reduce((one, other) =>
    own.length > 0 ? Math.max(one, other) : Math.min(one, other),
  );
  const lastActiveAt = new Date(last);
  const calendar = calendarOf(timeZone);
  const day = calendar.dayOf(lastActiveAt);
  const dueAt = calendar.startOf(day + days);
  if (dueAt > asOf) return undefined;
  const reasons = [reason("crm.retention_due", { day: formatDay(day), days })];
  return { customerId, customerIds, lastActiveAt, dueAt, reasons };
}

/** What the customer did, not what the shop did or learned. */
function isOwn(event: CustomerEvent): boolean {
  switch (event.type) {
    case "order_completed":
    case "order_refunded":
    case "order_cancelled":
    case "intent_shown":
    case "feedback_received":
    case "referral_made":
      return true;
    case "interaction_logged":
      return event.direction === "inbound";
    case "consent_changed":
      return event.status === "granted";
    case "tactic_responded":
      return event.outcome !== "ignored";
    case "customer_identified":
    case "order_delivered":
    case "complaint_resolved":
    case "referral_converted":
    case "competitor_offer":
    case "stage_overridden":
    case "tactic_decided":
    case "tactic_delivered":
    case "customers_merged":
    case "customers_split":
      return false;
  }
}

/**
 * Refuses a time for which nothing could be kept.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function assertRetentionDays(days: number): void {
  if (Number.isSafeInteger(days) && days >= 1 && days <= 36_500) return;
  throw new SetiaError(
    "INVALID_OPTION",
    `createCrm: retentionDays is ${showValue(days)}; expected a whole number of days from 1 to 36500`,
  );
}
