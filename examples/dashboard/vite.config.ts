/**
 * In your own project none of this is needed: `npm install setia` and import it. Here the library is taken from its
 * sources. `npx vite examples/dashboard` shows the page, `npx vite build examples/dashboard` makes files for any web space.
 */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const source = (path: string): string =>
  fileURLToPath(new URL(`../../src/${path}`, import.meta.url));

export default defineConfig({
  base: "./",
  resolve: {
    alias: {
      "setia/csv": source("csv/index.ts"),
      "setia/import": source("import/index.ts"),
      setia: source("index.ts"),
    },
  },
  worker: { format: "es" },
});
