export { answer } from './answer';
export { auditKept, type Exposure } from './audit-kept';
export { measures } from './catalogue';
export { prepare, preparedState } from './prepare';
export type { AskContext } from './measure';
