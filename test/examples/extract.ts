/**
 * Takes every TypeScript example out of README, docs and doc comments and writes each as a test of its own
 * to `test/.examples`, where the compiler checks it and the test run runs it.
 *
 * In an example a line `expression; // => value` says what the expression gives, and a line
 * `console.log(…); // => text` what is printed. Longer output follows as lines of `// text`.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

interface Example {
  readonly source: string;
  readonly code: string;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

/** Finds the examples of a text; those of doc comments lose the comment's stars first. */
export function examplesIn(text: string, source: string): Example[] {
  const plain = source.endsWith(".ts") ? text.replace(/^ *\* ?/gmu, "") : text;
  return [...plain.matchAll(/^```ts\n(.*?)^```$/gmsu)].map((match, index) => ({
    source: `${source} #${String(index + 1)}`,
    code: match[1] ?? "",
  }));
}

/** Makes the lines with `// =>` into checks. */
export function toTest({ source, code }: Example): string {
  const imports: string[] = [];
  const body: string[] = [];
  let checks = 0;
  const lines = code.replace(/^import [^;]*;\n/gmu, (statement) => {
    imports.push(statement.trim());
    return "";
  });
  for (const line of lines.split("\n")) {
    const printed = /^(\s*)console\.log\((.*)\);(?: \/\/ => (.*))?$/u.exec(line);
    const stated = /^(\s*)(.+?);? \/\/ => (.*)$/u.exec(line);
    const more = /^\s*\/\/ {2}(.*)$/u.exec(line);
    if (printed !== null) {
      checks++;
      const [, indent = "", expression = "", text = ""] = printed;
      body.push(`${indent}output.push(format(${expression}));`);
      if (text !== "") body.push(`${indent}expected.push(${JSON.stringify(text)});`);
    } else if (stated !== null) {
      checks++;
      const [, indent = "", expression = "", value = ""] = stated;
      body.push(`${indent}expect(${expression}).toEqual(${value});`);
    } else if (more !== null && checks > 0) {
      body.push(`expected.push(${JSON.stringify(more[1])});`);
    } else if (line.startsWith("declare ")) {
      // What the reader has; the compiler takes it at the top of a file only.
      imports.push(line);
    } else body.push(line);
  }
  return [
    'import { format as inspect } from "node:util";',
    'import { expect, it } from "vitest";',
    ...imports,
    "",
    `it(${JSON.stringify(source)}, async () => {`,
    "  const output: string[] = [];",
    "  const expected: string[] = [];",
    '  const format = (...values: unknown[]): string => inspect(...values).replace(/[\\u00a0\\u202f]/gu, " ");',
    ...body.map((line) => (line === "" ? "" : `  ${line}`)),
    '  expect(output.join("\\n")).toEqual(expected.length === 0 ? output.join("\\n") : expected.join("\\n"));',
    "  void format;",
    "  await Promise.resolve();",
    "});",
    "",
  ].join("\n");
}

function extract(): void {
  const target = join(root, "test/.examples");
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target);
  const sources = ["README.md", ...filesBelow("docs", ".md"), ...filesBelow("src", ".ts")];
  const examples = sources.flatMap((source) =>
    examplesIn(readFileSync(join(root, source), "utf8"), source),
  );
  for (const example of examples) {
    const name = example.source.replace(/[^A-Za-z0-9]+/gu, "-");
    writeFileSync(join(target, `${name}.test.ts`), toTest(example));
  }
  console.log(`${String(examples.length)} examples of ${String(sources.length)} files taken out`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) extract();
