import type { ForecastModel } from "../../forecast";
import { compareCodePoints, SetiaError, showValue } from "../../kernel";
import type { CustomerView } from "../../view";

/** How customers may be sorted. */
export type CustomerOrder = "customerId" | "ahead";

/**
 * Refuses an order that is not known, or one by what lies ahead where nothing tells it.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function assertOrder(
  by: CustomerOrder,
  forecast: ForecastModel | undefined,
  after: string | undefined,
): void {
  const refuse = (what: string): SetiaError =>
    new SetiaError("INVALID_OPTION", `customers: ${what}`);
  if (by === "customerId") return;
  if ((by as unknown) !== "ahead") {
    throw refuse(`by is ${showValue(by)}; expected "customerId" or "ahead"`);
  }
  if (after !== undefined) {
    throw refuse(
      'after is given with by: "ahead"; expected a limit, since after is for pages by id',
    );
  }
  if (forecast === undefined) {
    throw refuse(
      'by is "ahead", and there is no forecast; expected a refit, with at least 100 customers who bought again',
    );
  }
}

/** Gives the first customers. */
export async function* first<View>(
  customers: AsyncIterable<View>,
  limit: number,
): AsyncGenerator<View> {
  let given = 0;
  for await (const customer of customers) {
    if (given++ >= limit) return;
    yield customer;
  }
}

/** Gives the customers from whom most money is to be expected, the most first; no more than twice as many are held as asked for. */
export async function* mostAhead<Name extends string>(
  customers: AsyncIterable<CustomerView<Name>>,
  limit: number,
): AsyncGenerator<CustomerView<Name>> {
  let best: CustomerView<Name>[] = [];
  const cut = (): void => {
    best = best.sort(byAhead).slice(0, limit);
  };
  for await (const customer of customers) {
    best.push(customer);
    if (best.length >= 2 * limit) cut();
  }
  cut();
  yield* best;
}

function byAhead(a: CustomerView<string>, b: CustomerView<string>): number {
  const [more, less] = [b, a].map(({ forecast }) => forecast?.expectedRevenue ?? 0);
  return more! - less! || compareCodePoints(a.customerId, b.customerId);
}
