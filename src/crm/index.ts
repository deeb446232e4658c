/**
 * All of it on top of a store.
 * Enter by `createCrm`.
 * Knows everything but importers, charts and SQL.
 */
export { createCrm } from "./create-crm";
export type {
  ChangesOptions,
  CreateCrmOptions,
  Crm,
  CustomersOptions,
  DecideAllWorkOptions,
  RecommendOptions,
  RecordResult,
  RefitReport,
} from "./crm";
export type { CrmReport, ReportRow } from "./crm-report";
export type { Change, CustomerChange } from "./customers/customer-changes";
export type { CustomerFilter } from "./customers/customer-filter";
export type { CustomerOrder } from "./customers/customers-ahead";
export type { CustomerExport } from "./privacy/export-customer";
export type { LeftAside } from "./models/left-aside";
export type { AsOfOptions, LongWorkOptions, Progress } from "./models/long-work";
export { DEFAULT_RETENTION_DAYS, type RetentionDue } from "./privacy/retention-due";
