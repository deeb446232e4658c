import { assertList, issuesError, showValue, type Issue } from "../kernel";
import { BASE, EVENT_RULES, type RecordRule, type Rule } from "./rules/event-rules";
import { EVENT_TYPES, type CustomerEvent, type EventType } from "./events";
import { EVENT_LIMITS } from "./rules/event-limits";
import { oneOf, tooMany } from "./rules/field-checks";
import { checkRelations } from "./rules/field-relations";

type Path = readonly (string | number)[];

/**
 * Lists what is wrong with events, cheaply and without a schema library: types, ranges and needed fields, and
 * what does not go together. Fields that are not known are let be. `setia/schemas` parses JSON and gives
 * copies; this only looks.
 *
 * @param events - what was given as events
 * @returns every issue with its path; empty if all is well
 * @throws SetiaError `INVALID_INPUT` if it is no array
 */
export function checkEvents(events: readonly CustomerEvent[]): Issue[] {
  return checkAll(events, false);
}

/**
 * Lists what keeps a store from keeping events exactly: all that {@link checkEvents} finds but limits, since a log that
 * is older than the limits can still be copied from one store to another.
 *
 * @throws SetiaError `INVALID_INPUT` if it is no array
 */
export function checkStored(events: readonly CustomerEvent[]): Issue[] {
  return checkAll(events, true);
}

function checkAll(events: readonly CustomerEvent[], stored: boolean): Issue[] {
  assertList(events, "checkEvents: events");
  const issues: Issue[] = [];
  events.forEach((event: unknown, index) => {
    checkEvent(event, ["events", index], issues, stored);
  });
  return issues;
}

/**
 * Refuses events that {@link checkEvents} finds fault with, all issues in one error.
 *
 * @throws SetiaError `INVALID_INPUT`
 */
export function assertEvents(events: readonly CustomerEvent[], where: string): void {
  const issues = checkEvents(events);
  if (issues.length > 0) throw issuesError(where, issues);
}

/** Lists what is wrong with one event. */
export function checkEvent(event: unknown, path: Path, issues: Issue[], stored = false): void {
  const before = issues.length;
  if (!checkFields(event, BASE, path, issues, stored)) return;
  const type = (event as { type?: unknown }).type;
  const wrongType = oneOf(type, EVENT_TYPES);
  if (wrongType !== undefined) {
    issues.push({ path: [...path, "type"], message: wrongType });
    return;
  }
  checkFields(event, EVENT_RULES[type as EventType], path, issues, stored);
  if (issues.length > before) return;
  for (const { path: inside, message } of checkRelations(event as CustomerEvent)) {
    issues.push({ path: [...path, ...inside], message });
  }
}

/** Checks the fields of a record; false if it is none. */
function checkFields(
  value: unknown,
  rule: RecordRule,
  path: Path,
  issues: Issue[],
  stored: boolean,
): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    issues.push({ path, message: `is ${showValue(value)}; expected an object` });
    return false;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  for (const name in rule.needed) {
    checkValue(fields[name], rule.needed[name], path, name, issues, stored);
  }
  for (const name in rule.optional) {
    if (fields[name] !== undefined) {
      checkValue(fields[name], rule.optional[name], path, name, issues, stored);
    }
  }
  return true;
}

// The path is put together only where something is wrong: most events are well.
function checkValue(
  value: unknown,
  rule: Rule | undefined,
  path: Path,
  name: string | number,
  issues: Issue[],
  stored: boolean,
): void {
  if (rule === undefined) return;
  if (typeof rule === "function") {
    const message = rule(value, stored);
    if (message !== undefined) issues.push({ path: [...path, name], message });
  } else if (!("each" in rule)) {
    checkFields(value, rule, [...path, name], issues, stored);
  } else if (!Array.isArray(value)) {
    issues.push({ path: [...path, name], message: `is ${showValue(value)}; expected an array` });
  } else if (value.length > EVENT_LIMITS.items && !stored) {
    issues.push({ path: [...path, name], message: tooMany(value.length) });
  } else {
    if (value.length < (rule.least ?? 0)) {
      issues.push({ path: [...path, name], message: "is empty; expected at least one" });
    }
    const inside = [...path, name];
    // A list with holes would skip them in forEach.
    for (let at = 0; at < value.length; at++) {
      checkValue(value[at], rule.each, inside, at, issues, stored);
    }
  }
}
