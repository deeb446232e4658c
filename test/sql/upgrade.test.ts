/** A database that version 0.1.0 filled is brought up to date by `migrateStore`, on every engine. */
import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { createCrm, decisionEvent, type CustomerEvent, type TacticPolicy } from "setia";
import { type LoyaltyPolicy } from "setia/loyalty";
import {
  checkStore,
  migrateStore,
  sqlStore,
  storeMigrations,
  type SqlValue,
  type TransactionalSqlRunner,
} from "setia/sql";
import { hashText } from "../../src/kernel";
import { inDialect } from "../../src/sql/writer/dialects";
import { dumpTables, ENGINES } from "./engines";

interface Fixture {
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, SqlValue>>[]>>;
  readonly policy: TacticPolicy;
  readonly loyaltyPolicy: LoyaltyPolicy;
  readonly answers: Readonly<
    Record<
      string,
      Readonly<Record<"orders" | "revenue" | "stage" | "segment" | "rfm", string | number>>
    >
  >;
  readonly report: {
    readonly customers: number;
    readonly orders: number;
    readonly revenue: number;
  };
}

const { tables, ...fixture } = JSON.parse(
  readFileSync(new URL("fixtures/store-0.1.0.json", import.meta.url), "utf8"),
) as Fixture;
const asOf = new Date("2026-06-01T05:00:00Z");
const TABLES = Object.keys(tables).concat("gaps");

/** Makes the tables as 0.1.0 did, and fills them. */
async function asOfOld(runner: TransactionalSqlRunner): Promise<void> {
  const run = (sql: string, values: readonly SqlValue[] = []): Promise<unknown> =>
    runner.query(inDialect(sql, runner.dialect), values);
  for (const table of TABLES) await run(`DROP TABLE IF EXISTS "setia_${table}"`);
  for (const statement of storeMigrations(runner.dialect)[0]?.statements ?? [])
    await run(statement);
  for (const [table, rows] of Object.entries(tables)) {
    for (const row of rows) {
      const columns = Object.keys(row).map((name) => `"${name}"`);
      const places = columns.map(() => "?");
      const sql = `INSERT INTO "setia_${table}" (${columns.join(", ")}) VALUES (${places.join(", ")})`;
      await run(sql, Object.values(row));
    }
  }
}

describe.each(ENGINES)("a store of 0.1.0 on $name", ({ name, skip, open }) => {
  if (skip !== undefined) {
    test.skip(`${name}: ${skip}`);
    return;
  }

  it("is refused until it is migrated, and then gives the same answers", async () => {
    const { runner, close } = await open();
    await asOfOld(runner);
    const store = sqlStore(runner, { tenant: "shop" });
    await expect(store.read("ani")).rejects.toThrow(/version 1; expected 2, so run migrateStore/u);
    expect(await migrateStore(runner)).toEqual({ from: 1, to: 2 });
    for (const tenant of ["shop", "other"]) {
      expect(await checkStore(runner, { tenant })).toMatchObject({ sound: true });
    }
    const crm = createCrm({
      ...{ store, timeZone: "Asia/Jakarta", currency: "IDR", clock: () => asOf },
      ...{ tacticPolicy: fixture.policy, loyaltyPolicy: fixture.loyaltyPolicy },
    });
    for (const [id, answer] of Object.entries(fixture.answers)) {
      const { purchases, loyalty, segment, rfm, lifetime } = await crm.customer(id);
      const { orders, revenue } = purchases ?? {};
      const now = { orders, revenue, stage: loyalty.stage, segment, rfm: rfm?.code };
      expect(now).toEqual(answer);
      // The models that were fitted then are in use.
      expect(lifetime?.probabilityAlive).toBeGreaterThan(0);
    }
    const { customers, orders, revenue } = await crm.report();
    const { report } = fixture;
    expect({ customers, orders, revenue }).toEqual({
      ...{ customers: report.customers, orders: report.orders, revenue: report.revenue },
    });
    // Decisions without what is recorded of them now are read, and count.
    const { events } = await crm
      .exportCustomer("ani")
      .then(({ json }) => JSON.parse(json) as { events: { type: string }[] });
    expect(events.map(({ type }) => type)).toContain("tactic_decided");
    const decision = await crm.decide("ani", { asOf: new Date("2026-06-20T05:00:00Z") });
    if (decision.status === "act") await crm.record([decisionEvent(decision)]);

    // Everything that is there can be given again.
    const log: CustomerEvent[] = [];
    for await (const batch of store.scan()) log.push(...batch.events);
    expect(await store.append(log)).toMatchObject({ appended: 0, duplicates: log.length });

    // No key tells any more whom an erased id was merged into; who is merged is still one.
    const dump = await dumpTables(runner, "shop");
    expect(dump).not.toContain("setia:merged:");
    expect(dump).not.toContain(hashText("fajar"));
    expect((await crm.customer("ani-2")).customerId).toBe("ani");
    expect((await crm.customer("citra-2")).customerId).toBe("citra-2");

    // A refit puts one version in the place of all that refits left behind.
    await crm.refit();
    const models = await runner.query(
      inDialect(`SELECT "name" FROM "setia_models" WHERE "tenant" = 'shop'`, runner.dialect),
    );
    expect(models.map((row) => row["name"])).toEqual(["models", "models", "models"]);

    // Who was erased then is erased, and who is erased now is gone.
    const gita: CustomerEvent = {
      ...{ id: "late", type: "customer_identified", customerId: "gita", at: asOf },
      traits: { name: "Gita Savitri" },
    };
    await expect(store.append([gita])).rejects.toMatchObject({ code: "CUSTOMER_ERASED" });
    const { pseudonyms } = await crm.eraseCustomer("gita");
    expect(await store.findPseudonyms(pseudonyms)).toEqual(pseudonyms);
    expect(await store.read(pseudonyms[0] ?? "")).toHaveLength(1);
    await crm.eraseCustomer("ani");
    expect(await dumpTables(runner, "shop")).not.toMatch(
      /ani@example|Wijaya|81284005577|"ani-?2?"/u,
    );
    expect(await checkStore(runner, { tenant: "shop" })).toMatchObject({ sound: true });
    await close();
  });
});
