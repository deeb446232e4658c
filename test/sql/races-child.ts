/** A process that does its part of a race when it is told to begin, and tells what came of it. */
import { sqlStore } from "setia/sql";
import { openPlace } from "./open-place";
import { perform, SECRET, TENANT, workspace, type Op } from "./races";

const [engine, place, given] = process.argv.slice(2);
if (engine !== undefined && place !== undefined && given !== undefined) {
  const crm = workspace(
    sqlStore(await openPlace(engine, place), { tenant: TENANT, secret: SECRET }),
  );
  process.stdout.write("ready\n");
  process.stdin.once("data", () => {
    void (async () => {
      const results: string[] = [];
      for (const op of JSON.parse(given) as Op[]) results.push(await perform(crm, op));
      process.stdout.write(`${JSON.stringify(results)}\n`, () => process.exit(0));
    })();
  });
}
