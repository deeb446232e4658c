import type { CustomerEvent } from "../events";
import { assertTexts, atAsyncDoor, type ModelHeader } from "../kernel";
import {
  anonymize,
  hiddenCustomer,
  idsInModel,
  namedCustomers,
  pseudonym,
  pseudonymsAmong,
  renameInModel,
  renameInEvent,
  textsToHide,
} from "./anonymize";
import type { EraseOptions, EraseResult } from "./customer-store";
import {
  assertMergersSeen,
  assertSameVersions,
  erasedPseudonyms,
  type LogLookups,
} from "./plan-append";

/** What a store has to write for an erasure, all of it or nothing. */
export interface ErasurePlan {
  /** The hidden texts to keep, so that the person cannot come back. */
  readonly tombstones: readonly string[];
  /** What the ids are called from then on, for models; whose keys are to be dropped. */
  readonly names: ReadonlyMap<string, string>;
  /** What stands in the place of each event, by its old id; `undefined` where nothing does. */
  readonly replacements: ReadonlyMap<string, CustomerEvent | undefined>;
  /** What to answer. */
  readonly result: EraseResult;
}

/**
 * Decides what an erasure has to write. A store calls it within its transaction, puts the replacements in the
 * places of the old events, drops the person's keys, and keeps the tombstones.
 *
 * @param customerIds - every id of the person
 * @param events - the events under these ids, and those of others that name one of them; each once
 * @param log - what the store knows
 * @param options - as given to `erase`
 * @returns what to write, and what to answer
 * @throws SetiaError `VERSION_CONFLICT`
 */
export async function planErasure(
  customerIds: readonly string[],
  events: readonly CustomerEvent[],
  log: Pick<LogLookups, "hide" | "tombstones" | "versions">,
  options: EraseOptions = {},
): Promise<ErasurePlan> {
  assertTexts(customerIds, "planErasure: customerIds");
  return atAsyncDoor("planErasure", () => planChecked(customerIds, events, log, options));
}

async function planChecked(
  customerIds: readonly string[],
  events: readonly CustomerEvent[],
  log: Pick<LogLookups, "hide" | "tombstones" | "versions">,
  options: EraseOptions,
): Promise<ErasurePlan> {
  const { keep = "totals", expectedVersions } = options;
  if (expectedVersions !== undefined) {
    const asked = [...expectedVersions.keys()];
    assertSameVersions("erase", expectedVersions, await log.versions(asked), asked);
    const merges = events.filter(({ type }) => type === "customers_merged");
    const mergers = new Set(merges.map(({ customerId }) => customerId));
    const others = [...mergers].filter((id) => !customerIds.includes(id));
    assertMergersSeen("erase", expectedVersions, others);
  }
  // Nobody stands behind a pseudonym any more, and its events are as they are to be.
  const pseudonyms = await pseudonymsAmong(customerIds, log.tombstones);
  const persons = customerIds.filter((id) => !pseudonyms.has(id));
  const own = events.filter(({ customerId }) => persons.includes(customerId));
  const texts = [
    ...persons.map(hiddenCustomer),
    ...own.flatMap((event) => textsToHide(event, keep)),
  ];
  const hidden = await log.hide([...new Set(texts)]);
  const hide = (text: string): string => hidden.get(text) ?? "";
  const tombstones = persons.map((id) => hide(hiddenCustomer(id)));
  const names = new Map(persons.map((id) => [id, pseudonym(hide(hiddenCustomer(id)))]));
  const replacements = new Map<string, CustomerEvent | undefined>();
  for (const event of events) {
    const customerId = names.get(event.customerId);
    if (customerId !== undefined) {
      replacements.set(event.id, anonymize(event, { keep, customerId, hide }));
    } else if (namedCustomers(event).some((id) => names.has(id))) {
      replacements.set(event.id, renameInEvent(event, names));
    }
  }
  const anonymized = own.filter(({ id }) => replacements.get(id) !== undefined).length;
  return {
    tombstones,
    names,
    replacements,
    result: {
      removed: own.length - anonymized,
      anonymized,
      rewritten: replacements.size - own.length,
      pseudonyms: customerIds.map((id) => names.get(id) ?? id),
    },
  };
}

/**
 * Takes the ids of erased customers out of a model before it is saved: they may have been erased since it was fitted. A
 * store calls it within the transaction that saves.
 *
 * @param model - plain JSON
 * @param log - what the store knows
 * @returns the model to save
 */
export async function planModel(
  model: ModelHeader,
  log: Pick<LogLookups, "hide" | "tombstones" | "anyErased">,
): Promise<ModelHeader> {
  return atAsyncDoor("planModel", async () =>
    log.anyErased ? renameInModel(model, await erasedPseudonyms(idsInModel(model), log)) : model,
  );
}
