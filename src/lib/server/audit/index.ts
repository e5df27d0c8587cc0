export { auditCsv } from './audit-csv';
export { noteDeed, type Note } from './chain/audit-log';
export type { AuditEntry } from './chain/entry';
export { verifyAudit } from './chain/verify-audit';
export type { Verdict } from './chain/walk';
export { FewNotes, type Source } from './few-notes';
export { DEEDS, sayAbout, type About, type Deed } from './deeds';
export { notesOfLoading } from './loading-notes';
export type { AuditFilter } from './look/choose';
export type { ListedEntry } from './look/read-entries';
export { followLog } from './look/follow-log';
export { exportAudit, viewAudit, type AuditExport, type AuditView } from './look/view-audit';
export { describeFault, type FaultDetail } from './server-log/describe-fault';
export {
	isRequestId,
	logFault,
	logRequest,
	newRequestId,
	type AnsweredRequest
} from './server-log/server-log';
