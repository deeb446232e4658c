import { assertModel, SetiaError, showValue } from "../../kernel";
import { LIFETIME_MODEL_VERSION, type LifetimeModel } from "../lifetime-model";
import { LIFETIME_MODELS } from "../fitting/purchase-process";

const DAYS_PER_YEAR = 365;
/** Ten thousand years are enough for a finite horizon. */
const FARTHEST_DAYS = 3_652_500;

/**
 * Refuses a model that is invalid, too new, or of other money.
 *
 * @throws SetiaError `INVALID_MODEL`, `NEWER_MODEL`, `MIXED_CURRENCIES`
 */
export function assertLifetimeModel(model: LifetimeModel, currency: string, where: string): void {
  assertModel(model, "lifetime", LIFETIME_MODEL_VERSION);
  if (!LIFETIME_MODELS.includes(model.model)) {
    throw new SetiaError(
      "INVALID_MODEL",
      `${where}: model.model is ${showValue(model.model)}; expected ${LIFETIME_MODELS.join(", ")}`,
    );
  }
  if (model.currency !== currency) {
    throw new SetiaError(
      "MIXED_CURRENCIES",
      `${where}: the customer's money is in ${currency}, the model's in ${model.currency}; expected the same currency`,
    );
  }
}

/**
 * Refuses an invalid horizon.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function checkHorizon(horizonDays: number, where: string): void {
  if (horizonDays > 0 && horizonDays <= FARTHEST_DAYS) return;
  throw new SetiaError(
    "INVALID_OPTION",
    `${where}: horizonDays is ${showValue(horizonDays)}; expected days above 0, at most ${String(FARTHEST_DAYS)} (what comes for ever is the residual value)`,
  );
}

/**
 * Turns a yearly discount into a continuous one per day.
 *
 * @throws SetiaError `INVALID_OPTION` if it is below 0 or no number
 */
export function dailyRate(discountRate: number | undefined, where: string): number {
  const yearly = discountRate ?? 0;
  if (yearly >= 0 && yearly < Infinity) return Math.log1p(yearly) / DAYS_PER_YEAR;
  throw new SetiaError(
    "INVALID_OPTION",
    `${where}: discountRate is ${showValue(yearly)}; expected a yearly rate of 0 or more, such as 0.1`,
  );
}

/**
 * Refuses anything but a whole number within bounds.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function assertWhole(value: unknown, least: number, most: number, where: string): void {
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return;
  throw new SetiaError(
    "INVALID_OPTION",
    `${where} is ${showValue(value)}; expected a whole number from ${String(least)} to ${String(most)}`,
  );
}
