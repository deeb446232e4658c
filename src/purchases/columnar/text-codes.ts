/*
 * The packed table numbers a million ids that come fresh from JSON in less than half the time of a `Map`
 * (`npm run bench:tricks`).
 */

/** Numbers different texts from 0, in the order in which they are first seen. */
export interface TextCodes {
  /** The texts by number. */
  readonly texts: string[];
  /** Gives the number of a text, a new one if it was not seen yet. */
  readonly codeOf: (text: string) => number;
  /**
   * Gives the numbers of some texts, at most as many as it was created for: faster than one by one, since the processor fetches
   * what they need from memory side by side.
   */
  codesOf(texts: readonly string[], count: number, codes: Uint32Array): void;
}

const LONGEST = 124;
const WIDEST = 255;
const MOST_PROBES = 64;
const HEAD = 2;
const MOST_WORDS = HEAD + LONGEST / 4;

/** For so few texts, such as those of one customer's orders, a `Map` costs less than making tables. */
const FEW = 64;

/** Creates an empty numbering. */
export function createTextCodes(most: number): TextCodes {
  return most <= FEW ? createMappedCodes() : createPackedCodes(most);
}

function createMappedCodes(): TextCodes {
  const texts: string[] = [];
  const known = new Map<string, number>();
  const codeOf = (text: string): number => {
    const code = known.get(text) ?? texts.length;
    if (code === texts.length) {
      known.set(text, code);
      texts.push(text);
    }
    return code;
  };
  return {
    texts,
    codeOf,
    codesOf(given, count, codes) {
      for (let at = 0; at < count; at++) codes[at] = codeOf(given[at]!);
    },
  };
}

/**
 * A text of small code points is packed four letters to a word and found by comparing
 * words in an open table: half the time of a `Map`, which must hash each text that comes fresh from JSON. Others,
 * and those whose neighbourhood in the table is crowded, go to a `Map`; so it is exact for all.
 */
function createPackedCodes(most: number): TextCodes {
  const texts: string[] = [];
  const others = new Map<string, number>();
  // Of each text of a chunk: its hash, and room for its number, its length and its letters.
  const hashes = new Int32Array(most);
  const packed = new Int32Array(most * MOST_WORDS);
  // Per slot the hash, and where in the keys the text begins; 0 is free.
  let slots = new Int32Array(2 * 64);
  let mask = slots.length / 2 - 1;
  let used = 0;
  // Per text its number, its length and its letters, four to a word.
  let keys = new Int32Array(256);
  let keysEnd = 1;
  // Where what was looked at in advance goes, so that looking is not optimised away.
  const seen = new Int32Array(1);

  /** Packs a text, and says how many words it has; 0 if it cannot be packed. */
  function pack(text: string, at: number): number {
    const { length } = text;
    if (length > LONGEST) return 0;
    const begin = at * MOST_WORDS;
    let word = begin + HEAD;
    let hash = length;
    let widest = 0;
    let i = 0;
    for (; i + 4 <= length; i += 4) {
      const a = text.charCodeAt(i);
      const b = text.charCodeAt(i + 1);
      const c = text.charCodeAt(i + 2);
      const d = text.charCodeAt(i + 3);
      widest |= a | b | c | d;
      const letters = a | (b << 8) | (c << 16) | (d << 24);
      packed[word++] = letters;
      hash = Math.imul(hash ^ letters, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    if (i < length) {
      let letters = 0;
      for (let shift = 0; i < length; i++, shift += 8) {
        const unit = text.charCodeAt(i);
        widest |= unit;
        letters |= unit << shift;
      }
      packed[word++] = letters;
      hash = Math.imul(hash ^ letters, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash, 0x85ebca6b);
    hashes[at] = hash ^ (hash >>> 13);
    packed[begin + 1] = length;
    return widest > WIDEST ? 0 : word - begin;
  }

  function find(text: string, at: number, words: number): number {
    if (words === 0) return codeAmongOthers(text);
    const hash = hashes[at]!;
    const begin = at * MOST_WORDS;
    for (let probe = 0; probe < MOST_PROBES; probe++) {
      const slot = 2 * ((hash + probe) & mask);
      const start = slots[slot + 1]!;
      // One that was crowded out before the table grew is among the others.
      if (start === 0) return others.get(text) ?? add(text, at, slot, words);
      if (slots[slot] !== hash) continue;
      let word = 1;
      while (word < words && keys[start + word] === packed[begin + word]) word++;
      if (word === words) return keys[start]!;
    }
    return codeAmongOthers(text);
  }

  const wordCounts = new Int32Array(most);

  function codesOf(given: readonly string[], count: number, codes: Uint32Array): void {
    for (let at = 0; at < count; at++) wordCounts[at] = pack(given[at]!, at);
    // Looking ahead changes nothing; it only brings the slots and keys into the cache together.
    let sum = 0;
    for (let at = 0; at < count; at++) codes[at] = slots[2 * (hashes[at]! & mask) + 1] ?? 0;
    for (let at = 0; at < count; at++) sum += keys[codes[at]!] ?? 0;
    seen[0] = sum;
    for (let at = 0; at < count; at++) codes[at] = find(given[at]!, at, wordCounts[at]!);
  }

  function add(text: string, at: number, slot: number, words: number): number {
    const begin = at * MOST_WORDS;
    const code = texts.length;
    texts.push(text);
    if (keysEnd + words > keys.length) {
      const longer = new Int32Array(2 * keys.length);
      longer.set(keys);
      keys = longer;
    }
    packed[begin] = code;
    for (let word = 0; word < words; word++) keys[keysEnd + word] = packed[begin + word]!;
    slots[slot] = hashes[at]!;
    slots[slot + 1] = keysEnd;
    keysEnd += words;
    used++;
    if (2 * used > mask) grow();
    return code;
  }

  function grow(): void {
    const old = slots;
    slots = new Int32Array(2 * old.length);
    mask = slots.length / 2 - 1;
    for (let from = 0; from < old.length; from += 2) {
      const start = old[from + 1]!;
      if (start === 0) continue;
      const hash = old[from]!;
      let at = 2 * (hash & mask);
      let probe = 0;
      while (slots[at + 1] !== 0 && ++probe < MOST_PROBES) at = (at + 2) & (slots.length - 1);
      if (probe === MOST_PROBES) {
        const code = keys[start] ?? 0;
        others.set(texts[code] ?? "", code);
      } else {
        slots[at] = hash;
        slots[at + 1] = start;
      }
    }
  }

  function codeAmongOthers(text: string): number {
    let code = others.get(text);
    if (code === undefined) {
      code = texts.length;
      texts.push(text);
      others.set(text, code);
    }
    return code;
  }

  return {
    texts,
    codeOf: (text) => find(text, 0, pack(text, 0)),
    codesOf,
  };
}
