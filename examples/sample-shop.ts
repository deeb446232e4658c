/**
 * A small shop that is made from a fixed seed, so that it is the same on every machine: phones and cases,
 * soda and chips, Indonesian names, rupiah.
 */
import {
  DEFAULT_TACTIC_POLICY,
  defineCrossSellRules,
  type CrossSellRule,
  type CustomerEvent,
  type Product,
  type TacticPolicy,
} from "setia";

/** Everything the demo needs to know of a shop. */
export interface Shop {
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly asOf: Date;
  readonly products: ReadonlyMap<string, Product>;
  readonly rules: readonly CrossSellRule[];
  readonly events: readonly CustomerEvent[];
  readonly tacticPolicy: TacticPolicy;
}

const CUSTOMERS = 240;
const FIRST_DAY = Date.UTC(2025, 4, 1);
const LAST_DAY = Date.UTC(2026, 9, 31);
const DAY = 86_400_000;
/** Jakarta is seven hours ahead of UTC all year. */
const JAKARTA = 7 * 3_600_000;

const PRODUCTS: readonly Product[] = [
  { sku: "HP-A1", name: "Ponsel Nusa A1", category: "phone", price: 189_900_000, durable: true },
  { sku: "HP-B2", name: "Ponsel Nusa B2", category: "phone", price: 349_900_000, durable: true },
  { sku: "HP-C3", name: "Ponsel Raya C3", category: "phone", price: 599_900_000, durable: true },
  { sku: "CS-A1", name: "Casing Nusa A1", category: "case", price: 7_500_000 },
  { sku: "CS-B2", name: "Casing Nusa B2", category: "case", price: 8_900_000 },
  { sku: "CS-C3", name: "Casing Raya C3", category: "case", price: 12_900_000 },
  { sku: "CH-20", name: "Pengisi Daya 20 W", category: "charger", price: 14_900_000 },
  { sku: "SD-K", name: "Soda Kola (dus)", category: "soda", price: 8_500_000, consumable: true },
  { sku: "SD-J", name: "Soda Jeruk (dus)", category: "soda", price: 8_500_000, consumable: true },
  {
    sku: "KR-B",
    name: "Keripik Balado (dus)",
    category: "chips",
    price: 12_500_000,
    consumable: true,
  },
  {
    sku: "KR-O",
    name: "Keripik Original (dus)",
    category: "chips",
    price: 11_500_000,
    consumable: true,
  },
  {
    sku: "KR-R",
    name: "Keripik Rumput Laut (dus)",
    category: "chips",
    price: 13_500_000,
    consumable: true,
  },
];

const RULES = defineCrossSellRules([
  {
    name: "phone → case",
    when: { inBasket: [{ category: "phone" }] },
    offer: { category: "case" },
  },
  {
    name: "soda → chips",
    when: { inBasket: [{ category: "soda" }], stage: ["first_time"] },
    offer: { category: "chips" },
  },
]);

const WOMEN = [
  "Ani",
  "Dewi",
  "Fitri",
  "Indah",
  "Kartika",
  "Lestari",
  "Maya",
  "Nur",
  "Putri",
  "Ratna",
  "Sari",
  "Wulan",
];
const MEN = [
  "Agus",
  "Bambang",
  "Budi",
  "Dedi",
  "Eko",
  "Hendra",
  "Joko",
  "Rizky",
  "Slamet",
  "Teguh",
  "Wahyu",
  "Yusuf",
];
const FAMILY = [
  "Gunawan",
  "Hidayat",
  "Kusuma",
  "Lubis",
  "Nasution",
  "Pratama",
  "Santoso",
  "Setiawan",
  "Siregar",
  "Wijaya",
];

/**
 * Makes the shop.
 *
 * @param seed - another seed makes another shop
 * @returns the shop with all its events
 */
export function sampleShop(seed = 20261031): Shop {
  const random = seeded(seed);
  const chance = (share: number): boolean => random() < share;
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  };
  const products = new Map(PRODUCTS.map((product) => [product.sku, product]));
  const ofCategory = (category: string): Product[] =>
    PRODUCTS.filter((product) => product.category === category);
  const events: CustomerEvent[] = [];
  let orderNumber = 1000;

  const order = (customerId: string, day: number, skus: readonly string[]): void => {
    const at = new Date(day + (8 + random() * 12) * 3_600_000 - JAKARTA);
    const quantities = new Map<string, number>();
    for (const sku of skus) quantities.set(sku, (quantities.get(sku) ?? 0) + 1);
    const lines = [...quantities].map(([sku, quantity]) => ({
      sku,
      quantity,
      unitPrice: products.get(sku)?.price ?? 0,
    }));
    const total = lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0);
    const orderId = `T${String(++orderNumber)}`;
    const fact = { customerId, orderId };
    const placed = { ...fact, id: orderId, at, currency: "IDR", total, lines };
    events.push({ ...placed, type: "order_completed" });
    const later = new Date(at.getTime() + 2 * DAY);
    if (later.getTime() > LAST_DAY) return;
    if (chance(0.015)) {
      events.push({ ...fact, id: `${orderId}-cancel`, type: "order_cancelled", at: later });
    } else if (chance(0.02)) {
      const amount = lines[0]?.unitPrice ?? total;
      events.push({ ...fact, id: `${orderId}-refund`, type: "order_refunded", at: later, amount });
    }
  };

  /** Cola goes with spicy chips, orange soda with plain ones; now and then somebody wants neither. */
  const snacks = (): string[] => {
    const soda = chance(0.55) ? "SD-K" : "SD-J";
    const basket = chance(0.9) ? [soda] : [];
    if (chance(0.5)) basket.push(soda === "SD-K" ? "KR-B" : "KR-O");
    if (chance(0.25) || basket.length === 0) basket.push(pick(ofCategory("chips")).sku);
    return basket;
  };
  const phoneAndMore = (): string[] => {
    const phone = pick(ofCategory("phone")).sku;
    const basket = [phone];
    if (chance(0.45)) basket.push(phone.replace("HP", "CS"));
    if (chance(0.2)) basket.push("CH-20");
    return basket;
  };

  for (let number = 1; number <= CUSTOMERS; number++) {
    const customerId = `P${String(number).padStart(3, "0")}`;
    const woman = chance(0.5);
    const firstDay = FIRST_DAY + Math.floor(random() ** 0.7 * ((LAST_DAY - FIRST_DAY) / DAY)) * DAY;
    events.push({
      id: `${customerId}-identified`,
      type: "customer_identified",
      customerId,
      at: new Date(firstDay - JAKARTA),
      kind: "person",
      traits: {
        name: `${pick(woman ? WOMEN : MEN)} ${pick(FAMILY)}`,
        honorific: woman ? "Ibu" : "Bapak",
        phone: `+62812${String(10_000_000 + number)}`,
        ...(number % 3 === 0 ? { email: `${customerId.toLowerCase()}@toko-setia.id` } : {}),
      },
    });
    // One in eight has agreed to nothing yet.
    if (number % 8 !== 0) {
      events.push({
        id: `${customerId}-agreed`,
        type: "consent_changed",
        customerId,
        at: new Date(firstDay - JAKARTA),
        purpose: "marketing",
        channel: "any",
        status: "granted",
        proof: { method: "web_form" },
      });
    }
    const buysPhones = chance(0.35);
    const gap = 10 + random() * 35;
    // Most stay on average eight gaps; a few leave after the first order.
    const staysFor = chance(0.2) ? 0 : -Math.log(1 - random()) * gap * 8;
    if (buysPhones) order(customerId, firstDay, phoneAndMore());
    let day = firstDay + (buysPhones ? 20 * DAY : 0);
    while (day <= Math.min(firstDay + staysFor * DAY, LAST_DAY)) {
      order(customerId, day, snacks());
      day += Math.max(1, Math.round(gap * (0.6 + 0.8 * random()))) * DAY;
    }
    if (!buysPhones && staysFor === 0) order(customerId, firstDay, snacks());
  }

  return {
    name: "Toko Setia",
    timeZone: "Asia/Jakarta",
    currency: "IDR",
    asOf: new Date(LAST_DAY + DAY - JAKARTA - 1),
    products,
    rules: RULES,
    // The day is over, not the hour looked at.
    tacticPolicy: { ...DEFAULT_TACTIC_POLICY, quietHours: null },
    events: events.filter((event) => event.at.getTime() < LAST_DAY + DAY - JAKARTA),
  };
}

/** The mulberry32 generator: the same numbers from the same seed everywhere. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
