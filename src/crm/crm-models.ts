import { fitCrossSell, type CrossSellModel, type CrossSellRule } from "../cross-sell";
import { assertModel, type ModelHeader } from "../kernel";
import type { LifetimeModel } from "../lifetime";
import type { RfmModel, SegmentRule } from "../rfm";
import type { CustomerStore } from "../storage";
import type { TacticModel } from "../tactics";
import type { FeedModel } from "./order-feed";

/** Everything that is fitted on the whole base. */
export interface Models<Name extends string> {
  /** How customers are scored. */
  readonly rfm: RfmModel<Name>;
  /** Who is still there, and what is ahead with them; missing where the base is too small to tell. */
  readonly lifetime?: LifetimeModel;
  /** What goes with what. */
  readonly crossSell: CrossSellModel;
  /** How often each tactic succeeded. */
  readonly tactics: TacticModel;
  /** How long orders usually stay away; missing where there are too few to tell. */
  readonly feed?: FeedModel;
}

/** What the shop says itself, whatever was fitted. */
export interface OwnRules<Name extends string> {
  /** Its segment map. */
  readonly segments: readonly (SegmentRule & { readonly segment: Name })[];
  /** Its cross-sell rules. */
  readonly rules: readonly CrossSellRule[];
}

/** Under this name stands which versions of the others belong together. */
const MODELS = "models";
const FORMAT = 1;

/** The names under which a store keeps each. */
const NAMES = {
  rfm: "rfm",
  lifetime: "lifetime",
  crossSell: "cross_sell",
  tactics: "tactics",
  feed: "feed",
} as const satisfies Record<keyof Models<string>, string>;

const KEYS = Object.keys(NAMES) as (keyof typeof NAMES)[];

/** Which versions were saved by one refit. */
interface SavedModels extends ModelHeader {
  readonly kind: typeof MODELS;
  readonly versions: Readonly<Partial<Record<keyof typeof NAMES, number>>>;
}

/**
 * Saves the models of one refit. Who loads meanwhile gets the old ones, all of them, until the last step.
 *
 * @param store - where models are kept
 * @param models - all that were fitted
 */
export async function saveModels(store: CustomerStore, models: Models<string>): Promise<void> {
  const versions: Partial<Record<keyof typeof NAMES, number>> = {};
  for (const key of KEYS) {
    const model = models[key];
    if (model !== undefined) versions[key] = await store.saveModel(NAMES[key], model);
  }
  const saved: SavedModels = { kind: MODELS, version: FORMAT, versions };
  await store.saveModel(MODELS, saved);
}

/**
 * Loads the models of the last complete refit. What the shop says itself holds at once, whoever fitted them and when.
 *
 * @param store - where models are kept
 * @param own - the shop's own segments and rules
 * @returns the models; without a refit only those that the shop's own rules give
 */
export async function loadModels<Name extends string>(
  store: CustomerStore,
  { segments, rules }: OwnRules<Name>,
): Promise<Partial<Models<Name>>> {
  const saved = (await store.loadModel(MODELS))?.model;
  if (saved !== undefined) assertModel(saved, MODELS, FORMAT);
  const versions = (saved as SavedModels | undefined)?.versions;
  const loaded: Partial<Record<keyof typeof NAMES, ModelHeader>> = {};
  await Promise.all(
    KEYS.map(async (key) => {
      const version = versions?.[key];
      // Of a store that was filled before there was such a list, the newest of each are used.
      if (versions !== undefined && version === undefined) return;
      const found = await store.loadModel(NAMES[key], version === undefined ? {} : { version });
      if (found !== undefined) loaded[key] = found.model;
    }),
  );
  const models = loaded as Partial<Models<Name>>;
  return {
    ...models,
    ...(models.rfm === undefined ? {} : { rfm: { ...models.rfm, segments } }),
    crossSell: {
      ...(models.crossSell ?? fitCrossSell([], { asOf: new Date(0) })),
      written: rules,
    },
  };
}
