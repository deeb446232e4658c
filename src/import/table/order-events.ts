import { defined } from "../../kernel";
import type { CustomerTraits } from "../../events";
import { eventId, NO_CUSTOMER, withContentId, type Collector } from "../import-result";
import { fullName, hasTraits } from "../traits";
import { isRounded, roundedPhone } from "./plain-cell";
import type { SeenKeys } from "./seen-keys";
import { placeText, type Row } from "./row";
import { readRowOrder, type RefundRow, type OrderContext, type RowOrder } from "./row-order";

/** What making events remembers from one order to the next. */
export interface EventContext extends OrderContext {
  /** What events say as their source. */
  readonly source: string;
  /** Ids of orders that were made of customer and time. */
  readonly madeIds: SeenKeys;
  /** The traits that were told last of each customer. */
  readonly traits: Map<string, string>;
}

/** An order that was taken in. */
export interface TakenOrder extends RowOrder {
  /** Whose it is. */
  readonly customerId: string;
  /** The table's id, or one made of customer and time. */
  readonly orderId: string;
}

/** Rows that refund money of an order that they do not place. */
export interface LooseRefundRows {
  /** The customer's id. */
  readonly customerId: string;
  /** The id that they give the order, if they do. */
  readonly named: string | undefined;
  /** The rows. */
  readonly refundRows: readonly RefundRow[];
}

/** Customers whose traits are remembered; after that many they may be told again, which changes nothing. */
const MOST_TRAITS = 100_000;

/** Makes events of the rows of one order; an order of which one row cannot be read is left out whole. */
export function takeOrder(
  rows: readonly Row[],
  named: string | undefined,
  context: EventContext,
  collector: Collector,
): TakenOrder | LooseRefundRows | undefined {
  const order = readRowOrder(rows, context, collector);
  const what = named === undefined ? "the order" : `the order ${JSON.stringify(named)}`;
  const faulty = rows.filter((row) => row.fails(collector));
  if (faulty.length > 0) {
    for (const row of rows) {
      if (faulty.includes(row)) continue;
      collector.skip(row.path, "not_counted", `is of ${what}, of which another row cannot be read`);
    }
    return undefined;
  }
  const { customerId } = order;
  if (customerId === undefined) {
    for (const { path } of rows) collector.skip(path, "no_customer", `${what} ${NO_CUSTOMER}`);
    return undefined;
  }
  if (order.status === "not_counted") {
    for (const { path } of rows) {
      collector.skip(path, "not_counted", `is of ${what}, whose status says that it is none`);
    }
    return undefined;
  }
  if (!order.isPlaced) {
    return { customerId, named, refundRows: order.refundRows };
  }
  const back = new Set(order.refundRows.map(({ row }) => row));
  tellRepeats(rows, back, context, collector);
  const orderId = named ?? madeId(customerId, order, context, rows, collector);
  const taken = { ...order, customerId, orderId };
  addEvents(taken, rows, context, collector);
  return taken;
}

/** Makes the events of rows that refund money of an order. */
export function addRefundRows(
  refundRows: readonly RefundRow[],
  { customerId, orderId }: Pick<TakenOrder, "customerId" | "orderId">,
  source: string,
  collector: Collector,
): void {
  const counts = new Map<string, number>();
  for (const { row, ...back } of refundRows) {
    const event = { customerId, source, type: "order_refunded" as const, orderId, ...back };
    const { id } = withContentId({ ...event, id: eventId(source, "given_back", orderId) });
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    // Two rows that are alike give back twice.
    collector.add({ ...event, id: count === 1 ? id : numbered(id, count) }, row.path);
  }
}

function addEvents(
  order: TakenOrder,
  rows: readonly Row[],
  context: EventContext,
  collector: Collector,
): void {
  const { source } = context;
  const { customerId, orderId, at, currency, total, lines } = order;
  const [{ path }] = rows as readonly [Row, ...Row[]];
  const textOf = (role: Parameters<Row["text"]>[0]): string | undefined =>
    rows.map((row) => row.text(role)).find((text) => text !== undefined);
  const base = { customerId, source };
  collector.add(
    withContentId({
      ...base,
      id: eventId(source, "order", orderId),
      type: "order_completed",
      at,
      orderId,
      currency,
      total,
      ...(lines.length === 0 ? {} : { lines }),
      ...defined({ channel: textOf("channel") }),
    }),
    path,
  );
  const traits = defined<CustomerTraits>({
    name: textOf("name") ?? fullName(textOf("firstName"), textOf("lastName")),
    email: textOf("email"),
    phone: phoneOf(rows, collector),
  });
  // The same of the same customer with every order would be told over and over.
  const told = JSON.stringify(traits);
  if (hasTraits(traits) && context.traits.get(customerId) !== told) {
    if (context.traits.size >= MOST_TRAITS) context.traits.clear();
    context.traits.set(customerId, told);
    const id = eventId(source, "customer", orderId);
    collector.add(withContentId({ ...base, id, type: "customer_identified", at, traits }), path);
  }
  if (order.refunded > 0) {
    const { refunded: amount, refundedAt = at } = order;
    if (order.refundedAt === undefined) {
      collector.note(
        path,
        `refunds money of the order ${JSON.stringify(orderId)} without a date: it is that of the order`,
      );
    }
    const id = eventId(source, "refund", orderId, refundedAt.toISOString());
    collector.add(
      withContentId({
        ...base,
        id,
        type: "order_refunded",
        at: refundedAt,
        orderId,
        amount,
        amountOf: "all_refunds",
      }),
      path,
    );
  }
  addRefundRows(order.refundRows, order, source, collector);
  const isCancelled = order.status === "cancelled" || order.cancelledAt !== undefined;
  if (isCancelled) {
    const { cancelledAt = at } = order;
    if (order.cancelledAt === undefined) {
      collector.note(
        path,
        `cancels the order ${JSON.stringify(orderId)} without a date: it is that of the order`,
      );
    }
    const id = eventId(source, "cancelled", orderId);
    collector.add(
      withContentId({ ...base, id, type: "order_cancelled", at: cancelledAt, orderId }),
      path,
    );
  }
}

/** A number whose last digits are gone is left out: it could be a stranger's. */
function phoneOf(rows: readonly Row[], collector: Collector): string | undefined {
  const row = rows.find((each) => each.cell("phone") !== undefined);
  if (row === undefined || !isRounded(row.cell("phone"))) return row?.text("phone");
  collector.note(row.pathOf("phone"), roundedPhone(row.raw("phone")));
  return undefined;
}

/** Makes an id for an order of a table that has none; two that are alike stay two. */
function madeId(
  customerId: string,
  { at }: RowOrder,
  { madeIds }: EventContext,
  [row]: readonly Row[],
  collector: Collector,
): string {
  const id = eventId(customerId, at.toISOString().replaceAll(":", ""));
  const count = madeIds.count(id);
  if (count === 1) return id;
  if (row !== undefined) {
    collector.note(row.path, "has the customer and the time of another row; both count");
  }
  return numbered(id, count);
}

/** Lists rows that are there twice. */
function tellRepeats(
  rows: readonly Row[],
  givesBack: ReadonlySet<Row>,
  { columns, isTotalOfLine }: EventContext,
  collector: Collector,
): void {
  if (rows.length < 2) return;
  const hasTotal = columns.names.total !== undefined && !isTotalOfLine;
  const seen = new Map<string, Row>();
  for (const row of rows) {
    const same = seen.get(row.print());
    if (same === undefined) seen.set(row.print(), row);
    else {
      const what = hasTotal && !givesBack.has(row) ? "the order's total counts once" : "both count";
      collector.note(row.path, `repeats ${placeText(same.path)} to the letter; ${what}`);
    }
  }
}

function numbered(id: string, count: number): string {
  return eventId(...id.split(":"), String(count));
}
