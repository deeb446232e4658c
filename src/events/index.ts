export { assertEvents, checkEvents } from "./check-events";
export { assertSameCustomer, compareEvents, eventContent, eventsUntil } from "./event-order";
export { decodeEvent, encodeEvent, type EncodedEvent } from "./event-codec";
export {
  EVENT_TYPES,
  TACTIC_OUTCOMES,
  type CustomerEvent,
  type CustomerIdentified,
  type CustomerTraits,
  type EventBase,
  type EventType,
  type InteractionLogged,
  type OrderCancelled,
  type OrderCompleted,
  type OrderLine,
  type OrderRefunded,
  type TacticDecided,
  type TacticDelivered,
  type TacticOutcome,
  type TacticResponded,
} from "./events";
