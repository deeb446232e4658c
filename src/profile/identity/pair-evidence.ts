import { compareBirthdays, type BirthdayLikeness } from "./compare-birthdays";
import { compareNames, type NameLikeness, type WordKnowledge } from "./compare-names";
import type { MatchKeys } from "./match-keys";
import type { MatchPolicy } from "./match-policy";

/** Contacts of one customer that are looked at one by one. */
const FEW = 20;

/** What a base knows of its keys and names. */
export interface BaseKnowledge extends WordKnowledge {
  /** Customers in the base. */
  readonly customers: number;
  /** How many customers have an address or number that too many unlike persons have; 0 for any other. */
  readonly crowd: (key: string) => number;
  /** How many persons have a word in their names; customers who share an address or number are one here. */
  readonly bearers: (word: string) => number;
}

/** What speaks for and against two customers being one. */
export interface PairEvidence {
  /** How alike the names are, each with each, the most alike first; empty where one has none. */
  readonly names: readonly NameLikeness[];
  /** True if they share an address that few persons have. */
  readonly email: boolean;
  /** True if they share a number that few persons have. */
  readonly phone: boolean;
  /** Customers with the address or number that they share, where too many have it; 0 else. */
  readonly crowd: number;
  /** Issuer of a verified id that both have. */
  readonly identifier: string | undefined;
  /** Issuer who gave them two verified ids and none in common, one person having one only. */
  readonly otherIdentifier: string | undefined;
  /** How alike the birthdays are. */
  readonly birthday: BirthdayLikeness;
  /** True if a street or postal code is the same. */
  readonly place: boolean;
  /** True if one is a person and the other a firm. */
  readonly otherKind: boolean;
  /** True if addresses differ by their domain or a letter only, or numbers by a digit. */
  readonly nearContact: boolean;
  /** How many customers one would expect with such a name in the base; Infinity where it is short. */
  readonly namesakes: number;
  /** True if the city is the same. */
  readonly city: boolean;
}

/** Lays two customers beside one another. */
export function pairEvidence(
  a: MatchKeys,
  b: MatchKeys,
  base: BaseKnowledge,
  policy: MatchPolicy,
): PairEvidence {
  const emails = common(a.emails, b.emails);
  const phones = common(a.phones, b.phones);
  const few = (key: string): boolean => base.crowd(key) === 0;
  return {
    names: compareAll(a, b, base),
    email: emails.some(few),
    phone: phones.some(few),
    crowd: [...emails, ...phones].reduce((most, key) => Math.max(most, base.crowd(key)), 0),
    identifier: sharedIdentifier(a, b)?.issuer,
    otherIdentifier: policy.onePerPerson.find((issuer) => {
      const [one, other] = [verifiedOf(a, issuer), verifiedOf(b, issuer)];
      return one.length > 0 && other.length > 0 && common(one, other).length === 0;
    }),
    birthday: compareBirthdays(a.birthday, b.birthday),
    place: common(a.places, b.places).length > 0,
    otherKind: a.kind !== undefined && b.kind !== undefined && a.kind !== b.kind,
    nearContact: anyNear(a.emails, b.emails, nearEmail) || anyNear(a.phones, b.phones, nearPhone),
    namesakes: namesakes(a, b, base),
    city: a.city !== undefined && a.city === b.city,
  };
}

function sharedIdentifier(
  a: MatchKeys,
  b: MatchKeys,
): MatchKeys["identifiers"][number] | undefined {
  const known = new Set(b.identifiers.filter(({ verified }) => verified).map(({ key }) => key));
  return a.identifiers.find(({ verified, key }) => verified && known.has(key));
}

function verifiedOf({ identifiers }: MatchKeys, issuer: string): string[] {
  return identifiers.filter((one) => one.verified && one.issuer === issuer).map(({ key }) => key);
}

function common(a: readonly string[], b: readonly string[]): string[] {
  if (b.length <= FEW) return a.filter((key) => b.includes(key));
  const known = new Set(b);
  return a.filter((key) => known.has(key));
}

/** Whether two of the main contacts of each are near; of hundreds, nobody needs the last. */
function anyNear(
  a: readonly string[],
  b: readonly string[],
  near: (one: string, other: string) => boolean,
): boolean {
  const others = b.slice(0, FEW);
  return a.slice(0, FEW).some((one) => others.some((other) => near(one, other)));
}

function compareAll(a: MatchKeys, b: MatchKeys, base: BaseKnowledge): NameLikeness[] {
  const all = a.names.flatMap((one) => b.names.map((other) => compareNames(one, other, base)));
  return all.length < 2 ? all : all.sort((x, y) => y.similarity - x.similarity);
}

/** As many as words fall together by chance, were they given independently. */
function namesakes(a: MatchKeys, b: MatchKeys, base: BaseKnowledge): number {
  const [one, other] = [a.names[0]?.words ?? [], b.names[0]?.words ?? []];
  const words = one.filter((word) => other.includes(word));
  if (words.length < 2) return Infinity;
  return words.reduce(
    (expected, word) => (expected * base.bearers(word)) / base.customers,
    base.customers,
  );
}

/** The same name at another provider, or a slip in name or domain. */
function nearEmail(a: string, b: string): boolean {
  if (a === b) return false;
  const [nameA = "", domainA = ""] = a.split("@");
  const [nameB = "", domainB = ""] = b.split("@");
  const plain = (name: string): string => name.replace(/[._-]/gu, "");
  if (plain(nameA) === plain(nameB)) return plain(nameA).length >= 6;
  return domainA === domainB && nameA.length >= 6 && nearText(nameA, nameB);
}

/** Only numbers of one country can be slips of one another. */
function nearPhone(a: string, b: string): boolean {
  const country = (phone: string): string => /^(\+|[A-Z]{2} |)/u.exec(phone)?.[0] ?? "";
  return country(a) === country(b) && nearText(a, b);
}

/** One letter or digit more, less or other, or two of them in the other order. */
function nearText(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const [left, right] = [a.slice(start, endA), b.slice(start, endB)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left === `${right[1] ?? ""}${right[0] ?? ""}`;
}
