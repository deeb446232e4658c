/** Every function that users can call, called wrongly: it answers, or says with a SetiaError what is wrong. */
import { describe, expect, test } from "vitest";
import * as setia from "setia";
import * as crossSellEntry from "setia/cross-sell";
import * as lifetimeEntry from "setia/lifetime";
import * as loyalty from "setia/loyalty";
import * as profileEntry from "setia/profile";
import * as rfm from "setia/rfm";
import * as store from "setia/store";
import * as tactics from "setia/tactics";
import * as charts from "setia/charts";
import * as csv from "setia/csv";
import * as importers from "setia/import";
import * as phone from "setia/phone";
import * as schemas from "setia/schemas";
import * as sql from "setia/sql";
import * as testing from "setia/testing";

const {
  analyzeRfm,
  decide,
  DEFAULT_LOYALTY_POLICY,
  DEFAULT_SEGMENTS,
  DEFAULT_TACTIC_POLICY,
  fitCrossSell,
  fitForecast,
  fitLifetime,
  foldProfile,
  isSetiaError,
  matchKeys,
  measureLoop,
  measureOutcomes,
  memoryStore,
  mineRules,
  predictLifetimes,
  replay,
  summarizePurchases,
  TACTICS,
  traceLoop,
  viewCustomer,
} = setia;
const { fitBgBb } = lifetimeEntry;
const { DEFAULT_LOYALTY_WEIGHTS, LOYALTY_TABLE } = loyalty;
const { partialPurchases } = rfm;
const { encodeEvent } = store;

const asOf = new Date("2026-06-01T03:00:00Z");
const language = "en";
const events: setia.CustomerEvent[] = [
  {
    id: "i",
    type: "customer_identified",
    customerId: "ani",
    at: new Date("2026-01-04"),
    traits: { name: "Ani Wijaya", email: "ani@toko.co.id", phone: "+6281234567890" },
  },
  ...[5, 9, 20].map((day): setia.CustomerEvent => ({
    id: `o${String(day)}`,
    type: "order_completed",
    customerId: "ani",
    at: new Date(Date.UTC(2026, 0, day)),
    orderId: `o${String(day)}`,
    currency: "IDR",
    total: 1_500_000 + day,
    lines: ["soda", "chips"].map((sku) => ({ sku, quantity: 1, unitPrice: 500_000 })),
  })),
  {
    id: "f",
    type: "feedback_received",
    customerId: "ani",
    at: new Date("2026-02-01"),
    kind: "complaint",
    complaintId: "k",
  },
];
const orders: setia.Order[] = Array.from({ length: 60 }, (_, at) => ({
  id: String(at),
  customerId: `c${String(at % 17)}`,
  placedAt: new Date(Date.UTC(2025, at % 11, 1 + (at % 27))),
  currency: "IDR",
  total: 1_000_000 + at * 10_000,
  lines: ["soda", "chips", "rice"].slice(at % 2).map((sku) => ({ sku, quantity: 1, unitPrice: 1 })),
}));
const purchases = summarizePurchases(orders, { asOf });
const [summary] = purchases.summaries;
const analysis = analyzeRfm(orders, { asOf });
const part = partialPurchases(orders, { asOf });
const lifetime = fitLifetime(purchases.columns);
const forecast = fitForecast(orders, { asOf });
const activity = loyalty.fitActivityLines(orders, { asOf });
const crossSell = fitCrossSell(orders, { asOf });
const history = { opportunities: 6, purchases: 3, last: 5 };
const bgBb = fitBgBb([history, { opportunities: 6, purchases: 0, last: 0, customers: 9 }]);
const profile = foldProfile(events, { asOf });
const view = viewCustomer({ events }, { asOf, timeZone: "Asia/Jakarta", currency: "IDR" });
const decision = decide(view);
const { state } = replay(events, { asOf });
const trace = traceLoop(events, { asOf });
const loop = measureLoop(trace === undefined ? [] : [trace], {
  asOf,
  from: new Date("2026-01-01"),
});
const arm = { customers: 200, successes: 30 };
const counts = { count: 10, antecedentCount: 20, consequentCount: 30, baskets: 100 };
const done = {
  ...decision,
  status: "act",
  decisionId: "d",
  tactic: { id: "win.checkin" },
} as unknown as setia.ActDecision;
const lookups: store.LogLookups = {
  known: () => Promise.resolve([]),
  versions: () => Promise.resolve(new Map()),
  mergers: () => Promise.resolve([]),
  hide: (texts) => Promise.resolve(new Map(texts.map((text) => [text, `hidden ${text}`]))),
  tombstones: () => Promise.resolve(new Set()),
  anyErased: false,
  whenErased: "refuse",
};
const rules = mineRules(orders, { minCount: 2 });
const runner = { dialect: "sqlite", query: () => Promise.resolve([]) } as never;

/** How each function is called rightly; what is wrong is put in the place of one argument after the other. */
const CALLS: Record<string, readonly unknown[]> = {
  addressCustomer: [profile, { language }],
  advance: [state, events[1], DEFAULT_LOYALTY_POLICY],
  analyzeRfm: [orders, { asOf }],
  assertModelVersion: ["rfm", 1, 1],
  backtest: [
    { customers: [events] },
    DEFAULT_TACTIC_POLICY,
    { from: new Date("2026-05-20"), until: asOf },
  ],
  channelName: ["WA"],
  checkEvents: [events],
  chooseRelationship: [view, {}],
  closeOutcomes: [events, { asOf }],
  compareCodePoints: ["a", "b"],
  compareEvents: [events[0], events[1]],
  comparePolicies: [
    { customers: [events] },
    DEFAULT_TACTIC_POLICY,
    DEFAULT_TACTIC_POLICY,
    { from: new Date("2026-05-20"), until: asOf },
  ],
  compareRfm: [analysis, analysis],
  consentAt: [profile, { purpose: "marketing", channel: "email", at: asOf }],
  contactPointFor: [profile, "email"],
  costsOfServing: [{ value: 1_000_000, currency: "IDR" }],
  createBasketCounter: [],
  createCrm: [{ store: memoryStore(), timeZone: "UTC", currency: "IDR" }],
  createDecider: [{}],
  createRfmIndex: [{ asOf, currency: "IDR" }],
  deadlines: [state, DEFAULT_LOYALTY_POLICY],
  decide: [view, {}],
  decideAll: [[view], {}],
  decisionEvent: [done],
  customerLog: [events, { asOf }],
  decodeEvent: events.slice(1, 2).map((event) => encodeEvent(event)),
  defineCrossSellRules: [[]],
  defineLoopTable: [LOYALTY_TABLE, DEFAULT_LOYALTY_POLICY],
  defineRfmMap: [DEFAULT_SEGMENTS, {}],
  defineTactics: [TACTICS],
  describeDecision: [decision, { language }],
  describeLoop: [LOYALTY_TABLE],
  emailKey: ["ani@toko.id"],
  encodeEvent: [events[1]],
  evaluateCrossSell: [orders, { asOf, task: "basket" }],
  expectNextOrder: [state, DEFAULT_LOYALTY_POLICY],
  explain: [{ code: "loyalty.came_back", params: { days: 120 } }, language],
  explainRfm: [summary, analysis.model],
  finalizePurchases: [part],
  findBundles: [orders, { products: new Map([["soda", { sku: "soda", price: 1 }]]) }],
  findDuplicates: [[matchKeys(profile)], {}],
  findOrphans: [events, { asOf, timeZone: "UTC" }],
  fitActivityLines: [orders, { asOf }],
  fitBgBb: [[history], {}],
  fitCadence: [purchases.summaries, {}],
  fitCrossSell: [orders, { asOf }],
  fitForecast: [orders, { asOf }],
  fitLifetime: [purchases.columns, {}],
  fitRfm: [purchases.columns, {}],
  fitSpend: [purchases.columns, {}],
  fitTactics: [[events], { asOf, currency: "IDR" }],
  foldProfile: [events, { asOf }],
  forecastCustomer: [summary, forecast, { horizonDays: 30 }],
  forecastCustomers: [purchases.summaries, forecast, { horizonDays: 30 }],
  formatMoney: [100, "IDR", language, {}],
  frequentItemsets: [orders, {}],
  fromDecimal: ["12.90", "USD", {}],
  greetCustomer: [profile, { language, at: asOf }],
  holdoutDraw: ["ani", "salt", "scope"],
  isPlaceholderPhone: ["08123456789"],
  isSetiaError: [5],
  keptApart: [events],
  matchKeys: [profile],
  measureAcquisition: [
    { spend: 100, customers: 5, firstOrderValue: 50, currency: "IDR" },
    lifetime,
    { horizonDays: 90 },
  ],
  measureBehaviours: [events, { asOf }],
  measureFeedback: [[events], { asOf, from: new Date("2026-01-01") }],
  measureIntent: [events, { asOf }],
  measureLift: [arm, arm, {}],
  measureLoop: [[trace], { asOf, from: new Date("2026-01-01") }],
  measureLoyaltyIndex: [
    { activity: "active", behaviours: view.behaviours, satisfaction: "satisfied" },
    DEFAULT_LOYALTY_WEIGHTS,
  ],
  measureOutcomes: [[events], { asOf }],
  measureRule: [counts, "lift"],
  measureSatisfaction: [events, { asOf }],
  mediumOf: ["WA"],
  memoryStore: [{}],
  mergeEvents: [
    { groups: [], candidates: [] },
    { at: asOf, by: "Budi" },
  ],
  mergePurchases: [part, part],
  mergedCustomers: [events, {}],
  mineRules: [orders, {}],
  namedCustomers: [events[0]],
  ordersFromEvents: [events, { asOf }],
  partialPurchases: [orders, { asOf }],
  plainPhone: ["08123456789", "ID"],
  planAppend: [events, {}, lookups],
  planErasure: [["ani"], events, lookups],
  planModel: [crossSell, lookups],
  predictBgBb: [history, bgBb, { opportunities: 3 }],
  predictLifetime: [summary, lifetime, { horizonDays: 90 }],
  predictLifetimes: [purchases.columns, lifetime, { horizonDays: 90 }],
  profileTraits: [profile],
  pseudonymsAmong: [["ani"], lookups.tombstones],
  purchaseSummaryAt: [purchases.columns, 0],
  rankScore: [counts],
  recallConversation: [profile, { language }],
  recommendCrossSell: [crossSell, { basket: ["soda"] }, { asOf }],
  relationshipsBySegment: [[view], {}],
  renameInModel: [{ a: "ani" }, new Map([["ani", "budi"]])],
  replay: [events, { asOf }],
  scoreRfm: [summary, analysis.model],
  scoreRfmAll: [purchases.columns, analysis.model],
  settle: [state, { asOf }, DEFAULT_LOYALTY_POLICY],
  sevenFacts: [{ profile, purchases: summary, bought: ["soda"] }],
  simulateCustomers: [
    {
      model: "mbg-nbd",
      parameters: lifetime.parameters,
      customers: 3,
      observedDays: 90,
      asOf,
      seed: 1,
    },
  ],
  splitPhones: ["0812 / 0813"],
  summarizeBatches: [
    (async function* () {
      yield await Promise.resolve(orders);
    })(),
    { asOf },
  ],
  summarizePurchases: [orders, { asOf }],
  toDecimal: [100, "IDR"],
  traceLoop: [events, { asOf }],
  validateLifetime: [orders, { calibrationEnd: new Date("2025-07-01"), holdoutEnd: asOf }],
  viewCustomer: [{ events }, { asOf }],
  withActivityLines: [DEFAULT_LOYALTY_POLICY, activity],
  wordOf: ["loyal", language],
  chartAliveHistory: [orders, lifetime, { asOf, language }],
  chartBasketNetwork: [rules, { language }],
  chartLifetimeValue: [
    predictLifetimes(purchases.columns, lifetime, { horizonDays: 90 }),
    { language, currency: "IDR" },
  ],
  chartForecastRecord: [forecast, { language }],
  chartLift: [measureOutcomes([events], { asOf }).tactics, { language }],
  chartRetention: [loop, { language }],
  chartRfmHeatMap: [analysis, { language }],
  chartSegmentFlows: [setia.compareRfm(analysis, analysis), { language }],
  chartSegmentMap: [analysis, { language }],
  chartStageFlows: [loop.periods[0], { language }],
  chartStageFunnel: [loop.periods[0], { language }],
  importCustomers: [[], { currency: "IDR" }],
  importGa4: [[], {}],
  importRows: [[], { currency: "IDR" }],
  importSegment: [[], {}],
  importShopify: [[], {}],
  importStripe: [[], {}],
  importTable: [{ headers: ["Order ID"], rows: [] }, { currency: "IDR" }],
  importWhatsApp: [[], {}],
  importWooCommerce: [[], {}],
  recogniseColumns: [["total"]],
  recogniseCustomerExport: [["Email"]],
  recogniseExport: [["Name"]],
  openCsv: ["a,b\n1,2\n", {}],
  internationalPhone: ["08123456789", "ID"],
  parseEvent: [events[0]],
  parseEvents: [events],
  parseOrders: [orders],
  safeParseEvent: [events[0]],
  safeParseEvents: [events],
  safeParseOrders: [orders],
  fromBetterSqlite3: [{ prepare: Object, exec: Object }],
  fromDuckDb: [{ run: Object }],
  fromKysely: [{ withoutPlugins: () => ({}) }, { dialect: "sqlite" }],
  fromMysql2: [{}, { dialect: "mysql" }],
  fromNodeSqlite: [{ prepare: Object, exec: Object }],
  fromNodeSqlite3Wasm: [{ all: Object }],
  fromPg: [{ query: Object, connect: Object }],
  fromPglite: [{ query: Object, transaction: Object }],
  analyticsOver: [runner, { tables: { orders: "orders" } }],
  checkStore: [runner],
  migrateStore: [runner],
  sqlAnalytics: [{ dialect: "sqlite", asOf, tables: { orders: "orders" } }],
  sqlStore: [runner, {}],
  storeMigrations: ["sqlite"],
  analyticsRows: [orders],
};

/** Those register tests, which cannot be done within one; these take the place to tell from who writes a store. */
const OTHERS = ["testAnalytics", "testStore", "SetiaError", "assertInstant", "assertWholeNumber"];
const ENTRIES = {
  rfm,
  lifetimeEntry,
  loyalty,
  crossSellEntry,
  tactics,
  profileEntry,
  store,
  charts,
  csv,
  importers,
  phone,
  schemas,
  sql,
  testing,
  setia,
};

function deep(): unknown {
  let value: unknown = {};
  for (let level = 0; level < 20_000; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

const WRONG: Record<string, unknown> = {
  undefined: undefined,
  null: null,
  "a number": 5,
  NaN: NaN,
  "a text": "x",
  "an empty text": "",
  true: true,
  "a list": [],
  "a list of nothing": [null],
  "a list of numbers": [5],
  "a list of empty objects": [{}],
  "an object": {},
  "a function": () => undefined,
  "a date": new Date("2026-01-05"),
  "no date": new Date(NaN),
  "a map": new Map(),
  "a bigint": 5n,
  "a symbol": Symbol("x"),
  "something deep": deep(),
  "something deep with a kind": { ...(deep() as object), kind: "rfm", version: 1 },
};

type Callable = (...parameters: readonly unknown[]) => unknown;

/** What comes of a call that is not as it should be; nothing if it answers or says what is wrong. */
async function faultOf(call: () => unknown): Promise<string | undefined> {
  try {
    const answer = await call();
    if (typeof answer === "object" && answer !== null && Symbol.asyncIterator in answer) {
      // Some work begins when the first answer is asked for.
      await (answer as AsyncIterable<unknown>)[Symbol.asyncIterator]().next();
    }
    return undefined;
  } catch (error) {
    if (isSetiaError(error)) return undefined;
    const place = (error as Error).stack?.split("\n").find((line) => line.includes("/src/")) ?? "";
    return `${String(error)} ${place.trim().slice(-60)}`;
  }
}

const called =
  (fn: unknown, given: readonly unknown[]): (() => unknown) =>
  () =>
    (fn as Callable)(...given);

/** Puts everything wrong in every place of a call that is right. */
async function faultsOf(fn: unknown, right: readonly unknown[]): Promise<string[]> {
  const faults: string[] = [];
  const hold = async (what: string, given: readonly unknown[]): Promise<void> => {
    const fault = await faultOf(called(fn, given));
    if (fault !== undefined) faults.push(`${what}: ${fault}`);
  };
  await hold("nothing at all", []);
  for (const [kind, wrong] of Object.entries(WRONG)) {
    await hold(`${kind} everywhere`, [wrong, wrong, wrong, wrong]);
    for (let place = 0; place < right.length; place++) {
      const given = right[place];
      const instead = (value: unknown): unknown[] =>
        right.map((one, index) => (index === place ? value : one));
      // What a function of the user's own gives is the user's own affair.
      if (typeof wrong === "function" && typeof given === "function") continue;
      const at = `${kind} as argument ${String(place + 1)}`;
      await hold(at, instead(wrong));
      if (typeof given !== "object" || given === null || Symbol.iterator in given) continue;
      if (given instanceof Date) continue;
      for (const [field, before] of Object.entries(given)) {
        if (typeof wrong === "function" && typeof before === "function") continue;
        await hold(`${at}.${field}`, instead({ ...given, [field]: wrong }));
      }
    }
  }
  return faults;
}

/** By name: what most need stands in the root and in its noun's entry. */
const exported = Object.entries(
  Object.assign({}, ...Object.values(ENTRIES)) as Record<string, unknown>,
).filter(([name, value]) => typeof value === "function" && !OTHERS.includes(name));

/** How each method of a workspace is called rightly. */
const METHODS: Record<string, readonly unknown[]> = {
  record: [[], {}],
  customer: ["ani", { asOf }],
  customers: [{ asOf, limit: 3, segments: ["new"], revenue: { from: 0 } }],
  changes: [{ asOf, since: new Date("2026-05-01") }],
  subscribe: [() => undefined],
  refit: [{ asOf }],
  reloadModels: [],
  decide: ["ani", { asOf }],
  decideAll: [{ asOf, used: {} }],
  recommend: [{ basket: ["soda"], customerId: "ani", exclude: [], limit: 3, asOf }],
  exportCustomer: ["ani", { asOf }],
  eraseCustomer: ["nobody"],
  anonymizeCustomer: ["nobody"],
  retentionDue: [{ asOf }],
  report: [{ asOf }],
};

describe("every door", () => {
  test.each(Object.keys(METHODS))(
    "crm.%s says what is wrong, and throws nothing else",
    async (name) => {
      const crm = setia.createCrm({ store: memoryStore(), timeZone: "UTC", currency: "IDR" });
      await crm.record(events);
      expect(Object.keys(crm).sort()).toEqual(Object.keys(METHODS).sort());
      const method = (crm as unknown as Record<string, Callable>)[name] ?? (() => undefined);
      expect(await faultOf(called(method, METHODS[name] ?? []))).toBeUndefined();
      expect(await faultsOf(method, METHODS[name] ?? [])).toEqual([]);
    },
  );

  test.each([
    [
      () => analyzeRfm(orders, { asOf, timezone: "UTC" } as never),
      /^analyzeRfm: there is no option "timezone"; expected timeZone/u,
    ],
    [
      () => mineRules(orders, { minsupport: 0.1 } as never),
      /^mineRules: there is no option "minsupport"; expected minSupport/u,
    ],
    [
      () => decide(view, { policies: DEFAULT_TACTIC_POLICY } as never),
      /^decide: there is no option "policies"; expected policy/u,
    ],
    [
      () => analyzeRfm(orders, undefined as never),
      /^analyzeRfm: options is missing; expected asOf/u,
    ],
    [
      () => viewCustomer([] as never, { asOf }),
      /^viewCustomer: input is an array; expected an object/u,
    ],
    [() => decide([] as never), /^decide: view is an array; expected an object/u],
    [() => setia.createCrm(null as never), /^createCrm: options is null; expected store/u],
    [
      () => foldProfile([{ ...events[0], traits: { phone: 5 } }] as never, { asOf }),
      /^foldProfile: events\[0\]\.traits\.phone: is 5; expected/u,
    ],
  ])("names the function that was called, what came and what was expected: %#", (call, message) => {
    expect(call).toThrow(message);
  });

  /** Records whose keys are the caller's own words. */
  const OPEN = /^(sourceRanks|table|levers|groupDays|replyHours|relationships)$/u;

  /** A policy with a field more, once for each object within it. */
  function* spoilt(policy: object, path: readonly string[] = []): Generator<[string, object]> {
    yield [path.join("."), { ...policy, oops: 1 }];
    for (const [name, part] of Object.entries(policy) as [string, unknown][]) {
      if (OPEN.test(name) || typeof part !== "object" || part === null) continue;
      if (Array.isArray(part)) {
        const items: readonly unknown[] = part;
        for (const [at, item] of items.entries()) {
          if (typeof item !== "object" || item === null) continue;
          for (const [place, bad] of spoilt(item, [...path, name])) {
            yield [place, { ...policy, [name]: items.with(at, bad) }];
          }
        }
        continue;
      }
      for (const [place, bad] of spoilt(part, [...path, name])) {
        yield [place, { ...policy, [name]: bad }];
      }
    }
  }

  const costs = { currency: "IDR", categories: {}, channels: {} };
  const budgets = [{ name: "all", actions: 3 }];
  const acquisition = { costPerCustomer: 1, valuePerCustomer: 2 };
  const categories = Object.fromEntries(
    setia.words.relationshipCategories.map((name) => [name, 1]),
  );
  test.each([
    [
      "decide",
      {
        ...DEFAULT_TACTIC_POLICY,
        budgets,
        acquisition,
        costs: { ...costs, categories },
      },
      (policy: never) => decide(view, { policy }),
    ],
    ["replay", DEFAULT_LOYALTY_POLICY, (policy: never) => replay(events, { asOf, policy })],
    [
      "measureSatisfaction",
      setia.DEFAULT_SATISFACTION_POLICY,
      (policy: never) => setia.measureSatisfaction(events, { asOf, policy }),
    ],
    [
      "foldProfile",
      setia.DEFAULT_PROFILE_POLICY,
      (policy: never) => foldProfile(events, { asOf, policy }),
    ],
    [
      "findDuplicates",
      setia.DEFAULT_MATCH_POLICY,
      (policy: never) => setia.findDuplicates([], { policy }),
    ],
  ] as const)("refuses a misspelt field anywhere in the policy of %s", (_, policy, call) => {
    expect(() => call(policy as never)).not.toThrow();
    const kept = [...spoilt(policy)].filter(([, bad]) => {
      try {
        call(bad as never);
        return true;
      } catch (error) {
        return !isSetiaError(error) || !error.message.includes("oops");
      }
    });
    expect(kept.map(([place]) => place)).toEqual([]);
  });

  test("lets data carry more than they need", () => {
    const more = { ...view, ownField: 1 };
    expect(decide(more)).toEqual(decision);
    expect(
      setia.scoreRfm({ ...summary, own: 1 } as never, { ...analysis.model, own: 1 } as never),
    ).toEqual(analysis.scores[0]);
  });

  test("is known to these tests", () => {
    expect(exported.map(([name]) => name).sort()).toEqual(Object.keys(CALLS).sort());
  });

  test.each(exported)("%s answers when it is called rightly", async (name, fn) => {
    expect(await faultOf(called(fn, CALLS[name] ?? []))).toBeUndefined();
  });

  test.each(exported)("%s says what is wrong, and throws nothing else", async (name, fn) => {
    expect(await faultsOf(fn, CALLS[name] ?? [])).toEqual([]);
  });
});
