import { SetiaError, showValue } from "../kernel";

/** Version of the format that events are written in now. */
export const EVENT_VERSION = 2;

/** Lifts an event, as it was stored, from one version of the format to the next. */
export interface Upcaster {
  /** The version it takes. */
  readonly from: number;
  /** What changed, and what is put in the place of what the older version did not know. */
  readonly change: string;
  /** The event in the next version; pure, and what it does not know it hands on. */
  readonly upcast: (stored: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

/**
 * Every step from the first version to {@link EVENT_VERSION}. A step is never changed once it has been
 * released: logs that need it are out there.
 */
export const UPCASTERS: readonly Upcaster[] = [
  {
    from: 1,
    change:
      "Version 1 (setia 0.1) has no version field. Its tactic_decided has neither arm nor reasons: only decisions that were carried out were recorded, so the arm is treatment, and the reasons are empty.",
    upcast: (stored) =>
      stored["type"] === "tactic_decided"
        ? {
            ...stored,
            arm: stored["arm"] === undefined ? "treatment" : stored["arm"],
            reasons: stored["reasons"] === undefined ? [] : stored["reasons"],
          }
        : stored,
  },
];

/**
 * Lifts a stored event to the present version, step by step, and takes the version off.
 *
 * @throws SetiaError `NEWER_EVENT` for a version that this code does not know yet; `INVALID_INPUT` for one that
 * is no version
 */
export function upcastEvent(
  stored: Readonly<Record<string, unknown>>,
  where: string,
): Readonly<Record<string, unknown>> {
  const { version = 1, ...content } = stored;
  if (!Number.isInteger(version) || (version as number) < 1) {
    throw new SetiaError(
      "INVALID_INPUT",
      `${where}: version is ${showValue(version)}; expected a whole number from 1 to ${String(EVENT_VERSION)}`,
      {
        issues: [
          {
            path: ["event", "version"],
            message: `is ${showValue(version)}; expected a whole number from 1 to ${String(EVENT_VERSION)}`,
          },
        ],
      },
    );
  }
  if ((version as number) > EVENT_VERSION) {
    const message = `is ${String(version)}; expected ${String(EVENT_VERSION)} or older, so upgrade setia`;
    throw new SetiaError("NEWER_EVENT", `${where}: version ${message}`, {
      issues: [{ path: ["event", "version"], message }],
    });
  }
  let event: Readonly<Record<string, unknown>> = content;
  for (const step of UPCASTERS) {
    if (step.from >= (version as number)) event = step.upcast(event);
  }
  return event;
}
