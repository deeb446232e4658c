/** One self-contained HTML page for the owner of a shop: what to do first, pictures and tables, nothing loaded. */
import { basename } from "node:path";
import { explain, formatMoney, wordOf, type CrmReport, type Language, type Reason } from "setia";
import { CHART_PALETTES, type Chart } from "setia/charts";
import { escapeHtml, renderChart } from "./render-chart";
import { colourNames, REPORT_STYLE } from "./report-style";
import { say, type ReportText } from "./report-texts";
import { chartsOf, type DrawChart, type ShopChart } from "./shop-charts";
import { COMPARED_DAYS, type ShopInsights } from "./shop-insights";

/** One thing to do for one customer, in words. */
export interface ActionCard {
  /** Who: name and id. */
  readonly who: string;
  /** What to do. */
  readonly title: string;
  /** Segment, stage and activity. */
  readonly standing: readonly string[];
  /** What to say to the customer. */
  readonly message: string;
  /** What to offer, if anything. */
  readonly offer: string | undefined;
  /** Why, one sentence each. */
  readonly reasons: readonly string[];
}

/** What the report is made of. */
export interface ReportParts {
  /** Results of each room. */
  readonly insights: ShopInsights;
  /** How the base divides. */
  readonly counts: CrmReport;
  /** What to do first. */
  readonly actions: readonly ActionCard[];
  /** Customers by what is to be done, most first. */
  readonly perTactic: readonly { readonly name: string; readonly customers: number }[];
  /** What to know before trusting the figures. */
  readonly diagnostics: readonly Reason[];
  /** Whether the shop is made up. */
  readonly isGenerated: boolean;
}

const WIDE = 672;
const NARROW = 330;
const MOST_RULES = 10;

/**
 * Writes the report.
 *
 * @param parts - what it is made of
 * @param language - in which language
 * @returns a whole HTML page
 */
export async function reportPage(parts: ReportParts, language: Language): Promise<string> {
  const { insights, counts, actions, perTactic } = parts;
  const { shop, rules } = insights;
  const charts = chartsOf(insights);
  const text = (name: ReportText, params?: Readonly<Record<string, string | number>>): string =>
    escapeHtml(say(name, language, params));
  const figures = async (...names: readonly ShopChart[]): Promise<string> => {
    const drawn: string[] = [];
    for (const name of names) {
      const draw = charts.get(name);
      if (draw !== undefined) drawn.push(await figureOf(draw, language));
    }
    return drawn.join("\n");
  };
  const day = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: shop.timeZone });
  const heading = { shop: basename(shop.name), day: day.format(counts.asOf) };

  const sections: (readonly [id: string, name: ReportText, content: string])[] = [
    ["act", "act", `${lead("actLead")}${cardsOf(actions, language)}${tacticTable()}`],
    [
      "who",
      "who",
      `${lead("whoLead")}${await figures("segment-map")}${segmentTable()}${await figures("rfm-heat-map")}`,
    ],
    [
      "moved",
      "moved",
      lead("movedLead", { days: COMPARED_DAYS }) +
        (await figures("segment-flows", "stage-funnel", "stage-flows", "retention")),
    ],
    [
      "future",
      "future",
      lead("futureLead") + (await figures("lifetime-value", "forecast-record", "alive-history")),
    ],
  ];
  if (rules.length > 0) {
    const network = await figures("basket-network");
    sections.push(["baskets", "baskets", `${lead("basketsLead")}${network}${ruleTable()}`]);
  }
  const notes = [
    text("private"),
    ...(parts.isGenerated ? [text("generated")] : []),
    ...parts.diagnostics.map((given) => escapeHtml(explain(given, language))),
  ];
  sections.push(["know", "know", `<ul>${notes.map((note) => `<li>${note}</li>`).join("")}</ul>`]);

  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${text("title")}: ${text("of", heading)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<a class="skip" href="#content">${text("skip")}</a>
<header>
<h1>${text("title")}</h1>
<p>${text("of", heading)}</p>
${tiles()}
</header>
<nav aria-label="${text("contents")}"><ul>
${sections.map(([id, name]) => `<li><a href="#${id}">${text(name)}</a></li>`).join("\n")}
</ul></nav>
<main id="content" tabindex="-1">
${sections
  .map(
    ([id, name, content]) =>
      `<section aria-labelledby="${id}">\n<h2 id="${id}">${text(name)}</h2>\n${content}\n</section>`,
  )
  .join("\n")}
</main>
<footer><p>${text("made")}</p></footer>
</body>
</html>
`;

  function lead(name: ReportText, params?: Readonly<Record<string, string | number>>): string {
    return `<p class="lead">${text(name, params)}</p>`;
  }

  function tiles(): string {
    const { lifetimeValue } = insights.predictions;
    const ahead = lifetimeValue?.reduce((sum, value) => sum + value, 0);
    const here = counts.activities
      .filter(({ name }) => name === "active" || name === "overdue")
      .reduce((sum, { customers }) => sum + customers, 0);
    const rows: (readonly [ReportText, string])[] = [
      ["customers", number(counts.customers)],
      ["orders", number(counts.orders)],
      ["revenue", shortMoney(counts.revenue)],
      ["present", percent(here / Math.max(1, counts.customers))],
      ...(ahead === undefined ? [] : [["ahead", shortMoney(ahead)] as const]),
    ];
    const entries = rows.map(
      ([name, value]) => `<div><dt>${text(name)}</dt><dd>${escapeHtml(value)}</dd></div>`,
    );
    return `<dl class="tiles" aria-label="${text("figures")}">${entries.join("")}</dl>`;
  }

  function tacticTable(): string {
    const all = Math.max(1, counts.customers);
    const largest = Math.max(1, ...perTactic.map(({ customers }) => customers));
    return tableOf("tactics", ["tactic", "customers", "share"], language, [
      ...perTactic.map(({ name, customers }) => ({
        cells: [capital(name), number(customers), percent(customers / all)],
        bar: customers / largest,
      })),
    ]);
  }

  function segmentTable(): string {
    const { customers: all, revenue: money } = counts;
    const largest = Math.max(1, ...counts.segments.map(({ revenue }) => revenue));
    const header = ["segment", "customers", "share", "revenue", "shareOfRevenue"] as const;
    return tableOf(
      "segments",
      header,
      language,
      counts.segments.map(({ name, customers, revenue }) => ({
        cells: [
          capital(wordOf(name, language)),
          number(customers),
          percent(customers / Math.max(1, all)),
          shortMoney(revenue),
          percent(revenue / Math.max(1, money)),
        ],
        bar: revenue / largest,
      })),
    );
  }

  function ruleTable(): string {
    const nameOf = (item: string | { readonly category: string }): string =>
      typeof item === "string" ? (shop.products.get(item)?.name ?? item) : item.category;
    const times = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
    return tableOf(
      "rules",
      ["when", "then", "together", "confidence", "lift"],
      language,
      rules.slice(0, MOST_RULES).map(({ when, offer, measures }) => ({
        cells: [
          (when.inBasket ?? []).map(nameOf).join(" + "),
          nameOf("sku" in offer ? offer.sku : offer),
          number(measures.count),
          percent(measures.confidence),
          `× ${times.format(measures.lift)}`,
        ],
        texts: 2,
      })),
    );
  }

  function shortMoney(amount: number): string {
    return formatMoney(amount, shop.currency, language, { notation: "compact" });
  }

  function number(value: number): string {
    return new Intl.NumberFormat(language).format(value);
  }

  function percent(value: number): string {
    // A few of very many are not nobody.
    const digits =
      value > 0 && value < 0.005 ? { maximumSignificantDigits: 1 } : { maximumFractionDigits: 0 };
    return new Intl.NumberFormat(language, { style: "percent", ...digits }).format(value);
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function cardsOf(actions: readonly ActionCard[], language: Language): string {
  if (actions.length === 0) return `<p>${escapeHtml(say("nobody", language))}</p>`;
  const cards = actions.map(({ who, title, standing, message, offer, reasons }) => {
    const why = escapeHtml(say("whyOf", language, { who }));
    return `<li>
<div class="head"><h3>${escapeHtml(who)}</h3><p class="what">${escapeHtml(title)}</p></div>
<p class="chips">${escapeHtml(standing.join(" · "))}</p>
<blockquote>${escapeHtml(message)}</blockquote>
${offer === undefined ? "" : `<p>${escapeHtml(say("offer", language))}: <strong>${escapeHtml(offer)}</strong></p>`}
<details><summary aria-label="${why}">${escapeHtml(say("why", language))}</summary>
<ul>${reasons.map((reason) => `<li>${escapeHtml(reason)}</li>`).join("")}</ul></details>
</li>`;
  });
  return `<ol class="cards">${cards.join("\n")}</ol>`;
}

interface TableRow {
  readonly cells: readonly string[];
  /** Length of a bar at the end, 0–1. */
  readonly bar?: number;
  /** How many of the first cells are words; 1 if left out. */
  readonly texts?: number;
}

/** A table that can be moved sideways with the keyboard where it is too wide. */
function tableOf(
  title: ReportText,
  header: readonly ReportText[],
  language: Language,
  rows: readonly TableRow[],
): string {
  const hasBars = rows.some(({ bar }) => bar !== undefined);
  const texts = rows[0]?.texts ?? 1;
  const kind = (at: number): string => (at < texts ? ' class="text"' : "");
  const head = header.map(
    (name, at) => `<th scope="col"${kind(at)}>${escapeHtml(say(name, language))}</th>`,
  );
  const body = rows.map(({ cells, bar }) => {
    const [first = "", ...others] = cells;
    const rest = others.map((cell, at) => `<td${kind(at + 1)}>${escapeHtml(cell)}</td>`);
    const drawn =
      bar === undefined
        ? ""
        : `<td class="bar" aria-hidden="true"><span style="width:${(bar * 100).toFixed(1)}%"></span></td>`;
    return `<tr><th scope="row">${escapeHtml(first)}</th>${rest.join("")}${drawn}</tr>`;
  });
  const name = escapeHtml(say("tableOf", language, { table: say(title, language) }));
  return `<h3 class="table">${escapeHtml(say(title, language))}</h3>
<div class="scroll" role="region" aria-label="${name}" tabindex="0"><table>
<thead><tr>${head.join("")}${hasBars ? '<td class="bar" aria-hidden="true"></td>' : ""}</tr></thead>
<tbody>
${body.join("\n")}
</tbody></table></div>`;
}

/** A chart for wide and one for narrow pages, in the page's own colours, and the same in words. */
async function figureOf(draw: DrawChart, language: Language): Promise<string> {
  const chart = draw({ language, width: WIDE });
  const [wide, narrow] = await Promise.all(
    [chart, draw({ language, width: NARROW })].map(async (each) =>
      inPageColours(await renderChart(each)),
    ),
  );
  const words = [...new Set(sentencesOf(chart))];
  const title = escapeHtml(say("wordsOf", language, { chart: chart.title.text.join(" ") }));
  const told =
    words.length === 0
      ? ""
      : `<details><summary aria-label="${title}">${escapeHtml(say("words", language))}</summary>
<ul>${words.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join("")}</ul></details>`;
  return `<figure>
<div class="wide">${wide ?? ""}</div>
<div class="narrow">${narrow ?? ""}</div>
${told}
</figure>`;
}

function sentencesOf(chart: Chart): string[] {
  return chart.layer
    .filter(({ encoding }) => encoding.description !== undefined)
    .flatMap(({ data }) => data.values.map((row) => String(row["told"])));
}

/** Colours of the light palette become variables, so that one drawing serves light and dark. */
function inPageColours(svg: string): string {
  const names = colourNames(CHART_PALETTES.light);
  return svg.replace(/"(#[0-9a-f]{6})"/gu, (whole, colour: string) => {
    const name = names.get(colour);
    return name === undefined ? whole : `"var(--${name})"`;
  });
}
