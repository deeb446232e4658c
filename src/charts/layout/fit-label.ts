import { SMALL } from "./frame-chart";
import { textWidth } from "./wrap-text";

/** A name of one or two lines with figures below it, as it fits a rectangle. */
export interface FittedLabel {
  /** First line of a name of two lines; else empty. */
  readonly line1: string;
  /** The name, or its last line. */
  readonly line2: string;
  /** The figures. */
  readonly line3: string;
  /** Height of letters in pixels. */
  readonly fontSize: number;
  /** 0, or 270 for a label from below upwards. */
  readonly angle: number;
}

const SIZES = [SMALL, SMALL - 1, SMALL - 2, SMALL - 3];
const LINE = 1.25;

/** Finds the best way to write a label into a rectangle: across, in smaller letters, or upwards. */
export function fitLabel(
  name: string,
  figures: readonly string[],
  room: { readonly width: number; readonly height: number },
): FittedLabel {
  const names = [[name], ...splits(name)];
  for (const angle of [0, 270]) {
    const [width, height] = angle === 0 ? [room.width, room.height] : [room.height, room.width];
    for (const fontSize of SIZES) {
      const last = figures.find((text) => textWidth(text, fontSize) <= width - 4);
      const lines = names.find(
        (parts) =>
          (parts.length + 1) * fontSize * LINE <= height - 4 &&
          parts.every((part) => textWidth(part, fontSize, true) <= width - 4),
      );
      if (lines === undefined || last === undefined) continue;
      return { line1: lines.at(-2) ?? "", line2: lines.at(-1) ?? "", line3: last, fontSize, angle };
    }
  }
  const short = figures.at(-1) ?? "";
  const fits = textWidth(short, SMALL) <= room.width - 4 && room.height >= SMALL + 4;
  return { line1: "", line2: "", line3: fits ? short : "", fontSize: SMALL, angle: 0 };
}

/** Both halves of a name for each of its spaces, the most even first. */
function splits(name: string): string[][] {
  const places = [...name.matchAll(/ /gu)].map(({ index }) => index);
  const unevenness = (at: number): number => Math.abs(at - (name.length - 1) / 2);
  return places
    .sort((a, b) => unevenness(a) - unevenness(b))
    .map((at) => [name.slice(0, at), name.slice(at + 1)]);
}
