import type { Texts } from "../language";

/** What this library says of what to offer. */
export const CROSS_SELL_TEXTS = {
  "cross_sell.items_too_rare": {
    en: "There are {baskets:count(basket|baskets)}. An item counts from {least} baskets on, and none is in that many.",
    id: "Ada {baskets:count(keranjang)}. Barang dihitung mulai dari {least} keranjang, dan belum ada yang sebanyak itu.",
  },
  "cross_sell.pairs_too_rare": {
    en: "There are {baskets:count(basket|baskets)}. A rule needs two items together in at least {least}, and no two items are in that many.",
    id: "Ada {baskets:count(keranjang)}. Aturan perlu dua barang bersama di sedikitnya {least} keranjang, dan belum ada yang sebanyak itu.",
  },
  "cross_sell.rules_too_weak": {
    en: "Items are bought together in {baskets:count(basket|baskets)}, but no rule reaches the required confidence or lift.",
    id: "Ada barang yang dibeli bersama dalam {baskets:count(keranjang)}, tetapi belum ada aturan yang cukup kuat.",
  },
  "cross_sell.mined": {
    en: "{confidence:share} orders with {antecedent} also have it ({together} of {withAntecedent:number}), {lift:number} times as many as by chance.",
    id: "{confidence:share} pesanan berisi {antecedent} juga memuatnya ({together} dari {withAntecedent:number}), {lift:number} kali lipat dari kebetulan.",
  },
  "cross_sell.also_bought": {
    en: "{confidence:share} customers who buy {antecedent} also buy it ({together} of {withAntecedent:number}), {lift:number} times as many as by chance.",
    id: "{confidence:share} pelanggan yang membeli {antecedent} juga membelinya ({together} dari {withAntecedent:number}), {lift:number} kali lipat dari kebetulan.",
  },
  "cross_sell.written": {
    en: "Your own rule: {rule}.",
    id: "Aturan toko sendiri: {rule}.",
  },
  "cross_sell.category": {
    en: "By category: {confidence:share} who buy {antecedent} also buy {category} ({together} of {withAntecedent}).",
    id: "Menurut kategori: {confidence:share} pembeli {antecedent} juga membeli {category} ({together} dari {withAntecedent}).",
  },
  "cross_sell.popular": {
    en: "A bestseller: {offer} is in {count} of {baskets:count(order|orders)}.",
    id: "Terlaris: {offer} ada di {count} dari {baskets:count(pesanan)}.",
  },
  "cross_sell.unsold": {
    en: "{offer} is in the catalogue, but in no order yet.",
    id: "{offer} ada di katalog, tetapi belum pernah dipesan.",
  },
  "cross_sell.bundle": {
    en: "Bought together in {count:count(order|orders)}; by chance it would be {expected:number}.",
    id: "Dibeli bersama dalam {count:count(pesanan)}; kalau kebetulan saja hanya {expected:number}.",
  },
} as const satisfies Record<string, Texts>;
