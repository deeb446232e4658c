import { isFilledIn } from "./compare-birthdays";
import type { MatchKeys } from "./match-keys";
import { isStrongWord } from "../names/name-form";

/** A kind of key that two customers must share to be laid beside one another. */
export interface BlockKind {
  /** Gives the keys of one customer. */
  readonly keysOf: (keys: MatchKeys) => readonly string[];
  /**
   * How many may share a key before it is skipped: `crowd` for what is one person's own as a rule, `block` for what
   * several have by chance, `rare` for what says something only while few have it.
   */
  readonly largest: "crowd" | "block" | "rare";
}

/**
 * By what duplicates are looked for. Who shares none of these with their other self is not found: another address,
 * number and birthday, and another name or a common one.
 */
export const BLOCK_KINDS: readonly BlockKind[] = [
  { largest: "crowd", keysOf: ({ emails }) => emails },
  { largest: "crowd", keysOf: ({ phones }) => phones },
  { largest: "crowd", keysOf: ({ identifiers }) => identifiers.map(({ key }) => key) },
  { largest: "block", keysOf: birthdays },
  {
    largest: "block",
    keysOf: (keys) => keys.places.flatMap((place) => words(keys).map((word) => `${place} ${word}`)),
  },
  { largest: "rare", keysOf: fullNames },
  // A slip in a number leaves its beginning or its end as it was.
  {
    largest: "rare",
    keysOf: (keys) =>
      keys.phones.flatMap((phone) =>
        fullNames(keys).flatMap((name) => [
          `${phone.slice(0, -5)}* ${name}`,
          `*${phone.slice(-5)} ${name}`,
        ]),
      ),
  },
  {
    largest: "rare",
    keysOf: ({ emails }) =>
      emails.map((email) => (email.split("@")[0] ?? "").replace(/[._-]/gu, "")).filter(isLong),
  },
];

function birthdays(keys: MatchKeys): readonly string[] {
  const { birthday } = keys;
  if (birthday === undefined || isFilledIn(birthday)) return [];
  return words(keys).map((word) => `${birthday} ${word}`);
}

function isLong(name: string): boolean {
  return name.length >= 6;
}

/** Telling words of the full name, as they sound; all of them where none tells. */
function words({ names: [name] }: MatchKeys): readonly string[] {
  if (name === undefined) return [];
  const telling = name.sounds.filter((_, at) => isStrongWord(name.words[at] ?? ""));
  return telling.length > 0 ? telling : name.sounds;
}

/** The whole name as it sounds, in whatever order it was written; one word alone is no key. */
function fullNames({ names }: MatchKeys): string[] {
  return names
    .filter(({ sounds }) => sounds.length > 1)
    .map(({ sounds }) => [...sounds].sort((a, b) => (a < b ? -1 : 1)).join(" "));
}
