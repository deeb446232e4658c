/** All of `setia` in a worker: the page stays quick however long the file is. */
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
import { openCsv } from "setia/csv";
import { importTable } from "setia/import";
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
  const { events, skipped, currency } = csv === undefined ? fromSample() : await fromFile(csv);
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

async function fromFile(csv: string): Promise<Facts> {
  const orders = importTable(await openCsv(csv), {
    timeZone: TIME_ZONE,
    onProgress: ({ rows }) => {
      say({ kind: "progress", stage: "read", done: rows });
    },
  });
  const events: CustomerEvent[] = [];
  const skipped: string[] = [];
  for await (const found of orders) {
    events.push(...found.events);
    skipped.push(...found.skipped.map(({ message }) => message));
  }
  const order = events.find((event) => event.type === "order_completed");
  if (order === undefined) {
    throw new Error(`No order could be read: ${skipped[0] ?? "the file has no rows"}`);
  }
  return { events, currency: order.currency, skipped };
}
