/** Random events of every type with every field, for the laws of the events room and of stores. */
import fc from "fast-check";
import { words, EVENT_LIMITS, type CustomerEvent, type EventType } from "setia";

const FIRST = new Date("0001-01-01T00:00:00.000Z");
const LAST = new Date("9999-12-31T23:59:59.999Z");

const nasty = fc.constantFrom(
  "'; DROP TABLE events; --",
  "\u{1F600}",
  "\u202Eلا",
  "__proto__",
  "constructor",
  "a\nb\tc",
  '"\\',
  "\uFFFD",
);
const text = fc
  .oneof(fc.string({ unit: "binary" }), nasty)
  .map((given) => given.replaceAll("\0", ""));
const id = fc.oneof(
  nasty,
  fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
    .filter((given) => given.trim() !== "" && !given.includes("\0")),
  fc.constant("x".repeat(190)),
);
const channel = text.filter((given) => given.trim() !== "");
const somebodyElse = fc.constantFrom("~referred", "~\u{1F600}");
const instant = fc.oneof(
  fc.date({ min: FIRST, max: LAST, noInvalidDate: true }),
  fc.constantFrom(FIRST, LAST, new Date(0), new Date(-1)),
);
const amount = fc.oneof(fc.nat(), fc.constantFrom(0, EVENT_LIMITS.amount));
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((given) => given + 0);
const quantity = fc
  .double({ min: 0, max: 1e6, noNaN: true, noDefaultInfinity: true })
  .map((given) => given + 0);
const currency = fc.constantFrom("IDR", "USD", "JPY", "KWD");
const some = <Item>(item: fc.Arbitrary<Item>): fc.Arbitrary<Item[]> =>
  fc.array(item, { maxLength: 3 });
const line = fc.record(
  { sku: id, quantity, unitPrice: amount, category: text },
  { requiredKeys: ["sku", "quantity", "unitPrice"] },
);
const reasons = some(
  fc.record({
    code: id,
    params: fc
      .dictionary(text, fc.oneof(text, number), { maxKeys: 3 })
      .map((params) => ({ ...params })),
  }),
);

const traits = fc.record(
  {
    name: text,
    givenName: text,
    familyName: text,
    otherNames: some(text),
    nickname: text,
    honorific: text,
    email: text,
    emails: some(text),
    phone: text,
    phones: some(text),
    handles: some(fc.record({ network: id, handle: id })),
    identifiers: some(fc.record({ issuer: id, value: id })),
    city: text,
    addresses: some(
      fc.record(
        {
          label: text,
          recipient: text,
          street: text,
          district: text,
          city: text,
          region: text,
          postalCode: text,
          country: fc.constantFrom("ID", "GB"),
        },
        { requiredKeys: [] },
      ),
    ),
    birthday: fc.constantFrom("1990-04-21", "--02-29", "2000-02-29"),
    language: fc.constantFrom("id", "en-GB", "zh-Hant-TW"),
    timeZone: fc.constantFrom("Asia/Jakarta", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+7"),
    preferredChannel: text,
    foundThrough: text,
    labels: some(text),
    needs: some(text),
    pains: some(text),
    aspirations: some(text),
    fears: some(text),
    values: some(text),
    interests: some(text),
    sizes: some(fc.record({ item: id, size: id })),
  },
  { requiredKeys: [] },
);

const FIELDS: Readonly<
  Record<
    EventType,
    readonly [
      needed: Record<string, fc.Arbitrary<unknown>>,
      optional: Record<string, fc.Arbitrary<unknown>>,
    ]
  >
> = {
  customer_identified: [
    { traits },
    {
      verified: some(fc.constantFrom(...words.customerTraits)),
      retracted: traits,
      kind: fc.constantFrom("person", "firm"),
    },
  ],
  order_completed: [
    { orderId: id, currency, total: amount },
    { lines: some(line), channel: text },
  ],
  order_refunded: [
    { orderId: id, amount: amount.map((given) => Math.max(1, given)) },
    { lines: some(fc.record({ sku: id, quantity })), reason: text },
  ],
  order_cancelled: [{ orderId: id }, { reason: text }],
  order_delivered: [{ orderId: id }, { promisedAt: instant }],
  intent_shown: [
    { signal: fc.constantFrom(...words.intentSignals), currency },
    {
      sku: id,
      category: text,
      quantity,
      query: text,
      cartId: id,
      value: amount,
      lines: some(line),
      channel: text,
    },
  ],
  interaction_logged: [
    { channel, direction: fc.constantFrom("inbound", "outbound") },
    {
      topic: text,
      summary: text,
      sentiment: fc.constantFrom(...words.sentiments),
      by: text,
      replyTo: id,
      complaintId: id,
    },
  ],
  feedback_received: [
    { kind: fc.constantFrom("csat", "nps", "ces", "review"), complaintId: id },
    {
      score: fc.integer({ min: 1, max: 5 }),
      text,
      sentiment: fc.constantFrom(...words.sentiments),
      public: fc.boolean(),
      channel: text,
      topic: text,
      orderId: id,
      sku: id,
    },
  ],
  complaint_resolved: [{ complaintId: id }, { resolution: text, by: text, ourFault: fc.boolean() }],
  referral_made: [{ referredCustomerId: somebodyElse }, { channel: text }],
  referral_converted: [{ referredCustomerId: somebodyElse }, { orderId: id }],
  competitor_offer: [
    { response: fc.constantFrom(...words.competitorResponses) },
    { offerId: id, competitor: text, text, sku: id, category: text },
  ],
  consent_changed: [
    {
      purpose: fc.constantFrom(...words.consentPurposes),
      channel: id,
      status: fc.constantFrom(...words.consentStatuses),
      proof: fc.record(
        {
          method: id,
          text,
          textVersion: text,
          place: text,
          by: text,
          document: text,
          ipAddress: text,
          confirmedAt: instant,
        },
        { requiredKeys: ["method"] },
      ),
    },
    { basis: fc.constantFrom(...words.legalBases), contact: text },
  ],
  stage_overridden: [
    { by: id, reason: text },
    { stage: id, activity: id },
  ],
  tactic_decided: [
    { decisionId: id, tactic: id, arm: fc.constantFrom(...words.tacticArms), reasons, currency },
    {
      class: id,
      holdout: id,
      treatment: id,
      channel,
      sendAt: instant,
      sku: id,
      cost: amount,
      worth: number,
      policyVersion: text,
    },
  ],
  tactic_delivered: [{ decisionId: id }, { channel }],
  tactic_responded: [
    { decisionId: id, outcome: fc.constantFrom(...words.tacticOutcomes) },
    { orderId: id, text },
  ],
  customers_merged: [
    {
      mergedCustomerIds: fc
        .uniqueArray(id, { minLength: 1, maxLength: 3 })
        .map((ids) => ids.map((given, index) => `${given.slice(0, 180)}-m${String(index)}`)),
      by: id,
    },
    { reason: text, reasons },
  ],
  customers_split: [{ mergeId: id, by: id }, { reason: text }],
};

/** Events of one type. */
export function eventOf(type: EventType): fc.Arbitrary<CustomerEvent> {
  const [needed, optional] = FIELDS[type];
  const base = { id, customerId: id, at: instant, type: fc.constant(type) };
  return fc
    .record(
      { ...base, source: text, recordedAt: instant, ...needed, ...optional },
      { requiredKeys: [...Object.keys(base), ...Object.keys(needed)] as never[] },
    )
    .map((event) => ({ ...event }) as unknown as CustomerEvent);
}

/** Events of every type. */
export const anyEvent: fc.Arbitrary<CustomerEvent> = fc.oneof(
  ...(Object.keys(FIELDS) as EventType[]).map(eventOf),
);
