import { describe, expect, it } from "vitest";
import {
  decide,
  DEFAULT_TACTIC_POLICY,
  describeDecision,
  foldProfile,
  TACTICS,
  type CustomerEvent,
  type CustomerTraits,
  type Decision,
  type DecisionDescription,
  type Language,
  type Tactic,
  type TacticPolicy,
} from "setia";
import { type Audience } from "setia/tactics";
import { asOf, buyer, fact, look, orders, reachable } from "./customers";

const policy: TacticPolicy = { ...DEFAULT_TACTIC_POLICY, holdout: null };
const decision = decide(look(buyer([90])), { policy });
const tell = (
  given: Decision,
  language: Language,
  audience: Audience = "staff",
): DecisionDescription => describeDecision(given, { language, audience });

/** What one tactic says to a customer with these facts. */
function said(
  id: string,
  events: readonly CustomerEvent[],
  language: Language = "en",
  rules = false,
): string {
  const catalogue = (TACTICS as readonly Tactic[]).filter((tactic) => tactic.id === id);
  const view = look(events, rules);
  const one = decide(view, { policy, catalogue });
  if (one.status !== "act") throw new Error(`${id}: ${tell(one, "en").reasons.join(" ")}`);
  return describeDecision(one, { language, profile: view.profile }).message;
}

describe("the message", () => {
  const message = (traits: CustomerTraits, language: Language): string => {
    const told: CustomerEvent = {
      id: "1",
      type: "customer_identified",
      customerId: "ani",
      at: asOf,
      traits,
    };
    const profile = foldProfile([told], { asOf });
    return describeDecision(decision, { language, profile }).message.split(",")[0] ?? "";
  };
  it.each<[CustomerTraits, string, string]>([
    [{ name: "Ani Wijaya", honorific: "Ibu" }, "Hello Ms Ani", "Halo Bu Ani"],
    [{ name: "PT Maju Jaya" }, "Hello PT Maju Jaya", "Halo PT Maju Jaya"],
    [{ name: "Budi Santoso, S.Kom", honorific: "Bapak" }, "Hello Mr Budi", "Halo Pak Budi"],
    [{}, "Hello there", "Halo Kak"],
  ])("addresses %j", (traits, en, id) => {
    expect([message(traits, "en"), message(traits, "id")]).toEqual([en, id]);
  });

  it("names what is known", () => {
    const talk = fact(8, {
      type: "interaction_logged",
      channel: "whatsapp",
      direction: "inbound",
      topic: "a leaking tap",
    });
    expect(said("ret.recall", [...buyer([5]), talk])).toContain("we talked about a leaking tap");
    expect(said("exp.cross_sell", buyer([3]), "id", true)).toContain(
      "Halo Kak Ani, dari yang sudah dibeli, sepertinya cocok dengan Chips. Mau sekalian?",
    );
    expect(
      said("ret.quality", [...buyer([30], 10_000, { sku: "kettle" }), ...orders([5])]),
    ).toContain("is Kettle still working");
    expect(said("ret.occasion", buyer([366, 60]), "id")).toContain(
      "Halo Kak Ani, selamat hari jadi pesanan pertama di toko kami! Terima kasih sudah jadi pelanggan kami.",
    );
    const born = [...reachable({ birthday: "1990-12-31" }), ...orders([20])];
    expect(said("ret.occasion", born)).toContain("all the best on your birthday");
    expect(said("acq.complete_profile", buyer([5]))).toMatch(
      /one thing so that we can serve you better\? .+\?$/u,
    );
  });

  it("has a neutral word for what is not", () => {
    const delivered = fact(3, { type: "order_delivered", orderId: "x" });
    const unnamed = [...buyer([8], 10_000, { sku: "0815" }), delivered];
    expect(said("post.guide", unnamed)).toContain("what you bought from us should be with you");
    if (decision.status !== "act") throw new Error("nothing to do");
    for (const tactic of TACTICS as readonly Tactic[]) {
      for (const language of ["en", "id"] as const) {
        const bare = { ...decision, tactic, facts: {} };
        expect(tell(bare, language).message).not.toMatch(/[{}]|undefined/u);
      }
    }
  });
});

describe("describeDecision", () => {
  it("tells staff what to do, what to say and why", () => {
    expect(tell(decision, "id")).toMatchObject({
      title: "Sapa yang mulai jauh",
      reasons: [
        "Tahap “pembeli baru”, lama belum kembali.",
        expect.stringMatching(/^Perkiraan nilai Rp\s2: peluang 8% atas margin Rp\s30\.$/u),
      ],
      details: [],
    });
  });

  it("tells customers why they hear from the shop and how to stop it, not what they are worth", () => {
    const { title, reasons, message } = tell(decision, "en", "customer");
    expect(title).toBe("Why you hear from us");
    expect(message).toMatch(/^Hello there, we have not seen you/u);
    expect(reasons).toEqual([
      "We write because of something you did with us, such as filling a basket or buying regularly.",
      expect.stringMatching(/^You agreed on .+ that we may contact you by e-mail\.$/u),
      "You can tell us at any time to stop such messages.",
    ]);
    const cross = decide(look(buyer([3]), true), {
      policy,
      catalogue: TACTICS.filter(({ id }) => id === "exp.cross_sell"),
    });
    const told = tell(cross, "id", "customer").reasons.join(" ");
    expect(told).toContain("Chips dipilih karena cocok");
    expect(told).not.toMatch(/Rp|peluang|taktik/iu);
  });

  it("tells an auditor every gate of every tactic, with instant and policy", () => {
    const { reasons, details } = tell(decision, "en", "auditor");
    expect(reasons[0]).toBe(
      `Decision ${decision.id} was made on Dec 31, 2026 at 10:00 (UTC) by the policy “setia-1”.`,
    );
    for (const { tactic, gates } of decision.candidates) {
      expect(details.filter((line) => line.startsWith(`${tactic}, `))).toHaveLength(gates.length);
    }
    expect(details).toContain(
      "win.offer, stage, not passed: Stage “first-time buyer”, overdue; this tactic is for first-time buyer, repeat buyer, loyal, advocate (lapsed).",
    );
  });

  it("tells what waits, what is left out on purpose, and that there is nothing to do", () => {
    const night = decide(look(buyer([90]), false, new Date("2026-12-31T22:30:00Z")), { policy });
    expect(tell(night, "en")).toMatchObject({ title: "Later: Soft check-in", message: "" });
    expect(tell(night, "en").reasons.at(-1)).toBe(
      "Right for this customer, and possible from Jan 1, 2027 at 08:00 (UTC).",
    );
    const held = decide(look(buyer([90])), {
      policy: { ...policy, holdout: { salt: "s", all: 0, perTactic: 1 } },
    });
    expect(tell(held, "id").title).toBe("Kelompok pembanding: Sapa yang mulai jauh");
    expect(tell(held, "en").reasons.at(-1)).toMatch(
      /^In the holdout: 100% of customers go without this tactic/u,
    );
    const nothing = decide(look(buyer([10])), {
      policy,
      catalogue: TACTICS.filter(({ id }) => id === "win.offer"),
    });
    expect(tell(nothing, "en")).toMatchObject({ title: "Nothing to do now", message: "" });
    expect(tell(nothing, "en").reasons[0]).toBe("Closest to being right: “Win-back offer”.");
    expect(tell(nothing, "id").title).toBe("Belum ada yang perlu dilakukan");
    expect(tell(nothing, "id", "customer").title).toBe("Saat ini tidak ada pesan");
  });
});
