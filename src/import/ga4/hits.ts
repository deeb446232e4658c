import type { IntentSignal } from "../../events";
import {
  customerIdOf,
  type Collector,
  type ImportOptions,
  type OrderLookup,
  type PlacedOrder,
} from "../import-result";
import { RecordReader } from "../record-reader";

/** Options of `importGa4`. GA4 holds no e-mail addresses, so customers go by its user id. */
export interface ImportGa4Options extends Omit<ImportOptions, "customerBy">, OrderLookup {
  /** Whether people without a user id go by their device (`client_id`, `user_pseudo_id`); they are skipped if left out. */
  readonly devices?: boolean;
  /** Whether tax and shipping are added to `value`, which by Google's advice leaves them out; they are not if left out. */
  readonly addTaxAndShipping?: boolean;
  /** ISO 4217 code of amounts where none is named. */
  readonly currency?: string;
}

/** Recommended events of GA4 that show intent. */
export const GA4_INTENTS: Readonly<Record<string, IntentSignal>> = {
  search: "products_searched",
  view_search_results: "products_searched",
  view_item_list: "product_list_viewed",
  select_item: "product_viewed",
  view_item: "product_viewed",
  add_to_cart: "product_added",
  remove_from_cart: "product_removed",
  add_to_wishlist: "wishlist_added",
  view_cart: "cart_viewed",
  begin_checkout: "checkout_started",
};

/** One event, whichever shape it came in. */
export interface Hit {
  /** Where it stands, and what is wrong with it. */
  readonly read: RecordReader;
  /** Name of the event. */
  readonly name: string;
  /** Its parameters. */
  readonly params: RecordReader;
  /** The products it is about. */
  readonly items: readonly RecordReader[];
  /** Whose it is. */
  readonly customerId: string;
  /** When it happened. */
  readonly at: Date;
}

/** What every record is read with. */
export interface Ga4Context {
  /** Takes what is found. */
  readonly collector: Collector;
  /** As given. */
  readonly options: ImportGa4Options;
  /** What events say as their source. */
  readonly source: string;
  /** Purchases by transaction and customer. */
  readonly purchases: Map<string, Pick<PlacedOrder, "total" | "currency" | "lines">>;
}

/** Reads the events of a body of the Measurement Protocol. */
export function fromProtocol(body: RecordReader, context: Ga4Context): Hit[] {
  const people = [
    body.optionalId("user_id"),
    body.optionalId("client_id") ?? body.optionalId("app_instance_id"),
  ] as const;
  const events = body.raw("events");
  if (!Array.isArray(events)) body.list("events");
  const sent = body.has("timestamp_micros")
    ? body.epoch("timestamp_micros", "microseconds")
    : undefined;
  if (body.fails()) return [];
  const list = Array.from(events as readonly unknown[]);
  if (list.length === 0) {
    const message = "brings no event: there is nothing to take in";
    context.collector.skip(body.path, "not_mapped", message);
  }
  return list.flatMap((given, at) => {
    // Each event by itself: a faulty one leaves the others alone.
    const read = new RecordReader(given, [...body.path, "events", at], context.collector);
    const params = read.record("params");
    const hit = { read, name: read.id("name"), params, items: params.list("items") };
    return hitOf(
      hit,
      people,
      () =>
        (read.has("timestamp_micros") ? undefined : sent) ??
        read.epoch("timestamp_micros", "microseconds"),
      context,
    );
  });
}

/**
 * Reads a row of the BigQuery export, which gives parameters as a list of keys and typed values, and the sums of an
 * order in a record of their own.
 */
export function fromExport(row: RecordReader, context: Ga4Context): Hit[] {
  const fields: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const param of row.list("event_params")) {
    const value = param.record("value");
    fields[param.id("key")] = ["string_value", "int_value", "double_value", "float_value"]
      .map((name) => value.raw(name))
      .find((found) => found !== undefined);
  }
  const sums = row.record("ecommerce");
  const name = row.id("event_name");
  const own = {
    transaction_id: "transaction_id",
    value: name === "refund" ? "refund_value" : "purchase_revenue",
    tax: "tax_value",
    shipping: "shipping_value",
  };
  for (const [field, column] of Object.entries(own)) fields[field] ??= sums.raw(column);
  const params = new RecordReader(
    { ...fields },
    [...row.path, "event_params"],
    context.collector,
    row.issues,
  );
  return hitOf(
    { read: row, name, params, items: row.list("items") },
    [row.optionalId("user_id"), row.optionalId("user_pseudo_id")],
    () => row.epoch("event_timestamp", "microseconds"),
    context,
  );
}

function hitOf(
  given: Omit<Hit, "customerId" | "at">,
  [user, device]: readonly (string | undefined)[],
  when: () => Date,
  { collector, options }: Ga4Context,
): Hit[] {
  const { name } = given;
  if (
    given.read.issues.length === 0 &&
    name !== "purchase" &&
    name !== "refund" &&
    !Object.hasOwn(GA4_INTENTS, name)
  ) {
    collector.skip(
      given.read.path,
      "not_mapped",
      `is ${JSON.stringify(name)}, which has no event here`,
    );
    return [];
  }
  const named = customerIdOf({ id: user }, {});
  const customerId = named ?? (options.devices === true ? device : undefined);
  if (customerId === undefined && given.read.issues.length === 0) {
    collector.skip(
      given.read.path,
      "no_customer",
      `${name} names no user id; expected one, or the option devices`,
    );
    return [];
  }
  const at = when();
  if (given.read.fails()) return [];
  return [{ ...given, customerId: customerId ?? "", at }];
}
