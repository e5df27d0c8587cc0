export * from './aalen-johansen';
export * from './interval';
export * from './kaplan-meier';
export * from './log-rank';
export * from './newcombe';
export * from './quantile';
export * from './wilson';
