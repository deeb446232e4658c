import { calendarOf, SetiaError, type Calendar } from "../../kernel";
import type { CustomerView } from "../../view";
import { checkCaps, contactHistory, isOpen } from "../gates/contact-history";
import { CHANNELS, goesOut } from "../tactic";
import type { DecisionContext } from "./decision-context";
import { readFeature } from "../features/features";
import type { TacticPolicy } from "../policy/policy";
import { quietUntil } from "../gates/quiet-hours";
import type { TacticSettings } from "../policy/settings";

/** Looks at a customer. */
export function lookAt(view: CustomerView<string>, settings: TacticSettings): DecisionContext {
  const { policy } = settings;
  assertOneCurrency(view, policy);
  const shopCalendar = calendarOf(view.timeZone);
  const calendar = customerCalendar(view);
  const known = new Map<string, unknown>();
  const history = contactHistory(view, settings.classes, policy, calendar);
  const look: DecisionContext = {
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
    feature: (name) => look.once(name, () => readFeature(name, look)),
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
