import {
  assertList,
  currencyExponent,
  issuesError,
  isSetiaError,
  showValue,
  type Issue,
} from "../kernel";
import { EVENT_TYPES, TACTIC_OUTCOMES, type CustomerEvent, type EventType } from "./events";

/** Says what is wrong with a value, or nothing. */
type Check = (value: unknown) => string | undefined;

/** Checks of one kind of record by field; a field that may be missing has a `?` behind its name. */
type Checks = Readonly<Record<string, Check>>;

const LONGEST_ID = 190;

const text: Check = (value) =>
  typeof value === "string" ? undefined : `is ${showValue(value)}; expected a text`;

const id: Check = (value) => {
  if (typeof value !== "string" || value === "" || value.length > LONGEST_ID) {
    return `is ${showValue(value)}; expected a text of 1 to ${String(LONGEST_ID)} characters`;
  }
  return /\0|[\uD800-\uDFFF]/u.test(value)
    ? `is ${showValue(value)}; expected a text without NUL and half surrogates`
    : undefined;
};

const instant: Check = (value) =>
  value instanceof Date && !Number.isNaN(value.getTime())
    ? undefined
    : `is ${showValue(value)}; expected a valid Date`;

const amount: Check = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0
    ? undefined
    : `is ${showValue(value)}; expected whole minor units (12990 for 129.90), not negative`;

const positiveAmount: Check = (value) =>
  Number.isSafeInteger(value) && (value as number) > 0
    ? undefined
    : `is ${showValue(value)}; expected whole minor units (12990 for 129.90), more than 0`;

const quantity: Check = (value) =>
  typeof value === "number" && Number.isFinite(value) && value >= 0
    ? undefined
    : `is ${showValue(value)}; expected a number, not negative`;

const currency: Check = (value) => {
  try {
    currencyExponent(value as string);
    return undefined;
  } catch (error) {
    if (!isSetiaError(error)) throw error;
    return `is ${showValue(value)}; expected an ISO 4217 code such as "IDR"`;
  }
};

const lines: Check = (value) =>
  Array.isArray(value) ? undefined : `is ${showValue(value)}; expected an array of lines`;

const record: Check = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? undefined
    : `is ${showValue(value)}; expected an object`;

function oneOf(value: unknown, values: readonly string[]): string | undefined {
  return values.includes(value as string)
    ? undefined
    : `is ${showValue(value)}; expected one of ${values.join(", ")}`;
}

const kind: Check = (value) => oneOf(value, ["person", "firm"]);
const direction: Check = (value) => oneOf(value, ["inbound", "outbound"]);
const outcome: Check = (value) => oneOf(value, TACTIC_OUTCOMES);

// Plain tables without a call, so that a bundler can leave them out where nothing is checked.
const BASE: Checks = {
  id,
  customerId: id,
  at: instant,
  "source?": text,
  "recordedAt?": instant,
};

const TRAITS: Checks = {
  "name?": text,
  "honorific?": text,
  "email?": text,
  "phone?": text,
  "city?": text,
};

const LINE: Checks = { sku: id, quantity, unitPrice: amount, "category?": text };

const BY_TYPE: Readonly<Record<EventType, Checks>> = {
  customer_identified: { traits: record, "kind?": kind },
  order_completed: {
    orderId: id,
    currency,
    total: amount,
    "lines?": lines,
    "channel?": text,
  },
  order_refunded: { orderId: id, amount: positiveAmount },
  order_cancelled: { orderId: id },
  interaction_logged: {
    channel: text,
    direction,
    "topic?": text,
    "summary?": text,
  },
  tactic_decided: { decisionId: id, tactic: id },
  tactic_delivered: { decisionId: id },
  tactic_responded: { decisionId: id, outcome },
};

/**
 * Lists what is wrong with events, cheaply and without a schema library: types, ranges and needed fields.
 * Fields that are not known are let be. `setia/schemas` parses JSON and gives copies; this only looks.
 *
 * @param events - what was given as events
 * @returns every issue with its path; empty if all is well
 * @throws SetiaError `INVALID_INPUT` if it is no array
 */
export function checkEvents(events: readonly CustomerEvent[]): Issue[] {
  assertList(events, "checkEvents: events");
  const issues: Issue[] = [];
  events.forEach((event: unknown, index) => {
    const path = ["events", index];
    const problem = record(event);
    if (problem !== undefined) {
      issues.push({ path, message: problem });
      return;
    }
    const fields = event as Readonly<Record<string, unknown>>;
    checkFields(fields, BASE, path, issues);
    const type = fields["type"];
    const wrongType = oneOf(type, EVENT_TYPES);
    if (wrongType !== undefined) {
      issues.push({ path: [...path, "type"], message: wrongType });
      return;
    }
    checkFields(fields, BY_TYPE[type as EventType], path, issues);
    if (record(fields["traits"]) === undefined) {
      checkFields(fields["traits"] as Record<string, unknown>, TRAITS, [...path, "traits"], issues);
    }
    if (Array.isArray(fields["lines"])) {
      fields["lines"].forEach((line: unknown, at) => {
        const place = [...path, "lines", at];
        const wrongLine = record(line);
        if (wrongLine === undefined) {
          checkFields(line as Record<string, unknown>, LINE, place, issues);
        } else {
          issues.push({ path: place, message: wrongLine });
        }
      });
    }
  });
  return issues;
}

/**
 * Refuses events that {@link checkEvents} finds fault with, all issues in one error.
 *
 * @param events - what was given as events
 * @param where - the function that refuses them
 * @throws SetiaError `INVALID_INPUT`
 */
export function assertEvents(events: readonly CustomerEvent[], where: string): void {
  const issues = checkEvents(events);
  if (issues.length > 0) throw issuesError(where, issues);
}

function checkFields(
  fields: Readonly<Record<string, unknown>>,
  checks: Checks,
  path: readonly (string | number)[],
  issues: Issue[],
): void {
  for (const [key, check] of Object.entries(checks)) {
    const name = key.replace("?", "");
    if (key !== name && fields[name] === undefined) continue;
    const message = check(fields[name]);
    if (message !== undefined) issues.push({ path: [...path, name], message });
  }
}
