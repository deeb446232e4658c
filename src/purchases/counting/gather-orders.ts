import { calendarOf, isBlank, SetiaError, showValue } from "../../kernel";
import { assertOrder, isSoundOrder } from "./check-order";
import { createDayLog } from "../columnar/distinct-days";
import { checkColumns } from "../columnar/gather-columns";
import { createPurse, finishTable, refusal, repeatedOrder, type GatherOptions } from "./gathering";
import { refundedOf } from "./net-order";
import { isTextColumn, type OrderColumns } from "../columnar/order-columns";
import { CHUNK, createOrderChunk } from "../columnar/order-chunk";
import { LEFT_OUT, type OrderSieve } from "./order-policy";
import type { Order } from "../orders";
import type { PurchaseColumns } from "../columnar/purchase-columns";
import { createPurchaseTable } from "../columnar/purchase-table";
import { assertNoRepeat, createRepeatFinder } from "../columnar/repeated-orders";
import { createTextCodes } from "../columnar/text-codes";

/** Orders as objects or as columns. */
export type Orders = readonly Order[] | OrderColumns;

/** Takes orders batch by batch, and numbers the customers as they come. */
export interface OrderGatherer {
  /** Takes a batch, called `where` in messages. */
  take(orders: Orders, where: string): void;
  /** Gives the summaries of all that was taken. */
  finish(): PurchaseColumns;
}

/** Creates a gatherer that has taken nothing. */
export function createOrderGatherer(
  options: GatherOptions,
  sieve: OrderSieve,
  expected: number,
): OrderGatherer {
  const { asOf } = options;
  const size = expected > 0 && expected < CHUNK ? expected : CHUNK;
  const customers = createTextCodes(size);
  const calendar = calendarOf(options.timeZone);
  // Most customers order more than a few times; where they do not, the table grows.
  const table = createPurchaseTable(calendar, Math.min(expected >> 2, 1 << 20));
  const log = createDayLog();
  const purse = createPurse(options);

  const chunk = createOrderChunk(size);
  const texts = new Array<string>(size).fill("");

  function add(): void {
    calendar.daysOf(chunk.times, 0, chunk.count, chunk.days);
    table.addAll(chunk);
    log.push(chunk.codes, chunk.days, chunk.count);
  }

  function takeObjects(orders: readonly Order[], where: string): void {
    const repeats = createRepeatFinder(orders.length);
    log.reserve(orders.length);
    for (let begin = 0; begin < orders.length; begin += CHUNK) {
      let count = 0;
      const end = Math.min(begin + CHUNK, orders.length);
      for (let row = begin; row < end; row++) {
        const order: Order | undefined = orders[row];
        if (!isSoundOrder(order)) assertOrder(order, `${where}[${String(row)}]`);
        const { customerId, placedAt, cancelledAt, total, refunds } = order;
        const time = placedAt.getTime();
        const net = sieve.netOf(
          !isBlank(customerId),
          time,
          cancelledAt === undefined ? Infinity : cancelledAt.getTime(),
          total,
          refunds === undefined ? 0 : refundedOf(order, asOf),
        );
        if (net < 0) {
          if (net !== LEFT_OUT) throw refusal(net, `${where}[${String(row)}]`, asOf);
          continue;
        }
        chunk.rows[count] = row;
        chunk.times[count] = time;
        chunk.amounts[count] =
          order.currency === purse.currency
            ? net
            : purse.amountOf(net, order, `${where}[${String(row)}]`);
        texts[count++] = customerId;
      }
      chunk.count = count;
      customers.codesOf(texts, count, chunk.codes);
      for (let at = 0; at < count; at++) {
        const row = chunk.rows[at]!;
        repeats.add(chunk.codes[at]!, orders[row]?.id ?? "", row);
      }
      add();
    }
    const repeated = repeats.find(
      (row, other) =>
        orders[row]?.id === orders[other]?.id &&
        orders[row]?.customerId === orders[other]?.customerId,
    );
    const again = orders[repeated];
    if (again !== undefined) {
      throw repeatedOrder(`${where}[${String(repeated)}].id`, again.id, again.customerId);
    }
  }

  function takeColumns(columns: OrderColumns, where: string): void {
    const { customerIds, ids } = columns;
    // Each text of a column of numbered texts is looked up once.
    const values = isTextColumn(customerIds) ? customerIds.values : undefined;
    const codeOfValue = new Int32Array(values?.length ?? 0).fill(-1);
    const checked = checkColumns(columns, options, where, customers.codeOf);
    log.reserve(checked.rows);
    const repeats = createRepeatFinder(ids === undefined ? 0 : checked.rows);
    const { codes, rows } = chunk;
    checked.walk(sieve, purse, chunk, ({ count }) => {
      for (let at = 0; at < count; at++) {
        if (values !== undefined) {
          const given = codes[at]!;
          let code = codeOfValue[given]!;
          if (code === -1) {
            code = customers.codeOf(values[given]!);
            codeOfValue[given] = code;
          }
          codes[at] = code;
        }
        const row = rows[at]!;
        if (ids !== undefined) repeats.add(codes[at]!, ids[row]!, row);
      }
      add();
    });
    if (ids !== undefined) assertNoRepeat(repeats, ids, checked, where);
  }

  return {
    take(orders, where) {
      if (Array.isArray(orders)) takeObjects(orders as readonly Order[], where);
      else if (typeof orders === "object" && (orders as unknown) !== null) {
        takeColumns(orders as OrderColumns, where);
      } else {
        throw new SetiaError(
          "INVALID_INPUT",
          `${where} is ${showValue(orders)}; expected an array of orders, or columns`,
        );
      }
    },
    finish() {
      const days = log.grouped(customers.texts.length);
      return finishTable(table, customers.texts, days, options, purse.currency);
    },
  };
}
