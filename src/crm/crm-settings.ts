import { defineCrossSellRules } from "../cross-sell";
import type { CustomerEvent } from "../events";
import {
  assertFunction,
  assertRecord,
  assertTimeZone,
  currencyExponent,
  SetiaError,
} from "../kernel";
import { assertLoyaltyPolicy, DEFAULT_LOYALTY_POLICY, type LoyaltyPolicy } from "../loyalty-loop";
import { DEFAULT_SEGMENTS, defineRfmMap, type SegmentRule } from "../rfm";
import {
  assertTacticPolicy,
  DEFAULT_TACTIC_POLICY,
  defineTactics,
  TACTICS,
  type Tactic,
  type TacticPolicy,
} from "../tactics";
import type { CreateCrmOptions } from "./crm";
import type { OwnRules } from "./models/crm-models";
import { assertRetentionDays, DEFAULT_RETENTION_DAYS } from "./privacy/retention-due";

type Segments<Name extends string> = readonly (SegmentRule & { readonly segment: Name })[];

/** What a workspace keeps to. */
export interface CrmSettings<Name extends string> {
  /** The shop's own segments and rules. */
  readonly own: OwnRules<Name>;
  /** What can be done. */
  readonly catalogue: readonly Tactic[];
  /** How tactics are weighed, spaced and limited. */
  readonly tacticPolicy: TacticPolicy;
  /** Thresholds of the loyalty loop, in the workspace's zone. */
  readonly loyaltyPolicy: LoyaltyPolicy;
  /** Calendar days that data are kept. */
  readonly retentionDays: number;
}

/**
 * Checks the options of a workspace and puts the defaults in for what was left out.
 *
 * @throws SetiaError as `createCrm` does
 */
export function settingsOf<Name extends string>(
  options: CreateCrmOptions<Name>,
): CrmSettings<Name> {
  const { timeZone, currency, products, retentionDays = DEFAULT_RETENTION_DAYS } = options;
  const { rules = [], catalogue = TACTICS, tacticPolicy = DEFAULT_TACTIC_POLICY } = options;
  const segments =
    options.segments ?? (DEFAULT_SEGMENTS as readonly SegmentRule[] as Segments<Name>);
  assertRecord(options.store, "createCrm: store");
  for (const name of ["append", "read", "scan", "saveModel", "loadModel"] as const) {
    assertFunction(
      (options.store as unknown as Record<string, unknown>)[name],
      `createCrm: store.${name}`,
    );
  }
  if (options.clock !== undefined) assertFunction(options.clock, "createCrm: clock");
  if (options.convert !== undefined) assertFunction(options.convert, "createCrm: convert");
  for (const name of ["mining", "profile", "analytics"] as const) {
    if (options[name] !== undefined) assertRecord(options[name], `createCrm: ${name}`);
  }
  assertTimeZone(timeZone);
  currencyExponent(currency);
  defineCrossSellRules(rules);
  defineRfmMap(segments);
  defineTactics(catalogue);
  assertTacticPolicy(tacticPolicy);
  assertRetentionDays(retentionDays);
  if (
    products !== undefined &&
    typeof (products as Partial<typeof products> | null)?.get !== "function"
  ) {
    throw new SetiaError(
      "INVALID_OPTION",
      "createCrm: products is no Map; expected new Map(products.map((product) => [product.sku, product]))",
    );
  }
  const loyaltyPolicy = { ...(options.loyaltyPolicy ?? DEFAULT_LOYALTY_POLICY), timeZone };
  assertLoyaltyPolicy(loyaltyPolicy);
  return { own: { segments, rules }, catalogue, tacticPolicy, loyaltyPolicy, retentionDays };
}

/**
 * Refuses orders of another currency than the workspace's.
 *
 * @throws SetiaError `MIXED_CURRENCIES`
 */
export function assertCurrency(events: readonly CustomerEvent[], currency: string): void {
  const other = events.findIndex(
    (event) => event.type === "order_completed" && event.currency !== currency,
  );
  if (other === -1) return;
  throw new SetiaError(
    "MIXED_CURRENCIES",
    `record: events[${String(other)}].currency is not ${currency}; expected the workspace's currency, or a converter in createCrm's convert`,
    { issues: [{ path: ["events", other, "currency"], message: `expected ${currency}` }] },
  );
}
