import type { Offer } from "../cross-sell";
import type { TacticDecided } from "../events";
import { compareCodePoints, hashText, reason, type Reason } from "../kernel";
import type { CustomerView } from "../view";
import { economicsOf } from "./economics";
import { checkGates, type Gate, type GateResult } from "./gates";
import { dueItem, measuresOf } from "./measures";
import { assertTacticPolicy, DEFAULT_TACTIC_POLICY, type TacticPolicy } from "./policy";
import type { Tactic } from "./tactic";
import { TACTICS } from "./tactics";

/** One tactic of the catalogue, looked at for one customer. */
export interface TacticCandidate {
  /** Id of the tactic. */
  readonly tactic: string;
  /** True if it passes every gate. */
  readonly passed: boolean;
  /** Every gate, passed or not. */
  readonly gates: readonly GateResult[];
  /** Expected worth in minor units, maybe a fraction: what the candidates are ranked by. */
  readonly score: number;
}

/** A product that goes with a tactic. */
export type OfferedItem = Pick<Offer, "sku" | "name" | "price" | "reasons">;

interface DecisionBase {
  /** The decision, to which delivery and answer refer: made of tactic, instant and customer. */
  readonly id: string;
  /** The customer. */
  readonly customerId: string;
  /** The instant of the decision. */
  readonly asOf: Date;
  /** The whole catalogue: what passed first, then by expected worth, then what came closest to passing. */
  readonly candidates: readonly TacticCandidate[];
}

/** Something is to be done. */
export interface ActDecision extends DecisionBase {
  /** Something is to be done. */
  readonly status: "act";
  /** What. */
  readonly tactic: Tactic;
  /** The product to offer with it, if the tactic offers one and one is known. */
  readonly offer?: OfferedItem;
  /** Expected worth in minor units. */
  readonly score: number;
  /** Why this, and what it is worth. */
  readonly reasons: readonly Reason[];
}

/** Nothing is to be done now; the candidates tell what stands in the way. */
export interface NoDecision extends DecisionBase {
  /** Nothing is to be done. */
  readonly status: "none";
  /** The tactic that came closest: fewest gates failed, then highest worth. */
  readonly closest?: Tactic;
  /** What stands in its way. */
  readonly reasons: readonly Reason[];
}

/** What to do for one customer at one instant. */
export type Decision = ActDecision | NoDecision;

/** Gates that, once passed, tell why a tactic fits; the others tell only that nothing forbids it. */
const REASONS_TO_ACT: readonly Gate[] = ["stage", "applicability"];

/** Options of {@link decide}. */
export interface DecideOptions {
  /** What can be done, checked by `defineTactics`; the library's own catalogue if left out. */
  readonly catalogue?: readonly Tactic[];
  /** Margin and cooldowns; the defaults if left out. */
  readonly policy?: TacticPolicy;
}

/**
 * Decides what to do for a customer: of the tactics that pass every gate, the one of highest expected
 * worth. Worth = chance of success × (margin it can win − discount it gives away), money in minor units.
 * Ties go to the lower id. There is no randomness, and nothing is sent: the app acts and tells what it did
 * by events. Consent is not looked at here: ask for it before you send.
 *
 * @param view - from `viewCustomer`; its instant is that of the decision
 * @param options - catalogue and policy
 * @returns `act` with tactic, offer and reasons, or `none` with what stands in the way
 * @throws SetiaError `INVALID_OPTION` for a policy that is none
 *
 * @example
 * ```ts
 * import { decide, viewCustomer, type CustomerEvent } from "setia";
 *
 * const events: CustomerEvent[] = [
 *   { id: "1", type: "order_completed", customerId: "c1", at: new Date("2026-01-05T02:00:00Z"),
 *     orderId: "o1", currency: "IDR", total: 1_500_000 },
 * ];
 * const decision = decide(viewCustomer({ events }, { asOf: new Date("2026-01-05T09:00:00Z") }));
 * decision.status === "act" && decision.tactic.id; // => "post.thanks"
 * ```
 */
export function decide(view: CustomerView<string>, options: DecideOptions = {}): Decision {
  const policy = options.policy ?? DEFAULT_TACTIC_POLICY;
  assertTacticPolicy(policy);
  const measures = measuresOf(view);
  const looked = (options.catalogue ?? TACTICS).map((tactic: Tactic) => {
    const offer = offerFor(tactic, view);
    const economics = economicsOf(tactic, offer?.price, view, policy);
    const gates = checkGates(tactic, view, measures, economics, policy);
    const failed = gates.filter((gate) => !gate.passed).length;
    return { tactic, offer, economics, gates, failed };
  });
  looked.sort(
    (a, b) =>
      a.failed - b.failed ||
      b.economics.worth - a.economics.worth ||
      compareCodePoints(a.tactic.id, b.tactic.id),
  );

  const base = {
    customerId: view.customerId,
    asOf: view.asOf,
    candidates: looked.map(({ tactic, failed, gates, economics }) => ({
      tactic: tactic.id,
      passed: failed === 0,
      gates,
      score: economics.worth,
    })),
  };
  // The id of a customer may be as long as an id can be, so it is hashed.
  const idOf = (what: string): string =>
    `${what}@${view.asOf.toISOString()}#${hashText(view.customerId)}`;
  const best = looked[0];
  if (best === undefined || best.failed > 0) {
    return {
      ...base,
      id: idOf("none"),
      status: "none",
      ...(best === undefined ? {} : { closest: best.tactic }),
      reasons: best?.gates.filter((gate) => !gate.passed).map((gate) => gate.reason) ?? [],
    };
  }
  const { tactic, offer, gates, economics } = best;
  return {
    ...base,
    id: idOf(tactic.id),
    status: "act",
    tactic,
    ...(offer === undefined ? {} : { offer }),
    score: economics.worth,
    reasons: [
      ...gates.filter(({ gate }) => REASONS_TO_ACT.includes(gate)).map((gate) => gate.reason),
      ...(offer?.reasons ?? []),
      ...(economics.reason === undefined ? [] : [economics.reason]),
    ],
  };
}

/**
 * Makes the event that records a decision, so that the next decision knows of it. Record it when the tactic
 * goes out, with a `tactic_delivered` of the same `decisionId` once it has arrived.
 *
 * @param decision - an `act`
 * @returns the event, with the decision's id and instant
 */
export function decisionEvent(decision: ActDecision): TacticDecided {
  const { id, customerId, asOf, tactic, reasons } = decision;
  return {
    id: `decided:${id}`,
    type: "tactic_decided",
    customerId,
    at: asOf,
    decisionId: id,
    tactic: tactic.id,
    arm: "treatment",
    reasons,
  };
}

/** A tactic that speaks of an offer gets one: the item that runs out, or the best companion. */
function offerFor(tactic: Tactic, view: CustomerView<string>): OfferedItem | undefined {
  if (!tactic.message.en.includes("{offer}")) return undefined;
  const due = tactic.when.item_due === undefined ? undefined : dueItem(view);
  if (due === undefined) return view.offers[0];
  const { sku, name, price, cadenceDays = 0, daysSince: days } = due;
  const rhythm = { item: name, cadenceDays: Math.round(cadenceDays), days };
  return { sku, name, price, reasons: [reason("tactics.item_rhythm", rhythm)] };
}
