import { calendarOf, SetiaError, type Calendar } from "../kernel";
import type { CustomerView } from "../view";
import { checkCaps, type CapFinding } from "./caps";
import { CHANNELS, goesOut, type Channel, type MessageClass } from "./channels";
import { contactHistory, isOpen, type ContactHistory } from "./contact-history";
import type { Measure } from "./measure";
import { readMeasure } from "./measures";
import type { TacticPolicy } from "./policy";
import { quietUntil } from "./quiet-hours";
import type { TacticSettings } from "./settings";

/** One customer as the gates look at them: what several tactics ask for is worked out once, when first asked for. */
export interface CustomerLook {
  /** The customer. */
  readonly view: CustomerView<string>;
  /** Catalogue, policy and what they lead to. */
  readonly settings: TacticSettings;
  /** How tactics are limited. */
  readonly policy: TacticPolicy;
  /** Of the customer's zone, or the shop's where that is not known. */
  readonly calendar: Calendar;
  /** Calendar day of the customer's. */
  readonly today: number;
  /** Of the shop's zone, in which figures are counted. */
  readonly shopCalendar: Calendar;
  /** Calendar day of the shop's. */
  readonly shopToday: number;
  /** What was done for them. */
  readonly history: ContactHistory;
  /** The channel they like best, if they told one that is known. */
  readonly likesBest: Channel | undefined;
  /** Whether a conversation that they began is open. */
  readonly inConversation: boolean;
  /** Works something out when it is first asked for. */
  once<Value>(key: string, find: () => Value): Value;
  /** Gives a figure, `undefined` if it is not known. */
  readonly measure: (name: Measure) => number | undefined;
  /** Gives what the caps say; `undefined` if nothing is capped. */
  capOf(channel: Channel | undefined, messageClass: MessageClass): CapFinding | undefined;
  /** Gives the end of the quiet hours, `undefined` if it is none now. */
  readonly quietUntil: Date | undefined;
}

/**
 * Looks at a customer.
 *
 * @param view - the customer
 * @param settings - catalogue and policy
 * @returns what gates ask for
 */
export function lookAt(view: CustomerView<string>, settings: TacticSettings): CustomerLook {
  const { policy } = settings;
  assertOneCurrency(view, policy);
  const shopCalendar = calendarOf(view.timeZone);
  const calendar = customerCalendar(view);
  const known = new Map<string, unknown>();
  const history = contactHistory(view, settings.classes, policy, calendar);
  const look: CustomerLook = {
    view,
    settings,
    policy,
    calendar,
    today: calendar.dayOf(view.asOf),
    shopCalendar,
    shopToday: shopCalendar.dayOf(view.asOf),
    history,
    likesBest: CHANNELS.find((channel) => channel === view.traits.preferredChannel),
    inConversation: isOpen(history.lastInboundAt, view.asOf, policy),
    once(key, find) {
      if (!known.has(key)) known.set(key, find());
      return known.get(key) as never;
    },
    measure: (name) => look.once(name, () => readMeasure(name, look)),
    capOf(channel, messageClass) {
      if (channel === undefined || !goesOut(channel) || messageClass === "service")
        return undefined;
      return look.once(`cap ${messageClass} ${channel}`, () =>
        checkCaps(channel, messageClass, view.asOf, history.touches, policy, calendar),
      );
    },
    get quietUntil() {
      const hours = policy.quietHours;
      if (hours === null) return undefined;
      return look.once("quiet", () => quietUntil(view.asOf, hours, calendar));
    },
  };
  return look;
}

/** The customer's own zone, if they told one that this machine knows. */
function customerCalendar({ traits, timeZone }: CustomerView<string>): Calendar {
  if (traits.timeZone === undefined || traits.timeZone === timeZone) return calendarOf(timeZone);
  try {
    return calendarOf(traits.timeZone);
  } catch {
    return calendarOf(timeZone);
  }
}

function assertOneCurrency({ purchases }: CustomerView<string>, { costs }: TacticPolicy): void {
  if (costs === null || purchases === undefined || costs.currency === purchases.currency) return;
  throw new SetiaError(
    "MIXED_CURRENCIES",
    `decide: costs are given in ${costs.currency}, and the customer pays in ${purchases.currency}; expected one currency`,
  );
}
