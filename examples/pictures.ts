/**
 * The pictures of the docs: every chart of `setia/charts` over the generated shop, drawn by the real Vega.
 *
 *   npm run pictures        writes them to docs/pictures
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { TACTICS } from "setia";
import { chartLift, type TacticEffect } from "setia/charts";
import { renderChart } from "./render-chart";
import { sampleShop } from "./sample-shop";
import { chartsOf, type DrawChart } from "./shop-charts";
import { insightsOf } from "./shop-insights";

/** Figures such as `measureOutcomes` gives; the generated shop has not sent anything yet. */
export const EXAMPLE_EFFECTS: readonly TacticEffect[] = [
  effect("win.offer", [900, 135], [900, 90], [0.05, 0.0194, 0.0806], "works"),
  effect("post.second", [700, 84], [690, 76], [0.0099, -0.0236, 0.0433], "no_effect_seen"),
  effect("ret.benefit", [800, 96], [805, 137], [-0.0502, -0.0846, -0.0156], "harms"),
  effect("ret.vip_invite", [64, 14], [58, 11], [0.0291, -0.1156, 0.1697], "not_enough_data"),
];

/**
 * Gives every chart of the docs.
 *
 * @returns functions that draw, by name
 */
export function docsCharts(): ReadonlyMap<string, DrawChart> {
  const lift: DrawChart = (options) =>
    chartLift(EXAMPLE_EFFECTS, { ...options, catalogue: TACTICS });
  return new Map<string, DrawChart>([...chartsOf(insightsOf(sampleShop())), ["lift", lift]]);
}

/**
 * Draws every picture of the docs.
 *
 * @returns the text of each SVG by the name of its file
 */
export async function docsPictures(): Promise<Map<string, string>> {
  const pictures = new Map<string, string>();
  for (const [name, draw] of docsCharts()) {
    pictures.set(`${name}.svg`, await renderChart(draw({ language: "en" })));
  }
  return pictures;
}

function effect(
  tactic: string,
  [treated, treatedSuccesses]: readonly [number, number],
  [held, heldSuccesses]: readonly [number, number],
  [difference, low, high]: readonly [number, number, number],
  verdict: TacticEffect["lift"]["verdict"],
): TacticEffect {
  const treatment = { customers: treated, successes: treatedSuccesses };
  const holdout = { customers: held, successes: heldSuccesses };
  return { tactic, lift: { treatment, holdout, difference, low, high, verdict } };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const folder = fileURLToPath(new URL("../docs/pictures", import.meta.url));
  mkdirSync(folder, { recursive: true });
  for (const [name, svg] of await docsPictures()) writeFileSync(join(folder, name), `${svg}\n`);
}
