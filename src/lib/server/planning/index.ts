export { buildPlan, type PlanBuilt } from './build/build-plan';
export { varyPlan, type Variation } from './build/vary-plan';
export {
	CHANCES,
	renewalOutcomes,
	uncertainAwards,
	withRenewed,
	type RenewalOutcome,
	type UncertainAward
} from './build/renewal-outcomes';
export { NEW_AWARD, renewalOf } from './build/plan-awards';
export { readPlan, type PlanRead } from './document/read-plan';
export { solveBare } from './find-best';
export { latestOnly } from './latest-only';
export { checkPlan, type Checked } from './proof/check-plan';
export type { Breach, Claimed } from './proof/tally';
export { solveDocument, type DocumentLimits } from './solve-document';
export { solvePlan, type PlanOptions } from './solve-plan';
