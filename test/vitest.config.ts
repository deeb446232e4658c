import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The longest path first, since an alias stands for all paths that begin with it. */
const { compilerOptions } = JSON.parse(readFileSync(`${root}tsconfig.json`, "utf8")) as {
  compilerOptions: { paths: Record<string, [string]> };
};
const alias = Object.fromEntries(
  Object.entries(compilerOptions.paths)
    .map(([path, [file]]) => [path, join(root, file)] as const)
    .sort(([a], [b]) => b.length - a.length),
);

/** The examples take the package from where it was installed, if that is given: `npm run test:nodes` does. */
const installed = process.env["SETIA_PACKAGE"];
const exampleAlias =
  installed === undefined
    ? alias
    : Object.fromEntries(
        Object.keys(alias).map((path) => [
          path,
          `${installed}/dist/${path === "setia" ? "index" : path.replace("setia/", "")}.js`,
        ]),
      );

const ROOMS = [
  "kernel",
  "statistics",
  "events",
  "import",
  "csv",
  "purchases",
  "profile",
  "rfm",
  "lifetime",
  "forecast",
  "satisfaction",
  "loyalty-loop",
  "cross-sell",
  "view",
  "tactics",
  "crm",
  "charts",
  "storage",
];

/**
 * Rooms that read or write days. The linter refuses the machine's own time zone everywhere; here it is tried as well.
 */
const DAYS = ["kernel", "events", "import", "csv", "purchases", "rfm", "loyalty-loop"];

/** The suites of rooms, run under one time zone of the machine. */
function unit(name: string, timeZone: string, rooms: readonly string[]): object {
  return {
    resolve: { alias },
    test: {
      name,
      root,
      include: rooms.map((room) => `test/${room}/**/*.test.ts`),
      exclude: ["**/*.whole.test.ts"],
      setupFiles: ["test/setup.ts"],
      // Only a process of its own takes a new TZ; worker threads keep the machine's.
      pool: "forks",
      env: { TZ: timeZone },
      // No suite changes anything that another could see: the sources are loaded once per process.
      isolate: false,
      // Generous, since other suites run at the same time: no test is about speed.
      testTimeout: 120_000,
    },
  };
}

/** In a fresh clone nobody knows what takes long; what begins last, one core would wait for. */
const LONGEST = [
  "sql/analytics.test.ts",
  "tactics/simulation.whole.test.ts",
  "sql/analytics-events.test.ts",
  "demo/report.test.ts",
  "demo/first-loop.test.ts",
  "package/package.test.ts",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}`));
      return place === -1 ? LONGEST.length : place;
    };
    return (await super.sort(files)).sort((a, b) => placeOf(a) - placeOf(b));
  }
}

export default defineConfig({
  test: {
    root,
    sequence: { sequencer: LongestFirst },
    // Left to itself it spares a core, which of two is half.
    maxWorkers: "100%",
    projects: [
      unit("UTC", "UTC", ROOMS),
      unit("New York", "America/New_York", DAYS),
      unit("Auckland", "Pacific/Auckland", DAYS),
      {
        resolve: { alias },
        test: {
          name: "engines",
          root,
          include: ["test/{sql,testing}/**/*.test.ts"],
          setupFiles: ["test/setup.ts"],
          pool: "forks",
          // Far from UTC, where a driver that reads dates in local time would show.
          env: { TZ: "Pacific/Auckland" },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias: exampleAlias },
        test: {
          name: "examples",
          root,
          include: ["test/.examples/**/*.test.ts"],
          // Hundreds of short files: the sources are loaded once per process.
          isolate: false,
          testTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "whole",
          root,
          include: [
            "test/{data,demo,rules,package}/**/*.test.ts",
            // What is long, and no time zone of the machine can change.
            "test/**/*.whole.test.ts",
          ],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
