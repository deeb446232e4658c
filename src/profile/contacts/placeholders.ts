/** What people and programs write where nothing is known. */
const WORDS = new Set([
  "-",
  "--",
  ".",
  "0",
  "00",
  "n/a",
  "na",
  "none",
  "null",
  "nil",
  "undefined",
  "unknown",
  "kosong",
  "tidak ada",
  "tidak tahu",
  "tdk ada",
  "belum ada",
  "test",
  "testing",
  "tes",
  "xxx",
  "xx",
  "x",
  "asdf",
  "qwerty",
  "anonymous",
  "anonim",
  "guest",
  "tamu",
  "customer",
  "pelanggan",
  "pembeli",
  "no name",
  "noname",
  "tanpa nama",
  "user",
  "admin",
  "name",
  "nama",
  "default",
  "umum",
  "walk in",
  "walk-in",
  "cash",
  "tunai",
  "hamba allah",
]);

/** Names of addresses that nobody reads. */
const MAILBOXES = new Set([
  "test",
  "tes",
  "testing",
  "no",
  "none",
  "null",
  "na",
  "n-a",
  "noemail",
  "no-email",
  "nomail",
  "no-mail",
  "noreply",
  "no-reply",
  "donotreply",
  "dummy",
  "fake",
  "asdf",
  "qwerty",
  "xxx",
  "abc",
  "a",
  "aa",
  "aaa",
  "x",
  "user",
  "email",
  "guest",
  "unknown",
  "anonymous",
  "kosong",
  "tidakada",
  "belumada",
  "customer",
  "pelanggan",
  "example",
  "contoh",
  "sample",
  "undefined",
]);

/** Domains that are for examples only (RFC 2606 and RFC 6761), or stand for none. */
const DOMAIN =
  /(^|\.)(example\.(com|net|org)|test|invalid|localhost|example|local)$|^(test|none|null|no|noemail|nomail|asdf|aaa?|xxx?|dummy|fake|email|domain|mail)\.(com|co\.id|id|net|org)$/u;

/** Whether an address is one that people give so as to give none. */
export function isPlaceholder(name: string, domain: string): boolean {
  return MAILBOXES.has(name) || /^(\d)\1*$/u.test(name) || DOMAIN.test(domain);
}

/** Whether a text says nothing: it is empty, marks only, or a word that stands for none. */
export function isBlank(text: string): boolean {
  const word = text.trim().toLowerCase();
  return word === "" || WORDS.has(word) || !/[\p{L}\p{N}]/u.test(word);
}
