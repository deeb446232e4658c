import { describe, expect, it } from "vitest";
import {
  chooseRelationship,
  costsOfServing,
  DEFAULT_TACTIC_POLICY,
  type CustomerEvent,
  type CustomerView,
} from "setia";
import { relationshipsBySegment } from "setia/tactics";
import { buyer, fact, HOUR, look, model, orders, reachable } from "./customers";

const costs = costsOfServing({ value: 1_000_000, currency: "IDR" });
const categories = (view: CustomerView, more: object = {}): string[] =>
  chooseRelationship(view, {
    policy: { ...DEFAULT_TACTIC_POLICY, ...more },
    model,
  }).relationships.map(({ category }) => category);
const bare = (...ages: number[]): CustomerEvent[] =>
  ages.flatMap((age) => orders([age], 5000, { category: String(age) }));

describe("chooseRelationship", () => {
  it.each<[string, CustomerView, string[]]>([
    ["automation by default", look(bare(5)), ["automated_service"]],
    [
      "a person of their own for VIPs",
      look([...bare(5), fact(9, { type: "customer_identified", traits: { labels: ["VIP"] } })]),
      ["dedicated_assistance"],
    ],
    ["a person of their own for the best", look(bare(5, 6, 7)), ["dedicated_assistance"]],
    [
      "a person for a firm",
      look([...bare(5), fact(9, { type: "customer_identified", kind: "firm", traits: {} })]),
      ["personal_assistance"],
    ],
    [
      "a person for a complaint",
      look([
        ...bare(5),
        fact(1, { type: "feedback_received", kind: "complaint", complaintId: "k" }),
      ]),
      ["personal_assistance"],
    ],
    [
      "a person for a large basket",
      look([
        fact(9, { type: "interaction_logged", channel: "chat", direction: "inbound" }),
        fact(HOUR / 86_400_000, {
          type: "intent_shown",
          signal: "product_added",
          sku: "a",
          value: 9000,
          currency: "IDR",
        }),
      ]),
      ["personal_assistance"],
    ],
    [
      "community beside it for who has topics",
      look([...bare(5), fact(9, { type: "customer_identified", traits: { interests: ["tea"] } })]),
      ["automated_service", "community"],
    ],
    [
      "co-creation for who has ideas",
      look([
        ...bare(5),
        ...[1, 2, 3].map((day) => fact(day, { type: "feedback_received", kind: "suggestion" })),
      ]),
      ["automated_service", "co_creation"],
    ],
  ])("gives %s", (_, view, expected) => {
    expect(categories(view)).toEqual(expected);
  });

  it("lets customers serve themselves where not even automation pays", () => {
    const small = look([...orders([5], 100)]);
    const { relationships, mayBeSpent, expectedMargin } = chooseRelationship(small, {
      policy: { ...DEFAULT_TACTIC_POLICY, costs },
    });
    expect(relationships).toMatchObject([
      {
        category: "self_service",
        costToServe: 0,
        affordable: true,
        reasons: [{ code: "tactics.costs_more_than_brings" }, { code: "tactics.cost_to_serve" }],
      },
    ]);
    expect(expectedMargin).toBeCloseTo((365 / 45) * 30);
    expect(mayBeSpent).toBeCloseTo((365 / 45) * 30 * 0.02);
  });

  it("follows what the shop has set for a segment", () => {
    const view = look(buyer([5]));
    expect(view.segment).toBeDefined();
    const relationships = { [view.segment ?? ""]: ["community", "self_service"] };
    expect(categories(view, { relationships })).toEqual(["self_service", "community"]);
    expect(categories(view, { relationships: { [view.segment ?? ""]: [] } })).toContain(
      "dedicated_assistance",
    );
  });
});

describe("relationshipsBySegment", () => {
  it("adds up customers, categories, margin and cost", () => {
    const views = [
      look(bare(5)),
      look(bare(6)),
      look([...reachable(), fact(5, { type: "customer_identified", traits: {} })]),
    ];
    const rows = relationshipsBySegment(views, {
      policy: { ...DEFAULT_TACTIC_POLICY, costs: costsOfServing({ value: 5000, currency: "IDR" }) },
    });
    expect(rows.reduce((sum, { customers }) => sum + customers, 0)).toBe(3);
    expect(rows[0]?.expectedMargin).toBeGreaterThan(rows.at(-1)?.expectedMargin ?? 0);
    expect(rows.at(-1)).toMatchObject({ segment: "prospect", customers: 1, expectedMargin: 0 });
    expect(rows[0]?.main).toBe("automated_service");
  });

  it("refuses costs of no order", () => {
    expect(() => costsOfServing({ value: 0, currency: "IDR" })).toThrow(/value is 0/);
  });
});
