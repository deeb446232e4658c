import { isSetiaError, type SetiaErrorCode } from "../../kernel";

/** A customer whose data cannot be counted with. Work over the whole base goes on without them. */
export interface LeftAside {
  /** The customer; of merged ones, the surviving id. */
  readonly customerId: string;
  /** Code of what is wrong. */
  readonly code: SetiaErrorCode;
  /** What is wrong, and what was expected. */
  readonly message: string;
}

/** Codes that one customer's events bring about; all others are of the shop's options, models or store. */
const OF_DATA: readonly SetiaErrorCode[] = [
  "INVALID_INPUT",
  "INVALID_AMOUNT",
  "INVALID_INSTANT",
  "UNKNOWN_CURRENCY",
  "MIXED_CURRENCIES",
  "DUPLICATE_ORDER",
  "SUM_TOO_LARGE",
];

/** Told of each customer who is left aside. */
export type OnLeftAside = (left: LeftAside) => void;

/**
 * Computes something of one customer, or leaves them aside if their data do not allow it.
 *
 * @throws whatever is not of this customer's data
 */
export function orLeftAside<Result>(
  customerId: string,
  work: () => Result,
  onLeftAside?: OnLeftAside,
): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (!isSetiaError(error) || !OF_DATA.includes(error.code)) throw error;
    onLeftAside?.({ customerId, code: error.code, message: error.message });
    return undefined;
  }
}
