export { auditCsv } from './audit-csv';
export { noteDeed, type Note } from './chain/audit-log';
export type { AuditEntry } from './chain/entry';
export { verifyAudit, type Verdict } from './chain/verify-audit';
export { FewNotes, type Source } from './few-notes';
export { DEEDS, sayAbout, type About, type Deed } from './deeds';
export { notesOfLoading } from './loading-notes';
export { listAudit, type AuditFilter, type AuditList, type ListedEntry } from './list-audit';
export { describeFault, type FaultDetail } from './server-log/describe-fault';
export {
	isRequestId,
	logFault,
	logRequest,
	newRequestId,
	type AnsweredRequest
} from './server-log/server-log';
