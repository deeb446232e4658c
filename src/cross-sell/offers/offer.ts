import type { Reason } from "../../kernel";

/** One product to offer. */
export interface Offer {
  /** The product's id in the catalogue. */
  readonly sku: string;
  /** Its name, or the sku where no name is known. */
  readonly name: string;
  /** Price of one in minor units, if the catalogue has it. */
  readonly price?: number;
  /** Price less cost of one in minor units, if the catalogue has both. */
  readonly margin?: number;
  /** Why it was chosen: by a written rule, a mined one, what its category goes with, or for being bought often. */
  readonly from: "written" | "mined" | "category" | "popular";
  /** What it was ranked by among offers of the same origin; higher is better. */
  readonly score: number;
  /** Lift of the strongest mined rule behind it, if one is. */
  readonly lift?: number;
  /** The rules or figures behind it. */
  readonly reasons: readonly Reason[];
}

/** What stands behind an offer. */
export type Because = Pick<Offer, "reasons" | "lift">;
