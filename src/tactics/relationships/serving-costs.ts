import { assertRecord, atDoor, SetiaError, showValue } from "../../kernel";
import {
  type Channel,
  CHANNELS,
  RELATIONSHIP_CATEGORIES,
  type RelationshipCategory,
} from "../tactic";
import type { ServingCosts } from "../policy/policy";

/** What one action of each category costs in time, as a part of a usual order: our own estimates. */
const PARTS_BY_CATEGORY: Readonly<Record<RelationshipCategory, number>> = {
  self_service: 0,
  automated_service: 0.0005,
  community: 0.002,
  personal_assistance: 0.03,
  co_creation: 0.03,
  dedicated_assistance: 0.06,
};

/** What one message costs on each channel, as a part of a usual order: our own estimates. */
const PARTS_BY_CHANNEL: Readonly<Record<Channel, number>> = {
  email: 0.0001,
  push: 0.0001,
  onsite: 0,
  social: 0.0005,
  whatsapp: 0.001,
  sms: 0.001,
  phone: 0.01,
  visit: 0.2,
};

/**
 * Estimates what serving costs from what a usual order comes to, for shops that have not reckoned it. Put in your own
 * figures where you know them.
 *
 * @param usualOrder - what an order usually comes to in minor units, above 0, and its currency
 * @returns costs in whole minor units, for `policy.costs`
 * @throws SetiaError `INVALID_AMOUNT` for an invalid value
 *
 * @example
 * ```ts
 * import { costsOfServing } from "setia";
 *
 * const costs = costsOfServing({ value: 20_000_000, currency: "IDR" });
 * [costs.categories.automated_service, costs.categories.personal_assistance]; // => [10000, 600000]
 * ```
 */
export function costsOfServing(usualOrder: {
  readonly value: number;
  readonly currency: string;
}): ServingCosts {
  assertRecord(usualOrder, "costsOfServing: usualOrder");
  return atDoor("costsOfServing", () => costsOfServingUnchecked(usualOrder));
}

function costsOfServingUnchecked(usualOrder: {
  readonly value: number;
  readonly currency: string;
}): ServingCosts {
  const { value, currency } = usualOrder;
  if (!(Number.isFinite(value) && value > 0)) {
    throw new SetiaError(
      "INVALID_AMOUNT",
      `costsOfServing: value is ${showValue(value)}; expected minor units, more than 0`,
    );
  }
  const of = (part: number): number => Math.round(part * value);
  return {
    currency,
    categories: Object.fromEntries(
      RELATIONSHIP_CATEGORIES.map((category) => [category, of(PARTS_BY_CATEGORY[category])]),
    ) as Record<RelationshipCategory, number>,
    channels: Object.fromEntries(
      CHANNELS.map((channel) => [channel, of(PARTS_BY_CHANNEL[channel])]),
    ),
  };
}
