import type { CustomerEvent, InteractionLogged } from "../events";
import { channelName } from "./channels";
import type { ConsentStatement } from "./consent-statement";
import type { Conversation } from "./customer-profile";

/**
 * Finds the last time that shop and customer were in touch by word, and the last talk of which the topic is known.
 *
 * @param events - in order
 * @returns both, where there are such
 */
export function lastTalks(events: readonly CustomerEvent[]): {
  readonly lastInteraction?: Conversation;
  readonly lastConversation?: Conversation;
} {
  const talks = events.filter((event) => event.type === "interaction_logged");
  const last = talks.at(-1);
  const known = talks.findLast(({ topic = "" }) => topic.trim() !== "");
  return {
    ...(last === undefined ? {} : { lastInteraction: conversation(last) }),
    ...(known === undefined ? {} : { lastConversation: conversation(known) }),
  };
}

function conversation(event: InteractionLogged): Conversation {
  const { at, channel, direction, topic, summary, sentiment, by, id: eventId } = event;
  return {
    at,
    channel: channelName(channel),
    direction,
    ...(topic === undefined ? {} : { topic }),
    ...(summary === undefined ? {} : { summary }),
    ...(sentiment === undefined ? {} : { sentiment }),
    ...(by === undefined ? {} : { by }),
    eventId,
  };
}

/**
 * Lists everything that was said about consent.
 *
 * @param events - in order
 * @returns statements, oldest first
 */
export function consentStatements(events: readonly CustomerEvent[]): ConsentStatement[] {
  return events.flatMap((event): ConsentStatement[] => {
    if (event.type !== "consent_changed") return [];
    const {
      purpose,
      channel,
      status,
      basis = "consent",
      at,
      until,
      contact,
      proof,
      undated,
    } = event;
    return [
      {
        ...{ purpose, channel, status, basis, at },
        recordedAt: event.recordedAt ?? at,
        ...(until === undefined ? {} : { until }),
        ...(contact === undefined ? {} : { contact }),
        ...(undated === undefined ? {} : { undated }),
        proof,
        ...(event.source === undefined ? {} : { source: event.source }),
        eventId: event.id,
        customerId: event.customerId,
      },
    ];
  });
}
