/** The program as it is run: a server process over a file, spoken to over HTTP. */
import { spawn, type ChildProcess } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const SECRET = "shop-secret";
const STAFF = { authorization: "Bearer staff-token" };

interface Running {
  readonly url: string;
  readonly said: string[];
  readonly stop: () => Promise<void>;
}

let folder = "";
let server: Running;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "setia-shop-"));
  server = await start();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

async function start(file = "shop.db"): Promise<Running> {
  const child: ChildProcess = spawn(
    process.execPath,
    ["--import", "tsx", "examples/shop-back-end/server.ts", join(folder, file), "0"],
    {
      cwd: root,
      env: { ...process.env, WEBHOOK_SECRET: SECRET, STAFF_TOKEN: "staff-token" },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const said: string[] = [];
  child.stderr?.on("data", (chunk: Buffer) => said.push(String(chunk)));
  const ended = once(child, "exit");
  const listening = (async () => {
    for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
      said.push(line);
      const port = /^listening on port (\d+)$/u.exec(line)?.[1];
      if (port !== undefined) return port;
    }
    throw new Error(`the server ended: ${said.join("\n")}`);
  })();
  const url = `http://127.0.0.1:${await listening}`;
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
  };
  return { url, said, stop };
}

/** Sends a webhook as the shop system does. */
async function send(topic: string, payload: unknown, secret = SECRET): Promise<Response> {
  const body = JSON.stringify(payload);
  return fetch(`${server.url}/webhooks/shopify`, {
    method: "POST",
    headers: {
      "x-shopify-topic": topic,
      "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
    },
    body,
  });
}

async function get(path: string, headers: Record<string, string> = STAFF): Promise<unknown> {
  return (await fetch(`${server.url}${path}`, { headers })).json();
}

function order(id: number, customer: number, day: string, skus: readonly string[]): object {
  const at = `${day}T10:00:00+07:00`;
  return {
    id,
    created_at: at,
    updated_at: at,
    currency: "IDR",
    total_price: `${String(skus.length)}00000.00`,
    financial_status: "paid",
    customer: { id: customer },
    line_items: skus.map((sku) => ({ sku, quantity: 1, price: "100000.00" })),
  };
}

describe("the shop's back end", () => {
  it("takes webhooks, each once", async () => {
    const first = order(1, 7, "2026-01-05", ["SD-K", "KR-B"]);
    expect(await (await send("orders/create", first)).json()).toEqual({
      appended: 1,
      duplicates: 0,
      skipped: 0,
    });
    expect(await (await send("orders/create", first)).json()).toMatchObject({ duplicates: 1 });
  });

  it("refuses webhooks that the shop did not sign", async () => {
    const forged = await send("orders/create", order(2, 7, "2026-01-05", []), "another secret");
    expect(forged.status).toBe(401);
  });

  it("logs what cannot be read and answers 200, so that it is not sent for ever", async () => {
    const answer = await send("orders/create", { id: 3, total_price: "much" });
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { appended: 0, duplicates: 0, skipped: 1 },
    ]);
    expect(server.said.join("\n")).toContain("orders/create: ");
    expect((await send("shop/update", { id: 1 })).status).toBe(200);
  });

  it("finds whose order a refund is of", async () => {
    const refund = {
      id: 90,
      order_id: 1,
      created_at: "2026-01-09T10:00:00+07:00",
      transactions: [{ kind: "refund", status: "success", amount: "200000.00", currency: "IDR" }],
    };
    expect(await (await send("refunds/create", refund)).json()).toMatchObject({ appended: 1 });
    expect(await get("/customers/7")).toMatchObject({ stage: "prospect" });
  });

  it("offers at the till by the shop's own rules from the first minute", async () => {
    const { offers } = (await get("/till/offers?basket=HP-A1")) as {
      offers: { sku: string; why: string[] }[];
    };
    expect(offers[0]?.sku).toMatch(/^CS-/u);
    expect(offers[0]?.why).toEqual(["Aturan toko sendiri: phone → case."]);
  });

  it("offers what is bought together, once the models are fitted, and leaves out what they own", async () => {
    for (let id = 10; id < 30; id++) {
      const skus = id % 2 === 0 ? ["CH-20", "HP-B2"] : ["KR-O"];
      await send("orders/create", order(id, id, "2026-02-01", skus));
    }
    const refitted = await fetch(`${server.url}/refit`, { method: "POST", headers: STAFF });
    expect(await refitted.json()).toMatchObject({ customers: 20 });
    const [unknown, owner] = await Promise.all([
      get("/till/offers?basket=CH-20"),
      get("/till/offers?basket=CH-20&customer=10"),
    ]);
    expect(unknown).toMatchObject({ offers: [{ sku: "HP-B2", name: "Ponsel Nusa B2" }, {}] });
    expect(JSON.stringify(owner)).not.toContain("HP-B2");
  });

  it("keeps everything over a restart", async () => {
    await server.stop();
    expect(existsSync(join(folder, "shop.db"))).toBe(true);
    server = await start();
    expect(server.said.join("\n")).toContain("refitted on 20 customers");
    expect(await get("/till/offers?basket=CH-20")).toMatchObject({
      offers: [{ sku: "HP-B2" }, {}],
    });
    expect(await get("/customers/11")).toMatchObject({ stage: "first_time" });
  });

  it("does not start while another may be at work on the file", async () => {
    mkdirSync(join(folder, "other.db.lock"));
    await expect(start("other.db")).rejects.toThrow("the server ended");
  });

  it("tells staff only, and says who is not known", async () => {
    expect((await fetch(`${server.url}/till/offers?basket=HP-A1`)).status).toBe(401);
    expect((await fetch(`${server.url}/customers/7`)).status).toBe(401);
    expect(await get("/customers/nobody")).toMatchObject({ code: "UNKNOWN_CUSTOMER" });
    expect(await get("/health", {})).toEqual({ ok: true });
  });
});
