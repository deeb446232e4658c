import {
  defined,
  assertOptions,
  assertRecord,
  atDoor,
  type OptionNames,
  reason,
  type Reason,
} from "../../kernel";
import type { CustomerView } from "../../view";
import type { DecisionContext } from "../deciding/decision-context";
import { lookAt } from "../deciding/look-at-customer";
import { ordersAhead } from "../deciding/economics";
import { settingsOf, type DecideOptions } from "../policy/settings";
import { RELATIONSHIP_CATEGORIES, type RelationshipCategory } from "../tactic";

/** One way of treating a customer that fits. */
export interface Relationship {
  /** Who or what serves them. */
  readonly category: RelationshipCategory;
  /** What one action costs, in minor units of the policy's currency; missing if costs are not weighed. */
  readonly costToServe?: number;
  /** Whether what may be spent on them covers that; missing if costs are not weighed or no value is known. */
  readonly affordable?: boolean;
  /** The reasons, in the order they are to be read. */
  readonly reasons: readonly Reason[];
}

/** How a customer is to be treated. */
export interface CustomerRelationship {
  /** The customer. */
  readonly customerId: string;
  /** The ways that fit, what costs most first; at least one. */
  readonly relationships: readonly Relationship[];
  /** Expected margin of a year, in minor units, maybe a fraction; missing while no order counts. */
  readonly expectedMargin?: number;
  /** What may be spent on the relationship in a year: the policy's share of that margin. */
  readonly mayBeSpent?: number;
  /** ISO 4217 code of the money; missing if none is known. */
  readonly currency?: string;
}

const DEDICATED_FROM = 95;
const LARGE_CART_FROM = 80;
const IDEAS_FROM = 3;

const CHOOSE_RELATIONSHIP_OPTIONS: OptionNames<Pick<DecideOptions, "policy" | "model">> = {
  model: true,
  policy: true,
};

/**
 * Chooses how a customer is to be treated, so that what is spent follows what they bring: dedicated assistance for VIPs and
 * the best 5 %, personal assistance for a large basket, an open complaint or a firm, self-service where not even automation
 * pays, automation for all others; community and co-creation beside it for those who have something to share. A shop can set
 * the categories of a segment itself, by `policy.relationships`.
 *
 * @param view - the customer
 * @param options - policy and model
 * @returns the categories that fit, each with its reasons and what it costs
 * @throws SetiaError `INVALID_OPTION`; `MIXED_CURRENCIES`
 *
 * @example
 * ```ts
 * import { chooseRelationship, viewCustomer, type CustomerEvent } from "setia";
 *
 * const events: CustomerEvent[] = [
 *   { id: "1", type: "customer_identified", customerId: "c1", at: new Date("2026-01-05"),
 *     kind: "firm", traits: { name: "PT Maju Jaya" } },
 * ];
 * const { relationships } = chooseRelationship(viewCustomer({ events }, { asOf: new Date("2026-01-20") }));
 * relationships.map(({ category }) => category); // => ["personal_assistance"]
 * ```
 */
export function chooseRelationship(
  view: CustomerView<string>,
  options: Pick<DecideOptions, "policy" | "model"> = {},
): CustomerRelationship {
  assertRecord(view, "chooseRelationship: view");
  assertOptions(options, CHOOSE_RELATIONSHIP_OPTIONS, "chooseRelationship");
  return atDoor("chooseRelationship", () => chooseRelationshipUnchecked(view, options));
}

function chooseRelationshipUnchecked(
  view: CustomerView<string>,
  options: Pick<DecideOptions, "policy" | "model">,
): CustomerRelationship {
  const look = lookAt(view, settingsOf({ ...options, catalogue: [] }));
  const money = expectedMoney(look);
  const found = new Map<RelationshipCategory, Reason[]>();
  const add = (category: RelationshipCategory, why: Reason): void => {
    found.set(category, [...(found.get(category) ?? []), why]);
  };
  const { segment } = view;
  const own = segment === undefined ? undefined : look.policy.relationships[segment];
  if (segment !== undefined && own !== undefined && own.length > 0) {
    for (const category of own) add(category, reason("tactics.set_by_shop", { segment }));
  } else {
    findRelationships(look, money?.mayBeSpent, add);
  }
  const { costs } = look.policy;
  const relationships = [...found].map(([category, reasons]): Relationship => {
    const cost = costs?.categories[category];
    return {
      category,
      ...defined({ costToServe: cost }),
      ...(cost === undefined || money === undefined
        ? {}
        : { affordable: cost <= money.mayBeSpent }),
      reasons:
        cost === undefined || costs === null
          ? reasons
          : [...reasons, reason("tactics.cost_to_serve", { cost, currency: costs.currency })],
    };
  });
  relationships.sort(
    (a, b) =>
      (b.costToServe ?? 0) - (a.costToServe ?? 0) ||
      RELATIONSHIP_CATEGORIES.indexOf(a.category) - RELATIONSHIP_CATEGORIES.indexOf(b.category),
  );
  return { customerId: view.customerId, relationships, ...money };
}

function expectedMoney({
  view,
  policy,
}: DecisionContext):
  | { readonly expectedMargin: number; readonly mayBeSpent: number; readonly currency: string }
  | undefined {
  if (view.purchases === undefined) return undefined;
  const alive = view.lifetime?.probabilityAlive ?? 1;
  const expectedMargin = alive * ordersAhead(view) * view.expectedOrderValue * policy.marginRate;
  const { currency } = view.purchases;
  return { expectedMargin, mayBeSpent: expectedMargin * policy.relationShare, currency };
}

function findRelationships(
  look: DecisionContext,
  mayBeSpent: number | undefined,
  add: (category: RelationshipCategory, why: Reason) => void,
): void {
  const { view, policy, feature } = look;
  const percentile = feature("monetary_percentile");
  const served = new Set<RelationshipCategory>();
  const serve = (category: RelationshipCategory, why: Reason): void => {
    served.add(category);
    add(category, why);
  };
  if (feature("vip") === 1) serve("dedicated_assistance", reason("tactics.is_vip", {}));
  if (percentile !== undefined && percentile >= DEDICATED_FROM) {
    serve("dedicated_assistance", reason("tactics.spends_most", { percentile }));
  }
  const cart = feature("cart_percentile");
  if (view.loyalty.stage === "engaged" && cart !== undefined && cart >= LARGE_CART_FROM) {
    serve("personal_assistance", reason("tactics.large_cart", { percentile: cart }));
  }
  const complaints = feature("open_complaints") ?? 0;
  if (complaints > 0) {
    serve("personal_assistance", reason("tactics.complaint_needs_person", { complaints }));
  }
  if (view.kind === "firm") serve("personal_assistance", reason("tactics.is_firm", {}));
  const { costs } = policy;
  if (served.size === 0 && costs !== null && mayBeSpent !== undefined) {
    const cost = costs.categories.automated_service;
    if (mayBeSpent < cost) {
      const { currency } = costs;
      serve(
        "self_service",
        reason("tactics.costs_more_than_brings", { mayBeSpent, cost, currency }),
      );
    }
  }
  if (served.size === 0) add("automated_service", reason("tactics.served_by_default", {}));
  const topics = (feature("topics") ?? 0) + (feature("social_handles") ?? 0);
  if (topics > 0) add("community", reason("tactics.has_topics", { topics }));
  if (view.loyalty.stage === "advocate") add("co_creation", reason("tactics.is_advocate", {}));
  const ideas = feature("suggestions") ?? 0;
  if (ideas >= IDEAS_FROM) add("co_creation", reason("tactics.has_ideas", { ideas }));
}
