import { goesOut, type Channel } from "../channels";
import type { CustomerLook } from "../deciding/decision-context";
import type { Tactic } from "../tactic";

/** What quiet hours ask of an action. */
interface Going {
  readonly tactic: Tactic;
  readonly channel: Channel | undefined;
}

/**
 * Whether an action keeps quiet hours. What the customer comes to by themselves does not, nor does service that
 * answers them now.
 */
export function keepsQuiet({ tactic, channel }: Going, look: CustomerLook): boolean {
  if (look.policy.quietHours === null || channel === undefined || !goesOut(channel)) return false;
  return !(tactic.messageClass === "service" && look.inConversation);
}

/** Whether it is too late or too early for an action. */
export function isQuietFor(going: Going, look: CustomerLook): boolean {
  return keepsQuiet(going, look) && look.quietUntil !== undefined;
}
