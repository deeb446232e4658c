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
