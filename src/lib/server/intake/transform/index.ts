export { statusOf } from './account';
export { recogniseTable, transformHeaders, type Recognised } from './recognise';
export { takeSource } from './take-source';
