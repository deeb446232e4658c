import type { Texts } from "../kernel";

/** What stands on charts, in English and Indonesian, in the way of `reason-texts.ts`. */
export const CHART_TEXTS = {
  recencyScore: {
    en: "Recency score (right: bought lately)",
    id: "Skor kebaruan (kanan: baru saja membeli)",
  },
  frequencyScore: {
    en: "Frequency score (top: buys often)",
    id: "Skor frekuensi (atas: sering membeli)",
  },
  customers: { en: "Customers", id: "Pelanggan" },

  segmentMapTitle: { en: "Where your customers stand", id: "Posisi pelanggan Anda" },
  segmentMapSubtitle: {
    en: "Customers in each segment",
    id: "Jumlah pelanggan di setiap segmen",
  },
  segmentMapTold: {
    en: "{customers:count(customer|customers)} in {segments:count(segment|segments)}; the largest is {largest}, with {share:percent}.",
    id: "{customers:count(pelanggan)} dalam {segments:count(segmen)}; yang terbesar {largest}, dengan {share:percent}.",
  },
  segmentTold: {
    en: "{segment}: {customers:count(customer|customers)} ({share:percent}), who have spent {revenue:money}.",
    id: "{segment}: {customers:count(pelanggan)} ({share:percent}), dengan total belanja {revenue:money}.",
  },

  heatMapTitle: { en: "Who spends how much", id: "Siapa berbelanja seberapa banyak" },
  heatMapSubtitle: {
    en: "Colour: money spent per customer. Figures: customers.",
    id: "Warna: total belanja per pelanggan. Angka: jumlah pelanggan.",
  },
  heatMapLegend: { en: "Spent per customer", id: "Belanja per pelanggan" },
  heatMapTold: {
    en: "Most money per customer is spent at recency {recency} and frequency {frequency}: {revenue:money}.",
    id: "Belanja per pelanggan tertinggi ada pada kebaruan {recency} dan frekuensi {frequency}: {revenue:money}.",
  },
  heatCellTold: {
    en: "Recency {recency}, frequency {frequency}: {customers:count(customer|customers)}, each with {revenue:money} on average.",
    id: "Kebaruan {recency}, frekuensi {frequency}: {customers:count(pelanggan)}, masing-masing rata-rata {revenue:money}.",
  },

  segmentFlowsTitle: {
    en: "How customers moved between segments",
    id: "Perpindahan pelanggan antarsegmen",
  },
  flowSubtitle: {
    en: "Left: before. Right: now. The wider, the more customers.",
    id: "Kiri: sebelumnya. Kanan: sekarang. Makin lebar, makin banyak pelanggan.",
  },
  flowsTold: {
    en: "{rose:count(customer|customers)} rose, {fell:count(customer|customers)} fell, {stayed:count(customer|customers)} stayed.",
    id: "{rose:count(pelanggan)} naik, {fell:count(pelanggan)} turun, {stayed:count(pelanggan)} tetap.",
  },
  flowTold: {
    en: "From “{from}” to “{to}”: {customers:count(customer|customers)}.",
    id: "Dari “{from}” ke “{to}”: {customers:count(pelanggan)}.",
  },
  flowBeforeTold: {
    en: "Before, {name}: {customers:count(customer|customers)}.",
    id: "Sebelumnya, {name}: {customers:count(pelanggan)}.",
  },
  flowAfterTold: {
    en: "Now, {name}: {customers:count(customer|customers)}.",
    id: "Sekarang, {name}: {customers:count(pelanggan)}.",
  },
  rose: { en: "Better", id: "Membaik" },
  stayed: { en: "Same, or came new", id: "Tetap, atau baru datang" },
  fell: { en: "Worse", id: "Memburuk" },
  notYetCustomer: { en: "New to the shop", id: "Baru di toko ini" },
  noLongerCustomer: { en: "No longer a customer", id: "Bukan pelanggan lagi" },

  nobodyTold: {
    en: "There are no customers to show.",
    id: "Belum ada pelanggan untuk ditampilkan.",
  },
} as const satisfies Record<string, Texts>;

/** Name of a text of a chart. */
export type ChartText = keyof typeof CHART_TEXTS;
