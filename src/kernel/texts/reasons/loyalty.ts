import type { Texts } from "../language";

/** What this library says of satisfaction and the loyalty loop. */
export const LOYALTY_TEXTS = {
  "satisfaction.untold": {
    en: "Has given no feedback yet.",
    id: "Belum pernah memberi masukan.",
  },
  "satisfaction.too_old": {
    en: "The last feedback was on {day:day}; after {validDays:count(day|days)} it no longer counts.",
    id: "Masukan terakhir {day:day}; setelah {validDays:count(hari)} tidak dihitung lagi.",
  },
  "satisfaction.scored": {
    en: "{scale:word} {score:number} on {day:day}: {verdict:word}.",
    id: "{scale:word} {score:number} tanggal {day:day}: {verdict:word}.",
  },
  "satisfaction.sounded": {
    en: "Sounded {verdict:word} on {day:day}.",
    id: "Nadanya {verdict:word} pada {day:day}.",
  },
  "satisfaction.as_expected": {
    en: "On {day:day} the experience was {points:count(point|points)} above expectation.",
    id: "Pada {day:day} pengalamannya {points:count(poin)} di atas harapan.",
  },
  "satisfaction.below_expectation": {
    en: "On {day:day} the experience was {points:count(point|points)} below expectation.",
    id: "Pada {day:day} pengalamannya {points:count(poin)} di bawah harapan.",
  },
  "satisfaction.open_complaint": {
    en: "Complaint {complaintId} has been open for {days:count(day|days)}.",
    id: "Keluhan {complaintId} belum selesai sejak {days:count(hari)} lalu.",
  },
  "satisfaction.recovering": {
    en: "The complaint was resolved on {day:day}; recovery takes {recoveryDays:count(quiet day|quiet days)}.",
    id: "Keluhannya selesai {day:day}; perlu {recoveryDays:count(hari)} tanpa masalah untuk pulih.",
  },
  "satisfaction.recovered": {
    en: "The complaint was resolved on {day:day}, followed by {recoveryDays:count(quiet day|quiet days)}.",
    id: "Keluhannya selesai {day:day}, dan {recoveryDays:count(hari)} sesudahnya tanpa masalah.",
  },
  "satisfaction.nothing_bad": {
    en: "No bad experience since the last order.",
    id: "Tidak ada pengalaman buruk sejak pesanan terakhir.",
  },
  "satisfaction.still_here": {
    en: "Had a bad experience on {day:day} ({experience:word}), but is still {activity:word}.",
    id: "Ada pengalaman buruk {day:day} ({experience:word}), tetapi masih {activity:word}.",
  },
  "satisfaction.complained_aloud": {
    en: "Had a bad experience on {day:day} ({experience:word}) and is now {activity:word}, but complained.",
    id: "Ada pengalaman buruk {day:day} ({experience:word}) dan kini {activity:word}, tetapi sempat mengeluh.",
  },
  "satisfaction.left_in_silence": {
    en: "Had a bad experience on {day:day} ({experience:word}), did not complain, and is now {activity:word}.",
    id: "Ada pengalaman buruk {day:day} ({experience:word}), tidak mengeluh, dan kini {activity:word}.",
  },
  "loyalty.inbound": {
    en: "Got in touch by {channel}.",
    id: "Menghubungi lewat {channel}.",
  },
  "loyalty.first_order": {
    en: "Placed the first order, {orderId}.",
    id: "Pesanan pertama, {orderId}.",
  },
  "loyalty.order_days": {
    en: "Bought on {days:count(day|days)}.",
    id: "Membeli pada {days:count(hari berbeda)}.",
  },
  "loyalty.loyal_window": {
    en: "Bought on {days:count(day|days)} within {windowDays:count(day|days)}; {required} make a loyal customer.",
    id: "Membeli pada {days:count(hari berbeda)} dalam {windowDays:count(hari)}; {required} sudah termasuk pelanggan setia.",
  },
  "loyalty.steady": {
    en: "Has not lapsed for {days:count(day|days)}; {required} make a loyal customer.",
    id: "Tidak terputus selama {days:count(hari)}; {required} sudah termasuk pelanggan setia.",
  },
  "loyalty.left_window": {
    en: "Bought on only {days:count(day|days)} in the last {windowDays:count(day|days)}; staying loyal takes at least {required}.",
    id: "Hanya membeli pada {days:count(hari)} dalam {windowDays:count(hari)} terakhir; untuk tetap setia perlu paling sedikit {required}.",
  },
  "loyalty.bought_again": {
    en: "Bought again after {days:count(day|days)}, without a lapse.",
    id: "Beli lagi setelah {days:count(hari)}, tanpa terputus.",
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
    en: "No order for {days:count(day|days)}; the next was expected after about {cadenceDays:count(day|days)}. There is no habit yet.",
    id: "Tidak memesan selama {days:count(hari)}; pesanan berikutnya diperkirakan setelah sekitar {cadenceDays:count(hari)}. Belum ada kebiasaan.",
  },
  "loyalty.quiet_once": {
    en: "No order for {days:count(day|days)} since the only one; new customers are expected again after {cadenceDays:count(day|days)}.",
    id: "Tidak memesan selama {days:count(hari)} sejak satu-satunya pesanan; pelanggan baru diperkirakan kembali setelah {cadenceDays:count(hari)}.",
  },
  "loyalty.no_signal": {
    en: "No sign of interest for {days:count(day|days)}.",
    id: "Tidak ada tanda minat selama {days:count(hari)}.",
  },
  "loyalty.order_taken_back": {
    en: "Order {orderId} was refunded or cancelled and no longer counts.",
    id: "Pesanan {orderId} dikembalikan atau dibatalkan, jadi tidak dihitung lagi.",
  },
  "loyalty.order_replaced": {
    en: "Order {orderId} was replaced by a later version of it.",
    id: "Pesanan {orderId} diganti dengan versi yang lebih baru.",
  },
  "loyalty.consented": {
    en: "Agreed to marketing.",
    id: "Setuju dikirimi pemasaran.",
  },
  "loyalty.intent": {
    en: "Showed interest: {score:number} points within {days:count(day|days)}.",
    id: "Menunjukkan minat: {score:number} poin dalam {days:count(hari)}.",
  },
  "loyalty.accepted_offer": {
    en: "Accepted an offer.",
    id: "Menerima penawaran.",
  },
  "loyalty.referred": {
    en: "Recommended the shop to someone.",
    id: "Merekomendasikan toko ke orang lain.",
  },
  "loyalty.told": {
    en: "Gave feedback: {feedback:word}.",
    id: "Memberi masukan: {feedback:word}.",
  },
  "loyalty.referral_bought": {
    en: "Someone they referred has bought.",
    id: "Orang yang direkomendasikannya sudah membeli.",
  },
  "loyalty.praised_in_public": {
    en: "Praised the shop in public on {day:day} and would recommend it with {score} of 10.",
    id: "Memuji toko secara terbuka pada {day:day}, dengan nilai rekomendasi {score} dari 10.",
  },
  "loyalty.no_advocacy": {
    en: "No valid recommendation within {days:count(day|days)}.",
    id: "Tidak ada rekomendasi yang masih berlaku dalam {days:count(hari)}.",
  },
  "loyalty.loops_in_a_row": {
    en: "Bought again {loops:count(time|times)} in a row without a lapse.",
    id: "Beli lagi {loops:count(kali)} berturut-turut tanpa terputus.",
  },
  "loyalty.table_says": {
    en: "The stage table says so.",
    id: "Begitu menurut tabel tahapan.",
  },
  "loyalty.overridden": {
    en: "Set by {by} (“{why}”).",
    id: "Ditetapkan oleh {by} (“{why}”).",
  },
  "loyalty.override_lifted": {
    en: "{by} lifted the manual setting (“{why}”).",
    id: "Ketetapan manual dicabut oleh {by} (“{why}”).",
  },
  "loyalty.override_over": {
    en: "The manual setting has expired.",
    id: "Ketetapan manual sudah habis masanya.",
  },
  "loyalty.unknown_override": {
    en: "{by} set “{name}”, which is unknown and was ignored.",
    id: "{by} menetapkan “{name}”, yang tidak dikenal dan diabaikan.",
  },
  "loyalty.older_than_state": {
    en: "An event of {day:day} is older than the state; replay all events.",
    id: "Kejadian {day:day} lebih lama dari keadaan ini; putar ulang semua kejadian.",
  },
  "loyalty.customers_joined": {
    en: "Customers were merged or split; replay the events of all of them.",
    id: "Ada pelanggan yang digabung atau dipisah; putar ulang kejadian semuanya.",
  },
  "loyalty.cadence_default": {
    en: "There are {gaps:number} gaps between orders. Below {least} they are too few, so {days:count(day|days)} are assumed.",
    id: "Ada {gaps:number} jarak antarpesanan. Di bawah {least} belum cukup, jadi dipakai {days:count(hari)}.",
  },
  "loyalty.cadence_fitted": {
    en: "Repeat customers order every {days:count(day|days)} on average ({gaps:count(gap|gaps)} of {customers:count(customer|customers)}).",
    id: "Pelanggan yang beli lagi rata-rata berjarak {days:count(hari)} ({gaps:count(jarak)} dari {customers:count(pelanggan)}).",
  },
  "loyalty.next_order": {
    en: "The next order is expected around {day:day}, between {from:day} and {until:day}: {cadenceDays:count(day|days)} after the last. There is no habit yet.",
    id: "Pesanan berikutnya diperkirakan sekitar {day:day}, antara {from:day} dan {until:day}: {cadenceDays:count(hari)} setelah yang terakhir. Belum ada kebiasaan.",
  },
  "loyalty.next_order_by_habit": {
    en: "The next order is expected around {day:day}, between {from:day} and {until:day}: usually buys every {habitDays:count(day|days)}.",
    id: "Pesanan berikutnya diperkirakan sekitar {day:day}, antara {from:day} dan {until:day}: biasanya membeli setiap {habitDays:count(hari)}.",
  },
  "loyalty.repeats": {
    en: "Buys again: ordered on {days:count(day|days)}.",
    id: "Beli lagi: memesan pada {days:count(hari berbeda)}.",
  },
  "loyalty.no_order_yet": {
    en: "Has not bought yet.",
    id: "Belum pernah membeli.",
  },
  "loyalty.too_early_to_repeat": {
    en: "Bought on one day; it is too early to expect another order.",
    id: "Baru membeli pada satu hari; masih terlalu dini untuk menunggu pesanan berikutnya.",
  },
  "loyalty.bought_once_only": {
    en: "Bought on one day only and has not come back.",
    id: "Hanya membeli pada satu hari dan belum kembali.",
  },
  "loyalty.cross_buys": {
    en: "Buys from {categories:count(category|categories)}.",
    id: "Belanja dari {categories:count(kategori)}.",
  },
  "loyalty.one_category": {
    en: "Buys from one category only: {category}.",
    id: "Hanya belanja dari satu kategori: {category}.",
  },
  "loyalty.categories_untold": {
    en: "Some orders do not say which categories were bought.",
    id: "Sebagian pesanan tidak menyebut kategorinya.",
  },
  "loyalty.refers": {
    en: "Recommends the shop: brought {referrals:count(new customer|new customers)}.",
    id: "Merekomendasikan toko: mendatangkan {referrals:count(pelanggan baru)}.",
  },
  "loyalty.referrals_without_order": {
    en: "Recommended the shop {referrals:count(time|times)}, but nobody has bought yet.",
    id: "Sudah merekomendasikan toko {referrals:count(kali)}, tetapi belum ada yang membeli.",
  },
  "loyalty.no_referral_known": {
    en: "No referral is known. They may still recommend the shop.",
    id: "Belum ada rekomendasi yang tercatat. Belum tentu tidak pernah merekomendasikan.",
  },
  "loyalty.resists": {
    en: "Stays with the shop: refused {refused:count(competing offer|competing offers)}, accepted {accepted:number}.",
    id: "Tetap di toko ini: menolak {refused:count(tawaran pesaing)}, menerima {accepted:number}.",
  },
  "loyalty.went_to_competitor": {
    en: "Accepted {accepted:count(competing offer|competing offers)} and refused {refused:number}.",
    id: "Menerima {accepted:count(tawaran pesaing)} dan menolak {refused:number}.",
  },
  "loyalty.offer_open": {
    en: "{offers:count(competing offer is|competing offers are)} open; the answer is not known yet.",
    id: "{offers:count(tawaran pesaing)} masih berlaku; jawabannya belum diketahui.",
  },
  "loyalty.never_tempted": {
    en: "No answer to a competing offer is known.",
    id: "Belum ada jawaban atas tawaran pesaing.",
  },
  "loyalty.index": {
    en: "Loyalty index {index} of 100, based on {known:percent} of its parts.",
    id: "Indeks kesetiaan {index} dari 100, berdasarkan {known:percent} unsurnya.",
  },
  "loyalty.index_unknown": {
    en: "Too little is known for a loyalty index: {known:percent} of its parts.",
    id: "Datanya belum cukup untuk indeks kesetiaan: {known:percent} unsurnya.",
  },
  "loyalty.index_mostly": {
    en: "Largest part: {component:word} ({points:count(point|points)}).",
    id: "Bagian terbesar: {component:word} ({points:count(poin)}).",
  },
  "loyalty.lines_default": {
    en: "Only {gaps:count(gap|gaps)} between orders so far; below {least}, the usual lines for overdue, lapsed and lost hold.",
    id: "Baru ada {gaps:count(jeda)} antarpesanan; di bawah {least}, batas lama belum kembali, berhenti membeli dan hilang memakai nilai bawaan.",
  },
  "loyalty.lines_fitted": {
    en: "When customers are overdue, lapsed or lost rests on {gaps:count(gap|gaps)} between orders and {open:number} that are still open.",
    id: "Kapan pelanggan dianggap lama belum kembali, berhenti membeli atau hilang dihitung dari {gaps:count(jeda)} antarpesanan dan {open:number} yang masih berjalan.",
  },
  "loyalty.lines_flat": {
    en: "However long customers stay away, they come back about as often. So nobody counts as overdue before two years.",
    id: "Selama apa pun tidak pesan, pelanggan tetap kembali kira-kira sama seringnya. Jadi sebelum dua tahun tidak ada yang dianggap lama belum kembali.",
  },
  "loyalty.quiet_long": {
    en: "No order for {days:count(day|days)}. After so long, the chance of one within 90 days is below {share:percent} of what it was on the day of the last order.",
    id: "Tidak memesan selama {days:count(hari)}. Setelah selama itu, peluang pesan dalam 90 hari kurang dari {share:percent} dibanding di hari pesanan terakhir.",
  },
} as const satisfies Record<string, Texts>;
