/** Laws are tried on more examples in the full run. */
import fc from "fast-check";
import { RUNS } from "./arbitraries";

fc.configureGlobal({ numRuns: 100 * RUNS });

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone !== process.env["TZ"]) {
  throw new Error(`tests run in ${zone}; expected ${String(process.env["TZ"])}`);
}
