export { createCrm } from "./create-crm";
export type {
  AsOfOptions,
  CreateCrmOptions,
  Crm,
  DecideAllWorkOptions,
  LongWorkOptions,
  Progress,
  RecommendOptions,
  RefitReport,
} from "./crm";
export type { CrmReport, ReportRow } from "./crm-report";
export type { CustomerErasure } from "./erase-customer";
export type { CustomerExport } from "./export-customer";
export { DEFAULT_RETENTION_DAYS, type RetentionDue } from "./retention-due";
