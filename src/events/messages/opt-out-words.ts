/**
 * Messages that end all messages of a channel, in lower case without marks: what people send, and what carriers and
 * mail programs take for it. "Cancel", "batal" and "end" are not among them, since they are said of orders.
 */
const OPT_OUTS: ReadonlySet<string> = new Set([
  ...[
    "stop",
    "stopall",
    "stop all",
    "stop it",
    "stop messages",
    "stop messaging me",
    "stop emails",
  ],
  ...["stop emailing me", "stop texting me", "stop sending", "stop promo", "stop promotions"],
  ...[
    "stop wa",
    "stop sms",
    "stop email",
    "stop chat",
    "stop spam",
    "stop spamming",
    "stop notifications",
  ],
  ...[
    "unsubscribe",
    "unsubscribe me",
    "unsubscribe all",
    "unsub",
    "unsubs",
    "unsubscribed",
    "remove me",
  ],
  ...["opt out", "optout", "opt me out", "quit", "revoke", "no more messages", "no more emails"],
  ...["do not contact me", "dont contact me", "take me off your list", "leave me alone"],
  ...[
    "berhenti",
    "berhentikan",
    "henti",
    "hentikan",
    "setop",
    "stop langganan",
    "stop berlangganan",
  ],
  ...["berhenti langganan", "berhenti berlangganan", "batal langganan", "batal berlangganan"],
  ...[
    "batalkan langganan",
    "unreg",
    "unreg all",
    "stop kirim",
    "stop kirim pesan",
    "stop hubungi saya",
  ],
  ...["berhenti kirim", "berhenti kirim pesan", "berhenti hubungi saya", "jangan kirim lagi"],
  ...[
    "jangan kirim pesan lagi",
    "jangan hubungi lagi",
    "jangan hubungi saya",
    "jangan hubungi saya lagi",
  ],
  ...["jangan chat lagi", "jangan wa lagi", "hapus nomor saya", "tidak mau dihubungi lagi"],
]);

/** What people put around such a word to be polite; it changes nothing. */
const COURTESIES: ReadonlySet<string> = new Set([
  ...["please", "pls", "plz", "thanks", "thank", "you", "thx", "now", "hi", "hello"],
  ...[
    "tolong",
    "mohon",
    "ya",
    "yaa",
    "dong",
    "deh",
    "aja",
    "saja",
    "kak",
    "ka",
    "kakak",
    "min",
    "admin",
  ],
  ...[
    "bu",
    "ibu",
    "pak",
    "bapak",
    "mas",
    "mbak",
    "gan",
    "sis",
    "bro",
    "terima",
    "kasih",
    "makasih",
    "trims",
  ],
]);

/** Ways to complain about being written to, wherever in a text they stand. */
const ABOUT_MESSAGES =
  /\bspam|\bunsubscribe|\bstop (sending|writing|messaging|emailing|texting|contacting|calling|spamming)\b|\b(do not|dont|never|quit) (write|contact|message|email|text|call)\b|\btoo many (messages|e ?mails|mails|texts|calls)\b|\b(jangan|berhenti|stop) (hubungi|menghubungi|kirim|kirimi|mengirim|chat|wa|sms|telepon)|\bterlalu (sering|banyak) (di)?(hubungi|kirim|kirimi|chat|wa|pesan|email|sms|telepon)/u;

/**
 * Whether a message of a customer is an opt-out: the whole of it is one of the words for it, whatever its letters,
 * marks and courtesies. A word within a longer message ("stop by tomorrow?") is none.
 */
export function isOptOut(text: string | undefined): boolean {
  // Nobody needs many words for it, and most messages are longer.
  if (text === undefined || text.length > 80) return false;
  const words = plainText(text).split(" ");
  while (COURTESIES.has(words[0] ?? "")) words.shift();
  while (COURTESIES.has(words.at(-1) ?? "")) words.pop();
  return OPT_OUTS.has(words.join(" "));
}

/** Whether a text complains about being written to, rather than about goods or service. */
export function isAboutMessages(text: string | undefined): boolean {
  return text !== undefined && (isOptOut(text) || ABOUT_MESSAGES.test(plainText(text)));
}

function plainText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/['’`]/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
