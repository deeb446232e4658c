import { assertList, assertOptions, type OptionNames, showValue } from "../../kernel";
import { assertImportOptions, collect, type ImportResult } from "../import-result";
import { RecordReader } from "../record-reader";
import { takeCharge, takeIntent, takeInvoice, takeSession, type TakeStripe } from "./payments";
import { takeStripeRefund } from "./refunds";
import type { ImportStripeOptions, StripeContext } from "./values";

/** What becomes of an object, by the `object` that it says it is. */
const KINDS: Readonly<Record<string, TakeStripe>> = {
  charge: takeCharge,
  payment_intent: takeIntent,
  "checkout.session": takeSession,
  invoice: takeInvoice,
  refund: (refund, context) => {
    const work = (): void => {
      takeStripeRefund(refund, context);
    };
    context.later.push({ rank: 0, work });
  },
};

const IMPORT_STRIPE_OPTIONS: OptionNames<ImportStripeOptions> = {
  refunds: true,
  apiVersion: true,
  source: true,
  customerBy: true,
  includeTests: true,
  orderOf: true,
};

/**
 * Makes events of Stripe's charges, payment intents, checkout sessions, invoices and refunds, as its webhook events bring
 * them or its API lists them (charges with `expand: ["data.refunds"]`, since only then refunds have dates). A payment is
 * the order: it goes by its payment intent, or its charge where there is none, and counts once, whichever objects
 * tell of it. Source: Stripe's API reference.
 *
 * @param objects - parsed JSON of events or objects, in any order
 * @param options - who customers are, which refunds count, and whether test mode does
 * @returns events and what was left out; paths begin with `objects`
 * @throws SetiaError `INVALID_INPUT` if it is no array, or an option is none that is known
 *
 * @example
 * ```ts
 * import { importStripe } from "setia/import";
 *
 * const charge = {
 *   id: "ch_1", object: "charge", amount: 500, currency: "jpy", created: 1767582000, customer: "cus_1",
 *   status: "succeeded", captured: true, livemode: true,
 * };
 * const { events } = importStripe([{ object: "event", type: "charge.succeeded", data: { object: charge } }]);
 * events.map((event) => event.type === "order_completed" && event.total); // => [500]
 * ```
 */
export function importStripe(
  objects: readonly unknown[],
  options: ImportStripeOptions = {},
): ImportResult {
  assertList(objects, "importStripe: objects");
  assertOptions(options, IMPORT_STRIPE_OPTIONS, "importStripe");
  assertImportOptions(options, "importStripe");
  const collector = collect();
  const context: StripeContext = {
    collector,
    options,
    source: options.source ?? "stripe",
    payments: new Map(),
    later: [],
    told: new Map(),
  };
  objects.forEach((object, index) => {
    const outer = new RecordReader(object, ["objects", index], collector);
    const isEvent = outer.id("object") === "event";
    if (outer.fails()) return;
    const type = outer.text("type") ?? "";
    const read = isEvent ? outer.record("data").record("object") : outer;
    const kind = read.text("object") ?? kindOf(type);
    const take = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
    if (take === undefined) {
      const what = isEvent ? type : kind;
      const expected = `expected ${Object.keys(KINDS).join(", ")}, or an event of one`;
      collector.skip(outer.path, "not_mapped", `is ${showValue(what)}; ${expected}`);
      return;
    }
    const isTest = read.raw("livemode") === false || outer.raw("livemode") === false;
    if (isTest && options.includeTests !== true) {
      collector.skip(read.path, "test", `is a ${kind} of the test mode`);
      return;
    }
    take(read, context, isEvent ? outer : undefined);
  });
  for (const { work } of context.later.sort((a, b) => a.rank - b.rank)) work();
  return collector.result();
}

/** What an event is about that brings nothing readable. */
function kindOf(type: string): string {
  const kinds = ["charge.dispute", "charge.refund.", ...Object.keys(KINDS)];
  return kinds.find((kind) => type.startsWith(kind)) ?? "";
}
