import type { Texts } from "../../kernel";

/** What stands on charts, in English and Indonesian, in the way of `reason-texts.ts`. */
export const CHART_TEXTS = {
  recencyScore: {
    en: "Recency score (right: bought lately)",
    id: "Skor belanja terakhir (kanan: baru saja membeli)",
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
    id: "Belanja per pelanggan tertinggi ada pada skor belanja terakhir {recency} dan frekuensi {frequency}: {revenue:money}.",
  },
  heatCellTold: {
    en: "Recency {recency}, frequency {frequency}: {customers:count(customer|customers)}, each with {revenue:money} on average.",
    id: "Belanja terakhir {recency}, frekuensi {frequency}: {customers:count(pelanggan)}, masing-masing rata-rata {revenue:money}.",
  },

  segmentFlowsTitle: {
    en: "How customers moved between segments",
    id: "Perpindahan pelanggan antarsegmen",
  },
  flowSubtitle: {
    en: "Left: before. Right: after. The wider, the more customers.",
    id: "Kiri: sebelum. Kanan: sesudah. Makin lebar, makin banyak pelanggan.",
  },
  flowsTold: {
    en: "{rose:count(customer|customers)} rose, {fell:count(customer|customers)} fell, {stayed:count(customer|customers)} stayed.",
    id: "{rose:count(pelanggan)} naik, {fell:count(pelanggan)} turun, {stayed:count(pelanggan)} tetap.",
  },
  flowsMovedTold: {
    en: "{rose:count(customer|customers)} rose, {fell:count(customer|customers)} fell.",
    id: "{rose:count(pelanggan)} naik, {fell:count(pelanggan)} turun.",
  },
  flowTold: {
    en: "From “{from}” to “{to}”: {customers:count(customer|customers)}.",
    id: "Dari “{from}” ke “{to}”: {customers:count(pelanggan)}.",
  },
  flowBeforeTold: {
    en: "Before: {name}, {customers:count(customer|customers)}.",
    id: "Sebelum: {name}, {customers:count(pelanggan)}.",
  },
  flowAfterTold: {
    en: "After: {name}, {customers:count(customer|customers)}.",
    id: "Sesudah: {name}, {customers:count(pelanggan)}.",
  },
  rose: { en: "Better", id: "Membaik" },
  stayed: { en: "Same, or came new", id: "Tetap, atau baru datang" },
  fell: { en: "Worse", id: "Memburuk" },
  notYetCustomer: { en: "New to the shop", id: "Baru di toko ini" },
  noLongerCustomer: { en: "No longer a customer", id: "Bukan pelanggan lagi" },

  stageFlowsTitle: {
    en: "How customers moved between stages",
    id: "Perpindahan pelanggan antartahap",
  },

  forecastTitle: { en: "What was foretold, and what came", id: "Perkiraan dan kenyataan" },
  forecastSubtitle: {
    en: "Orders within {days:count(day|days)} that were set aside, foretold with what was known before",
    id: "Pesanan dalam {days:count(hari)} yang disisihkan, diperkirakan dengan yang diketahui sebelumnya",
  },
  forecastFrom: { en: "from {from:day}", id: "sejak {from:day}" },
  forecastForetold: { en: "Foretold, before any correction", id: "Perkiraan, sebelum dikoreksi" },
  forecastCame: { en: "Came", id: "Kenyataan" },
  forecastHighTold: {
    en: "{days:count(day|days)} from {from:day}: {foretold:number} foretold, {came:count(order|orders)} came, {off:percent} too many.",
    id: "{days:count(hari)} sejak {from:day}: perkiraan {foretold:number}, kenyataan {came:count(pesanan)}, {off:percent} terlalu tinggi.",
  },
  forecastLowTold: {
    en: "{days:count(day|days)} from {from:day}: {foretold:number} foretold, {came:count(order|orders)} came, {off:percent} too few.",
    id: "{days:count(hari)} sejak {from:day}: perkiraan {foretold:number}, kenyataan {came:count(pesanan)}, {off:percent} terlalu rendah.",
  },
  nothingForetold: {
    en: "There is too little past to try a forecast on it.",
    id: "Riwayatnya belum cukup untuk menguji perkiraan.",
  },

  funnelTitle: { en: "How far customers come", id: "Sejauh mana pelanggan melangkah" },
  funnelSubtitle: {
    en: "Customers who have reached each stage, and their share of the stage before",
    id: "Pelanggan yang mencapai setiap tahap, dan bagiannya dari tahap sebelumnya",
  },
  funnelFirstTold: {
    en: "{stage}: {customers:count(customer|customers)}.",
    id: "{stage}: {customers:count(pelanggan)}.",
  },
  funnelTold: {
    en: "{stage}: {customers:count(customer|customers)}, {share:percent} of the stage before.",
    id: "{stage}: {customers:count(pelanggan)}, {share:percent} dari tahap sebelumnya.",
  },

  retentionTitle: { en: "Who comes back", id: "Siapa yang kembali" },
  retentionSubtitle: {
    en: "Of those who first bought in the same period, the percent that bought in each later one",
    id: "Dari pelanggan yang pertama kali membeli pada periode yang sama, persentase yang membeli pada setiap periode berikutnya",
  },
  retentionOpen: {
    en: "Dashed: not over yet.",
    id: "Garis putus-putus: belum selesai.",
  },
  retentionPeriods: { en: "Periods later", id: "Periode berikutnya" },
  retentionMonths: { en: "Months later", id: "Bulan berikutnya" },
  retentionLegend: { en: "Bought in that period", id: "Membeli pada periode itu" },
  retentionTold: {
    en: "One period after the first order {share:percent} of {customers:count(customer|customers)} bought again.",
    id: "Satu periode setelah pesanan pertama, {share:percent} dari {customers:count(pelanggan)} membeli lagi.",
  },
  retentionCellTold: {
    en: "First bought in the period of {cohort}: {count:number} of {customers:count(customer|customers)} ({share:percent}) bought {period:count(period|periods)} later.",
    id: "Pertama membeli pada periode {cohort}: {count:number} dari {customers:count(pelanggan)} ({share:percent}) membeli {period:count(periode)} kemudian.",
  },

  aliveTitle: { en: "Still a customer?", id: "Apakah masih menjadi pelanggan?" },
  aliveTitleOf: {
    en: "Is {customer} still a customer?",
    id: "Apakah {customer} masih menjadi pelanggan?",
  },
  aliveSubtitle: {
    en: "Each circle is a day with an order; silence lowers the chance.",
    id: "Setiap lingkaran adalah hari dengan pesanan; tanpa pesanan, peluangnya menurun.",
  },
  aliveSubtitleAhead: {
    en: "Each circle is a day with an order; silence lowers the chance. Dashed: if nothing is bought from now on.",
    id: "Setiap lingkaran adalah hari dengan pesanan; tanpa pesanan, peluangnya menurun. Garis putus-putus: bila tidak ada pembelian lagi.",
  },
  aliveAxis: { en: "Chance of still being a customer", id: "Peluang masih menjadi pelanggan" },
  aliveDayTold: {
    en: "{day}: {chance:percent}.",
    id: "{day}: {chance:percent}.",
  },
  aliveOrderTold: { en: "{day}: an order.", id: "{day}: ada pesanan." },
  aliveTold: {
    en: "On {day} the chance is {chance:percent}, after orders on {orders:count(day|days)}, the last on {last}.",
    id: "Pada {day} peluangnya {chance:percent}, setelah pesanan pada {orders:count(hari berbeda)}, terakhir pada {last}.",
  },
  aliveNoOrder: { en: "There is no order yet.", id: "Belum ada pesanan." },

  valueTitle: { en: "What customers will be worth", id: "Nilai pelanggan ke depan" },
  valueSubtitle: {
    en: "Value within {days:count(day|days)}. The best tenth of the customers bring {share:percent} of it.",
    id: "Nilai dalam {days:count(hari)}. Sepersepuluh pelanggan terbaik mendatangkan {share:percent} darinya.",
  },
  valueSubtitleNothing: {
    en: "Value within {days:count(day|days)}",
    id: "Nilai dalam {days:count(hari)}",
  },
  valueAxis: { en: "Value of one customer", id: "Nilai satu pelanggan" },
  valueMedian: { en: "half are below {value}", id: "separuhnya di bawah {value}" },
  valueMean: { en: "mean {value}", id: "rata-rata {value}" },
  valueTold: {
    en: "{from} to {to}: {customers:count(customer|customers)}, {share:percent}.",
    id: "{from} sampai {to}: {customers:count(pelanggan)}, {share:percent}.",
  },
  valueLastTold: {
    en: "{from} and more: {customers:count(customer|customers)}, {share:percent}.",
    id: "{from} ke atas: {customers:count(pelanggan)}, {share:percent}.",
  },
  valuesTold: {
    en: "{customers:count(customer|customers)} are worth {total} together; half of them less than {median}, {mean} on average.",
    id: "{customers:count(pelanggan)} bernilai {total} bersama-sama; separuhnya di bawah {median}, rata-rata {mean}.",
  },

  liftTitle: { en: "What tactics bring", id: "Hasil setiap taktik" },
  liftSubtitle: {
    en: "By how many points more customers succeed with the tactic than without, with the 95% interval",
    id: "Selisih poin keberhasilan pelanggan dengan taktik dibanding tanpa taktik, dengan interval 95%",
  },
  liftAxis: { en: "Difference in percentage points", id: "Selisih dalam poin persentase" },
  liftWorks: { en: "Works", id: "Berhasil" },
  liftHarms: { en: "Harms", id: "Merugikan" },
  liftNotSeen: { en: "No effect seen", id: "Pengaruh belum terlihat" },
  liftTooFew: { en: "Not enough data", id: "Data belum cukup" },
  liftTold: {
    en: "{name}: {withIt:percent} succeed with it, {without:percent} without; the difference lies between {low} and {high}. {verdict}.",
    id: "{name}: {withIt:percent} berhasil dengan taktik ini, {without:percent} tanpa; selisihnya antara {low} dan {high}. {verdict}.",
  },
  liftNothing: { en: "No tactic was measured yet.", id: "Belum ada taktik yang diukur." },

  networkTitle: { en: "What is bought together", id: "Yang sering dibeli bersama" },
  networkSubtitle: {
    en: "Wide lines: far more often together than by chance (up to {most} times). Large circles: in many orders.",
    id: "Garis tebal: jauh lebih sering bersama daripada kebetulan (sampai {most} kali). Lingkaran besar: ada di banyak pesanan.",
  },
  networkTold: {
    en: "{pairs:count(pair|pairs)} of {items:count(product|products)}; strongest: {one} and {other}, {lift:number} times as often as by chance.",
    id: "{pairs:count(pasangan)} dari {items:count(produk)}; yang terkuat: {one} dan {other}, {lift:number} kali lebih sering daripada kebetulan.",
  },
  networkNothing: {
    en: "No products were bought together often enough.",
    id: "Belum ada produk yang cukup sering dibeli bersama.",
  },
  pairTold: {
    en: "{one} and {other}: together in {count:count(order|orders)}, {lift:number} times as often as by chance.",
    id: "{one} dan {other}: bersama dalam {count:count(pesanan)}, {lift:number} kali lebih sering daripada kebetulan.",
  },
  itemTold: {
    en: "{item}: in {orders:count(order|orders)}.",
    id: "{item}: dalam {orders:count(pesanan)}.",
  },

  nobodyTold: {
    en: "There are no customers to show.",
    id: "Belum ada pelanggan untuk ditampilkan.",
  },
} as const satisfies Record<string, Texts>;

/** Name of a text of a chart. */
export type ChartText = keyof typeof CHART_TEXTS;
