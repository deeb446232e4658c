/**
 * What a stranger can send takes linear time: every text, every list and every number of events, made from the rules of
 * events themselves, is doubled, and what looks at it may not take much more than twice as long. Sizes are those of a log
 * that is older than the limits; `record` refuses them.
 */
import fc from "fast-check";
import { describe, it } from "vitest";
import * as setia from "setia";
import * as phone from "setia/phone";
import * as schemas from "setia/schemas";
import {
  decide,
  describeDecision,
  words,
  findDuplicates,
  fitCrossSell,
  fitTactics,
  foldProfile,
  matchKeys,
  ordersFromEvents,
  viewCustomer,
  type CustomerEvent,
  type EventType,
} from "setia";
import { decodeEvent, encodeEvent } from "setia/store";
import { mergedCustomers } from "setia/profile";
import { safeParseEvents } from "setia/schemas";
import { BASE, EVENT_RULES, type RecordRule, type Rule } from "../../src/events/rules/event-rules";
import * as checks from "../../src/events/rules/field-checks";
import { eventOf } from "../events/any-event";
import { expectLinear, FILLS } from "../linear";

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const asOf = new Date("2026-06-01T00:00:00Z");

/** Texts that any check takes for a text; ids keep their own length. */
const TEXTS: readonly unknown[] = [checks.text, checks.longText, checks.name];

/** The same record with whatever the rules say changed. */
function changed(
  value: Record<string, unknown>,
  rules: readonly RecordRule[],
  change: (member: unknown, rule: Rule, name: string) => unknown,
): Record<string, unknown> {
  const all = Object.assign(
    {},
    ...rules.flatMap(({ needed, optional }) => [needed, optional]),
  ) as Record<string, Rule>;
  const entries = Object.entries(value).map(([name, member]): [string, unknown] => {
    const rule = all[name];
    if (rule === undefined || member === undefined) return [name, member];
    const now = change(member, rule, name);
    if (typeof rule === "function") return [name, now];
    if (!("each" in rule)) return [name, changed(now as Record<string, unknown>, [rule], change)];
    const { each } = rule;
    if (typeof each === "object" && "each" in each) return [name, now];
    return [
      name,
      (now as unknown[]).map((item) =>
        typeof each === "function"
          ? change(item, each, name)
          : changed(item as Record<string, unknown>, [each], change),
      ),
    ];
  });
  return Object.fromEntries(entries);
}

/** One event of a type with every field that it can have. */
function fullEvent(type: EventType): Record<string, unknown> {
  const samples = fc.sample(eventOf(type), { seed: 7, numRuns: 200 }) as unknown as Record<
    string,
    unknown
  >[];
  const full: Record<string, unknown> = {};
  const fill = (into: Record<string, unknown>, from: Record<string, unknown>): void => {
    for (const [name, member] of Object.entries(from)) {
      const known = into[name];
      const isRecord = (one: unknown): one is Record<string, unknown> =>
        typeof one === "object" && one !== null && !Array.isArray(one) && !(one instanceof Date);
      if (isRecord(known) && isRecord(member)) fill(known, member);
      else if (known === undefined || (Array.isArray(known) && known.length === 0)) {
        into[name] = isRecord(member) ? { ...member } : member;
      }
    }
  };
  for (const sample of samples) fill(full, sample);
  return { ...full, customerId: "ani", at: new Date(START), recordedAt: new Date(START), id: "e" };
}

const KNOWN: CustomerEvent = {
  id: "known",
  type: "customer_identified",
  customerId: "ani",
  at: new Date(START),
  traits: { name: "Ani Wijaya" },
};

/** Everything that looks at one customer. */
function lookAt(own: readonly CustomerEvent[]): void {
  // Merges and splits alone are nobody's history.
  const events = [KNOWN, ...own];
  const view = viewCustomer(
    { events },
    { asOf, timeZone: "Asia/Jakarta", currency: "IDR", convert: (amount) => amount % 1e9 },
  );
  const decision = decide(view);
  if (decision.status !== "none") describeDecision(decision, { language: "id" });
  for (const event of events) decodeEvent(encodeEvent(event));
  safeParseEvents(events);
  mergedCustomers(events);
  fitTactics([events], { asOf, currency: "IDR" });
  const profile = foldProfile(events, { asOf, country: "ID" });
  const keys = matchKeys(profile);
  // Somebody who is nearly the same, as two entries of one form are.
  const others = events.map((event) => nearly(event));
  findDuplicates([
    keys,
    matchKeys({ ...foldProfile(others, { asOf, country: "ID" }), customerId: "budi" }),
  ]);
  const orders = ordersFromEvents(events, { asOf });
  fitCrossSell([...orders, ...orders.map((order) => ({ ...order, id: `${order.id}+` }))], { asOf });
}

function nearly(event: CustomerEvent): CustomerEvent {
  if (event.type !== "customer_identified") return event;
  const { name } = event.traits;
  return name === undefined ? event : { ...event, traits: { ...event.traits, name: `${name}i` } };
}

describe.each(words.eventTypes)("%s takes linear time", (type) => {
  const full = fullEvent(type);
  const rules = [BASE, EVENT_RULES[type]];

  it("in the length of every text", async () => {
    for (const fill of FILLS) {
      const work = (size: number): (() => void) => {
        const long = `1${fill.repeat(Math.ceil(size / fill.length))}1`;
        const event = changed(full, rules, (member, rule) =>
          TEXTS.includes(rule) ? long : member,
        ) as unknown as CustomerEvent;
        return () => {
          lookAt([event]);
        };
      };
      await expectLinear(JSON.stringify(fill), work, 4_000);
    }
  }, 120_000);

  it("in the length of every list", async () => {
    const work = (size: number): (() => void) => {
      let at = 0;
      const event = changed(full, rules, (member, rule) => {
        if (Array.isArray(member) && member.length > 0 && "each" in (rule as object)) {
          return Array.from(
            { length: size },
            (_, index) => member[index % member.length] as unknown,
          );
        }
        // Each item another, as lists of a form are.
        if (rule === checks.id) return `i${String(at++)}`;
        return TEXTS.includes(rule) ? `t${String(at++)}@toko.co.id` : member;
      });
      const own = { ...event, id: "e", customerId: "ani" } as unknown as CustomerEvent;
      return () => {
        lookAt([own]);
      };
    };
    await expectLinear("lists", work, 500);
  }, 120_000);
});

/** Events of some types about the same things: the i-th of each names the i-th order, complaint, decision. */
function logOf(types: readonly EventType[], size: number, apart: number): CustomerEvent[] {
  return types.flatMap((type, place) => {
    const samples = fc.sample(eventOf(type), { seed: 11, numRuns: 50 }) as unknown as Record<
      string,
      unknown
    >[];
    return Array.from({ length: size }, (_, index) => {
      const sample = samples[index % samples.length] ?? {};
      const event = changed(sample, [BASE, EVENT_RULES[type]], (member, rule, name) =>
        rule === checks.id
          ? `${name}${String(index)}`
          : rule === checks.amount || rule === checks.positiveAmount
            ? 1_000
            : member,
      );
      const at = new Date(START + (index * types.length + place) * apart);
      // Later than anything, so that it holds.
      const until = event["until"] === undefined ? {} : { until: new Date("2027-01-01") };
      return {
        ...event,
        ...until,
        id: `${type}${String(index).padStart(6, "0")}`,
        customerId: "ani",
        at,
        recordedAt: at,
      } as unknown as CustomerEvent;
    });
  });
}

describe("one customer's events take linear time", () => {
  const cases = [...words.eventTypes.map((type): readonly EventType[] => [type]), words.eventTypes];
  it.each(
    cases.flatMap((types) =>
      [0, MINUTE].map(
        (apart) => [types.length === 1 ? types[0] : "all types", apart, types] as const,
      ),
    ),
  )(
    "%s, %i ms apart",
    async (name, apart, types) => {
      const of = types.filter((type) => type !== "customers_merged" && type !== "customers_split");
      if (of.length === 0) return;
      const work = (size: number): (() => void) => {
        const events = logOf(of, size, apart);
        return () => {
          lookAt(events);
        };
      };
      await expectLinear(String(name), work, types.length === 1 ? 500 : 50);
    },
    120_000,
  );
});

it("many orders and then as many cancellations or refunds take linear time", async () => {
  for (const type of ["order_cancelled", "order_refunded"] as const) {
    const work = (size: number): (() => void) => {
      const events = logOf(["order_completed", type], size, MINUTE).map((event, index) => {
        // All orders first, each taken back in the order in which they were placed.
        const at = new Date(START + index * MINUTE);
        const whole = event.type === "order_refunded" ? { amount: 1_000 } : {};
        return { ...event, ...whole, at, recordedAt: at };
      });
      return () => {
        lookAt(events);
      };
    };
    await expectLinear(type, work, 500);
  }
}, 120_000);

/** Every function that users can call, with the text where a text may be; what it refuses, it must refuse as quickly. */
const FUNCTIONS = Object.entries({ ...setia, ...phone, ...schemas } as Record<
  string,
  unknown
>).filter(
  (entry): entry is [string, (...given: unknown[]) => unknown] =>
    typeof entry[1] === "function" &&
    !entry[1].toString().startsWith("class") &&
    // A workspace and a store take their texts in methods, which refuse them as `record` does.
    entry[0] !== "createCrm" &&
    entry[0] !== "memoryStore",
);

it.each(FUNCTIONS)(
  "%s takes linear time in the length of a text",
  async (name, call) => {
    for (const fill of FILLS) {
      const work = (size: number): (() => void) => {
        const long = `1${fill.repeat(Math.ceil(size / fill.length))}1`;
        const calls: unknown[][] = [
          [long],
          [long, "IDR"],
          [long, "ID"],
          [long, long],
          [{ code: long, params: { day: long } }, "id"],
          [[long], { asOf }],
          [1, long, "id"],
        ];
        return () => {
          for (const given of calls) {
            try {
              const answer = call(...given);
              if (answer instanceof Promise) answer.catch(() => undefined);
            } catch {
              // What is no argument of this function is refused.
            }
          }
        };
      };
      await expectLinear(`${name} of ${JSON.stringify(fill)}`, work, 8_000);
    }
  },
  60_000,
);
