import { compareCodePoints } from "../kernel";
import { memoryStore, type CustomerStore, type WhenErased } from "../storage";
import type { StoreUnderTest } from "./contract";
import { outcomeOf, show } from "./expectations";
import { everything } from "./facts";
import type { Command, Step } from "./random-commands";

/** Runs a sequence of commands on a store and on the memory store side by side, and fails where they differ. */
export async function compareWithMemory(
  steps: readonly Step[],
  all: StoreUnderTest,
  whenErased: WhenErased,
): Promise<void> {
  const pairs = new Map<string, readonly [tried: CustomerStore, reference: CustomerStore]>();
  for (const [index, { tenant, command }] of steps.entries()) {
    const known = pairs.get(tenant);
    const pair = known ?? [await all.open(tenant), memoryStore({ whenErased })];
    pairs.set(tenant, pair);
    const changes = ["append", "erase", "save"].includes(command.kind);
    const looks = changes ? [command, ...LOOKS] : [command];
    for (const look of looks) {
      const [tried, reference] = await Promise.all(pair.map((store) => answer(store, look)));
      if (tried === reference) continue;
      const sequence = steps
        .slice(0, index + 1)
        .map((step) => `${step.tenant}: ${tell(step.command)}`);
      throw new Error(
        `after ${tell(look)} the store differs from the memory store: got ${String(tried)}; expected ${String(reference)}. The sequence was:\n${sequence.join("\n")}`,
      );
    }
  }
}

/** Looked at after each change, so that the first step that goes wrong is found. */
const LOOKS: readonly Command[] = [
  { kind: "scan", batchSize: 1000 },
  { kind: "list", limit: 3 },
  { kind: "find", keys: ["k0", "k1", "k2", "k3"] },
  { kind: "read", customerId: "ani" },
];

async function answer(store: CustomerStore, command: Command): Promise<string> {
  const { value, code } = await outcomeOf(perform(store, command));
  if (code !== undefined) return code;
  // Every store has pseudonyms of its own: they are distinguished by their first place in the log.
  const labels = new Map<string, string>();
  const label = (text: string): string =>
    text.replace(/anonymous-[^"]+/gu, (pseudonym) => {
      if (!labels.has(pseudonym)) labels.set(pseudonym, `anonymous ${String(labels.size + 1)}`);
      return labels.get(pseudonym) ?? "";
    });
  if (command.kind === "list" || command.kind === "find") {
    label(show(await everything(store)));
    const ids = (value as readonly string[]).map((id) => label(`"${id}"`));
    return ids.sort(compareCodePoints).join(",");
  }
  return label(show(value));
}

async function perform(store: CustomerStore, command: Command): Promise<unknown> {
  switch (command.kind) {
    case "append":
      return store.append(command.events, command.options);
    case "read": {
      const { customerId, until } = command;
      return store.read(customerId, until === undefined ? {} : { until });
    }
    case "scan": {
      const batches: unknown[] = [];
      let after: string | undefined;
      for await (const { events, position } of store.scan({ batchSize: command.batchSize })) {
        batches.push(events);
        after ??= position;
      }
      return [batches, after === undefined ? [] : await everything(store, after)];
    }
    case "list": {
      const all: string[] = [];
      let page = await store.listCustomers({ limit: command.limit });
      while (page.length > 0) {
        all.push(...page);
        page = await store.listCustomers({ limit: command.limit, after: page.at(-1) ?? "" });
      }
      return all;
    }
    case "find":
      return store.findCustomers(command.keys);
    case "save": {
      const { name, expectedVersion } = command;
      const model = { kind: name, version: 1, cutIds: ["ani", "budi"] };
      return store.saveModel(name, model, expectedVersion === undefined ? {} : { expectedVersion });
    }
    case "load": {
      const { name, version } = command;
      return store.loadModel(name, version === undefined ? {} : { version });
    }
    case "erase":
      return store.erase(command.customerId);
  }
}

function tell(command: Command): string {
  if (command.kind !== "append") return show(command);
  const { keys, expectedVersions } = command.options;
  const options = { keys: [...(keys ?? [])], expectedVersions: [...(expectedVersions ?? [])] };
  return show({ ...command, options });
}
