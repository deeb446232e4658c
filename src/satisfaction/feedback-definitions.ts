import type { Texts } from "../kernel";

/** What is measured of a base's feedback over time. */
export const FEEDBACK_FIGURES = [
  "csat",
  "ces",
  "nps",
  "expectation",
  "complaints",
  "wordOfMouth",
  "credibility",
  "awareness",
] as const;

/** One of `words.feedbackFigures`. */
export type FeedbackFigure = (typeof FEEDBACK_FIGURES)[number];

/** What each measure is, for whoever reads the chart. Every interval is at 95 %. */
export const FEEDBACK_DEFINITIONS = {
  csat: {
    en: "Share of the CSAT answers that are 4 or 5, with Wilson's interval; the mean with Student's.",
    id: "Bagian jawaban CSAT yang bernilai 4 atau 5, dengan interval Wilson; rata-ratanya dengan interval Student.",
  },
  ces: {
    en: "Share of the CES answers that are 5 to 7, with Wilson's interval; the mean with Student's.",
    id: "Bagian jawaban CES yang bernilai 5 sampai 7, dengan interval Wilson; rata-ratanya dengan interval Student.",
  },
  nps: {
    en: "Percent of NPS answers of 9 and 10 less percent of 0 to 6, with Newcombe's interval for shares that shut each other out.",
    id: "Persentase jawaban NPS 9 dan 10 dikurangi persentase 0 sampai 6, dengan interval Newcombe untuk bagian yang saling meniadakan.",
  },
  expectation: {
    en: "What customers got less what they expected, on average, with Student's interval; deliveries in time, of those with a promised date, with Wilson's.",
    id: "Rata-rata yang didapat pelanggan dikurangi yang diharapkan, dengan interval Student; pengiriman tepat waktu dari yang dijanjikan tanggalnya, dengan interval Wilson.",
  },
  complaints: {
    en: "Complaints made in the period, with the hours by which half were answered and half were resolved (Kaplan and Meier); those resolved, and customers who bought again or were content within 90 days of it, with Wilson's interval.",
    id: "Keluhan dalam periode, dengan jam saat separuhnya dijawab dan separuhnya selesai (Kaplan dan Meier); bagian yang selesai, serta pelanggan yang membeli lagi atau puas dalam 90 hari sesudahnya, dengan interval Wilson.",
  },
  wordOfMouth: {
    en: "Words in public, the share of praise among praise and criticism with Wilson's interval, and customers who recommend and who came so.",
    id: "Ucapan di depan umum, bagian pujian di antara pujian dan kritik dengan interval Wilson, serta pelanggan yang merekomendasikan dan yang datang karenanya.",
  },
  credibility: {
    en: "Mean of what is known of these three shares: promises of delivery kept, complaints resolved, praise in public.",
    id: "Rata-rata dari yang diketahui di antara tiga bagian ini: janji pengiriman yang ditepati, keluhan yang selesai, pujian di depan umum.",
  },
  awareness: {
    en: "New customers by how they came to know the shop, of all who first bought in the period, with Wilson's interval.",
    id: "Pelanggan baru menurut cara mereka mengenal toko, dari semua yang pertama kali membeli dalam periode, dengan interval Wilson.",
  },
} as const satisfies Readonly<Record<FeedbackFigure, Texts>>;
