/** The page as it is built, in Debian's Chromium. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { build, preview, type PreviewServer } from "vite";
import { CHROMIUM, openBrowser } from "./browser";

const root = fileURLToPath(new URL("../../examples/dashboard", import.meta.url));
const axe = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

describe.skipIf(CHROMIUM === undefined)("the dashboard", () => {
  let folder = "";
  let server: PreviewServer;
  let browser: Browser;
  let address = "";
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "setia-dashboard-"));
    await build({ root, logLevel: "error", build: { outDir: folder, emptyOutDir: true } });
    server = await preview({
      root,
      logLevel: "error",
      build: { outDir: folder },
      preview: { host: "127.0.0.1", port: 4873 },
    });
    address = server.resolvedUrls?.local[0] ?? "";
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true });
  });

  interface Opened {
    readonly page: Page;
    /** What went wrong on the page, and every address outside of it that was asked for. */
    readonly trouble: string[];
  }

  async function open(options: Parameters<Browser["newPage"]>[0] = {}): Promise<Opened> {
    const page = await browser.newPage(options);
    const trouble: string[] = [];
    page.on("pageerror", (error) => trouble.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") trouble.push(message.text());
    });
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(address) && !url.startsWith("data:")) trouble.push(url);
    });
    await page.goto(address);
    return { page, trouble };
  }

  async function violations(page: Page): Promise<string[]> {
    await page.evaluate(axe);
    return page.evaluate(async () => {
      const { axe: loaded } = globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; help: string }[] }> };
      };
      const { violations: found } = await loaded.run();
      return found.map(({ id, help }) => `${id}: ${help}`);
    });
  }

  it("divides a sample shop and says what to do first, without a word to any server", async () => {
    const { page, trouble } = await open();
    await page.getByRole("button", { name: "Look at a sample shop" }).click();
    await page.getByText("240 customers").waitFor();
    const rows = page.locator("#segments tr");
    expect(await rows.count()).toBeGreaterThan(5);
    expect(await page.locator("#actions > li").count()).toBe(18);
    expect(await page.locator("#actions > li").first().innerText()).toMatch(/^\w+ \w+: .+\s+.+\./u);
    expect(await violations(page)).toEqual([]);
    if (process.env["SETIA_PICTURES"] !== undefined)
      await page.screenshot({
        path: `${process.env["SETIA_PICTURES"]}/dashboard.png`,
        fullPage: true,
      });
    expect(trouble).toEqual([]);
    await page.close();
  });

  it("is as good in the dark, on a phone, and in Indonesian", async () => {
    const { page, trouble } = await open({
      colorScheme: "dark",
      viewport: { width: 360, height: 740 },
    });
    await page.getByLabel("Language").selectOption("id");
    await page.getByRole("button", { name: "Look at a sample shop" }).click();
    await page.getByText("240 customers").waitFor();
    expect(await page.locator("#segments").innerText()).toContain("setia");
    expect(await violations(page)).toEqual([]);
    if (process.env["SETIA_PICTURES"] !== undefined)
      await page.screenshot({
        path: `${process.env["SETIA_PICTURES"]}/dashboard-dark.png`,
        fullPage: true,
      });
    expect(
      await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      ),
    ).toBe(0);
    expect(trouble).toEqual([]);
    await page.close();
  });

  it("reads a file of one's own, by keyboard alone, and says which rows it left out", async () => {
    const { page, trouble } = await open();
    await page.getByLabel("Orders as CSV").setInputFiles({
      name: "orders.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(
        "order_id,customer_id,order_date,total,currency\n1,ani,2026-01-05,10.50,EUR\n2,budi,2026-02-05,7,EUR\n3,citra,soon,7,EUR\n",
      ),
    });
    await page.getByLabel("As of").fill("2026-03-01");
    await page.getByLabel("Language").focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("2 customers, 2 orders, €17.50.").waitFor();
    expect(await page.getByRole("status").innerText()).toMatch(/^Done. 1 rows left out: .*soon/u);
    expect(trouble).toEqual([]);
    await page.close();
  });

  it("says what is wrong with a file", async () => {
    const { page, trouble } = await open();
    await page.getByRole("button", { name: "Look at the file" }).click();
    expect(await page.getByRole("status").innerText()).toBe("Choose a file first.");
    await page.getByLabel("Orders as CSV").setInputFiles({
      name: "orders.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("what,ever\n1,2\n"),
    });
    await page.getByRole("button", { name: "Look at the file" }).click();
    await page.getByText("columns.at is missing; expected the column of the order").waitFor();
    expect(trouble).toEqual([]);
    await page.close();
  });
});
