import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TZDate } from "@date-fns/tz";
import { checkEvents, words, isSetiaError, type CustomerEvent, type SetiaError } from "setia";
import { decodeEvent, encodeEvent, EVENT_VERSION, UPCASTERS } from "setia/store";
import { checkStored } from "../../src/events";
import { parseEvent, parseEvents, safeParseEvent, safeParseEvents } from "setia/schemas";
import { eventContent, eventsUntil, reviveEvent, type EncodedEvent } from "../../src/events";
import { deepFreeze, RUNS, withShuffle } from "../arbitraries";
import { anyEvent, eventOf } from "./any-event";

const order = {
  id: "e1",
  type: "order_completed",
  customerId: "ani",
  at: new Date("2026-01-05T03:00:00Z"),
  orderId: "o1",
  currency: "IDR",
  total: 100,
} as const;

function errorOf(work: () => unknown): SetiaError {
  try {
    work();
  } catch (error) {
    if (isSetiaError(error)) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

const throughJson = (event: CustomerEvent): unknown =>
  JSON.parse(JSON.stringify(encodeEvent(event)));

describe.each(words.eventTypes)("%s", (type) => {
  const numRuns = 60 * RUNS;

  it("is found without fault, and comes back from JSON as it was", () => {
    fc.assert(
      fc.property(eventOf(type), (event) => {
        expect(checkEvents([event])).toEqual([]);
        const decoded = decodeEvent(throughJson(deepFreeze(event)));
        expect(decoded).toEqual(event);
        expect(eventContent(decoded)).toBe(eventContent(event));
        expect(reviveEvent(throughJson(event) as EncodedEvent)).toEqual(decoded);
        expect(decodeEvent(encodeEvent(event))).toEqual(event);
      }),
      { numRuns },
    );
  });

  it("is parsed alike, encoded or plain", () => {
    fc.assert(
      fc.property(eventOf(type), (event) => {
        expect(parseEvent(throughJson(event))).toEqual(event);
        expect(parseEvent(JSON.parse(JSON.stringify(event)))).toEqual(event);
        expect(parseEvent(event)).toEqual(event);
      }),
      { numRuns },
    );
  });

  it("is in order wherever it arrives, once", () => {
    fc.assert(
      fc.property(
        withShuffle(fc.uniqueArray(eventOf(type), { maxLength: 6, selector: ({ id }) => id })),
        ([events, shuffled]) => {
          expect(eventsUntil([...shuffled, ...events])).toEqual(eventsUntil(events));
        },
      ),
      { numRuns: 20 * RUNS },
    );
  });
});

it("the parser refuses what the cheap checks refuse, whatever field is spoilt and however deep", () => {
  const values = fc.oneof(
    fc.constantFrom<unknown>(
      undefined,
      null,
      "",
      "x\0",
      "\uD800",
      -1,
      0,
      0.5,
      11,
      Number.NaN,
      Infinity,
    ),
    fc.constantFrom<unknown>(
      2 ** 53,
      new Date(Number.NaN),
      new Date(8.64e15),
      {},
      [],
      [null],
      true,
    ),
    fc.string(),
  );
  const spoilt = anyEvent.chain((event) => {
    const fields: (readonly string[])[] = Object.entries(event).flatMap(
      ([name, value]: [string, unknown]) => [
        [name],
        ...(typeof value === "object" && value !== null && !(value instanceof Date)
          ? Object.keys(value).map((inner) => [name, inner])
          : []),
      ],
    );
    return fc.record({
      event: fc.constant(event),
      field: fc.constantFrom(...fields),
      value: values,
    });
  });
  fc.assert(
    fc.property(spoilt, ({ event, field: [name = "", inner], value }) => {
      const outer = (event as unknown as Record<string, unknown>)[name];
      const changed =
        inner === undefined
          ? value
          : Array.isArray(outer)
            ? outer.map((item: unknown, at) => (String(at) === inner ? value : item))
            : Object.fromEntries(
                Object.entries(outer as object).map(([key, member]: [string, unknown]) => [
                  key,
                  key === inner ? value : member,
                ]),
              );
      const candidate = { ...event, [name]: changed };
      const issues = checkEvents([candidate]);
      // Of today's version: an event without one is lifted first, which mends a missing arm.
      const versioned = { version: EVENT_VERSION, ...candidate };
      expect(safeParseEvent(versioned).success).toBe(issues.length === 0);
      if (issues.length > 0) {
        // What a store has already is written as it is, be it longer or larger than what may come in.
        if (checkStored([candidate]).length > 0) {
          expect(errorOf(() => encodeEvent(candidate)).issues.length).toBeGreaterThan(0);
        }
        for (const { path } of issues) expect(path.slice(0, 2)).toEqual(["events", 0]);
      }
    }),
    { numRuns: 1500 * RUNS },
  );
}, 60_000);

describe("encodeEvent", () => {
  it("says its version first and writes instants in UTC", () => {
    const encoded = encodeEvent(order);
    expect(Object.keys(encoded)[0]).toBe("version");
    expect(encoded).toEqual({ ...order, version: EVENT_VERSION, at: "2026-01-05T03:00:00.000Z" });
  });

  it.each(["0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"])("keeps %s", (at) => {
    expect(encodeEvent({ ...order, at: new Date(at) }).at).toBe(at);
    expect(decodeEvent({ ...encodeEvent(order), at }).at).toEqual(new Date(at));
  });

  it.each([new Date("0000-12-31T23:59:59.999Z"), new Date("+010000-01-01T00:00:00Z")])(
    "refuses %s",
    (at) => {
      expect(() => encodeEvent({ ...order, at })).toThrow(
        /^encodeEvent: event\.at: is in the year \d+; expected a Date of the years 1 to 9999$/,
      );
      expect(safeParseEvent({ ...order, at }).success).toBe(false);
    },
  );

  it("takes a date of another class by its instant", () => {
    const at = new TZDate(order.at.getTime(), "Asia/Jakarta");
    expect(encodeEvent({ ...order, at })).toEqual(encodeEvent(order));
    expect(eventContent({ ...order, at })).toBe(eventContent(order));
  });

  it("keeps fields that it does not know, also __proto__, which stays harmless", () => {
    const json = '{"__proto__":{"polluted":true},"colour":{"red":[1,null,"x"]},"constructor":5}';
    const event = { ...order, ...(JSON.parse(json) as object) };
    Object.defineProperty(event, "__proto__", {
      value: { polluted: true },
      enumerable: true,
      configurable: true,
      writable: true,
    });
    const text = JSON.stringify(encodeEvent(event));
    expect(text).toContain('"__proto__":{"polluted":true}');
    const decoded = decodeEvent(JSON.parse(text));
    expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
    expect((decoded as unknown as { polluted?: boolean }).polluted).toBeUndefined();
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(eventContent(decoded)).toBe(eventContent(event));
    expect(parseEvent(JSON.parse(text))).toEqual(order);
  });

  it.each<[string, object, string]>([
    ["NUL in a text", { channel: "a\0b" }, "event.channel"],
    ["half a surrogate pair in a text", { channel: "a\uDC00" }, "event.channel"],
    ["NUL in an id", { orderId: "a\0b" }, "event.orderId"],
    ["a date in an unknown field", { extra: { when: new Date(0) } }, "event.extra.when"],
    ["NaN in an unknown field", { extra: [Number.NaN] }, "event.extra[0]"],
    ["a function", { extra: () => 1 }, "event.extra"],
    ["a bigint", { extra: 1n }, "event.extra"],
    ["a map", { extra: new Map() }, "event.extra"],
    ["NUL in an unknown name", { extra: { "a\0": 1 } }, "event.extra"],
    ["a version of its own", { version: 2 }, "event.version"],
  ])("refuses %s", (_, change, path) => {
    const error = errorOf(() => encodeEvent({ ...order, ...change }));
    expect(error.code).toBe("INVALID_INPUT");
    expect(error.message).toContain(`encodeEvent: ${path}: `);
  });

  it("refuses what goes round in a circle or too deep, and does not hang", () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(errorOf(() => encodeEvent({ ...order, circle } as CustomerEvent)).message).toMatch(
      /64 levels/,
    );
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    expect(errorOf(() => decodeEvent({ ...order, deep })).message).toMatch(/64 levels/);
    expect(parseEvent({ ...order, deep })).toEqual(order);
  });
});

describe("decodeEvent", () => {
  it.each([[null], [5], ["x"], [[]], [undefined]])("refuses %j", (value) => {
    expect(errorOf(() => decodeEvent(value)).message).toMatch(
      /^decodeEvent: event: .*expected an object$/,
    );
  });

  it("names every fault with its path", () => {
    const error = errorOf(() =>
      decodeEvent({ version: 2, type: "order_completed", id: "", at: "2026-01-05", total: 1.5 }),
    );
    expect(error.issues.map((issue) => issue.path.join("."))).toEqual([
      "event.id",
      "event.customerId",
      "event.at",
      "event.orderId",
      "event.currency",
      "event.total",
    ]);
  });

  it.each([3, 99])("refuses version %d and says what to do", (version) => {
    const error = errorOf(() => decodeEvent({ ...encodeEvent(order), version }));
    expect(error.code).toBe("NEWER_EVENT");
    expect(error.message).toBe(
      `decodeEvent: version is ${String(version)}; expected 2 or older, so upgrade setia`,
    );
    const parsed = safeParseEvent({ ...encodeEvent(order), version });
    expect(parsed.success ? [] : parsed.error.issues).toEqual([
      {
        path: ["event", "version"],
        message: `is ${String(version)}; expected 2 or older, so upgrade setia`,
      },
    ]);
  });

  it.each([0, -1, 1.5, "2", null])("refuses the version %j", (version) => {
    expect(errorOf(() => decodeEvent({ ...encodeEvent(order), version })).code).toBe(
      "INVALID_INPUT",
    );
    expect(safeParseEvents([{ ...encodeEvent(order), version }]).success).toBe(false);
  });

  it("reads what JSON can hold of random values without any other error", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.jsonValue(), fc.anything()),
        fc.constantFrom(...words.eventTypes),
        (value, type) => {
          const given =
            typeof value === "object" && value !== null && !Array.isArray(value)
              ? { ...value, type }
              : value;
          expect(isSetiaError(errorOf(() => decodeEvent(given)))).toBe(true);
          expect(safeParseEvent(given).success).toBe(false);
        },
      ),
      { numRuns: 300 * RUNS },
    );
  });
});

describe("an old log", () => {
  /** Written by setia 0.1.0 with JSON.stringify: every type that it had, no version. */
  const OLD = `[
    {"id":"e1","type":"customer_identified","customerId":"ani","at":"2026-01-05T03:00:00.000Z","traits":{"name":"Ani","honorific":"Ibu","email":"ani@example.com","phone":"0811","city":"Bandung"},"kind":"person"},
    {"id":"e2","type":"order_completed","customerId":"ani","at":"2026-01-05T10:00:00+07:00","orderId":"o1","currency":"IDR","total":100,"lines":[{"sku":"a","quantity":1.5,"unitPrice":60,"category":"soap"}],"channel":"web","source":"till","recordedAt":"2026-01-06T00:00:00Z"},
    {"id":"e3","type":"order_refunded","customerId":"ani","at":"2026-01-06T03:00:00.000Z","orderId":"o1","amount":10},
    {"id":"e4","type":"order_cancelled","customerId":"ani","at":"2026-01-07T03:00:00.000Z","orderId":"o1"},
    {"id":"e5","type":"interaction_logged","customerId":"ani","at":"2026-01-08T03:00:00.000Z","channel":"phone","direction":"inbound","topic":"size","summary":"asked"},
    {"id":"e6","type":"tactic_decided","customerId":"ani","at":"2026-01-09T03:00:00.000Z","decisionId":"d1","tactic":"win.checkin"},
    {"id":"e7","type":"tactic_delivered","customerId":"ani","at":"2026-01-09T04:00:00.000Z","decisionId":"d1"},
    {"id":"e8","type":"tactic_responded","customerId":"ani","at":"2026-01-10T03:00:00.000Z","decisionId":"d1","outcome":"accepted"}
  ]`;

  it("is read into today's types", () => {
    const old = JSON.parse(OLD) as Record<string, unknown>[];
    const events = old.map(decodeEvent);
    expect(checkEvents(events)).toEqual([]);
    expect(parseEvents(old)).toEqual(events);
    expect(events[1]).toEqual({
      ...old[1],
      at: new Date("2026-01-05T03:00:00Z"),
      recordedAt: new Date("2026-01-06T00:00:00Z"),
    });
    expect(events[5]).toEqual({
      ...old[5],
      at: new Date("2026-01-09T03:00:00Z"),
      arm: "treatment",
      reasons: [],
    });
    expect(events.map(encodeEvent).map(decodeEvent)).toEqual(events);
  });

  it("may say its version, and version 2 without arm is refused", () => {
    const decided = (JSON.parse(OLD) as Record<string, unknown>[])[5];
    expect(decodeEvent({ ...decided, version: 1 })).toEqual(decodeEvent(decided));
    expect(
      errorOf(() => decodeEvent({ ...decided, version: 2 })).issues.map(({ path }) => path[1]),
    ).toEqual(["arm", "reasons"]);
  });

  it("has a step for every version up to today's", () => {
    expect(UPCASTERS.map(({ from }) => from)).toEqual(
      Array.from({ length: EVENT_VERSION - 1 }, (_, index) => index + 1),
    );
  });
});

it("ten thousand bad events give a short message and every issue", () => {
  const long = "n".repeat(100_000);
  const bad = Array.from({ length: 10_000 }, () => ({
    ...order,
    total: long,
    [long]: 1,
    at: long,
  }));
  const issues = checkEvents(bad as unknown as CustomerEvent[]);
  expect(issues).toHaveLength(20_000);
  const parsed = errorOf(() => parseEvents(bad));
  expect(parsed.issues).toHaveLength(20_000);
  expect(parsed.message.length).toBeLessThan(2_000);
  const encoded = errorOf(() => encodeEvent({ ...order, [long]: Number.NaN }));
  expect(encoded.message.length).toBeLessThan(2_000);
});
