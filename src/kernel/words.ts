import type { Texts } from "./language";

/** Names of segments, stages, activities and measures as people read them. */
export const WORDS = {
  recency: { en: "Recency", id: "Kebaruan" },
  frequency: { en: "Frequency", id: "Frekuensi" },
  monetary: { en: "Monetary", id: "Nilai belanja" },

  champions: { en: "champions", id: "juara" },
  loyal: { en: "loyal", id: "setia" },
  potential_loyalist: { en: "potential loyalist", id: "calon setia" },
  new: { en: "new", id: "baru" },
  promising: { en: "promising", id: "menjanjikan" },
  need_attention: { en: "need attention", id: "perlu perhatian" },
  about_to_sleep: { en: "about to sleep", id: "hampir tertidur" },
  at_risk: { en: "at risk", id: "berisiko pergi" },
  cant_lose: { en: "can't lose", id: "jangan sampai hilang" },
  hibernating: { en: "hibernating", id: "tertidur" },
  needs_attention: { en: "needs attention", id: "perlu perhatian" },
  almost_lost: { en: "almost lost", id: "hampir hilang" },
  previously_loyal: { en: "previously loyal", id: "dulu setia" },
  dormant: { en: "dormant", id: "tidak aktif" },
  loyal_customers: { en: "loyal customers", id: "pelanggan setia" },
  new_customers: { en: "new customers", id: "pelanggan baru" },
  cant_lose_them: { en: "can't lose them", id: "jangan sampai kehilangan mereka" },
  prospect: { en: "prospect", id: "calon pelanggan" },

  engaged: { en: "engaged", id: "tertarik" },
  first_time: { en: "first-time buyer", id: "pembeli baru" },
  repeat: { en: "repeat buyer", id: "pembeli berulang" },
  advocate: { en: "advocate", id: "duta" },

  active: { en: "active", id: "aktif" },
  lapsed: { en: "lapsed", id: "berhenti membeli" },
  lost: { en: "lost", id: "hilang" },

  orders: { en: "Orders", id: "Pesanan" },
  days_since_first_order: { en: "Days since the first order", id: "Hari sejak pesanan pertama" },
  days_since_last_order: { en: "Days since the last order", id: "Hari sejak pesanan terakhir" },
  days_since_contact: { en: "Days since the last contact", id: "Hari sejak kontak terakhir" },
  silence: {
    en: "Time without an order, compared with the usual gap",
    id: "Lama tidak memesan, dibanding jarak pesanan biasanya",
  },
  frequency_score: { en: "Frequency score", id: "Skor frekuensi" },
  monetary_percentile: {
    en: "Percent of customers who spend less",
    id: "Persen pelanggan yang belanjanya lebih sedikit",
  },
  milestone: {
    en: "Milestone just reached, as an order number",
    id: "Tonggak yang baru tercapai, dalam jumlah pesanan",
  },
  days_to_anniversary: {
    en: "Days to or from the anniversary of the first order",
    id: "Jarak hari ke ulang tahun pesanan pertama",
  },
  item_due: {
    en: "Time since an item was bought, compared with its usual gap",
    id: "Lama sejak barang terakhir dibeli, dibanding jarak biasanya",
  },
  companions: { en: "Companion products on offer", id: "Produk pendamping yang dapat ditawarkan" },
  categories: { en: "Categories bought from", id: "Kategori yang pernah dibeli" },
} as const satisfies Record<string, Texts>;
