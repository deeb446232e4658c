/** What the demo prints around the library's answers, in English and Indonesian. */
import type { Language, Texts } from "setia";
import type { LineFate } from "./orders-file";

/** Headings and phrases. */
export const PHRASES = {
  shop: { en: "The shop", id: "Toko" },
  generated: {
    en: "made from a fixed seed, the same on every machine",
    id: "data buatan yang selalu sama di setiap komputer",
  },
  linesWentWhere: { en: "Where the lines went", id: "Ke mana baris-baris pergi" },
  lines: { en: "lines in all", id: "baris seluruhnya" },
  firstAt: { en: "first: line", id: "pertama: baris" },
  ofWhich: { en: "of which", id: "di antaranya" },
  assumptions: { en: "How the file was read", id: "Cara berkas dibaca" },
  asOf: { en: "As of", id: "Per" },
  base: { en: "The base", id: "Basis pelanggan" },
  customers: { en: "customers", id: "pelanggan" },
  orders: { en: "orders", id: "pesanan" },
  revenue: { en: "revenue", id: "pendapatan" },
  segments: { en: "Segments (how valuable)", id: "Segmen (seberapa bernilai)" },
  stages: { en: "Stages (how deep the relationship)", id: "Tahap (seberapa dalam hubungan)" },
  activities: { en: "Activity (here now?)", id: "Aktivitas (masih di sini?)" },
  tactics: { en: "What to do, and for how many", id: "Apa yang dilakukan, dan untuk berapa orang" },
  nothing: { en: "nothing now", id: "belum ada" },
  first: {
    en: "Act on these first (at most two of a kind)",
    id: "Dahulukan mereka ini (paling banyak dua untuk tiap taktik)",
  },
  offer: { en: "offer", id: "tawarkan" },
  say: { en: "say", id: "pesan" },
  why: { en: "why", id: "alasan" },
  rules: { en: "The strongest cross-sell rules", id: "Aturan cross-sell terkuat" },
  noRules: {
    en: "None: the orders name no products that are bought together often enough.",
    id: "Tidak ada: pesanan tidak menyebut produk yang cukup sering dibeli bersama.",
  },
  ruleHeader: {
    en: "orders with both / with the first, confidence, lift",
    id: "pesanan berisi keduanya / berisi yang pertama, confidence, lift",
  },
  loop: { en: "Closing the loop", id: "Dan seterusnya" },
  sent: {
    en: "The first message is recorded as delivered. Asked again, the answer for the same customer is",
    id: "Pesan pertama dicatat sebagai terkirim. Bila ditanya lagi, jawaban untuk pelanggan yang sama adalah",
  },
  drawing: { en: "drawing the report", id: "menggambar laporan" },
  report: { en: "The report", id: "Laporan" },
  written: {
    en: "Open this file in a browser, or send it to the owner of the shop",
    id: "Buka berkas ini di peramban, atau kirimkan kepada pemilik toko",
  },
  diagnostics: { en: "Good to know", id: "Perlu diketahui" },
  unknownCurrency: {
    en: "The file names no currency: amounts are plain numbers with two decimals (say --currency GBP to name it).",
    id: "Berkas tidak menyebut mata uang: jumlah ditulis sebagai angka biasa dengan dua desimal (sebutkan dengan --currency IDR).",
  },
  zone: {
    en: "Times without an offset are taken in the zone",
    id: "Waktu tanpa keterangan zona dibaca menurut zona",
  },
  columns: { en: "Columns", id: "Kolom" },
  unused: { en: "Columns that are not used", id: "Kolom yang tidak dipakai" },
  noOrderColumn: {
    en: "No column is known to be the order's id: every line is an order of its own (--column order=NAME).",
    id: "Tidak ada kolom yang dikenal sebagai id pesanan: setiap baris menjadi satu pesanan (--column order=NAMA).",
  },
  garbled: {
    en: "Lines with letters that cannot be read; try --encoding latin1",
    id: "Baris dengan huruf yang tidak terbaca; coba --encoding latin1",
  },
  nobody: {
    en: "Nobody: there is nothing to do for anybody now.",
    id: "Tidak ada: belum ada yang perlu dilakukan untuk siapa pun.",
  },
  repeated: {
    en: "lines that repeat a line of the same order, kept",
    id: "baris yang mengulang baris pesanan yang sama, tetap dihitung",
  },
  rounded: {
    en: "lines with a price finer than the currency, rounded",
    id: "baris dengan harga lebih halus daripada mata uangnya, dibulatkan",
  },
  notGoods: {
    en: "lines of postage, fees and the like: in the totals, never offered",
    id: "baris ongkos kirim, biaya dan sejenisnya: masuk total, tidak pernah ditawarkan",
  },
} as const satisfies Record<string, Texts>;

/** Where a line can go, and why. */
export const FATES: Readonly<Record<LineFate, Texts>> = {
  ordered: { en: "used: ordered", id: "dipakai: dipesan" },
  given_back: {
    en: "used: gives something back, refunds an earlier order",
    id: "dipakai: pengembalian, mengurangi pesanan sebelumnya",
  },
  no_customer: {
    en: "left out: no customer id, so nobody to act on",
    id: "dilewati: tanpa id pelanggan, jadi tidak ada yang dapat dihubungi",
  },
  give_back_unmatched: {
    en: "left out: gives something back, but no earlier order in the file has it",
    id: "dilewati: pengembalian, tetapi tidak ada pesanan sebelumnya yang memuatnya",
  },
  broken_row: {
    en: "left out: more or fewer cells than the header",
    id: "dilewati: jumlah sel berbeda dari kepala kolom",
  },
  bad_date: {
    en: "left out: the date cannot be read",
    id: "dilewati: tanggal tidak terbaca",
  },
  bad_amount: {
    en: "left out: the amount or quantity cannot be read",
    id: "dilewati: jumlah atau kuantitas tidak terbaca",
  },
  same_order_again: {
    en: "left out: an order id that was there already",
    id: "dilewati: id pesanan yang sudah ada",
  },
};

/**
 * Looks up a phrase.
 *
 * @param name - which
 * @param language - in which language
 * @returns the phrase
 */
export function phrase(name: keyof typeof PHRASES, language: Language): string {
  return PHRASES[name][language];
}
