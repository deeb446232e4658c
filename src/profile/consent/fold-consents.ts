import { inboundMessages, type CustomerEvent, type InboundMessage } from "../../events";
import { defined, formatDay, reason, type Calendar, type Reason } from "../../kernel";
import { channelName, isKnownChannel } from "../contacts/channels";
import type { ConsentStatement } from "./consent-statement";

/**
 * Lists everything that was said about consent, by events and by words: a message that is an opt-out as a whole withdraws
 * everything on its channel.
 */
export function consentStatements(events: readonly CustomerEvent[]): ConsentStatement[] {
  const optOuts = new Map(
    inboundMessages(events).flatMap((message) =>
      message.isOptOut ? [[message.event, optOutOf(message)] as const] : [],
    ),
  );
  return events.flatMap((event): ConsentStatement[] => {
    const said = event.type === "consent_changed" ? changeOf(event) : optOuts.get(event);
    if (said === undefined) return [];
    const { at, recordedAt = at, source, id: eventId, customerId } = event;
    return [
      {
        ...said,
        at,
        recordedAt,
        ...defined({ source }),
        eventId,
        customerId,
      },
    ];
  });
}

type Said = Omit<ConsentStatement, "at" | "recordedAt" | "source" | "eventId" | "customerId">;

function changeOf(event: Extract<CustomerEvent, { type: "consent_changed" }>): Said {
  const { purpose, channel, status, basis = "consent", until, contact, proof, undated } = event;
  return {
    ...{ purpose, channel, status, basis, proof },
    ...defined({ until, contact, undated }),
  };
}

/** An opt-out that names no channel counts for all. */
function optOutOf({ channel = "any", words = "" }: InboundMessage): Said {
  return {
    purpose: "any",
    channel,
    status: "withdrawn",
    basis: "consent",
    proof: { method: "message", text: words },
    words,
  };
}

/** Whether a statement refuses on a channel that is not known, and so counts for every channel. */
export function refusesOnUnknown({
  status,
  channel,
}: Pick<ConsentStatement, "status" | "channel">): boolean {
  return (status === "denied" || status === "withdrawn") && !isKnownChannel(channel);
}

/**
 * Returns what of the statements is not as it was recorded: opt-outs that were read from messages, and refusals on channels that
 * are not known.
 */
export function consentNotes(
  statements: readonly ConsentStatement[],
  calendar: Calendar,
): Reason[] {
  return statements.flatMap((statement) => noteOf(statement, calendar) ?? []);
}

/** The same of one statement. */
export function noteOf(statement: ConsentStatement, calendar: Calendar): Reason | undefined {
  const day = formatDay(calendar.dayOf(statement.at));
  const { words, channel } = statement;
  if (words !== undefined) {
    return channel === "any" || refusesOnUnknown(statement)
      ? reason("consent.by_words_anywhere", { words, day })
      : reason("consent.by_words", { words, channel: channelName(channel), day });
  }
  return refusesOnUnknown(statement)
    ? reason("consent.unknown_channel", { given: channel, day })
    : undefined;
}
