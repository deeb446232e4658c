/** Draws a chart with the real Vega, without a browser. */
import { parse, View, Warn, type LoggerInterface } from "vega";
import { compile } from "vega-lite";
import type { Chart } from "setia/charts";

/**
 * Draws a chart as SVG.
 *
 * @param chart - from `setia/charts`
 * @returns the SVG's text, the same on every machine
 */
export async function renderChart(chart: Chart): Promise<string> {
  const complaints: string[] = [];
  const logger: LoggerInterface = {
    level: () => logger,
    error: (...text) => complain(text),
    warn: (...text) => complain(text),
    info: () => logger,
    debug: () => logger,
  };
  const complain = (text: readonly unknown[]): LoggerInterface => {
    complaints.push(text.map(String).join(" "));
    return logger;
  };
  const { spec } = compile(chart, { logger });
  const view = new View(parse(spec), { renderer: "none", logLevel: Warn, logger });
  const svg = await view.toSVG();
  view.finalize();
  if (complaints.length > 0) throw new Error(`Vega complains: ${complaints.join("; ")}`);
  const described = escapeHtml(chart.description);
  return (
    svg
      // One picture with one name: a table beside it tells the figures better than a hundred marks.
      .replace(/ (?:role|aria-[a-z]+)="[^"]*"/gu, "")
      .replace("<svg ", `<svg role="img" aria-label="${described}" `)
      // Hundredths of a pixel are seen by nobody.
      .replace(/-?\d+\.\d{3,}/gu, (number) => String(Math.round(Number(number) * 100) / 100))
  );
}

/**
 * Writes a text so that it is no markup.
 *
 * @param text - any text
 * @returns the same for HTML and SVG, also between quotes
 */
export function escapeHtml(text: string): string {
  const marks: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/gu, (mark) => marks[mark] ?? mark);
}
