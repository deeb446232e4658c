import { describe, expect, it } from "vitest";
import { DEFAULT_SEGMENTS, defineSegments, isSetiaError, type SegmentRule } from "setia";

function faults(rules: readonly SegmentRule[], bins?: number): string[] {
  try {
    defineSegments(rules, bins === undefined ? {} : { bins });
    return [];
  } catch (error) {
    if (!isSetiaError(error)) throw error;
    return error.issues.map((issue) => issue.message);
  }
}

/** Table B of the R package's older guide, as published, read as "every rule that matches". */
const TABLE_B: SegmentRule[] = [
  { segment: "Champions", recency: [4, 5], frequency: [4, 5], monetary: [4, 5] },
  { segment: "Loyal Customers", recency: [2, 5], frequency: [3, 5], monetary: [3, 5] },
  { segment: "Potential Loyalist", recency: [3, 5], frequency: [1, 3], monetary: [1, 3] },
  { segment: "New Customers", recency: [4, 5], frequency: [1, 1], monetary: [1, 1] },
  { segment: "Promising", recency: [3, 4], frequency: [1, 1], monetary: [1, 1] },
  { segment: "Need Attention", recency: [2, 3], frequency: [2, 3], monetary: [2, 3] },
  { segment: "About To Sleep", recency: [2, 3], frequency: [1, 2], monetary: [1, 2] },
  { segment: "At Risk", recency: [1, 2], frequency: [2, 5], monetary: [2, 5] },
  { segment: "Can't Lose Them", recency: [1, 1], frequency: [4, 5], monetary: [4, 5] },
  { segment: "Lost", recency: [1, 2], frequency: [1, 2], monetary: [1, 2] },
];

describe("defineSegments", () => {
  it("finds the default map complete", () => {
    expect(faults(DEFAULT_SEGMENTS)).toEqual([]);
    expect(DEFAULT_SEGMENTS).toHaveLength(10);
  });

  it("finds the 36 holes and 39 overlaps of the R package's older table", () => {
    const found = faults(TABLE_B);
    expect(found.filter((message) => message.startsWith("hole"))).toHaveLength(36);
    expect(found.filter((message) => message.startsWith("overlap"))).toHaveLength(39);
    expect(found).toContain("hole: no rule covers R1 F1 M3; expected exactly one");
  });

  it.each([
    [[0, 5], /\[0, 5\]; expected two whole scores from 1 to 5/],
    [[5, 1], /lower first/],
    [[1, 6], /1 to 5/],
    [[1.5, 5], /whole/],
  ] as const)("refuses the range %j", (recency, message) => {
    expect(faults([{ segment: "all", recency, frequency: [1, 5] }])[0]).toMatch(message);
  });

  it("checks against the bins that are meant", () => {
    const all: SegmentRule[] = [{ segment: "all", recency: [1, 3], frequency: [1, 3] }];
    expect(faults(all, 3)).toEqual([]);
    expect(faults(all, 4).length).toBeGreaterThan(0);
  });

  it("refuses bins and lists that are none", () => {
    expect(() => defineSegments([], { bins: 0 })).toThrow(
      /bins is 0; expected a whole number from 2 to 10/,
    );
    expect(() => defineSegments(null as unknown as [])).toThrow(/rules is null; expected an array/);
  });

  it("keeps the names as a literal type", () => {
    const segments = defineSegments([
      { segment: "here", recency: [3, 5], frequency: [1, 5] },
      { segment: "gone", recency: [1, 2], frequency: [1, 5] },
    ]);
    const name: "here" | "gone" = segments[0].segment;
    expect(name).toBe("here");
  });
});
