/** A store of one's own, whole: all of a tenant in one JSON file. It passes the contract of `setia/testing`. */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import {
  type EncodedEvent,
  planAppend,
  encodeEvent,
  assertInstant,
  compareEvents,
  assertWholeNumber,
  decodeEvent,
  compareCodePoints,
  pseudonymsAmong,
  assertModelVersion,
  planModel,
  planErasure,
  renameInModel,
  namedCustomers,
} from "setia/store";
import type { CustomerEvent, CustomerStore, ModelHeader } from "setia";
import type { WhenErased } from "setia/store";

type Row = EncodedEvent | null;
interface Content {
  readonly log: readonly Row[];
  readonly keys: readonly (readonly [customerId: string, key: string])[];
  readonly models: readonly (readonly [name: string, version: number, model: ModelHeader])[];
  readonly erased: readonly string[];
}

/** Keeps the customers of one tenant in a file; `hide` is an HMAC of your own. */
export function fileStore(
  path: string,
  hide: (text: string) => string,
  whenErased: WhenErased,
): CustomerStore {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: (content: Content) => Result | Promise<Result>) => {
    const turn = last.then(() => work(load(path)));
    last = turn.catch(() => undefined);
    return turn;
  };
  const erasuresIn = ({ erased, ...content }: Content) => ({
    versions: (ids: readonly string[]) => {
      const owners = eventsIn(content).map((event) => event.customerId);
      const count = (id: string) => owners.filter((owner) => owner === id).length;
      return Promise.resolve(new Map(ids.map((id) => [id, count(id)])));
    },
    hide: (texts: readonly string[]) =>
      Promise.resolve(new Map(texts.map((text) => [text, hide(text)]))),
    tombstones: () => Promise.resolve(new Set(erased)),
    anyErased: erased.length > 0,
  });

  return {
    append: (events, options = {}) =>
      inTurn(async (content) => {
        const there = eventsIn(content);
        const plan = await planAppend(
          events,
          {
            known: (ids) => Promise.resolve(there.filter(({ id }) => ids.includes(id))),
            ...erasuresIn(content),
            mergers: (ids) => {
              const merges = there.filter(({ type }) => type === "customers_merged");
              const about = merges.filter((event) => names(event, ids));
              return Promise.resolve(about.map((event) => event.customerId));
            },
            whenErased,
          },
          options,
        );
        const log = [...content.log, ...plan.fresh.map(encodeEvent)];
        save(path, { ...content, log, keys: [...content.keys, ...plan.keys] });
        return plan.result;
      }),
    read: (customerId, { until = new Date(8.64e15) } = {}) =>
      inTurn((content) => {
        assertInstant(until, "read: until");
        const own = eventsIn(content).filter((event) => event.customerId === customerId);
        return own.filter((event) => event.at <= until).sort(compareEvents);
      }),
    async *scan({ after = "0", batchSize = 1000, signal } = {}) {
      assertWholeNumber(batchSize, 1, "scan: batchSize");
      for (let next = Number(after); ;) {
        signal?.throwIfAborted();
        const rows = await inTurn(({ log }) =>
          [...log.entries()].slice(next).filter(([, row]) => row),
        );
        const part = rows.slice(0, batchSize);
        if (part.length === 0) return;
        next = (part.at(-1)?.[0] ?? 0) + 1;
        yield { events: part.map(([, row]) => decodeEvent(row)), position: String(next) };
      }
    },
    listCustomers: ({ after = "", limit = 1000 } = {}) =>
      inTurn((content) => {
        assertWholeNumber(limit, 1, "listCustomers: limit");
        const ids = sorted(eventsIn(content).map((event) => event.customerId));
        return ids.filter((id) => compareCodePoints(id, after) > 0).slice(0, limit);
      }),
    findCustomers: (wanted) =>
      inTurn(({ keys }) => sorted(keys.flatMap(([id, key]) => (wanted.includes(key) ? [id] : [])))),
    findNaming: (named, { type } = {}) =>
      inTurn((content) => {
        const about = eventsIn(content).filter((event) => names(event, named));
        const found = about.filter((event) => type === undefined || event.type === type);
        return sorted(found.map((event) => event.customerId));
      }),
    findPseudonyms: (ids) =>
      inTurn(async (content) =>
        sorted([...(await pseudonymsAmong(ids, erasuresIn(content).tombstones))]),
      ),
    saveModel: (name, model, { expectedVersion } = {}) =>
      inTurn(async (content) => {
        const newest = content.models.filter(([other]) => other === name).at(-1)?.[1] ?? 0;
        assertModelVersion(name, newest, expectedVersion);
        const kept = await planModel(model, erasuresIn(content));
        save(path, { ...content, models: [...content.models, [name, newest + 1, kept]] });
        return newest + 1;
      }),
    loadModel: (name, { version } = {}) =>
      inTurn(({ models }) => {
        const all = models.filter(([other]) => other === name);
        const found = all.findLast((one) => version === undefined || one[1] === version);
        return found && { model: found[2], version: found[1] };
      }),
    dropModels: (name, { before = Infinity } = {}) =>
      inTurn((content) => {
        const stays = ([other, version]: Content["models"][number]) =>
          other !== name || version >= before;
        save(path, { ...content, models: content.models.filter(stays) });
      }),
    erase: (given, options) =>
      inTurn(async (content) => {
        const ids = [...new Set([given].flat())];
        const about = eventsIn(content).filter(
          (event) => ids.includes(event.customerId) || names(event, ids),
        );
        const plan = await planErasure(ids, about, erasuresIn(content), options);
        const log = content.log.map((row): Row => {
          const event = row && decodeEvent(row);
          if (!event || !plan.replacements.has(event.id)) return row;
          const left = plan.replacements.get(event.id);
          return left ? encodeEvent(left) : null;
        });
        const models = content.models.map(
          ([name, version, model]) => [name, version, renameInModel(model, plan.names)] as const,
        );
        const keys = content.keys.filter(([customerId]) => !plan.names.has(customerId));
        save(path, { log, keys, models, erased: [...content.erased, ...plan.tombstones] });
        return plan.result;
      }),
  };
}

const names = (event: CustomerEvent, ids: readonly string[]) =>
  namedCustomers(event).some((id) => ids.includes(id));
const sorted = (ids: readonly string[]) => [...new Set(ids)].sort(compareCodePoints);
const eventsIn = ({ log }: Pick<Content, "log">): CustomerEvent[] =>
  log.flatMap((row) => (row ? [decodeEvent(row)] : []));

function load(path: string): Content {
  if (!existsSync(path)) return { log: [], keys: [], models: [], erased: [] };
  return JSON.parse(readFileSync(path, "utf8")) as Content;
}

function save(path: string, content: Content): void {
  // A rename is all or nothing, even if the power goes.
  writeFileSync(`${path}.new`, JSON.stringify(content));
  renameSync(`${path}.new`, path);
}
