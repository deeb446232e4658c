/** The package as a user gets it: packed, installed in an empty project, used in every way. */
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { build as bundleWithEsbuild } from "esbuild";
import { build as bundleWithVite } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  exports: Record<string, unknown>;
};
/** Every import path: "setia", "setia/import", … */
const ENTRIES = Object.keys(exports)
  .filter((path) => path !== "./package.json")
  .map((path) => path.replace(".", "setia"));
const EVERYTHING = ENTRIES.map(
  (entry, index) => `import * as entry${String(index)} from "${entry}";`,
).join("\n");
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
const IN_BROWSER = { text: EXPECTED, entries: ENTRIES.length, headers: "a b" };

/** A page that starts a worker, and the worker, which uses every import path. */
function writeBrowserFiles(): void {
  const entries = ENTRIES.map((_, index) => `entry${String(index)}`).join(", ");
  writeFileSync(
    join(project, "browser.js"),
    `${EVERYTHING}
     const { analyzeRfm } = entry0;
     ${USE}
     const entries = [${entries}].filter((entry) => Object.keys(entry).length > 0).length;
     globalThis.result = { text, entries };
     const { openCsv } = entry${String(ENTRIES.indexOf("setia/csv"))};
     globalThis.read = openCsv("a;b\\n1;2").then(({ headers }) => {
       globalThis.result.headers = headers.join(" ");
     });`,
  );
  writeFileSync(
    join(project, "page.js"),
    'new Worker(new URL("browser.js", import.meta.url), { type: "module" });',
  );
}

/** Runs a script in a world that has what every browser has, and nothing of Node. */
async function inBrowser(script: string): Promise<unknown> {
  const world: { result?: unknown; read?: unknown; globalThis?: unknown; self?: unknown } = {};
  const web = { Intl, Date, TextEncoder, TextDecoder, URL, crypto };
  runInNewContext(script, Object.assign(world, { globalThis: world, self: world, ...web }));
  await world.read;
  return world.result;
}

describe("the packed package", () => {
  it.each(ENTRIES)("%s shows the same names to ES modules and CommonJS", (entry) => {
    const names =
      "console.log(Object.keys(all).filter((name) => name !== 'default').sort().join(' '));";
    const esm = run("names.mjs", `import * as all from "${entry}"; ${names}`);
    expect(run("names.cjs", `const all = require("${entry}"); ${names}`)).toBe(esm);
    expect(esm).not.toBe("");
  });

  it.each([
    ["setia/phone", "libphonenumber-js"],
    ["setia/csv", "papaparse"],
  ])("needs for %s alone what is installed beside it: %s", (entry, library) => {
    const peer = join(project, "node_modules", library);
    rmSync(peer);
    const others = ENTRIES.filter((each) => each !== entry);
    const imports = others.map((each) => `await import("${each}");`).join(" ");
    expect(run("alone.mjs", `${imports} console.log("fine");`)).toBe("fine");
    expect(() => run("alone.mjs", `await import("${entry}");`)).toThrow(library);
    symlinkSync(join(root, "node_modules", library), peer);
  });

  it.each(ENTRIES)("%s shows at run time the values that the API report tells of", (entry) => {
    const report = readFileSync(join(root, `api/${entry.replace("/", "-")}.md`), "utf8");
    const [exported = ""] = report.split("// Seen in the above");
    const told = [...exported.matchAll(/^(?:const|function|class) (\w+)/gmu)].map(
      ([, name]) => name,
    );
    const print = "console.log(Object.keys(all).join(' '));";
    const names = run("names.mjs", `import * as all from "${entry}"; ${print}`).split(" ");
    expect(new Set(told)).toEqual(new Set(names));
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

  it("works bundled for a browser by esbuild, with nothing of Node", async () => {
    writeBrowserFiles();
    const { outputFiles } = await bundleWithEsbuild({
      absWorkingDir: project,
      entryPoints: ["browser.js"],
      bundle: true,
      minify: true,
      write: false,
      platform: "browser",
    });
    expect(await inBrowser(outputFiles[0]?.text ?? "")).toEqual(IN_BROWSER);
  });

  it("works bundled for a browser by Vite, a worker of its own included", async () => {
    writeBrowserFiles();
    const built = await bundleWithVite({
      root: project,
      configFile: false,
      logLevel: "error",
      build: {
        write: false,
        modulePreload: false,
        rolldownOptions: { input: join(project, "page.js") },
      },
    });
    const { output } = built as { output: { fileName: string; code?: string; source?: string }[] };
    const [page, worker] = ["page", "browser"].map((name) =>
      output.find(({ fileName }) => fileName.includes(`${name}-`)),
    );
    expect(page?.code).toContain(worker?.fileName);
    expect(await inBrowser(worker?.code ?? String(worker?.source))).toEqual(IN_BROWSER);
  });

  it.each([
    ["node16", "node16", ["use.mts", "use.cts"]],
    ["preserve", "bundler", ["use.ts"]],
  ])("has types for module %s and resolution %s in %s", (module, moduleResolution, files) => {
    const content = `${EVERYTHING}
       import { analyzeRfm, type Segment } from "setia";
       import { chartSegmentMap, type Chart } from "setia/charts";
       import { openCsv, type CsvTable } from "setia/csv";
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
       export const opened = (file: File, body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<CsvTable>[] =>
         [openCsv(file), openCsv(body), openCsv(() => file.stream()), openCsv("a,b")];
       const imported: ImportResult = importStripe([]);
       export const why: SkipReason | undefined = imported.skipped[0]?.reason;
       // @ts-expect-error: what was imported is readonly
       imported.events.length = 0;
       export type Result = ParseResult<string>;
       export const all = [${ENTRIES.map((_, index) => `entry${String(index)}`).join(", ")}];\n`;
    for (const file of files) writeFileSync(join(project, file), content);
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const options = ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2023,dom"];
    const kind = ["--module", module, "--moduleResolution", moduleResolution];
    const check = (): string =>
      execFileSync(process.execPath, [tsc, ...options, ...kind, ...files], {
        cwd: project,
        encoding: "utf8",
      });
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

  it("runs nothing when it is installed, nor does what it depends on", () => {
    const { dependencies } = JSON.parse(
      readFileSync(join(project, "node_modules/setia/package.json"), "utf8"),
    ) as { dependencies: Record<string, string> };
    const names = ["setia", ...Object.keys(dependencies)];
    for (const name of names) {
      const manifest = join(project, "node_modules", name, "package.json");
      const { scripts = {} } = JSON.parse(readFileSync(manifest, "utf8")) as {
        scripts?: Record<string, string>;
      };
      const hooks = ["preinstall", "install", "postinstall", "prepare"];
      // The lock file's packages come built; `prepare` runs for those alone that come from a repository.
      const run = hooks.filter(
        (hook) => hook in scripts && (name === "setia" || hook !== "prepare"),
      );
      expect(run, name).toEqual([]);
    }
  });

  it("contains every file that its pages name", () => {
    const installed = join(project, "node_modules/setia");
    const pages = (readdirSync(installed, { recursive: true }) as string[]).filter((file) =>
      file.endsWith(".md"),
    );
    expect(pages.length).toBeGreaterThan(20);
    const missing = pages.flatMap((page) => {
      const links = readFileSync(join(installed, page), "utf8").matchAll(/\]\(([^)\s#]+)/gu);
      return [...links]
        .map(([, target = ""]) => target)
        .filter((target) => !/^[a-z]+:/u.test(target))
        .filter((target) => !existsSync(join(installed, dirname(page), target)))
        .map((target) => `${page}: ${target}`);
    });
    expect(missing).toEqual([]);
  });
});
