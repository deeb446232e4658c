import { isSetiaError } from "../../kernel";
import type { CustomerStore, EraseResult, KeepOfErased } from "../../storage";
import { readCustomer } from "../customers/customer-logs";

/** More often than anybody writes to one customer between a look and an erasure. */
const TRIES = 20;

/** Erases a person under all ids that are seen as theirs, at once. */
export async function erasePerson(
  store: CustomerStore,
  customerId: string,
  keep: KeepOfErased,
): Promise<EraseResult> {
  for (let tried = 1; ; tried++) {
    const { customerIds, versions } = await readCustomer(store, customerId);
    try {
      return await store.erase(customerIds, { keep, expectedVersions: versions });
    } catch (error) {
      // Something came in since: maybe a split, and one of the ids is somebody else now.
      if (tried === TRIES || !isSetiaError(error) || error.code !== "VERSION_CONFLICT") throw error;
    }
  }
}
