import { reason, type Reason } from "../../kernel";
import type { NameLikeness } from "./compare-names";
import type { MatchPolicy } from "./match-policy";
import type { PairEvidence } from "./pair-evidence";

/** What is to become of two customers: merged, looked at by a person, or never merged. */
export const MATCH_OUTCOMES = ["merge", "review", "never"] as const;

/** One of `words.matchOutcomes`. */
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

/** Judges two customers. */
export function judgePair(
  evidence: PairEvidence,
  policy: MatchPolicy,
  keptApart: boolean,
): PairVerdict | undefined {
  const outcome = outcomeOf(evidence, policy, keptApart);
  if (outcome === undefined) return undefined;
  return { outcome, score: scoreOf(evidence), reasons: reasonsOf(evidence, keptApart) };
}

/**
 * What must not be, then what may be merged, then what may be looked at: each is a list of grounds of which one is
 * enough, so that evidence that agrees never makes the outcome worse.
 */
function outcomeOf(
  evidence: PairEvidence,
  policy: MatchPolicy,
  keptApart: boolean,
): MatchOutcome | undefined {
  const { names, email, phone, identifier, birthday } = evidence;
  const shared = email || phone || identifier !== undefined;
  const alone = worthALook(evidence, policy);
  if (!shared && !alone) return undefined;
  if (keptApart || evidence.otherKind || evidence.otherIdentifier !== undefined) return "never";
  if (!shared) return "review";
  const conflict = birthday === "conflict";
  const nobody = names.length === 0;
  if (!conflict && (nobody ? identifier !== undefined : names.some(mayMerge))) return "merge";
  // A card in two hands: the same id, but wholly other names.
  if (identifier !== undefined || names.some(mayReview)) return "review";
  // Nobody is merged on an address alone. Twins share the number, and wholly other names are two people's then.
  return !conflict && (nobody || email || alone) ? "review" : "never";

  function mayMerge(name: NameLikeness): boolean {
    const { similarity, telling, short, sameFirst, sure, relatives, commonWord } = name;
    if (relatives) return false;
    if (identifier !== undefined && similarity >= policy.reviewName) return true;
    // Another last name after a wedding: the same address, birthday and first name.
    if (birthday === "same" && sameFirst) return true;
    // Numbers are handed on, and two of those who had one may both be called Budi.
    const enough = telling && sure && (email || evidence.place || !commonWord);
    if (!enough) return false;
    if (!short && similarity >= policy.mergeName) return true;
    return email && phone && similarity >= policy.mergeNameTwoContacts;
  }

  function mayReview({ similarity }: NameLikeness): boolean {
    return similarity >= (conflict ? policy.mergeName : policy.reviewName);
  }
}

/** Whether two customers contradict one another so that no chain of others may bring them together. */
export function contradict(
  { names, birthday, otherKind, otherIdentifier }: PairEvidence,
  policy: MatchPolicy,
): boolean {
  const otherName =
    names.length > 0 &&
    names.every(({ similarity, relatives }) => relatives || similarity < policy.reviewName);
  return otherKind || otherIdentifier !== undefined || birthday === "conflict" || otherName;
}

/** Without a shared address or number a name must be backed by something else, and then a person looks. */
function worthALook(evidence: PairEvidence, policy: MatchPolicy): boolean {
  const { names, birthday, place, nearContact, city, namesakes, crowd } = evidence;
  if (birthday === "conflict") return false;
  return names.some(({ similarity, sameFirst, telling }) => {
    if (birthday === "same" && (place || nearContact) && (similarity >= 0.7 || sameFirst)) {
      return true;
    }
    if (similarity < policy.reviewNameAlone) return false;
    if (birthday === "same" || place || (telling && (nearContact || crowd > 0))) return true;
    return telling && city && similarity >= 0.95 && namesakes <= RARE;
  });
}

function scoreOf({ names, email, phone, identifier, ...rest }: PairEvidence): number {
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
  const score = (1 - doubt) * (0.3 + 0.7 * (names[0]?.similarity ?? 0.5)) * against;
  return Math.round(score * 1000) / 1000;
}

function reasonsOf(evidence: PairEvidence, keptApart: boolean): Reason[] {
  const { names, birthday, identifier, otherIdentifier, crowd } = evidence;
  const [name] = names;
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
    const { similarity, short, telling, relatives, commonWord } = name;
    reasons.push(reason("match.name", { similarity: Math.round(similarity * 1000) / 1000 }));
    if (short && similarity > 0) reasons.push(reason("match.short_name", {}));
    if ((!telling || commonWord) && similarity > 0) reasons.push(reason("match.common_name", {}));
    if (relatives) reasons.push(reason("match.relatives", {}));
  }
  if (birthday !== "unknown") reasons.push(reason(`match.birthday_${birthday}`, {}));
  if (evidence.place) reasons.push(reason("match.place", {}));
  if (evidence.city && evidence.namesakes <= RARE) reasons.push(reason("match.rare_name", {}));
  return reasons;
}
