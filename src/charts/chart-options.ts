import { LANGUAGES, SetiaError, showValue, type Language, type OptionNames } from "../kernel";
import {
  CHART_PALETTES,
  CHART_THEMES,
  type ChartPalette,
  type ChartTheme,
} from "./figures/palettes";

/** Options of every chart. */
export interface ChartOptions {
  /** Language of title, labels, numbers and money. */
  readonly language: Language;
  /** Background it will stand on; `"light"` if left out. */
  readonly theme?: ChartTheme;
  /** Width of the whole picture in pixels, 240–4000; 640 if left out. */
  readonly width?: number;
  /** Title of your own in place of the usual one. */
  readonly title?: string;
}

/** Their names. */
export const CHART_OPTIONS: OptionNames<ChartOptions> = {
  language: true,
  theme: true,
  width: true,
  title: true,
};

/** Options that were looked at. */
export interface ChartSetting {
  /** Language of all texts. */
  readonly language: Language;
  /** Colours. */
  readonly palette: ChartPalette;
  /** Width of the whole picture in pixels. */
  readonly width: number;
  /** Title of the user's own. */
  readonly title: string | undefined;
}

const DEFAULT_WIDTH = 640;

/**
 * Fills in what options leave out.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function settingOf(options: ChartOptions, where: string): ChartSetting {
  const { language, theme = "light", width = DEFAULT_WIDTH, title } = options;
  if (!LANGUAGES.includes(language)) {
    throw wrong(where, "language", language, LANGUAGES.join(" or "));
  }
  if (!CHART_THEMES.includes(theme)) throw wrong(where, "theme", theme, CHART_THEMES.join(" or "));
  if (!Number.isInteger(width) || width < 240 || width > 4000) {
    throw wrong(where, "width", width, "a whole number of pixels from 240 to 4000");
  }
  return { language, palette: CHART_PALETTES[theme], width, title };
}

function wrong(where: string, name: string, given: unknown, expected: string): SetiaError {
  return new SetiaError(
    "INVALID_OPTION",
    `${where}: ${name} is ${showValue(given)}; expected ${expected}`,
  );
}
