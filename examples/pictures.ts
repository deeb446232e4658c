/**
 * The pictures of the docs: every chart of `setia/charts` over the generated shop, drawn by the real Vega.
 *
 *   npm run pictures        writes them to docs/pictures
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { measureLift, TACTICS, type ArmCount } from "setia";
import { type TacticResult } from "setia/tactics";
import { chartLift } from "setia/charts";
import { renderChart } from "./render-chart";
import { sampleShop } from "./sample-shop";
import { chartsOf, type DrawChart } from "./shop-charts";
import { insightsOf } from "./shop-insights";

/** An example: the generated shop has not sent anything yet. `measureOutcomes` counts the same of a real one. */
const EXAMPLE_RESULTS = [
  resultOf("win.offer", [900, 135], [900, 90]),
  resultOf("post.second", [700, 84], [690, 76]),
  resultOf("ret.benefit", [800, 96], [805, 137]),
  resultOf("ret.vip_invite", [64, 14], [58, 11]),
];

/**
 * Gives every chart of the docs.
 *
 * @returns functions that draw, by name
 */
export function docsCharts(): ReadonlyMap<string, DrawChart> {
  const lift: DrawChart = (options) =>
    chartLift(EXAMPLE_RESULTS, { ...options, catalogue: TACTICS });
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

type Counts = readonly [customers: number, successes: number];

function resultOf(
  tactic: string,
  treated: Counts,
  heldOut: Counts,
): Pick<TacticResult, "tactic" | "lift"> {
  const arm = ([customers, successes]: Counts): ArmCount => ({ customers, successes });
  return { tactic, lift: measureLift(arm(treated), arm(heldOut)) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const folder = fileURLToPath(new URL("../docs/pictures", import.meta.url));
  mkdirSync(folder, { recursive: true });
  for (const [name, svg] of await docsPictures()) writeFileSync(join(folder, name), `${svg}\n`);
}
