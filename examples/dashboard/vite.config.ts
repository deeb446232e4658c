/**
 * In your own project none of this is needed: `npm install setia` and import it. Here the library is taken from its
 * sources. `npx vite examples/dashboard` shows the page, `npx vite build examples/dashboard` makes files for any web space.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { compilerOptions } = JSON.parse(readFileSync(`${root}tsconfig.json`, "utf8")) as {
  compilerOptions: { paths: Record<string, [string]> };
};

export default defineConfig({
  base: "./",
  resolve: {
    // The longest path first, since an alias stands for all paths that begin with it.
    alias: Object.fromEntries(
      Object.entries(compilerOptions.paths)
        .map(([path, [file]]) => [path, root + file] as const)
        .sort(([a], [b]) => b.length - a.length),
    ),
  },
  worker: { format: "es" },
});
