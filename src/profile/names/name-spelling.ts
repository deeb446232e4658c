/** Marks of Indonesian spelling before 1972 (Van Ophuijsen 1901, Soewandi 1947); with them a single `j` is today's `y`. */
const OLD_MARKS = /oe|tj|dj|nj|sj/u;

/**
 * Writes a word of a name as it is spelled today: without accents, in lower case, `oe` as `u`, `tj` as `c`, `dj` as `j`,
 * `nj` as `ny`, `sj` as `sy`, and beside such marks `j` as `y`.
 */
export function modernSpelling(word: string): string {
  const plain = word
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
  if (!OLD_MARKS.test(plain)) return plain;
  // "oe" alone also stands in names spelled today otherwise (Soejono, Soedjono), so it does not change a "j".
  const oldJ = /tj|dj|nj|sj/u.test(plain);
  const marked = plain
    .replaceAll("tj", "c")
    .replaceAll("dj", "\u0001")
    .replaceAll("nj", "ny")
    .replaceAll("sj", "sy")
    .replaceAll("oe", "u");
  return (oldJ ? marked.replaceAll("j", "y") : marked).replaceAll("\u0001", "j");
}

/**
 * Gives a word as it sounds, for spellings that are the same name: `Rizky` and `Riski`, `Arief` and `Arif`, `Achmad`
 * and `Ahmad`, `Aisyah` and `Aisya`.
 */
export function soundOf(word: string): string {
  const sound = word
    .replace(/^chr/u, "kr")
    .replace(/^ch/u, "c")
    .replace(/ch|kh/gu, "h")
    .replace(/ph|v/gu, "f")
    .replace(/sy|z|sh/gu, "s")
    .replace(/dh/gu, "d")
    .replace(/th/gu, "t")
    .replace(/ck|q/gu, "k")
    .replace(/x/gu, "ks")
    .replace(/ie|ee/gu, "i")
    .replace(/(?!^)y/gu, "i")
    .replace(/(.)\1+/gu, "$1");
  return sound.length > 3 ? sound.replace(/h$/u, "") : sound;
}
