import { defined } from "../../kernel";
import type { Activity, Stage } from "../../loyalty-loop";
import type { CustomerView } from "../../view";

/** A value that differs from before. */
export interface Change<Value extends string> {
  /** Before; missing for somebody who was not known, or where no model told it. */
  readonly from?: Value;
  /** Now; missing where no model tells it. */
  readonly to?: Value;
}

/** What changed with a customer. */
export interface CustomerChange<Name extends string = string> {
  /** Who; of merged customers, the surviving id. */
  readonly customerId: string;
  /** The instant of the answer. */
  readonly asOf: Date;
  /** Another segment. */
  readonly segment?: Change<Name | "prospect">;
  /** Another stage of the loyalty loop. */
  readonly stage?: Change<Stage>;
  /** Another activity. */
  readonly activity?: Change<Activity>;
  /** Everything about them now. */
  readonly view: CustomerView<Name>;
}

/** Compares two views of one customer. */
export function changeOf<Name extends string>(
  before: CustomerView<Name> | undefined,
  view: CustomerView<Name>,
): CustomerChange<Name> | undefined {
  const segment = change(before?.segment, view.segment);
  const stage = change(before?.loyalty.stage, view.loyalty.stage);
  const activity = change(before?.loyalty.activity, view.loyalty.activity);
  if (segment === undefined && stage === undefined && activity === undefined) return undefined;
  return {
    customerId: view.customerId,
    asOf: view.asOf,
    ...defined({ segment, stage, activity }),
    view,
  };
}

function change<Value extends string>(
  from: Value | undefined,
  to: Value | undefined,
): Change<Value> | undefined {
  if (from === to) return undefined;
  return { ...defined({ from, to }) };
}
