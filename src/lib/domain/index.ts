export * from './calendar';
export * from './finding';
export * from './measure';
export * from './partnership';
export * from './role';
export * from './safe-table';
export * from './submission';
