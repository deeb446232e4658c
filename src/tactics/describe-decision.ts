import {
  assertData,
  assertOptions,
  atDoor,
  explain,
  fillText,
  type Language,
  type OptionNames,
  reason,
  type Reason,
  SetiaError,
  showValue,
  type Texts,
} from "../kernel";
import type { AddressedProfile } from "../profile";
import type { Decision, TacticCandidate } from "./decision";
import type { MessageClass } from "./tactic";
import type { Feature } from "./features/feature-names";
import { TONES, writeMessage, type Tone } from "./deciding/message-facts";

/** Who reads a description: those who act, the customer, or whoever must check what was done and why. */
export const AUDIENCES = ["staff", "customer", "auditor"] as const;

/** One of `words.audiences`. */
export type Audience = (typeof AUDIENCES)[number];

/** Options of {@link describeDecision}. */
export interface DescribeDecisionOptions {
  /** Language of title, message and reasons. */
  readonly language: Language;
  /** Who reads it; `staff` if left out. */
  readonly audience?: Audience;
  /** How Indonesian messages address a customer who has told no form of address; `"kak"` if left out. */
  readonly tone?: Tone;
  /** Who the customer is, such as the view's `profile`; a neutral address stands in for what is missing. */
  readonly profile?: AddressedProfile;
}

/** A decision in words. */
export interface DecisionDescription {
  /** What is to be done, in a few words. For the customer it does not name the tactic. */
  readonly title: string;
  /** What to say to the customer; empty if nothing is to be done now. */
  readonly message: string;
  /** Why, one sentence each. */
  readonly reasons: readonly string[];
  /** For an auditor: every gate of every tactic, one line each; else empty. */
  readonly details: readonly string[];
}

const TITLES: Readonly<Record<"none" | "complaint" | "defer" | "hold_out", Texts>> = {
  none: { en: "Nothing to do now", id: "Belum ada yang perlu dilakukan" },
  complaint: { en: "A complaint is open", id: "Ada keluhan yang belum selesai" },
  defer: { en: "Later: {title}", id: "Nanti: {title}" },
  hold_out: {
    en: "Held out to measure the effect: {title}",
    id: "Kelompok pembanding: {title}",
  },
};
const TITLE_TO_CUSTOMER: Texts = {
  en: "Why you hear from us",
  id: "Kenapa pesan ini dikirim",
};
const SILENCE_TO_CUSTOMER: Texts = {
  en: "Nothing for you at the moment",
  id: "Saat ini tidak ada pesan",
};
const CLOSEST: Texts = {
  en: "Closest to being right: “{title}”.",
  id: "Yang paling mendekati: “{title}”.",
};
const PASSED: Texts = { en: "passed", id: "lolos" };
const FAILED: Texts = { en: "not passed", id: "tidak lolos" };

const DESCRIBE_DECISION_OPTIONS: OptionNames<DescribeDecisionOptions> = {
  language: true,
  audience: true,
  tone: true,
  profile: true,
};

/**
 * Writes a decision in words. Staff read what to do, what to say and why; the customer reads why they hear from the shop,
 * on what ground, what was looked at and how to stop it, without figures of their worth; an auditor reads every gate of
 * every tactic, with the policy and the instant.
 *
 * @param decision - from `decide`
 * @param options - language, reader and customer
 * @returns complete sentences; nothing stays unfilled, whatever is missing
 */
export function describeDecision(
  decision: Decision,
  options: DescribeDecisionOptions,
): DecisionDescription {
  assertData(decision, "describeDecision: decision");
  assertOptions(options, DESCRIBE_DECISION_OPTIONS, "describeDecision");
  return atDoor("describeDecision", () => describeDecisionUnchecked(decision, options));
}

function describeDecisionUnchecked(
  decision: Decision,
  options: DescribeDecisionOptions,
): DecisionDescription {
  const { language, audience = "staff", tone = "kak", profile = {} } = options;
  if (!TONES.includes(tone)) {
    throw new SetiaError(
      "INVALID_OPTION",
      `describeDecision: tone is ${showValue(tone)}; expected ${TONES.join(" or ")}`,
    );
  }
  const message =
    decision.status === "act"
      ? writeMessage(decision.tactic, language, {
          tone,
          profile,
          offer: decision.offer,
          facts: decision.facts,
        })
      : "";
  const say = (reasons: readonly Reason[]): string[] =>
    reasons.map((given) => explain(given, language));
  if (audience === "customer") {
    const title = decision.status === "act" ? TITLE_TO_CUSTOMER : SILENCE_TO_CUSTOMER;
    return { title: title[language], message, reasons: say(toCustomer(decision)), details: [] };
  }
  const title = titleOf(decision, language);
  const reasons = [...closestOf(decision, language), ...say(decision.reasons)];
  if (audience === "staff") return { title, message, reasons, details: [] };
  const { id, asOf, policyVersion: policy } = decision;
  const instant = asOf.toISOString();
  const made = reason("tactics.decided", {
    id,
    day: instant.slice(0, 10),
    clock: instant.slice(11, 16),
    policy,
  });
  return {
    title,
    message,
    reasons: [...say([made]), ...reasons],
    details: decision.candidates.flatMap((candidate) => linesOf(candidate, language)),
  };
}

function titleOf(decision: Decision, language: Language): string {
  if (decision.status === "none") {
    return TITLES[decision.openComplaints > 0 ? "complaint" : "none"][language];
  }
  const title = decision.tactic.title[language];
  return decision.status === "act"
    ? title
    : fillText(TITLES[decision.status][language], { title }, language);
}

function closestOf(decision: Decision, language: Language): string[] {
  if (decision.status !== "none" || decision.closest === undefined) return [];
  const title = decision.closest.title[language];
  return [fillText(CLOSEST[language], { title }, language)];
}

function linesOf({ tactic, gates, chance, score }: TacticCandidate, language: Language): string[] {
  const weighed = reason("tactics.weighed", { chance, score });
  return [
    `${tactic}: ${explain(weighed, language)}`,
    ...gates.map(({ gate, passed, reason: why }) => {
      const verdict = (passed ? PASSED : FAILED)[language];
      return `${tactic}, ${gate}, ${verdict}: ${explain(why, language)}`;
    }),
  ];
}

const BECAUSE: Readonly<Record<MessageClass, Reason>> = {
  service: { code: "tactics.because_of_service", params: {} },
  lifecycle: { code: "tactics.because_of_doing", params: {} },
  marketing: { code: "tactics.because_of_marketing", params: {} },
};

/** Why a customer hears from the shop, in sentences to them. */
function toCustomer(decision: Decision): Reason[] {
  if (decision.status !== "act") return [reason("tactics.silence_to_customer", {})];
  const { tactic, channel, offer, candidates } = decision;
  const gates = candidates.find((candidate) => candidate.tactic === tactic.id)?.gates ?? [];
  const consent = gates.find(({ reason: why }) => why.code === "consent.granted")?.reason.params;
  const conditions = [tactic.when, ...(tactic.any ?? [])];
  const looked = new Set(conditions.flatMap((one) => Object.keys(one) as Feature[]));
  return [
    BECAUSE[tactic.messageClass],
    ...(consent === undefined || channel === undefined
      ? []
      : [reason("tactics.you_agreed", { channel, day: consent["day"] ?? "" })]),
    ...(looked.size === 0
      ? []
      : [reason("tactics.we_looked_at", { measures: [...looked].join(",") })]),
    ...(offer === undefined ? [] : [reason("tactics.we_offer", { item: offer.name })]),
    tactic.messageClass === "service"
      ? reason("tactics.you_may_ask", {})
      : reason("tactics.you_may_stop", {}),
  ];
}
