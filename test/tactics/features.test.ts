/** What is known of each figure that tactics depend on. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineTactics, words, TACTICS, type Tactic, type Texts } from "setia";
import type { Feature } from "setia/tactics";
import { describe, expect, it } from "vitest";
import { FEATURE_PHRASES, type FeaturePhrase } from "../../src/kernel/texts/feature-phrases";
import { WORDS } from "../../src/kernel/texts/words";
import {
  boundsOf,
  FEATURE_TABLE,
  type FeatureDefinition,
} from "../../src/tactics/features/features";

const tactics: readonly Tactic[] = TACTICS;

const SRC = fileURLToPath(new URL("../../src", import.meta.url));
const files = (readdirSync(SRC, { recursive: true }) as string[]).filter((file) =>
  file.endsWith(".ts"),
);

// What a figure lacks does not compile: its row, what its row says, or its name in both languages.
type WithoutOne = Omit<typeof FEATURE_TABLE, "orders">;
// @ts-expect-error -- a figure without a row
((rows: WithoutOne) => rows) satisfies (rows: WithoutOne) => Record<Feature, FeatureDefinition>;
// @ts-expect-error -- a row that does not say what kind of figure it is
({ read: () => 1 }) satisfies FeatureDefinition;
// @ts-expect-error -- a row that does not say how it is read
({ kind: "count" }) satisfies FeatureDefinition;
WORDS satisfies Record<Feature, Texts>;
FEATURE_PHRASES satisfies Record<Feature, FeaturePhrase>;

describe("figures of tactics", () => {
  it("stand in one table, in the order in which gates name them", () => {
    expect(Object.keys(FEATURE_TABLE)).toEqual([...words.features]);
    for (const name of words.features) {
      const [least, most] = boundsOf(name);
      expect(least).toBeLessThan(most);
      if (FEATURE_TABLE[name].kind === "flag") expect([least, most]).toEqual([0, 1]);
    }
  });
});

describe("the catalogue", () => {
  it("is named row by row in no other file", () => {
    const ids = TACTICS.map(({ id }) => `"${id}"`);
    const named = files
      .filter((file) => !file.includes("tactics/catalogue/"))
      .flatMap((file) => {
        const code = readFileSync(join(SRC, file), "utf8").replaceAll(/\/\*\*.*?\*\//gsu, "");
        return ids.filter((id) => code.includes(id)).map((id) => `${file}: ${id}`);
      });
    expect(named).toEqual([]);
  });

  it("says which tactics need an offer, so that nothing has to be read out of a message", () => {
    const speaking = tactics.filter(({ message }) => message.en.includes("{offer}"));
    expect(tactics.filter(({ offer }) => offer === true)).toEqual(speaking);
    const [first] = speaking;
    expect(() => defineTactics([{ ...first, offer: false } as never])).toThrow(
      /message\.en.*expected offer: true/u,
    );
    const message = { en: "Hello {who}.", id: "Halo {who}." };
    expect(() => defineTactics([{ ...first, message } as never])).toThrow(
      /expected \{offer\}, since offer is true/u,
    );
  });
});
