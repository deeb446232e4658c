import { describe, expect, it } from "vitest";
import { memoryStore, type CustomerStore } from "setia";
import { testStore, type CreateStoreOptions } from "setia/testing";
import { MUTANTS, type Mutant } from "./mutants";

interface Failure {
  readonly name: string;
  readonly message: string;
}

/** Runs the contract on a store made in a certain way, and gives the tests that went red. */
async function failuresOf(
  make: Mutant["make"],
  tenantOf: (tenant: string) => string = (tenant) => tenant,
): Promise<Failure[]> {
  const tests: (readonly [name: string, run: () => Promise<void>])[] = [];
  const create = ({ whenErased }: CreateStoreOptions) => {
    const tenants = new Map<string, CustomerStore>();
    return {
      open: (tenant: string): CustomerStore => {
        const name = tenantOf(tenant);
        const store = tenants.get(name) ?? make(memoryStore({ whenErased }), whenErased);
        tenants.set(name, store);
        return store;
      },
    };
  };
  testStore({ test: (name, run) => tests.push([name, run]), create, sequences: 8 });
  const failures: Failure[] = [];
  for (const [name, run] of tests) {
    await run().catch((error: unknown) => failures.push({ name, message: String(error) }));
  }
  return failures;
}

const known = new Map<Mutant, Promise<Failure[]>>();

/** Runs the contract on a mutant, once. */
function failuresOn(mutant: Mutant): Promise<Failure[]> {
  const failures = known.get(mutant) ?? failuresOf(mutant.make);
  known.set(mutant, failures);
  return failures;
}

const namesOf = (failures: readonly Failure[]): string[] => failures.map(({ name }) => name);

describe("the contract", () => {
  it("is green on a good store", async () => {
    expect(await failuresOf((good) => good)).toEqual([]);
  });

  it.each(MUTANTS)("goes red on a store that breaks: $breaks", async (mutant) => {
    expect(namesOf(await failuresOn(mutant))).toContainEqual(
      expect.stringMatching(mutant.noticedBy),
    );
  });

  it("goes red on a store that breaks: tenants never see one another", async () => {
    const failures = await failuresOf(
      (good) => good,
      () => "all",
    );
    expect(namesOf(failures)).toContainEqual(expect.stringMatching(/^tenants: never see/));
    expect(namesOf(failures)).toContainEqual(expect.stringMatching(/^tenants: erase for/));
    expect(namesOf(failures)).toContainEqual(expect.stringMatching(/^random commands/));
  });

  it("goes red on a store that breaks: tenant names are compared exactly", async () => {
    const failures = await failuresOf(
      (good) => good,
      (tenant) => tenant.trimEnd().toLowerCase(),
    );
    expect(namesOf(failures)).toContainEqual(expect.stringMatching(/^tenants: never see/));
  });

  it("finds broken stores with random commands alone, and prints the way there", async () => {
    let found = 0;
    for (const mutant of MUTANTS) {
      const random = (await failuresOn(mutant)).filter(({ name }) => name.startsWith("random"));
      if (random.length === 0) continue;
      found++;
      expect(random[0]?.message).toMatch(
        /differs from the memory store: got [^]*The sequence was:\n(one|two): /,
      );
    }
    expect(found).toBeGreaterThan(10);
  });
});

describe("testStore", () => {
  const namesWithout = (without: Parameters<typeof testStore>[0]["without"]): string[] => {
    const names: string[] = [];
    const options = without === undefined ? {} : { without };
    testStore({
      test: (name) => names.push(name),
      create: () => ({ open: () => memoryStore() }),
      ...options,
    });
    return names;
  };

  it("leaves out what asks for a capability, and says how much", () => {
    const all = namesWithout(undefined);
    const left = namesWithout(["tenants", "writers", "anonymous"]);
    expect(left.filter((name) => name.startsWith("left out"))).toEqual([
      'left out: 2 tests, for the store has no "tenants"',
      'left out: 6 tests, for the store has no "writers"',
      'left out: 1 tests, for the store has no "anonymous"',
    ]);
    expect(left).toHaveLength(all.length - 9 + 3);
    expect(left.filter((name) => /^(tenants|writers):/.test(name))).toEqual([]);
  });

  it("passes on a store of one tenant and one writer, without what that asks for", async () => {
    const tests: (() => Promise<void>)[] = [];
    testStore({
      test: (_, run) => tests.push(run),
      create: () => {
        const store = memoryStore();
        return { open: () => store };
      },
      without: ["tenants", "anonymous"],
    });
    for (const run of tests) await run();
  });

  it("knows no other capability", () => {
    expect(() => namesWithout(["speed" as "tenants"])).toThrow(/expected one of tenants, writers/);
  });

  it("closes what it was given, also after a failure", async () => {
    const tests: (() => Promise<void>)[] = [];
    let closed = 0;
    testStore({
      test: (_, run) => tests.push(run),
      create: () => ({
        open: () => Promise.reject(new Error("no store")),
        close: () => {
          closed++;
          return Promise.resolve();
        },
      }),
    });
    for (const run of tests) await expect(run()).rejects.toThrow("no store");
    expect(closed).toBe(tests.length);
  });
});
