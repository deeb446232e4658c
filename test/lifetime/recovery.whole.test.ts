/** Does the fit find the truth? Two thousand bases with SETIA_FULL=1, fewer with wider bands otherwise. */
import { randomStream } from "../../src/statistics";
import { describe, expect, it } from "vitest";
import { fitBgBb, type OpportunityHistory } from "setia/lifetime";
import { fitLifetime, words } from "setia";
import { RUNS } from "../arbitraries";
import { inWholeDays, simulate, SPEND, TRUTH } from "./bases";

const FULL = RUNS > 1;
const BASES = FULL ? 2000 : 60;
const CUSTOMERS = FULL ? 5000 : 1500;
/** Of 60 runs 95 % are 57; fewer than 51 would come once in 400 times by chance alone, and the seeds are fixed. */
const BAND = FULL ? [0.93, 0.97] : [0.85, 1];
const numbers = (record: object): number[] => Object.values(record) as number[];

/** Counts how often the interval of each parameter holds the truth. */
function countCovered(covered: Record<string, number>, intervals: object, truth: object): void {
  const known = intervals as Readonly<Record<string, readonly [number, number] | null>>;
  for (const [name, value] of Object.entries(truth) as [string, number][]) {
    const [low, high] = known[name] ?? [NaN, NaN];
    covered[name] = (covered[name] ?? 0) + Number(low <= value && value <= high);
  }
}

function expectCovered(covered: Record<string, number>): void {
  for (const [name, count] of Object.entries(covered)) {
    const share = count / BASES;
    const inBand = share >= (BAND[0] ?? 0) && share <= (BAND[1] ?? 0);
    expect(`${name} ${String(share)} ${String(inBand)}`).toBe(`${name} ${String(share)} true`);
  }
}

describe.each(words.lifetimeModels)("%s", (model) => {
  it("reaches the same optimum from 200 random starts", () => {
    const columns = inWholeDays(simulate(model, 700, 3).columns);
    const best = fitLifetime(columns, { model, prior: "none" });
    expect(best.converged).toBe(true);
    expect(Object.values(best.standardErrors)).not.toContain(null);
    let state = 1;
    const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let run = 0; run < 200; run++) {
      const parameters = Object.fromEntries(
        Object.entries(best.parameters).map(([name, value]: [string, number]) => [
          name,
          value * Math.exp(8 * random() - 4),
        ]),
      ) as unknown as typeof best.parameters;
      const again = fitLifetime(columns, { model, prior: "none", start: { ...best, parameters } });
      numbers(again.parameters).forEach((value, i) => {
        expect(value / (numbers(best.parameters)[i] ?? NaN)).toBeCloseTo(1, 6);
      });
      expect(again.logLikelihood).toBeCloseTo(best.logLikelihood, 7);
    }
  });

  it(
    "has the truth in its 95 % intervals in about 95 % of simulated bases",
    { timeout: 3_600_000 },
    () => {
      const covered: Record<string, number> = {};
      for (let seed = 1; seed <= BASES; seed++) {
        const { columns } = simulate(model, CUSTOMERS, seed);
        const fitted = fitLifetime(columns, { model, prior: "none" });
        countCovered(covered, fitted.intervals, TRUTH[model]);
        if (model === "mbg-nbd") countCovered(covered, fitted.spend?.intervals ?? {}, SPEND);
      }
      expectCovered(covered);
    },
  );
});

it("BG/BB has the truth in its 95 % intervals likewise", { timeout: 3_600_000 }, () => {
  const truth = { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 };
  const covered: Record<string, number> = {};
  for (let seed = 1; seed <= BASES; seed++) {
    const chance = randomStream(seed);
    const cells = new Map<string, number>();
    for (let i = 0; i < CUSTOMERS; i++) {
      const buys = chance.beta(truth.alpha, truth.beta);
      const leaves = chance.beta(truth.gamma, truth.delta);
      let [purchases, last] = [0, 0];
      for (let at = 1; at <= 6 && chance.uniform() >= leaves; at++) {
        if (chance.uniform() < buys) [purchases, last] = [purchases + 1, at];
      }
      const cell = `${String(purchases)} ${String(last)}`;
      cells.set(cell, (cells.get(cell) ?? 0) + 1);
    }
    const histories = [...cells].map(([cell, customers]): OpportunityHistory => {
      const [purchases = 0, last = 0] = cell.split(" ").map(Number);
      return { opportunities: 6, purchases, last, customers };
    });
    countCovered(covered, fitBgBb(histories, { prior: "none" }).intervals, truth);
  }
  expectCovered(covered);
});
