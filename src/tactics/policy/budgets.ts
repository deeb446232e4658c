import { SetiaError, showValue } from "../../kernel";
import type { Channel, Tactic } from "../tactic";
import type { Budget } from "./policy";

/** What was used of one budget. */
export interface BudgetUse {
  /** Actions. */
  readonly actions: number;
  /** Cost, in minor units. */
  readonly spend: number;
}

/** What was used so far of what all customers share. */
export interface SharedUse {
  /** By name of the budget; nothing was used of those that are not named. */
  readonly budgets?: Readonly<Record<string, BudgetUse>>;
  /** Pieces left of each product that is counted, by sku; others are without limit. */
  readonly stock?: Readonly<Record<string, number>>;
}

/** Keeps what all customers share while one decision after the other is made. */
export interface SharedLedger {
  /** Gives what was used of a budget. */
  useOf(budget: Budget): BudgetUse;
  /** Gives how many pieces are left, `undefined` if they are not counted. */
  stockOf(sku: string): number | undefined;
  /** Takes what an action uses. */
  take(action: BudgetedAction, budgets: readonly Budget[]): void;
  /** Gives what was used so far. */
  used(): SharedUse;
}

/** What an action uses. */
export interface BudgetedAction {
  /** What is done. */
  readonly tactic: Pick<Tactic, "id" | "category">;
  /** The channel. */
  readonly channel: Channel | undefined;
  /** What it costs, in minor units. */
  readonly cost: number;
  /** The product it offers, if one. */
  readonly sku: string | undefined;
}

const UNUSED: BudgetUse = { actions: 0, spend: 0 };

/** Whether a budget counts an action. */
export function counts(
  budget: Budget,
  { tactic, channel }: Pick<BudgetedAction, "tactic" | "channel">,
): boolean {
  return (
    (budget.tactics?.includes(tactic.id) ?? true) &&
    (budget.categories?.includes(tactic.category) ?? true) &&
    (budget.channels === undefined || (channel !== undefined && budget.channels.includes(channel)))
  );
}

/**
 * Opens the books of what all customers share.
 *
 * @throws SetiaError `INVALID_OPTION` for a figure that cannot be
 */
export function openLedger(before: SharedUse = {}): SharedLedger {
  assertUse(before);
  const budgets = new Map(Object.entries(before.budgets ?? {}));
  const stock = new Map(Object.entries(before.stock ?? {}));
  return {
    useOf: ({ name }) => budgets.get(name) ?? UNUSED,
    stockOf: (sku) => stock.get(sku),
    take(action, all) {
      for (const budget of all) {
        if (!counts(budget, action)) continue;
        const { actions, spend } = budgets.get(budget.name) ?? UNUSED;
        budgets.set(budget.name, { actions: actions + 1, spend: spend + action.cost });
      }
      const left = action.sku === undefined ? undefined : stock.get(action.sku);
      if (action.sku !== undefined && left !== undefined) stock.set(action.sku, left - 1);
    },
    used: () => ({ budgets: Object.fromEntries(budgets), stock: Object.fromEntries(stock) }),
  };
}

function assertUse({ budgets = {}, stock = {} }: SharedUse): void {
  for (const [name, { actions, spend }] of Object.entries(budgets)) {
    for (const [field, value] of Object.entries({ actions, spend })) {
      if (!(Number.isFinite(value) && value >= 0)) {
        throw refuse(`budgets.${name}.${field}`, value, "a number, 0 or more");
      }
    }
  }
  for (const [sku, pieces] of Object.entries(stock)) {
    // Below 0 is what was sold and is not there.
    if (!Number.isFinite(pieces)) throw refuse(`stock.${sku}`, pieces, "a number");
  }
}

function refuse(name: string, value: unknown, expected: string): SetiaError {
  return new SetiaError(
    "INVALID_OPTION",
    `tactics: used.${name} is ${showValue(value)}; expected ${expected}`,
  );
}
