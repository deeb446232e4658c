import { whyNothing } from "../mining/frequent-itemsets";
import { assertOptions, SetiaError, showValue, type OptionNames } from "../../kernel";
import { MOST_THINGS_OF_PAIRS } from "../model/assemble-model";
import type { MinedRule } from "../cross-sell-rule";
import { assertThresholds, rulesOf, type MineRulesOptions } from "../mining/mine-rules";
import { leastCount } from "../mining/minimum-support";
import { assertItems } from "./pack-baskets";
import { createPairCounts } from "./pair-counts";

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
