import type { Texts } from "./language";

/** Dimensions and segments of RFM as people read them. */
export const RFM_WORDS = {
  recency: { en: "Recency", id: "Belanja terakhir" },
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
  active: { en: "active", id: "aktif" },
  lost: { en: "lost", id: "hilang" },
  prospect: { en: "prospect", id: "calon pelanggan" },
} as const satisfies Record<string, Texts>;
