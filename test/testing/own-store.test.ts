import { createHmac } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "vitest";
import type { CustomerStore } from "setia";
import { testStore } from "setia/testing";
import { fileStore } from "../../examples/own-store";

describe("the store of the docs keeps the contract", () => {
  testStore({
    test,
    create: ({ whenErased }) => {
      const folder = mkdtempSync(join(tmpdir(), "setia-own-"));
      const tenants = new Map<string, CustomerStore>();
      const fileOf = (tenant: string): string =>
        join(folder, `${Buffer.from(tenant).toString("hex")}.json`);
      return {
        open: (tenant) => {
          const hide = (text: string): string =>
            createHmac("sha256", "s").update(text).digest("hex");
          const store = tenants.get(tenant) ?? fileStore(fileOf(tenant), hide, whenErased);
          tenants.set(tenant, store);
          return store;
        },
        dump: () =>
          Promise.resolve(
            [...tenants.keys()]
              .map(fileOf)
              .filter(existsSync)
              .map((file) => readFileSync(file, "utf8"))
              .join("\n"),
          ),
        close: () => {
          rmSync(folder, { recursive: true });
          return Promise.resolve();
        },
      };
    },
  });
});
