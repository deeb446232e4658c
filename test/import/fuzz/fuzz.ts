/** One case of the fuzz: draws an input, changes it, imports it, and judges what came of it. */
import { isSetiaError } from "setia";
import { Chance } from "./chance";
import { DELIVERIES, MUTATIONS, type Mutation } from "./mutations";
import {
  difference,
  dueOf,
  figuresOf,
  lost,
  unfaithful,
  unlisted,
  unsound,
  type Figures,
} from "./oracle";
import { drawDraft, lookupOf, SOURCES, type Draft, type Outcome, type Source } from "./seeds";

export interface Verdict {
  readonly source: string;
  readonly mutation: Mutation;
  /** Whether all came in that was sold, and nothing else. */
  readonly isTaken: boolean;
  /** What is wrong; `undefined` where all is well. */
  readonly wrong?: string | undefined;
  /** For a look at what happened. */
  readonly draft: Draft;
}

/** What the source made of it, or that it refused all of it. */
type Answer = Outcome | "refused";

async function deliver(draft: Draft): Promise<Answer> {
  const { source, records, batches } = draft;
  try {
    if (batches === undefined) return await source.run(records, draft);
    const events = new Map<string, Outcome["events"][number]>();
    const skipped: Outcome["skipped"][number][] = [];
    for (const batch of batches) {
      const lookup = draft.areOrdersKept === true ? lookupOf(draft) : undefined;
      const found = await source.run(batch, draft, lookup);
      for (const event of found.events) if (!events.has(event.id)) events.set(event.id, event);
      skipped.push(...found.skipped.map(({ reason }) => ({ at: undefined, reason })));
    }
    return { events: [...events.values()], skipped };
  } catch (error) {
    if (isSetiaError(error)) return "refused";
    throw error;
  }
}

/** What may be said of records that come twice. */
const isSaidTwice = (reason: string): boolean => reason === "repeated";

function judgeKept(
  draft: Draft,
  answer: Answer,
  mutation: Mutation,
): Pick<Verdict, "isTaken" | "wrong"> {
  const mustBeTaken = mutation.name === "none";
  if (answer === "refused") {
    return { isTaken: false, ...(mustBeTaken && { wrong: "refused as it came" }) };
  }
  const left = answer.skipped.filter(({ reason }) => !isSaidTwice(reason));
  const differs = difference(figuresOf(answer.events), dueOf(draft));
  if (differs === undefined && left.length === 0) return { isTaken: true };
  if (mustBeTaken || left.length === 0)
    return { isTaken: false, wrong: differs ?? "skipped as it came" };
  return { isTaken: false };
}

async function judgeBroken(
  draft: Draft,
  answer: Answer,
): Promise<Pick<Verdict, "isTaken" | "wrong">> {
  if (answer === "refused") return { isTaken: false };
  const found = figuresOf(answer.events);
  const isTaken = difference(found, dueOf({ ...draft, refused: [] })) === undefined;
  if (draft.source.kind === "payload") {
    const at = await lost(draft, answer, deliver);
    const wrong = at === undefined ? unfaithful(draft, answer) : `record ${String(at)} is lost`;
    return { isTaken, wrong };
  }
  if (draft.refused !== undefined) {
    const wrong = unlisted(draft, answer) ?? difference(found, dueOf(draft));
    return { isTaken: false, wrong };
  }
  // A broken file: what is not listed must be as it was.
  const wrong = answer.skipped.length > 0 ? undefined : difference(found, dueOf(draft));
  return { isTaken, wrong };
}

/** The same records twice, in another order or in other batches. */
async function judgeDelivery(
  draft: Draft,
  figures: Figures,
  keeps: boolean,
  chance: Chance,
): Promise<string | undefined> {
  const ways = keeps ? DELIVERIES : DELIVERIES.filter(({ name }) => name !== "in other batches");
  const { name, change } = chance.pick(ways.filter(({ on }) => on.includes(draft.source.kind)));
  const again = change(draft, chance);
  if (again === undefined) return undefined;
  const answer = await deliver(again);
  if (answer === "refused") return `${name}: refused`;
  const differs = difference(figuresOf(answer.events), figures);
  return differs === undefined ? undefined : `${name}: ${differs}`;
}

/** Sources and mutations that a run is about; all if left out. */
export interface Choice {
  readonly sources?: readonly Source[];
  readonly mutations?: readonly Mutation[];
}

/** Draws a mutation first, so that those that seldom fit come as often as the others. */
function drawCase(
  chance: Chance,
  sources: readonly Source[],
  mutations: readonly Mutation[],
): { readonly mutation: Mutation; readonly changed: Draft } {
  const kinds = new Set(sources.map(({ kind }) => kind));
  const ways = mutations.filter(({ on }) => on.some((kind) => kinds.has(kind)));
  for (;;) {
    const mutation = chance.pick(ways);
    const fitting = sources.filter(({ kind }) => mutation.on.includes(kind));
    for (let tries = 0; tries < 40; tries++) {
      const changed = mutation.change(drawDraft(chance.pick(fitting), chance), chance);
      if (changed !== undefined) return { mutation, changed };
    }
  }
}

/**
 * Tries one case.
 *
 * @param seed - tells the case from others, and brings it back
 * @param choice - what to choose from
 */
export async function tryCase(seed: number, choice: Choice = {}): Promise<Verdict> {
  const { sources = SOURCES, mutations = MUTATIONS } = choice;
  const chance = new Chance(seed);
  const { mutation, changed } = drawCase(chance, sources, mutations);
  const { source } = changed;
  const about = { source: source.name, mutation, draft: changed };
  let answer: Answer;
  try {
    answer = await deliver(changed);
  } catch (error) {
    return { ...about, isTaken: false, wrong: `threw ${String(error)}` };
  }
  const fault = answer === "refused" ? undefined : unsound(answer);
  if (fault !== undefined) return { ...about, isTaken: false, wrong: fault };
  const judged = mutation.keeps
    ? judgeKept(changed, answer, mutation)
    : await judgeBroken(changed, answer);
  if (judged.wrong !== undefined || answer === "refused") return { ...about, ...judged };
  // Two records that claim one id are told as repeated; the first one stands.
  const isSteady = mutation.keeps
    ? judged.isTaken && changed.batches === undefined
    : answer.skipped.every(({ reason }) => !isSaidTwice(reason));
  if (!isSteady || !chance.oneIn(4)) return { ...about, ...judged };
  const wrong = await judgeDelivery(changed, figuresOf(answer.events), mutation.keeps, chance);
  return { ...about, ...judged, wrong };
}
