import type { Texts } from "../language";

/** What this library says of who a customer is, duplicates and consent. */
export const PROFILE_TEXTS = {
  "profile.import_kept_out": {
    en: "On {day:day} {source} sent another value for “{field:word}”; the verified one was kept.",
    id: "Pada {day:day}, {source} mengirim nilai lain untuk “{field:word}”; yang sudah diverifikasi tetap dipakai.",
  },
  "profile.unreadable_contact": {
    en: "Not a readable address or phone number: “{value}”.",
    id: "Tidak terbaca sebagai alamat atau nomor telepon: “{value}”.",
  },
  "profile.local_number": {
    en: "The number “{value}” cannot be used: its country is unknown, or has no such number.",
    id: "Nomor “{value}” belum bisa dipakai: negaranya tidak diketahui, atau nomor seperti itu tidak ada di sana.",
  },
  "profile.fact_known": {
    en: "Known: {fact:word} (last updated {day:day}).",
    id: "Sudah diketahui: {fact:word} (terakhir {day:day}).",
  },
  "profile.fact_partly": {
    en: "Partly known ({share:percent}): {fact:word} (last updated {day:day}).",
    id: "Baru diketahui {share:percent}: {fact:word} (terakhir {day:day}).",
  },
  "profile.fact_missing": {
    en: "Not known yet: {fact:word}.",
    id: "Belum diketahui: {fact:word}.",
  },
  "match.identifier": {
    en: "Both have the same verified id from {issuer}.",
    id: "Id terverifikasi dari {issuer} sama.",
  },
  "match.other_identifier": {
    en: "Their verified ids from {issuer} differ, and each person has only one.",
    id: "Id terverifikasi dari {issuer} berbeda, padahal setiap orang hanya punya satu.",
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
    en: "{customers:count(customer shares|customers share)} this address or number, so it proves little.",
    id: "Alamat atau nomor ini dipakai {customers:count(pelanggan)}, jadi bukan bukti kuat.",
  },
  "match.near_contact": {
    en: "Their addresses or numbers differ only by a letter, a digit or the provider.",
    id: "Alamat atau nomornya hanya beda satu huruf, satu angka, atau penyedianya.",
  },
  "match.name": {
    en: "The names match to {similarity:percent}.",
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
    en: "The part the names share is too common to prove anything.",
    id: "Bagian nama yang sama terlalu umum untuk jadi bukti.",
  },
  "match.relatives": {
    en: "These may be relatives, such as brother and sister or father and son.",
    id: "Bisa jadi mereka sekeluarga, misalnya kakak-adik atau ayah-anak.",
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
    en: "The birthdays differ by what may be a typing error.",
    id: "Beda tanggal lahirnya mungkin hanya salah ketik.",
  },
  "match.birthday_conflict": {
    en: "The birthdays contradict each other.",
    id: "Tanggal lahirnya tidak cocok.",
  },
  "match.place": {
    en: "The street or postal code is the same.",
    id: "Jalan atau kode posnya sama.",
  },
  "match.other_kind": {
    en: "One is a person, the other a company.",
    id: "Yang satu perorangan, yang lain perusahaan.",
  },
  "match.kept_apart": {
    en: "Someone has confirmed that these are two customers.",
    id: "Sudah dipastikan bahwa mereka dua pelanggan berbeda.",
  },
  "match.chain": {
    en: "Merging them would also join others who must stay apart.",
    id: "Kalau digabung, pelanggan lain yang harus terpisah ikut tergabung.",
  },
  "consent.granted": {
    en: "Agreed to {purpose:word} by {channel:word} on {day:day} ({method}).",
    id: "Setuju {purpose:word} lewat {channel:word} pada {day:day} ({method}).",
  },
  "consent.not_needed": {
    en: "{purpose:word} needs no consent; it rests on {ground:word}.",
    id: "Untuk {purpose:word} tidak perlu persetujuan; dasarnya {ground:word}.",
  },
  "consent.denied": {
    en: "Declined {purpose:word} by {channel:word} on {day:day}.",
    id: "Menolak {purpose:word} lewat {channel:word} pada {day:day}.",
  },
  "consent.withdrawn": {
    en: "Withdrew consent to {purpose:word} by {channel:word} on {day:day}.",
    id: "Menarik persetujuan {purpose:word} lewat {channel:word} pada {day:day}.",
  },
  "consent.by_words": {
    en: "Wrote “{words}” by {channel:word} on {day:day}: opted out of that channel.",
    id: "Menulis “{words}” lewat {channel:word} pada {day:day}: berhenti dari saluran itu.",
  },
  "consent.by_words_anywhere": {
    en: "Wrote “{words}” on {day:day} without a known channel: opted out of all channels.",
    id: "Menulis “{words}” pada {day:day} tanpa saluran yang dikenal: berhenti dari semua saluran.",
  },
  "consent.unknown_channel": {
    en: "Declined “{given}” on {day:day}. That channel is unknown, so the refusal counts for all channels.",
    id: "Menolak “{given}” pada {day:day}. Saluran itu tidak dikenal, jadi penolakannya berlaku untuk semua saluran.",
  },
  "consent.pending": {
    en: "Was asked on {day:day} to confirm {purpose:word} by {channel:word}, and has not confirmed yet.",
    id: "Diminta konfirmasi {purpose:word} lewat {channel:word} pada {day:day}, belum dijawab.",
  },
  "consent.expired": {
    en: "Consent to {purpose:word} by {channel:word} ended on {day:day}.",
    id: "Persetujuan {purpose:word} lewat {channel:word} berakhir {day:day}.",
  },
  "consent.conflict": {
    en: "The consent of {day:day} to {purpose:word} by {channel:word} contradicts a statement under another customer id on {against:day}. It counts as no until cleared up.",
    id: "Persetujuan {day:day} untuk {purpose:word} lewat {channel:word} bertentangan dengan pernyataan di id pelanggan lain tanggal {against:day}. Dianggap tidak sampai jelas.",
  },
  "consent.other_contact": {
    en: "The consent of {day:day} to {purpose:word} by {channel:word} belongs to another customer id, which does not have this address or number.",
    id: "Persetujuan {day:day} untuk {purpose:word} lewat {channel:word} milik id pelanggan lain, yang tidak punya alamat atau nomor ini.",
  },
  "consent.unknown": {
    en: "Has not agreed to {purpose:word} by {channel:word}. Without consent the answer is no.",
    id: "Belum setuju {purpose:word} lewat {channel:word}. Tanpa persetujuan, jawabannya tidak.",
  },
} as const satisfies Record<string, Texts>;
