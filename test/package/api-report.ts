/**
 * Writes everything public as text, one page per import path, from the built types:
 *
 *   npm run api          writes `api/`, to be committed with the change that made it necessary
 *   npm run check:api    says what differs, and fails
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";

/** Longer types of constants are told by their keys alone: the tables themselves are reviewed in `src`. */
const LONGEST_CONSTANT = 1500;

const root = fileURLToPath(new URL("../..", import.meta.url));
const printer = ts.createPrinter({ removeComments: true });

/** An import path and the file of its types. */
export interface EntryPoint {
  readonly path: string;
  readonly types: string;
}

/** Finds the entry points of a package. */
export function entryPoints(folder: string): EntryPoint[] {
  const { name, exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    name: string;
    exports: Record<string, string | { import: { types: string } }>;
  };
  return Object.entries(exports).flatMap(([path, target]) =>
    typeof target === "string"
      ? []
      : [{ path: path.replace(".", name), types: join(folder, target.import.types) }],
  );
}

/** Writes a page for each entry point. */
export function apiReport(entries: readonly EntryPoint[]): Map<string, string> {
  const program = ts.createProgram(
    entries.map(({ types }) => types),
    { target: ts.ScriptTarget.ES2022, moduleResolution: ts.ModuleResolutionKind.Bundler },
  );
  const checker = program.getTypeChecker();
  const namesOf = new Map(entries.map((entry) => [entry, exportsOf(entry.types)]));
  const exported = new Set([...namesOf.values()].flatMap((names) => [...names.values()]));
  const pages = [...namesOf].map(([{ path, types }, names]): [string, string] => {
    const hidden = new Map<ts.Symbol, string>();
    for (const symbol of names.values()) findHidden(symbol, hidden);
    const shown = sorted([...names].map(([name, symbol]) => [name, textOf(symbol)] as const));
    const unnamed = sorted([...hidden].map(([symbol, name]) => [name, textOf(symbol)] as const));
    const also = unnamed.length === 0 ? [] : ["// Seen in the above, and not exported", ...unnamed];
    if (shown.length === 0) throw new Error(`${types} exports nothing; is the package built?`);
    return [path, [`# ${path}\n`, "```ts", [...shown, ...also].join("\n\n"), "```"].join("\n")];
  });
  return new Map(pages);

  function exportsOf(types: string): Map<string, ts.Symbol> {
    const file = program.getSourceFile(types);
    const symbol = file && checker.getSymbolAtLocation(file);
    if (symbol === undefined) return new Map();
    return new Map(checker.getExportsOfModule(symbol).map((one) => [one.name, resolved(one)]));
  }

  function resolved(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  }

  /** Follows the names in a declaration to types of our own that nobody can import. */
  function findHidden(symbol: ts.Symbol, hidden: Map<ts.Symbol, string>): void {
    for (const declaration of symbol.declarations ?? []) visit(declaration);

    function visit(node: ts.Node): void {
      if (ts.isIdentifier(node)) {
        const found = checker.getSymbolAtLocation(node);
        const other = found && resolved(found);
        const own = other?.declarations?.some(
          (one) => isTopLevel(one) && entries.some(({ types }) => sameFolder(one, types)),
        );
        if (other && own === true && !exported.has(other) && !hidden.has(other)) {
          hidden.set(other, other.name);
          findHidden(other, hidden);
        }
      }
      ts.forEachChild(node, visit);
    }
  }
}

function isTopLevel(node: ts.Node): boolean {
  const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  return ts.isSourceFile(statement.parent);
}

function sameFolder(node: ts.Node, types: string): boolean {
  return node.getSourceFile().fileName.startsWith(types.slice(0, types.lastIndexOf("/")));
}

function sorted(rows: readonly (readonly [name: string, text: string])[]): string[] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
}

function textOf(symbol: ts.Symbol): string {
  const texts = (symbol.declarations ?? []).map((declaration) => {
    const statement = ts.isVariableDeclaration(declaration)
      ? declaration.parent.parent
      : declaration;
    const file = declaration.getSourceFile();
    const text = printer
      .printNode(ts.EmitHint.Unspecified, statement, file)
      .replace(/^(export )?declare /u, "");
    if (!ts.isVariableDeclaration(declaration) || text.length <= LONGEST_CONSTANT) return text;
    const keys = [...new Set(keysOf(declaration.type))].map((key) => `\n    // ${key}`);
    return `const ${symbol.name}: unknown; // a long table of${keys.join("")}`;
  });
  return texts.join("\n");
}

/** The keys of an object, or the ids of a list of objects. */
function keysOf(type: ts.TypeNode | undefined): string[] {
  if (type === undefined) return [];
  if (ts.isTypeOperatorNode(type)) return keysOf(type.type);
  if (ts.isTupleTypeNode(type)) {
    return type.elements.flatMap((element) => {
      if (!ts.isTypeLiteralNode(element)) return [element.getText()];
      const id = element.members[0];
      return id && ts.isPropertySignature(id) && id.type ? [id.type.getText()] : [];
    });
  }
  if (!ts.isTypeLiteralNode(type)) return [type.getText().slice(0, LONGEST_CONSTANT)];
  return type.members.map((member) => member.name?.getText() ?? "");
}

function fileOf(path: string): string {
  return `${path.replace("/", "-")}.md`;
}

function main(write: boolean): void {
  const folder = join(root, "api");
  const pages = new Map(
    [...apiReport(entryPoints(root))].map(([path, page]) => [fileOf(path), `${page}\n`]),
  );
  const there = existsSync(folder) ? readdirSync(folder) : [];
  const differing = [...pages.keys(), ...there.filter((file) => !pages.has(file))].filter(
    (file) => !there.includes(file) || readFileSync(join(folder, file), "utf8") !== pages.get(file),
  );
  if (!write) {
    if (differing.length === 0) return;
    console.error(
      `check:api: ${differing.map((file) => `api/${file}`).join(", ")} differ from the`,
    );
    console.error("types as built; npm run api writes them, and the changelog tells what is new");
    process.exitCode = 1;
    return;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [file, page] of pages) writeFileSync(join(folder, file), page);
  console.log(`${String(differing.length)} of ${String(pages.size)} pages in api/ changed`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main(process.argv.includes("--write"));
}
