import type { FeedbackReceived } from "../events";
import {
  defined,
  assertRecord,
  atDoor,
  calendarOf,
  formatDay,
  reason,
  type Reason,
  type Texts,
} from "../kernel";
import type { PurchaseSummary } from "../purchases";
import type { CustomerProfile } from "./customer-profile";
import { FACT_QUESTIONS, QUESTION_MOMENTS, type QuestionTopic } from "./fact-questions";

/** The seven things that a shop is to know of each customer, in the order of the source texts. */
export const SEVEN_FACTS = [
  "identity",
  "bought",
  "frequency",
  "recency",
  "monetary",
  "conversation",
  "feedback",
] as const;

/** One of `words.sevenFacts`. */
export type SevenFactName = (typeof SEVEN_FACTS)[number];

/** After how many days a fact is worth half as much: people move, tastes and opinions change. */
export const FACT_HALF_LIVES = {
  identity: 730,
  bought: 365,
  frequency: 365,
  recency: 365,
  monetary: 365,
  conversation: 90,
  feedback: 180,
} as const satisfies Record<SevenFactName, number>;

/** What is known of one of the seven. */
export interface SevenFact {
  /** The fact. */
  readonly fact: SevenFactName;
  /** True if all of it is known. */
  readonly known: boolean;
  /** How much of it is known, 0–1. */
  readonly completeness: number;
  /** How fresh it is: 1 today, half as much after each half-life; 0 if nothing is known. */
  readonly freshness: number;
  /** When it was last learned; missing if nothing is known. */
  readonly observedAt?: Date;
  /** The same in words. */
  readonly reason: Reason;
}

/** What to ask next. */
export interface NextQuestion {
  /** What it asks for. */
  readonly topic: QuestionTopic;
  /** Which of the seven it completes. */
  readonly fact: SevenFactName;
  /** The question to the customer. */
  readonly question: Texts;
  /** When it is natural to ask. */
  readonly moment: Texts;
}

/** The seven facts of one customer. */
export interface SevenFacts {
  /** All seven, in order. */
  readonly facts: readonly SevenFact[];
  /** Mean completeness, 0–1. */
  readonly completeness: number;
  /** Mean freshness of what is known, 0–1; 0 if nothing is. */
  readonly freshness: number;
  /** Which are not wholly known. */
  readonly missing: readonly SevenFactName[];
  /** The next best question; missing if all is known. */
  readonly next?: NextQuestion;
}

/** What {@link sevenFacts} looks at. */
export interface SevenFactsInput {
  /** Who, and what was talked about. */
  readonly profile: CustomerProfile;
  /** How they buy; left out if they have not bought. */
  readonly purchases?: PurchaseSummary | undefined;
  /** Skus or names of what they bought, if that is known; an empty list is nothing known. */
  readonly bought?: readonly string[];
  /** What they told, in any order; later feedback than the profile's instant is ignored. */
  readonly feedback?: readonly FeedbackReceived[];
  /** IANA zone of the days; `"UTC"` if left out. */
  readonly timeZone?: string;
}

/**
 * Returns what a shop knows of the seven things it is to know of each customer: who they are, how to address them and
 * where they live; what they bought; how often; when last; how much; the last conversation; their feedback.
 *
 * @param input - profile, purchases, feedback
 * @returns the seven with completeness and freshness, and what to ask next
 *
 * @example
 * ```ts
 * import { foldProfile, sevenFacts, type CustomerEvent } from "setia";
 *
 * const told: CustomerEvent = {
 *   id: "1", type: "customer_identified", customerId: "ani", at: new Date("2026-01-05"),
 *   traits: { name: "Ani Wijaya", honorific: "Ibu", phone: "+62 812-8400-5577" },
 * };
 * const profile = foldProfile([told], { asOf: new Date("2026-01-05") });
 * const { facts, next } = sevenFacts({ profile });
 * facts[0]?.completeness; // => 0.75
 * next?.question.id; // => "Tinggal di kota mana?"
 * ```
 */
export function sevenFacts(input: SevenFactsInput): SevenFacts {
  assertRecord(input, "sevenFacts: input");
  return atDoor("sevenFacts", () => sevenFactsUnchecked(input));
}

function sevenFactsUnchecked(input: SevenFactsInput): SevenFacts {
  const { profile, purchases, bought = [], timeZone = "UTC" } = input;
  const { asOf } = profile;
  const feedback = (input.feedback ?? [])
    .filter(({ at }) => at <= asOf)
    .reduce<Date | undefined>((last, { at }) => later(last, at), undefined);
  const identity = identityParts(profile);
  const ordered = purchases?.lastOrderAt;
  const known: Readonly<
    Record<SevenFactName, readonly [completeness: number, at?: Date | undefined]>
  > = {
    identity: [identity.known.length / IDENTITY.length, identity.at],
    bought: bought.length === 0 ? [0] : [1, ordered],
    frequency: ordered === undefined ? [0] : [1, ordered],
    recency: ordered === undefined ? [0] : [1, ordered],
    monetary: ordered === undefined ? [0] : [1, ordered],
    conversation: conversationKnown(profile),
    feedback: feedback === undefined ? [0] : [1, feedback],
  };
  const calendar = calendarOf(timeZone);
  const today = calendar.dayOf(asOf);
  const facts = SEVEN_FACTS.map((fact): SevenFact => {
    const [completeness, at] = known[fact];
    const day = at === undefined ? undefined : calendar.dayOf(at);
    const age = day === undefined ? Infinity : Math.max(0, today - day);
    return {
      fact,
      known: completeness === 1,
      completeness,
      freshness: day === undefined || completeness === 0 ? 0 : 0.5 ** (age / FACT_HALF_LIVES[fact]),
      ...(at === undefined || completeness === 0 ? {} : { observedAt: at }),
      reason:
        day === undefined || completeness === 0
          ? reason("profile.fact_missing", { fact })
          : completeness < 1
            ? reason("profile.fact_partly", { fact, share: completeness, day: formatDay(day) })
            : reason("profile.fact_known", { fact, day: formatDay(day) }),
    };
  });
  const fresh = facts.filter(({ freshness }) => freshness > 0);
  const next = nextQuestion(profile, facts, identity.known);
  return {
    facts,
    completeness: facts.reduce((sum, { completeness }) => sum + completeness, 0) / facts.length,
    freshness: fresh.reduce((sum, { freshness }) => sum + freshness, 0) / Math.max(1, fresh.length),
    missing: facts.filter((fact) => !fact.known).map(({ fact }) => fact),
    ...defined({ next }),
  };
}

/** The parts of who somebody is. */
const IDENTITY = ["name", "honorific", "contact", "city"] as const;
type IdentityPart = (typeof IDENTITY)[number];

function identityParts(profile: CustomerProfile): {
  readonly known: readonly IdentityPart[];
  readonly at: Date | undefined;
} {
  const { name, honorific, nickname, city, kind } = profile;
  const contact = profile.contactPoints.find(({ local }) => local !== true);
  // A firm has no form of address.
  const address = honorific ?? nickname ?? (kind?.value === "firm" ? kind : undefined);
  const found = { name, honorific: address, contact, city };
  const known = IDENTITY.filter((part) => found[part] !== undefined);
  const at = known.reduce<Date | undefined>(
    (last, part) => later(last, found[part]?.observedAt),
    undefined,
  );
  return { known, at };
}

/** A talk without a topic is half known: it cannot be mentioned. */
function conversationKnown({
  lastInteraction,
  lastConversation,
}: CustomerProfile): readonly [number, (Date | undefined)?] {
  if (lastConversation !== undefined) return [1, lastConversation.at];
  return lastInteraction === undefined ? [0] : [0.5, lastInteraction.at];
}

function later(a: Date | undefined, b: Date | undefined): Date | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a >= b ? a : b;
}

/** Who they are first; then what only they can tell. How often, when and how much is never asked: the till knows. */
function nextQuestion(
  profile: CustomerProfile,
  facts: readonly SevenFact[],
  known: readonly IdentityPart[],
): NextQuestion | undefined {
  const part = IDENTITY.find((one) => !known.includes(one));
  if (part !== undefined) return ask(part, "identity");
  const open = (name: SevenFactName): boolean =>
    facts.some(({ fact, completeness }) => fact === name && completeness < 1);
  const hasBought = !open("recency");
  if (hasBought && open("feedback")) return ask("feedback", "feedback");
  if (open("conversation")) return ask("conversation", "conversation");
  if (open("bought") && profile.interests.length === 0) return ask("bought", "bought");
  return undefined;
}

function ask(topic: QuestionTopic, fact: SevenFactName): NextQuestion {
  return { topic, fact, question: FACT_QUESTIONS[topic], moment: QUESTION_MOMENTS[topic] };
}
