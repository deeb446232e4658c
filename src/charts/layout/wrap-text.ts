/** Width of a letter as a part of its height, in the mean of the wider fonts in use. */
const LETTER = 0.6;
const BOLD_LETTER = 0.64;

/** Estimates how wide a text will be. */
export function textWidth(text: string, fontSize: number, isBold = false): number {
  return lettersOf(text).length * fontSize * (isBold ? BOLD_LETTER : LETTER);
}

/** Finds the room that the longest of some texts needs. */
export function longestWidth(texts: readonly string[], fontSize: number): number {
  return Math.ceil(Math.max(0, ...texts.map((text) => textWidth(text, fontSize))));
}

/** Breaks a text into lines at its spaces. */
export function wrapText(text: string, width: number, fontSize: number, isBold = false): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(longer, fontSize, isBold) <= width) {
      lines[lines.length - 1] = longer;
    } else lines.push(word);
  }
  return lines;
}

/** Cuts a text where it is too long. */
export function cutText(text: string, width: number, fontSize: number): string {
  const letters = lettersOf(text);
  const most = Math.max(1, Math.floor(width / (fontSize * LETTER)));
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, Math.max(1, most - 1))
        .join("")
        .trimEnd()}…`;
}

/** The letters of a text; a pair of surrogates is one. */
function lettersOf(text: string): string[] {
  return Array.from(text);
}
