/**
 * How time and memory of `findDuplicates` grow with the base: for each size a process of its own, CPU seconds and heap,
 * and the exponents from the smallest to the largest. `npm run bench:duplicates -- 50000 100000 200000`.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { findDuplicates, foldProfile, matchKeys, type MatchKeys } from "setia";
import { makePeople } from "../profile/people";

interface Measured {
  readonly customers: number;
  readonly keysSeconds: number;
  readonly findSeconds: number;
  readonly keysMegabytes: number;
  readonly findMegabytes: number;
  readonly compared: number;
  readonly merges: number;
  readonly precision: number;
  readonly reviews: number;
  readonly recall: number;
}

const SEED = 11;
const [first = "", ...others] = process.argv.slice(2);
if (first === "--one") console.log(JSON.stringify(measure(Number(others[0]))));
else compare([first, ...others].filter((size) => size !== "").map(Number));

function compare(sizes: readonly number[]): void {
  const here = fileURLToPath(import.meta.url);
  const rows = (sizes.length > 1 ? sizes : [50_000, 100_000, 200_000]).map((size) => {
    const options = ["--expose-gc", ...process.execArgv, here, "--one", String(size)];
    return JSON.parse(execFileSync(process.execPath, options, { encoding: "utf8" })) as Measured;
  });
  console.table(rows);
  const [small, large] = [rows[0], rows.at(-1)];
  if (small === undefined || large === undefined) return;
  const exponent = (field: keyof Measured): string =>
    (Math.log(large[field] / small[field]) / Math.log(large.customers / small.customers)).toFixed(
      2,
    );
  console.log(
    `exponents: time ${exponent("findSeconds")}, heap added ${exponent("findMegabytes")}, ` +
      `keys: time ${exponent("keysSeconds")}, heap ${exponent("keysMegabytes")}`,
  );
}

function measure(customers: number): Measured {
  const asOf = new Date("2026-06-01");
  const { events, personOf } = makePeople(customers, SEED);
  const places = new Map(events.map(({ customerId }, place) => [customerId, place]));
  const begin = process.cpuUsage();
  const keys: MatchKeys[] = events.map((event) =>
    matchKeys(foldProfile([event], { asOf, country: "ID" })),
  );
  const keysSeconds = process.cpuUsage(begin).user / 1e6;
  const keysMegabytes = heap();
  const start = process.cpuUsage();
  const found = findDuplicates(keys);
  const findSeconds = process.cpuUsage(start).user / 1e6;
  const findMegabytes = process.memoryUsage().heapUsed / 1e6 - keysMegabytes;

  const personAt = (id: string): number | undefined => personOf[places.get(id) ?? -1];
  const of = (outcome: string): typeof found.candidates =>
    found.candidates.filter((one) => one.outcome === outcome);
  const right = (candidates: typeof found.candidates): number =>
    candidates.filter(({ customerIds: [a, b] }) => personAt(a) === personAt(b)).length;
  const records = new Map<number, number>();
  for (const person of personOf) records.set(person, (records.get(person) ?? 0) + 1);
  const truth = [...records.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const [merges, reviews] = [of("merge"), of("review")];
  return {
    ...{ customers, keysSeconds, findSeconds, keysMegabytes, findMegabytes },
    compared: found.compared,
    merges: merges.length,
    precision: right(merges) / merges.length,
    reviews: reviews.length,
    recall: (right(merges) + right(reviews)) / truth,
  };
}

function heap(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}
