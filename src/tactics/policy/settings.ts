import {
  assertFields,
  compareCodePoints,
  defined,
  type OptionNames,
  SetiaError,
  showValue,
} from "../../kernel";
import { TACTICS } from "../catalogue/tactics";
import { readClock } from "../gates/quiet-hours";
import {
  assertTacticModel,
  type ChanceOf,
  chancesOf,
  type TacticModel,
} from "../learning/tactic-model";
import {
  CHANNELS,
  type MessageClass,
  RELATIONSHIP_CATEGORIES,
  type Tactic,
  type TacticMark,
} from "../tactic";
import { openLedger, type SharedLedger, type SharedUse } from "./budgets";
import {
  type AcquisitionEconomics,
  type Budget,
  type ContactCap,
  DEFAULT_TACTIC_POLICY,
  type ServingCosts,
  type TacticPolicy,
} from "./policy";

/** A century: longer spans are mistakes, and dates have an end. */
export const MOST_DAYS = 36_525;

const SHARES = ["marginRate", "relationShare"] as const;

const DAYS = ["pendingDays"] as const;

const DAYS_OR_NULL = ["cooldownDays", "cooldownAfterRejectionDays", "complaintRestDays"] as const;

const AMOUNTS_OR_NULL = ["minimumWorth", "paybackWithinDays"] as const;

/**
 * Refuses a policy with a figure that is missing or out of its range.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function assertTacticPolicy(policy: TacticPolicy): void {
  if (policy === DEFAULT_TACTIC_POLICY) return;
  assertFields(policy, DEFAULT_TACTIC_POLICY, "tactic policy");
  for (const name of Object.keys(DEFAULT_TACTIC_POLICY) as (keyof TacticPolicy)[]) {
    // Policies that were stored by 0.1.0 do not have it.
    if (name === "replyHours") continue;
    if ((policy as Partial<TacticPolicy>)[name] === undefined) {
      throw refuse(name, undefined, "every field");
    }
  }
  if (typeof policy.version !== "string" || policy.version === "") {
    throw refuse("version", policy.version, "a text");
  }
  for (const name of SHARES) {
    if (!isShare(policy[name])) throw refuse(name, policy[name], "a number from 0 to 1");
  }
  for (const name of DAYS) {
    if (!isDays(policy[name]) || policy[name] < 1) {
      throw refuse(name, policy[name], "whole days, 1 or more");
    }
  }
  for (const name of DAYS_OR_NULL) {
    if (policy[name] !== null && !isDays(policy[name])) {
      throw refuse(name, policy[name], `whole days, ${String(MOST_DAYS)} at most, or null`);
    }
  }
  for (const name of AMOUNTS_OR_NULL) {
    if (policy[name] !== null && !Number.isFinite(policy[name])) {
      throw refuse(name, policy[name], "a number or null");
    }
  }
  if (!(Number.isFinite(policy.conversationHours) && policy.conversationHours >= 0)) {
    throw refuse("conversationHours", policy.conversationHours, "a number, 0 or more");
  }
  if (!["verified", "known", "assumed"].includes(policy.contactPoints)) {
    throw refuse("contactPoints", policy.contactPoints, "verified, known or assumed");
  }
  assertParts(policy);
  assertContacts(policy);
  assertMoney(policy);
}

const CAP: OptionNames<ContactCap> = {
  channel: true,
  messageClass: true,
  atMost: true,
  days: true,
  reservedForLifecycle: true,
};

const BUDGET: OptionNames<Budget> = {
  name: true,
  tactics: true,
  channels: true,
  categories: true,
  actions: true,
  spend: true,
};

const COSTS: OptionNames<ServingCosts> = { currency: true, categories: true, channels: true };

const ACQUISITION: OptionNames<AcquisitionEconomics> = {
  costPerCustomer: true,
  valuePerCustomer: true,
  paybackDays: true,
};

/** A misspelt field would be ignored, in whatever part of the policy it stands. */
function assertParts(policy: TacticPolicy): void {
  const part = (name: keyof TacticPolicy, names: object, value: unknown = policy[name]): void => {
    if (value !== null) assertFields(value, names, `tactic policy: ${name}`);
  };
  part("consent", DEFAULT_TACTIC_POLICY.consent);
  assertFields(
    policy.consent.withoutConsent,
    DEFAULT_TACTIC_POLICY.consent.withoutConsent,
    "tactic policy: consent.withoutConsent",
  );
  for (const name of ["fatigue", "quietHours", "holdout"] as const) {
    part(name, DEFAULT_TACTIC_POLICY[name]);
  }
  part("costs", COSTS);
  const byChannel = Object.fromEntries(CHANNELS.map((channel) => [channel, true]));
  const byCategory = Object.fromEntries(RELATIONSHIP_CATEGORIES.map((name) => [name, true]));
  part("spacingHours", byChannel);
  if (policy.costs !== null) {
    assertFields(policy.costs.channels, byChannel, "tactic policy: costs.channels");
    assertFields(policy.costs.categories, byCategory, "tactic policy: costs.categories");
  }
  part("acquisition", ACQUISITION);
  for (const cap of policy.caps) part("caps", CAP, cap);
  for (const budget of policy.budgets) part("budgets", BUDGET, budget);
}

function assertContacts({
  caps,
  spacingHours,
  replyHours = {},
  quietHours,
  fatigue,
  holdout,
  groupDays,
}: TacticPolicy): void {
  caps.forEach(({ channel, atMost, days, reservedForLifecycle = 0 }, index) => {
    const place = `caps[${String(index)}]`;
    if (channel !== undefined && !CHANNELS.includes(channel)) {
      throw refuse(`${place}.channel`, channel, `one of ${CHANNELS.join(", ")}`);
    }
    if (atMost !== null && !isCount(atMost)) {
      throw refuse(`${place}.atMost`, atMost, "a whole number, or null for unlimited");
    }
    if (!isDays(days) || days < 1) throw refuse(`${place}.days`, days, "whole days, 1 or more");
    if (!isCount(reservedForLifecycle)) {
      throw refuse(`${place}.reservedForLifecycle`, reservedForLifecycle, "a whole number");
    }
  });
  for (const [channel, hours] of Object.entries(spacingHours)) {
    if (!(Number.isFinite(hours) && hours >= 0)) {
      throw refuse(`spacingHours.${channel}`, hours, "hours, 0 or more");
    }
  }
  for (const [channel, hours] of Object.entries(replyHours)) {
    if (!(CHANNELS as readonly string[]).includes(channel)) {
      throw refuse(`replyHours.${channel}`, hours, `channels of ${CHANNELS.join(", ")} only`);
    }
    if (hours !== null && !(Number.isFinite(hours) && hours >= 0)) {
      throw refuse(`replyHours.${channel}`, hours, "hours, 0 or more, or null for without end");
    }
  }
  for (const [group, days] of Object.entries(groupDays)) {
    if (!isDays(days)) throw refuse(`groupDays.${group}`, days, "whole days");
  }
  if (quietHours !== null) {
    const { from, until } = quietHours;
    if (readClock(from) === undefined) throw refuse("quietHours.from", from, 'a time as "21:00"');
    if (readClock(until) === undefined || from === until) {
      throw refuse("quietHours.until", until, 'another time than `from`, as "08:00"');
    }
  }
  if (fatigue !== null) {
    for (const [name, value] of Object.entries(fatigue)) {
      if (!isDays(value) || Number(value) < 1) {
        throw refuse(`fatigue.${name}`, value, "a whole number, 1 or more");
      }
    }
  }
  if (holdout !== null) {
    if (typeof holdout.salt !== "string") throw refuse("holdout.salt", holdout.salt, "a text");
    for (const name of ["all", "perTactic"] as const) {
      if (!isShare(holdout[name])) {
        throw refuse(`holdout.${name}`, holdout[name], "a number from 0 to 1");
      }
    }
  }
}

function assertMoney({ budgets, costs, acquisition, levers, relationships }: TacticPolicy): void {
  const names = new Set<string>();
  budgets.forEach(({ name, actions = null, spend = null }, index) => {
    const place = `budgets[${String(index)}]`;
    if (typeof name !== "string" || name === "" || names.has(name)) {
      throw refuse(`${place}.name`, name, "a text, each name once");
    }
    names.add(name);
    if (actions !== null && !isCount(actions)) {
      throw refuse(`${place}.actions`, actions, "a whole number, or null for unlimited");
    }
    if (spend !== null && !(Number.isFinite(spend) && spend >= 0)) {
      throw refuse(`${place}.spend`, spend, "minor units, or null for unlimited");
    }
  });
  if (costs !== null) {
    for (const category of RELATIONSHIP_CATEGORIES) {
      const cost: unknown = costs.categories[category];
      if (!(Number.isFinite(cost) && Number(cost) >= 0)) {
        throw refuse(`costs.categories.${category}`, cost, "minor units, 0 or more");
      }
    }
    for (const [channel, cost] of Object.entries(costs.channels)) {
      if (!(Number.isFinite(cost) && cost >= 0)) {
        throw refuse(`costs.channels.${channel}`, cost, "minor units, 0 or more");
      }
    }
  }
  if (acquisition !== null) {
    for (const name of ["costPerCustomer", "valuePerCustomer"] as const) {
      if (!Number.isFinite(acquisition[name])) {
        throw refuse(`acquisition.${name}`, acquisition[name], "minor units");
      }
    }
  }
  for (const [tactic, percent] of Object.entries(levers)) {
    if (!Number.isFinite(percent)) throw refuse(`levers.${tactic}`, percent, "percent");
  }
  for (const [segment, categories] of Object.entries(relationships)) {
    for (const category of categories) {
      if (!RELATIONSHIP_CATEGORIES.includes(category)) {
        const expected = `one of ${RELATIONSHIP_CATEGORIES.join(", ")}`;
        throw refuse(`relationships.${segment}`, category, expected);
      }
    }
  }
}

function refuse(name: string, value: unknown, expected: string): SetiaError {
  return new SetiaError(
    "INVALID_OPTION",
    `tactic policy: ${name} is ${showValue(value)}; expected ${expected}, as in { ...DEFAULT_TACTIC_POLICY, … }`,
  );
}

function isShare(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value <= 1;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** Whether a value is a span of days. */
export function isDays(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MOST_DAYS;
}

/** How long a whole shop's orders have stayed away, where that is more than usual. */
export interface StaleFeed {
  /** Days since its last order. */
  readonly days: number;
  /** Days that are still usual. */
  readonly lineDays: number;
}

/** What decisions are made with. */
export interface DecideOptions {
  /** What can be done, checked by `defineTactics`; the library's own catalogue if left out. */
  readonly catalogue?: readonly Tactic[];
  /** How tactics are weighed, spaced and limited; the defaults if left out. */
  readonly policy?: TacticPolicy;
  /** What the shop's own past tells of tactics, from `fitTactics`; base rates alone if left out. */
  readonly model?: TacticModel;
  /**
   * Given while the whole shop's orders stay away for longer than usual: then it is rather the feed that is silent than the
   * customers, and tactics that rest on silence wait.
   */
  readonly staleFeed?: StaleFeed;
  /** What other customers have used of budgets and stock; nothing if left out. */
  readonly used?: SharedUse;
}

/** The same, checked, and what it leads to. */
export interface TacticSettings {
  /** What can be done, by ascending id. */
  readonly catalogue: readonly Tactic[];
  /** How tactics are limited. */
  readonly policy: TacticPolicy;
  /** Message class by tactic. */
  readonly classes: ReadonlyMap<string, MessageClass>;
  /** What tactics mark somebody as who accepts them. */
  readonly marks: ReadonlyMap<string, TacticMark>;
  /** Chances of success. */
  readonly chanceOf: ChanceOf;
  /** What orders come to: 99 percentiles in minor units, and their currency. */
  readonly orderValues?: { readonly percentiles: readonly number[]; readonly currency: string };
  /** What an order usually comes to: the median in minor units; missing if not known. */
  readonly typicalOrder?: { readonly value: number; readonly currency: string };
  /** Set while orders of the whole shop stay away. */
  readonly staleFeed?: StaleFeed;
  /** What is used of budgets and stock. */
  readonly ledger: SharedLedger;
}

/**
 * Checks what decisions are made with, once for many customers.
 *
 * @throws SetiaError `INVALID_OPTION`, `INVALID_MODEL`, `NEWER_MODEL`
 */
export function settingsOf(options: DecideOptions): TacticSettings {
  const { policy = DEFAULT_TACTIC_POLICY, model } = options;
  assertTacticPolicy(policy);
  if (model !== undefined) assertTacticModel(model);
  const given: readonly Tactic[] = options.catalogue ?? TACTICS;
  const catalogue = [...given].sort((a, b) => compareCodePoints(a.id, b.id));
  return {
    catalogue,
    policy,
    classes: new Map(catalogue.map(({ id, messageClass }) => [id, messageClass])),
    marks: new Map(
      catalogue.flatMap(({ id, marks }) => (marks === undefined ? [] : [[id, marks]])),
    ),
    chanceOf: chancesOf(model),
    ...(model === undefined || model.orderValues.length === 0
      ? {}
      : {
          orderValues: { percentiles: model.orderValues, currency: model.currency },
          typicalOrder: { value: model.orderValues[49]!, currency: model.currency },
        }),
    ...defined({ staleFeed: options.staleFeed }),
    ledger: openLedger(options.used),
  };
}
