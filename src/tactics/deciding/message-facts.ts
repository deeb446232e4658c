import type { CustomerView } from "../../view";
import { defined, fillText, type Language, type Texts } from "../../kernel";
import { addressCustomer, type AddressedProfile } from "../../profile";
import type { DecisionContext } from "./decision-context";
import type { Tactic } from "../tactic";
import type { OfferedItem } from "./tactic-plan";

/** What a message may speak of, beside the customer's name and the offer. */
export interface MessageFacts {
  /** What they last talked about. */
  readonly topic?: string;
  /** What they bought: the last thing, or the lasting one that is asked after. */
  readonly order?: string;
  /** The category of what they bought last. */
  readonly category?: string;
  /** How many orders they have placed, the last included. */
  readonly orders?: number;
  /** What is celebrated. */
  readonly occasion?: "birthday" | "anniversary";
  /** What to ask next, of all that is not known yet. */
  readonly question?: Texts;
}

/** Words in braces that a message may hold. */
export const MESSAGE_WORDS = [
  "who",
  "offer",
  "topic",
  "order",
  "category",
  "nth",
  "occasion",
  "question",
] as const;

/** Forms of address in Indonesian where the customer has told none: `kak` says "Kak Ani", `anda` the bare name. */
export const TONES = ["kak", "anda"] as const;

/** One of `words.tones`. */
export type Tone = (typeof TONES)[number];

const OCCASIONS: Readonly<Record<"birthday" | "anniversary", Texts>> = {
  birthday: { en: "your birthday", id: "ulang tahun" },
  anniversary: {
    en: "the anniversary of your first order with us",
    id: "hari jadi pesanan pertama di toko kami",
  },
};

/** What is said where nothing is known. */
const FALLBACKS: Readonly<Record<(typeof MESSAGE_WORDS)[number], Texts>> = {
  who: { en: "there", id: "" },
  offer: { en: "something from our shop", id: "salah satu produk kami" },
  topic: { en: "what matters to you", id: "hal yang penting" },
  order: { en: "what you bought from us", id: "barang yang dibeli dari kami" },
  category: { en: "what you usually buy", id: "yang biasa dibeli" },
  nth: { en: "one more order with us", id: "pesanan yang kesekian" },
  occasion: { en: "this special day", id: "merayakan hari istimewa" },
  question: { en: "What matters most to you?", id: "Apa yang paling penting saat belanja?" },
};

/** Gathers what a message of a tactic may speak of. */
export function messageFacts(tactic: Tactic, look: DecisionContext): MessageFacts {
  const { view } = look;
  const says = (word: string): boolean => tactic.message.en.includes(`{${word}}`);
  const topic = says("topic") ? topicOf(view) : undefined;
  const order = says("order") ? orderOf(tactic, view) : undefined;
  const occasion = says("occasion") ? occasionOf(look) : undefined;
  const question = says("question") ? view.sevenFacts.next?.question : undefined;
  const category = says("category") ? view.items[0]?.category : undefined;
  const orders = says("nth") ? view.purchases?.orders : undefined;
  return defined({ question, topic, order, category, orders, occasion });
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

function occasionOf({ feature }: DecisionContext): "birthday" | "anniversary" | undefined {
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
    readonly tone: Tone;
    readonly profile: AddressedProfile;
    readonly offer: OfferedItem | undefined;
    readonly facts: MessageFacts;
  },
): string {
  const { tone, profile, offer, facts } = known;
  const neutral = tone === "kak" ? "Kak" : "";
  const fallback = language === "id" ? neutral : FALLBACKS.who[language];
  const words = {
    who: addressCustomer(profile, { language, neutral }) ?? fallback,
    offer: offer?.name ?? FALLBACKS.offer[language],
    topic: facts.topic ?? FALLBACKS.topic[language],
    order: facts.order ?? FALLBACKS.order[language],
    category: facts.category ?? FALLBACKS.category[language],
    nth: facts.orders === undefined ? FALLBACKS.nth[language] : NTH[language](facts.orders),
    occasion: (facts.occasion === undefined ? FALLBACKS.occasion : OCCASIONS[facts.occasion])[
      language
    ],
    question: (facts.question ?? FALLBACKS.question)[language],
  } satisfies Readonly<Record<(typeof MESSAGE_WORDS)[number], string>>;
  // Without a name, and without a neutral form of address, the greeting stands alone.
  return fillText(tactic.message[language], words, language).replace(/,? (?=[,.])/u, "");
}

const NTH: Readonly<Record<Language, (orders: number) => string>> = {
  en: (orders) => `order number ${String(orders)} with us`,
  id: (orders) => `pesanan ke-${String(orders)}`,
};
