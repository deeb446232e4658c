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

  "crm.unknown_trait": {
    en: "Trait “{trait}” is not known and is not used; it came with {events:count(event|events)}.",
    id: "Data “{trait}” tidak dikenal dan tidak dipakai; muncul di {events:count(kejadian)}.",
  },
  "crm.placeholder_contacts": {
    en: "{events:count(address is|addresses are)} taken for a placeholder, so these customers cannot be reached by it.",
    id: "{events:count(alamat)} dianggap alamat asal isi, sehingga pelanggannya tidak bisa dihubungi lewat alamat itu.",
  },
  "purchases.amounts_look_small": {
    en: "The median order is {median:money}, which looks too small: amounts are minor units, 1500000 for Rp 15.000.",
    id: "Median pesanan {median:money}, tampaknya terlalu kecil: jumlah ditulis dalam sen, 1500000 untuk Rp 15.000.",
  },
  "crm.merges_unseen": {
    en: "{merged:count(customer is|customers are)} merged into others, which measures do not see: orders under their old ids count apart in the models, unless the tables have the id of who stays.",
    id: "{merged:count(pelanggan)} telah digabung ke pelanggan lain, dan pengukuran di basis data tidak melihatnya: pesanan dengan id lama dihitung terpisah dalam model, kecuali tabelnya memuat id yang dipertahankan.",
  },
  "crm.feed_stale": {
    en: "No order has come in for {days:count(day|days)}; up to {usual:count(day|days)} without one is usual. Look whether the feed of orders still works: until then customers only seem to be at risk.",
    id: "Sudah {days:count(hari)} tidak ada pesanan masuk; biasanya paling lama {usual:count(hari)}. Periksa apakah aliran pesanan masih jalan: sebelum itu, pelanggan hanya terlihat seperti mau pergi.",
  },
  "crm.revenue_too_large": {
    en: "All revenue together is more than can be added up exactly; look for orders with totals that make no sense.",
    id: "Jumlah seluruh belanja terlalu besar untuk dihitung tepat; cari pesanan yang totalnya tidak masuk akal.",
  },
  "crm.few_orders": {
    en: "The median customer in “{segment:word}” has {orders:count(order|orders)}: too few to speak of loyalty.",
    id: "Median di “{segment:word}” baru {orders:count(pesanan)}: terlalu sedikit untuk disebut setia.",
  },
  "crm.fewer_recent": {
    en: "Fewer in “{segment:word}” ordered within the last {days:count(day|days)} ({share:percent}) than of all customers with an order ({base:percent}).",
    id: "Di “{segment:word}”, yang pesan dalam {days:count(hari)} terakhir lebih sedikit ({share:percent}) daripada di seluruh pelanggan yang pernah pesan ({base:percent}).",
  },
  "crm.retention_due": {
    en: "Last heard of on {day:day}; data are kept for {days:count(day|days)} after that.",
    id: "Terakhir terdengar kabarnya pada {day:day}; data disimpan selama {days:count(hari)} sesudahnya.",
  },

  "profile.import_kept_out": {
    en: "On {day:day} {source} gave another value of “{field:word}”; the verified one stays.",
    id: "Pada {day:day}, {source} memberi nilai lain untuk “{field:word}”; nilai yang sudah diverifikasi tetap dipakai.",
  },
  "profile.unreadable_contact": {
    en: "No address or phone number can be read in “{value}”.",
    id: "Tidak ada alamat atau nomor telepon yang dapat dibaca dari “{value}”.",
  },

  "profile.local_number": {
    en: "The number “{value}” stays local and reaches nobody: its country is not known, or has no such number.",
    id: "Nomor “{value}” tetap nomor lokal dan tidak bisa dihubungi: negaranya tidak diketahui, atau nomor seperti itu tidak ada di sana.",
  },

  "profile.fact_known": {
    en: "Known, last learned on {day:day}: {fact:word}.",
    id: "Sudah diketahui, terakhir pada {day:day}: {fact:word}.",
  },
  "profile.fact_partly": {
    en: "Known in part ({share:percent}), last learned on {day:day}: {fact:word}.",
    id: "Baru diketahui sebagian ({share:percent}), terakhir pada {day:day}: {fact:word}.",
  },
  "profile.fact_missing": {
    en: "Not known yet: {fact:word}.",
    id: "Belum diketahui: {fact:word}.",
  },

  "match.identifier": {
    en: "Both have the same verified id of {issuer}.",
    id: "Keduanya memiliki ID terverifikasi yang sama dari {issuer}.",
  },
  "match.other_identifier": {
    en: "Their verified ids of {issuer} differ, and each person has one only.",
    id: "ID terverifikasi mereka dari {issuer} berbeda, padahal setiap orang hanya punya satu.",
  },
  "match.email": {
    en: "Both have the same e-mail address.",
    id: "Keduanya memakai alamat email yang sama.",
  },
  "match.phone": {
    en: "Both have the same phone number.",
    id: "Keduanya memakai nomor telepon yang sama.",
  },
  "match.crowd": {
    en: "An address or number that both have belongs to {customers:count(customer|customers)}, so it says little.",
    id: "Alamat atau nomor yang sama dipakai oleh {customers:count(pelanggan)}, jadi tidak banyak artinya.",
  },
  "match.near_contact": {
    en: "Their addresses or numbers differ by a letter, a digit or the provider only.",
    id: "Alamat atau nomor mereka hanya berbeda satu huruf, satu angka, atau penyedianya.",
  },
  "match.name": {
    en: "The names agree to {similarity:percent}.",
    id: "Kemiripan namanya {similarity:percent}.",
  },
  "match.no_name": {
    en: "At least one of them has no name.",
    id: "Setidaknya salah satunya tidak punya nama.",
  },
  "match.short_name": {
    en: "One name may be the other's initial, short form or nickname.",
    id: "Salah satu nama mungkin inisial, bentuk pendek, atau panggilan dari nama lainnya.",
  },
  "match.common_name": {
    en: "What the names share is so common that it says nearly nothing.",
    id: "Bagian nama yang sama terlalu umum sehingga hampir tidak berarti.",
  },
  "match.relatives": {
    en: "The names may be those of two relatives, such as brother and sister, or father and son.",
    id: "Bisa jadi ini nama dua orang sekeluarga, misalnya kakak dan adik, atau ayah dan anak.",
  },
  "match.rare_name": {
    en: "The name is rare, and the city is the same.",
    id: "Namanya jarang, dan kotanya sama.",
  },
  "match.birthday_same": {
    en: "The birthdays are the same.",
    id: "Tanggal lahirnya sama.",
  },
  "match.birthday_close": {
    en: "The birthdays differ by what may be a slip of the pen.",
    id: "Perbedaan tanggal lahirnya mungkin hanya salah tulis.",
  },
  "match.birthday_conflict": {
    en: "The birthdays contradict each other.",
    id: "Tanggal lahirnya bertentangan.",
  },
  "match.place": {
    en: "The street or postal code is the same.",
    id: "Jalan atau kode posnya sama.",
  },
  "match.other_kind": {
    en: "One is a person and the other a firm.",
    id: "Yang satu perorangan, yang lain perusahaan.",
  },
  "match.kept_apart": {
    en: "Somebody has said that they are two.",
    id: "Sudah dinyatakan bahwa mereka dua orang yang berbeda.",
  },
  "match.chain": {
    en: "Merging them would bring together others who must not be merged.",
    id: "Penggabungan ini akan menyatukan orang lain yang tidak boleh digabungkan.",
  },

  "consent.granted": {
    en: "Agreed on {day:day} to {purpose:word} by {channel:word} ({method}).",
    id: "Menyetujui {purpose:word} lewat {channel:word} pada {day:day} ({method}).",
  },
  "consent.not_needed": {
    en: "No consent is needed for {purpose:word}; its ground is {ground:word}.",
    id: "Persetujuan tidak diperlukan untuk {purpose:word}; dasarnya adalah {ground:word}.",
  },
  "consent.denied": {
    en: "Said no on {day:day} to {purpose:word} by {channel:word}.",
    id: "Menolak {purpose:word} lewat {channel:word} pada {day:day}.",
  },
  "consent.withdrawn": {
    en: "Took back on {day:day} the consent to {purpose:word} by {channel:word}.",
    id: "Menarik persetujuan atas {purpose:word} lewat {channel:word} pada {day:day}.",
  },
  "consent.by_words": {
    en: "Wrote “{words}” by {channel:word} on {day:day}, which ends everything on that channel.",
    id: "Menulis “{words}” lewat {channel:word} pada {day:day}, jadi saluran itu tidak dipakai lagi.",
  },
  "consent.by_words_anywhere": {
    en: "Wrote “{words}” on {day:day}, which ends everything on all channels, as no known channel was named.",
    id: "Menulis “{words}” pada {day:day} tanpa saluran yang dikenal, jadi semua saluran tidak dipakai lagi.",
  },
  "consent.unknown_channel": {
    en: "Said no on {day:day} for “{given}”, which is no channel that is known here, so it counts for all channels.",
    id: "Menolak pada {day:day} untuk “{given}”, yang bukan saluran yang dikenal, jadi berlaku untuk semua saluran.",
  },
  "consent.pending": {
    en: "Was asked on {day:day} to agree to {purpose:word} by {channel:word}, and has not confirmed it yet.",
    id: "Dimintai persetujuan atas {purpose:word} lewat {channel:word} pada {day:day} dan belum mengonfirmasinya.",
  },
  "consent.expired": {
    en: "The consent to {purpose:word} by {channel:word} ended on {day:day}.",
    id: "Persetujuan atas {purpose:word} lewat {channel:word} berakhir pada {day:day}.",
  },
  "consent.conflict": {
    en: "A consent of {day:day} to {purpose:word} by {channel:word} contradicts what was said under another customer id on {against:day}; it counts as no until it is cleared up.",
    id: "Persetujuan tanggal {day:day} atas {purpose:word} lewat {channel:word} bertentangan dengan pernyataan di bawah ID pelanggan lain tanggal {against:day}; dianggap tidak setuju sampai diperjelas.",
  },
  "consent.other_contact": {
    en: "The consent of {day:day} to {purpose:word} by {channel:word} was given under another customer id, to which this address or number does not belong.",
    id: "Persetujuan tanggal {day:day} atas {purpose:word} lewat {channel:word} diberikan di bawah ID pelanggan lain, sedangkan alamat atau nomor ini bukan milik ID itu.",
  },
  "consent.unknown": {
    en: "Has not agreed to {purpose:word} by {channel:word}, and without a consent the answer is no.",
    id: "Belum menyetujui {purpose:word} lewat {channel:word}, dan tanpa persetujuan jawabannya tidak.",
  },

  "rfm.recency": {
    en: "Recency {score} of {bins}: {days:count(day|days)} since the last order.",
    id: "Kebaruan {score} dari {bins}: {days:count(hari)} sejak pesanan terakhir.",
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
  "rfm.balanced_frequency": {
    en: "Quantiles of the number of orders would leave the frequency scores {empty} empty, so frequency is cut into groups as equal in size as they can be.",
    id: "Kuantil jumlah pesanan akan membuat skor frekuensi {empty} kosong, jadi frekuensi dibagi ke kelompok yang ukurannya serata mungkin.",
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
  "lifetime.free_repeats": {
    en: "All purchases after the first day cost nothing for {customers:count(customer|customers)}; spend was fitted on the others.",
    id: "Semua pembelian setelah hari pertama gratis bagi {customers:count(pelanggan)}; belanja dihitung dari pelanggan lainnya.",
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
  "loyalty.steady": {
    en: "Has not lapsed for {days:count(day|days)}; {required} make a loyal customer.",
    id: "Tidak pernah terputus selama {days:count(hari)}; {required} menjadikannya pelanggan setia.",
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
    en: "No order for {days:count(day|days)}; usually buys every {habitDays:count(day|days)}.",
    id: "Tidak memesan selama {days:count(hari)}; biasanya membeli setiap {habitDays:count(hari)}.",
  },
  "loyalty.quiet_unsettled": {
    en: "No order for {days:count(day|days)}; the next one was expected after about {cadenceDays:count(day|days)}, but there is no habit yet.",
    id: "Tidak memesan selama {days:count(hari)}; pesanan berikutnya diperkirakan setelah sekitar {cadenceDays:count(hari)}, tetapi belum ada kebiasaan.",
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
    en: "The next order is to be expected about {day:day}, between {from:day} and {until:day}: {cadenceDays:count(day|days)} after the last; there is no habit yet.",
    id: "Pesanan berikutnya diperkirakan sekitar {day:day}, antara {from:day} dan {until:day}: {cadenceDays:count(hari)} setelah yang terakhir; belum ada kebiasaan.",
  },
  "loyalty.next_order_by_habit": {
    en: "The next order is to be expected about {day:day}, between {from:day} and {until:day}; usually buys every {habitDays:count(day|days)}.",
    id: "Pesanan berikutnya diperkirakan sekitar {day:day}, antara {from:day} dan {until:day}; biasanya membeli setiap {habitDays:count(hari)}.",
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
  "loyalty.index_unknown": {
    en: "Too little is known to tell how loyal: {known:percent} of what it is made of.",
    id: "Terlalu sedikit yang diketahui untuk menilai kesetiaannya: {known:percent} dari unsurnya.",
  },
  "loyalty.index_mostly": {
    en: "Most of it comes from this ({points:count(point|points)}): {component:word}.",
    id: "Sumbangan terbesar ({points:count(poin)}): {component:word}.",
  },

  "cross_sell.items_too_rare": {
    en: "{baskets:count(basket|baskets)}; at least {least} with an item are needed for it to count, and no item is in so many.",
    id: "{baskets:count(keranjang)}; suatu barang baru dihitung kalau ada di sedikitnya {least} keranjang, dan tidak ada yang sebanyak itu.",
  },
  "cross_sell.pairs_too_rare": {
    en: "{baskets:count(basket|baskets)}; at least {least} with two items together are needed for a rule, and no two items are in so many.",
    id: "{baskets:count(keranjang)}; aturan baru bisa dibuat kalau dua barang ada bersama di sedikitnya {least} keranjang, dan tidak ada yang sebanyak itu.",
  },
  "cross_sell.rules_too_weak": {
    en: "Items are bought together in {baskets:count(basket|baskets)}, but no rule passes what is asked of it, such as its confidence or lift.",
    id: "Ada barang yang dibeli bersama dalam {baskets:count(keranjang)}, tetapi tidak ada aturan yang memenuhi syarat, misalnya keyakinan atau lift-nya.",
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
  "tactics.yes_or_no": {
    en: "{measure:word}: {actual:word}; this tactic needs: {required:word}.",
    id: "{measure:word}: {actual:word}; taktik ini memerlukan: {required:word}.",
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
    en: "{item} was bought every {cadenceDays:count(day|days)} until now; the last time was {days:count(day|days)} ago.",
    id: "{item} selama ini dibeli setiap {cadenceDays:count(hari)}; terakhir kali {days:count(hari)} yang lalu.",
  },
  "tactics.worth": {
    en: "Expected worth {worth:money}: a chance of {chance:percent} of a margin of {value:money}.",
    id: "Perkiraan nilai {worth:money}: peluang {chance:percent} atas margin {value:money}.",
  },
  "tactics.worth_after_cost": {
    en: "Expected worth {worth:money}: a chance of {chance:percent} of a margin of {value:money}, less {cost:money} for doing it.",
    id: "Perkiraan nilai {worth:money}: peluang {chance:percent} atas margin {value:money}, dikurangi biaya pelaksanaan {cost:money}.",
  },
  "tactics.worth_after_discount": {
    en: "Expected worth {worth:money}: a chance of {chance:percent} of {gain:money}, which is a margin of {value:money} less {discount:money} given away; {anyway:money} is what the discount costs with those who would have bought anyway.",
    id: "Perkiraan nilai {worth:money}: peluang {chance:percent} atas {gain:money}, yaitu margin {value:money} dikurangi potongan {discount:money}; {anyway:money} adalah biaya potongan untuk yang tetap akan membeli.",
  },
  "tactics.worth_after_both": {
    en: "Expected worth {worth:money}: a chance of {chance:percent} of {gain:money}, which is a margin of {value:money} less {discount:money} given away; {anyway:money} is what the discount costs with those who would have bought anyway, and {cost:money} what doing it costs.",
    id: "Perkiraan nilai {worth:money}: peluang {chance:percent} atas {gain:money}, yaitu margin {value:money} dikurangi potongan {discount:money}; {anyway:money} adalah biaya potongan untuk yang tetap akan membeli, dan {cost:money} biaya pelaksanaannya.",
  },
  "tactics.worth_unknown": {
    en: "What this customer may bring is not known yet, so nothing is weighed.",
    id: "Nilai pelanggan ini belum diketahui, jadi belum ada yang ditimbang.",
  },
  "tactics.only_cost_known": {
    en: "What this customer may bring is not known yet; doing it costs {cost:money}.",
    id: "Nilai pelanggan ini belum diketahui; biaya pelaksanaannya {cost:money}.",
  },
  "tactics.pays_back": {
    en: "Winning a customer pays back after {days:count(day|days)}; {limit:count(day|days)} are allowed.",
    id: "Biaya meraih pelanggan kembali setelah {days:count(hari)}; batasnya {limit:count(hari)}.",
  },
  "tactics.pays_back_late": {
    en: "Winning a customer pays back only after {days:count(day|days)}; {limit:count(day|days)} are allowed.",
    id: "Biaya meraih pelanggan baru kembali setelah {days:count(hari)}; batasnya {limit:count(hari)}.",
  },
  "tactics.never_pays_back": {
    en: "What winning a customer costs is not brought in again as far as can be seen; it must be within {limit:count(day|days)}.",
    id: "Sejauh yang terlihat, biaya meraih pelanggan tidak akan kembali; seharusnya kembali dalam {limit:count(hari)}.",
  },

  "tactics.not_marked": {
    en: "No mark forbids contact with this customer.",
    id: "Tidak ada tanda yang melarang menghubungi pelanggan ini.",
  },
  "tactics.marked": {
    en: "Marked “{label}”, so nothing goes out to this customer.",
    id: "Ditandai “{label}”, jadi tidak ada yang dikirim kepada pelanggan ini.",
  },
  "tactics.no_leave_needed": {
    en: "Nothing is sent, so no consent is needed.",
    id: "Tidak ada yang dikirim, jadi tidak perlu persetujuan.",
  },
  "tactics.switched_off": {
    en: "This tactic is switched off by the policy.",
    id: "Taktik ini dimatikan oleh kebijakan.",
  },
  "tactics.wrong_kind": {
    en: "This tactic is only for customers of the kind “{required:word}”.",
    id: "Taktik ini hanya untuk pelanggan berjenis “{required:word}”.",
  },
  "tactics.wrong_segment": {
    en: "Is in the segment “{segment:word}”; this tactic is for: {segments:words}.",
    id: "Termasuk segmen “{segment:word}”; taktik ini untuk: {segments:words}.",
  },
  "tactics.no_segment": {
    en: "The segment is not known; this tactic is for: {segments:words}.",
    id: "Segmennya belum diketahui; taktik ini untuk: {segments:words}.",
  },
  "tactics.eligible": {
    en: "This tactic is switched on and open to this customer.",
    id: "Taktik ini aktif dan terbuka untuk pelanggan ini.",
  },
  "tactics.suitable": {
    en: "Nothing makes this tactic unfitting now.",
    id: "Tidak ada yang membuat taktik ini kurang pantas saat ini.",
  },
  "tactics.service_suits": {
    en: "Service is fitting at any time.",
    id: "Layanan selalu pantas diberikan.",
  },
  "tactics.complaint_open": {
    en: "Complaints still open: {complaints:number}. Until they are resolved there is only service.",
    id: "Keluhan yang belum selesai: {complaints:number}. Sebelum selesai, hanya layanan yang diberikan.",
  },
  "tactics.complaint_fresh": {
    en: "A complaint was resolved on {day:day}; until {until:day} there is only service.",
    id: "Sebuah keluhan selesai ditangani pada {day:day}; sampai {until:day} hanya layanan yang diberikan.",
  },
  "tactics.dissatisfied": {
    en: "Is dissatisfied now, so nothing is sold to this customer.",
    id: "Sedang tidak puas, jadi tidak ada yang ditawarkan kepada pelanggan ini.",
  },
  "tactics.comes_by_themselves": {
    en: "Is shown when the customer comes by themselves.",
    id: "Ditampilkan ketika pelanggan datang sendiri.",
  },
  "tactics.reachable": {
    en: "Can be reached by {channel:word}.",
    id: "Dapat dihubungi lewat {channel:word}.",
  },
  "tactics.reach_assumed": {
    en: "Is taken to be reachable by {channel:word}, since addresses are kept elsewhere.",
    id: "Dianggap dapat dihubungi lewat {channel:word}, karena alamatnya disimpan di tempat lain.",
  },
  "tactics.unreachable": {
    en: "No way to reach this customer by {channel:word} is known.",
    id: "Belum diketahui cara menghubungi pelanggan ini lewat {channel:word}.",
  },
  "tactics.may_answer": {
    en: "Wrote by {channel:word}, where service may still answer.",
    id: "Pelanggan menulis lewat {channel:word}, jadi layanan masih boleh menjawab di sana.",
  },
  "tactics.not_verified": {
    en: "The contact for {channel:word} has not been proven to be this customer's.",
    id: "Kontak untuk {channel:word} belum terbukti milik pelanggan ini.",
  },
  "tactics.lifetime_left": {
    en: "Used so far: {used:number}; at most {limit:number} in a customer's life.",
    id: "Sudah dipakai: {used:number}; paling banyak {limit:number} kali seumur hubungan dengan pelanggan.",
  },
  "tactics.lifetime_used": {
    en: "Used so far: {used:number}; more than {limit:number} in a customer's life is not allowed.",
    id: "Sudah dipakai: {used:number}; lebih dari {limit:number} kali seumur hubungan dengan pelanggan tidak diperbolehkan.",
  },
  "tactics.fatigue_not_asked": {
    en: "How many messages were ignored does not matter here.",
    id: "Banyaknya pesan yang diabaikan tidak berpengaruh di sini.",
  },
  "tactics.not_fatigued": {
    en: "Messages ignored within {within:count(day|days)}: {ignored:number}; from {limit:number} on there is a rest.",
    id: "Pesan yang diabaikan dalam {within:count(hari)}: {ignored:number}; mulai dari {limit:number} ada jeda.",
  },
  "tactics.fatigued": {
    en: "Messages ignored within {within:count(day|days)}: {ignored:number}; this customer is left in peace until {until:day}.",
    id: "Pesan yang diabaikan dalam {within:count(hari)}: {ignored:number}; pelanggan ini tidak diganggu sampai {until:day}.",
  },
  "tactics.sunset": {
    en: "Has ignored the last {ignored:count(message|messages)} and no longer buys; only whether to stop may still be asked.",
    id: "Mengabaikan {ignored:count(pesan)} terakhir dan tidak membeli lagi; hanya boleh ditanya apakah pesan dihentikan saja.",
  },
  "tactics.no_group": {
    en: "No other tactic stands in the way of this one.",
    id: "Tidak ada taktik lain yang menghalangi taktik ini.",
  },
  "tactics.group_free": {
    en: "No other tactic of the group “{group}” is under way.",
    id: "Tidak ada taktik lain dari kelompok “{group}” yang sedang berjalan.",
  },
  "tactics.group_taken": {
    en: "Another tactic of the group “{group}”, “{other}”, was used on {day:day}; its time runs until {until:day}.",
    id: "Taktik lain dari kelompok “{group}”, yaitu “{other}”, dipakai pada {day:day}; waktunya berjalan sampai {until:day}.",
  },

  "tactics.uncapped": {
    en: "No cap counts this.",
    id: "Tidak ada batas kontak untuk ini.",
  },
  "tactics.service_uncapped": {
    en: "Service is not counted as a contact.",
    id: "Layanan tidak dihitung sebagai kontak.",
  },
  "tactics.feed_stale": {
    en: "No order of the whole shop has come in for {days:count(day|days)}; up to {usual:count(day|days)} is usual. It waits, since orders may be missing.",
    id: "Seluruh toko tidak menerima pesanan selama {days:count(hari)}; biasanya paling lama {usual:count(hari)}. Ditunda dulu, karena mungkin ada pesanan yang belum masuk.",
  },
  "tactics.cap_open": {
    en: "Contacts within {days:count(day|days)} ({counted:word}): {used} of {allowed} made.",
    id: "Kontak dalam {days:count(hari)} ({counted:word}): {used} dari {allowed} sudah dipakai.",
  },
  "tactics.cap_full": {
    en: "Contacts within {days:count(day|days)} ({counted:word}): {used} of {allowed} made; the next can be made on {until:day}.",
    id: "Kontak dalam {days:count(hari)} ({counted:word}): {used} dari {allowed} sudah dipakai; berikutnya bisa mulai {until:day}.",
  },
  "tactics.cap_never": {
    en: "Contacts within {days:count(day|days)} ({counted:word}): the policy leaves none for a message like this.",
    id: "Kontak dalam {days:count(hari)} ({counted:word}): kebijakan tidak menyisakan jatah untuk pesan seperti ini.",
  },
  "tactics.too_near": {
    en: "The last contact by {channel:word} was on {day:day}; {hours:count(hour|hours)} must lie between two.",
    id: "Kontak terakhir lewat {channel:word} terjadi pada {day:day}; jarak antarkontak paling sedikit {hours:count(jam)}.",
  },
  "tactics.never_quiet": {
    en: "Quiet hours do not matter here.",
    id: "Jam tenang tidak berlaku di sini.",
  },
  "tactics.answers_now": {
    en: "Answers a conversation that the customer began, so quiet hours do not matter.",
    id: "Menjawab percakapan yang dimulai pelanggan, jadi jam tenang tidak berlaku.",
  },
  "tactics.not_quiet": {
    en: "It is {clock} where the customer lives ({zone}), outside the quiet hours.",
    id: "Di tempat pelanggan sekarang pukul {clock} ({zone}), di luar jam tenang.",
  },
  "tactics.quiet": {
    en: "It is {clock} where the customer lives ({zone}); the quiet hours end on {day:day} at {end}.",
    id: "Di tempat pelanggan sekarang pukul {clock} ({zone}); jam tenang berakhir {day:day} pukul {end}.",
  },
  "tactics.no_budget": {
    en: "No budget counts this.",
    id: "Tidak ada anggaran yang membatasi ini.",
  },
  "tactics.budget_left": {
    en: "Budget “{name}”: {used:number} of {limit:number} actions used.",
    id: "Anggaran “{name}”: {used:number} dari {limit:number} tindakan sudah dipakai.",
  },
  "tactics.budget_used": {
    en: "Budget “{name}”: {used:number} actions used, and {limit:number} are allowed.",
    id: "Anggaran “{name}”: {used:number} tindakan sudah dipakai, batasnya {limit:number}.",
  },
  "tactics.spend_left": {
    en: "Budget “{name}”: {used:money} of {limit:money} spent.",
    id: "Anggaran “{name}”: {used:money} dari {limit:money} sudah terpakai.",
  },
  "tactics.spend_used": {
    en: "Budget “{name}”: {used:money} spent, which leaves too little of {limit:money}.",
    id: "Anggaran “{name}”: {used:money} sudah terpakai, sisa dari {limit:money} tidak cukup.",
  },
  "tactics.stock_left": {
    en: "{item}: {left:count(piece|pieces)} left to offer.",
    id: "{item}: tersisa {left:count(buah)} untuk ditawarkan.",
  },
  "tactics.nobody_held_out": {
    en: "Nobody is left without this.",
    id: "Tidak ada yang dikecualikan dari ini.",
  },
  "tactics.not_held_out": {
    en: "Does not belong to those who are left without, so that the effect can be measured.",
    id: "Tidak termasuk kelompok yang dikecualikan untuk mengukur dampak.",
  },
  "tactics.held_out": {
    en: "Belongs to the {share:percent} of customers who are left without this tactic, so that its effect can be measured.",
    id: "Termasuk {share:percent} pelanggan yang tidak diberi taktik ini supaya dampaknya dapat diukur.",
  },
  "tactics.held_out_of_all": {
    en: "Belongs to the {share:percent} of customers who are left without any marketing, so that its effect can be measured.",
    id: "Termasuk {share:percent} pelanggan yang tidak diberi pemasaran apa pun supaya dampaknya dapat diukur.",
  },
  "tactics.set_by_shop": {
    en: "The shop has set this for the segment “{segment:word}”.",
    id: "Toko menetapkan ini untuk segmen “{segment:word}”.",
  },
  "tactics.is_vip": {
    en: "Is a VIP.",
    id: "Pelanggan VIP.",
  },
  "tactics.spends_most": {
    en: "Spends more than {percentile} percent of all customers.",
    id: "Belanjanya lebih besar daripada {percentile} persen pelanggan.",
  },
  "tactics.large_cart": {
    en: "Has a basket that is larger than {percentile} percent of all orders, and has not bought yet.",
    id: "Keranjangnya lebih besar daripada {percentile} persen pesanan, dan belum pernah membeli.",
  },
  "tactics.complaint_needs_person": {
    en: "Complaints still open: {complaints:number}. A person should see to them.",
    id: "Keluhan yang belum selesai: {complaints:number}. Sebaiknya ditangani langsung oleh petugas.",
  },
  "tactics.is_firm": {
    en: "Is a firm, which wants to deal with a person.",
    id: "Pelanggan perusahaan, yang lebih suka dilayani langsung oleh petugas.",
  },
  "tactics.costs_more_than_brings": {
    en: "About {mayBeSpent:money} a year may be spent on this relationship, and even one automated action costs {cost:money}.",
    id: "Sekitar {mayBeSpent:money} setahun boleh dikeluarkan untuk hubungan ini, padahal satu tindakan otomatis pun menghabiskan {cost:money}.",
  },
  "tactics.served_by_default": {
    en: "Nothing asks for more than automated service.",
    id: "Tidak ada yang menuntut lebih dari layanan otomatis.",
  },
  "tactics.has_topics": {
    en: "Topics, interests and social names known: {topics:number}. They can be shared with others.",
    id: "Topik, minat, dan akun media sosial yang diketahui: {topics:number}. Semuanya bisa dibagikan dengan pelanggan lain.",
  },
  "tactics.is_advocate": {
    en: "Speaks for the shop already.",
    id: "Sudah menjadi duta toko ini.",
  },
  "tactics.has_ideas": {
    en: "Suggestions made so far: {ideas:number}.",
    id: "Saran yang sudah diberikan: {ideas:number}.",
  },
  "tactics.cost_to_serve": {
    en: "One action of this kind costs {cost:money}.",
    id: "Satu tindakan seperti ini menghabiskan {cost:money}.",
  },
  "tactics.worth_less": {
    en: "Something else is worth more: {better:number} against {worse:number}.",
    id: "Ada yang lebih bernilai: {better:number} dibanding {worse:number}.",
  },
  "tactics.change": {
    en: "Under “{policy}” {customers:count(customer|customers)} would get “{to}” instead of “{from}”.",
    id: "Dengan “{policy}”, {customers:count(pelanggan)} akan mendapat “{to}”, bukan “{from}”.",
  },
  "tactics.lift_empty": {
    en: "One of the two groups has nobody yet, so nothing can be compared; each needs at least {least:count(customer|customers)}.",
    id: "Salah satu kelompok masih kosong, jadi belum ada yang bisa dibandingkan; masing-masing perlu paling sedikit {least:count(pelanggan)}.",
  },
  "tactics.lift_compared": {
    en: "Success with it {withIt:percent} of {treated:count(customer|customers)}, without it {without:percent} of {heldOut:count(customer|customers)}; the difference lies between {low:percent} and {high:percent}.",
    id: "Berhasil dengan taktik ini {withIt:percent} dari {treated:count(pelanggan)}, tanpa taktik ini {without:percent} dari {heldOut:count(pelanggan)}; selisihnya antara {low:percent} dan {high:percent}.",
  },
  "tactics.lift_not_enough": {
    en: "The smaller group has {smaller:count(customer|customers)}; with fewer than {least:number} nothing is concluded yet.",
    id: "Kelompok yang lebih kecil berisi {smaller:count(pelanggan)}; di bawah {least:number} belum ada yang disimpulkan.",
  },
  "tactics.lift_not_seen": {
    en: "No effect can be seen; with these numbers one of {detectable:percent} or more would show four times in five.",
    id: "Belum terlihat dampak; dengan jumlah ini, dampak sebesar {detectable:percent} atau lebih akan terlihat empat dari lima kali.",
  },
  "tactics.lift_works": {
    en: "It works: the whole interval lies above zero.",
    id: "Taktik ini bekerja: seluruh rentangnya di atas nol.",
  },
  "tactics.lift_harms": {
    en: "It does harm: the whole interval lies below zero.",
    id: "Taktik ini merugikan: seluruh rentangnya di bawah nol.",
  },
  "tactics.decided": {
    en: "Decision {id} was made on {day:day} at {clock} (UTC) by the policy “{policy}”.",
    id: "Keputusan {id} dibuat pada {day:day} pukul {clock} (UTC) menurut kebijakan “{policy}”.",
  },
  "tactics.weighed": {
    en: "Chance of success {chance:percent}, worth {score:number} in minor units.",
    id: "Peluang berhasil {chance:percent}, nilai {score:number} dalam satuan terkecil.",
  },
  "tactics.because_of_service": {
    en: "We write because something about your order or your message to us needs our answer.",
    id: "Kami menulis karena ada hal tentang pesanan atau pesan Anda yang perlu kami jawab.",
  },
  "tactics.because_of_doing": {
    en: "We write because of something that you do or have done with us, such as filling a basket or buying regularly.",
    id: "Kami menulis karena sesuatu yang Anda lakukan di toko kami, misalnya mengisi keranjang atau berbelanja secara rutin.",
  },
  "tactics.because_of_marketing": {
    en: "We write because we think that this may interest you.",
    id: "Kami menulis karena menurut kami hal ini mungkin menarik bagi Anda.",
  },
  "tactics.you_agreed": {
    en: "You agreed on {day:day} that we may contact you by {channel:word}.",
    id: "Pada {day:day} Anda menyetujui bahwa kami boleh menghubungi Anda lewat {channel:word}.",
  },
  "tactics.we_looked_at": {
    en: "For this we looked at: {measures:words}.",
    id: "Untuk ini kami melihat: {measures:words}.",
  },
  "tactics.we_offer": {
    en: "{item} was chosen because it goes with what you buy from us.",
    id: "{item} dipilih karena cocok dengan yang Anda beli dari kami.",
  },
  "tactics.you_may_stop": {
    en: "You can tell us at any time that you do not want such messages, and we will stop.",
    id: "Kapan saja Anda dapat menyampaikan bahwa Anda tidak menginginkan pesan seperti ini, dan kami akan berhenti.",
  },
  "tactics.you_may_ask": {
    en: "You can ask us at any time what we know about you.",
    id: "Kapan saja Anda dapat bertanya kepada kami data apa yang kami simpan tentang Anda.",
  },
  "tactics.silence_to_customer": {
    en: "Nothing is to be sent to you at the moment.",
    id: "Saat ini tidak ada yang perlu dikirim kepada Anda.",
  },
  "tactics.deferred": {
    en: "It is right for this customer and can be done from {day:day} at {clock} ({zone}) on.",
    id: "Ini tepat untuk pelanggan ini dan dapat dilakukan mulai {day:day} pukul {clock} ({zone}).",
  },
} as const satisfies Record<string, Texts>;
