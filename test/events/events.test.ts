import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkEvents, words, type CustomerEvent } from "setia";
import { compareEvents } from "setia/store";
import { eventContent, eventsUntil } from "../../src/events";
import { customerLog, deepFreeze, withShuffle } from "../arbitraries";

const at = new Date("2026-01-05T03:00:00Z");
const base = { id: "e1", customerId: "ani", at };
const order = {
  ...base,
  type: "order_completed",
  orderId: "o1",
  currency: "IDR",
  total: 100,
} as const;

describe("checkEvents", () => {
  it("finds no fault with events as they should be", () => {
    fc.assert(
      fc.property(customerLog, (events) => {
        expect(checkEvents(events)).toEqual([]);
      }),
    );
  });

  it.each([
    ["a missing id", { ...order, id: undefined }, "id", /missing/],
    ["an empty id", { ...order, id: "" }, "id", /1 to 190/],
    ["an id that is too long", { ...order, id: "x".repeat(191) }, "id", /1 to 190/],
    ["an id with NUL", { ...order, id: "a\0b" }, "id", /NUL/],
    ["an id with half a surrogate pair", { ...order, id: "a\uD800" }, "id", /half surrogates/],
    ["a date as text", { ...order, at: "2026-01-05" }, "at", /valid Date/],
    ["an invalid date", { ...order, at: new Date("nonsense") }, "at", /an invalid date/],
    [
      "an unknown type",
      { ...order, type: "order_lost" },
      "type",
      /expected one of customer_identified/,
    ],
    [
      "NaN as total",
      { ...order, total: Number.NaN },
      "total",
      /is NaN; expected whole minor units/,
    ],
    ["a fraction", { ...order, total: 12.5 }, "total", /is 12\.5/],
    ["an unsafe integer", { ...order, total: 2 ** 53 }, "total", /9007199254740992/],
    ["a negative total", { ...order, total: -1 }, "total", /not negative/],
    ["an unknown currency", { ...order, currency: "idr" }, "currency", /ISO 4217/],
    ["lines that are none", { ...order, lines: "x" }, "lines", /array/],
    ["a line that is none", { ...order, lines: [null] }, "lines.0", /object/],
    [
      "a line without price",
      { ...order, lines: [{ sku: "a", quantity: 1 }] },
      "lines.0.unitPrice",
      /missing/,
    ],
    [
      "a negative quantity",
      { ...order, lines: [{ sku: "a", quantity: -1, unitPrice: 5 }] },
      "lines.0.quantity",
      /not negative/,
    ],
    [
      "a refund of nothing",
      { ...base, type: "order_refunded", orderId: "o1", amount: 0 },
      "amount",
      /more than 0/,
    ],
    [
      "a direction that is none",
      { ...base, type: "interaction_logged", channel: "x", direction: "up" },
      "direction",
      /inbound, outbound/,
    ],
    ["no traits", { ...base, type: "customer_identified" }, "traits", /object/],
    [
      "a name that is a number",
      { ...base, type: "customer_identified", traits: { name: 5 } },
      "traits.name",
      /expected a text/,
    ],
  ])("refuses %s, and says where", (_, event, path, message) => {
    const issues = checkEvents([order, event as unknown as CustomerEvent]);
    expect(issues).toHaveLength(1);
    expect(issues[0]?.path.join(".")).toBe(`events.1.${path}`);
    expect(issues[0]?.message).toMatch(message);
  });

  it.each([[null], [5], ["x"], [[]]])("refuses %j as an event", (value) => {
    expect(checkEvents([value as unknown as CustomerEvent])).toHaveLength(1);
  });

  it("lists every fault of every event", () => {
    const broken = { ...order, total: Number.NaN, currency: "?" };
    expect(checkEvents([broken, broken])).toHaveLength(4);
  });

  it("has a check for every type", () => {
    for (const type of words.eventTypes) {
      expect(checkEvents([{ ...base, type } as unknown as CustomerEvent]).length).toBeGreaterThan(
        0,
      );
    }
  });
});

describe("the order of events", () => {
  const later = new Date(at.getTime() + 1);
  it("goes by when it happened, then when it was recorded, then by the id's code points", () => {
    const events: CustomerEvent[] = [
      { ...order, id: "\u{1F600}" },
      { ...order, id: "\uFFFD" },
      { ...order, id: "a", recordedAt: later },
      { ...order, id: "b", at: new Date(at.getTime() - 1) },
    ];
    expect(events.sort(compareEvents).map((event) => event.id)).toEqual([
      "b",
      "\uFFFD",
      "\u{1F600}",
      "a",
    ]);
  });

  it("is the same from any arrival order, and leaves its input alone", () => {
    fc.assert(
      fc.property(withShuffle(customerLog), ([events, shuffled]) => {
        expect(eventsUntil(deepFreeze(shuffled))).toEqual(eventsUntil(events));
      }),
    );
  });

  it("keeps an event at the very instant and leaves a later one out", () => {
    expect(eventsUntil([order], at)).toHaveLength(1);
    expect(eventsUntil([{ ...order, at: later }], at)).toHaveLength(0);
  });
});

describe("eventContent", () => {
  it("does not depend on the order of fields or on when the fact was recorded", () => {
    const turned = Object.fromEntries(Object.entries(order).reverse()) as unknown as CustomerEvent;
    expect(eventContent({ ...turned, recordedAt: at })).toBe(eventContent(order));
  });

  it.each([{ total: 101 }, { customerId: "budi" }, { at: new Date(0) }, { source: "till" }])(
    "differs for %j",
    (change) => {
      expect(eventContent({ ...order, ...change })).not.toBe(eventContent(order));
    },
  );
});
