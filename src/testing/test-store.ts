import { SetiaError } from "../kernel";
import { APPEND_TESTS } from "./append-tests";
import {
  STORE_CAPABILITIES,
  type ContractTest,
  type CreateStoreOptions,
  type StoreCapability,
  type StoreUnderTest,
} from "./contract";
import { ERASURE_TESTS } from "./erasure-tests";
import { KEEPING_TESTS } from "./keeping-tests";
import { compareWithMemory } from "./model-based-test";
import { randomNumbers, randomSteps } from "./random-commands";
import { READING_TESTS } from "./reading-tests";
import { SHARING_TESTS } from "./sharing-tests";

/** What {@link testStore} needs. */
export interface TestStoreOptions {
  /** The test function of any runner: that of vitest, jest, mocha, bun or `node:test`. */
  readonly test: (name: string, run: () => Promise<void>) => unknown;
  /** Makes a fresh, empty store; called once per test. */
  readonly create: (options: CreateStoreOptions) => StoreUnderTest | Promise<StoreUnderTest>;
  /** Where random commands begin; another seed tries others. 1 if left out. */
  readonly seed?: number;
  /** How many random sequences of 40 commands are tried, each in a test of its own; 6 if left out. */
  readonly sequences?: number;
  /** What the store lacks; the tests that ask for it are left out, and their number is told. */
  readonly without?: readonly StoreCapability[];
}

const STEPS = 40;

/**
 * Registers the tests that every `CustomerStore` has to pass: one per promise, and random sequences of
 * commands compared with the memory store. Brings no test runner and asks for none.
 *
 * @param options - the runner's test function, and how to make a store
 * @throws SetiaError `INVALID_OPTION` for an invalid capability
 *
 * @example
 * ```ts
 * import { memoryStore, type CustomerStore } from "setia";
 * import { testStore } from "setia/testing";
 *
 * const names: string[] = [];
 * testStore({
 *   test: (name) => names.push(name),
 *   create: ({ whenErased }) => {
 *     const tenants = new Map<string, CustomerStore>();
 *     const open = (tenant: string) => {
 *       const store = tenants.get(tenant) ?? memoryStore({ whenErased });
 *       tenants.set(tenant, store);
 *       return store;
 *     };
 *     return { open };
 *   },
 * });
 * names[0]; // => "append: keeps every field exactly"
 * ```
 */
export function testStore(options: TestStoreOptions): void {
  const { test, create, seed = 1, sequences = 6, without = [] } = options;
  const unknown = without.find((name) => !STORE_CAPABILITIES.includes(name));
  if (unknown !== undefined) {
    throw new SetiaError(
      "INVALID_OPTION",
      `testStore: without has ${JSON.stringify(unknown)}; expected one of ${STORE_CAPABILITIES.join(", ")}`,
    );
  }
  const all = [
    ...APPEND_TESTS,
    ...READING_TESTS,
    ...KEEPING_TESTS,
    ...ERASURE_TESTS,
    ...SHARING_TESTS,
    ...randomTests(seed, sequences, without),
  ];
  for (const capability of without) {
    const left = all.filter(({ needs }) => needs === capability).length;
    test(`left out: ${String(left)} tests, for the store has no "${capability}"`, () =>
      Promise.resolve());
  }
  for (const { name, needs, whenErased = "refuse", run } of all) {
    if (needs !== undefined && without.includes(needs)) continue;
    test(name, async () => {
      const made = await create({ whenErased });
      try {
        await run(await made.open("shop"), made);
      } finally {
        await made.close?.();
      }
    });
  }
}

function randomTests(
  seed: number,
  sequences: number,
  without: readonly StoreCapability[],
): ContractTest[] {
  return Array.from({ length: sequences }, (_, index) => {
    const own = seed * 1000 + index;
    const anonymous = index % 2 === 1 && !without.includes("anonymous");
    const whenErased = anonymous ? "anonymous" : "refuse";
    return {
      name: `random commands: the same answers as the memory store (seed ${String(own)})`,
      whenErased,
      run: (_store, made) => {
        const steps = randomSteps(randomNumbers(own), STEPS);
        const tenant = without.includes("tenants") ? { tenant: "shop" } : {};
        return compareWithMemory(
          steps.map((step) => ({ ...step, ...tenant })),
          made,
          whenErased,
        );
      },
    };
  });
}
