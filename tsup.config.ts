import { defineConfig } from "tsup";

export default defineConfig({
  // A schema entry of its own: importing a pure function never brings zod. Stores, importers and charts are for few.
  entry: {
    index: "src/index.ts",
    charts: "src/charts/index.ts",
    csv: "src/csv/index.ts",
    import: "src/import/index.ts",
    phone: "src/phone.ts",
    schemas: "src/schemas.ts",
    sql: "src/sql/index.ts",
    testing: "src/testing/index.ts",
  },
  format: ["esm", "cjs"],
  target: "es2022",
  // tsup sets baseUrl, which TypeScript 6 calls deprecated.
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
  // One class SetiaError for all CommonJS entries too, so that instanceof holds among them.
  splitting: true,
  treeshake: true,
  clean: true,
});
