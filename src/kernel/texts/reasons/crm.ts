import type { Texts } from "../language";

/** What this library says of a whole shop. */
export const CRM_TEXTS = {
  "crm.unknown_trait": {
    en: "The trait “{trait}” is unknown and was ignored. It came with {events:count(event|events)}.",
    id: "Data “{trait}” tidak dikenal dan diabaikan. Muncul di {events:count(kejadian)}.",
  },
  "crm.placeholder_contacts": {
    en: "{events:count(address looks like a placeholder|addresses look like placeholders)}, so these customers cannot be reached there.",
    id: "{events:count(alamat)} tampaknya cuma contoh, jadi pelanggannya tidak bisa dihubungi lewat situ.",
  },
  "crm.merges_unseen": {
    en: "{merged:count(customer was|customers were)} merged into others, which analytics in the database cannot see. Orders under their old ids count separately, unless your tables carry the surviving id.",
    id: "{merged:count(pelanggan)} sudah digabung ke pelanggan lain, tetapi analitik di basis data tidak melihatnya. Pesanan dengan id lama dihitung terpisah, kecuali tabelnya memuat id yang dipakai sekarang.",
  },
  "crm.feed_stale": {
    en: "No order has come in for {days:count(day|days)}; up to {usual:count(day|days)} is usual. Check that the order feed still works: until then customers only seem to be leaving.",
    id: "Sudah {days:count(hari)} tidak ada pesanan masuk; biasanya paling lama {usual:count(hari)}. Cek dulu apakah aliran pesanan masih jalan: sebelum itu, pelanggan hanya terlihat seperti mau pergi.",
  },
  "crm.revenue_too_large": {
    en: "The revenues add up to more than can be counted exactly. Look for orders with absurd totals.",
    id: "Jumlah seluruh belanja terlalu besar untuk dihitung tepat. Cari pesanan yang totalnya tidak masuk akal.",
  },
  "crm.few_orders": {
    en: "The median customer in “{segment:word}” has {orders:count(order|orders)}, which is too few to call them loyal.",
    id: "Median di “{segment:word}” baru {orders:count(pesanan)}, belum bisa disebut setia.",
  },
  "crm.fewer_recent": {
    en: "Of “{segment:word}”, {share:percent} ordered within the last {days:count(day|days)}; of all customers with an order, {base:percent} did.",
    id: "Di “{segment:word}”, {share:percent} pesan dalam {days:count(hari)} terakhir; dari seluruh pelanggan yang pernah pesan, {base:percent}.",
  },
  "crm.retention_due": {
    en: "Last heard from on {day:day}; data are kept for {days:count(day|days)} after that.",
    id: "Terakhir ada kabar {day:day}; data disimpan {days:count(hari)} sesudahnya.",
  },
} as const satisfies Record<string, Texts>;
