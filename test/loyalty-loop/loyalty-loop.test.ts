import { describe, expect, it } from "vitest";
import {
  advance,
  deadlines,
  DEFAULT_LOYALTY_POLICY,
  expectNextOrder,
  explain,
  replay,
  settle,
  type CustomerEvent,
  type LoyaltyState,
  type LoyaltyTransition,
} from "setia";
import { type LoyaltyPolicy } from "setia/loyalty";

let serial = 0;
const on = (day: string): Date => new Date(`${day}T12:00:00Z`);
const base = (day: string): { id: string; customerId: string; at: Date } => ({
  id: `e${String(++serial)}`,
  customerId: "ani",
  at: on(day),
});
const bought = (day: string, orderId = day, total = 100): CustomerEvent => ({
  ...base(day),
  type: "order_completed",
  orderId,
  currency: "IDR",
  total,
});
const refunded = (day: string, orderId: string, amount = 100): CustomerEvent => ({
  ...base(day),
  type: "order_refunded",
  orderId,
  amount,
});
const wrote = (day: string): CustomerEvent => ({
  ...base(day),
  type: "interaction_logged",
  channel: "whatsapp",
  direction: "inbound",
});

const short = ({ region, from, to, kind, at }: LoyaltyTransition): string =>
  `${at.toISOString().slice(0, 10)} ${region} ${from} → ${to} (${kind})`;

function history(events: CustomerEvent[], asOf: string): string[] {
  return replay(events, { asOf: on(asOf) }).transitions.map(short);
}

describe("from orders to stages", () => {
  it("goes from the first order to a loyal customer", () => {
    const days = ["2026-01-01", "2026-01-20", "2026-02-10", "2026-04-01", "2026-04-20"];
    expect(
      history(
        days.map((day) => bought(day)),
        "2026-04-21",
      ),
    ).toEqual([
      "2026-01-01 stage prospect → first_time (advance)",
      "2026-01-20 stage first_time → repeat (advance)",
      "2026-02-10 stage repeat → repeat (loop)",
      "2026-04-01 stage repeat → loyal (advance)",
      "2026-04-20 stage loyal → loyal (loop)",
    ]);
  });

  it("counts the loops in a row, and the deepest stage", () => {
    const days = ["2026-01-01", "2026-01-20", "2026-02-10", "2026-04-01"];
    const { state } = replay(
      days.map((day) => bought(day)),
      { asOf: on("2026-04-02") },
    );
    expect(state).toMatchObject({
      stage: "loyal",
      activity: "active",
      loops: 3,
      peakStage: "loyal",
    });
    expect(state?.since.stage).toEqual(on("2026-04-01"));
  });

  it("takes orders of one calendar day as one", () => {
    const events = [bought("2026-01-01", "a"), bought("2026-01-01", "b")];
    const { state, transitions } = replay(events, { asOf: on("2026-01-02") });
    expect(transitions).toHaveLength(1);
    expect(state).toMatchObject({ stage: "first_time", loops: 0, gapCount: 0 });
  });

  it("goes by the calendar of the policy's zone", () => {
    const events: CustomerEvent[] = [
      { ...bought("2026-01-01"), at: new Date("2026-01-01T16:30:00Z") },
      { ...bought("2026-01-02"), at: new Date("2026-01-01T17:30:00Z") },
    ];
    const policy = { ...DEFAULT_LOYALTY_POLICY, timeZone: "Asia/Jakarta" };
    expect(replay(events, { asOf: on("2026-01-02") }).state?.stage).toBe("first_time");
    expect(replay(events, { asOf: on("2026-01-02"), policy }).state?.stage).toBe("repeat");
  });

  it("is engaged once the customer gets in touch", () => {
    expect(history([wrote("2026-01-01"), bought("2026-01-05")], "2026-01-06")).toEqual([
      "2026-01-01 stage prospect → engaged (advance)",
      "2026-01-05 stage engaged → first_time (advance)",
    ]);
  });
});

describe("as time passes", () => {
  it("lapses a one-time buyer after 90, 180 and 365 days", () => {
    expect(history([bought("2026-01-01")], "2027-06-01")).toEqual([
      "2026-01-01 stage prospect → first_time (advance)",
      "2026-04-01 activity active → overdue (lapse)",
      "2026-06-30 activity overdue → lapsed (lapse)",
      "2027-01-01 activity lapsed → lost (lapse)",
    ]);
  });

  it("goes by the customer's own cadence, shrunk to the prior", () => {
    // (2 × 45 + 10 + 10 + 10) / 5 = 24 days.
    const days = ["2026-01-01", "2026-01-11", "2026-01-21", "2026-01-31"];
    const { state } = replay(
      days.map((day) => bought(day)),
      { asOf: on("2026-02-01") },
    );
    expect(state?.cadenceDays).toBe(24);
    if (state === undefined) throw new Error("no state");
    expect(deadlines(state).map(short).slice(0, 3)).toEqual([
      "2026-03-20 activity active → overdue (lapse)",
      "2026-04-01 stage repeat → loyal (advance)",
      "2026-05-07 activity overdue → lapsed (lapse)",
    ]);
  });

  it("loops back from at risk, and wins back from lapsed", () => {
    expect(history([bought("2026-01-01"), bought("2026-04-15")], "2026-04-16").slice(1)).toEqual([
      "2026-04-01 activity active → overdue (lapse)",
      "2026-04-15 activity overdue → active (loop)",
      "2026-04-15 stage first_time → repeat (advance)",
    ]);
    const events = [bought("2026-01-01"), bought("2026-01-10"), bought("2026-12-01")];
    const { state, transitions } = replay(events, { asOf: on("2026-12-02") });
    expect(transitions.map(short).at(-1)).toBe("2026-12-01 activity lapsed → active (win_back)");
    // The absence of 325 days counts up to the lapse line: 4 × (2 × 45 + 9) / 3 days.
    expect(state).toMatchObject({ loops: 0, gapSum: 9 + 132, gapCount: 2 });
  });

  it("lets a loyal customer go back to repeat once too few order days are left in the window", () => {
    const days = ["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"];
    const past = history(
      days.map((day) => bought(day)),
      "2026-04-01",
    );
    expect(past).toContain("2025-04-01 stage repeat → loyal (advance)");
    // On 2026-02-01 only the orders of March and April are left in the window of 365 days.
    expect(past).toContain("2026-02-01 stage loyal → repeat (regress)");
  });

  it("keeps a loyal customer at least the minimum dwell", () => {
    const policy = {
      ...DEFAULT_LOYALTY_POLICY,
      loyalWindowDays: 20,
      priorCadenceDays: 2,
      minimumDwellDays: 30,
      loyalAfterDays: 3,
    };
    const days = ["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"];
    const { transitions } = replay(
      days.map((day) => bought(day)),
      { asOf: on("2026-03-01"), policy },
    );
    const regress = transitions.find(({ kind }) => kind === "regress");
    expect(regress?.at.toISOString()).toBe("2026-02-03T00:00:00.000Z");
  });

  it("lapses a silent prospect, and takes a word for a sign of life", () => {
    const identified: CustomerEvent = {
      ...base("2026-01-01"),
      type: "customer_identified",
      traits: {},
    };
    expect(history([identified, wrote("2027-02-01")], "2027-02-02")).toEqual([
      "2026-06-30 activity active → lapsed (lapse)",
      "2027-01-01 activity lapsed → lost (lapse)",
      "2027-02-01 activity lost → active (win_back)",
      "2027-02-01 stage prospect → engaged (advance)",
    ]);
  });
});

describe("nobody is loyal before ninety days", () => {
  const quick = ["2026-01-01", "2026-01-11", "2026-01-21", "2026-01-31"];
  const orders = quick.map((day) => bought(day));
  const stageOn = (events: CustomerEvent[], day: string): string | undefined =>
    replay(events, { asOf: new Date(`${day}T00:00:00Z`) }).state?.stage;

  it("since the first order: the day is a deadline, and comes by itself", () => {
    expect(stageOn(orders, "2026-02-01")).toBe("repeat");
    expect(replay(orders, { asOf: new Date("2026-03-31T23:59:59Z") }).state?.stage).toBe("repeat");
    expect(stageOn(orders, "2026-04-01")).toBe("loyal");
    const { state } = replay(orders, { asOf: on("2026-02-01") });
    const next = (state === undefined ? [] : deadlines(state)).find(
      ({ kind }) => kind === "advance",
    );
    expect(next).toMatchObject({ from: "repeat", to: "loyal", at: new Date("2026-04-01") });
    expect(next?.reasons).toEqual([
      { code: "loyalty.loyal_window", params: { days: 4, windowDays: 365, required: 4 } },
      { code: "loyalty.steady", params: { days: 90, required: 90 } },
    ]);
  });

  it("since the win-back, not on its very day", () => {
    const before = ["2025-01-01", "2025-01-31", "2025-03-02"].map((day) => bought(day));
    const back = [...before, bought("2025-12-01"), bought("2025-12-20")];
    expect(
      replay(back, { asOf: on("2025-12-01") })
        .transitions.map(short)
        .slice(-1),
    ).toEqual(["2025-12-01 activity lapsed → active (win_back)"]);
    const more = [...back, bought("2026-01-10"), bought("2026-01-25")];
    expect(stageOn(more, "2026-02-28")).toBe("repeat");
    expect(stageOn(more, "2026-03-01")).toBe("loyal");
  });

  it("and not those who are lapsed by then, or too few of whose orders are left", () => {
    const burst = ["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"].map((day) =>
      bought(day),
    );
    expect(history(burst, "2026-12-31").filter((line) => line.includes("loyal"))).toEqual([]);
    const short20 = { ...DEFAULT_LOYALTY_POLICY, loyalWindowDays: 20, priorCadenceDays: 3 };
    const policy = { ...short20, lapsedAfterCadences: 60, lostAfterCadences: 90 };
    const { transitions } = replay(orders, { asOf: on("2026-12-31"), policy });
    expect(transitions.map(short).filter((line) => line.includes("→ loyal"))).toEqual([]);
  });

  it("nor the dissatisfied; what was heard last decides", () => {
    const angry: CustomerEvent = {
      ...base("2026-02-01"),
      type: "feedback_received",
      kind: "complaint",
      complaintId: "k",
    };
    expect(stageOn([...orders, angry], "2026-04-02")).toBe("repeat");
    const calm: CustomerEvent = {
      ...base("2026-04-05"),
      type: "complaint_resolved",
      complaintId: "k",
    };
    expect(stageOn([...orders, angry, calm], "2026-04-06")).toBe("loyal");
    const early: CustomerEvent = { ...calm, id: "early", at: on("2026-03-05") };
    expect(stageOn([...orders, angry, early], "2026-04-01")).toBe("loyal");
  });

  it("goes on to advocate on the same day where the ground is there", () => {
    const referred: CustomerEvent = {
      ...base("2026-02-01"),
      type: "referral_converted",
      referredCustomerId: "citra",
    };
    expect(history([...orders, referred], "2026-04-02").slice(-2)).toEqual([
      "2026-04-01 stage repeat → loyal (advance)",
      "2026-04-01 stage loyal → advocate (advance)",
    ]);
  });

  it("by the days that the policy says", () => {
    const policy = { ...DEFAULT_LOYALTY_POLICY, loyalAfterDays: 30 };
    expect(replay(orders, { asOf: on("2026-01-31"), policy }).state?.stage).toBe("loyal");
    expect(() =>
      replay(orders, { asOf: on("2026-01-31"), policy: { ...policy, loyalAfterDays: 1.5 } }),
    ).toThrow(/loyalAfterDays/u);
  });

  it("is the same whether looked at each day or once", () => {
    for (const events of [orders, [...orders, bought("2026-06-20"), bought("2026-06-25")]]) {
      const first = replay(events.slice(0, 1), { asOf: on("2026-01-01") });
      let { state } = first;
      const seen = [...first.transitions];
      const rest = events.slice(1);
      for (let day = on("2026-01-02"); day <= on("2026-12-31");) {
        if (state === undefined) throw new Error("no state");
        const [next] = rest;
        const step =
          next !== undefined && next.at <= day
            ? advance(state, rest.shift() ?? next)
            : settle(state, { asOf: day });
        if (next === undefined || next.at > day) day = new Date(day.getTime() + 86_400_000);
        ({ state } = step);
        seen.push(...step.transitions);
      }
      const late = replay(events, { asOf: on("2026-12-31") });
      expect(seen).toEqual(late.transitions);
      expect(state).toEqual(late.state);
    }
  });
});

describe("a slow rhythm", () => {
  const every = (gap: number, count: number): CustomerEvent[] =>
    Array.from({ length: count }, (_, index) => ({
      ...bought("2020-01-01", `o${String(index)}`),
      at: new Date(Date.UTC(2015, 0, 1 + index * gap, 12)),
    }));
  const after = (events: CustomerEvent[], days: number): LoyaltyState => {
    const last = events.at(-1)?.at.getTime() ?? 0;
    const { state } = replay(events, { asOf: new Date(last + days * 86_400_000) });
    if (state === undefined) throw new Error("no state");
    return state;
  };

  it("of half a year and more is learned from nine orders", () => {
    for (const gap of [179, 181, 200, 250, 300, 365, 400]) {
      const events = every(gap, 9);
      expect(after(events, Math.round(0.9 * gap)).activity).toBe("active");
      expect(after(events, gap).activity).toBe("active");
      expect(after(events, 5 * gap).activity).not.toBe("active");
      expect(after(events, 1).cadenceDays / gap).toBeGreaterThan(0.7);
    }
  });

  it("is learned from few orders too", () => {
    for (const gap of [179, 181, 200]) expect(after(every(gap, 3), gap).activity).toBe("active");
    for (const gap of [300, 365]) expect(after(every(gap, 5), gap).activity).toBe("active");
  });

  it("is learned without a cliff: a day more makes a cadence little longer", () => {
    for (const count of [2, 3, 5, 9]) {
      let before = after(every(100, count), 1);
      for (let gap = 101; gap <= 420; gap++) {
        const here = after(every(gap, count), 1);
        expect(Math.abs(here.cadenceDays - before.cadenceDays)).toBeLessThan(3);
        before = here;
      }
    }
  });

  it("is not what one long absence makes of a quick one", () => {
    const monthly = every(30, 12);
    const last = monthly.at(-1)?.at.getTime() ?? 0;
    const back: CustomerEvent[] = [0, 30, 60].map((more, index) => ({
      ...bought("2020-01-01", `b${String(index)}`),
      at: new Date(last + (900 + more) * 86_400_000),
    }));
    expect(after([...monthly, ...back], 1).cadenceDays).toBeLessThan(45);
  });
});

describe("corrections", () => {
  it("takes back what rested on a refunded or cancelled order", () => {
    const events = [
      bought("2026-01-01", "a"),
      bought("2026-01-20", "b"),
      refunded("2026-01-25", "b"),
    ];
    const { state, transitions } = replay(events, { asOf: on("2026-01-26") });
    expect(transitions.map(short).at(-1)).toBe("2026-01-25 stage repeat → first_time (correct)");
    expect(transitions.at(-1)?.reasons).toEqual([
      { code: "loyalty.order_taken_back", params: { orderId: "b" } },
    ]);
    expect(state).toMatchObject({
      stage: "first_time",
      peakStage: "first_time",
      loops: 0,
      gapCount: 0,
    });
    const cancelled: CustomerEvent = {
      ...base("2026-01-02"),
      type: "order_cancelled",
      orderId: "a",
    };
    expect(
      replay([bought("2026-01-01", "a"), cancelled], { asOf: on("2026-01-03") }).state?.stage,
    ).toBe("prospect");
  });

  it("lets a partial refund pass, until the parts make the whole", () => {
    const events = [bought("2026-01-01", "a"), refunded("2026-01-02", "a", 60)];
    expect(replay(events, { asOf: on("2026-01-03") }).state?.stage).toBe("first_time");
    events.push(refunded("2026-01-04", "a", 40));
    expect(replay(events, { asOf: on("2026-01-05") }).state?.stage).toBe("prospect");
  });

  it("moves a deadline into the past, and history still reads in order", () => {
    // The order of December kept the customer here; without it they lapsed in summer.
    const events = [
      bought("2026-01-01", "a"),
      bought("2026-12-01", "b"),
      refunded("2026-12-05", "b"),
    ];
    const { state, transitions } = replay(events, { asOf: on("2026-12-31") });
    expect(transitions.slice(-2).map(short)).toEqual([
      "2026-12-05 stage repeat → first_time (correct)",
      "2026-12-05 activity active → lapsed (correct)",
    ]);
    expect(state?.lastOrderAt).toEqual(on("2026-01-01"));
    const times = transitions.map(({ at }) => at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it("knows a refund that came before its order", () => {
    const events = [refunded("2026-01-01", "a"), bought("2026-01-02", "a")];
    expect(replay(events, { asOf: on("2026-01-03") }).state).toMatchObject({
      stage: "prospect",
      orderDays: [],
    });
  });

  it("moves an order that is replaced by a later version", () => {
    const events = [
      bought("2026-01-01", "a"),
      bought("2026-01-20", "b"),
      bought("2026-01-20", "a"),
    ];
    const { state, transitions } = replay(events, { asOf: on("2026-01-26") });
    expect(transitions.map(short).at(-1)).toBe("2026-01-20 stage repeat → first_time (correct)");
    expect(state?.orderDays).toHaveLength(1);
  });
});

describe("the edges of the thresholds", () => {
  const gapOf = (gap: number, count: number): string[] =>
    Array.from({ length: count }, (_, index) =>
      new Date(Date.UTC(2024, 0, 1 + index * gap)).toISOString().slice(0, 10),
    );
  const stateOf = (
    days: readonly string[],
    policy: LoyaltyPolicy = DEFAULT_LOYALTY_POLICY,
  ): LoyaltyState => {
    const asOf = on(days.at(-1) ?? "");
    const { state } = replay(
      days.map((day) => bought(day)),
      { asOf, policy },
    );
    if (state === undefined) throw new Error("no state");
    return state;
  };
  const quietDays = (
    state: LoyaltyState,
    policy: LoyaltyPolicy = DEFAULT_LOYALTY_POLICY,
  ): number[] => {
    const last = state.orderDays.at(-1) ?? 0;
    return deadlines(state, policy)
      .filter(({ kind }) => kind === "lapse")
      .map(({ at }) => at.getTime() / 86_400_000 - last);
  };

  it("keeps the cadence between a week and half a year", () => {
    expect(stateOf(gapOf(1, 200)).cadenceDays).toBe(7);
    const slow = { ...DEFAULT_LOYALTY_POLICY, priorCadenceDays: 400 };
    expect(stateOf(gapOf(1, 1), slow).cadenceDays).toBe(180);
  });

  it("lapses after 365 days at the latest, and loses between 365 and 730", () => {
    expect(quietDays(stateOf(gapOf(1, 200)))).toEqual([14, 28, 365]);
    const slow = { ...DEFAULT_LOYALTY_POLICY, priorCadenceDays: 170 };
    expect(quietDays(stateOf(gapOf(1, 1), slow), slow)).toEqual([340, 365, 730]);
    const slower = { ...slow, priorCadenceDays: 300, maximumCadenceDays: 300 };
    expect(quietDays(stateOf(gapOf(1, 1), slower), slower)).toEqual([364, 365, 730]);
  });

  it("takes six prior cadences for the loyal window where a year is less", () => {
    const days = ["2024-01-01", "2024-06-01", "2024-11-01", "2025-03-01"];
    expect(stateOf(days).stage).toBe("repeat");
    const slow = { ...DEFAULT_LOYALTY_POLICY, priorCadenceDays: 100 };
    expect(stateOf(days, slow).stage).toBe("loyal");
  });

  it("says of a one-time buyer what is expected, and what is usual only of a habit", () => {
    const codes = (days: readonly string[]): unknown =>
      deadlines(stateOf(days))[0]?.reasons[0]?.code;
    expect(codes(["2024-01-01"])).toBe("loyalty.quiet_once");
    expect(codes(["2024-01-01", "2024-01-11"])).toBe("loyalty.quiet_unsettled");
    expect(codes(["2024-01-01", "2024-01-11", "2024-01-22"])).toBe("loyalty.quiet");
    expect(codes(["2024-01-01", "2024-01-11", "2024-07-22"])).toBe("loyalty.quiet_unsettled");
  });

  it("keeps since when a stage has lasted through a correction that leaves it", () => {
    const events = [
      bought("2026-01-01", "a"),
      bought("2026-01-10", "b"),
      bought("2026-01-20", "c"),
      refunded("2026-01-25", "c"),
    ];
    const { state, transitions } = replay(events, { asOf: on("2026-01-26") });
    expect(transitions.some(({ kind }) => kind === "correct")).toBe(false);
    expect(state?.since.stage).toEqual(on("2026-01-10"));
    expect(state?.loops).toBe(1);
  });

  it("takes an order that is edited on its day without a correction", () => {
    const events = [
      bought("2026-01-01", "a"),
      { ...bought("2026-01-01", "a", 50), at: new Date("2026-01-01T18:00:00Z") },
    ];
    const { state, transitions } = replay(events, { asOf: on("2026-01-02") });
    expect(transitions).toHaveLength(1);
    expect(state?.lastOrderAt).toEqual(new Date("2026-01-01T18:00:00Z"));
  });

  it("takes a customer of 20,000 orders", () => {
    const start = Date.UTC(2020, 0, 1);
    const events = Array.from({ length: 20_000 }, (_, index): CustomerEvent => ({
      ...bought("2020-01-01", `o${String(index)}`),
      at: new Date(start + index * 3_600_000),
    }));
    const { state } = replay(events, { asOf: new Date(start + 20_000 * 3_600_000) });
    expect(state).toMatchObject({ stage: "loyal", activity: "active" });
  });
});

describe("advance and settle", () => {
  it("refuse another customer's event", () => {
    const other = { ...bought("2026-01-11"), customerId: "budi" };
    const { state } = advance(undefined, bought("2026-01-10"));
    expect(() => advance(state, other)).toThrow(/advance: event: "ani" and "budi" are mixed/);
    expect(() => replay([bought("2026-01-10"), other], { asOf: on("2026-02-01") })).toThrow(
      /are mixed/,
    );
  });

  it("refuse a policy that is none, at every entry", () => {
    const policy = { ...DEFAULT_LOYALTY_POLICY, priorCadenceDays: Number.NaN };
    const { state } = advance(undefined, bought("2026-01-10"));
    expect(() => advance(state, bought("2026-01-11"), policy)).toThrow(/priorCadenceDays is NaN/);
    expect(() => settle(state, { asOf: on("2026-01-11"), policy })).toThrow(
      /priorCadenceDays is NaN/,
    );
    expect(() => deadlines(state, policy)).toThrow(/priorCadenceDays is NaN/);
  });

  it("say that a replay is needed instead of going back in time", () => {
    const { state } = advance(undefined, bought("2026-01-10"));
    const step = advance(state, bought("2026-01-09"));
    expect(step).toMatchObject({
      transitions: [],
      needsReplay: { code: "loyalty.older_than_state", params: { day: "2026-01-09" } },
    });
    expect(step.state).toBe(state);
    expect(() => settle(state, { asOf: on("2026-01-09") })).toThrow(
      expect.objectContaining({ code: "OUT_OF_ORDER" }),
    );
    expect(() => settle(state, { asOf: new Date("x") })).toThrow(/asOf is an invalid date/);
  });

  it("know nobody without events", () => {
    expect(replay([], { asOf: on("2026-01-01") })).toEqual({
      state: undefined,
      transitions: [],
      diagnostics: [],
    });
    expect(replay([bought("2026-01-02")], { asOf: on("2026-01-01") }).state).toBeUndefined();
  });

  it.each([
    [{ atRiskAfterCadences: 4 }, /atRiskAfterCadences is 4 and lapsedAfterCadences 4/],
    [{ priorCadenceDays: 0 }, /priorCadenceDays is 0; expected a number above 0/],
    [{ loyalLeaveDays: 4 }, /loyalLeaveDays is 4 and loyalEnterDays 4/],
    [{ priorWeight: Number.NaN }, /priorWeight is NaN/],
    [{ timeZone: "Nowhere" }, /"Nowhere"/],
    [{ minimumDwellDays: undefined as unknown as number }, /minimumDwellDays is missing/],
  ])("refuse the policy %j", (change, message) => {
    const policy = { ...DEFAULT_LOYALTY_POLICY, ...change };
    expect(() => replay([], { asOf: on("2026-01-01"), policy })).toThrow(message);
  });
});

describe("a habit", () => {
  const reasonsOf = (gaps: readonly number[]): { lapse: string; next: string } => {
    let day = Date.UTC(2024, 0, 1, 12);
    const events = [0, ...gaps].map((gap, index) => {
      day += gap * 86_400_000;
      return { ...bought("2024-01-01", `o${String(index)}`), at: new Date(day) };
    });
    const { state } = replay(events, { asOf: new Date(day) });
    if (state === undefined) throw new Error("no state");
    const lapse = deadlines(state).find(({ kind }) => kind === "lapse")?.reasons[0];
    const next = expectNextOrder(state)?.reasons[0];
    if (lapse === undefined || next === undefined) throw new Error("no reason");
    return { lapse: explain(lapse, "en"), next: explain(next, "en") };
  };

  it.each<[readonly number[], number]>([
    [[10, 10], 10],
    [[202, 202, 202], 202],
    [[30, 28, 31, 90, 30], 30],
    [[5, 5, 5, 60, 61, 62, 60, 59, 60, 61, 60, 60, 60], 60],
  ])("of gaps of %j days is %i days, not what is mixed with the prior", (gaps, days) => {
    const { lapse, next } = reasonsOf(gaps);
    expect(lapse).toContain(`usually buys every ${String(days)} days.`);
    expect(next).toContain(`usually buys every ${String(days)} days.`);
  });

  it.each([[[]], [[202]], [[10]], [[5, 202]], [[3, 90, 12, 200]]])(
    "is not said of gaps of %j days",
    (gaps) => {
      const { lapse, next } = reasonsOf(gaps);
      expect(`${lapse} ${next}`).not.toMatch(/usual/u);
    },
  );
});
