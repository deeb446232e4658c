/** All of `setia` in a worker: the page stays quick however long the file is. */
import { parse } from "csv-parse/browser/esm/sync";
import {
  createCrm,
  decide,
  describeDecision,
  formatMoney,
  memoryStore,
  wordOf,
  type CustomerEvent,
  type Decision,
} from "setia";
import { importRows } from "setia/import";
import { sampleShop } from "../sample-shop";
import type { ActionLine, Answer, Question, Reply } from "./messages";

const TIME_ZONE = "Asia/Jakarta";
/** Jakarta is seven hours ahead of UTC all year. */
const END_OF_DAY = "T23:59:59.999+07:00";
const ACTIONS_SHOWN = 20;

interface Facts {
  readonly events: readonly CustomerEvent[];
  readonly skipped: readonly string[];
  readonly currency: string;
}

function say(reply: Reply): void {
  globalThis.postMessage(reply);
}

globalThis.onmessage = ({ data }: MessageEvent<Question>) => {
  answer(data).then(
    (found) => {
      say({ kind: "answer", answer: found });
    },
    (error: unknown) => {
      say({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
    },
  );
};

async function answer({ csv, day, language }: Question): Promise<Answer> {
  const { events, skipped, currency } = csv === undefined ? fromSample() : fromFile(csv);
  const crm = createCrm({ store: memoryStore(), timeZone: TIME_ZONE, currency });
  await crm.record(events);
  const asOf = new Date(`${day}${END_OF_DAY}`);
  await crm.refit({
    asOf,
    onProgress: ({ stage, done }) => {
      say({ kind: "progress", stage, done });
    },
  });
  const report = await crm.report({ asOf });

  const best: { decision: Decision & { status: "act" }; line: ActionLine }[] = [];
  let done = 0;
  for await (const view of crm.customers({ asOf })) {
    if (++done % 50 === 0)
      say({ kind: "progress", stage: "decide", done, total: report.customers });
    const decision = decide(view);
    if (decision.status !== "act") continue;
    const { title, reasons } = describeDecision(decision, { language, profile: view.profile });
    const customer = view.traits.name ?? view.customerId;
    best.push({ decision, line: { customer, title, reasons } });
  }
  best.sort((a, b) => b.decision.score - a.decision.score);

  const money = (amount: number): string => formatMoney(amount, currency, language);
  return {
    customers: report.customers,
    orders: report.orders,
    spent: money(report.revenue),
    segments: report.segments.map(({ name, customers, revenue }) => ({
      name: wordOf(name, language),
      customers,
      spent: money(revenue),
      share: report.revenue === 0 ? 0 : revenue / report.revenue,
    })),
    actions: best.slice(0, ACTIONS_SHOWN).map(({ line }) => line),
    skipped,
  };
}

function fromSample(): Facts {
  const { events, currency } = sampleShop();
  return { events, currency, skipped: [] };
}

function fromFile(csv: string): Facts {
  const rows = parse<Record<string, string>>(csv, {
    columns: true,
    bom: true,
    skip_empty_lines: true,
  });
  const header = new Set(Object.keys(rows[0] ?? {}));
  const known = {
    orderId: "order_id",
    customerId: "customer_id",
    at: "order_date",
    total: "total",
    currency: "currency",
    name: "name",
    sku: "sku",
    quantity: "quantity",
    unitPrice: "unit_price",
  };
  const missing = ["customer_id", "order_date", "total"].filter((column) => !header.has(column));
  if (missing.length > 0) throw new Error(`The file has no column ${missing.join(", ")}.`);
  const columns = Object.fromEntries(
    Object.entries(known).filter(([, column]) => header.has(column)),
  );
  const { events, skipped } = importRows(rows, {
    columns: { at: known.at, ...columns },
    timeZone: TIME_ZONE,
  });
  const order = events.find((event) => event.type === "order_completed");
  if (order === undefined) {
    throw new Error(`No order could be read: ${skipped[0]?.message ?? "the file has no rows"}`);
  }
  return {
    events,
    currency: order.currency,
    skipped: skipped.map(({ message }) => message),
  };
}
