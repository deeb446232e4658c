import { CRM_TEXTS } from "./reasons/crm";
import { CROSS_SELL_TEXTS } from "./reasons/cross-sell";
import { LIFETIME_TEXTS } from "./reasons/lifetime";
import { LOYALTY_TEXTS } from "./reasons/loyalty";
import { PROFILE_TEXTS } from "./reasons/profile";
import { RFM_TEXTS } from "./reasons/rfm";
import { TACTICS_TEXTS } from "./reasons/tactics";

type AllTexts = typeof RFM_TEXTS &
  typeof LIFETIME_TEXTS &
  typeof LOYALTY_TEXTS &
  typeof CROSS_SELL_TEXTS &
  typeof PROFILE_TEXTS &
  typeof TACTICS_TEXTS &
  typeof CRM_TEXTS;

/**
 * Every reason this library can give, in English and Indonesian; the files in `reasons` are for translators.
 *
 * In braces stand the parameters. `{n}` is put in as it is; after a colon comes how it is written:
 * `number`, `percent` (0.31 → 31 %), `share` (0.25 → 1 in 4), `money` (minor units, of the parameter `currency`), `day`
 * (`YYYY-MM-DD`), `word` (looked up in `words.ts`; `words` for several with commas between), `count(day|days)` (the number with its noun, singular
 * and plural; Indonesian needs one form only), `feature` (what the parameter `actual` means for that feature, by `feature-phrases.ts`).
 */
export const REASON_TEXTS = /* @__PURE__ */ joined(
  RFM_TEXTS,
  LIFETIME_TEXTS,
  LOYALTY_TEXTS,
  CROSS_SELL_TEXTS,
  PROFILE_TEXTS,
  TACTICS_TEXTS,
  CRM_TEXTS,
);

/** Joins in a call, which a bundler may leave out: spreading alone it would keep. */
function joined(...parts: readonly object[]): AllTexts {
  return Object.assign({}, ...parts) as AllTexts;
}
