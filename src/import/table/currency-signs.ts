import { LANGUAGES, LOCALES } from "../../kernel";

/**
 * How shops write currencies beside the ISO code. A sign may belong to several. What `Intl` writes of a currency in
 * English and Indonesian is added to it.
 */
const WRITTEN: Readonly<Record<string, string>> = {
  AED: "Dh Dhs Dhs. د.إ",
  ARS: "$ AR$",
  AUD: "$ A$ AU$",
  BDT: "৳ Tk Tk.",
  BGN: "лв лв.",
  BOB: "Bs Bs.",
  BRL: "R$",
  CAD: "$ C$ CA$",
  CHF: "Fr Fr. SFr SFr.",
  CLP: "$ CL$",
  CNY: "¥ ￥ CN¥ 元 RMB",
  COP: "$ CO$ COL$",
  CZK: "Kč",
  DKK: "kr kr.",
  EGP: "E£ £E LE",
  EUR: "€",
  GBP: "£",
  GHS: "₵ GH₵",
  HKD: "$ HK$",
  HUF: "Ft",
  IDR: "Rp Rp.",
  ILS: "₪",
  INR: "₹ Rs Rs.",
  ISK: "kr kr.",
  JPY: "¥ ￥ JP¥ 円",
  KES: "KSh Ksh.",
  KRW: "₩ 원",
  KZT: "₸",
  LKR: "Rs Rs. ₨",
  MXN: "$ MX$ Mex$",
  MYR: "RM",
  NGN: "₦",
  NOK: "kr kr.",
  NPR: "Rs Rs. ₨",
  NZD: "$ NZ$",
  PEN: "S/ S/.",
  PHP: "₱",
  PKR: "Rs Rs. ₨",
  PLN: "zł zl",
  PYG: "₲ Gs Gs.",
  RON: "lei",
  RUB: "₽ руб руб.",
  SAR: "SR ﷼ ر.س",
  SEK: "kr kr.",
  SGD: "$ S$ SG$",
  THB: "฿",
  TRY: "₺ TL",
  TWD: "$ NT$",
  UAH: "₴ грн грн.",
  USD: "$ US$",
  UYU: "$ $U",
  VND: "₫ đ",
  ZAR: "R",
};

/** A currency that is not known: every sign may stand there, see {@link currenciesOf}. */
const UNKNOWN = "XXX";

let known: Map<string, readonly string[]> | undefined;
let owners: Map<string, string[]> | undefined;

/** Gives what may stand beside an amount of a currency. */
export function signsOf(currency: string): readonly string[] {
  known ??= new Map();
  let signs = known.get(currency);
  if (signs === undefined) {
    const own =
      currency === UNKNOWN
        ? [...signOwners().keys()]
        : [currency, ...(WRITTEN[currency]?.split(" ") ?? []), ...intlSigns(currency)];
    signs = [...new Set(own.map((sign) => sign.toLowerCase()))].sort(
      (a, b) => b.length - a.length || (a < b ? -1 : 1),
    );
    known.set(currency, signs);
  }
  return signs;
}

/** Returns which currencies a sign stands for. */
export function currenciesOf(sign: string): readonly string[] {
  return signOwners().get(sign) ?? [];
}

function signOwners(): Map<string, string[]> {
  if (owners !== undefined) return owners;
  owners = new Map<string, string[]>();
  for (const [currency, signs] of Object.entries(WRITTEN)) {
    for (const sign of new Set([currency, ...signs.split(" ")].map((each) => each.toLowerCase()))) {
      const own = owners.get(sign);
      if (own === undefined) owners.set(sign, [currency]);
      else own.push(currency);
    }
  }
  return owners;
}

function intlSigns(currency: string): string[] {
  return LANGUAGES.flatMap((language) =>
    (["symbol", "narrowSymbol"] as const).flatMap((currencyDisplay) =>
      new Intl.NumberFormat(LOCALES[language], { style: "currency", currency, currencyDisplay })
        .formatToParts(0)
        .filter(({ type }) => type === "currency")
        .map(({ value }) => value.replace(/\s/gu, "")),
    ),
  );
}
