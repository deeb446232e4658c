import type { LeftAside } from "./left-aside";

/** An instant for one answer. */
export interface AsOfOptions {
  /** The instant of the answer, inclusive; the clock's if left out. */
  readonly asOf?: Date;
}

/** How far a long piece of work has come. */
export interface Progress {
  /** What is being done. */
  readonly stage: "read" | "measure" | "fit" | "save" | "customers";
  /** Events, orders, models or customers done in this stage. */
  readonly done: number;
  /** How many there are in this stage; missing where nobody knows before the end. */
  readonly total?: number;
}

/** Options of long pieces of work. */
export interface LongWorkOptions extends AsOfOptions {
  /** Told now and then how far the work has come. */
  readonly onProgress?: (progress: Progress) => void;
  /** Told of each customer whose data cannot be counted with, such as totals beyond the safe integers; the work goes on. */
  readonly onLeftAside?: (left: LeftAside) => void;
  /** Stops the work with the signal's reason; nothing is left half-done. */
  readonly signal?: AbortSignal;
}
