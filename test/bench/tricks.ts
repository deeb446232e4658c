/**
 * What the hand-written tricks bring, each beside the plain way in the same run: `npm run bench:tricks`. A trick whose
 * ratio falls to 1 goes.
 */
import { ascendingOrder, compareCodePoints } from "../../src/kernel/code-points";
import { createTextCodes } from "../../src/purchases/columnar/text-codes";
import { orderStatistics } from "../../src/statistics";

const SIZE = 400_000;
const TURNS = 9;
const CHUNK = 256;

let state = 1;
/** A number of 0 to 1 by a fixed sequence. */
function next(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}

/** The median ratio of plain to trick over several turns, each side in turn. */
function compare<Input>(
  name: string,
  plain: (input: Input) => unknown,
  trick: (input: Input) => unknown,
  prepare: () => Input,
): void {
  const time = (work: (input: Input) => unknown): number => {
    const input = prepare();
    const begin = performance.now();
    work(input);
    return performance.now() - begin;
  };
  time(plain);
  time(trick);
  const turns = Array.from({ length: TURNS }, () => ({ plain: time(plain), trick: time(trick) }));
  const middle = (of: readonly number[]): number =>
    [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? NaN;
  const ratio = middle(turns.map((turn) => turn.plain / turn.trick));
  const [slow, fast] = [middle(turns.map((t) => t.plain)), middle(turns.map((t) => t.trick))];
  console.log(
    `${name}: ${ratio.toFixed(1)} times (plain ${slow.toFixed(0)} ms, trick ${fast.toFixed(0)} ms)`,
  );
}

const revenue = Float64Array.from({ length: SIZE }, () => Math.floor(next() * 1e8));
const days = Int32Array.from({ length: SIZE }, () => Math.floor(next() * 900));
const places = [0.2, 0.4, 0.6, 0.8].map((share) => Math.floor(share * SIZE));
compare(
  "cuts of money: buckets against sorting",
  () => revenue.slice().sort(),
  () => orderStatistics(revenue, places)(places[0] ?? 0),
  () => undefined,
);
compare(
  "cuts of days: counting against sorting",
  () => days.slice().sort(),
  () => orderStatistics(days, places)(places[0] ?? 0),
  () => undefined,
);

const ids = Array.from({ length: SIZE }, () => `customer-${String(Math.floor(next() * 1e9))}`);
compare(
  "order of ids: packed ranks against sorting",
  () => Uint32Array.from(ids.keys()).sort((a, b) => compareCodePoints(ids[a] ?? "", ids[b] ?? "")),
  () => ascendingOrder(ids),
  () => undefined,
);
compare(
  "order of ids: packed ranks against sorting by the engine's own order",
  () =>
    Uint32Array.from(ids.keys()).sort((a, b) => {
      const [x, y] = [ids[a] ?? "", ids[b] ?? ""];
      return x < y ? -1 : Number(x > y);
    }),
  () => ascendingOrder(ids),
  () => undefined,
);

/** Texts as JSON gives them: each a string of its own. */
const ORDERS = 1_000_000;
const fresh = (): string[] =>
  JSON.parse(
    JSON.stringify(Array.from({ length: ORDERS }, () => ids[Math.floor(next() * 200_000)] ?? "")),
  ) as string[];
compare(
  "numbers of fresh ids: packed table against a Map",
  (texts) => {
    const known = new Map<string, number>();
    for (const id of texts) if (!known.has(id)) known.set(id, known.size);
    return known.size;
  },
  (texts) => {
    const codes = createTextCodes(CHUNK);
    const chunk = new Uint32Array(CHUNK);
    const some = new Array<string>(CHUNK).fill("");
    for (let from = 0; from < texts.length; from += CHUNK) {
      const count = Math.min(CHUNK, texts.length - from);
      for (let at = 0; at < count; at++) some[at] = texts[from + at] ?? "";
      codes.codesOf(some, count, chunk);
    }
    return codes.texts.length;
  },
  fresh,
);
