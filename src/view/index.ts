export type { BoughtItem } from "./bought-items";
export type { TacticContact } from "./contacts";
export type { CustomerView } from "./customer-view";
export { viewCustomer, type ViewCustomerInput, type ViewCustomerOptions } from "./view-customer";
