import type { Chart, ChartLayer, ChartRow } from "../chart";
import type { ChartText } from "../figures/chart-texts";
import type { ChartSetting } from "../chart-options";
import { figuresIn, labelOf } from "../figures/figures";
import { layOutFlows, type Flow, type FlowNode } from "./flow-layout";
import { asGiven, drawText, frameChart, inPixels, layerOf, SMALL, TOLD } from "./frame-chart";
import { drawKey, keyHeight } from "../figures/key";
import type { ChartPalette } from "../figures/palettes";
import { longestWidth, wrapText } from "./wrap-text";
import { writeText } from "./write-text";

/** What flows are drawn with. */
export interface FlowParts {
  /** The flows. */
  readonly flows: readonly Flow[];
  /** Names, the best first: flows to earlier ones are drawn as good. */
  readonly order: readonly string[];
  /** Text of the title. */
  readonly title: ChartText;
}

const OUTSIDE = { before: "notYetCustomer", after: "noLongerCustomer" } as const;
const BAR = 10;
/** From line to line of a name, in pixels. */
const LINE = SMALL + 2;
const STEPS = 24;
const WAYS = ["rose", "stayed", "fell"] as const;
type Way = (typeof WAYS)[number];
const COLOURS: Readonly<Record<Way, keyof ChartPalette>> = {
  rose: "good",
  stayed: "neutral",
  fell: "bad",
};

/** Draws flows between two columns of bars. */
export function drawFlows(parts: FlowParts, setting: ChartSetting): Chart {
  const { language, palette, width } = setting;
  const { count } = figuresIn(language);
  const { flows, order } = parts;
  const colourOf = (way: Way): string => palette[COLOURS[way]] as string;
  const nameOf = (name: string | null, side: FlowNode["side"]): string =>
    name === null ? writeText(OUTSIDE[side], language) : labelOf(name, language);
  const bars = Math.max(
    ...(["from", "to"] as const).map((side) => new Set(flows.map((flow) => flow[side])).size),
  );
  // In a narrow picture names take two lines.
  const isNarrow = width < 480;
  const height = Math.max(160, Math.min(isNarrow ? 680 : 480, bars * (isNarrow ? 56 : 40)));
  const { nodes, links } = layOutFlows(flows, order, (isNarrow ? 28 : 14) / height);
  const labels = nodes.map(({ name, side, customers }) => {
    const label = `${nameOf(name, side)} ${count(customers)}`;
    return wrapText(label, isNarrow ? 84 : width * 0.32, SMALL);
  });
  const widthOf = (side: FlowNode["side"]): number =>
    longestWidth(labels.filter((_, at) => nodes[at]?.side === side).flat(), SMALL);
  const key = WAYS.filter((way) => links.some((link) => wayOf(link, order) === way)).map((way) => ({
    label: writeText(way, language),
    colour: colourOf(way),
  }));
  const margins = {
    left: Math.min(widthOf("before"), width * 0.35) + 12,
    right: Math.min(widthOf("after"), width * 0.35) + 12,
    top: 0,
    bottom: 18 + keyHeight(key, width - 8),
  };
  const plot = width - margins.left - margins.right;
  const nodeRows = nodes.map((node, at): ChartRow => {
    const isBefore = node.side === "before";
    return {
      x: isBefore ? 0 : plot - BAR,
      x2: isBefore ? BAR : plot,
      y: node.y * height,
      y2: node.y2 * height,
      // A text of several lines begins at its place.
      middle: ((node.y + node.y2) / 2) * height - ((labels[at]?.length ?? 1) - 1) * (LINE / 2),
      label: (labels[at] ?? []).join("\n"),
      side: node.side,
      labelX: isBefore ? -6 : plot + 6,
      told: writeText(isBefore ? "flowBeforeTold" : "flowAfterTold", language, {
        name: nameOf(node.name, node.side),
        customers: node.customers,
      }),
    };
  });
  const linkRows = links.flatMap((link, at): ChartRow[] => {
    const told = writeText("flowTold", language, {
      from: nameOf(link.from, "before"),
      to: nameOf(link.to, "after"),
      customers: link.customers,
    });
    const colour = colourOf(wayOf(link, order));
    return Array.from({ length: STEPS + 1 }, (_, step) => {
      const t = step / STEPS;
      const y = link.y + (link.y2 - link.y) * t * t * (3 - 2 * t);
      return {
        link: at,
        x: BAR + t * (plot - 2 * BAR),
        y: y * height,
        y2: (y + link.thickness) * height,
        colour,
        told,
      };
    });
  });
  const labelsOf = (side: FlowNode["side"]): ChartLayer[] =>
    drawText(
      nodeRows.filter((row) => row["side"] === side),
      { align: side === "before" ? "right" : "left" },
      { x: "labelX", y: "middle", text: "label" },
      palette,
    );
  const customersWho = (way: Way): number =>
    links
      .filter((link) => link.from !== null && link.to !== null && wayOf(link, order) === way)
      .reduce((sum, { customers }) => sum + customers, 0);
  return frameChart(
    {
      title: writeText(parts.title, language),
      subtitle: writeText("flowSubtitle", language),
      told: writeText(customersWho("stayed") > 0 ? "flowsTold" : "flowsMovedTold", language, {
        rose: customersWho("rose"),
        fell: customersWho("fell"),
        stayed: customersWho("stayed"),
      }),
      height,
      margins,
      layers: [
        layerOf(
          linkRows,
          { type: "area", opacity: 0.5, interpolate: "linear" },
          {
            x: inPixels("x"),
            y: { ...inPixels("y"), stack: null },
            y2: { field: "y2" },
            detail: { field: "link", type: "nominal" },
            fill: asGiven("colour"),
            ...TOLD,
          },
        ),
        layerOf(
          nodeRows,
          { type: "rect", fill: palette.muted, cornerRadius: 2 },
          { x: inPixels("x"), x2: { field: "x2" }, y: inPixels("y"), y2: { field: "y2" }, ...TOLD },
        ),
        ...labelsOf("before"),
        ...labelsOf("after"),
        ...drawKey(key, { left: 4 - margins.left, top: height + 24, width: width - 8 }, palette),
      ],
    },
    setting,
  );
}

/** Whether a flow leads up the order, down, or nowhere. Who was outside has not risen; who leaves falls. */
function wayOf({ from, to }: Flow, order: readonly string[]): Way {
  if (to === null) return from === null ? "stayed" : "fell";
  if (from === null || from === to) return "stayed";
  const [before, after] = [order.indexOf(from), order.indexOf(to)];
  if (before < 0 || after < 0 || before === after) return "stayed";
  return after < before ? "rose" : "fell";
}
