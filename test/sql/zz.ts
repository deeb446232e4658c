import { testMeasures } from "setia/testing";
import { ENGINES } from "./engines";
import { loadTables } from "./measure-tables";
const engine = ENGINES.find((e) => e.name === process.argv[2])!;
const { runner, close } = await engine.open();
let n = 0,
  ms = 0;
const tests: any[] = [];
const wrap = (q: any) => async (sql: string, p?: any) => {
  const b = performance.now();
  n++;
  try {
    return await q(sql, p);
  } finally {
    const t = performance.now() - b;
    ms += t;
    if (t > Number(process.env["SLOW"] ?? 1e9)) console.log(t.toFixed(0), sql);
  }
};
const timed: any = {
  ...runner,
  query: wrap(runner.query),
  transaction: (work: any) => runner.transaction((q: any) => work(wrap(q))),
};
testMeasures({
  test: (name, run) => tests.push([name, run]),
  create: ({ rows }) => loadTables(timed, rows),
});
for (const [name, run] of tests) {
  if (process.argv[3] && !name.includes(process.argv[3])) continue;
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
