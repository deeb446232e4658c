import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LAYER_RULES, MAY_KNOW } from "./layers";

const root = fileURLToPath(new URL("../..", import.meta.url));

async function brokenRules(baseDir: string): Promise<string[]> {
  const { output } = await cruise(["src"], {
    baseDir,
    validate: true,
    ruleSet: { forbidden: LAYER_RULES },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: [".ts"] },
    doNotFollow: { path: "node_modules" },
  });
  const { summary } = output as ICruiseResult;
  expect(summary.totalCruised).toBeGreaterThan(0);
  return [
    ...new Set(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)),
  ];
}

it("the house keeps its own rules", async () => {
  expect(await brokenRules(root)).toEqual([]);
});

describe("each rule goes red on a planted violation", () => {
  let house = "";
  beforeEach(() => {
    house = mkdtempSync(join(tmpdir(), "setia-layers-"));
  });
  afterEach(() => {
    rmSync(house, { recursive: true });
  });

  const plant = async (files: Record<string, string>): Promise<string[]> => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(house, path)), { recursive: true });
      writeFileSync(join(house, path), content);
    }
    return (await brokenRules(house)).map((broken) => broken.split(":")[0] ?? "");
  };
  const index = { "src/events/index.ts": "export const a = 1;\n" };

  it.each(Object.keys(MAY_KNOW))("room-%s", async (room) => {
    const stranger = Object.keys(MAY_KNOW).find(
      (other) => other !== room && !(MAY_KNOW[room] ?? []).includes(other),
    );
    if (stranger === undefined) throw new Error(`${room} may know everybody`);
    const broken = await plant({
      [`src/${stranger}/index.ts`]: "export const a = 1;\n",
      [`src/${room}/bad.ts`]: `import type { a } from "../${stranger}";\nexport type B = typeof a;\n`,
    });
    expect(broken).toEqual([`room-${room}`]);
  });

  it.each<[string, Record<string, string>]>([
    ["no-cycles", { "src/rfm/a.ts": 'import "./b";\n', "src/rfm/b.ts": 'import "./a";\n' }],
    [
      "rooms-are-entered-by-their-index",
      {
        "src/events/inner.ts": "export const a = 1;\n",
        "src/rfm/bad.ts": 'import "../events/inner";\n',
      },
    ],
    [
      "the-face-shows-rooms-only",
      { "src/entry/index.ts": 'import "../rfm/inner";\n', "src/rfm/inner.ts": "export {};\n" },
    ],
    [
      "the-face-is-for-users",
      { "src/entry/index.ts": "export {};\n", "src/rfm/bad.ts": 'import "../entry";\n' },
    ],
    [
      "import-is-an-entry-of-its-own",
      { "src/entry/index.ts": 'import "../import";\n', "src/import/index.ts": "export {};\n" },
    ],
    [
      "csv-is-an-entry-of-its-own",
      { "src/import/bad.ts": 'import "../csv";\n', "src/csv/index.ts": "export {};\n" },
    ],
    [
      "charts-are-an-entry-of-their-own",
      { "src/entry/index.ts": 'import "../charts";\n', "src/charts/index.ts": "export {};\n" },
    ],
    ["no-other-rooms", { ...index, "src/utils/bad.ts": 'import "../events";\n' }],
    [
      "schemas-stay-apart",
      { "src/rfm/a.schema.ts": "export {};\n", "src/rfm/bad.ts": 'import "./a.schema";\n' },
    ],
    ["zod-in-schemas-only", { "src/rfm/bad.ts": 'import "zod";\n' }],
    ["dates-in-kernel-only", { "src/rfm/bad.ts": 'import "@date-fns/tz";\n' }],
    ["dates-in-kernel-only", { "src/rfm/bad.ts": 'import "date-fns";\n' }],
    ["phone-numbers-in-phone-only", { "src/profile/bad.ts": 'import "libphonenumber-js";\n' }],
    ["csv-syntax-in-csv-only", { "src/import/bad.ts": 'import "papaparse";\n' }],
    ["nothing-else-from-npm", { "src/rfm/bad.ts": 'import "better-sqlite3";\n' }],
    ["nothing-from-node", { "src/rfm/bad.ts": 'import "node:fs";\n' }],
    [
      "nothing-from-node",
      { "src/rfm/bad.ts": 'import type { A } from "crypto";\nexport type B = A;\n' },
    ],
    [
      "only-the-house",
      { "test/a.ts": "export {};\n", "src/rfm/bad.ts": 'import "../../test/a";\n' },
    ],
  ])("%s (%#)", async (rule, files) => {
    expect(await plant(files)).toContain(rule);
  });

  it("and not on what is allowed", async () => {
    expect(
      await plant({
        ...index,
        "src/events/a.schema.ts": 'import * as z from "zod";\nexport { z };\n',
        "src/purchases/b.schema.ts": 'import { z } from "../events/a.schema";\nexport { z };\n',
        "src/purchases/index.ts": 'export * from "../events";\n',
        "src/kernel/index.ts": 'import "@date-fns/tz";\n',
        "src/entry/index.ts": 'export * from "../purchases";\n',
        "src/entry/schemas.ts": 'export * from "../purchases/b.schema";\n',
        "src/csv/index.ts": 'import "papaparse";\nexport * from "../kernel";\n',
        "src/entry/phone.ts": 'import "libphonenumber-js";\nexport * from "../purchases";\n',
      }),
    ).toEqual([]);
  });
});
