import { checkStored, type CustomerEvent } from "../events";
import {
  assertOptions,
  type Issue,
  issuesError,
  type OptionNames,
  SetiaError,
  showValue,
} from "../kernel";
import type { AppendOptions } from "./customer-store";

const LONGEST_NAME = 190;

/**
 * Refuses a text that not every engine could keep as an id: 1 to 190 characters, no NUL, no half surrogate.
 *
 * @throws SetiaError `INVALID_INPUT`
 */
export function assertName(name: string, where: string): void {
  const problem = problemOfName(name);
  if (problem !== undefined) throw new SetiaError("INVALID_INPUT", `${where} ${problem}`);
}

/** Returns what {@link assertName} checks, where an unkeepable name just means that nothing is there. */
export function isName(name: string): boolean {
  return problemOfName(name) === undefined;
}

/**
 * Refuses an invalid version or number of rows.
 *
 * @param value - what was given
 * @param least - the smallest that makes sense
 * @param where - function and option, as the message begins
 * @throws SetiaError `INVALID_OPTION`
 */
export function assertWholeNumber(value: number, least: number, where: string): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new SetiaError(
      "INVALID_OPTION",
      `${where} is ${showValue(value)}; expected a whole number of at least ${String(least)}`,
    );
  }
}

/** Marks options of a batch that was checked on its way here, by the workspace: each event is checked once. */
export const CHECKED = Symbol("setia.checked");

const APPEND_OPTIONS: OptionNames<AppendOptions> = { expectedVersions: true, keys: true };

/**
 * Refuses a batch that a store could not keep exactly, with every issue.
 *
 * @throws SetiaError `INVALID_INPUT`
 */
export function assertBatch(events: readonly CustomerEvent[], options: AppendOptions): void {
  assertOptions(options, APPEND_OPTIONS, "append");
  const issues: Issue[] = CHECKED in options ? [] : checkStored(events);
  if (issues.length === 0) {
    const customers = new Set(events.map((event) => event.customerId));
    for (const [customerId, keys] of options.keys ?? []) {
      if (!customers.has(customerId)) {
        issues.push({ path: ["keys", customerId], message: "expected a customer of the batch" });
      }
      keys.forEach((key, index) => {
        const problem = problemOfName(key);
        if (problem !== undefined)
          issues.push({ path: ["keys", customerId, index], message: problem });
      });
    }
    for (const [customerId, version] of options.expectedVersions ?? []) {
      if (!Number.isSafeInteger(version) || version < 0) {
        const message = `is ${showValue(version)}; expected a whole number, 0 for nobody known`;
        issues.push({ path: ["expectedVersions", customerId], message });
      }
    }
  }
  if (issues.length > 0) throw issuesError("append", issues);
}

/**
 * Refuses to save a model over another version than the expected one.
 *
 * @param name - the model's name
 * @param newest - the newest version there, 0 for none
 * @param expected - as given to `saveModel`
 * @throws SetiaError `VERSION_CONFLICT`
 */
export function assertModelVersion(
  name: string,
  newest: number,
  expected: number | undefined,
): void {
  if (expected === undefined || expected === newest) return;
  throw new SetiaError(
    "VERSION_CONFLICT",
    `saveModel: ${JSON.stringify(name)} is at version ${String(newest)}; expected ${String(expected)}, so load and decide again`,
  );
}

function problemOfName(name: string): string | undefined {
  if (typeof name !== "string" || name === "" || name.length > LONGEST_NAME) {
    return `is ${showValue(name)}; expected a text of 1 to ${String(LONGEST_NAME)} characters`;
  }
  return /\0|[\uD800-\uDFFF]/u.test(name)
    ? `is ${showValue(name)}; expected a text without NUL and half surrogates`
    : undefined;
}
