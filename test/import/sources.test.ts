/** The page of sources says nothing that no test shows. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { IMPORTERS } from "./payloads";

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const page = read("docs/sources.md");
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("|") && !/^\| *(message|-)/u.test(line));
const CLAIM = /`([\w.-]+\.test\.ts)` › ([^|\n]*?)(?: *\||\.$|\.\n|$)/u;

const titles = (file: string): readonly string[] =>
  [...read(`test/import/${file}`).matchAll(/(?:\bit\(|\]\)\()\s*"((?:[^"\\]|\\.)*)"/gu)].map(
    ([, title = ""]) => title,
  );

describe("docs/sources.md", () => {
  it("has rows for every importer of payloads", () => {
    expect(rows.length).toBeGreaterThan(30);
    const headings = page.split(/^## /mu).filter((part) => part.includes("| message"));
    // Tables of customers and orders are described in docs/import.md.
    const payloads = IMPORTERS.filter(({ name }) => !/^import(Rows|Customers)$/u.test(name));
    for (const { name } of payloads) {
      const system = name.replace("import", "").toLowerCase();
      const own = headings.filter((part) =>
        part.split("\n")[0]?.toLowerCase().replaceAll(" ", "").includes(system),
      );
      expect(own, system).toHaveLength(1);
    }
  });

  it.each(rows)("%s", (row) => {
    const claim = CLAIM.exec(row);
    expect(claim, "names a test").not.toBeNull();
    const [, file = "", title = ""] = claim ?? [];
    expect(existsSync(new URL(file, import.meta.url)), `${file} exists`).toBe(true);
    expect(titles(file)).toContain(title.trim());
  });

  it("names tests that exist outside of its tables too", () => {
    const prose = page.replaceAll(/^\|.*$/gmu, "").replaceAll(/\n(?!\n)/gu, " ");
    const claims = [...prose.matchAll(/`([\w.-]+\.test\.ts)` › ([^.`]*)\./gu)];
    expect(claims.length).toBeGreaterThan(2);
    for (const [, file = "", title = ""] of claims) expect(titles(file)).toContain(title.trim());
  });
});
