import { fillText, type Language, type ReasonParams } from "../../kernel";
import { CHART_TEXTS, type ChartText } from "../figures/chart-texts";

/** Writes a text of a chart. */
export function writeText(name: ChartText, language: Language, params: ReasonParams = {}): string {
  return fillText(CHART_TEXTS[name][language], params, language);
}
