import { afterAll, beforeAll, describe, test } from "vitest";
import { testStore } from "setia/testing";
import { ENGINES, freshIn, type Engine } from "./engines";

describe.each(ENGINES)("sqlStore on $name keeps the contract", ({ name, skip, open }) => {
  if (skip !== undefined) {
    test.skip(`${name}: ${skip}`);
    return;
  }
  let engine: Engine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());
  testStore({ test, create: (options) => freshIn(engine.runner, options), sequences: 6 });
});
