export { absencesIn, absentSubmissions } from './absences';
export type { Absence, AbsentSubmission, AgreementCause } from './absences';
export { currentAmong, datasetsOfPeople, participantsWhoDiffer, stagedAmong } from './changed-rows';
export { refuseWithoutSpace } from './disk-space';
export { busy, holdHome } from './home-lock';
export { compareLedger, ledgerLines, lostChanges, removedSays, unwrittenChanges } from './ledger';
export type { LedgerEntry, LedgerLine } from './ledger';
export { leftBecause } from './leavings';
export type { MatrixEdit } from './matrix-edits';
export { SCHEMA_VERSION, type UpgradeMoment } from './migrations';
export { openWarehouse } from './open-warehouse';
export type { OpenOptions, Warehouse } from './open-warehouse';
export { countWronglyLeftOut, isInOneOf, populationsIn, sameList } from './populations';
export type { AgreedPopulations } from './populations';
export {
	countRemovals,
	dropStaged,
	listRemovals,
	noteRemovals,
	removedOf,
	removedOn,
	stagedCounts
} from './removals';
export type { Removal, RemovalKind } from './removals';
export { makeSecret, placeOfSecret, printOfSecret, readSecret } from './secret';
export { countUnnotedRepeats } from './repeated-keys';
export { stagingColumns } from './staging-tables';
export type { StagingColumn } from './staging-tables';
export { statement } from './statements';
export { latestState, listStates, makeState } from './states';
export type { StateChange } from './states';
export { listFilings, listSubmissions, readSubmission, saveSubmission } from './submissions';
export type { Filing, SubmissionFilter, SubmissionRecord } from './submissions';
export { unlessWritten } from './unless-written';
export type { Transaction } from './write';
