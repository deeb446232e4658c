import { describe, expect, it } from "vitest";
import { createDayCounter, createDayLog } from "../../src/purchases/distinct-days";

describe("createDayLog", () => {
  it("counts each customer's days, however often they are told and however far apart", () => {
    const log = createDayLog();
    const expected = new Map<number, Set<number>>();
    let state = 1;
    // Enough for it to tidy up several times.
    for (let batch = 0; batch < 25; batch++) {
      log.reserve(100_000);
      const codes = new Int32Array(100_000);
      const days = new Int32Array(100_000);
      for (let row = 0; row < 100_000; row++) {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        const code = (state >>> 8) % 5000;
        // Some far before 1970 and after 2100: more than two bytes of days apart.
        const day =
          code % 100 === 0 ? ((state >>> 4) % 200_000_000) - 100_000_000 : (state >>> 20) % 40;
        codes[row] = code;
        days[row] = day;
        const own = expected.get(code);
        if (own === undefined) expected.set(code, new Set([day]));
        else own.add(day);
      }
      log.push(codes, days, 100_000);
    }
    let kept = 0;
    log.tell((_codes, _days, count) => {
      kept = count;
    });
    expect(kept).toBeLessThan(2_200_000);
    const marked = new Uint8Array(5001).fill(1);
    marked[7] = 0;
    const counter = createDayCounter(log.counts(marked));
    log.tell(counter.take);
    const counts = counter.distinct();
    for (let code = 0; code <= 5000; code++) {
      expect(counts[code]).toBe(code === 7 ? 0 : (expected.get(code)?.size ?? 0));
    }
  });
});
