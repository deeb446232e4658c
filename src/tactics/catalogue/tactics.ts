import { ACQUISITION_TACTICS } from "./acquisition";
import { AFTER_PURCHASE_TACTICS } from "./after-purchase";
import { EXPANSION_TACTICS } from "./expansion";
import { RETENTION_TACTICS } from "./retention";
import { SERVICE_TACTICS } from "./service";
import { WIN_BACK_TACTICS } from "./win-back";
import type { Tactic } from "../tactic";

/**
 * The catalogue: what can be done for a customer. Base rates are our own cautious estimates; they order the
 * tactics until a shop has measured its own.
 */
export const TACTICS = /* @__PURE__ */ joined(
  ACQUISITION_TACTICS,
  AFTER_PURCHASE_TACTICS,
  RETENTION_TACTICS,
  WIN_BACK_TACTICS,
  EXPANSION_TACTICS,
  SERVICE_TACTICS,
);

type Part = readonly Tactic[];

/** Joins the parts in a call that a bundler may leave out where nobody decides anything: spreading alone it would keep. */
function joined<
  A extends Part,
  B extends Part,
  C extends Part,
  D extends Part,
  E extends Part,
  F extends Part,
>(
  ...[a, b, c, d, e, f]: readonly [A, B, C, D, E, F]
): readonly [...A, ...B, ...C, ...D, ...E, ...F] {
  return [...a, ...b, ...c, ...d, ...e, ...f];
}
