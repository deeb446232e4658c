import { assertEvents, type CustomerEvent, eventsUntil, type TacticResponded } from "../../events";
import {
  assertInstant,
  assertList,
  assertOptions,
  atDoor,
  calendarOf,
  type OptionNames,
} from "../../kernel";
import type { SatisfactionPolicy } from "../../satisfaction";
import type { Tactic } from "../tactic";
import { trialsOf } from "./tactic-trials";
import { TACTICS } from "../catalogue/tactics";

/** Options of {@link closeOutcomes}. */
export interface CloseOutcomesOptions {
  /** The instant of the answer, inclusive; later events are ignored. */
  readonly asOf: Date;
  /** IANA zone whose calendar days windows count; `"UTC"` if left out. */
  readonly timeZone?: string;
  /** The catalogue that was decided with; the library's own if left out. */
  readonly catalogue?: readonly Tactic[];
  /** How scores are read, to tell a critical answer; the defaults if left out. */
  readonly satisfactionPolicy?: SatisfactionPolicy;
}

const CLOSE_OUTCOMES_OPTIONS: OptionNames<CloseOutcomesOptions> = {
  asOf: true,
  timeZone: true,
  catalogue: true,
  satisfactionPolicy: true,
};

/**
 * Makes the answers that nobody tells: of every tactic that was delivered and not answered, `converted` once what was
 * hoped for has come, `ignored` once its window is over. Record them, so that fatigue and chances know. Doing it twice
 * gives the same events again.
 *
 * @param events - of one customer, in any order
 * @param options - instant, zone, catalogue
 * @returns the events to record, oldest decision first
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_TIME_ZONE`
 */
export function closeOutcomes(
  events: readonly CustomerEvent[],
  options: CloseOutcomesOptions,
): TacticResponded[] {
  assertList(events, "closeOutcomes: events");
  assertOptions(options, CLOSE_OUTCOMES_OPTIONS, "closeOutcomes");
  return atDoor(
    "closeOutcomes",
    () => closeOutcomesUnchecked(events, options),
    () => {
      assertEvents(events, "closeOutcomes");
    },
  );
}

function closeOutcomesUnchecked(
  events: readonly CustomerEvent[],
  options: CloseOutcomesOptions,
): TacticResponded[] {
  const { asOf, timeZone = "UTC" } = options;
  assertInstant(asOf, "closeOutcomes: asOf");
  const catalogue: readonly Tactic[] = options.catalogue ?? TACTICS;
  const known = eventsUntil(events, asOf);
  const byId = new Map(catalogue.map((tactic) => [tactic.id, tactic]));
  const taken = new Set(known.map(({ id }) => id));
  const customerId = known[0]?.customerId ?? "";
  return trialsOf(known, byId, calendarOf(timeZone), asOf, options.satisfactionPolicy).flatMap(
    (trial): TacticResponded[] => {
      const { contact, success, closed, endsAt } = trial;
      if (contact.arm === "holdout" || contact.deliveredAt === undefined) return [];
      if (contact.outcome !== undefined || (success === undefined && !closed)) return [];
      const { decisionId } = contact;
      const base = { type: "tactic_responded", customerId, decisionId } as const;
      if (success === undefined) {
        return [{ ...base, id: `ignored:${decisionId}`, at: endsAt, outcome: "ignored" }];
      }
      const at = success === "nothing_came" ? endsAt : success.at;
      const order: { readonly orderId?: string } =
        success !== "nothing_came" && success.type === "order_completed"
          ? { orderId: success.orderId }
          : {};
      const plain = `converted:${decisionId}`;
      // An order that it led to before, and that was cancelled, has taken the plain id.
      const id = taken.has(plain) ? `${plain}:${order.orderId ?? at.toISOString()}` : plain;
      return [{ ...base, id, at, outcome: "converted", ...order }];
    },
  );
}
