/**
 * All of one customer in one record.
 * Enter by `viewCustomer`, which joins what the rooms answer and decides nothing.
 * Knows the domain rooms.
 */
export type { BoughtItem } from "./bought-items";
export { contactsOf, type LastMessage, type TacticContact, type Talk } from "./contacts";
export type { CustomerView } from "./customer-view";
export type { CustomerSignals, OpenCart } from "./signals";
export { viewCustomer, type ViewCustomerInput, type ViewCustomerOptions } from "./view-customer";
