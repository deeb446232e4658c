/** Short and other spellings of a word that are one name, by the spelling that stands for all. */
export const NAME_VARIANTS = {
  muhamad: [
    ...["muhammad", "mohammad", "mohamad", "mochammad", "mochamad", "muchamad", "muchammad"],
    ...["mohammed", "mohamed", "muhammed", "muhamed", "moh", "muh", "moch", "much", "mhd", "md"],
  ],
  abdul: ["abd", "abdel"],
  siti: ["st", "sitti"],
  ahmad: ["achmad", "akhmad", "ahmed", "achmat", "ahmat"],
} as const satisfies Record<string, readonly string[]>;

/** Nicknames by the name that they stand for; a hint for a person who looks, never enough alone. */
export const NICKNAMES = {
  agus: ["gus"],
  bambang: ["bams", "mbang"],
  muhamad: ["mamat", "memet"],
  ahmad: ["mamat", "mamad"],
  abdul: ["dul"],
  yohanes: ["yono", "hans", "yoyo"],
  kristina: ["tina", "kris"],
  maria: ["mia", "ria"],
  elisabet: ["elis", "lisa", "betty"],
  fransiskus: ["frans", "sisko"],
  ignatius: ["ign", "ignas"],
  yulius: ["yus"],
  rizki: ["kiki"],
  dewi: ["wiwi"],
  sri: ["sisri"],
  robert: ["bob", "rob", "bobby"],
  william: ["will", "bill", "liam"],
  elizabeth: ["liz", "beth", "betty"],
  michael: ["mike", "mick"],
  catherine: ["kate", "cathy"],
  margaret: ["maggie", "peggy"],
  james: ["jim", "jimmy"],
  richard: ["rick", "dick"],
} as const satisfies Record<string, readonly string[]>;

/** First names so common, or by order of birth, that to share them says nearly nothing. */
export const WEAK_WORDS: readonly string[] = [
  ...["muhamad", "ahmad", "abdul", "siti", "sri", "nur", "tri", "dwi", "eka", "putu", "wayan"],
  ...["made", "kadek", "komang", "nyoman", "ketut", "gede", "luh", "gusti", "bin", "binti", "al"],
  ...["de", "van", "der", "von"],
];

/** First names that brothers and sisters have in common, before those that tell them apart. */
export const FAMILY_FIRST_WORDS: readonly string[] = ["maria", "putri", "putra"];
