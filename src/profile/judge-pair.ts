import { reason, type Reason } from "../kernel";
import type { MatchPolicy } from "./match-policy";
import type { PairEvidence } from "./pair-evidence";

/** What is to become of two customers: merged, looked at by a person, or never merged. */
export const MATCH_OUTCOMES = ["merge", "review", "never"] as const;

/** One of {@link MATCH_OUTCOMES}. */
export type MatchOutcome = (typeof MATCH_OUTCOMES)[number];

/** A verdict on two customers. */
export interface PairVerdict {
  /** What is to become of them. */
  readonly outcome: MatchOutcome;
  /** How much speaks for their being one, 0–1; to sort by, no probability. */
  readonly score: number;
  /** What speaks for it and against it; names no address, number or name, so that it can be recorded. */
  readonly reasons: readonly Reason[];
}

/** At most so many namesakes to be expected, for a rare name and a city to be worth a look. */
const RARE = 0.5;

/**
 * Judges two customers.
 *
 * @param evidence - laid out by `pairEvidence`
 * @param policy - thresholds
 * @param keptApart - true if somebody has said that they are two
 * @returns the verdict; `undefined` where there is nothing to talk about
 */
export function judgePair(
  evidence: PairEvidence,
  policy: MatchPolicy,
  keptApart: boolean,
): PairVerdict | undefined {
  const outcome = outcomeOf(evidence, policy, keptApart);
  if (outcome === undefined) return undefined;
  return { outcome, score: scoreOf(evidence), reasons: reasonsOf(evidence, keptApart) };
}

function outcomeOf(
  evidence: PairEvidence,
  policy: MatchPolicy,
  keptApart: boolean,
): MatchOutcome | undefined {
  const { name, email, phone, identifier, birthday } = evidence;
  const similarity = name?.similarity ?? 0;
  const shared = email || phone || identifier !== undefined;
  const alone = worthALook(evidence, policy);
  if (!shared && !alone) return undefined;
  if (keptApart || evidence.otherKind || evidence.otherIdentifier !== undefined) return "never";
  if (!shared) return "review";
  if (birthday === "conflict") {
    return similarity >= policy.mergeName || identifier !== undefined ? "review" : "never";
  }
  // A card in two hands: the same id, but wholly other names.
  if (identifier !== undefined) {
    return name === undefined || similarity >= policy.reviewName ? "merge" : "review";
  }
  // Nobody is merged on an address alone.
  if (name === undefined) return "review";
  const { telling, short, sameFirst, sure } = name;
  // Numbers are handed on, and two of those who had one may both be called Budi.
  const enough = telling && sure && (email || evidence.place || !evidence.commonWord);
  if (enough && !short && similarity >= policy.mergeName) return "merge";
  if (enough && email && phone && similarity >= policy.mergeNameTwoContacts) return "merge";
  // Another last name after a wedding: the same address, birthday and first name.
  if (birthday === "same" && sameFirst) return "merge";
  if (similarity >= policy.reviewName || (email && phone) || alone) return "review";
  // Twins have the birthday in common, and the number, but not the first name.
  return email && birthday === "unknown" ? "review" : "never";
}

/**
 * Tells whether two customers contradict one another so that no chain of others may bring them together.
 *
 * @param evidence - laid out by `pairEvidence`
 * @param policy - thresholds
 * @param keptApart - true if somebody has said that they are two
 * @returns true if they must not be one
 */
export function contradict(
  { name, birthday, otherKind, otherIdentifier }: PairEvidence,
  policy: MatchPolicy,
  keptApart: boolean,
): boolean {
  const otherName = name !== undefined && name.similarity < policy.reviewName;
  return (
    keptApart || otherKind || otherIdentifier !== undefined || birthday === "conflict" || otherName
  );
}

/** Without a shared address or number a name must be backed by something else, and then a person looks. */
function worthALook(evidence: PairEvidence, policy: MatchPolicy): boolean {
  const { name, birthday, place, nearContact, city, namesakes, crowd } = evidence;
  if (name === undefined || birthday === "conflict") return false;
  const { similarity, sameFirst, telling } = name;
  if (birthday === "same" && (place || nearContact) && (similarity >= 0.7 || sameFirst))
    return true;
  if (similarity < policy.reviewNameAlone) return false;
  if (birthday === "same" || place || (telling && (nearContact || crowd > 0))) return true;
  return telling && city && similarity >= 0.95 && namesakes <= RARE;
}

function scoreOf({ name, email, phone, identifier, ...rest }: PairEvidence): number {
  const { birthday, place, nearContact, city, crowd } = rest;
  const weights = [
    identifier === undefined ? 0 : 0.97,
    email ? 0.9 : 0,
    phone ? 0.8 : 0,
    birthday === "same" ? 0.6 : 0,
    place ? 0.4 : 0,
    nearContact ? 0.4 : 0,
    city ? 0.1 : 0,
    crowd > 0 ? 0.2 : 0,
  ];
  const doubt = weights.reduce((left, weight) => left * (1 - weight), 1);
  const against = birthday === "conflict" ? 0.4 : birthday === "close" ? 0.9 : 1;
  const score = (1 - doubt) * (0.3 + 0.7 * (name?.similarity ?? 0.5)) * against;
  return Math.round(score * 1000) / 1000;
}

function reasonsOf(evidence: PairEvidence, keptApart: boolean): Reason[] {
  const { name, birthday, identifier, otherIdentifier, crowd } = evidence;
  const reasons: Reason[] = [];
  if (keptApart) reasons.push(reason("match.kept_apart", {}));
  if (evidence.otherKind) reasons.push(reason("match.other_kind", {}));
  if (otherIdentifier !== undefined) {
    reasons.push(reason("match.other_identifier", { issuer: otherIdentifier }));
  }
  if (identifier !== undefined) reasons.push(reason("match.identifier", { issuer: identifier }));
  if (evidence.email) reasons.push(reason("match.email", {}));
  if (evidence.phone) reasons.push(reason("match.phone", {}));
  if (crowd > 0) reasons.push(reason("match.crowd", { customers: crowd }));
  if (evidence.nearContact) reasons.push(reason("match.near_contact", {}));
  if (name === undefined) reasons.push(reason("match.no_name", {}));
  else {
    const { similarity, short, telling } = name;
    reasons.push(reason("match.name", { similarity: Math.round(similarity * 1000) / 1000 }));
    if (short && similarity > 0) reasons.push(reason("match.short_name", {}));
    if ((!telling || evidence.commonWord) && similarity > 0) {
      reasons.push(reason("match.common_name", {}));
    }
  }
  if (birthday !== "unknown") reasons.push(reason(`match.birthday_${birthday}`, {}));
  if (evidence.place) reasons.push(reason("match.place", {}));
  if (evidence.city && evidence.namesakes <= RARE) reasons.push(reason("match.rare_name", {}));
  return reasons;
}
