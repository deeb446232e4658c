/**
 * Speed of purchases and rfm, as ratios in the same run: `npm run bench:rfm`. The wanted ratios stand beside them; nothing
 * here fails a test, since machines are shared and noisy. First calls are counted as well as the best of some. Peers are
 * installed by `npm install --prefix test/bench/peers`; without them they are left out, and it says so.
 */
import {
  createRfmIndex,
  fitRfm,
  scoreRfmAll,
  summarizePurchases,
  type Order,
  type Orders,
  type PurchaseColumns,
} from "setia";
import { stream } from "./baskets";
import { loadPeers, type PeerTask, type TextColumns } from "./rfm-peers";
import { plainRfm } from "./plain-rfm";

const DAY = 86_400_000;
const asOf = new Date("2026-01-01T00:00:00Z");
const only = process.argv[2];
let kept: unknown;

interface Timing {
  readonly name: string;
  first: number;
  best: number;
}

/**
 * Runs all in turns, so that a busy machine hits all. The garbage of others is collected before a turn where that is allowed;
 * within a turn a task has some seconds to itself and runs a few times at least, since only then is it warm: collecting throws
 * compiled code away too.
 */
async function race(
  turns: number,
  tasks: Readonly<Record<string, () => unknown>>,
  least = 3,
  milliseconds = 1500,
): Promise<Map<string, Timing>> {
  const timings = new Map<string, Timing>();
  for (let turn = 0; turn < turns; turn++) {
    for (const [name, work] of Object.entries(tasks)) {
      globalThis.gc?.();
      const until = performance.now() + milliseconds;
      for (let run = 0; run < least || performance.now() < until; run++) {
        const begin = performance.now();
        kept = await work();
        const time = performance.now() - begin;
        const known = timings.get(name);
        if (known === undefined) timings.set(name, { name, first: time, best: time });
        else known.best = Math.min(known.best, time);
      }
    }
  }
  return timings;
}

function tell(
  title: string,
  timings: Map<string, Timing>,
  wanted: Readonly<Record<string, string>>,
): void {
  console.log(title);
  const ours = timings.get("setia") ?? { name: "setia", first: NaN, best: NaN };
  for (const { name, first, best } of timings.values()) {
    const ratio =
      name === "setia"
        ? ""
        : `; setia is ${(best / ours.best).toFixed(1)}x faster, first calls ${(first / ours.first).toFixed(1)}x`;
    const goal = wanted[name] === undefined ? "" : ` (wanted ${wanted[name]})`;
    console.log(
      `  ${name}: best ${best.toFixed(0)} ms, first ${first.toFixed(0)} ms${ratio}${goal}`,
    );
  }
}

function customerOf(random: () => number, customers: number): number {
  return Math.floor(random() ** 2 * customers);
}

/** Orders as they come from JSON: each with texts of its own. */
function objects(count: number): Order[] {
  const random = stream(42);
  const rows = Array.from({ length: count }, (_, index) => ({
    id: `o${String(index).padStart(9, "0")}`,
    customerId: `customer-${String(customerOf(random, count / 10)).padStart(6, "0")}`,
    placedAt: asOf.getTime() - Math.floor(random() * 730 * DAY),
    currency: "USD",
    total: 100 + Math.floor(random() ** 3 * 100_000),
  }));
  const parsed = JSON.parse(JSON.stringify(rows)) as (Omit<Order, "placedAt"> & {
    placedAt: unknown;
  })[];
  for (const row of parsed) row.placedAt = new Date(row.placedAt as number);
  return parsed as Order[];
}

function columns(count: number): {
  readonly customerIds: { readonly values: string[]; readonly codes: Uint32Array };
  readonly placedAt: Float64Array;
  readonly total: Float64Array;
  readonly currency: string;
} {
  const random = stream(42);
  const customers = count / 10;
  // As a shop numbers them: in the order in which they came.
  const values = Array.from(
    { length: customers },
    (_, index) => `customer-${String(index).padStart(7, "0")}`,
  );
  const codes = new Uint32Array(count);
  const placedAt = new Float64Array(count);
  const total = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    codes[row] = customerOf(random, customers);
    placedAt[row] = asOf.getTime() - Math.floor(random() * 730 * DAY);
    total[row] = 100 + Math.floor(random() ** 3 * 100_000);
  }
  return { customerIds: { values, codes }, placedAt, total, currency: "USD" };
}

function rfmOf(orders: Orders): unknown {
  const base = summarizePurchases(orders, { asOf }).columns;
  return scoreRfmAll(base, fitRfm(base));
}

/** What nothing that starts from objects can do without: every field read, every customer's text looked up. */
function readFields(orders: readonly Order[]): number {
  const customers = new Map<string, number>();
  let sum = 0;
  for (const { id, customerId, placedAt, currency, total } of orders) {
    customers.set(customerId, (customers.get(customerId) ?? 0) + 1);
    sum += id.length + new Date(placedAt).getTime() + currency.length + total;
  }
  return sum + customers.size;
}

/** What nothing that starts from texts can do without: each looked up. */
function lookUp({ customerIds }: TextColumns): number {
  const customers = new Map<string, number>();
  for (const id of customerIds) customers.set(id, (customers.get(id) ?? 0) + 1);
  return customers.size;
}

/** Runs each task on input of its own, so that nobody profits from what another has looked at. */
async function raceFresh<Input>(
  fresh: () => Input,
  tasks: readonly (readonly [string, (input: Input) => unknown])[],
): Promise<Map<string, Timing>> {
  const timings = new Map<string, Timing>();
  for (let run = 0; run < 3; run++) {
    for (const [name, work] of tasks) {
      const input = fresh();
      const one = await race(1, { [name]: () => work(input) }, 1, 0);
      const { first } = one.get(name) ?? { first: NaN };
      const known = timings.get(name);
      if (known === undefined) timings.set(name, { name, first, best: first });
      else known.best = Math.min(known.best, first);
    }
  }
  return timings;
}

async function benchObjects(peers: readonly PeerTask[]): Promise<void> {
  const timings = await raceFresh(
    () => objects(1_000_000),
    [
      ["setia", rfmOf],
      ["reading the same fields, no figures", readFields],
      ["a Map of records with sorting, the same answer", (orders) => plainRfm(orders, asOf)],
      ...peers.map(({ name, fromObjects }) => [name, fromObjects] as const),
    ],
  );
  tell("1,000,000 orders of 100,000 customers as objects, to scores", timings, {
    "a Map of records with sorting, the same answer": "3.5x",
    duckdb: "4x",
    polars: "4x",
    arquero: "4x",
  });
}

async function benchTexts(peers: readonly PeerTask[]): Promise<void> {
  const { customerIds, placedAt, total, currency } = columns(1_000_000);
  const timings = await raceFresh(
    () => ({
      customerIds: JSON.parse(
        JSON.stringify(Array.from(customerIds.codes, (code) => customerIds.values[code])),
      ) as string[],
      placedAt,
      total,
      currency,
    }),
    [
      ["setia", rfmOf],
      ["looking each customer up, no figures", lookUp],
      ...peers.map(({ name, fromTexts }) => [name, fromTexts] as const),
    ],
  );
  tell("1,000,000 orders as columns with a fresh text for each customer, to scores", timings, {});
}

async function benchColumns(count: number, peers: readonly PeerTask[]): Promise<void> {
  const given = columns(count);
  const tasks: Record<string, () => unknown> = { setia: () => rfmOf(given) };
  const ready: (() => Promise<void>)[] = [];
  for (const { name, fromColumns, load } of peers) {
    if (name === "arquero" && count > 1_000_000) continue;
    tasks[`${name} from columns`] = () => fromColumns(given);
    if (load === undefined) continue;
    const loaded = await load(given);
    tasks[`${name}, already loaded`] = loaded.query;
    tasks[`${name}, already loaded, last, count and sum only`] = loaded.smallQuery;
    ready.push(loaded.close);
  }
  const timings = await race(count > 1_000_000 ? 1 : 3, tasks);
  tell(
    `${String(count)} orders of ${String(count / 10)} customers as columns, to scores`,
    timings,
    {
      "duckdb from columns": "5x at a million",
      "polars from columns": "5x at a million",
      "arquero from columns": "5x at a million",
      "duckdb, already loaded": "2x at ten million",
    },
  );
  for (const close of ready) await close();
}

function base(customers: number): PurchaseColumns {
  const given = columns(customers * 3);
  return summarizePurchases(
    {
      ...given,
      customerIds: {
        values: Array.from(
          { length: customers },
          (_, at) => `customer-${String(at).padStart(7, "0")}`,
        ),
        codes: Uint32Array.from({ length: customers * 3 }, (_, row) =>
          row < customers ? row : (given.customerIds.codes[row] ?? 0),
        ),
      },
    },
    { asOf },
  ).columns;
}

async function benchScoring(): Promise<void> {
  const million = base(1_000_000);
  const model = fitRfm(million);
  const timings = await race(3, {
    setia: () => scoreRfmAll(million, fitRfm(million)),
    "setia with the model fitted": () => scoreRfmAll(million, model),
    "sorting the revenues once": () => million.revenue.slice().sort(),
    "sorting the three measures once": () => [
      Float64Array.from(million.recencyDays).sort(),
      Float64Array.from(million.orders).sort(),
      million.revenue.slice().sort(),
    ],
  });
  tell("fitting and scoring 1,000,000 customers on three measures", timings, {
    "sorting the three measures once": "2x",
  });
}

function benchLive(): void {
  const customers = 1_000_000;
  const random = stream(7);
  const idOf = (at: number): string => `customer-${String(at).padStart(7, "0")}`;
  const first = Array.from({ length: customers }, (_, at): Order => ({
    id: `o${String(at)}`,
    customerId: idOf(at),
    placedAt: new Date(asOf.getTime() - Math.floor(random() * 730 * DAY)),
    currency: "USD",
    total: 100 + Math.floor(random() ** 3 * 100_000),
  }));
  let begin = performance.now();
  const index = createRfmIndex({ asOf, currency: "USD", orders: first });
  console.log(
    `live base of 1,000,000 customers: built in ${(performance.now() - begin).toFixed(0)} ms`,
  );
  const later: Order[] = [];
  const times = new Float64Array(300_000);
  for (let step = 0; step < times.length; step++) {
    const customer = customerOf(random, customers);
    const refund = step % 4 === 3 ? later[Math.floor(random() * later.length)] : undefined;
    const order: Order = {
      id: `n${String(step)}`,
      customerId: idOf(customer),
      // A tenth comes late.
      placedAt: new Date(asOf.getTime() - Math.floor(random() * (step % 10 === 0 ? 30 : 1) * DAY)),
      currency: "USD",
      total: 100 + Math.floor(random() ** 3 * 100_000),
    };
    begin = performance.now();
    if (refund === undefined) {
      index.apply(order);
      kept = index.score(order.customerId, { asOf });
    } else {
      const name = { customerId: refund.customerId, orderId: refund.id };
      index.refund(name, { at: asOf, amount: refund.total });
      kept = index.score(refund.customerId, { asOf });
    }
    times[step] = performance.now() - begin;
    if (refund === undefined) later.push(order);
  }
  times.sort();
  const at = (share: number): string =>
    ((times[Math.floor(share * times.length)] ?? 0) * 1000).toFixed(1);
  console.log(`  apply or refund, and score: median ${at(0.5)} µs, 99 % within ${at(0.99)} µs`);
  const { columns: final, scores, model } = index.snapshot({ asOf });
  begin = performance.now();
  kept = scoreRfmAll(final, fitRfm(final));
  const batch = performance.now() - begin;
  console.log(
    `  rescoring the batch: ${batch.toFixed(0)} ms, as long as ${String(Math.round((batch * 1000) / Number(at(0.5))))} updates`,
  );
  let differ = 0;
  for (const score of scores) {
    if (JSON.stringify(index.score(score.customerId, { asOf })) !== JSON.stringify(score)) differ++;
  }
  console.log(
    `  scores that differ from a batch of ${String(model.customers)} customers: ${String(differ)}`,
  );
}

/** Counts every byte that is asked for in typed arrays while work is done, given back or not. */
function bytesAskedFor(work: () => unknown): number {
  const world = globalThis as unknown as Record<string, new (...given: unknown[]) => unknown>;
  const kinds = [
    "Int32Array",
    "Float64Array",
    "Uint8Array",
    "Uint16Array",
    "Uint32Array",
    "BigUint64Array",
  ];
  const originals = new Map(kinds.map((kind) => [kind, world[kind]]));
  let bytes = 0;
  for (const [kind, original] of originals) {
    if (original === undefined) continue;
    world[kind] = new Proxy(original, {
      construct(target, given) {
        const made = Reflect.construct(target, given) as ArrayBufferView;
        if (typeof given[0] === "number") bytes += made.byteLength;
        return made;
      },
    });
  }
  try {
    kept = work();
  } finally {
    for (const [kind, original] of originals) if (original !== undefined) world[kind] = original;
  }
  return bytes;
}

function benchMemory(): void {
  const given = columns(10_000_000);
  let measured: PurchaseColumns | undefined;
  const asked = bytesAskedFor(() => (measured = summarizePurchases(given, { asOf }).columns));
  if (measured === undefined) return;
  const result = Object.values(measured as unknown as Record<string, unknown>).reduce(
    (sum: number, column) => sum + (ArrayBuffer.isView(column) ? column.byteLength : 0),
    0,
  );
  const extra = (asked - result) / measured.customerIds.length;
  console.log(
    `memory of 10,000,000 orders as columns: ${extra.toFixed(0)} bytes per customer beyond input and result (wanted under 100), all that is ever asked for`,
  );
}

const peers = await loadPeers(asOf);
const all: Readonly<Record<string, () => unknown>> = {
  objects: () => benchObjects(peers),
  texts: () => benchTexts(peers),
  columns: () => benchColumns(1_000_000, peers),
  large: () => benchColumns(10_000_000, peers),
  scoring: benchScoring,
  live: benchLive,
  memory: benchMemory,
};
for (const [name, bench] of Object.entries(all)) {
  if (only === undefined || only === name) await bench();
}
if (kept === undefined && only !== "memory") throw new Error("nothing was done");
