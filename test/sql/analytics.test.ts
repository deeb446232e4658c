import { afterAll, beforeAll, describe, test } from "vitest";
import { testAnalytics } from "setia/testing";
import { ENGINES, waitsForFullRun, type Engine } from "./engines";
import { RUNS } from "../arbitraries";
import { loadTables } from "./analytics-tables";

/** Where thousands of customers take a moment; elsewhere, mostly in MariaDB, they take minutes and wait for the full run. */
const QUICK = ["SQLite", "DuckDB"];
const isLarge = (name: string): boolean => /\b[135],000 customers/u.test(name);

describe.each(ENGINES)("analyticsOver tables on $name", ({ name, skip, open }) => {
  if (skip !== undefined) {
    test.skip(`${name}: ${skip}`);
    return;
  }
  let engine: Engine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());
  testAnalytics({
    test: (what, run) => {
      const large = RUNS === 1 && isLarge(what) && !QUICK.includes(name);
      if (large || waitsForFullRun(name)) test.skip(`${what}: full run only`);
      else test(what, { timeout: 900_000 }, run);
    },
    create: ({ rows }) => loadTables(engine.runner, rows),
  });
});
