/**
 * Decisions per second of processor time, with the whole catalogue: `npm run bench:tactics`. Views are made before and not
 * counted. Linear means that the last lines agree.
 */
import { createDecider, decide, describeDecision, viewCustomer, type CustomerView } from "setia";
import { randomFrom, simulateCustomer, YEAR_ENDS } from "../tactics/simulated-customers";

const asOf = new Date(YEAR_ENDS - 12 * 3_600_000);
const DISTINCT = 5000;

const views: CustomerView[] = [];
for (let number = 0; number < DISTINCT; number++) {
  const { events } = simulateCustomer(number, randomFrom(number));
  views.push(viewCustomer({ events }, { asOf, timeZone: "Asia/Jakarta", currency: "IDR" }));
}

/** Seconds of processor time, which other programs on the machine do not change much. */
function seconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

for (const customers of [5000, 10_000, 30_000, 100_000]) {
  const decider = createDecider();
  let acts = 0;
  const heap = process.memoryUsage().heapUsed;
  const took = seconds(() => {
    for (let at = 0; at < customers; at++) {
      const view = views[at % DISTINCT];
      if (view !== undefined && decider.next(view).status === "act") acts++;
    }
  });
  const grown = (process.memoryUsage().heapUsed - heap) / 2 ** 20;
  console.log(
    `${String(customers).padStart(7)} customers: ${Math.round(customers / took).toLocaleString("en")} per second, ${String(acts)} acts, heap ${grown.toFixed(0)} MB`,
  );
}
const some = views.slice(0, 2000);
const full = seconds(() => some.forEach((view) => decide(view)));
const told = seconds(() =>
  some.forEach((view) => describeDecision(decide(view), { language: "id", audience: "auditor" })),
);
console.log(
  `every gate of every tactic: ${Math.round(2000 / full).toLocaleString("en")} per second`,
);
console.log(
  `and written for an auditor: ${Math.round(2000 / told).toLocaleString("en")} per second`,
);
