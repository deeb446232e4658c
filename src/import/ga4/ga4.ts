import type { OrderLine } from "../../events";
import { defined, assertList, assertOptions, type OptionNames } from "../../kernel";
import {
  assertImportOptions,
  collect,
  eventId,
  lookUpOrder,
  withContentId,
  type ImportResult,
} from "../import-result";
import {
  fromExport,
  fromProtocol,
  GA4_INTENTS,
  type Ga4Context,
  type Hit,
  type ImportGa4Options,
} from "./hits";
import { RecordReader } from "../record-reader";
import { worthOf } from "../returned-products";

const IMPORT_GA4_OPTIONS: OptionNames<ImportGa4Options> = {
  devices: true,
  addTaxAndShipping: true,
  currency: true,
  source: true,
  includeTests: true,
  orderOf: true,
};

/**
 * Makes events of GA4's `purchase` and `refund` and of its recommended events that show intent: bodies of the
 * Measurement Protocol (with `timestamp_micros`), or rows of the BigQuery export. As in GA4, a transaction id of a
 * customer counts once, at its first time, also where a page that is opened again tells it in a later batch. Source: Google's references of both.
 *
 * @param records - parsed JSON of bodies or rows, in any order
 * @param options - who customers are, and what a purchase comes to
 * @returns events and what was left out; paths begin with `records`
 * @throws SetiaError `INVALID_INPUT` if it is no array, or an option is none that is known
 *
 * @example
 * ```ts
 * import { importGa4 } from "setia/import";
 *
 * const body = {
 *   client_id: "1.2", user_id: "ani", timestamp_micros: "1767582000123456",
 *   events: [{ name: "purchase", params: { transaction_id: "T1", currency: "USD", value: 30.03 } }],
 * };
 * const { events } = importGa4([body]);
 * events.map((event) => event.type === "order_completed" && event.total); // => [3003]
 * ```
 */
export function importGa4(
  records: readonly unknown[],
  options: ImportGa4Options = {},
): ImportResult {
  assertList(records, "importGa4: records");
  assertOptions(options, IMPORT_GA4_OPTIONS, "importGa4");
  assertImportOptions(options, "importGa4");
  const collector = collect();
  const context: Ga4Context = {
    collector,
    options,
    source: options.source ?? "ga4",
    purchases: new Map(),
  };
  const purchases: Hit[] = [];
  const refunds: Hit[] = [];
  records.forEach((record, index) => {
    const read = new RecordReader(record, ["records", index], collector);
    for (const hit of read.has("events")
      ? fromProtocol(read, context)
      : fromExport(read, context)) {
      // Their purchases may stand further down.
      if (hit.name === "refund") refunds.push(hit);
      else if (hit.name === "purchase") purchases.push(hit);
      else takeIntent(hit, context);
    }
  });
  // The earliest telling counts, wherever it stands.
  for (const purchase of purchases.sort((a, b) => a.at.getTime() - b.at.getTime())) {
    takePurchase(purchase, context);
  }
  for (const refund of refunds) takeRefund(refund, context);
  return collector.result();
}

function takeIntent({ read, name, params, items, customerId, at }: Hit, context: Ga4Context): void {
  const { collector, options, source } = context;
  const signal = GA4_INTENTS[name];
  if (signal === undefined) return;
  const valued = params.has("value") || items.length > 0;
  const coded = params.has("currency") || options.currency !== undefined;
  const currency = valued && coded ? params.currency("currency", options.currency) : undefined;
  const only = items.length === 1 ? items[0] : undefined;
  const value = currency === undefined ? undefined : params.optionalMoney("value", currency);
  const lines = currency === undefined ? undefined : readLines(items, currency);
  const about = defined({
    query: params.text("search_term"),
    sku: only === undefined ? undefined : skuOf(only),
    category: given(only?.text("item_category")),
    currency,
    value,
    lines,
  });
  if (valued && currency === undefined)
    collector.note(read.path, "names no currency: its amounts were left out");
  if (read.fails()) return;
  const id = eventId(source, name, customerId, at.toISOString());
  const base = { customerId, at, source };
  collector.add(withContentId({ ...base, id, type: "intent_shown", signal, ...about }), read.path);
}

function takePurchase({ read, params, items, customerId, at }: Hit, context: Ga4Context): void {
  const { collector, options, source, purchases } = context;
  const base = { customerId, at, source };
  const orderId = transactionOf(params);
  const key = JSON.stringify([customerId, orderId]);
  if (params.issues.length === 0 && purchases.has(key)) {
    collector.skip(
      read.path,
      "repeated",
      `tells the purchase ${JSON.stringify(orderId)} of the same customer once more`,
    );
    return;
  }
  const currency = params.currency("currency", options.currency);
  const extra = (field: string): number =>
    options.addTaxAndShipping === true ? (params.optionalMoney(field, currency) ?? 0) : 0;
  const total = params.money("value", currency) + extra("tax") + extra("shipping");
  const lines = readLines(items, currency);
  if (read.fails()) return;
  purchases.set(key, { total, currency, ...defined({ lines }) });
  const order = {
    ...base,
    id: eventId(source, "purchase", orderId, at.toISOString()),
    type: "order_completed" as const,
    orderId,
    currency,
    total,
    ...defined({ lines }),
    // A page that is opened again tells its purchase once more, maybe in another batch.
    ifKnown: "keep" as const,
  };
  collector.add(withContentId(order), read.path);
}

function takeRefund(
  { read, params, items, customerId, at }: Hit,
  { collector, options, source, purchases }: Ga4Context,
): void {
  const orderId = transactionOf(params);
  const purchase =
    purchases.get(JSON.stringify([customerId, orderId])) ?? lookUpOrder(options, orderId);
  const returned = items.map((read) => ({
    read,
    sku: skuOf(read),
    quantity: read.quantity("quantity", 1),
  }));
  let amount = 0;
  if (params.has("value") || returned.length > 0) {
    const currency = params.currency("currency", purchase?.currency ?? options.currency);
    // A refund of some products may name them alone.
    amount = params.has("value")
      ? params.money("value", currency)
      : worthOf(returned, currency, purchase?.lines);
  } else if (purchase?.total !== undefined) {
    amount = purchase.total;
    collector.note(read.path, "names no value: the whole purchase was taken as given back");
  } else {
    params.refuse(
      "value",
      "expected what was given back, or the purchase in the list or by orderOf",
    );
  }
  const lines = returned.flatMap(({ read, sku, quantity }) => {
    if (sku === undefined) read.note("names no item_id or item_name: it was left out");
    return sku === undefined ? [] : [{ sku, quantity }];
  });
  if (read.fails()) return;
  if (amount === 0) {
    collector.skip(
      read.path,
      "no_money",
      `the refund of ${JSON.stringify(orderId)} gives back no money`,
    );
    return;
  }
  const id = eventId(source, "refund", orderId, customerId, at.toISOString());
  collector.add(
    withContentId({
      id,
      type: "order_refunded" as const,
      customerId,
      at,
      source,
      orderId,
      amount,
      ...(lines.length === 0 ? {} : { lines }),
    }),
    read.path,
  );
}

function readLines(
  items: readonly RecordReader[],
  currency: string,
): readonly OrderLine[] | undefined {
  const lines = items.flatMap((item): OrderLine[] => {
    const sku = skuOf(item);
    if (sku === undefined || !item.has("price")) {
      item.note(
        `names no ${sku === undefined ? "item_id or item_name" : "price"}: it was left out`,
      );
      return [];
    }
    return [
      {
        sku,
        quantity: item.quantity("quantity", 1),
        unitPrice: item.money("price", currency),
        ...defined({ category: given(item.text("item_category")) }),
      },
    ];
  });
  return lines.length === 0 ? undefined : lines;
}

/** Without an id every such purchase would be one order. */
function transactionOf(params: RecordReader): string {
  const id = params.id("transaction_id");
  if (given(id) === undefined) {
    params.refuse("transaction_id", "expected the id of the order");
  }
  return id;
}

function skuOf(item: RecordReader): string | undefined {
  return given(item.optionalId("item_id")) ?? given(item.optionalId("item_name"));
}

/** The export writes what was not sent as this. */
function given(text: string | undefined): string | undefined {
  return text === "(not set)" ? undefined : text;
}
