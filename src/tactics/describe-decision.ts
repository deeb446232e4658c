import type { CustomerTraits } from "../events";
import { explain, fillText, type Language, type Texts } from "../kernel";
import type { Decision } from "./decide";

/** Options of {@link describeDecision}. */
export interface DescribeDecisionOptions {
  /** Language of title, message and reasons. */
  readonly language: Language;
  /** Who the customer is; a neutral address stands in for what is missing. */
  readonly traits?: CustomerTraits;
}

/** A decision in words. */
export interface DecisionDescription {
  /** What is to be done, in a few words. */
  readonly title: string;
  /** What to say to the customer; empty if nothing is to be done. */
  readonly message: string;
  /** Why, one sentence each. */
  readonly reasons: readonly string[];
}

const NOTHING_TO_DO: Texts = { en: "Nothing to do now", id: "Belum ada yang perlu dilakukan" };
const CLOSEST: Texts = {
  en: "Closest to being right: “{title}”.",
  id: "Yang paling mendekati: “{title}”.",
};
const SOMEBODY: Texts = { en: "there", id: "Kak" };
const SOMETHING: Texts = { en: "something from our shop", id: "salah satu produk kami" };

/** How Indonesian titles are said before a name. */
const SPOKEN_HONORIFICS: Readonly<Record<string, Texts>> = {
  ibu: { en: "Ms", id: "Bu" },
  bapak: { en: "Mr", id: "Pak" },
};

const FIRM = /^(pt|cv|ud|toko)\.? /iu;
/** Words before a name that are not the name: titles, and the Balinese `I` and `Ni`. */
const TITLE = /^(.|.*\.|h|hj|dr|drs|dra|ir|prof|ni|pak|bu|bapak|ibu|mr|mrs|ms)$/iu;
/** What stands after a comma and is no name: `S.Kom`, `SH`, `M.Si`, `PhD`. */
const DEGREE = /\.|^[A-Z]{2,4}$|^[Pp]h[Dd]$/u;

/**
 * Writes a decision in words: title, message to the customer, reasons for the staff.
 *
 * @param decision - from `decide`
 * @param options - language and customer
 * @returns complete sentences; nothing stays unfilled, whatever is missing
 */
export function describeDecision(
  decision: Decision,
  options: DescribeDecisionOptions,
): DecisionDescription {
  const { language, traits = {} } = options;
  const reasons = decision.reasons.map((given) => explain(given, language));
  if (decision.status === "none") {
    const { closest } = decision;
    const named =
      closest && fillText(CLOSEST[language], { title: closest.title[language] }, language);
    const why = named === undefined ? reasons : [named, ...reasons];
    return { title: NOTHING_TO_DO[language], message: "", reasons: why };
  }
  const words = {
    who: addressOf(traits, language) ?? SOMEBODY[language],
    offer: decision.offer?.name ?? SOMETHING[language],
  };
  return {
    title: decision.tactic.title[language],
    message: fillText(decision.tactic.message[language], words, language),
    reasons,
  };
}

/**
 * How to say a name in a greeting: title and first name, past academic and religious titles and initials. A
 * firm is called by its whole name.
 */
function addressOf(
  { honorific = "", name = "" }: CustomerTraits,
  language: Language,
): string | undefined {
  if (FIRM.test(name.trim())) return name.trim();
  const [last = "", ...first] = name
    .split(",")
    .map((part) => part.trim())
    .filter((part, at) => at === 0 || !DEGREE.test(part));
  const written = [...first, last].join(" ").trim();
  const words = written.split(/\s+/u);
  const firstName = words.find((word) => !TITLE.test(word)) ?? written;
  if (firstName === "") return undefined;
  const spoken = honorific.toLowerCase();
  const title = Object.hasOwn(SPOKEN_HONORIFICS, spoken)
    ? SPOKEN_HONORIFICS[spoken]?.[language]
    : honorific;
  return `${title ?? ""} ${firstName}`.trim();
}
