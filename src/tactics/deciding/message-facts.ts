import type { CustomerView } from "../../view";
import { defined, fillText, type Language, type Texts } from "../../kernel";
import { addressCustomer, type AddressedProfile } from "../../profile";
import type { CustomerLook } from "./decision-context";
import type { Tactic } from "../tactic";
import type { OfferedItem } from "./tactic-plan";

/** What a message may speak of, beside the customer's name and the offer. */
export interface MessageFacts {
  /** What they last talked about. */
  readonly topic?: string;
  /** What they bought: the last thing, or the lasting one that is asked after. */
  readonly order?: string;
  /** What is celebrated. */
  readonly occasion?: "birthday" | "anniversary";
  /** What to ask next, of all that is not known yet. */
  readonly question?: Texts;
}

/** Words in braces that a message may hold. */
export const MESSAGE_WORDS = ["who", "offer", "topic", "order", "occasion", "question"] as const;

const OCCASIONS: Readonly<Record<"birthday" | "anniversary", Texts>> = {
  birthday: { en: "your birthday", id: "ulang tahun" },
  anniversary: {
    en: "the anniversary of your first order with us",
    id: "hari jadi pesanan pertama Anda di toko kami",
  },
};

/** What is said where nothing is known. */
const FALLBACKS: Readonly<Record<(typeof MESSAGE_WORDS)[number], Texts>> = {
  who: { en: "there", id: "Kak" },
  offer: { en: "something from our shop", id: "salah satu produk kami" },
  topic: { en: "what matters to you", id: "hal yang penting bagi Anda" },
  order: { en: "what you bought from us", id: "barang yang Anda beli dari kami" },
  occasion: { en: "this special day", id: "merayakan hari istimewa Anda" },
  question: { en: "What matters most to you?", id: "Apa yang paling penting bagi Anda?" },
};

/** Gathers what a message of a tactic may speak of. */
export function messageFacts(tactic: Tactic, look: CustomerLook): MessageFacts {
  const { view } = look;
  const says = (word: string): boolean => tactic.message.en.includes(`{${word}}`);
  const topic = says("topic") ? topicOf(view) : undefined;
  const order = says("order") ? orderOf(tactic, view) : undefined;
  const occasion = says("occasion") ? occasionOf(look) : undefined;
  const question = says("question") ? view.sevenFacts.next?.question : undefined;
  return {
    ...defined({ question, topic, order, occasion }),
  };
}

function topicOf({ talks, traits }: CustomerView<string>): string | undefined {
  return talks.findLast(({ topic }) => topic !== undefined)?.topic ?? traits.interests?.[0];
}

/** A sku is no name that a customer would know, so only named products are named. */
function orderOf(tactic: Tactic, { items }: CustomerView<string>): string | undefined {
  const lasting = tactic.any?.some((conditions) => conditions.durable_days !== undefined) === true;
  const item = (lasting ? items.find(({ durable }) => durable) : undefined) ?? items[0];
  return item === undefined || item.name === item.sku ? undefined : item.name;
}

function occasionOf({ feature }: CustomerLook): "birthday" | "anniversary" | undefined {
  const birthday = feature("days_to_birthday") ?? Infinity;
  const anniversary = feature("days_to_anniversary") ?? Infinity;
  if (Math.min(birthday, anniversary) > 1) return undefined;
  return birthday <= anniversary ? "birthday" : "anniversary";
}

/** Writes the message of a tactic. */
export function writeMessage(
  tactic: Tactic,
  language: Language,
  known: {
    readonly profile: AddressedProfile;
    readonly offer: OfferedItem | undefined;
    readonly facts: MessageFacts;
  },
): string {
  const { profile, offer, facts } = known;
  const words = {
    who: addressCustomer(profile, { language }) ?? FALLBACKS.who[language],
    offer: offer?.name ?? FALLBACKS.offer[language],
    topic: facts.topic ?? FALLBACKS.topic[language],
    order: facts.order ?? FALLBACKS.order[language],
    occasion: (facts.occasion === undefined ? FALLBACKS.occasion : OCCASIONS[facts.occasion])[
      language
    ],
    question: (facts.question ?? FALLBACKS.question)[language],
  } satisfies Readonly<Record<(typeof MESSAGE_WORDS)[number], string>>;
  return fillText(tactic.message[language], words, language);
}
