import {
  CONSENT_PURPOSES,
  CONSENT_STATUSES,
  LEGAL_BASES,
  type ConsentProof,
} from "../types/consent-events";
import { COMPETITOR_RESPONSES, FEEDBACK_KINDS } from "../types/conversation-events";
import {
  CUSTOMER_TRAITS,
  type CustomerIdentifier,
  type CustomerSize,
  type CustomerTraits,
  type PostalAddress,
  type SocialHandle,
} from "../types/customer-events";
import { SENTIMENTS, type EventBase, type RecordedReason } from "../types/event-base";
import {
  amount,
  birthday,
  country,
  currency,
  flag,
  id,
  instant,
  language,
  longText,
  name,
  oneOf,
  params,
  positiveAmount,
  quantity,
  rating,
  score,
  text,
  timeZone,
  type Check,
} from "./field-checks";
import type { CustomerEvent, EventType } from "../events";
import { INTENT_SIGNALS, type OrderLine, type ReturnedLine } from "../types/order-events";
import { TACTIC_ARMS, TACTIC_OUTCOMES } from "../types/tactic-events";

/** What a field must be: a check, a list of something, or a record of its own. */
export type Rule = Check | ListRule | RecordRule;

/** Every item of a list, and how many there must be at least; the most are those of `EVENT_LIMITS`. */
export interface ListRule {
  /** What each item must be. */
  readonly each: Rule;
  /** Items at least; 0 if left out. */
  readonly least?: number;
}

/** The fields of a record. Others are let be. */
export interface RecordRule {
  /** Fields that must be there. */
  readonly needed: Readonly<Record<string, Rule>>;
  /** Fields that may be missing. */
  readonly optional: Readonly<Record<string, Rule>>;
  /** Of an event: what it is kept for when the person is erased or anonymized. Without it, the whole event goes. */
  readonly keptFor?: "totals" | "behaviour";
  /** Fields that are then kept as they are: amounts, instants, closed words, names that the shop gives to its own things. */
  readonly kept?: readonly string[];
  /** Ids that are then replaced, each by the same one everywhere. */
  readonly hidden?: readonly string[];
}

type Needed<T> = { [Key in keyof T]-?: object extends Pick<T, Key> ? never : Key }[keyof T];

/** A rule for each field of a type: one that is forgotten, or that no longer is there, does not compile. */
type RulesOf<T> = Omit<RecordRule, "needed" | "optional"> & {
  readonly needed: Readonly<Record<Needed<T>, Rule>>;
  readonly optional: Readonly<Record<Exclude<keyof T, Needed<T>>, Rule>>;
};

type EventOf<Type extends EventType> = Extract<CustomerEvent, { readonly type: Type }>;

const sentiment: Check = (value) => oneOf(value, SENTIMENTS);
const texts: ListRule = { each: text };

// Plain tables without a call, so that a bundler can leave them out where nothing is checked.
/** One line of an order. */
export const LINE: RulesOf<OrderLine> = {
  needed: { sku: id, quantity, unitPrice: amount },
  optional: { category: text },
  kept: ["sku", "quantity", "unitPrice", "category"],
};
/** Goods that came back. */
export const RETURNED_LINE: RulesOf<ReturnedLine> = {
  needed: { sku: id, quantity },
  optional: {},
  kept: ["sku", "quantity"],
};
const REASON: RulesOf<RecordedReason> = { needed: { code: id, params }, optional: {} };
const ADDRESS: RulesOf<PostalAddress> = {
  needed: {},
  optional: {
    label: text,
    recipient: text,
    street: text,
    district: text,
    city: text,
    region: text,
    postalCode: text,
    country,
  },
};
const PROOF: RulesOf<ConsentProof> = {
  needed: { method: id },
  optional: {
    text: longText,
    textVersion: text,
    place: text,
    by: text,
    document: text,
    ipAddress: text,
    confirmedAt: instant,
  },
};

const HANDLE: RulesOf<SocialHandle> = { needed: { network: id, handle: id }, optional: {} };
const IDENTIFIER: RulesOf<CustomerIdentifier> = {
  needed: { issuer: id, value: id },
  optional: {},
};
const SIZE: RulesOf<CustomerSize> = { needed: { item: id, size: id }, optional: {} };
const TRAITS: RulesOf<CustomerTraits> = {
  needed: {},
  optional: {
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
    handles: { each: HANDLE },
    identifiers: { each: IDENTIFIER },
    city: text,
    addresses: { each: ADDRESS },
    birthday,
    language,
    timeZone,
    preferredChannel: text,
    foundThrough: text,
    labels: texts,
    needs: texts,
    pains: texts,
    aspirations: texts,
    fears: texts,
    values: texts,
    interests: texts,
    sizes: { each: SIZE },
  },
};

/** The fields that every event has. */
export const BASE: RulesOf<EventBase> = {
  needed: { id, customerId: id, at: instant },
  optional: { source: text, recordedAt: instant },
};

/** The fields of each type of event, without those of {@link BASE}. */
export const EVENT_RULES: {
  readonly [Type in EventType]: RulesOf<Omit<EventOf<Type>, keyof EventBase | "type">>;
} = {
  customer_identified: {
    needed: { traits: TRAITS },
    optional: {
      verified: { each: (value) => oneOf(value, CUSTOMER_TRAITS) },
      retracted: TRAITS,
      kind: (value) => oneOf(value, ["person", "firm"]),
    },
  },
  order_completed: {
    needed: { orderId: id, currency, total: amount },
    optional: {
      lines: { each: LINE },
      channel: text,
      ifKnown: (value) => oneOf(value, ["keep"]),
    },
    keptFor: "totals",
    kept: ["currency", "total", "lines", "ifKnown"],
    hidden: ["orderId"],
  },
  order_refunded: {
    needed: { orderId: id, amount: positiveAmount },
    optional: {
      amountOf: (value) => oneOf(value, ["all_refunds"]),
      lines: { each: RETURNED_LINE },
      reason: longText,
    },
    keptFor: "totals",
    kept: ["amount", "amountOf", "lines"],
    hidden: ["orderId"],
  },
  order_cancelled: {
    needed: { orderId: id },
    optional: { reason: longText },
    keptFor: "totals",
    hidden: ["orderId"],
  },
  order_delivered: { needed: { orderId: id }, optional: { promisedAt: instant } },
  intent_shown: {
    needed: { signal: (value) => oneOf(value, INTENT_SIGNALS) },
    optional: {
      sku: id,
      category: text,
      quantity,
      query: text,
      cartId: id,
      value: amount,
      currency,
      lines: { each: LINE },
      channel: text,
    },
    keptFor: "behaviour",
    kept: ["signal", "sku", "category", "quantity", "value", "currency"],
  },
  interaction_logged: {
    needed: { channel: name, direction: (value) => oneOf(value, ["inbound", "outbound"]) },
    optional: {
      topic: text,
      summary: longText,
      sentiment,
      by: text,
      replyTo: id,
      complaintId: id,
    },
    keptFor: "behaviour",
    kept: ["channel", "direction", "sentiment"],
  },
  feedback_received: {
    needed: { kind: (value) => oneOf(value, FEEDBACK_KINDS) },
    optional: {
      score,
      expected: rating,
      perceived: rating,
      text: longText,
      sentiment,
      public: flag,
      channel: text,
      topic: text,
      orderId: id,
      sku: id,
      complaintId: id,
    },
    keptFor: "behaviour",
    kept: ["kind", "score", "expected", "perceived", "sentiment", "sku", "public"],
    hidden: ["complaintId"],
  },
  complaint_resolved: {
    needed: { complaintId: id },
    optional: { resolution: longText, by: text, ourFault: flag },
    keptFor: "behaviour",
    kept: ["ourFault"],
    hidden: ["complaintId"],
  },
  referral_made: { needed: { referredCustomerId: id }, optional: { channel: text } },
  referral_converted: { needed: { referredCustomerId: id }, optional: { orderId: id } },
  competitor_offer: {
    needed: { response: (value) => oneOf(value, COMPETITOR_RESPONSES) },
    optional: {
      offerId: id,
      competitor: text,
      text: longText,
      sku: id,
      category: text,
      until: instant,
    },
    keptFor: "behaviour",
    kept: ["response", "sku", "category", "until"],
  },
  consent_changed: {
    needed: {
      purpose: (value) => oneOf(value, CONSENT_PURPOSES),
      channel: id,
      status: (value) => oneOf(value, CONSENT_STATUSES),
      proof: PROOF,
    },
    optional: {
      basis: (value) => oneOf(value, LEGAL_BASES),
      contact: text,
      until: instant,
      undated: flag,
    },
  },
  stage_overridden: {
    needed: { by: id, reason: longText },
    optional: { stage: id, activity: id, until: instant },
  },
  tactic_decided: {
    needed: {
      decisionId: id,
      tactic: id,
      arm: (value) => oneOf(value, TACTIC_ARMS),
      reasons: { each: REASON },
    },
    optional: {
      class: id,
      holdout: id,
      treatment: id,
      channel: name,
      sendAt: instant,
      sku: id,
      cost: amount,
      worth: score,
      currency,
      policyVersion: text,
    },
    keptFor: "behaviour",
    kept: [
      "tactic",
      "arm",
      "class",
      "holdout",
      "treatment",
      "channel",
      "sendAt",
      "sku",
      "cost",
      "worth",
      "currency",
      "policyVersion",
    ],
    hidden: ["decisionId"],
  },
  tactic_delivered: {
    needed: { decisionId: id },
    optional: { channel: name },
    keptFor: "behaviour",
    kept: ["channel"],
    hidden: ["decisionId"],
  },
  tactic_responded: {
    needed: { decisionId: id, outcome: (value) => oneOf(value, TACTIC_OUTCOMES) },
    optional: { orderId: id, text: longText },
    keptFor: "behaviour",
    kept: ["outcome"],
    hidden: ["decisionId"],
  },
  customers_merged: {
    needed: { mergedCustomerIds: { each: id, least: 1 }, by: id },
    optional: { reason: longText, reasons: { each: REASON } },
  },
  customers_split: { needed: { mergeId: id, by: id }, optional: { reason: longText } },
};
