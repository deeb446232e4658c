import type { ItemPattern } from "../cross-sell-rule";
import type { Product } from "../../purchases";
import { ITEM_KINDS, type ItemNames } from "../baskets/pack-baskets";

/** What may and must stand on one side of a rule. A category stands for itself and for its products. */
export interface RuleSide {
  /** Only these may; all if left out. */
  readonly may?: readonly ItemPattern[];
  /** Each of these must; none if left out. */
  readonly must?: readonly ItemPattern[];
}

/** Returns on which sides the items of baskets may stand. */
export interface RuleSides {
  /** Whether an item may be part of a condition. */
  readonly whenMay: (code: number) => boolean;
  /** Whether an item may be the offer. */
  readonly offerMay: (code: number) => boolean;
  /** Whether a condition holds everything that it must. */
  readonly whenComplete: (codes: readonly number[]) => boolean;
}

/** Reads the wishes for both sides. */
export function readSides(
  packed: ItemNames,
  wishes: {
    readonly when?: RuleSide;
    readonly offer?: RuleSide;
    readonly products?: ReadonlyMap<string, Product>;
    readonly by?: string;
  },
): RuleSides {
  const { names, kinds } = packed;
  const { when = {}, offer = {}, products } = wishes;
  const isNext = (code: number): boolean => kinds[code]! >= ITEM_KINDS.nextProduct;
  const fits = (code: number, pattern: ItemPattern): boolean => {
    const name = names[code]!;
    const isCategory = (kinds[code]! & ITEM_KINDS.category) > 0;
    if (typeof pattern === "string") return !isCategory && name === pattern;
    return (isCategory ? name : products?.get(name)?.category) === pattern.category;
  };
  const all = [...names.keys()];
  const allowed = (side: RuleSide): Uint8Array =>
    Uint8Array.from(all, (code) =>
      (side.may?.some((pattern) => fits(code, pattern)) ?? true) ? 1 : 0,
    );
  const inWhen = allowed(when);
  const inOffer = allowed(offer);
  return {
    whenMay: (code) => inWhen[code] === 1 && !isNext(code),
    offerMay: (code) =>
      inOffer[code] === 1 &&
      (wishes.by !== "next" || isNext(code)) &&
      (offer.must?.every((pattern) => fits(code, pattern)) ?? true),
    whenComplete: (codes) =>
      when.must?.every((pattern) => codes.some((code) => fits(code, pattern))) ?? true,
  };
}
