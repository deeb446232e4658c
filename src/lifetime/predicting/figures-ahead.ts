import { defined } from "../../kernel";
import { orderValue, type SpendModel } from "../spend/fit-spend";
import type { Parameters, PurchaseProcess } from "../fitting/purchase-process";
import { inDays, processOf, type LifetimeModel } from "../lifetime-model";

/** The figures of a prediction. A "purchase" is a day with an order; money is in minor units. */
export interface PredictionFigures {
  /** Chance that the customer is still there. */
  readonly probabilityAlive: number;
  /** Purchases to expect within the horizon. */
  readonly expectedOrders: number;
  /** Chance of at least one purchase within the horizon. */
  readonly probabilityOfOrder: number;
  /** What one purchase may come to; missing if the model knows no spend. */
  readonly expectedOrderValue?: number;
  /** Present value of the purchases within the horizon; missing if the model knows no spend. */
  readonly lifetimeValue?: number;
  /** Purchases for ever, each at its present value; missing unless there is a discount. */
  readonly residualOrders?: number;
  /** Present value of all purchases for ever; missing unless there are a discount and a spend model. */
  readonly residualValue?: number;
}

/** What a customer is to the models: repeats, days to the last purchase and observed, spend of the repeats. */
export type CustomerFigures = readonly [x: number, t: number, T: number, z: number];

/** Computes the figures of a prediction. */
export function figuresAhead(
  process: PurchaseProcess,
  parameters: Parameters,
  spend: SpendModel["parameters"] | undefined,
  customer: CustomerFigures,
  horizon: number,
  rate: number,
): PredictionFigures {
  const [x, t, T, z] = customer;
  const probabilityAlive = process.probabilityAlive(parameters, x, t, T);
  const expectedOrders = probabilityAlive * process.ordersWhileAlive(parameters, x, T, horizon);
  const discounted =
    rate === 0
      ? expectedOrders
      : probabilityAlive * process.discountedWhileAlive(parameters, x, T, horizon, rate);
  const residualOrders =
    rate === 0
      ? undefined
      : probabilityAlive * process.discountedWhileAlive(parameters, x, T, Infinity, rate);
  const value = spend === undefined ? undefined : orderValue(spend.p, spend.q, spend.v, x, z);
  return {
    probabilityAlive,
    expectedOrders,
    probabilityOfOrder: probabilityAlive * process.buysWhileAlive(parameters, x, T, horizon),
    ...(value === undefined
      ? {}
      : { expectedOrderValue: value, lifetimeValue: value * discounted }),
    ...defined({ residualOrders }),
    ...(value === undefined || residualOrders === undefined
      ? {}
      : { residualValue: value * residualOrders }),
  };
}

/** What a model says of one customer, for as many horizons as are asked of it. */
export interface CustomerAhead {
  /** Chance of at least one purchase within the horizon. */
  readonly chance: (horizonDays: number) => number;
  /** Purchases to expect within it. */
  readonly orders: (horizonDays: number) => number;
}

/** Prepares a model for many customers and horizons; nothing is checked. */
export function aheadBy(
  model: LifetimeModel,
): (repeats: number, lastDays: number, observedDays: number) => CustomerAhead {
  const process = processOf(model.model);
  const parameters = inDays(process, model.parameters, model.unit);
  return (x, t, T) => {
    const alive = process.probabilityAlive(parameters, x, t, T);
    return {
      chance: (horizon) => alive * process.buysWhileAlive(parameters, x, T, horizon),
      orders: (horizon) => alive * process.ordersWhileAlive(parameters, x, T, horizon),
    };
  };
}
