import {
  assertList,
  assertOptions,
  atDoor,
  type Issue,
  issuesError,
  type OptionNames,
  SetiaError,
  showValue,
} from "../../kernel";
import { RFM_DIMENSIONS, type RfmDimension } from "../rfm-dimensions";

/** A range of scores, both ends included. */
export type ScoreRange = readonly [from: number, to: number];

/** Which scores make a segment. */
export interface SegmentRule {
  /** Name of the segment. */
  readonly segment: string;
  /** Recency scores that belong to it. */
  readonly recency: ScoreRange;
  /** Frequency scores that belong to it. */
  readonly frequency: ScoreRange;
  /** Monetary scores that belong to it; all if left out. */
  readonly monetary?: ScoreRange;
}

/** Options of {@link defineRfmMap}. */
export interface DefineRfmMapOptions {
  /** Scores per dimension, 2–10, one number for all or one for each; 5 if left out. */
  readonly bins?: number | Readonly<Partial<Record<RfmDimension, number>>>;
}

const DEFINE_RFM_MAP_OPTIONS: OptionNames<DefineRfmMapOptions> = {
  bins: true,
};

/**
 * Checks a segment map of your own: every combination of scores must be covered exactly once. The names
 * become a literal type, so that a `switch` over them is checked.
 *
 * @param rules - the map, in any order
 * @param options - number of scores per dimension
 * @returns the same rules
 * @throws SetiaError `INVALID_OPTION` for bins outside 2–10; `INVALID_SEGMENTS` with every hole, overlap and impossible range as an issue
 *
 * @example
 * ```ts
 * import { defineRfmMap } from "setia";
 *
 * const segments = defineRfmMap([
 *   { segment: "here", recency: [3, 5], frequency: [1, 5] },
 *   { segment: "gone", recency: [1, 2], frequency: [1, 5] },
 * ]);
 * segments.map((rule) => rule.segment); // => ["here", "gone"]
 * ```
 */
export function defineRfmMap<const Rules extends readonly SegmentRule[]>(
  rules: Rules,
  options: DefineRfmMapOptions = {},
): Rules {
  assertList(rules, "defineRfmMap: rules");
  assertOptions(options, DEFINE_RFM_MAP_OPTIONS, "defineRfmMap");
  return atDoor("defineRfmMap", () => defineRfmMapUnchecked(rules, options));
}

function defineRfmMapUnchecked<Rules extends readonly SegmentRule[]>(
  rules: Rules,
  options: DefineRfmMapOptions,
): Rules {
  assertList(rules, "defineRfmMap: rules");
  const bins = binsOf(options.bins, "defineRfmMap");
  const issues: Issue[] = [];
  const scores = (dimension: RfmDimension): number[] =>
    Array.from({ length: bins[dimension] }, (_, index) => index + 1);

  rules.forEach((rule, index) => {
    for (const dimension of RFM_DIMENSIONS) {
      const most = bins[dimension];
      const [from, to] = rule[dimension] ?? [1, most];
      const whole = Number.isInteger(from) && Number.isInteger(to);
      if (!(whole && 1 <= from && from <= to && to <= most)) {
        issues.push({
          path: ["rules", index, dimension],
          message: `is [${String(from)}, ${String(to)}]; expected two whole scores from 1 to ${String(most)}, the lower first`,
        });
      }
    }
  });

  // Without a rule on money every monetary score says the same.
  const moneyMatters = rules.some((rule) => rule.monetary !== undefined);
  for (const recency of scores("recency")) {
    for (const frequency of scores("frequency")) {
      for (const monetary of moneyMatters ? scores("monetary") : [1]) {
        const names = rules
          .filter((rule) => matches(rule, recency, frequency, monetary))
          .map((rule) => rule.segment);
        if (names.length === 1) continue;
        const money = moneyMatters ? ` M${String(monetary)}` : "";
        const cell = `R${String(recency)} F${String(frequency)}${money}`;
        issues.push({
          path: ["rules"],
          message:
            names.length === 0
              ? `hole: no rule covers ${cell}; expected exactly one`
              : `overlap: ${names.join(" and ")} both cover ${cell}; expected exactly one`,
        });
      }
    }
  }
  if (issues.length > 0) {
    throw issuesError("defineRfmMap", issues, "INVALID_SEGMENTS");
  }
  return rules;
}

/**
 * Gives each dimension its number of scores.
 *
 * @throws SetiaError `INVALID_OPTION` for a number outside 2–10
 */
export function binsOf(
  bins: DefineRfmMapOptions["bins"],
  where: string,
): Record<RfmDimension, number> {
  const each = typeof bins === "object" ? bins : { recency: bins, frequency: bins, monetary: bins };
  const all = { recency: 5, frequency: 5, monetary: 5 };
  for (const dimension of RFM_DIMENSIONS) {
    const given = each[dimension] ?? 5;
    if (!Number.isInteger(given) || given < 2 || given > 10) {
      throw new SetiaError(
        "INVALID_OPTION",
        `${where}: bins is ${showValue(given)}; expected a whole number from 2 to 10`,
      );
    }
    all[dimension] = given;
  }
  return all;
}

/** Finds the segment of three scores. */
export function segmentOf<Name extends string>(
  rules: readonly (SegmentRule & { readonly segment: Name })[],
  recency: number,
  frequency: number,
  monetary: number,
): Name | undefined {
  return rules.find((rule) => matches(rule, recency, frequency, monetary))?.segment;
}

function matches(rule: SegmentRule, recency: number, frequency: number, monetary: number): boolean {
  return (
    within(recency, rule.recency) &&
    within(frequency, rule.frequency) &&
    (rule.monetary === undefined || within(monetary, rule.monetary))
  );
}

function within(score: number, [from, to]: ScoreRange): boolean {
  return from <= score && score <= to;
}
