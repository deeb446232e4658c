/**
 * Keeps the table of bundle sizes in the docs the same as the limits that the tests check:
 *
 *   npm run sizes              writes the table from the limits in package.json
 *   npm run sizes -- --raise   first sets each limit that is exceeded to what was measured and 3 %
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const MANIFEST = join(root, "package.json");

/** Where the table stands. */
export const PAGE = join(root, "docs/guides/bundle-sizes.md");

interface Limit {
  readonly name: string;
  readonly path: string;
  readonly import: string;
  readonly limit: string;
}

interface Measured {
  readonly name: string;
  readonly size: number;
  readonly passed: boolean;
}

function limits(): Limit[] {
  const { "size-limit": rows } = JSON.parse(readFileSync(MANIFEST, "utf8")) as {
    "size-limit": Limit[];
  };
  return rows;
}

/** Writes the limits as a table of Markdown. */
export function sizeTable(): string {
  const cells = limits().map(({ path, import: names, limit }) => {
    const entry = path === "dist/index.js" ? "setia" : path.replace(/dist\/(.*)\.js/u, "setia/$1");
    const statement = `import ${names === "*" ? "* as all" : names} from "${entry}"`;
    return [`\`${statement}\``, limit];
  });
  const head = ["what you import", "at most"];
  const [left = 0, right = 0] = [0, 1].map((column) =>
    Math.max(...[head, ...cells].map((row) => row[column]?.length ?? 0)),
  );
  const row = ([statement = "", limit = ""]: readonly string[]): string =>
    `| ${statement.padEnd(left)} | ${limit.padStart(right)} |`;
  const rule = `| ${"-".repeat(left)} | ${"-".repeat(right - 1)}: |`;
  return [row(head), rule, ...cells.map(row)].join("\n");
}

/** Puts the table in its place. */
export function withTable(page: string): string {
  return page.replace(/^\| what you import[^]*?(?=\n\n)/mu, sizeTable());
}

function raise(): void {
  // It fails where a limit is exceeded, which is what is looked for, and tells the sizes all the same.
  const { stdout } = spawnSync("npx", ["size-limit", "--json"], { cwd: root, encoding: "utf8" });
  let manifest = readFileSync(MANIFEST, "utf8");
  const rows = limits();
  for (const { name, size, passed } of JSON.parse(stdout) as Measured[]) {
    const row = rows.find((one) => one.name === name);
    if (passed || row === undefined) continue;
    const raised = `${(Math.ceil((size * 1.03) / 100) / 10).toString()} kB`;
    const written = `"import": ${JSON.stringify(row.import)},\n      "limit": `;
    const place = manifest.indexOf(written, manifest.indexOf(`"name": ${JSON.stringify(name)}`));
    manifest =
      manifest.slice(0, place) +
      manifest.slice(place).replace(`${written}"${row.limit}"`, `${written}"${raised}"`);
    console.log(`${name}: ${row.limit} → ${raised} (measured ${String(size)} B)`);
  }
  writeFileSync(MANIFEST, manifest);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  if (process.argv.includes("--raise")) raise();
  writeFileSync(PAGE, withTable(readFileSync(PAGE, "utf8")));
}
