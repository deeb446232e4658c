import type { Texts } from "../../kernel";

/** The measures of the whole base over time. */
export const LOOP_FIGURES = [
  "reached",
  "flows",
  "repeatRate",
  "churnRate",
  "winBackRate",
  "loopRevenue",
  "retention",
  "timeInStage",
] as const;

/** One of `words.loopFigures`. */
export type LoopFigure = (typeof LOOP_FIGURES)[number];

/** What each measure is, for whoever reads the chart. Shares have Wilson's interval, at 95 %. */
export const LOOP_DEFINITIONS = {
  reached: {
    en: "Customers who had ever reached the stage or a deeper one by the end of the period, as a share of those who had reached the stage before it.",
    id: "Pelanggan yang sampai akhir periode pernah mencapai tahap ini atau yang lebih dalam, sebagai bagian dari yang pernah mencapai tahap sebelumnya.",
  },
  flows: {
    en: "Customers who went this way at least once within the period, as a share of all who stood where it starts at some time within it.",
    id: "Pelanggan yang setidaknya sekali menempuh jalan ini dalam periode, sebagai bagian dari semua yang dalam periode itu pernah berada di titik awalnya.",
  },
  repeatRate: {
    en: "Customers who had bought on two or more days by the end of the period, as a share of those who had bought at all.",
    id: "Pelanggan yang sampai akhir periode membeli pada dua hari atau lebih, sebagai bagian dari yang pernah membeli.",
  },
  churnRate: {
    en: "Buyers who were active or overdue at the start of the period and lapsed within it, as a share of those who were active or overdue at its start.",
    id: "Pembeli yang aktif atau berisiko pergi di awal periode lalu berhenti membeli dalam periode itu, sebagai bagian dari yang aktif atau berisiko pergi di awalnya.",
  },
  winBackRate: {
    en: "Buyers who were lapsed or lost at the start of the period and bought again within it, as a share of those who were lapsed or lost at its start.",
    id: "Pembeli yang berhenti atau hilang di awal periode lalu membeli lagi dalam periode itu, sebagai bagian dari yang berhenti atau hilang di awalnya.",
  },
  loopRevenue: {
    en: "Revenue of the period from orders that were bought again without having lapsed, as a share of all its revenue, net of refunds; the interval is that of a ratio over customers.",
    id: "Pendapatan periode dari pembelian ulang tanpa terputus, sebagai bagian dari seluruh pendapatannya setelah pengembalian dana; intervalnya adalah interval rasio antarpelanggan.",
  },
  retention: {
    en: "Customers of the cohort, who first bought within the same period, who bought within the period that many later.",
    id: "Pelanggan kohort, yang pertama kali membeli dalam periode yang sama, yang membeli dalam periode sekian sesudahnya.",
  },
  timeInStage: {
    en: "Days from reaching the stage to leaving it, half of them less and half more; who has not left yet counts as long as they have been seen (Kaplan and Meier).",
    id: "Hari dari mencapai tahap sampai meninggalkannya, separuh lebih singkat dan separuh lebih lama; yang belum pergi dihitung selama terlihat (Kaplan dan Meier).",
  },
} as const satisfies Readonly<Record<LoopFigure, Texts>>;
