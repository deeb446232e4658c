import {
  assertList,
  assertOptions,
  atDoor,
  type OptionNames,
  SetiaError,
  showValue,
} from "../kernel";
import type { ItemPattern, MinedRule } from "../cross-sell";
import type { Chart, ChartRow } from "./chart";
import { CHART_OPTIONS, settingOf, type ChartOptions } from "./chart-options";
import { figuresIn } from "./figures/figures";
import {
  asGiven,
  drawText,
  frameChart,
  inPixels,
  layerOf,
  SMALL,
  TOLD,
} from "./layout/frame-chart";
import { layOutNetwork } from "./layout/network-layout";
import { cutText, textWidth } from "./layout/wrap-text";
import { writeText } from "./layout/write-text";

/** Options of {@link chartBasketNetwork}. */
export interface BasketNetworkOptions extends ChartOptions {
  /** Names of products by sku, or the catalogue; a sku stands for itself where there is none. */
  readonly products?: ReadonlyMap<string, { readonly name?: string }>;
  /** Pairs drawn at most, the strongest first, 1–200; 20 if left out. */
  readonly maxPairs?: number;
}

interface Pair {
  readonly one: string;
  readonly other: string;
  readonly lift: number;
  readonly count: number;
}

const MARGINS = { left: 6, right: 6, top: 4, bottom: 8 };
const NAME_LINE = 15;
const LONGEST_NAME = 170;

const chartBasketNetworkOptions = (): OptionNames<BasketNetworkOptions> => ({
  products: true,
  maxPairs: true,
  ...CHART_OPTIONS,
});

/**
 * Draws what is bought together as a network: products that belong together are linked, the wider the more often
 * beyond chance; the larger a circle, the more orders have it.
 *
 * @param rules - from `mineRules`, best first
 * @param options - language, names, how many pairs, theme, width, title
 * @returns a Vega-Lite specification
 * @throws SetiaError `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { mineRules } from "setia";
 * import { chartBasketNetwork } from "setia/charts";
 *
 * const baskets = [["soda", "chips"], ["soda", "chips"], ["soda"], ["rice"]];
 * const chart = chartBasketNetwork(mineRules(baskets, { minCount: 2 }), { language: "en" });
 * chart.description; // => "What is bought together. 1 pair of 2 products; strongest: chips and soda, 1.33 times as often as by chance."
 * ```
 */
export function chartBasketNetwork(
  rules: readonly MinedRule[],
  options: BasketNetworkOptions,
): Chart {
  assertList(rules, "chartBasketNetwork: rules");
  assertOptions(options, chartBasketNetworkOptions(), "chartBasketNetwork");
  return atDoor("chartBasketNetwork", () => chartBasketNetworkUnchecked(rules, options));
}

function chartBasketNetworkUnchecked(
  rules: readonly MinedRule[],
  options: BasketNetworkOptions,
): Chart {
  const setting = settingOf(options, "chartBasketNetwork");
  const { language, palette, width } = setting;
  const { maxPairs = 20, products } = options;
  if (!Number.isInteger(maxPairs) || maxPairs < 1 || maxPairs > 200) {
    throw new SetiaError(
      "INVALID_OPTION",
      `chartBasketNetwork: maxPairs is ${showValue(maxPairs)}; expected a whole number from 1 to 200`,
    );
  }
  const { pairs, orders } = pairsOf(rules, maxPairs);
  const keys = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))];
  const nameOf = (key: string): string => {
    const item = JSON.parse(key) as ItemPattern;
    return typeof item === "string" ? (products?.get(item)?.name ?? item) : item.category;
  };
  const mostOrders = Math.max(1, ...keys.map((key) => orders.get(key) ?? 0));
  const nodes = keys.map((key) => {
    const radius = 5 + 13 * Math.sqrt((orders.get(key) ?? 0) / mostOrders);
    const name = cutText(nameOf(key), Math.min(LONGEST_NAME, width * 0.4), SMALL);
    return {
      name,
      radius,
      halfWidth: Math.max(radius, textWidth(name, SMALL) / 2) + 4,
      halfHeight: radius + NAME_LINE / 2 + 3,
    };
  });
  const plot = width - MARGINS.left - MARGINS.right;
  const links = pairs.map(({ one, other }) => [keys.indexOf(one), keys.indexOf(other)] as const);
  const { places, height } = layOutNetwork(nodes, links, plot);
  // The circle stands above its name.
  const centres = places.map(({ x, y }) => ({ x, y: y - NAME_LINE / 2 }));

  const strongest = Math.max(1, ...pairs.map(({ lift }) => lift));
  const linkRows = links.map(([from, to], at): ChartRow => {
    const { lift = 1, count = 0 } = pairs[at] ?? {};
    const { x = 0, y = 0 } = centres[from] ?? {};
    const end = centres[to] ?? { x: 0, y: 0 };
    return {
      x,
      y,
      x2: end.x,
      y2: end.y,
      lineWidth: 1.5 + 5 * Math.sqrt(Math.max(0, lift - 1) / Math.max(1e-9, strongest - 1)),
      told: writeText("pairTold", language, {
        one: nameOf(keys[from] ?? '""'),
        other: nameOf(keys[to] ?? '""'),
        count,
        lift,
      }),
    };
  });
  const nodeRows = nodes.map((node, at): ChartRow => {
    const { x = 0, y = 0 } = centres[at] ?? {};
    return {
      x,
      y,
      size: Math.PI * node.radius ** 2,
      nameY: y + node.radius + 3,
      name: node.name,
      told: writeText("itemTold", language, {
        item: nameOf(keys[at] ?? '""'),
        orders: orders.get(keys[at]!) ?? 0,
      }),
    };
  });
  const { decimal } = figuresIn(language);
  const best = pairs.reduce<Pair | undefined>(
    (most, pair) => (most === undefined || pair.lift > most.lift ? pair : most),
    undefined,
  );
  return frameChart(
    {
      title: writeText("networkTitle", language),
      subtitle: writeText("networkSubtitle", language, { most: decimal(strongest) }),
      told:
        best === undefined
          ? writeText("networkNothing", language)
          : writeText("networkTold", language, {
              pairs: pairs.length,
              items: keys.length,
              one: nameOf(best.one),
              other: nameOf(best.other),
              lift: best.lift,
            }),
      height: Math.max(1, Math.ceil(height)),
      margins: MARGINS,
      layers: [
        layerOf(
          linkRows,
          { type: "rule", color: palette.good, opacity: 0.45, strokeCap: "round" },
          {
            x: inPixels("x"),
            x2: { field: "x2" },
            y: inPixels("y"),
            y2: { field: "y2" },
            strokeWidth: { ...asGiven("lineWidth"), type: "quantitative" },
            ...TOLD,
          },
        ),
        layerOf(
          nodeRows,
          { type: "point", filled: true, color: palette.good, opacity: 1, stroke: palette.paper },
          {
            x: inPixels("x"),
            y: inPixels("y"),
            size: { ...asGiven("size"), type: "quantitative" },
            ...TOLD,
          },
        ),
        ...drawText(nodeRows, { baseline: "top" }, { x: "x", y: "nameY", text: "name" }, palette),
      ],
    },
    setting,
  );
}

/** Every two items that a rule links, once, with the strongest rule between them; and the orders of each item. */
function pairsOf(
  rules: readonly MinedRule[],
  most: number,
): { readonly pairs: Pair[]; readonly orders: ReadonlyMap<string, number> } {
  const pairs = new Map<string, Pair>();
  const orders = new Map<string, number>();
  for (const { when, offer, measures } of rules) {
    const from = (when.inBasket ?? when.bought ?? []).map((item) => JSON.stringify(item));
    const to = JSON.stringify("sku" in offer ? offer.sku : offer);
    for (const item of from) {
      const [one = "", other = ""] = [item, to].sort();
      const key = `${one} ${other}`;
      const known = pairs.get(key);
      if (known === undefined && pairs.size >= most) continue;
      const { lift, count } = measures;
      if (known === undefined || known.lift < lift) pairs.set(key, { one, other, lift, count });
      // Of a condition with more items the rule does not know how often each is bought.
      const itemCount = from.length === 1 ? measures.antecedentCount : count;
      orders.set(item, Math.max(orders.get(item) ?? 0, itemCount));
      orders.set(to, Math.max(orders.get(to) ?? 0, measures.consequentCount));
    }
  }
  return { pairs: [...pairs.values()], orders };
}
