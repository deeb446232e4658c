import { compareCodePoints } from "../kernel";

/** Fails unless two values are the same, dates and `-0` distinguished. */
export function expectEqual(actual: unknown, expected: unknown, what: string): void {
  const [left, right] = [show(actual), show(expected)];
  if (left === right) return;
  const from = Math.max(0, firstDifference(left, right) - 60);
  const cut = (text: string): string => text.slice(from, from + 400);
  throw new Error(`${what}: got …${cut(left)}…; expected …${cut(right)}…`);
}

/** Fails unless a promise is rejected with an error of the given code. */
export async function expectRefusal(
  work: Promise<unknown>,
  code: string,
  what: string,
): Promise<unknown> {
  const outcome = await outcomeOf(work);
  expectEqual(outcome.code ?? "no error", code, what);
  return outcome.error;
}

/** What came of a piece of work. */
export interface Outcome {
  /** The value, if it went well. */
  readonly value?: unknown;
  /** The error otherwise. */
  readonly error?: unknown;
  /** The error's code, or its text if it has none. */
  readonly code?: string;
}

/** Waits for a piece of work and keeps its error. */
export async function outcomeOf(work: Promise<unknown>): Promise<Outcome> {
  try {
    return { value: await work };
  } catch (error) {
    const { code } = error as { code?: unknown };
    return { error, code: typeof code === "string" ? code : String(error) };
  }
}

/** Writes a value so that equal values, and only those, give equal texts. */
export function show(value: unknown): string {
  if (value instanceof Date) return `Date(${String(value.getTime())})`;
  if (Array.isArray(value)) return `[${value.map(show).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => compareCodePoints(a, b))
      .map(([key, member]) => `${JSON.stringify(key)}:${show(member)}`);
    return `{${members.join(",")}}`;
  }
  if (Object.is(value, -0)) return "-0";
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function firstDifference(left: string, right: string): number {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  return at;
}
