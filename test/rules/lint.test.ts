import { fileURLToPath } from "node:url";
import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const eslint = new ESLint({ cwd: root });

/** Lints a text as if it stood in a file of the house that is there. */
async function broken(
  code: string,
  filePath = "src/statistics/quantiles.ts",
): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: `${root}${filePath}` });
  return (result?.messages ?? []).map((message) => message.ruleId);
}

describe("src has no clock, no chance, no machine", () => {
  it.each([
    ["new Date()", "no-restricted-syntax"],
    ["Date()", "no-restricted-syntax"],
    ["Date.now()", "no-restricted-syntax"],
    ["performance.now()", "no-restricted-syntax"],
    ["Math.random()", "no-restricted-syntax"],
    ["crypto.randomUUID()", "no-restricted-syntax"],
    ["globalThis.crypto.randomUUID()", "no-restricted-syntax"],
    ["new Date(2026, 0, 1)", "no-restricted-syntax"],
    ["new Date(0).getHours()", "no-restricted-syntax"],
    ["new Date(0).toLocaleDateString()", "no-restricted-syntax"],
    ["process.env", "no-restricted-globals"],
    ['console.log("x")', "no-console"],
  ])("refuses %s", async (expression, rule) => {
    expect(await broken(`/** A. */\nexport const a: unknown = ${expression};\n`)).toContain(rule);
  });

  it.each(["enum A { B }", "export default 1;"])("refuses %s", async (code) => {
    expect(await broken(`${code}\n`)).toContain("no-restricted-syntax");
  });

  it("lets sql draw random numbers, and nobody else", async () => {
    const code = "/** A. */\nexport const a: unknown = [Math.random(), globalThis.crypto];\n";
    expect(await broken(code, "src/sql/writer/dialects.ts")).toEqual([]);
    expect(
      await broken("/** A. */\nexport const a = new Date();\n", "src/sql/writer/dialects.ts"),
    ).toEqual(["no-restricted-syntax"]);
  });

  it("wants every public name and field documented", async () => {
    expect(await broken("export interface A {\n  b: string;\n}\n")).toEqual([
      "jsdoc/require-jsdoc",
      "jsdoc/require-jsdoc",
    ]);
  });

  it("lets a given instant pass", async () => {
    expect(await broken("/** A. */\nexport const a: Date = new Date(0);\n")).toEqual([]);
  });
});
