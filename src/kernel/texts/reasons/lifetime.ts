import type { Texts } from "../language";

/** What this library says of customer lifetime. */
export const LIFETIME_TEXTS = {
  "lifetime.prior": {
    en: "{repeaters:number} of {customers:number} customers have bought again. Below {least}, the parameters lean on a stated prior.",
    id: "{repeaters:number} dari {customers:number} pelanggan sudah beli lagi. Di bawah {least}, parameternya ikut bersandar pada dugaan awal.",
  },
  "lifetime.no_repeats": {
    en: "Nobody has bought again yet, so the data say nothing about how often customers buy or leave.",
    id: "Belum ada yang beli lagi, jadi data belum menunjukkan seberapa sering pelanggan membeli atau pergi.",
  },
  "lifetime.nobody_leaves": {
    en: "Nobody seems to have left, so every customer counts as active.",
    id: "Belum terlihat ada yang pergi, jadi semua pelanggan dianggap masih aktif.",
  },
  "lifetime.same_rate": {
    en: "Customers do not differ measurably in how often they buy, so all share one rate.",
    id: "Belum terlihat beda antarpelanggan dalam seberapa sering membeli, jadi dipakai satu laju untuk semua.",
  },
  "lifetime.same_leaving": {
    en: "Customers do not differ measurably in how likely they are to leave, so all share one chance.",
    id: "Belum terlihat beda antarpelanggan dalam kecenderungan pergi, jadi dipakai satu peluang untuk semua.",
  },
  "lifetime.not_identified": {
    en: "The data do not determine these parameters, so they were held fixed: {parameters}.",
    id: "Data tidak bisa menentukan parameter ini, jadi nilainya ditahan: {parameters}.",
  },
  "lifetime.not_converged": {
    en: "The fit did not converge; use it with care.",
    id: "Pencocokannya belum selesai sempurna; pakai dengan hati-hati.",
  },
  "lifetime.one_time_buyers_alive": {
    en: "This model counts every one-time buyer ({once:count(customer|customers)}) as active by design; MBG/NBD does not.",
    id: "Model ini memang menganggap semua pembeli satu kali ({once:count(pelanggan)}) masih aktif; MBG/NBD tidak.",
  },
  "lifetime.no_spend": {
    en: "No spending after the first day is known, so no value is predicted.",
    id: "Belanja setelah hari pertama tidak diketahui, jadi nilainya tidak diprediksi.",
  },
  "lifetime.free_repeats": {
    en: "{customers:count(customer paid|customers paid)} nothing after the first day; spending was fitted on the others.",
    id: "{customers:count(pelanggan)} tidak membayar apa pun setelah hari pertama; belanja dihitung dari yang lain.",
  },
  "lifetime.spend_prior": {
    en: "{customers:number} customers spent money after the first day. Below {least}, the spending parameters lean on a stated prior.",
    id: "{customers:number} pelanggan berbelanja setelah hari pertama. Di bawah {least}, parameter belanja ikut bersandar pada dugaan awal.",
  },
  "lifetime.spend_unbounded": {
    en: "A few customers spend so much more than the rest that the mean is not bounded. Spending was held at the last value that has a mean, so use values with care.",
    id: "Segelintir pelanggan belanja jauh lebih banyak sehingga rata-ratanya tidak terbatas. Belanja ditahan pada nilai terakhir yang punya rata-rata, jadi pakai dengan hati-hati.",
  },
  "lifetime.same_spend": {
    en: "Customers do not differ measurably in what they spend, so all share one mean.",
    id: "Belum terlihat beda belanja antarpelanggan, jadi dipakai satu rata-rata untuk semua.",
  },
  "lifetime.spend_not_identified": {
    en: "The spending of {customers:count(customer|customers)} does not determine all parameters; the rest were held fixed.",
    id: "Belanja {customers:count(pelanggan)} belum cukup untuk menentukan semua parameter; sisanya ditahan.",
  },
  "lifetime.alive": {
    en: "Active with a chance of {chance:percent}: {repeats:count(repeat purchase|repeat purchases)} in {tenure:count(day|days)}, the last {days:count(day|days)} ago.",
    id: "Kemungkinan masih aktif {chance:percent}: {repeats:count(pembelian ulang)} dalam {tenure:count(hari)}, terakhir {days:count(hari)} yang lalu.",
  },
  "lifetime.expected_orders": {
    en: "Expected within {days:count(day|days)}: {orders:count(purchase|purchases)}; at least one with a chance of {chance:percent}.",
    id: "Perkiraan dalam {days:count(hari)}: {orders:count(pembelian)}, dengan peluang {chance:percent} setidaknya sekali.",
  },
  "lifetime.value": {
    en: "Worth about {value:money} over {days:count(day|days)}, at {orderValue:money} per purchase.",
    id: "Bernilai sekitar {value:money} dalam {days:count(hari)}, {orderValue:money} per pembelian.",
  },
  "lifetime.acquisition": {
    en: "A new customer costs {cost:money} and brings {value:money} within {days:count(day|days)}.",
    id: "Satu pelanggan baru menelan biaya {cost:money} dan mendatangkan {value:money} dalam {days:count(hari)}.",
  },
  "lifetime.payback": {
    en: "The cost is earned back after {days:count(day|days)}.",
    id: "Biayanya kembali setelah {days:count(hari)}.",
  },
  "lifetime.no_payback": {
    en: "The cost is not earned back within {days:count(day|days)}.",
    id: "Biayanya belum kembali dalam {days:count(hari)}.",
  },
  "lifetime.misfit_cohort": {
    en: "The model does not fit everybody: customers who came {from:number} to {to:number} days ago have bought again {repeats:count(time|times)}; by the model it would be {expected:number}.",
    id: "Modelnya tidak pas untuk semua: pelanggan yang datang {from:number} sampai {to:number} hari lalu sudah {repeats:count(kali)} membeli ulang; menurut model seharusnya {expected:number}.",
  },
  "lifetime.misfit_repeats": {
    en: "The model does not fit everybody: {customers:count(customer|customers)} bought again {repeats}×; by the model it would be {expected:number}.",
    id: "Modelnya tidak pas untuk semua: {customers:count(pelanggan)} membeli ulang {repeats}×; menurut model seharusnya {expected:number}.",
  },
  "lifetime.forecast_untried": {
    en: "There is too little past to try a forecast on it, so this one is the model's alone, unchecked.",
    id: "Riwayatnya belum cukup untuk menguji perkiraan, jadi ini murni hitungan model dan belum teruji.",
  },
  "lifetime.forecast_by_counts": {
    en: "Of {tried:count(way|ways)} to forecast, counting what came in this base's own past distinguished customers best.",
    id: "Dari {tried:count(cara)} memperkirakan, menghitung kejadian di masa lalu toko ini paling tepat membedakan pelanggan.",
  },
  "lifetime.forecast_by_model": {
    en: "Of {tried:count(way|ways)} to forecast, {model} distinguished customers best.",
    id: "Dari {tried:count(cara)} memperkirakan, {model} paling tepat membedakan pelanggan.",
  },
  "lifetime.forecast_by_both": {
    en: "Of {tried:count(way|ways)} to forecast, the middle of {model} and the counts of this base's past distinguished customers best.",
    id: "Dari {tried:count(cara)} memperkirakan, rata-rata antara {model} dan hitungan masa lalu toko ini paling tepat membedakan pelanggan.",
  },
  "lifetime.forecast_held": {
    en: "Tried on {windows:count(stretch|stretches)} of {days:count(day|days)}, it was {off:percent} off in all.",
    id: "Diuji pada {windows:count(rentang)} sepanjang {days:count(hari)}, selisih totalnya {off:percent}.",
  },
  "lifetime.forecast_ran_high": {
    en: "Tried on {windows:count(stretch|stretches)} of {days:count(day|days)}, it foretold {off:percent} too many orders. That is corrected now.",
    id: "Diuji pada {windows:count(rentang)} sepanjang {days:count(hari)}, perkiraannya {off:percent} terlalu tinggi. Sekarang sudah dikoreksi.",
  },
  "lifetime.forecast_ran_low": {
    en: "Tried on {windows:count(stretch|stretches)} of {days:count(day|days)}, it foretold {off:percent} too few orders. That is corrected now.",
    id: "Diuji pada {windows:count(rentang)} sepanjang {days:count(hari)}, perkiraannya {off:percent} terlalu rendah. Sekarang sudah dikoreksi.",
  },
  "lifetime.forecast": {
    en: "Orders within {days:count(day|days)} with a chance of {chance:percent}; expected: {orders:count(order|orders)}.",
    id: "Peluang pesan dalam {days:count(hari)}: {chance:percent}; perkiraan {orders:count(pesanan)}.",
  },
  "lifetime.forecast_alike": {
    en: "Of {customers:number} times that somebody had bought {orders}× and stayed away for {silence} days, {buyers:number} were followed by an order within the next {days:count(day|days)}.",
    id: "Dari {customers:number} kejadian pelanggan sudah beli {orders}× lalu {silence} hari tidak pesan, {buyers:number} di antaranya pesan lagi dalam {days:count(hari)}.",
  },
} as const satisfies Record<string, Texts>;
