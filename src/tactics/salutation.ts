import type { CustomerTraits } from "../events";
import type { Language, Texts } from "../kernel";

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
 * Tells how to say a name in a greeting: title and nickname or first name, past academic and religious titles and
 * initials. A firm is called by its whole name.
 *
 * @param traits - who
 * @param language - of the greeting
 * @returns the words after "Hello", or `undefined` if no name is known
 */
export function salutation(traits: CustomerTraits, language: Language): string | undefined {
  const { honorific = "", nickname = "", givenName = "" } = traits;
  const name = traits.name ?? "";
  if (FIRM.test(name.trim())) return name.trim();
  const called = nickname.trim() || firstName(name) || givenName.trim();
  if (called === "") return undefined;
  const spoken = honorific.toLowerCase();
  const title = Object.hasOwn(SPOKEN_HONORIFICS, spoken)
    ? SPOKEN_HONORIFICS[spoken]?.[language]
    : honorific;
  return `${title ?? ""} ${called}`.trim();
}

function firstName(name: string): string {
  const [last = "", ...first] = name
    .split(",")
    .map((part) => part.trim())
    .filter((part, at) => at === 0 || !DEGREE.test(part));
  const written = [...first, last].join(" ").trim();
  const words = written.split(/\s+/u);
  return words.find((word) => !TITLE.test(word)) ?? written;
}
