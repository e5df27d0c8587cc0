export { changeFiling, holdsRows, lineNow, type ChangedFiling } from './change-filing';
export type { HsdsWords } from './hsds-tables';
export { lineHistory, type LineVersion } from './line-history';
export { presentDay } from './matrix-day';
export {
	changedColumns,
	currentRows,
	offeringColumns,
	type ColumnChange,
	type OfferingRow
} from './offering-rows';
export { isDay, readMatrix, type Matrix, type MatrixQuestion, type StandingLine } from './read-matrix';
export { writeHsds } from './write-hsds';
export { writeOfferingsForPeople } from './write-offerings';
