/** What must come out, by plain sums and by readers of its own: no code is shared with the importers. */
import type { CustomerEvent } from "setia";
import { backOf, totalOf, type Draft, type Outcome } from "./seeds";

/** What a shop looks at: its orders, its customers' figures, and what else was said. */
export interface Figures {
  /** One text for each order: whose, when, what it came to, what came back, whether it was cancelled. */
  readonly orders: Readonly<Record<string, string>>;
  /** Revenue, number of orders and last order of each customer. */
  readonly customers: Readonly<Record<string, string>>;
  readonly said: readonly string[];
}

interface Account {
  readonly customer: string;
  readonly at: number;
  readonly currency: string;
  readonly total: number;
  back: number;
  isCancelled: boolean;
}

function figuresOfAccounts(
  accounts: ReadonlyMap<string, Account>,
  said: Iterable<string>,
): Figures {
  const orders: Record<string, string> = {};
  const sums = new Map<string, { revenue: number; orders: number; last: number }>();
  for (const [id, account] of [...accounts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { customer, at, currency, total, back, isCancelled } = account;
    orders[id] =
      `${customer} ${new Date(at).toISOString()} ${currency} ${String(total)} -${String(back)}${isCancelled ? " off" : ""}`;
    const left = isCancelled ? 0 : total - back;
    if (left <= 0) continue;
    const sum = sums.get(customer) ?? { revenue: 0, orders: 0, last: 0 };
    sums.set(customer, {
      revenue: sum.revenue + left,
      orders: sum.orders + 1,
      last: Math.max(sum.last, at),
    });
  }
  const customers = Object.fromEntries(
    [...sums]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, { revenue, orders: count, last }]) => [
        id,
        `${String(revenue)} of ${String(count)} orders, last ${new Date(last).toISOString()}`,
      ]),
  );
  return { orders, customers, said: [...new Set(said)].sort() };
}

/** What is due by the sales alone. */
export function dueOf({ source, sales, refused = [] }: Draft): Figures {
  const accounts = new Map<string, Account>();
  const said: string[] = [];
  for (const sale of sales) {
    if (refused.includes(sale.number)) continue;
    const at = sale.at.getTime();
    switch (source.tells) {
      case "talks":
        said.push(`+62812000${sale.customer} ${String(at)} Nota ${String(sale.number)}?`);
        break;
      case "people":
        said.push(
          `${source.idOf(sale)} is k${String(sale.number)}@example.com in Bogor`,
          `${source.idOf(sale)} ${sale.backAt === undefined ? "granted" : "withdrawn"}`,
        );
        break;
      case "orders":
      case "orders and cancellations":
        accounts.set(source.idOf(sale), {
          customer: sale.customer,
          at,
          currency: sale.currency,
          total: totalOf(sale),
          back: backOf(sale),
          isCancelled: source.tells !== "orders" && sale.cancelledAt !== undefined,
        });
    }
  }
  return figuresOfAccounts(accounts, said);
}

type Told = Extract<CustomerEvent, { type: "order_completed" }>;

/** Of two tellings of an order: one that changes it goes before one that only says it again. */
function stands(a: Told, b: Told): Told {
  const isWeak = (event: Told): boolean => event.ifKnown === "keep";
  if (isWeak(a) !== isWeak(b)) return isWeak(a) ? b : a;
  const told = (event: Told): number => (event.recordedAt ?? event.at).getTime();
  if (told(a) !== told(b)) return told(a) < told(b) === isWeak(a) ? a : b;
  return a.id < b.id ? a : b;
}

/** What events come to. */
export function figuresOf(events: readonly CustomerEvent[]): Figures {
  const orders = new Map<string, Told>();
  const backs = new Map<string, { order: string; amount: number }>();
  const off = new Set<string>();
  const said: string[] = [];
  for (const event of events) {
    if (event.type === "order_completed") {
      const known = orders.get(event.orderId);
      orders.set(event.orderId, known === undefined ? event : stands(known, event));
    } else if (event.type === "order_refunded") {
      backs.set(event.id, { order: event.orderId, amount: event.amount });
    } else if (event.type === "order_cancelled") {
      off.add(event.orderId);
    } else if (event.type === "interaction_logged") {
      const words = event.summary ?? "without words";
      said.push(`${event.customerId} ${String(event.at.getTime())} ${words}`);
    } else if (event.type === "consent_changed") {
      said.push(`${event.customerId} ${event.status}`);
    } else if (event.type === "customer_identified" && event.source === "customers") {
      const { email, city } = event.traits;
      said.push(`${event.customerId} is ${String(email)} in ${String(city)}`);
    }
  }
  const accounts = new Map<string, Account>();
  for (const [id, { customerId, at, currency, total }] of orders) {
    accounts.set(id, {
      customer: customerId,
      at: at.getTime(),
      currency,
      total,
      back: 0,
      isCancelled: off.has(id),
    });
  }
  for (const { order, amount } of backs.values()) {
    const account = accounts.get(order);
    if (account !== undefined) account.back += amount;
  }
  return figuresOfAccounts(accounts, said);
}

/** Returns what differs first; `undefined` if nothing does. */
export function difference(found: Figures, due: Figures): string | undefined {
  if (JSON.stringify(found) === JSON.stringify(due)) return undefined;
  const lists = ["orders", "customers"] as const;
  for (const list of lists) {
    for (const id of new Set([...Object.keys(found[list]), ...Object.keys(due[list])])) {
      if (found[list][id] !== due[list][id]) {
        return `${list} ${id}: found ${String(found[list][id])}, due ${String(due[list][id])}`;
      }
    }
  }
  return `said: found ${JSON.stringify(found.said)}, due ${JSON.stringify(due.said)}`;
}

/** What no event may be, whatever came in. */
export function unsound({ events }: Outcome): string | undefined {
  const ids = new Set<string>();
  const isBlank = (text: unknown): boolean => typeof text !== "string" || text.trim() === "";
  for (const event of events) {
    if (ids.has(event.id)) return `two events have the id ${event.id}`;
    ids.add(event.id);
    if (isBlank(event.customerId)) return `event ${event.id} has no customer`;
    if (Number.isNaN(event.at.getTime())) return `event ${event.id} has no instant`;
    if (event.type === "order_completed") {
      const { orderId, total, lines = [] } = event;
      if (isBlank(orderId)) return `event ${event.id} names no order`;
      if (!Number.isSafeInteger(total) || total < 0) return `total ${String(total)} of ${orderId}`;
      for (const { sku, quantity, unitPrice } of lines) {
        if (isBlank(sku)) return `order ${orderId} has a product without a name`;
        if (!Number.isFinite(quantity) || quantity < 0) return `order ${orderId}: quantity`;
        if (!Number.isSafeInteger(unitPrice)) return `order ${orderId}: price`;
      }
    }
    if (event.type === "order_refunded") {
      const { amount } = event;
      if (!Number.isSafeInteger(amount) || amount <= 0) return `refund ${String(amount)}`;
    }
  }
  return undefined;
}

const PLACES: Readonly<Record<string, number>> = { USD: 2, IDR: 2, JPY: 0 };

/** A machine's decimal in minor units, half to even; `undefined` if it is none. */
export function minorUnits(value: unknown, currency: string): string | undefined {
  const places = PLACES[currency];
  if ((typeof value !== "string" && typeof value !== "number") || places === undefined) return;
  const match = /^([+-]?)(\d+)(?:\.(\d*))?(?:e([+-]?\d+))?$/iu.exec(String(value).trim());
  if (match === null) return undefined;
  const [, sign, whole = "", fraction = "", power = "0"] = match;
  const shift = Number(power) + places - fraction.length;
  if (Math.abs(shift) > 300) return undefined;
  const digits = BigInt(whole + fraction);
  let units = digits;
  if (shift >= 0) units = digits * 10n ** BigInt(shift);
  else {
    const divisor = 10n ** BigInt(-shift);
    units = digits / divisor;
    const rest = 2n * (digits % divisor);
    if (rest > divisor || (rest === divisor && units % 2n === 1n)) units += 1n;
  }
  return units === 0n ? "0" : `${sign === "-" ? "-" : ""}${String(units)}`;
}

/** What one record says: its possible readings, where something is told by another record. */
type Saying = readonly string[];

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};

const listOf = (value: unknown): readonly Fields[] =>
  Array.isArray(value) ? value.map(fieldsOf) : [];

/** A field that says something. */
function said(fields: Fields, name: string): unknown {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return value === null || (typeof value === "string" && value.trim() === "") ? undefined : value;
}

const nameOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "bigint"
    ? String(value)
    : "";

const codeOf = (value: unknown): string => nameOf(value).trim().toUpperCase();

/** A text that a store can keep. */
const wordsOf = (value: unknown): string | undefined =>
  typeof value === "string" && !/\0|[\ud800-\udfff]/u.test(value) ? value.trim() : undefined;

const order = (id: string, units: string | undefined, currency: string): Saying[] =>
  units === undefined ? [] : [[`order ${id} ${units} ${currency}`]];

/** A refund of one of some orders, whose amount may be meant in some currencies. */
function refund(ids: readonly string[], amount: unknown, currencies: readonly string[]): Saying[] {
  const readings = ids.flatMap((id) =>
    currencies.flatMap((currency) => {
      const units = minorUnits(amount, currency);
      return units === undefined || units === "0" ? [] : [`refund ${id} ${units}`];
    }),
  );
  return readings.length === 0 ? [] : [readings];
}

type Reader = (record: Fields, all: readonly unknown[]) => readonly Saying[];

/** What each record says, by a small reader for each source. */
const READERS: Readonly<Record<string, Reader>> = {
  importShopify: ({ payload }, all) => {
    const nameById = (id: string): string[] => [
      id,
      ...all.flatMap((record) => {
        const other = fieldsOf(fieldsOf(record)["payload"]);
        const name = wordsOf(said(other, "name"));
        return nameOf(said(other, "id")) === id && name !== undefined ? [name] : [];
      }),
    ];
    const refundOf = (fields: Fields, orders: readonly string[]): Saying[] =>
      listOf(said(fields, "transactions")).flatMap((payment) =>
        codeOf(payment["kind"]) === "REFUND" && codeOf(payment["status"]) === "SUCCESS"
          ? refund(orders, payment["amount"], codesOf(payment, all))
          : [],
      );
    const fields = fieldsOf(payload);
    const id = nameOf(said(fields, "id"));
    const set = said(fields, "total_price_set");
    if (said(fields, "total_price") === undefined && set === undefined) {
      const named = said(fieldsOf(fields["order"]), "id") ?? said(fields, "order_id");
      return refundOf(fields, nameById(nameOf(named)));
    }
    const name = wordsOf(said(fields, "name")) ?? nameById(id)[1] ?? id;
    const shopMoney = fieldsOf(fieldsOf(set)["shop_money"]);
    const currency = codeOf(said(fields, "currency") ?? shopMoney["currency_code"]);
    const given = set === undefined ? fields["total_price"] : shopMoney["amount"];
    const isOff =
      said(fields, "cancelled_at") !== undefined ||
      ["VOIDED", "EXPIRED"].includes(codeOf(fields["financial_status"]));
    return [
      ...order(name, minorUnits(given, currency), currency),
      ...listOf(said(fields, "refunds")).flatMap((each) => refundOf(each, nameById(id))),
      ...(isOff ? [[`cancel ${name}`]] : []),
    ];
  },
  importWooCommerce: (record, all) => {
    if ("refund" in record) {
      const fields = fieldsOf(record["refund"]);
      const named = nameOf(said(fields, "parent_id") ?? said(fields, "order_id"));
      return refund([named], fields["amount"], codesOf(fields, all));
    }
    const id = nameOf(said(record, "id"));
    const currency = codeOf(record["currency"]);
    const status = nameOf(record["status"]).replace(/^wc-/u, "");
    const isGone = ["cancelled", "failed", "trash"].includes(status);
    if (!isGone && !["processing", "completed"].includes(status)) return [];
    return [
      ...order(id, minorUnits(record["total"], currency), currency),
      ...(isGone ? [[`cancel ${id}`]] : []),
    ];
  },
  importStripe: (record) => {
    const isEvent = record["object"] === "event";
    const charge = isEvent ? fieldsOf(fieldsOf(record["data"])["object"]) : record;
    const type = wordsOf(said(record, "type")) ?? "";
    const kind = wordsOf(said(charge, "object")) ?? (type.startsWith("charge") ? "charge" : "");
    if (kind !== "charge") return [];
    if (charge["livemode"] === false || record["livemode"] === false) return [];
    const status = wordsOf(said(charge, "status")) ?? (charge["paid"] === true ? "succeeded" : "");
    if (status.toLowerCase() !== "succeeded" || charge["captured"] === false) return [];
    const currency = codeOf(charge["currency"]);
    const intent = said(charge, "payment_intent");
    const id = nameOf(
      typeof intent === "object" ? fieldsOf(intent)["id"] : (intent ?? said(charge, "id")),
    );
    const whole = (value: unknown): number =>
      Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : NaN;
    if (!isEvent || type !== "charge.refunded") {
      const total = whole(said(charge, "amount_captured") ?? said(charge, "amount"));
      return order(id, Number.isNaN(total) ? undefined : String(total + 0), currency);
    }
    const before = said(
      fieldsOf(fieldsOf(record["data"])["previous_attributes"]),
      "amount_refunded",
    );
    // What was never captured is no refund, before and after.
    const isNew = (wordsOf(record["api_version"]) ?? "") >= "2025-03-31";
    const left = whole(charge["amount"]) - whole(charge["amount_captured"]);
    const hasCaptured = said(charge, "amount_captured") !== undefined;
    const released = hasCaptured && !isNew ? Math.max(0, left) : 0;
    const net = (value: number): number => (value < released ? value : value - released);
    const amount =
      net(whole(charge["amount_refunded"])) - (before === undefined ? 0 : net(whole(before)));
    return amount > 0 ? [[`refund ${id} ${String(amount)}`]] : [];
  },
  importSegment: (record, all) => {
    const properties = fieldsOf(record["properties"]);
    const name = nameOf(record["event"])
      .trim()
      .replace(/([a-z])(?=[A-Z])/gu, "$1 ")
      .replace(/[\s_.-]+/gu, " ")
      .toLowerCase();
    const id = nameOf(said(properties, "order_id") ?? said(properties, "orderId"));
    const currency = codeOf(properties["currency"]);
    const total = said(properties, "total");
    if (/^(order completed|completed order)$/u.test(name)) {
      if (total !== undefined) return order(id, minorUnits(total, currency), currency);
      if (said(properties, "revenue") === undefined) {
        return order(id, minorUnits(said(properties, "value"), currency), currency);
      }
      const parts = ["revenue", "shipping", "tax"].map((field) =>
        minorUnits(said(properties, field) ?? 0, currency),
      );
      if (parts.includes(undefined)) return [];
      const sum = parts.reduce((before, part) => before + Number(part), 0);
      return order(id, String(sum), currency);
    }
    if (/^(order refunded|refunded order)$/u.test(name)) {
      const amount = total ?? said(properties, "value");
      if (amount !== undefined) return refund([id], amount, codesOf(properties, all));
      const products = listOf(said(properties, "products"));
      return products.length === 0
        ? wholeOrder("importSegment", id, record, all)
        : codesOf(properties, all).flatMap((code) => {
            const worth = worthOf(products, code, all);
            return worth > 0 ? [[`refund ${id} ${String(worth)}`]] : [];
          });
    }
    return /^(order cancell?ed|cancell?ed order)$/u.test(name) ? [[`cancel ${id}`]] : [];
  },
  importGa4: (record, all) => {
    const hits = listOf(said(record, "events")).map(
      (hit) => [nameOf(hit["name"]), fieldsOf(hit["params"])] as const,
    );
    if (said(record, "events") === undefined) {
      const params: Record<string, unknown> = {};
      for (const param of listOf(record["event_params"])) {
        const value = fieldsOf(param["value"]);
        params[nameOf(param["key"])] = ["string_value", "int_value", "double_value", "float_value"]
          .map((name) => said(value, name))
          .find((found) => found !== undefined);
      }
      hits.push([nameOf(record["event_name"]), params]);
    }
    return hits.flatMap(([name, params]) => {
      const id = nameOf(said(params, "transaction_id"));
      const currency = codeOf(said(params, "currency"));
      const value = said(params, "value");
      if (name === "purchase") return order(id, minorUnits(value, currency), currency);
      if (name !== "refund") return [];
      if (value !== undefined) return refund([id], value, codesOf(params, all));
      return wholeOrder("importGa4", id, record, all);
    });
  },
};

/** What products that came back are worth, by their own prices or those that an order tells. */
function worthOf(products: readonly Fields[], code: string, all: readonly unknown[]): number {
  const sold = all.flatMap((record) =>
    listOf(fieldsOf(fieldsOf(record)["properties"])["products"]),
  );
  return products.reduce((sum, product) => {
    const same = sold.find(
      (each) => said(each, "sku") === said(product, "sku") && said(each, "price") !== undefined,
    );
    const price = minorUnits(said(product, "price") ?? same?.["price"], code);
    return sum + Number(price ?? NaN) * Number(said(product, "quantity") ?? 1);
  }, 0);
}

/** A refund without an amount gives back all of its order. */
function wholeOrder(
  source: string,
  id: string,
  record: Fields,
  all: readonly unknown[],
): readonly Saying[] {
  const readings = all
    .filter((other) => other !== record)
    .flatMap((other) => READERS[source]?.(fieldsOf(other), []) ?? [])
    .flat()
    .filter((text) => text.startsWith(`order ${id} `))
    .map((text) => `refund ${id} ${text.split(" ").at(-2) ?? ""}`);
  return readings.length === 0 ? [] : [readings];
}

/** The currency that a record names; if it names none, every one that is written anywhere. */
function codesOf(fields: Fields, records: readonly unknown[]): readonly string[] {
  const code = said(fields, "currency");
  if (code !== undefined) return [codeOf(code)];
  const codes = new Set([...scalarsIn(records)].map(codeOf));
  return Object.keys(PLACES).filter((each) => codes.has(each));
}

function textOf(event: CustomerEvent): string | undefined {
  if (event.type === "order_completed") {
    return `order ${event.orderId} ${String(event.total)} ${event.currency}`;
  }
  if (event.type === "order_refunded") return `refund ${event.orderId} ${String(event.amount)}`;
  return event.type === "order_cancelled" ? `cancel ${event.orderId}` : undefined;
}

/** Texts and numbers anywhere in a value. */
function scalarsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) scalarsIn(inner, found);
  } else if (typeof value === "string" || typeof value === "number" || typeof value === "bigint") {
    found.add(String(value));
  }
  return found;
}

/** Instants that a text or number may stand for. */
function instantsOf(text: string): number[] {
  if (/^-?\d+$/u.test(text)) {
    return [Number(text) * 1000, Math.floor(Number(text) / 1000)];
  }
  const withZone = /(?:Z|[+-]\d\d:?\d\d)$/u.test(text) ? text : `${text}Z`;
  return [Date.parse(text), Date.parse(withZone), Date.parse(withZone.replace(/\s+Z$/u, "Z"))];
}

/**
 * Judges what came of records that may be broken: no event says more or other money than a record does, and no record
 * is lost silently.
 */
export function unfaithful(draft: Draft, outcome: Outcome): string | undefined {
  const { source, records } = draft;
  const reader = READERS[source.name];
  if (reader === undefined) return undefined;
  const skipped = new Set(outcome.skipped.map(({ at }) => at));
  const sayings = records.flatMap((record, at) =>
    reader(fieldsOf(record), records).map((readings) => ({ readings, at })),
  );
  const allowed = new Set(sayings.flatMap(({ readings }) => readings));
  const made = new Set<string>();
  const scalars = scalarsIn(records);
  const instants = new Set([...scalars].flatMap(instantsOf));
  for (const event of outcome.events) {
    const text = textOf(event);
    if (text === undefined) continue;
    made.add(text);
    if (!allowed.has(text)) return `nothing says "${text}"; said are ${[...allowed].join(", ")}`;
    if (!scalars.has(event.customerId)) return `nothing names the customer ${event.customerId}`;
    if (!instants.has(event.at.getTime()))
      return `nothing tells the instant ${event.at.toISOString()}`;
  }
  for (const { readings, at } of sayings) {
    if (skipped.has(at) || readings.some((text) => made.has(text))) continue;
    return `record ${String(at)} says "${String(readings[0])}" and is lost`;
  }
  return undefined;
}

/** Finds records that are neither an event nor listed, by trying each alone that is not listed. */
export async function lost(
  draft: Draft,
  outcome: Outcome,
  deliver: (alone: Draft) => Promise<Outcome | "refused">,
): Promise<number | undefined> {
  const listed = new Set(outcome.skipped.map(({ at }) => at));
  for (const [at, record] of draft.records.entries()) {
    if (listed.has(at)) continue;
    const alone = await deliver({ ...draft, records: [record] });
    if (alone === "refused") continue;
    if (alone.events.length === 0 && alone.skipped.length === 0) return at;
  }
  return undefined;
}

/** Finds a row of a refused order that is not listed; of a file only that some are is known. */
export function unlisted(
  { source, records, refused = [] }: Draft,
  outcome: Outcome,
): string | undefined {
  const listed = new Set(outcome.skipped.map(({ at }) => at));
  if (listed.size === 0) return "nothing is listed as skipped";
  if (source.kind === "file") return undefined;
  const ids = new Set<unknown>(refused.map((number) => `N${String(number)}`));
  const at = records.findIndex(
    (row, index) =>
      !listed.has(index) && Object.values(fieldsOf(row)).some((cell) => ids.has(cell)),
  );
  return at === -1 ? undefined : `row ${String(at)} of a refused order is not listed`;
}
