/**
 * Analytics on ClickHouse, inside this process by `chdb`. It weighs half a gigabyte, so it is no dependency:
 * `bash test/engines/with-chdb.sh npm run vitest -- test/sql/clickhouse` fetches it and runs this.
 */
import { createRequire } from "node:module";
import { afterAll, describe, test } from "vitest";
import type { SqlRow, SqlValue } from "setia/sql";
import { testAnalytics } from "setia/testing";
import { loadTables, type TestedRunner } from "./analytics-tables";
import { checkScoreStatements } from "./statement-checks";

interface Session {
  query(sql: string, format: string): string;
  queryBind(sql: string, parameters: object, format: string): string;
  cleanup(): void;
}

const CHDB = process.env["SETIA_CHDB"];

/** Parameters have names and types there. */
function runnerOf(session: Session): TestedRunner {
  return {
    dialect: "clickhouse",
    query: (sql, parameters = []) => {
      let at = 0;
      const named: Record<string, SqlValue> = {};
      const text = sql.replace(/\?/gu, () => {
        const value = parameters[at] ?? null;
        const name = `p${String(at++)}`;
        named[name] = value;
        return `{${name}:${typeof value === "number" ? "Int64" : "String"}}`;
      });
      const whole = /^(WITH|SELECT)/u.test(text)
        ? `${text} SETTINGS output_format_json_quote_64bit_integers = 1`
        : text;
      const answer =
        parameters.length === 0
          ? session.query(whole, "JSONEachRow")
          : session.queryBind(whole, named, "JSONEachRow");
      const lines = answer.split("\n").filter((line) => line !== "");
      return Promise.resolve(lines.map((line) => JSON.parse(line) as SqlRow));
    },
  };
}

describe("analyticsOver tables on ClickHouse", () => {
  if (CHDB === undefined) {
    test.skip("ClickHouse: no chdb in SETIA_CHDB; bash test/engines/with-chdb.sh fetches it");
    return;
  }
  const chdb = createRequire(`${CHDB}/`)("chdb") as { Session: new () => Session };
  const session = new chdb.Session();
  afterAll(() => {
    session.cleanup();
  });
  testAnalytics({
    test: (name, run) => test(name, { timeout: 900_000 }, run),
    create: ({ rows }) => loadTables(runnerOf(session), rows),
  });

  test("fits and scores in one statement by ranks, and with a frozen model, as memory does", () =>
    checkScoreStatements(runnerOf(session)));
});
