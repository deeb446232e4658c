import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiReport } from "./api-report";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "setia-api-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function report(files: Readonly<Record<string, string>>): string {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const [page = ""] = apiReport([{ path: "shop", types: join(folder, "index.d.ts") }]).values();
  return page.replace(/^.*```ts\n|\n```$/gsu, "");
}

describe("the API report", () => {
  it("tells every exported declaration by name, without its comments", () => {
    const page = report({
      "index.d.ts": `
        /** Sells. */
        declare function sell(sku: string, /** how many */ quantity?: number): void;
        declare function sell(skus: readonly string[]): void;
        interface Basket { /** a unit */ readonly skus: readonly string[]; }
        declare const LIMIT = 3;
        export { type Basket, LIMIT, sell };`,
    });
    expect(page).toBe(
      [
        "interface Basket {\n    readonly skus: readonly string[];\n}",
        "const LIMIT = 3;",
        "function sell(sku: string, quantity?: number): void;",
      ].join("\n\n") + "\nfunction sell(skus: readonly string[]): void;",
    );
  });

  it("tells what is seen in other files under another name, and what was forgotten", () => {
    const page = report({
      "chunk.d.ts":
        "interface Hidden { a: 1 } declare function open(): Hidden; export { open as o };",
      "index.d.ts": 'export { o as open } from "./chunk";',
    });
    expect(page).toBe(
      [
        "function open(): Hidden;",
        "// Seen in the above, and not exported",
        "interface Hidden {\n    a: 1;\n}",
      ].join("\n\n"),
    );
  });

  it("tells a long table by its keys", () => {
    const row = `readonly text: "${"x".repeat(1600)}"`;
    const page = report({
      "index.d.ts": `declare const ROWS: readonly [{ readonly id: "a"; ${row} }, { readonly id: "b" }];
        declare const TEXTS: { readonly hello: { ${row} } }; export { ROWS, TEXTS };`,
    });
    expect(page).toBe(
      'const ROWS: unknown; // a long table of\n    // "a"\n    // "b"\n\nconst TEXTS: unknown; // a long table of\n    // hello',
    );
  });

  it("refuses a package that is not built", () => {
    const types = join(folder, "missing.d.ts");
    expect(() => apiReport([{ path: "shop", types }])).toThrow("exports nothing");
  });
});
