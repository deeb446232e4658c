import type { CompetitorOffer, CustomerEvent } from "../events";
import { reason } from "../kernel";
import type { Order } from "../purchases";
import type { BehaviourEvidence, MeasuredBehaviour } from "./behaviours";

const DAY = 86_400_000;
/** A competitor's offer whose end is not known counts as open for so many days. */
const OPEN_DAYS = 30;

/** One offer of a competitor, as far as is known by now. */
interface KnownOffer {
  readonly id: string;
  readonly at: Date;
  readonly until: Date;
  readonly response: CompetitorOffer["response"];
}

/**
 * Tells whether a customer refuses competitors: by saying so, or by buying here while an offer was open.
 *
 * @param events - of one customer, in order
 * @param orders - those that stand, in the order in which they were placed
 * @param asOf - the instant of the answer
 * @returns the behaviour; unknown while no offer was answered
 */
export function measureResistance(
  events: readonly CustomerEvent[],
  orders: readonly Order[],
  asOf: Date,
): MeasuredBehaviour {
  const refused: BehaviourEvidence[] = [];
  let accepted = 0;
  let open = 0;
  for (const { id, at, until, response } of offersOf(events)) {
    const bought = orders.find(({ placedAt }) => placedAt > at && placedAt <= until);
    if (response === "declined") refused.push({ id, at });
    else if (response === "accepted") accepted++;
    else if (bought !== undefined) refused.push({ id: bought.id, at: bought.placedAt });
    else if (until >= asOf) open++;
  }
  const evidence = refused.sort((a, b) => a.at.getTime() - b.at.getTime());
  const behaviour = "resist";
  if (refused.length > accepted) {
    return {
      behaviour,
      met: true,
      strength: refused.length / (refused.length + accepted + 1),
      evidence,
      reasons: [reason("loyalty.resists", { refused: refused.length, accepted })],
    };
  }
  if (accepted > 0) {
    const why = reason("loyalty.went_to_competitor", { refused: refused.length, accepted });
    return { behaviour, met: false, strength: 0, evidence, reasons: [why] };
  }
  const why =
    open > 0 ? reason("loyalty.offer_open", { offers: open }) : reason("loyalty.never_tempted", {});
  return { behaviour, met: "unknown", strength: 0, evidence, reasons: [why] };
}

/** Offers by their id; a later event with the same one tells the answer. */
function offersOf(events: readonly CustomerEvent[]): KnownOffer[] {
  const offers = new Map<string, KnownOffer>();
  for (const event of events) {
    if (event.type !== "competitor_offer") continue;
    const { id, at, response, offerId } = event;
    const key = offerId === undefined ? `event ${id}` : `offer ${offerId}`;
    const known = offers.get(key);
    const until = event.until ?? known?.until ?? new Date(at.getTime() + OPEN_DAYS * DAY);
    offers.set(key, {
      id,
      at: known?.at ?? at,
      until,
      response: response === "unknown" ? (known?.response ?? response) : response,
    });
  }
  return [...offers.values()];
}
