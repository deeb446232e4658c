/** Every code a {@link SetiaError} can carry. Codes are stable: they change only with a major version. */
export const SETIA_ERROR_CODES = [
  "INVALID_INPUT",
  "INVALID_OPTION",
  "INVALID_AMOUNT",
  "INVALID_INSTANT",
  "INVALID_TIME_ZONE",
  "INVALID_SEGMENTS",
  "INVALID_RULES",
  "INVALID_TACTICS",
  "INVALID_MODEL",
  "NEWER_MODEL",
  "UNKNOWN_CURRENCY",
  "MIXED_CURRENCIES",
  "DUPLICATE_ORDER",
  "EMPTY_BASE",
  "SUM_TOO_LARGE",
  "TOO_LARGE",
  "OUT_OF_ORDER",
  "EVENT_CONFLICT",
  "NEWER_EVENT",
  "VERSION_CONFLICT",
  "CUSTOMER_ERASED",
  "STORE_NOT_READY",
  "STORE_FAILED",
  "UNKNOWN_CUSTOMER",
  "UNKNOWN_ORDER",
  "AS_OF_MISSING",
] as const;

/** One of `words.errorCodes`. */
export type SetiaErrorCode = (typeof SETIA_ERROR_CODES)[number];

/** Characters of an issue that a message shows; `issues` of the error holds all of it. */
const LONGEST_SHOWN = 600;

/** One thing that is wrong with an input, and where. */
export interface Issue {
  /** Way to the faulty value from the root of the input: keys and zero-based indexes. */
  readonly path: readonly (string | number)[];
  /** What was wrong and what was expected, in English. */
  readonly message: string;
}

/** What may accompany the message of a {@link SetiaError}. */
export interface SetiaErrorOptions {
  /** Every issue found, with its path; empty where one message says it all. */
  readonly issues?: readonly Issue[];
  /** The error of another library that this one wraps. */
  readonly cause?: unknown;
}

/**
 * The one error this library throws. Its message reads
 * `"function: what was wrong; what was expected"`.
 *
 * @example
 * ```ts
 * import { fromDecimal, isSetiaError } from "setia";
 *
 * let caught: unknown;
 * try {
 *   fromDecimal("12.345", "EUR");
 * } catch (error) {
 *   caught = error;
 * }
 * isSetiaError(caught) && caught.code; // => "INVALID_AMOUNT"
 * ```
 */
export class SetiaError extends Error {
  override readonly name = "SetiaError";
  /** What kind of mistake it was; stable across versions. */
  readonly code: SetiaErrorCode;
  /** Every issue found, with its path; empty where the message says it all. */
  readonly issues: readonly Issue[];

  /**
   * Creates the error.
   *
   * @param code - kind of mistake
   * @param message - `"function: what was wrong; what was expected"`
   * @param options - issues and cause, if any
   */
  constructor(code: SetiaErrorCode, message: string, options: SetiaErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.issues = options.issues ?? [];
  }
}

/**
 * Whether a caught value is a {@link SetiaError}. Goes by name and code, since the ES module and the
 * CommonJS copy of this package hold two different classes and `instanceof` would miss one of them.
 *
 * @param value - anything caught
 * @returns true if `value` is an error of this library, from whichever copy of it
 *
 * @example
 * ```ts
 * import { isSetiaError } from "setia";
 *
 * isSetiaError(new TypeError("no")); // => false
 * ```
 */
export function isSetiaError(value: unknown): value is SetiaError {
  return (
    value instanceof Error &&
    value.name === "SetiaError" &&
    (SETIA_ERROR_CODES as readonly unknown[]).includes((value as Partial<SetiaError>).code)
  );
}

/** Writes a path the way a programmer would: `orders[3].total`. */
export function formatPath(path: readonly (string | number)[]): string {
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${String(part)}]`;
    else text += text === "" ? part : `.${part}`;
  }
  return text === "" ? "input" : text;
}

/** Shows a faulty value in a message: texts in quotes, so that `"1000"` is told from 1000. */
export function showValue(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value === "number" || typeof value === "bigint" || value === null)
    return String(value);
  if (value instanceof Date) return "an invalid date";
  if (typeof value === "string") {
    return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  }
  return Array.isArray(value) ? "an array" : typeof value;
}

/**
 * Refuses anything but an array where a list is expected.
 *
 * @throws SetiaError `INVALID_INPUT`
 */
export function assertList(list: unknown, where: string): void {
  if (!Array.isArray(list)) {
    throw new SetiaError("INVALID_INPUT", `${where} is ${showValue(list)}; expected an array`);
  }
}

/** Makes one error of many issues; the message shows the first few, `issues` holds all. */
export function issuesError(
  where: string,
  issues: readonly Issue[],
  code: SetiaErrorCode = "INVALID_INPUT",
): SetiaError {
  const shown = issues
    .slice(0, 3)
    .map((issue) => shorten(`${formatPath(issue.path)}: ${issue.message}`));
  const more = issues.length > 3 ? ` (and ${String(issues.length - 3)} more)` : "";
  return new SetiaError(code, `${where}: ${shown.join(" | ")}${more}`, { issues });
}

/** Keeps a message readable where a path holds somebody else's long names. */
function shorten(message: string): string {
  return message.length > LONGEST_SHOWN ? `${message.slice(0, LONGEST_SHOWN)}…` : message;
}
