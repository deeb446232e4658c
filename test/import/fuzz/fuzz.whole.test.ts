/**
 * Mutated payloads and cells, through every importer. A case comes again with its seed:
 * `SETIA_FUZZ_SEED=1234 SETIA_FUZZ_CASES=1 npm run vitest -- test/import/fuzz`.
 */
import { describe, expect, it } from "vitest";
import { FAULTLESS, FAULTS } from "./faults";
import { tryCase, type Verdict } from "./fuzz";
import { MUTATIONS } from "./mutations";
import { SOURCES, type Source } from "./seeds";

const isFull = process.env["SETIA_FULL"] === "1";
const CASES = Number(process.env["SETIA_FUZZ_CASES"] ?? (isFull ? 1_000_000 : 3000));
/** The full run tries seeds that nothing was built with. */
const SEED = Number(process.env["SETIA_FUZZ_SEED"] ?? (isFull ? 1_900_000_000 : 18));
const MOST_CASES_PER_FAULT = 2000;
const HOURS = 3_600_000;

interface Share {
  cases: number;
  taken: number;
}

function tableOf(shares: ReadonlyMap<string, Share>): string {
  const rows = MUTATIONS.map(({ name, keeps }) => {
    const { cases, taken } = shares.get(name) ?? { cases: 0, taken: 0 };
    const share = cases === 0 ? "" : `${((100 * taken) / cases).toFixed(2)} %`;
    return `| ${name} | ${keeps ? "yes" : "no"} | ${String(cases)} | ${share} |`;
  });
  return [
    "| mutation | keeps the meaning | cases | taken |",
    "| --- | --- | ---: | ---: |",
    ...rows,
  ].join("\n");
}

describe("the importers", () => {
  it(
    `read right or refuse ${String(CASES)} mutated inputs from seed ${String(SEED)}`,
    { timeout: HOURS },
    async () => {
      const shares = new Map<string, Share>();
      const wrong: string[] = [];
      const seen = new Set<string>();
      for (let seed = SEED; seed < SEED + CASES; seed++) {
        const verdict: Verdict = await tryCase(seed);
        const { mutation, isTaken } = verdict;
        const share = shares.get(mutation.name) ?? { cases: 0, taken: 0 };
        shares.set(mutation.name, share);
        share.cases++;
        if (isTaken) share.taken++;
        seen.add(verdict.source);
        if (verdict.wrong !== undefined && wrong.length < 20) {
          wrong.push(`seed ${String(seed)}, ${verdict.source}, ${mutation.name}: ${verdict.wrong}`);
        }
      }
      if (isFull)
        console.log(`${String(CASES)} cases from seed ${String(SEED)}\n${tableOf(shares)}`);
      expect(wrong).toEqual([]);
      if (CASES < 2000) return;
      expect(seen).toEqual(new Set(SOURCES.map(({ name }) => name)));
      for (const { name, keeps } of MUTATIONS) {
        const { cases, taken } = shares.get(name) ?? { cases: 0, taken: 0 };
        expect(cases, name).toBeGreaterThan(0);
        // Of what comes as it should nothing is skipped; `wrong` would name it.
        if (keeps) expect(taken / cases, name).toBeGreaterThanOrEqual(name === "none" ? 1 : 0.99);
      }
    },
  );
});

/** What shows that something is wrong: what keeps the meaning and is refused would lower the shares. */
async function firstFound(sources: readonly Source[]): Promise<string | undefined> {
  for (let tries = 0; tries < MOST_CASES_PER_FAULT; tries++) {
    const { wrong, isTaken, mutation } = await tryCase(SEED + tries, { sources });
    const found = wrong ?? (mutation.keeps && !isTaken ? `${mutation.name}: refused` : undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

describe("a mistake in a reader", () => {
  it.each(FAULTS)("is found: $name", { timeout: HOURS }, async ({ sources }) => {
    expect(await firstFound(sources)).toBeDefined();
  });

  it("is not found where there is none", { timeout: HOURS }, async () => {
    expect(await firstFound(FAULTLESS)).toBeUndefined();
  });
});
