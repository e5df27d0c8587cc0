export { checkCatalogue, type CheckKind, type DeclaredCheck } from './check-catalogue';
export { checkInvariants } from './invariants/check-invariants';
export { findStrays } from './invariants/originals';
export { filings, states, submission, submissions, unknownSubmission } from './list-submissions';
export { concernsFile } from './judge';
export { BY_AGREEMENT, keepToAgreements, type Kept } from './keep-to-agreements';
export { answerQuestions, load, loadAll } from './load';
export { discardUncounted } from './loadings/discard-uncounted';
export { loadPaths } from './load-paths';
export type { FileSource, LoadedFile, LoadOptions, MadeSubmission, MappedColumn } from './loaded-file';
export { partners, savePartner } from './partners';
export { publish, withdraw } from './publish';
export type { PublishOptions } from './publish';
export type { LeftOutLine, LocatedFinding, ReadReport, SeveralReport, TableReport } from './read';
export { recoverLost } from './recover';
export { readFile } from './read-file';
export { planRetention, totalsOf, type RetentionLine, type RetentionPlan } from './retention/plan-retention';
export { retentionRuns, type PastRun } from './retention/retention-runs';
export { runRetention, type RetentionRun } from './retention/run-retention';
export { lookInto } from './read-several';
export { changesOf, type Changes, type Earlier } from './versions/compare-submission';
export type { ChangedCell, RowComparison } from './versions/compare-rows';
export type { RowNumber } from './versions/row-numbers';
export { versionsOf, type CountedSpan, type Version } from './versions/version-history';
export { originalOf } from './versions/original';
export { findingsCsv } from './send-back/findings-csv';
export { findingsWorkbook } from './send-back/findings-workbook';
export {
	beginLoading,
	type Begun,
	cancelLoading,
	loadingOf,
	openLoadings,
	watchLoading,
	type LoadingView
} from './loadings/loadings';
export { applyAnswers } from './match/apply-answers';
export { matchFields, saveDraft } from './match/drafts';
export { exportFormat } from './match/export-format';
export type {
	CodeMatch,
	CodeValue,
	HeaderMatch,
	MatchView,
	PrefixMatch,
	WritingMatch
} from './match/match-view';
export { answersFor, showMatch } from './match/show-match';
export { tryAnswers, type Effect } from './match/try-answers';
