/** Every chart by the Vega-Lite schema and by the real Vega, in both languages, themes, and at every width. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import { describe, expect, it } from "vitest";
import { version, type TopLevelSpec } from "vega-lite";
import { words, analyzeRfm, ordersFromEvents } from "setia";
import { VIGNETTE_SEGMENTS } from "setia/rfm";
import {
  CHART_PALETTES,
  CHART_THEMES,
  chartSegmentMap,
  VEGA_LITE_SCHEMA,
  type Chart,
  type ChartOptions,
} from "setia/charts";
import { docsCharts, docsPictures } from "../../examples/pictures";
import { renderChart } from "../../examples/render-chart";
import { sampleShop } from "../../examples/sample-shop";
import { emptyCharts } from "./empty-charts";

const require = createRequire(import.meta.url);
const schemaFile = require.resolve("vega-lite/vega-lite-schema.json");
const ajv = new Ajv({ strict: false, validateFormats: false });
const isValid = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")) as object);

const shop = sampleShop();
const { asOf, timeZone, currency } = shop;
const withMoney = analyzeRfm(ordersFromEvents(shop.events, { asOf }), {
  asOf,
  timeZone,
  currency,
  segments: VIGNETTE_SEGMENTS,
});
const CHARTS: Record<string, (options: ChartOptions) => Chart> = {
  ...Object.fromEntries(docsCharts()),
  "segment map by money": (options) => chartSegmentMap(withMoney, options),
  ...emptyCharts(),
};
const WAYS = [
  ...words.languages.flatMap((language) =>
    CHART_THEMES.flatMap((theme) => [320, 640].map((width) => ({ language, theme, width }))),
  ),
  { language: "id", theme: "light", width: 240 },
  { language: "en", theme: "light", width: 1200 },
] as const;

describe.each(Object.entries(CHARTS))("%s", (_, draw) => {
  it.each(WAYS)("is valid and drawn: %j", async (options) => {
    const chart = draw(options);
    // What is plain JSON comes back the same.
    expect(JSON.parse(JSON.stringify(chart))).toEqual(chart);
    isValid(chart);
    expect(isValid.errors ?? []).toEqual([]);
    const { left, right } = chart.padding;
    expect(chart.width + left + right).toBeCloseTo(options.width, 6);
    expect(chart.width).toBeGreaterThan(50);
    const svg = await renderChart(chart);
    expect(svg).toContain(`width="${String(options.width)}"`);
    expect(svg).not.toMatch(/undefined|NaN|Infinity|\{\w+|\[object/u);
    // Nothing but the colours of the theme.
    const palette = new Set<string>(Object.values(CHART_PALETTES[options.theme]).flat());
    const used = [...svg.matchAll(/"(#[0-9a-f]{3,6})"/gu)].map((match) => match[1] ?? "");
    expect(used.filter((colour) => !palette.has(colour))).toEqual([]);
  });

  it("says everything in the language asked for, and takes a title of one's own", () => {
    const texts = words.languages.map((language) => {
      const { title, description } = draw({ language });
      return [...title.text, ...title.subtitle, description];
    });
    for (const [at, text] of (texts[0] ?? []).entries()) expect(texts[1]?.[at]).not.toBe(text);
    const own = draw({ language: "en", title: "Mine" });
    expect(own.title.text).toEqual(["Mine"]);
    expect(own.description).toMatch(/^Mine\. /u);
  });

  it("is the same twice", () => {
    expect(draw({ language: "id" })).toEqual(draw({ language: "id" }));
  });
});

it("is a specification to the types of vega-lite", () => {
  const spec: TopLevelSpec = chartSegmentMap(withMoney, { language: "en" });
  expect(spec.$schema).toBe(VEGA_LITE_SCHEMA);
  expect(VEGA_LITE_SCHEMA).toContain(`/v${version.split(".")[0] ?? ""}.json`);
});

it("the schema is looked at in earnest", () => {
  const chart = chartSegmentMap(withMoney, { language: "en" });
  expect(isValid({ ...chart, layer: [{ mark: "blob" }] })).toBe(false);
  expect(isValid({ ...chart, width: "wide" })).toBe(false);
});

it("the pictures of the docs are current (npm run pictures)", async () => {
  const folder = fileURLToPath(new URL("../../docs/pictures/", import.meta.url));
  const pictures = await docsPictures();
  expect(readdirSync(folder).sort()).toEqual([...pictures.keys()].sort());
  const guide = readFileSync(`${folder}../charts.md`, "utf8");
  for (const [name, svg] of pictures) {
    expect(readFileSync(`${folder}${name}`, "utf8") === `${svg}\n`, name).toBe(true);
    expect(guide).toContain(`(./pictures/${name})`);
  }
});
