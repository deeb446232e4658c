import { describe, expect, it } from "vitest";
import {
  createCrm,
  decide,
  decideAll,
  memoryStore,
  TACTICS,
  type CompactDecision,
  type Crm,
  type CustomerEvent,
} from "setia";
import { usualSilence } from "../../src/crm/models/order-feed";

const DAY = 86_400_000;
const START = Date.UTC(2025, 0, 1, 3);

/** A generator of numbers from 0 to 1 that is the same on every machine (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Shops by how likely an order is on a day. */
const SHOPS: readonly (readonly [name: string, likely: (day: number) => number])[] = [
  ["many orders every day", () => 0.999],
  ["an order on most days", () => 0.8],
  ["an order every third day", () => 1 / 3],
  ["an order a week", () => 1 / 7],
  ["closed on Sundays", (day) => (day % 7 === 0 ? 0 : 0.95)],
  ["open on weekends only", (day) => (day % 7 >= 5 ? 0.9 : 0)],
  ["half as busy in the off-season", (day) => (day % 365 < 120 ? 0.3 : 0.7)],
];

function daysOf(
  likely: (day: number) => number,
  gaps: number,
  random: () => number,
  from = 0,
): number[] {
  const days: number[] = [];
  for (let day = from; days.length <= gaps; day++) if (random() < likely(day)) days.push(day);
  return days;
}

describe("how long a shop's orders usually stay away", () => {
  it("is not told of fewer than 30 gaps", () => {
    const days = Array.from({ length: 31 }, (_, index) => index);
    expect(usualSilence(days.slice(1))).toBeUndefined();
    expect(usualSilence(days)).toBeGreaterThanOrEqual(2);
  });

  it.each(SHOPS)("alarms falsely about once in 1,000 days at most: %s", (_, likely) => {
    let alarms = 0;
    let watched = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const random = chance(seed * 7919);
      for (const gaps of [30, 100, 400]) {
        const days = daysOf(likely, gaps, random);
        const line = usualSilence(days);
        expect(line).toBeDefined();
        // Fresh days, which the line was not made of.
        const begin = (days.at(-1) ?? 0) + 1;
        let last = begin - 1;
        for (let day = begin; day < begin + 1000; day++) {
          if (random() < likely(day)) last = day;
          // Told once a silence.
          if (day - last === (line ?? 0) + 1) alarms++;
        }
        watched += 1000;
      }
    }
    expect(watched).toBe(180_000);
    expect(alarms / (watched / 1000)).toBeLessThanOrEqual(1);
  });

  it.each<[number, (day: number) => number, number]>([
    [365, () => 0.999, 5],
    [365, () => 0.8, 10],
    [365, (day) => (day % 7 === 0 ? 0 : 0.95), 8],
    [120, () => 1 / 3, 24],
  ])("notices a feed that stops: %i gaps", (gaps, likely, atMost) => {
    const lines = Array.from(
      { length: 40 },
      (_, seed) => usualSilence(daysOf(likely, gaps, chance(seed + 1))) ?? Infinity,
    );
    expect(Math.max(...lines)).toBeLessThanOrEqual(atMost);
  });
});

describe("a feed that has stopped", () => {
  const refitAt = new Date(START + 200 * DAY);

  async function shop(): Promise<Crm> {
    const crm = createCrm({ store: memoryStore(), timeZone: "Asia/Jakarta", currency: "IDR" });
    const events: CustomerEvent[] = [];
    for (let index = 0; index < 40; index++) {
      const customerId = `c${String(index)}`;
      const about = { customerId, at: new Date(START) };
      events.push(
        {
          ...about,
          id: `t${String(index)}`,
          type: "customer_identified",
          traits: { email: `a${String(index)}@toko.co.id` },
        },
        {
          ...about,
          id: `k${String(index)}`,
          type: "consent_changed",
          purpose: "any",
          channel: "any",
          status: "granted",
          proof: { method: "form" },
        },
      );
    }
    // Every day somebody orders, each customer every twentieth day.
    for (let day = 0; day < 200; day++) {
      for (const customer of [day % 20, (day % 20) + 20])
        events.push(orderOf(`c${String(customer)}`, day));
    }
    await crm.record(events);
    await crm.refit({ asOf: refitAt });
    return crm;
  }

  function orderOf(customerId: string, day: number): CustomerEvent {
    const id = `${customerId}-${String(day)}`;
    return {
      id,
      type: "order_completed",
      customerId,
      at: new Date(START + day * DAY),
      orderId: id,
      currency: "IDR",
      total: 5_000_000,
    };
  }

  async function decisions(crm: Crm, asOf: Date): Promise<CompactDecision[]> {
    const all: CompactDecision[] = [];
    for await (const decision of crm.decideAll({ asOf })) all.push(decision);
    return all;
  }

  const resting: readonly string[] = TACTICS.flatMap((tactic) =>
    "restsOn" in tactic ? [tactic.id] : [],
  );
  const stopped = new Date(START + 245 * DAY);

  it("makes what rests on silence wait, with the reason, and the report says it first", async () => {
    const crm = await shop();
    expect((await crm.report({ asOf: refitAt })).diagnostics[0]?.code).not.toBe("crm.feed_stale");
    const all = await decisions(crm, stopped);
    const silent = all.filter(
      (decision) => decision.status !== "none" && resting.includes(decision.tactic ?? ""),
    );
    expect(silent.length).toBeGreaterThan(0);
    expect(new Set(silent.map(({ status }) => status))).toEqual(new Set(["defer"]));
    const [first] = silent;
    const decision = await crm.decide(first?.customerId ?? "", { asOf: stopped });
    expect(decision.status).toBe("defer");
    expect(decision.reasons.map(({ code }) => code)).toContain("tactics.feed_stale");
    expect((await crm.report({ asOf: stopped })).diagnostics[0]?.code).toBe("crm.feed_stale");
  });

  it("is over as soon as anybody's order comes in, without a refit", async () => {
    const crm = await shop();
    expect((await crm.report({ asOf: stopped })).diagnostics[0]?.code).toBe("crm.feed_stale");
    await crm.record([orderOf("somebody", 244)]);
    expect((await crm.report({ asOf: stopped })).diagnostics[0]?.code).not.toBe("crm.feed_stale");
    const all = await decisions(crm, stopped);
    expect(
      all.some((decision) => decision.status === "act" && resting.includes(decision.tactic ?? "")),
    ).toBe(true);
  });

  it("changes nothing for who decides without a model", async () => {
    const crm = await shop();
    const views = [];
    for await (const view of crm.customers({ asOf: stopped })) views.push(view);
    const plain: CompactDecision[] = [];
    for await (const decision of decideAll(views)) plain.push(decision);
    expect(plain.some(({ status }) => status === "act")).toBe(true);
    const [view] = views;
    expect(view === undefined ? undefined : decide(view).status).not.toBe("defer");
  });

  it("is known to another process that loads the models", async () => {
    const store = memoryStore();
    const settings = { store, timeZone: "Asia/Jakarta", currency: "IDR" };
    const events = Array.from({ length: 60 }, (_, day) => orderOf(`c${String(day % 5)}`, day));
    const writer = createCrm(settings);
    await writer.record(events);
    await writer.refit({ asOf: new Date(START + 60 * DAY) });
    const reader = createCrm(settings);
    const { diagnostics } = await reader.report({ asOf: new Date(START + 90 * DAY) });
    expect(diagnostics[0]?.code).toBe("crm.feed_stale");
  });
});
