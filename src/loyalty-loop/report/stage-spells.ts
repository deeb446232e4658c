import type { Calendar } from "../../kernel";
import type { LoopTrace } from "./trace-loop";

/** A stay at a stage. */
export interface StageSpell {
  /** The stage. */
  readonly stage: string;
  /** How many days it lasted, or has been seen to last. */
  readonly lasted: number;
  /** True if they have left it. */
  readonly ended: boolean;
}

/**
 * Cuts the way of a customer into stays at stages. Stays of no time at all, on the way through at one instant, count as
 * none.
 */
export function stageSpells(trace: LoopTrace<string>, calendar: Calendar): StageSpell[] {
  const spells: StageSpell[] = [];
  let stage = trace.firstStage;
  let since = trace.firstSeenAt;
  const leave = (at: Date, ended: boolean): void => {
    const lasted = calendar.dayOf(at) - calendar.dayOf(since);
    if (!ended || at > since) spells.push({ stage, lasted, ended });
  };
  for (const { region, from, to, at } of trace.transitions) {
    if (region !== "stage" || from === to) continue;
    leave(at, true);
    stage = to;
    since = at;
  }
  leave(trace.asOf, false);
  return spells;
}
