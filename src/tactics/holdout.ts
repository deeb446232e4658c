import { hashText } from "../kernel";
import type { HoldoutRule } from "./policy";

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
  const hash = hashText(JSON.stringify([salt, scope, customerId]));
  return parseInt(hash.slice(0, DIGITS), 16) / 16 ** DIGITS;
}

/**
 * Tells which holdout a customer falls into, if any.
 *
 * @param customerId - the customer
 * @param tactic - id of the tactic that would be used
 * @param rule - salt and shares; `null` holds nobody out
 * @returns `"all"` if they are held out of all marketing, the tactic's id if out of this one, else `undefined`
 */
export function heldOutOf(
  customerId: string,
  tactic: string,
  rule: HoldoutRule | null,
): string | undefined {
  if (rule === null) return undefined;
  if (holdoutDraw(customerId, rule.salt, "all") < rule.all) return "all";
  return holdoutDraw(customerId, rule.salt, tactic) < rule.perTactic ? tactic : undefined;
}
