/** The page: asks its worker and shows what comes back. */
import type { Language } from "setia";
import type { Answer, Question, Reply } from "./messages";

const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
const form = element("form", HTMLFormElement);
const file = element("file", HTMLInputElement);
const asOf = element("as-of", HTMLInputElement);
const language = element("language", HTMLSelectElement);
const status = element("status", HTMLElement);
const progress = element("progress", HTMLProgressElement);

asOf.valueAsDate = new Date();

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const chosen = file.files?.[0];
  if (chosen === undefined) status.textContent = "Choose a file first.";
  else void chosen.text().then((csv) => ask({ csv }));
});
element("sample", HTMLButtonElement).addEventListener("click", () => {
  asOf.value = "2026-10-31";
  ask({});
});

function ask(source: Pick<Question, "csv">): void {
  const question: Question = {
    ...source,
    day: asOf.value,
    language: language.value as Language,
  };
  element("answer", HTMLElement).hidden = true;
  progress.hidden = false;
  status.textContent = "Working…";
  worker.postMessage(question);
}

worker.onmessage = ({ data: reply }: MessageEvent<Reply>) => {
  if (reply.kind === "progress") {
    progress.max = reply.total ?? 1;
    if (reply.total === undefined) progress.removeAttribute("value");
    else progress.value = reply.done;
    return;
  }
  progress.hidden = true;
  if (reply.kind === "failed") status.textContent = reply.message;
  else show(reply.answer);
};

function show(answer: Answer): void {
  const { customers, orders, spent, skipped } = answer;
  status.textContent =
    skipped.length === 0
      ? "Done."
      : `Done. ${String(skipped.length)} rows left out: ${skipped[0] ?? ""}`;
  element("headline", HTMLElement).textContent =
    `${String(customers)} customers, ${String(orders)} orders, ${spent}.`;
  element("segments", HTMLElement).replaceChildren(
    ...answer.segments.map((segment) => {
      const bar = make("span", "");
      bar.className = "bar";
      bar.style.width = `${String(Math.round(segment.share * 100))}%`;
      const head = make("th", segment.name);
      head.scope = "row";
      const cells = [make("td", String(segment.customers)), make("td", segment.spent)];
      for (const cell of cells) cell.className = "number";
      return make("tr", head, ...cells, make("td", bar));
    }),
  );
  element("actions", HTMLElement).replaceChildren(
    ...answer.actions.map(({ customer, title, reasons }, index) => {
      const why = make(
        "details",
        make("summary", make("strong", customer), `: ${title}`),
        make("ul", ...reasons.map((reason) => make("li", reason))),
      );
      why.open = index === 0;
      return make("li", why);
    }),
  );
  const shown = element("answer", HTMLElement);
  shown.hidden = false;
  for (const id of ["segments", "actions"]) element(id, HTMLElement).lang = language.value;
}

function element<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  ...children: (string | HTMLElement)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.append(...children);
  return made;
}
