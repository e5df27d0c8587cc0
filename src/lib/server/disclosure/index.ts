export { cellKey } from './family';
export type { Family, FamilyCell, FamilySum, Policy, Protection, ReleasedCell } from './family';
export { protectFamily } from './protect-family';
export { derive, seal, type SealableRow } from './seal-table';
