import { EVENT_RULES } from "../../src/events/rules/event-rules";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkEvents, type CustomerEvent } from "setia";
import {
  eventSchema,
  orderSchema,
  parseEvent,
  parseEvents,
  parseOrders,
  safeParseEvent,
  safeParseEvents,
  safeParseOrders,
} from "setia/schemas";
import { customerLog, orders } from "../arbitraries";

describe("parseEvents", () => {
  it("gives back what was written as JSON", () => {
    fc.assert(
      fc.property(customerLog, (events) => {
        expect(parseEvents(JSON.parse(JSON.stringify(events)))).toEqual(events);
      }),
    );
  });

  it("reads the offset of an instant, and refuses a text without one", () => {
    const event = { id: "e", type: "order_cancelled", customerId: "ani", orderId: "o" };
    const parsed = parseEvent({ ...event, at: "2026-01-05T10:00:00+07:00" });
    expect(parsed.at.toISOString()).toBe("2026-01-05T03:00:00.000Z");
    expect(safeParseEvent({ ...event, at: "2026-01-05T10:00:00" }).success).toBe(false);
    expect(safeParseEvent({ ...event, at: "2026-02-31T10:00:00Z" }).success).toBe(false);
  });

  it("says what was expected of instants and amounts", () => {
    const messages = (change: object): string[] => {
      const good = {
        id: "e",
        type: "order_refunded",
        customerId: "ani",
        at: new Date(0),
        orderId: "o",
        amount: 5,
      };
      const result = safeParseEvent({ ...good, ...change });
      return result.success ? [] : result.error.issues.map((issue) => issue.message);
    };
    expect(messages({ at: "2026-01-05" })).toEqual([
      'is "2026-01-05"; expected a Date, or an ISO 8601 text with offset such as "2026-01-05T10:00:00+07:00"',
    ]);
    expect(messages({ amount: 10.5 })).toEqual([
      "is 10.5; expected whole minor units (12990 for 129.90), more than 0",
    ]);
  });

  it("leaves unknown fields out", () => {
    const event = {
      id: "e",
      type: "order_cancelled",
      customerId: "ani",
      orderId: "o",
      at: new Date(0),
    };
    expect(parseEvent({ ...event, colour: "red" })).toEqual(event);
  });

  it("lists every issue with its path", () => {
    const result = safeParseEvents([{ type: "order_cancelled" }, { type: "nonsense" }]);
    expect(result.success).toBe(false);
    const paths = result.success ? [] : result.error.issues.map((issue) => issue.path.join("."));
    expect(paths).toEqual([
      "events.0.id",
      "events.0.customerId",
      "events.0.at",
      "events.0.orderId",
      "events.1.type",
    ]);
    expect(() => parseEvents([{ type: "nonsense" }])).toThrow(/^parseEvents: events\[0\]\.type: /);
  });

  it("refuses what the cheap checks refuse, and takes what they take", () => {
    const spoilt = fc.record({
      event: customerLog.map((events) => events[0]),
      field: fc.constantFrom(
        "id",
        "at",
        "total",
        "currency",
        "orderId",
        "amount",
        "type",
        "direction",
        "traits",
      ),
      value: fc.oneof(
        fc.constantFrom(
          undefined,
          null,
          "",
          "x\0",
          -1,
          0.5,
          Number.NaN,
          2 ** 53,
          new Date(Number.NaN),
          {},
          [],
        ),
        fc.string(),
        fc.integer(),
      ),
    });
    fc.assert(
      fc.property(spoilt, ({ event, field, value }) => {
        const candidate = { ...event, [field]: value } as unknown as CustomerEvent;
        expect(safeParseEvent(candidate).success).toBe(checkEvents([candidate]).length === 0);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("parseOrders", () => {
  it("gives back what was written as JSON", () => {
    fc.assert(
      fc.property(orders, (given) => {
        expect(parseOrders(JSON.parse(JSON.stringify(given)))).toEqual(given);
      }),
    );
  });

  it.each([
    [[{ total: 12.5 }], "orders.0.total"],
    [[{ currency: "EURO" }], "orders.0.currency"],
    [[{ placedAt: "yesterday" }], "orders.0.placedAt"],
    [[{ refunds: [{ at: "2026-01-05T03:00:00Z", amount: 0 }] }], "orders.0.refunds.0.amount"],
    [{}, "orders"],
  ])("names the place in %j", (value, path) => {
    const good = {
      id: "o",
      customerId: "ani",
      placedAt: "2026-01-05T03:00:00Z",
      currency: "IDR",
      total: 5,
    };
    const given = Array.isArray(value)
      ? value.map((order: object) => ({ ...good, ...order }))
      : value;
    const result = safeParseOrders(given);
    expect(result.success ? [] : result.error.issues.map((issue) => issue.path.join("."))).toEqual([
      path,
    ]);
  });
});

it("offers Standard Schemas", async () => {
  for (const schema of [eventSchema, orderSchema]) {
    expect(schema["~standard"].version).toBe(1);
    const result = await schema["~standard"].validate({});
    expect(result.issues?.length).toBeGreaterThan(0);
  }
});

// A field that is forgotten in the rules, or that no longer is there, does not compile.
const { order_cancelled: cancelled } = EVENT_RULES;
// @ts-expect-error -- without orderId
({ needed: {}, optional: cancelled.optional }) satisfies typeof cancelled;
({
  needed: cancelled.needed,
  // @ts-expect-error -- a field that no event has
  optional: { ...cancelled.optional, colour: cancelled.optional.reason },
}) satisfies typeof cancelled;
