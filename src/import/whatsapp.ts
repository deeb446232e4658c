import type { ConsentStatus } from "../events";
import { defined, assertList, assertOptions, type OptionNames, showValue } from "../kernel";
import {
  assertImportOptions,
  collect,
  eventId,
  withContentId,
  type Collector,
  type ImportOptions,
  type ImportResult,
} from "./import-result";
import { RecordReader } from "./record-reader";

/** A message of the shop's that a status speaks of. */
export interface WhatsAppMessage {
  /** Its id, as the API gave it when it was sent. */
  readonly messageId: string;
  /** What was sent along as `biz_opaque_callback_data`, if anything. */
  readonly callbackData?: string;
}

/** Options of {@link importWhatsApp}. */
export interface ImportWhatsAppOptions extends Pick<ImportOptions, "source"> {
  /** Finds the customer of a phone number such as `+6281200000000`; who is not found goes by the number itself. */
  readonly customerOf?: (phone: string) => string | undefined;
  /**
   * Finds the decision that a message of the shop's carried out; none if it was not decided by a tactic. The
   * `biz_opaque_callback_data` is taken for its id if left out.
   */
  readonly decisionOf?: (message: WhatsAppMessage) => string | undefined;
}

interface Context {
  readonly collector: Collector;
  readonly options: ImportWhatsAppOptions;
  readonly source: string;
}

/** Where the words of a message stand, by its type. Sounds and stickers have none. */
const WORDS: Readonly<Record<string, (read: RecordReader) => string | undefined>> = {
  text: (read) => read.record("text").text("body"),
  button: (read) => read.record("button").text("text"),
  interactive: (read) => {
    const reply = read.record("interactive");
    return (
      reply.record("button_reply").text("title") ??
      reply.record("list_reply").text("title") ??
      reply.record("nfm_reply").text("body")
    );
  },
  image: (read) => read.record("image").text("caption"),
  video: (read) => read.record("video").text("caption"),
  document: (read) => {
    const document = read.record("document");
    return document.text("caption") ?? document.text("filename");
  },
  location: (read) => {
    const location = read.record("location");
    return location.text("name") ?? location.text("address");
  },
  order: (read) => read.record("order").text("text"),
  reaction: (read) => read.record("reaction").text("emoji"),
  audio: () => undefined,
  sticker: () => undefined,
  contacts: () => undefined,
};

const PREFERENCES: Readonly<Record<string, ConsentStatus>> = {
  stop: "withdrawn",
  resume: "granted",
};

const IMPORT_WHATS_APP_OPTIONS: OptionNames<ImportWhatsAppOptions> = {
  customerOf: true,
  decisionOf: true,
  source: true,
};

/**
 * Makes events of webhooks of the WhatsApp Cloud API: what customers write and press is a conversation; a message of the
 * shop's that carries a decision reached the customer once it is delivered or read, any other is a conversation once it
 * is sent; "stop promotions" and its opposite are a consent. Who is not found by `customerOf` goes by the number
 * with a plus. Source: Meta's reference of the fields `messages` and `user_preferences`.
 *
 * @param bodies - parsed JSON of webhooks, in any order
 * @param options - who customers are, and what messages were decided
 * @returns events and what was left out; paths begin with `bodies`
 * @throws SetiaError `INVALID_INPUT` if it is no array, or an option is none that is known
 *
 * @example
 * ```ts
 * import { importWhatsApp } from "setia/import";
 *
 * const message = { from: "6281200000000", id: "wamid.1", timestamp: "1767582000", type: "text", text: { body: "Ready?" } };
 * const body = { object: "whatsapp_business_account", entry: [{ changes: [{ field: "messages", value: { messages: [message] } }] }] };
 * const { events } = importWhatsApp([body], { customerOf: () => "ani" });
 * events.map((event) => event.type === "interaction_logged" && event.summary); // => ["Ready?"]
 * ```
 */
export function importWhatsApp(
  bodies: readonly unknown[],
  options: ImportWhatsAppOptions = {},
): ImportResult {
  assertList(bodies, "importWhatsApp: bodies");
  assertOptions(options, IMPORT_WHATS_APP_OPTIONS, "importWhatsApp");
  assertImportOptions(options, "importWhatsApp");
  const collector = collect();
  const context: Context = { collector, options, source: options.source ?? "whatsapp" };
  bodies.forEach((body, index) => {
    const read = new RecordReader(body, ["bodies", index], collector);
    if (!read.has("entry")) read.refuse("entry", "expected an array");
    const changes = read.list("entry").flatMap((entry) => entry.list("changes"));
    if (read.fails()) return;
    if (changes.length === 0) {
      collector.skip(read.path, "not_mapped", "brings no change: there is nothing to take in");
    }
    for (const change of changes) takeChange(change, context);
  });
  return collector.result();
}

/** Whose messages a change brings, by the digits of their number. */
type Names = ReadonlyMap<string, string>;

function takeChange(change: RecordReader, context: Context): void {
  const { collector } = context;
  const value = change.record("value");
  const names = new Map<string, string>();
  for (const contact of value.list("contacts")) {
    const name = contact.optionalRecord("profile").text("name");
    if (name !== undefined) names.set(contact.optionalId("wa_id") ?? "", name);
  }
  const lists = ["messages", "statuses", "user_preferences"] as const;
  const there = lists.filter((list) => value.has(list));
  for (const list of there) value.list(list);
  if (change.fails()) return;
  if (there.length === 0) {
    const message = `is a change of ${showValue(change.raw("field"))}; expected ${lists.join(", ")}`;
    collector.skip(change.path, "not_mapped", message);
  }
  for (const list of there) {
    const items = Array.from(value.raw(list) as readonly unknown[]);
    if (items.length === 0) {
      collector.skip([...value.path, list], "not_mapped", "is empty: there is nothing to take in");
    }
    items.forEach((item, at) => {
      // Each by itself: a faulty one leaves the others alone.
      const read = new RecordReader(item, [...value.path, list, at], collector);
      if (list === "messages") takeMessage(read, names, context);
      else if (list === "statuses") takeStatus(read, context);
      else takePreference(read, context);
    });
  }
}

function takeMessage(read: RecordReader, names: Names, context: Context): void {
  const { collector, source } = context;
  const type = read.word("type") ?? "";
  const wordsOf = Object.hasOwn(WORDS, type) ? WORDS[type] : undefined;
  const waId = read.id("from");
  const id = read.id("id");
  const at = read.epoch("timestamp", "seconds");
  const summary = wordsOf?.(read);
  const person = personOf(read, "from", waId, context);
  if (read.fails()) return;
  if (wordsOf === undefined || (type === "reaction" && summary === undefined)) {
    const message = `is a message of type ${JSON.stringify(type)}, which has no event here`;
    collector.skip(read.path, "not_mapped", message);
    return;
  }
  const { customerId, phone, isFound } = person;
  const base = { customerId, source, at };
  collector.add(
    {
      ...base,
      id: eventId(source, "message", id),
      type: "interaction_logged",
      channel: "whatsapp",
      direction: "inbound",
      ...defined({ summary }),
    },
    read.path,
  );
  // The name that somebody chose on WhatsApp is worth less than what the shop knows of them.
  if (isFound) return;
  collector.addOnce(
    withContentId({
      ...base,
      id: eventId(source, "contact", waId),
      type: "customer_identified",
      traits: { phone, ...defined({ name: names.get(waId) }) },
    }),
    read.path,
  );
}

function takeStatus(read: RecordReader, context: Context): void {
  const { collector, options, source } = context;
  const id = read.id("id");
  const status = read.word("status") ?? "";
  const at = read.epoch("timestamp", "seconds");
  const waId = read.id("recipient_id");
  const { customerId } = personOf(read, "recipient_id", waId, context);
  const callbackData = read.textOrNumber("biz_opaque_callback_data");
  const errors = read.list("errors");
  const what = errors[0]?.text("title");
  if (read.fails()) return;
  const decisionOf = options.decisionOf ?? (({ callbackData: data }) => data);
  const decisionId = decisionOf({ messageId: id, ...defined({ callbackData }) });
  const base = { customerId, source, at };
  const isThere = status === "delivered" || status === "read" || status === "played";
  if (decisionId !== undefined && isThere) {
    collector.add(
      {
        ...base,
        id: eventId(source, status, id),
        type: "tactic_delivered",
        decisionId,
        channel: "whatsapp",
      },
      read.path,
    );
  } else if (decisionId === undefined && status === "sent") {
    collector.add(
      {
        ...base,
        id: eventId(source, "message", id),
        type: "interaction_logged",
        channel: "whatsapp",
        direction: "outbound",
      },
      read.path,
    );
  } else if (isThere || status === "sent" || status === "failed") {
    const message =
      status === "failed"
        ? `message ${id} did not reach the customer${what === undefined ? "" : `: ${what}`}`
        : `message ${id} is ${status}, which ${decisionId === undefined ? "adds nothing to its having been sent" : "does not say that it has arrived"}`;
    collector.skip(read.path, "not_counted", message);
  } else {
    const message = `is a status ${JSON.stringify(status)}, which has no event here`;
    collector.skip(read.path, "not_mapped", message);
  }
}

function takePreference(read: RecordReader, context: Context): void {
  const { collector, source } = context;
  const category = read.word("category") ?? "";
  const value = read.word("value") ?? "";
  const status = Object.hasOwn(PREFERENCES, value) ? PREFERENCES[value] : undefined;
  const waId = read.id("wa_id");
  const at = read.epoch("timestamp", "seconds");
  const { customerId, phone } = personOf(read, "wa_id", waId, context);
  const text = read.text("detail");
  if (read.fails()) return;
  if (category !== "marketing_messages" || status === undefined) {
    const message = `says ${JSON.stringify(value)} to ${JSON.stringify(category)}, which has no event here`;
    collector.skip(read.path, "not_mapped", message);
    return;
  }
  collector.add(
    withContentId({
      id: eventId(source, "preference", waId, at.toISOString()),
      type: "consent_changed",
      customerId,
      source,
      at,
      purpose: "marketing",
      channel: "whatsapp",
      status,
      contact: phone,
      proof: { method: "whatsapp_settings", ...defined({ text }) },
    }),
    read.path,
  );
}

function personOf(
  read: RecordReader,
  field: string,
  waId: string,
  { options }: Context,
): { readonly customerId: string; readonly phone: string; readonly isFound: boolean } {
  if (read.has(field) && !/^\d{5,20}$/u.test(waId)) {
    read.refuse(field, "expected the digits of a phone number");
    return { customerId: "", phone: "", isFound: false };
  }
  const phone = `+${waId}`;
  const customerId = options.customerOf?.(phone);
  return { customerId: customerId ?? phone, phone, isFound: customerId !== undefined };
}
