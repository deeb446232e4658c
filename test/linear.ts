/** Fails where work grows faster than what it is given. */
import { expect } from "vitest";

/** What is taken for a separator, a mark, a digit or a letter somewhere. */
export const FILLS = [
  "\t",
  " ",
  "0",
  "a",
  "x1",
  ", ",
  "/",
  "a ",
  ".",
  "-",
  "@",
  "(0)",
  "dr ",
  "é",
  "\n",
  '"',
];

/** Work that takes less says nothing of how it grows, in milliseconds. */
const LONG_ENOUGH = 25;
/** Twice as much may take as many times as long; quadratic work takes four times, and the machine has other things to do. */
const MOST = 3;

/**
 * Fails if work takes more than its share longer when it gets twice as much: from the first size on that takes a while, up to
 * thirty-two times the first.
 */
export async function expectLinear(
  name: string,
  work: (size: number) => () => void | Promise<void>,
  first: number,
): Promise<void> {
  let size = first;
  while (size < 32 * first && (await timeOf(work(size))) < LONG_ENOUGH) size *= 2;
  const [small, large] = [work(size), work(2 * size)];
  const times: number[] = [];
  for (let round = 0; round < 4; round++) {
    const once = Math.max(await timeOf(small), LONG_ENOUGH);
    times.push((await timeOf(large)) / once);
    if (Math.min(...times) <= MOST) return;
  }
  const times10 = times.map((time) => time.toFixed(1)).join(", ");
  expect.fail(`${name}: twice ${String(size)} takes ${times10} times as long`);
}

async function timeOf(work: () => void | Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
