import type { Texts } from "../language";

/** What this library says of purchases and RFM. */
export const RFM_TEXTS = {
  "purchases.refund_without_order": {
    en: "The refund of {day:day} is for order {orderId}, which is unknown.",
    id: "Refund {day:day} untuk pesanan {orderId}, tetapi pesanan itu tidak dikenal.",
  },
  "purchases.cancellation_without_order": {
    en: "The cancellation of {day:day} is for order {orderId}, which is unknown.",
    id: "Pembatalan {day:day} untuk pesanan {orderId}, tetapi pesanan itu tidak dikenal.",
  },
  "purchases.amounts_look_small": {
    en: "The median order is {median:money}, which looks too small. Amounts are in minor units: Rp 15.000 is 1500000.",
    id: "Median pesanan {median:money}, tampaknya terlalu kecil. Jumlah ditulis dalam sen: Rp 15.000 ditulis 1500000.",
  },
  "rfm.recency": {
    en: "Recency {score} of {bins}: last order {days:count(day|days)} ago.",
    id: "Belanja terakhir {score} dari {bins}: {days:count(hari)} yang lalu.",
  },
  "rfm.frequency": {
    en: "Frequency {score} of {bins}: {orders:count(order|orders)}.",
    id: "Frekuensi {score} dari {bins}: {orders:count(pesanan)}.",
  },
  "rfm.frequency_by_day": {
    en: "Frequency {score} of {bins}: bought on {days:count(day|days)}; orders: {orders}.",
    id: "Frekuensi {score} dari {bins}: membeli pada {days:count(hari)}; pesanan: {orders}.",
  },
  "rfm.monetary": {
    en: "Monetary {score} of {bins}: {revenue:money} spent.",
    id: "Nilai belanja {score} dari {bins}: total {revenue:money}.",
  },
  "rfm.place": {
    en: "{dimension:word} {score} of {bins}: better than {percentile}% of customers.",
    id: "{dimension:word} {score} dari {bins}: lebih baik dari {percentile}% pelanggan.",
  },
  "rfm.up": {
    en: "With {orders:count(more order|more orders)} today, this customer becomes “{segment:word}”.",
    id: "Dengan {orders:count(pesanan lagi)} hari ini, pelanggan ini menjadi “{segment:word}”.",
  },
  "rfm.down": {
    en: "Without a new order, this customer becomes “{segment:word}” on {day:day}.",
    id: "Tanpa pesanan baru, pelanggan ini menjadi “{segment:word}” pada {day:day}.",
  },
  "rfm.small_base": {
    en: "There are {customers:count(customer|customers)} with {days:count(day|days)} of history. Below {leastCustomers} customers or {leastDays} days, scores are rough.",
    id: "Ada {customers:count(pelanggan)} dengan riwayat {days:count(hari)}. Di bawah {leastCustomers} pelanggan atau {leastDays} hari, skornya masih kasar.",
  },
  "rfm.unreached_thresholds": {
    en: "{dimension:word}: nobody gets score {empty}, because no customer lies between those thresholds.",
    id: "{dimension:word}: tidak ada yang mendapat skor {empty}, karena tidak ada pelanggan di antara batas itu.",
  },
  "rfm.few_values": {
    en: "{dimension:word}: nobody gets score {empty}, because there are only {distinct:count(different value|different values)} or many customers share one.",
    id: "{dimension:word}: tidak ada yang mendapat skor {empty}, karena nilainya hanya {distinct:count(macam)} atau banyak yang sama.",
  },
  "rfm.balanced_frequency": {
    en: "Quantiles would leave the frequency scores {empty} empty, so frequency is cut into groups as equal in size as possible.",
    id: "Kuantil akan membuat skor frekuensi {empty} kosong, jadi frekuensi dibagi menjadi kelompok yang seimbang.",
  },
} as const satisfies Record<string, Texts>;
