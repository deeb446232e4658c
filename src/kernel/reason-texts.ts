import type { Texts } from "./language";

/**
 * Every reason this library can give, in English and Indonesian: the one file for translators.
 *
 * In braces stand the parameters. `{n}` is put in as it is; after a colon comes how it is written:
 * `number`, `percent` (0.31 → 31 %), `share` (0.25 → 1 in 4), `money` (minor units, of the parameter `currency`), `day`
 * (`YYYY-MM-DD`), `word` (looked up in `words.ts`; `words` for several with commas between), `count(day|days)` (the number with its noun, singular
 * and plural; Indonesian needs one form only).
 */
export const REASON_TEXTS = {
  "purchases.refund_without_order": {
    en: "A refund of {day:day} names order {orderId}, which is not known.",
    id: "Pengembalian dana tanggal {day:day} menyebut pesanan {orderId}, yang tidak dikenal.",
  },
  "purchases.cancellation_without_order": {
    en: "A cancellation of {day:day} names order {orderId}, which is not known.",
    id: "Pembatalan tanggal {day:day} menyebut pesanan {orderId}, yang tidak dikenal.",
  },

  "rfm.recency": {
    en: "Recency {score} of {bins}: {days:count(day|days)} since the last order.",
    id: "Kebaruan {score} dari {bins}: {days:count(hari)} sejak pesanan terakhir.",
  },
  "rfm.frequency": {
    en: "Frequency {score} of {bins}: {orders:count(order|orders)}.",
    id: "Frekuensi {score} dari {bins}: {orders:count(pesanan)}.",
  },
  "rfm.monetary": {
    en: "Monetary {score} of {bins}: {revenue:money} spent.",
    id: "Nilai belanja {score} dari {bins}: total {revenue:money}.",
  },
  "rfm.place": {
    en: "{dimension:word} {score} of {bins}: better than {percentile} percent of the base.",
    id: "{dimension:word} {score} dari {bins}: lebih baik daripada {percentile} persen pelanggan.",
  },
  "rfm.up": {
    en: "With {orders:count(order|orders)} today this customer would be: {segment:word}.",
    id: "Dengan {orders:count(pesanan)} hari ini, pelanggan ini akan menjadi: {segment:word}.",
  },
  "rfm.down": {
    en: "If nothing is bought, this customer will be on {day:day}: {segment:word}.",
    id: "Tanpa pesanan baru, pada {day:day} pelanggan ini menjadi: {segment:word}.",
  },
  "rfm.small_base": {
    en: "The base has {customers:count(customer|customers)} and {days:count(day|days)} of history; with fewer than {leastCustomers} customers or {leastDays} days the scores are rough.",
    id: "Basis ini berisi {customers:count(pelanggan)} dengan riwayat {days:count(hari)}; di bawah {leastCustomers} pelanggan atau {leastDays} hari, skornya masih kasar.",
  },
  "rfm.unreached_thresholds": {
    en: "{dimension:word}: nobody gets the scores {empty}, since no customer lies between those thresholds.",
    id: "{dimension:word}: tidak ada yang mendapat skor {empty}, karena tidak ada pelanggan di antara ambang itu.",
  },
  "rfm.few_values": {
    en: "{dimension:word}: nobody gets the scores {empty}, since it takes only {distinct:count(value|values)} or many customers share one.",
    id: "{dimension:word}: tidak ada yang mendapat skor {empty}, karena hanya ada {distinct:count(nilai)} atau banyak pelanggan bernilai sama.",
  },

  "lifetime.prior": {
    en: "Customers who have bought again: {repeaters:number} of {customers:number}. With fewer than {least} the parameters lean on a stated prior.",
    id: "Pelanggan yang sudah membeli lagi: {repeaters:number} dari {customers:number}. Di bawah {least}, parameternya ikut bersandar pada dugaan awal yang dinyatakan.",
  },
  "lifetime.no_repeats": {
    en: "Nobody has bought again yet, so the data tell nothing of how often customers buy or leave.",
    id: "Belum ada yang membeli lagi, jadi data belum menunjukkan seberapa sering pelanggan membeli atau pergi.",
  },
  "lifetime.nobody_leaves": {
    en: "The data show nobody leaving, so every customer counts as still there.",
    id: "Data tidak menunjukkan ada pelanggan yang pergi, jadi semua dianggap masih aktif.",
  },
  "lifetime.same_rate": {
    en: "The data show no difference between customers in how often they buy, so one rate was fitted for all.",
    id: "Data tidak menunjukkan perbedaan antarpelanggan dalam seberapa sering mereka membeli, jadi satu laju dipakai untuk semua.",
  },
  "lifetime.same_leaving": {
    en: "The data show no difference between customers in how readily they leave, so one chance was fitted for all.",
    id: "Data tidak menunjukkan perbedaan antarpelanggan dalam kecenderungan pergi, jadi satu peluang dipakai untuk semua.",
  },
  "lifetime.not_identified": {
    en: "The data do not tell these parameters, which were held: {parameters}.",
    id: "Data tidak dapat menentukan parameter berikut, sehingga nilainya ditahan: {parameters}.",
  },
  "lifetime.not_converged": {
    en: "The search for the best parameters did not end by itself; take the result with care.",
    id: "Pencarian parameter terbaik tidak selesai dengan sendirinya; pakailah hasilnya dengan hati-hati.",
  },
  "lifetime.one_time_buyers_alive": {
    en: "This model takes every one-time buyer ({once:count(customer|customers)}) for still there, by its nature; MBG/NBD does not.",
    id: "Sesuai sifatnya, model ini menganggap setiap pembeli satu kali ({once:count(pelanggan)}) masih aktif; MBG/NBD tidak.",
  },
  "lifetime.no_spend": {
    en: "No money is known of purchases after the first day, so no value is predicted.",
    id: "Tidak ada data uang untuk pembelian setelah hari pertama, jadi nilainya tidak diprediksi.",
  },
  "lifetime.spend_prior": {
    en: "Customers who spent money after the first day: {customers:number}. With fewer than {least} the spend parameters lean on a stated prior.",
    id: "Pelanggan yang berbelanja setelah hari pertama: {customers:number}. Di bawah {least}, parameter belanja ikut bersandar pada dugaan awal yang dinyatakan.",
  },
  "lifetime.spend_unbounded": {
    en: "A few customers spend so much more than the rest that the data do not bound the mean; spend was held at the last value that has one, so take values with care.",
    id: "Segelintir pelanggan berbelanja jauh lebih banyak sehingga data tidak membatasi rata-ratanya; belanja ditahan pada nilai terakhir yang masih punya rata-rata, jadi pakailah nilainya dengan hati-hati.",
  },
  "lifetime.same_spend": {
    en: "The data show no difference between customers in what they spend, so one mean was fitted for all.",
    id: "Data tidak menunjukkan perbedaan belanja antarpelanggan, jadi satu rata-rata dipakai untuk semua.",
  },
  "lifetime.spend_not_identified": {
    en: "The spend of {customers:count(customer|customers)} does not tell all parameters; those that it does not tell were held.",
    id: "Belanja {customers:count(pelanggan)} tidak dapat menentukan semua parameter; yang tidak dapat ditentukan ditahan nilainya.",
  },
  "lifetime.alive": {
    en: "Still a customer with a chance of {chance:percent}: {repeats:count(repeat purchase|repeat purchases)} in {tenure:count(day|days)}, the last purchase {days:count(day|days)} ago.",
    id: "Masih menjadi pelanggan dengan peluang {chance:percent}: {repeats:count(pembelian ulang)} dalam {tenure:count(hari)}, pembelian terakhir {days:count(hari)} yang lalu.",
  },
  "lifetime.expected_orders": {
    en: "To be expected within {days:count(day|days)}: {orders:count(purchase|purchases)}, and at least one with a chance of {chance:percent}.",
    id: "Perkiraan dalam {days:count(hari)}: {orders:count(pembelian)}, dan setidaknya satu dengan peluang {chance:percent}.",
  },
  "lifetime.value": {
    en: "Worth about {value:money} within {days:count(day|days)}, at {orderValue:money} per purchase.",
    id: "Bernilai sekitar {value:money} dalam {days:count(hari)}, dengan {orderValue:money} per pembelian.",
  },
  "lifetime.acquisition": {
    en: "A new customer costs {cost:money} and brings {value:money} within {days:count(day|days)}.",
    id: "Satu pelanggan baru menghabiskan {cost:money} dan mendatangkan {value:money} dalam {days:count(hari)}.",
  },
  "lifetime.payback": {
    en: "The cost is brought in again after {days:count(day|days)}.",
    id: "Biayanya kembali setelah {days:count(hari)}.",
  },
  "lifetime.no_payback": {
    en: "The cost is not brought in again within {days:count(day|days)}.",
    id: "Biayanya belum kembali dalam {days:count(hari)}.",
  },

  "satisfaction.untold": {
    en: "Has not told what they think.",
    id: "Belum pernah menyampaikan pendapatnya.",
  },
  "satisfaction.too_old": {
    en: "The last word was on {day:day}; after {validDays:count(day|days)} it says nothing any more.",
    id: "Pendapat terakhirnya tanggal {day:day}; setelah {validDays:count(hari)} pendapat itu tidak dipakai lagi.",
  },
  "satisfaction.scored": {
    en: "{scale:word} {score:number} on {day:day}: {verdict:word}.",
    id: "{scale:word} {score:number} tanggal {day:day}: {verdict:word}.",
  },
  "satisfaction.sounded": {
    en: "Sounded on {day:day}: {verdict:word}.",
    id: "Nadanya tanggal {day:day}: {verdict:word}.",
  },
  "satisfaction.as_expected": {
    en: "The experience told on {day:day} was {points:count(point|points)} above what was expected.",
    id: "Pengalaman yang disampaikan tanggal {day:day} berada {points:count(poin)} di atas harapan.",
  },
  "satisfaction.below_expectation": {
    en: "The experience told on {day:day} was {points:count(point|points)} below what was expected.",
    id: "Pengalaman yang disampaikan tanggal {day:day} berada {points:count(poin)} di bawah harapan.",
  },
  "satisfaction.open_complaint": {
    en: "Complaint {complaintId} has been open for {days:count(day|days)}.",
    id: "Keluhan {complaintId} belum selesai selama {days:count(hari)}.",
  },
  "satisfaction.recovering": {
    en: "The complaint was resolved on {day:day}; it takes {recoveryDays:count(quiet day|quiet days)} to recover.",
    id: "Keluhannya selesai tanggal {day:day}; pemulihan memerlukan {recoveryDays:count(hari)} tanpa masalah.",
  },
  "satisfaction.recovered": {
    en: "The complaint was resolved on {day:day}, and {recoveryDays:count(day|days)} have been quiet since.",
    id: "Keluhannya selesai tanggal {day:day}, dan {recoveryDays:count(hari)} sesudahnya berjalan tanpa masalah.",
  },
  "satisfaction.nothing_bad": {
    en: "No bad experience is known since the last order.",
    id: "Tidak ada pengalaman buruk yang diketahui sejak pesanan terakhir.",
  },
  "satisfaction.still_here": {
    en: "A bad experience on {day:day} ({experience:word}), but still {activity:word}.",
    id: "Ada pengalaman buruk tanggal {day:day} ({experience:word}), tetapi masih {activity:word}.",
  },
  "satisfaction.complained_aloud": {
    en: "A bad experience on {day:day} ({experience:word}) and now {activity:word}, but not in silence: there was a complaint.",
    id: "Ada pengalaman buruk tanggal {day:day} ({experience:word}) dan kini {activity:word}, tetapi tidak diam-diam: ada keluhan.",
  },
  "satisfaction.left_in_silence": {
    en: "A bad experience on {day:day} ({experience:word}), no complaint, and now {activity:word}.",
    id: "Ada pengalaman buruk tanggal {day:day} ({experience:word}), tanpa keluhan, dan kini {activity:word}.",
  },

  "loyalty.inbound": {
    en: "Got in touch by {channel}.",
    id: "Menghubungi lewat {channel}.",
  },
  "loyalty.first_order": {
    en: "Placed the first order, {orderId}.",
    id: "Memesan untuk pertama kali, {orderId}.",
  },
  "loyalty.order_days": {
    en: "Has bought on {days:count(day|days)}.",
    id: "Sudah membeli pada {days:count(hari berbeda)}.",
  },
  "loyalty.loyal_window": {
    en: "Has bought on {days:count(day|days)} within {windowDays:count(day|days)}; {required} make a loyal customer.",
    id: "Sudah membeli pada {days:count(hari berbeda)} dalam {windowDays:count(hari)}; {required} menjadikannya pelanggan setia.",
  },
  "loyalty.left_window": {
    en: "Has bought on only {days:count(day|days)} within the last {windowDays:count(day|days)}; a loyal customer keeps at least {required}.",
    id: "Hanya membeli pada {days:count(hari)} dalam {windowDays:count(hari)} terakhir; untuk tetap setia diperlukan paling sedikit {required}.",
  },
  "loyalty.bought_again": {
    en: "Bought again after {days:count(day|days)} without having lapsed in between.",
    id: "Membeli lagi setelah {days:count(hari)}, masih dalam kebiasaannya.",
  },
  "loyalty.came_back": {
    en: "Came back after {days:count(day|days)}.",
    id: "Kembali setelah {days:count(hari)}.",
  },
  "loyalty.quiet": {
    en: "No order for {days:count(day|days)}; usually buys every {cadenceDays:count(day|days)}.",
    id: "Tidak memesan selama {days:count(hari)}; biasanya membeli setiap {cadenceDays:count(hari)}.",
  },
  "loyalty.quiet_once": {
    en: "No order for {days:count(day|days)} since the only one; of a new customer {cadenceDays:count(day|days)} between orders are expected.",
    id: "Tidak memesan selama {days:count(hari)} sejak satu-satunya pesanan; pelanggan baru diperkirakan memesan lagi setiap {cadenceDays:count(hari)}.",
  },
  "loyalty.no_signal": {
    en: "No sign of interest for {days:count(day|days)}.",
    id: "Tidak ada tanda minat selama {days:count(hari)}.",
  },
  "loyalty.order_taken_back": {
    en: "Order {orderId} was refunded or cancelled, so it no longer counts.",
    id: "Pesanan {orderId} dikembalikan atau dibatalkan, jadi tidak dihitung lagi.",
  },
  "loyalty.order_replaced": {
    en: "Order {orderId} was replaced by a later version of it.",
    id: "Pesanan {orderId} diganti dengan versi yang lebih baru.",
  },
  "loyalty.consented": {
    en: "Allowed marketing.",
    id: "Mengizinkan pesan pemasaran.",
  },
  "loyalty.intent": {
    en: "Showed intent to buy: {score:number} points within {days:count(day|days)}.",
    id: "Menunjukkan minat membeli: {score:number} poin dalam {days:count(hari)}.",
  },
  "loyalty.accepted_offer": {
    en: "Accepted what was offered.",
    id: "Menerima yang ditawarkan.",
  },
  "loyalty.referred": {
    en: "Recommended the shop to somebody.",
    id: "Merekomendasikan toko kepada orang lain.",
  },
  "loyalty.told": {
    en: "Told what they think: {feedback:word}.",
    id: "Menyampaikan pendapatnya: {feedback:word}.",
  },
  "loyalty.referral_bought": {
    en: "Somebody whom they recommended the shop to has bought.",
    id: "Orang yang diberinya rekomendasi sudah membeli.",
  },
  "loyalty.praised_in_public": {
    en: "Praised the shop in public on {day:day} and would recommend it with {score} of 10.",
    id: "Memuji toko di depan umum tanggal {day:day} dan akan merekomendasikannya dengan nilai {score} dari 10.",
  },
  "loyalty.no_advocacy": {
    en: "No recommendation within {days:count(day|days)} that still stands.",
    id: "Tidak ada rekomendasi dalam {days:count(hari)} yang masih berlaku.",
  },
  "loyalty.loops_in_a_row": {
    en: "Has bought again {loops:count(time|times)} in a row without lapsing.",
    id: "Sudah membeli lagi {loops:count(kali)} berturut-turut tanpa terputus.",
  },
  "loyalty.table_says": {
    en: "The table of stages says so.",
    id: "Demikian menurut tabel tahapan.",
  },
  "loyalty.overridden": {
    en: "Set by hand by {by} (“{why}”).",
    id: "Ditetapkan oleh {by} (“{why}”).",
  },
  "loyalty.override_lifted": {
    en: "What was set by hand was lifted by {by} (“{why}”).",
    id: "Ketetapan sebelumnya dicabut oleh {by} (“{why}”).",
  },
  "loyalty.override_over": {
    en: "What was set by hand has run out.",
    id: "Masa berlaku ketetapan itu sudah habis.",
  },
  "loyalty.unknown_override": {
    en: "{by} set by hand what is not known, so it was left out: {name}.",
    id: "{by} menetapkan sesuatu yang tidak dikenal, jadi diabaikan: {name}.",
  },
  "loyalty.older_than_state": {
    en: "An event of {day:day} is older than what was taken in already; replay all events.",
    id: "Peristiwa tanggal {day:day} lebih lama daripada yang sudah diolah; putar ulang semua peristiwa.",
  },
  "loyalty.customers_joined": {
    en: "Customers were joined or parted; replay the events of all of them.",
    id: "Ada pelanggan yang digabung atau dipisah; putar ulang peristiwa semuanya.",
  },
  "loyalty.cadence_default": {
    en: "Gaps between orders: {gaps:number}. Below {least} they say nothing of the base, so {days:count(day|days)} are taken.",
    id: "Jarak antarpesanan: {gaps:number}. Di bawah {least} belum menggambarkan basis, jadi dipakai {days:count(hari)}.",
  },
  "loyalty.cadence_fitted": {
    en: "Customers who buy again take {days:count(day|days)} on average, by {gaps:count(gap|gaps)} of {customers:count(customer|customers)}.",
    id: "Pelanggan yang membeli lagi rata-rata berjarak {days:count(hari)}, menurut {gaps:count(jarak)} dari {customers:count(pelanggan)}.",
  },
  "loyalty.next_order": {
    en: "The next order is to be expected about {day:day}, between {from:day} and {until:day}: usually every {cadenceDays:count(day|days)}, by {gaps:count(gap|gaps)} of their own.",
    id: "Pesanan berikutnya diperkirakan sekitar {day:day}, antara {from:day} dan {until:day}: biasanya setiap {cadenceDays:count(hari)}, menurut {gaps:count(jarak)} miliknya sendiri.",
  },
  "loyalty.repeats": {
    en: "Buys again: orders on {days:count(day|days)}.",
    id: "Membeli lagi: memesan pada {days:count(hari berbeda)}.",
  },
  "loyalty.no_order_yet": {
    en: "Has not bought yet.",
    id: "Belum pernah membeli.",
  },
  "loyalty.too_early_to_repeat": {
    en: "Has bought on one day; it is too early to say whether they buy again.",
    id: "Baru membeli pada satu hari; masih terlalu dini untuk menilai apakah akan membeli lagi.",
  },
  "loyalty.bought_once_only": {
    en: "Has bought on one day only and is away since.",
    id: "Hanya membeli pada satu hari dan sejak itu tidak kembali.",
  },
  "loyalty.cross_buys": {
    en: "Buys other products: from {categories:count(category|categories)}.",
    id: "Membeli produk lain: dari {categories:count(kategori)}.",
  },
  "loyalty.one_category": {
    en: "Buys from one category only: {category}.",
    id: "Hanya membeli dari satu kategori: {category}.",
  },
  "loyalty.categories_untold": {
    en: "The orders do not tell all categories bought from.",
    id: "Pesanannya tidak menyebut semua kategori yang dibeli.",
  },
  "loyalty.refers": {
    en: "Recommends: {referrals:count(new customer|new customers)} came through them.",
    id: "Merekomendasikan: {referrals:count(pelanggan baru)} datang lewat dirinya.",
  },
  "loyalty.referrals_without_order": {
    en: "Has recommended the shop ({referrals:count(time|times)}), but nobody has bought yet.",
    id: "Sudah merekomendasikan toko ({referrals:count(kali)}), tetapi belum ada yang membeli.",
  },
  "loyalty.no_referral_known": {
    en: "No referral is known, which does not mean that they do not recommend.",
    id: "Tidak ada rekomendasi yang tercatat; itu belum berarti tidak pernah merekomendasikan.",
  },
  "loyalty.resists": {
    en: "Refuses competitors: stayed {refused:count(time|times)} when there was another offer, left {accepted:count(time|times)}.",
    id: "Menolak pesaing: bertahan {refused:count(kali)} saat ada tawaran lain, pergi {accepted:count(kali)}.",
  },
  "loyalty.went_to_competitor": {
    en: "Took a competitor's offer {accepted:count(time|times)} and stayed {refused:count(time|times)}.",
    id: "Menerima tawaran pesaing {accepted:count(kali)} dan bertahan {refused:count(kali)}.",
  },
  "loyalty.offer_open": {
    en: "A competitor's offer is open ({offers:count(offer|offers)}); the answer is not known yet.",
    id: "Ada tawaran pesaing yang masih berlaku ({offers:count(tawaran)}); jawabannya belum diketahui.",
  },
  "loyalty.never_tempted": {
    en: "No competitor's offer with an answer is known.",
    id: "Tidak ada tawaran pesaing yang jawabannya diketahui.",
  },
  "loyalty.index": {
    en: "Loyalty index {index} of 100, resting on {known:percent} of what it is made of.",
    id: "Indeks kesetiaan {index} dari 100, bersandar pada {known:percent} dari unsurnya.",
  },
  "loyalty.index_mostly": {
    en: "Most of it comes from this ({points:count(point|points)}): {component:word}.",
    id: "Sumbangan terbesar ({points:count(poin)}): {component:word}.",
  },

  "cross_sell.mined": {
    en: "Bought together by {confidence:share} who buy {antecedent} ({together} of {withAntecedent:count(order|orders)}); {lift:number} times more than by chance.",
    id: "Dibeli bersama oleh {confidence:share} pembeli {antecedent} ({together} dari {withAntecedent:count(pesanan)}); {lift:number} kali lebih sering daripada kebetulan.",
  },
  "cross_sell.also_bought": {
    en: "Bought at some time by {confidence:share} who buy {antecedent} ({together} of {withAntecedent:count(customer|customers)}); {lift:number} times more than by chance.",
    id: "Pernah dibeli oleh {confidence:share} pembeli {antecedent} ({together} dari {withAntecedent:count(pelanggan)}); {lift:number} kali lebih sering daripada kebetulan.",
  },
  "cross_sell.written": {
    en: "By your own rule: {rule}.",
    id: "Menurut aturan toko sendiri: {rule}.",
  },
  "cross_sell.category": {
    en: "No closer figures yet, so by category: {category} is bought by {confidence:share} who buy {antecedent} ({together} of {withAntecedent}).",
    id: "Belum ada angka yang lebih dekat, jadi menurut kategori: {category} dibeli oleh {confidence:share} pembeli {antecedent} ({together} dari {withAntecedent}).",
  },
  "cross_sell.popular": {
    en: "No rule leads further, so by what is bought often: {offer} is in {count} of {baskets:count(order|orders)}.",
    id: "Tidak ada aturan lain yang cocok, jadi menurut yang sering dibeli: {offer} ada di {count} dari {baskets:count(pesanan)}.",
  },
  "cross_sell.unsold": {
    en: "Nothing that sells is left to offer; {offer} is in the catalogue, but not yet in any order.",
    id: "Tidak ada lagi produk terjual yang dapat ditawarkan; {offer} ada di katalog, tetapi belum pernah dipesan.",
  },
  "cross_sell.bundle": {
    en: "Bought together in {count:count(order|orders)}; by chance it would be {expected:number}.",
    id: "Dibeli bersama dalam {count:count(pesanan)}; secara kebetulan akan {expected:number}.",
  },

  "tactics.stage": {
    en: "Is at the stage “{stage:word}” and {activity:word} now.",
    id: "Berada di tahap “{stage:word}” dan sekarang {activity:word}.",
  },
  "tactics.at_least": {
    en: "{measure:word}: {actual:number}; this tactic needs at least {required:number}.",
    id: "{measure:word}: {actual:number}; taktik ini memerlukan paling sedikit {required:number}.",
  },
  "tactics.at_most": {
    en: "{measure:word}: {actual:number}; this tactic needs at most {required:number}.",
    id: "{measure:word}: {actual:number}; taktik ini memerlukan paling banyak {required:number}.",
  },
  "tactics.between": {
    en: "{measure:word}: {actual:number}; this tactic needs {from:number} to {to:number}.",
    id: "{measure:word}: {actual:number}; taktik ini memerlukan {from:number} sampai {to:number}.",
  },
  "tactics.exactly": {
    en: "{measure:word}: {actual:number}; this tactic needs {required:number}.",
    id: "{measure:word}: {actual:number}; taktik ini memerlukan {required:number}.",
  },
  "tactics.unknown_measure": {
    en: "{measure:word}: not known; this tactic needs it.",
    id: "{measure:word}: tidak diketahui; taktik ini memerlukannya.",
  },
  "tactics.wrong_stage": {
    en: "Is at the stage “{stage:word}” and {activity:word} now; this tactic is for: {stages:words} ({activities:words}).",
    id: "Berada di tahap “{stage:word}” dan sekarang {activity:word}; taktik ini untuk: {stages:words} ({activities:words}).",
  },
  "tactics.never_used": {
    en: "This tactic has not been used for this customer before.",
    id: "Taktik ini belum pernah dipakai untuk pelanggan ini.",
  },
  "tactics.rested": {
    en: "Last used on {day:day}; its rest of {days:count(day|days)} is over.",
    id: "Terakhir dipakai {day:day}; jeda {days:count(hari)} sudah lewat.",
  },
  "tactics.resting": {
    en: "Last used on {day:day}; it rests for {days:count(day|days)}, until {until:day}.",
    id: "Terakhir dipakai {day:day}; taktik ini dijeda selama {days:count(hari)}, sampai {until:day}.",
  },
  "tactics.item_rhythm": {
    en: "{item} is usually bought every {cadenceDays:count(day|days)}; the last time was {days:count(day|days)} ago.",
    id: "{item} biasanya dibeli setiap {cadenceDays:count(hari)}; terakhir kali {days:count(hari)} yang lalu.",
  },
  "tactics.worth": {
    en: "Expected worth {worth:money}: a chance of {chance:percent} of a margin of {value:money}.",
    id: "Perkiraan nilai {worth:money}: peluang {chance:percent} atas margin {value:money}.",
  },
  "tactics.worth_after_discount": {
    en: "Expected worth {worth:money}: a chance of {chance:percent} of {gain:money}, which is a margin of {value:money} less {discount:money} given away.",
    id: "Perkiraan nilai {worth:money}: peluang {chance:percent} atas {gain:money}, yaitu margin {value:money} dikurangi potongan {discount:money}.",
  },
} as const satisfies Record<string, Texts>;
