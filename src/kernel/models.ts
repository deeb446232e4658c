import { SetiaError, showValue } from "./checks/errors";

/** What every fitted model carries, so that a stored one can be distinguished and refused if too new. */
export interface ModelHeader {
  /** Which model it is, such as `"rfm"`. */
  readonly kind: string;
  /** Version of its JSON format, counted from 1. */
  readonly version: number;
}

/**
 * Refuses a value that is no model of the wanted kind, or one in a newer format than this code reads.
 *
 * @throws SetiaError `INVALID_MODEL` or `NEWER_MODEL`
 */
export function assertModel(model: unknown, kind: string, version: number): void {
  const header = (typeof model === "object" && model !== null ? model : {}) as Partial<ModelHeader>;
  if (header.kind !== kind || !Number.isInteger(header.version)) {
    throw new SetiaError(
      "INVALID_MODEL",
      `model: its kind is ${showValue(header.kind)}; expected a fitted model of kind "${kind}"`,
    );
  }
  if ((header.version ?? 0) > version) {
    throw new SetiaError(
      "NEWER_MODEL",
      `model: "${kind}" has format ${String(header.version)}; expected ${String(version)} or older, so upgrade setia or refit`,
    );
  }
}
