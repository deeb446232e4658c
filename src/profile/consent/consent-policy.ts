import type { ConsentPurpose } from "../../events";

/** What holds where a customer has said nothing. */
export interface ConsentPolicy {
  /** Changes with anything in it. */
  readonly version: string;
  /**
   * The ground on which each purpose is allowed although the customer said nothing; `"none"` if it is not. Whoever
   * refused is never contacted by it.
   */
  readonly withoutConsent: Readonly<
    Record<ConsentPurpose, "none" | "contract" | "legitimate_interest">
  >;
}

/** If the customer has said nothing, only service is allowed, which the contract asks for. */
export const DEFAULT_CONSENT_POLICY = {
  version: "1",
  withoutConsent: {
    marketing: "none",
    service: "contract",
    research: "none",
    profiling: "none",
    sharing: "none",
    any: "none",
  },
} as const satisfies ConsentPolicy;
