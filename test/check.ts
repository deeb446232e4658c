/**
 * The short loop: types of everything, and lint, format and tests of what changed since the last commit, in one time zone.
 *
 * `npm run check`, or `npm run check -- main` for what changed since a branch or commit.
 */
import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { MAY_KNOW } from "./rules/layers";

const since = process.argv[2] ?? "HEAD";
const git = (...words: string[]): string[] =>
  execFileSync("git", words, { encoding: "utf8" }).split("\n").filter(Boolean);
const changed = [
  ...git("diff", "--name-only", since),
  ...git("ls-files", "--others", "--exclude-standard"),
].filter((file) => existsSync(file));

const sources = changed.filter((file) => /\.(ts|js)$/.test(file));
const texts = changed.filter((file) => /\.(ts|js|json|md)$/.test(file) && !file.includes("api/"));

/** Tests that changed, and those of each room that changed. */
function testsOfChanged(): string[] {
  const rooms = changed.flatMap((file) => /^src\/([^/]+)\//.exec(file)?.[1] ?? []);
  const tests = changed.filter((file) => file.endsWith(".test.ts"));
  const folders = [...new Set(rooms)].filter((room) => room in MAY_KNOW);
  const rules = folders.length > 0 ? ["test/rules/layers.test.ts"] : [];
  // Whoever exports something new is asked for a wrong call of it.
  if (changed.some((file) => /^src\/(entry\/|.*index\.ts$)/.test(file))) {
    rules.push("test/rules/every-door.test.ts");
  }
  return [...folders.map((room) => `test/${room}/`), ...tests, ...rules];
}

/** Runs a program, and shows what it says once it ends with an error. */
function run(name: string, program: string, words: readonly string[]): Promise<boolean> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn("npx", [program, ...words], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (text: Buffer) => (said += text.toString()));
    }
    child.on("close", (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${code === 0 ? "passed" : "FAILED"}: ${name}, ${seconds} s`);
      if (code !== 0) console.log(said);
      resolve(code === 0);
    });
  });
}

const tests = testsOfChanged();
const jobs = [run("types", "tsc", [])];
if (sources.length > 0) jobs.push(run("lint", "eslint", ["--cache", ...sources]));
if (texts.length > 0) {
  jobs.push(run("format", "prettier", ["--check", "--log-level", "warn", ...texts]));
}
if (tests.length > 0) {
  const words = ["run", "--config", "test/vitest.config.ts", "--passWithNoTests"];
  const projects = ["UTC", "engines", "examples", "whole"].flatMap((name) => ["--project", name]);
  const short = ["--exclude", "**/*.whole.test.ts"];
  jobs.push(
    run(`tests: ${tests.join(" ")}`, "vitest", [...words, ...projects, ...short, ...tests]),
  );
}
// The one whole test that judges an importer.
if (changed.some((file) => /^(src\/import|test\/import\/fuzz)\//.test(file))) {
  const words = ["run", "--config", "test/vitest.config.ts", "--project", "whole"];
  jobs.push(run("fuzz", "vitest", [...words, "test/import/fuzz"]));
}
const passed = await Promise.all(jobs);
if (passed.includes(false)) process.exitCode = 1;
