import type { ConsentChanged, ConsentProof } from "../../events";
import { defined, showValue } from "../../kernel";
import { eventId, withContentId, type Collector } from "../import-result";
import type { ConsentColumns, ConsentWord } from "./customer-columns";
import { dateIssue, readInstantCell, type DateRules } from "./customer-cells";

const KNOWN_WORDS: Readonly<Record<ConsentWord, readonly string[]>> = {
  granted: [
    ...["yes", "y", "true", "1", "ya", "setuju", "sí", "si", "sim", "granted", "subscribed"],
    ...["opted in", "opted-in", "opted_in", "opt-in", "opt in", "berlangganan"],
  ],
  pending: ["pending", "unconfirmed", "double_opt_in_pending", "menunggu"],
  denied: ["denied", "refused", "declined", "menolak", "ditolak"],
  withdrawn: [
    ...["no", "n", "false", "0", "tidak", "não", "nao", "withdrawn", "unsubscribed", "cleaned"],
    ...["opted out", "opted-out", "opted_out", "opt-out", "opt out", "berhenti"],
    ...["berhenti berlangganan", "tidak setuju"],
  ],
  not_asked: [
    ...["not asked", "not_asked", "not subscribed", "not_subscribed", "not-subscribed"],
    ...["nonsubscribed", "non-subscribed", "never subscribed", "never_subscribed"],
    ...["transactional", "unknown", "not set", "belum"],
  ],
};

const WORDS: ReadonlyMap<string, ConsentWord> = new Map(
  Object.entries(KNOWN_WORDS).flatMap(([meaning, words]) =>
    words.map((word) => [word, meaning as ConsentWord] as const),
  ),
);

/** A row, as far as consents need it. */
export interface ConsentRow {
  /** Where it stands. */
  readonly path: readonly (string | number)[];
  /** Cells by column; those that say nothing are missing. */
  readonly cells: ReadonlyMap<string, unknown>;
  /** Whose it is. */
  readonly customerId: string;
  /** When the row was true. */
  readonly at: Date;
  /** E-mail address, if there is one. */
  readonly email: string | undefined;
  /** Phone number, if there is one. */
  readonly phone: string | undefined;
}

/** What consents are read with. */
export interface ConsentContext {
  /** Told of every event, note and what is left out. */
  readonly collector: Collector;
  /** What events say as their source. */
  readonly source: string;
  /** How dates are read. */
  readonly rules: DateRules;
}

/**
 * Takes in what a row says about one consent. A yes becomes one only with its own date and a proof; a no always does, at
 * its own date or else at the row's.
 */
export function takeConsent(
  row: ConsentRow,
  columns: ConsentColumns,
  context: ConsentContext,
): void {
  const { collector, source } = context;
  const { path, at, customerId } = row;
  const { channel, purpose = "marketing" } = columns;
  const add = (
    said: Pick<ConsentChanged, "at" | "status" | "proof"> & { readonly contact?: string },
  ): void => {
    const id = eventId(source, "consent", customerId, purpose, channel, said.at.toISOString());
    const base = { id, type: "consent_changed", customerId, source, purpose, channel } as const;
    collector.add(withContentId({ ...base, ...said }), path);
  };
  const word = wordOf(row, columns, collector);
  if (word === undefined || word === "not_asked") return;

  const granted = readDate(row, columns.grantedAt, context);
  const refused = readDate(row, columns.withdrawnAt, context);
  // A date that belongs to a yes before must not make the no older than that.
  const refusedAt = refused ?? (granted !== undefined && granted > at ? granted : at);
  const refuse = (status: "withdrawn" | "denied"): void =>
    add({ at: refusedAt, status, proof: { method: "import" } });
  if (word === "withdrawn" || word === "denied") {
    refuse(word);
    return;
  }
  const { status, grantedAt, withdrawnAt } = columns;
  const hasRefusal =
    withdrawnAt !== undefined && withdrawnAt !== grantedAt && row.cells.has(withdrawnAt);
  const column = status ?? grantedAt ?? "";
  if (status !== undefined || row.cells.has(column)) {
    const proof = proofOf(row, columns, context);
    const say = (message: string): void => collector.note([...path, column], message);
    if (granted === undefined || proof === undefined) {
      const lacks = granted === undefined ? "a date of its own" : "a proof";
      say(`says ${word} without ${lacks}: no consent to ${purpose} by ${channel} was taken in`);
    } else if (hasRefusal && status === undefined && granted >= refusedAt) {
      say("is not before the refusal in the same row: no consent was taken in");
    } else {
      const contact = channel === "email" ? row.email : channel === "any" ? undefined : row.phone;
      add({ at: granted, status: word, proof, ...defined({ contact }) });
    }
  }
  if (hasRefusal) refuse("withdrawn");
}

/** What the row says: by a word, or by its dates alone. */
function wordOf(
  { path, cells }: ConsentRow,
  columns: ConsentColumns,
  collector: Collector,
): ConsentWord | undefined {
  const { status, grantedAt = "", withdrawnAt = "", words = {} } = columns;
  if (status === undefined) {
    return cells.has(grantedAt) || cells.has(withdrawnAt) ? "granted" : undefined;
  }
  const cell = cells.get(status);
  if (cell === undefined) return undefined;
  const isWord = typeof cell === "string" || typeof cell === "number" || typeof cell === "boolean";
  const text = isWord ? String(cell).toLowerCase() : "";
  const word = Object.hasOwn(words, text) ? words[text] : WORDS.get(text);
  if (word !== undefined) return word;
  const message = `is ${showValue(cell)}; expected a word such as "yes", "no" or "unsubscribed", or its meaning in the words of the consent`;
  const at = [...path, status];
  collector.skip(at, "unreadable", message, [{ path: at, message }]);
  return undefined;
}

function readDate(
  { path, cells }: ConsentRow,
  column: string | undefined,
  { collector, rules }: ConsentContext,
): Date | undefined {
  const cell = column === undefined ? undefined : cells.get(column);
  if (column === undefined || cell === undefined) return undefined;
  const read = readInstantCell(cell, rules);
  if (!("expected" in read)) return read;
  const issue = dateIssue([...path, column], cell, read);
  collector.note(issue.path, `${issue.message}; the date was left out`);
  return undefined;
}

function proofOf(
  row: ConsentRow,
  columns: ConsentColumns,
  context: ConsentContext,
): ConsentProof | undefined {
  const text = (column: string | undefined): string | undefined => {
    const cell = column === undefined ? undefined : row.cells.get(column);
    return typeof cell === "string" ? cell : undefined;
  };
  const evidence = defined({
    place: text(columns.place),
    document: text(columns.document),
    ipAddress: text(columns.ipAddress),
    confirmedAt: readDate(row, columns.confirmedAt, context),
  });
  const isProven = columns.proof !== undefined || Object.keys(evidence).length > 0;
  return isProven ? { method: "import", ...columns.proof, ...evidence } : undefined;
}
