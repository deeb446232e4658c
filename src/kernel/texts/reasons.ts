import type { REASON_TEXTS } from "./reason-texts";

/** Stable name of a kind of reason, `room.what`. */
export type ReasonCode = keyof typeof REASON_TEXTS;

/** Values that a reason's sentence is built from. Money in minor units, days as `YYYY-MM-DD`. */
export type ReasonParams = Readonly<Record<string, string | number>>;

/** Why an answer is what it is, as data; {@link explain} makes it a sentence. */
export interface Reason {
  /** What kind of reason it is. */
  readonly code: ReasonCode;
  /** The figures and names it rests on. */
  readonly params: ReasonParams;
}

/** Names in braces of a text; `currency` too wherever money is written. */
type ParamNames<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? | (Name extends `${infer Bare}:${infer Format}`
        ? Bare | (Format extends "money" ? "currency" : Format extends "feature" ? "actual" : never)
        : Name)
    | ParamNames<Rest>
  : never;

/** Exactly the parameters that the English text of a code asks for. */
export type ParamsOf<Code extends ReasonCode> = Readonly<
  Record<ParamNames<(typeof REASON_TEXTS)[Code]["en"]>, string | number>
>;

/** Creates a reason. That no parameter is missing or left over is checked by the compiler. */
export function reason<Code extends ReasonCode>(code: Code, params: ParamsOf<Code>): Reason {
  return { code, params };
}
