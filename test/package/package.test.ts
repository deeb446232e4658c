/** The package as a user gets it: packed, installed in an empty project, used in every way. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const ENTRIES = [
  "setia",
  "setia/charts",
  "setia/import",
  "setia/phone",
  "setia/schemas",
  "setia/sql",
  "setia/testing",
];
let project = "";

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "setia-package-"));
  const installed = join(project, "node_modules/setia");
  mkdirSync(installed, { recursive: true });
  const json = execFileSync(
    "npm",
    ["pack", "--json", "--ignore-scripts", "--pack-destination", project],
    {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  const [packed] = JSON.parse(json) as { filename: string }[];
  execFileSync("tar", [
    "-xzf",
    join(project, packed?.filename ?? ""),
    "-C",
    installed,
    "--strip-components=1",
  ]);
  const { dependencies, peerDependencies } = JSON.parse(
    readFileSync(join(installed, "package.json"), "utf8"),
  ) as Record<"dependencies" | "peerDependencies", Record<string, string>>;
  // Only what the package says it needs is there, so a missing dependency shows.
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
    mkdirSync(join(project, "node_modules", name, ".."), { recursive: true });
    symlinkSync(join(root, "node_modules", name), join(project, "node_modules", name));
  }
});
afterAll(() => {
  rmSync(project, { recursive: true });
});

function run(file: string, content: string): string {
  writeFileSync(join(project, file), content);
  return execFileSync(process.execPath, [file], { cwd: project, encoding: "utf8" }).trim();
}

const USE = `
const orders = [
  { id: "1", customerId: "ani", placedAt: new Date("2026-01-30"), currency: "USD", total: 5000 },
  { id: "2", customerId: "budi", placedAt: new Date("2025-03-01"), currency: "USD", total: 1000 },
];
const { scores } = analyzeRfm(orders, { asOf: new Date("2026-01-31") });
const text = scores.map((score) => score.customerId + " " + score.segment).join(", ");
`;
const EXPECTED = "ani new, budi hibernating";

describe("the packed package", () => {
  it.each(ENTRIES)("%s shows the same names to ES modules and CommonJS", (entry) => {
    const names =
      "console.log(Object.keys(all).filter((name) => name !== 'default').sort().join(' '));";
    const esm = run("names.mjs", `import * as all from "${entry}"; ${names}`);
    expect(run("names.cjs", `const all = require("${entry}"); ${names}`)).toBe(esm);
    expect(esm).not.toBe("");
  });

  it("needs the library of phone numbers for setia/phone only", () => {
    const peer = join(project, "node_modules/libphonenumber-js");
    rmSync(peer);
    const others = ENTRIES.filter((entry) => entry !== "setia/phone");
    const imports = others.map((entry) => `await import("${entry}");`).join(" ");
    expect(run("alone.mjs", `${imports} console.log("fine");`)).toBe("fine");
    expect(() => run("alone.mjs", 'await import("setia/phone");')).toThrow("libphonenumber-js");
    symlinkSync(join(root, "node_modules/libphonenumber-js"), peer);
  });

  it("shows the names that are agreed on", async () => {
    const names = ENTRIES.map((entry) => {
      const print = "console.log(Object.keys(all).sort().join('\\n'));";
      return `# ${entry}\n${run("names.mjs", `import * as all from "${entry}"; ${print}`)}\n`;
    });
    await expect(names.join("\n")).toMatchFileSnapshot("public-names.txt");
  });

  it("works from an ES module", () => {
    expect(run("use.mjs", `import { analyzeRfm } from "setia"; ${USE} console.log(text);`)).toBe(
      EXPECTED,
    );
  });

  it("works from CommonJS, where errors are of one class across entries", () => {
    const use = `const { analyzeRfm, SetiaError } = require("setia"); ${USE} console.log(text);
      try { require("setia/schemas").parseOrders(1); } catch (error) { console.log(error instanceof SetiaError); }
      try { require("setia/import").importStripe(1); } catch (error) { console.log(error instanceof SetiaError); }`;
    expect(run("use.cjs", use)).toBe(`${EXPECTED}\ntrue\ntrue`);
  });

  it("works bundled for a browser, with nothing of Node", async () => {
    writeFileSync(
      join(project, "browser.js"),
      `import { analyzeRfm } from "setia"; ${USE} globalThis.result = text;`,
    );
    const { outputFiles } = await build({
      absWorkingDir: project,
      entryPoints: ["browser.js"],
      bundle: true,
      minify: true,
      write: false,
      platform: "browser",
    });
    const world: { result?: string; globalThis?: unknown } = {};
    runInNewContext(
      outputFiles[0]?.text ?? "",
      Object.assign(world, { globalThis: world, Intl, Date }),
    );
    expect(world.result).toBe(EXPECTED);
  });

  it.each([
    ["node16", "node16", "use.mts"],
    ["node16", "node16", "use.cts"],
    ["preserve", "bundler", "use.ts"],
  ])("has types for module %s and resolution %s in %s", (module, moduleResolution, file) => {
    writeFileSync(
      join(project, file),
      `import { analyzeRfm, type Segment } from "setia";
       import { chartSegmentMap, type Chart } from "setia/charts";
       import { importStripe, type ImportResult, type SkipReason } from "setia/import";
       import { parseOrders, type ParseResult } from "setia/schemas";
       const { scores } = analyzeRfm(parseOrders([]), { asOf: new Date(0) });
       export const segment: Segment | undefined = scores[0]?.segment;
       export const chart = (base: Parameters<typeof chartSegmentMap>[0]): Chart =>
         chartSegmentMap(base, { language: "id" });
       // @ts-expect-error: asOf is required
       analyzeRfm([], {});
       // @ts-expect-error: results are readonly
       scores.length = 0;
       const imported: ImportResult = importStripe([]);
       export const why: SkipReason | undefined = imported.skipped[0]?.reason;
       // @ts-expect-error: what was imported is readonly
       imported.events.length = 0;
       export type Result = ParseResult<string>;\n`,
    );
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const options = ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2023,dom"];
    const args = [
      tsc,
      ...options,
      "--module",
      module,
      "--moduleResolution",
      moduleResolution,
      file,
    ];
    const check = (): string =>
      execFileSync(process.execPath, args, { cwd: project, encoding: "utf8" });
    expect(check).not.toThrow();
  });

  it("holds what users need and nothing else", () => {
    const list = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [{ files } = { files: [] }] = JSON.parse(list) as { files: { path: string }[] }[];
    const paths = files.map((file) => file.path);
    expect(paths).toEqual(
      expect.arrayContaining(["LICENSE", "README.md", "CHANGELOG.md", "package.json"]),
    );
    expect(paths.filter((path) => !/^(dist|docs)\//u.test(path))).toHaveLength(4);
  });
});
