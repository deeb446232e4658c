import { assertList, issuesError, LANGUAGES, showValue, type Issue } from "../../kernel";
import { ACTIVITIES, STAGES } from "../../loyalty-loop";
import { isDays, MOST_DAYS } from "../policy/settings";
import {
  CHANNELS,
  MESSAGE_CLASSES,
  MOTIVATIONS,
  RELATIONSHIP_CATEGORIES,
  TACTIC_MARKS,
  TECHNIQUES,
  type Tactic,
} from "../tactic";
import { findDeadRules } from "./find-dead-rules";
import { FEATURES } from "../features/feature-names";
import { MESSAGE_WORDS } from "../deciding/message-facts";
import { SUCCESSES } from "../learning/success";

/**
 * Checks a catalogue of your own: `defineTactics([...TACTICS, mine])`.
 *
 * @param catalogue - tactics, each id once
 * @returns the same tactics, their ids as literal types
 * @throws SetiaError `INVALID_TACTICS` with every fault as an issue: an id that is missing or there twice,
 * an unknown stage, activity, channel, feature, technique, …, a range that nothing can lie in, a figure that nobody for
 * whom the tactic is can have, a share outside 0–1, a title or message that is missing in a language or holds an
 * unknown word in braces
 *
 * @example
 * ```ts
 * import { defineTactics, TACTICS } from "setia";
 *
 * const catalogue = defineTactics([
 *   ...TACTICS,
 *   {
 *     id: "shop.sampler", motivation: "expansion", category: "automated_service", messageClass: "marketing",
 *     stages: ["repeat", "loyal"], activities: ["active"], when: { orders: { atLeast: 5 } },
 *     value: "relation", baseRate: 0.3, windowDays: 14,
 *     title: { en: "Send a sampler", id: "Kirim contoh gratis" },
 *     offer: true,
 *     message: { en: "Hello {who}, may we send you {offer} to try?", id: "Halo {who}, boleh kami kirim {offer} untuk dicoba?" },
 *   },
 * ]);
 * catalogue.length; // => 42
 * ```
 */
export function defineTactics<const Catalogue extends readonly Tactic[]>(
  catalogue: Catalogue,
): Catalogue {
  assertList(catalogue, "defineTactics: catalogue");
  const issues: Issue[] = [];
  const seen = new Set<string>();
  catalogue.forEach((tactic, index) => {
    const add = (message: string, ...path: string[]): void => {
      issues.push({ path: ["catalogue", index, ...path], message });
    };
    const wrongShape = shapeOf(tactic);
    if (wrongShape !== undefined) {
      add(wrongShape);
      return;
    }
    const { id } = tactic;
    if (typeof id !== "string" || id === "") add(`is ${showValue(id)}; expected a text`, "id");
    else if (id === "all") add('is "all", which names the holdout of all; expected another', "id");
    else if (seen.has(id)) add(`is ${showValue(id)} a second time; expected each id once`, "id");
    seen.add(id);
    const before = issues.length;
    checkKinds(tactic, add);
    checkConditions(tactic.when, ["when"], add);
    tactic.any?.forEach((one, place) => checkConditions(one, ["any", String(place)], add));
    checkFigures(tactic, add);
    checkTexts(tactic, add);
    // What is not well formed cannot be looked into.
    if (issues.length > before) return;
    for (const { path, message } of findDeadRules(tactic)) add(message, ...path);
  });
  if (issues.length > 0) throw issuesError("defineTactics", issues, "INVALID_TACTICS");
  return catalogue;
}

/** Looks whether the parts are there at all, for callers without types. */
function shapeOf(tactic: unknown): string | undefined {
  if (typeof tactic !== "object" || tactic === null) {
    return `is ${showValue(tactic)}; expected a tactic`;
  }
  const given = tactic as Readonly<Record<string, unknown>>;
  const lists = ["stages", "activities"].filter((name) => !Array.isArray(given[name]));
  const records = ["when", "title", "message"].filter(
    (name) => typeof given[name] !== "object" || given[name] === null,
  );
  const missing = [...lists, ...records];
  return missing.length === 0 ? undefined : `has no ${missing.join(", no ")}; expected them all`;
}

function isRange(range: unknown): boolean {
  if (typeof range !== "object" || range === null) return false;
  const { atLeast = -Infinity, atMost = Infinity } = range as Record<string, unknown>;
  if (typeof atLeast !== "number" || typeof atMost !== "number") return false;
  return atLeast <= atMost && atLeast < Infinity;
}

type Add = (message: string, ...path: string[]) => void;

/** Words that must be of a list; the last ones may be missing. */
const LISTS: readonly (readonly [keyof Tactic, readonly string[], "needed" | "optional"])[] = [
  ["motivation", MOTIVATIONS, "needed"],
  ["category", RELATIONSHIP_CATEGORIES, "needed"],
  ["messageClass", MESSAGE_CLASSES, "needed"],
  ["value", ["order", "item", "relation"], "needed"],
  ["technique", TECHNIQUES, "optional"],
  ["success", SUCCESSES, "optional"],
  ["kind", ["person", "firm"], "optional"],
  ["marks", TACTIC_MARKS, "optional"],
];

function checkKinds(tactic: Tactic, add: Add): void {
  checkNames(tactic.stages, STAGES, "stages", add);
  checkNames(tactic.activities, ACTIVITIES, "activities", add);
  if (tactic.asks !== undefined && typeof tactic.asks !== "boolean") {
    add(`is ${showValue(tactic.asks)}; expected true or false`, "asks");
  }
  if (tactic.offer !== undefined && typeof tactic.offer !== "boolean") {
    add(`is ${showValue(tactic.offer)}; expected true or false`, "offer");
  }
  if (tactic.channels !== undefined) checkNames(tactic.channels, CHANNELS, "channels", add);
  for (const [field, known, need] of LISTS) {
    const value = tactic[field];
    if (value === undefined && need === "optional") continue;
    if (!known.includes(value as string)) {
      add(`is ${showValue(value)}; expected one of ${known.join(", ")}`, field);
    }
  }
}

function checkConditions(conditions: unknown, path: readonly string[], add: Add): void {
  if (typeof conditions !== "object" || conditions === null) {
    add(`is ${showValue(conditions)}; expected figures and their ranges`, ...path);
    return;
  }
  for (const [feature, range] of Object.entries(conditions)) {
    if (!(FEATURES as readonly string[]).includes(feature)) {
      add(`is not known; expected one of ${FEATURES.join(", ")}`, ...path, feature);
    } else if (!isRange(range)) {
      const message = "is no range that a figure can lie in; expected atLeast, atMost or both";
      add(message, ...path, feature);
    }
  }
}

function checkFigures(tactic: Tactic, add: Add): void {
  const { baseRate, discount = 0, windowDays, cooldownDays = 1, lifetimeLimit = null } = tactic;
  if (!isShare(baseRate)) add(`is ${showValue(baseRate)}; expected 0 to 1`, "baseRate");
  if (!isShare(discount)) add(`is ${showValue(discount)}; expected 0 to 1`, "discount");
  for (const [name, given] of Object.entries({ windowDays, cooldownDays })) {
    if (!isDays(given)) {
      add(`is ${showValue(given)}; expected whole days, ${String(MOST_DAYS)} at most`, name);
    }
  }
  if (lifetimeLimit !== null && !isDays(lifetimeLimit)) {
    const expected = "a whole number, or null for without limit";
    add(`is ${showValue(lifetimeLimit)}; expected ${expected}`, "lifetimeLimit");
  }
  const figures = { cost: tactic.cost ?? 0, priority: tactic.priority ?? 0 };
  for (const [name, given] of Object.entries(figures)) {
    if (!Number.isFinite(given) || (name === "cost" && given < 0)) {
      add(`is ${showValue(given)}; expected a number`, name);
    }
  }
  const restsOn: unknown = tactic.restsOn;
  if (restsOn !== undefined && restsOn !== "silence") {
    add(`is ${showValue(restsOn)}; expected "silence"`, "restsOn");
  }
  tactic.context?.forEach(({ feature, weight, ...range }, place) => {
    const path = ["context", String(place)];
    if (!FEATURES.includes(feature)) {
      add(`is ${showValue(feature)}; expected one of ${FEATURES.join(", ")}`, ...path, "feature");
    }
    if (!Number.isFinite(weight))
      add(`is ${showValue(weight)}; expected percent`, ...path, "weight");
    if (!isRange(range)) add("is no range that a figure can lie in", ...path);
  });
}

function checkNames(
  names: readonly string[],
  known: readonly string[],
  field: string,
  add: Add,
): void {
  if (names.length === 0) add("is empty, so nobody gets it; expected a name", field);
  for (const name of names) {
    if (!known.includes(name)) {
      add(`holds ${showValue(name)}; expected names of ${known.join(", ")}`, field);
    }
  }
}

function checkTexts(tactic: Tactic, add: Add): void {
  const words = MESSAGE_WORDS.map((word) => `{${word}}`);
  for (const language of LANGUAGES) {
    for (const field of ["title", "message"] as const) {
      const text: unknown = tactic[field][language];
      if (typeof text !== "string" || text === "") {
        add(`is ${showValue(text)}; expected a text`, field, language);
        continue;
      }
      for (const [brace] of text.matchAll(/\{[^}]*\}/gu)) {
        if (field === "title" || !words.includes(brace)) {
          const expected = `${words.join(", ")} only, in messages`;
          add(`holds ${brace}; expected ${expected}`, field, language);
        }
      }
      if (field === "message" && text.includes("{offer}") !== (tactic.offer === true)) {
        const expected = tactic.offer === true ? "{offer}, since offer is true" : "offer: true";
        add(`is ${showValue(text)}; expected ${expected}`, field, language);
      }
    }
  }
}

function isShare(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value <= 1;
}
