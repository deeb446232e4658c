import { defined, reason, type Reason } from "../../kernel";
import { consentAt, contactPointFor, holdsChannel, type ConsentAnswer } from "../../profile";
import { goesOut, type Channel, type MessageClass } from "../tactic";
import { DEFAULT_TACTIC_POLICY, type TacticPolicy } from "../policy/policy";
import type { DecisionContext } from "../deciding/decision-context";

const HOUR = 3_600_000;

/** Whether a message is allowed on a channel. */
export interface ConsentCheck {
  /** True if it is. */
  readonly allowed: boolean;
  /** Where the consent stands. */
  readonly status: string;
  /** What is needed. */
  readonly required: string;
  /** The reason. */
  readonly reason: Reason;
}

/** Whether the customer can be reached by a channel. */
export interface Reachability {
  /** True if they can. */
  readonly reachable: boolean;
  /** The address or number; `null` if there is none. */
  readonly found: string | null;
  /** The reason. */
  readonly reason: Reason;
}

/**
 * Asks whether the customer allows a message. Channels that do not go out need no consent; neither does service that answers
 * what the customer wrote there after they had refused.
 */
export function consentFor(
  channel: Channel | undefined,
  messageClass: MessageClass,
  look: DecisionContext,
): ConsentCheck {
  if (channel === undefined || !goesOut(channel)) {
    const why = reason("tactics.no_leave_needed", {});
    return { allowed: true, status: "not_needed", required: "anything", reason: why };
  }
  const purpose = messageClass === "service" ? "service" : "marketing";
  return look.once(`leave ${purpose} ${channel}`, () => {
    const { profile, asOf, timeZone } = look.view;
    const contact = contactPointFor(profile, channel)?.value;
    const answer: ConsentAnswer = consentAt(profile, {
      purpose,
      channel,
      asOf,
      policy: look.policy.consent,
      timeZone,
      ...defined({ contact }),
    });
    const asked = messageClass === "service" ? openReply(channel, look) : undefined;
    // Whoever writes after a refusal asks for an answer.
    if (!answer.allowed && asked !== undefined && asked > (answer.statement?.at ?? asOf)) {
      const why = reason("tactics.may_answer", { channel });
      return {
        allowed: true,
        status: "answering",
        required: `consent: ${purpose}, ${channel}`,
        reason: why,
      };
    }
    return {
      allowed: answer.allowed,
      status: answer.status,
      required: `consent: ${purpose}, ${channel}`,
      reason: answer.reasons[0] ?? reason("tactics.no_leave_needed", {}),
    };
  });
}

/**
 * Asks whether the customer can be reached. Service can also answer on a channel on which they wrote, as long as its rule lets it.
 */
export function reachOf(
  channel: Channel | undefined,
  messageClass: MessageClass,
  look: DecisionContext,
): Reachability {
  if (channel === undefined || !goesOut(channel)) {
    return { reachable: true, found: null, reason: reason("tactics.comes_by_themselves", {}) };
  }
  const isService = messageClass === "service";
  return look.once(`reach ${isService ? "service " : ""}${channel}`, () => {
    const { contactPoints } = look.policy;
    const known = pointFor(channel, look);
    if (contactPoints === "assumed") {
      const why = reason("tactics.reach_assumed", { channel });
      return { reachable: true, found: known?.value ?? null, reason: why };
    }
    const usable = known !== undefined && (contactPoints !== "verified" || known.verified);
    if (!usable && isService && openReply(channel, look) !== undefined) {
      const why = reason("tactics.may_answer", { channel });
      return { reachable: true, found: known?.value ?? null, reason: why };
    }
    if (known === undefined) {
      const why = reason("tactics.unreachable", { channel });
      return { reachable: false, found: null, reason: why };
    }
    if (!usable) {
      const why = reason("tactics.not_verified", { channel });
      return { reachable: false, found: known.value, reason: why };
    }
    return {
      reachable: true,
      found: known.value,
      reason: reason("tactics.reachable", { channel }),
    };
  });
}

/** When the customer last wrote on a channel, if its rule still lets the shop answer there. */
function openReply(channel: Channel, { view, policy }: DecisionContext): Date | undefined {
  const all: NonNullable<TacticPolicy["replyHours"]> =
    policy.replyHours ?? DEFAULT_TACTIC_POLICY.replyHours;
  const hours = all[channel];
  if (hours === undefined) return undefined;
  const since = hours === null ? -Infinity : view.asOf.getTime() - hours * HOUR;
  return view.lastMessages.find(
    (message) =>
      message.at.getTime() > since &&
      (message.channel === channel ||
        (channel === "social" && holdsChannel(channel, message.channel))),
  )?.at;
}

/** The address or number, with whether it is proven. */
function pointFor(
  channel: Channel,
  { view: { profile } }: DecisionContext,
): { readonly value: string; readonly verified: boolean } | undefined {
  if (channel === "visit") {
    const [home] = profile.addresses;
    if (home === undefined) return undefined;
    const { street, district, city } = home.value;
    const value = [street, district, city].filter((part) => part !== undefined).join(", ");
    return { value, verified: home.verified };
  }
  if (channel === "social") {
    return profile.contactPoints.find(({ medium }) => medium === "social");
  }
  return contactPointFor(profile, channel);
}
