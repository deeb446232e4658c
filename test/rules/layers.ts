/** Who may know whom: the house of the design as rules for dependency-cruiser. */
import type { IForbiddenRuleType } from "dependency-cruiser";

const facts = ["kernel", "statistics", "events", "purchases"];
const domain = [
  ...facts,
  "rfm",
  "lifetime",
  "forecast",
  "cross-sell",
  "satisfaction",
  "profile",
  "loyalty-loop",
];
const storage = ["kernel", "events"];
const analytics = [...facts, "rfm", "lifetime", "cross-sell", "analytics"];

/** For each room the rooms that it may import from. */
export const MAY_KNOW: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  statistics: ["kernel"],
  events: ["kernel"],
  purchases: ["kernel", "events"],
  rfm: facts,
  lifetime: facts,
  forecast: [...facts, "lifetime"],
  "cross-sell": facts,
  satisfaction: ["kernel", "statistics", "events"],
  profile: [...facts, "satisfaction"],
  "loyalty-loop": [...facts, "satisfaction"],
  view: domain,
  tactics: [...domain, "view"],
  storage,
  analytics: [...facts, "rfm", "lifetime", "cross-sell"],
  crm: [...domain, "view", "tactics", "storage", "analytics"],
  sql: [...analytics, "loyalty-loop", "storage"],
  testing: [...analytics, "loyalty-loop", "storage"],
  import: ["kernel", "events"],
  csv: ["kernel"],
  charts: [...domain, "view", "tactics"],
};

const rooms = Object.keys(MAY_KNOW);
const SCHEMA_ENTRY = "^src/entry/schemas\\.ts$";
const SCHEMA_FILE = "\\.schema\\.ts$";
const either = (names: readonly string[]): string => `(${names.join("|")})`;
const npm = (names: readonly string[]): string => `(^|node_modules/)${either(names)}(/|$)`;

/** Every rule; a broken one is an error. */
export const LAYER_RULES: IForbiddenRuleType[] = [
  { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
  ...rooms.map((room): IForbiddenRuleType => ({
    name: `room-${room}`,
    severity: "error",
    comment: `${room} may know ${MAY_KNOW[room]?.join(", ") ?? ""} only`,
    from: { path: `^src/${room}/` },
    to: { path: "^src/", pathNot: `^src/${either([room, ...(MAY_KNOW[room] ?? [])])}/` },
  })),
  {
    name: "rooms-are-entered-by-their-index",
    severity: "error",
    from: { path: "^src/([^/]+)/", pathNot: `(${SCHEMA_FILE}|${SCHEMA_ENTRY})` },
    to: { path: "^src/[^/]+/", pathNot: "^src/($1/|[^/]+/index\\.ts$)" },
  },
  {
    name: "the-face-shows-rooms-only",
    severity: "error",
    from: { path: "^src/entry/", pathNot: SCHEMA_ENTRY },
    to: { path: "^src/", pathNot: "^src/([^/]+/index\\.ts$|entry/)" },
  },
  {
    name: "the-face-is-for-users",
    severity: "error",
    comment: "no room knows how it is shown",
    from: { path: "^src/", pathNot: "^src/entry/" },
    to: { path: "^src/entry/" },
  },
  {
    name: "import-is-an-entry-of-its-own",
    severity: "error",
    comment: "nobody knows the importers, the face least of all",
    from: { path: "^src/", pathNot: "^src/import/" },
    to: { path: "^src/import/" },
  },
  {
    name: "csv-is-an-entry-of-its-own",
    severity: "error",
    comment: "nobody knows the reader of CSV, the face least of all",
    from: { path: "^src/", pathNot: "^src/csv/" },
    to: { path: "^src/csv/" },
  },
  {
    name: "charts-are-an-entry-of-their-own",
    severity: "error",
    comment: "nobody knows the pictures, the face least of all",
    from: { path: "^src/", pathNot: "^src/charts/" },
    to: { path: "^src/charts/" },
  },
  {
    name: "no-other-rooms",
    severity: "error",
    comment: "a new room gets its place in the table above first",
    from: { path: "^src/[^/]+/", pathNot: `^src/${either(["entry", ...rooms])}/` },
    to: {},
  },
  {
    name: "schemas-stay-apart",
    severity: "error",
    comment: "importing a pure function never brings zod",
    from: { path: "^src/", pathNot: `(${SCHEMA_FILE}|^src/entry/schemas\\.ts$)` },
    to: { path: SCHEMA_FILE },
  },
  {
    name: "zod-in-schemas-only",
    severity: "error",
    from: { path: "^src/", pathNot: SCHEMA_FILE },
    to: { path: npm(["zod"]) },
  },
  {
    name: "dates-in-kernel-only",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/kernel/" },
    to: { path: npm(["date-fns", "@date-fns"]) },
  },
  {
    name: "phone-numbers-in-phone-only",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/entry/phone\\.ts$" },
    to: { path: npm(["libphonenumber-js"]) },
  },
  {
    name: "csv-syntax-in-csv-only",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/csv/" },
    to: { path: npm(["papaparse"]) },
  },
  {
    name: "nothing-else-from-npm",
    severity: "error",
    from: { path: "^src/" },
    to: {
      dependencyTypesNot: ["local", "core"],
      pathNot: npm(["zod", "date-fns", "@date-fns", "libphonenumber-js", "papaparse"]),
    },
  },
  {
    name: "nothing-from-node",
    severity: "error",
    from: { path: "^src/" },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "only-the-house",
    severity: "error",
    from: { path: "^src/" },
    to: { path: "^(test|examples|docs|dist)/" },
  },
];
