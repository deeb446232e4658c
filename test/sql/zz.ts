import { testMeasures } from "setia/testing";
import { ENGINES } from "./engines";
import { loadTables } from "./measure-tables";
const only = process.argv[2];
const pick = process.argv[3];
const engine = ENGINES.find((e) => e.name === only)!;
const { runner, close } = await engine.open();
const tests: [string, () => Promise<void>][] = [];
let n = 0,
  ms = 0;
const slow = new Map<string, number>();
const timed = {
  ...runner,
  query: async (sql: string, p?: any) => {
    const b = performance.now();
    n++;
    try {
      return await runner.query(sql, p);
    } finally {
      ms += performance.now() - b;
    }
  },
  transaction: (work: any) =>
    runner.transaction((q: any) =>
      work(async (sql: string, p: any) => {
        const b = performance.now();
        n++;
        try {
          return await q(sql, p);
        } catch (e) {
          console.log(sql.slice(0, 3000));
          throw e;
        } finally {
          const t = performance.now() - b;
          ms += t;
          const k = sql.slice(0, 60);
          slow.set(k, (slow.get(k) ?? 0) + t);
        }
      }),
    ),
} as any;
testMeasures({
  test: (name, run) => tests.push([name, run]),
  create: ({ rows }) => loadTables(timed, rows),
});
for (const [name, run] of tests) {
  if (pick && !name.includes(pick)) continue;
  n = 0;
  ms = 0;
  const b = performance.now();
  try {
    await run();
    console.log(
      "ok  ",
      name,
      (performance.now() - b).toFixed(0),
      "ms;",
      n,
      "queries",
      ms.toFixed(0),
      "ms",
    );
  } catch (e: any) {
    console.log(
      "FAIL",
      name,
      String(e.message).slice(0, 1500),
      e.cause?.message?.slice(0, 500) ?? "",
    );
  }
}
await close();
