/** What the page and its worker say to each other: plain data, since a worker shares nothing. */
import type { Language } from "setia";

/** What the page asks for. */
export interface Question {
  /** A file of orders as text; a sample shop if left out. */
  readonly csv?: string;
  /** The calendar day to look at, "2026-10-31", to its end. */
  readonly day: string;
  readonly language: Language;
}

/** A segment in words. */
export interface SegmentLine {
  readonly name: string;
  readonly customers: number;
  readonly spent: string;
  /** Of all that was spent, 0 to 1. */
  readonly share: number;
}

/** Something to do, in words. */
export interface ActionLine {
  readonly customer: string;
  readonly title: string;
  readonly reasons: readonly string[];
}

/** Everything that the page shows. */
export interface Answer {
  readonly customers: number;
  readonly orders: number;
  readonly spent: string;
  readonly segments: readonly SegmentLine[];
  readonly actions: readonly ActionLine[];
  /** Rows of the file that could not be used, each with its reason. */
  readonly skipped: readonly string[];
}

/** What the worker says. */
export type Reply =
  | {
      readonly kind: "progress";
      readonly stage: string;
      readonly done: number;
      readonly total?: number;
    }
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "failed"; readonly message: string };
