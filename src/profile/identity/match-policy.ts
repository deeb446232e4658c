import { assertFields, SetiaError, showValue } from "../../kernel";

/** When two customers are taken for one. */
export interface MatchPolicy {
  /** Changes with any figure in it. */
  readonly version: string;
  /** How alike names must be (0–1) to merge those who share an address or a number. */
  readonly mergeName: number;
  /** The same for those who share both an address and a number; short forms of a name come to 0.8. */
  readonly mergeNameTwoContacts: number;
  /** How alike names must be for a person to look, where an address or number is shared. */
  readonly reviewName: number;
  /** How alike names must be for a person to look, where none is shared but a birthday or a place. */
  readonly reviewNameAlone: number;
  /** An address or number that more persons of unlike names than this have is nobody's own. */
  readonly mostSharing: number;
  /** Issuers who give each person one id only: two verified ones that differ are two people. */
  readonly onePerPerson: readonly string[];
  /** Customers who share a weak key, such as a birthday and a name, beyond which it is not looked at. */
  readonly largestBlock: number;
}

/** When two customers are taken for one, unless a shop says otherwise. */
export const DEFAULT_MATCH_POLICY = {
  version: "1",
  mergeName: 0.85,
  mergeNameTwoContacts: 0.78,
  reviewName: 0.6,
  reviewNameAlone: 0.85,
  mostSharing: 3,
  onePerPerson: ["nik", "ktp", "npwp", "passport", "bpjs"],
  largestBlock: 40,
} as const satisfies MatchPolicy;

/**
 * Refuses a policy that could merge anybody with anybody.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function assertMatchPolicy(policy: MatchPolicy, where: string): void {
  assertFields(policy, DEFAULT_MATCH_POLICY, where);
  const { mergeName, mergeNameTwoContacts, reviewName, reviewNameAlone } = policy;
  const shares = { mergeName, mergeNameTwoContacts, reviewName, reviewNameAlone };
  for (const [field, share] of Object.entries(shares)) {
    if (!(share > 0 && share <= 1)) throw wrong(`${where}.${field}`, share, "more than 0, up to 1");
  }
  const { mostSharing, largestBlock } = policy;
  for (const [field, count] of Object.entries({ mostSharing, largestBlock })) {
    if (!Number.isSafeInteger(count) || count < 2) {
      throw wrong(`${where}.${field}`, count, "a whole number of 2 or more");
    }
  }
}

function wrong(place: string, value: unknown, expected: string): SetiaError {
  return new SetiaError("INVALID_OPTION", `${place} is ${showValue(value)}; expected ${expected}`);
}
