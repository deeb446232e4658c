import type { Texts } from "../language";

/** What this library says of tactics. */
export const TACTICS_TEXTS = {
  "tactics.stage": {
    en: "Stage “{stage:word}”, {activity:word}.",
    id: "Tahap “{stage:word}”, {activity:word}.",
  },
  "tactics.at_least": {
    en: "{measure:feature}; at least {required:number} needed.",
    id: "{measure:feature}; perlu paling sedikit {required:number}.",
  },
  "tactics.at_most": {
    en: "{measure:feature}; at most {required:number} allowed.",
    id: "{measure:feature}; paling banyak {required:number}.",
  },
  "tactics.between": {
    en: "{measure:feature}; {from:number} to {to:number} needed.",
    id: "{measure:feature}; perlu {from:number} sampai {to:number}.",
  },
  "tactics.exactly": {
    en: "{measure:feature}; exactly {required:number} needed.",
    id: "{measure:feature}; perlu tepat {required:number}.",
  },
  "tactics.yes_or_no": {
    en: "{measure:feature}.",
    id: "{measure:feature}.",
  },
  "tactics.unknown_measure": {
    en: "Needed, but not known yet: {measure:word}.",
    id: "Diperlukan, tetapi belum diketahui: {measure:word}.",
  },
  "tactics.wrong_stage": {
    en: "Stage “{stage:word}”, {activity:word}; this tactic is for {stages:words} ({activities:words}).",
    id: "Tahap “{stage:word}”, {activity:word}; taktik ini untuk {stages:words} ({activities:words}).",
  },
  "tactics.never_used": {
    en: "Not used for this customer before.",
    id: "Belum pernah dipakai untuk pelanggan ini.",
  },
  "tactics.rested": {
    en: "Last used on {day:day}; the pause of {days:count(day|days)} is over.",
    id: "Terakhir dipakai {day:day}; jeda {days:count(hari)} sudah lewat.",
  },
  "tactics.resting": {
    en: "Last used on {day:day}; paused for {days:count(day|days)}, until {until:day}.",
    id: "Terakhir dipakai {day:day}; dijeda {days:count(hari)}, sampai {until:day}.",
  },
  "tactics.item_rhythm": {
    en: "Buys {item} every {cadenceDays:count(day|days)}; the last time was {days:count(day|days)} ago.",
    id: "Membeli {item} setiap {cadenceDays:count(hari)}; terakhir {days:count(hari)} yang lalu.",
  },
  "tactics.worth": {
    en: "Expected worth {worth:money}: {chance:percent} chance of a margin of {value:money}.",
    id: "Perkiraan nilai {worth:money}: peluang {chance:percent} atas margin {value:money}.",
  },
  "tactics.worth_after_cost": {
    en: "Expected worth {worth:money}: {chance:percent} chance of a margin of {value:money}, less {cost:money} to do it.",
    id: "Perkiraan nilai {worth:money}: peluang {chance:percent} atas margin {value:money}, dikurangi biaya {cost:money}.",
  },
  "tactics.worth_after_discount": {
    en: "Expected worth {worth:money}: {chance:percent} chance of {gain:money} (a margin of {value:money} less a discount of {discount:money}), less {anyway:money} in discounts for those who would buy anyway.",
    id: "Perkiraan nilai {worth:money}: peluang {chance:percent} atas {gain:money} (margin {value:money} dikurangi potongan {discount:money}), dikurangi {anyway:money} potongan untuk yang tetap akan membeli.",
  },
  "tactics.worth_after_both": {
    en: "Expected worth {worth:money}: {chance:percent} chance of {gain:money} (a margin of {value:money} less a discount of {discount:money}), less {anyway:money} in discounts for those who would buy anyway, and {cost:money} to do it.",
    id: "Perkiraan nilai {worth:money}: peluang {chance:percent} atas {gain:money} (margin {value:money} dikurangi potongan {discount:money}), dikurangi {anyway:money} potongan untuk yang tetap akan membeli dan biaya {cost:money}.",
  },
  "tactics.worth_unknown": {
    en: "What this customer may bring is not known yet.",
    id: "Nilai pelanggan ini belum diketahui.",
  },
  "tactics.only_cost_known": {
    en: "What this customer may bring is not known yet; doing this costs {cost:money}.",
    id: "Nilai pelanggan ini belum diketahui; biayanya {cost:money}.",
  },
  "tactics.pays_back": {
    en: "Winning a customer pays back after {days:count(day|days)}; the limit is {limit:count(day|days)}.",
    id: "Biaya mendapat pelanggan kembali setelah {days:count(hari)}; batasnya {limit:count(hari)}.",
  },
  "tactics.pays_back_late": {
    en: "Winning a customer pays back only after {days:count(day|days)}; the limit is {limit:count(day|days)}.",
    id: "Biaya mendapat pelanggan baru kembali setelah {days:count(hari)}; batasnya {limit:count(hari)}.",
  },
  "tactics.never_pays_back": {
    en: "Winning a customer does not pay back; the limit is {limit:count(day|days)}.",
    id: "Biaya mendapat pelanggan tidak kembali; batasnya {limit:count(hari)}.",
  },
  "tactics.not_marked": {
    en: "No label forbids contact.",
    id: "Tidak ada tanda yang melarang dihubungi.",
  },
  "tactics.marked": {
    en: "Labelled “{label}”, so nothing is sent to this customer.",
    id: "Ditandai “{label}”, jadi tidak ada yang dikirim.",
  },
  "tactics.no_leave_needed": {
    en: "Nothing is sent, so no consent is needed.",
    id: "Tidak ada yang dikirim, jadi tidak perlu persetujuan.",
  },
  "tactics.switched_off": {
    en: "Switched off by the policy.",
    id: "Dimatikan oleh kebijakan.",
  },
  "tactics.wrong_kind": {
    en: "Only for customers of the kind “{required:word}”.",
    id: "Hanya untuk pelanggan berjenis “{required:word}”.",
  },
  "tactics.wrong_segment": {
    en: "Segment “{segment:word}”; this tactic is for {segments:words}.",
    id: "Segmen “{segment:word}”; taktik ini untuk {segments:words}.",
  },
  "tactics.no_segment": {
    en: "The segment is not known; this tactic is for {segments:words}.",
    id: "Segmennya belum diketahui; taktik ini untuk {segments:words}.",
  },
  "tactics.eligible": {
    en: "Switched on and open to this customer.",
    id: "Aktif dan terbuka untuk pelanggan ini.",
  },
  "tactics.suitable": {
    en: "Nothing speaks against it now.",
    id: "Saat ini tidak ada yang menghalangi.",
  },
  "tactics.service_suits": {
    en: "Service is always welcome.",
    id: "Layanan selalu pantas.",
  },
  "tactics.complaint_open": {
    en: "{complaints:count(complaint is|complaints are)} open; until resolved, only service is offered.",
    id: "{complaints:count(keluhan)} belum selesai; sebelum selesai, hanya layanan.",
  },
  "tactics.complaint_fresh": {
    en: "A complaint was resolved on {day:day}; only service is offered until {until:day}.",
    id: "Keluhan selesai {day:day}; hanya layanan sampai {until:day}.",
  },
  "tactics.dissatisfied": {
    en: "Is dissatisfied, so nothing is sold now.",
    id: "Sedang tidak puas, jadi tidak ada yang ditawarkan.",
  },
  "tactics.comes_by_themselves": {
    en: "Shown when the customer visits.",
    id: "Ditampilkan saat pelanggan berkunjung.",
  },
  "tactics.reachable": {
    en: "Reachable by {channel:word}.",
    id: "Bisa dihubungi lewat {channel:word}.",
  },
  "tactics.reach_assumed": {
    en: "Assumed to be reachable by {channel:word}, because addresses are kept elsewhere.",
    id: "Dianggap bisa dihubungi lewat {channel:word}, karena alamatnya disimpan di tempat lain.",
  },
  "tactics.unreachable": {
    en: "Not reachable by {channel:word}.",
    id: "Belum bisa dihubungi lewat {channel:word}.",
  },
  "tactics.may_answer": {
    en: "Wrote by {channel:word}, where service may still answer.",
    id: "Menulis lewat {channel:word}, jadi layanan masih boleh menjawab di sana.",
  },
  "tactics.not_verified": {
    en: "The contact for {channel:word} is not verified.",
    id: "Kontak untuk {channel:word} belum diverifikasi.",
  },
  "tactics.lifetime_left": {
    en: "Used {used:count(time|times)}; the limit per customer is {limit:number}.",
    id: "Sudah dipakai {used:count(kali)}; batas per pelanggan {limit:number}.",
  },
  "tactics.lifetime_used": {
    en: "Used {used:count(time|times)}; the limit per customer is {limit:number}.",
    id: "Sudah dipakai {used:count(kali)}; batas per pelanggan {limit:number}.",
  },
  "tactics.fatigue_not_asked": {
    en: "Ignored messages do not matter here.",
    id: "Pesan yang diabaikan tidak berpengaruh di sini.",
  },
  "tactics.not_fatigued": {
    en: "{ignored:count(message|messages)} ignored within {within:count(day|days)}; a pause begins at {limit:number}.",
    id: "{ignored:count(pesan)} diabaikan dalam {within:count(hari)}; jeda mulai dari {limit:number}.",
  },
  "tactics.fatigued": {
    en: "{ignored:count(message|messages)} ignored within {within:count(day|days)}; paused until {until:day}.",
    id: "{ignored:count(pesan)} diabaikan dalam {within:count(hari)}; dijeda sampai {until:day}.",
  },
  "tactics.sunset": {
    en: "Ignored the last {ignored:count(message|messages)} and no longer buys; only the question whether to stop is left.",
    id: "Mengabaikan {ignored:count(pesan)} terakhir dan tidak membeli lagi; tinggal ditanya apakah sebaiknya berhenti.",
  },
  "tactics.no_group": {
    en: "No other tactic competes with this one.",
    id: "Tidak ada taktik lain yang bersaing.",
  },
  "tactics.group_free": {
    en: "No other tactic of the group “{group}” is running.",
    id: "Tidak ada taktik lain dari kelompok “{group}” yang berjalan.",
  },
  "tactics.group_taken": {
    en: "Another tactic of the group “{group}”, “{other}”, was used on {day:day} and runs until {until:day}.",
    id: "Taktik lain dari kelompok “{group}”, yaitu “{other}”, dipakai {day:day} dan berjalan sampai {until:day}.",
  },
  "tactics.uncapped": {
    en: "No frequency cap applies.",
    id: "Tidak ada batas frekuensi.",
  },
  "tactics.service_uncapped": {
    en: "Service does not count as a contact.",
    id: "Layanan tidak dihitung sebagai kontak.",
  },
  "tactics.feed_stale": {
    en: "The whole shop has had no order for {days:count(day|days)}; up to {usual:count(day|days)} is usual. Orders may be missing, so this waits.",
    id: "Seluruh toko tidak menerima pesanan selama {days:count(hari)}; biasanya paling lama {usual:count(hari)}. Mungkin ada pesanan yang belum masuk, jadi ditunda.",
  },
  "tactics.cap_open": {
    en: "{used} of {allowed} contacts used within {days:count(day|days)} ({counted:word}).",
    id: "{used} dari {allowed} kontak terpakai dalam {days:count(hari)} ({counted:word}).",
  },
  "tactics.cap_full": {
    en: "{used} of {allowed} contacts used within {days:count(day|days)} ({counted:word}); next possible on {until:day}.",
    id: "{used} dari {allowed} kontak terpakai dalam {days:count(hari)} ({counted:word}); berikutnya mulai {until:day}.",
  },
  "tactics.cap_never": {
    en: "The policy allows no contact of this kind within {days:count(day|days)} ({counted:word}).",
    id: "Kebijakan tidak memberi jatah kontak seperti ini dalam {days:count(hari)} ({counted:word}).",
  },
  "tactics.too_near": {
    en: "The last contact by {channel:word} was on {day:day}; at least {hours:count(hour|hours)} must pass.",
    id: "Kontak terakhir lewat {channel:word} {day:day}; jedanya paling sedikit {hours:count(jam)}.",
  },
  "tactics.never_quiet": {
    en: "Quiet hours do not apply here.",
    id: "Jam tenang tidak berlaku di sini.",
  },
  "tactics.answers_now": {
    en: "Answers a conversation the customer began, so quiet hours do not apply.",
    id: "Menjawab percakapan yang dimulai pelanggan, jadi jam tenang tidak berlaku.",
  },
  "tactics.not_quiet": {
    en: "It is {clock} for the customer ({zone}), outside quiet hours.",
    id: "Di tempat pelanggan pukul {clock} ({zone}), di luar jam tenang.",
  },
  "tactics.quiet": {
    en: "It is {clock} for the customer ({zone}); quiet hours end on {day:day} at {end}.",
    id: "Di tempat pelanggan pukul {clock} ({zone}); jam tenang berakhir {day:day} pukul {end}.",
  },
  "tactics.no_budget": {
    en: "No budget applies.",
    id: "Tidak ada anggaran yang membatasi.",
  },
  "tactics.budget_left": {
    en: "Budget “{name}”: {used:number} of {limit:number} actions used.",
    id: "Anggaran “{name}”: {used:number} dari {limit:number} tindakan terpakai.",
  },
  "tactics.budget_used": {
    en: "Budget “{name}” is used up: {used:number} of {limit:number} actions.",
    id: "Anggaran “{name}” habis: {used:number} dari {limit:number} tindakan.",
  },
  "tactics.spend_left": {
    en: "Budget “{name}”: {used:money} of {limit:money} spent.",
    id: "Anggaran “{name}”: {used:money} dari {limit:money} terpakai.",
  },
  "tactics.spend_used": {
    en: "Budget “{name}”: {used:money} of {limit:money} spent, too little is left.",
    id: "Anggaran “{name}”: {used:money} dari {limit:money} terpakai, sisanya tidak cukup.",
  },
  "tactics.stock_left": {
    en: "{item}: {left:number} in stock to offer.",
    id: "{item}: stok untuk ditawarkan {left:number}.",
  },
  "tactics.nobody_held_out": {
    en: "No holdout applies.",
    id: "Tidak ada kelompok pembanding.",
  },
  "tactics.not_held_out": {
    en: "Not in the holdout.",
    id: "Tidak termasuk kelompok pembanding.",
  },
  "tactics.held_out": {
    en: "In the holdout: {share:percent} of customers go without this tactic so that its effect can be measured.",
    id: "Termasuk kelompok pembanding: {share:percent} pelanggan tidak diberi taktik ini supaya dampaknya terukur.",
  },
  "tactics.held_out_of_all": {
    en: "In the holdout: {share:percent} of customers get no marketing so that its effect can be measured.",
    id: "Termasuk kelompok pembanding: {share:percent} pelanggan tidak diberi pemasaran supaya dampaknya terukur.",
  },
  "tactics.set_by_shop": {
    en: "Set by the shop for the segment “{segment:word}”.",
    id: "Ditetapkan toko untuk segmen “{segment:word}”.",
  },
  "tactics.is_vip": {
    en: "A VIP.",
    id: "Pelanggan VIP.",
  },
  "tactics.spends_most": {
    en: "Spends more than {percentile}% of all customers.",
    id: "Belanjanya di atas {percentile}% pelanggan.",
  },
  "tactics.large_cart": {
    en: "Has not bought yet, and the basket is larger than {percentile}% of all orders.",
    id: "Belum pernah membeli, dan keranjangnya lebih besar dari {percentile}% pesanan.",
  },
  "tactics.complaint_needs_person": {
    en: "{complaints:count(complaint is|complaints are)} open; a person should handle this.",
    id: "{complaints:count(keluhan)} belum selesai; sebaiknya ditangani petugas.",
  },
  "tactics.is_firm": {
    en: "A company, which expects a contact person.",
    id: "Pelanggan perusahaan, yang perlu petugas sendiri.",
  },
  "tactics.costs_more_than_brings": {
    en: "This relationship can bear about {mayBeSpent:money} a year, and one automated action already costs {cost:money}.",
    id: "Hubungan ini hanya sanggup menanggung sekitar {mayBeSpent:money} setahun, padahal satu tindakan otomatis saja {cost:money}.",
  },
  "tactics.served_by_default": {
    en: "Automated service is enough.",
    id: "Layanan otomatis sudah cukup.",
  },
  "tactics.has_topics": {
    en: "{topics:count(interest or social account|interests and social accounts)} known, which can be shared with others.",
    id: "{topics:count(minat dan akun sosial)} diketahui, bisa dibagi dengan pelanggan lain.",
  },
  "tactics.is_advocate": {
    en: "Already recommends the shop.",
    id: "Sudah merekomendasikan toko ini.",
  },
  "tactics.has_ideas": {
    en: "{ideas:count(suggestion|suggestions)} made so far.",
    id: "{ideas:count(saran)} pernah diberikan.",
  },
  "tactics.cost_to_serve": {
    en: "One action of this kind costs {cost:money}.",
    id: "Satu tindakan seperti ini {cost:money}.",
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
    en: "One of the two groups is empty, so there is nothing to compare; each needs at least {least:count(customer|customers)}.",
    id: "Salah satu kelompok masih kosong, jadi belum bisa dibandingkan; masing-masing perlu paling sedikit {least:count(pelanggan)}.",
  },
  "tactics.lift_compared": {
    en: "Success with it: {withIt:percent} of {treated:count(customer|customers)}; without it: {without:percent} of {heldOut:count(customer|customers)}. The difference is between {low:percent} and {high:percent}.",
    id: "Berhasil dengan taktik ini: {withIt:percent} dari {treated:count(pelanggan)}; tanpa: {without:percent} dari {heldOut:count(pelanggan)}. Selisihnya antara {low:percent} dan {high:percent}.",
  },
  "tactics.lift_not_enough": {
    en: "The smaller group has {smaller:count(customer|customers)}; below {least:number} it is too early to tell.",
    id: "Kelompok yang lebih kecil berisi {smaller:count(pelanggan)}; di bawah {least:number} masih terlalu dini.",
  },
  "tactics.lift_not_seen": {
    en: "No effect seen. With these numbers, an effect of {detectable:percent} or more would show four times in five.",
    id: "Belum terlihat dampak. Dengan jumlah ini, dampak {detectable:percent} atau lebih akan terlihat empat dari lima kali.",
  },
  "tactics.lift_works": {
    en: "It works: the whole interval is above zero.",
    id: "Taktik ini bekerja: seluruh rentangnya di atas nol.",
  },
  "tactics.lift_harms": {
    en: "It does harm: the whole interval is below zero.",
    id: "Taktik ini merugikan: seluruh rentangnya di bawah nol.",
  },
  "tactics.decided": {
    en: "Decision {id} was made on {day:day} at {clock} (UTC) by the policy “{policy}”.",
    id: "Keputusan {id} dibuat pada {day:day} pukul {clock} (UTC) menurut kebijakan “{policy}”.",
  },
  "tactics.weighed": {
    en: "Chance of success {chance:percent}, score {score:number} in minor units.",
    id: "Peluang berhasil {chance:percent}, skor {score:number} dalam satuan terkecil.",
  },
  "tactics.because_of_service": {
    en: "We write because your order or your message needs our answer.",
    id: "Kami menulis karena ada pesanan atau pesan yang perlu kami jawab.",
  },
  "tactics.because_of_doing": {
    en: "We write because of something you did with us, such as filling a basket or buying regularly.",
    id: "Kami menulis karena aktivitas di toko kami, misalnya mengisi keranjang atau belanja rutin.",
  },
  "tactics.because_of_marketing": {
    en: "We write because we think this may interest you.",
    id: "Kami menulis karena mungkin ini menarik.",
  },
  "tactics.you_agreed": {
    en: "You agreed on {day:day} that we may contact you by {channel:word}.",
    id: "Ada persetujuan dihubungi lewat {channel:word}, tanggal {day:day}.",
  },
  "tactics.we_looked_at": {
    en: "For this we looked at: {measures:words}.",
    id: "Untuk ini kami melihat: {measures:words}.",
  },
  "tactics.we_offer": {
    en: "{item} was chosen because it goes with what you buy from us.",
    id: "{item} dipilih karena cocok dengan yang biasa dibeli dari kami.",
  },
  "tactics.you_may_stop": {
    en: "You can tell us at any time to stop such messages.",
    id: "Kapan saja boleh minta berhenti dikirimi pesan seperti ini.",
  },
  "tactics.you_may_ask": {
    en: "You can ask us at any time what we know about you.",
    id: "Kapan saja boleh bertanya data apa yang kami simpan.",
  },
  "tactics.silence_to_customer": {
    en: "There is nothing to send you at the moment.",
    id: "Saat ini tidak ada yang perlu dikirim.",
  },
  "tactics.deferred": {
    en: "Right for this customer, and possible from {day:day} at {clock} ({zone}).",
    id: "Tepat untuk pelanggan ini, dan bisa dilakukan mulai {day:day} pukul {clock} ({zone}).",
  },
  "tactics.does_not_fit": {
    en: "{measure:feature}, so this tactic does not fit.",
    id: "{measure:feature}, jadi taktik ini tidak cocok.",
  },
} as const satisfies Record<string, Texts>;
