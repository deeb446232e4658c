import * as z from "zod";
import { showValue } from "../../kernel";
import { instantSchema, type Shape } from "../../kernel/checks/schema-kit.schema";
import {
  CONSENT_PURPOSES,
  CONSENT_STATUSES,
  LEGAL_BASES,
  type ConsentChanged,
  type ConsentProof,
} from "../types/consent-events";
import {
  COMPETITOR_RESPONSES,
  FEEDBACK_KINDS,
  type ComplaintResolved,
  type CompetitorOffer,
  type FeedbackReceived,
  type InteractionLogged,
  type ReferralConverted,
  type ReferralMade,
} from "../types/conversation-events";
import {
  CUSTOMER_TRAITS,
  type CustomerIdentified,
  type CustomerIdentifier,
  type CustomerSize,
  type CustomersMerged,
  type CustomersSplit,
  type CustomerTraits,
  type PostalAddress,
  type SocialHandle,
  type StageOverridden,
} from "../types/customer-events";
import { SENTIMENTS, type EventBase, type RecordedReason } from "../types/event-base";
import { EVENT_LIMITS } from "./event-limits";
import { EVENT_TYPES, type CustomerEvent } from "../events";
import * as check from "./field-checks";
import {
  INTENT_SIGNALS,
  type IntentShown,
  type OrderCancelled,
  type OrderCompleted,
  type OrderDelivered,
  type OrderLine,
  type OrderRefunded,
  type ReturnedLine,
} from "../types/order-events";
import {
  TACTIC_ARMS,
  TACTIC_OUTCOMES,
  type TacticDecided,
  type TacticDelivered,
  type TacticResponded,
} from "../types/tactic-events";

/** A field that a check of the room decides on: parsers refuse exactly what `checkEvents` refuses. */
function field<Value>(of: check.Check): z.ZodCustom<Value, Value> {
  return z.custom<Value>((value) => of(value) === undefined, { error: ({ input }) => of(input) });
}

function word<const Words extends readonly [string, ...string[]]>(
  words: Words,
): z.ZodCustom<Words[number], Words[number]> {
  return field<Words[number]>((value) => check.oneOf(value, words));
}

/**
 * Marks a field that stays when the person is erased, so that totals still add up. Everything without the mark goes, so
 * it must never hold what could tell who the person is.
 */
function keptForTotals<Schema extends z.ZodType>(schema: Schema): Schema {
  return schema.meta({ keptForTotals: true });
}

/** A list as long as the limits allow. */
function listOf<Item>(item: z.ZodType<Item>): z.ZodArray<z.ZodType<Item>> {
  return z.array(item).max(EVENT_LIMITS.items, {
    error: ({ input }) => check.tooMany((input as unknown[]).length),
  });
}

const id = field<string>(check.id);
const channel = field<string>(check.name);
const text = field<string>(check.text).exactOptional();
const neededText = field<string>(check.longText);
const longText = neededText.exactOptional();
const texts = listOf(field<string>(check.text)).exactOptional();
const optionalId = id.exactOptional();
const instant = instantSchema.exactOptional();
const amount = field<number>(check.amount);
const quantity = field<number>(check.quantity);
const currency = field<string>(check.currency);
const rating = field<number>(check.rating).exactOptional();
const number = field<number>(check.score).exactOptional();
const flag = field<boolean>(check.flag).exactOptional();
const sentiment = word(SENTIMENTS).exactOptional();

/** Goods that came back, as data from outside. */
export const returnedLine = z.object({
  sku: keptForTotals(id),
  quantity: keptForTotals(quantity),
} satisfies Shape<ReturnedLine>);

/** One line of an order, as data from outside. */
export const orderLine = z.object({
  sku: keptForTotals(id),
  quantity: keptForTotals(quantity),
  unitPrice: keptForTotals(amount),
  category: keptForTotals(text),
} satisfies Shape<OrderLine>);

const lines = listOf(orderLine).exactOptional();
const reasons = listOf(
  z.object({
    code: id,
    params: field<RecordedReason["params"]>(check.params),
  } satisfies Shape<RecordedReason>),
);

const address = z.object({
  label: text,
  recipient: text,
  street: text,
  district: text,
  city: text,
  region: text,
  postalCode: text,
  country: field<string>(check.country).exactOptional(),
} satisfies Shape<PostalAddress>);

const traits = z.object({
  name: text,
  givenName: text,
  familyName: text,
  otherNames: texts,
  nickname: text,
  honorific: text,
  email: text,
  emails: texts,
  phone: text,
  phones: texts,
  handles: listOf(
    z.object({ network: id, handle: id } satisfies Shape<SocialHandle>),
  ).exactOptional(),
  identifiers: listOf(
    z.object({ issuer: id, value: id } satisfies Shape<CustomerIdentifier>),
  ).exactOptional(),
  city: text,
  addresses: listOf(address).exactOptional(),
  birthday: field<string>(check.birthday).exactOptional(),
  language: field<string>(check.language).exactOptional(),
  timeZone: field<string>(check.timeZone).exactOptional(),
  preferredChannel: text,
  foundThrough: text,
  labels: texts,
  needs: texts,
  pains: texts,
  aspirations: texts,
  fears: texts,
  values: texts,
  interests: texts,
  sizes: listOf(z.object({ item: id, size: id } satisfies Shape<CustomerSize>)).exactOptional(),
} satisfies Shape<CustomerTraits>);

const proof = z.object({
  method: id,
  text: longText,
  textVersion: text,
  place: text,
  by: text,
  document: text,
  ipAddress: text,
  confirmedAt: instant,
} satisfies Shape<ConsentProof>);

const base = {
  id,
  customerId: id,
  at: instantSchema,
  source: text,
  recordedAt: instant,
} satisfies Shape<EventBase>;

/** Every type of event, field by field; what must hold between fields is checked after. */
export const eventShape: z.ZodType<CustomerEvent> = z.discriminatedUnion(
  "type",
  [
    z.object({
      ...base,
      type: z.literal("customer_identified"),
      traits,
      verified: listOf(word(CUSTOMER_TRAITS)).exactOptional(),
      retracted: traits.exactOptional(),
      kind: word(["person", "firm"]).exactOptional(),
    } satisfies Shape<CustomerIdentified>),
    z.object({
      ...base,
      type: z.literal("order_completed"),
      orderId: id,
      currency: keptForTotals(currency),
      total: keptForTotals(amount),
      lines: keptForTotals(lines),
      channel: text,
      ifKnown: keptForTotals(word(["keep"]).exactOptional()),
    } satisfies Shape<OrderCompleted>),
    z.object({
      ...base,
      type: z.literal("order_refunded"),
      orderId: id,
      amount: keptForTotals(field<number>(check.positiveAmount)),
      amountOf: keptForTotals(word(["all_refunds"]).exactOptional()),
      lines: keptForTotals(listOf(returnedLine).exactOptional()),
      reason: longText,
    } satisfies Shape<OrderRefunded>),
    z.object({
      ...base,
      type: z.literal("order_cancelled"),
      orderId: id,
      reason: longText,
    } satisfies Shape<OrderCancelled>),
    z.object({
      ...base,
      type: z.literal("order_delivered"),
      orderId: id,
      promisedAt: instant,
    } satisfies Shape<OrderDelivered>),
    z.object({
      ...base,
      type: z.literal("intent_shown"),
      signal: word(INTENT_SIGNALS),
      sku: optionalId,
      category: text,
      quantity: quantity.exactOptional(),
      query: text,
      cartId: optionalId,
      value: amount.exactOptional(),
      currency: currency.exactOptional(),
      lines,
      channel: text,
    } satisfies Shape<IntentShown>),
    z.object({
      ...base,
      type: z.literal("interaction_logged"),
      channel,
      direction: word(["inbound", "outbound"]),
      topic: text,
      summary: longText,
      sentiment,
      by: text,
      replyTo: optionalId,
      complaintId: optionalId,
    } satisfies Shape<InteractionLogged>),
    z.object({
      ...base,
      type: z.literal("feedback_received"),
      kind: word(FEEDBACK_KINDS),
      score: number,
      expected: rating,
      perceived: rating,
      text: longText,
      sentiment,
      public: flag,
      channel: text,
      topic: text,
      orderId: optionalId,
      sku: optionalId,
      complaintId: optionalId,
    } satisfies Shape<FeedbackReceived>),
    z.object({
      ...base,
      type: z.literal("complaint_resolved"),
      complaintId: id,
      resolution: longText,
      by: text,
      ourFault: flag,
    } satisfies Shape<ComplaintResolved>),
    z.object({
      ...base,
      type: z.literal("referral_made"),
      referredCustomerId: id,
      channel: text,
    } satisfies Shape<ReferralMade>),
    z.object({
      ...base,
      type: z.literal("referral_converted"),
      referredCustomerId: id,
      orderId: optionalId,
    } satisfies Shape<ReferralConverted>),
    z.object({
      ...base,
      type: z.literal("competitor_offer"),
      response: word(COMPETITOR_RESPONSES),
      offerId: optionalId,
      competitor: text,
      text: longText,
      sku: optionalId,
      category: text,
      until: instant,
    } satisfies Shape<CompetitorOffer>),
    z.object({
      ...base,
      type: z.literal("consent_changed"),
      purpose: word(CONSENT_PURPOSES),
      channel: id,
      status: word(CONSENT_STATUSES),
      proof,
      basis: word(LEGAL_BASES).exactOptional(),
      contact: text,
      until: instant,
      undated: flag,
    } satisfies Shape<ConsentChanged>),
    z.object({
      ...base,
      type: z.literal("stage_overridden"),
      by: id,
      reason: neededText,
      stage: optionalId,
      activity: optionalId,
      until: instant,
    } satisfies Shape<StageOverridden>),
    z.object({
      ...base,
      type: z.literal("tactic_decided"),
      decisionId: id,
      tactic: id,
      arm: word(TACTIC_ARMS),
      reasons,
      class: optionalId,
      holdout: optionalId,
      treatment: optionalId,
      channel: channel.exactOptional(),
      sendAt: instant,
      sku: optionalId,
      cost: amount.exactOptional(),
      worth: number,
      currency: currency.exactOptional(),
      policyVersion: text,
    } satisfies Shape<TacticDecided>),
    z.object({
      ...base,
      type: z.literal("tactic_delivered"),
      decisionId: id,
      channel: channel.exactOptional(),
    } satisfies Shape<TacticDelivered>),
    z.object({
      ...base,
      type: z.literal("tactic_responded"),
      decisionId: id,
      outcome: word(TACTIC_OUTCOMES),
      orderId: optionalId,
      text: longText,
    } satisfies Shape<TacticResponded>),
    z.object({
      ...base,
      type: z.literal("customers_merged"),
      mergedCustomerIds: listOf(id).min(1, "is empty; expected at least one"),
      by: id,
      reason: longText,
      reasons: reasons.exactOptional(),
    } satisfies Shape<CustomersMerged>),
    z.object({
      ...base,
      type: z.literal("customers_split"),
      mergeId: id,
      by: id,
      reason: longText,
    } satisfies Shape<CustomersSplit>),
  ],
  {
    error: ({ input }) =>
      typeof input === "object" && input !== null && !Array.isArray(input)
        ? check.oneOf((input as { readonly type?: unknown }).type, EVENT_TYPES)
        : `is ${showValue(input)}; expected an object`,
  },
);
