import type { CustomerEvent } from "../events";

/** Fields of an event that name customers, at any depth. */
const NAMING_FIELD = /(^c|C)ustomerIds?$/u;
/** Fields of a model that may name customers: any ids, such as those on the cuts of a ranking. */
const ID_FIELD = /(^id|Id|^ids|Ids)$/u;

/**
 * Lists the other customers whom an event names: whatever stands in a field called `…customerId` or
 * `…customerIds`. Stores keep them, so that an erasure finds these events.
 *
 * @param event - any event
 * @returns ids without the event's own `customerId`, each once
 *
 * @example
 * ```ts
 * import { namedCustomers, type CustomerEvent } from "setia";
 *
 * const order: CustomerEvent = {
 *   id: "1", type: "order_cancelled", customerId: "ani", at: new Date(0), orderId: "o1",
 * };
 * namedCustomers(order); // => []
 * ```
 */
export function namedCustomers(event: CustomerEvent): string[] {
  const found = new Set<string>();
  collectNames(event, false, found);
  found.delete(event.customerId);
  return [...found];
}

/**
 * Gives an event with another name for one customer in it.
 *
 * @param event - any event
 * @param from - the id to replace
 * @param to - what stands in its place
 * @returns a new event
 */
export function renameInEvent<Event extends CustomerEvent>(
  event: Event,
  from: string,
  to: string,
): Event {
  return visitNames(event, NAMING_FIELD, (id) => (id === from ? to : id)) as Event;
}

/**
 * Gives a model, or any JSON, with another name for one customer in all of its ids.
 *
 * @param model - plain JSON
 * @param from - the id to replace
 * @param to - what stands in its place
 * @returns a new model
 */
export function renameInModel<Model>(model: Model, from: string, to: string): Model {
  return visitNames(model, ID_FIELD, (id) => (id === from ? to : id)) as Model;
}

/**
 * Keeps of an event only what is a fact about an order and names nobody.
 *
 * @param event - an event of the person
 * @param hide - makes a text that stands for another, always the same one
 * @returns a new event, or `undefined` if nothing may stay
 */
export function anonymize(
  event: CustomerEvent,
  hide: (text: string) => string,
): CustomerEvent | undefined {
  const { at, recordedAt } = event;
  const hiddenId = (orderId: string): string => pseudonym(hide(hiddenOrder(orderId)));
  const base = {
    id: pseudonym(hide(hiddenEvent(event))),
    customerId: pseudonym(hide(hiddenCustomer(event.customerId))),
    at,
    ...(recordedAt === undefined ? {} : { recordedAt }),
  };
  if (event.type === "order_completed") {
    const { type, currency, total, lines, ifKnown } = event;
    const items = lines?.map(({ sku, quantity, unitPrice, category }) => ({
      ...{ sku, quantity, unitPrice },
      ...(category === undefined ? {} : { category }),
    }));
    const rest = {
      ...(items === undefined ? {} : { lines: items }),
      ...(ifKnown === undefined ? {} : { ifKnown }),
    };
    return { ...base, type, orderId: hiddenId(event.orderId), currency, total, ...rest };
  }
  if (event.type === "order_refunded") {
    const { type, amount, lines } = event;
    const goods = lines?.map(({ sku, quantity }) => ({ sku, quantity }));
    const rest = goods === undefined ? {} : { lines: goods };
    return { ...base, type, orderId: hiddenId(event.orderId), amount, ...rest };
  }
  if (event.type === "order_cancelled") {
    return { ...base, type: event.type, orderId: hiddenId(event.orderId) };
  }
  return undefined;
}

/**
 * Lists the texts that must be hidden to make an event anonymous.
 *
 * @param event - an event of the person
 * @returns texts for the `hide` of {@link anonymize}
 */
export function textsToHide(event: CustomerEvent): string[] {
  const texts = [hiddenCustomer(event.customerId), hiddenEvent(event)];
  return "orderId" in event ? [...texts, hiddenOrder(event.orderId)] : texts;
}

/**
 * The text whose hidden form is the tombstone of a customer, and the end of their pseudonym.
 *
 * @param customerId - the person
 * @returns a text to hide
 */
export function hiddenCustomer(customerId: string): string {
  return `customer:${customerId}`;
}

/**
 * What an erased customer is called from then on.
 *
 * @param hidden - what a text was hidden behind
 * @returns an id that names nobody
 */
export function pseudonym(hidden: string): string {
  return `anonymous-${hidden}`;
}

function hiddenEvent(event: CustomerEvent): string {
  return `event:${event.id}`;
}

function hiddenOrder(orderId: string): string {
  return `order:${orderId}`;
}

/** Collects without copying: this runs for every event that is appended. */
function collectNames(value: unknown, inside: boolean, found: Set<string>): void {
  if (typeof value === "string") {
    if (inside) found.add(value);
  } else if (Array.isArray(value)) {
    for (const item of value) collectNames(item, inside, found);
  } else if (typeof value === "object" && value !== null && !(value instanceof Date)) {
    for (const key of Object.keys(value)) {
      const member = (value as Readonly<Record<string, unknown>>)[key];
      collectNames(member, inside || NAMING_FIELD.test(key), found);
    }
  }
}

/** Copies plain data, and passes every text in fields of the given names through a function. */
function visitNames(
  value: unknown,
  fields: RegExp,
  change: (id: string) => string,
  inside = false,
): unknown {
  if (typeof value === "string") return inside ? change(value) : value;
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map((item) => visitNames(item, fields, change, inside));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      visitNames(member, fields, change, inside || fields.test(key)),
    ]),
  );
}
