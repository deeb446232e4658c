import { assertList, SetiaError, showValue, type SetiaErrorCode } from "./errors";

/** The name of every option, so that the list and the type cannot drift apart. */
export type OptionNames<Options> = { readonly [Name in keyof Options]-?: unknown };

/** Options that were found sound, and by which names: who calls a function for every row gives the same object. */
let sound: WeakMap<object, object> | undefined;

/**
 * Refuses what is no object of options, and options that are not known: a misspelt one would be ignored.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function assertOptions(options: unknown, names: object, where: string): void {
  sound ??= new WeakMap();
  if (typeof options === "object" && options !== null && sound.get(options) === names) return;
  const known = Object.keys(names);
  if (!isRecord(options)) refuse(`${where}: options`, options, known.join(", "), "INVALID_OPTION");
  refuseUnknown(options, known, `${where}: there is no option`);
  sound.set(options, names);
}

/**
 * Refuses a part of the options, such as a policy, that is no object or has fields that are not known.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function assertFields(value: unknown, names: object, where: string): void {
  const known = Object.keys(names);
  if (!isRecord(value)) {
    const message = `${where} is ${showValue(value)}; expected an object with ${known.join(", ")}`;
    throw new SetiaError("INVALID_OPTION", message);
  }
  refuseUnknown(value, known, `${where} has no field`);
}

function refuseUnknown(given: object, known: string[], sentence: string): void {
  for (const name in given) {
    if (known.includes(name)) continue;
    known.sort((a, b) => likeness(name, b) - likeness(name, a));
    throw new SetiaError(
      "INVALID_OPTION",
      `${sentence} ${showValue(name)}; expected ${known.join(", ")}`,
    );
  }
}

/**
 * Refuses what is no object. Data may carry more than is asked for.
 *
 * @throws SetiaError `INVALID_INPUT`
 */
export function assertRecord(value: unknown, where: string): void {
  if (!isRecord(value)) refuse(where, value, "an object");
}

/**
 * Refuses what is neither an object nor a list.
 *
 * @throws SetiaError `INVALID_INPUT`
 */
export function assertData(value: unknown, where: string): void {
  if (typeof value !== "object" || value === null) refuse(where, value, "a list or an object");
}

/**
 * Refuses anything but a text.
 *
 * @throws SetiaError `INVALID_INPUT`
 */
export function assertText(text: unknown, where: string): void {
  if (typeof text !== "string") refuse(where, text, "a text");
}

/**
 * Refuses what cannot be walked. A text can be, letter by letter, which nobody means.
 *
 * @throws SetiaError `INVALID_INPUT`
 */
export function assertIterable(items: unknown, where: string): void {
  const isWalkable =
    typeof items === "object" &&
    items !== null &&
    (Symbol.iterator in items || Symbol.asyncIterator in items);
  if (!isWalkable) refuse(where, items, "a list or another iterable");
}

/**
 * Refuses anything but a function.
 *
 * @throws SetiaError `INVALID_INPUT`
 */
export function assertFunction(value: unknown, where: string): void {
  if (typeof value !== "function") refuse(where, value, "a function");
}

/**
 * Refuses anything but a list of texts.
 *
 * @throws SetiaError `INVALID_INPUT`
 */
export function assertTexts(list: unknown, where: string): void {
  assertList(list, where);
  (list as readonly unknown[]).forEach((text, at) => {
    assertText(text, `${where}[${String(at)}]`);
  });
}

/** Makes an error of one that the language itself has thrown: data of another type than what is documented. */
export function unreadable(where: string, error: unknown): unknown {
  if (!(error instanceof TypeError || error instanceof RangeError)) return error;
  const message = `${where}: the input cannot be read (${error.message}); expected the documented types`;
  return new SetiaError("INVALID_INPUT", message, { cause: error });
}

/** The public function that the user called: what goes wrong further in is told by that one. */
let called: string | undefined;

/**
 * Runs a function on data that are not looked through beforehand, since that would take longer than the work. What the
 * work trips over is told as what it is: data that are not as they should be.
 *
 * @throws SetiaError `INVALID_INPUT` in place of a `TypeError` or `RangeError`, which is its cause
 */
export function atDoor<Answer>(where: string, work: () => Answer, check?: () => void): Answer {
  if (called !== undefined) return work();
  called = where;
  try {
    return work();
  } catch (error) {
    const told = unreadable(where, error);
    if (told !== error) check?.();
    throw told;
  } finally {
    called = undefined;
  }
}

/**
 * Does the same for work that takes its time. What is called within it tells its errors as its own.
 *
 * @throws SetiaError `INVALID_INPUT` in place of a `TypeError` or `RangeError`, which is its cause
 */
export async function atAsyncDoor<Answer>(
  where: string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    throw unreadable(where, error);
  }
}

function isRecord(value: unknown): value is object {
  return (
    typeof value === "object" &&
    value !== null &&
    !(Symbol.iterator in value) &&
    !(value instanceof Date)
  );
}

function refuse(
  where: string,
  value: unknown,
  expected: string,
  code: SetiaErrorCode = "INVALID_INPUT",
): never {
  const message = `${where} is ${showValue(value)}; expected ${expected}`;
  throw where.startsWith(called ?? "") ? new SetiaError(code, message) : new TypeError(message);
}

/** How many pairs of letters of a name the other has too, less what differs in length. */
function likeness(given: string, known: string): number {
  const shared = Array.from(given).filter((_, at) =>
    known.includes(given.slice(at, at + 2)),
  ).length;
  return shared - Math.abs(given.length - known.length);
}
