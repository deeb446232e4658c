import { SetiaError, showValue } from "../../kernel";
import type { Activity, Stage } from "../../loyalty-loop";
import type { CustomerView } from "../../view";

/** Which customers are wanted; what is left out lets everybody pass. */
export interface CustomerFilter<Name extends string = string> {
  /** Only those of one of these segments. */
  readonly segments?: readonly (Name | "prospect")[];
  /** Only those at one of these stages. */
  readonly stages?: readonly Stage[];
  /** Only those with one of these activities. */
  readonly activities?: readonly Activity[];
  /** Only those who have spent so much, in minor units, inclusive; who has not bought has spent 0. */
  readonly revenue?: { readonly from?: number; readonly to?: number };
}

/**
 * Refuses limits that are no numbers.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function assertFilter({ revenue = {} }: CustomerFilter): void {
  for (const [name, limit] of Object.entries(revenue)) {
    if (typeof limit === "number" && !Number.isNaN(limit)) continue;
    throw new SetiaError(
      "INVALID_OPTION",
      `customers: revenue.${name} is ${showValue(limit)}; expected minor units`,
    );
  }
}

/** Lets through who is wanted. */
export async function* filtered<Name extends string>(
  customers: AsyncIterable<CustomerView<Name>>,
  filter: CustomerFilter<Name>,
): AsyncGenerator<CustomerView<Name>> {
  for await (const customer of customers) if (passes(customer, filter)) yield customer;
}

function passes<Name extends string>(
  { segment, loyalty, purchases }: CustomerView<Name>,
  { segments, stages, activities, revenue = {} }: CustomerFilter<Name>,
): boolean {
  const spent = purchases?.revenue ?? 0;
  return (
    (segments === undefined || (segment !== undefined && segments.includes(segment))) &&
    (stages?.includes(loyalty.stage) ?? true) &&
    (activities?.includes(loyalty.activity) ?? true) &&
    spent >= (revenue.from ?? -Infinity) &&
    spent <= (revenue.to ?? Infinity)
  );
}
