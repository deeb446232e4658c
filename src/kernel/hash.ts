/**
 * Hashes a text to 64 bits, the same on every machine. Two lanes of FNV-1a (Fowler, Noll and Vo) with
 * different primes, each finished as MurmurHash3 does (Appleby), since plain FNV-1a is not uniform.
 */
export function hashText(text: string): string {
  let low = 0x811c9dc5;
  let high = 0xcbf29ce4;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca77);
  }
  return `${hex(finish(low ^ text.length))}${hex(finish(high + low))}`;
}

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function hex(word: number): string {
  return word.toString(16).padStart(8, "0");
}
