import type { ConsentPurpose } from "../../events";
import { holdsChannel } from "../contacts/channels";

/** What a statement or a question about consent speaks of. */
export interface ConsentScope {
  /** What for; `any` is everything. */
  readonly purpose: ConsentPurpose;
  /** On which channel; `any` is all of them. */
  readonly channel: string;
  /** Key of the address or number; all of them if left out. */
  readonly contact?: string;
}

const ANY = "any";

/** Whether one scope holds all of another. */
export function covers(wide: ConsentScope, narrow: ConsentScope): boolean {
  return (
    (wide.purpose === ANY || wide.purpose === narrow.purpose) &&
    holdsChannel(wide.channel, narrow.channel) &&
    (wide.contact === undefined || wide.contact === narrow.contact)
  );
}

/** Whether two scopes have anything in common. */
export function meets(a: ConsentScope, b: ConsentScope): boolean {
  return (
    (a.purpose === ANY || b.purpose === ANY || a.purpose === b.purpose) &&
    (holdsChannel(a.channel, b.channel) || holdsChannel(b.channel, a.channel)) &&
    (a.contact === undefined || b.contact === undefined || a.contact === b.contact)
  );
}
