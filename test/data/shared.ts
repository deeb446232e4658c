/** Real data beside the project. It is never part of it: where it is missing, the tests that need it skip. */
import { createReadStream, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";

/**
 * Finds a file of real data.
 *
 * @param name - such as `data/cdnow_sample.csv`
 * @returns its path, or `undefined` if it is not there; then it says so
 */
export function sharedFile(name: string): string | undefined {
  const path = fileURLToPath(new URL(`../../../shared/${name}`, import.meta.url));
  if (existsSync(path)) return path;
  console.warn(`skipped: ${name} is not beside the project, so nothing was compared with it`);
  return undefined;
}

/** Reads a CSV file, maybe gzipped, to one record of texts per row. */
export async function readRecords(path: string): Promise<Record<string, string>[]> {
  const file = createReadStream(path);
  const rows = (path.endsWith(".gz") ? file.pipe(createGunzip()) : file).pipe(
    parse({ columns: true, record_delimiter: ["\r\n", "\n"] }),
  );
  const records: Record<string, string>[] = [];
  for await (const row of rows as AsyncIterable<Record<string, string>>) records.push(row);
  return records;
}
