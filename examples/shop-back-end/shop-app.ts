/**
 * The web side of a shop: takes the webhooks of a Shopify-style shop system, keeps them in any store, and answers
 * the till. It reads no clock and opens no port, so tests and other servers can use it as it is.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import {
  createCrm,
  describeDecision,
  explain,
  isSetiaError,
  type Crm,
  type CrossSellRule,
  type CustomerStore,
  type Language,
} from "setia";
import { type Product } from "setia/rfm";
import { importShopify } from "setia/import";

/** What the app needs to know. */
export interface ShopAppOptions {
  /** Where events and models are kept. */
  readonly store: CustomerStore;
  /** The secret that the shop system signs its webhooks with. */
  readonly webhookSecret: string;
  /** What the till and the staff say in `Authorization: Bearer …`. */
  readonly staffToken: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly products: ReadonlyMap<string, Product>;
  readonly rules: readonly CrossSellRule[];
  readonly language: Language;
  readonly clock: () => Date;
  /** Told what was left out, and why. */
  readonly log: (line: string) => void;
}

/** Makes the app and the workspace behind it. */
export function createShopApp(options: ShopAppOptions): { app: Hono; crm: Crm } {
  const { store, language, log } = options;
  const { timeZone, currency, products, rules, clock } = options;
  const crm = createCrm({ store, timeZone, currency, products, rules, clock });
  const app = new Hono();

  app.get("/health", (context) => context.json({ ok: true }));

  app.post("/webhooks/shopify", async (context) => {
    const body = await context.req.text();
    const signature = context.req.header("x-shopify-hmac-sha256") ?? "";
    if (!isSigned(body, signature, options.webhookSecret)) {
      return context.json({ error: "the signature is not that of the shop" }, 401);
    }
    const payload = readJson(body);
    const topic = context.req.header("x-shopify-topic") ?? "";
    // A refund does not name its customer: they are found by a key that was kept with the order.
    const owner = await ownerOf(payload?.["order_id"]);
    const { events, skipped } = importShopify([{ topic, payload }], {
      // A refund names its order by the id alone.
      orderBy: "id",
      customerOfOrder: () => owner,
    });
    for (const { reason, message } of skipped) log(`${topic}: ${reason}: ${message}`);
    const keys = new Map<string, string[]>();
    for (const event of events) {
      if (event.type !== "order_completed") continue;
      keys.set(event.customerId, [orderKey(event.orderId)]);
    }
    const { appended, duplicates } = await crm.record(events, { keys });
    // What cannot be read now cannot be read later either: it is logged, and answered with 200, or the shop system
    // would send it for two days and then give up on the address.
    return context.json({ appended, duplicates, skipped: skipped.length });
  });

  app.use("/till/*", staffOnly);
  app.use("/customers/*", staffOnly);
  app.use("/refit", staffOnly);

  app.get("/till/offers", async (context) => {
    const basket = (context.req.query("basket") ?? "").split(",").filter((sku) => sku !== "");
    const customerId = context.req.query("customer");
    const offers = await crm.recommend({
      basket,
      limit: 2,
      ...(customerId === undefined ? {} : { customerId }),
    });
    return context.json({
      offers: offers.map(({ sku, name, price, reasons }) => ({
        sku,
        name,
        price,
        why: reasons.map((reason) => explain(reason, language)),
      })),
    });
  });

  app.get("/customers/:id", async (context) => {
    const { segment, loyalty, profile } = await crm.customer(context.req.param("id"));
    const decision = await crm.decide(context.req.param("id"));
    const next = describeDecision(decision, { language, profile });
    return context.json({ segment, stage: loyalty.stage, activity: loyalty.activity, next });
  });

  app.post("/refit", async (context) => {
    const { customers, rules: mined } = await crm.refit();
    return context.json({ customers, rules: mined });
  });

  app.onError((error, context) => {
    if (!isSetiaError(error)) {
      log(String(error.stack));
      return context.json({ error: "something went wrong; the log says what" }, 500);
    }
    const status = error.code === "UNKNOWN_CUSTOMER" ? 404 : 422;
    return context.json({ error: error.message, code: error.code }, status);
  });

  return { app, crm };

  async function staffOnly(
    context: { req: { header: (name: string) => string | undefined } },
    next: () => Promise<void>,
  ): Promise<Response | undefined> {
    const given = context.req.header("authorization") ?? "";
    if (isSame(given, `Bearer ${options.staffToken}`)) {
      await next();
      return undefined;
    }
    return Response.json({ error: "expected the staff's token" }, { status: 401 });
  }

  async function ownerOf(orderId: unknown): Promise<string | undefined> {
    if (typeof orderId !== "number" && typeof orderId !== "string") return undefined;
    const [owner] = await store.findCustomers([orderKey(String(orderId))]);
    return owner;
  }
}

function orderKey(orderId: string): string {
  return `order:${orderId}`;
}

function isSigned(body: string, signature: string, secret: string): boolean {
  return isSame(signature, createHmac("sha256", secret).update(body).digest("base64"));
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function readJson(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
