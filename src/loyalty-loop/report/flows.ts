import { wilsonInterval, type ShareEstimate } from "../../statistics";
import type { LoyaltyTransition } from "../loyalty-state";
import {
  ACTIVITIES,
  TRANSITION_KINDS,
  type Activity,
  type Stage,
  type TransitionKind,
} from "../stages";

/** Customers who went one way within a period, of all who stood where it starts at some time within it. */
export interface LoopFlow<Name extends string = Stage> extends ShareEstimate {
  /** Which of the two values changed. */
  readonly region: "stage" | "activity";
  /** Value before. */
  readonly from: Name | Activity;
  /** Value after. */
  readonly to: Name | Activity;
  /** What kind of change it was. */
  readonly kind: TransitionKind;
}

type Way = Pick<LoopFlow<string>, "region" | "from" | "to" | "kind">;

/** Counts by key who went which way, and gives flows. */
export function createFlowCounter<Name extends string>(
  stages: readonly Name[],
): {
  readonly add: (gone: readonly LoyaltyTransition<string>[], stood: ReadonlySet<string>) => void;
  readonly result: () => LoopFlow<Name>[];
} {
  const ways = new Map<string, { readonly way: Way; count: number }>();
  const standing = new Map<string, number>();
  return {
    add(gone, stood) {
      const seen = new Set<string>();
      for (const { region, from, to, kind } of gone) {
        const key = [region, from, to, kind].join("\n");
        if (seen.has(key)) continue;
        seen.add(key);
        const known = ways.get(key);
        if (known === undefined) ways.set(key, { way: { region, from, to, kind }, count: 1 });
        else known.count++;
      }
      for (const place of stood) standing.set(place, (standing.get(place) ?? 0) + 1);
    },
    result: () =>
      [...ways.values()]
        .map(({ way, count }) => ({
          ...way,
          ...wilsonInterval(count, standing.get(placeKey(way.region, way.from)) ?? 0),
        }))
        .sort((a, b) => placeIn(stages, a) - placeIn(stages, b)) as LoopFlow<Name>[],
  };
}

/** Writes a place as a key. */
export function placeKey(region: "stage" | "activity", name: string): string {
  return `${region} ${name}`;
}

/** Stages before activities, then by from, to and kind. */
function placeIn(stages: readonly string[], { region, from, to, kind }: Way): number {
  const names: readonly string[] = region === "stage" ? stages : ACTIVITIES;
  const size = names.length;
  const place = names.indexOf(from) * size + names.indexOf(to);
  const offset = region === "stage" ? 0 : stages.length ** 2;
  return (offset + place) * TRANSITION_KINDS.length + TRANSITION_KINDS.indexOf(kind);
}
