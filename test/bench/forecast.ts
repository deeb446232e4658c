/**
 * Speed of forecasts against what they stand on, in one run: `npm run bench:forecast`. Nothing here fails a test; machines are shared and
 * noisy. Trust the ratios, not the milliseconds.
 */
import {
  fitForecast,
  fitLifetime,
  forecastCustomer,
  predictLifetime,
  summarizePurchases,
} from "setia";
import { countedChance } from "../../src/forecast/forecaster";
import { cellOf } from "../../src/forecast/bands";
import { purchaseDaysOf } from "../../src/purchases";
import { ordersUntil, simulateWorld } from "../forecast/worlds";

const CUSTOMERS = 100_000;
const world = simulateWorld("right", 1, CUSTOMERS);
const orders = ordersUntil(world, world.lastDay);
const asOf = new Date((world.lastDay + 1) * 86_400_000 - 1);
const { columns, summaries } = summarizePurchases(orders, { asOf });
const dayOf = (at: Date): number => Math.floor(at.getTime() / 86_400_000);
const days = purchaseDaysOf(columns.customerIds, orders, asOf, dayOf);
const base = { columns, days };

/** Keeps results alive, so that no work can be optimised away. */
const kept: unknown[] = [];

/** Middle of several runs, in milliseconds. */
function time(work: () => unknown, runs: number): number {
  const times = Array.from({ length: runs }, () => {
    const begin = performance.now();
    kept[0] = work();
    return performance.now() - begin;
  });
  return times.sort((a, b) => a - b)[runs >> 1] ?? NaN;
}

const say = (name: string, own: number, bound: number, of: string): void => {
  console.log(
    `${name}: ${own.toFixed(own < 1 ? 4 : 0)} ms, ${(own / bound).toFixed(2)} times ${of}`,
  );
};

const model = fitForecast(base, { asOf });
const fit = time(() => fitLifetime(columns), 9);
console.log(
  `${String(CUSTOMERS)} customers, ${String(orders.length)} orders; MBG/NBD ${fit.toFixed(0)} ms; ${model.forecaster} foretells`,
);
say(
  "choosing anew",
  time(() => fitForecast(base, { asOf }), 5),
  fit,
  "the MBG/NBD fit",
);
say(
  "choice kept",
  time(() => fitForecast(base, { asOf, previous: model }), 9),
  fit,
  "the MBG/NBD fit",
);

const some = summaries.slice(0, 20_000);
const own = time(
  () => some.map((one) => predictLifetime(one, model.lifetime, { horizonDays: 90 })),
  5,
);
const both = { ...model, forecaster: "counts+mbg-nbd" as const };
const blended = {
  ...both,
  lengths: model.lengths.map((length) => ({ ...length, forecaster: both.forecaster })),
};
for (const [name, one] of [
  ["one forecast as chosen", model],
  ["one forecast of counts and model", blended],
] as const) {
  const each = time(() => some.map((row) => forecastCustomer(row, one, { horizonDays: 90 })), 5);
  say(name, each / some.length, own / some.length, "predictLifetime");
}
const { chance, number } = model.lengths.find(({ days: length }) => length === 90) ?? {};
if (chance && number) {
  const cells = some.map(({ purchaseDays, recencyDays, tenureDays }) =>
    cellOf(purchaseDays, recencyDays, tenureDays - recencyDays),
  );
  const each = time(() => cells.map((cell) => countedChance({ chance, number }, cell)), 9);
  console.log(`one chance from counts: ${((1000 * each) / cells.length).toFixed(3)} µs`);
}
