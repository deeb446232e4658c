/** The law the loop stands on, on many histories: 2,000 in the tests, 100,000 in the full run. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { replay } from "setia";
import { instants, RUNS } from "../arbitraries";
import { mergedLogs, richLog } from "../rich-log";
import { live, policies } from "./policies";

const HISTORIES = RUNS > 1 ? 100_000 : 2000;
const END = new Date("2028-06-30T00:00:00Z");
const stops = fc.array(instants, { maxLength: 12 });
const HOUR = 3_600_000;

describe("whatever the schedule", () => {
  it(
    "the answer is that of one late evaluation, with late facts, merges and refits in between",
    () => {
      fc.assert(
        fc.property(
          fc.oneof(
            { weight: 3, arbitrary: richLog },
            { weight: 1, arbitrary: mergedLogs.map(({ events }) => events) },
          ),
          stops,
          policies,
          (events, at, policy) => {
            const whose = { policy, customerId: "ani" };
            const answers: [Date, unknown][] = [];
            const lived = live(events, [...at, END], policy, (asOf, { state, transitions }) =>
              answers.push([asOf, { state, transitions }]),
            );
            const { state, transitions } = replay(events, { asOf: END, ...whose });
            expect(lived).toEqual({ state, transitions });
            // What was answered then can be asked for now.
            for (const [asOf, answer] of answers) {
              const then = replay(events, { asOf, knownAt: asOf, ...whose });
              expect({ state: then.state, transitions: then.transitions }).toEqual(answer);
            }
          },
        ),
        { numRuns: HISTORIES },
      );
    },
    4 * HOUR,
  );
});
