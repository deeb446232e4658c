/** Laws are tried on more examples in the full run. */
import fc from "fast-check";
import { RUNS } from "./arbitraries";

fc.configureGlobal({ numRuns: 100 * RUNS });
