import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

const alias = {
  "setia/import": `${root}src/import/index.ts`,
  "setia/schemas": `${root}src/schemas.ts`,
  setia: `${root}src/index.ts`,
};

const rooms = [
  "kernel",
  "events",
  "import",
  "purchases",
  "rfm",
  "loyalty-loop",
  "cross-sell",
  "view",
  "tactics",
  "crm",
  "storage",
];

/** The rooms' own suites, run under one time zone of the machine. */
function unit(name: string, timeZone: string): object {
  return {
    resolve: { alias },
    test: {
      name,
      root,
      include: rooms.map((room) => `test/${room}/**/*.test.ts`),
      setupFiles: ["test/setup.ts"],
      // Only a process of its own takes a new TZ; worker threads keep the machine's.
      pool: "forks",
      env: { TZ: timeZone },
    },
  };
}

export default defineConfig({
  test: {
    root,
    projects: [
      unit("UTC", "UTC"),
      unit("New York", "America/New_York"),
      unit("Auckland", "Pacific/Auckland"),
      {
        resolve: { alias },
        test: {
          name: "whole",
          root,
          include: ["test/{data,demo,rules,package}/**/*.test.ts", "test/.examples/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
