import { defined, assertIterable, assertOptions, atDoor, type OptionNames } from "../kernel";
import type { CustomerView } from "../view";
import type { SharedUse } from "./policy/budgets";
import { byRank, choose, type Choice, DECIDE_OPTIONS, decideFully, decisionId } from "./decide";
import { lookAt } from "./deciding/look-at-customer";
import type { CompactDecision } from "./decision";
import { fitsPlan, fitsTactic } from "./gates/gates";
import { settingsOf, type DecideOptions, type TacticSettings } from "./policy/settings";
import { planTactic, type TacticPlan } from "./deciding/tactic-plan";

/** Options of {@link createDecider} and {@link decideAll}. */
export interface DecideAllOptions extends DecideOptions {
  /** Chooses for which customers the whole decision is wanted, with every gate as it stood when their turn came. */
  readonly explain?: (customerId: string) => boolean;
}

/** Decides for one customer after another; what they share is used up as it goes. */
export interface TacticDecider {
  /** Decides for the next customer, and takes what an `act` uses. */
  next(view: CustomerView<string>): CompactDecision;
  /** Returns what was used so far. */
  used(): SharedUse;
}

const decideAllOptions = (): OptionNames<DecideAllOptions> => ({
  explain: true,
  ...DECIDE_OPTIONS,
});

/**
 * Creates what decides for many customers over shared budgets and stock. The same customers in the same order get the
 * same decisions; who comes first is served first, so bring them in the order in which they matter.
 *
 * @param options - catalogue, policy, model, what was used before, and whose gates are wanted
 * @returns the decider
 * @throws SetiaError `INVALID_OPTION`, `INVALID_MODEL`, `NEWER_MODEL`
 */
export function createDecider(options: DecideAllOptions = {}): TacticDecider {
  assertOptions(options, decideAllOptions(), "createDecider");
  return atDoor("createDecider", () => createDeciderUnchecked(options));
}

function createDeciderUnchecked(options: DecideAllOptions): TacticDecider {
  return deciderOf(options);
}

/** Does the work of {@link createDecider} for any function that decides. */
export function deciderOf(options: DecideAllOptions): TacticDecider {
  const settings = settingsOf(options);
  const { explain } = options;
  return {
    next: (view) =>
      atDoor("decideAll", () => {
        if (explain?.(view.customerId) !== true) {
          return carryOut(chooseShortly(settings, view), settings, view);
        }
        const { decision, choice } = decideFully(settings, view);
        return { ...carryOut(choice, settings, view), full: decision };
      }),
    used: () => settings.ledger.used(),
  };
}

/**
 * Decides for many customers, one by one, without reasons: the same as `decide` would, in little memory. Budgets and
 * stock are shared between them, in the order given.
 *
 * @param views - from `viewCustomer`, in the order in which they matter
 * @param options - catalogue, policy, model, what was used before, and whose gates are wanted
 * @returns one compact decision per customer, in the same order
 * @throws SetiaError `INVALID_OPTION`, `INVALID_MODEL`, `NEWER_MODEL`, when the first is asked for
 *
 * @example
 * ```ts
 * import { decideAll, DEFAULT_TACTIC_POLICY, viewCustomer, type CustomerEvent } from "setia";
 *
 * const at = new Date("2026-01-05T03:00:00Z");
 * const views = ["ani", "budi"].map((customerId) => {
 *   const events: CustomerEvent[] = [
 *     { id: "1", type: "feedback_received", customerId, at, kind: "complaint", complaintId: "k" },
 *     { id: "2", type: "customer_identified", customerId, at, traits: { phone: "+628128405577" } },
 *   ];
 *   return viewCustomer({ events }, { asOf: new Date("2026-01-05T09:00:00Z") });
 * });
 * const budgets = [{ name: "service desk", categories: ["personal_assistance"], actions: 1 }] as const;
 * const policy = { ...DEFAULT_TACTIC_POLICY, budgets };
 * const decided: string[] = [];
 * for await (const { customerId, status } of decideAll(views, { policy })) {
 *   decided.push(`${customerId}: ${status}`);
 * }
 * decided; // => ["ani: act", "budi: none"]
 * ```
 */
export async function* decideAll(
  views: Iterable<CustomerView<string>> | AsyncIterable<CustomerView<string>>,
  options: DecideAllOptions = {},
): AsyncGenerator<CompactDecision> {
  assertIterable(views, "decideAll: views");
  assertOptions(options, decideAllOptions(), "decideAll");
  const decider = deciderOf(options);
  for await (const view of views) yield decider.next(view);
}

function chooseShortly(settings: TacticSettings, view: CustomerView<string>): Choice {
  const look = lookAt(view, settings);
  const fitting: TacticPlan[] = [];
  for (const tactic of settings.catalogue) {
    if (!fitsTactic(tactic, look)) continue;
    const plan = planTactic(tactic, look);
    if (fitsPlan(plan, look)) fitting.push(plan);
  }
  if (fitting.length > 1) fitting.sort(byRank(look));
  return choose(fitting, look);
}

/** Takes from the ledger what an action uses, and tells what was decided. */
function carryOut(
  choice: Choice,
  { ledger, policy }: TacticSettings,
  view: CustomerView<string>,
): CompactDecision {
  const { customerId, asOf } = view;
  const base = { id: decisionId(choice, view), customerId, asOf };
  const { capped } = choice;
  if (choice.status === "none") return { ...base, status: "none", capped };
  const { tactic, channel, offer, score, economics } = choice.plan;
  if (choice.status === "act") {
    ledger.take({ tactic, channel, cost: economics.cost, sku: offer?.sku }, policy.budgets);
  }
  return {
    ...base,
    status: choice.status,
    tactic: tactic.id,
    ...defined({ channel }),
    ...(offer === undefined ? {} : { sku: offer.sku }),
    score,
    cost: economics.cost,
    capped,
    ...(choice.status === "defer" ? { until: choice.until } : {}),
    ...(choice.status === "hold_out" ? { holdout: choice.holdout } : {}),
  };
}
