/** The library speaks plainly: phrases of its old dialect do not come back. See CONTRIBUTING, "Words". */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What is banned, and what says it in plain words. */
const BANNED: readonly (readonly [phrase: RegExp, instead: string])[] = [
  [/\bat the most\b/iu, "at most"],
  [/\b(called|calls|calling) off\b/iu, "cancelled"],
  [/\bgiven back in full\b/iu, "refunded in full"],
  [/\b(that|which) (is|are) none\b/iu, "invalid"],
  [/\bis another than\b/iu, "has changed, differs"],
  [/\bwho stays\b/iu, "the surviving id"],
  [/\bwithout a word\b/iu, "silently"],
  [/\btells whether\b/iu, "whether"],
  [/\btold apart\b/iu, "distinguished"],
  [/\bleant on\b/iu, "used, relied on"],
  [/\bbrought in again\b/iu, "earned back"],
  [/\bthis tactic needs: /iu, "a sentence that a shopkeeper would say"],
  [/\bno closer figures yet\b/iu, "the evidence there is"],
  [/\/\*\* (whose|who|when|why|how|what|where|which|whom)\. \*\//iu, "what the field is"],
  [/\bAdakah\b/u, "Ada …?"],
  [/\bKebaruan\b/u, "Belanja terakhir"],
  [/\bswalayan\b/u, "layanan mandiri"],
  [/\btonggak\b/iu, "pesanan ke-…"],
  [/\bMengapa\b/u, "Kenapa"],
  [/\bkesan Kakak\b/u, "Bagaimana barangnya?"],
  [/"duta"/u, "promotor"],
];

function textsIn(folder: string, ending: RegExp): string[] {
  return (readdirSync(join(root, folder), { recursive: true }) as string[])
    .filter((name) => ending.test(name))
    .map((name) => join(folder, name));
}

const FILES = [
  ...textsIn("src", /\.ts$/u),
  ...textsIn("docs", /\.md$/u),
  ...textsIn("examples", /\.ts$/u).filter((name) => !name.includes("node_modules")),
  "README.md",
  "CONTRIBUTING.md",
];

describe("the old dialect", () => {
  it.each(BANNED)("%s is not said", (phrase, instead) => {
    const found = FILES.flatMap((file) =>
      readFileSync(join(root, file), "utf8")
        .split("\n")
        .flatMap((line, at) =>
          phrase.test(line) ? [`${file}:${String(at + 1)}: ${line.trim()}`] : [],
        ),
    );
    expect(found, `say: ${instead}`).toEqual([]);
  });

  it("would be seen if it came back", () => {
    const old = ["at the most", "orders that are called off", "a version that is none", "Adakah"];
    for (const text of old) expect(BANNED.some(([phrase]) => phrase.test(text))).toBe(true);
  });
});
