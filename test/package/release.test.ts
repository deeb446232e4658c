/** What must be true of a release, and of the files that make one. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { releaseProblems } from "./check-release";
import { PAGE, withTable } from "./sizes";

const read = (file: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), "utf8");
const manifest = (version: string, repository = {}): string =>
  JSON.stringify({ version, repository });
const CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-12-01\n\n- Something\n";
const AT_HOME = { url: "git+https://example.org/setia.git" };

describe("a release", () => {
  it("is right when tag, manifest and changelog agree", () => {
    expect(releaseProblems("v1.2.0", manifest("1.2.0", AT_HOME), CHANGELOG)).toEqual([]);
  });

  it.each([
    ["v1.2.1", manifest("1.2.0", AT_HOME), CHANGELOG, "the tag is v1.2.1; expected v1.2.0"],
    [
      "v1.3.0",
      manifest("1.3.0", AT_HOME),
      CHANGELOG,
      "the newest version in CHANGELOG.md is 1.2.0",
    ],
    ["v1.2.0", manifest("1.2.0"), CHANGELOG, "names no repository"],
    [
      "v1.2.0",
      manifest("1.2.0", AT_HOME),
      CHANGELOG.replace("[Unreleased]\n", "[Unreleased]\n\n- Forgotten\n"),
      "entries under Unreleased",
    ],
  ])("says what is wrong with %s", (tag, json, changelog, problem) => {
    const problems = releaseProblems(tag, json, changelog);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  it("is published from the workflow alone, with provenance, and without a token", () => {
    const workflow = read(".github/workflows/publish.yml");
    const { publishConfig } = JSON.parse(read("package.json")) as { publishConfig: unknown };
    expect(publishConfig).toEqual({ access: "public", provenance: true });
    expect(workflow).toContain("id-token: write");
    expect(workflow.match(/id-token: write/gu)).toHaveLength(1);
    expect(workflow).toContain("npm publish --provenance");
    expect(workflow).not.toMatch(/secrets\.|NODE_AUTH_TOKEN|_authToken/u);
    for (const [, script] of workflow.matchAll(/npm run ([\w:]+)/gu)) {
      const { scripts } = JSON.parse(read("package.json")) as { scripts: object };
      expect(Object.keys(scripts)).toContain(script);
    }
  });
});

describe("sizes that are told", () => {
  it("are those of the limits, in the docs", () => {
    const page = readFileSync(PAGE, "utf8");
    expect(withTable(page)).toBe(page);
    expect(page).toContain('import { scoreRfm } from "setia"');
  });

  it("are those of the limits, in the README", () => {
    const { "size-limit": limits } = JSON.parse(read("package.json")) as {
      "size-limit": { name: string; limit: string }[];
    };
    const limitOf = (name: string): string | undefined =>
      limits.find((row) => row.name === name)?.limit;
    const [, one, all] =
      /`scoreRfm` is under ([\d.]+ kB), the whole root `setia` under\s+([\d.]+ kB)/u.exec(
        read("README.md"),
      ) ?? [];
    expect([one, all]).toEqual([limitOf("scoreRfm"), limitOf("all of the root")]);
  });
});
