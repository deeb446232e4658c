import { defined, compareCodePoints } from "../../kernel";
import { openLedger, type SharedLedger, type SharedUse } from "./budgets";
import type { MessageClass } from "../channels";
import { assertTacticPolicy } from "./assert-policy";
import { DEFAULT_TACTIC_POLICY } from "./default-policy";
import type { TacticPolicy } from "./policy";
import type { Tactic, TacticMark } from "../tactic";
import {
  assertTacticModel,
  chancesOf,
  type ChanceOf,
  type TacticModel,
} from "../learning/tactic-model";
import { TACTICS } from "../catalogue/tactics";

/** How long a whole shop's orders have stayed away, where that is more than usual. */
export interface StaleFeed {
  /** Days since its last order. */
  readonly days: number;
  /** Days that are still usual. */
  readonly lineDays: number;
}

/** What decisions are made with. */
export interface DecideOptions {
  /** What can be done, checked by `defineTactics`; the library's own catalogue if left out. */
  readonly catalogue?: readonly Tactic[];
  /** How tactics are weighed, spaced and limited; the defaults if left out. */
  readonly policy?: TacticPolicy;
  /** What the shop's own past tells of tactics, from `fitTactics`; base rates alone if left out. */
  readonly model?: TacticModel;
  /**
   * Given while the whole shop's orders stay away for longer than usual: then it is rather the feed that is silent than the
   * customers, and tactics that rest on silence wait.
   */
  readonly staleFeed?: StaleFeed;
  /** What other customers have used of budgets and stock; nothing if left out. */
  readonly used?: SharedUse;
}

/** The same, checked, and what it leads to. */
export interface TacticSettings {
  /** What can be done, by ascending id. */
  readonly catalogue: readonly Tactic[];
  /** How tactics are limited. */
  readonly policy: TacticPolicy;
  /** Message class by tactic. */
  readonly classes: ReadonlyMap<string, MessageClass>;
  /** What tactics mark somebody as who accepts them. */
  readonly marks: ReadonlyMap<string, TacticMark>;
  /** Chances of success. */
  readonly chanceOf: ChanceOf;
  /** What orders come to: 99 percentiles in minor units, and their currency. */
  readonly orderValues?: { readonly percentiles: readonly number[]; readonly currency: string };
  /** What an order usually comes to: the median in minor units; missing if not known. */
  readonly typicalOrder?: { readonly value: number; readonly currency: string };
  /** Set while orders of the whole shop stay away. */
  readonly staleFeed?: StaleFeed;
  /** What is used of budgets and stock. */
  readonly ledger: SharedLedger;
}

/**
 * Checks what decisions are made with, once for many customers.
 *
 * @throws SetiaError `INVALID_OPTION`, `INVALID_MODEL`, `NEWER_MODEL`
 */
export function settingsOf(options: DecideOptions): TacticSettings {
  const { policy = DEFAULT_TACTIC_POLICY, model } = options;
  assertTacticPolicy(policy);
  if (model !== undefined) assertTacticModel(model);
  const given: readonly Tactic[] = options.catalogue ?? TACTICS;
  const catalogue = [...given].sort((a, b) => compareCodePoints(a.id, b.id));
  return {
    catalogue,
    policy,
    classes: new Map(catalogue.map(({ id, messageClass }) => [id, messageClass])),
    marks: new Map(
      catalogue.flatMap(({ id, marks }) => (marks === undefined ? [] : [[id, marks]])),
    ),
    chanceOf: chancesOf(model),
    ...(model === undefined || model.orderValues.length === 0
      ? {}
      : {
          orderValues: { percentiles: model.orderValues, currency: model.currency },
          typicalOrder: { value: model.orderValues[49]!, currency: model.currency },
        }),
    ...defined({ staleFeed: options.staleFeed }),
    ledger: openLedger(options.used),
  };
}
