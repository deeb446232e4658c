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
export type { Change, CustomerChange } from "./customer-changes";
export type { CustomerFilter } from "./customer-filter";
export type { CustomerExport } from "./export-customer";
export type { LeftAside } from "./left-aside";
export type { AsOfOptions, LongWorkOptions, Progress } from "./long-work";
export { DEFAULT_RETENTION_DAYS, type RetentionDue } from "./retention-due";
