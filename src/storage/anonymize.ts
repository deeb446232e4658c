import { keptFields, type CustomerEvent } from "../events";
import { defined, atAsyncDoor, atDoor } from "../kernel";

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
 * import { namedCustomers } from "setia/store";
 * import { type CustomerEvent } from "setia";
 *
 * const order: CustomerEvent = {
 *   id: "1", type: "order_cancelled", customerId: "ani", at: new Date(0), orderId: "o1",
 * };
 * namedCustomers(order); // => []
 * ```
 */
export function namedCustomers(event: CustomerEvent): string[] {
  return atDoor("namedCustomers", () => {
    const found = new Set<string>();
    collectNames(event, false, found);
    found.delete(event.customerId);
    return [...found];
  });
}

/** Gives an event of somebody else without the names of erased customers in it. */
export function renameInEvent(
  event: CustomerEvent,
  names: ReadonlyMap<string, string>,
): CustomerEvent {
  const renamed = visitNames(event, NAMING_FIELD, (id) => names.get(id) ?? id) as CustomerEvent;
  return withoutWhy(renamed);
}

/** Takes the reasons off a merge that names an erased customer: they speak of the erased as much as of the survivor. */
export function withoutWhy(event: CustomerEvent): CustomerEvent {
  if (event.type !== "customers_merged") return event;
  return Object.fromEntries(
    Object.entries(event).filter(([name]) => name !== "reason" && name !== "reasons"),
  ) as unknown as CustomerEvent;
}

/**
 * Gives a model, or any JSON, with other names for customers in all of its ids.
 *
 * @param model - plain JSON
 * @param names - what to put in the place of each id, such as `names` of an `ErasurePlan`
 * @returns a new model
 */
export function renameInModel<Model>(model: Model, names: ReadonlyMap<string, string>): Model {
  return atDoor(
    "renameInModel",
    () => visitNames(model, ID_FIELD, (id) => names.get(id) ?? id) as Model,
  );
}

/** Lists the texts in a model, or any JSON, that may be ids of customers. */
export function idsInModel(model: unknown): string[] {
  const found = new Set<string>();
  visitNames(model, ID_FIELD, (id) => {
    found.add(id);
    return id;
  });
  return [...found];
}

/** What of an erased customer's events is kept: what totals rest on, or how they behaved too. */
export type KeepOfErased = "totals" | "behaviour";

/** Keeps of an event what names nobody: what the rules of its type mark as kept, with other ids. */
export function anonymize(
  event: CustomerEvent,
  options: {
    readonly keep: KeepOfErased;
    readonly customerId: string;
    readonly hide: (text: string) => string;
  },
): CustomerEvent | undefined {
  const { keep, customerId, hide } = options;
  const kept = keptFields(event, keep);
  if (kept === undefined) return undefined;
  const hidden = Object.entries(kept.hidden).map(
    ([name, id]) => [name, pseudonym(hide(hiddenField(name, id)))] as const,
  );
  const { at, recordedAt } = event;
  return {
    id: pseudonym(hide(hiddenEvent(event))),
    customerId,
    at,
    ...defined({ recordedAt }),
    ...kept.fields,
    ...Object.fromEntries(hidden),
  } as CustomerEvent;
}

/** Lists the texts that must be hidden to make an event anonymous. */
export function textsToHide(event: CustomerEvent, keep: KeepOfErased): string[] {
  const kept = keptFields(event, keep);
  if (kept === undefined) return [];
  const ids = Object.entries(kept.hidden).map(([name, id]) => hiddenField(name, id));
  return [hiddenEvent(event), ...ids];
}

/** The text whose hidden form is the tombstone of a customer, and the end of their pseudonym. */
export function hiddenCustomer(customerId: string): string {
  return `customer:${customerId}`;
}

const PSEUDONYM = "anonymous-";

/** What an erased customer is called from then on. */
export function pseudonym(hidden: string): string {
  return `${PSEUDONYM}${hidden}`;
}

/**
 * Finds out which ids are pseudonyms. The look of an id does not tell: customers may be called `anonymous-…` too.
 *
 * @param customerIds - any ids
 * @param tombstones - tells which hidden texts a store has kept of erased customers
 * @returns the pseudonyms among them
 */
export async function pseudonymsAmong(
  customerIds: Iterable<string>,
  tombstones: (hidden: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<ReadonlySet<string>> {
  return atAsyncDoor("pseudonymsAmong", async () => {
    const looksLike = [...customerIds].filter((id) => id.startsWith(PSEUDONYM));
    if (looksLike.length === 0) return new Set<string>();
    const hiddenIn = (id: string): string => id.slice(PSEUDONYM.length);
    const known = await tombstones([...new Set(looksLike.map(hiddenIn))]);
    return new Set(looksLike.filter((id) => known.has(hiddenIn(id))));
  });
}

function hiddenEvent(event: CustomerEvent): string {
  return `event:${event.id}`;
}

/** Of `orderId` the text is `order:…`. */
function hiddenField(name: string, id: string): string {
  return `${name.replace(/Id$/u, "")}:${id}`;
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
