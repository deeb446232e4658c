/**
 * Checks that a tag, the manifest and the changelog speak of the same version, and that no dependency has a known advisory:
 *
 *   npm run check:release -- v1.2.3
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Gives what is wrong with a release; nothing, if all is well. */
export function releaseProblems(tag: string, manifest: string, changelog: string): string[] {
  const { version, repository } = JSON.parse(manifest) as {
    version: string;
    repository?: { url?: string };
  };
  const problems: string[] = [];
  if (tag !== `v${version}`) {
    problems.push(`the tag is ${tag}; expected v${version}, as package.json says`);
  }
  const heading = /^## \[(?!Unreleased)([^\]]+)\] - (\d{4}-\d{2}-\d{2})$/mu.exec(changelog);
  if (heading?.[1] !== version) {
    problems.push(
      `the newest version in CHANGELOG.md is ${heading?.[1] ?? "none"}; expected ## [${version}] - with its date`,
    );
  }
  const unreleased = /^## \[Unreleased\]\n(.*?)(?=^## \[)/msu.exec(changelog)?.[1]?.trim() ?? "";
  if (unreleased !== "") {
    problems.push("CHANGELOG.md has entries under Unreleased; expected them under the version");
  }
  if (repository?.url === undefined) {
    problems.push("package.json names no repository; provenance asks for its address");
  }
  return problems;
}

/** Asks the registry for known weaknesses of what users install; says so where it does not answer. */
function advisories(): string[] {
  const { stdout } = spawnSync("npm", ["audit", "--omit=dev", "--json"], { encoding: "utf8" });
  const answer = JSON.parse(stdout || "{}") as { vulnerabilities?: Record<string, unknown> };
  if (answer.vulnerabilities === undefined) {
    console.warn("check:release: the registry did not answer about advisories; look yourself");
    return [];
  }
  return Object.keys(answer.vulnerabilities).map((name) => `${name} has a known advisory`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const read = (file: string): string => readFileSync(join(root, file), "utf8");
  const problems = releaseProblems(
    process.argv[2] ?? "",
    read("package.json"),
    read("CHANGELOG.md"),
  );
  problems.push(...advisories());
  for (const problem of problems) console.error(`check:release: ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}
