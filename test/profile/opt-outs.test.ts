/** Refusals in words, and refusals on channels that nobody knows. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  consentAt,
  createCrm,
  explain,
  foldProfile,
  memoryStore,
  type ConsentPurpose,
  type CustomerEvent,
  type TacticOutcome,
} from "setia";

const asOf = new Date("2026-06-01T00:00:00Z");
const at = (day: number): Date => new Date(Date.UTC(2026, 0, day));
const ani = { customerId: "ani" } as const;
const CHANNELS = ["email", "whatsapp", "sms", "push", "phone", "visit", "social", "instagram"];

let serial = 0;
const said = (
  day: number,
  status: "granted" | "withdrawn" | "denied" | "pending",
  channel: string,
  purpose: ConsentPurpose = "marketing",
): CustomerEvent => ({
  ...{ ...ani, id: `said ${String(serial++)}`, at: at(day), type: "consent_changed" },
  ...{ purpose, channel, status, proof: { method: "web_form" } },
});
const wrote = (summary: string, channel = "WA", direction: "inbound" | "outbound" = "inbound") =>
  ({
    ...{ ...ani, id: `wrote ${String(serial++)}`, at: at(10), type: "interaction_logged" },
    ...{ channel, direction, summary },
  }) as const satisfies CustomerEvent;
const open = (events: CustomerEvent[], purpose: ConsentPurpose = "marketing"): string[] => {
  const profile = foldProfile(events, { asOf });
  return CHANNELS.filter((channel) => consentAt(profile, { purpose, channel, asOf: asOf }).allowed);
};
const all = said(1, "granted", "any");
const others = CHANNELS.filter((channel) => channel !== "whatsapp");

describe("an opt-out in words", () => {
  it.each([
    ...[
      "STOP",
      "stop",
      "Stop.",
      "STOP!!!",
      "  stop \n",
      "“Stop”",
      "STOP ALL",
      "StopAll",
      "please stop",
    ],
    ...["Stop please", "STOP 🙏", "unsubscribe", "UNSUBSCRIBE", "Unsubscribe me, please", "unsub"],
    ...["opt-out", "Opt out", "berhenti", "Berhenti!", "BERHENTI ya kak", "tolong berhenti"],
    ...[
      "batal langganan",
      "Berhenti langganan.",
      "stop dong",
      "jangan hubungi saya lagi",
      "ＳＴＯＰ",
    ],
  ])("as a whole message ends all on its channel: %s", (words) => {
    expect(open([all, wrote(words)])).toEqual(others);
    expect(open([all, wrote(words)], "service")).toEqual(others);
  });

  it.each([
    ...[
      "stop by tomorrow?",
      "Can you stop by?",
      "Stop! I found it, thanks",
      "berhenti di mana kak?",
    ],
    ...[
      "The bus stop",
      "unsubscribed customers get a discount?",
      "batal",
      "cancel",
      "batal pesanan",
    ],
    ...["", " ", "please", "ya kak", "nonstop", "stopkontak ada?"],
  ])("is not read out of a message that says something else: %s", (words) => {
    expect(open([all, wrote(words)])).toEqual(CHANNELS);
  });

  it("is the customer's own word only, and is lifted by a later consent", () => {
    expect(open([all, wrote("STOP", "WA", "outbound")])).toEqual(CHANNELS);
    expect(open([all, wrote("STOP"), said(11, "granted", "whatsapp")])).toEqual(CHANNELS);
    expect(open([all, wrote("STOP"), said(11, "granted", "any")])).toEqual(others);
  });

  it("is seen with the words and the day, wherever consent is", () => {
    const stop = wrote("Stop ya kak");
    const profile = foldProfile([all, stop], { asOf });
    const answer = consentAt(profile, { purpose: "marketing", channel: "whatsapp", asOf: asOf });
    expect(answer).toMatchObject({
      status: "withdrawn",
      statement: { words: "Stop ya kak", proof: { method: "message" }, eventId: stop.id },
    });
    const told = "Wrote “Stop ya kak” by WhatsApp on Jan 10, 2026: opted out of that channel.";
    expect(answer.reasons.map((reason) => explain(reason, "en"))).toEqual([told]);
    expect(profile.reasons.map((reason) => explain(reason, "en"))).toEqual([told]);
    const before = consentAt(profile, { purpose: "marketing", channel: "whatsapp", asOf: at(9) });
    expect(before.allowed).toBe(true);
  });

  it("is read in feedback, and in what is written back to a tactic, on the channel that it went by", () => {
    const feedback: CustomerEvent = {
      ...{ ...ani, id: "f", at: at(10), type: "feedback_received", kind: "suggestion" },
      ...{ text: "Unsubscribe", channel: "e-mail" },
    };
    expect(open([all, feedback])).toEqual(CHANNELS.filter((channel) => channel !== "email"));
    const decision = { ...ani, decisionId: "d" };
    const outcome: TacticOutcome = "clicked";
    const answered: CustomerEvent[] = [
      {
        ...decision,
        id: "1",
        at: at(8),
        type: "tactic_decided",
        tactic: "win.why",
        arm: "treatment",
        reasons: [],
        channel: "email",
      },
      { ...decision, id: "2", at: at(8), type: "tactic_delivered", channel: "sms" },
      { ...decision, id: "3", at: at(9), type: "tactic_responded", outcome, text: "stop" },
    ];
    expect(open([all, ...answered])).toEqual(CHANNELS.filter((channel) => channel !== "sms"));
    expect(open([all, ...answered.slice(2)])).toEqual([]);
  });
});

describe("a refusal on a channel that is not known", () => {
  const unknown = ["all", "*", "semua", "whatsapp_business", "email,sms", "E-Mail & WA", "chat"];

  it.each(unknown)("counts for every channel, and says so: %s", (channel) => {
    for (const status of ["withdrawn", "denied"] as const) {
      const refusal = said(10, status, channel);
      expect(open([all, refusal])).toEqual([]);
      expect(open([refusal], "service")).toEqual(CHANNELS);
      const profile = foldProfile([all, refusal], { asOf });
      const { reasons } = consentAt(profile, {
        purpose: "marketing",
        channel: "email",
        asOf: asOf,
      });
      expect(reasons.map((reason) => explain(reason, "en")).join()).toBe(
        `Declined “${channel}” on Jan 10, 2026. That channel is unknown, so the refusal counts for all channels.`,
      );
      expect(profile.reasons).toEqual(reasons);
    }
  });

  it("is lifted channel by channel, and asks nothing of a consent on such a channel", () => {
    expect(open([all, said(10, "withdrawn", "all"), said(11, "granted", "email")])).toEqual([
      "email",
    ]);
    for (const channel of unknown) expect(open([said(1, "granted", channel)])).toEqual([]);
    expect(open([all, said(10, "pending", "all")])).toEqual(CHANNELS);
  });

  it("is none where the channel is known by any spelling", () => {
    expect(open([all, said(10, "withdrawn", " E-Mail ")])).toEqual(
      CHANNELS.filter((channel) => channel !== "email"),
    );
    expect(open([all, said(10, "withdrawn", "telegram")])).toEqual(CHANNELS);
  });

  it("is met by the networks together where it names one of them", () => {
    expect(open([all, said(10, "withdrawn", "IG")])).toEqual(
      CHANNELS.filter((channel) => channel !== "instagram" && channel !== "social"),
    );
    expect(open([all, said(10, "withdrawn", "social")])).toEqual(
      CHANNELS.filter((channel) => channel !== "instagram" && channel !== "social"),
    );
  });

  it("is recorded as it was said, so that nothing is lost", async () => {
    const crm = createCrm({ store: memoryStore(), timeZone: "UTC", currency: "IDR" });
    await crm.record([all, said(10, "withdrawn", "semua")]);
    const { profile } = await crm.customer("ani", { asOf });
    expect(profile.consents.map(({ channel }) => channel)).toEqual(["any", "semua"]);
    await expect(crm.record([said(11, "withdrawn", " ")])).rejects.toThrow(/channel.*not blank/u);
  });

  it("never leaves more allowed than before, whatever the word", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (channel) => {
        fc.pre(channel.trim() !== "");
        const before = open([all]);
        expect(before).toEqual(expect.arrayContaining(open([all, said(10, "withdrawn", channel)])));
      }),
    );
  });
});
