/** The script that rewrites the names of 0.1 to those of 0.2. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { upgradeCode, upgradePage } = (await import(join(root, "docs/upgrade/0.2.mjs"))) as Record<
  "upgradeCode" | "upgradePage",
  (text: string) => string
>;
const { names } = JSON.parse(readFileSync(join(root, "docs/upgrade/0.2-names.json"), "utf8")) as {
  names: Record<string, Record<string, { as?: string; from?: string; words?: string }>>;
};
const { compilerOptions } = JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8")) as {
  compilerOptions: { paths: Record<string, [string]> };
};

describe("the upgrade to 0.2", () => {
  it.each([
    [
      "moves imports to the entry of their noun",
      `import { fitRfm, partialPurchases, type PairRows } from "setia";\npartialPurchases([], {});`,
      `import { fitRfm } from "setia";\nimport { partialPurchases } from "setia/rfm";\nimport { type PairRows } from "setia/cross-sell";\npartialPurchases([], {});`,
    ],
    [
      "finds the lists of words in one place",
      `import { STAGES, LANGUAGES } from "setia";\nf({ STAGES, a: [...LANGUAGES] });`,
      `import { words } from "setia";\nf({ STAGES: words.stages, a: [...words.languages] });`,
    ],
    [
      "renames, but not what is only spelt alike",
      `import { defineSegments as maps, defineSegments } from "setia";\ndefineSegments(a.defineSegments, "defineSegments");`,
      `import { defineRfmMap as maps, defineRfmMap } from "setia";\ndefineRfmMap(a.defineSegments, "defineSegments");`,
    ],
    [
      "renames options where they are given",
      `import { greetCustomer } from "setia";\ngreetCustomer(p, { language, at: new Date(0) });\nconst at = { at };`,
      `import { greetCustomer } from "setia";\ngreetCustomer(p, { language, asOf: new Date(0) });\nconst at = { at };`,
    ],
    [
      "puts data before model before options",
      `import { recommendCrossSell } from "setia";\nrecommendCrossSell(model, { basket: ["a, b"] }, { asOf });`,
      `import { recommendCrossSell } from "setia";\nrecommendCrossSell({ basket: ["a, b"] }, model, { asOf });`,
    ],
    [
      "reads results as those of zod",
      `import { safeParseEvent } from "setia/schemas";\nconst result = safeParseEvent(x);\nif (!result.ok) throw result.issues;\nuse(result.value);`,
      `import { safeParseEvent } from "setia/schemas";\nconst result = safeParseEvent(x);\nif (!result.success) throw result.error.issues;\nuse(result.data);`,
    ],
    [
      "follows CommonJS and namespaces",
      `const { decodeEvent, replay } = require("setia");\nimport * as all from "setia";\nall.STAGES; all.encodeEvent(e); all.decide(v);`,
      `const { decodeEvent } = require("setia/store");\nconst { replay } = require("setia");\nimport * as all from "setia";\nimport { encodeEvent } from "setia/store";\nall.words.stages; encodeEvent(e); all.decide(v);`,
    ],
  ])("%s", (_, before, after) => {
    const lines = (text: string): string[] => text.split("\n").sort();
    expect(lines(upgradeCode(before))).toEqual(lines(after));
  });

  it("leaves functions alone that are somebody else's", () => {
    const own = `import { replay } from "setia";\nsettle(a, b, c);\ngreetCustomer(p, { at });`;
    expect(upgradeCode(own)).toBe(own);
  });

  it("leaves other code alone, and in pages all but code", () => {
    const other = `import { STAGES } from "elsewhere";\nSTAGES;`;
    expect(upgradeCode(other)).toBe(other);
    const page = '`STAGES` of\n\n```ts\nimport { STAGES } from "setia";\n```\n';
    expect(upgradePage(page)).toBe(page.replace("{ STAGES }", "{ words }"));
  });

  it("names nothing that is not there", async () => {
    for (const [path, renamed] of Object.entries(names)) {
      for (const [old, { as = old, from = path, words }] of Object.entries(renamed)) {
        const file = compilerOptions.paths[from]?.[0] ?? "";
        const entry = readFileSync(join(root, file), "utf8");
        if (words === undefined) expect(entry, `${from} ${as}`).toMatch(new RegExp(`\\b${as}\\b`));
        else {
          const all = (await import(join(root, "src/entry/words.ts"))) as { words: object };
          expect(all.words).toHaveProperty(words);
        }
      }
    }
  });

  it("gives entries that package.json and its types for older resolution name", () => {
    const { exports, typesVersions } = JSON.parse(
      readFileSync(join(root, "package.json"), "utf8"),
    ) as { exports: object; typesVersions: { "*": object } };
    const paths = Object.keys(compilerOptions.paths).map((path) => path.replace("setia", "."));
    expect(Object.keys(exports).filter((path) => path !== "./package.json")).toEqual(paths);
    expect(Object.keys(typesVersions["*"])).toEqual(paths.slice(1).map((path) => path.slice(2)));
  });

  it("leaves the root with 60 to 90 names", async () => {
    const all = Object.keys((await import(join(root, "src/entry/index.ts"))) as object);
    expect(all.length).toBeGreaterThanOrEqual(60);
    expect(all.length).toBeLessThanOrEqual(90);
  });

  it("keeps no old name in README, docs and examples", () => {
    const old = Object.keys(names["setia"] ?? {}).filter(
      (name) => names["setia"]?.[name]?.as !== undefined && !name.startsWith("Measure"),
    );
    const word = new RegExp(`(?<![\\w./-])(${old.join("|")})(?![\\w-])`, "u");
    const files = ["README.md", "docs", "docs/guides", "examples"].flatMap((path) =>
      path.endsWith(".md")
        ? [path]
        : readdirSync(join(root, path))
            .filter((name) => /\.(md|ts)$/u.test(name))
            .map((name) => `${path}/${name}`),
    );
    const found = files.flatMap((file) =>
      readFileSync(join(root, file), "utf8")
        .split("\n")
        .flatMap((line, at) => (word.test(line) ? [`${file}:${String(at + 1)} ${line}`] : [])),
    );
    expect(found).toEqual([]);
  });
});
