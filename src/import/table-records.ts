/** Whether a value has fields. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Gives the columns that any row has, in the order in which they are met. */
export function headersOf(rows: readonly unknown[]): string[] {
  const headers = new Set<string>();
  for (const row of rows) {
    if (isRecord(row)) for (const name of Object.keys(row)) headers.add(name);
  }
  return [...headers];
}

const MOST_LISTED = 40;

/** Lists columns for a message. */
export function listColumns(headers: readonly string[]): string {
  const shown = headers.slice(0, MOST_LISTED).map((header) => JSON.stringify(header));
  return `one of the columns ${shown.join(", ")}${headers.length > MOST_LISTED ? ", …" : ""}`;
}
