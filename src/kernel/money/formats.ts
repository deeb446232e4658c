// Making a format costs a hundred times what using it costs, and a long explanation asks for the same few again and again.
// Formats are pure, so nothing shows that they are remembered.
let numberFormats: Map<string, Intl.NumberFormat> | undefined;
let dayFormats: Map<string, Intl.DateTimeFormat> | undefined;
let pluralRules: Map<string, Intl.PluralRules> | undefined;

/** Gives a format for numbers. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  numberFormats ??= new Map();
  const key = `${locale} ${JSON.stringify(options)}`;
  return remember(numberFormats, key, () => new Intl.NumberFormat(locale, options));
}

/** Gives the format for calendar days, which are told as midnight in UTC. */
export function dayFormat(locale: string): Intl.DateTimeFormat {
  dayFormats ??= new Map();
  const options = { dateStyle: "medium", timeZone: "UTC" } as const;
  return remember(dayFormats, locale, () => new Intl.DateTimeFormat(locale, options));
}

/** Gives the rules of singular and plural. */
export function pluralRulesOf(locale: string): Intl.PluralRules {
  pluralRules ??= new Map();
  return remember(pluralRules, locale, () => new Intl.PluralRules(locale));
}

function remember<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
