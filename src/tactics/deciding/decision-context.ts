import type { Calendar } from "../../kernel";
import type { CustomerView } from "../../view";
import type { CapFinding, ContactHistory } from "../gates/contact-history";
import type { Channel, MessageClass } from "../tactic";
import type { Feature } from "../features/feature-names";
import type { TacticPolicy } from "../policy/policy";
import type { TacticSettings } from "../policy/settings";

/** One customer as the gates look at them: what several tactics ask for is worked out once, when first asked for. */
export interface DecisionContext {
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
  readonly feature: (name: Feature) => number | undefined;
  /** Gives what the caps say; `undefined` if nothing is capped. */
  capOf(channel: Channel | undefined, messageClass: MessageClass): CapFinding | undefined;
  /** Gives the end of the quiet hours, `undefined` if it is none now. */
  readonly quietUntil: Date | undefined;
}
