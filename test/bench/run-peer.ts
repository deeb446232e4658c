/** Runs a peer written in another language beside a benchmark, where it is installed. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Gives a file to a command and reads the numbers that it prints, or says why there are none.
 *
 * @param name - of the peer
 * @param rows - lines of the file
 * @param command - makes the command of the file
 * @returns numbers in the order in which they are printed, or `undefined` where the peer is not installed
 */
export function runPeer(
  name: string,
  rows: readonly string[],
  command: (file: string) => readonly string[],
): number[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), "setia-peer-"));
  try {
    const file = join(folder, "rows.txt");
    writeFileSync(file, `${rows.join("\n")}\n`);
    const [program = "", ...rest] = command(file);
    const { status, stdout } = spawnSync(program, rest, { encoding: "utf8" });
    if (status === 0) return (stdout.match(/\d+(\.\d+)?/gu) ?? []).map(Number);
    console.log(`  ${name} is not installed, so it is left out`);
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The path of a peer's script. */
export function peerScript(name: string): string {
  // The benchmark may run from its sources or bundled, always from the project's folder.
  return fileURLToPath(new URL(`test/bench/peers/${name}`, `file://${process.cwd()}/`));
}

/** CPU time of some runs in milliseconds, the first and the best: what a busy machine disturbs least. */
export function cpuTime(work: () => unknown, runs: number): { first: number; best: number } {
  const times = Array.from({ length: runs }, () => {
    const begin = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / 1000;
  });
  return { first: times[0] ?? 0, best: Math.min(...times) };
}
