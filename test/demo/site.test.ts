/** The site of the docs, as `npm run docs` builds it, in Debian's Chromium: the search finds the guides. */
import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM, openBrowser } from "./browser";

const home = fileURLToPath(new URL("../../site/index.html", import.meta.url));
const built = existsSync(home);

describe.skipIf(!built || CHROMIUM === undefined)(
  `the site${built ? "" : " (npm run docs)"}`,
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await openBrowser();
    });
    afterAll(() => browser.close());

    it.each([
      ["whatsapp", "Recipe: WhatsApp messages"],
      ["rupiah", "Mulai cepat (bahasa Indonesia)"],
      ["lifetimes", "Coming from spreadsheets, R or Python"],
      ["scoreRfm", "scoreRfm"],
    ])("finds %s", async (word, title) => {
      const page = await browser.newPage();
      await page.goto(pathToFileURL(home).href);
      await page.locator("#tsd-search-trigger").click();
      await page.locator("#tsd-search-input").fill(word);
      const results = page.locator("#tsd-search-results");
      await results.getByText(title).first().waitFor();
      expect(await results.locator("li").count()).toBeGreaterThan(0);
      await page.close();
    });

    it("has the guides in its navigation, and follows a link between them", async () => {
      const page = await browser.newPage();
      await page.goto(pathToFileURL(home).href);
      await page.locator("#tsd-nav-container a").filter({ hasText: "Five-minute start" }).click();
      await page.locator(".col-content a").filter({ hasText: "why did it say that?" }).click();
      expect(await page.title()).toContain("Why did it say that?");
      await page.close();
    });
  },
);
