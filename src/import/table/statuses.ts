import type { StatusMeaning } from "./columns";

/** Words for how orders and payments stand, in English and Indonesian, as shop systems and people write them. */
const WORDS: Readonly<Record<StatusMeaning, string>> = {
  counted:
    "paid|complete|completed|closed|open|processing|in process|confirmed|approved|accepted|succeeded|success|successful|" +
    "shipped|in transit|delivered|fulfilled|partially fulfilled|unfulfilled|dispatched|ready to ship|to ship|" +
    "partially refunded|partially paid|authorized|pending|on hold|on-hold|awaiting shipment|awaiting fulfillment|" +
    "selesai|lunas|dibayar|sudah dibayar|diproses|sedang diproses|dikemas|dikirim|sedang dikirim|sudah dikirim|" +
    "telah dikirim|diterima|terkirim|berhasil|perlu dikirim|siap dikirim|pesanan selesai",
  cancelled:
    "cancelled|canceled|cancel|voided|void|rejected|declined|returned to sender|" +
    "batal|dibatalkan|pesanan dibatalkan|ditolak|gagal dikirim",
  refunded: "refunded|fully refunded|returned|chargeback|dikembalikan|dana dikembalikan|retur",
  not_counted:
    "failed|expired|draft|abandoned|unpaid|not paid|pending payment|awaiting payment|checkout-draft|checkout draft|trash|" +
    "belum bayar|belum dibayar|menunggu pembayaran|gagal|kedaluwarsa|kadaluarsa",
};

const MEANINGS: ReadonlyMap<string, StatusMeaning> = new Map(
  (Object.keys(WORDS) as StatusMeaning[]).flatMap((meaning) =>
    WORDS[meaning].split("|").map((word) => [word, meaning] as const),
  ),
);

/** Returns what a status makes of an order. */
export function statusMeaning(
  status: string,
  given: Readonly<Record<string, StatusMeaning>> = {},
): StatusMeaning | undefined {
  const word = status.trim().toLowerCase();
  if (Object.hasOwn(given, word)) return given[word];
  return MEANINGS.get(word) ?? MEANINGS.get(word.replaceAll("_", " "));
}

/** Whether a status says that a part was given back, and nobody has said what it means. */
export function isPartRefund(
  status: string,
  given: Readonly<Record<string, StatusMeaning>> = {},
): boolean {
  const word = status.trim().toLowerCase();
  return word.replaceAll("_", " ") === "partially refunded" && !Object.hasOwn(given, word);
}
