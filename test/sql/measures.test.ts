import { afterAll, beforeAll, describe, test } from "vitest";
import { testMeasures } from "setia/testing";
import { ENGINES, type Engine } from "./engines";
import { loadTables } from "./measure-tables";

describe.each(ENGINES)("measuresOver tables on $name", ({ name, skip, open }) => {
  if (skip !== undefined) {
    test.skip(`${name}: ${skip}`);
    return;
  }
  let engine: Engine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());
  testMeasures({
    // MariaDB joins texts slowly.
    test: (name, run) => test(name, { timeout: 900_000 }, run),
    create: ({ rows }) => loadTables(engine.runner, rows),
  });
});
