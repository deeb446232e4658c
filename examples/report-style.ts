/** The looks of the report: light and dark, narrow and wide, on screen and on paper. */
import { CHART_PALETTES, type ChartPalette } from "setia/charts";

/** Each colour of the charts by the name of its variable. */
export function colourNames(palette: ChartPalette): Map<string, string> {
  return new Map(
    Object.entries(palette).flatMap(([name, colour]: [string, string | readonly string[]]) =>
      typeof colour === "string"
        ? [[colour, name] as const]
        : colour.map((step, at) => [step, `${name}-${String(at + 1)}`] as const),
    ),
  );
}

function variablesOf(palette: ChartPalette): string {
  return [...colourNames(palette)].map(([colour, name]) => `--${name}:${colour}`).join(";");
}

/** The style sheet. */
export const REPORT_STYLE = `
:root{color-scheme:light dark;${variablesOf(CHART_PALETTES.light)};--card:#f6f8fa;--page:#eef1f4}
@media (prefers-color-scheme:dark){:root{${variablesOf(CHART_PALETTES.dark)};--card:#1a222b;--page:#0c1116}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
.skip{position:absolute;left:-9999px}
.skip:focus{left:12px;top:12px;padding:8px 14px;background:var(--paper);z-index:1;border-radius:6px}
header,main,footer,nav{max-width:760px;margin:0 auto;padding:0 20px}
header{padding-top:36px}
h1{font-size:30px;line-height:1.2;margin:0 0 6px;letter-spacing:-.01em}
h2{font-size:22px;line-height:1.3;margin:0 0 4px;scroll-margin-top:16px}
h3{font-size:16px;line-height:1.35;margin:0}
p{margin:0 0 12px}
.lead,header p{color:var(--muted)}
.lead{font-size:15px}
a{color:var(--good);text-underline-offset:3px}
:focus-visible{outline:3px solid var(--good);outline-offset:2px;border-radius:4px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(125px,1fr));gap:10px;margin:20px 0 0;padding:0}
.tiles div{background:var(--paper);border-radius:12px;padding:12px 14px}
.tiles dt{color:var(--muted);font-size:13px}
.tiles dd{margin:2px 0 0;font-size:21px;font-weight:650;line-height:1.25;font-variant-numeric:tabular-nums}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;margin:18px 0 0;padding:0;font-size:15px}
section{background:var(--paper);border-radius:16px;padding:24px 24px 20px;margin:20px 0}
figure{margin:22px 0 0}
figure svg{display:block;max-width:100%;height:auto}
.narrow{display:none}
.cards{list-style:none;margin:16px 0 0;padding:0;display:grid;gap:12px}
.cards>li{background:var(--card);border-radius:12px;padding:14px 16px}
.head{display:flex;flex-wrap:wrap;gap:2px 10px;align-items:baseline;justify-content:space-between}
.what{font-weight:650;color:var(--good);margin:0}
.chips{color:var(--muted);font-size:14px;margin:2px 0 8px}
blockquote{margin:0 0 8px;padding:2px 0 2px 12px;border-left:3px solid var(--good)}
details{font-size:14px;margin-top:6px}
summary{cursor:pointer;color:var(--muted);padding:4px 0;width:fit-content}
details ul{margin:4px 0 8px;padding-left:20px}
h3.table{margin-top:24px}
.scroll{overflow-x:auto;margin-top:8px}
table{border-collapse:collapse;width:100%;font-size:14.5px;font-variant-numeric:tabular-nums}
th,td{text-align:right;padding:7px 0 7px 16px;border-bottom:1px solid var(--grid);vertical-align:top}
th:first-child,td:first-child,.text{text-align:left}
th:first-child,td:first-child{padding-left:0}
thead th{color:var(--muted);font-weight:500;font-size:13.5px;vertical-align:bottom}
tbody th{font-weight:500}
td.bar{min-width:80px;padding-top:13px}
td.bar span{display:block;height:8px;border-radius:4px;background:var(--good);min-width:2px}
footer{color:var(--muted);font-size:14px;padding-bottom:48px}
@media (max-width:719px){
header,main,footer,nav{padding-left:14px;padding-right:14px}
header{padding-top:24px}
h1{font-size:25px}
section{padding:18px 14px 14px;border-radius:12px}
.wide{display:none}
.narrow{display:block}
td.bar,th.bar{display:none}
th,td{padding-left:12px}
}
@media print{
body{background:#fff}
section{break-inside:auto;padding:12px 0}
figure,.cards>li,tr{break-inside:avoid}
nav,.skip{display:none}
}
`;
