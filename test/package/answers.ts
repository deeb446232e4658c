/**
 * Writes everything that the demo's shop is answered, without sentences, so that two versions can be compared:
 *
 *   npm run answers -- before.json     in one checkout, after.json in the other; then `cmp`
 */
import { writeFileSync } from "node:fs";
import { analyzeRfm, createCrm, decide, fitLifetime, memoryStore, ordersFromEvents } from "setia";
import { sampleShop } from "../../examples/sample-shop";

/** What only says it in words. */
const WORDS = ["reason", "reasons", "facts", "message", "title", "question", "moment", "next"];

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Map) return [...value].map(plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !WORDS.includes(name))
      .map(([name, member]) => [name, plain(member)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const [, , path] = process.argv;
if (path === undefined) throw new Error("name a file to write to");
const { asOf, events, products, rules, timeZone, currency, tacticPolicy } = sampleShop();
const crm = createCrm({
  ...{ store: memoryStore(), timeZone, currency, products, rules, tacticPolicy },
  clock: () => asOf,
});
await crm.record(events);
await crm.refit({ asOf });
const decisions: unknown[] = [];
for await (const decision of crm.decideAll({ asOf, explain: () => true })) decisions.push(decision);
const customers = [];
for (const id of [...new Set(events.map((event) => event.customerId))].sort()) {
  const view = await crm.customer(id, { asOf });
  customers.push({ view, decision: decide(view, { policy: tacticPolicy }) });
}
const { model, scores, columns } = analyzeRfm(ordersFromEvents(events, { asOf }), { asOf });
const answers = { decisions, customers, rfm: { model, scores }, lifetime: fitLifetime(columns) };
writeFileSync(path, JSON.stringify(plain(answers), null, 1));
