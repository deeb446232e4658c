/** The report as its reader gets it: a file, opened in real Chromium. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { firstLoop } from "../../examples/first-loop";
import { CHROMIUM, openBrowser } from "./browser";

const LANGUAGES = ["en", "id"] as const;
const SIZES = {
  phone: { width: 360, height: 740 },
  desktop: { width: 1280, height: 900 },
} as const;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let folder = "";
const pages = new Map<string, string>();

async function writeReport(name: string, ...args: string[]): Promise<string> {
  let written = "";
  await firstLoop(args, {
    print: () => undefined,
    progress: () => undefined,
    save: (path, html) => {
      expect(path).toBe("setia-report.html");
      written = html;
    },
  });
  writeFileSync(join(folder, name), written);
  return written;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "setia-report-"));
  for (const language of LANGUAGES) {
    pages.set(language, await writeReport(`${language}.html`, "--language", language));
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("the page", () => {
  it("is one file that loads nothing and runs nothing", () => {
    for (const html of pages.values()) {
      expect(html).toMatch(/^<!doctype html>/u);
      expect(html).toContain("default-src 'none'");
      expect(html).not.toMatch(/<script|<link rel="stylesheet|@import|url\(|<iframe|<img/iu);
      const addresses = [...html.matchAll(/(?:href|src)="([^"]*)"/gu)].map(
        (match) => match[1] ?? "",
      );
      expect(addresses.filter((address) => !/^(#|data:,$)/u.test(address))).toEqual([]);
      expect(html).not.toMatch(/undefined|NaN|\[object|\{[a-z]+\}/u);
      expect(html.length).toBeLessThan(600_000);
    }
  });

  it("has every chart that the shop has something to show in, and says the same in words", () => {
    const html = pages.get("en") ?? "";
    const titles = [
      "Where your customers stand",
      "Who spends how much",
      "How customers moved between segments",
      "How far customers come",
      "How customers moved between stages",
      "Who comes back",
      "What customers will be worth",
      "What was foretold, and what came",
      "still a customer?",
      "What is bought together",
    ];
    for (const title of titles) expect(html).toContain(title);
    // Wide and narrow.
    expect(html.match(/<svg role="img" aria-label="[^"]+"/gu)).toHaveLength(2 * titles.length);
    expect(html).toMatch(/<li>Champions: \d+ customers \([\d.]+%\), who have spent IDR/u);
  });

  it("is in the language asked for", () => {
    expect(pages.get("en")).toMatch(/<html lang="en">[^]*Do this first[^]*Hello /u);
    expect(pages.get("id")).toMatch(/<html lang="id">[^]*Dahulukan ini[^]*Halo /u);
  });

  it("is made of a file of orders too, whatever its cells hold", async () => {
    const wicked = `<script>alert(1)</script>&"'`;
    const lines = Array.from({ length: 12 }, (_, at) => {
      const day = `2026-0${String(1 + Math.floor(at / 2))}-1${String(at % 2)}`;
      const who = `"${wicked.replaceAll('"', '""')}${String(at % 4)}"`;
      return `${String(at)},${who},${day},1${String(at)}.50,EUR`;
    });
    const path = join(folder, "orders.csv");
    writeFileSync(path, ["order_id,customer_id,order_date,total,currency", ...lines].join("\n"));
    const html = await writeReport("wicked.html", path);
    expect(html).toContain("&lt;script&gt;alert(1)");
    expect(html).not.toContain("<script");
    expect(html).not.toContain("What sells together");
    expect(html).not.toMatch(/undefined|NaN|\[object/u);
  });

  it("is left out on demand", async () => {
    const saved: string[] = [];
    await firstLoop(["--report", "none"], {
      print: () => undefined,
      progress: () => undefined,
      save: (path) => saved.push(path),
    });
    expect(saved).toEqual([]);
  });
});

describe.skipIf(CHROMIUM === undefined)("in Chromium", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  async function open(
    name: string,
    size: keyof typeof SIZES = "desktop",
    colorScheme: "light" | "dark" = "light",
  ): Promise<{ readonly page: Page; readonly troubles: string[] }> {
    const context = await browser.newContext({ viewport: SIZES[size], colorScheme });
    const page = await context.newPage();
    const address = pathToFileURL(join(folder, name)).href;
    const troubles: string[] = [];
    page.on("request", (request) => {
      const url = request.url().split("#")[0] ?? "";
      if (url !== address && url !== "data:,") troubles.push(`asked for ${url}`);
    });
    page.on("console", (message) => troubles.push(message.text()));
    page.on("pageerror", (error) => troubles.push(error.message));
    await page.goto(address);
    return { page, troubles };
  }

  const ways = LANGUAGES.flatMap((language) =>
    (["phone", "desktop"] as const).flatMap((size) =>
      (["light", "dark"] as const).map((scheme) => [language, size, scheme] as const),
    ),
  );

  const light = ways.filter(([, , scheme]) => scheme === "light");

  it.each(ways)(
    "%s on a %s, %s: is accessible to axe, and nothing is asked for",
    async (language, size, scheme) => {
      const { page, troubles } = await open(`${language}.html`, size, scheme);
      // What is folded is looked at too.
      await page.evaluate(
        "for (const each of document.querySelectorAll('details')) each.open = true",
      );
      await page.evaluate(axe);
      const { violations, passes } = await page.evaluate<AxeResults>(
        "axe.run(document, { resultTypes: ['violations', 'passes'] })",
      );
      const told = violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ""}`).join("; ")}`,
      );
      expect(told).toEqual([]);
      expect(passes.map(({ id }) => id)).toEqual(
        expect.arrayContaining(["color-contrast", "svg-img-alt", "heading-order", "bypass"]),
      );
      expect(troubles).toEqual([]);
      await page.context().close();
    },
  );

  it("axe is asked in earnest", async () => {
    const { page } = await open("en.html");
    await page.evaluate("document.querySelector('svg').removeAttribute('aria-label')");
    await page.evaluate("document.querySelector('.lead').style.color = '#cccccc'");
    await page.evaluate(axe);
    const { violations } = await page.evaluate<AxeResults>("axe.run()");
    expect(new Set(violations.map(({ id }) => id))).toEqual(
      new Set(["color-contrast", "svg-img-alt"]),
    );
    await page.context().close();
  });

  it.each(light)(
    "%s on a %s, %s: nothing sticks out or is drawn twice",
    async (language, size, scheme) => {
      const { page } = await open(`${language}.html`, size, scheme);
      const { width } = SIZES[size];
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
        width,
      );
      const shown = await page.locator("svg:visible").count();
      expect(shown).toBe(await page.locator("figure").count());
      const boxes = await page.locator("svg:visible").evaluateAll((pictures) =>
        pictures.map((picture) => {
          const { left, right } = (
            picture as unknown as { getBoundingClientRect(): { left: number; right: number } }
          ).getBoundingClientRect();
          return [left, right];
        }),
      );
      for (const [left = -1, right = Infinity] of boxes) {
        expect(left).toBeGreaterThanOrEqual(0);
        expect(right).toBeLessThanOrEqual(width);
      }
      await page.context().close();
    },
  );

  it("no label of a chart is cut off or lies on another", async () => {
    for (const [language, size] of light) {
      const { page } = await open(`${language}.html`, size);
      const faults = await page.evaluate(LABEL_FAULTS);
      expect(faults, `${language} on a ${size}`).toEqual([]);
      await page.context().close();
    }
  });

  it("follows light and dark", async () => {
    const paper = async (scheme: "light" | "dark"): Promise<unknown> => {
      const { page } = await open("en.html", "desktop", scheme);
      const fill = await page.evaluate("getComputedStyle(document.querySelector('svg rect')).fill");
      await page.context().close();
      return fill;
    };
    expect(await paper("light")).toBe("rgb(255, 255, 255)");
    expect(await paper("dark")).toBe("rgb(18, 24, 31)");
  });

  it("can be used with the keyboard alone", async () => {
    const { page } = await open("en.html");
    const focused = (): Promise<unknown> =>
      page.evaluate("document.activeElement.textContent.trim().slice(0, 40)");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Skip to the content");
    expect(await page.locator(".skip").boundingBox()).toMatchObject({ x: 12 });
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("content");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Why?");
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe(
      "solid",
    );
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.querySelector('details').open")).toBe(true);
    await page.context().close();
  });

  it("prints", async () => {
    const { page } = await open("en.html", "desktop", "dark");
    expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(20_000);
    await page.context().close();
  });
});

/** Finds texts of charts that reach over the picture's edge, and two that lie on one another. */
const LABEL_FAULTS = `
(() => {
  const faults = [];
  for (const svg of document.querySelectorAll("svg")) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0) continue;
    const seen = new Map();
    for (const text of svg.querySelectorAll("text")) {
      const name = text.textContent;
      if (name === "") continue;
      const { left, right, top, bottom } = text.getBoundingClientRect();
      const inside = left >= frame.left - 1 && right <= frame.right + 1 && top >= frame.top - 2 && bottom <= frame.bottom + 2;
      if (!inside) faults.push("cut off: " + name + " in " + svg.getAttribute("aria-label").slice(0, 30));
      for (const [other, box] of seen) {
        const across = Math.min(right, box.right) - Math.max(left, box.left);
        const up = Math.min(bottom, box.bottom) - Math.max(top, box.top);
        // A rim lies under its own text; lines of a title touch.
        if (across > 2 && up > 5 && other.textContent !== name) faults.push("overlap: " + name + " and " + other.textContent + " in " + svg.getAttribute("aria-label").slice(0, 30));
      }
      seen.set(text, { left, right, top, bottom });
    }
  }
  return faults;
})()
`;
