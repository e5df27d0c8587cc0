export { agreesWithTold } from './curves/agree-with-told';
export { auditChange, type Published, type SmallChange } from './audit/audit-change';
export { auditFamily, type AuditedCell, type AuditOptions } from './audit/audit-family';
export { SHARES, cellKey, cellKeysAt } from './family';
export type {
	CountAt,
	Earlier,
	Family,
	FamilyCell,
	FamilyDimension,
	FamilyLink,
	FamilySum,
	Policy,
	Protection,
	ReleasedCell
} from './family';
export { countLeavers, isSayable } from './curves/curve';
export { protectCurves } from './protect-curves';
export type {
	CurveBreakdown,
	CurveGroup,
	CurveStep,
	ProtectedBreakdown,
	ProtectedCurve,
	ProtectedStep,
	ToldCount
} from './curves/curve';
export { protectFamily } from './protect-family';
export { chooseSupportSteps } from './curves/support-steps';
export type { Margins, SupportSteps } from './curves/support-steps';
export { isWith, tablesOf } from './curves/support-tables';
export type { StratumTables, SupportPeople, SupportTable, ToldSupport } from './curves/support-tables';
export { chooseStrataSteps } from './curves/strata-steps';
export type { StrataMargins, StrataSteps, StratumPeople } from './curves/strata-steps';
export { keyOf as leftoverKey, leftoversOf } from './withhold/leftovers';
export { solve, type ToldCell } from './withhold/solve';
export { derive, seal, type SealableRow } from './seal-table';
