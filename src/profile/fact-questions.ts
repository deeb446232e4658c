import type { Texts } from "../kernel";

/** What can be asked of a customer, one thing at a time. */
export const FACT_QUESTIONS = {
  name: {
    en: "May we know your name?",
    id: "Boleh tahu namanya?",
  },
  honorific: {
    en: "How would you like us to address you?",
    id: "Lebih suka disapa apa?",
  },
  contact: {
    en: "Where should we send news of your order: e-mail or WhatsApp?",
    id: "Kabar pesanan sebaiknya dikirim ke mana: email atau WhatsApp?",
  },
  city: {
    en: "Which city do you live in?",
    id: "Tinggal di kota mana?",
  },
  bought: {
    en: "What are you looking for?",
    id: "Lagi cari apa?",
  },
  conversation: {
    en: "Is there anything we can help you with?",
    id: "Ada yang bisa kami bantu?",
  },
  feedback: {
    en: "How do you like what you bought? Is anything not right?",
    id: "Bagaimana barangnya? Ada yang kurang?",
  },
} as const satisfies Record<string, Texts>;

/** What a question asks for. */
export type QuestionTopic = keyof typeof FACT_QUESTIONS;

/** When to ask: the moment at which each question is natural. */
export const QUESTION_MOMENTS = {
  name: { en: "at the first talk or at checkout", id: "saat pertama bicara atau saat membayar" },
  honorific: { en: "at the next talk", id: "saat berikutnya bicara" },
  contact: { en: "at checkout", id: "saat membayar" },
  city: { en: "when goods are to be sent", id: "saat barang akan dikirim" },
  bought: { en: "at the next visit", id: "saat kunjungan berikutnya" },
  conversation: { en: "now, without selling", id: "sekarang, tanpa berjualan" },
  feedback: { en: "5 to 10 days after delivery", id: "5 sampai 10 hari setelah barang diterima" },
} as const satisfies Record<QuestionTopic, Texts>;
