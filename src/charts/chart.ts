/**
 * The part of Vega-Lite that the charts of this room are written in: layers of marks over rows of data, as plain
 * JSON. Lists are not `readonly` here, since the types of `vega-lite` and `vega-embed` are not.
 */

/** One row of the data of a layer. */
export type ChartRow = Readonly<Record<string, string | number | boolean | null>>;

/** Kind of a field: a figure, a name, or a name with an order. */
export type ChartFieldType = "quantitative" | "nominal" | "ordinal";

/** A line of ticks with labels. */
export interface ChartAxis {
  /** What is measured; `null` for no title. */
  readonly title?: string | string[] | null;
  /** Where ticks stand. */
  readonly values?: number[];
  /** Vega expression that gives the label of a tick. */
  readonly labelExpr?: string;
  /** Whether labels are drawn. */
  readonly labels?: boolean;
  /** Angle of the labels in degrees. */
  readonly labelAngle?: number;
  /** Longest label in pixels. */
  readonly labelLimit?: number;
  /** Distance of the labels in pixels. */
  readonly labelPadding?: number;
  /** Distance of the title in pixels. */
  readonly titlePadding?: number;
  /** Angle of the title in degrees. */
  readonly titleAngle?: number;
  /** Where the title is held. */
  readonly titleAlign?: "left" | "center" | "right";
  /** Which part of the title's letters stands at its place. */
  readonly titleBaseline?: "top" | "middle" | "bottom";
  /** Place of the title across, in pixels from the left of the axes. */
  readonly titleX?: number;
  /** Place of the title downwards, in pixels from the top of the axes. */
  readonly titleY?: number;
  /** Whether ticks are drawn. */
  readonly ticks?: boolean;
  /** Whether lines cross the picture. */
  readonly grid?: boolean;
  /** Whether the line itself is drawn. */
  readonly domain?: boolean;
  /** Side of the picture. */
  readonly orient?: "top" | "bottom" | "left" | "right";
}

/** From values to places or colours. */
export interface ChartScale {
  /** Values, from the first to the last. */
  readonly domain?: number[] | string[];
  /** Places or colours that go with them. */
  readonly range?: number[] | string[];
  /** Whether 0 must be in it. */
  readonly zero?: boolean;
  /** Whether its ends are rounded. */
  readonly nice?: boolean;
  /** Whether the first value stands at the end. */
  readonly reverse?: boolean;
  /** Room between neighbours as a share, 0–1. */
  readonly paddingInner?: number;
  /** Room at the ends as a share, 0–1. */
  readonly paddingOuter?: number;
}

/** What one property of a mark is taken from. */
export interface ChartChannel {
  /** Name of the field of each row. */
  readonly field?: string;
  /** Kind of the field. */
  readonly type?: ChartFieldType;
  /** The same for all rows. */
  readonly value?: string | number;
  /** A value of the data that is the same for all rows. */
  readonly datum?: string | number;
  /** Its axis; `null` for none. */
  readonly axis?: ChartAxis | null;
  /** Its scale; `null` to take the values as they are. */
  readonly scale?: ChartScale | null;
  /** No legend: the picture has its own, or needs none. */
  readonly legend?: null;
  /** Order of names: those of the data if `null`. */
  readonly sort?: string[] | null;
  /** Whether marks stand on one another; `null` for not. */
  readonly stack?: null;
}

/** Properties of a mark that rows can give. */
export type ChartEncoding = Readonly<
  Partial<
    Record<
      | "x"
      | "x2"
      | "y"
      | "y2"
      | "color"
      | "fill"
      | "stroke"
      | "strokeWidth"
      | "angle"
      | "opacity"
      | "size"
      | "shape"
      | "text"
      | "detail"
      | "tooltip"
      | "description",
      ChartChannel
    >
  >
>;

/** What is drawn for each row, and the looks that all rows share. */
export interface ChartMark {
  /** Kind of mark. */
  readonly type: "area" | "bar" | "line" | "point" | "rect" | "rule" | "text";
  /** Whether screen readers are told of each mark. */
  readonly aria?: boolean;
  /** Colour of what is filled and drawn. */
  readonly color?: string;
  /** Colour inside. */
  readonly fill?: string;
  /** Whether the mark is filled. */
  readonly filled?: boolean;
  /** Colour of the outline. */
  readonly stroke?: string;
  /** Width of lines and outlines in pixels. */
  readonly strokeWidth?: number;
  /** Lengths of dashes and gaps in pixels. */
  readonly strokeDash?: number[];
  /** Ends of lines. */
  readonly strokeCap?: "butt" | "round" | "square";
  /** How much it covers, 0–1. */
  readonly opacity?: number;
  /** How much its inside covers, 0–1. */
  readonly fillOpacity?: number;
  /** Area of points in square pixels. */
  readonly size?: number;
  /** Shape of points. */
  readonly shape?: string;
  /** How points are joined. */
  readonly interpolate?: "linear" | "monotone" | "step-after" | "basis";
  /** How round the corners are, in pixels. */
  readonly cornerRadius?: number;
  /** Height of bars. */
  readonly height?: { readonly band: number };
  /** Height of letters in pixels. */
  readonly fontSize?: number;
  /** Weight of letters. */
  readonly fontWeight?: "normal" | "bold";
  /** Where a text is held, across. */
  readonly align?: "left" | "center" | "right";
  /** Where a text is held, up and down. */
  readonly baseline?: "top" | "middle" | "bottom";
  /** Where a text goes on in a new line. */
  readonly lineBreak?: string;
  /** Distance from the place, across, in pixels. */
  readonly dx?: number;
  /** Distance from the place, downwards, in pixels. */
  readonly dy?: number;
  /** Whether what lies outside the picture is cut off. */
  readonly clip?: boolean;
}

/** Marks of one kind over rows of data. */
export interface ChartLayer {
  /** The rows. */
  readonly data: { readonly values: ChartRow[] };
  /** What is drawn for each. */
  readonly mark: ChartMark;
  /** From which fields. */
  readonly encoding: ChartEncoding;
}

/** What stands above a chart. */
export interface ChartTitle {
  /** The title, a line each. */
  readonly text: string[];
  /** What the picture shows, a line each. */
  readonly subtitle: string[];
  /** Where it stands. */
  readonly anchor: "start";
}

/** Looks of a kind of thing: colours, fonts, widths. */
export type ChartLooks = Readonly<Record<string, string | number | boolean | null>>;

/** A Vega-Lite specification as plain JSON: give it to `vega-embed`, or compile it with `vega-lite`. */
export interface Chart {
  /** Address of the Vega-Lite schema that it keeps to. */
  readonly $schema: string;
  /** What the picture shows, as a sentence for those who cannot see it. */
  readonly description: string;
  /** What stands above it. */
  readonly title: ChartTitle;
  /** Width between the axes in pixels. */
  readonly width: number;
  /** Height between the axes in pixels. */
  readonly height: number;
  /** What stands around it in pixels: title, axes and legend are inside. */
  readonly padding: {
    /** At the left. */
    readonly left: number;
    /** At the right. */
    readonly right: number;
    /** Above. */
    readonly top: number;
    /** Below. */
    readonly bottom: number;
  };
  /** Sizes are as given, whatever fonts the reader has. */
  readonly autosize: "none";
  /** Colour behind the picture. */
  readonly background: string;
  /** What is drawn, the lowest first. */
  readonly layer: ChartLayer[];
  /** Fonts and colours. */
  readonly config: {
    /** Fonts, the first that the reader has. */
    readonly font: string;
    /** The frame around the axes. */
    readonly view: ChartLooks;
    /** Titles. */
    readonly title: ChartLooks;
    /** Axes. */
    readonly axis: ChartLooks;
    /** Texts in the picture. */
    readonly text: ChartLooks;
  };
}
