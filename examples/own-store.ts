/** A store of one's own, whole: everything in one JSON file. It passes the contract of `setia/testing`. */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import {
  compareCodePoints,
  compareEvents,
  decodeEvent,
  encodeEvent,
  namedCustomers,
  planAppend,
  planErasure,
  renameInModel,
  SetiaError,
  type CustomerEvent,
  type CustomerStore,
  type ModelHeader,
  type WhenErased,
} from "setia";

interface Content {
  readonly log: readonly (object | null)[];
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
  const load = (): Content =>
    existsSync(path)
      ? (JSON.parse(readFileSync(path, "utf8")) as Content)
      : { log: [], keys: [], models: [], erased: [] };
  const save = (content: Content): void => {
    // A rename is all or nothing, even if the power goes.
    writeFileSync(`${path}.new`, JSON.stringify(content));
    renameSync(`${path}.new`, path);
  };
  const eventsIn = ({ log }: Content): CustomerEvent[] =>
    log.flatMap((row) => (row ? [decodeEvent(row)] : []));
  const hideAll = async (texts: readonly string[]) =>
    new Map(await Promise.all(texts.map((text) => [text, hide(text)] as const)));
  const refuse = (
    isWrong: boolean,
    code: "INVALID_OPTION" | "INVALID_INSTANT" | "VERSION_CONFLICT",
    message: string,
  ): void => {
    if (isWrong) throw new SetiaError(code, message);
  };
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(
    work: (content: Content) => Result | Promise<Result>,
  ): Promise<Result> => {
    const turn = last.then(() => work(load()));
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    append: (events, options = {}) =>
      inTurn(async (content) => {
        const there = eventsIn(content);
        const plan = await planAppend(events, options, {
          known: async (ids) => there.filter((event) => new Set(ids).has(event.id)),
          versions: async (ids) =>
            new Map(ids.map((id) => [id, there.filter((event) => event.customerId === id).length])),
          hide: hideAll,
          tombstones: async (hidden) =>
            new Set(hidden.filter((one) => content.erased.includes(one))),
          anyErased: content.erased.length > 0,
          whenErased,
        });
        save({
          ...content,
          log: [...content.log, ...plan.fresh.map(encodeEvent)],
          keys: [...content.keys, ...plan.keys],
        });
        return plan.result;
      }),
    read: (customerId, { until = new Date(8.64e15) } = {}) =>
      inTurn((content) => {
        refuse(
          Number.isNaN(until.getTime()),
          "INVALID_INSTANT",
          "read: until is no instant; expected a valid Date",
        );
        return eventsIn(content)
          .filter((event) => event.customerId === customerId && event.at <= until)
          .sort(compareEvents);
      }),
    async *scan({ after = "0", batchSize = 1000, signal } = {}) {
      refuse(
        !(batchSize >= 1 && batchSize % 1 === 0),
        "INVALID_OPTION",
        "scan: batchSize is no number of events; expected at least 1",
      );
      for (let next = Number(after); ;) {
        signal?.throwIfAborted();
        const rows = await inTurn(({ log }) =>
          [...log.entries()]
            .slice(next)
            .filter(([, row]) => row)
            .slice(0, batchSize),
        );
        if (rows.length === 0) return;
        next = (rows.at(-1)?.[0] ?? 0) + 1;
        yield { events: rows.map(([, row]) => decodeEvent(row)), position: String(next) };
      }
    },
    listCustomers: ({ after = "", limit = 1000 } = {}) =>
      inTurn((content) => {
        refuse(
          !(limit >= 1 && limit % 1 === 0),
          "INVALID_OPTION",
          "listCustomers: limit is no number of ids; expected at least 1",
        );
        const ids = [...new Set(eventsIn(content).map((event) => event.customerId))].sort(
          compareCodePoints,
        );
        return ids.filter((id) => compareCodePoints(id, after) > 0).slice(0, limit);
      }),
    findCustomers: (keys) =>
      inTurn((content) =>
        [...new Set(content.keys.filter(([, key]) => keys.includes(key)).map(([id]) => id))].sort(
          compareCodePoints,
        ),
      ),
    saveModel: (name, model, { expectedVersion } = {}) =>
      inTurn((content) => {
        const newest = content.models.filter(([other]) => other === name).length;
        const late = expectedVersion !== undefined && expectedVersion !== newest;
        refuse(
          late,
          "VERSION_CONFLICT",
          `saveModel: version ${String(newest)} is there; expected ${String(expectedVersion)}`,
        );
        save({ ...content, models: [...content.models, [name, model]] });
        return newest + 1;
      }),
    loadModel: (name, { version } = {}) =>
      inTurn(({ models }) => {
        const all = models.filter(([other]) => other === name);
        const found = all[(version ?? all.length) - 1];
        return found && { model: found[1], version: version ?? all.length };
      }),
    erase: (customerId) =>
      inTurn(async (content) => {
        const about = eventsIn(content).filter(
          (event) => event.customerId === customerId || namedCustomers(event).includes(customerId),
        );
        const plan = await planErasure(customerId, about, hideAll);
        const log = content.log.map((row) => {
          const event = row && decodeEvent(row);
          if (!event || !plan.replacements.has(event.id)) return row;
          const left = plan.replacements.get(event.id);
          return left ? encodeEvent(left) : null;
        });
        const models = content.models.map(
          ([name, model]) => [name, renameInModel(model, customerId, plan.pseudonym)] as const,
        );
        const keys = content.keys.filter(([id]) => id !== customerId);
        save({ log, keys, models, erased: [...content.erased, plan.tombstone] });
        return plan.result;
      }),
  };
}
