/**
 * Rewrites imports and calls of setia 0.1 for setia 0.2, in place. Needs nothing but Node:
 *
 *   node node_modules/setia/docs/upgrade/0.2.mjs src test     files and folders; .ts, .js and their kin, and code in .md
 *   node node_modules/setia/docs/upgrade/0.2.mjs --dry src    only lists the files that would change
 *
 * What it renames stands in `0.2-names.json` beside it, and as a table in CHANGELOG.md. Commit first, and let your type
 * checker look over the result: a value that is built elsewhere and only passed on is not followed.
 */
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";

const { names, options } = JSON.parse(
  readFileSync(new URL("0.2-names.json", import.meta.url), "utf8"),
);
const CODE = new Set([".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"]);
const IMPORTS =
  /(?:(import|export)(\s+type)?\s*\{([^}]*)\}\s*from\s*|const\s*\{([^}]*)\}\s*=\s*((?:await\s+)?(?:import|require))\()(["'])(setia(?:\/[\w-]+)?)\6(\))?(;?)/g;

/** Rewrites one text of code. */
export function upgradeCode(text) {
  const renamed = new Map();
  const imported = new Set();
  const isEsm = (keyword) => keyword !== undefined;
  const statements = [];
  const spaces = [];
  let code = text.replace(
    IMPORTS,
    (whole, keyword, typeOnly = "", esm, cjs, loader, quote, path, _close, semicolon, at) => {
      const before = text.slice(text.lastIndexOf("\n", at) + 1, at);
      const margin = /^[\s*]*$/.test(before) ? before : "";
      const groups = new Map();
      const add = (home, specifier) =>
        groups.set(home, new Set([...(groups.get(home) ?? []), specifier]));
      for (const specifier of (esm ?? cjs).split(",").map((part) => part.trim())) {
        if (specifier === "") continue;
        const [, type = "", name, alias] =
          /^(type\s+)?([\w$]+)(?:\s*(?:as|:)\s*([\w$]+))?/.exec(specifier) ?? [];
        if (alias === undefined) imported.add(name);
        const to = names[path]?.[name];
        if (to === undefined) {
          add(path, specifier);
        } else if (to.words !== undefined) {
          add("setia", "words");
          renamed.set(alias ?? name, `words.${to.words}`);
        } else {
          const now = to.as ?? name;
          const as = isEsm(keyword) ? " as " : ": ";
          add(to.from ?? path, `${type}${now}${alias === undefined ? "" : as + alias}`);
          if (alias === undefined && now !== name) renamed.set(name, now);
        }
      }
      const written = [...groups].map(([home, list]) => {
        const inside = `{ ${[...list].join(", ")} }`;
        return isEsm(keyword)
          ? `${keyword}${typeOnly} ${inside} from ${quote}${home}${quote}${semicolon}`
          : `const ${inside} = ${loader}(${quote}${home}${quote})${semicolon}`;
      });
      statements.push(written.join(`\n${margin}`));
      return `\u0000${statements.length - 1}\u0000`;
    },
  );
  code = code.replace(
    /import\s+(type\s+)?\*\s+as\s+(\w+)\s+from\s+(["'])(setia(?:\/[\w-]+)?)\3;?/g,
    (whole, type = "", space, quote, path) => {
      statements.push(whole);
      spaces.push({ type, space, quote, path, place: statements.length - 1 });
      return `\u0000${statements.length - 1}\u0000`;
    },
  );
  if (statements.length === 0) return text;
  for (const { type, space, quote, path, place } of spaces) {
    const moved = new Map();
    code = code.replace(new RegExp(`(?<![\\w$])${space}\\.(\\w+)`, "g"), (whole, name) => {
      const to = names[path]?.[name];
      if (to === undefined) return whole;
      if (to.words !== undefined) return `${space}.words.${to.words}`;
      if (to.from === undefined) return `${space}.${to.as}`;
      const now = to.as ?? name;
      const specifier = `${to.type === true && type === "" ? "type " : ""}${now}`;
      moved.set(to.from, new Set([...(moved.get(to.from) ?? []), specifier]));
      return now;
    });
    for (const [home, list] of moved) {
      statements[place] +=
        `\nimport ${type}{ ${[...list].join(", ")} } from ${quote}${home}${quote};`;
    }
  }
  for (const [old, now] of renamed) {
    const word = old.replaceAll("$", "\\$");
    code = code
      .replace(new RegExp(`([{,]\\s*)${word}(?=\\s*[,}])`, "g"), (_, before) => {
        const isName = now.startsWith("words.");
        return isName ? `${before}${old}: ${now}` : `${before}${now}`;
      })
      .replace(
        new RegExp(
          `(?<![\\w$\`"'-])(?<!(?<!\\.)\\.)${word}(?![\\w$\`"'-])(?!(?<=[{,(]\\s*${word})\\s*\\??:)`,
          "g",
        ),
        now,
      );
  }
  code = upgradeCalls(code, imported);
  return code.replace(/\u0000(\d+)\u0000/g, (_, place) => statements[Number(place)]);
}

/** Rewrites names of options, the order of arguments, and what `safeParse…` gives. */
function upgradeCalls(text, imported) {
  let code = text;
  const change = (name, how) => {
    if (imported.has(name)) code = eachCall(code, name, how);
  };
  for (const [call, renames] of Object.entries(options)) {
    change(call, (inside) =>
      Object.entries(renames).reduce(
        (found, [old, now]) =>
          found
            .replace(new RegExp(`(?<![\\w$.])${old}(?=\\s*:)`, "g"), now)
            .replace(new RegExp(`([{,]\\s*)${old}(?=\\s*[,}])`, "g"), `$1${now}: ${old}`),
        inside,
      ),
    );
  }
  change("recommendCrossSell", (inside) => {
    const [model, context, ...rest] = argumentsOf(inside);
    return context === undefined ? inside : [context, model, ...rest].join(", ");
  });
  change("planAppend", (inside) => {
    const [events, given, log] = argumentsOf(inside);
    return log === undefined ? inside : [events, log, given].join(", ");
  });
  change("settle", (inside) => {
    const [state, given, policy] = argumentsOf(inside);
    if (policy === undefined) return inside;
    const entry = policy === "policy" ? "policy" : `policy: ${policy}`;
    const joined = given.startsWith("{")
      ? given.replace(/,?\s*\}$/, `, ${entry} }`)
      : `{ ...${given}, ${entry} }`;
    return `${state}, ${joined}`;
  });
  code = code.replace(/\.stayingId\(/g, ".survivorId(");
  code = code.replace(/(safeParse\w+\((?:[^()]|\([^()]*\))*\))\.ok\b/g, "$1.success");
  for (const [, name] of code.matchAll(/(?:const|let)\s+(\w+)\s*=\s*safeParse\w+\(/g)) {
    code = code
      .replace(new RegExp(`\\b${name}\\.ok\\b`, "g"), `${name}.success`)
      .replace(new RegExp(`\\b${name}\\.value\\b`, "g"), `${name}.data`)
      .replace(new RegExp(`\\b${name}\\.issues\\b`, "g"), `${name}.error.issues`);
  }
  return code;
}

/** Gives what stands in the brackets of each call of a function to `change`. */
function eachCall(text, name, change) {
  const begin = new RegExp(`(?<![\\w$.])${name}(?:<[^()]*>)?\\(`, "g");
  let out = "";
  let from = 0;
  for (let found = begin.exec(text); found !== null; found = begin.exec(text)) {
    const open = begin.lastIndex;
    const close = closingOf(text, open);
    if (close === -1 || /function\s+$/.test(text.slice(0, found.index))) continue;
    out += text.slice(from, open) + change(text.slice(open, close));
    from = close;
    begin.lastIndex = close;
  }
  return out + text.slice(from);
}

/** Where the bracket before `open` closes. */
function closingOf(text, open) {
  for (let at = open, depth = 1; at < text.length; at++) {
    at = afterQuote(text, at);
    if ("([{".includes(text[at])) depth++;
    else if (")]}".includes(text[at]) && --depth === 0) return at;
  }
  return -1;
}

function argumentsOf(inside) {
  const list = [];
  let from = 0;
  for (let at = 0, depth = 0; at <= inside.length; at++) {
    at = afterQuote(inside, at);
    if (at >= inside.length || (inside[at] === "," && depth === 0)) {
      const part = inside.slice(from, at).trim();
      if (part !== "") list.push(part);
      from = at + 1;
    } else if ("([{".includes(inside[at])) depth++;
    else if (")]}".includes(inside[at])) depth--;
  }
  return list;
}

/** The place after a quoted text that begins here, or this place. */
function afterQuote(text, at) {
  const quote = text[at];
  if (quote === undefined || !"\"'`".includes(quote)) return at;
  let end = at + 1;
  while (end < text.length && text[end] !== quote) end += text[end] === "\\" ? 2 : 1;
  return end;
}

/** Rewrites the code in a page of Markdown. */
export function upgradePage(text) {
  return text.replace(
    /^([ \t]*```(?:ts|js|typescript|javascript)\b[^\n]*\n)([\s\S]*?)(?=^[ \t]*```)/gm,
    (_, fence, code) => fence + upgradeCode(code),
  );
}

function* filesIn(path) {
  if (!statSync(path).isDirectory()) return yield path;
  for (const name of readdirSync(path)) {
    if (name !== "node_modules" && name !== ".git") yield* filesIn(join(path, name));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const paths = process.argv.slice(2).filter((one) => one !== "--dry");
  if (paths.length === 0) console.log("Name the files and folders to upgrade.");
  for (const path of paths.flatMap((one) => [...filesIn(one)])) {
    const isPage = extname(path) === ".md";
    if (!isPage && !CODE.has(extname(path))) continue;
    const before = readFileSync(path, "utf8");
    const after = isPage ? upgradePage(before) : upgradeCode(before);
    if (after === before) continue;
    console.log(path);
    if (!process.argv.includes("--dry")) writeFileSync(path, after);
  }
}
