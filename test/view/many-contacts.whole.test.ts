import { expect, it } from "vitest";
import { viewCustomer, type CustomerEvent } from "setia";

it("viewCustomer takes a customer with very many contacts", () => {
  const at = new Date("2026-01-02T05:00:00Z");
  // More than a call takes arguments.
  const talks = Array.from({ length: 150_000 }, (_, index): CustomerEvent => ({
    id: `t${String(index)}`,
    customerId: "ani",
    at,
    type: "interaction_logged",
    channel: "chat",
    direction: "outbound",
  }));
  const view = viewCustomer({ events: talks }, { asOf: new Date("2026-02-01T05:00:00Z") });
  expect(view.lastContactAt).toEqual(at);
});
