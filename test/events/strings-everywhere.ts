/** Events of every type with a text of its own in every field that takes one, made from the schemas. */
import type { CustomerEvent } from "setia";
import { checkEvents } from "setia";
import { eventSchema } from "setia/schemas";

/** A schema of zod, as far as it is looked into. */
interface Node {
  readonly def: {
    readonly type: string;
    readonly in?: Node;
    readonly out?: Node;
    readonly innerType?: Node;
    readonly element?: Node;
    readonly options?: readonly Node[];
    readonly shape?: Readonly<Record<string, Node>>;
    readonly values?: readonly unknown[];
  };
  readonly meta: () => { readonly keptForTotals?: boolean } | undefined;
  readonly safeParse: (value: unknown) => {
    readonly success: boolean;
    readonly error?: { readonly issues: readonly { readonly message: string }[] };
  };
}

/** An event, and where in it stands what must be gone after an erasure. */
export interface MarkedEvent {
  readonly event: CustomerEvent;
  /** Every text that tells of the person, by its path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Every text in a field that the schema marks as kept for totals, by its path. */
  readonly kept: ReadonlyMap<string, string>;
}

let made = 0;

/** Texts of many shapes; the first that a field takes is put there. */
function candidates(): unknown[] {
  const tag = `zqx${String(++made)}x`;
  const number = String(made % 100).padStart(2, "0");
  return [
    tag,
    `Zq/${tag}`,
    `1${number}7-11-23`,
    "ZQ",
    "IDR",
    3,
    true,
    { [tag]: `zqy${tag}` },
    new Date("2026-02-03"),
  ];
}

function isMarked(node: Node): boolean {
  const { innerType } = node.def;
  return node.meta()?.keptForTotals === true || (innerType !== undefined && isMarked(innerType));
}

/** Makes an event of each type that the schema has. */
export function markedEvents(): MarkedEvent[] {
  const types = unionOf(eventSchema as unknown as Node);
  if (types.length < 19) throw new Error("the schema of events is built otherwise now");
  return types.map((node) => {
    const texts = new Map<string, string>();
    const kept = new Map<string, string>();
    const event = valueOf(node, "", true, { texts, kept }) as CustomerEvent & { until?: Date };
    const whole = { ...event, at: new Date("2026-01-05"), recordedAt: new Date("2026-01-06") };
    if ("until" in whole) whole.until = new Date("2026-09-01");
    if (whole.type === "feedback_received") Object.assign(whole, { kind: "complaint" });
    if (whole.type === "feedback_received") delete (whole as { score?: number }).score;
    // A closed word, which stands in no refund that has lines.
    if (whole.type === "order_refunded") delete (whole as { amountOf?: string }).amountOf;
    const issues = checkEvents([whole]);
    if (issues.length > 0) throw new Error(`${whole.type}: ${JSON.stringify(issues)}`);
    return { event: whole, texts, kept };
  });
}

function unionOf(node: Node): readonly Node[] {
  const { def } = node;
  if (def.type === "union") return def.options ?? [];
  if (def.type === "pipe") {
    const found = def.out === undefined ? [] : unionOf(def.out);
    return found.length > 0 || def.in === undefined ? found : unionOf(def.in);
  }
  return [];
}

function valueOf(
  node: Node,
  path: string,
  stays: boolean,
  into: { readonly texts: Map<string, string>; readonly kept: Map<string, string> },
): unknown {
  const { def } = node;
  if (def.innerType !== undefined) return valueOf(def.innerType, path, stays, into);
  if (def.type === "literal") return def.values?.[0];
  if (def.type === "array" && def.element !== undefined) {
    const { element } = def;
    return [0, 1].map((at) => valueOf(element, `${path}.${String(at)}`, stays, into));
  }
  if (def.shape !== undefined) {
    return Object.fromEntries(
      Object.entries(def.shape).map(([name, member]) => [
        name,
        valueOf(member, path === "" ? name : `${path}.${name}`, stays && isMarked(member), into),
      ]),
    );
  }
  for (const value of candidates()) {
    const { success, error } = node.safeParse(value);
    if (!success) {
      const words = / expected one of (.*)$/u.exec(error?.issues[0]?.message ?? "");
      if (words !== null) return words[1]?.split(", ")[path.endsWith(".1") ? 1 : 0];
      continue;
    }
    const found = typeof value === "string" ? [value] : [];
    if (typeof value === "object" && !(value instanceof Date) && value !== null) {
      found.push(...Object.keys(value), ...Object.values(value as Record<string, string>));
    }
    const own = found.filter((text) => text !== "ZQ" && text !== "IDR");
    for (const [at, text] of own.entries()) {
      (stays ? into.kept : into.texts).set(`${path}#${String(at)}`, text);
    }
    return value;
  }
  throw new Error(`no value for ${path}`);
}
