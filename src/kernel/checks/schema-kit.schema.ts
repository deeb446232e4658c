import * as z from "zod";
import { isBlank } from "./blank";
import { currencyExponent } from "../money/money";
import { issuesError, showValue, type SetiaError } from "./errors";
import { readInstant } from "../time/instants";

/** Every key of T, optional ones too, must have a schema. */
export type Shape<T> = { readonly [Key in keyof T]-?: z.ZodType<T[Key]> };

/** The part of the Standard Schema interface that form and API libraries use. See standardschema.dev. */
export interface StandardSchema<Output> {
  /** Version 1 of the interface. */
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
  };
}

/** What a {@link StandardSchema} answers. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | {
      readonly issues: readonly {
        readonly message: string;
        readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
      }[];
    };

/** What a `safeParse…` function answers, in the shape of zod: the data, or an error with every issue and its path. */
export type ParseResult<Output> =
  | { readonly success: true; readonly data: Output }
  | { readonly success: false; readonly error: SetiaError };

/** Ids as every store can keep them. */
export const idSchema = z
  .string()
  .min(1)
  .max(190)
  .refine((id) => !isBlank(id), "expected a text that is not blank")
  .refine(
    (id) => !/\0|[\uD800-\uDFFF]/u.test(id),
    "expected a text without NUL and half surrogates",
  );

/** A `Date`, or an ISO 8601 text with offset, as JSON has it; of the years 1 to 9999. */
export const instantSchema: z.ZodType<Date> = z.unknown().transform((value, context) => {
  const instant = readInstant(value);
  if (instant === undefined) {
    context.addIssue({
      code: "custom",
      message: `is ${showValue(value)}; expected a Date, or an ISO 8601 text with offset such as "2026-01-05T10:00:00+07:00"`,
    });
    return z.NEVER;
  }
  const year = instant.getUTCFullYear();
  if (year < 1 || year > 9999) {
    context.addIssue({
      code: "custom",
      message: `is in the year ${String(year)}; expected an instant of the years 1 to 9999`,
    });
  }
  return instant;
});

/** Whole minor units within the safe integers, not negative. */
export const amountSchema = z.custom<number>(
  (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  {
    error: ({ input }) =>
      `is ${showValue(input)}; expected whole minor units (12990 for 129.90), not negative`,
  },
);

/** Whole minor units above 0. */
export const positiveAmountSchema = z.custom<number>(
  (value) => Number.isSafeInteger(value) && Number(value) > 0,
  {
    error: ({ input }) =>
      `is ${showValue(input)}; expected whole minor units (12990 for 129.90), more than 0`,
  },
);

/** An ISO 4217 code. */
export const currencySchema = z.string().refine((code) => {
  try {
    return currencyExponent(code) >= 0;
  } catch {
    return false;
  }
}, 'expected an ISO 4217 code such as "IDR"');

/** Parses with a schema. */
export function safeParseWith<Output>(
  schema: z.ZodType<Output>,
  value: unknown,
  where: string,
  root: string,
): ParseResult<Output> {
  const result = schema.safeParse(value);
  if (result.success) return { success: true, data: result.data };
  const issues = result.error.issues.map(({ path, message }) => ({
    path: [root, ...path.map((part) => (typeof part === "symbol" ? String(part) : part))],
    message,
  }));
  return { success: false, error: issuesError(where, issues) };
}

/**
 * Parses with a schema, or throws.
 *
 * @throws SetiaError `INVALID_INPUT` with every issue
 */
export function parseWith<Output>(
  schema: z.ZodType<Output>,
  value: unknown,
  where: string,
  root: string,
): Output {
  const result = safeParseWith(schema, value, where, root);
  if (!result.success) throw result.error;
  return result.data;
}
