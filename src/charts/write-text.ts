import { fillText, type Language, type ReasonParams } from "../kernel";
import { CHART_TEXTS, type ChartText } from "./chart-texts";

/**
 * Writes a text of a chart.
 *
 * @param name - which
 * @param language - in which language
 * @param params - what its braces are filled with
 * @returns the text
 */
export function writeText(name: ChartText, language: Language, params: ReasonParams = {}): string {
  return fillText(CHART_TEXTS[name][language], params, language);
}
