/** How customers are addressed, by what stands before a name; spoken forms in English and Indonesian. */
export const HONORIFICS = {
  ibu: { en: "Ms", id: "Bu" },
  bu: { en: "Ms", id: "Bu" },
  nyonya: { en: "Mrs", id: "Bu" },
  ny: { en: "Mrs", id: "Bu" },
  bapak: { en: "Mr", id: "Pak" },
  bpk: { en: "Mr", id: "Pak" },
  bp: { en: "Mr", id: "Pak" },
  pak: { en: "Mr", id: "Pak" },
  tuan: { en: "Mr", id: "Pak" },
  tn: { en: "Mr", id: "Pak" },
  nona: { en: "Miss", id: "Nona" },
  nn: { en: "Miss", id: "Nona" },
  mas: { en: "", id: "Mas" },
  mbak: { en: "", id: "Mbak" },
  mba: { en: "", id: "Mbak" },
  kak: { en: "", id: "Kak" },
  kakak: { en: "", id: "Kak" },
  bang: { en: "", id: "Bang" },
  abang: { en: "", id: "Bang" },
  uda: { en: "", id: "Uda" },
  uni: { en: "", id: "Uni" },
  koh: { en: "", id: "Koh" },
  cik: { en: "", id: "Cik" },
  saudara: { en: "", id: "Kak" },
  sdr: { en: "", id: "Kak" },
  saudari: { en: "", id: "Kak" },
  sdri: { en: "", id: "Kak" },
  mr: { en: "Mr", id: "Pak" },
  mister: { en: "Mr", id: "Pak" },
  mrs: { en: "Mrs", id: "Bu" },
  ms: { en: "Ms", id: "Bu" },
  miss: { en: "Miss", id: "Nona" },
} as const satisfies Record<string, { readonly en: string; readonly id: string }>;

/** Honorifics of men. */
export const MEN: readonly string[] = [
  ...["bapak", "bpk", "bp", "pak", "tuan", "tn", "mas", "bang", "abang", "uda", "koh"],
  ...["saudara", "sdr", "mr", "mister"],
];

/** Honorifics of women. */
export const WOMEN: readonly string[] = [
  ...["ibu", "bu", "nyonya", "ny", "nona", "nn", "mbak", "mba", "uni", "cik"],
  ...["saudari", "sdri", "mrs", "ms", "miss"],
];

/** Academic, religious and noble titles before a name, the Balinese `I` and `Ni`, without dots. */
export const TITLES: readonly string[] = [
  ...["dr", "drg", "drh", "drs", "dra", "ir", "prof", "apt", "ns"],
  ...["h", "hj", "haji", "hajah", "hajjah", "kh", "kyai", "kiai", "ust", "ustad", "ustadz"],
  ...["ustadzah", "habib", "tgk", "pdt", "rm", "ra", "rr", "raden", "r", "ng", "i", "ni"],
];

/** Degrees behind a name, without dots and spaces. */
export const DEGREES: readonly string[] = [
  ...["amd", "amdkeb", "amdkep", "sag", "sap", "se", "sei", "sfarm", "sfil", "sh", "shi", "shum"],
  ...["sik", "sip", "sikom", "skg", "skm", "sked", "skep", "skel", "skom", "sp", "spd", "spdi"],
  ...["spi", "spsi", "spt", "ss", "ssi", "ssn", "ssos", "sst", "st", "sth", "stp", "str"],
  ...["ma", "mag", "map", "mba", "mcs", "meng", "mfarm", "mh", "mhum", "mik", "mikom", "mkes"],
  ...["mkom", "mm", "mpd", "mpdi", "mph", "mpsi", "msc", "msi", "msn", "mt", "mti", "ak", "ca"],
  ...[
    "cpa",
    "phd",
    "md",
    "bsc",
    "ba",
    "sc",
    "lc",
    "llm",
    "spog",
    "sppd",
    "spa",
    "spb",
    "apt",
    "ners",
  ],
];

/** What firms are called by, before or behind the name. */
export const FIRM_MARKS: readonly string[] = [
  ...["pt", "cv", "ud", "pd", "fa", "toko", "koperasi", "yayasan", "warung", "tbk", "persero"],
  ...["ltd", "llc", "inc", "gmbh", "bv", "plc", "corp"],
];
