import { describe, expect, it } from "vitest";
import { countDays, createDayLog } from "../../src/purchases/columnar/distinct-days";

describe("createDayLog", () => {
  it("counts each customer's days, however often they are told and however far apart", () => {
    const log = createDayLog();
    const expected = new Map<number, Set<number>>();
    let state = 1;
    // Enough for it to tidy up several times.
    for (let batch = 0; batch < 25; batch++) {
      log.reserve(100_000);
      const codes = new Uint32Array(100_000);
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
    expect(log.length).toBeLessThan(2_200_000);
    const groups = log.grouped(5001);
    expect(groups.begins[5000]).toBe(groups.begins[5001]);
    // Customers in an order of their own.
    const codes = Uint32Array.from({ length: 5000 }, (_, place) => 4999 - place);
    const [distinct, latest] = [new Int32Array(5000), new Int32Array(5000)];
    countDays(groups, codes, distinct, latest);
    codes.forEach((code, place) => {
      const days = expected.get(code) ?? new Set();
      expect(distinct[place]).toBe(days.size);
      expect(latest[place]).toBe(Math.max(...days));
    });
  });
});
