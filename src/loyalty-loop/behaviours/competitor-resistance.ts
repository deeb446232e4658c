import type { CompetitorOffer, CustomerEvent } from "../../events";
import { defined, reason } from "../../kernel";
import type { Order } from "../../purchases";
import type { BehaviourEvidence, BehaviourResult } from "./behaviours";

const DAY = 86_400_000;
/** A competitor's offer whose end is not known counts as open for so many days. */
const OPEN_DAYS = 30;

/** One offer of a competitor, as far as is known by now. */
export interface KnownOffer {
  /** The last event that told of it. */
  readonly id: string;
  /** When it was first told. */
  readonly at: Date;
  /** Last instant at which it is open. */
  readonly until: Date;
  /** What the customer did with it. */
  readonly response: CompetitorOffer["response"];
  /** The order by which they answered it in deed, if they did. */
  readonly boughtHere?: Order;
  /** True while it is neither answered nor over. */
  readonly isOpen: boolean;
}

/**
 * Follows the offers of competitors: the one rule for what of them is open. An offer that is told again under its id is one offer;
 * who buys here while it is open has answered it, as long as that order stands.
 */
export function competitorOffers(
  events: readonly CustomerEvent[],
  orders: readonly Order[],
  asOf: Date,
): KnownOffer[] {
  return offersOf(events).map((offer) => {
    const { at, until, response } = offer;
    const boughtHere = orders.find(({ placedAt }) => placedAt > at && placedAt <= until);
    const isOpen = response === "unknown" && boughtHere === undefined && until >= asOf;
    return { ...offer, ...defined({ boughtHere }), isOpen };
  });
}

/** Whether a customer refuses competitors: by saying so, or by buying here while an offer was open. */
export function measureResistance(
  events: readonly CustomerEvent[],
  orders: readonly Order[],
  asOf: Date,
): BehaviourResult {
  const refused: BehaviourEvidence[] = [];
  let accepted = 0;
  let open = 0;
  for (const { id, at, response, boughtHere, isOpen } of competitorOffers(events, orders, asOf)) {
    if (response === "declined") refused.push({ id, at });
    else if (response === "accepted") accepted++;
    else if (boughtHere !== undefined) refused.push({ id: boughtHere.id, at: boughtHere.placedAt });
    else if (isOpen) open++;
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

type ToldOffer = Omit<KnownOffer, "boughtHere" | "isOpen">;

/** Offers by their id; a later event with the same one tells the answer. */
function offersOf(events: readonly CustomerEvent[]): ToldOffer[] {
  const offers = new Map<string, ToldOffer>();
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
