import type { Texts } from "./language";
import { RFM_WORDS } from "./rfm-words";

/** Names of stages, activities, features and the like as people read them. */
const OTHER_WORDS = {
  engaged: { en: "engaged", id: "tertarik" },
  first_time: { en: "first-time buyer", id: "pembeli baru" },
  repeat: { en: "repeat buyer", id: "pembeli berulang" },
  advocate: { en: "advocate", id: "promotor" },

  overdue: { en: "overdue", id: "lama belum kembali" },
  lapsed: { en: "lapsed", id: "berhenti membeli" },

  satisfied: { en: "satisfied", id: "puas" },
  neutral: { en: "neutral", id: "biasa saja" },
  recovering: { en: "recovering", id: "sedang dipulihkan" },
  dissatisfied: { en: "dissatisfied", id: "tidak puas" },
  unknown: { en: "unknown", id: "tidak diketahui" },
  csat: { en: "CSAT", id: "CSAT" },
  nps: { en: "NPS", id: "NPS" },
  ces: { en: "CES", id: "CES" },
  review: { en: "Review", id: "Ulasan" },
  complaint: { en: "Complaint", id: "Keluhan" },
  suggestion: { en: "Suggestion", id: "Saran" },
  disappointed: { en: "disappointed", id: "kecewa" },
  unanswered: { en: "not answered", id: "tidak dijawab" },
  returned: { en: "goods returned", id: "barang dikembalikan" },
  late_delivery: { en: "late delivery", id: "terlambat dikirim" },
  presence: { en: "being active", id: "masih aktif" },
  cross_buy: { en: "buying other products", id: "membeli produk lain" },
  refer: { en: "recommending", id: "merekomendasikan" },
  resist: { en: "refusing competitors", id: "menolak pesaing" },
  satisfaction: { en: "satisfaction", id: "kepuasan" },

  orders: { en: "Orders", id: "Pesanan" },
  days_since_first_order: { en: "Days since the first order", id: "Hari sejak pesanan pertama" },
  days_since_last_order: { en: "Days since the last order", id: "Hari sejak pesanan terakhir" },
  days_since_contact: { en: "Days since the last contact", id: "Hari sejak kontak terakhir" },
  silence: {
    en: "Time without an order, in usual gaps",
    id: "Lama tidak pesan, dibanding jarak biasanya",
  },
  frequency_score: { en: "Frequency score", id: "Skor frekuensi" },
  monetary_percentile: {
    en: "Percent of customers who spend less",
    id: "Belanjanya di atas sekian persen pelanggan",
  },
  milestone: {
    en: "Milestone just reached",
    id: "Pesanan istimewa yang baru dicapai",
  },
  days_to_anniversary: {
    en: "Days to or from the anniversary of the first order",
    id: "Jarak hari ke ulang tahun pesanan pertama",
  },
  item_due: {
    en: "Time since an item was bought, in usual gaps",
    id: "Lama sejak barang terakhir dibeli, dibanding jarak biasanya",
  },
  companions: { en: "Matching products to offer", id: "Produk cocok yang bisa ditawarkan" },
  categories: { en: "Categories bought from", id: "Kategori yang pernah dibeli" },

  name: { en: "name", id: "nama" },
  givenName: { en: "first name", id: "nama depan" },
  familyName: { en: "last name", id: "nama belakang" },
  nickname: { en: "nickname", id: "nama panggilan" },
  honorific: { en: "form of address", id: "sapaan" },
  kind: { en: "person or company", id: "perorangan atau perusahaan" },
  email: { en: "e-mail", id: "email" },
  phone: { en: "phone", id: "telepon" },
  whatsapp: { en: "WhatsApp", id: "WhatsApp" },
  sms: { en: "SMS", id: "SMS" },
  all_channels: { en: "any channel", id: "semua saluran" },
  city: { en: "city", id: "kota" },
  birthday: { en: "birthday", id: "tanggal lahir" },
  language: { en: "language", id: "bahasa" },
  timeZone: { en: "time zone", id: "zona waktu" },
  preferredChannel: { en: "preferred channel", id: "saluran pilihan" },
  foundThrough: { en: "how they found the shop", id: "dari mana mengenal toko" },

  identity: {
    en: "who they are, how to address them and where they live",
    id: "siapa mereka, cara menyapa, dan tempat tinggalnya",
  },
  bought: { en: "what they bought", id: "apa yang mereka beli" },
  conversation: { en: "the last conversation", id: "percakapan terakhir" },
  feedback: { en: "their feedback", id: "masukan mereka" },

  marketing: { en: "marketing", id: "pemasaran" },
  service: { en: "service messages", id: "pesan layanan" },
  research: { en: "research", id: "riset" },
  profiling: { en: "profiling", id: "pemrofilan" },
  sharing: { en: "sharing of data", id: "pembagian data" },
  all_purposes: { en: "every purpose", id: "semua keperluan" },
  contract: { en: "the contract", id: "perjanjian" },
  legitimate_interest: { en: "a legitimate interest", id: "kepentingan yang sah" },

  push: { en: "push message", id: "notifikasi" },
  visit: { en: "visit", id: "kunjungan" },
  social: { en: "social media", id: "media sosial" },
  onsite: { en: "in the shop or app", id: "di toko atau aplikasi" },
  lifecycle: { en: "lifecycle messages", id: "pesan siklus pelanggan" },
  person: { en: "person", id: "perorangan" },
  firm: { en: "company", id: "perusahaan" },
  days_since_delivery: {
    en: "Days since the last delivery",
    id: "Hari sejak pengiriman terakhir tiba",
  },
  durable_days: {
    en: "Days since something durable was bought",
    id: "Hari sejak barang tahan lama dibeli",
  },
  depth: { en: "Depth of the relationship, 0 to 5", id: "Kedalaman hubungan, 0 sampai 5" },
  absence: {
    en: "Absence, 0 (active) to 3 (lost)",
    id: "Ketidakhadiran, 0 (aktif) sampai 3 (hilang)",
  },
  days_at_stage: { en: "Days at this stage", id: "Hari di tahap ini" },
  vip: { en: "VIP", id: "VIP" },
  days_since_intent: {
    en: "Days since the last sign of interest",
    id: "Hari sejak tanda minat terakhir",
  },
  cart_hours: {
    en: "Hours since the basket was last touched",
    id: "Jam sejak keranjang terakhir diubah",
  },
  cart_percentile: {
    en: "Percent of orders that are smaller than the basket",
    id: "Persen pesanan yang lebih kecil daripada keranjang",
  },
  competitor_offers: {
    en: "Open offers of competitors",
    id: "Penawaran pesaing yang masih terbuka",
  },
  days_since_topic: {
    en: "Days since the last conversation with a known topic",
    id: "Hari sejak obrolan terakhir yang topiknya diketahui",
  },
  topics: { en: "Known interests", id: "Topik dan minat yang diketahui" },
  contacts: { en: "Contacts so far", id: "Kontak sejauh ini" },
  feedback_since_order: {
    en: "Feedback since the last order",
    id: "Masukan sejak pesanan terakhir",
  },
  unhappy: { en: "Dissatisfied now", id: "Sedang tidak puas" },
  yes: { en: "yes", id: "ya" },
  no: { en: "no", id: "tidak" },
  open_complaints: { en: "Open complaints", id: "Keluhan yang belum selesai" },
  days_since_resolution: {
    en: "Days since a complaint was resolved",
    id: "Hari sejak keluhan selesai ditangani",
  },
  days_since_our_fault: {
    en: "Days since we put a fault of ours right",
    id: "Hari sejak kesalahan kami diperbaiki",
  },
  public_criticism: {
    en: "Public criticism without an answer",
    id: "Kritik terbuka yang belum dijawab",
  },
  suggestions: { en: "Suggestions made", id: "Saran yang pernah diberikan" },
  pains: { en: "Known problems", id: "Masalah yang diketahui" },
  ignored_in_a_row: { en: "Messages ignored in a row", id: "Pesan yang diabaikan berturut-turut" },
  answered_checkins: {
    en: "Check-ins answered since the last order",
    id: "Sapaan yang dijawab sejak pesanan terakhir",
  },
  days_to_birthday: { en: "Days to or from the birthday", id: "Jarak hari ke ulang tahun" },
  missing_facts: { en: "Facts still missing", id: "Data yang masih kosong" },
  social_handles: { en: "Social media accounts", id: "Akun media sosial" },
  shared_values: { en: "Values shared with the shop", id: "Nilai yang sama dengan toko" },
  preferred_channel_known: { en: "Preferred channel known", id: "Saluran favorit diketahui" },
  contact_consents: {
    en: "Channels with consent to marketing",
    id: "Saluran yang disetujui untuk pemasaran",
  },
  email_consent: { en: "Consent to marketing by e-mail", id: "Persetujuan pemasaran lewat email" },
  personal_assistance: { en: "personal assistance", id: "bantuan pribadi" },
  dedicated_assistance: { en: "dedicated assistance", id: "bantuan khusus" },
  self_service: { en: "self-service", id: "layanan mandiri" },
  automated_service: { en: "automated service", id: "layanan otomatis" },
  community: { en: "community", id: "komunitas" },
  co_creation: { en: "co-creation", id: "ikut merancang" },
} as const satisfies Record<string, Texts>;

/** All words, with those of RFM. */
export const WORDS = /* @__PURE__ */ joined(RFM_WORDS, OTHER_WORDS);

/** Joins in a call, which a bundler may leave out: spreading alone it would keep. */
function joined<A extends object, B extends object>(a: A, b: B): A & B {
  return { ...a, ...b };
}
