import { describe, expect, it } from "vitest";
import { explain, wordOf, type Reason, type ReasonCode } from "setia";
import * as crossSell from "setia/cross-sell";
import * as lifetime from "setia/lifetime";
import * as loyalty from "setia/loyalty";
import * as profile from "setia/profile";
import * as rfm from "setia/rfm";
import { REASON_TEXTS } from "../../src/kernel";
import { WORDS } from "../../src/kernel/texts/words";

const codes = Object.keys(REASON_TEXTS) as ReasonCode[];
const braces = (text: string): [string, string][] =>
  [...text.matchAll(/\{(\w+)(?::([^}]+))?\}/gu)].map(([, name = "", format = ""]) => [
    name,
    format,
  ]);

describe("reason texts", () => {
  it.each(codes)(
    "%s asks for the same parameters, written the same way, in both languages",
    (code) => {
      const shape = (text: string): string[] =>
        braces(text)
          .map(([name, format]) => `${name}:${format.replace(/\(.*\)/u, "()")}`)
          .sort();
      expect(shape(REASON_TEXTS[code].id)).toEqual(shape(REASON_TEXTS[code].en));
    },
  );

  it.each(codes)("%s is a complete sentence once it is filled", (code) => {
    for (const language of ["en", "id"] as const) {
      const params: Record<string, string | number> = { currency: "IDR" };
      for (const [name, format] of braces(REASON_TEXTS[code][language])) {
        if (/^(number|percent|share|money|count)/u.test(format)) params[name] = 3;
        else if (format === "feature") Object.assign(params, { [name]: "orders", actual: 3 });
        else if (format === "day") params[name] = "2026-03-04";
        else params[name] = /^(measure|dimension)$/u.test(name) ? "recency" : "Produk";
      }
      const sentence = explain({ code, params }, language);
      expect(sentence).toMatch(/^[\p{Lu}\d].*\.$/u);
      expect(sentence).not.toMatch(/[{}]|NaN|undefined|Invalid/u);
    }
  });

  it.each(Object.keys(WORDS))("the word %s stands in both languages", (word) => {
    expect(wordOf(word, "en")).not.toBe("");
    expect(wordOf(word, "id")).not.toBe("");
  });
});

describe("explain", () => {
  const worth: Reason = {
    code: "tactics.worth",
    params: { worth: 1_500_000, chance: 0.055, value: 150_000_000, currency: "IDR" },
  };

  it.each([
    ["en", "Expected worth IDR 15,000: 5.5% chance of a margin of IDR 1,500,000."],
    ["id", "Perkiraan nilai Rp 15.000: peluang 5,5% atas margin Rp 1.500.000."],
  ] as const)("writes numbers and money by the rules of %s", (language, sentence) => {
    expect(explain(worth, language).replace(/\s/gu, " ")).toBe(sentence);
  });

  it.each([
    [1, "Bought again after 1 day, without a lapse."],
    [1234, "Bought again after 1,234 days, without a lapse."],
  ])("puts the noun of %d in the right number", (days, sentence) => {
    expect(explain({ code: "loyalty.bought_again", params: { days } }, "en")).toBe(sentence);
  });

  it.each([
    [0.314, "31.4%"],
    [0.0004, "0.04%"],
    [0, "0%"],
    [1, "100%"],
  ])("writes the share %d as %s", (chance, text) => {
    const given: Reason = { code: "tactics.worth", params: { ...worth.params, chance } };
    expect(explain(given, "en")).toContain(`${text} chance of`);
  });

  it("refuses a code and a language that are none", () => {
    const unknown = { code: "constructor", params: {} } as unknown as Reason;
    expect(() => explain(unknown, "en")).toThrow(/there is no "constructor" in "en"/);
    expect(() => explain(worth, "de" as "en")).toThrow(
      /in "de"; expected a reason of this entry, in en or id/,
    );
  });

  it("says what a feature means for a customer, as a sentence begins", () => {
    const say = (code: ReasonCode, params: Reason["params"]): string[] =>
      (["en", "id"] as const).map((language) => explain({ code, params }, language));
    expect(say("tactics.yes_or_no", { measure: "unhappy", actual: 0 })).toEqual([
      "Not dissatisfied.",
      "Tidak sedang kecewa.",
    ]);
    expect(say("tactics.does_not_fit", { measure: "open_complaints", actual: 2 })).toEqual([
      "2 open complaints, so this tactic does not fit.",
      "2 keluhan belum selesai, jadi taktik ini tidak cocok.",
    ]);
    const days = { measure: "days_since_last_order", actual: 1, required: 7 };
    expect(say("tactics.at_least", days)).toEqual([
      "1 day since the last order; at least 7 needed.",
      "1 hari sejak pesanan terakhir; perlu paling sedikit 7.",
    ]);
    // As decisions of before stored it, and a feature of a later version.
    expect(say("tactics.yes_or_no", { measure: "unhappy", actual: "no", required: "no" })[0]).toBe(
      "Not dissatisfied.",
    );
    expect(say("tactics.at_most", { measure: "luck", actual: 5, required: 2 })[0]).toBe(
      "Luck: 5; at most 2 allowed.",
    );
  });

  it.each([
    ["rfm", rfm, "rfm."],
    ["lifetime", lifetime, "lifetime."],
    ["loyalty", loyalty, "loyalty."],
    ["cross-sell", crossSell, "cross_sell."],
    ["profile", profile, "consent."],
  ] as const)(
    "of setia/%s says the same of its own reasons, and refuses others",
    (_, entry, prefix) => {
      for (const code of codes.filter((one) => one.startsWith(prefix))) {
        const params: Record<string, string | number> = { currency: "IDR" };
        for (const [name, format] of braces(REASON_TEXTS[code].en)) {
          params[name] =
            format === "day" ? "2026-03-04" : format.startsWith("word") ? "champions" : 3;
        }
        expect(entry.explain({ code, params }, "id")).toBe(explain({ code, params }, "id"));
      }
      expect(() => entry.explain(worth, "en")).toThrow(/there is no "tactics.worth"/u);
    },
  );

  it("leaves a brace without a value as it is, so that the fault shows", () => {
    expect(explain({ code: "loyalty.came_back", params: {} }, "en")).toContain("{days");
  });

  it("writes a name of the shop's own with spaces", () => {
    expect(wordOf("big_spender", "en")).toBe("big spender");
    expect(wordOf("constructor", "en")).toBe("constructor");
  });
});
