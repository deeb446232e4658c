import { checkEvents, eventContent, type CustomerEvent, type OrderCompleted } from "../events";
import {
  assertTimeZone,
  currencyExponent,
  formatPath,
  hashText,
  SetiaError,
  showValue,
  type Issue,
} from "../kernel";

/** Why something that was given did not become an event. */
export const SKIP_REASONS = [
  "not_mapped",
  "no_customer",
  "unreadable",
  "test",
  "not_counted",
  "no_money",
  "repeated",
] as const;

/** One of {@link SKIP_REASONS}. */
export type SkipReason = (typeof SKIP_REASONS)[number];

/** Something that was given and did not become an event. */
export interface SkippedRecord {
  /** Where it stands in what was given. */
  readonly path: readonly (string | number)[];
  /** What kind of thing it is that was left out. */
  readonly reason: SkipReason;
  /** What it was and what was expected, in English. */
  readonly message: string;
  /** For `unreadable`: every field that is missing or wrong, with its path in what was given. */
  readonly issues: readonly Issue[];
}

/** Something that was taken in, but not just as it was given: an amount rounded, a field left out. */
export interface ImportNote {
  /** Where it stands in what was given. */
  readonly path: readonly (string | number)[];
  /** What was changed, in English. */
  readonly message: string;
}

/** What an importer gives: everything that was given is in one of its lists. */
export interface ImportResult {
  /** The facts, in the order in which they were found; ids depend on what was given alone. */
  readonly events: readonly CustomerEvent[];
  /** What was left out, and why. */
  readonly skipped: readonly SkippedRecord[];
  /** What was taken in with a change. */
  readonly notes: readonly ImportNote[];
}

/** How customers get their id. */
export const CUSTOMER_KEYS = ["id", "id_or_email", "email"] as const;

/** One of {@link CUSTOMER_KEYS}. */
export type CustomerKey = (typeof CUSTOMER_KEYS)[number];

/** Options of every importer. */
export interface ImportOptions {
  /** What events say as their `source`, and what their ids begin with; one per shop. The importer's name if left out. */
  readonly source?: string;
  /**
   * What becomes the `customerId`: the other system's `"id"` (default; guests are skipped), `"id_or_email"`
   * (guests go by their e-mail address) or `"email"` (everybody does, so that systems agree). Addresses are
   * trimmed and in lower case.
   */
  readonly customerBy?: CustomerKey;
  /** Whether test orders are taken in; they are skipped if left out. */
  readonly includeTests?: boolean;
}

/** What an earlier batch said of an order. */
export interface PlacedOrder extends Partial<
  Pick<OrderCompleted, "orderId" | "currency" | "total" | "at" | "lines">
> {
  /** Whose order it is. */
  readonly customerId: string;
}

/** Options of importers whose records name orders of earlier batches. */
export interface OrderLookup {
  /**
   * Finds an order that is not in the list, by the id that the record names it by, for refunds and changes that say no
   * customer, currency or amount. Any `order_completed` event will do as an answer.
   */
  readonly orderOf?: (orderId: string) => PlacedOrder | undefined;
}

/**
 * Asks for an order of an earlier batch.
 *
 * @throws SetiaError `INVALID_INPUT` if the answer is none
 */
export function lookUpOrder({ orderOf }: OrderLookup, orderId: string): PlacedOrder | undefined {
  const found: unknown = orderOf?.(orderId);
  if (found === undefined || found === null) return undefined;
  if (typeof (found as Partial<PlacedOrder>).customerId === "string") return found as PlacedOrder;
  throw new SetiaError(
    "INVALID_INPUT",
    `orderOf: the answer for ${JSON.stringify(orderId)} is ${showValue(found)}; expected an order with its customerId, or undefined`,
  );
}

/** Options that some importers have and that are checked alike. */
interface CheckedOptions extends ImportOptions {
  readonly currency?: string;
  readonly timeZone?: string;
}

/**
 * Refuses options that would make every record unreadable, or ids that change.
 *
 * @throws SetiaError `INVALID_INPUT`, `UNKNOWN_CURRENCY`, `INVALID_TIME_ZONE`
 */
export function assertImportOptions(options: CheckedOptions, where: string): void {
  const { source, customerBy, currency, timeZone } = options;
  if (source !== undefined && (typeof source !== "string" || source === "")) {
    throw new SetiaError(
      "INVALID_INPUT",
      `${where}: source is ${showValue(source)}; expected a text that is not empty`,
    );
  }
  if (customerBy !== undefined && !CUSTOMER_KEYS.includes(customerBy)) {
    throw new SetiaError(
      "INVALID_INPUT",
      `${where}: customerBy is ${showValue(customerBy)}; expected one of ${CUSTOMER_KEYS.join(", ")}`,
    );
  }
  if (currency !== undefined) currencyExponent(currency);
  if (timeZone !== undefined) assertTimeZone(timeZone);
}

type Path = readonly (string | number)[];

/** Gathers what an importer finds. */
export interface Collector {
  /** Takes an event in; one that is no good, or there already, is named among the skipped. Says whether it was new. */
  add(event: CustomerEvent, path: Path): boolean;
  /** Takes in what several records may tell alike, such as the customer of each of their orders. */
  addOnce(event: CustomerEvent, path: Path): void;
  /** Names what is left out. */
  skip(path: Path, reason: SkipReason, message: string, issues?: readonly Issue[]): void;
  /** Names what was changed. */
  note(path: Path, message: string): void;
  /** Counts everything. */
  size(): number;
  /** Gives everything. */
  result(): ImportResult;
}

/** Begins an empty result. */
export function collect(): Collector {
  const events = new Map<string, CustomerEvent>();
  const skipped: SkippedRecord[] = [];
  const notes: ImportNote[] = [];

  function skip(
    path: Path,
    reason: SkipReason,
    message: string,
    issues: readonly Issue[] = [],
  ): void {
    skipped.push({ path, reason, message, issues });
  }

  function addOnce(event: CustomerEvent, path: Path): void {
    const known = events.get(event.id);
    if (known === undefined || eventContent(known) !== eventContent(event)) add(event, path);
  }

  function add(event: CustomerEvent, path: Path): boolean {
    const wrong = checkEvents([event]);
    const known = events.get(event.id);
    if (wrong.length > 0) {
      const issues = wrong.map((issue) => ({
        path,
        message: `${formatPath(issue.path.slice(2))} ${issue.message}`,
      }));
      skip(path, "unreadable", `makes a ${event.type} that is no event`, issues);
    } else if (known === undefined) {
      events.set(event.id, event);
      return true;
    } else {
      const same = eventContent(known) === eventContent(event);
      skip(
        path,
        "repeated",
        `tells ${same ? "the same" : "something else"} of ${event.type} ${JSON.stringify(event.id)}, which was given before`,
      );
    }
    return false;
  }

  return {
    add,
    addOnce,
    skip,
    note(path, message) {
      notes.push({ path, message });
    },
    size: () => events.size + skipped.length + notes.length,
    result: () => ({ events: [...events.values()], skipped, notes }),
  };
}

const LONGEST_ID = 190;

/** Makes an event id out of parts, the same for the same parts and another for others. */
export function eventId(...parts: readonly string[]): string {
  const id = parts
    .map((part) => part.replace(/[%:]/gu, (mark) => (mark === "%" ? "%25" : "%3A")))
    .join(":");
  if (id.length <= LONGEST_ID) return id;
  const hash = hashText(id);
  // Half a surrogate pair could be left at the cut.
  const begin = id.slice(0, LONGEST_ID - hash.length - 1).replace(/[\uD800-\uDFFF]$/u, "");
  return `${begin}~${hash}`;
}

/** Gives an event whose fact can be told again with other content (an edited order) an id that differs with it. */
export function withContentId<Event extends CustomerEvent>(event: Event): Event {
  return {
    ...event,
    id: eventId(...event.id.split(":").map(unescape), hashText(eventContent(event))),
  };
}

function unescape(part: string): string {
  return part.replaceAll("%3A", ":").replaceAll("%25", "%");
}

/** Finds the id that a customer has here. */
export function customerIdOf(
  person: { readonly id?: string | undefined; readonly email?: string | undefined },
  options: ImportOptions,
): string | undefined {
  const email = person.email?.trim().normalize("NFC").toLowerCase();
  const address = email?.includes("@") === true ? email : undefined;
  const id = person.id !== undefined && isNobody(person.id) ? undefined : person.id;
  switch (options.customerBy ?? "id") {
    case "id":
      return id;
    case "id_or_email":
      return id ?? address;
    case "email":
      return address;
  }
}

/** Whether an id is the word of a program for nothing: everybody without an id would be one customer. */
export function isNobody(id: string): boolean {
  return /^(?:null|undefined|nan|n\/a|none|0|guest|anonymous|tamu)$/iu.test(id.trim());
}

/** What to say of somebody without an id. */
export const NO_CUSTOMER =
  'names no customer that customerBy allows; expected a customer id, or customerBy: "id_or_email" and an e-mail address';
