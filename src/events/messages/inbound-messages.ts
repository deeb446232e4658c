import { defined } from "../../kernel";
import type { CustomerEvent } from "../events";
import { isOptOut } from "./opt-out-words";

/** What a customer once wrote or said to the shop. */
export interface InboundMessage {
  /** The event that tells it. */
  readonly event: CustomerEvent;
  /** On which channel, as it was told; missing if it was not. */
  readonly channel?: string;
  /** What they wrote, if that is known. */
  readonly words?: string;
  /** True if all of it is an opt-out. */
  readonly isOptOut: boolean;
}

/** Gathers what a customer wrote or said: talks that they began, feedback, and what they wrote back to a tactic. */
export function inboundMessages(events: readonly CustomerEvent[]): InboundMessage[] {
  const channels = new Map<string, string>();
  return events.flatMap((event): InboundMessage[] => {
    if (event.type === "tactic_decided" || event.type === "tactic_delivered") {
      if (event.channel !== undefined) channels.set(event.decisionId, event.channel);
      return [];
    }
    if (event.type === "interaction_logged") {
      return event.direction === "inbound" ? [messageOf(event, event.channel, event.summary)] : [];
    }
    if (event.type === "feedback_received") return [messageOf(event, event.channel, event.text)];
    if (event.type !== "tactic_responded" || event.text === undefined) return [];
    return [messageOf(event, channels.get(event.decisionId), event.text)];
  });
}

function messageOf(
  event: CustomerEvent,
  channel: string | undefined,
  words: string | undefined,
): InboundMessage {
  return {
    event,
    ...defined({ channel, words }),
    isOptOut: isOptOut(words),
  };
}
