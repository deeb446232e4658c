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
export {
  measureBalance,
  measureDuration,
  measureMean,
  measureRatio,
  measureShare,
  type Interval,
  type DurationEstimate,
  type MeanEstimate,
  type ShareEstimate,
} from "./intervals";
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
export { normalQuantile } from "./normal";
export {
  PERIOD_LENGTHS,
  periodIndex,
  periodsBetween,
  type Period,
  type PeriodLength,
} from "./time/periods";
export { REASON_TEXTS } from "./texts/reason-texts";
export {
  explain,
  fillText,
  reason,
  wordOf,
  type ParamsOf,
  type Reason,
  type ReasonCode,
  type ReasonParams,
} from "./texts/reasons";
export { zoneOffsets, type ZoneOffset } from "./time/zone-offsets";
