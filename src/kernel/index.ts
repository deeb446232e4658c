/**
 * What every room needs: errors and checks, money, days, sentences.
 * Enter by `SetiaError`, `formatMoney`, `calendarOf`, `reason` and `explain`.
 * Knows nobody.
 */
export {
  assertData,
  assertFields,
  assertFunction,
  assertIterable,
  assertOptions,
  assertRecord,
  assertText,
  assertTexts,
  atAsyncDoor,
  atDoor,
  unreadable,
  type OptionNames,
} from "./checks/arguments";
export { isBlank } from "./checks/blank";
export {
  assertInstant,
  assertTimeZone,
  calendarOf,
  formatDay,
  type Calendar,
} from "./time/calendar";
export { ascendingOrder, compareCodePoints } from "./code-points";
export { defined } from "./defined";
export {
  assertList,
  formatPath,
  isSetiaError,
  issuesError,
  SETIA_ERROR_CODES,
  SetiaError,
  showValue,
  type Issue,
  type SetiaErrorCode,
  type SetiaErrorOptions,
} from "./checks/errors";
export { hashText } from "./hash";
export { readInstant } from "./time/instants";
export { assertLanguage, LANGUAGES, LOCALES, type Language, type Texts } from "./texts/language";
export { assertModel, type ModelHeader } from "./models";
export {
  assertAmount,
  assertSum,
  currencyExponent,
  displayedDecimals,
  formatMoney,
  fromDecimal,
  toDecimal,
  type FormatMoneyOptions,
  type FromDecimalOptions,
} from "./money/money";
export {
  PERIOD_LENGTHS,
  periodIndex,
  periodsBetween,
  type Period,
  type PeriodLength,
} from "./time/periods";
export { REASON_TEXTS } from "./texts/reason-texts";
export { explain, explainWith, fillText, wordOf } from "./texts/explain";
export type { Dictionary } from "./texts/fill";
export {
  reason,
  type ParamsOf,
  type Reason,
  type ReasonCode,
  type ReasonParams,
} from "./texts/reasons";
export { CROSS_SELL_TEXTS } from "./texts/reasons/cross-sell";
export { LIFETIME_TEXTS } from "./texts/reasons/lifetime";
export { LOYALTY_TEXTS } from "./texts/reasons/loyalty";
export { PROFILE_TEXTS } from "./texts/reasons/profile";
export { RFM_TEXTS } from "./texts/reasons/rfm";
export { RFM_WORDS } from "./texts/rfm-words";
export { WORDS } from "./texts/words";
export { zoneOffsets, type ZoneOffset } from "./time/zone-offsets";
