import { describe, expect, it } from "vitest";
import { DEFAULT_SEGMENTS, defineRfmMap, isSetiaError, type SegmentRule } from "setia";
import { SHOPIFY_STYLE_SEGMENTS, VIGNETTE_SEGMENTS } from "setia/rfm";
import { RFM_WORDS } from "../../src/kernel";
import { segmentOf } from "../../src/rfm";

function faults(rules: readonly SegmentRule[], bins?: number): string[] {
  try {
    defineRfmMap(rules, bins === undefined ? {} : { bins });
    return [];
  } catch (error) {
    if (!isSetiaError(error)) throw error;
    return error.issues.map((issue) => issue.message);
  }
}

/** Table A, of the R package's guide of version 0.3.0, as published: the first rule that matches wins. */
const TABLE_A: SegmentRule[] = [
  { segment: "champions", recency: [5, 5], frequency: [5, 5], monetary: [5, 5] },
  { segment: "potential_loyalist", recency: [3, 5], frequency: [3, 5], monetary: [2, 5] },
  { segment: "loyal_customers", recency: [2, 4], frequency: [2, 4], monetary: [2, 4] },
  { segment: "promising", recency: [3, 4], frequency: [1, 3], monetary: [3, 5] },
  { segment: "new_customers", recency: [4, 5], frequency: [1, 3], monetary: [1, 5] },
  { segment: "cant_lose_them", recency: [1, 2], frequency: [3, 4], monetary: [4, 5] },
  { segment: "at_risk", recency: [1, 2], frequency: [2, 5], monetary: [4, 5] },
  { segment: "need_attention", recency: [1, 3], frequency: [3, 5], monetary: [3, 5] },
  { segment: "about_to_sleep", recency: [2, 3], frequency: [1, 3], monetary: [1, 4] },
  { segment: "lost", recency: [1, 1], frequency: [1, 5], monetary: [1, 5] },
];

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

describe("defineRfmMap", () => {
  it("finds the default map complete", () => {
    expect(faults(DEFAULT_SEGMENTS)).toEqual([]);
    expect(DEFAULT_SEGMENTS).toHaveLength(10);
  });

  it("finds the ready maps complete", () => {
    expect(faults(SHOPIFY_STYLE_SEGMENTS)).toEqual([]);
    expect(new Set(SHOPIFY_STYLE_SEGMENTS.map((rule) => rule.segment)).size).toBe(10);
    expect(faults(VIGNETTE_SEGMENTS)).toEqual([]);
    expect(new Set(VIGNETTE_SEGMENTS.map((rule) => rule.segment)).size).toBe(10);
  });

  it("has words for every segment of the ready maps, without those of other rooms", () => {
    for (const map of [DEFAULT_SEGMENTS, SHOPIFY_STYLE_SEGMENTS, VIGNETTE_SEGMENTS]) {
      for (const { segment } of map) expect(Object.keys(RFM_WORDS)).toContain(segment);
    }
  });

  it("finds the ten holes and 58 overlaps of the R package's guide, and the corrected map in the rest", () => {
    const found = faults(TABLE_A);
    const holes = found.flatMap(
      (message) =>
        /^hole: no rule covers R(\d) F(\d) M(\d)/u.exec(message)?.slice(1).join("") ?? [],
    );
    expect(holes).toEqual(["215", "241", "251", "252", "341", "351", "441", "451", "541", "551"]);
    expect(found.filter((message) => message.startsWith("overlap"))).toHaveLength(58);
    for (let cell = 0; cell < 125; cell++) {
      const [r, f, m] = [
        1 + Math.floor(cell / 25),
        1 + (Math.floor(cell / 5) % 5),
        1 + (cell % 5),
      ] as const;
      const printed = segmentOf(TABLE_A, r, f, m);
      if (printed !== undefined) expect(segmentOf(VIGNETTE_SEGMENTS, r, f, m)).toBe(printed);
    }
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
    expect(() => defineRfmMap([], { bins: 0 })).toThrow(
      /bins is 0; expected a whole number from 2 to 10/,
    );
    expect(() => defineRfmMap(null as unknown as [])).toThrow(/rules is null; expected an array/);
  });

  it("keeps the names as a literal type", () => {
    const segments = defineRfmMap([
      { segment: "here", recency: [3, 5], frequency: [1, 5] },
      { segment: "gone", recency: [1, 2], frequency: [1, 5] },
    ]);
    const name: "here" | "gone" = segments[0].segment;
    expect(name).toBe("here");
  });
});
