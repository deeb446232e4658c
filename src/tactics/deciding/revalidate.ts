import type { Activity, Stage } from "../../loyalty-loop";
import type { CustomerView } from "../../view";
import type { CustomerLook } from "./decision-context";
import { fitsPlan, fitsTactic } from "../gates/gates";
import { lookAt } from "./look-at-customer";
import type { Tactic } from "../tactic";
import { planTactic } from "./tactic-plan";

/**
 * Whether a tactic will still be right for the customer at a later instant if nothing else happens: a cart of
 * yesterday night may be too old in the morning.
 */
export function willApply(tactic: Tactic, look: CustomerLook, later: Date): boolean {
  const then = look.once(`later ${String(later.getTime())}`, () =>
    lookAt(viewThen(look, later), look.settings),
  );
  return fitsTactic(tactic, then) && fitsPlan(planTactic(tactic, then), then);
}

/** The customer at a later instant, if nothing happens until then. */
function viewThen(
  { view, shopCalendar, shopToday }: CustomerLook,
  asOf: Date,
): CustomerView<string> {
  const days = shopCalendar.dayOf(asOf) - shopToday;
  let { stage, activity }: { stage: Stage; activity: Activity } = view.loyalty;
  let since = view.loyalty.since;
  for (const change of view.deadlines) {
    if (change.at > asOf) continue;
    if (change.region === "stage") {
      stage = change.to;
      since = { ...since, stage: change.at };
    } else {
      activity = change.to;
      since = { ...since, activity: change.at };
    }
  }
  const { purchases } = view;
  return {
    ...view,
    asOf,
    loyalty: { ...view.loyalty, stage, activity, since },
    ...(purchases === undefined
      ? {}
      : {
          purchases: {
            ...purchases,
            recencyDays: purchases.recencyDays + days,
            tenureDays: purchases.tenureDays + days,
          },
        }),
    items: view.items.map((item) => ({ ...item, daysSince: item.daysSince + days })),
  };
}
