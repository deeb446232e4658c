import type { FeedbackReceived } from "../events";
import type { SatisfactionPolicy, SatisfactionScale, Verdict } from "./satisfaction-policy";

const SOUNDS: Readonly<Record<"positive" | "neutral" | "negative", Verdict>> = {
  positive: "satisfied",
  neutral: "neutral",
  negative: "dissatisfied",
};

/** What one feedback says, and by what. */
export interface Told {
  /** Satisfied or not. */
  readonly verdict: Verdict;
  /** The scale that said so; `sentiment` where no score did. */
  readonly by: SatisfactionScale | "sentiment";
  /** The score on that scale; missing for a sentiment. */
  readonly score?: number;
}

/**
 * Reads a feedback: by its score, else by the gap between what was got and what was expected, else by how it
 * sounds.
 */
export function verdictOf(
  feedback: FeedbackReceived,
  policy: SatisfactionPolicy,
): Told | undefined {
  const { kind, score, sentiment } = feedback;
  if (kind === "complaint") return undefined;
  if (kind !== "suggestion" && score !== undefined) return onScale(kind, score, policy);
  const gap = gapOf(feedback);
  if (gap !== undefined) return onScale("gap", gap, policy);
  return sentiment === undefined ? undefined : { verdict: SOUNDS[sentiment], by: "sentiment" };
}

/** Whether a feedback speaks against the shop: it is a complaint, or its verdict is that of the dissatisfied. */
export function isCritical(feedback: FeedbackReceived, policy: SatisfactionPolicy): boolean {
  return feedback.kind === "complaint" || verdictOf(feedback, policy)?.verdict === "dissatisfied";
}

/** Reads what others can read: the one rule of public praise and criticism. */
export function publicWordOf(
  feedback: FeedbackReceived,
  policy: SatisfactionPolicy,
): "praise" | "criticism" | undefined {
  if (feedback.public !== true) return undefined;
  if (isCritical(feedback, policy)) return "criticism";
  return verdictOf(feedback, policy)?.verdict === "satisfied" ? "praise" : undefined;
}

/** Gives how far an experience went beyond what was expected. */
export function gapOf(feedback: FeedbackReceived): number | undefined {
  const { expected, perceived } = feedback;
  return expected === undefined || perceived === undefined ? undefined : perceived - expected;
}

function onScale(by: SatisfactionScale, score: number, policy: SatisfactionPolicy): Told {
  const { satisfied, neutral } = policy.scales[by];
  if (score >= satisfied) return { verdict: "satisfied", by, score };
  return { verdict: score >= neutral ? "neutral" : "dissatisfied", by, score };
}
