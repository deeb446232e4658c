import { CUSTOMER_TRAITS, type CustomerEvent } from "../events";
import {
  assertFunction,
  assertOptions,
  assertRecord,
  assertText,
  assertTexts,
  type OptionNames,
  reason,
  type Reason,
} from "../kernel";
import { emailKey, isPlaceholderPhone } from "../profile";
import { wrongUnitNote } from "../purchases";
import { type AppendOptions, assertWholeNumber } from "../storage";
import type {
  ChangesOptions,
  Crm,
  CustomersOptions,
  DecideAllWorkOptions,
  RecommendOptions,
} from "./crm";
import type { AsOfOptions, LongWorkOptions } from "./models/long-work";

/** Lists what a batch holds that will be kept but not used, or looks like a mistake. */
export function recordNotes(events: readonly CustomerEvent[]): Reason[] {
  const traits = new Map<string, number>();
  let placeholders = 0;
  for (const event of events) {
    if (event.type !== "customer_identified") continue;
    for (const trait of Object.keys(event.traits)) {
      if ((CUSTOMER_TRAITS as readonly string[]).includes(trait)) continue;
      traits.set(trait, (traits.get(trait) ?? 0) + 1);
    }
    const { email, phone } = event.traits;
    if (email !== undefined && emailKey(email) === undefined) placeholders++;
    if (phone !== undefined && isPlaceholderPhone(phone)) placeholders++;
  }
  return [
    ...Array.from(traits, ([trait, count]) =>
      reason("crm.unknown_trait", { trait, events: count }),
    ),
    ...(placeholders === 0 ? [] : [reason("crm.placeholder_contacts", { events: placeholders })]),
  ];
}

/** Whether the orders of a batch look as if they were written in whole units where minor units are meant. */
export function amountNote(events: readonly CustomerEvent[], currency: string): Reason | undefined {
  const totals = events.flatMap((event) =>
    event.type === "order_completed" && event.currency === currency && event.total > 0
      ? [event.total]
      : [],
  );
  return wrongUnitNote(totals, currency);
}

const RECORD_OPTIONS: OptionNames<AppendOptions> = { expectedVersions: true, keys: true };

const AS_OF_OPTIONS: OptionNames<AsOfOptions> = { asOf: true };

const longWorkOptions = (): OptionNames<LongWorkOptions> => ({
  ...AS_OF_OPTIONS,
  onLeftAside: true,
  onProgress: true,
  signal: true,
});

const customersOptions = (): OptionNames<CustomersOptions<string>> => ({
  ...longWorkOptions(),
  after: true,
  by: true,
  limit: true,
  segments: true,
  stages: true,
  activities: true,
  revenue: true,
});

const changesOptions = (): OptionNames<ChangesOptions> => ({ ...longWorkOptions(), since: true });

const decideAllOptions = (): OptionNames<DecideAllWorkOptions> => ({
  ...longWorkOptions(),
  explain: true,
  used: true,
});

const recommendOptions = (): OptionNames<RecommendOptions> => ({
  ...AS_OF_OPTIONS,
  basket: true,
  customerId: true,
  exclude: true,
  limit: true,
});

/** Puts a door before every method of a workspace, which looks at what is given before any work begins. */
export function withDoors<Name extends string>(crm: Crm<Name>, currency: string): Crm<Name> {
  // A shop that sells such things is told once only.
  let isAmountNoted = false;
  return {
    async record(events, options = {}) {
      assertOptions(options, RECORD_OPTIONS, "record");
      const result = await crm.record(events, options);
      const notes = recordNotes(events);
      const amounts = isAmountNoted ? undefined : amountNote(events, currency);
      if (amounts !== undefined) {
        isAmountNoted = true;
        notes.push(amounts);
      }
      return notes.length === 0 ? result : { ...result, diagnostics: notes };
    },
    async customer(customerId, options = {}) {
      assertOne(customerId, options, "customer");
      return crm.customer(customerId, options);
    },
    customers(options = {}) {
      assertWork(options, customersOptions(), "customers");
      const { after, limit, segments, stages, activities } = options;
      if (after !== undefined) assertText(after, "customers: after");
      if (limit !== undefined && limit !== Infinity)
        assertWholeNumber(limit, 0, "customers: limit");
      for (const [name, wanted] of Object.entries({ segments, stages, activities })) {
        if (wanted !== undefined) assertTexts(wanted, `customers: ${name}`);
      }
      if (options.revenue !== undefined) assertRecord(options.revenue, "customers: revenue");
      return crm.customers(options);
    },
    changes(options) {
      assertWork(options, changesOptions(), "changes");
      return crm.changes(options);
    },
    subscribe(listener) {
      assertFunction(listener, "subscribe: listener");
      return crm.subscribe(listener);
    },
    async refit(options = {}) {
      assertWork(options, longWorkOptions(), "refit");
      return crm.refit(options);
    },
    reloadModels: () => crm.reloadModels(),
    async decide(customerId, options = {}) {
      assertOne(customerId, options, "decide");
      return crm.decide(customerId, options);
    },
    decideAll(options = {}) {
      assertWork(options, decideAllOptions(), "decideAll");
      if (options.explain !== undefined) assertFunction(options.explain, "decideAll: explain");
      if (options.used !== undefined) assertRecord(options.used, "decideAll: used");
      return crm.decideAll(options);
    },
    async recommend(options) {
      assertOptions(options, recommendOptions(), "recommend");
      const { basket, customerId, exclude } = options;
      assertTexts(basket, "recommend: basket");
      if (customerId !== undefined) assertText(customerId, "recommend: customerId");
      if (exclude !== undefined) assertTexts(exclude, "recommend: exclude");
      return crm.recommend(options);
    },
    async exportCustomer(customerId, options = {}) {
      assertOne(customerId, options, "exportCustomer");
      return crm.exportCustomer(customerId, options);
    },
    async eraseCustomer(customerId) {
      assertText(customerId, "eraseCustomer: customerId");
      return crm.eraseCustomer(customerId);
    },
    async anonymizeCustomer(customerId) {
      assertText(customerId, "anonymizeCustomer: customerId");
      return crm.anonymizeCustomer(customerId);
    },
    retentionDue(options = {}) {
      assertWork(options, longWorkOptions(), "retentionDue");
      return crm.retentionDue(options);
    },
    async report(options = {}) {
      assertWork(options, longWorkOptions(), "report");
      return crm.report(options);
    },
  };
}

function assertOne(customerId: unknown, options: unknown, where: string): void {
  assertText(customerId, `${where}: customerId`);
  assertOptions(options, AS_OF_OPTIONS, where);
}

function assertWork(options: LongWorkOptions, names: object, where: string): void {
  assertOptions(options, names, where);
  const { onProgress, signal } = options;
  if (onProgress !== undefined) assertFunction(onProgress, `${where}: onProgress`);
  if (signal !== undefined) {
    const given = signal as unknown as Readonly<Record<string, unknown>> | null;
    assertFunction(given?.["throwIfAborted"], `${where}: signal.throwIfAborted`);
  }
}
