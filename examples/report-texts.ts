/** What the report says around the library's answers, in English and Indonesian. */
import type { Language, Texts } from "setia";

/** Headings and phrases; `{n}` and the like are filled in. */
export const REPORT_TEXTS = {
  title: {
    en: "Your customers, and what to do next",
    id: "Pelanggan Anda, dan langkah berikutnya",
  },
  of: { en: "{shop}, as of {day}", id: "{shop}, per {day}" },
  skip: { en: "Skip to the content", id: "Langsung ke isi" },
  contents: { en: "Contents", id: "Daftar isi" },
  figures: { en: "The shop in figures", id: "Toko dalam angka" },
  customers: { en: "Customers", id: "Pelanggan" },
  orders: { en: "Orders", id: "Pesanan" },
  revenue: { en: "Revenue so far", id: "Pendapatan sejauh ini" },
  present: { en: "Active or overdue", id: "Aktif atau lama belum kembali" },
  ahead: { en: "Expected in a year", id: "Perkiraan setahun" },

  act: { en: "Do this first", id: "Dahulukan ini" },
  actLead: {
    en: "The customers with the most to win now, at most two for each tactic. Check that you may contact them before you send.",
    id: "Pelanggan yang paling berpotensi saat ini, paling banyak dua untuk tiap taktik. Pastikan Anda boleh menghubungi mereka sebelum mengirim.",
  },
  nobody: {
    en: "There is nothing to do for anybody now.",
    id: "Belum ada yang perlu dilakukan untuk siapa pun.",
  },
  message: { en: "Message", id: "Pesan" },
  offer: { en: "Offer", id: "Tawarkan" },
  why: { en: "Why?", id: "Kenapa?" },
  whyOf: { en: "Why? {who}", id: "Kenapa? {who}" },
  tactics: { en: "What to do, and for how many", id: "Apa yang dilakukan, dan untuk berapa orang" },
  tactic: { en: "What to do", id: "Tindakan" },
  nothing: { en: "nothing now", id: "belum ada" },

  who: { en: "Who your customers are", id: "Siapa pelanggan Anda" },
  whoLead: {
    en: "Segments come from how recently, how often and for how much each customer has bought.",
    id: "Segmen dibentuk dari seberapa baru, seberapa sering, dan seberapa banyak setiap pelanggan berbelanja.",
  },
  segments: { en: "Segments", id: "Segmen" },
  segment: { en: "Segment", id: "Segmen" },
  share: { en: "Share", id: "Bagian" },
  shareOfRevenue: { en: "Share of revenue", id: "Bagian pendapatan" },

  moved: { en: "How they move", id: "Bagaimana mereka bergerak" },
  movedLead: {
    en: "Segments are compared with {days} days ago. Stages tell how deep the relationship is; the flows between them are those of the last whole month.",
    id: "Segmen dibandingkan dengan {days} hari yang lalu. Tahap menunjukkan kedalaman hubungan; perpindahan antartahap adalah yang terjadi pada bulan penuh terakhir.",
  },

  future: { en: "What is ahead", id: "Apa yang menanti" },
  futureLead: {
    en: "A statistical model of your own orders tells who is probably still a customer and what each may bring.",
    id: "Model statistik dari pesanan Anda sendiri memperkirakan siapa yang masih menjadi pelanggan dan berapa nilai yang mungkin didatangkan.",
  },

  baskets: { en: "What sells together", id: "Yang laku bersama" },
  basketsLead: {
    en: "Pairs that are in one order more often than chance would have it. Offer the second to whoever takes the first.",
    id: "Pasangan yang lebih sering berada dalam satu pesanan daripada kebetulan. Tawarkan yang kedua kepada pembeli yang pertama.",
  },
  rules: { en: "The strongest pairs", id: "Pasangan terkuat" },
  when: { en: "Who takes", id: "Yang membeli" },
  then: { en: "often takes", id: "sering membeli" },
  together: { en: "Orders", id: "Pesanan" },
  confidence: { en: "How often", id: "Seberapa sering" },
  lift: { en: "Against chance", id: "Dibanding kebetulan" },

  words: { en: "In words", id: "Dalam kata-kata" },
  wordsOf: { en: "In words: {chart}", id: "Dalam kata-kata: {chart}" },
  tableOf: { en: "Table: {table}", id: "Tabel: {table}" },

  know: { en: "Good to know", id: "Perlu diketahui" },
  private: {
    en: "This page is one file. It loads nothing and sends nothing; it holds names of your customers, so share it with care.",
    id: "Halaman ini satu berkas. Tidak ada yang dimuat atau dikirim; isinya memuat nama pelanggan Anda, jadi bagikan dengan hati-hati.",
  },
  generated: {
    en: "The shop is made up, from a fixed seed: the same on every machine.",
    id: "Toko ini data buatan yang selalu sama di setiap komputer.",
  },
  made: {
    en: "Made with setia. Every figure is computed from your orders alone; the same orders give the same report.",
    id: "Dibuat dengan setia. Setiap angka dihitung dari pesanan Anda saja; pesanan yang sama menghasilkan laporan yang sama.",
  },
} as const satisfies Record<string, Texts>;

/** Name of a phrase. */
export type ReportText = keyof typeof REPORT_TEXTS;

/**
 * Writes a phrase.
 *
 * @param name - which
 * @param language - in which language
 * @param params - what its braces are filled with
 * @returns the phrase
 */
export function say(
  name: ReportText,
  language: Language,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return REPORT_TEXTS[name][language].replace(/\{(\w+)\}/gu, (brace, param: string) =>
    String(params[param] ?? brace),
  );
}
