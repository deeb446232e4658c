/** Segment and RudderStack: names, redelivery, refunds, odd traits, orders of earlier batches, e-mails. */
import { describe, expect, it } from "vitest";
import { consentAt, createCrm, foldProfile, memoryStore, type CustomerEvent } from "setia";
import { importSegment, type ImportResult, type ImportSegmentOptions } from "setia/import";

let number = 0;
const track = (event: string, properties: object = {}, more: object = {}): object => ({
  type: "track",
  event,
  messageId: `m${String(number++)}`,
  userId: "lina",
  timestamp: "2026-02-03T04:05:06.000Z",
  properties,
  ...more,
});
const bought = (more: object = {}): object => ({
  order_id: "s1",
  total: 45,
  currency: "USD",
  ...more,
});
const products = [
  { sku: "cup", price: 12.5, quantity: 2 },
  { sku: "pot", price: 20, quantity: 1 },
];
const run = (calls: readonly object[], options?: ImportSegmentOptions): ImportResult =>
  importSegment(calls, options);
const kinds = ({ events }: ImportResult): string[] => events.map(({ type }) => type);
const reasons = ({ skipped }: ImportResult): string[] => skipped.map(({ reason }) => reason);
const given = ({ events }: ImportResult): number[] =>
  events.flatMap((event) => (event.type === "order_refunded" ? [event.amount] : []));

describe("names", () => {
  it.each([
    "Order Completed",
    "Completed Order",
    "order_completed",
    "orderCompleted",
    "order-completed",
    " ORDER  COMPLETED ",
  ])("takes an order called %s", (name) => {
    expect(kinds(run([track(name, bought())]))).toEqual(["order_completed"]);
  });

  it("takes the names of version 1 for what version 2 calls them", () => {
    const pairs = [
      ["Viewed Product", "product_viewed"],
      ["Clicked Product", "product_viewed"],
      ["Added Product", "product_added"],
      ["Removed Product", "product_removed"],
      ["Viewed Product Category", "product_list_viewed"],
      ["Searched Products", "products_searched"],
      ["Viewed Cart", "cart_viewed"],
      ["Started Order", "checkout_started"],
      ["Started Checkout", "checkout_started"],
      ["Applied Coupon", "coupon_applied"],
    ] as const;
    expect(run(pairs.map(([name]) => track(name))).events).toMatchObject(
      pairs.map(([, signal]) => ({ type: "intent_shown", signal })),
    );
    const changes = ["Completed Order", "Updated Order", "Refunded Order", "Canceled Order"];
    expect(kinds(run(changes.map((name) => track(name, bought()))))).toEqual([
      "order_completed",
      "order_cancelled",
      "order_completed",
      "order_refunded",
    ]);
  });
});

describe("what comes twice", () => {
  const delivered = (timestamp: string, more: object = {}): readonly CustomerEvent[] =>
    run([
      {
        ...track("Order Completed", bought()),
        messageId: "same",
        originalTimestamp: "2026-02-03T04:05:06.000Z",
        timestamp,
        ...more,
      },
    ]).events;

  it("gives a call that is delivered again the same instant", async () => {
    const crm = createCrm({ store: memoryStore(), timeZone: "UTC", currency: "USD" });
    await crm.record(delivered("2026-02-03T04:05:06.110Z"));
    const again = delivered("2026-02-03T04:05:08.900Z", { sentAt: "2026-02-03T05:00:00Z" });
    expect((await crm.record(again)).duplicates).toBe(1);
  });

  it("corrects a sender's clock that is hours off", () => {
    const off = { originalTimestamp: "2020-01-01T00:20:00.000Z" };
    expect(delivered("2026-02-03T04:20:00.110Z", off)[0]?.at).toEqual(
      new Date("2026-02-03T04:20:00Z"),
    );
  });

  it("keeps the first telling of an order that is completed once more", async () => {
    const crm = createCrm({ store: memoryStore(), timeZone: "UTC", currency: "USD" });
    await crm.record(run([track("Order Completed", bought())]).events);
    const again = track("Order Completed", bought(), { timestamp: "2026-03-05T00:00:00Z" });
    await crm.record(run([again]).events);
    const { purchases } = await crm.customer("lina", { asOf: new Date("2026-03-06") });
    expect([purchases?.orders, purchases?.recencyDays]).toEqual([1, 31]);
  });
});

it("refuses a call without an id that is no plain JSON", () => {
  const call = { ...track("Product Viewed"), messageId: undefined, loop: {} };
  call.loop = call;
  expect(reasons(run([call]))).toEqual(["unreadable"]);
});

describe("refunds", () => {
  it("gives back what the products that it names were sold for", () => {
    const order = track("Order Completed", bought({ products }));
    const back = (properties: object): number[] =>
      given(
        run([order, track("Order Refunded", { order_id: "s1", currency: "USD", ...properties })]),
      );
    expect(back({ products: [{ sku: "cup", price: 12.5, quantity: 1 }] })).toEqual([1250]);
    expect(back({ products: [{ sku: "cup", quantity: 2 }] })).toEqual([2500]);
    expect(back({ total: 3, products: [{ sku: "cup", quantity: 2 }] })).toEqual([300]);
    expect(back({})).toEqual([4500]);
    expect(back({ products: [{ sku: "jar" }] })).toEqual([]);
    expect(back({ products: [{ sku: "cup", quantity: 99 }] })).toEqual([]);
    const { events } = run([
      order,
      track("Order Refunded", { order_id: "s1", products: [{ sku: "pot" }] }),
    ]);
    expect(events[1]).toMatchObject({ amount: 2000, lines: [{ sku: "pot", quantity: 1 }] });
  });

  it("finds orders of earlier batches", () => {
    const [placed] = run([track("Order Completed", bought({ products }))]).events;
    const orderOf: ImportSegmentOptions["orderOf"] = (id) =>
      id === "s1" && placed?.type === "order_completed" ? placed : undefined;
    const alone = track("Order Refunded", { order_id: "s1" });
    expect(given(run([alone], { orderOf }))).toEqual([4500]);
    expect(reasons(run([alone]))).toEqual(["unreadable"]);
    const update = track(
      "Order Updated",
      { order_id: "s1", total: 40 },
      { timestamp: "2026-02-09T00:00:00Z" },
    );
    expect(run([update], { orderOf }).events[0]).toMatchObject({
      total: 4000,
      currency: "USD",
      at: placed?.at,
    });
    expect(reasons(run([update]))).toEqual(["not_counted"]);
    const answer = (found: unknown): ImportResult =>
      run([alone], { orderOf: () => found as undefined });
    expect(reasons(answer(null))).toEqual(["unreadable"]);
    expect(() => answer("lina")).toThrow('orderOf: the answer for "s1" is "lina"');
  });
});

describe("a user id that is the word for nothing", () => {
  it.each(["null", "undefined", "NaN", " NULL "])("%j is nobody's", (userId) => {
    const call = track("Order Completed", bought({}), { userId });
    expect(reasons(run([call]))).toEqual(["no_customer"]);
    const named = { ...call, traits: { email: "Rosa@example.com" } };
    expect(run([named], { customerBy: "id_or_email" }).events[0]?.customerId).toBe(
      "rosa@example.com",
    );
  });
});

describe("odd traits", () => {
  const traits = (given: object, more: object = {}): ImportResult =>
    run([
      {
        type: "identify",
        messageId: "i",
        userId: "lina",
        timestamp: "2026-02-03T00:00:00Z",
        traits: given,
        ...more,
      },
    ]);

  it("are left out with a note, and nothing else is lost", () => {
    const odd = {
      email: "lina@kopi-lina.id",
      address: "Bogor",
      birthday: 19900421,
      firstName: ["Lina"],
      lastName: "Su\u0000",
    };
    const result = traits(odd, { context: { locale: 7, traits: "x" } });
    expect(result.events).toMatchObject([{ traits: { email: "lina@kopi-lina.id" } }]);
    expect(result.notes.map(({ path }) => path.join("."))).toEqual(
      expect.arrayContaining([
        "calls.0.traits.address",
        "calls.0.traits.birthday",
        "calls.0.traits.firstName",
        "calls.0.traits.lastName",
      ]),
    );
  });

  it("are read where a number stands for a text", () => {
    const numbers = {
      email: "lina@kopi-lina.id",
      phone: 62812345678,
      address: { postalCode: 16122, city: "Bogor" },
    };
    expect(traits(numbers).events[0]).toMatchObject({
      traits: { phone: "62812345678", addresses: [{ postalCode: "16122" }] },
    });
  });
});

describe("e-mails", () => {
  const email = { context: { traits: { email: "lina@kopi-lina.id" } } };
  const told = (name: string, properties: object = {}): ImportResult =>
    run([track(name, properties, email)]);

  it("takes a delivered e-mail for a conversation, or for the delivery of a decision", () => {
    expect(told("Email Delivered", { email_subject: "Sale" }).events).toMatchObject([
      { type: "interaction_logged", channel: "email", direction: "outbound", topic: "Sale" },
    ]);
    expect(told("Email Delivered", { decision_id: "d1" }).events).toMatchObject([
      { type: "tactic_delivered", decisionId: "d1", channel: "email" },
    ]);
  });

  it("takes a link that was clicked for intent, and for an answer to a decision", () => {
    expect(kinds(told("Email Link Clicked"))).toEqual(["intent_shown"]);
    expect(told("Email Link Clicked", { decision_id: "d1" }).events).toMatchObject([
      { type: "tactic_responded", outcome: "clicked" },
      { type: "intent_shown", signal: "email_link_clicked" },
    ]);
    expect(kinds(told("Email Opened"))).toEqual(["intent_shown"]);
  });

  it("takes spam complaints and unsubscribing for a withdrawn consent", () => {
    for (const [name, method, outcome] of [
      ["Email Marked as Spam", "spam_complaint", "complained"],
      ["Unsubscribed", "unsubscribe_link", "unsubscribed"],
    ] as const) {
      expect(told(name, { decision_id: "d1" }).events).toMatchObject([
        { type: "consent_changed", status: "withdrawn", channel: "email", proof: { method } },
        { type: "tactic_responded", decisionId: "d1", outcome },
      ]);
      const { events } = told(name);
      const at = new Date("2026-03-01");
      const profile = foldProfile(events, { asOf: at });
      expect(
        consentAt(profile, {
          purpose: "marketing",
          channel: "email",
          contact: "lina@kopi-lina.id",
          asOf: at,
        }).status,
      ).toBe("withdrawn");
    }
  });

  it("takes back an address that bounced for good", () => {
    const known = run([
      {
        type: "identify",
        messageId: "i",
        userId: "lina",
        timestamp: "2026-02-01T00:00:00Z",
        traits: { email: "lina@kopi-lina.id" },
      },
    ]);
    const reached = (result: ImportResult): number =>
      foldProfile([...known.events, ...result.events], { asOf: new Date("2026-03-01") })
        .contactPoints.length;
    expect(reached(told("Email Opened"))).toBe(1);
    expect(reached(told("Email Bounced"))).toBe(0);
    for (const soft of [{ bounce_type: "soft" }, { type: "Transient" }, { severity: "temporary" }])
      expect(reasons(told("Email Bounced", soft))).toEqual(["not_counted"]);
    expect(reasons(run([track("Email Bounced")]))).toEqual(["not_counted"]);
  });
});
