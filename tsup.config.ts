import { readFileSync } from "node:fs";
import { defineConfig } from "tsup";

/** The list of entries is `paths` of tsconfig.json. Each is apart, so that importing one brings no other. */
const { compilerOptions } = JSON.parse(readFileSync("tsconfig.json", "utf8")) as {
  compilerOptions: { paths: Record<string, [string]> };
};
const entry = Object.fromEntries(
  Object.entries(compilerOptions.paths).map(([path, [file]]) => [
    path === "setia" ? "index" : path.replace("setia/", ""),
    file,
  ]),
);

export default defineConfig({
  entry,
  format: ["esm", "cjs"],
  target: "es2022",
  // tsup sets baseUrl, which TypeScript 6 calls deprecated.
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
  // One class SetiaError for all CommonJS entries too, so that instanceof holds among them.
  splitting: true,
  treeshake: true,
  clean: true,
});
