import { readFileSync } from "node:fs";
import jsdoc from "eslint-plugin-jsdoc";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const NO_CLOCK =
  "The clock is the caller's: take an instant as an argument. The same input gives the same output.";

/** What users can import: its parameters and results are documented. Inside the house the types say it. */
const FACE = Object.values(JSON.parse(readFileSync("tsconfig.json", "utf8")).compilerOptions.paths)
  .flat()
  .flatMap((file) => readFileSync(file, "utf8").match(/export (\{[^}]*\}|function \w+)/g) ?? [])
  .flatMap((names) => names.match(/\b(?!export\b|type\b|function\b)[a-z]\w+\b/g) ?? []);
const EXPORTED = [
  `ExportNamedDeclaration > FunctionDeclaration[id.name=/^(${[...new Set(FACE)].join("|")})$/]`,
];

const NO_LOCAL_TIME =
  "The machine's time zone is nobody's: use the calendar of the kernel, or the UTC functions.";
const LOCAL_TIME =
  "/^((get|set)(Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds)|getTimezoneOffset|to(Date|Time)String|toLocale(Date|Time)String)$/";

const ALWAYS = [
  { selector: `MemberExpression[property.name=${LOCAL_TIME}]`, message: NO_LOCAL_TIME },
  { selector: "NewExpression[callee.name='Date'][arguments.length>1]", message: NO_LOCAL_TIME },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: NO_CLOCK },
  { selector: "CallExpression[callee.name='Date']", message: NO_CLOCK },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: NO_CLOCK,
  },
  { selector: "Identifier[name='performance']", message: NO_CLOCK },
  { selector: "TSEnumDeclaration", message: "Use a const tuple and its union type." },
  { selector: "ExportDefaultDeclaration", message: "Export by name." },
];

const CHANCE = [
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: "Randomness belongs in stores only.",
  },
  {
    selector: "Identifier[name='crypto']",
    message: "Randomness belongs in stores only.",
  },
];

export default defineConfig(
  globalIgnores(["**/dist/", "site/", "test/.examples/", "test/rules/planted/"]),
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: ["tsup.config.ts", "examples/dashboard/vite.config.ts"],
        },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/require-array-sort-compare": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/dot-notation": "off",
      "@typescript-eslint/no-confusing-void-expression": "off",
      // An index that is always inside reads with `!`: a default would hide a wrong index as a zero.
      "@typescript-eslint/no-non-null-assertion": "off",
      // Over typed arrays of millions a counted loop is several times faster.
      "@typescript-eslint/prefer-for-of": "off",
    },
  },
  {
    files: ["src/**/*.ts"],
    plugins: { jsdoc },
    rules: {
      "no-console": "error",
      "no-restricted-globals": ["error", "process", "Buffer", "global", "__dirname", "require"],
      "no-restricted-syntax": ["error", ...ALWAYS, ...CHANCE],
      "jsdoc/require-jsdoc": [
        "error",
        {
          publicOnly: true,
          contexts: [
            "TSInterfaceDeclaration",
            "TSTypeAliasDeclaration",
            "ExportNamedDeclaration > VariableDeclaration",
            "TSInterfaceBody > TSPropertySignature",
            "TSInterfaceBody > TSMethodSignature",
          ],
        },
      ],
      "jsdoc/require-param": ["error", { checkDestructured: false, contexts: EXPORTED }],
      "jsdoc/check-param-names": ["error", { checkDestructured: false }],
      "jsdoc/require-returns": ["error", { contexts: EXPORTED }],
      "jsdoc/require-hyphen-before-param-description": "error",
      "jsdoc/no-types": "error",
      "jsdoc/require-description": "error",
    },
  },
  {
    // Secrets, tokens and the jitter of retries.
    files: ["src/sql/**/*.ts", "src/storage/hiding.ts"],
    rules: { "no-restricted-syntax": ["error", ...ALWAYS] },
  },
  {
    // Tables of functions, whose types the table's own type gives.
    files: ["src/testing/*-tests.ts", "test/testing/mutants.ts"],
    rules: { "@typescript-eslint/explicit-module-boundary-types": "off" },
  },
);
