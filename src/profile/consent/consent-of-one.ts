import { covers, meets, type ConsentScope } from "./consent-scope";
import type { ConsentStatement } from "./consent-statement";

/** What one customer's own statements come to. */
export interface OwnConsent {
  /** The customer's id. */
  readonly customerId: string;
  /** `silent`: nothing that they said speaks of it. */
  readonly status: "granted" | "denied" | "withdrawn" | "pending" | "expired" | "silent";
  /** What decides it; missing if silent. */
  readonly statement?: ConsentStatement;
}

/** A statement and what it speaks of, its contact as a key. */
export interface ScopedStatement {
  /** The statement. */
  readonly statement: ConsentStatement;
  /** What it speaks of. */
  readonly scope: ConsentScope;
}

/**
 * Finds what one customer's statements come to at an instant. A refusal holds until a later consent lifts it that
 * speaks of nothing beyond it: a consent for all channels does not lift a refusal of e-mail. An undated one lifts none.
 */
export function consentOfOne(
  customerId: string,
  statements: readonly ScopedStatement[],
  question: ConsentScope,
  at: Date,
): OwnConsent {
  const said = statements.filter(({ statement }) => statement.at <= at);
  const holding = said.filter(
    // A refusal holds until the customer lifts it, whatever end came with it.
    ({ statement }) =>
      isRefusal(statement) || statement.until === undefined || statement.until >= at,
  );
  const grants = holding.filter(
    ({ statement, scope }) => statement.status === "granted" && covers(scope, question),
  );
  const liftedBy = ({ statement, scope }: ScopedStatement): boolean =>
    holding.some(
      (later) =>
        later.statement.status === "granted" &&
        later.statement.undated !== true &&
        later.statement.at > statement.at &&
        covers(scope, later.scope) &&
        covers(later.scope, question),
    );
  const refusal = holding.findLast(
    (given) => isRefusal(given.statement) && meets(given.scope, question) && !liftedBy(given),
  )?.statement;
  if (refusal !== undefined) {
    const status = refusal.status === "denied" ? "denied" : "withdrawn";
    return { customerId, status, statement: refusal };
  }
  const grant = grants.at(-1)?.statement;
  if (grant !== undefined) return { customerId, status: "granted", statement: grant };
  const asked = holding.findLast(
    ({ statement, scope }) => statement.status === "pending" && meets(scope, question),
  )?.statement;
  if (asked !== undefined) return { customerId, status: "pending", statement: asked };
  const expired = said.findLast(
    ({ statement, scope }) => statement.status === "granted" && covers(scope, question),
  )?.statement;
  return expired === undefined
    ? { customerId, status: "silent" }
    : { customerId, status: "expired", statement: expired };
}

function isRefusal({ status }: ConsentStatement): boolean {
  return status === "denied" || status === "withdrawn";
}
