/**
 * The first loop: a file of orders goes in; for every customer comes out who they are, how valuable, where
 * on the loyalty loop, what to do next and what to offer, each with its reasons.
 *
 *   npm run demo                                   a small shop made from a fixed seed
 *   npm run demo -- path/to/orders.csv             your own file, also gzipped
 *   npm run demo -- orders.csv --language id       in Indonesian
 *
 * It also writes a report for the owner of the shop: one HTML file with pictures, tables and what to do.
 */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { TZDate } from "@date-fns/tz";
import {
  createCrm,
  decisionEvent,
  DEFAULT_TACTIC_POLICY,
  describeDecision,
  explain,
  formatMoney,
  isSetiaError,
  words,
  memoryStore,
  mineRules,
  ordersFromEvents,
  SetiaError,
  wordOf,
  type ActDecision,
  type CompactDecision,
  type Crm,
  type CrmReport,
  type CustomerEvent,
  type Language,
  type Order,
  type ReportRow,
  TACTICS,
  type TacticPolicy,
} from "setia";
import { type ItemPattern } from "setia/cross-sell";
import { type Product } from "setia/rfm";
import { CSV_ENCODINGS, type CsvEncoding } from "setia/csv";
import {
  DATE_FORMS,
  DECIMAL_SIGNS,
  importRows,
  ROW_ROLES,
  SKIP_REASONS,
  type Column,
  type DateForm,
  type DecimalSign,
  type RowRole,
} from "setia/import";
import { phrase, SKIPPED } from "./first-loop-texts";
import { readOrdersFile, type OrdersFile } from "./orders-file";
import { reportPage, type ActionCard } from "./report";
import { sampleShop, type Shop } from "./sample-shop";
import { insightsOf } from "./shop-insights";

const HELP = `Usage: npm run demo -- [orders.csv] [options]

  --language en|id          language of the print-out (en)
  --currency CODE           ISO 4217 code of the amounts, if no column names it
  --time-zone ZONE          IANA zone of times without an offset (UTC)
  --as-of INSTANT           the instant to look from (the day after the last order)
  --dates FORM              how 03/04/2026 or a number is meant, if no other date of the file shows it:
                            ${DATE_FORMS.join(", ")}
  --decimal point|comma     how 1.234 is meant, if no other amount of the file shows it
  --encoding ENCODING       how the letters of the file are written, if it is not found:
                            ${CSV_ENCODINGS.join(", ")}
  --column ROLE=HEADER      a column that is not recognised by its name, or means something else; may be
                            repeated; ROLE= alone switches a role off; roles:
                            ${ROW_ROLES.slice(0, 14).join(", ")},
                            ${ROW_ROLES.slice(14).join(", ")}
  --top N                   how many customers and rules to print (5)
  --report FILE             where to write the report (setia-report.html); "none" for no report
`;

/** Customers that the report names. */
const REPORTED_ACTIONS = 8;

interface Settings {
  readonly path: string | undefined;
  readonly language: Language;
  readonly currency: string;
  readonly timeZone: string;
  readonly asOf: Date | undefined;
  readonly dates: DateForm | undefined;
  readonly decimal: DecimalSign | undefined;
  readonly encoding: CsvEncoding | undefined;
  readonly columns: Partial<Record<RowRole, Column>>;
  readonly top: number;
  readonly report: string;
}

/** Where the demo writes. */
export interface Outlets {
  /** Takes the print-out, line by line. */
  readonly print: (line: string) => void;
  /** Takes news of long work. */
  readonly progress: (news: string) => void;
  /** Takes the report, and the path where it belongs. */
  readonly save: (path: string, html: string) => void;
}

/**
 * Runs the whole loop and prints it.
 *
 * @param args - command line without the program
 * @param outlets - where to write
 * @throws SetiaError if the arguments or the file cannot be used
 */
export async function firstLoop(args: readonly string[], outlets: Outlets): Promise<void> {
  const settings = readSettings(args);
  if (settings === undefined) {
    outlets.print(HELP);
    return;
  }
  const { language, top } = settings;
  const { print, progress } = outlets;
  const shop =
    settings.path === undefined ? sampleShop() : await fromFile(settings.path, settings, outlets);
  const asOf = settings.asOf ?? shop.asOf;
  if (settings.path === undefined) {
    print(`${phrase("shop", language)}: ${shop.name} (${phrase("generated", language)})`);
  }

  const { timeZone, currency, products, rules, tacticPolicy } = shop;
  const crm = createCrm({
    store: memoryStore(),
    timeZone,
    currency,
    products,
    rules,
    tacticPolicy,
  });
  await record(crm, shop.events, progress);
  const refit = await crm.refit({
    asOf,
    onProgress: ({ stage, done }) => {
      progress(`${stage} ${String(done)}`);
    },
  });
  const counting = ({ done }: { readonly done: number }): void => {
    progress(`${phrase("customers", language)} ${String(done)}`);
  };
  const report = await crm.report({ asOf, onProgress: counting });
  printReport(report, shop, language, print);

  const actions: CompactDecision[] = [];
  const perTactic = new Map<string, number>();
  for await (const decision of crm.decideAll({ asOf, onProgress: counting })) {
    const title = titleOf(decision, language);
    perTactic.set(title, (perTactic.get(title) ?? 0) + 1);
    if (decision.status === "act") actions.push(decision);
  }
  const tactics = [...perTactic]
    .map(([name, customers]) => ({ name, customers }))
    .sort((a, b) => b.customers - a.customers);
  printTable(phrase("tactics", language), tactics, report.customers, language, print);

  if (settings.path !== undefined) print(`  ${phrase("consentUnknown", language)}`);

  actions.sort((a, b) => (b.score ?? 0) - (a.score ?? 0));
  heading(phrase("actFirst", language), print);
  if (actions.length === 0) print(`  ${phrase("nobody", language)}`);
  const shown = varied(actions).slice(0, Math.max(top, REPORTED_ACTIONS));
  const cards: ActionCard[] = [];
  for (const { customerId } of shown) {
    const decision = await crm.decide(customerId, { asOf });
    if (decision.status === "act") cards.push(await describeAction(decision, crm, language));
  }
  cards.slice(0, top).forEach((card, index) => {
    printAction(index + 1, card, language, print);
  });

  heading(phrase("rules", language), print);
  printRules(ordersFromEvents(shop.events, { asOf }), shop.products, top * 2, language, print);

  const diagnostics = [...refit.diagnostics, ...report.diagnostics];
  if (diagnostics.length > 0) {
    heading(phrase("diagnostics", language), print);
    for (const given of diagnostics) print(`  ${explain(given, language)}`);
  }
  const [first] = actions;
  const decision = first && (await crm.decide(first.customerId, { asOf }));
  if (decision?.status === "act") await closeTheLoop(decision, crm, language, print);

  if (settings.report === "none") return;
  progress(phrase("drawing", language));
  const parts = {
    insights: insightsOf(shop, asOf),
    counts: report,
    actions: cards.slice(0, REPORTED_ACTIONS),
    perTactic: tactics,
    diagnostics,
    isGenerated: settings.path === undefined,
  };
  outlets.save(settings.report, await reportPage(parts, language));
  heading(phrase("report", language), print);
  print(`  ${phrase("written", language)}: ${settings.report}`);
}

function readSettings(args: readonly string[]): Settings | undefined {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        language: { type: "string", default: "en" },
        currency: { type: "string", default: "XXX" },
        "time-zone": { type: "string", default: "UTC" },
        "as-of": { type: "string" },
        dates: { type: "string" },
        decimal: { type: "string" },
        encoding: { type: "string" },
        column: { type: "string", multiple: true, default: [] },
        top: { type: "string", default: "5" },
        report: { type: "string", default: "setia-report.html" },
        help: { type: "boolean", default: false },
      },
    });
  } catch (cause) {
    throw wrong(
      `${cause instanceof Error ? cause.message : String(cause)}; expected --help to tell the options`,
    );
  }
  const { values, positionals } = parsed;
  if (values.help) return undefined;
  const language = words.languages.find((known) => known === values.language);
  if (language === undefined)
    throw wrong(`--language is ${values.language}; expected ${words.languages.join(" or ")}`);
  const oneOf = <Word extends string>(
    name: "dates" | "decimal" | "encoding",
    words: readonly Word[],
  ): Word | undefined => {
    const value = values[name];
    const word = words.find((each) => each === value);
    if (value !== undefined && word === undefined) {
      throw wrong(`--${name} is ${value}; expected one of ${words.join(", ")}`);
    }
    return word;
  };
  const dates = oneOf("dates", DATE_FORMS);
  const decimal = oneOf("decimal", DECIMAL_SIGNS);
  const encoding = oneOf("encoding", CSV_ENCODINGS);
  if (positionals.length > 1) {
    throw wrong(`${String(positionals.length)} files are given; expected one`);
  }
  const top = Number(values.top);
  if (!Number.isInteger(top) || top < 1)
    throw wrong(`--top is ${values.top}; expected a whole number above 0`);
  const columns = Object.fromEntries(
    values.column.map((pair) => {
      const [role = "", ...header] = pair.split("=");
      if (!(ROW_ROLES as readonly string[]).includes(role) || header.length === 0) {
        throw wrong(
          `--column is ${pair}; expected ROLE=HEADER with a role of ${ROW_ROLES.join(", ")}`,
        );
      }
      const name = header.join("=");
      return [role, name === "" ? false : name];
    }),
  );
  const timeZone = values["time-zone"];
  // Looked at before a long file is read.
  createCrm({ store: memoryStore(), timeZone, currency: values.currency });
  const written = values["as-of"];
  const asOf = written === undefined ? undefined : instantOf(written, timeZone);
  if (written !== undefined && asOf === undefined) {
    throw wrong(`--as-of is ${written}; expected an instant such as 2026-01-31T00:00:00Z`);
  }
  return {
    path: positionals[0],
    language,
    currency: values.currency,
    timeZone,
    asOf,
    dates,
    decimal,
    encoding,
    columns,
    top,
    report: values.report,
  };
}

/** Reads a time as a file's dates are read. */
function instantOf(text: string, timeZone: string): Date | undefined {
  const rows = [{ at: text, customerId: "x", total: 0 }];
  const columns = { at: "at", customerId: "customerId", total: "total" };
  return importRows(rows, { columns, currency: "XXX", timeZone }).events[0]?.at;
}

function wrong(problem: string): SetiaError {
  return new SetiaError("INVALID_OPTION", `first-loop: ${problem}`);
}

async function fromFile(path: string, settings: Settings, outlets: Outlets): Promise<Shop> {
  const { language, timeZone, dates, decimal, encoding } = settings;
  const file = await readOrdersFile(path, {
    currency: settings.currency,
    columns: settings.columns,
    timeZone,
    encoding,
    ...(dates === undefined ? {} : { dates }),
    ...(decimal === undefined ? {} : { decimal }),
    onProgress: ({ rows }) => {
      outlets.progress(`${phrase("lines", language)} ${String(rows)}`);
    },
  });
  printFile(file, settings, outlets.print);
  const { currency, products, facts: events } = file;
  return {
    name: path,
    timeZone,
    currency,
    products,
    rules: [],
    events,
    asOf: dayAfter(file.lastFactAt, timeZone),
    tacticPolicy: ORDERS_ALONE,
  };
}

/** A file of orders tells neither addresses nor consents, so that nobody could be written to. */
const ORDERS_ALONE: TacticPolicy = {
  ...DEFAULT_TACTIC_POLICY,
  contactPoints: "assumed",
  // Whoever is to be won is not in a file of orders.
  disabled: TACTICS.map(({ id }) => id).filter((id) => id.startsWith("acq.")),
  consent: {
    ...DEFAULT_TACTIC_POLICY.consent,
    withoutConsent: {
      ...DEFAULT_TACTIC_POLICY.consent.withoutConsent,
      marketing: "legitimate_interest",
    },
  },
  // The day is over, not the hour looked at.
  quietHours: null,
};

function titleOf({ status, tactic }: CompactDecision, language: Language): string {
  if (status === "none" || status === "defer") return phrase("nothing", language);
  if (status === "hold_out") return phrase("heldOut", language);
  return TACTICS.find(({ id }) => id === tactic)?.title[language] ?? "";
}

/** Leaves at most two decisions for each tactic, so that a short list shows more than one idea. */
function varied(actions: readonly CompactDecision[]): CompactDecision[] {
  const shown = new Map<string | undefined, number>();
  return actions.filter(({ tactic }) => {
    const count = (shown.get(tactic) ?? 0) + 1;
    shown.set(tactic, count);
    return count <= 2;
  });
}

/** The first instant of the next calendar day of the zone. */
function dayAfter(instant: Date, timeZone: string): Date {
  const local = new TZDate(instant.getTime(), timeZone);
  return new Date(
    new TZDate(local.getFullYear(), local.getMonth(), local.getDate() + 1, timeZone).getTime(),
  );
}

async function record(
  crm: Crm,
  events: readonly CustomerEvent[],
  progress: (news: string) => void,
): Promise<void> {
  const batch = 5000;
  for (let begin = 0; begin < events.length; begin += batch) {
    await crm.record(events.slice(begin, begin + batch));
    progress(`record ${String(Math.min(begin + batch, events.length))}`);
  }
}

function printFile(
  file: OrdersFile,
  { language, timeZone }: Settings,
  print: Outlets["print"],
): void {
  const number = new Intl.NumberFormat(language);
  heading(phrase("linesWentWhere", language), print);
  const row = (count: number, text: string): void => {
    if (count > 0) print(`  ${number.format(count).padStart(10)}  ${text}`);
  };
  const left = Object.values(file.skipped).reduce((sum, count) => sum + count, 0);
  row(file.rows - left, phrase("used", language));
  for (const reason of SKIP_REASONS) {
    const first = file.firstSkipped.get(reason) ?? "";
    row(
      file.skipped[reason] ?? 0,
      `${SKIPPED[reason][language]} (${phrase("first", language)}: ${first})`,
    );
  }
  row(file.rows, `= ${phrase("lines", language)}`);

  heading(phrase("assumptions", language), print);
  for (const sentence of file.summary) print(`  ${sentence}`);
  if (file.notes.count > 0) {
    print(`  ${phrase("notes", language)}: ${number.format(file.notes.count)}.`);
    for (const note of file.notes.first) print(`    ${note}`);
  }
  const columns = Object.entries(file.columns).map(([role, header]) => `${role} = ${header}`);
  print(`  ${phrase("columns", language)}: ${columns.join(", ")}.`);
  if (file.unused.length > 0) print(`  ${phrase("unused", language)}: ${file.unused.join(", ")}.`);
  if (file.columns.orderId === undefined) print(`  ${phrase("noOrderColumn", language)}`);
  print(`  ${phrase("zone", language)} ${timeZone} (--time-zone).`);
  if (file.currency === "XXX") print(`  ${phrase("unknownCurrency", language)}`);
}

function printReport(
  report: CrmReport,
  { timeZone, currency }: Shop,
  language: Language,
  print: Outlets["print"],
): void {
  const number = new Intl.NumberFormat(language);
  const date = new Intl.DateTimeFormat(language, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone,
  });
  heading(phrase("base", language), print);
  print(`  ${phrase("asOf", language)} ${date.format(report.asOf)} (${timeZone})`);
  const facts = [
    `${number.format(report.customers)} ${nounOf("customers", report.customers, language)}`,
    `${number.format(report.orders)} ${nounOf("orders", report.orders, language)}`,
    `${phrase("revenue", language)} ${formatMoney(report.revenue, currency, language)}`,
  ];
  print(`  ${facts.join(", ")}`);
  const named = (rows: readonly ReportRow[]): (ReportRow & { readonly money: string })[] =>
    rows
      .filter((row) => row.customers > 0)
      .map((row) => ({
        ...row,
        name: wordOf(row.name, language),
        money: formatMoney(row.revenue, currency, language),
      }));
  printTable(
    phrase("segments", language),
    named(report.segments),
    report.customers,
    language,
    print,
  );
  printTable(phrase("stages", language), named(report.stages), report.customers, language, print);
  printTable(
    phrase("activities", language),
    named(report.activities),
    report.customers,
    language,
    print,
  );
}

/** Indonesian nouns are the same for one and many. */
function nounOf(name: "customers" | "orders", count: number, language: Language): string {
  const noun = phrase(name, language);
  return language === "en" && count === 1 ? noun.slice(0, -1) : noun;
}

interface TableRow {
  readonly name: string;
  readonly customers: number;
  readonly money?: string;
}

function printTable(
  title: string,
  rows: readonly TableRow[],
  all: number,
  language: Language,
  print: Outlets["print"],
): void {
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: "percent", minimumFractionDigits: 1 });
  const width = Math.max(...rows.map((row) => row.name.length));
  const moneyWidth = Math.max(...rows.map((row) => row.money?.length ?? 0));
  heading(title, print);
  for (const { name, customers, money = "" } of rows) {
    const share = customers / all;
    const cells = [
      name.padEnd(width),
      number.format(customers).padStart(7),
      percent.format(share).padStart(7),
      money.padStart(moneyWidth),
      "█".repeat(Math.round(share * 30)),
    ];
    print(`  ${cells.join("  ")}`.trimEnd());
  }
}

/** Puts a decision into words, with who it is for. */
async function describeAction(
  decision: ActDecision,
  crm: Crm,
  language: Language,
): Promise<ActionCard> {
  const { customerId, asOf, offer } = decision;
  const view = await crm.customer(customerId, { asOf });
  const { traits, loyalty, rfm, segment } = view;
  const { title, message, reasons } = describeDecision(decision, {
    language,
    profile: view.profile,
  });
  const who = traits.name === undefined ? customerId : `${traits.name} (${customerId})`;
  const stage = wordOf(loyalty.stage, language);
  const activity = wordOf(loyalty.activity, language);
  // A title such as "champion" would contradict "overdue": then the code stands for it, and its figures below.
  const standing =
    loyalty.activity === "active"
      ? [`${wordOf(segment ?? "prospect", language)} ${rfm?.code ?? ""}`.trim(), stage, activity]
      : [activity, stage, ...(rfm === undefined ? [] : [`RFM ${rfm.code}`])];
  const scores = (rfm?.reasons ?? []).map((given) => explain(given, language));
  return { who, title, standing, message, offer: offer?.name, reasons: [...reasons, ...scores] };
}

function printAction(
  place: number,
  { who, title, standing, message, offer, reasons }: ActionCard,
  language: Language,
  print: Outlets["print"],
): void {
  print(`  ${String(place)}. ${who}: ${title}`);
  print(`     ${standing.join(" · ")}`);
  print(`     ${phrase("say", language)}: ${message}`);
  if (offer !== undefined) print(`     ${phrase("offer", language)}: ${offer}`);
  for (const why of reasons) print(`     ${phrase("why", language)}: ${why}`);
  print("");
}

function printRules(
  orders: readonly Order[],
  products: ReadonlyMap<string, Product>,
  top: number,
  language: Language,
  print: Outlets["print"],
): void {
  const rules = mineRules(orders);
  if (rules.length === 0) {
    print(`  ${phrase("noRules", language)}`);
    return;
  }
  const percent = new Intl.NumberFormat(language, { style: "percent" });
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const nameOf = (sku: string): string => products.get(sku)?.name ?? sku;
  print(`  (${phrase("ruleHeader", language)})`);
  for (const { when, offer, measures } of rules.slice(0, top)) {
    const { count, antecedentCount, confidence, lift } = measures;
    const textOf = (item: ItemPattern): string =>
      typeof item === "string" ? nameOf(item) : item.category;
    const pair = `${(when.inBasket ?? []).map(textOf).join(" + ")} → ${textOf("sku" in offer ? offer.sku : offer)}`;
    const figures = `${String(count)}/${String(antecedentCount)}, ${percent.format(confidence)}, ${number.format(lift)}`;
    print(`  ${pair}: ${figures}`);
  }
}

/** Records that the message went out, and asks again: the answer is another one now. */
async function closeTheLoop(
  decision: ActDecision,
  crm: Crm,
  language: Language,
  print: Outlets["print"],
): Promise<void> {
  const { id: decisionId, customerId, asOf, tactic } = decision;
  const delivered = {
    id: `delivered:${decisionId}`,
    type: "tactic_delivered",
    decisionId,
  } as const;
  await crm.record([decisionEvent(decision), { ...delivered, customerId, at: asOf }]);
  const next = await crm.decide(customerId, { asOf });
  const { title } = describeDecision(next, { language });
  heading(phrase("loop", language), print);
  print(`  ${phrase("sent", language)}: ${title}.`);
  const gates = next.candidates.find((candidate) => candidate.tactic === tactic.id)?.gates ?? [];
  const resting = gates.find((gate) => gate.gate === "cooldown" && !gate.passed);
  if (resting !== undefined) {
    print(`  ${tactic.title[language]}: ${explain(resting.reason, language)}`);
  }
}

function heading(text: string, print: Outlets["print"]): void {
  print("");
  print(text);
  print("─".repeat(text.length));
}

async function main(): Promise<void> {
  const terminal = process.stderr.isTTY;
  try {
    await firstLoop(process.argv.slice(2), {
      print: (line) => {
        if (terminal) process.stderr.write("\r\u001b[K");
        process.stdout.write(`${line}\n`);
      },
      progress: (news) => {
        if (terminal) process.stderr.write(`\r\u001b[K… ${news}`);
      },
      save: (path, html) => {
        writeFileSync(resolve(path), html);
      },
    });
  } catch (error) {
    if (!isSetiaError(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
