/** The formulas against 50 and more digits, on a grid made to break them; see stress-grid.py. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { groupBase } from "../../src/lifetime/fitting/grouped-base";
import { processOf } from "../../src/lifetime/lifetime-model";
import type { LifetimeModelName } from "../../src/lifetime/fitting/purchase-process";

interface Grid {
  readonly models: readonly LifetimeModelName[];
  readonly repeats: readonly number[];
  readonly observed: readonly number[];
  readonly parts: readonly number[];
  readonly horizons: readonly number[];
  readonly beta: readonly (readonly number[])[];
  readonly pareto: readonly (readonly number[])[];
  readonly values: string;
}

const grid = JSON.parse(readFileSync(new URL("stress-grid.json", import.meta.url), "utf8")) as Grid;
const bytes = Buffer.from(grid.values, "base64");
const truth = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
/** Log-likelihood, chance of still being there, expected purchases. */
const FIGURES = 3;

it("has at least 10,000 points, the singular ones among them", () => {
  expect(bytes.length / 8 / FIGURES).toBe(10_500);
  expect(grid.beta.some(([, , a]) => a === 1)).toBe(true);
  expect(grid.beta.some(([, , a = 0, b = 0]) => a + b < 1)).toBe(true);
  expect(grid.pareto.some(([, , s]) => s === 1)).toBe(true);
  expect(grid.pareto.some(([, alpha, , beta]) => alpha === beta)).toBe(true);
  expect([Math.max(...grid.repeats), Math.min(...grid.observed)]).toEqual([10_000, 1e-6]);
});

it.each(grid.models.map((model, index) => [model, index] as const))(
  "%s agrees to 1e-8 everywhere, is finite, and expects nothing below 0",
  (model, index) => {
    const process = processOf(model);
    const sets = model === "pareto-nbd" ? grid.pareto : grid.beta;
    let at = index * sets.length * grid.repeats.length * grid.observed.length * FIGURES;
    let worst = 0;
    const faults: string[] = [];
    sets.forEach((parameters, i) => {
      grid.repeats.forEach((x, k) => {
        grid.observed.forEach((T, j) => {
          const t = x === 0 ? 0 : T * (grid.parts[(i + k + j) % grid.parts.length] ?? 0);
          const horizon = grid.horizons[(3 * i + 5 * k + j) % grid.horizons.length] ?? 0;
          const base = groupBase({
            repeats: [x],
            lastDays: [t],
            observedDays: [T],
            repeatSpend: undefined,
            asOf: new Date(0),
            timeZone: "UTC",
            currency: "XXX",
          });
          const { value, gradient, hessian } = process.evaluate(base, parameters);
          const alive = process.probabilityAlive(parameters, x, t, T);
          const orders = alive * process.ordersWhileAlive(parameters, x, T, horizon);
          const finite = [value, ...gradient, ...hessian.flat(), alive, orders].every((figure) =>
            Number.isFinite(figure),
          );
          const where = `[${parameters.join(", ")}] x ${String(x)} t ${String(t)} T ${String(T)} h ${String(horizon)}`;
          if (!finite || orders < 0 || alive < 0 || alive > 1) faults.push(where);
          for (const figure of [value, alive, orders]) {
            const right = truth.getFloat64(8 * at++, true);
            // What no double tells from 0 is stored as 0.
            const error = right === 0 ? Number(figure > 1e-299) : Math.abs(figure / right - 1);
            if (!(error < 1e-8)) faults.push(`${where}: ${String(figure)}, not ${String(right)}`);
            worst = Math.max(worst, error);
          }
        });
      });
    });
    expect(faults).toEqual([]);
    expect(worst).toBeGreaterThan(0);
  },
);
