/** What the demo prints around the library's answers, in English and Indonesian. */
import type { Language, Texts } from "setia";
import type { SkipReason } from "setia/import";

/** Headings and phrases. */
export const PHRASES = {
  shop: { en: "The shop", id: "Toko" },
  generated: {
    en: "made from a fixed seed, the same on every machine",
    id: "data buatan yang selalu sama di setiap komputer",
  },
  linesWentWhere: { en: "Where the lines went", id: "Ke mana baris-baris pergi" },
  lines: { en: "lines in all", id: "baris seluruhnya" },
  used: { en: "used", id: "dipakai" },
  first: { en: "first", id: "pertama" },
  notes: {
    en: "Cells that were read otherwise than they stand there",
    id: "Sel yang dibaca tidak persis seperti tertulis",
  },
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
  heldOut: { en: "left without, to measure", id: "dikecualikan, untuk mengukur" },
  consentUnknown: {
    en: "The file tells nothing of addresses and consents: ask whether you may write before you do.",
    id: "Berkas ini tidak memuat alamat dan persetujuan: pastikan Anda boleh menghubungi mereka lebih dulu.",
  },
  actFirst: {
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
    en: "No column is known to be the order's id: every line is an order of its own (--column orderId=NAME).",
    id: "Tidak ada kolom yang dikenal sebagai id pesanan: setiap baris menjadi satu pesanan (--column orderId=NAMA).",
  },
  nobody: {
    en: "Nobody: there is nothing to do for anybody now.",
    id: "Tidak ada: belum ada yang perlu dilakukan untuk siapa pun.",
  },
} as const satisfies Record<string, Texts>;

/** Why a line can be left out. */
export const SKIPPED: Readonly<Record<SkipReason, Texts>> = {
  unreadable: { en: "left out: cannot be read", id: "dilewati: tidak terbaca" },
  no_customer: {
    en: "left out: no customer, so nobody to act on",
    id: "dilewati: tanpa pelanggan, jadi tidak ada yang dapat dihubungi",
  },
  not_counted: { en: "left out: does not count", id: "dilewati: tidak dihitung" },
  repeated: { en: "left out: there already", id: "dilewati: sudah ada" },
  not_mapped: { en: "left out: not an order", id: "dilewati: bukan pesanan" },
  no_money: { en: "left out: no money", id: "dilewati: tanpa uang" },
  test: { en: "left out: a test", id: "dilewati: pesanan uji coba" },
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
