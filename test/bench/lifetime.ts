/**
 * Speed of lifetime against the frozen naive implementation beside it, in one run: `npm run bench:lifetime`.
 * Nothing here fails a test; machines are shared and noisy. Trust the ratios, not the milliseconds.
 */
import { fitLifetime, words, predictLifetimes } from "setia";
import { simulateCustomers, type LifetimeColumns } from "setia/lifetime";
import { inWholeDays } from "../lifetime/bases";
import { cpuTime, peerScript, runPeer } from "./run-peer";
import { naiveBg, naivePareto, nelderMead, type NaiveBase } from "./naive-lifetime";

const TRUTH = { r: 0.243, alpha: 30.9, a: 0.793, b: 2.426 };

/** A base like CDNOW's sample: 39 weeks, customers coming over the first 12 of them, whole days. */
function base(customers: number): LifetimeColumns {
  return inWholeDays(
    simulateCustomers({
      model: "bg-nbd",
      parameters: TRUTH,
      customers,
      observedDays: 272,
      joiningDays: 84,
      asOf: new Date("2026-01-01"),
      seed: 1,
    }).columns,
  );
}

function naiveBase({ repeats, lastDays, observedDays }: LifetimeColumns): NaiveBase {
  return { x: repeats, t: lastDays, T: observedDays };
}

function time(work: () => unknown, runs: number): { first: number; best: number } {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const begin = performance.now();
    kept = work();
    times.push(performance.now() - begin);
  }
  return { first: times[0] ?? 0, best: Math.min(...times) };
}

/** Keeps results alive, so that no work can be optimised away. */
let kept: unknown;

function compare(name: string, ours: () => unknown, theirs: () => unknown, runs: number): void {
  const us = time(ours, Math.max(runs * 5, 8));
  const them = time(theirs, runs);
  console.log(name);
  console.log(`  setia: first ${us.first.toFixed(1)} ms, best ${us.best.toFixed(2)} ms`);
  console.log(`  naive: first ${them.first.toFixed(0)} ms, best ${them.best.toFixed(0)} ms`);
  const [cold, warm] = [them.first / us.first, them.best / us.best];
  console.log(`  ${cold.toFixed(0)} times faster at the first call, ${warm.toFixed(0)} times warm`);
}

/** Python's lifetimes, where it is installed (`PYTHON` names another python): CPU times, in one run with ours. */
function besideLifetimes(columns: LifetimeColumns, model: "bg-nbd" | "pareto-nbd"): void {
  const { repeats, lastDays, observedDays } = columns;
  const rows = Array.from(repeats, (x, i) =>
    [x, (lastDays[i] ?? 0) / 7, (observedDays[i] ?? 0) / 7].join(","),
  );
  const runs = rows.length > 10_000 ? "1" : "5";
  const theirs = runPeer("python's lifetimes", rows, (file) => [
    process.env["PYTHON"] ?? "python3",
    peerScript("lifetimes.py"),
    file,
    model,
    runs,
  ]);
  if (theirs === undefined) return;
  const ours = cpuTime(() => (kept = fitLifetime(columns, { model })), 100).best;
  const [, best = NaN] = theirs;
  const ratio = (best / ours).toFixed(0);
  console.log(
    `  lifetimes: CPU ${best.toFixed(0)} ms, ours ${ours.toFixed(2)} ms: ${ratio} times faster`,
  );
}

const small = base(2357);
const daysBg = [0.5, 100, 1, 2];
const daysPareto = [0.6, 60, 0.6, 60];
compare(
  "BG/NBD, 2,357 customers",
  () => fitLifetime(small, { model: "bg-nbd" }),
  () => nelderMead((p) => naiveBg(naiveBase(small), p), daysBg),
  3,
);
compare(
  "Pareto/NBD, 2,357 customers",
  () => fitLifetime(small, { model: "pareto-nbd" }),
  () => nelderMead((p) => naivePareto(naiveBase(small), p), daysPareto),
  2,
);
besideLifetimes(small, "bg-nbd");
const large = base(100_000);
compare(
  "BG/NBD, 100,000 customers",
  () => fitLifetime(large, { model: "bg-nbd" }),
  () => nelderMead((p) => naiveBg(naiveBase(large), p), daysBg),
  1,
);
compare(
  "Pareto/NBD, 100,000 customers",
  () => fitLifetime(large, { model: "pareto-nbd" }),
  () => nelderMead((p) => naivePareto(naiveBase(large), p), daysPareto),
  1,
);
besideLifetimes(large, "pareto-nbd");

const million = base(1_000_000);
for (const model of words.lifetimeModels) {
  const fit = time(() => fitLifetime(million, { model }), 3);
  const fitted = fitLifetime(million, { model });
  const plain = time(() => predictLifetimes(million, fitted, { horizonDays: 273 }), 3);
  console.log(`${model}, 1,000,000 customers`);
  console.log(`  fit: first ${fit.first.toFixed(0)} ms, best ${fit.best.toFixed(0)} ms`);
  const perSecond = (1000 / plain.best).toFixed(1);
  console.log(`  predict: best ${plain.best.toFixed(0)} ms, ${perSecond} million a second`);
}
if (kept === undefined) throw new Error("nothing was done");
