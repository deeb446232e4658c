/** A table of another system, told by the names of its columns. */
export interface HeaderShape {
  /** Columns that only this table has together; all must be there. */
  readonly marks: readonly string[];
  /** The table's other columns. */
  readonly others: readonly string[];
}

/** A shape that was found. */
export interface HeaderMatch<Shape extends HeaderShape> {
  /** Which one. */
  readonly shape: Shape;
  /** From 0 to 1: how many of the shape's own columns are there. */
  readonly share: number;
  /** Finds a column of the shape by the first of its spellings that is there, as it stands in the table. */
  readonly find: (spellings: readonly string[]) => string | undefined;
}

/**
 * Finds the table of another system by its columns. Names are compared without regard to case, byte order mark and
 * spaces at the ends; several spaces count as one.
 */
export function matchHeaders<Shape extends HeaderShape>(
  headers: readonly string[],
  shapes: readonly Shape[],
): HeaderMatch<Shape> | undefined {
  const there = new Map<string, string>();
  for (const header of headers) {
    const key = headerKey(header);
    if (!there.has(key)) there.set(key, header);
  }
  let best: { shape: Shape; share: number; count: number } | undefined;
  for (const shape of shapes) {
    const { marks, others } = shape;
    if (!marks.every((mark) => there.has(headerKey(mark)))) continue;
    const count = marks.length + others.filter((other) => there.has(headerKey(other))).length;
    const share = count / (marks.length + others.length);
    if (best === undefined || share > best.share || (share === best.share && count > best.count)) {
      best = { shape, share, count };
    }
  }
  return (
    best && {
      shape: best.shape,
      share: best.share,
      find: (spellings) => {
        const found = spellings.find((spelling) => there.has(headerKey(spelling)));
        return found === undefined ? undefined : there.get(headerKey(found));
      },
    }
  );
}

/** Folds the name of a column to what is compared. */
export function headerKey(header: string): string {
  return header
    .replace(/\p{Cf}/gu, "")
    .replace(/\s+/gu, " ")
    .trim()
    .normalize("NFC")
    .toLowerCase();
}
