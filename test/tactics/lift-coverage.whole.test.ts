import { expect, it } from "vitest";
import { measureOutcomes, type CustomerEvent } from "setia";
import { randomFrom } from "./simulated-customers";

const RUNS = 2000;
const CUSTOMERS = 400;
const at = new Date("2026-01-05T03:00:00Z");
const bought = new Date("2026-01-09T03:00:00Z");
const asOf = new Date("2026-03-01T00:00:00Z");

/** A world in which holding out costs a known difference: every customer is decided for once. */
function world(random: () => number, without: number, effect: number): CustomerEvent[][] {
  return Array.from({ length: CUSTOMERS }, (_, index) => {
    const customerId = `c${String(index)}`;
    const held = random() < 0.3;
    const buys = random() < (held ? without : without + effect);
    const decided: CustomerEvent = {
      id: "d",
      type: "tactic_decided",
      customerId,
      at,
      decisionId: "d",
      tactic: "win.offer",
      arm: held ? "holdout" : "treatment",
      ...(held ? { holdout: "win.offer" } : {}),
      class: "marketing",
      reasons: [],
    };
    const order: CustomerEvent = {
      id: "o",
      type: "order_completed",
      customerId,
      at: bought,
      orderId: "o",
      currency: "IDR",
      total: 100,
    };
    return buys ? [decided, order] : [decided];
  });
}

it.each([
  [0.1, 0.05],
  [0.3, 0],
  [0.05, 0.1],
])(
  "the 95 percent interval covers the effect in 93 to 97 percent of 2,000 worlds: %d without, %d more with",
  (without, effect) => {
    const random = randomFrom(Math.round(1000 * without + 17));
    let covered = 0;
    for (let run = 0; run < RUNS; run++) {
      const { tactics } = measureOutcomes(world(random, without, effect), { asOf });
      const lift = tactics[0]?.lift;
      if (lift !== undefined && lift.low <= effect && effect <= lift.high) covered++;
    }
    expect(covered / RUNS).toBeGreaterThanOrEqual(0.93);
    expect(covered / RUNS).toBeLessThanOrEqual(0.97);
  },
);
