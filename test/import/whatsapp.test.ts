/** WhatsApp: what customers write, what became of messages, and what they allow. */
import { describe, expect, it } from "vitest";
import { viewCustomer, type CustomerEvent } from "setia";
import { importWhatsApp, type ImportResult } from "setia/import";
import { whatsAppBody as body } from "./payloads";

const reasons = ({ skipped }: ImportResult): string[] => skipped.map(({ reason }) => reason);
const customerOf = (phone: string): string | undefined =>
  phone === "+6281234500001" ? "joko" : undefined;
const message = { from: "6281234500001", id: "wamid.a", timestamp: "1767700000" };
const written = (more: object, options = { customerOf }): ImportResult =>
  importWhatsApp([body({ messages: [{ ...message, ...more }] })], options);
const status = (name: string, more: object = {}): object => ({
  id: "wamid.out",
  status: name,
  timestamp: "1767700100",
  recipient_id: "6281234500001",
  ...more,
});
const statuses = (...list: readonly object[]): ImportResult =>
  importWhatsApp([body({ statuses: list })], { customerOf });

describe("messages", () => {
  it("takes the text of a message as a conversation", () => {
    expect(written({ type: "text", text: { body: "berhenti" } }).events).toEqual([
      {
        id: "whatsapp:message:wamid.a",
        type: "interaction_logged",
        customerId: "joko",
        source: "whatsapp",
        at: new Date(1767700000_000),
        channel: "whatsapp",
        direction: "inbound",
        summary: "berhenti",
      },
    ]);
  });

  it("takes the words of buttons, lists, forms and captions", () => {
    const said = (more: object): unknown => {
      const [event] = written(more).events;
      return event?.type === "interaction_logged" ? event.summary : event;
    };
    expect(said({ type: "button", button: { text: "STOP", payload: "stop-promotions" } })).toBe(
      "STOP",
    );
    const reply = { id: "1", title: "Jumat" };
    expect(
      said({ type: "interactive", interactive: { type: "button_reply", button_reply: reply } }),
    ).toBe("Jumat");
    expect(
      said({ type: "interactive", interactive: { type: "list_reply", list_reply: reply } }),
    ).toBe("Jumat");
    expect(
      said({
        type: "interactive",
        interactive: { type: "nfm_reply", nfm_reply: { body: "Sent" } },
      }),
    ).toBe("Sent");
    expect(said({ type: "image", image: { id: "1", caption: "Pecah" } })).toBe("Pecah");
    expect(said({ type: "reaction", reaction: { message_id: "x", emoji: "👍" } })).toBe("👍");
    expect(said({ type: "audio", audio: { id: "1" } })).toBeUndefined();
  });

  it("lets who is not found go by the number with a plus, with the name they chose", () => {
    const contacts = [{ wa_id: "6281234500002", profile: { name: "Kiki" } }];
    const messages = [{ ...message, from: "6281234500002", type: "text", text: { body: "Halo" } }];
    const { events } = importWhatsApp([body({ contacts, messages })], { customerOf });
    expect(events).toMatchObject([
      { type: "interaction_logged", customerId: "+6281234500002" },
      { type: "customer_identified", traits: { phone: "+6281234500002", name: "Kiki" } },
    ]);
  });

  it("names what it leaves out, and loses nothing else for it", () => {
    expect(reasons(written({ type: "system", system: { type: "user_changed_number" } }))).toEqual([
      "not_mapped",
    ]);
    expect(reasons(written({ type: "reaction", reaction: { message_id: "x" } }))).toEqual([
      "not_mapped",
    ]);
    expect(written({ type: "text", from: "joko" }).skipped[0]?.message).toContain(
      "value.messages[0].from is",
    );
    const two = [
      { ...message, type: "text", timestamp: "soon" },
      { ...message, id: "b", type: "text" },
    ];
    const result = importWhatsApp([body({ messages: two })], { customerOf });
    expect(result.events).toHaveLength(1);
    expect(reasons(result)).toEqual(["unreadable"]);
    expect(reasons(importWhatsApp([body({ event: "APPROVED" })]))).toEqual(["not_mapped"]);
    expect(reasons(importWhatsApp([body({ messages: [] }), { entry: [] }]))).toEqual([
      "not_mapped",
      "not_mapped",
    ]);
    expect(importWhatsApp([{ object: "page" }]).skipped[0]?.message).toContain("entry is missing");
  });
});

describe("statuses", () => {
  it("makes a delivery of a message that carries a decision", () => {
    const data = { biz_opaque_callback_data: "d1" };
    const result = statuses(
      status("sent", data),
      status("delivered", { ...data, timestamp: "1767700200" }),
      status("read", { ...data, timestamp: "1767709999" }),
    );
    expect(reasons(result)).toEqual(["not_counted"]);
    const decided: CustomerEvent = {
      id: "d",
      type: "tactic_decided",
      customerId: "joko",
      at: new Date(1767700000_000),
      decisionId: "d1",
      tactic: "win.checkin",
      arm: "treatment",
      reasons: [],
    };
    const view = viewCustomer(
      { events: [decided, ...result.events] },
      { asOf: new Date("2026-02-01") },
    );
    expect(view.contacts).toMatchObject([
      { channel: "whatsapp", deliveredAt: new Date(1767700200_000) },
    ]);
  });

  it("makes a conversation of any other message that was sent", () => {
    const result = statuses(status("sent"), status("delivered"), status("read"));
    expect(result.events).toMatchObject([
      { type: "interaction_logged", direction: "outbound", customerId: "joko" },
    ]);
    expect(reasons(result)).toEqual(["not_counted", "not_counted"]);
    const decisionOf = ({ messageId }: { messageId: string }): string => `of ${messageId}`;
    const found = importWhatsApp([body({ statuses: [status("read")] })], {
      customerOf,
      decisionOf,
    });
    expect(found.events).toMatchObject([{ type: "tactic_delivered", decisionId: "of wamid.out" }]);
  });

  it("says why a message failed", () => {
    const result = statuses(
      status("failed", { errors: [{ code: 131026, title: "Message undeliverable" }] }),
    );
    expect(result.events).toEqual([]);
    expect(result.skipped[0]?.message).toContain("Message undeliverable");
  });
});

it("takes a customer's choice on marketing messages as consent", () => {
  const choice = (value: string): ImportResult =>
    importWhatsApp(
      [
        body({
          user_preferences: [
            {
              wa_id: "6281234500001",
              category: "marketing_messages",
              value,
              timestamp: 1767700000,
              detail: "User requested to stop marketing messages",
            },
          ],
        }),
      ],
      { customerOf },
    );
  expect(choice("stop").events).toMatchObject([
    {
      type: "consent_changed",
      customerId: "joko",
      channel: "whatsapp",
      status: "withdrawn",
      purpose: "marketing",
    },
  ]);
  expect(choice("resume").events).toMatchObject([{ status: "granted" }]);
  expect(reasons(choice("maybe"))).toEqual(["not_mapped"]);
});
