export { answer } from './answer';
export { briefTables } from './brief-tables';
export { auditKept, type Exposure } from './kept/audit-kept';
export { checkKept } from './kept/check-kept';
export { measures } from './catalogue';
export { prepare, preparedState, standReady } from './kept/prepare';
export { thresholdChange, thresholdInForce } from './kept/threshold';
export type { AskContext } from './measure';
export { planBasis } from './plan-basis';
