export { answer } from './answer';
export { measures } from './catalogue';
export { prepare, preparedState } from './prepare';
export type { AskContext } from './measure';
