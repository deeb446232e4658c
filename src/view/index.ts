export {
  viewCustomer,
  type BoughtItem,
  type CustomerView,
  type TacticContact,
  type ViewCustomerInput,
  type ViewCustomerOptions,
} from "./view-customer";
