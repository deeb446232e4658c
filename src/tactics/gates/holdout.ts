import { assertText, hashText } from "../../kernel";
import type { CustomerLook } from "../deciding/decision-context";
import type { HoldoutRule } from "../policy/policy";

/** How many of the hash's 16 hexadecimal digits are used: as many as a number holds exactly. */
const DIGITS = 13;

/**
 * Draws a customer's number for a holdout: the same customer, salt and scope give the same number on every machine,
 * so that nobody has to remember who was held out.
 *
 * @param customerId - the customer
 * @param salt - makes the draw; another one draws others
 * @param scope - what is held out: `"all"`, or the id of a tactic
 * @returns a number from 0 to 1, 1 excluded, uniform over customers and independent between salts and scopes
 */
export function holdoutDraw(customerId: string, salt: string, scope: string): number {
  assertText(customerId, "holdoutDraw: customerId");
  assertText(salt, "holdoutDraw: salt");
  assertText(scope, "holdoutDraw: scope");
  const hash = hashText(JSON.stringify([salt, scope, customerId]));
  return parseInt(hash.slice(0, DIGITS), 16) / 16 ** DIGITS;
}

/** Returns which holdout a customer falls into, if any. */
export function heldOutOf(
  tactic: string,
  rule: HoldoutRule,
  look: CustomerLook,
): string | undefined {
  const { customerId } = look.view;
  // One draw for all tactics: hashing for each of them would be a tenth of a decision.
  const draw = look.once("holdout", () => holdoutDraw(customerId, rule.salt, "all"));
  if (draw < rule.all) return "all";
  return holdoutDraw(customerId, rule.salt, tactic) < rule.perTactic ? tactic : undefined;
}
