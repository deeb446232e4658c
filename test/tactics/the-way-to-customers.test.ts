/** What would be right and what stands in its way; and where service may answer. */
import { describe, expect, it } from "vitest";
import {
  decide,
  DEFAULT_TACTIC_POLICY,
  describeDecision,
  viewCustomer,
  type CustomerEvent,
  type Decision,
  type TacticPolicy,
} from "setia";

const noon = new Date("2026-06-01T05:00:00Z");
const ago = (hours: number): Date => new Date(noon.getTime() - hours * 3_600_000);
const ani = { customerId: "ani" } as const;
const order: CustomerEvent = {
  ...{ ...ani, id: "o", at: ago(24 * 90), type: "order_completed", orderId: "o" },
  ...{ currency: "IDR", total: 900_000 },
};
const known = (traits: object): CustomerEvent => ({
  ...{ ...ani, id: "i", at: ago(24 * 90), type: "customer_identified", traits },
});
const consent = (status: "granted" | "withdrawn", hours: number, more = {}): CustomerEvent => ({
  ...{ ...ani, id: `c ${status}`, at: ago(hours), type: "consent_changed", purpose: "marketing" },
  ...{ channel: "email", status, proof: { method: "web_form" }, ...more },
});
const wrote = (
  hours: number,
  channel = "WhatsApp",
  summary = "Barangnya rusak",
): CustomerEvent => ({
  ...{ ...ani, id: `w ${channel} ${String(hours)}`, at: ago(hours), type: "interaction_logged" },
  ...{ channel, direction: "inbound", summary },
});
const complaint = (hours: number, more = {}): CustomerEvent => ({
  ...{ ...ani, id: "k", at: ago(hours), type: "feedback_received", kind: "complaint" },
  ...{ complaintId: "k", ...more },
});

function decided(events: CustomerEvent[], policy: Partial<TacticPolicy> = {}): Decision {
  const view = viewCustomer({ events }, { asOf: noon, timeZone: "Asia/Jakarta" });
  return decide(view, { policy: { ...DEFAULT_TACTIC_POLICY, holdout: null, ...policy } });
}
const told = (events: CustomerEvent[], language: "en" | "id" = "en"): string[] => {
  const { title, reasons } = describeDecision(decided(events), { language });
  return [title, ...reasons];
};
const shortly = (decision: Decision): unknown =>
  decision.status === "none" ? "none" : [decision.status, decision.tactic.id, decision.channel];

describe("what comes closest", () => {
  it("is the tactic that would be right, with what stands in its way", () => {
    expect(told([known({ email: "ani@toko.id" }), order])).toEqual([
      "Nothing to do now",
      "Closest to being right: “Soft check-in”.",
      "Has not agreed to marketing by e-mail. Without consent the answer is no.",
    ]);
    expect(told([known({ email: "ani@toko.id" }), order], "id").slice(1)).toEqual([
      "Yang paling mendekati: “Sapa yang mulai jauh”.",
      "Belum setuju pemasaran lewat email. Tanpa persetujuan, jawabannya tidak.",
    ]);
    expect(told([order, consent("granted", 9)]).slice(1)).toEqual([
      "Closest to being right: “Soft check-in”.",
      "Not reachable by e-mail.",
    ]);
    expect(told([known({ email: "ani@toko.id" }), order, consent("withdrawn", 9)])[2]).toMatch(
      /^Withdrew consent to marketing by e-mail on .*\.$/u,
    );
  });

  it("asks first for a consent where the customer can be reached", () => {
    expect(told([known({ phone: "+6281284005577" }), order])[2]).toBe(
      "Has not agreed to marketing by WhatsApp. Without consent the answer is no.",
    );
  });

  it("is led by the tactics that would be right, best first", () => {
    const { candidates } = decided([known({ email: "ani@toko.id" }), order]);
    expect(candidates[0]?.tactic).toBe("win.checkin");
    const way = candidates[0]?.gates.filter(({ passed }) => !passed).map(({ gate }) => gate);
    expect(way).toEqual(["legal"]);
  });
});

describe("an open complaint", () => {
  it("is never nothing to do, whatever keeps tactics away", () => {
    const events = [order, complaint(3)];
    expect(told(events)).toEqual([
      "A complaint is open",
      "Closest to being right: “Apologise and act”.",
      "Not reachable by WhatsApp.",
    ]);
    expect(told(events, "id")[0]).toBe("Ada keluhan yang belum selesai");
    expect(decided(events)).toMatchObject({ status: "none", openComplaints: 1 });
    const barred = [known({ email: "ani@toko.id", labels: ["do_not_contact"] }), ...events];
    expect(told(barred)[0]).toBe("A complaint is open");
    const resolved: CustomerEvent = {
      ...{ ...ani, id: "r", at: ago(1), type: "complaint_resolved", complaintId: "k" },
    };
    expect(decided([...events, resolved])).toMatchObject({ openComplaints: 0 });
    expect(told([...events, resolved])[0]).toBe("Nothing to do now");
  });
});

describe("a channel on which the customer wrote", () => {
  it("can be answered on, within its own rule, and for service only", () => {
    const recover = ["act", "svc.recover", "whatsapp"];
    expect(shortly(decided([order, wrote(0.1), complaint(0.1)]))).toEqual(recover);
    expect(shortly(decided([order, wrote(23.9), complaint(0.1)]))).toEqual(recover);
    expect(shortly(decided([order, wrote(24), complaint(0.1)]))).toBe("none");
    expect(shortly(decided([order, wrote(900, "e-mail"), complaint(0.1)]))).toEqual([
      "act",
      "svc.recover",
      "email",
    ]);
    expect(shortly(decided([order, complaint(0.1, { channel: "wa" })]))).toEqual(recover);
    // Marketing is allowed, and there is still no number to send it to.
    const agreed = consent("granted", 900, { channel: "any" });
    expect(shortly(decided([order, agreed, wrote(1)]))).toBe("none");
  });

  it("is told in the reasons of the gate", () => {
    const { candidates } = decided([order, wrote(0.1), complaint(0.1)]);
    const reach = candidates[0]?.gates.find(({ gate }) => gate === "reachability");
    expect(reach?.reason).toEqual({ code: "tactics.may_answer", params: { channel: "whatsapp" } });
  });

  it("is answered on where only proven addresses may be used, and never after its rule", () => {
    const verified = { contactPoints: "verified" } as const;
    const events = [known({ phone: "+6281284005577" }), order, complaint(0.1)];
    expect(shortly(decided(events, verified))).toBe("none");
    expect(shortly(decided([...events, wrote(1)], verified))).toEqual([
      "act",
      "svc.recover",
      "whatsapp",
    ]);
    const never = { replyHours: {} };
    expect(shortly(decided([order, wrote(0.1), complaint(0.1)], never))).toBe("none");
    const hour = { replyHours: { whatsapp: 1 } };
    expect(shortly(decided([order, wrote(0.9), complaint(0.1)], hour))).not.toBe("none");
    expect(shortly(decided([order, wrote(1.1), complaint(0.1)], hour))).toBe("none");
  });

  it("is closed by an opt-out in words, and open again once the customer writes", () => {
    const stop = wrote(0.5, "WhatsApp", "STOP");
    expect(shortly(decided([order, complaint(0.2), stop]))).toBe("none");
    expect(shortly(decided([order, complaint(0.2), wrote(1), stop]))).toBe("none");
    expect(shortly(decided([order, complaint(0.2), stop, wrote(0.1)]))).toEqual([
      "act",
      "svc.recover",
      "whatsapp",
    ]);
    const phone = known({ phone: "+6281284005577" });
    const greeted = [phone, order, consent("granted", 900, { channel: "whatsapp" })];
    expect(shortly(decided(greeted))).toEqual(["act", "win.checkin", "whatsapp"]);
    expect(shortly(decided([...greeted, stop, wrote(0.1)]))).toBe("none");
  });

  it("is a network for the tactics of all networks", () => {
    const criticism: CustomerEvent = {
      ...{ ...ani, id: "p", at: ago(2), type: "feedback_received", kind: "review", score: 1 },
      ...{ public: true, channel: "instagram" },
    };
    expect(shortly(decided([order, criticism]))).toEqual(["act", "svc.reputation", "social"]);
  });

  it("has hours that can be, or the policy is refused", () => {
    for (const replyHours of [{ whatsapp: -1 }, { whatsapp: NaN }, { fax: 1 }] as object[]) {
      expect(() => decided([order], { replyHours })).toThrow(/replyHours\.(whatsapp|fax)/u);
    }
  });
});
