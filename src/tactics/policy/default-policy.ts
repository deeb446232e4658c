import { DEFAULT_CONSENT_POLICY } from "../../profile";
import type { TacticPolicy } from "./policy";

/**
 * Defaults. The margin of 30 % is a guess of a retailer's: put in your own. Costs and acquisition are not weighed until
 * they are given, since they depend on the shop. Who keeps these contacts low keeps the right to make them.
 */
export const DEFAULT_TACTIC_POLICY = {
  version: "setia-1",

  marginRate: 0.3,
  relationShare: 0.02,
  minimumWorth: 0,
  costs: null,
  acquisition: null,
  paybackWithinDays: 365,
  levers: {},

  disabled: [],
  consent: DEFAULT_CONSENT_POLICY,
  contactPoints: "known",
  blockingLabels: ["do_not_contact", "restricted"],

  cooldownDays: 30,
  cooldownAfterRejectionDays: 90,
  pendingDays: 3,
  groupDays: { survey: 90 },
  complaintRestDays: 7,
  fatigue: { ignored: 5, withinDays: 30, restDays: 30, sunsetAfter: 6 },

  // One weekly slot is kept for lifecycle messages: a newsletter may not block a cart reminder.
  caps: [
    { channel: "email", atMost: 2, days: 7, reservedForLifecycle: 1 },
    { channel: "whatsapp", atMost: 1, days: 7 },
    { channel: "sms", atMost: 1, days: 7 },
    { channel: "push", atMost: 1, days: 7 },
    { channel: "phone", atMost: 1, days: 30 },
    { channel: "visit", atMost: 1, days: 30 },
    { atMost: 1, days: 1 },
    { atMost: 3, days: 7, reservedForLifecycle: 1 },
    { atMost: 8, days: 30 },
  ],
  spacingHours: { email: 16, whatsapp: 24, sms: 24, push: 24 },
  quietHours: { from: "21:00", until: "08:00" },
  conversationHours: 24,
  // WhatsApp and the networks of Meta let a business answer for a day; nobody closes an e-mail or a number.
  replyHours: { email: null, whatsapp: 24, sms: null, phone: null, social: 24 },
  budgets: [],
  holdout: { salt: "setia", all: 0.05, perTactic: 0.1 },

  brandValues: [],
  relationships: {},
} as const satisfies TacticPolicy;
