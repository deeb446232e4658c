/** What must be true of the docs as a whole. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { examplesIn } from "../examples/extract";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const readText = (path: string): string | undefined => ts.sys.readFile(path);
const PAGES = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".md"))
  .map((name) => `docs/${name}`);

describe("the docs", () => {
  it.each(PAGES)("%s has an example, which is run", (page) => {
    expect(examplesIn(read(page), page).length).toBeGreaterThan(0);
  });

  it("are all on the site", () => {
    const { config } = ts.readConfigFile(join(root, "tsconfig.json"), readText) as {
      config: { typedocOptions: { projectDocuments: string[] } };
    };
    expect(new Set(config.typedocOptions.projectDocuments)).toEqual(new Set(PAGES));
  });

  it("have examples whose types the compiler checks", () => {
    const { config } = ts.readConfigFile(join(root, "tsconfig.json"), readText) as {
      config: object;
    };
    const { fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
    const checked = fileNames.filter((name) => name.includes("test/.examples/"));
    expect(checked).toHaveLength(readdirSync(join(root, "test/.examples")).length);
    expect(checked.length).toBeGreaterThan(PAGES.length);
  });

  it("name only files and scripts that are there", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: object };
    for (const page of [...PAGES, "README.md", "CONTRIBUTING.md"]) {
      const text = read(page);
      for (const [, script = ""] of text.matchAll(/npm run (?:-s )?([a-z:-]*[a-z])/gu)) {
        expect(Object.keys(scripts), page).toContain(script);
      }
      for (const [, path = ""] of text.matchAll(/`((?:examples|test)\/[\w./-]+)`/gu)) {
        expect(() => readdirSync(join(root, path, "..")), `${page}: ${path}`).not.toThrow();
        const name = path.replace(/\/$/u, "").split("/").at(-1) ?? "";
        const there = readdirSync(join(root, path.replace(/\/$/u, ""), ".."));
        expect(
          there.some((file) => file.startsWith(name)),
          `${page}: ${path}`,
        ).toBe(true);
      }
    }
  });

  it("give the map as it is: files of the architecture page, and folders that rooms open with", () => {
    const paths = [
      ...read("docs/architecture.md").matchAll(/`((?:src\/|test\/)?[a-z-]+\/[\w./-]+\.ts)`/gu),
    ];
    expect(paths.length).toBeGreaterThan(20);
    for (const [, path = ""] of paths) {
      expect(existsSync(join(root, path)) || existsSync(join(root, "src", path)), path).toBe(true);
    }
    for (const room of readdirSync(join(root, "src"))) {
      if (room === "entry") continue;
      const [head = ""] = /^\/\*\*[^]*?\*\//u.exec(read(`src/${room}/index.ts`)) ?? [];
      expect(head, room).not.toBe("");
      for (const [, folder = ""] of head.matchAll(/`([a-z-]+)\/`/gu)) {
        expect(existsSync(join(root, "src", room, folder)), `${room}: ${folder}`).toBe(true);
      }
    }
  });
});
