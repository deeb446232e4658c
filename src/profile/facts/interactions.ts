import { defined } from "../../kernel";
import type { CustomerEvent, InteractionLogged } from "../../events";
import { channelName } from "../contacts/channels";
import type { Conversation } from "../customer-profile";

/** Finds the last time that shop and customer were in touch by word, and the last talk of which the topic is known. */
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
    ...defined({ topic, summary, sentiment, by }),
    eventId,
  };
}
