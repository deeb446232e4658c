import { assertList, showValue } from "../kernel";
import {
  assertImportOptions,
  collect,
  customerIdOf,
  eventId,
  NO_CUSTOMER,
  withContentId,
  type Collector,
  type ImportOptions,
  type ImportResult,
} from "./import-result";
import { RecordReader } from "./record-reader";
import { stripeAmount, takeListedRefunds, takeRefundEvent } from "./stripe-refunds";
import { known } from "./traits";

/** Options of {@link importStripe}. */
export type ImportStripeOptions = ImportOptions;

const EVENT_TYPES = ["charge.succeeded", "charge.captured", "charge.refunded"];

interface Context {
  readonly collector: Collector;
  readonly options: ImportStripeOptions;
  readonly source: string;
}

/**
 * Makes events of Stripe's webhook events `charge.succeeded`, `charge.captured` and `charge.refunded`, or of charges
 * as its API lists them (with `expand: ["data.refunds"]`, since only then refunds have dates). The charge is the
 * order. Source: Stripe's API reference.
 *
 * @param objects - parsed JSON of events or charges, in any order
 * @param options - who customers are, and whether test mode counts
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
  assertImportOptions(options, "importStripe");
  const collector = collect();
  const context: Context = { collector, options, source: options.source ?? "stripe" };
  objects.forEach((object, index) => {
    const read = new RecordReader(object, ["objects", index], collector);
    const kind = read.id("object");
    if (read.fails()) return;
    if (kind === "charge") takeCharge(read, context, undefined);
    else if (kind === "event" && EVENT_TYPES.includes(read.text("type") ?? "")) {
      takeCharge(read.record("data").record("object"), context, read);
    } else {
      const type = kind === "event" ? read.text("type") : kind;
      collector.skip(
        read.path,
        "not_mapped",
        `is ${showValue(type)}; expected a charge, or an event of ${EVENT_TYPES.join(", ")}`,
      );
    }
  });
  return collector.result();
}

function takeCharge(charge: RecordReader, context: Context, event: RecordReader | undefined): void {
  const { collector, options, source } = context;
  const orderId = charge.id("id");
  const currency = charge.currency("currency");
  if (charge.raw("livemode") === false && options.includeTests !== true) {
    collector.skip(charge.path, "test", `is the charge ${orderId} of the test mode`);
    return;
  }
  const status = charge.text("status") ?? (charge.raw("paid") === true ? "succeeded" : "");
  if (status !== "succeeded" || charge.raw("captured") === false) {
    const what = status === "succeeded" ? "authorized but not captured" : status;
    if (!charge.fails())
      collector.skip(
        charge.path,
        "not_counted",
        `charge ${orderId} is ${what === "" ? "not said to have succeeded" : what}`,
      );
    return;
  }
  // An expanded customer is an object.
  const expanded =
    typeof charge.raw("customer") === "object" ? charge.record("customer") : undefined;
  const email =
    charge.record("billing_details").text("email") ??
    charge.text("receipt_email") ??
    expanded?.text("email");
  const id = expanded === undefined ? charge.optionalId("customer") : expanded.id("id");
  const customerId = customerIdOf({ id, email }, options);
  if (customerId === undefined) {
    if (!charge.fails())
      collector.skip(charge.path, "no_customer", `charge ${orderId} ${NO_CUSTOMER}`);
    return;
  }
  const base = { customerId, source };
  const at = charge.epoch("created", "seconds");
  const field = charge.has("amount_captured") ? "amount_captured" : "amount";
  const total = stripeAmount(charge, field, currency);
  const type = event?.text("type");
  if (charge.fails()) return;
  if (type !== "charge.refunded") {
    const order = {
      ...base,
      id: eventId(source, "charge", orderId),
      type: "order_completed" as const,
      at,
      orderId,
      currency,
      total,
    };
    collector.add(withContentId(order), charge.path);
    if (id === undefined && email !== undefined) {
      const traits = known({ email, name: charge.record("billing_details").text("name") });
      collector.add(
        withContentId({
          ...base,
          id: eventId(source, "guest", orderId),
          type: "customer_identified",
          at,
          traits,
        }),
        charge.path,
      );
    }
  }
  const given = { ...base, orderId, currency };
  if (event === undefined) takeListedRefunds(charge, given, collector);
  else if (type === "charge.refunded") takeRefundEvent(event, charge, given, collector);
}
