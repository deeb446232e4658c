export {
  createCrm,
  type AsOfOptions,
  type CreateCrmOptions,
  type Crm,
  type LongWorkOptions,
  type Progress,
  type RecommendOptions,
  type RefitReport,
} from "./create-crm";
export type { CrmReport, ReportRow } from "./crm-report";
