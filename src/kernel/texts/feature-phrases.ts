import type { Texts } from "./language";

/** A figure of a customer as part of a sentence. */
export interface FeaturePhrase {
  /** With the figure as `{n}`. */
  readonly some: Texts;
  /** Where it is 0, or a flag says no; `some` if left out. */
  readonly none?: Texts;
}

/** What each feature of tactics says of a customer, in words that a shopkeeper would use. */
export const FEATURE_PHRASES = {
  orders: {
    some: { en: "{n:count(order|orders)}", id: "{n:count(pesanan)}" },
    none: { en: "no order yet", id: "belum ada pesanan" },
  },
  days_since_first_order: {
    some: {
      en: "{n:count(day|days)} since the first order",
      id: "{n:count(hari)} sejak pesanan pertama",
    },
  },
  days_since_last_order: {
    some: {
      en: "{n:count(day|days)} since the last order",
      id: "{n:count(hari)} sejak pesanan terakhir",
    },
  },
  days_since_delivery: {
    some: {
      en: "{n:count(day|days)} since the last delivery",
      id: "{n:count(hari)} sejak kiriman terakhir sampai",
    },
  },
  silence: {
    some: {
      en: "no order for {n:number} times the usual gap",
      id: "tidak pesan selama {n:number} kali jarak biasanya",
    },
  },
  frequency_score: {
    some: { en: "frequency score {n:number}", id: "skor frekuensi {n:number}" },
  },
  monetary_percentile: {
    some: {
      en: "spends more than {n:number}% of customers",
      id: "belanjanya di atas {n:number}% pelanggan",
    },
  },
  milestone: {
    some: {
      en: "order number {n:number} was a milestone",
      id: "baru mencapai pesanan ke-{n:number}",
    },
    none: { en: "no milestone just reached", id: "belum ada pesanan istimewa" },
  },
  days_to_anniversary: {
    some: {
      en: "{n:count(day|days)} from the anniversary of the first order",
      id: "{n:count(hari)} dari tanggal pesanan pertama",
    },
    none: {
      en: "the anniversary of the first order is today",
      id: "hari ini tanggal pesanan pertama",
    },
  },
  item_due: {
    some: {
      en: "an item was last bought {n:number} usual gaps ago",
      id: "ada barang yang terakhir dibeli {n:number} kali jarak biasanya",
    },
  },
  companions: {
    some: {
      en: "{n:count(matching product|matching products)} to offer",
      id: "{n:count(produk cocok)} bisa ditawarkan",
    },
    none: { en: "no matching product to offer", id: "tidak ada produk cocok untuk ditawarkan" },
  },
  categories: {
    some: {
      en: "buys from {n:count(category|categories)}",
      id: "belanja dari {n:count(kategori)}",
    },
  },
  durable_days: {
    some: {
      en: "{n:count(day|days)} since something durable was bought",
      id: "{n:count(hari)} sejak membeli barang tahan lama",
    },
  },
  depth: {
    some: {
      en: "depth of the relationship {n:number} of 5",
      id: "kedalaman hubungan {n:number} dari 5",
    },
  },
  absence: {
    some: { en: "absence {n:number} of 3", id: "tingkat ketidakhadiran {n:number} dari 3" },
  },
  days_at_stage: {
    some: { en: "{n:count(day|days)} at this stage", id: "{n:count(hari)} di tahap ini" },
  },
  days_since_intent: {
    some: {
      en: "{n:count(day|days)} since the last sign of interest",
      id: "{n:count(hari)} sejak terakhir menunjukkan minat",
    },
  },
  cart_hours: {
    some: {
      en: "{n:count(hour|hours)} since the basket was changed",
      id: "{n:count(jam)} sejak keranjang diubah",
    },
  },
  cart_percentile: {
    some: {
      en: "a basket larger than {n:number}% of orders",
      id: "keranjang lebih besar dari {n:number}% pesanan",
    },
  },
  competitor_offers: {
    some: {
      en: "{n:count(open competing offer|open competing offers)}",
      id: "{n:count(tawaran pesaing)} masih berlaku",
    },
    none: { en: "no competing offer is open", id: "tidak ada tawaran pesaing" },
  },
  days_since_contact: {
    some: {
      en: "{n:count(day|days)} since the last contact",
      id: "{n:count(hari)} sejak kontak terakhir",
    },
  },
  days_since_topic: {
    some: {
      en: "{n:count(day|days)} since the last conversation with a topic",
      id: "{n:count(hari)} sejak obrolan terakhir",
    },
  },
  topics: {
    some: { en: "{n:count(known interest|known interests)}", id: "{n:count(minat)} diketahui" },
    none: { en: "no interest known", id: "minatnya belum diketahui" },
  },
  contacts: {
    some: { en: "{n:count(contact|contacts)} so far", id: "{n:count(kontak)} sejauh ini" },
  },
  csat: {
    some: { en: "CSAT {n:number}", id: "CSAT {n:number}" },
  },
  nps: {
    some: { en: "NPS {n:number}", id: "NPS {n:number}" },
  },
  ces: {
    some: { en: "CES {n:number}", id: "CES {n:number}" },
  },
  feedback_since_order: {
    some: {
      en: "feedback since the last order: {n:number}",
      id: "{n:count(masukan)} sejak pesanan terakhir",
    },
    none: {
      en: "no feedback since the last order",
      id: "belum ada masukan sejak pesanan terakhir",
    },
  },
  open_complaints: {
    some: {
      en: "{n:count(open complaint|open complaints)}",
      id: "{n:count(keluhan)} belum selesai",
    },
    none: { en: "no open complaint", id: "tidak ada keluhan terbuka" },
  },
  days_since_resolution: {
    some: {
      en: "{n:count(day|days)} since a complaint was resolved",
      id: "{n:count(hari)} sejak keluhan selesai",
    },
  },
  days_since_our_fault: {
    some: {
      en: "{n:count(day|days)} since we put our mistake right",
      id: "{n:count(hari)} sejak kesalahan kami diperbaiki",
    },
  },
  public_criticism: {
    some: {
      en: "{n:count(unanswered public criticism|unanswered public criticisms)}",
      id: "{n:count(kritik terbuka)} belum dijawab",
    },
    none: {
      en: "no unanswered public criticism",
      id: "tidak ada kritik terbuka yang belum dijawab",
    },
  },
  suggestions: {
    some: { en: "{n:count(suggestion|suggestions)} made", id: "{n:count(saran)} pernah diberikan" },
    none: { en: "no suggestion made", id: "belum pernah memberi saran" },
  },
  pains: {
    some: { en: "{n:count(known problem|known problems)}", id: "{n:count(masalah)} diketahui" },
    none: { en: "no problem known", id: "belum ada masalah yang diketahui" },
  },
  ignored_in_a_row: {
    some: {
      en: "{n:count(message|messages)} ignored in a row",
      id: "{n:count(pesan)} diabaikan berturut-turut",
    },
    none: { en: "the last message was not ignored", id: "pesan terakhir tidak diabaikan" },
  },
  answered_checkins: {
    some: {
      en: "{n:count(check-in|check-ins)} answered since the last order",
      id: "{n:count(sapaan)} dijawab sejak pesanan terakhir",
    },
    none: {
      en: "no check-in answered since the last order",
      id: "belum ada sapaan yang dijawab sejak pesanan terakhir",
    },
  },
  days_to_birthday: {
    some: {
      en: "{n:count(day|days)} from the birthday",
      id: "{n:count(hari)} dari hari ulang tahun",
    },
    none: { en: "the birthday is today", id: "hari ini ulang tahunnya" },
  },
  missing_facts: {
    some: { en: "{n:count(fact|facts)} missing", id: "{n:count(data)} masih kosong" },
    none: { en: "no fact missing", id: "datanya lengkap" },
  },
  social_handles: {
    some: {
      en: "{n:count(social media account|social media accounts)} known",
      id: "{n:count(akun media sosial)} diketahui",
    },
    none: { en: "no social media account known", id: "akun media sosialnya belum diketahui" },
  },
  shared_values: {
    some: {
      en: "{n:count(value|values)} shared with the shop",
      id: "{n:count(nilai)} sama dengan toko",
    },
    none: { en: "no value shared with the shop", id: "belum ada nilai yang sama dengan toko" },
  },
  contact_consents: {
    some: {
      en: "agreed to marketing on {n:count(channel|channels)}",
      id: "setuju dikirimi pemasaran lewat {n:count(saluran)}",
    },
    none: { en: "no consent to marketing", id: "belum setuju dikirimi pemasaran" },
  },
  vip: {
    some: { en: "a VIP", id: "pelanggan VIP" },
    none: { en: "not a VIP", id: "bukan pelanggan VIP" },
  },
  unhappy: {
    some: { en: "dissatisfied now", id: "sedang tidak puas" },
    none: { en: "not dissatisfied", id: "tidak sedang kecewa" },
  },
  preferred_channel_known: {
    some: { en: "preferred channel known", id: "saluran favorit sudah diketahui" },
    none: { en: "preferred channel not known", id: "saluran favorit belum diketahui" },
  },
  email_consent: {
    some: { en: "agreed to marketing by e-mail", id: "setuju dikirimi pemasaran lewat email" },
    none: {
      en: "has not agreed to marketing by e-mail",
      id: "belum setuju dikirimi pemasaran lewat email",
    },
  },
} as const satisfies Record<string, FeaturePhrase>;
