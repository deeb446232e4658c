/** A store of one's own, whole: all of a tenant in one JSON file. It passes the contract of `setia/testing`. */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import * as setia from "setia";
import type { CustomerEvent, CustomerStore, ModelHeader, WhenErased } from "setia";

type Row = setia.EncodedEvent | null;
interface Content {
  readonly log: readonly Row[];
  readonly keys: readonly (readonly [customerId: string, key: string])[];
  readonly models: readonly (readonly [name: string, model: ModelHeader])[];
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
  const hideAll = (texts: readonly string[]) =>
    Promise.resolve(new Map(texts.map((text) => [text, hide(text)])));

  return {
    append: (events, options = {}) =>
      inTurn(async (content) => {
        const there = eventsIn(content);
        const count = (id: string) => there.filter((event) => event.customerId === id).length;
        const plan = await setia.planAppend(events, options, {
          known: (ids) => Promise.resolve(there.filter(({ id }) => ids.includes(id))),
          versions: (ids) => Promise.resolve(new Map(ids.map((id) => [id, count(id)]))),
          hide: hideAll,
          tombstones: () => Promise.resolve(new Set(content.erased)),
          anyErased: content.erased.length > 0,
          whenErased,
        });
        const log = [...content.log, ...plan.fresh.map(setia.encodeEvent)];
        save(path, { ...content, log, keys: [...content.keys, ...plan.keys] });
        return plan.result;
      }),
    read: (customerId, { until = new Date(8.64e15) } = {}) =>
      inTurn((content) => {
        setia.assertInstant(until, "read: until");
        const own = eventsIn(content).filter((event) => event.customerId === customerId);
        return own.filter((event) => event.at <= until).sort(setia.compareEvents);
      }),
    async *scan({ after = "0", batchSize = 1000, signal } = {}) {
      setia.assertWholeNumber(batchSize, 1, "scan: batchSize");
      for (let next = Number(after); ;) {
        signal?.throwIfAborted();
        const rows = await inTurn(({ log }) =>
          [...log.entries()].slice(next).filter(([, row]) => row),
        );
        const part = rows.slice(0, batchSize);
        if (part.length === 0) return;
        next = (part.at(-1)?.[0] ?? 0) + 1;
        yield { events: part.map(([, row]) => setia.decodeEvent(row)), position: String(next) };
      }
    },
    listCustomers: ({ after = "", limit = 1000 } = {}) =>
      inTurn((content) => {
        setia.assertWholeNumber(limit, 1, "listCustomers: limit");
        const ids = sorted(eventsIn(content).map((event) => event.customerId));
        return ids.filter((id) => setia.compareCodePoints(id, after) > 0).slice(0, limit);
      }),
    findCustomers: (wanted) =>
      inTurn(({ keys }) => sorted(keys.flatMap(([id, key]) => (wanted.includes(key) ? [id] : [])))),
    saveModel: (name, model, { expectedVersion } = {}) =>
      inTurn((content) => {
        const newest = content.models.filter(([other]) => other === name).length;
        setia.assertModelVersion(name, newest, expectedVersion);
        save(path, { ...content, models: [...content.models, [name, model]] });
        return newest + 1;
      }),
    loadModel: (name, { version } = {}) =>
      inTurn(({ models }) => {
        const all = models.filter(([other]) => other === name);
        const found = all[(version ?? all.length) - 1];
        return found && { model: found[1], version: version ?? all.length };
      }),
    erase: (id) =>
      inTurn(async (content) => {
        const about = eventsIn(content).filter(
          (event) => event.customerId === id || setia.namedCustomers(event).includes(id),
        );
        const plan = await setia.planErasure(id, about, hideAll);
        const log = content.log.map((row): Row => {
          const event = row && setia.decodeEvent(row);
          if (!event || !plan.replacements.has(event.id)) return row;
          const left = plan.replacements.get(event.id);
          return left ? setia.encodeEvent(left) : null;
        });
        const models = content.models.map(
          ([name, model]) => [name, setia.renameInModel(model, id, plan.result.pseudonym)] as const,
        );
        const keys = content.keys.filter(([customerId]) => customerId !== id);
        save(path, { log, keys, models, erased: [...content.erased, plan.tombstone] });
        return plan.result;
      }),
  };
}

const sorted = (ids: readonly string[]) => [...new Set(ids)].sort(setia.compareCodePoints);
const eventsIn = ({ log }: Content): CustomerEvent[] =>
  log.flatMap((row) => (row ? [setia.decodeEvent(row)] : []));

function load(path: string): Content {
  if (!existsSync(path)) return { log: [], keys: [], models: [], erased: [] };
  return JSON.parse(readFileSync(path, "utf8")) as Content;
}

function save(path: string, content: Content): void {
  // A rename is all or nothing, even if the power goes.
  writeFileSync(`${path}.new`, JSON.stringify(content));
  renameSync(`${path}.new`, path);
}
