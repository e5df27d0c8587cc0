export { readPlan, type PlanRead } from './document/read-plan';
export { checkPlan, type Checked } from './proof/check-plan';
export type { Breach, Claimed } from './proof/tally';
export { solvePlan, type PlanOptions } from './solve-plan';
