import { fitCrossSell, type CrossSellModel, type CrossSellRule } from "../../cross-sell";
import { assertModel, type ModelHeader } from "../../kernel";
import type { ForecastModel } from "../../forecast";
import type { LifetimeModel } from "../../lifetime";
import type { ActivityModel } from "../../loyalty-loop";
import type { RfmModel, SegmentRule } from "../../rfm";
import type { CustomerStore } from "../../storage";
import type { TacticModel } from "../../tactics";
import type { FeedModel } from "./order-feed";

/** Everything that is fitted on the whole base. */
export interface Models<Name extends string> {
  /** How customers are scored. */
  readonly rfm: RfmModel<Name>;
  /** Who is still there, and what is ahead with them; missing where the base is too small to tell. */
  readonly lifetime?: LifetimeModel;
  /** What is ahead, corrected by how forecasts did; missing where the base is too small to tell. */
  readonly forecast?: ForecastModel;
  /** After how long a silence customers do not come back; missing where another than the log was read. */
  readonly activity?: ActivityModel;
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

/** Under this name stand the models of a refit, all in one, so that nobody reads some of this one and some of that. */
const MODELS = "models";
const FORMAT = 2;
/** How many refits stay, for a look back. */
const KEPT = 3;

/** In format 1 each stood under a name of its own, and the list said which versions belonged together. */
const NAMES = {
  rfm: "rfm",
  lifetime: "lifetime",
  forecast: "forecast",
  activity: "activity",
  crossSell: "cross_sell",
  tactics: "tactics",
  feed: "feed",
} as const satisfies Record<keyof Models<string>, string>;

const KEYS = Object.keys(NAMES) as (keyof typeof NAMES)[];

interface SavedModels extends ModelHeader {
  readonly kind: typeof MODELS;
  /** The models, from format 2 on. */
  readonly models?: Partial<Record<keyof typeof NAMES, ModelHeader>>;
  /** Their versions, in format 1. */
  readonly versions?: Readonly<Partial<Record<keyof typeof NAMES, number>>>;
}

/** Saves the models of one refit, and drops those of all but the last few. */
export async function saveModels(store: CustomerStore, models: Models<string>): Promise<void> {
  const before = (await store.loadModel(MODELS))?.model as SavedModels | undefined;
  const saved: SavedModels = { kind: MODELS, version: FORMAT, models: { ...models } };
  const version = await store.saveModel(MODELS, saved);
  await store.dropModels(MODELS, { before: Math.max(0, version - KEPT + 1) });
  if (before?.versions === undefined) return;
  for (const key of KEYS) await store.dropModels(NAMES[key]);
}

/**
 * Loads the models of the last complete refit. What the shop says itself holds at once, whoever fitted them and when.
 */
export async function loadModels<Name extends string>(
  store: CustomerStore,
  { segments, rules }: OwnRules<Name>,
): Promise<Partial<Models<Name>>> {
  const saved = (await store.loadModel(MODELS))?.model;
  if (saved !== undefined) assertModel(saved, MODELS, FORMAT);
  const { models: all, versions } = (saved ?? {}) as Partial<SavedModels>;
  const models = (all ?? (await loadApart(store, versions))) as Partial<Models<Name>>;
  return {
    ...models,
    ...(models.rfm === undefined ? {} : { rfm: { ...models.rfm, segments } }),
    crossSell: {
      ...(models.crossSell ?? fitCrossSell([], { asOf: new Date(0) })),
      written: rules,
    },
  };
}

/** Loads what stands under names of its own: by the versions of format 1, or the newest where there is no such list. */
async function loadApart(
  store: CustomerStore,
  versions: SavedModels["versions"],
): Promise<Partial<Record<keyof typeof NAMES, ModelHeader>>> {
  const loaded: Partial<Record<keyof typeof NAMES, ModelHeader>> = {};
  await Promise.all(
    KEYS.map(async (key) => {
      const version = versions?.[key];
      if (versions !== undefined && version === undefined) return;
      const found = await store.loadModel(NAMES[key], version === undefined ? {} : { version });
      if (found !== undefined) loaded[key] = found.model;
    }),
  );
  return loaded;
}
