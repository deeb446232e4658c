/** Debian's Chromium, driven without downloading a browser. */
import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const PATHS = [process.env["SETIA_CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser"];

/** Where Chromium is, if it is here. */
export const CHROMIUM: string | undefined = PATHS.find(
  (path) => path !== undefined && existsSync(path),
);

if (CHROMIUM === undefined) {
  console.warn(
    "no Chromium here: tests of pages skip (apt-get install chromium, or SETIA_CHROMIUM)",
  );
}

/** Starts it. */
export async function openBrowser(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error("there is no Chromium; expected the test to skip");
  return chromium.launch({
    executablePath: CHROMIUM,
    // In a container there is often one user, and little shared memory.
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  });
}
