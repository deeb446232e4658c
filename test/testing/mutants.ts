/** Stores that each break one promise; the contract must go red on every one of them. */
import { isSetiaError, memoryStore, type CustomerEvent, type CustomerStore } from "setia";
import { type AppendOptions, type AppendResult, type WhenErased } from "setia/store";

/** A broken store: what it breaks, the test that must notice, and how it is made of a good one. */
export interface Mutant {
  readonly breaks: string;
  readonly noticedBy: RegExp;
  readonly make: (good: CustomerStore, whenErased: WhenErased) => CustomerStore;
}

const NONE: AppendResult = { appended: 0, duplicates: 0, erased: 0 };

function sum(a: AppendResult, b: AppendResult): AppendResult {
  return {
    appended: a.appended + b.appended,
    duplicates: a.duplicates + b.duplicates,
    erased: a.erased + b.erased,
  };
}

/** The same record without one field. */
function without<Value extends object>(value: Value, field: string): Value {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== field)) as Value;
}

const codeOf = (error: unknown): string => (isSetiaError(error) ? error.code : "");

/** A store with another way to append. */
function appending(
  change: (
    good: CustomerStore,
    events: readonly CustomerEvent[],
    options: AppendOptions,
  ) => Promise<AppendResult>,
): Mutant["make"] {
  return (good) => ({ ...good, append: (events, options = {}) => change(good, events, options) });
}

/** A store that changes events on their way in. */
function storing(change: (event: CustomerEvent) => CustomerEvent): Mutant["make"] {
  return appending((good, events, options) => good.append(events.map(change), options));
}

/** A store that changes what is read of one customer. */
function reading(
  change: (events: readonly CustomerEvent[], until?: Date) => readonly CustomerEvent[],
): Mutant["make"] {
  return (good) => ({
    ...good,
    read: async (id, options = {}) => change(await good.read(id, options), options.until),
  });
}

/** Changes every text of an event but its ids. */
function texts(change: (text: string) => string): (event: CustomerEvent) => CustomerEvent {
  return (event) =>
    event.type === "customer_identified"
      ? { ...event, traits: { ...event.traits, name: change(event.traits.name ?? "") } }
      : event;
}

/** All mutants. */
export const MUTANTS: readonly Mutant[] = [
  {
    breaks: "a batch is all or nothing: adds one event after the other",
    noticedBy: /^append: refuses other content/,
    make: appending(async (good, events, options) => {
      let result = NONE;
      for (const event of events) {
        const own = new Map([[event.customerId, options.keys?.get(event.customerId) ?? []]]);
        result = sum(result, await good.append([event], { ...options, keys: own }));
      }
      return result;
    }),
  },
  {
    breaks: "a batch is all or nothing: commits after each thousand",
    noticedBy: /^append: is all or nothing for large batches/,
    make: appending(async (good, events, options) => {
      if (events.length <= 1000) return good.append(events, options);
      let result = NONE;
      for (let from = 0; from < events.length; from += 1000) {
        result = sum(result, await good.append(events.slice(from, from + 1000), options));
      }
      return result;
    }),
  },
  {
    breaks: "a contradiction is refused: takes it for a duplicate",
    noticedBy: /^append: refuses other content/,
    make: appending(async (good, events, options) => {
      let result = NONE;
      for (const event of events) {
        const added = await good.append([event], options).catch((error: unknown) => {
          if (codeOf(error) === "EVENT_CONFLICT") return { ...NONE, duplicates: 1 };
          throw error;
        });
        result = sum(result, added);
      }
      return result;
    }),
  },
  {
    breaks: "duplicates are told from new events: counts what it was given, as affected rows do",
    noticedBy: /^append: takes the same fact once/,
    make: appending(async (good, events, options) => {
      const result = await good.append(events, options);
      return { ...result, appended: result.appended + result.duplicates, duplicates: 0 };
    }),
  },
  {
    breaks: "when a fact was recorded is not content",
    noticedBy: /^append: does not count when a fact was recorded/,
    make: storing((event) =>
      event.recordedAt === undefined
        ? event
        : { ...event, source: `${event.source ?? ""} ${event.recordedAt.toISOString()}` },
    ),
  },
  {
    breaks: "ids are told apart exactly: trailing spaces do not count, as in a padded collation",
    noticedBy: /^(append: tells ids apart|read: knows nothing)/,
    make: (good) => ({ ...good, read: (id, options) => good.read(id.trimEnd(), options) }),
  },
  {
    breaks: "ids are told apart exactly: accents may be written in two ways",
    noticedBy: /^append: tells ids apart/,
    make: (good) => ({ ...good, read: (id, options) => good.read(id.normalize(), options) }),
  },
  {
    breaks: "what a driver would cut at NUL is unknown",
    noticedBy: /^read: knows nothing of unknown customers/,
    make: (good) => ({
      ...good,
      read: (id, options) => good.read(id.split("\0")[0] ?? "", options),
    }),
  },
  {
    breaks: "instants are kept to the millisecond: cuts them to seconds",
    noticedBy: /^append: keeps any instant exactly/,
    make: storing((event) => ({
      ...event,
      at: new Date(Math.floor(event.at.getTime() / 1000) * 1000),
    })),
  },
  {
    breaks: "half a surrogate is refused: makes it U+FFFD, as drivers do",
    noticedBy: /^append: takes the longest ids, and refuses ids and texts/,
    make: storing(texts((text) => new TextDecoder().decode(new TextEncoder().encode(text)))),
  },
  {
    breaks: "texts are kept exactly: cuts them at 65,535 characters",
    noticedBy: /^append: keeps any text exactly/,
    make: storing(texts((text) => text.slice(0, 65_535))),
  },
  {
    breaks: "fields that may be missing are kept",
    noticedBy: /^append: keeps every field exactly/,
    make: reading((events) => events.map((event) => without(event, "source"))),
  },
  {
    breaks: "the expected version is asked for",
    noticedBy: /^append: asks for the expected versions/,
    make: appending((good, events, options) =>
      good.append(events, without(options, "expectedVersions")),
    ),
  },
  {
    breaks: "trying again with an old version works if nothing is new",
    noticedBy: /^append: asks for the expected versions/,
    make: appending(async (good, events, options) => {
      for (const [id, version] of options.expectedVersions ?? []) {
        if (version >= 0 && (await good.read(id)).length !== version) {
          await good.append(events.slice(0, 1), { expectedVersions: new Map([[id, 99]]) });
          throw Object.assign(new Error("late"), { code: "VERSION_CONFLICT" });
        }
      }
      return good.append(events, options);
    }),
  },
  {
    breaks: "events are read in their order: by UTF-16 unit",
    noticedBy: /^read: goes by when/,
    make: reading((events) =>
      [...events].sort(
        (a, b) =>
          a.at.getTime() - b.at.getTime() ||
          (a.recordedAt ?? a.at).getTime() - (b.recordedAt ?? b.at).getTime() ||
          (a.id < b.id ? -1 : 1),
      ),
    ),
  },
  {
    breaks: "events are read in their order: forgets when they were recorded",
    noticedBy: /^read: goes by when/,
    make: reading((events) =>
      [...events].sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1)),
    ),
  },
  {
    breaks: "the very instant is included",
    noticedBy: /^read: includes the very instant/,
    make: reading((events, until) =>
      events.filter((event) => until === undefined || event.at < until),
    ),
  },
  {
    breaks: "what comes out is a copy",
    noticedBy: /^read: hands out copies/,
    make: (good) => {
      const cache = new Map<string, CustomerEvent>();
      return {
        ...good,
        read: async (id, options) =>
          (await good.read(id, options)).map((event) => {
            const kept = cache.get(event.id) ?? event;
            cache.set(event.id, kept);
            return kept;
          }),
      };
    },
  },
  {
    breaks: "a scan goes on after a position: gives its last event again",
    noticedBy: /^scan: goes on from any position/,
    make: (good) => ({
      ...good,
      scan: ({ after, ...options } = {}) =>
        good.scan(after === undefined ? options : { ...options, after: String(+after - 1) }),
    }),
  },
  {
    breaks: "a scan misses no event that is committed late: gives places before the commit",
    noticedBy: /^writers: a reader who follows the log/,
    make: (good) => {
      let given = 0;
      const committed: { place: number; event: CustomerEvent }[] = [];
      return {
        ...good,
        append: async (events, options) => {
          const places = events.map(() => ++given);
          // The larger the batch, the longer it takes to commit.
          for (let turn = 0; turn < events.length / 2; turn++) {
            await new Promise((resolve) => setTimeout(resolve, 0));
          }
          const before = new Set<string>();
          for await (const batch of good.scan()) batch.events.forEach((one) => before.add(one.id));
          const result = await good.append(events, options);
          events.forEach((event, index) => {
            if (!before.has(event.id)) committed.push({ place: places[index] ?? 0, event });
            before.add(event.id);
          });
          committed.sort((a, b) => a.place - b.place);
          return result;
        },
        async *scan({ after = "0", batchSize = 1000, signal } = {}) {
          let last = Number(after);
          if (!(batchSize >= 1)) {
            yield* good.scan({ batchSize });
            return;
          }
          for (;;) {
            signal?.throwIfAborted();
            const rows = committed.filter(({ place }) => place > last).slice(0, batchSize);
            if (rows.length === 0) return;
            last = rows.at(-1)?.place ?? last;
            const events = structuredClone(rows.map(({ event }) => event));
            yield await Promise.resolve({ events, position: String(last) });
          }
        },
      };
    },
  },
  {
    breaks: "a scan stops when told to",
    noticedBy: /^scan: stops with the signal's reason/,
    make: (good) => ({ ...good, scan: (options = {}) => good.scan(without(options, "signal")) }),
  },
  {
    breaks: "customers are listed by code point",
    noticedBy: /^listCustomers: gives each id once/,
    make: (good) => ({
      ...good,
      listCustomers: async (options) => [...(await good.listCustomers(options))].sort(),
    }),
  },
  {
    breaks: "keys are compared exactly",
    noticedBy: /^findCustomers: finds by keys/,
    make: (good) => ({
      ...good,
      findCustomers: (keys) => good.findCustomers(keys.flatMap((key) => [key, key.trimEnd()])),
    }),
  },
  {
    breaks: "keys are added with facts that are there already",
    noticedBy: /^findCustomers: adds keys/,
    make: appending(async (good, events, { keys, ...options }) => {
      const before = await good.listCustomers();
      const fresh = [...(keys ?? [])].filter(([id]) => !before.includes(id));
      return good.append(events, { ...options, keys: new Map(fresh) });
    }),
  },
  {
    breaks: "models keep their older versions",
    noticedBy: /^models: come back/,
    make: (good) => ({ ...good, loadModel: (name) => good.loadModel(name) }),
  },
  {
    breaks: "models are saved over the expected version: looks first and writes later",
    noticedBy: /^models: lose no change/,
    make: (good) => ({
      ...good,
      saveModel: async (name, model, { expectedVersion } = {}) => {
        const newest = (await good.loadModel(name))?.version ?? 0;
        if (expectedVersion !== undefined && newest !== expectedVersion) {
          return good.saveModel(name, model, { expectedVersion });
        }
        return good.saveModel(name, model);
      },
    }),
  },
  {
    breaks: "an erasure finds events of others that name the person",
    noticedBy: /^erase: (leaves no trace|touches nobody)/,
    make: (good) => {
      const named = new Map<string, CustomerEvent>();
      const back = (event: CustomerEvent): CustomerEvent => named.get(event.id) ?? event;
      return {
        ...good,
        append: async (events, options) => {
          const result = await good.append(events, options);
          for (const event of events) if ("referredCustomerId" in event) named.set(event.id, event);
          return result;
        },
        read: async (id, options) => (await good.read(id, options)).map(back),
        async *scan(options) {
          for await (const { events, position } of good.scan(options)) {
            yield { events: events.map(back), position };
          }
        },
      };
    },
  },
  {
    breaks: "an erasure takes the person out of models",
    noticedBy: /^erase: (leaves no trace|touches nobody)/,
    make: (good) => {
      const models = new Map<string, Awaited<ReturnType<CustomerStore["loadModel"]>>>();
      return {
        ...good,
        loadModel: async (name, options) => {
          const model = await good.loadModel(name, options);
          return models.get(`${name} ${String(model?.version)}`) ?? model;
        },
        saveModel: async (name, model, options) => {
          const version = await good.saveModel(name, model, options);
          models.set(`${name} ${String(version)}`, { model: structuredClone(model), version });
          return version;
        },
      };
    },
  },
  {
    breaks: "an erasure takes the keys",
    noticedBy: /^erase: leaves no trace/,
    make: (good) => {
      const byKey = new Map<string, Set<string>>();
      return {
        ...good,
        append: async (events, options = {}) => {
          const result = await good.append(events, options);
          for (const [id, keys] of options.keys ?? []) {
            for (const key of keys) byKey.set(key, (byKey.get(key) ?? new Set()).add(id));
          }
          return result;
        },
        findCustomers: (keys) =>
          Promise.resolve([...new Set(keys.flatMap((key) => [...(byKey.get(key) ?? [])]))].sort()),
      };
    },
  },
  {
    breaks: "totals add up after an erasure: takes orders away too",
    noticedBy: /^erase: lets totals add up/,
    make: (good) => ({
      ...good,
      async *scan(options) {
        for await (const { events, position } of good.scan(options)) {
          const left = events.filter((event) => !event.customerId.startsWith("anonymous-"));
          if (left.length > 0) yield { events: left, position };
        }
      },
    }),
  },
  {
    breaks: "the erased stay out: keeps no tombstone",
    noticedBy: /^erase: keeps the person out/,
    make: (good, whenErased) => {
      // What is appended of erased persons goes to a second store that knows of no erasure.
      const second = memoryStore({ whenErased });
      return {
        ...good,
        append: async (events, options) => {
          try {
            return await good.append(events, options);
          } catch (error) {
            if (codeOf(error) !== "CUSTOMER_ERASED") throw error;
            return second.append(events, options);
          }
        },
        read: async (id, options) => [
          ...(await good.read(id, options)),
          ...(await second.read(id, options)),
        ],
      };
    },
  },
  {
    breaks: "an erasure tells the pseudonym: tells another one",
    noticedBy: /^erase: leaves no trace/,
    make: (good) => ({
      ...good,
      erase: async (id, options) => ({
        ...(await good.erase(id, options)),
        pseudonyms: ["anonymous-somebody"],
      }),
    }),
  },
  {
    breaks: "a re-import counts no order twice",
    noticedBy: /^erase: keeps a re-import anonymous/,
    make: (good) => {
      let erased = 0;
      return {
        ...good,
        append: (events, options) =>
          good.append(
            events.map((event) =>
              erased > 0 && event.type === "order_completed"
                ? { ...event, id: `${event.id}-${String(erased)}` }
                : event,
            ),
            options,
          ),
        erase: (id, options) => {
          erased++;
          return good.erase(id, options);
        },
      };
    },
  },
  {
    breaks: "an erasure keeps a racing append out: looks for tombstones before it waits",
    noticedBy: /^erase: lets no racing append slip in/,
    make: (good, whenErased) => {
      const second = memoryStore({ whenErased });
      let erasing = false;
      return {
        ...good,
        append: async (events, options) =>
          (erasing ? second : good).append(events, options).catch(async (error: unknown) => {
            if (!erasing) throw error;
            return second.append(events, options);
          }),
        erase: async (id, options) => {
          erasing = true;
          const result = await good.erase(id, options);
          for (let tick = 0; tick < 50; tick++) await Promise.resolve();
          erasing = false;
          return result;
        },
        read: async (id, options) => [
          ...(await good.read(id, options)),
          ...(await second.read(id, options)),
        ],
      };
    },
  },
  {
    breaks: "pseudonyms are told by what the store knows: tells them by how they begin",
    noticedBy: /^erase: takes whoever is called as a pseudonym/,
    make: (good) => ({
      ...good,
      findPseudonyms: (ids) =>
        Promise.resolve(ids.filter((id) => id.startsWith("anonymous-")).sort()),
    }),
  },
  {
    breaks: "whatever an id looks like, it can be erased",
    noticedBy: /^erase: takes whoever is called as a pseudonym/,
    make: (good) => ({
      ...good,
      erase: (ids, options) =>
        good.erase(
          [ids].flat().filter((id) => !id.startsWith("anonymous-")),
          options,
        ),
    }),
  },
  {
    breaks: "an erasure of several ids is all or nothing: erases one after the other",
    noticedBy: /^erase: takes several ids at once/,
    make: (good) => ({
      ...good,
      erase: async (ids, options) => {
        const all = { removed: 0, anonymized: 0, rewritten: 0, pseudonyms: [] as string[] };
        for (const id of [ids].flat()) {
          const { removed, anonymized, rewritten, pseudonyms } = await good.erase(id, options);
          all.removed += removed;
          all.anonymized += anonymized;
          all.rewritten += rewritten;
          all.pseudonyms.push(...pseudonyms);
        }
        return all;
      },
    }),
  },
  {
    breaks: "an erasure keeps what it was asked to: keeps totals only",
    noticedBy: /^erase: keeps how somebody behaved/,
    make: (good) => ({ ...good, erase: (ids) => good.erase(ids) }),
  },
  {
    breaks: "no model that is saved names an erased customer: keeps it as it came",
    noticedBy: /^erase: keeps the person out of models/,
    make: (good) => {
      const models = memoryStore();
      return {
        ...good,
        saveModel: async (name, model, options) => {
          await models.saveModel(name, model);
          return good.saveModel(name, model, options);
        },
        loadModel: async (name, options) =>
          (await good.loadModel(name, options)) && (await models.loadModel(name, options)),
      };
    },
  },
  {
    breaks: "models that are dropped are gone",
    noticedBy: /^models: go when they are dropped/,
    make: (good) => ({ ...good, dropModels: () => Promise.resolve() }),
  },
  {
    breaks: "who names somebody is found by the type of event too",
    noticedBy: /^findNaming: finds who/,
    make: (good) => ({ ...good, findNaming: (ids) => good.findNaming(ids) }),
  },
  {
    breaks: "whoever has merged a customer is asked for",
    noticedBy: /^append: asks for the version of whoever has merged/,
    make: appending(async (good, events, options) => {
      if (options.expectedVersions === undefined) return good.append(events, options);
      const expectedVersions = new Map(options.expectedVersions);
      for (const id of await good.findNaming([...expectedVersions.keys()])) {
        if (!expectedVersions.has(id)) expectedVersions.set(id, (await good.read(id)).length);
      }
      return good.append(events, { ...options, expectedVersions });
    }),
  },
  {
    breaks: "versions of customers who are not in the batch are asked for too",
    noticedBy: /^append: asks for the expected versions/,
    make: appending((good, events, options) => {
      const own = new Set(events.map(({ customerId }) => customerId));
      const asked = [...(options.expectedVersions ?? [])].filter(([id]) => own.has(id));
      return good.append(events, { ...options, expectedVersions: new Map(asked) });
    }),
  },
  {
    breaks: "input that cannot be given back is refused",
    noticedBy: /^append: refuses what it could not give back/,
    make: appending((good, events, options) =>
      good.append(
        events.map((event) =>
          "total" in event && !Number.isSafeInteger(event.total) ? { ...event, total: 0 } : event,
        ),
        options,
      ),
    ),
  },
];
