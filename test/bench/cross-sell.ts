/**
 * Speed of cross-sell, as ratios in the same run: `npm run bench:cross-sell`. The wanted ratios stand beside them; nothing
 * here fails a test, since machines are shared and noisy. The frozen yardstick is `plain-mining.ts`.
 */
import { createBasketCounter, rankScore } from "setia/cross-sell";
import { fitCrossSell, frequentItemsets, mineRules, recommendCrossSell, type Order } from "setia";
import { mineForest } from "../../src/cross-sell/mining/frequent-itemsets";
import { createPacker } from "../../src/cross-sell/baskets/pack-baskets";
import { questBaskets, retailBaskets, stream } from "./baskets";
import { plainItemsets, plainRecommend } from "./plain-mining";
import { cpuTime, peerScript, runPeer } from "./run-peer";

let kept: unknown;

/** Best of some runs, in milliseconds; both sides take turns, so that a busy machine hits both. */
function race(
  ours: () => unknown,
  theirs: () => unknown,
  runs = 5,
): [ours: number, theirs: number] {
  const best: [number, number] = [Infinity, Infinity];
  for (let run = 0; run < runs; run++) {
    [ours, theirs].forEach((work, side) => {
      const begin = performance.now();
      kept = work();
      best[side] = Math.min(best[side] ?? Infinity, performance.now() - begin);
    });
  }
  return best;
}

function tell(name: string, ours: number, theirs: number, wanted: string, unit = "ms"): void {
  const ratio = theirs / ours;
  console.log(
    `${name}\n  ours ${ours.toFixed(2)} ${unit}, yardstick ${theirs.toFixed(2)} ${unit}: ${ratio >= 1 ? `${ratio.toFixed(1)} times faster` : `${(1 / ratio).toFixed(2)} times slower`} (wanted: ${wanted})`,
  );
}

function tellPeer(name: string, theirs: number, ours: number, wanted: string): void {
  const ratio = (theirs / ours).toFixed(1);
  console.log(
    `  ${name}: CPU ${theirs.toFixed(0)} ms, ours ${ours.toFixed(0)} ms: ${ratio} times faster (wanted: ${wanted})`,
  );
}

/** R's arules where it is installed, and Borgelt's own programs where `SETIA_BORGELT` says in which folders. */
function besidePeers(
  baskets: readonly (readonly string[])[],
  minCount: number,
  maxLength: number,
): void {
  const options = { minSupport: 0, minCount, maxLength, maxItemsets: 1e8 };
  const rows = baskets.map((basket) => basket.join(" ").trim());
  const packer = createPacker("bench");
  for (const basket of baskets) {
    packer.addAll(basket);
    packer.endBasket();
  }
  const packed = packer.finish();
  const whole = cpuTime(() => (kept = frequentItemsets(baskets, options)), 5).best;
  const mining = cpuTime(() => (kept = mineForest(packed, options, "bench")), 8).best;
  const figures = [String(minCount), String(maxLength)];
  const arules = runPeer("R's arules", rows, (file) => [
    "Rscript",
    peerScript("arules.R"),
    file,
    ...figures,
  ]);
  if (arules !== undefined) {
    tellPeer("arules from baskets of texts", arules[0] ?? NaN, whole, "4 times faster");
    tellPeer("arules, mining alone", arules[1] ?? NaN, mining, "nothing");
  }
  for (const program of (process.env["SETIA_BORGELT"] ?? "").split(":").filter(Boolean)) {
    const printed = runPeer(program, rows, (file) => [
      "bash",
      "-c",
      // Its times are in brackets, in seconds: the first is reading.
      `"$0" -ts -n${String(maxLength)} -s-${String(minCount)} "$1" "$1.out" 2>&1 | grep -oE '\\[[0-9.]+s\\]' | tr -d '[]s' | tail -n +2 | paste -sd' '`,
      program,
      file,
    ]);
    if (printed === undefined) continue;
    const theirs = printed.reduce((sum, time) => sum + time * 1000, 0);
    tellPeer(`${program}, mining alone`, theirs, mining, "at most 1.5 times slower");
  }
}

const retail = await retailBaskets();
const quest = questBaskets(100_000);
const sets: [string, string[][], number, number][] = [
  ["T10I4-like, 100,000 baskets, 1 %", quest, 1000, 4],
  ["T10I4-like, 100,000 baskets, 0.1 %", quest, 100, 4],
];
if (retail !== undefined) {
  const skus = retail.map((basket) => basket.skus);
  sets.push(["Online Retail, 18,536 invoices, 2 %", skus, 371, 4]);
  sets.push(["Online Retail, 18,536 invoices, 0.5 %", skus, 93, 4]);
}
for (const [name, baskets, minCount, maxLength] of sets) {
  const options = { minSupport: 0, minCount, maxLength };
  const [ours, theirs] = race(
    () => frequentItemsets(baskets, options),
    () => plainItemsets(baskets, minCount, maxLength),
    3,
  );
  const found = frequentItemsets(baskets, options).length;
  if (found !== plainItemsets(baskets, minCount, maxLength).length)
    throw new Error("counts differ");
  tell(
    `frequentItemsets, ${name}: ${String(found)} itemsets`,
    ours,
    theirs,
    "faster at every support",
  );
  const rules = (): unknown => mineRules(baskets, { ...options, minConfidence: 0.1, maxLength: 3 });
  const [mined] = race(rules, () => 0, 3);
  console.log(
    `  mineRules of up to 3 items: ${mined.toFixed(1)} ms, ${String((rules() as unknown[]).length)} rules`,
  );
  besidePeers(baskets, minCount, maxLength);
}

for (const [name, baskets] of [
  ["T10I4-like", quest],
  ...(retail === undefined ? [] : [["Online Retail", retail.map((one) => one.skus)]]),
] as [string, string[][]][]) {
  const packer = createPacker("bench");
  for (const basket of baskets) {
    packer.addAll(basket);
    packer.endBasket();
  }
  const packed = packer.finish();
  const { items, starts, counts } = packed;
  const bare = (): Int32Array => {
    const triangle = new Int32Array((counts.length * (counts.length + 1)) / 2);
    for (let b = 0; b + 1 < starts.length; b++) {
      const end = starts[b + 1] ?? 0;
      for (let i = starts[b] ?? 0; i < end; i++) {
        const one = items[i] ?? 0;
        for (let j = starts[b] ?? 0; j < i; j++) {
          const other = items[j] ?? 0;
          const place =
            one > other ? (one * (one - 1)) / 2 + other : (other * (other - 1)) / 2 + one;
          triangle[place] = (triangle[place] ?? 0) + 1;
        }
      }
    }
    return triangle;
  };
  const options = { minSupport: 0, minCount: 5, maxLength: 2, maxItemsets: 1e8 };
  const pairs = (): unknown => mineForest(packed, options, "bench").forest;
  const [ours, theirs] = race(pairs, bare);
  tell(
    `pairs in at least 5 baskets, ${name}`,
    ours,
    theirs,
    "at most 3 times slower than a bare loop",
  );
  const input = items.byteLength + starts.byteLength;
  // Looked at in the middle of the work, with nothing in it that is garbage.
  for (let time = 0; time < 3; time++) globalThis.gc?.();
  const before = process.memoryUsage().arrayBuffers;
  let asked = 0;
  let most = 0;
  const look = (): boolean => {
    if (asked++ % 10_000 === 0) {
      globalThis.gc?.();
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }
    return false;
  };
  const { forest } = mineForest(packed, options, "bench", { apart: look });
  const answer = forest.size * 16;
  console.log(
    `  memory at most ${(most / input).toFixed(2)} times the packed input, without the answer ${((most - answer) / input).toFixed(2)} (wanted: under 4)`,
  );
}

{
  const baskets = (retail ?? []).map(({ skus }) => skus);
  const given = baskets.length > 0 ? baskets : quest;
  const rules = mineRules(given, {
    minSupport: 0,
    minCount: 40,
    maxLength: 3,
    minConfidence: 0.2,
    maxItemsets: 1e7,
  }).slice(0, 10_000);
  const asOf = new Date("2012-01-01");
  const model = fitCrossSell([], { asOf, rules });
  const plain = rules.map(({ when, offer, measures }) => ({
    when: (when.inBasket ?? []).map(String),
    offer: "sku" in offer ? offer.sku : "",
    score: rankScore(measures),
  }));
  const random = stream(7);
  const names = [...new Set(plain.flatMap(({ when }) => when))];
  const questions = Array.from({ length: 2000 }, () => {
    const from = given[Math.floor(random() * given.length)] ?? [];
    const basket = new Set(from.slice(0, 10));
    while (basket.size < 10) basket.add(names[Math.floor(random() * names.length)] ?? "");
    return [...basket];
  });
  const medianOf = (work: (basket: string[]) => unknown): number => {
    const times = questions.map((basket) => {
      const begin = performance.now();
      kept = work(basket);
      return (performance.now() - begin) * 1000;
    });
    return times.sort((a, b) => a - b)[times.length >> 1] ?? 0;
  };
  const ask = (basket: string[]): unknown => recommendCrossSell({ basket }, model, { asOf });
  const scan = (basket: string[]): unknown => plainRecommend(plain, basket, 3);
  for (let i = 0; i < 3; i++) medianOf(ask);
  tell(
    `one recommendation, basket of ten, ${String(rules.length)} rules of up to 3 items, median`,
    medianOf(ask),
    medianOf(scan),
    "at least 50 times faster than looking at all rules",
    "µs",
  );

  const orders = given.map((skus, index): Order => ({
    id: String(index),
    customerId: retail?.[index]?.customer ?? String(index % 5000),
    placedAt: new Date(index * 1e6),
    currency: "GBP",
    total: 1,
    lines: skus.map((sku) => ({ sku, quantity: 1, unitPrice: 1 })),
  }));
  const begin = performance.now();
  const fitted = fitCrossSell(orders, { asOf });
  const fit = performance.now() - begin;
  kept = recommendCrossSell({ basket: questions[0] ?? [] }, fitted, { asOf });
  const fromPairs = medianOf((basket) => recommendCrossSell({ basket }, fitted, { asOf }));
  console.log(
    `fitCrossSell of ${String(orders.length)} orders: ${fit.toFixed(0)} ms; then one recommendation from all its pairs: median ${fromPairs.toFixed(1)} µs`,
  );

  const counter = createBasketCounter();
  const start = performance.now();
  for (const basket of given) counter.add(basket);
  const each = ((performance.now() - start) * 1000) / given.length;
  const pairsEach =
    given.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0) / given.length;
  console.log(
    `createBasketCounter: ${each.toFixed(2)} µs a basket of ${pairsEach.toFixed(0)} pairs`,
  );
}
if (kept === undefined) throw new Error("nothing was done");
