import { assertOptions, type OptionNames, SetiaError, showValue } from "../../kernel";
import type { MinedRule } from "../cross-sell-rule";
import { whyNothing } from "../mining/frequent-itemsets";
import { assertThresholds, type MineRulesOptions, rulesOf } from "../mining/mine-rules";
import { leastCount } from "../mining/minimum-support";
import { MOST_THINGS_OF_PAIRS } from "../model/assemble-model";
import { assertItems } from "./pack-baskets";

/** Counters for pairs of codes. */
export interface PairCounts {
  /** Adds to a pair of two different codes. */
  add(a: number, b: number, change: number): void;
  /** Gives the counter of a pair. */
  get(a: number, b: number): number;
  /** Visits every pair whose counter is not 0, the larger code first. */
  each(visit: (larger: number, smaller: number, count: number) => void): void;
}

/** Codes below share a triangle of counters, at most 33 MB; pairs with others stand in a table of hashes. */
const TRIANGLE_CODES = 4096;

const CODES = 2 ** 26;

/** Creates counters that grow with the codes they meet. */
export function createPairCounts(): PairCounts {
  let triangle = new Int32Array(1024);
  // A key is larger × 2^26 + smaller, so never 0, which says that a slot is free.
  let keys = new Float64Array(1024);
  let counts = new Int32Array(1024);
  let used = 0;

  function slotOf(key: number, larger: number, smaller: number): number {
    const mask = keys.length - 1;
    let slot = (Math.imul(larger, 0x9e3779b1) ^ Math.imul(smaller, 0x85ebca6b)) & mask;
    slot = (slot ^ (slot >>> 7)) & mask;
    while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }
  function grow(): void {
    const [oldKeys, oldCounts] = [keys, counts];
    keys = new Float64Array(oldKeys.length * 2);
    counts = new Int32Array(oldKeys.length * 2);
    used = 0;
    oldKeys.forEach((key, old) => {
      // A counter that went back to 0 needs no room any longer.
      const count = oldCounts[old]!;
      if (key === 0 || count === 0) return;
      const slot = slotOf(key, Math.floor(key / CODES), key % CODES);
      keys[slot] = key;
      counts[slot] = count;
      used++;
    });
  }

  return {
    add(a, b, change) {
      const [larger, smaller] = a > b ? [a, b] : [b, a];
      if (larger < TRIANGLE_CODES) {
        const place = (larger * (larger - 1)) / 2 + smaller;
        if (place >= triangle.length) {
          const more = new Int32Array(Math.max(triangle.length * 2, place + 1));
          more.set(triangle);
          triangle = more;
        }
        triangle[place] = triangle[place]! + change;
        return;
      }
      if (used * 2 >= keys.length) grow();
      const key = larger * CODES + smaller;
      const slot = slotOf(key, larger, smaller);
      if (keys[slot] === 0) {
        keys[slot] = key;
        used++;
      }
      counts[slot] = counts[slot]! + change;
    },
    get(a, b) {
      const [larger, smaller] = a > b ? [a, b] : [b, a];
      if (larger < TRIANGLE_CODES) return triangle[(larger * (larger - 1)) / 2 + smaller]!;
      return counts[slotOf(larger * CODES + smaller, larger, smaller)]!;
    },
    each(visit) {
      let place = 0;
      for (let larger = 1; larger < TRIANGLE_CODES && place < triangle.length; larger++) {
        for (let smaller = 0; smaller < larger; smaller++) {
          const count = triangle[place++] ?? 0;
          if (count !== 0) visit(larger, smaller, count);
        }
      }
      keys.forEach((key, slot) => {
        const count = counts[slot]!;
        if (count !== 0) visit(Math.floor(key / CODES), key % CODES, count);
      });
    },
  };
}

/** Options of {@link BasketCounter.mineRules}: those of `mineRules` that do not say what a basket is. */
export type CounterRulesOptions = Omit<
  MineRulesOptions,
  "asOf" | "by" | "withinDays" | "level" | "maxLength" | "maxItemsets"
>;

const COUNTER_RULES_OPTIONS: OptionNames<CounterRulesOptions> = {
  minSupport: true,
  minCount: true,
  products: true,
  minConfidence: true,
  minLift: true,
  when: true,
  offer: true,
  removeRedundant: true,
  maxFalseShare: true,
  onDiagnostic: true,
};

/** Counts that follow the baskets as they come and go. */
export interface BasketCounter {
  /** Number of baskets. */
  readonly baskets: number;
  /**
   * Adds a basket; an item counts once.
   *
   * @throws SetiaError `INVALID_INPUT` if an item names nothing, or there are more than 2,000 different ones; then nothing is changed
   */
  add(items: Iterable<string>): void;
  /**
   * Takes a basket away that was added before, such as a cancelled order.
   *
   * @throws SetiaError `INVALID_INPUT` if it cannot have been added; then nothing is changed
   */
  remove(items: Iterable<string>): void;
  /** Gives the number of baskets that hold an item. */
  count(item: string): number;
  /** Gives the number of baskets that hold two items. */
  countTogether(a: string, b: string): number;
  /** Gives the rules of one item to one other: exactly what `mineRules` finds in the same baskets. */
  mineRules(options?: CounterRulesOptions): MinedRule[];
}

/**
 * Creates live counts of baskets, items and pairs. At any moment they are those that a batch over the same baskets gives.
 *
 * @returns an empty counter; a basket of k items costs k² / 2 additions
 *
 * @example
 * ```ts
 * import { createBasketCounter } from "setia/cross-sell";
 *
 * const counter = createBasketCounter();
 * counter.add(["soda", "chips"]);
 * counter.add(["soda", "rice"]);
 * counter.countTogether("soda", "chips"); // => 1
 * counter.remove(["soda", "rice"]);
 * [counter.baskets, counter.count("soda")]; // => [1, 1]
 * ```
 */
export function createBasketCounter(): BasketCounter {
  const codes = new Map<string, number>();
  const names: string[] = [];
  const held: number[] = [];
  const pairs = createPairCounts();
  let baskets = 0;

  function change(items: readonly number[], by: 1 | -1): void {
    baskets += by;
    items.forEach((a, index) => {
      held[a] = held[a]! + by;
      for (let i = 0; i < index; i++) pairs.add(a, items[i]!, by);
    });
  }

  return {
    get baskets() {
      return baskets;
    },
    add(items) {
      const given = [...items];
      assertItems(given, "add", ["items"]);
      const different = new Set(given);
      if (different.size > MOST_THINGS_OF_PAIRS) {
        throw new SetiaError(
          "INVALID_INPUT",
          `add: items holds ${String(different.size)} different ones; expected at most ${String(MOST_THINGS_OF_PAIRS)}`,
        );
      }
      const found = Array.from(different, (name) => {
        let code = codes.get(name);
        if (code === undefined) {
          code = names.length;
          codes.set(name, code);
          names.push(name);
          held.push(0);
        }
        return code;
      });
      change(found, 1);
    },
    remove(items) {
      const found = Array.from(new Set(items), (name) => {
        const code = codes.get(name) ?? -1;
        if ((held[code] ?? 0) === 0) throw neverAdded(`item ${showValue(name)}`);
        return code;
      });
      if (baskets === 0) throw neverAdded("an empty basket");
      found.forEach((a, index) => {
        for (let i = 0; i < index; i++) {
          if (pairs.get(a, found[i]!) > 0) continue;
          const [first, second] = [names[found[i]!], names[a]];
          throw neverAdded(`items ${showValue(first)} and ${showValue(second)} together`);
        }
      });
      change(found, -1);
    },
    count: (item) => held[codes.get(item) ?? -1] ?? 0,
    countTogether(a, b) {
      const [left, right] = [codes.get(a), codes.get(b)];
      if (left === undefined || right === undefined) return 0;
      return left === right ? held[left]! : pairs.get(left, right);
    },
    mineRules(options = {}) {
      assertOptions(options, COUNTER_RULES_OPTIONS, "mineRules");
      assertThresholds(options);
      const least = leastCount(options, baskets, "mineRules");
      const frequent = [...names.keys()].filter((code) => held[code]! >= least);
      const itemStarts = new Int32Array(frequent.length + 1);
      const ranks = new Map<number, number>();
      frequent.forEach((code, rank) => {
        ranks.set(code, rank);
        itemStarts[rank + 1] = itemStarts[rank]! + held[code]!;
      });
      const nodes = frequent.map((code, rank) => ({ parent: -1, rank, count: held[code]! }));
      pairs.each((a, b, count) => {
        const [parent, rank] = [ranks.get(a), ranks.get(b)];
        if (count >= least && parent !== undefined && rank !== undefined) {
          nodes.push({ parent, rank, count });
        }
      });
      const forest = {
        size: nodes.length,
        parents: Int32Array.from(nodes, ({ parent }) => parent),
        items: Int32Array.from(nodes, ({ rank }) => rank),
        counts: Int32Array.from(nodes, ({ count }) => count),
        lengths: Int32Array.from(nodes, ({ parent }) => (parent < 0 ? 1 : 2)),
        full: false,
      };
      const sorted = { codes: Int32Array.from(frequent), itemStarts };
      const items = { names, kinds: names.map(() => 0) };
      const mined = { forest, sorted, total: baskets, least };
      const rules = rulesOf(items, mined, options);
      if (rules.length === 0) options.onDiagnostic?.(whyNothing(mined, 2));
      return rules;
    },
  };
}

function neverAdded(what: string): SetiaError {
  return new SetiaError(
    "INVALID_INPUT",
    `remove: ${what} is in no basket; expected a basket that was added`,
  );
}
