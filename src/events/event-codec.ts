import { issuesError, readInstant, showValue, type Issue } from "../kernel";
import { checkEvent } from "./check-events";
import { BASE, EVENT_RULES, type RecordRule, type Rule } from "./rules/event-rules";
import type { CustomerEvent, EventType } from "./events";
import { instant, params, text } from "./rules/field-checks";
import { EVENT_VERSION, upcastEvent } from "./upcasters";

/** An event as plain JSON: instants are ISO 8601 texts in UTC, and it says in which format it is. */
export interface EncodedEvent {
  /** Version of the format. */
  readonly version: number;
  /** Unique id of the fact. */
  readonly id: string;
  /** The type of event. */
  readonly type: EventType;
  /** The customer it is about. */
  readonly customerId: string;
  /** When it happened, such as `2026-01-05T03:00:00.000Z`. */
  readonly at: string;
  /** The other fields of its type, as JSON. */
  readonly [field: string]: unknown;
}

type Path = readonly (string | number)[];

/** Deeper than anybody nests by hand, far from where recursion ends. */
const DEEPEST = 64;

/**
 * Writes an event as plain JSON, for a store, a queue or a file. Fields that the library does not know are
 * kept if they are plain JSON themselves.
 *
 * @param event - any event; it is not changed
 * @returns a new object that `JSON.stringify` keeps exactly and {@link decodeEvent} reads
 * @throws SetiaError `INVALID_INPUT` with every issue if it is no event, or holds what JSON or a database cannot
 * keep: NUL, half surrogate pairs, NaN, dates in unknown fields
 *
 * @example
 * ```ts
 * import { decodeEvent, encodeEvent } from "setia/store";
 *
 * const event = {
 *   id: "e1", type: "order_cancelled", customerId: "ani", orderId: "o1", at: new Date("2026-01-05T03:00:00Z"),
 * } as const;
 * encodeEvent(event).at; // => "2026-01-05T03:00:00.000Z"
 * decodeEvent(JSON.parse(JSON.stringify(encodeEvent(event)))); // => event
 * ```
 */
export function encodeEvent(event: CustomerEvent): EncodedEvent {
  const issues: Issue[] = [];
  checkEvent(event, ["event"], issues, true);
  if (issues.length > 0) throw issuesError("encodeEvent", issues);
  return encodeSound(event);
}

/**
 * Writes an event that was checked already, such as one of a batch on its way into a store.
 *
 * @throws SetiaError `INVALID_INPUT` if it holds what JSON or a database cannot keep
 */
export function encodeSound(event: CustomerEvent): EncodedEvent {
  const issues: Issue[] = [];
  const { version, ...fields } = event as CustomerEvent & { readonly version?: unknown };
  if (version !== undefined) {
    issues.push({
      path: ["event", "version"],
      message: "is the format's own; expected no such field",
    });
  }
  const copy = copyRecord(fields, rulesOf(event.type), (value, rule, path) => {
    if (rule === instant) return new Date((value as Date).getTime()).toISOString();
    return copyLeaf(value, rule, path, issues);
  });
  if (issues.length > 0) throw issuesError("encodeEvent", issues);
  return { version: EVENT_VERSION, ...copy } as unknown as EncodedEvent;
}

/**
 * Reads an event that {@link encodeEvent} wrote, in this version or an older one, or that version 0.1 of this
 * library wrote as JSON without a version. Older ones are lifted by the steps of {@link UPCASTERS}.
 *
 * @param encoded - parsed JSON; instants may be texts with any offset, or dates
 * @returns a new event; `encoded` is not changed
 * @throws SetiaError `INVALID_INPUT` with every issue and its path; `NEWER_EVENT` if a newer version wrote it
 */
export function decodeEvent(encoded: unknown): CustomerEvent {
  const issues: Issue[] = [];
  if (typeof encoded !== "object" || encoded === null || Array.isArray(encoded)) {
    const message = `is ${showValue(encoded)}; expected an object`;
    throw issuesError("decodeEvent", [{ path: ["event"], message }]);
  }
  const stored = upcastEvent(encoded as Readonly<Record<string, unknown>>, "decodeEvent");
  const event = copyRecord(stored, rulesOf(stored["type"]), (value, rule, path) => {
    // What is no instant stays as it is, for the check below to name.
    if (rule === instant) return readInstant(value) ?? value;
    return copyLeaf(value, rule, path, issues);
  });
  checkEvent(event, ["event"], issues, true);
  if (issues.length > 0) throw issuesError("decodeEvent", issues);
  return event as unknown as CustomerEvent;
}

/**
 * Reads an event out of a store that checked it when it was written, and so does not check it again; one of an older
 * version goes through {@link decodeEvent}.
 *
 * @throws SetiaError `NEWER_EVENT` if a newer version wrote it; any other error if it was changed so that it is no event
 */
export function reviveEvent(encoded: EncodedEvent): CustomerEvent {
  const { version, ...event } = encoded;
  if (version !== EVENT_VERSION) return decodeEvent(encoded);
  reviveInstants(event, BASE);
  reviveInstants(event, EVENT_RULES[event.type]);
  return event as unknown as CustomerEvent;
}

/** Puts dates where a record has instants; parsed JSON belongs to nobody else, so it is changed in place. */
function reviveInstants(record: Record<string, unknown>, { needed, optional }: RecordRule): void {
  for (const fields of [needed, optional]) {
    for (const name in fields) {
      const value = record[name];
      if (value === undefined) continue;
      const rule = fields[name];
      if (rule === instant) record[name] = instantIn(value);
      else if (typeof rule !== "object") continue;
      else if (!("each" in rule)) reviveInstants(value as Record<string, unknown>, rule);
      else if (typeof rule.each === "object" && !("each" in rule.each)) {
        for (const item of value as Record<string, unknown>[]) reviveInstants(item, rule.each);
      }
    }
  }
}

function instantIn(value: unknown): Date {
  const date = new Date(value as string);
  if (Number.isNaN(date.getTime())) throw new TypeError("expected an instant");
  return date;
}

/** The records whose fields an event of a type has. */
function rulesOf(type: unknown): readonly RecordRule[] {
  return Object.hasOwn(EVENT_RULES, type as string)
    ? [BASE, EVENT_RULES[type as EventType]]
    : [BASE];
}

function ruleOf(name: string, rules: readonly RecordRule[]): Rule | undefined {
  for (const { needed, optional } of rules) {
    if (Object.hasOwn(needed, name)) return needed[name];
    if (Object.hasOwn(optional, name)) return optional[name];
  }
  return undefined;
}

type CopyLeaf = (value: unknown, rule: Rule | undefined, path: Path) => unknown;

/** Copies a record along its rules; what is no list or record of them goes through `leaf`. */
function copyRecord(
  record: object,
  rules: readonly RecordRule[],
  leaf: CopyLeaf,
  path: Path = ["event"],
): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  for (const [name, value] of Object.entries(record) as [string, unknown][]) {
    if (value === undefined) continue;
    entries.push([name, copyValue(value, ruleOf(name, rules), leaf, [...path, name])]);
  }
  // Unlike assignment, this makes a field of `__proto__` too.
  return Object.fromEntries(entries);
}

function copyValue(value: unknown, rule: Rule | undefined, leaf: CopyLeaf, path: Path): unknown {
  if (rule === undefined || typeof rule === "function") return leaf(value, rule, path);
  if ("each" in rule) {
    if (!Array.isArray(value)) return value;
    return value.map((item, at) => copyValue(item, rule.each, leaf, [...path, at]));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return copyRecord(value, [rule], leaf, path);
}

/** A known field is checked elsewhere; only the figures of a reason are a record. An unknown one must be JSON. */
function copyLeaf(value: unknown, rule: Rule | undefined, path: Path, issues: Issue[]): unknown {
  if (rule === undefined) return copyJson(value, path, issues, 0);
  // JSON does not know −0.
  if (typeof value === "number") return value + 0;
  return rule === params && typeof value === "object" && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([name, figure]: [string, unknown]) => [
          name,
          typeof figure === "number" ? figure + 0 : figure,
        ]),
      )
    : value;
}

/** Copies plain JSON and names what is none. */
function copyJson(value: unknown, path: Path, issues: Issue[], depth: number): unknown {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value + 0;
  if (typeof value === "string" && text(value, true) === undefined) return value;
  if (typeof value === "object" && depth < DEEPEST) {
    if (Array.isArray(value)) {
      return Array.from(value, (item, at) => copyJson(item, [...path, at], issues, depth + 1));
    }
    if (isPlain(value)) {
      return Object.fromEntries(
        Object.entries(value)
          .filter(([, member]) => member !== undefined)
          .map(([name, member]) => {
            const wrong = text(name, true);
            if (wrong !== undefined) issues.push({ path, message: `has a name that ${wrong}` });
            return [name, copyJson(member, [...path, name], issues, depth + 1)];
          }),
      );
    }
  }
  const what = value instanceof Date ? "a Date" : showValue(value);
  issues.push({
    path,
    message: `is ${what}; expected plain JSON, at most ${String(DEEPEST)} levels deep, without NUL and half surrogates`,
  });
  return undefined;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
