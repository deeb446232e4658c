/** Simulated shops of known kinds, day by day. Seeds below 100 were used while building. */
import type { Order } from "setia";
import { randomStream } from "../../src/statistics";

/** What is special about a shop. */
export type WorldKind = "right" | "aging" | "cohorts" | "season" | "break" | "steady";

/** A shop: for each customer the days with an order, and what each came to. */
export interface World {
  readonly lastDay: number;
  readonly customers: readonly (readonly (readonly [day: number, total: number])[])[];
}

/** Simulates four years of a shop, in days since 1970-01-01. */
export function simulateWorld(kind: WorldKind, seed: number, count = 6000): World {
  const { uniform, gamma, normal } = draws(seed);
  const lastDay = 4 * 365 - 1;
  const customers = Array.from({ length: count }, () => {
    const joined = Math.floor(uniform() * lastDay);
    const rate = (gamma(0.5) / 45) * (kind === "cohorts" ? 1.4 - (1.1 * joined) / lastDay : 1);
    const leaves = beta(gamma(0.9), gamma(1.6));
    const most = kind === "season" ? 4 : 1;
    const usual = 5000 * Math.exp(0.8 * normal());
    const orders: [number, number][] = [[joined, Math.round(usual)]];
    let time = joined;
    let isThere = kind === "steady" || uniform() > leaves;
    while (isThere) {
      time -= Math.log(uniform()) / (rate * most);
      if (time > lastDay) break;
      if (uniform() * most > weight(kind, time, time - joined, lastDay)) continue;
      const day = Math.floor(time);
      if (day !== orders.at(-1)?.[0])
        orders.push([day, Math.round(usual * (0.6 + 0.8 * uniform()))]);
      if (kind !== "steady" && uniform() < leaves) isThere = false;
    }
    return orders;
  });
  return { lastDay, customers };
}

/** The orders of a shop up to a day. */
export function ordersUntil({ customers }: World, day: number): Order[] {
  return customers.flatMap((own, customer) =>
    own
      .filter(([on]) => on <= day)
      .map(([on, total], index) => ({
        id: `${String(customer)}-${String(index)}`,
        customerId: `c${String(customer).padStart(7, "0")}`,
        placedAt: new Date(on * 86_400_000 + 43_200_000),
        currency: "USD",
        total,
      })),
  );
}

/** Days with an order of one customer after a day, up to so many later. */
export function cameAfter(
  { customers }: World,
  customerId: string,
  day: number,
  length: number,
): number {
  const own = customers[Number(customerId.slice(1))] ?? [];
  return own.filter(([on]) => on > day && on <= day + length).length;
}

function weight(kind: WorldKind, day: number, age: number, lastDay: number): number {
  if (kind === "aging") return Math.max(0.15, (1 + age / 120) ** -0.7);
  if (kind === "break") return day > 0.75 * lastDay ? 0.4 : 1;
  if (kind !== "season") return 1;
  const ofYear = day % 365;
  const wave = 1 + 0.5 * Math.cos((2 * Math.PI * (ofYear - 200)) / 365);
  return ofYear > 325 && ofYear < 358 ? 2.5 * wave : wave;
}

const beta = (a: number, b: number): number => a / (a + b);

interface Draws {
  readonly uniform: () => number;
  readonly normal: () => number;
  readonly gamma: (shape: number) => number;
}

function draws(seed: number): Draws {
  const stream = randomStream(seed);
  const uniform = (): number => stream.uniform();
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal, gamma: (shape) => Math.exp(stream.logGamma(shape)) };
}
