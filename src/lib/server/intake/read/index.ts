export { amountOf } from './compare-totals';
export { delimiterName, describeStructure, maskWord } from './describe-structure';
export type { LocatedFinding } from './describe-structure';
export type { Knows } from './find-header';
export { readTable } from './read-table';
export type { ReadOptions, ReadTable } from './read-table';
export { HOLDS } from './scan-record';
export { writeClean } from './write-clean';
export type { LeftOutLine, ReadReport } from './read-report';
