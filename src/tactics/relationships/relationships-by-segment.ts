import { assertIterable, assertOptions, atDoor, type OptionNames } from "../../kernel";
import type { CustomerView } from "../../view";
import { chooseRelationship } from "./choose-relationship";
import type { DecideOptions } from "../policy/settings";
import { RELATIONSHIP_CATEGORIES, type RelationshipCategory } from "../tactic";

/** How the customers of one segment are to be treated. */
export interface SegmentRelationships {
  /** Name of the segment; `unknown` for customers without one. */
  readonly segment: string;
  /** Customers in it. */
  readonly customers: number;
  /** For how many of them each category fits; one customer may have several. */
  readonly categories: Readonly<Record<RelationshipCategory, number>>;
  /** The category that fits most of them. */
  readonly main: RelationshipCategory;
  /** Expected margin of a year of all of them, in minor units, maybe a fraction. */
  readonly expectedMargin: number;
  /** What may be spent on all of them in a year. */
  readonly mayBeSpent: number;
  /** What one action for each of them costs, by the dearest category that fits each; 0 if costs are not weighed. */
  readonly costToServe: number;
}

const RELATIONSHIPS_BY_SEGMENT_OPTIONS: OptionNames<Pick<DecideOptions, "policy" | "model">> = {
  model: true,
  policy: true,
};

/**
 * Returns for each segment how its customers are to be treated, what that costs and what they bring: the ground on which to set
 * `policy.relationships`.
 *
 * @param views - the customers
 * @param options - policy and model
 * @returns one row per segment, most expected margin first
 * @throws SetiaError `INVALID_OPTION`; `MIXED_CURRENCIES`
 */
export function relationshipsBySegment(
  views: Iterable<CustomerView<string>>,
  options: Pick<DecideOptions, "policy" | "model"> = {},
): SegmentRelationships[] {
  assertIterable(views, "relationshipsBySegment: views");
  assertOptions(options, RELATIONSHIPS_BY_SEGMENT_OPTIONS, "relationshipsBySegment");
  return atDoor("relationshipsBySegment", () => relationshipsBySegmentUnchecked(views, options));
}

function relationshipsBySegmentUnchecked(
  views: Iterable<CustomerView<string>>,
  options: Pick<DecideOptions, "policy" | "model">,
): SegmentRelationships[] {
  const rows = new Map<string, Row>();
  for (const view of views) {
    const segment = view.segment ?? "unknown";
    const row = rows.get(segment) ?? emptyRow();
    rows.set(segment, row);
    const { relationships, expectedMargin = 0, mayBeSpent = 0 } = chooseRelationship(view, options);
    row.customers++;
    row.expectedMargin += expectedMargin;
    row.mayBeSpent += mayBeSpent;
    row.costToServe += relationships[0]?.costToServe ?? 0;
    for (const { category } of relationships) row.categories[category]++;
  }
  return [...rows]
    .map(([segment, row]) => ({
      segment,
      ...row,
      main: RELATIONSHIP_CATEGORIES.reduce((most, category) =>
        row.categories[category] > row.categories[most] ? category : most,
      ),
    }))
    .sort((a, b) => b.expectedMargin - a.expectedMargin);
}

interface Row {
  customers: number;
  readonly categories: Record<RelationshipCategory, number>;
  expectedMargin: number;
  mayBeSpent: number;
  costToServe: number;
}

function emptyRow(): Row {
  const none = Object.fromEntries(RELATIONSHIP_CATEGORIES.map((category) => [category, 0]));
  return {
    customers: 0,
    categories: none as Record<RelationshipCategory, number>,
    expectedMargin: 0,
    mayBeSpent: 0,
    costToServe: 0,
  };
}
